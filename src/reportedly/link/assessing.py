"""What a claim amounts to: its stances, origins, conflicts and label, from its mentions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from reportedly.link.aspects import stems, weight_of
from reportedly.link.backing import backings
from reportedly.link.conflicts import conflicts
from reportedly.link.origins import settle
from reportedly.link.stances import stances
from reportedly.model import Claim, Derivation, Mention, Origin, Reading, Stance, Voice

_LATE = datetime.max.replace(tzinfo=UTC)
_POINTING = frozenset(
    "it they he she this that these those his her their its one we i you who which so such".split()
)
_NEGATIVE = frozenset({Stance.DENIES, Stance.DOUBTS, Stance.DECLINES})
LABEL = 160  # characters of a label at most


def assess(
    claim: Claim,
    readings: Mapping[str, Reading],
    debts: Sequence[Derivation],
    origins: Mapping[str, Origin],
) -> Claim:
    """The claim with everything that follows from its mentions.

    Args:
        claim: a claim whose mentions are settled.
        readings: the reports at hand, by id; mentions elsewhere keep what they were found to be.
        debts: who passes on whose words in the story.
        origins: the origins of its mentions, by id.
    """
    texts = {name: reading.report.text for name, reading in readings.items()}
    published = {name: reading.report.published for name, reading in readings.items()}
    ordered = sorted(claim.mentions, key=lambda m: _when(m, published))
    claim = replace(claim, mentions=tuple(ordered))
    claim = stances(claim, texts)
    claim = settle(claim, readings, debts)
    label = label_of(claim.mentions)
    return replace(
        claim,
        label=label,
        backings=backings(claim, debts, published, origins),
        conflicts=conflicts(claim.mentions, published, label),
    )


def _when(mention: Mention, published: Mapping[str, datetime | None]) -> tuple[datetime, str, int]:
    moment = published.get(mention.report) or _LATE
    return moment.astimezone(UTC), mention.report, mention.span.start


def label_of(mentions: Sequence[Mention]) -> str:
    """The words of the mention that says best what the others say, on one line."""
    bags = [frozenset(stems(m.span.text)) for m in mentions]

    def worth(i: int) -> tuple[float, int]:
        m, bag = mentions[i], bags[i]
        shared = sum(
            sum(weight_of(s) for s in bag & other) / (1 + sum(weight_of(s) for s in other))
            for k, other in enumerate(bags[:200])
            if k != i
        )
        words = m.span.text.split()
        first = words[0].strip("\"'“”‘’").lower() if words else ""
        value = shared / max(1, len(bags) - 1)
        value += 0.4 * min(len(bag), 7) / 7 - 0.03 * max(0, len(words) - 20)
        value -= 0.25 * (first in _POINTING) + 0.4 * (m.stance in _NEGATIVE)
        value -= 0.1 * (m.voice is Voice.OWN) + 0.1 * ("\n" in m.span.text)
        return value, -i

    best = max(range(len(mentions)), key=worth)
    text = " ".join(mentions[best].span.text.split())
    return text if len(text) <= LABEL else text[: LABEL - 1].rsplit(" ", 1)[0] + "…"
