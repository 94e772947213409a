"""On whose word a claim stands: which origins are counted as independent, and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from math import log

from reportedly.link.parties import PEOPLE, listed, tokens
from reportedly.model import Backing, Claim, Derivation, Kind, Mention, Origin, Reason, Stance, Voice

_AGAINST = frozenset({Stance.DENIES, Stance.DOUBTS, Stance.DECLINES, Stance.DEMANDS})
_WORDS = {
    Stance.DENIES: "denies it",
    Stance.DOUBTS: "doubts it",
    Stance.DECLINES: "declines to say",
    Stance.DEMANDS: "demands it",
}
NEAR = "near to the claim's other mentions"
_LATE = datetime.max.replace(tzinfo=UTC)


def nearness(mean: float, threshold: float) -> Reason:
    """How near a mention is to the others of its claim, to be kept among the claim's reasons.

    Args:
        mean: the mean likelihood that it carries what the others carry.
        threshold: the mean likelihood at which groups of mentions become one claim.
    """
    weight = log_odds(mean) - log_odds(threshold)
    return Reason(NEAR, round(weight, 2), f"{mean:.2f}")


def log_odds(chance: float) -> float:
    """A likelihood as log-odds, within what a rounded one can tell."""
    chance = min(max(chance, 0.001), 0.999)
    return log(chance / (1 - chance))


def backings(
    claim: Claim,
    derivations: Sequence[Derivation],
    published: Mapping[str, datetime | None],
    origins: Mapping[str, Origin],
) -> tuple[Backing, ...]:
    """The origins behind a claim, those that are counted first, then by when they first spoke."""
    by_origin: dict[str, list[Mention]] = defaultdict(list)
    for mention in claim.mentions:
        if mention.origin in origins:
            by_origin[mention.origin or ""].append(mention)
    here = set(claim.reports)
    owed: dict[str, list[str]] = defaultdict(list)
    for debt in derivations:
        if debt.source in here:
            owed[debt.report].append(debt.source)
    found = []
    for name, mentions in by_origin.items():
        against = _refusal(origins[name], mentions, owed, set(by_origin) - {name})
        reason = f"not counted: {against}" if against else _counted(mentions)
        stances = tuple(dict.fromkeys(m.stance for m in mentions))
        ids = tuple(m.id for m in mentions)
        found.append(Backing(origins[name], ids, stances, not against, reason))
    first = {name: min(_when(m, published) for m in ms) for name, ms in by_origin.items()}
    return tuple(sorted(found, key=lambda b: (not b.independent, first[b.origin.id], b.origin.id)))


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
    standing = [m for m in mentions if m.stance not in _AGAINST]
    if not standing:
        return " and ".join(dict.fromkeys(_WORDS[m.stance] for m in mentions))
    if 2 * len(standing) < len(mentions):
        return f"mostly {_WORDS[next(m.stance for m in mentions if m.stance in _AGAINST)]}"
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
