"""What a claim amounts to: its stances, origins, conflicts and label, from its mentions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from reportedly.link.backing import backings
from reportedly.link.conflicts import conflicts
from reportedly.link.labels import label_of
from reportedly.link.origins import settle
from reportedly.link.stances import stances
from reportedly.model import Claim, Derivation, Mention, Origin, Reading

_LATE = datetime.max.replace(tzinfo=UTC)


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
    claim = replace(claim, label=label, conflicts=conflicts(claim.mentions, published, label))
    return replace(claim, backings=backings(claim, debts, published, origins))


def _when(mention: Mention, published: Mapping[str, datetime | None]) -> tuple[datetime, str, int]:
    moment = published.get(mention.report) or _LATE
    return moment.astimezone(UTC), mention.report, mention.span.start
