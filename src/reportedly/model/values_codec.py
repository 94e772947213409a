"""The parts of the JSON codec that hold answers: values, hops, evidence and parties."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from reportedly.model.party import Evidence, Hop, Kind, Party
from reportedly.model.span import Span, Spans
from reportedly.model.values import Figure, Location, Place, When

Data = dict[str, Any]

_WHOLE = 2**53  # above it a float no longer tells whole numbers apart


def offsets(spans: Spans) -> list[list[int]]:
    """Spans as pairs of offsets."""
    return [[span.start, span.end] for span in spans]


def spans_of(text: str, pairs: Iterable[tuple[int, int]]) -> Spans:
    """The spans of ``text`` at pairs of offsets; ``SpanError`` where they do not hold."""
    return tuple(Span.of(text, start, end) for start, end in pairs)


def figure_to_dict(figure: Figure) -> Data:
    """A figure as plain data; a whole bound is a whole number."""
    return {
        **_words(figure.span),
        "low": _bound(figure.low),
        "high": _bound(figure.high),
        "unit": figure.unit,
        "counted": figure.counted,
        "approximate": figure.approximate,
        "additional": figure.additional,
        "rule": figure.rule,
    }


def figure_from_dict(text: str, data: Data) -> Figure:
    """A figure from plain data."""
    low, high = data.get("low"), data.get("high")
    return Figure(
        _span(text, data),
        None if low is None else float(low),
        None if high is None else float(high),
        data.get("unit"),
        data.get("counted"),
        bool(data.get("approximate", False)),
        bool(data.get("additional", False)),
        data.get("rule", ""),
    )


def when_to_dict(when: When) -> Data:
    """A time as plain data."""
    return {
        **_words(when.span),
        "from": when.earliest.isoformat() if when.earliest else None,
        "to": when.latest.isoformat() if when.latest else None,
        "granularity": when.granularity,
        "anchor": when.anchor,
        "approximate": when.approximate,
        "rule": when.rule,
    }


def when_from_dict(text: str, data: Data) -> When:
    """A time from plain data."""
    earliest, latest = data.get("from"), data.get("to")
    return When(
        _span(text, data),
        date.fromisoformat(earliest) if earliest else None,
        date.fromisoformat(latest) if latest else None,
        data["granularity"],
        data.get("anchor"),
        bool(data.get("approximate", False)),
        data.get("rule", ""),
    )


def place_to_dict(place: Place) -> Data:
    """A place as plain data."""
    return {
        **_words(place.span),
        "rule": place.rule,
        "candidates": [
            {
                "id": entry.id,
                "name": entry.name,
                "kind": entry.kind,
                "country": entry.country,
                "latitude": entry.latitude,
                "longitude": entry.longitude,
                "population": entry.population,
            }
            for entry in place.candidates
        ],
    }


def place_from_dict(text: str, data: Data) -> Place:
    """A place from plain data."""
    candidates = tuple(
        Location(
            entry["id"],
            entry["name"],
            entry["kind"],
            entry["country"],
            entry["latitude"],
            entry["longitude"],
            entry.get("population", 0),
        )
        for entry in data["candidates"]
    )
    return Place(_span(text, data), candidates, data.get("rule", ""))


def hop_to_dict(hop: Hop) -> Data:
    """A hop as plain data."""
    start, end = hop.span.start, hop.span.end
    return {
        "name": hop.name,
        "kind": hop.kind.value,
        "start": start,
        "end": end,
        "rule": hop.rule,
    }


def hop_from_dict(text: str, data: Data) -> Hop:
    """A hop from plain data."""
    return Hop(data["name"], Kind(data["kind"]), _span(text, data), data.get("rule", ""))


def evidence_to_dict(evidence: Evidence) -> Data:
    """Evidence as plain data."""
    return {
        "answer": evidence.answer,
        "rule": evidence.rule,
        "spans": offsets(evidence.spans),
    }


def evidence_from_dict(text: str, data: Data) -> Evidence:
    """Evidence from plain data."""
    return Evidence(data["answer"], data["rule"], spans_of(text, data.get("spans", [])))


def party_to_dict(party: Party) -> Data:
    """A party as plain data."""
    return {
        "id": party.id,
        "kind": party.kind.value,
        "name": party.name,
        "role": party.role,
        "affiliation": party.affiliation,
        "description": party.description,
        "terms": party.terms,
        "spoke_to": list(party.spoke_to),
        "mentions": offsets(party.mentions),
    }


def party_from_dict(text: str, data: Data) -> Party:
    """A party from plain data."""
    return Party(
        id=data["id"],
        kind=Kind(data["kind"]),
        name=data.get("name"),
        role=data.get("role"),
        affiliation=data.get("affiliation"),
        description=data.get("description"),
        terms=data.get("terms"),
        spoke_to=tuple(data.get("spoke_to") or ()),
        mentions=spans_of(text, data.get("mentions", [])),
    )


def _words(span: Span) -> Data:
    return {"start": span.start, "end": span.end, "text": span.text}


def _span(text: str, data: Data) -> Span:
    return Span.of(text, data["start"], data["end"])


def _bound(bound: float | None) -> float | int | None:
    """The bound as a number of JSON, which has neither infinity nor a sign for no number."""
    if bound is None or bound != bound or abs(bound) == float("inf"):
        return None
    return int(bound) if abs(bound) < _WHOLE and bound == int(bound) else bound
