"""How many independent origins a claim has, and which they are.

A claim that was put together by a machine holds stray mentions, so that somebody who has one has
not always said it. A small linear model over readable features of an origin in a claim
(``independence.json``, fitted by ``benchmarks/independence.py``) gives the chance that it is an
independent origin. The count is the number to be expected, given all chances, and those that
are counted are the likeliest: at least one, where anybody stands behind the claim.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp, log
from pathlib import Path

from reportedly.link.aspects import stems
from reportedly.model import Claim, Mention, Reason, Stance, Voice

NEAR = "near to the claim's other mentions"
FEATURES = (
    "mentions",  # in which somebody is given as its source, in logarithms
    "direct",  # of these, those that name no report or outlet between
    "derived",  # whether all stand in reports that pass on another of the claim's reports
    "words",  # content words of its fullest mention, 8 and more as 1
    "near",  # how near the best of its mentions is to those of other reports
    "behind",  # how far that is behind the nearest of its report
    "share",  # of what stands near to the claim, how much is its
    "origins",  # of the claim, in logarithms
    "size",  # mentions of the claim, in logarithms
    "own voice",  # whether nobody is given as a source in any
    "opinion",  # share of its mentions that expect, think or evaluate
)
AGAINST = frozenset({Stance.DENIES, Stance.DOUBTS, Stance.DECLINES, Stance.DEMANDS})
_OPINION = frozenset({Stance.EXPECTS, Stance.THINKS, Stance.EVALUATES})
SURE = 0.6  # the chance from which an origin is counted whatever the others are
ALIKE = 0.03  # chances that differ by no more are alike

Features = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Weights:
    """A fitted model.

    Attributes:
        bias: log-odds of an origin of which nothing is known.
        weights: log-odds by feature.
        typical: the nearness of a mention of which it is not known, as where a person merged
            claims or a report is not at hand.
    """

    bias: float
    weights: Mapping[str, float]
    typical: float

    def chance(self, features: Features) -> float:
        """How likely an origin is an independent origin of its claim."""
        odds = self.bias + sum(self.weights[name] * features[name] for name in FEATURES)
        return 1 / (1 + exp(-odds))


@cache
def load_weights() -> Weights:
    """The shipped model."""
    data = json.loads((Path(__file__).parent / "independence.json").read_text(encoding="utf-8"))
    return Weights(data["bias"], data["weights"], data["typical"])


def nearness(mean: float, threshold: float) -> Reason:
    """How near a mention is to the others of its claim, to be kept among the claim's reasons.

    Args:
        mean: the mean likelihood that it carries what the others carry.
        threshold: the mean likelihood at which groups of mentions become one claim.
    """
    weight = _log_odds(mean) - _log_odds(threshold)
    return Reason(NEAR, round(weight, 2), f"{mean:.2f}")


def _log_odds(chance: float) -> float:
    chance = min(max(chance, 0.001), 0.999)
    return log(chance / (1 - chance))


def features_of(
    claim: Claim,
    by_origin: Mapping[str, Sequence[Mention]],
    owed: Mapping[str, Sequence[str]],
    typical: float,
) -> dict[str, Features]:
    """What the model looks at, by origin, for those that anywhere stand behind the claim.

    Args:
        claim: the claim.
        by_origin: its mentions by the id of their origin.
        owed: for each of its reports that passes on others of them, those.
        typical: the nearness of a mention of which it is not known.
    """
    told = {m: next((r.weight for r in why if r.name == NEAR), None) for m, _, why in claim.reasons}
    near = {m.id: typical if told.get(m.id) is None else told[m.id] or 0.0 for m in claim.mentions}
    standing = {
        name: [m for m in mentions if m.stance not in AGAINST]
        for name, mentions in by_origin.items()
    }
    nearest: dict[str, float] = {}
    for mentions in standing.values():
        for m in mentions:
            nearest[m.report] = max(nearest.get(m.report, near[m.id]), near[m.id])
    weight = {n: sum(1 / (1 + exp(-near[m.id])) for m in ms) for n, ms in standing.items()}
    whole = sum(weight.values())
    found: dict[str, Features] = {}
    for name, mentions in standing.items():
        if not mentions:
            continue
        said = [m for m in mentions if m.voice is Voice.ATTRIBUTED]
        found[name] = {
            "mentions": log(1 + len(said)),
            "direct": log(1 + sum(not m.via for m in said)),
            "derived": float(all(owed.get(m.report) for m in mentions)),
            "words": min(8, max(len(stems(m.span.text)) for m in mentions)) / 8,
            "near": max(near[m.id] for m in mentions),
            "behind": max(near[m.id] - nearest[m.report] for m in mentions),
            "share": weight[name] / whole,
            "origins": log(len(by_origin)),
            "size": log(len(claim.mentions)),
            "own voice": float(not said),
            "opinion": sum(m.stance in _OPINION for m in mentions) / len(mentions),
        }
    return found


def counted(chances: Mapping[str, float]) -> list[str]:
    """The origins that are counted, the likeliest first: as many as are to be expected.

    What is as good as the last of them is counted too, and whatever is likely by itself.

    >>> counted({"a": 0.5, "b": 0.3, "c": 0.1})
    ['a']
    >>> counted({"a": 0.9, "b": 0.8, "c": 0.1})
    ['a', 'b']
    """
    order = sorted(chances, key=lambda name: (-chances[name], name))
    if not order:
        return []
    number = max(1, round(sum(chances.values())))
    least = min(SURE, chances[order[number - 1]] - ALIKE)
    return [name for name in order if chances[name] >= least]
