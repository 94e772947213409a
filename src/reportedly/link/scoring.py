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

# The score is fitted on stories of one happening. What tells happenings of one kind apart (raids
# on two towns) it cannot learn there: these log-odds were set by reading FA-KES (docs/model-log.md)
RESERVE = 3.0
GUARDS = {
    "another count at another place": 3.0,
    "another place around": 1.0,
    "another count days apart": 3.0,
    "told days apart": 1.0,
}
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

    def score(self, features: Matrix, breadth: float = 0.0) -> NDArray[np.float32]:
        """How likely pairs carry one claim, 0 to 1, shape (mentions of one, mentions of other).

        Args:
            features: of the pairs.
            breadth: how many happenings of one kind the story may hold, 0 to 1 (``breadth_of``).
        """
        total = np.full(features.shape[1:], self.bias - breadth * RESERVE, dtype=np.float32)
        for name, weight in GUARDS.items():
            if breadth:
                total -= breadth * weight * features[FEATURES.index(name)]
        for values, xs, ys in zip(features, self.knots, self.heights, strict=True):
            if any(ys):
                total += np.interp(values, xs, ys).astype(np.float32)
        return np.asarray(1 / (1 + np.exp(-total)), dtype=np.float32)

    def reasons(
        self, values: Sequence[float], breadth: float = 0.0, limit: int = 4
    ) -> tuple[Reason, ...]:
        """What spoke most for and against one pair, guards included, the weightiest first."""
        weights = [
            float(np.interp(value, xs, ys)) - breadth * GUARDS.get(name, 0.0) * value
            for name, value, xs, ys in zip(FEATURES, values, self.knots, self.heights, strict=True)
        ]
        order = sorted(range(len(weights)), key=lambda i: -abs(weights[i]))[:limit]
        return tuple(
            Reason(FEATURES[i], round(weights[i], 2), f"{values[i]:.2f}")
            for i in order
            if abs(weights[i]) >= 0.05
        )


def breadth_of(features: Matrix) -> float:
    """How likely the mentions compared tell of several happenings of one kind, 0 to 1.

    They do where many of them give counts at different places. In the stories that the score was
    fitted on, of one happening each, such pairs are 3.3 % at most of those of two reports, and
    there are up to 400 mentions.
    """
    between = 1 - features[FEATURES.index("same report")]
    elsewhere = features[FEATURES.index("another count at another place")]
    share = float(elsewhere.sum()) / max(1.0, float(between.sum()))
    many = (features.shape[1] - 400) / 300
    return float(min(1.0, max(0.0, many, (share - 0.035) / 0.05)))


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
