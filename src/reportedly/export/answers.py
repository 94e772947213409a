"""What is understood of an attribution, in words for people: the same in every view.

Nothing here is escaped or cleaned: whoever shows it does that.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from reportedly.model import Attribution, Figure, Kind, Party, Place, Reading, Spans, When

NOBODY = "no source given"

_SHOWN = 3  # places that an ambiguous name may mean; more are counted


@dataclass(frozen=True, slots=True)
class Account:
    """An attribution told in words.

    Attributes:
        who: the source by its best name; None where the report gives none.
        about: what is known of it: its kind, role, affiliation and terms.
        via: the names between the report and the source, nearest first.
        verb: what the source does; the cue's words where the stance is not resolved.
        facts: the other answers, as label and words; what is absent is left out.
    """

    who: str | None
    about: tuple[str, ...]
    via: tuple[str, ...]
    verb: str
    facts: tuple[tuple[str, str], ...]


def accounts(reading: Reading) -> Iterator[Account]:
    """An account of each attribution of a reading, in its order."""
    known = {party.id: party for party in reading.parties}
    for attribution in reading.attributions:
        yield _account(attribution, known)


def _account(a: Attribution, known: Mapping[str, Party]) -> Account:
    party = known.get(a.party) if a.party else None
    possible = [known[name].label for name in a.candidates if name in known]
    if party is not None and party.kind is not Kind.NONE_GIVEN:
        who, about = party.label, about_party(party)
    elif possible:
        who = a.source_name or words_of(a.source) or NOBODY
        about = ("unresolved: " + " or ".join(possible),)
    else:
        who = a.source_name or words_of(a.source)
        about = _kind(a.source_kind)
    facts = tuple((label, words) for label, words in _facts(a, who) if words)
    via = tuple(hop.name for hop in a.via)
    return Account(who or None, about, via, a.stance or words_of(a.cue), facts)


def _facts(a: Attribution, who: str) -> Iterator[tuple[str, str]]:
    origin = a.origin or ""
    yield "origin", origin if origin.casefold() != who.casefold() else ""
    yield "figures", "; ".join(figure_words(figure) for figure in a.figures)
    yield "when", "; ".join(when_words(when) for when in a.dates)
    yield "said", when_words(a.said) if a.said else ""
    yield "where", "; ".join(place_words(place) for place in a.places)
    yield "hedged", ", ".join(f"“{span.text}”" for span in a.hedges)
    yield "second-hand", ", ".join(f"“{span.text}”" for span in a.secondhand)


def about_party(party: Party) -> tuple[str, ...]:
    """What is known of a party besides the name it is shown by.

    >>> about_party(Party("p1", Kind.NAMED_PERSON, "Ada Voss", "mayor", "Orel"))
    ('mayor', 'Orel')
    >>> about_party(Party("p1", Kind.UNNAMED_PERSON, description="a guard", terms="off the record"))
    ('unnamed person', 'off the record')
    """
    told = party.label.casefold()
    parts = list(_kind(party.kind))
    for words in (party.role, party.affiliation, party.terms):
        if words and words.casefold() not in told:
            parts.append(words)
            told += "\n" + words.casefold()
    return tuple(parts)


def _kind(kind: Kind | None) -> tuple[str, ...]:
    return () if kind in (None, Kind.NAMED_PERSON, Kind.NONE_GIVEN) else (str(kind),)


def figure_words(figure: Figure) -> str:
    """A figure with its bounds.

    >>> from reportedly.model import Span
    >>> figure_words(Figure(Span(0, 18, "at least 40 miners"), 40, None, "miners"))
    '≥ 40 miners'
    """
    low, high = figure.low, figure.high
    unit = figure.unit or figure.counted or ""
    if low is None and high is None:
        return f"“{figure.span.text}”"
    if low is None or high is None:
        sign, bound = ("≥", low) if high is None else ("≤", high)
        number = f"{sign} {_number(bound)}"
    else:
        number = _number(low) if low == high else f"{_number(low)}–{_number(high)}"
    if figure.approximate:
        number = f"about {number}"
    if figure.additional:
        number += " more"
    return number + unit if unit == "%" else f"{number} {unit}".rstrip()


def _number(value: float | None) -> str:
    return f"{value or 0:,.15g}"


def when_words(when: When) -> str:
    """A time as an interval of days, with what the words tell it by where that is not the day.

    >>> from reportedly.model import Span
    >>> when_words(When(Span(0, 7, "in June"), date(2026, 6, 1), date(2026, 6, 30), "month"))
    '1–30 June 2026 (month)'
    """
    told = [] if when.granularity == "day" else [when.granularity]
    if when.earliest is None and when.latest is None:
        return f"“{when.span.text}” ({', '.join([*told, 'no date'])})"
    rough = "about " if when.approximate else ""
    return rough + _interval(when.earliest, when.latest) + (f" ({told[0]})" if told else "")


def _interval(earliest: date | None, latest: date | None) -> str:
    if earliest is None:
        return f"until {_day(latest)}"
    if latest is None:
        return f"from {_day(earliest)}"
    if earliest == latest:
        return _day(latest)
    if (earliest.year, earliest.month) == (latest.year, latest.month):
        return f"{earliest.day}–{_day(latest)}"
    year = earliest.year != latest.year
    return f"{_day(earliest, year)} – {_day(latest)}"


def _day(day: date | None, year: bool = True) -> str:
    if day is None:
        return ""
    return f"{day.day} {day:%B}" + (f" {day.year}" if year else "")


def place_words(place: Place) -> str:
    """The place meant with its country's code, or those that an ambiguous name may mean."""
    if place.location is not None:
        entry = place.location  # as the report calls it, not as the gazetteer does
        return place.span.text + ("" if entry.kind == "country" else f", {entry.country}")
    names = []
    for entry in place.candidates:
        named = entry.kind == "country" or not entry.country
        names.append(entry.name if named else f"{entry.name}, {entry.country}")
    if len(names) < 2:
        return names[0] if names else f"“{place.span.text}” (unknown)"
    more = f" or {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return f"“{place.span.text}” (unresolved: {' or '.join(names[:_SHOWN])}{more})"


def words_of(spans: Spans) -> str:
    """The words of the spans of one role, on one line."""
    return " … ".join(" ".join(span.text.split()) for span in spans).rstrip(" ,;")
