"""The grammar of times: a table of phrasings (``times.txt``) and what must hold for any text."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.model import Attribution, Form, Report, Span, When
from reportedly.resolve.times import find_dates, said_when

Case = tuple[date | None, str, str]
_DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31))
_NAMES = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()


def read_cases() -> list[Case]:
    cases: list[Case] = []
    published: date | None = None
    for line in (Path(__file__).parent / "times.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("@"):
            day = line[1:].strip()
            published = None if day == "-" else date.fromisoformat(day)
        elif line.strip() and not line.startswith("#"):
            text, _, answer = line.partition(" = ")
            cases.append((published, text, answer))
    return cases


CASES = read_cases()


def dates_in(text: str, published: date | None) -> tuple[When, ...]:
    moment = datetime(published.year, published.month, published.day) if published else None
    return find_dates(Report("r", text, published=moment))


def test_the_table_is_as_long_as_it_should_be() -> None:
    assert len(CASES) >= 150


@pytest.mark.parametrize(("published", "marked", "answer"), CASES, ids=[c[1][:60] for c in CASES])
def test_times_are_what_the_table_says(published: date | None, marked: str, answer: str) -> None:
    asked = re.search(r"\[(.+?)\]", marked)
    text = marked.replace("[", "").replace("]", "")
    found = dates_in(text, published)
    if asked is None:
        assert [(w.span.text, w.earliest, w.granularity) for w in found] == []
        return
    interval, granularity = re.fullmatch(r"(\S+\.\.\S+) (.+)", answer).groups()  # type: ignore[union-attr]
    start, end = asked.start(), asked.end() - 2
    near = [w for w in found if w.span.start < end and w.span.end > start]
    got = [f"{w.earliest or '?'}..{w.latest or '?'}" for w in near] or ["?..?"]
    assert got == [interval]
    if granularity != "?":
        assert near[0].granularity == granularity


@given(
    _DAYS, st.sampled_from(["{:%B} {d}, {y}", "{d} {:%B} {y}", "{:%b}. {d}, {y}", "{:%Y-%m-%d}"])
)
def test_a_full_date_comes_back_in_every_form(day: date, form: str) -> None:
    words = form.format(day, d=day.day, y=day.year)
    found = dates_in(f"It sank on {words} in fog.", date(2026, 3, 13))
    assert [(w.earliest, w.latest) for w in found] == [(day, day)]


@given(_DAYS, st.sampled_from(_NAMES))
def test_a_weekday_falls_on_that_day_in_the_week_before(published: date, name: str) -> None:
    (found,) = dates_in(f"It sank on {name}.", published)
    assert found.earliest is not None
    assert _NAMES[found.earliest.weekday()] == name
    assert 0 <= (published - found.earliest).days < 7


@given(
    _DAYS, st.sampled_from(["on Sunday", "last Tuesday", "two days ago", "last week", "yesterday"])
)
def test_relative_times_move_with_the_day_of_publication(published: date, words: str) -> None:
    (first,) = dates_in(f"It sank {words}.", published)
    (second,) = dates_in(f"It sank {words}.", published + timedelta(days=7))
    assert first.earliest is not None and second.earliest is not None
    assert second.earliest - first.earliest == timedelta(days=7)


@given(st.text(max_size=300), st.one_of(st.none(), st.dates()))
def test_any_text_is_read_and_spans_hold(text: str, published: date | None) -> None:
    for when in dates_in(text, published):
        assert when.span.holds_in(text)
        if when.earliest and when.latest:
            assert when.earliest <= when.latest


@pytest.mark.parametrize("published", [date(1, 1, 1), date(9999, 12, 31), None])
def test_the_ends_of_the_calendar_give_less_and_never_an_error(published: date | None) -> None:
    text = (
        "It sank 99999 years ago, three million days ago, last century, on Dec. 31, last month, "
        "next year, in two weeks it will, over the weekend, since 0001, on Monday, by 9999, "
        "Q4 2099, from Monday to Sunday, the 99th century, tomorrow."
    )
    for when in dates_in(text, published):
        assert when.span.holds_in(text)


@pytest.mark.parametrize("piece", ["Monday ", "2013-", "1", "on ", "the ", "last ", "\nMay 1, "])
def test_a_long_text_of_one_word_is_read(piece: str) -> None:
    text = piece * (60_000 // len(piece))
    assert all(w.span.holds_in(text) for w in dates_in(text, date(2026, 3, 13)))


DATELINES = [
    ("CORVANE, May 19 (BPA) - It burned on Sunday.", date(2031, 5, 20), date(2031, 5, 18)),
    ("TOLMIN, 3 March 2026 (KWA) - It burned on Monday.", None, date(2026, 3, 2)),
    ("Thu Sep 5 2013 It burned on Monday.", None, date(2013, 9, 2)),
    ("CORVANE, May 19 (BPA) - It burned on Sunday.", date(2031, 8, 8), date(2031, 8, 3)),
]


@pytest.mark.parametrize(("text", "published", "expected"), DATELINES)
def test_a_dateline_near_publication_is_what_times_are_counted_from(
    text: str, published: date | None, expected: date
) -> None:
    assert dates_in(text, published)[-1].earliest == expected


SAID = [
    ("Mayor Tarn said on Monday that the bridge fell on Sunday.", "said", "that the", "Monday"),
    ("On Thursday Tarn criticised the plan.", "criticised", "the plan", "Thursday"),
    (
        "“It fell on Sunday,” Tarn told reporters late Tuesday.",
        "told",
        "“It fell on Sunday,”",
        "Tuesday",
    ),
    ("Tarn said the bridge fell on Sunday.", "said", "the bridge fell on Sunday", ""),
    ("In a statement on Friday, Tarn said the bridge fell.", "said", "the bridge fell", "Friday"),
    ("It rained on Friday. Tarn said the bridge fell.", "said", "the bridge fell", ""),
]


@pytest.mark.parametrize(("text", "cue", "content", "expected"), SAID)
def test_when_it_was_said_is_kept_apart_from_when_it_happened(
    text: str, cue: str, content: str, expected: str
) -> None:
    start = text.index(content)
    end = len(text) - 1 if content == "that the" else start + len(content)
    at = text.index(cue)
    attribution = Attribution(
        "a1",
        (),
        (Span.of(text, at, at + len(cue)),),
        (Span.of(text, start, end),),
        Form.INDIRECT,
    )
    found = said_when(text, dates_in(text, date(2026, 3, 13)), attribution)
    assert (expected in found.span.text if found else expected == "") and bool(found) == bool(
        expected
    )
