"""The learned pair score: a sum of what each feature speaks for or against, in log-odds."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from reportedly.errors import ModelError
from reportedly.link.pairs import FEATURES
from reportedly.model import Reason

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from reportedly.link.pairs import Matrix

USUAL = 300  # mentions of a story of the kind that the score was fitted on
PATH = Path(__file__).parent / "pairs.json"


@dataclass(frozen=True, slots=True)
class Scorer:
    """A generalised additive model (Hastie and Tibshirani 1986) over the features of a pair.

    Attributes:
        knots: for each feature the values at which its curve bends.
        heights: the curve's log-odds at the knots; straight lines between, level beyond.
        bias: log-odds of a pair of which nothing is known.
        threshold: the mean likelihood at which two groups of mentions become one claim.
    """

    knots: tuple[tuple[float, ...], ...]
    heights: tuple[tuple[float, ...], ...]
    bias: float
    threshold: float

    def parts(self, features: Matrix) -> Matrix:
        """What each feature adds for each pair, in log-odds, in the shape of ``features``."""
        parts = np.empty_like(features)
        for part, values, xs, ys in zip(parts, features, self.knots, self.heights, strict=True):
            part[:] = np.interp(values, xs, ys)
        return parts

    def score(self, features: Matrix) -> NDArray[np.float32]:
        """How likely pairs carry one claim, 0 to 1, shape (mentions of one, mentions of other).

        The more mentions are compared, the fewer of their pairs carry one claim: beyond the
        usual size of a story the odds fall in proportion.
        """
        crowd = max(1.0, max(features.shape[1:]) / USUAL)
        total = np.full(features.shape[1:], self.bias - np.log(crowd), dtype=np.float32)
        for values, xs, ys in zip(features, self.knots, self.heights, strict=True):
            if any(ys):
                total += np.interp(values, xs, ys).astype(np.float32)
        return np.asarray(1 / (1 + np.exp(-total)), dtype=np.float32)

    def reasons(self, values: Sequence[float], limit: int = 4) -> tuple[Reason, ...]:
        """What spoke most for and against one pair, the weightiest first."""
        weights = [
            float(np.interp(value, xs, ys))
            for value, xs, ys in zip(values, self.knots, self.heights, strict=True)
        ]
        order = sorted(range(len(weights)), key=lambda i: -abs(weights[i]))[:limit]
        return tuple(
            Reason(FEATURES[i], round(weights[i], 2), f"{values[i]:.2f}")
            for i in order
            if abs(weights[i]) >= 0.05
        )


@lru_cache(maxsize=4)
def load_scorer(path: Path | None = None) -> Scorer:
    """The shipped scorer or the one in a file; ``ModelError`` where it does not fit this code."""
    where = path or PATH
    try:
        data = json.loads(where.read_text(encoding="utf-8"))
        curves = data["curves"]
        return Scorer(
            tuple(tuple(curves[name]["knots"]) for name in FEATURES),
            tuple(tuple(curves[name]["heights"]) for name in FEATURES),
            float(data["bias"]),
            float(data["threshold"]),
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(f"{where}: not a pair score of this version ({error!r})") from None
