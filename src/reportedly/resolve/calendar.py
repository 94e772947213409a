"""Arithmetic with days and with stretches of days. What falls outside the years 1 to 9999 is None.

Weeks run from Monday to Sunday, weekends from Saturday to Sunday, seasons by whole months of the
northern half of the earth (winter from December to February of the next year), the 19th century
from 1801 to 1900. The first, middle and last third of a stretch are its early, mid and late part.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

MONDAY, SATURDAY, SUNDAY = 0, 5, 6
_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
_DAYS = {"day": 1, "week": 7, "weekend": 7, "fortnight": 14}
_HOURS = {"hour": 24, "minute": 24 * 60}
_EARLY_WEEK, _MID_WEEK, _LATE_WEEK = (0, 2), (1, 3), (3, 6)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Whole days from ``first`` to ``last``, both included; None where an end is open."""

    first: date | None
    last: date | None


def day_of(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has none such.

    >>> day_of(2031, 2, 29) is None
    True
    """
    try:
        return date(year, month, day)
    except (ValueError, OverflowError):
        return None


def shift(day: date, number: float, unit: str) -> date | None:
    """The day so many units later, or earlier where ``number`` is below zero.

    A day that the month reached does not have becomes its last one. Hours and minutes count as
    the whole days they fill.

    >>> shift(date(2031, 1, 31), 1, "month"), shift(date(2031, 1, 31), -36, "hour")
    (datetime.date(2031, 2, 28), datetime.date(2031, 1, 30))
    """
    if abs(number) > 1e7:
        return None
    if unit in _MONTHS:
        return _months_on(day, round(number * _MONTHS[unit]))
    days = number * _DAYS[unit] if unit in _DAYS else number / _HOURS[unit]
    try:
        return day + timedelta(days=int(days) if unit in _HOURS else round(days))
    except OverflowError:
        return None


def around(day: date, unit: str) -> Stretch:
    """The calendar's day, week, weekend, month ... that holds the day.

    The weekend of a day from Monday to Friday is the one that ends its week.

    >>> around(date(2031, 3, 5), "quarter")
    Stretch(first=datetime.date(2031, 1, 1), last=datetime.date(2031, 3, 31))
    """
    if unit in ("week", "weekend", "fortnight"):
        opens = _plus(day, (SATURDAY if unit == "weekend" else MONDAY) - day.weekday())
        return Stretch(opens, _plus(opens, {"week": 6, "weekend": 1, "fortnight": 13}[unit]))
    if unit not in _MONTHS:
        return Stretch(day, day)
    if unit in ("decade", "century"):
        years = _MONTHS[unit] // 12
        first = (
            day.year - day.year % 10 if unit == "decade" else (day.year - 1) // years * years + 1
        )
        return years_from(first, years)
    months = _MONTHS[unit]
    return months_from(day.year, (day.month - 1) // months * months + 1, months)


def months_from(year: int, month: int, number: int) -> Stretch:
    """So many whole months, beginning with the one named.

    >>> months_from(2031, 12, 3).last
    datetime.date(2032, 2, 29)
    """
    first = day_of(year, month, 1)
    if first is None:
        return Stretch(None, None)
    after = _months_on(first, number)
    return Stretch(first, _plus(after, -1) if after else date.max)


def years_from(year: int, number: int) -> Stretch:
    """So many whole years, beginning with the one named.

    >>> years_from(2013, 3).last
    datetime.date(2015, 12, 31)
    """
    return Stretch(day_of(max(year, 1), 1, 1), day_of(min(year + number - 1, 9999), 12, 31))


def season(year: int, index: int) -> Stretch:
    """Spring, summer, autumn or winter (0 to 3) that begins in the year.

    >>> season(2031, 1).first
    datetime.date(2031, 6, 1)
    """
    return months_from(year, 3 * index + 3, 3)


def third(stretch: Stretch, part: str) -> Stretch:
    """The early, mid or late part of a stretch, in whole months where it has at least a year.

    >>> third(around(date(2031, 3, 5), "month"), "mid")
    Stretch(first=datetime.date(2031, 3, 11), last=datetime.date(2031, 3, 20))
    """
    first, last = stretch.first, stretch.last
    if first is None or last is None or part not in _PARTS:
        return stretch
    number, days = _PARTS[part], (last - first).days + 1
    if days == 7:
        left, right = (_EARLY_WEEK, _MID_WEEK, _LATE_WEEK)[number]
        return Stretch(_plus(first, left), _plus(first, right))
    if 360 < days < 370:
        return months_from(first.year, first.month + 4 * number, 4)
    if days > 400:
        years = last.year - first.year + 1
        cuts = [first.year + round(years * n / 3) for n in range(4)]
        return years_from(cuts[number], cuts[number + 1] - cuts[number])
    step = 10 if days < 32 else days // 3
    opens = _plus(first, number * step)
    return Stretch(opens, last if number == 2 else _plus(opens, step - 1))


def weekday_before(day: date, weekday: int) -> date | None:
    """The most recent such weekday, the day itself included.

    >>> weekday_before(date(2031, 3, 5), SUNDAY)
    datetime.date(2031, 3, 2)
    """
    return shift(day, -((day.weekday() - weekday) % 7), "day")


def weekday_after(day: date, weekday: int) -> date | None:
    """The next such weekday, the day itself included.

    >>> weekday_after(date(2031, 3, 5), SUNDAY)
    datetime.date(2031, 3, 9)
    """
    return shift(day, (weekday - day.weekday()) % 7, "day")


def weekday_in(day: date, weekday: int, weeks: int) -> date | None:
    """Such a weekday of the week so many weeks after the one that holds the day.

    >>> weekday_in(date(2031, 3, 5), SUNDAY, -1)
    datetime.date(2031, 3, 2)
    """
    return shift(day, weekday - day.weekday() + 7 * weeks, "day")


def nth_weekday(stretch: Stretch, weekday: int, number: int) -> date | None:
    """The first, second ... such weekday of a stretch, or the last one where ``number`` is -1.

    >>> nth_weekday(around(date(2031, 3, 5), "month"), MONDAY, 2)
    datetime.date(2031, 3, 10)
    """
    if stretch.first is None or stretch.last is None:
        return None
    if number < 0:
        return weekday_before(stretch.last, weekday)
    opens = weekday_after(stretch.first, weekday)
    found = shift(opens, number - 1, "week") if opens else None
    return found if found and found <= stretch.last else None


def easter(year: int) -> date | None:
    """Easter Sunday of the western churches (Meeus, Astronomical Algorithms, ch. 8).

    >>> easter(2031)
    datetime.date(2031, 4, 13)
    """
    if year < 1583:
        return None
    a, (b, c) = year % 19, divmod(year, 100)
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    m = (a + 11 * d + 22 * e) // 451
    month, day = divmod(d + e - 7 * m + 114, 31)
    return day_of(year, month, day + 1)


_PARTS = {"early": 0, "mid": 1, "late": 2}


def _months_on(day: date, number: int) -> date | None:
    year, month = divmod(day.year * 12 + day.month - 1 + number, 12)
    if not 1 <= year <= 9999:
        return None
    for last in (day.day, 30, 29, 28):
        found = day_of(year, month + 1, min(last, day.day))
        if found is not None:
            return found
    return None


def _plus(day: date, number: int) -> date:
    """The day so many days on, or the calendar's own end where it has none."""
    try:
        return day + timedelta(days=number)
    except OverflowError:
        return date.max if number > 0 else date.min
