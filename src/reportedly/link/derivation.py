"""Which earlier reports a report derives from, and how: it cites, reprints or rewrites them.

Every other report of the neighbourhood is compared with it; what speaks for and against a debt is
weighed by a logistic regression fitted on story bundles (``derivation.json``; see
``reportedly.training.derivation``). The weights and the words they rest on are the reasons given.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path

from reportedly.link.comparison import CLUES, Comparison, compare
from reportedly.link.reuse import Fingerprint, Pool, fingerprint
from reportedly.model import Debt, Derivation, Reading, Reason

REPRINT = 0.6  # share of a report's word runs that make it a reprint; rewrites of wires have less
_TELLING = 0.15  # log-odds below which a clue is not shown


@dataclass(frozen=True, slots=True)
class Weights:
    """The fitted weights.

    Attributes:
        weight: log-odds for one unit of each clue, in the order of ``CLUES``.
        usual: the usual value of each clue, from which a reason is counted.
        bias: log-odds where every clue is 0.
        threshold: the probability from which there is a debt to a report whose outlet is named.
        unnamed: the same where it is not: nothing in the text owns up to it.
    """

    weight: tuple[float, ...]
    usual: tuple[float, ...]
    bias: float
    threshold: float
    unnamed: float = 0.35

    def score(self, values: Sequence[float]) -> float:
        """The probability of a debt."""
        total = self.bias + sum(w * v for w, v in zip(self.weight, values, strict=True))
        return 1 / (1 + math.exp(-max(-50.0, min(50.0, total))))


@cache
def load_weights() -> Weights:
    """The shipped weights."""
    path = Path(__file__).with_name("derivation.json")
    data = json.loads(path.read_text(encoding="utf-8"))
    clues: Mapping[str, Mapping[str, float]] = data["clues"]
    return Weights(
        tuple(clues[c]["weight"] for c in CLUES),
        tuple(clues[c]["usual"] for c in CLUES),
        data["bias"],
        data["threshold"],
    )


def derivations(
    reading: Reading | Fingerprint,
    others: Sequence[Reading | Fingerprint],
    weights: Weights | None = None,
) -> tuple[Derivation, ...]:
    """The reports among ``others`` that a report derives from, the surest first.

    Args:
        reading: the report; its fingerprint where it was made before.
        others: its neighbours, earlier and later; one published later counts only where the
            report names its outlet, as an update does.
        weights: others than the shipped ones.
    """
    this, weights = _print(reading), weights or load_weights()
    pool = Pool.of([this, *map(_print, others)])
    found = []
    for comparison in compare(this, pool):
        score = weights.score(comparison.values)
        needed = weights.threshold if comparison.naming.any else weights.unnamed
        if comparison.runs >= REPRINT or score >= needed:
            found.append(_derivation(comparison, score, weights))
    copied = [d for d in found if d.debt is Debt.REPRINTS]
    if copied:  # what a copy names, its original names
        return (max(copied, key=lambda d: d.score),)
    return tuple(sorted(found, key=lambda d: (-d.score, d.source)))


def _print(report: Reading | Fingerprint) -> Fingerprint:
    return report if isinstance(report, Fingerprint) else fingerprint(report)


def _derivation(comparison: Comparison, score: float, weights: Weights) -> Derivation:
    this, other = comparison.this, comparison.other
    if comparison.runs >= REPRINT:
        debt, score = Debt.REPRINTS, max(score, comparison.runs)
    else:
        debt = Debt.CITES if comparison.naming.any else Debt.REWRITES
    return Derivation(
        this.id,
        other.id,
        debt,
        round(score, 4),
        _reasons(comparison, weights),
        changes(this, other) if debt is Debt.REPRINTS else (),
    )


def _reasons(comparison: Comparison, weights: Weights) -> tuple[Reason, ...]:
    reasons = []
    rows = zip(CLUES, comparison.values, weights.weight, weights.usual, strict=True)
    for name, value, weight, usual in rows:
        counted = weight * (value - usual)
        if value and abs(counted) >= _TELLING:
            reasons.append(Reason(name, round(counted, 2), comparison.words(name)))
    return tuple(sorted(reasons, key=lambda r: -r.weight))


def changes(this: Fingerprint, other: Fingerprint) -> tuple[tuple[str, str], ...]:
    """What a reprint changed: the words there and the words here, in the order of the text."""
    matcher = SequenceMatcher(None, other.words, this.words, autojunk=False)
    out = []
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "equal":
            out.append((_stretch(other, a, b), _stretch(this, c, d)))
    return tuple(out)


def _stretch(fingerprint: Fingerprint, first: int, last: int) -> str:
    if first == last:
        return ""
    start = fingerprint.offsets[first]
    end = fingerprint.offsets[last - 1] + len(fingerprint.words[last - 1])
    return " ".join(fingerprint.text[start:end].split())
