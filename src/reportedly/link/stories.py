"""Running stories: reports that share rare words and names, published near each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from math import log, sqrt

import numpy as np

from reportedly.link.aspects import capitals, weight_of
from reportedly.link.cluster import cluster
from reportedly.model import Reading

KEYS = 60  # words kept of a report
# Chosen on the 20 story bundles and FA-KES thrown together: at 0.08 to 0.14 every bundle is one
# story and no story holds reports of two (docs/model-log.md)
THRESHOLD = 0.11
# A story of many reports holds together by more than its theme: beyond LARGE reports it is parted
# at likenesses that grow by STEP until its parts are smaller, or are alike by CLOSE.
LARGE = 30
STEP = 1.25
CLOSE = 0.2
FREE = 4.0  # days within which time does not tell reports apart
HALF = 10.0  # days after which likeness counts half


@dataclass(frozen=True, slots=True)
class Item:
    """A report as stories see it.

    Attributes:
        id: the report's id.
        keys: its rare words with their weights, unit length.
        published: when it was published.
        story: id of the story it is in, or None.
    """

    id: str
    keys: Mapping[str, float]
    published: datetime | None
    story: str | None = None


def report_keys(reading: Reading) -> dict[str, float]:
    """What a report is about: its words weighted by how rare they are in the language.

    Names count double. The weights are of unit length, so that the sum of the products of two
    reports' weights is their likeness, from 0 to 1.
    """
    found: dict[str, float] = {}
    for stem, (count, capital) in capitals(reading.report.text).items():
        weight = weight_of(stem)
        named = capital == count and (count > 1 or weight >= 0.95)
        found[stem] = (1 + log(count)) * weight * weight * (2 if named else 1)
    kept = dict(sorted(found.items(), key=lambda item: (-item[1], item[0]))[:KEYS])
    length = sqrt(sum(weight * weight for weight in kept.values())) or 1.0
    return {stem: weight / length for stem, weight in kept.items()}


def likeness(items: Sequence[Item]) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    """How alike reports are, 0 to 1, shape (items, items): shared keys, less with time between."""
    index: dict[str, int] = {}
    for item in items:
        for key in item.keys:
            index.setdefault(key, len(index))
    table = np.zeros((len(items), max(1, len(index))), dtype=np.float32)
    for row, item in zip(table, items, strict=True):
        for key, weight in item.keys.items():
            row[index[key]] = weight
    days = np.array([i.published.timestamp() / 86400 if i.published else np.nan for i in items])
    gap = np.nan_to_num(np.abs(days[:, None] - days[None, :]))
    fading = np.where(gap <= FREE, 1.0, 0.5 ** ((gap - FREE) / HALF))
    return np.asarray((table @ table.T) * fading, dtype=np.float32)


def gather(items: Sequence[Item], moved: Mapping[str, str] | None = None) -> dict[str, str]:
    """For each report the id of its story.

    Reports that share a story keep it; a story that grows keeps its id, and of two that grow
    together the one with more reports does. A new story is called after its first report.

    Args:
        items: reports with what is known of their stories.
        moved: reports that a person put into a story.
    """
    moved = {item.id: moved[item.id] for item in items if moved and item.id in moved}
    items = [item for item in items if item.id not in moved]  # they tell nothing of the others
    scores = likeness(items)
    first: dict[str, int] = {}
    together = []
    for place, item in enumerate(items):
        if item.story is not None:
            together.append((first.setdefault(item.story, place), place))
    stories: dict[str, str] = {}
    taken: set[str] = set()
    grown: dict[str, str] = {}  # what became of the stories that were known
    groups = cluster(scores, THRESHOLD, together=[pair for pair in together if pair[0] != pair[1]])
    parted = [part for group in groups for part in _parted(scores, group)]
    for group in sorted(parted, key=len, reverse=True):
        members = [items[i] for i in group]
        held = [m.story for m in members]
        counts = {s: held.count(s) for s in held if s is not None and s not in taken}
        name = max(counts, key=lambda s: (counts[s], s)) if counts else _named(members)
        taken.add(name)
        stories |= dict.fromkeys((m.id for m in members), name)
        grown |= {story: name for story in held if story is not None}
    return stories | {report: grown.get(story, story) for report, story in moved.items()}


def _parted(
    scores: np.ndarray[tuple[int, int], np.dtype[np.float32]], group: list[int]
) -> list[list[int]]:
    threshold, whole, small = THRESHOLD * STEP, [group], []
    while whole and threshold < CLOSE:
        small += [part for part in whole if len(part) <= LARGE]
        large = [part for part in whole if len(part) > LARGE]
        whole = [
            [part[i] for i in inside]
            for part in large
            for inside in cluster(scores[np.ix_(part, part)], threshold)
        ]
        threshold *= STEP
    return small + whole


def _named(members: Sequence[Item]) -> str:
    first = min(members, key=lambda m: (m.published is None, m.published or 0, m.id))
    return "s" + sha256(first.id.encode()).hexdigest()[:6]
