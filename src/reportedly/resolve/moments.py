"""Days as they are told: dates, weekdays, "yesterday", "two days later"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from reportedly.resolve.clock import (
    HOURS,
    Clock,
    Told,
    digits_of,
    is_future,
    month_number,
    untold,
    weekday_number,
)
from reportedly.resolve.intervals import NOTHING, around, day, shifted, week_of, weekend_of
from reportedly.resolve.numbers import number_of

# --- days ---


def iso_told(match: re.Match[str], clock: Clock) -> Told | None:
    """A day as in "2026-03-13"."""
    found = day(int(match["y"]), int(match["m"]), int(match["d"]))
    return Told(found, "day", "ISO date") if found != NOTHING else None


def date_told(match: re.Match[str], clock: Clock) -> Told | None:
    """A day with its month, or a range of days: "March 3-5, 2026"."""
    month = month_number(match["m"] or match["m2"])
    number = digits_of(match["d"] or match["d2"])
    last = match["to"] or match["to2"]
    year, anchor = _year_for(match, clock, month, number)
    if year is None:
        return untold("date without a year", "day")
    found = day(year, month, number)
    if found == NOTHING:
        return None
    if last:
        end = day(year, month, digits_of(last))
        if end != NOTHING and found[0] and end[1] and found[0] <= end[1]:
            return Told((found[0], end[1]), "span", "dates", anchor, closed=True)
    part = match["of"] or match["begin"]
    return Told(found, "part of day" if part else "day", "date", anchor)


def slashed_told(match: re.Match[str], clock: Clock) -> Told | None:
    """A day as in "22/09/2020"; none where day and month could change places."""
    first, second = int(match["a"]), int(match["b"])
    if (first > 12) == (second > 12) and first != second:
        return None
    number, month = (first, second) if first > 12 else (second, first)
    found = day(int(match["y"]), month, number)
    return Told(found, "day", "date") if found != NOTHING else None


def week_told_by_day(match: re.Match[str], clock: Clock) -> Told | None:
    """The week or weekend of a day: "the week of March 2"."""
    month, number = month_number(match["m"]), digits_of(match["d"])
    year, anchor = _year_for(match, clock, month, number)
    granularity = "weekend" if match["end"] else "week"
    if year is None:
        return untold("week of a day", granularity)
    found = day(year, month, number)[0]
    if found is None:
        return None
    whole = weekend_of(found) if match["end"] else week_of(found)
    return Told(whole, granularity, "week of a day", anchor)


def from_now_told(match: re.Match[str], clock: Clock) -> Told | None:
    """A time counted ahead from the report's own day: "two weeks from now"."""
    return _counted(match, clock, 1, clock.today, clock.name)


def _year_for(
    match: re.Match[str], clock: Clock, month: int, number: int
) -> tuple[int | None, str | None]:
    """The year of a date: its own, or the one that puts it where the clause looks."""
    written = match["y"] or match["y2"]
    if written:
        return int(written), None
    if clock.today is None:
        return None, None
    year = nearest_year(clock.today, month, number, is_future(match))
    return year, clock.name


def nearest_year(today: date, month: int, number: int, future: bool) -> int | None:
    """The year that puts a day of a month before today, or ahead where the clause looks ahead."""
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


def weekday_told(match: re.Match[str], clock: Clock) -> Told | None:
    """A weekday: the last one, or the one that "last", "next" or the clause points to."""
    wanted = weekday_number(match["wd"])
    granularity = "part of day" if match["of"] or match["early"] or match["begin"] else "day"
    if clock.today is None:
        return untold("weekday", granularity)
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


def deictic_told(match: re.Match[str], clock: Clock) -> Told | None:
    """A day counted from the report's own: "yesterday", "tonight", "overnight"."""
    word = match["word"].lower()
    steps = {"yesterday": -1, "tomorrow": 1, "last night": -1, "last evening": -1}
    steps |= {"the day before yesterday": -2, "the day after tomorrow": 2}
    number = next((n for w, n in steps.items() if word.startswith(w)), 0)
    whole = word in ("yesterday", "today", "tomorrow") or word.startswith("the day")
    granularity = "day" if whole else "part of day"
    if clock.today is None:
        return untold("day from today", granularity)
    found = shifted(clock.today, number, "day")
    if word.startswith("overnight"):
        start = shifted(clock.today, -1, "day")
        return Told((start, clock.today), "part of day", "overnight", clock.name)
    return Told((found, found), granularity, "day from today", clock.name)


def of_month_told(match: re.Match[str], clock: Clock) -> Told | None:
    """A day of the month that is spoken of: "on the 14th"."""
    if clock.today is None:
        return untold("day of the month", "day")
    number = digits_of(match["d"])
    base = clock.previous[0] or clock.today
    found = day(base.year, base.month, number)
    if found[0] and found[0] > clock.today and not is_future(match):
        earlier = shifted(clock.today.replace(day=1), -1, "month")
        found = day(earlier.year, earlier.month, number) if earlier else NOTHING
    return Told(found, "day", "day of the month", clock.name) if found != NOTHING else None


# --- counted from a day ---


def count_of(words: str) -> tuple[float | None, bool]:
    """A number of units and whether it is only roughly told."""
    word = words.lower()
    if word in ("several", "a few", "some"):
        return None, True
    if word == "a couple of":
        return 2, True
    if word in ("a", "an"):
        return 1, False
    return number_of(word), False


def singular(unit: str) -> str:
    """A unit in the singular."""
    return unit.lower().rstrip("s")


def ago_told(match: re.Match[str], clock: Clock) -> Told | None:
    """A time counted back from the report's own day: "two weeks ago"."""
    return _counted(match, clock, -1, clock.today, clock.name)


def later_told(match: re.Match[str], clock: Clock) -> Told | None:
    """A time counted from the one told before: "two days later, on Thursday"."""
    back = match["way"].lower() in ("earlier", "before", "previously", "prior")
    base = clock.previous[0] if back else clock.previous[1]
    told = _counted(match, clock, -1 if back else 1, base, clock.words)
    weekday = match["wd"]
    if told is None or not weekday or told.interval[0] is None:
        return told
    wanted = weekday_number(weekday)
    near = min(
        (d for d in (shifted(told.interval[0], n, "day") for n in range(-3, 4)) if d),
        key=lambda d: ((d.weekday() - wanted) % 7, d),
    )
    return replace(told, interval=(near, near), granularity="day")


def _counted(
    match: re.Match[str], clock: Clock, sign: int, base: date | None, name: str | None
) -> Told | None:
    number, rough = count_of(match["n"])
    rough = rough or bool(match["rough"])
    unit = singular(match["unit"])
    if re.fullmatch(HOURS, unit):
        unit = "day"
        number = 0
        granularity = "hour"
    else:
        granularity = unit if unit not in ("fortnight",) else "week"
    rule = "ago" if sign < 0 and base == clock.today else "counted from another time"
    if granularity == "hour" and base is not None:
        day_before = shifted(base, -1, "day") if sign < 0 else base
        return Told((day_before, base), granularity, rule, name, True)
    if base is None or number is None:
        return Told(NOTHING, granularity, rule, None, rough)
    found = around(base, sign * number, unit)
    return Told(found, granularity, rule, name, rough) if found != NOTHING else None


def neighbour_day_told(match: re.Match[str], clock: Clock) -> Told | None:
    """A day beside the one told before: "the next day", "that night"."""
    word = match["word"].lower()
    step = 0
    if re.search(r"next|following|after|later", word):
        step = 1
    elif re.search(r"before|previous|earlier", word):
        step = -1
    base = clock.previous[1] if step > 0 else clock.previous[0]
    granularity = "day" if re.search(r"day|date", word) else "part of day"
    if base is None:
        return untold("day beside another", granularity)
    found = shifted(base, step, "day")
    return Told((found, found), granularity, "day beside another", clock.words)


def recent_told(match: re.Match[str], clock: Clock) -> Told | None:
    """The past or coming days, weeks, months: "over the past two weeks"."""
    way = match["way"].lower()
    ahead = way in ("next", "coming", "following")
    number, rough = count_of(match["n"]) if match["n"] else (None, True)
    unit = singular(match["unit"])
    if re.fullmatch(HOURS, unit):
        number = (number or 24) / 24 if unit == "hour" else 0
        unit = "day"
    if clock.today is None or number is None:
        return Told(NOTHING, "span", "past or coming days", None, True)
    other = shifted(clock.today, max(number, 0) if ahead else -number, unit)
    if other is None:
        return None
    interval = (clock.today, other) if ahead else (other, clock.today)
    return Told(interval, "span", "past or coming days", clock.name, rough, closed=True)


def within_told(match: re.Match[str], clock: Clock) -> Told | None:
    """A time ahead: "in two weeks"; only where the clause looks ahead."""
    if not is_future(match):
        return None
    return _counted(match, clock, 1, clock.today, clock.name)
