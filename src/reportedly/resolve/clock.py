"""What telling the time needs: the report's clock, what a form tells, words for days and months."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from reportedly.resolve.intervals import (
    NOTHING,
    Interval,
)
from reportedly.resolve.numbers import WORDS

MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)"
)
MONTHS = {
    m: i for i, m in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), start=1)
}
WEEKDAY = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
SHORT_DAY = r"(?:Mon|Tues|Tue|Wed|Thurs|Thur|Thu|Fri|Sat|Sun)"
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
YEAR = r"(?:1[5-9]\d\d|20\d\d|21\d\d)"
DAY_NUMBER = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
OF_DAY = r"(?:morning|afternoon|evening|night|lunchtime|midday|noon)"
PART = (
    r"(?:early|late|mid|middle|the (?:start|beginning|end|middle|close) of|earlier|later|"
    r"the (?:early|late) part of)"
)
UNIT = r"(?:days?|weeks?|fortnights?|months?|quarters?|years?|decades?)"
HOURS = r"(?:hours?|minutes?|seconds?)"
MANY = rf"(?:\d{{1,3}}|{WORDS}|a|an|several|a few|some|a couple of)"
ROUGH = (
    r"(?:(?P<rough>about|around|nearly|almost|roughly|some|more than|over|just over|just under|"
    r"less than|at least|approximately)\s)?"
)
OUTLET = (
    r"(?!\s(?:Times|Mirror|Telegraph|Express|Herald|Letter|Mail|Post|Star|World|Night Football))"
)
_FUTURE = re.compile(
    r"\b(?:will|won['’]t|shall|would|is|are)\b(?=\s(?:\w+\s)?(?:\w+ing|set|due|scheduled|expected|"
    r"planned|to|slated)\b)|\bwill\b|\bset to\b|\bdue (?:to|in|on|for|back)\b|\bscheduled\b|"
    r"\bplans? to\b|\bplanned for\b|\bgoing to\b|\bupcoming\b|\bahead of\b|\bexpected to\b|"
    r"\bnext\b|\bto be held\b|\bis expected\b|"
    r"\b(?:begins|starts|opens|meets|takes place|goes on trial)\b",
    re.I,
)
_HAPPENED = re.compile(r"\b(?:said|told|was|were|had|did|went|took|gave|met|saw|sent|\w{3,}ed)\b")
_PAST = re.compile(
    r"\b(?:said|told|was|were|had|did|came|went|began|took|gave|met|saw|sent|left|fell|hit|\w{2,}ed)"
    r"\b[^.;,]{0,25}$"
)


@dataclass(frozen=True, slots=True)
class Clock:
    """What times are counted from.

    Attributes:
        today: the report's own day, or None.
        name: whether that is the day of the dateline or of publication.
        previous: the time told last before, for "two days later".
        words: the words that told it.
    """

    today: date | None
    name: str | None
    previous: Interval = NOTHING
    words: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """What a form tells: an interval, by what, counted from what; closed where nothing opens it."""

    interval: Interval
    granularity: str
    rule: str
    anchor: str | None = None
    approximate: bool = False
    closed: bool = False


Teller = Callable[[re.Match[str], Clock], Told | None]


@dataclass(frozen=True, slots=True)
class Form:
    """A way to tell time: its pattern and what a match of it tells."""

    pattern: re.Pattern[str]
    tell: Teller


def form_of(pattern: str, tell: Teller, *, case: bool = False) -> Form:
    """A form whose pattern stands by itself, in any case of letters unless ``case`` matters."""
    flags = 0 if case else re.I
    return Form(re.compile(rf"(?<![\w/.’'-]){pattern}(?![\w/])", flags), tell)


def is_future(match: re.Match[str]) -> bool:
    """Whether the clause around a match looks ahead: "will", "is due", "plans to"."""
    text, start, end = match.string, match.start(), match.end()
    before = re.split(r"[.!?]\s|\n|[“”\"]", text[max(0, start - 90) : start])[-1]
    after = re.split(r"[.!?]\s|\n|[;“”\"]", text[end : end + 70])[0]
    if _PAST.search(before[-40:]):
        return False
    if _FUTURE.search(before):
        return True
    ahead, happened = _FUTURE.search(after), _HAPPENED.search(after)
    return ahead is not None and (happened is None or ahead.start() < happened.start())


def month_number(word: str) -> int:
    """The number of a month by its name, long or short."""
    return MONTHS[word[:3].lower()]


def weekday_number(word: str) -> int:
    """The number of a weekday by its name, Monday being 0."""
    return DAYS.index(word[:3].lower())


def digits_of(word: str) -> int:
    """The number in a word such as "22nd"."""
    return int(re.sub(r"\D", "", word))


def untold(rule: str, granularity: str) -> Told:
    """What a form tells in a report without a day of its own: by what, but not when."""
    return Told(NOTHING, granularity, rule)
