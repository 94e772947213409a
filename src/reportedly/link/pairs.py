"""How alike two mentions are, by features that a reader can be shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from reportedly.link.aspects import Aspect, aspects, weight_of
from reportedly.link.vectors import HALF, alone_of, context_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from reportedly.link.entry import Entry, Vectors
    from reportedly.model import Report

    Matrix = NDArray[np.float32]


APART = 2.5  # days between reports after which another count is likely of another happening
CROWD = 10  # nearest mentions by which a mention's likeness to others is levelled


@dataclass(frozen=True, slots=True)
class Side:
    """Mentions on one side of a comparison.

    Attributes:
        aspects: what they are compared by.
        vectors: their vectors, unit length, shape (mentions, width).
        reports: for each the number of its report.
        crowd: for each its mean likeness to its nearest mentions, by vectors.
        published: for each the day its report came out, as a number; nan where it is not known.
    """

    aspects: Sequence[Aspect]
    vectors: Vectors
    reports: NDArray[np.int64]
    crowd: Matrix
    published: NDArray[np.float64]


FEATURES = (
    "meaning in context",
    "meaning against the crowd",
    "meaning of the words alone",
    "words",
    "words of the shorter",
    "words in order",
    "sentence around",
    "names",
    "names differ",
    "same figure",
    "same thing counted",
    "figures differ",
    "same report",
    "same sentence",
    "next sentence",
    "same speaker, same report",
    "same speaker",
    "both deny or doubt",
    "one denies or doubts",
    "both decline",
    "one declines",
    "one speaks for itself",
    "both speak for themselves",
    "one in a headline",
    "shorter length",
    "longer length",
    "apart in the report",
    "one inside the other",
    "same day",
    "another day",
    "another place around",
    "another count at another place",
    "another count days apart",
    "told days apart",
    "neighbours alike",
)


def side_of(entries: Sequence[Entry]) -> Side:
    """All mentions of some reports, ready to be compared."""
    seen = [a for e in entries for a in aspects(e.reading, e.mentions)]
    none = np.zeros((0, 2 * HALF), dtype=np.float32)
    vectors = np.concatenate([e.vectors for e in entries]) if seen else none
    numbers = [i for i, e in enumerate(entries) for _ in e.mentions]
    days = [_day(e.reading.report) for e in entries for _ in e.mentions]
    published = np.array(days, dtype=np.float64)
    return Side(seen, vectors, np.array(numbers, dtype=np.int64), crowd_of(vectors), published)


def _day(report: Report) -> float:
    return report.published.timestamp() / 86400 if report.published else float("nan")


def crowd_of(vectors: Vectors) -> Vectors:
    """For each vector its mean likeness to the nearest others."""
    if len(vectors) < 2:
        return np.zeros(len(vectors), dtype=np.float32)
    cosine = context_of(vectors) @ context_of(vectors).T
    np.fill_diagonal(cosine, -1)
    # of few mentions only the very nearest are a crowd
    count = min(CROWD, max(2, len(vectors) // 30), len(vectors) - 1)
    nearest = np.partition(cosine, -count, axis=1)[:, -count:]
    return np.asarray(nearest.mean(axis=1), dtype=np.float32)


def compare(one: Side, other: Side) -> Matrix:
    """All features of all pairs, shape (features, mentions of one, mentions of other)."""
    cosine = context_of(one.vectors) @ context_of(other.vectors).T
    alone = alone_of(one.vectors) @ alone_of(other.vectors).T
    crowd = (one.crowd[:, None] + other.crowd[None, :]) / 2
    words, shorter = _overlap(one, other, lambda a: a.words)
    order, _ = _overlap(one, other, lambda a: a.pairs)
    around, _ = _overlap(one, other, lambda a: a.around)
    names, any_names = _overlap(one, other, lambda a: a.names)
    named = _sum(one, other, lambda a: bool(a.names)) == 2
    figure, counted, differ = _figures(one, other)
    same_day, other_day = _days(one, other)
    other_scene = _scenes(one, other)
    other_count = _both_count(one, other) * (1 - figure)
    later = np.nan_to_num(np.abs(one.published[:, None] - other.published[None, :])) > APART
    report = (one.reports[:, None] == other.reports[None, :]).astype(np.float32)
    gap = np.abs(_number(one, lambda a: a.sentence)[:, None] - _number(other, lambda a: a.sentence))
    speaker = _same(one, other, lambda a: a.speaker)
    negative = _sum(one, other, lambda a: a.negative)
    declines = _sum(one, other, lambda a: a.declines)
    own = _sum(one, other, lambda a: a.own)
    headline = _sum(one, other, lambda a: a.headline)
    length_one = np.log1p(_number(one, lambda a: a.length))[:, None]
    length_other = np.log1p(_number(other, lambda a: a.length))[None, :]
    place = np.abs(_number(one, lambda a: a.order)[:, None] - _number(other, lambda a: a.order))
    features = (
        cosine,
        cosine - crowd,
        alone,
        words,
        shorter,
        order,
        around,
        any_names,
        named * (names == 0),
        figure,
        counted,
        differ,
        report,
        report * (gap == 0),
        report * (gap == 1),
        report * speaker,
        (1 - report) * speaker,
        negative == 2,
        negative == 1,
        declines == 2,
        declines == 1,
        own == 1,
        own == 2,
        headline >= 1,
        np.minimum(length_one, length_other),
        np.maximum(length_one, length_other),
        (1 - report) * place,
        report * _inside(one, other),
        same_day,
        other_day,
        other_scene,
        other_scene * (1 - report) * other_count,
        later * other_count,
        later,
        _neighbours(one, other, cosine),
    )
    return np.stack([np.asarray(f, dtype=np.float32) for f in features])


def _overlap(one: Side, other: Side, bag: Callable[[Aspect], Any]) -> tuple[Matrix, Matrix]:
    """Weighted cosine of two bags, and the share of the lighter bag that the other has."""
    index: dict[Any, int] = {}
    weights: list[float] = []

    def rows(side: Side) -> Any:
        places = []
        for i, aspect in enumerate(side.aspects):
            for item in bag(aspect):
                if item not in index:
                    index[item] = len(index)
                    parts = (item,) if isinstance(item, str) else item
                    weights.append(max(weight_of(part) for part in parts))
                places.append((i, index[item]))
        return np.array(places, dtype=np.int64).reshape(-1, 2)

    left, right = rows(one), rows(other)
    table = np.array(weights, dtype=np.float32)

    def dense(places: Any, size: int) -> Matrix:
        full = np.zeros((size, len(index)), dtype=np.float32)
        full[places[:, 0], places[:, 1]] = np.sqrt(table[places[:, 1]])
        return full

    a, b = dense(left, len(one.aspects)), dense(right, len(other.aspects))
    shared = a @ b.T
    weight_a, weight_b = (a * a).sum(1)[:, None], (b * b).sum(1)[None, :]
    cosine = shared / np.sqrt(np.maximum(weight_a * weight_b, 1e-6))
    return cosine, shared / np.maximum(np.minimum(weight_a, weight_b), 1e-6)


def _figures(one: Side, other: Side) -> tuple[Matrix, Matrix, Matrix]:
    """Whether a pair has the same figure; counts the same; counts the same and differs."""
    shape = (len(one.aspects), len(other.aspects))
    same, counted, differ = (np.zeros(shape, dtype=np.float32) for _ in range(3))
    right = [(j, b.counts) for j, b in enumerate(other.aspects) if b.counts]
    for i, a in enumerate(one.aspects):
        if not a.counts:
            continue
        for j, counts in right:
            nouns = any(x[2] and x[2] == y[2] for x in a.counts for y in counts)
            values = any(x[:2] == y[:2] for x in a.counts for y in counts)
            same[i, j] = values
            counted[i, j] = nouns
            differ[i, j] = nouns and not values
    return same, counted, differ


def _inside(one: Side, other: Side) -> Matrix:
    """Whether the spans of a pair overlap, taken as if both were of one report."""

    def edges(side: Side) -> tuple[Matrix, Matrix]:
        spans = [a.mention.span for a in side.aspects]
        starts, ends = [s.start for s in spans], [s.end for s in spans]
        return np.array(starts, dtype=np.float32), np.array(ends, dtype=np.float32)

    (a, b), (x, y) = edges(one), edges(other)
    return np.asarray((a[:, None] < y[None, :]) & (x[None, :] < b[:, None]), dtype=np.float32)


def _days(one: Side, other: Side) -> tuple[Matrix, Matrix]:
    """Whether a pair tells the same day; tells days that do not meet."""
    shape = (len(one.aspects), len(other.aspects))
    same, differ = np.zeros(shape, dtype=np.float32), np.zeros(shape, dtype=np.float32)
    right = [(j, b.days) for j, b in enumerate(other.aspects) if b.days]
    for i, a in enumerate(one.aspects):
        for j, days in right if a.days else ():
            meet = any(f <= y and x <= t for f, t in a.days for x, y in days)
            same[i, j], differ[i, j] = meet, not meet
    return same, differ


def _scenes(one: Side, other: Side) -> Matrix:
    """Whether a pair is set in places of which they share none.

    Places that half of the reports name tell nothing.
    """
    reports: dict[str, set[int]] = {}
    for side in (one, other):
        for aspect, report in zip(side.aspects, side.reports, strict=True):
            for name in aspect.scene:
                reports.setdefault(name, set()).add(int(report))
    total = len({int(r) for side in (one, other) for r in side.reports})
    telling = [name for name, found in reports.items() if len(found) <= max(2, total / 2)]
    index = {name: i for i, name in enumerate(telling)}

    def dense(side: Side) -> Matrix:
        full = np.zeros((len(side.aspects), max(1, len(index))), dtype=np.float32)
        for row, aspect in zip(full, side.aspects, strict=True):
            row[[index[name] for name in aspect.scene if name in index]] = 1
        return full

    left, right = dense(one), dense(other)
    both = np.outer(left.max(axis=1), right.max(axis=1)) if len(left) and len(right) else 0
    return np.asarray(both * (left @ right.T == 0), dtype=np.float32)


def _both_count(one: Side, other: Side) -> Matrix:
    return np.asarray(_sum(one, other, lambda a: bool(a.counts)) == 2, dtype=np.float32)


def _neighbours(one: Side, other: Side, cosine: Matrix) -> Matrix:
    """How alike the mentions just before and just after them are: copies keep the order."""
    before = np.zeros_like(cosine)
    after = np.zeros_like(cosine)
    before[1:, 1:] = cosine[:-1, :-1]
    after[:-1, :-1] = cosine[1:, 1:]
    same = one.reports[:, None] == other.reports[None, :]
    return np.asarray(np.where(same, 0, np.maximum(before, after)), dtype=np.float32)


def _flag(side: Side, ask: Callable[[Aspect], bool]) -> Matrix:
    return np.array([ask(a) for a in side.aspects], dtype=np.float32)


def _number(side: Side, ask: Callable[[Aspect], float]) -> Matrix:
    return np.array([ask(a) for a in side.aspects], dtype=np.float32)


def _sum(one: Side, other: Side, ask: Callable[[Aspect], bool]) -> Matrix:
    return _flag(one, ask)[:, None] + _flag(other, ask)[None, :]


def _same(one: Side, other: Side, ask: Callable[[Aspect], str]) -> Matrix:
    numbers: dict[str, int] = {"": -1}
    left = np.array([numbers.setdefault(ask(a), len(numbers)) for a in one.aspects])
    right = np.array([numbers.setdefault(ask(a), len(numbers)) for a in other.aspects])
    same = (left[:, None] == right[None, :]) & (left[:, None] >= 0)
    return np.asarray(same, dtype=np.float32)
