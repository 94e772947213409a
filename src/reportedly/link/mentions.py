"""Mentions: the words of a report that may carry a claim, and who stands behind them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from reportedly.link.clauses import clauses
from reportedly.link.ownvoice import attributes, own_clauses
from reportedly.model import (
    Attribution,
    Evidence,
    Figure,
    Form,
    Kind,
    Mention,
    Place,
    Reading,
    Span,
    Stance,
    Voice,
    When,
    paragraphs,
    sentences,
)
from reportedly.resolve.dates import find_dates
from reportedly.resolve.figures import find_figures
from reportedly.resolve.places import find_places
from reportedly.resolve.stance import stance_of

# "Reports that the gate failed are untrue": the clause itself takes the stance
_CALLED_FALSE = re.compile(
    r"\b(?:reports?|claims?|allegations?|accusations?|rumou?rs?|suggestions?|assertions?|stories|"
    r"accounts?|charges?)\b[^.!?]{0,200}?(?:\b(?:is|are|was|were)\s+(?:\w+ly\s+)?(?:untrue|false|"
    r"baseless|unfounded|groundless|wrong|incorrect|fabricated|invented|nonsense|lies|a lie|"
    r"not true)|\b(?:do|does|did) not correspond to\b)",
    re.IGNORECASE,
)

BEFORE = 80  # characters before a clause in which its sentence may name "reports that …"

Value = TypeVar("Value", Figure, When, Place)

_ASKED = re.compile(r"(?i)\b(?:asked|pressed|questioned|quizzed)\b")
_PASSIVE = re.compile(r", (?:when )?asked (?:about|whether|if)\b")
_STOP = re.compile(r"[.!?][\"”’)\]]*\s|\n")
_PUT = Evidence("stance", "asked about it")
_NEAR = 300  # characters between a question put to a source and what the source says to it


def mentions(reading: Reading) -> tuple[Mention, ...]:
    """What a report says or passes on, in the order of the text.

    Each clause of a content is a mention of its own; so is each clause in which the report speaks
    itself. Who says so, how and when are those of the attribution.
    """
    found: dict[tuple[object, ...], Mention] = {}
    for attribution in _with_the_asked(reading):
        for mention in _attributed(reading, attribution):
            key = (mention.span, mention.source_name or mention.source, mention.stance)
            found.setdefault(key, mention)
    own = list(_own(reading))
    ordered = sorted([*found.values(), *own], key=lambda m: (m.span.start, m.span.end))
    report = reading.report.id
    return tuple(replace(m, id=f"{report}:{n}") for n, m in enumerate(ordered))


def _with_the_asked(reading: Reading) -> list[Attribution]:
    """The attributions that pass on a claim. What a source is asked about ("asked whether the wall
    had been checked, the mayor spoke of the weather") is a claim that the source leaves open.
    """
    text = reading.report.text
    found = [a for a in reading.attributions if attributes(text, a)]
    for at, attribution in enumerate(found):
        if len(attribution.content) > 1 or not any(_ASKED.search(c.text) for c in attribution.cue):
            continue
        asked = attribution
        if not asked.source:
            end = max(s.end for s in asked.content)
            later = found[at + 1] if at + 1 < len(found) else None
            if later is None or not later.source or not 0 <= later.start - end < _NEAR:
                continue
            if _STOP.search(text, end, later.start):
                continue
            asked = replace(
                asked,
                source=later.source,
                source_name=later.source_name,
                source_kind=later.source_kind,
                via=later.via,
                said=later.said,
            )
        elif not _PASSIVE.match(text, max(0, attribution.cue[0].start - 2)):
            continue
        found[at] = replace(asked, stance=Stance.DECLINES, evidence=(_PUT, *asked.evidence))
    return found


def _attributed(reading: Reading, attribution: Attribution) -> Iterable[Mention]:
    report = reading.report
    for span in attribution.content:
        for start, end in _clauses(report.text, span.start, span.end):
            inside = report.span(start, end)
            stance, hedges = _standing(report.text, attribution, inside)
            yield Mention(
                id="",
                report=report.id,
                span=inside,
                stance=stance,
                attribution=attribution.id,
                source=attribution.source,
                source_name=attribution.source_name,
                source_kind=attribution.source_kind or Kind.NONE_GIVEN,
                via=attribution.via,
                figures=_within(attribution.figures, inside),
                dates=_within(attribution.dates, inside),
                places=_within(attribution.places, inside),
                said=attribution.said,
                hedges=hedges,
                evidence=tuple(e for e in attribution.evidence if e.answer != "origin"),
            )


def _clauses(text: str, start: int, end: int) -> list[tuple[int, int]]:
    return [
        clause
        for paragraph in paragraphs(text[start:end])
        for s, e in sentences(text, start + paragraph[0], start + paragraph[1])
        for clause in clauses(text, s, e)
    ]


def _standing(text: str, attribution: Attribution, span: Span) -> tuple[Stance, tuple[Span, ...]]:
    """The stance to one clause: the cue's, or where the words of the content told, its own."""
    stance = attribution.stance or Stance.ASSERTS
    left = bisect_left(attribution.hedges, span.start, key=lambda h: h.start)
    right = bisect_left(attribution.hedges, span.end, key=lambda h: h.start)
    hedges = attribution.hedges[left:right]
    rule = next((e.rule for e in attribution.evidence if e.answer == "stance"), "")
    if stance is Stance.ASSERTS or rule.startswith("content:"):
        stance = stance_of(text, replace(attribution, content=(span,))).stance
    return _own_stance(text, stance, span), hedges


def _own_stance(text: str, stance: Stance, span: Span) -> Stance:
    """The stance, or that it denies where the sentence calls what others say false."""
    if stance is not Stance.ASSERTS:
        return stance
    start = max(0, span.start - BEFORE)
    called = any(
        start + m.end() > span.start for m in _CALLED_FALSE.finditer(text[start : span.end])
    )
    return Stance.DENIES if called else stance


def _own(reading: Reading) -> Iterable[Mention]:
    report = reading.report
    dates = find_dates(report)
    figures = find_figures(report.text, [d.span for d in dates])
    places = find_places(report)
    for start, end in own_clauses(reading):
        span = report.span(start, end)
        standing = stance_of(report.text, Attribution("own", (), (), (span,), Form.INDIRECT))
        yield Mention(
            id="",
            report=report.id,
            span=span,
            voice=Voice.OWN,
            stance=_own_stance(report.text, standing.stance, span),
            source_name=report.outlet,
            source_kind=Kind.OUTLET,
            figures=_within(figures, span),
            dates=_within(dates, span),
            places=_within(places, span),
            hedges=standing.hedges,
            evidence=(standing.evidence,),
        )


def _within(values: Sequence[Value], span: Span) -> tuple[Value, ...]:
    """The values that begin inside a span."""
    left = bisect_left(values, span.start, key=lambda v: v.span.start)
    right = bisect_left(values, span.end, key=lambda v: v.span.start)
    return tuple(values[left:right])
