"""Overlapping windows over a report's word pieces, and the merging of what was scored in them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reportedly.extract.pieces import Ints, Pieces

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of a text that the model reads at once.

    Attributes:
        ids: vocabulary ids with the opening and closing marks, shape (length,).
        first: index into ``ids`` of the first piece of each word, shape (words,).
        start: index in the text of the window's first word.
        weights: how far each word is from the window's nearer edge, at least 1, shape (words,).
    """

    ids: Ints
    first: Ints
    start: int
    weights: Floats

    @property
    def stop(self) -> int:
        """Index in the text after the window's last word."""
        return self.start + len(self.first)


@dataclass(frozen=True, slots=True)
class Scores:
    """What the model makes of one window.

    Attributes:
        labels: emission scores, shape (words, labels).
        links: the four link vectors of each word end to end, shape (words, 4 * width).
        nulls: the scores of "no source" and "no cue here", shape (words, 2).
    """

    labels: Floats
    links: Floats
    nulls: Floats


@dataclass(frozen=True, slots=True)
class Shape:
    """Lengths in word pieces: of a window with its two marks, and shared by neighbours."""

    length: int = 256
    overlap: int = 40


def cut_windows(pieces: Pieces, shape: Shape, marks: tuple[int, int]) -> list[Window]:
    """Windows that cover every word; ``marks`` are the ids that open and close one."""
    words, total = len(pieces.first), len(pieces)
    if not words:
        return []
    body = shape.length - 2
    ends = np.append(pieces.first[1:], total)
    windows = []
    start = 0
    while True:
        base = int(pieces.first[start])
        stop = int(np.searchsorted(ends, base + body, side="right"))
        stop = max(stop, start + 1)
        windows.append(_window(pieces, (start, stop), marks, last=stop == words))
        if stop == words:
            return windows
        back = int(pieces.first[stop]) - shape.overlap
        start = max(int(np.searchsorted(pieces.first, back, side="left")), start + 1)


def _window(
    pieces: Pieces, words: tuple[int, int], marks: tuple[int, int], *, last: bool
) -> Window:
    start, stop = words
    base = int(pieces.first[start])
    limit = int(pieces.first[stop]) if stop < len(pieces.first) else len(pieces)
    ids = np.concatenate(([marks[0]], pieces.ids[base:limit], [marks[1]]))
    count = stop - start
    left = np.arange(1, count + 1) if start else np.full(count, count + 1)
    right = np.full(count, count + 1) if last else np.arange(count, 0, -1)
    weights = np.minimum(left, right).astype(np.float32)
    return Window(ids, pieces.first[start:stop] - base + 1, start, weights)


def merge_labels(windows: list[Window], scores: list[Scores], words: int) -> Floats:
    """Emission scores of a whole text: where windows overlap, the mean by distance to the edge."""
    total = np.zeros((words, scores[0].labels.shape[1]), dtype=np.float32)
    weight = np.zeros((words, 1), dtype=np.float32)
    for window, score in zip(windows, scores, strict=True):
        part = slice(window.start, window.stop)
        total[part] += window.weights[:, None] * score.labels
        weight[part] += window.weights[:, None]
    total /= np.maximum(weight, 1e-6)
    return total


def home_windows(windows: list[Window], words: int) -> Ints:
    """For each word the index of the window where it stands farthest from an edge."""
    best = np.zeros(words, dtype=np.float32)
    home = np.zeros(words, dtype=np.int64)
    for index, window in enumerate(windows):
        part = slice(window.start, window.stop)
        better = window.weights > best[part]
        home[part][better] = index
        best[part][better] = window.weights[better]
    return home
