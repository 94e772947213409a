"""On whose word a claim stands: which origins are counted as independent, and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime

from reportedly.link.independence import (
    AGAINST,
    Features,
    Weights,
    counted,
    features_of,
    load_weights,
)
from reportedly.link.parties import PEOPLE, listed, tokens
from reportedly.model import Backing, Claim, Derivation, Kind, Mention, Origin, Stance, Voice

_WORDS = {
    Stance.DENIES: "denies it",
    Stance.DOUBTS: "doubts it",
    Stance.DECLINES: "declines to say",
    Stance.DEMANDS: "demands it",
}
_Doubt = tuple[str, tuple[str, ...], Callable[[Features], bool]]
_DOUBTS: tuple[_Doubt, ...] = (  # what speaks against an origin: the features that say so, and when
    ("it stands only in reports that pass on others", ("derived",), lambda f: f["derived"] > 0),
    ("all that it says comes through others", ("direct",), lambda f: f["direct"] == 0),
    ("its words say too little by themselves", ("words",), lambda f: f["words"] < 0.5),
    ("it expects or judges rather than says so", ("opinion",), lambda f: f["opinion"] > 0.5),
    ("others' words in its reports are nearer to it", ("behind",), lambda f: f["behind"] < -0.2),
    ("its words are only near to this claim", ("near", "share"), lambda f: f["near"] < 1),
    ("named for it too seldom to tell that it says this", ("mentions",), lambda f: True),
)
_LATE = datetime.max.replace(tzinfo=UTC)


def backings(
    claim: Claim,
    derivations: Sequence[Derivation],
    published: Mapping[str, datetime | None],
    origins: Mapping[str, Origin],
    model: Weights | None = None,
) -> tuple[Backing, ...]:
    """The origins behind a claim, those that are counted first, then by when they first spoke.

    Args:
        claim: the claim with its mentions and, where it is known, how near they are to each other.
        derivations: who passes on whose words.
        published: when reports came out, by id.
        origins: those of the claim's mentions, by id.
        model: weights instead of those that ship.
    """
    by_origin, owed = _gathered(claim, derivations, origins)
    reasons = _refusals(by_origin, owed, origins)
    model = model or load_weights()
    seen = features_of(claim, by_origin, owed, model.typical)
    chances = {name: model.chance(seen[name]) for name, why in reasons.items() if not why}
    chosen = counted(chances)
    chosen += sorted(_at_odds(claim) & set(chances) - set(chosen))
    for name in chances:
        if name not in chosen:
            reasons[name] = _doubt(seen[name], [seen[c] for c in chosen], model)
    found = []
    for name, mentions in by_origin.items():
        against = reasons[name]
        reason = f"not counted: {against}" if against else _counted(mentions)
        stances = tuple(dict.fromkeys(m.stance for m in mentions))
        ids = tuple(m.id for m in mentions)
        found.append(Backing(origins[name], ids, stances, not against, reason))
    first = {name: min(_when(m, published) for m in ms) for name, ms in by_origin.items()}
    return tuple(sorted(found, key=lambda b: (not b.independent, first[b.origin.id], b.origin.id)))


def _at_odds(claim: Claim) -> set[str]:
    """Origins whose values cannot both hold: each has something of its own to say."""
    disputed = {m for conflict in claim.conflicts for m in (conflict.one, conflict.other)}
    spoken = [m for m in claim.mentions if m.voice is Voice.ATTRIBUTED and not m.via]
    return {m.origin for m in spoken if m.id in disputed and m.origin}


def believable(
    claim: Claim,
    derivations: Sequence[Derivation],
    origins: Mapping[str, Origin],
    typical: float,
) -> dict[str, Features]:
    """The features of the origins of a claim that nothing speaks against, by id."""
    by_origin, owed = _gathered(claim, derivations, origins)
    seen = features_of(claim, by_origin, owed, typical)
    refused = _refusals(by_origin, owed, origins)
    return {name: features for name, features in seen.items() if not refused[name]}


def _gathered(
    claim: Claim, derivations: Sequence[Derivation], origins: Mapping[str, Origin]
) -> tuple[dict[str, list[Mention]], dict[str, list[str]]]:
    """A claim's mentions by origin, and which of its reports each of them passes on."""
    by_origin: dict[str, list[Mention]] = defaultdict(list)
    for mention in claim.mentions:
        if mention.origin in origins:
            by_origin[mention.origin or ""].append(mention)
    here = set(claim.reports)
    owed: dict[str, list[str]] = defaultdict(list)
    for debt in derivations:
        if debt.source in here:
            owed[debt.report].append(debt.source)
    return by_origin, owed


def _refusals(
    by_origin: Mapping[str, Sequence[Mention]],
    owed: Mapping[str, Sequence[str]],
    origins: Mapping[str, Origin],
) -> dict[str, str]:
    """For each origin why it cannot be counted, or ""."""
    everybody = set(by_origin)
    return {
        name: _refusal(origins[name], mentions, owed, everybody - {name})
        for name, mentions in by_origin.items()
    }


def _doubt(mine: Features, counted: Sequence[Features], model: Weights) -> str:
    """What speaks most against an origin, beside those that are counted."""

    def loss(doubt: _Doubt) -> float:
        weights = {name: model.weights[name] for name in doubt[1]}
        best = max(sum(w * f[n] for n, w in weights.items()) for f in counted)
        return best - sum(w * mine[n] for n, w in weights.items())

    return max((d for d in _DOUBTS if d[2](mine)), key=loss)[0]


def _when(mention: Mention, published: Mapping[str, datetime | None]) -> tuple[datetime, str]:
    moment = published.get(mention.report)
    if moment is None:
        return _LATE, mention.report
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)), mention.report


def _counted(mentions: Sequence[Mention]) -> str:
    reports = len({m.report for m in mentions})
    passed = len({m.report for m in mentions if m.via})
    words = f"counted: its own word in {reports} report{'s' if reports > 1 else ''}"
    return f"{words}, {passed} of them through another" if passed else words


def _refusal(
    origin: Origin,
    mentions: Sequence[Mention],
    owed: Mapping[str, Sequence[str]],
    others: set[str],
) -> str:
    """Why an origin is not counted, or "" where it is."""
    standing = [m for m in mentions if m.stance not in AGAINST]
    if not standing:
        return " and ".join(dict.fromkeys(_WORDS[m.stance] for m in mentions))
    if 2 * len(standing) < len(mentions):
        return f"mostly {_WORDS[next(m.stance for m in mentions if m.stance in AGAINST)]}"
    derived = all(owed.get(m.report) for m in standing)
    if origin.kind is Kind.OUTLET:
        return _of_outlet(origin, standing, derived, others)
    unnamed = origin.kind in (*PEOPLE, Kind.DOCUMENT) or origin.id.count(":") > 1
    if derived and unnamed and others:
        if set(tokens(origin.name)) & listed("vague"):
            return "nobody in particular, in a report that passes on another"
        return "without a name, in a report that passes on another"
    return ""


def _of_outlet(origin: Origin, standing: Sequence[Mention], derived: bool, others: set[str]) -> str:
    """Why an outlet is not counted: it is where it saw for itself."""
    if any(m.voice is Voice.OWN for m in standing) and not derived:
        return ""
    if others or derived:
        return f"{origin.name} passes on what others say"
    return ""
