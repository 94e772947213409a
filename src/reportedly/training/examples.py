"""Marked reports as the model's windows: labels on words, links between them."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

import numpy as np

from reportedly.extract.labels import begin, inside
from reportedly.extract.pieces import Ints, Pieces, split_pieces
from reportedly.model import ROLES, paragraphs
from reportedly.training.corpus import MarkedReport, Offsets

if TYPE_CHECKING:
    from tokenizers import Tokenizer

UNKNOWN = -1  # label of a word that nobody marked: any label is right
ROUGHLY = -2  # less a role's index: either label of that role is right
NONE, ELSEWHERE = -1, -2  # link targets: there is no source; it is not in this window
MARKS = (101, 102)  # [CLS] and [SEP] of BERT's uncased vocabulary
MASK = 103  # [MASK]


@dataclass(frozen=True, slots=True)
class Example:
    """One window to learn from.

    Attributes:
        ids: vocabulary ids with marks, shape (pieces,).
        first: index of the first piece of each word, shape (words,).
        labels: label of each word, UNKNOWN, or ROUGHLY less a role's index, shape (words,).
        sources: rows of (cue word, source word or NONE), shape (n, 2).
        cues: rows of (content word, cue word or NONE), shape (n, 2).
    """

    ids: Ints
    first: Ints
    labels: Ints
    sources: Ints
    cues: Ints


@dataclass(frozen=True, slots=True)
class Marked:
    """A whole report in pieces, its words labelled and linked; word indices run over the report."""

    pieces: Pieces
    labels: Ints
    sources: list[tuple[int, int]]
    cues: list[tuple[int, int]]


def mark(report: MarkedReport, tokenizer: Tokenizer) -> Marked:
    """The report's words with the label and links that its marks give them."""
    pieces = split_pieces(report.text, paragraphs(report.text), tokenizer)
    labels = np.full(len(pieces.first), UNKNOWN if report.partly else 0, dtype=np.int64)
    sources: list[tuple[int, int]] = []
    cues: list[tuple[int, int]] = []
    for attribution in report.attributions:
        words = {role: _words(pieces, attribution[role]) for role in ROLES}
        for role in ROLES:
            for start, stop in words[role]:
                if report.partly:
                    labels[start:stop] = ROUGHLY - ROLES.index(role)
                    continue
                labels[start] = begin(role)
                labels[start + 1 : stop] = inside(role)
        if not words["cue"]:
            continue
        cue = words["cue"][0][0]
        sources.append((cue, words["source"][0][0] if words["source"] else NONE))
        cues += [(content[0], cue) for content in words["content"]]
    return Marked(pieces, labels, sources, cues)


def _words(pieces: Pieces, offsets: Offsets) -> list[tuple[int, int]]:
    """Half-open word ranges that share a character with each of ``offsets``."""
    out = []
    for start, end in sorted(offsets):
        first = int(np.searchsorted(pieces.ends, start, side="right"))
        stop = int(np.searchsorted(pieces.starts, end, side="left"))
        if stop > first:
            out.append((first, stop))
    return out


def cut_examples(marked: Marked, length: int, rng: Random) -> list[Example]:
    """The report in windows of at most ``length`` pieces that do not overlap.

    They begin at random places; a quarter of them is short, as posts, headlines and the contents
    that are read again are.
    """
    pieces = marked.pieces
    body = length - 2
    total = len(pieces.first)
    ends = np.append(pieces.first[1:], len(pieces))
    breaks = np.append(np.flatnonzero(pieces.breaks), total)
    examples = []
    start, room = 0, rng.randint(body // 3, body)
    while start < total:
        base = int(pieces.first[start])
        stop = max(int(np.searchsorted(ends, base + room, side="right")), start + 1)
        if rng.random() < 0.3:  # just the rest of this paragraph, or of this and the next
            later = int(np.searchsorted(breaks, start, side="right")) + rng.choice((0, 0, 1))
            stop = min(stop, int(breaks[min(later, len(breaks) - 1)]))
        examples.append(_example(marked, start, stop))
        start, room = stop, body
    return examples


def _example(marked: Marked, start: int, stop: int) -> Example:
    pieces = marked.pieces
    base = int(pieces.first[start])
    limit = int(pieces.first[stop]) if stop < len(pieces.first) else len(pieces)
    ids = np.concatenate(([MARKS[0]], pieces.ids[base:limit], [MARKS[1]]))

    def inside_window(rows: list[tuple[int, int]], *, far: int) -> Ints:
        kept = []
        for head, target in rows:
            if start <= head < stop:
                seen = start <= target < stop
                kept.append((head - start, target - start if seen else NONE if target < 0 else far))
        rows_here = [r for r in kept if r[1] != ELSEWHERE]
        return np.asarray(rows_here, dtype=np.int64).reshape(-1, 2)

    return Example(
        ids,
        pieces.first[start:stop] - base + 1,
        marked.labels[start:stop],
        inside_window(marked.sources, far=ELSEWHERE),
        inside_window(marked.cues, far=NONE),
    )
