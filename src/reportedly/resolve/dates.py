"""When things happened and when they were said, in the phrasing of news.

Times are counted from the report's own day: its dateline, or else its time of publication, never
from today; where the two contradict each other, relative times stay relative. Conventions where
words leave room:

- A weekday is the most recent one, the report's day included; in a clause that looks ahead the
  next one. "Last" and "next" with a weekday mean the week before and after (Monday to Sunday).
- A month, date or season without a year is the most recent one, in a clause that looks ahead the
  next; where no verb is sure and the next one is much nearer, that one, or nothing is told.
  "Last August" is the most recent one before this month, "next August" the next after it.
- Times that hang on an event ("two days after the blast") are found, but tell no days.
- "Three weeks ago" is the calendar's week three weeks back, "a year ago" last year: the unit tells
  how narrow the time is. "The past two weeks" end with the report's day.
- "Since", "until", "by", "before" and "after" leave one end open.
- "Two days later" counts from the time told before it, if that stands near; else it tells nothing.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from reportedly.model import Report, Span, When
from reportedly.resolve.calendar import Stretch, shift, weekday_after, weekday_before
from reportedly.resolve.dateline import HEAD, day_of_report
from reportedly.resolve.relative import beside
from reportedly.resolve.said import said_when as said_when
from reportedly.resolve.timerules import next_times
from reportedly.resolve.timewords import BREAK, Words, read_words
from reportedly.resolve.told import DAYLIKE, Scene, Told

_MOVED = re.compile(
    r"\b(?:mov(?:ed|ing)|postpon\w+|delay\w+|push\w+|reschedul\w+|shift\w+|chang\w+|brought)\b"
    r"[^.;]{0,60}$"
)
_NOT_COUNTED_FROM = frozenset({"span", "within", "years", "hour"})
_RANGE_JOINTS = frozenset({"t", "l", "-", "=", "lt", "tO", "lO"})
_HOURS = frozenset({"hour", "minute"})
_OPEN = "slbBA"
_WHOLLY = ("midway through ", "halfway through ", "partway through ", "all through ")
_FREE = re.compile(
    r"$|[.,;:!?)\]\n\"”’—–-](?!s\b)|\s*[—–-]|[ \n](?:[A-Z(]|(?:and|or|but|when|as|to|at|in|on|of|"
    r"before|after|that|which|who|he|she|they|it|the|a|an|with|by|for|from|while|until|if|is|was|"
    r"were|are|had|has|have|will|would|could|may|must|should|can|did|do|said|his|her|their|its|there|more|no|not|only)\b)"
)


def find_dates(report: Report) -> tuple[When, ...]:
    """Every time told in a report, in the order of place; none overlap.

    >>> report = Report("r", "PELL, March 5, 2031 (BPA) - The dam broke late on Monday.")
    >>> [(w.span.text, w.earliest.isoformat(), w.anchor) for w in find_dates(report)]
    [('March 5, 2031', '2031-03-05', None), ('late on Monday', '2031-03-03', 'dateline')]
    """
    words = read_words(report.text)
    published = report.published.date() if report.published else None
    head = [_when(words, told) for told in _read(words, published, "published", HEAD)]
    today, anchor = day_of_report(report.text, head, published)
    found = [_when(words, told) for told in _read(words, today, anchor)]
    if anchor == "dateline":  # which is not counted from itself
        own = {when.span: when for when in head if when.rule == "date"}
        found = [own.get(when.span, when) for when in found]
    return tuple(found)


def _read(
    words: Words, today: date | None, anchor: str | None, until: int | None = None
) -> list[Told]:
    """The times of the text, or of its first characters, joined and opened."""
    found: list[Told] = []
    scene, at = Scene(words, 0, 0, "", today, anchor), 0
    while step := next_times(scene, at):
        times, at = step
        for told in times:
            if found and told.left < found[-1].right:
                continue
            joined = _join(words, found[-1], told, today) if found else None
            if joined is None:
                found.append(told)
            else:
                found[-1] = joined
            if _can_be_counted_from(words, found[-1]):
                scene = replace(scene, base=found[-1], base_words=_words_of(words, found[-1]))
        if until is not None and words.starts[at - 1] > until:
            break
    return [_opened(words, told) for told in found]


def _words_of(words: Words, told: Told) -> str:
    return words.text[words.starts[told.left] : words.ends[told.right - 1]]


def _can_be_counted_from(words: Words, told: Told) -> bool:
    """Whether "two days later" can count from it: known days, and no open end."""
    if told.rule in _NOT_COUNTED_FROM or not told.closed:
        return False
    return _opener(words, told) not in ("s", "l", "b")


def _join(words: Words, one: Told, two: Told, today: date | None) -> Told | None:
    """Two times that are told as one; None where they are two."""
    between = words.kinds[one.right : two.left]
    if len(between) > 2 or BREAK in between:
        return None
    if one.rule == "later" and words.kinds[one.right - 1] in "AB" and between in ("", "O", "h"):
        return beside(one, two, Scene(words, one.left, one.right, "", today, None))
    if one.rule == "hour" and between in ("t", "l", "-", "&") and two.granularity in _HOURS:
        return replace(two, left=one.left - (words.kind(one.left - 1) in "FR"))
    if one.rule in ("later", "neighbour", "day", "beyond") and between in (",", ",O", "O", ",h"):
        return _same(one, two) if two.rule in ("weekday", "date") else None
    if one.rule in ("weekday", "date") and between == "," and two.rule in ("later", "neighbour"):
        return replace(one, right=two.right) if two.closed else None
    if one.rule == "weekday" and words.kind(one.left - 1) == "h" and between in ("A", "B"):
        return _weekday_beside(words, one, two, between)
    opener = words.kind(one.left - 1)
    if not _is_range(words, one, two, opener + between):
        return None
    ends = _in_order(one, two, today)
    left = one.left - (opener in "FR")
    return replace(
        one,
        left=left,
        right=two.right,
        stretch=ends,
        granularity="span",
        anchor=one.anchor or two.anchor,
        approximate=one.approximate or two.approximate,
        rule="range",
    )


def _weekday_beside(words: Words, one: Told, two: Told, side: str) -> Told | None:
    """As in "the Saturday before Christmas": the weekday nearest to the other time on one side."""
    near = two.stretch.first if side == "B" else two.stretch.last
    index = words.number("W", one.left, one.right)
    day = shift(near, -1 if side == "B" else 1, "day") if near else None
    if day is None or index is None:
        return None
    day = weekday_before(day, index) if side == "B" else weekday_after(day, index)
    return replace(one, right=two.right, stretch=Stretch(day, day), anchor=two.anchor)


def _same(one: Told, two: Told) -> Told:
    """One day told twice: "two days later, on Thursday". The second tells it best."""
    days = one.stretch.first, two.stretch.first
    first_fits = days[0] is not None and days[1] is not None and one.granularity in DAYLIKE
    if first_fits and two.cycle and _days_apart(days[0], days[1]) % 7 == 0:
        return replace(one, right=two.right)
    return replace(two, left=one.left)


def _days_apart(one: date | None, two: date | None) -> int:
    return abs((one - two).days) if one and two else -1


def _is_range(words: Words, one: Told, two: Told, joint: str) -> bool:
    """Whether two times are the ends of one, by the word before the first and those between."""
    if "span" in (one.granularity, two.granularity) or "hour" in (one.rule, two.rule):
        return False
    if joint == "R&":
        return True
    if joint[1:] not in _RANGE_JOINTS:
        return False
    alike = one.rule == two.rule or (one.granularity in DAYLIKE and two.granularity in DAYLIKE)
    if "t" in joint:
        start = words.starts[one.left]
        if _MOVED.search(words.text[max(0, start - 80) : start]):
            return False
        return alike or joint[0] == "F"
    return alike


def _in_order(one: Told, two: Told, today: date | None) -> Stretch:
    """From the first day of one to the last of the other, in the same or a neighbouring cycle."""
    first, last = one.stretch.first, two.stretch.last
    if first is None or last is None:
        return Stretch(first, last)
    if first <= last:
        nearer = shift(last, -1, two.cycle) if two.cycle else None
        return Stretch(first, nearer if nearer and nearer >= first else last)
    if two.cycle and today is not None and first >= today:
        return Stretch(first, shift(last, 1, two.cycle))
    if one.cycle:
        return Stretch(shift(first, -1, one.cycle), last)
    return Stretch(None, None)


def _opener(words: Words, told: Told) -> str:
    """The kind of the word that opens an end: "since", "until", "by", "before", "after"."""
    at = told.left - 1
    while words.kind(at) in "~h" and at > told.left - 3:
        at -= 1
    return words.kind(at) if words.kind(at) in _OPEN else ""


def _opened(words: Words, told: Told) -> Told:
    """The time with an end left open, where the word before it does so."""
    opener = _opener(words, told)
    start = words.starts[told.left]
    if opener == "l" and words.text.endswith(_WHOLLY, max(0, start - 20), start):
        return told  # "midway through 2018"
    if not opener or told.rule in ("span", "within", "range", "in"):
        return told
    after = words.text[words.ends[told.right - 1] : words.ends[told.right - 1] + 12]
    if opener in "BA" and not _FREE.match(after):
        return told  # "after Monday's vote", "before the 2016 election"
    first, last = told.stretch.first, told.stretch.last
    if opener == "s" or (
        opener == "B" and words.text[: words.starts[told.left]].endswith("not before ")
    ):
        first, last = first, None
    elif opener == "A":
        first, last = (shift(last, 1, "day") if last else None), None
    elif opener == "B" and words.first("E", told.left, told.right) != "late":
        first, last = None, (shift(first, -1, "day") if first else None)
    else:
        first, last = None, last
    left = told.left - 1
    while words.kinds[left] != opener:
        left -= 1
    part = words.first("E", told.left, told.right)
    exact = (part == "late" and opener in "lb") or (part == "early" and opener == "s")
    return replace(
        told,
        left=left,
        stretch=Stretch(first, last),
        approximate=told.approximate and not exact,
    )


def _when(words: Words, told: Told) -> When:
    start, end = words.starts[told.left], words.ends[told.right - 1]
    first, last = told.stretch.first, told.stretch.last
    if first and last and first > last:
        first = last = None
    return When(
        Span.of(words.text, start, end),
        first,
        last,
        told.granularity,
        told.anchor,
        told.approximate,
        told.rule,
    )
