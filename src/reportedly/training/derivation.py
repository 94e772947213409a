"""Fits the weights by which a report is held to derive from another, on story bundles.

A ridge logistic regression by Newton's method: no random choice but the dates that strangers get.
In a bundle a third of all pairs are debts; in a ledger hardly any are. So reports on one subject
that are far apart in time (strangers) are added as pairs without a debt, at a small weight: they
teach that a known agency's name, or a figure in common, is not enough.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from reportedly.link.comparison import CLUES, compare
from reportedly.link.derivation import REPRINT
from reportedly.link.reuse import Fingerprint, Pool, fingerprint
from reportedly.model import Reading, Report

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

RIDGE = 10.0  # on clues of unit variance
STRANGER = 0.1  # weight of a pair of strangers
POOL = 20  # strangers compared with one another
SEED = 1
Read = Callable[[Sequence[Report]], Iterable[Reading]]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of reports.

    Attributes:
        values: their clues, shape (pairs, clues).
        debts: whether there is a debt, shape (pairs,).
        copies: 1 for the original of a reprint, -1 for what else a reprint names, else 0.
        stories: the story of each, shape (pairs,); numbers.
        missed: debts that no pair stands for.
    """

    values: Numbers
    debts: Numbers
    copies: Numbers
    stories: Numbers
    missed: int = 0


@dataclass(frozen=True, slots=True)
class Model:
    """A fitted regression: weights of the clues, the bias last, and the clues' usual values."""

    weights: Numbers
    usual: Numbers

    def scores(self, pairs: Pairs) -> Numbers:
        """The probability of a debt for each pair; a copy owes its original alone."""
        total = pairs.values @ self.weights[:-1] + self.weights[-1]
        scores = 1 / (1 + np.exp(-np.clip(total, -50, 50)))
        return np.where(pairs.copies > 0, 1.0, np.where(pairs.copies < 0, 0.0, scores))


def fit(
    stories: Path, out: Path, strangers: Path | None = None, read: Read | None = None
) -> dict[str, float]:
    """Fits the weights on the bundles below ``stories`` and writes them to the file ``out``.

    Args:
        stories: folder of bundles with their answers.
        out: the JSON file to write.
        strangers: reports on one subject over a long time (JSON Lines in gzip, as FA-KES).
        read: reads reports; the shipped model by default.

    Returns:
        Precision, recall and F1 in percent where each story is judged by the others, with the
        threshold, and how many debts are found between strangers, a report.
    """
    read = read or _read
    pairs = story_pairs(stories, read)
    others = stranger_pairs(strangers, read) if strangers is not None else _none()
    reached = cross_validate(pairs, others)
    model = _fit(pairs, others)
    clues = {
        clue: {"weight": round(float(weight), 4), "usual": round(float(usual), 4)}
        for clue, weight, usual in zip(CLUES, model.weights, model.usual, strict=False)
    }
    about = (
        "Weights of the clues by which a report derives from another: log-odds for one unit, and "
        "the clue's usual value, from which a shown reason is counted. Written by "
        "reportedly.training.derivation; 'reached' is by cross-validation, a story at a time."
    )
    data = {
        "about": about,
        "reached": reached,
        "threshold": reached["threshold"],
        "bias": round(float(model.weights[-1]), 4),
        "clues": clues,
    }
    out.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")
    return reached


def story_pairs(stories: Path, read: Read) -> Pairs:
    """Every pair of reports of each bundle, with the answer."""
    parts = []
    for number, path in enumerate(sorted(stories.glob("*/story.json"))):
        story = json.loads(path.read_text(encoding="utf-8"))
        reports = [report_of(path.parent, about) for about in story["reports"]]
        owed = {(r["id"], d) for r in story["reports"] for d in r["derived_from"]}
        parts.append(_pairs([fingerprint(r) for r in read(reports)], owed, number))
    return _joined(parts)


def stranger_pairs(strangers: Path, read: Read) -> Pairs:
    """Pairs of reports that have nothing to do with each other, given dates near each other."""
    from reportedly.training.corpus import read_jsonl

    reports = [
        Report(r["id"], r["text"], r["outlet"], datetime.fromisoformat(r["published"] + "T00:00Z"))
        for r in read_jsonl(strangers)
    ]
    prints = sorted((fingerprint(r) for r in read(reports)), key=lambda p: p.order)
    dates = random.Random(SEED)
    step = max(1, len(prints) // POOL)
    parts = []
    for first in range(step):
        group = [replace(p, published=dates.random() * 5 * 86400) for p in prints[first::step]]
        parts.append(_pairs(group, set(), first))
    joined = _joined(parts)
    apart = joined.copies == 0
    return Pairs(*(a[apart] for a in (joined.values, joined.debts, joined.copies, joined.stories)))


def cross_validate(pairs: Pairs, strangers: Pairs) -> dict[str, float]:
    """What is reached where each story is judged by weights fitted on the others."""
    scores = np.zeros(len(pairs.debts))
    strange = np.zeros(len(strangers.debts))
    names = sorted(set(pairs.stories))
    fold = np.arange(len(strange)) * len(names) // max(len(strange), 1)
    for index, name in enumerate(names):
        model = _fit(_part(pairs, pairs.stories != name), _part(strangers, fold != index))
        held, apart = pairs.stories == name, fold == index
        scores[held] = model.scores(_part(pairs, held))
        strange[apart] = model.scores(_part(strangers, apart))

    def measure(threshold: float, cost: float) -> tuple[float, float, float]:
        said = scores >= threshold
        right = float((said & (pairs.debts > 0)).sum())
        wrong = float(said.sum()) - right + cost * float((strange >= threshold).sum())
        all_debts = float(pairs.debts.sum()) + pairs.missed
        precision, recall = right / max(right + wrong, 1.0), right / all_debts
        return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)

    best = max(
        (round(float(t), 2) for t in np.arange(0.1, 0.9, 0.02)),
        key=lambda t: measure(t, STRANGER)[2],
    )
    precision, recall, f1 = (round(100 * x, 1) for x in measure(best, 0.0))
    between = len(strange) and float((strange >= best).sum()) / (len(strange) * 2 / (POOL - 1))
    return {
        "threshold": best,
        "precision": precision,
        "recall": recall,
        "f1": f1,
        "between_strangers": round(between, 2),
    }


def _fit(pairs: Pairs, strangers: Pairs) -> Model:
    values = np.concatenate([pairs.values, strangers.values])
    debts = np.concatenate([pairs.debts, strangers.debts])
    shares = np.concatenate([np.ones(len(pairs.debts)), np.full(len(strangers.debts), STRANGER)])
    usual, spread = pairs.values.mean(0), pairs.values.std(0) + 1e-9
    scaled = np.c_[(values - usual) / spread, np.ones(len(values))]
    ridge = np.r_[np.full(values.shape[1], RIDGE), 1e-6]
    weights = np.zeros(scaled.shape[1])
    for _ in range(50):
        chance = 1 / (1 + np.exp(-scaled @ weights))
        slope = scaled.T @ (shares * (chance - debts)) + ridge * weights
        bend = (scaled * (shares * chance * (1 - chance))[:, None]).T @ scaled + np.diag(ridge)
        step = np.linalg.solve(bend, slope)
        weights -= step
        if float(np.abs(step).max()) < 1e-8:
            break
    plain = weights[:-1] / spread
    return Model(np.r_[plain, weights[-1] - plain @ usual], usual)


def _pairs(prints: Sequence[Fingerprint], owed: set[tuple[str, str]], story: int) -> Pairs:
    pool = Pool.of(prints)
    rows: list[tuple[tuple[float, ...], bool, int]] = []
    for this in pool.prints:
        found = compare(this, pool)
        copies = any(c.runs >= REPRINT for c in found)
        for c in found:
            copy = (1 if c.runs >= REPRINT else -1) if copies else 0
            rows.append((c.values, (this.id, c.other.id) in owed, copy))
    return Pairs(
        np.array([r[0] for r in rows], dtype=float).reshape(-1, len(CLUES)),
        np.array([r[1] for r in rows], dtype=float),
        np.array([r[2] for r in rows], dtype=float),
        np.full(len(rows), float(story)),
        len(owed) - sum(r[1] for r in rows),
    )


def _joined(parts: Sequence[Pairs]) -> Pairs:
    return Pairs(
        np.concatenate([p.values for p in parts]),
        np.concatenate([p.debts for p in parts]),
        np.concatenate([p.copies for p in parts]),
        np.concatenate([p.stories for p in parts]),
        sum(p.missed for p in parts),
    )


def _part(pairs: Pairs, which: NDArray[np.bool_]) -> Pairs:
    return Pairs(pairs.values[which], pairs.debts[which], pairs.copies[which], pairs.stories[which])


def _none() -> Pairs:
    return _pairs([], set(), 0)


def report_of(folder: Path, about: Mapping[str, str]) -> Report:
    """A report of the bundle in a folder."""
    text = (folder / about["file"]).read_text(encoding="utf-8")
    published = datetime.fromisoformat(about["published"])
    headline = text.split("\n", 1)[0]
    return Report(about["id"], text, about["outlet"], published, headline, about["url"])


def _read(reports: Sequence[Report]) -> Iterable[Reading]:
    from reportedly.reading import read_many

    return [r for r in read_many(reports) if isinstance(r, Reading)]
