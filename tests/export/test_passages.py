from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.export.passages import passages
from reportedly.model import Attribution, Form, Reading, Report, paragraphs


def test_a_segment_knows_all_its_roles_the_widest_first(flood: Reading) -> None:
    text = flood.report.text
    at = text.index("two nurses")
    (segment,) = [s for p in passages(flood) for s in p.segments if s.start == at]
    assert text[segment.start : segment.end] == "two nurses"
    assert [(m.number, m.role) for m in segment.marks] == [
        (4, "content"),
        (5, "content"),
        (6, "source"),
    ]


def test_a_paragraph_that_is_all_furniture_says_so(flood: Reading) -> None:
    text = flood.report.text
    asides = {text[p.start : p.end]: p.aside for p in passages(flood) if p.aside}
    assert list(asides.values()) == ["caption", "furniture"]


def test_a_span_over_paragraphs_begins_once_and_ends_once() -> None:
    text = " One.\n\nTwo.\n\nThree. "
    report = Report("r", text)
    quote = Attribution("a1", (), (), (report.span(0, len(text)),), Form.DIRECT)
    marks = [s.marks[0] for p in passages(Reading(report, (quote,))) for s in p.segments]
    assert [m.begins for m in marks] == [True, False, False]
    assert [m.ends for m in marks] == [False, False, True]


@settings(deadline=None, max_examples=60)
@given(data=st.data())
def test_segments_are_the_paragraphs_and_every_shown_span_begins_and_ends_once(
    data: Any, any_reading: st.SearchStrategy[Reading]
) -> None:
    reading = data.draw(any_reading)
    found = list(passages(reading))
    assert [(p.start, p.end) for p in found] == paragraphs(reading.report.text)
    for passage in found:
        edges = [s.start for s in passage.segments] + [passage.end]
        assert edges[0] == passage.start
        assert [s.end for s in passage.segments] == edges[1:]
    blocks = [(p.start, p.end) for p in found]
    for number, a in enumerate(reading.attributions, 1):
        for role in ("source", "cue", "content"):
            spans = [
                span
                for span in getattr(a, role)
                if any(span.start < end and start < span.end for start, end in blocks)
            ]
            marks = [
                m
                for p in found
                for s in p.segments
                for m in s.marks
                if (m.number, m.role) == (number, role)
            ]
            assert sum(m.begins for m in marks) == sum(m.ends for m in marks) == len(spans)
