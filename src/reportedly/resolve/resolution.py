"""A reading understood: who says so, on whose word, with what stance, how many, when, where."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from reportedly.model import (
    Attribution,
    Evidence,
    Failure,
    Figure,
    Hop,
    Kind,
    Party,
    Place,
    Reading,
    Report,
    Span,
    Spans,
    When,
)
from reportedly.resolve.cast import Character
from reportedly.resolve.chain import find_chains
from reportedly.resolve.dates import find_dates, said_when
from reportedly.resolve.figures import find_figures
from reportedly.resolve.names import find_names
from reportedly.resolve.origins import find_origins
from reportedly.resolve.outlets import Outlets, load_outlets
from reportedly.resolve.parties import Sources, Sourcing, find_sources
from reportedly.resolve.places import find_places
from reportedly.resolve.stance import stance_of
from reportedly.resolve.terms import terms_of

Value = TypeVar("Value", Figure, When, Place)


@dataclass(frozen=True, slots=True)
class Answers:
    """What the parts of the layer found in one report.

    Attributes:
        sources: who each source is.
        ids: the id of each member of the cast that is a party, by the identity of the record.
        hops: the hops of each attribution.
        origins: the origin of each attribution, with the rule that found it.
        figures: numbers in the text, in its order, like the two below.
        dates: times in it.
        places: places named in it.
    """

    sources: Sources
    ids: Mapping[int, str]
    hops: Mapping[str, tuple[Hop, ...]]
    origins: Mapping[str, tuple[str | None, str]]
    figures: Sequence[Figure]
    dates: Sequence[When]
    places: Sequence[Place]


def resolve(reading: Reading, outlets: Outlets | None = None) -> Reading:
    """The reading with every attribution understood, and the parties behind them.

    Args:
        reading: a report with its attributions, as extracted.
        outlets: the registry of outlets; the shipped one where none is given.
    """
    if not reading.attributions:
        return reading
    outlets = outlets or load_outlets()
    text = reading.report.text
    sources = find_sources(reading, find_names(_body_of(reading.report)), outlets)
    hops = find_chains(reading, sources, outlets)
    parties = _parties(reading, sources, hops)
    dates = find_dates(reading.report)
    answers = Answers(
        sources=sources,
        ids={key: party.id for key, party in parties.items()},
        hops=hops,
        origins=find_origins(reading, sources, hops),
        figures=find_figures(text, [d.span for d in dates]),
        dates=dates,
        places=find_places(reading.report),
    )
    return replace(
        reading,
        attributions=tuple(_understood(text, a, answers) for a in reading.attributions),
        parties=tuple(parties.values()),
    )


def _body_of(report: Report) -> str:
    """The text with blanks where the page speaks of itself: nobody is named there."""
    text = report.text
    for span in report.furniture:
        text = text[: span.start] + " " * (span.end - span.start) + text[span.end :]
    return text


def resolve_many(
    readings: Iterable[Reading | Failure], outlets: Outlets | None = None
) -> Iterator[Reading | Failure]:
    """The readings understood, in order, as they come; failures are passed on.

    A report that a defect of ours keeps from being understood comes as it was read, and its notes
    say so: it costs no neighbour.
    """
    for reading in readings:
        if isinstance(reading, Failure):
            yield reading
            continue
        try:
            yield resolve(reading, outlets)
        except Exception as error:
            note = f"The sources could not be worked out: {type(error).__name__}."
            report = replace(reading.report, notes=(*reading.report.notes, note))
            yield replace(reading, report=report)


def _parties(
    reading: Reading, sources: Sources, hops: Mapping[str, tuple[Hop, ...]]
) -> dict[int, Party]:
    """A party for each member of the cast that is or may be a source, by the record's identity."""
    terms: dict[int, Span] = {}
    heard: dict[int, list[str]] = {}
    order: dict[int, Character] = {}
    for attribution in reading.attributions:
        reference = sources.of[attribution.id].reference
        for character in (reference.character, *reference.candidates):
            if character is not None:
                order.setdefault(id(character), character)
        character = reference.character
        if character is None:
            continue
        found = terms_of(reading.report.text, attribution)
        if found is not None:
            terms.setdefault(id(character), found)
        heard.setdefault(id(character), []).extend(
            h.name for h in hops[attribution.id] if h.rule == "hearer"
        )
    return {
        key: Party(
            id=f"p{number}",
            kind=character.kind,
            name=character.name,
            role=character.role,
            affiliation=character.affiliation,
            description=character.description if character.name is None else None,
            terms=terms[key].text if key in terms else None,
            spoke_to=tuple(dict.fromkeys(heard.get(key, ()))),
            mentions=tuple(sorted(character.mentions)),
        )
        for number, (key, character) in enumerate(order.items(), start=1)
    }


def _understood(text: str, attribution: Attribution, answers: Answers) -> Attribution:
    """The attribution with its answers and what they rest on."""
    sourcing = answers.sources.of[attribution.id]
    character = sourcing.character
    hops = answers.hops[attribution.id]
    origin, rule = answers.origins[attribution.id]
    standing = stance_of(text, attribution)
    said = said_when(text, answers.dates, attribution)
    evidence = [
        standing.evidence,
        Evidence("source", sourcing.reference.rule or "not told", attribution.source),
        Evidence("origin", rule, attribution.source),
    ]
    evidence += [Evidence("via", hop.rule, (hop.span,)) for hop in hops]
    if said is not None:
        evidence.append(Evidence("said", said.rule, (said.span,)))
    return replace(
        attribution,
        stance=standing.stance,
        source_kind=_kind(sourcing),
        source_name=character.name if character is not None else None,
        party=answers.ids.get(id(character)) if character is not None else None,
        candidates=tuple(answers.ids[id(c)] for c in sourcing.reference.candidates),
        via=hops,
        origin=origin,
        figures=_within(answers.figures, attribution.content),
        dates=_within(answers.dates, attribution.content),
        said=said,
        places=_within(answers.places, attribution.content),
        hedges=standing.hedges,
        secondhand=standing.secondhand,
        evidence=tuple(evidence),
    )


def _kind(sourcing: Sourcing) -> Kind | None:
    """What kind of party the source is, even where it may be one of several of that kind."""
    if sourcing.mention.reference == "none":
        return Kind.NONE_GIVEN
    if sourcing.character is not None:
        return sourcing.character.kind
    kinds = {c.kind for c in sourcing.reference.candidates}
    return kinds.pop() if len(kinds) == 1 else sourcing.mention.kind


def _within(values: Sequence[Value], spans: Spans) -> tuple[Value, ...]:
    """The values that stand inside one of the spans."""
    found: list[Value] = []
    for span in spans:
        left = bisect_left(values, span.start, key=lambda v: v.span.start)
        for value in values[left:]:
            if value.span.start >= span.end:
                break
            found.append(value)
    return tuple(found)
