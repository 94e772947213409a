"""What holds for every format."""

from __future__ import annotations

import io
import json
import os
import re
from pathlib import Path
from typing import Any

import pytest

from reportedly.errors import ConfigError
from reportedly.export.ledger import FORMATS, export
from reportedly.ledger.answers import ClaimQuery

TEXT = [name for name, format in FORMATS.items() if not format.binary]


@pytest.mark.parametrize("name", FORMATS)
def test_a_stream_of_bytes_is_written_and_stays_open(ledger: Any, name: str) -> None:
    out = io.BytesIO()
    export(ledger, out, name)
    assert out.getvalue()
    out.write(b"still open")


@pytest.mark.parametrize("name", TEXT)
def test_a_stream_of_text_gets_the_same(ledger: Any, hostile: Any, name: str) -> None:
    for some in (ledger, hostile):
        data, text = io.BytesIO(), io.StringIO(newline="")
        export(some, data, name)
        export(some, text, name)
        assert data.getvalue().decode("utf-8") == text.getvalue()


@pytest.mark.parametrize("name", FORMATS)
def test_a_pipe_is_enough(ledger: Any, name: str) -> None:
    read, write = os.pipe()
    with os.fdopen(read, "rb") as source:
        with os.fdopen(write, "wb") as out:
            export(ledger, out, name)
        assert source.read()


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_ledger_gives_the_same_bytes(ledger: Any, tmp_path: Path, name: str) -> None:
    for path in (tmp_path / "one", tmp_path / "two"):
        with path.open("wb") as out:
            export(ledger, out, name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


@pytest.mark.parametrize("name", FORMATS)
def test_the_query_says_which_claims(ledger: Any, name: str) -> None:
    whole, part = io.BytesIO(), io.BytesIO()
    export(ledger, whole, name)
    export(ledger, part, name, ClaimQuery(limit=1))
    assert ledger.asked.count("trace c1") == 2
    assert ledger.asked.count("trace c2") == 1
    if name != "parquet":  # compressed
        assert b"log of the Anselma" in whole.getvalue()
        assert b"log of the Anselma" not in part.getvalue()


@pytest.mark.parametrize("name", ["jsonl", "csv", "parquet", "web-annotation", "claimreview"])
def test_claims_are_taken_one_at_a_time(ledger: Any, name: str) -> None:
    export(ledger, io.BytesIO(), name)
    assert ledger.asked == ["list c1", "trace c1", "list c2", "trace c2"]


@pytest.mark.parametrize("name", FORMATS)
def test_a_claim_that_went_into_another_meanwhile_is_passed_over(ledger: Any, name: str) -> None:
    ledger.gone = frozenset({"c1"})
    out = io.BytesIO()
    export(ledger, out, name)
    assert ledger.asked.count("trace c2") == 1


def test_an_unknown_format_is_told_with_those_there_are(ledger: Any) -> None:
    with pytest.raises(ConfigError, match="'pdf' is none of jsonl, csv"):
        export(ledger, io.BytesIO(), "pdf")


def test_bytes_do_not_go_into_a_stream_of_text(ledger: Any) -> None:
    with pytest.raises(ConfigError, match="open its file for bytes"):
        export(ledger, io.StringIO(), "parquet")


def test_json_lines_are_claims_complete(ledger: Any, hostile: Any) -> None:
    from reportedly.model.claim_codec import claim_from_dict

    for some in (ledger, hostile):
        out = io.BytesIO()
        export(some, out, "jsonl")
        lines = [json.loads(line) for line in out.getvalue().split(b"\n")[:-1]]
        texts = {id: reading.report.text for id, reading in some.readings.items()}
        read = [claim_from_dict(texts, line["claim"]) for line in lines]
        assert read == list(some.stored.values())


def test_a_json_line_has_what_the_claim_stands_on(ledger: Any) -> None:
    out = io.BytesIO()
    export(ledger, out, "jsonl")
    first = json.loads(out.getvalue().split(b"\n")[0])
    assert first["schema"] == "reportedly.trace/1"
    assert first["claim"]["independent_origins"] == ["o1", "o3"]
    assert first["claim"]["conflict"] is True
    assert [report["id"] for report in first["reports"]] == ["r1", "r2", "r3", "r4"]
    assert [(d["report"], d["debt"], d["source"]) for d in first["derivations"]] == [
        ("r2", "cites", "r1"),
        ("r3", "reprints", "r1"),
    ]
    assert first["derivations"][1]["changes"] == [["At least 40 miners", "At least 60 miners"]]
    assert first["loops"][0]["reports"] == ["r2", "r1"]


def test_every_format_and_column_is_described() -> None:
    from reportedly.export.ledger.mention_rows import COLUMNS

    root = Path(__file__).parents[3]
    text = (root / "docs" / "reference" / "ledger-exports.md").read_text(encoding="utf-8")
    for name, format in FORMATS.items():
        assert f"| `{name}` |" in text and f"| `{format.suffix}` |" in text, name
    table = text[text.index("## `csv` and `parquet`") : text.index("## `prov`")]
    assert re.findall(r"^\| `(\w+)` \|", table, re.M) == list(COLUMNS)
