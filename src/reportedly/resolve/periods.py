"""Weeks, months, years and what is longer, as they are told."""

from __future__ import annotations

import re
from datetime import date

from reportedly.resolve.clock import Clock, Told, digits_of, is_future, month_number, untold
from reportedly.resolve.intervals import (
    NOTHING,
    Interval,
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
from reportedly.resolve.moments import nearest_year

# --- weeks, months, years ---


def week_told(match: re.Match[str], clock: Clock) -> Told | None:
    """A week, weekend, month, quarter, year or decade beside the report's own."""
    unit = match["unit"].lower()
    which = match["which"].lower()
    if clock.today is None:
        return untold(f"{which} {unit}", "weekend" if "weekend" in unit else unit)
    today, anchor = clock.today, clock.name
    if which in ("the following", "the previous") and clock.previous[0]:
        today, anchor = clock.previous[0], clock.words
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
    return Told(found, unit, f"{which} {unit}", anchor, rough)


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


def month_told(match: re.Match[str], clock: Clock) -> Told | None:
    """A month, with its year or the one the clause points to."""
    month = month_number(match["m"])
    part, which = _part_of(match), (match["which"] or "").lower()
    if match["y"]:
        found, anchor = month_of(int(match["y"]), month), None
    elif clock.today is None:
        return untold("month", "month")
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


def months_told(match: re.Match[str], clock: Clock) -> Told | None:
    """Months of one year: "June-July 2016", "from March to May 2015"."""
    first, last = month_number(match["m"]), month_number(match["m2"])
    year = int(match["y"])
    start = year if first <= last else year - 1
    interval = (month_of(start, first)[0], month_of(year, last)[1])
    return Told(interval, "span", "months", closed=True)


def year_told(match: re.Match[str], clock: Clock) -> Told | None:
    """A year, a part of one, or several."""
    first = int(match["y"])
    part = _part_of(match)
    if match["to"]:
        last = int(match["to"])
        last = last if last > 99 else first // 100 * 100 + last
        found = year_of(first, last) if first < last else NOTHING
        return Told(found, "span", "years", closed=True) if found != NOTHING else None
    found = year_of(first)
    return Told(part_of(found, part) if part else found, "year", "year", None, bool(part))


def decade_told(match: re.Match[str], clock: Clock) -> Told | None:
    """A decade: "the early 1990s"."""
    text = re.sub(r"\D", "", match["decade"])
    first = int(text) if len(text) == 4 else (1900 if int(text) >= 30 else 2000) + int(text)
    part = _part_of(match)
    found = year_of(first, first + (99 if first % 100 == 0 and first < 2000 else 9))
    return Told(part_of(found, part) if part else found, "decade", "decade", None, bool(part))


def century_told(match: re.Match[str], clock: Clock) -> Told | None:
    """A century, from its year 1 to its year 100."""
    number = digits_of(match["n"])
    part = _part_of(match)
    found = year_of((number - 1) * 100 + 1, number * 100) if 0 < number < 99 else NOTHING
    if found == NOTHING:
        return None
    return Told(part_of(found, part) if part else found, "century", "century", None, bool(part))


def quarter_told(match: re.Match[str], clock: Clock) -> Told | None:
    """A quarter or half of a year."""
    order = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "final": 4}
    kind = (match["kind"] or "quarter").lower()
    number = int(match["q"]) if match["q"] else order[match["order"].lower()]
    granularity = "half" if kind == "half" else "quarter"
    anchor = None
    if match["y"]:
        year = int(match["y"])
    elif clock.today is None:
        return untold(granularity, granularity)
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


def season_told(match: re.Match[str], clock: Clock) -> Told | None:
    """A season by the northern calendar."""
    name = match["season"].lower()
    part = _part_of(match)
    anchor = None
    if match["y"] or match["y2"]:
        year = int(match["y"] or match["y2"])
    elif clock.today is None:
        return untold("season", "season")
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


def feast_told(match: re.Match[str], clock: Clock) -> Told | None:
    """A day with a name of its own: "New Year's Eve"."""
    words = match["feast"].lower().replace("’", "'")
    if words == "9/11":
        return Told(day(2001, 9, 11), "day", "named day")
    month, number = _FEASTS[words]
    if match["y"]:
        return Told(day(int(match["y"]), month, number), "day", "named day")
    if clock.today is None:
        return untold("named day", "day")
    year = nearest_year(clock.today, month, number, is_future(match))
    found = day(year, month, number) if year else NOTHING
    return Told(found, "day", "named day", clock.name)


def plain_week_told(match: re.Match[str], clock: Clock) -> Told | None:
    """A week, month or year named by "this", "last" ...; "the weekend", but no bare "the week"."""
    which, unit = match["which"].lower(), match["unit"].lower()
    if which == "the" and unit != "weekend" and not match["part"]:
        return None
    if which == "the past":
        return None if clock.today is None else _past_unit(clock, unit)
    return week_told(match, clock)


def _past_unit(clock: Clock, unit: str) -> Told | None:
    assert clock.today is not None
    start = shifted(clock.today, -1, "week" if unit == "weekend" else unit)
    return Told((start, clock.today), "span", f"past {unit}", clock.name, closed=True)
