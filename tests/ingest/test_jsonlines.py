"""JSON Lines, record by record."""

from __future__ import annotations

import json
import tracemalloc
from io import BytesIO
from typing import Any

import pytest

from reportedly.ingest import IngestOptions, read_bytes, read_files
from reportedly.model import Failure, Report


def read(*lines: object, **options: Any) -> list[Report | Failure]:
    text = "\n".join(x if isinstance(x, str) else json.dumps(x) for x in lines)
    return list(read_bytes(text.encode(), "a.jsonl", IngestOptions(**options)))


def test_every_field_of_a_record_is_read_and_unknown_ones_are_not() -> None:
    (report,) = read(
        {
            "id": "r1",
            "outlet": "The Oracle",
            "url": "https://oracle.example/1",
            "published": "2031-03-04T09:30:00+01:00",
            "headline": "Bridge shut",
            "text": "The mayor shut it.",
            "mood": "grim",
        }
    )
    assert isinstance(report, Report)
    assert (report.id, report.outlet, report.url) == (
        "r1",
        "The Oracle",
        "https://oracle.example/1",
    )
    assert (
        report.published is not None and report.published.isoformat() == "2031-03-04T09:30:00+01:00"
    )
    assert (report.headline, report.text, report.notes) == ("Bridge shut", "The mayor shut it.", ())


@pytest.mark.parametrize(
    "text", [" a\r\n\r\nb ", "nul \x00 in it", "lone \ud800 half", "e\u0301\ufeff"]
)
def test_the_text_is_taken_exactly_as_it_stands(text: str) -> None:
    (report,) = read({"text": text})
    assert isinstance(report, Report) and report.text == text


def test_a_bad_line_costs_itself_and_names_its_place() -> None:
    found = read(
        {"id": 7, "text": "First."},
        "{not json}",
        "",
        ["text"],
        {"id": "x"},
        {"text": 5},
        {"text": " \n"},
        "[" * 100_000,
        {"text": "Last."},
    )
    assert [x.id if isinstance(x, Report) else x.where for x in found] == [
        "7",
        *(f"a.jsonl:{n}" for n in (2, 4, 5, 6, 7, 8)),
        "a.jsonl:9",
    ]
    for failure in found:
        if isinstance(failure, Failure):
            assert str(failure).startswith(failure.where) and "\n" not in str(failure)


def test_a_line_that_is_not_utf8_costs_itself() -> None:
    data = b'{"text": "First."}\n{"text": "caf\xe9"}\n{"text": "Last."}'
    found = list(read_bytes(data, "a.jsonl", IngestOptions()))
    assert [type(x) for x in found] == [Report, Failure, Report]
    assert "UTF-8" in str(found[1])


def test_ids_are_unique_within_a_run_and_a_second_use_is_noted() -> None:
    first, second, third = read({"id": "a", "text": "x"}, {"id": "a", "text": "y"}, {"text": "z"})
    assert isinstance(first, Report) and isinstance(second, Report) and isinstance(third, Report)
    assert (first.id, second.id, third.id) == ("a", "a#2", "a.jsonl:3")
    assert "given 2 times" in second.notes[0]


@pytest.mark.parametrize("published", ["soon", 5, ["2031"]])
def test_an_unreadable_time_is_a_note(published: object) -> None:
    (report,) = read({"text": "x", "published": published})
    assert isinstance(report, Report) and report.published is None
    assert "time of publication" in report.notes[0]


def test_what_the_user_says_wins_over_the_record() -> None:
    (report,) = read({"text": "x", "outlet": "The Oracle"}, outlet="Vellmar Press")
    assert isinstance(report, Report) and report.outlet == "Vellmar Press"


def test_a_record_over_the_limit_costs_itself() -> None:
    found = read({"text": "x" * 500}, {"text": "y"}, max_bytes=100)
    assert isinstance(found[0], Failure) and "larger than" in str(found[0])
    assert isinstance(found[1], Report) and found[1].text == "y"


def test_a_byte_order_mark_is_no_part_of_the_first_record() -> None:
    found = list(read_bytes(b'\xef\xbb\xbf{"text": "x"}', "a", IngestOptions()))
    assert [type(x) for x in found] == [Report]


@pytest.mark.parametrize("data", [b'[{"text": "x"}]', b'{\n  "text": "x"\n}', b"[\n {}\n]"])
def test_one_json_document_is_refused_once(data: bytes) -> None:
    (failure,) = read_bytes(data, "a.json", IngestOptions())
    assert isinstance(failure, Failure) and "JSON Lines" in str(failure)


class Endless(BytesIO):
    """Records without end, of which only as much is made as is read."""

    def readinto(self, buffer: Any) -> int:
        line = b'{"text": "The mayor said that the bridge was shut."}\n' * 40
        buffer[: len(line)] = line
        return len(line)


def test_records_stream_in_bounded_memory() -> None:
    stream = read_files(["-"], IngestOptions(), stdin=Endless())
    for _ in range(50):
        next(stream)
    tracemalloc.start()
    for _ in range(500):
        assert isinstance(next(stream), Report)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 2_000_000
