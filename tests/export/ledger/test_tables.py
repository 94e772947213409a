"""CSV and Parquet: the same rows, read back by the csv module and by pyarrow."""

from __future__ import annotations

import csv
import io
import sys
from datetime import UTC, datetime
from typing import Any

import pytest

from reportedly.errors import MissingExtra
from reportedly.export.ledger import export, parquet
from reportedly.export.ledger.mention_rows import COLUMNS


def csv_rows(ledger: Any) -> list[dict[str, str]]:
    out = io.StringIO(newline="")
    export(ledger, out, "csv")
    return list(csv.DictReader(io.StringIO(out.getvalue(), newline=""), strict=True))


def parquet_rows(ledger: Any) -> list[dict[str, Any]]:
    reader = pytest.importorskip("pyarrow.parquet", reason="needs the parquet extra")
    out = io.BytesIO()
    export(ledger, out, "parquet")
    table = reader.read_table(io.BytesIO(out.getvalue()))
    assert table.column_names == list(COLUMNS)
    rows: list[dict[str, Any]] = table.to_pylist()
    return rows


def test_a_mention_is_a_row(ledger: Any) -> None:
    rows = csv_rows(ledger)
    assert list(rows[0]) == list(COLUMNS)
    assert [row["mention"] for row in rows] == [
        *("r1:1", "r2:1", "r3:1", "r4:1", "r4:2"),
        *("r2:2", "r4:3"),
    ]
    second = rows[1]
    assert second["claim"] == "c1"
    assert second["story"] == "s1"
    assert second["outlet"] == "The Estuary Courier"
    assert second["published"] == "2031-03-04T11:00:00+00:00"
    assert second["url"] == "https://news.example/r2?a=1&b=2"
    assert (second["source"], second["source_kind"]) == ("Vard Tolen", "named person")
    assert second["via"] == "Tarn News Agency"
    assert (second["origin"], second["origin_name"]) == ("o1", "Vard Tolen")
    assert second["counted"] == "true"
    assert (second["figure_low"], second["figure_high"]) == ("40", "")
    assert second["figure_unit"] == "miners"


def test_the_offsets_of_a_row_hold_in_the_text(ledger: Any) -> None:
    for row in csv_rows(ledger):
        text = ledger.readings[row["report"]].report.text
        assert text[int(row["start"]) : int(row["end"])] == row["words"]


def test_who_denies_is_not_counted_and_who_is_not_told_has_no_answer(ledger: Any) -> None:
    rows = {row["mention"]: row for row in csv_rows(ledger)}
    assert (rows["r4:1"]["stance"], rows["r4:1"]["counted"]) == ("denies", "false")
    assert (rows["r4:3"]["voice"], rows["r4:3"]["origin"], rows["r4:3"]["counted"]) == (
        *("own", ""),
        "",
    )


def test_parquet_has_the_rows_of_csv_with_types(ledger: Any) -> None:
    typed, told = parquet_rows(ledger), csv_rows(ledger)
    assert len(typed) == len(told)
    for one, other in zip(typed, told, strict=True):
        for name in ("claim", "label", "report", "words", "stance", "origin_name", "reason"):
            assert (one[name] or "") == other[name]
        assert (str(one["start"]), str(one["end"])) == (other["start"], other["end"])
    assert typed[2]["published"] == datetime(2031, 3, 4, 11, 15, tzinfo=UTC)
    assert typed[1]["via"] == ["Tarn News Agency"]
    assert (typed[1]["figure_low"], typed[1]["figure_high"]) == ([40.0], [None])
    assert [row["counted"] for row in typed] == [True, True, True, False, True, True, None]


def test_hostile_words_stay_in_their_cells_and_run_nowhere(hostile: Any) -> None:
    rows = csv_rows(hostile)
    assert len(rows) == 3
    for row in rows:
        assert None not in row and None not in row.values()
        for name, cell in row.items():
            assert not cell.startswith(("=", "+", "@", "\t", "\r"))
            assert not (cell.startswith("-") and name != "figure_low")
            assert "\x1b" not in cell and "\x00" not in cell and "\u202e" not in cell
        assert row["figure_low"] == "-5"
    assert len(parquet_rows(hostile)) == 3


def test_a_ledger_without_claims_is_a_table_without_rows(nothing: Any) -> None:
    assert csv_rows(nothing) == []
    assert parquet_rows(nothing) == []


def test_row_groups_hold_all_rows_once(ledger: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    reader = pytest.importorskip("pyarrow.parquet", reason="needs the parquet extra")
    monkeypatch.setattr(parquet, "_ROWS", 3)
    out = io.BytesIO()
    export(ledger, out, "parquet")
    assert reader.ParquetFile(io.BytesIO(out.getvalue())).num_row_groups == 2
    assert len(parquet_rows(ledger)) == 7


def test_without_pyarrow_the_extra_is_named(ledger: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingExtra, match=r"reportedly\[parquet\]"):
        export(ledger, io.BytesIO(), "parquet")
