"""What a report says in its own voice: the stretches that it attributes to nobody."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from reportedly.link.clauses import clauses, has_verb
from reportedly.model import Attribution, Reading, Span, paragraphs, sentences

_DATELINE = re.compile(
    r"[A-Z][A-Z'’ .-]{2,}(?:,[^\n—–]{0,40})?(?:\s?\([^)\n]{1,30}\))?\s*(?:—|–|--|-)\s+"
)
_NOTICE = re.compile(
    r"(?i)^(?:by [A-Z]|\(?(?:reporting|editing|writing|additional reporting) by"
    r"|this story (?:has|was)|read more|sign up|follow us|updated?:?$"
    r"|correction|photo|watch:|listen:)"
)
_HEADLINE = 250  # characters of a first line that can be a headline
_LEAST = 3  # words of a clause
_SENTENCE = 5  # words of a sentence whose verb is not known

Place = tuple[int, int]


def attributes(text: str, attribution: Attribution) -> bool:
    """Whether an attribution passes on a claim. One that names nobody and whose content is the
    subject of its cue ("the valley was warned", "nine people are known to have died") tells what
    happened: it is the report's own word.
    """
    if attribution.source or not attribution.content:
        return True
    first = min(attribution.content)
    return has_verb(text, first.start, first.end) and any(
        has_verb(text, s.start, s.end) for s in attribution.content
    )


def own_clauses(reading: Reading) -> list[Place]:
    """Half-open offsets of the clauses in which the report speaks itself, in order."""
    text = reading.report.text
    taken = _taken(reading)
    out = []
    for number, (start, end) in enumerate(paragraphs(text)):
        dateline = _DATELINE.match(text, start, end)
        if dateline:
            start = dateline.end()
        for first, last in sentences(text, start, end):
            if text[first:last].rstrip('"”’)').endswith("?") or _NOTICE.match(text[first:last]):
                continue
            for left, right in _outside(first, last, taken):
                out += [
                    c
                    for c in clauses(text, left, right)
                    if _tells(text, c, number == 0 and end - start < _HEADLINE)
                ]
    return out


def _taken(reading: Reading) -> list[Place]:
    """What is attributed, a source, a cue, furniture or a caption; merged, in order."""
    report = reading.report
    spans: list[Span] = []
    for attribution in reading.attributions:
        if attributes(report.text, attribution):
            spans += attribution.source + attribution.cue + attribution.content
    places = sorted((s.start, s.end) for s in [*spans, *report.furniture, *report.captions])
    merged: list[Place] = []
    for start, end in places:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _outside(start: int, end: int, taken: Sequence[Place]) -> list[Place]:
    out = []
    at = bisect_right(taken, start, key=lambda place: place[1])
    while at < len(taken) and taken[at][0] < end:
        first, last = taken[at]
        at += 1
        if first > start:
            out.append((start, first))
        start = last
    if start < end:
        out.append((start, end))
    return out


def _tells(text: str, place: Place, headline: bool) -> bool:
    start, end = place
    words = text[start:end].split()
    if headline:
        return len(words) > 1
    if len(words) < _LEAST:
        return False
    whole = text[end - 1] in ".!" and (start == 0 or text[start - 1].isspace())
    return has_verb(text, start, end) or (
        whole and len(words) >= _SENTENCE and text[start].isupper()
    )
