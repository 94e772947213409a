"""Spans to attributions: which source and which cue belong to which content.

For every cue the model points at the first word of its source or at "none"; for every content at
the first word of its cue or at "not here". What it cannot see in one window goes by the rules at
the end of this module.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from reportedly.extract.decoding import WordSpan
from reportedly.extract.pieces import Ints
from reportedly.extract.windows import Floats, Scores, Window

SOURCE, CUE = 0, 1  # what is looked for: a cue's source, a content's cue


@dataclass(frozen=True, slots=True)
class LinkBias:
    """Learned preference for distance, shape (2, buckets): sources of cues, cues of contents."""

    table: Floats


@dataclass(slots=True)
class Link:
    """An attribution in the making: indices into a list of spans, and the links' confidence."""

    cue: int
    sources: list[int] = field(default_factory=list)
    contents: list[int] = field(default_factory=list)
    scores: list[float] = field(default_factory=list)


def bucket(distance: Ints) -> Ints:
    """Signed, logarithmic bucket of a distance in words, 0 to 16; 8 is no distance."""
    size = np.minimum(np.ceil(np.log2(np.abs(distance) + 1)), 8).astype(np.int64)
    places: Ints = 8 + np.sign(distance).astype(np.int64) * size
    return places


@dataclass(frozen=True, slots=True)
class Pointer:
    """Answers, within one report, which of some words a word points at."""

    windows: list[Window]
    scores: list[Scores]
    home: Ints
    bias: LinkBias

    def choose(self, kind: int, word: int, candidates: list[int]) -> tuple[int | None, float]:
        """The index of the best of ``candidates`` (word indices) or None, and its probability."""
        at = int(self.home[word])
        window, score = self.windows[at], self.scores[at]
        seen = [i for i, c in enumerate(candidates) if window.start <= c < window.stop]
        width = score.links.shape[1] // 4
        vectors = score.links.reshape(-1, 4, width)
        query = vectors[word - window.start, 2 * kind]
        logits = np.empty(len(seen) + 1, dtype=np.float32)
        logits[-1] = score.nulls[word - window.start, kind]
        if seen:
            places = np.array([candidates[i] for i in seen])
            keys = vectors[places - window.start, 2 * kind + 1]
            logits[:-1] = (
                keys @ query / np.sqrt(width) + self.bias.table[kind][bucket(places - word)]
            )
        chances = np.exp(logits - logits.max())
        chances /= chances.sum()
        best = int(chances.argmax())
        return (None if best == len(seen) else seen[best]), float(chances[best])


def link_spans(spans: list[WordSpan], pointer: Pointer) -> list[Link]:
    """The attributions that ``spans`` make up: one cue each, in the order of their cues.

    Contents that point at no cue are given to the nearest cue that has none yet, else left out.
    """
    sources = [i for i, s in enumerate(spans) if s.role == "source"]
    cues = [i for i, s in enumerate(spans) if s.role == "cue"]
    contents = [i for i, s in enumerate(spans) if s.role == "content"]
    links = {cue: Link(cue) for cue in cues}
    for cue, link in links.items():
        chosen, score = pointer.choose(SOURCE, spans[cue].start, [spans[i].start for i in sources])
        link.scores.append(score)
        if chosen is not None:
            link.sources.append(sources[chosen])
    loose = []
    for content in contents:
        chosen, score = pointer.choose(CUE, spans[content].start, [spans[i].start for i in cues])
        if chosen is None:
            loose.append(content)
            continue
        link = links[cues[chosen]]
        link.contents.append(content)
        link.scores.append(score)
    for content in loose:
        nearest = _nearest_idle(spans, content, links)
        if nearest is not None:
            links[nearest].contents.append(content)
            links[nearest].scores.append(0.5)
    return [link for link in links.values() if link.contents]


def _nearest_idle(spans: list[WordSpan], content: int, links: dict[int, Link]) -> int | None:
    here = spans[content]
    gaps = [
        (max(here.start - spans[cue].stop, spans[cue].start - here.stop), cue)
        for cue, link in links.items()
        if not link.contents
    ]
    return min(gaps)[1] if gaps and min(gaps)[0] <= 40 else None
