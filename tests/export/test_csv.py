from __future__ import annotations

import csv
import io
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.export import write
from reportedly.export.clean import visible
from reportedly.export.csv import COLUMNS, guarded
from reportedly.model import Reading


def rows(*readings: Reading) -> list[dict[str, str]]:
    out = io.StringIO(newline="")
    write(readings, out, "csv")
    text = out.getvalue().encode("utf-8").decode("utf-8")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def offsets(cell: str) -> list[tuple[int, int]]:
    pairs = (pair.split("..") for pair in cell.split(";") if pair)
    return [(int(start), int(end)) for start, end in pairs]


def check(reading: Reading) -> None:
    text = reading.report.text
    for row, given_ in zip(rows(reading), reading.attributions, strict=True):
        assert row["attribution"] == given_.id
        for role in ("source", "cue", "content"):
            places = offsets(row[f"{role}_offsets"])
            assert places == [(s.start, s.end) for s in getattr(given_, role)]
            words = visible(" … ".join(text[s:e] for s, e in places))
            assert row[role] in (words, "'" + words)


def test_a_row_has_what_a_reporter_asks_for(flood: Reading) -> None:
    row = rows(flood)[4]
    assert row["report"] == "wend/flood.txt"
    assert row["outlet"] == "The Lower Wend Courier"
    assert row["published"] == "2026-03-12T14:05:00+00:00"
    assert (row["attribution"], row["nested_in"]) == ("a5", "a4")
    assert (row["form"], row["score"]) == ("mixed", "0.8000")
    assert row["source"] == "a doctor"
    assert row["content"].endswith("was warned” … the hospital has no boats")


def test_offsets_hold(flood: Reading, hostile: Reading) -> None:
    check(flood)
    check(hostile)


def test_what_is_understood_has_columns_of_its_own(ferry: Reading, flood: Reading) -> None:
    first, second, third = rows(ferry)
    assert (first["stance"], first["source_kind"]) == ("asserts", "named person")
    assert (first["source_name"], first["origin"]) == ("Vard Tolen", "Vard Tolen")
    assert first["figures"] == "≥ 40 miners"
    assert first["dates"] == "9 March 2026 (part of day)"
    assert first["places"] == "“Port Anselm” (unresolved: Port Anselm, XA or Port Anselm, XB)"
    assert (second["via"], second["figures"]) == ("The Tarn Post", "1,500–2,000 crowns")
    assert (third["stance"], third["via"], third["figures"]) == ("denies", "", "")
    names = ("stance", "source_kind", "source_name", "via", "origin", "figures", "dates", "places")
    assert {row[name] for row in rows(flood) for name in names} == {""}


def test_no_answer_is_a_formula(ferry: Reading) -> None:
    first = ferry.attributions[1]
    hop = replace(first.via[0], name="=cmd()")
    evil = replace(first, origin="@SUM(1)", source_name="+1", via=(hop,))
    (row,) = rows(replace(ferry, attributions=(evil,)))
    assert (row["origin"], row["source_name"], row["via"]) == ("'@SUM(1)", "'+1", "'=cmd()")


def test_the_header_stands_even_where_nothing_was_found(plain: Reading) -> None:
    out = io.StringIO()
    write([], out, "csv")
    assert out.getvalue() == ",".join(COLUMNS) + "\n"
    assert rows(plain) == []


def test_several_reports_share_one_header(flood: Reading, hostile: Reading) -> None:
    assert len(rows(flood, hostile)) == len(flood.attributions) + len(hostile.attributions)


def test_no_cell_is_a_formula(hostile: Reading) -> None:
    for row in rows(hostile):
        for cell in row.values():
            assert cell.lstrip()[:1] not in tuple("=+-@")
    assert rows(hostile)[0]["source"].startswith("'=HYPERLINK")


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(1)", " =1", "\t=1", "\r=1", "＝1"])
def test_formulas_are_guarded(cell: str) -> None:
    assert guarded(cell) == "'" + cell


@pytest.mark.parametrize("cell", ["", "The mayor", "“-5 degrees”", "1=1", "a@b.example"])
def test_plain_words_are_left_alone(cell: str) -> None:
    assert guarded(cell) == cell


@settings(deadline=None, max_examples=60)
@given(data=st.data())
def test_offsets_hold_for_any_text(data: Any, any_reading: st.SearchStrategy[Reading]) -> None:
    check(data.draw(any_reading))
