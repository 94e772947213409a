"""The best labelling is legal and no other legal one beats it."""

import itertools

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.extract.decoding import Transitions, best_labels, spans_of
from reportedly.extract.labels import LABELS, OUTSIDE, may_follow


def legal(path: tuple[int, ...]) -> bool:
    return all(may_follow(a, b) for a, b in zip((OUTSIDE, *path), path, strict=False))


@settings(max_examples=40)
@given(st.integers(0, 10_000), st.integers(1, 4))
def test_no_legal_labelling_scores_higher(seed: int, words: int) -> None:
    rng = np.random.default_rng(seed)
    emissions = rng.normal(size=(words, len(LABELS))).astype(np.float32)
    pairs = rng.normal(size=(len(LABELS), len(LABELS))).astype(np.float32)
    transitions = Transitions.legal(pairs, np.zeros(len(LABELS), dtype=np.float32))

    def score(path: tuple[int, ...]) -> float:
        steps = sum(pairs[a, b] for a, b in itertools.pairwise(path))
        return float(sum(emissions[i, label] for i, label in enumerate(path)) + steps)

    shorter = rng.normal(size=(1, len(LABELS))).astype(np.float32)
    best = tuple(best_labels([shorter, emissions], transitions)[1])
    assert legal(best)
    every = (p for p in itertools.product(range(len(LABELS)), repeat=words) if legal(p))
    assert score(best) >= max(map(score, every)) - 1e-4


def test_spans_end_where_their_role_ends() -> None:
    labels = np.array([0, 1, 2, 3, 5, 6, 5])
    emissions = np.eye(len(LABELS), dtype=np.float32)[labels] * 20
    spans = [(s.role, s.start, s.stop) for s in spans_of(labels, emissions)]
    assert spans == [("source", 1, 3), ("cue", 3, 4), ("content", 4, 6), ("content", 6, 7)]
    assert all(s.score > 0.99 for s in spans_of(labels, emissions))
