"""Fitting the pair score: curves over the features of pairs, on stories that it has not seen."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional as F

from reportedly.link.cluster import cluster
from reportedly.link.entry import Entry
from reportedly.link.pairs import FEATURES, compare, side_of
from reportedly.link.scoring import GUARDS, Scorer
from reportedly.training.bundles import Bundle, best_place

Floats = NDArray[np.float32]
QUANTILES = (0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.97, 0.995)
STRAY = 0.3  # weight of pairs with a mention that the answers do not know


@dataclass(frozen=True, slots=True)
class Compared:
    """A story's found mentions compared with each other.

    Attributes:
        bundle: the story.
        features: of all pairs, shape (features, mentions, mentions), symmetric.
        places: for each answer the found mention that fits it, or None.
    """

    bundle: Bundle
    features: Floats
    places: tuple[int | None, ...]


def compare_bundle(bundle: Bundle, entries: Sequence[Entry]) -> Compared:
    """A story's mentions, compared as linking does."""
    side = side_of(entries)
    features = compare(side, side)
    features = np.asarray((features + features.transpose(0, 2, 1)) / 2, dtype=np.float32)
    found = bundle.mentions
    return Compared(bundle, features, tuple(best_place(a, found) for a in bundle.answers))


def fit_scorer(
    stories: Sequence[Compared], threshold: float = 0.0, *, strength: float = 1e-3
) -> Scorer:
    """Curves by penalised logistic regression: every story counts the same, curves are smooth."""
    features, same, weights = _pairs(stories)
    knots = [_knots(values) for values in features.T]
    columns = zip(FEATURES, features.T, knots, strict=True)
    # the guards are set by hand: stories of one happening would teach the wrong thing
    hats = np.concatenate(
        [_hats(values, k) * (name not in GUARDS) for name, values, k in columns], axis=1
    )
    heights, bias = _minimise(hats, same, weights, (knots, strength))
    return Scorer(
        tuple(tuple(round(float(x), 4) for x in k) for k in knots),
        tuple(tuple(round(float(y), 4) for y in h) for h in heights),
        round(bias, 4),
        threshold,
    )


def _pairs(stories: Sequence[Compared]) -> tuple[Floats, Floats, Floats]:
    rows, answers, weights = [], [], []
    for story in stories:
        claims = story.bundle.claims
        one, other = np.triu_indices(len(claims), 1)
        known = np.array([bool(c) for c in claims])
        sure = np.array([i not in story.bundle.unsure for i in range(len(claims))])
        # of two mentions that the answers do not know nothing can be said
        some = (known[one] | known[other]) & sure[one] & sure[other]
        one, other = one[some], other[some]
        same = np.array([bool(claims[i] & claims[j]) for i, j in zip(one, other, strict=True)])
        weight = np.where(known[one] & known[other], 1.0, STRAY)
        rows.append(story.features[:, one, other].T)
        answers.append(same)
        weights.append(weight / weight.sum())
    return (
        np.concatenate(rows).astype(np.float32),
        np.concatenate(answers).astype(np.float32),
        (np.concatenate(weights) / len(stories)).astype(np.float32),
    )


def _knots(values: Floats) -> NDArray[np.float64]:
    kinds = np.unique(values)
    if len(kinds) <= 3:
        return np.array(kinds if len(kinds) > 1 else [kinds[0], kinds[0] + 1], dtype=float)
    knots = np.unique(np.quantile(values, QUANTILES).round(4))
    return np.array(knots if len(knots) > 1 else [kinds[0], kinds[-1]], dtype=float)


def _hats(values: Floats, knots: NDArray[np.float64]) -> Floats:
    """For each value how much each knot weighs in it: the hat functions of linear splines."""
    hats = np.zeros((len(values), len(knots)), dtype=np.float32)
    inside = np.clip(values, knots[0], knots[-1])
    left = np.clip(np.searchsorted(knots, inside, side="right") - 1, 0, len(knots) - 2)
    share = (inside - knots[left]) / (knots[left + 1] - knots[left])
    rows = np.arange(len(values))
    hats[rows, left] = 1 - share
    hats[rows, left + 1] += share
    return hats


def _minimise(
    hats: Floats, same: Floats, weights: Floats, shape: tuple[list[Any], float]
) -> tuple[list[Any], float]:
    knots, strength = shape
    x, y, w = (torch.as_tensor(a) for a in (hats, same, weights))
    cuts = np.cumsum([len(k) for k in knots])[:-1].tolist()
    curve = torch.zeros(hats.shape[1], requires_grad=True)
    bias = torch.tensor(-2.0, requires_grad=True)
    optimizer = torch.optim.LBFGS(
        [curve, bias], max_iter=60, history_size=20, line_search_fn="strong_wolfe"
    )

    def loss() -> torch.Tensor:
        optimizer.zero_grad()
        odds = x @ curve + bias
        error = (w * F.binary_cross_entropy_with_logits(odds, y, reduction="none")).sum()
        rough = sum(
            0.3 * (part[1:] - part[:-1]).pow(2).sum() + 0.1 * part.pow(2).sum()
            for part in torch.tensor_split(curve, cuts)
        )
        total: torch.Tensor = error + strength * rough
        total.backward()
        return total

    optimizer.step(loss)
    parts = torch.tensor_split(curve.detach(), cuts)
    return [part.numpy() for part in parts], float(bias.detach())


def choose_threshold(scored: Sequence[tuple[Compared, Scorer]]) -> tuple[float, list[float]]:
    """The threshold with the best B-cubed F over stories, with precision, recall and F there."""
    best: tuple[float, list[float]] = (0.0, [0.0, 0.0, 0.0])
    tables = [(story, scorer.score(story.features)) for story, scorer in scored]
    for threshold in np.arange(0.03, 0.5, 0.01):
        found = measure([(s, cluster(table, float(threshold))) for s, table in tables])
        if found[2] > best[1][2]:
            best = float(threshold), found
    return best


def measure(clustered: Sequence[tuple[Compared, list[list[int]]]]) -> list[float]:
    """B-cubed precision, recall and F over all answers, as ``score_story.py`` counts."""
    precision = recall = count = 0.0
    for story, groups in clustered:
        group_of = {item: number for number, group in enumerate(groups) for item in group}
        mine = [
            group_of[place] if place is not None else -1 - k for k, place in enumerate(story.places)
        ]
        gold = [answer.claim for answer in story.bundle.answers]
        pairs = list(zip(mine, gold, strict=True))
        for one in pairs:
            both = pairs.count(one)
            precision += both / mine.count(one[0])
            recall += both / gold.count(one[1])
        count += len(pairs)
    p, r = precision / count, recall / count
    return [round(100 * x, 1) for x in (p, r, 2 * p * r / (p + r))]


def write_scorer(scorer: Scorer, path: Path, about: object) -> None:
    """Writes the pair score where linking reads it."""
    curves = {
        name: {"knots": knots, "heights": heights}
        for name, knots, heights in zip(FEATURES, scorer.knots, scorer.heights, strict=True)
    }
    data = {"about": about, "bias": scorer.bias, "threshold": scorer.threshold, "curves": curves}
    path.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")
