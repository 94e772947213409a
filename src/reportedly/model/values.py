"""Values read from the words of a content: figures, times and places, each where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from reportedly.model.span import Span


@dataclass(frozen=True, slots=True)
class Figure:
    """How many or how much, with bounds.

    Attributes:
        span: the words of the figure with what is counted: "at least 40 miners".
        low: the least it can be, or None where the words set no lower bound.
        high: the most it can be, or None; an exact number has ``low == high``.
        unit: what the number is a number of: an ISO 4217 code ("USD"), "%", a unit's symbol
            ("km"), or the counted noun in the plural ("miners"); None where nothing tells.
        counted: the words for what is counted, as they stand, or None.
        approximate: whether the words say that the number is rough ("about", "nearly").
        additional: whether it comes on top of another ("two more", "another 500").
        rule: the rule of the grammar that read it.
    """

    span: Span
    low: float | None
    high: float | None
    unit: str | None = None
    counted: str | None = None
    approximate: bool = False
    additional: bool = False
    rule: str = ""


@dataclass(frozen=True, slots=True)
class When:
    """A time, as an interval of days.

    Attributes:
        span: the words that tell the time: "late on Monday".
        earliest: first day of the interval, or None where it is open or nothing tells.
        latest: last day of the interval, included; None where it is open or nothing tells.
        granularity: what the words tell it by: "minute", "hour", "part of day", "day", "weekend",
            "week", "month", "quarter", "season", "half", "year", "decade", "century" or "span".
        anchor: what a relative time was counted from ("published", "dateline", the words of
            another time in the report), or None where the words are enough by themselves.
        approximate: whether the words say that it is rough ("around noon", "about a week ago").
        rule: the rule of the grammar that read it.

    A relative time in a report without a date of its own has neither ``earliest`` nor ``latest``.
    """

    span: Span
    earliest: date | None
    latest: date | None
    granularity: str
    anchor: str | None = None
    approximate: bool = False
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Location:
    """An entry of the gazetteer.

    Attributes:
        id: "geonames:" and the number GeoNames gives it.
        name: its name in English.
        kind: "country", "region" or "city".
        country: ISO 3166-1 code of the country it lies in.
        latitude: in degrees north.
        longitude: in degrees east.
        population: as GeoNames has it; 0 where it has none.
    """

    id: str
    name: str
    kind: str
    country: str
    latitude: float
    longitude: float
    population: int = 0


@dataclass(frozen=True, slots=True)
class Place:
    """A place named in a text.

    Attributes:
        span: the words that name it.
        candidates: what the gazetteer has under that name, likeliest first; one where the report
            leaves no doubt.
        rule: what chose or failed to choose: "only entry", "named with its country" ...
    """

    span: Span
    candidates: tuple[Location, ...]
    rule: str = ""

    @property
    def location(self) -> Location | None:
        """The one entry meant, or None where the name stays ambiguous."""
        return self.candidates[0] if len(self.candidates) == 1 else None
