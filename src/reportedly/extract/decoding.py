"""Scores to spans: the best labelling that the legal transitions allow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reportedly.extract.labels import LABELS, OUTSIDE, may_follow
from reportedly.extract.pieces import Ints
from reportedly.extract.windows import Floats
from reportedly.model import ROLES

IMPOSSIBLE = -1e4


@dataclass(frozen=True, slots=True)
class Transitions:
    """Learned scores of label pairs (Lafferty et al. 2001), illegal ones impossible.

    Attributes:
        pairs: score of label j after label i, shape (labels, labels).
        opening: score of a text's first label, shape (labels,).
    """

    pairs: Floats
    opening: Floats

    @classmethod
    def legal(cls, pairs: Floats | None = None, opening: Floats | None = None) -> Transitions:
        """The given scores, with what is illegal made impossible."""
        count = len(LABELS)
        allowed = np.array([[may_follow(i, j) for j in range(count)] for i in range(count)])
        starts = np.array([may_follow(OUTSIDE, j) for j in range(count)])
        zero = np.zeros((count, count), dtype=np.float32)
        return cls(
            np.where(allowed, zero if pairs is None else pairs, IMPOSSIBLE).astype(np.float32),
            np.where(starts, zero[0] if opening is None else opening, IMPOSSIBLE).astype(
                np.float32
            ),
        )


@dataclass(frozen=True, slots=True)
class WordSpan:
    """A labelled stretch of words, half-open, with the model's confidence in it."""

    role: str
    start: int
    stop: int
    score: float


def best_labels(emissions: Sequence[Floats], transitions: Transitions) -> list[Ints]:
    """The Viterbi paths through texts' emissions, each (words, labels); each of shape (words,).

    All texts go forward together, a word at a time, padded with words that change nothing.
    """
    if not emissions:
        return []
    longest, labels = max(len(e) for e in emissions), len(LABELS)
    padded = np.zeros((longest, len(emissions), labels), dtype=np.float32)
    for i, rows in enumerate(emissions):
        padded[: len(rows), i] = rows
    alive = np.array([len(e) for e in emissions])
    pairs = np.ascontiguousarray(transitions.pairs.T)  # [after, before]
    back = np.zeros((longest, len(emissions), labels), dtype=np.int8)
    score = transitions.opening + padded[0]
    for i in range(1, longest):
        ways = pairs + score[:, None, :]
        back[i] = ways.argmax(axis=2)
        score = np.where((i < alive)[:, None], ways.max(axis=2) + padded[i], score)
    return [_trace(back[: len(e), i], int(score[i].argmax())) for i, e in enumerate(emissions)]


def _trace(back: NDArray[np.int8], last: int) -> Ints:
    """The path that ends in ``last``, by the best label before each, (words, labels)."""
    path = np.zeros(len(back), dtype=np.int64)
    for i in range(len(back) - 1, -1, -1):
        path[i] = last
        last = int(back[i, last])
    return path


def spans_of(labels: Ints, emissions: Floats) -> list[WordSpan]:
    """The stretches of one role that ``labels`` mark, in the order of the text."""
    shifted = emissions - emissions.max(axis=1, keepdims=True)
    chances = np.exp(shifted)
    chances /= chances.sum(axis=1, keepdims=True)
    chosen = chances[np.arange(len(labels)), labels]
    spans = []
    for start in np.flatnonzero((labels > 0) & (labels % 2 == 1)):
        stop = int(start) + 1
        while stop < len(labels) and labels[stop] == labels[start] + 1:
            stop += 1
        role = ROLES[(int(labels[start]) - 1) // 2]
        spans.append(WordSpan(role, int(start), stop, float(chosen[start:stop].mean())))
    return spans
