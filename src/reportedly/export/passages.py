"""A reading as running text: paragraphs cut into segments that each carry their marks.

Attributions nest and overlap, so no single pair of brackets can show them. A segment is a stretch
over which nothing begins or ends; it knows every role it plays.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reportedly.model import ROLES, Reading, paragraphs


@dataclass(frozen=True, slots=True)
class Mark:
    """One role that a segment plays.

    Attributes:
        number: of the attribution, counted from 1 in the order of the reading.
        role: ``source``, ``cue`` or ``content``.
        begins: whether a span of that role begins here.
        ends: whether it ends here.
        key: whether the role carries the attribution's number: the cue, where it has one.
    """

    number: int
    role: str
    begins: bool
    ends: bool
    key: bool


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text with the same marks throughout, the widest span's first.

    ``aside`` is ``furniture``, ``caption`` or empty.
    """

    start: int
    end: int
    marks: tuple[Mark, ...]
    aside: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph; ``aside`` is set where all of it is furniture or all of it a caption."""

    start: int
    end: int
    segments: tuple[Segment, ...]
    aside: str = ""


@dataclass(frozen=True, slots=True)
class _Stretch:
    start: int
    end: int
    number: int  # 0 for an aside
    role: str
    key: bool = False


def passages(reading: Reading) -> Iterator[Passage]:
    """The paragraphs of the text with their marks, in order; white space between is left out."""
    blocks = paragraphs(reading.report.text)
    opening: dict[int, list[_Stretch]] = {}
    edges = {edge for block in blocks for edge in block}
    for stretch in _stretches(reading):
        opening.setdefault(stretch.start, []).append(stretch)
        edges |= {stretch.start, stretch.end}
    places = sorted(edges)
    inside: list[_Stretch] = []
    at = shown = 0  # the next place; the end of the last segment given out
    nexts = [start for start, _ in blocks[1:]] + [len(reading.report.text)]
    for (start, end), following in zip(blocks, nexts, strict=False):
        segments = []
        while places[at] < end:
            here, there = places[at], places[at + 1]
            inside = [s for s in inside if s.end > here] + opening.get(here, [])
            at += 1
            if here >= start:
                coming = there if there < end else following
                segments.append(_segment((here, there), inside, shown, coming))
                shown = there
        asides = {segment.aside for segment in segments}
        yield Passage(start, end, tuple(segments), asides.pop() if len(asides) == 1 else "")


def _stretches(reading: Reading) -> Iterator[_Stretch]:
    for span in reading.report.furniture:
        yield _Stretch(span.start, span.end, 0, "furniture")
    for span in reading.report.captions:
        yield _Stretch(span.start, span.end, 0, "caption")
    for number, attribution in enumerate(reading.attributions, 1):
        key = "cue" if attribution.cue else "content" if attribution.content else "source"
        for role in ROLES:
            for span in getattr(attribution, role):
                yield _Stretch(span.start, span.end, number, role, key=role == key)


def _segment(place: tuple[int, int], inside: list[_Stretch], shown: int, coming: int) -> Segment:
    """The segment at ``place``; the one before it ended at ``shown``, the next is at ``coming``."""
    widest_first = sorted(inside, key=lambda s: (s.start - s.end, s.number))
    marks = tuple(
        Mark(s.number, s.role, s.start >= shown, s.end <= coming, s.key)
        for s in widest_first
        if s.number
    )
    aside = next((s.role for s in widest_first if not s.number), "")
    return Segment(*place, marks, aside)
