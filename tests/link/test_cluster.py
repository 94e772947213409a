"""Clustering: what goes together, and what a person said of it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.link.cluster import cluster, labels


def table(size: int, pairs: dict[tuple[int, int], float]) -> np.ndarray:
    scores = np.zeros((size, size), dtype=np.float32)
    for (i, j), score in pairs.items():
        scores[i, j] = scores[j, i] = score
    return scores


def test_joins_what_is_near_and_leaves_the_rest() -> None:
    scores = table(4, {(0, 1): 0.9, (2, 3): 0.8, (1, 2): 0.3})
    assert cluster(scores, 0.5) == [[0, 1], [2, 3]]


def test_a_chain_of_neighbours_is_no_group() -> None:
    """Average linkage: the ends of a chain must be alike too."""
    scores = table(4, {(0, 1): 0.6, (1, 2): 0.6, (2, 3): 0.6})
    assert [0, 1, 2, 3] not in cluster(scores, 0.5)


def test_a_person_puts_together_what_is_far_apart() -> None:
    assert cluster(table(3, {}), 0.5, together=[(0, 2)]) == [[0, 2], [1]]


def test_a_person_takes_apart_what_is_alike() -> None:
    scores = table(2, {(0, 1): 0.99})
    assert cluster(scores, 0.5, apart=[(0, 1)]) == [[0], [1]]


def test_what_was_taken_apart_does_not_come_together_through_a_third() -> None:
    scores = table(3, {(0, 1): 0.9, (1, 2): 0.9, (0, 2): 0.9})
    groups = cluster(scores, 0.1, apart=[(0, 2)])
    assert not any({0, 2} <= set(group) for group in groups)


def test_nothing_gives_nothing() -> None:
    assert cluster(np.zeros((0, 0), dtype=np.float32), 0.5) == []


tables = st.integers(2, 9).flatmap(
    lambda n: st.lists(
        st.integers(0, 1000), min_size=n * (n - 1) // 2, max_size=n * (n - 1) // 2, unique=True
    ).map(lambda values: (n, values))
)


@given(tables, st.randoms())
def test_the_order_of_the_items_does_not_matter(made: tuple[int, list[int]], random) -> None:  # type: ignore[no-untyped-def]
    size, values = made
    scores = np.zeros((size, size), dtype=np.float32)
    scores[np.triu_indices(size, 1)] = np.array(values) / 1000
    scores += scores.T
    order = list(range(size))
    random.shuffle(order)
    plain = {frozenset(group) for group in cluster(scores, 0.4)}
    shuffled = cluster(scores[np.ix_(order, order)], 0.4)
    assert {frozenset(order[i] for i in group) for group in shuffled} == plain


@given(tables)
def test_every_item_is_in_one_group(made: tuple[int, list[int]]) -> None:
    size, values = made
    scores = np.zeros((size, size), dtype=np.float32)
    scores[np.triu_indices(size, 1)] = np.array(values) / 1000
    scores += scores.T
    groups = cluster(scores, 0.3)
    assert sorted(i for group in groups for i in group) == list(range(size))
    assert -1 not in labels(groups, size)


@pytest.mark.parametrize("size", [400])
def test_many_items_take_no_time(size: int) -> None:
    import time

    rng = np.random.default_rng(1)
    scores = rng.random((size, size)).astype(np.float32)
    start = time.process_time()
    cluster((scores + scores.T) / 2, 0.6)
    assert time.process_time() - start < 5
