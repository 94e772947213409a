"""Intervals of days: weeks, months, quarters, seasons and what is early or late in them."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

Interval = tuple[date | None, date | None]
NOTHING: Interval = (None, None)

_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11)}


def day(year: int, month: int, number: int) -> Interval:
    """One day; nothing where the calendar has no such day.

    >>> day(2023, 2, 29)
    (None, None)
    """
    try:
        found = date(year, month, number)
    except ValueError:
        return NOTHING
    return found, found


def month_of(year: int, month: int) -> Interval:
    """A month, first day to last."""
    if not (1 <= month <= 12 and date.min.year <= year <= date.max.year):
        return NOTHING
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def year_of(first: int, last: int | None = None) -> Interval:
    """A year, or the years from ``first`` to ``last``."""
    last = first if last is None else last
    if not date.min.year <= first <= last <= date.max.year:
        return NOTHING
    return date(first, 1, 1), date(last, 12, 31)


def months_of(year: int, first: int, last: int) -> Interval:
    """The months of one year from ``first`` to ``last``: a quarter, a half."""
    return month_of(year, first)[0], month_of(year, last)[1]


def season_of(year: int, name: str) -> Interval:
    """A season by the northern calendar; a winter begins in the December of its year."""
    if name == "winter":
        return month_of(year, 12)[0], month_of(year + 1, 2)[1]
    first, last = _SEASONS[name]
    return months_of(year, first, last)


def week_of(anchor: date, weeks: int = 0) -> Interval:
    """The week, Monday to Sunday, that lies ``weeks`` from that of ``anchor``."""
    monday = shifted(anchor, weeks * 7 - anchor.weekday(), "day")
    return (monday, shifted(monday, 6, "day")) if monday else NOTHING


def weekend_of(anchor: date, weeks: int = 0) -> Interval:
    """The Saturday and Sunday of the week that lies ``weeks`` from that of ``anchor``."""
    monday = week_of(anchor, weeks)[0]
    if monday is None:
        return NOTHING
    return shifted(monday, 5, "day"), shifted(monday, 6, "day")


def shifted(anchor: date, number: float, unit: str) -> date | None:
    """The day ``number`` units from ``anchor``; None where the calendar ends before it."""
    try:
        if unit in ("day", "week", "fortnight"):
            days = {"day": 1, "week": 7, "fortnight": 14}[unit]
            return anchor + timedelta(days=int(number * days))
        months = int(number * {"month": 1, "quarter": 3, "year": 12, "decade": 120}[unit])
        count = anchor.year * 12 + anchor.month - 1 + months
        year, month = divmod(count, 12)
        last = calendar.monthrange(year, month + 1)[1]
        return date(year, month + 1, min(anchor.day, last))
    except (OverflowError, ValueError):
        return None


def around(anchor: date, number: float, unit: str) -> Interval:
    """What "``number`` units from ``anchor``" names: that day, week, month or year."""
    found = shifted(anchor, number, unit)
    if found is None:
        return NOTHING
    if unit == "day":
        return found, found
    if unit in ("week", "fortnight"):
        return week_of(found)
    if unit in ("month", "quarter"):
        return month_of(found.year, found.month)
    return year_of(found.year)


def part_of(interval: Interval, part: str) -> Interval:
    """The early, middle or late third of an interval, or its start or end.

    The thirds of a month end on its 10th and 20th, those of a year with April and August.
    """
    start, end = interval
    if start is None or end is None:
        return interval
    if part in ("start", "end"):
        edge = max(1, ((end - start).days + 1) // 4)
        days = timedelta(days=edge - 1)
        return (start, start + days) if part == "start" else (end - days, end)
    first, second = _thirds(start, end)
    if part == "early":
        return start, first
    if part == "late":
        return second + timedelta(days=1), end
    return first + timedelta(days=1), second


def _thirds(start: date, end: date) -> tuple[date, date]:
    """The last days of the first and of the second third."""
    days = (end - start).days + 1
    if start.day == 1 and 28 <= days <= 31:
        return start.replace(day=10), start.replace(day=20)
    if (start.month, start.day) == (1, 1) and days > 364:
        years = end.year - start.year + 1
        if years == 1:
            return date(start.year, 4, 30), date(start.year, 8, 31)
        third = max(1, years // 3)
        return date(start.year + third - 1, 12, 31), date(end.year - third, 12, 31)
    third = max(1, days // 3)
    return start + timedelta(days=third - 1), max(start, end - timedelta(days=third))
