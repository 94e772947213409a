"""When, in the phrasing of news."""

from __future__ import annotations

import re
import time
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.model import Attribution, Form, Report, Span, When
from reportedly.resolve.dates import find_dates, said_when

MARKED = re.compile(r"[{}]")


def cases() -> list[tuple[str | None, str, str]]:
    out, published = [], None
    for line in (Path(__file__).parent / "dates.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("@ "):
            published = None if line == "@ -" else line[2:]
        elif line and not line.startswith("#"):
            text, _, expected = line.partition(" =>")
            out.append((published, text.replace("|", "\n"), expected.strip()))
    return out


CASES = cases()


def read(text: str, published: str | date | None = "2020-10-02") -> tuple[When, ...]:
    """The times of a text."""
    when = None
    if published is not None:
        when = datetime.fromisoformat(str(published)).replace(tzinfo=UTC)
    return find_dates(Report("r", text, published=when))


def told(when: When) -> str:
    """A time as the table writes it."""
    first, last = (str(day) if day else "none" for day in (when.earliest, when.latest))
    days = first if first == last else f"{first}..{last}"
    return f"{days} {when.granularity}{' ~' if when.approximate else ''}"


@pytest.mark.parametrize(("published", "marked", "expected"), CASES, ids=[c[1][:60] for c in CASES])
def test_times_are_read_as_news_means_them(
    published: str | None, marked: str, expected: str
) -> None:
    found = read(MARKED.sub("", marked), published)
    assert [w.span.text for w in found] == re.findall(r"\{([^}]*)\}", marked)
    assert "; ".join(told(w) for w in found) == expected


def test_the_table_is_long_enough() -> None:
    assert len(CASES) >= 300


DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
NAMES = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
FORMS = [
    "{d:%B} {n}, {d:%Y}",
    "{d:%b}. {n}, {d:%Y}",
    "{n} {d:%B} {d:%Y}",
    "{d:%A}, {n} {d:%B} {d:%Y}",
    "{d:%A}, {d:%B} {n}, {d:%Y}",
    "the {n}{th} of {d:%B}, {d:%Y}",
    "{d:%Y-%m-%d}",
    "{n} {d:%b} {d:%Y}",
]


@given(DAYS, st.sampled_from(FORMS), st.one_of(st.none(), DAYS))
def test_a_full_date_comes_back_whatever_its_form(
    day: date, form: str, published: date | None
) -> None:
    words = form.format(d=day, n=day.day, th="th").replace("May.", "May")
    (found,) = read(f"It sank on {words} in fog.", published)
    assert (found.earliest, found.latest, found.granularity) == (day, day, "day")
    assert found.anchor is None


@given(DAYS, st.sampled_from(NAMES), st.sampled_from(["It sank on {}.", "It will sail on {}."]))
def test_a_weekday_is_within_a_week_of_the_report(day: date, name: str, form: str) -> None:
    (found,) = read(form.format(name), day)
    assert found.earliest == found.latest
    assert found.earliest is not None
    assert NAMES[found.earliest.weekday()] == name
    ahead = (found.earliest - day).days
    assert 0 <= ahead < 7 if "will" in form else -7 < ahead <= 0


@given(
    DAYS,
    st.sampled_from(NAMES),
    st.sampled_from(["on {}", "last {}", "next {}", "late on {}", "since {}", "{} of last week"]),
)
def test_a_report_a_week_later_tells_of_a_week_later(day: date, name: str, form: str) -> None:
    text = f"It sank {form.format(name)}."
    (one,), (two,) = read(text, day), read(text, day + timedelta(7))
    for before, after in ((one.earliest, two.earliest), (one.latest, two.latest)):
        assert (before is None) == (after is None)
        assert before is None or after is None or after - before == timedelta(7)


WORDS = (
    NAMES
    + "last next this the past two 24 3 weeks days year ago later earlier since until by before "
    "from to and of in on at early late mid - , Sept. May 2016 2013-15 the 22nd 22 end half "
    "quarter first noon 4:10 a.m. GMT night overnight yesterday summer 1990s 19th century "
    "Christmas 9/11 that same following weekend within over about a few 99999 "
    "million Feb. 30 ( ) . after March 0530".split()
)


@given(
    st.one_of(st.text(), st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join)),
    st.one_of(
        st.none(), DAYS, st.sampled_from([date.min, date.max, date(1, 1, 3), date(9999, 12, 29)])
    ),
)
@settings(max_examples=600, deadline=None)
def test_any_text_is_read_and_what_is_found_holds(text: str, published: date | None) -> None:
    found = read(text, published)
    for when in found:
        assert when.span.holds_in(text)
        assert when.rule
        if when.earliest and when.latest:
            assert when.earliest <= when.latest
        if published is None:
            assert when.anchor not in ("published",)
    ends = [(w.span.start, w.span.end) for w in found]
    assert all(one[1] <= two[0] for one, two in pairwise(ends))


@pytest.mark.parametrize("published", [date.min, date.max, date(2020, 10, 2)])
@pytest.mark.parametrize(
    "words",
    [
        "in 99999 years",
        "three million days ago",
        "99,999,999,999 years ago",
        "9000 years later",
        "last week",
        "next week",
        "the weekend",
        "last century",
        "a decade ago",
        "two thousand years ago",
        "the 99th century",
        "next winter",
        "last Sunday",
        "next Monday",
        "Easter",
        "the first quarter",
        "on the 31st",
        "0001-01-01",
        "Dec. 31, 9999",
    ],
)
def test_a_day_beyond_the_calendar_is_told_less_of(published: date, words: str) -> None:
    for when in read(f"It sank on May 5, 2016. It will sink {words}.", published):
        assert when.span.text


HOSTILE = [
    "Monday ",
    "2013-",
    "1",
    "1 ",
    "22-",
    "22, ",
    "Sept. 22, ",
    "late on ",
    "two ",
    "the ",
    "two weeks ",
    "from Monday to ",
    "A",
    "at 4 ",
    "hundred and ",
    "since ",
    "'",
    "said on Monday ",
    "the end of the ",
    "four days later ",
    "In May 2016 ",
    "by May ",
    "Q1 ",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_long_hostile_text_costs_in_proportion_to_its_length(piece: str) -> None:
    def cost(length: int) -> float:
        text = piece * (length // len(piece))
        start = time.process_time()
        read(text)
        return time.process_time() - start

    cost(1_000)
    # four times the text takes about four times as long; ten leaves room for a busy machine
    assert cost(80_000) < 10 * cost(20_000) + 0.2


def attributed(marked: str) -> tuple[str, Attribution]:
    """A sentence whose source stands in [ ], cue in < > and content in { }."""
    marks = {"[": "source", "<": "cue", "{": "content"}
    text, spans, opened = "", {"source": [], "cue": [], "content": []}, []
    for char in marked:
        if char in marks:
            opened.append((marks[char], len(text)))
        elif char in "]>}":
            role, start = opened.pop()
            spans[role].append((start, len(text)))
        else:
            text += char
    roles = {role: tuple(Span.of(text, *pair) for pair in pairs) for role, pairs in spans.items()}
    return text, Attribution("a1", form=Form.INDIRECT, **roles)


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("[The mayor] <said> on Monday that {the dam broke on Sunday}.", "Monday"),
        ("[The mayor] <said> {the dam broke on Sunday}.", None),
        ("[The mayor] <said> Monday {the dam broke on Sunday}.", "Monday"),
        ("[The mayor] <said Monday> {the dam had broken}.", "Monday"),
        ("[The mayor] <said> {Monday the dam had broken}.", "Monday"),
        ("[The mayor] <said> {Monday's vote was void}.", None),
        ("[The mayor] <said> {Monday was a bad day}.", None),
        ("{The dam broke on Sunday}, [the mayor] <said>.", None),
        ("{The dam broke}, [the mayor] <said> on Sunday.", "Sunday"),
        ("{The dam broke}, [the mayor] <told> reporters late Tuesday.", "late Tuesday"),
        ("[The mayor] <told> reporters late Tuesday that {it broke}.", "late Tuesday"),
        ("[Anders Pell] on Thursday <criticised> {the guild for its silence}.", "Thursday"),
        ("In a statement on Sunday, [the ministry] <said> {it had not known}.", "Sunday"),
        ("On Friday, [the ministry] <said> {it had not known}.", "Friday"),
        ("On Friday [the ministry] <said> {it had not known}.", "Friday"),
        ("[She] <said> in an interview published Friday that {it broke}.", "Friday"),
        ("[A statement issued on Friday] <said> {it broke}.", "Friday"),
        ("[Pell, who resigned on Friday,] <said> {it broke}.", None),
        ("[Pell], who resigned on Friday, <said> {it broke}.", None),
        ("[He] <said> after the vote on Friday that {it broke}.", None),
        ("[He] <said> of Friday's vote that {it was fair}.", None),
        ("Gunmen came on Friday and [the mayor] <said> {he had fled}.", None),
        ("It broke on Friday. [The mayor] <said> {he had fled}.", None),
        ("“{It broke},” [she] <said> Monday, “{and it was loud}.”", "Monday"),
        ("“{It broke on Monday},” [she] <said>.", None),
        ("[She] <said> on Tuesday and again on Thursday that {it broke}.", "Tuesday"),
        ("After they met on Monday, [she] <said> {it broke}.", None),
        ("Hours after the blast, [she] <said> {it broke}.", None),
        ("Since Monday, [she] <has said> {nothing}.", None),
        ("<According to> [the guild] on Monday, {it broke}.", "Monday"),
        ("{It broke}, <according to> [a report published on Monday].", "Monday"),
        ("Two days later, [she] <said> {it was safe}.", "Two days later"),
        ("[She] <said> {it broke on Sunday}, the mayor told us on Monday.", None),
    ],
)
def test_when_a_thing_was_said_is_not_when_it_happened(marked: str, expected: str | None) -> None:
    text, attribution = attributed(marked)
    said = said_when(text, read(text), attribution)
    assert (said.span.text if said else None) == expected


def test_nothing_is_counted_from_another_day_than_the_report_s() -> None:
    text = "PELL, May 19 (BPA) - The dam broke on Sunday."
    assert [w.anchor for w in read(text, "2020-05-20")] == ["published", "dateline"]
    # a dateline and a day of publication that contradict each other: neither is believed
    assert [w.anchor for w in read(text, "2020-07-20")] == [None, None]
    assert [w.anchor for w in read(text, None)] == [None, None]
    assert read(text, "2020-05-20")[1].earliest == date(2020, 5, 17)


def test_a_time_counted_from_another_says_from_which() -> None:
    one, two = read("They came last Tuesday. Two days later, on Thursday, they left.")
    assert (two.anchor, two.rule) == ("last Tuesday", "later")
    assert (one.anchor, one.rule) == ("published", "weekday")
