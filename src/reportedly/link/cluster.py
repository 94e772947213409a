"""Average-linkage clustering that honours what a person put together or took apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

NEVER = -1e6  # a score that no average with others lifts over any threshold


def cluster(
    scores: NDArray[np.float32],
    threshold: float,
    *,
    together: Iterable[tuple[int, int]] = (),
    apart: Iterable[tuple[int, int]] = (),
) -> list[list[int]]:
    """Groups of items whose mean pair score is at least ``threshold``.

    Bottom up by average linkage (UPGMA), found by chains of nearest neighbours (Murtagh 1983):
    quadratic time, the same result in any order of the items but for exact ties.

    Args:
        scores: how well two items go together, symmetric, shape (items, items).
        threshold: the least mean score of two groups that are joined.
        together: pairs of items that belong together whatever their score.
        apart: pairs that do not, unless they were put together too.

    Returns:
        The groups, each in ascending order, by their first item.

    >>> cluster(np.array([[0, .9, .1], [.9, 0, .2], [.1, .2, 0]], np.float32), 0.5)
    [[0, 1], [2]]
    """
    size = len(scores)
    table = np.array(scores, dtype=np.float64)
    for i, j in apart:
        table[i, j] = table[j, i] = NEVER
    np.fill_diagonal(table, 2 * NEVER)
    groups: list[list[int] | None] = [[i] for i in range(size)]
    weights = np.ones(size)
    for i, j in together:
        _join_items(table, groups, weights, (i, j))
    _join_nearest(table, groups, weights, threshold)
    return sorted(sorted(group) for group in groups if group is not None)


def _join_items(
    table: NDArray[np.float64],
    groups: list[list[int] | None],
    weights: NDArray[np.float64],
    pair: tuple[int, int],
) -> None:
    places = [next(k for k, g in enumerate(groups) if g is not None and x in g) for x in pair]
    if places[0] != places[1]:
        _join(table, groups, weights, (places[0], places[1]))


def _join_nearest(
    table: NDArray[np.float64],
    groups: list[list[int] | None],
    weights: NDArray[np.float64],
    threshold: float,
) -> None:
    chain: list[int] = []
    waiting = [k for k, group in enumerate(groups) if group is not None]
    while waiting or chain:
        if not chain:
            chain.append(waiting.pop(0))
            if groups[chain[0]] is None:
                chain.clear()
                continue
        top = chain[-1]
        best = int(table[top].argmax())
        if len(chain) > 1 and table[top, chain[-2]] >= table[top, best]:
            best = chain[-2]
        if table[top, best] < threshold:
            chain.clear()  # nothing is near enough to any of the chain's end: it stays as it is
        elif len(chain) > 1 and best == chain[-2]:
            del chain[-2:]
            kept = _join(table, groups, weights, (top, best))
            waiting.append(kept)
        else:
            chain.append(best)


def _join(
    table: NDArray[np.float64],
    groups: list[list[int] | None],
    weights: NDArray[np.float64],
    pair: tuple[int, int],
) -> int:
    kept, gone = min(pair), max(pair)
    row = table[kept] * weights[kept] + table[gone] * weights[gone]
    row /= weights[kept] + weights[gone]
    row[[kept, gone]] = 2 * NEVER
    table[kept], table[:, kept] = row, row
    table[gone], table[:, gone] = 2 * NEVER, 2 * NEVER
    weights[kept] += weights[gone]
    groups[kept] = (groups[kept] or []) + (groups[gone] or [])
    groups[gone] = None
    return kept


def labels(groups: Sequence[Sequence[int]], size: int) -> list[int]:
    """For each item the number of its group."""
    found = [-1] * size
    for number, group in enumerate(groups):
        for item in group:
            found[item] = number
    return found
