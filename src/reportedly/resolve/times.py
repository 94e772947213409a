"""When: the times told in a report, as intervals of days counted from the report's own date.

A search finds words that tell time; around them a small set of forms is tried (weekday, date,
month, year, "ago", "later" ...), and what stands before bounds the interval ("since", "until").
Nothing is ever counted from today.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from reportedly.model import Attribution, Report, Span, When
from reportedly.resolve.clock import MONTH, MONTHS, Clock, Told
from reportedly.resolve.forms import FORMS
from reportedly.resolve.intervals import NOTHING, Interval, shifted

_HINT = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)\b|"
    r"January|February|March|April|May|June|July|August|September|October|November|December|"
    r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b|yesterday|today|tonight|tomorrow|"
    r"overnight|weekend|week|month|year|quarter|decade|century|ago\b|later\b|earlier\b|morning|"
    r"evening|night|afternoon|noon|midnight|spring|summer|autumn|fall|winter|next day|following|"
    r"that day|same day|day (?:before|after)|days?\b|hours?\b|minutes?\b|GMT|[ap]\.?m\b|Q[1-4]|"
    r"half of|New Year|Christmas|Boxing|9/11|on the \d|1[5-9]\d\d|20\d\d|21\d\d|\d\d?:\d\d)|"
    r"['’]\d0s",
    re.I,
)
_FULL_MONTH = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)\.$"
)
_REACH = 70  # characters around a hint in which its form may stand
_DATELINE = re.compile(
    rf"[A-Z][A-Z .,’'()-]{{2,50}}(?:, [A-Z][\w .]{{2,30}})?,?\s+"
    rf"(?:(?P<m>{MONTH})\.?\s+(?P<d>\d{{1,2}})|(?P<d2>\d{{1,2}})\s+(?P<m2>{MONTH})\.?)"
    r"(?:,?\s+(?P<y>\d{4}))?\s*(?:\(|[-–—:])"
)
_STAMP = re.compile(
    rf"\s*(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\w*,?\s+)?(?:(?P<m>{MONTH})\.?\s+(?P<d>\d{{1,2}})|"
    rf"(?P<d2>\d{{1,2}})\s+(?P<m2>{MONTH})\.?),?\s+(?P<y>\d{{4}})\b"
)
_BOUND = re.compile(
    r"\b(?P<word>since|until|till|through|by|before|after|ahead of|from|between|prior to|up to|"
    r"as of|starting|beginning|ending)"
    r"\s+(?:(?:at least|about|around|late|early)\s+)?(?:on\s+|in\s+|the\s+)?$",
    re.I,
)
_TO = re.compile(
    r"\s*(?:(?P<to>to|until|till|through|and)\s+|(?P<dash>[-–—]\s?))(?:the\s+|on\s+)?$"
)
_CLOCK = re.compile(
    r"(?:\b(?:at|around|about|by|from|until|before|after|shortly before|shortly after|just before|"
    r"just after|as of)\s+)?(?:(?P<time>\d{1,2}(?:[:.]\d\d)?\s?[ap]\.?m\.?|\d{1,2}[:.]\d\d|"
    r"\d{4}(?= ?(?:GMT|UTC|local|hours))|\d{1,2} o[’']clock)"
    r"(?:\s(?:GMT|UTC|local time|local|[A-Z]{2,4}T|hours))?|noon|midday|midnight)"
    r"(?:,?\s+(?:on\s+|late\s+|early\s+)?)$",
    re.I,
)
_CLOCK_AFTER = re.compile(
    r",?\s(?:at|around|about|shortly before|shortly after)\s(?:\d{1,2}(?:[:.]\d\d)?\s?[ap]\.?m\b|"
    r"\d{1,2}:\d\d|noon|midday|midnight)",
    re.I,
)
_NEAR_CUE = 60  # characters between a cue and the time that something was said


@dataclass(frozen=True, slots=True)
class _Found:
    """A time where it stands, before its neighbours bound it."""

    start: int
    end: int
    told: Told


def find_dates(report: Report) -> tuple[When, ...]:
    """Every time told in the report's text, in the order of place.

    A relative time is counted from the dateline's day where it differs from the day of publication
    by a few days at most, else from the day of publication; without either it stays relative.

    >>> from datetime import datetime
    >>> report = Report("r", "It burned on Sunday.", published=datetime(2020, 10, 2))
    >>> find_dates(report)[0].earliest
    datetime.date(2020, 9, 27)
    """
    text = report.text
    clock = _clock_of(report)
    found: list[_Found] = []
    for start, end in _windows(text):
        for item in _told_in(text, start, end, clock):
            if not found or item.start >= found[-1].end:
                found.append(item)
                clock = replace(clock, previous=_previous(item, clock), words=_words(text, item))
    return tuple(_bounded(text, found))


def said_when(text: str, dates: Sequence[When], attribution: Attribution) -> When | None:
    """When a thing was said: the time beside the cue and outside what was said; None for none.

    Args:
        text: the report's text.
        dates: the times in it (``find_dates``).
        attribution: whose saying is asked for.
    """
    if not attribution.cue:
        return None
    cue = attribution.cue[0]
    best: tuple[int, When] | None = None
    for when in dates:
        if when.span.start > cue.end + 2 * _NEAR_CUE:
            break
        inside_cue = any(when.span.overlaps(c) for c in attribution.cue)
        opening = _opens_content(attribution, when)
        if not (inside_cue or opening) and any(when.span.overlaps(c) for c in attribution.content):
            continue
        gap = max(cue.start - when.span.end, when.span.start - cue.end, 0)
        between = text[min(when.span.end, cue.end) : max(when.span.start, cue.start)]
        if gap > 2 * _NEAR_CUE or re.search(r"[.!?][”\"]?\s|\n|;", between):
            continue
        if best is None or gap < best[0]:
            best = gap, when
    return best[1] if best else None


def _opens_content(attribution: Attribution, when: When) -> bool:
    """Whether the time opens an indirect content right after the cue: "said Monday that"."""
    first = attribution.content[0] if attribution.content else None
    if first is None or first.text[:1] in "“\"'‘":
        return False
    between = first.start - attribution.cue[-1].end
    return (
        0 <= between <= 2
        and when.span.start - first.start <= 3
        and (re.match(r",?\s+that\b", first.text[when.span.end - first.start :]) is not None)
    )


# --- the report's own date ---


def _clock_of(report: Report) -> Clock:
    published = report.published.date() if report.published else None
    line = _dateline(report.text, published)
    if line is not None and (published is None or abs((line - published).days) <= 3):
        return Clock(line, "dateline")
    return Clock(published, "published" if published else None)


def _dateline(text: str, published: date | None) -> date | None:
    head = text[:800]
    for line in re.finditer(r"(?m)^.{5,200}", head):
        found = _DATELINE.match(line.group()) or (line.start() == 0 and _STAMP.match(line.group()))
        if not found:
            continue
        month = MONTHS[(found["m"] or found["m2"])[:3].lower()]
        number, year = int(found["d"] or found["d2"]), found["y"]
        years = [int(year)] if year else []
        if not years and published:
            years = [published.year, published.year - 1]
        for candidate in years:
            try:
                day = date(candidate, month, number)
            except ValueError:
                continue
            if published is None or abs((day - published).days) < 40:
                return day
    return None


# --- times in the text ---


def _windows(text: str) -> Iterator[tuple[int, int]]:
    """Stretches around the words that tell time, those that overlap made one."""
    start = end = -1
    for hint in _HINT.finditer(text):
        left, right = hint.start() - _REACH, hint.end() + _REACH
        if start < 0 or left > end or right - start > 4_000:
            if start >= 0:
                yield start, end
            start = max(left, end, 0)
        end = min(right, len(text))
    if start >= 0:
        yield start, end


def _told_in(text: str, start: int, end: int, clock: Clock) -> Iterator[_Found]:
    """The times of a stretch; of forms that overlap the longest, then the earliest."""
    while start > 0 and text[start - 1 : start + 1].isalnum():
        start -= 1
    spans: list[tuple[int, int, int, re.Match[str]]] = []
    for order, form in enumerate(FORMS):
        for match in form.pattern.finditer(text, start, end):
            spans.append((match.start(), -match.end(), order, match))
    spans.sort(key=lambda s: s[:3])
    at = start
    previous = clock
    kept: list[tuple[int, int, int, re.Match[str]]] = []
    for item in spans:
        if kept and item[0] < -kept[-1][1]:
            if -item[1] - item[0] > -kept[-1][1] - kept[-1][0]:
                kept[-1] = item
            continue
        kept.append(item)
    for begin, stop, order, match in kept:
        if begin < at:
            continue
        told = FORMS[order].tell(match, previous)
        if told is None:
            continue
        found = _with_clock(text, _Found(begin, _unstopped(text, -stop), told))
        at = found.end
        previous = replace(previous, previous=_previous(found, previous), words=_words(text, found))
        yield found


def _unstopped(text: str, end: int) -> int:
    """The end of a time without the full stop of its sentence: only short months carry one."""
    return end - 1 if text[end - 1] == "." and _FULL_MONTH.search(text, end - 12, end) else end


def _previous(item: _Found, clock: Clock) -> Interval:
    known = item.told.interval != NOTHING and item.told.granularity != "span"
    return item.told.interval if known else clock.previous


def _words(text: str, item: _Found) -> str:
    return text[item.start : item.end]


def _with_clock(text: str, item: _Found) -> _Found:
    """The time of day before a day: "at 4:10 a.m. on Sunday"."""
    after = _CLOCK_AFTER.match(text, item.end)
    if after and item.told.granularity == "day":
        exact = bool(re.search(r"[:.]\d\d", after.group()))
        return _Found(
            item.start, after.end(), replace(item.told, granularity="minute" if exact else "hour")
        )
    left = max(0, item.start - 45)
    found = _CLOCK.search(text[left : item.start])
    if found is None or item.told.granularity not in ("day", "part of day"):
        return item
    minute = bool(found["time"] and re.search(r"[:.]\d\d|\d{4}", found["time"]))
    told = replace(item.told, granularity="minute" if minute else "hour")
    return _Found(left + found.start(), item.end, told)


def _bounded(text: str, found: list[_Found]) -> Iterator[When]:
    """The times with what bounds them: "since", "until", "from ... to", "between ... and"."""
    index = 0
    while index < len(found):
        item = found[index]
        before = text[max(0, item.start - 40) : item.start]
        bound = _BOUND.search(before)
        word = bound["word"].lower() if bound else ""
        following = found[index + 1] if index + 1 < len(found) else None
        joint = _TO.search(text[item.end : following.start]) if following else None
        near = following is not None and following.start - item.end <= 14
        opened = word in ("from", "between") or bool(joint and joint["dash"])
        if following and joint and near and opened and joint.start() == 0:
            start = item.start - len(before) + bound.start() if bound else item.start
            yield _joined(text, start, item, following)
            index += 2
            continue
        yield _open(text, item, bound)
        index += 1


def _joined(text: str, start: int, item: _Found, following: _Found) -> When:
    interval = (item.told.interval[0], following.told.interval[1])
    if None not in interval and interval[0] > interval[1]:  # type: ignore[operator]
        interval = NOTHING
    return When(
        Span.of(text, start, following.end),
        *interval,
        "span",
        item.told.anchor or following.told.anchor,
        item.told.approximate or following.told.approximate,
        "from to",
    )


def _open(text: str, item: _Found, bound: re.Match[str] | None) -> When:
    told = item.told
    first, last = told.interval
    word = bound["word"].lower() if bound else ""
    rule = told.rule
    start = item.start
    if word and told.interval != NOTHING and not told.closed:
        rule = f"{word} {rule}"
        if word in ("since", "as of", "starting", "beginning", "from"):
            last = None
        elif word in ("until", "till", "through", "by", "up to", "ending"):
            first = None
        elif word in ("before", "ahead of", "prior to"):
            first, last = None, shifted(first, -1, "day") if first else None
        elif word == "after":
            first, last = shifted(last, 1, "day") if last else None, None
        else:
            word = ""
    if word and bound is not None:
        start = item.start - (min(40, item.start) - bound.start())
    return When(
        Span.of(text, start, item.end),
        first,
        last,
        told.granularity,
        told.anchor,
        told.approximate,
        rule,
    )
