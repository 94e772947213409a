"""When a thing was said, kept apart from when it happened."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from reportedly.model import Attribution, Span, When, sentences

_REACH = 400  # characters about a cue in which its sentence is looked for
_NEVER = frozenset({"span", "within", "range", "in", "from now", "years"})
_CLAUSE = re.compile(
    r"\b(?:who|whom|whose|which|where|when|while|after|before|since|until|because|following|if|"
    r"about|of|over|for the|from|between|during the)\b"
)
_OPENS = re.compile(
    r"\W*(?:After|Before|When|While|Since|Because|Although|Though|If|As|Until|Once)\s"
)
_CLOSED = re.compile(r"^[^,]*,.*, ?$", re.S)
_PUBLISHED = re.compile(
    r"\b(?:published|issued|released|posted|broadcast|aired|dated|sent|made public|given|written|"
    r"carried|statement|interview|speech|letter|email|memo|report|post|tweet|message|briefing|"
    r"news conference|press conference)\b[^,;]{0,40}$",
    re.I,
)
_SAYING_NEXT = re.compile(
    r"['’]s (?:\w+ )?(?:statement|interview|speech|report|briefing|news conference|"
    r"press conference|announcement|address|letter|edition|remarks|debate|hearing)\b"
)
_SUBJECT_NEXT = re.compile(r"['’]s\b| (?:was|is|will|would|had|has|morning's|night's)\b")
_FRONTED = re.compile(
    r"(?:\s*,[^;:\"“”\n]{0,80},)?[,\s]*(?:(?:the|a|an|his|her|its|their)\s)?", re.I
)
_FRONTED_MORE = re.compile(
    r" (?:to|with|from|by|for|in|at|on|about|posted|published|carried|that)\b[^;:\"“”\n]{0,80}, ?"
    r"(?:(?:the|a|an)\s)?"
)


def said_when(text: str, dates: Sequence[When], attribution: Attribution) -> When | None:
    """The time at which the content was said, where the sentence of the cue tells it.

    Args:
        text: the report's text.
        dates: all times found in it, in order.
        attribution: the attribution.
    """
    if not attribution.cue:
        return None
    cue = attribution.cue[0]
    start, end = _sentence(text, cue)
    first = bisect_left(dates, start, key=lambda when: when.span.start)
    best: tuple[int, When] | None = None
    for when in dates[first:]:
        if when.span.start >= end:
            break
        if when.rule in _NEVER or _is_open(when) or _hangs(text[start : when.span.start]):
            continue
        if not _tells_of_saying(text, when, attribution):
            continue
        gap = max(when.span.start - cue.end, cue.start - when.span.end, 0)
        if best is None or gap < best[0]:
            best = gap, when
    return best[1] if best else None


def _sentence(text: str, cue: Span) -> tuple[int, int]:
    """The sentence that holds the cue, of its line and within reach."""
    left = max(text.rfind("\n", 0, cue.start) + 1, cue.start - _REACH)
    right = text.find("\n", cue.end, cue.end + _REACH)
    right = right if right >= 0 else min(len(text), cue.end + _REACH)
    for start, end in sentences(text, left, right):
        if start <= cue.start < end:
            return start, end
    return left, right


def _is_open(when: When) -> bool:
    """Whether an end is open, or the time hangs on an event: "hours after the blast"."""
    if when.rule == "later" and when.span.text.lower().endswith(("after", "before")):
        return True
    return (when.earliest is None) != (when.latest is None)


def _hangs(before: str) -> bool:
    """Whether a sentence opens with a clause that has not closed: "After they met on Monday, "."""
    return "," not in before and _OPENS.match(before) is not None


def _tells_of_saying(text: str, when: When, attribution: Attribution) -> bool:
    span, cue = when.span, attribution.cue[0]
    if any(span.overlaps(piece) for piece in attribution.cue):
        return True
    for content in attribution.content:
        if span.overlaps(content):
            return _begins_content(text, when, content, cue)
    next_is = text[span.end : span.end + 30]
    if re.match(r"['’]s\b", next_is) and not _SAYING_NEXT.match(next_is):
        return False
    if any(span.overlaps(piece) for piece in attribution.source):
        before = text[max(0, span.start - 60) : span.start]
        return _PUBLISHED.search(before) is not None
    if span.start >= cue.end:
        return _follows(text, when, attribution)
    return _precedes(text, when, attribution)


def _begins_content(text: str, when: When, content: Span, cue: Span) -> bool:
    """Whether the time was only drawn into the content: "said | Monday that it would go"."""
    opening = text[content.start : when.span.start].strip().lower()
    if not 0 <= content.start - cue.end <= 2 or opening not in ("", "on", "in", "at"):
        return False
    if when.granularity not in ("day", "part of day", "hour", "minute"):
        return False
    return not _SUBJECT_NEXT.match(text[when.span.end : when.span.end + 12])


def _follows(text: str, when: When, attribution: Attribution) -> bool:
    """Whether a time after the cue belongs to it: "told reporters late Tuesday that"."""
    cue = attribution.cue[0]
    if any(cue.end <= c.start and c.end <= when.span.start for c in attribution.content):
        return False  # beyond the content
    between = text[cue.end : when.span.start]
    if len(between) > 120 or re.search(r"[\"“”;:]", between):
        return False
    return not _CLAUSE.search(between)


def _precedes(text: str, when: When, attribution: Attribution) -> bool:
    """Whether a time before the cue belongs to it: "on Thursday blamed", "On Friday, he said"."""
    cue, span = attribution.cue[0], when.span
    heads = [s for s in attribution.source if span.end <= s.start < cue.start]
    if any(span.end <= c.start < cue.start for c in attribution.content):
        return False
    between = text[span.end : heads[0].start if heads else cue.start]
    sources = [s for s in attribution.source if s.end <= span.start]
    if sources:
        # between source and cue, and not within a clause about the source
        lead = text[sources[-1].end : span.start]
        return (
            len(lead) < 120
            and (not _CLAUSE.search(lead) or _CLOSED.match(lead) is not None)
            and (len(between) < 40 and not re.search(r"[\"“”;:]", between))
        )
    if len(between) > 140:
        return False
    return _FRONTED.fullmatch(between) is not None or _FRONTED_MORE.fullmatch(between) is not None
