from __future__ import annotations

import io
import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.export import write
from reportedly.model import Reading, reading_from_dict


def written(*readings: Reading, format: str = "json") -> str:
    out = io.StringIO(newline="")
    write(readings, out, format)
    return out.getvalue()


def test_one_report_is_an_object(flood: Reading) -> None:
    text = written(flood)
    assert reading_from_dict(json.loads(text)) == flood
    assert text.endswith("}\n")


def test_several_reports_are_an_array_in_order(flood: Reading, plain: Reading) -> None:
    found = json.loads(written(plain, flood, plain))
    assert [reading_from_dict(one) for one in found] == [plain, flood, plain]


def test_no_report_is_an_empty_array() -> None:
    assert written() == "[]\n"


def test_a_pair_of_offsets_stands_on_one_line(flood: Reading) -> None:
    assert "[126, 146],\n" in written(flood)


def test_text_that_looks_like_offsets_is_left_alone() -> None:
    from reportedly.model import Report

    text = "[\n    1,\n    2\n  ]"
    assert json.loads(written(Reading(Report("r", text))))["report"]["text"] == text


def test_json_lines_has_one_object_a_line_with_the_id_kept(
    flood: Reading, hostile: Reading
) -> None:
    text = written(flood, hostile, format="jsonl")
    lines = text.split("\n")
    assert lines.pop() == ""
    assert [json.loads(line)["report"]["id"] for line in lines] == [
        flood.report.id,
        hostile.report.id,
    ]
    assert [reading_from_dict(json.loads(line)) for line in lines] == [flood, hostile]
    text.encode("utf-8")  # the lone surrogate is escaped


@settings(deadline=None, max_examples=60)
@given(data=st.data())
def test_offsets_hold_for_any_text(data: Any, any_reading: st.SearchStrategy[Reading]) -> None:
    reading = data.draw(any_reading)
    for text in (written(reading), written(reading, format="jsonl")):
        back = json.loads(text.encode("utf-8"))
        text = back["report"]["text"]
        assert text == reading.report.text
        for given_, found in zip(reading.attributions, back["attributions"], strict=True):
            for role in ("source", "cue", "content"):
                words = [text[start:end] for start, end in found[role]]
                assert words == [span.text for span in getattr(given_, role)]
