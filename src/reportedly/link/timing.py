"""When what a mention says held, and whether two mentions speak of different times."""

from __future__ import annotations

from datetime import date, datetime

from reportedly.model import Mention, When

_DAYS = frozenset({"minute", "hour", "part of day", "day"})


def as_of(mention: Mention, published: datetime | None) -> date | None:
    """The day that a mention speaks for: when it was said, else when its report came out."""
    if mention.said is not None and mention.said.latest is not None:
        return mention.said.latest
    return published.date() if published else None


def days_of(mention: Mention) -> tuple[When, ...]:
    """The days that a mention names."""
    return tuple(
        w
        for w in mention.dates
        if w.granularity in _DAYS
        and not w.approximate
        and w.earliest is not None
        and w.latest is not None
    )


def apart(one: When, other: When) -> bool:
    """Whether two times do not meet."""
    if None in (one.earliest, one.latest, other.earliest, other.latest):
        return False
    assert one.latest and one.earliest and other.latest and other.earliest
    return one.latest < other.earliest or other.latest < one.earliest


def other_days(one: Mention, other: Mention) -> bool:
    """Whether both name days and none of one's meets one of the other's."""
    first, second = days_of(one), days_of(other)
    return bool(first and second) and all(apart(a, b) for a in first for b in second)
