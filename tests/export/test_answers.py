"""Answers in words: bounds, intervals and places as an editor reads them."""

from __future__ import annotations

from datetime import date

import pytest

from reportedly.export.answers import about_party, figure_words, place_words, when_words
from reportedly.model import Figure, Kind, Location, Party, Place, Span, When

X = Span(0, 5, "words")


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        (Figure(X, 40, None, "miners"), "≥ 40 miners"),
        (Figure(X, None, 1000), "≤ 1,000"),
        (Figure(X, 1500, 2000, "USD"), "1,500–2,000 USD"),
        (Figure(X, 500, 500, "fighters", approximate=True), "about 500 fighters"),
        (Figure(X, 2, 2, None, "boats", additional=True), "2 more boats"),
        (Figure(X, 12.5, 12.5, "%"), "12.5%"),
        (Figure(X, 4.5e9, 4.5e9, "USD"), "4,500,000,000 USD"),
        (Figure(X, 1e30, 1e30), "1e+30"),
        (Figure(X, None, None, "men"), "“words”"),
        (Figure(X, 0, None), "≥ 0"),
    ],
)
def test_a_figure_has_its_bounds(figure: Figure, words: str) -> None:
    assert figure_words(figure) == words


@pytest.mark.parametrize(
    ("first", "last", "granularity", "words"),
    [
        (date(2026, 3, 9), date(2026, 3, 9), "day", "9 March 2026"),
        (date(2026, 3, 9), date(2026, 3, 9), "hour", "9 March 2026 (hour)"),
        (date(2026, 3, 1), date(2026, 3, 31), "month", "1–31 March 2026 (month)"),
        (date(2026, 3, 28), date(2026, 4, 2), "week", "28 March – 2 April 2026 (week)"),
        (
            date(2025, 12, 1),
            date(2026, 2, 28),
            "season",
            "1 December 2025 – 28 February 2026 (season)",
        ),
        (date(2016, 1, 1), None, "span", "from 1 January 2016 (span)"),
        (None, date(2016, 1, 1), "day", "until 1 January 2016"),
        (None, None, "day", "“words” (no date)"),
        (None, None, "week", "“words” (week, no date)"),
    ],
)
def test_a_time_is_an_interval(
    first: date | None, last: date | None, granularity: str, words: str
) -> None:
    assert when_words(When(X, first, last, granularity)) == words


def test_a_rough_time_says_so() -> None:
    assert when_words(When(X, date(2026, 3, 9), None, "day", None, True)).startswith("about from")


def entry(name: str, kind: str, country: str) -> Location:
    return Location("geonames:1", name, kind, country, 0.0, 0.0)


def test_a_place_is_named_or_stays_ambiguous() -> None:
    towns = tuple(entry("Orel", "city", f"X{n}") for n in "ABCDE")
    # as the report calls it: the gazetteer may spell it otherwise
    assert place_words(Place(X, towns[:1])) == "words, XA"
    assert place_words(Place(X, (entry("Hestria", "country", "XH"),))) == "words"
    assert place_words(Place(X, towns[:2])) == "“words” (unresolved: Orel, XA or Orel, XB)"
    assert place_words(Place(X, towns)).endswith("Orel, XC or 2 more)")
    assert place_words(Place(X, ())) == "“words” (unknown)"


def test_nothing_is_said_twice_of_a_party() -> None:
    company = Party("p1", Kind.UNNAMED_PERSON, role="a spokesman", affiliation="Tarn Water",
                    description="a spokesman for Tarn Water", terms="by phone")  # fmt: skip
    assert about_party(company) == ("unnamed person", "by phone")
