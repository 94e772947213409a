"""The forms in which a time is told, each with what it means on the report's own clock."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from reportedly.resolve.calendar import (
    NOTHING,
    Interval,
    around,
    day,
    month_of,
    months_of,
    part_of,
    season_of,
    shifted,
    week_of,
    weekend_of,
    year_of,
)
from reportedly.resolve.numbers import WORDS, number_of

MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)"
)
MONTHS = {
    m: i for i, m in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), start=1)
}
_WEEKDAY = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_SHORT_DAY = r"(?:Mon|Tues|Tue|Wed|Thurs|Thur|Thu|Fri|Sat|Sun)"
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_YEAR = r"(?:1[5-9]\d\d|20\d\d|21\d\d)"
_NUMBER = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_OF_DAY = r"(?:morning|afternoon|evening|night|lunchtime|midday|noon)"
_PART = (
    r"(?:early|late|mid|middle|the (?:start|beginning|end|middle|close) of|earlier|later|"
    r"the (?:early|late) part of)"
)
_UNIT = r"(?:days?|weeks?|fortnights?|months?|quarters?|years?|decades?)"
_HOURS = r"(?:hours?|minutes?|seconds?)"
_MANY = rf"(?:\d{{1,3}}|{WORDS}|a|an|several|a few|some|a couple of)"
_ROUGH = (
    r"(?:(?P<rough>about|around|nearly|almost|roughly|some|more than|over|just over|just under|"
    r"less than|at least|approximately)\s)?"
)
_OUTLET = (
    r"(?!\s(?:Times|Mirror|Telegraph|Express|Herald|Letter|Mail|Post|Star|World|Night Football))"
)
_FUTURE = re.compile(
    r"\b(?:will|won['’]t|shall|would|is|are)\b(?=\s(?:\w+\s)?(?:\w+ing|set|due|scheduled|expected|"
    r"planned|to|slated)\b)|\bwill\b|\bset to\b|\bdue (?:to|in|on|for|back)\b|\bscheduled\b|"
    r"\bplans? to\b|\bplanned for\b|\bgoing to\b|\bupcoming\b|\bahead of\b|\bexpected to\b|"
    r"\bnext\b|\bto be held\b|\b(?:begins|starts|opens|takes place|goes on trial)\b",
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


def _form(pattern: str, tell: Teller, *, case: bool = False) -> Form:
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


def _month_number(word: str) -> int:
    return MONTHS[word[:3].lower()]


def _weekday_number(word: str) -> int:
    return _DAYS.index(word[:3].lower())


def _number(word: str) -> int:
    return int(re.sub(r"\D", "", word))


def _relative(clock: Clock, rule: str, granularity: str) -> Told:
    return Told(NOTHING, granularity, rule)


# --- days ---


def _iso(match: re.Match[str], clock: Clock) -> Told | None:
    found = day(int(match["y"]), int(match["m"]), int(match["d"]))
    return Told(found, "day", "ISO date") if found != NOTHING else None


def _date(match: re.Match[str], clock: Clock) -> Told | None:
    month = _month_number(match["m"] or match["m2"])
    number = _number(match["d"] or match["d2"])
    last = match["to"] or match["to2"]
    year, anchor = _year_for(match, clock, month, number)
    if year is None:
        return _relative(clock, "date without a year", "day")
    found = day(year, month, number)
    if found == NOTHING:
        return None
    if last:
        end = day(year, month, _number(last))
        if end != NOTHING and found[0] and end[1] and found[0] <= end[1]:
            return Told((found[0], end[1]), "span", "dates", anchor)
    return Told(found, "part of day" if match["of"] else "day", "date", anchor)


def _year_for(
    match: re.Match[str], clock: Clock, month: int, number: int
) -> tuple[int | None, str | None]:
    """The year of a date: its own, or the one that puts it where the clause looks."""
    written = match["y"] or match["y2"]
    if written:
        return int(written), None
    if clock.today is None:
        return None, None
    year = _nearest_year(clock.today, month, number, is_future(match))
    return year, clock.name


def _nearest_year(today: date, month: int, number: int, future: bool) -> int | None:
    days = {}
    for year in (today.year - 1, today.year, today.year + 1):
        found = day(year, month, number)[0] if 0 < year < 9999 else None
        if found:
            days[year] = (found - today).days
    past = [(-n, y) for y, n in days.items() if n <= 0]
    ahead = [(n, y) for y, n in days.items() if n >= 0]
    if not past or (ahead and (future or (min(ahead)[0] <= 60 and min(past)[0] > 200))):
        return min(ahead)[1] if ahead else None
    return min(past)[1]


def _weekday(match: re.Match[str], clock: Clock) -> Told | None:
    wanted = _weekday_number(match["wd"])
    granularity = "part of day" if match["of"] or match["early"] else "day"
    if clock.today is None:
        return _relative(clock, "weekday", granularity)
    which = (match["which"] or "").lower()
    week = (match["week"] or "").lower()
    found = _weekday_day(match, clock, wanted, (which, week))
    anchor = clock.words if which in ("the following", "the previous") else clock.name
    rule = f"{which or week} weekday".strip()
    return Told((found, found), granularity, rule, anchor) if found else None


def _weekday_day(
    match: re.Match[str], clock: Clock, wanted: int, words: tuple[str, str]
) -> date | None:
    today = clock.today
    assert today is not None
    which, week = words
    back = (today.weekday() - wanted) % 7
    ahead = (wanted - today.weekday()) % 7
    monday = week_of(today)[0]
    if "last" in week or "previous" in week:
        return shifted(week_of(today, -1)[0] or today, wanted, "day")
    if "next" in week:
        return shifted(week_of(today, 1)[0] or today, wanted, "day")
    if week == "week":
        return shifted(today, ahead + 7, "day")
    if which in ("the following", "the next") and clock.previous[1]:
        base = clock.previous[1]
        return shifted(base, (wanted - base.weekday() - 1) % 7 + 1, "day")
    if which == "the previous" and clock.previous[0]:
        base = clock.previous[0]
        return shifted(base, -((base.weekday() - wanted - 1) % 7 + 1), "day")
    if which == "last":
        recent = shifted(today, -(back or 7), "day")
        same = recent is not None and monday is not None and recent >= monday
        return shifted(today, -(back or 7) - 7, "day") if same else recent
    if which in ("next",):
        return shifted(week_of(today, 1)[0] or today, wanted, "day")
    if which in ("this coming", "the coming"):
        return shifted(today, ahead or 7, "day")
    if which in ("this past", "the past"):
        return shifted(today, -(back or 7), "day")
    if which == "this":
        return shifted(monday or today, wanted, "day")
    return shifted(today, ahead if is_future(match) else -back, "day")


def _deictic(match: re.Match[str], clock: Clock) -> Told | None:
    word = match["word"].lower()
    steps = {"yesterday": -1, "tomorrow": 1, "last night": -1, "last evening": -1}
    steps |= {"tomorrow night": 1, "yesterday morning": -1}
    number = next((n for w, n in steps.items() if word.startswith(w)), 0)
    whole = word in ("yesterday", "today", "tomorrow")
    granularity = "day" if whole else "part of day"
    if clock.today is None:
        return _relative(clock, "day from today", granularity)
    found = shifted(clock.today, number, "day")
    if word.startswith("overnight"):
        start = shifted(clock.today, -1, "day")
        return Told((start, clock.today), "part of day", "overnight", clock.name)
    return Told((found, found), granularity, "day from today", clock.name)


def _of_month(match: re.Match[str], clock: Clock) -> Told | None:
    if clock.today is None:
        return _relative(clock, "day of the month", "day")
    number = _number(match["d"])
    base = clock.previous[0] or clock.today
    found = day(base.year, base.month, number)
    if found[0] and found[0] > clock.today and not is_future(match):
        earlier = shifted(clock.today.replace(day=1), -1, "month")
        found = day(earlier.year, earlier.month, number) if earlier else NOTHING
    return Told(found, "day", "day of the month", clock.name) if found != NOTHING else None


# --- counted from a day ---


def _count(words: str) -> tuple[float | None, bool]:
    """A number of units and whether it is only roughly told."""
    word = words.lower()
    if word in ("several", "a few", "some"):
        return None, True
    if word == "a couple of":
        return 2, True
    if word in ("a", "an"):
        return 1, False
    return number_of(word), False


def _single(unit: str) -> str:
    return unit.lower().rstrip("s")


def _ago(match: re.Match[str], clock: Clock) -> Told | None:
    return _counted(match, clock, -1, clock.today, clock.name)


def _later(match: re.Match[str], clock: Clock) -> Told | None:
    back = match["way"].lower() in ("earlier", "before", "previously", "prior")
    base = clock.previous[0] if back else clock.previous[1]
    told = _counted(match, clock, -1 if back else 1, base, clock.words)
    weekday = match["wd"]
    if told is None or not weekday or told.interval[0] is None:
        return told
    wanted = _weekday_number(weekday)
    near = min(
        (d for d in (shifted(told.interval[0], n, "day") for n in range(-3, 4)) if d),
        key=lambda d: ((d.weekday() - wanted) % 7, d),
    )
    return replace(told, interval=(near, near), granularity="day")


def _counted(
    match: re.Match[str], clock: Clock, sign: int, base: date | None, name: str | None
) -> Told | None:
    number, rough = _count(match["n"])
    rough = rough or bool(match["rough"])
    unit = _single(match["unit"])
    if re.fullmatch(_HOURS, unit):
        unit = "day"
        number = 0
        granularity = "hour"
    else:
        granularity = unit if unit not in ("fortnight",) else "week"
    rule = "ago" if sign < 0 and base == clock.today else "counted from another time"
    if base is None or number is None:
        return Told(NOTHING, granularity, rule, None, rough)
    found = around(base, sign * number, unit)
    if granularity in ("week",):
        granularity = "day"
    return Told(found, granularity, rule, name, rough) if found != NOTHING else None


def _neighbour_day(match: re.Match[str], clock: Clock) -> Told | None:
    word = match["word"].lower()
    step = 0
    if re.search(r"next|following|after|later", word):
        step = 1
    elif re.search(r"before|previous|earlier", word):
        step = -1
    base = clock.previous[1] if step > 0 else clock.previous[0]
    granularity = "day" if re.search(r"day|date", word) else "part of day"
    if base is None:
        return _relative(clock, "day beside another", granularity)
    found = shifted(base, step, "day")
    return Told((found, found), granularity, "day beside another", clock.words)


def _recent(match: re.Match[str], clock: Clock) -> Told | None:
    """The past or coming days, weeks, months: "over the past two weeks"."""
    way = match["way"].lower()
    ahead = way in ("next", "coming", "following")
    number, rough = _count(match["n"]) if match["n"] else (None, True)
    unit = _single(match["unit"])
    if re.fullmatch(_HOURS, unit):
        number = (number or 24) / 24 if unit == "hour" else 0
        unit = "day"
    if clock.today is None or number is None:
        return Told(NOTHING, "span", "past or coming days", None, True)
    other = shifted(clock.today, max(number, 0) if ahead else -number, unit)
    if other is None:
        return None
    interval = (clock.today, other) if ahead else (other, clock.today)
    return Told(interval, "span", "past or coming days", clock.name, rough, closed=True)


def _within(match: re.Match[str], clock: Clock) -> Told | None:
    """A time ahead: "in two weeks"; only where the clause looks ahead."""
    if not is_future(match):
        return None
    return _counted(match, clock, 1, clock.today, clock.name)


# --- weeks, months, years ---


def _week(match: re.Match[str], clock: Clock) -> Told | None:
    unit = match["unit"].lower()
    which = match["which"].lower()
    if clock.today is None:
        return _relative(clock, f"{which} {unit}", "weekend" if "weekend" in unit else unit)
    today = clock.today
    step = -1 if which in ("last", "the last", "the previous", "previous") else 0
    if which in ("next", "the next", "the coming", "the following", "this coming"):
        step = 1
    if unit == "weekend":
        return Told(_weekend(today, which, step, match), "weekend", "weekend", clock.name)
    if unit == "week":
        found = week_of(today, step)
    elif unit in ("month", "year", "decade"):
        moved = shifted(today, step, unit) or today
        found = month_of(moved.year, moved.month) if unit == "month" else year_of(moved.year)
        if unit == "decade":
            found = year_of(moved.year // 10 * 10, moved.year // 10 * 10 + 9)
    else:
        quarter = (today.month - 1) // 3 + step
        year = today.year + quarter // 4
        found = months_of(year, quarter % 4 * 3 + 1, quarter % 4 * 3 + 3)
    part = _part_of(match)
    rough = bool(part)
    if part == "early" and step == 0 and found[0]:  # "earlier this week": up to today
        found = (found[0], today)
    elif part == "late" and step == 0 and found[1]:  # "later this week": from today on
        found = (today, found[1])
    elif part:
        found = part_of(found, part)
    return Told(found, unit, f"{which} {unit}", clock.name, rough)


def _weekend(today: date, which: str, step: int, match: re.Match[str]) -> Interval:
    if which in ("last", "next", "the previous", "this coming", "this"):
        if which == "last" and today.weekday() >= 5:
            return weekend_of(today, -1)
        if which == "this" and not is_future(match) and today.weekday() < 4:
            return weekend_of(today, -1)
        return weekend_of(today, min(step, 0) if which != "next" else 1)
    if is_future(match):
        return weekend_of(today)
    return weekend_of(today, 0 if today.weekday() >= 5 else -1)


def _part_of(match: re.Match[str]) -> str:
    word = (match["part"] or "").lower().replace("beginning", "start").replace("close", "end")
    for part in ("early", "late", "mid", "start", "end"):
        if part in word:
            return part
    return "early" if "earl" in word else ""


def _month(match: re.Match[str], clock: Clock) -> Told | None:
    month = _month_number(match["m"])
    part, which = _part_of(match), (match["which"] or "").lower()
    if match["y"]:
        found, anchor = month_of(int(match["y"]), month), None
    elif clock.today is None:
        return _relative(clock, "month", "month")
    else:
        year = _month_year(match, clock.today, month, which)
        found, anchor = month_of(year, month), clock.name
    if found == NOTHING:
        return None
    return Told(part_of(found, part) if part else found, "month", "month", anchor, bool(part))


def _month_year(match: re.Match[str], today: date, month: int, which: str) -> int:
    if which == "last":
        return today.year if month < today.month else today.year - 1
    if which == "next":
        return today.year if month > today.month else today.year + 1
    if which == "this":
        return today.year
    recent = today.year if month <= today.month else today.year - 1
    ahead = (month - today.month) % 12
    if is_future(match) or (0 < ahead <= 2):
        return today.year if month >= today.month else today.year + 1
    return recent


def _year(match: re.Match[str], clock: Clock) -> Told | None:
    first = int(match["y"])
    part = _part_of(match)
    if match["to"]:
        last = int(match["to"])
        last = last if last > 99 else first // 100 * 100 + last
        found = year_of(first, last) if first < last else NOTHING
        return Told(found, "span", "years", closed=True) if found != NOTHING else None
    found = year_of(first)
    return Told(part_of(found, part) if part else found, "year", "year", None, bool(part))


def _decade(match: re.Match[str], clock: Clock) -> Told | None:
    text = re.sub(r"\D", "", match["decade"])
    first = int(text) if len(text) == 4 else (1900 if int(text) >= 30 else 2000) + int(text)
    part = _part_of(match)
    found = year_of(first, first + (99 if first % 100 == 0 and first < 2000 else 9))
    return Told(part_of(found, part) if part else found, "decade", "decade", None, bool(part))


def _century(match: re.Match[str], clock: Clock) -> Told | None:
    number = _number(match["n"])
    part = _part_of(match)
    found = year_of((number - 1) * 100 + 1, number * 100) if 0 < number < 99 else NOTHING
    if found == NOTHING:
        return None
    return Told(part_of(found, part) if part else found, "century", "century", None, bool(part))


def _quarter(match: re.Match[str], clock: Clock) -> Told | None:
    order = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "final": 4}
    kind = (match["kind"] or "quarter").lower()
    number = int(match["q"]) if match["q"] else order[match["order"].lower()]
    granularity = "half" if kind == "half" else "quarter"
    anchor = None
    if match["y"]:
        year = int(match["y"])
    elif clock.today is None:
        return _relative(clock, granularity, granularity)
    else:
        year, anchor = clock.today.year, clock.name
        last = "last" in (match["which"] or "")
        begins = (number - 1) * (6 if kind == "half" else 3) + 1
        if last or (begins > clock.today.month and not is_future(match)):
            year -= 1
    if kind == "half":
        found = months_of(year, 1, 6) if number == 1 else months_of(year, 7, 12)
    else:
        found = months_of(year, number * 3 - 2, number * 3)
    return Told(found, granularity, granularity, anchor)


def _season(match: re.Match[str], clock: Clock) -> Told | None:
    name = match["season"].lower()
    part = _part_of(match)
    anchor = None
    if match["y"] or match["y2"]:
        year = int(match["y"] or match["y2"])
    elif clock.today is None:
        return _relative(clock, "season", "season")
    else:
        anchor, year = clock.name, clock.today.year
        which = (match["which"] or "").lower()
        started = season_of(year, name)[0]
        if which == "last":
            ended = season_of(year, name)[1]
            year -= 0 if ended and ended < clock.today else 1
        elif which == "next":
            year += 0 if started and started > clock.today else 1
        elif which != "this" and started and started > clock.today and not is_future(match):
            year -= 1
    found = season_of(year, name)
    return Told(part_of(found, part) if part else found, "season", "season", anchor, bool(part))


_FEASTS = {
    "new year's day": (1, 1),
    "new year's eve": (12, 31),
    "christmas day": (12, 25),
    "christmas eve": (12, 24),
    "christmas": (12, 25),
    "boxing day": (12, 26),
    "valentine's day": (2, 14),
}


def _feast(match: re.Match[str], clock: Clock) -> Told | None:
    words = match["feast"].lower().replace("’", "'")
    if words == "9/11":
        return Told(day(2001, 9, 11), "day", "named day")
    month, number = _FEASTS[words]
    if match["y"]:
        return Told(day(int(match["y"]), month, number), "day", "named day")
    if clock.today is None:
        return _relative(clock, "named day", "day")
    year = _nearest_year(clock.today, month, number, is_future(match))
    found = day(year, month, number) if year else NOTHING
    return Told(found, "day", "named day", clock.name)


def _plain_week(match: re.Match[str], clock: Clock) -> Told | None:
    """A week, month or year named by "this", "last" ...; "the weekend", but no bare "the week"."""
    which, unit = match["which"].lower(), match["unit"].lower()
    if which == "the" and unit != "weekend" and not match["part"]:
        return None
    if which == "the past":
        return None if clock.today is None else _past_unit(clock, unit)
    return _week(match, clock)


def _past_unit(clock: Clock, unit: str) -> Told | None:
    assert clock.today is not None
    start = shifted(clock.today, -1, "week" if unit == "weekend" else unit)
    return Told((start, clock.today), "span", f"past {unit}", clock.name, closed=True)


_WD_BEFORE = rf"(?:(?:{_WEEKDAY}|{_SHORT_DAY}\.?),?\s+(?:the\s+)?)?"
FORMS = (
    _form(rf"(?P<y>{_YEAR})-(?P<m>0[1-9]|1[0-2])-(?P<d>0[1-9]|[12]\d|3[01])", _iso),
    _form(
        rf"{_WD_BEFORE}(?:(?P<m>{MONTH})\.?\s+(?P<d>{_NUMBER})(?:\s?[-–]\s?(?P<to>{_NUMBER}))?"
        rf"(?:,?\s+(?P<y>{_YEAR}))?|(?:the\s+)?(?P<d2>{_NUMBER})(?:\s?[-–]\s?(?P<to2>{_NUMBER}))?\s+"
        rf"(?:of\s+)?(?P<m2>{MONTH})\b\.?(?:,?\s+(?P<y2>{_YEAR}))?)(?:\s(?P<of>{_OF_DAY}))?",
        _date,
        case=True,
    ),
    _form(
        rf"(?:(?P<early>late|early|later|earlier)\s(?:on\s)?)?(?:on\s)?(?:(?P<which>last|"
        rf"this coming|this past|this|next|the following|the next|the previous|the coming|the past)\s)?"
        rf"(?P<wd>{_WEEKDAY}){_OUTLET}(?:\s(?P<of>{_OF_DAY}))?"
        r"(?:,?\s(?P<week>(?:of\s)?(?:last|next|the previous) week|week(?=[.,;]|$)))?",
        _weekday,
    ),
    _form(
        r"(?P<word>yesterday(?: (?:morning|afternoon|evening))?|today|tonight|"
        r"tomorrow(?: (?:morning|afternoon|evening|night))?|last night|last evening|this (?:morning|afternoon|evening)|"
        r"overnight)",
        _deictic,
    ),
    _form(r"(?:on\s)the\s(?P<d>(?:[12]?\d|3[01])(?:st|nd|rd|th))", _of_month),
    _form(rf"{_ROUGH}(?P<n>{_MANY})\s(?P<unit>{_UNIT}|{_HOURS})\s(?:ago)", _ago),
    _form(
        rf"{_ROUGH}(?P<n>{_MANY})\s(?P<unit>{_UNIT}|{_HOURS})\s(?P<way>later|earlier|before|"
        rf"previously|afterwards|afterward|prior)(?:,?\s(?:on\s)?(?P<wd>{_WEEKDAY}))?",
        _later,
    ),
    _form(
        r"(?P<word>(?:on )?(?:the (?:next|following|previous|same) (?:day|morning|night|evening)|"
        r"the day (?:before|after)|that (?:same )?(?:day|night|morning|evening|afternoon)|"
        r"the night before|the same day))",
        _neighbour_day,
    ),
    _form(
        rf"(?:(?:in|over|for|during|within|through)\s)?(?:the\s|these\s)?(?P<way>past|last|next|coming|"
        rf"recent|previous|following)\s(?:(?P<n>{_MANY})\s)?(?P<unit>days|weeks|months|years|decades|"
        r"hours|minutes|(?<=n )day)",
        _recent,
    ),
    _form(
        rf"in\s{_ROUGH}(?P<n>{_MANY})\s(?P<unit>{_UNIT})(?:[’']\stime)?(?!\s(?:of|and))",
        _within,
    ),
    _form(
        rf"(?:(?:in|at|over|during)\s)?(?:(?P<part>{_PART})[\s-])?(?P<which>this coming|this|last|"
        r"next|the previous|the past|the coming|the following|the last|the)\s(?P<unit>weekend|week|"
        r"month|year|quarter|decade)",
        _plain_week,
    ),
    _form(
        rf"(?:(?P<part>{_PART})[\s-](?:of\s|in\s)?)?(?:(?P<which>last|next|this)\s)?(?P<m>{MONTH})\b\.?,?\s"
        rf"(?:of\s)?(?P<y>{_YEAR})",
        _month,
        case=True,
    ),
    _form(
        rf"(?:(?<=in\s)|(?<=since\s)|(?<=until\s)|(?<=till\s)|(?<=by\s)|(?<=from\s)|(?<=of\s)|(?<=to\s)|"
        rf"(?<=during\s)|(?<=through\s)|(?<=before\s)|(?<=after\s)|(?<=between\s)|(?<=and\s)|"
        rf"(?P<part>[Ee]arly|[Ll]ate|[Mm]id|[Tt]he (?:start|beginning|end|middle) of)[\s-]|"
        rf"(?P<which>[Ll]ast|[Nn]ext|[Tt]his)\s)(?P<y>(?!))?(?P<m>{MONTH})\b\.?(?!\s+(?:\d|[A-Z][a-z]))",
        _month,
        case=True,
    ),
    _form(
        rf"(?:(?P<part>{_PART})[\s-](?:in\s)?)?(?P<y>{_YEAR})(?:\s?[-–]\s?(?P<to>{_YEAR}|\d\d))?"
        r"(?!s\b|,\d|\s(?:people|men|women|fighters|soldiers|civilians|dollars|homes|houses|troops|"
        r"jobs|votes|miles|km|kilomet|percent|per cent|tons|tonnes|others|members|cases|victims|"
        r"refugees|militants|rebels|workers|students|police|pounds|metres|meters|feet))",
        _year,
    ),
    _form(
        rf"(?:the\s)?(?:(?P<part>{_PART})[\s-])?(?P<decade>(?:1[5-9]|20)\d0s|[’'][3-9]0s)", _decade
    ),
    _form(rf"the\s(?:(?P<part>{_PART})[\s-])?(?P<n>\d\d?(?:st|nd|rd|th))\scentury", _century),
    _form(
        rf"(?:(?:in|during)\s)?(?:(?:the|its)\s)?(?P<order>first|second|third|fourth|last|final)\s"
        rf"(?P<kind>quarter|half)(?:\sof\s(?P<which>last year|this year|the year)|"
        rf"\s(?:of\s)?(?P<y>{_YEAR}))(?P<q>(?!))?",
        _quarter,
    ),
    _form(
        r"(?:in|during|for)\sthe\s(?P<order>first|second|third|fourth|final)\s(?P<kind>quarter|half)"
        r"(?P<q>(?!))?(?P<y>(?!))?(?P<which>(?!))?(?!\s(?:of|final))",
        _quarter,
    ),
    _form(
        rf"Q(?P<q>[1-4])(?:\s(?P<y>{_YEAR}))?(?P<order>(?!))?(?P<kind>(?!))?(?P<which>(?!))?",
        _quarter,
        case=True,
    ),
    _form(
        rf"(?:(?P<part>{_PART})[\s-])?(?:(?P<which>last|this|next)\s|(?:in\s)?the\s|in\s(?:the\s)?)?"
        rf"(?P<season>spring|summer|autumn|fall|winter)(?:\sof\s(?P<y>{_YEAR})|\s(?P<y2>{_YEAR}))",
        _season,
    ),
    _form(
        r"(?:(?P<part>early|late)\s)?(?P<which>last|this|next)\s(?P<season>spring|summer|autumn|fall|"
        r"winter)(?P<y>(?!))?(?P<y2>(?!))?",
        _season,
    ),
    _form(
        r"(?P<feast>New Year[’']s (?:Eve|Day)|Christmas (?:Day|Eve)|Christmas(?=[ ,.])|Boxing Day|"
        rf"Valentine[’']s Day|9/11)(?:,?\s(?P<y>{_YEAR}))?",
        _feast,
        case=True,
    ),
)
