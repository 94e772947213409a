from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.errors import FormatError
from reportedly.export import write
from reportedly.export.brat import BratDirectory, standoff
from reportedly.export.clean import visible
from reportedly.model import Reading, Report

_BREAK = re.compile(r"[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")

Bound = tuple[str, list[tuple[int, int]], str]


def bound(marks: str) -> dict[str, Bound]:
    """The text-bound lines by their id: type, fragments, words."""
    found = {}
    for line in marks.splitlines():
        assert re.fullmatch(r"[TRA#]\d+\t.+", line), line
        if line.startswith("T"):
            key, about, words = line.split("\t")
            kind, places = about.split(" ", 1)
            pairs = (pair.split(" ") for pair in places.split(";"))
            found[key] = (kind, [(int(s), int(e)) for s, e in pairs], words)
    return found


def check(reading: Reading) -> None:
    text, lines = reading.report.text, list(bound(standoff(reading)).values())
    expected = []
    for a in reading.attributions:
        for role in ("source", "cue", "content"):
            spans = getattr(a, role)
            if any(span.text.strip() for span in spans):
                expected.append((role.capitalize(), spans))
    assert [kind for kind, _, _ in lines] == [kind for kind, _ in expected]
    for (_, places, words), (_, spans) in zip(lines, expected, strict=True):
        pieces = [text[start:end] for start, end in places]
        assert not any(_BREAK.search(piece) for piece in pieces)
        assert visible(" ".join(pieces)).replace("\t", " ") == words
        covered = {i for start, end in places for i in range(start, end) if text[i].strip()}
        wanted = {i for s in spans for i in range(s.start, s.end) if text[i].strip()}
        assert covered == wanted


def test_offsets_hold(flood: Reading, hostile: Reading) -> None:
    check(flood)
    check(hostile)


def test_a_split_quote_is_one_mark_in_two_fragments(flood: Reading) -> None:
    assert "Content 126 146;186 214\t“The dam will hold,” “if the rain stops by noon.”" in standoff(
        flood
    )


def test_a_mark_is_cut_where_the_text_breaks_its_line(flood: Reading) -> None:
    (places,) = [p for _, p, words in bound(standoff(flood)).values() if "cellars" in words]
    assert [flood.report.text[s:e] for s, e in places] == [
        "“First the cellars go.",
        "“Then the roads.”",
    ]


def test_links_nesting_and_form_are_told(flood: Reading) -> None:
    marks = standoff(flood)
    lines = bound(marks)
    links = set()
    for kind, first, second in re.findall(r"^R\d+\t(\w+) Arg1:(T\d+) Arg2:(T\d+)$", marks, re.M):
        links.add((kind, lines[first][2], lines[second][2]))
    assert ("Attributed", "told", "two nurses") in links
    assert ("Says", "told", "“nobody was warned”") in links
    assert ("Within", "told", "as saying") in links
    assert re.search(r"^A6\tForm T\d+ direct$", marks, re.M)
    assert "id=a6 score=0.7700" in marks


def test_one_report_goes_to_a_stream_and_several_do_not(flood: Reading, plain: Reading) -> None:
    out = io.StringIO()
    write([flood], out, "brat")
    assert out.getvalue() == standoff(flood)
    out = io.StringIO()
    with pytest.raises(FormatError, match="-o"):
        write([flood, plain], out, "brat")
    assert out.getvalue() == ""


def test_a_folder_gets_a_pair_of_files_a_report(
    tmp_path: Path, flood: Reading, hostile: Reading
) -> None:
    folder = tmp_path / "new" / "brat"
    export = BratDirectory(folder)
    for reading in (flood, hostile, flood):
        export.one(reading)
    export.close()
    names = sorted(path.name for path in folder.iterdir())
    assert "annotation.conf" in names
    assert {"wend-flood.txt", "wend-flood.ann", "wend-flood-2.txt", "wend-flood-2.ann"} <= {*names}
    assert len(names) == 7
    for path in folder.glob("*.ann"):
        text = path.with_suffix(".txt").read_bytes().decode("utf-8")
        assert len(text) in (len(flood.report.text), len(hostile.report.text))
    assert (folder / "wend-flood.txt").read_bytes().decode() == flood.report.text
    assert (folder / "wend-flood.ann").read_text("utf-8") == standoff(flood)


@pytest.mark.parametrize("name", ["../../etc/passwd", "/", "..", "", "a" * 5000, "C:\\x", "é/🌊"])
def test_no_id_leads_out_of_the_folder(tmp_path: Path, name: str) -> None:
    export = BratDirectory(tmp_path / "out")
    export.one(Reading(Report(name, "It rained.")))
    export.close()
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    assert len(list((tmp_path / "out").glob("*.txt"))) == 1


@settings(deadline=None, max_examples=60)
@given(data=st.data())
def test_offsets_hold_for_any_text(data: Any, any_reading: st.SearchStrategy[Reading]) -> None:
    check(data.draw(any_reading))


def test_stance_and_kind_are_attributes_and_the_origin_is_noted(
    ferry: Reading, flood: Reading, tmp_path: Path
) -> None:
    marks = standoff(ferry)
    cue = next(key for key, mark in bound(marks).items() if mark[2] == "told")
    assert re.search(rf"^A\d+\tStance {cue} asserts$", marks, re.M)
    assert re.search(rf"^A\d+\tSourceKind {cue} unnamed-person$", marks, re.M)
    assert re.search(rf"^#\d+\tAnnotatorNotes {cue}\t.* origin=The Tarn Post’s guard$", marks, re.M)
    assert "Stance" not in standoff(flood) and "origin=" not in standoff(flood)
    out = BratDirectory(tmp_path)
    out.one(ferry)
    out.close()
    known = (tmp_path / "annotation.conf").read_text("utf-8")
    for kind, value in re.findall(r"^A\d+\t(\w+) T\d+ (\S+)$", marks, re.M):
        (values,) = re.findall(rf"^{kind}\t.*Value:(\S+)$", known, re.M)
        assert value in values.split("|")
