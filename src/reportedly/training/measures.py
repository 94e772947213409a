"""How well attributions are found, in the field's measure and in ours.

Spans, relations and their matching are counted as in PolNeAR's and PARC3's papers: over tokens, a
token being a word or one mark of punctuation that shares a character with the span.

* ``source``, ``cue``, ``content``: contiguous stretches of one role whose both ends agree;
* ``relation``: pairs whose contents share half of their tokens (Jaccard) and whose sources share
  one, or are both empty; ``relation.exact``: all three roles identical;
* ``overlap``: a content is right when it shares a token with any content opposite.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from reportedly.model import ROLES

_TOKEN = re.compile(r"\w+|[^\w\s]")

Marks = Mapping[str, list[tuple[int, int]]]
Tokens = frozenset[int]


@dataclass(frozen=True, slots=True)
class Measure:
    """Right, predicted and marked: enough for precision, recall and F1."""

    right_predicted: int
    predicted: int
    right_marked: int
    marked: int

    @property
    def precision(self) -> float:
        """Share of what was predicted that is right."""
        return self.right_predicted / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Share of what is marked that was found."""
        return self.right_marked / self.marked if self.marked else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of the two."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def measure(reports: Iterable[tuple[str, list[Marks], list[Marks]]]) -> dict[str, Measure]:
    """Measures over ``(text, marked, predicted)`` reports, by name, in the order shown."""
    counts: Counter[tuple[str, int]] = Counter()
    for text, marked, predicted in reports:
        _count(text, marked, predicted, counts)
    names = dict.fromkeys(name for name, _ in counts)
    return {n: Measure(*(counts[n, i] for i in range(4))) for n in names}


Row = dict[str, Tokens]


def tokenise(text: str, *lists: Sequence[Marks]) -> list[list[Row]]:
    """Each list of attributions with its spans as sets of token indices."""
    tokens = [m.span() for m in _TOKEN.finditer(text)]
    starts, ends = [s for s, _ in tokens], [e for _, e in tokens]

    def cover(spans: Iterable[tuple[int, int]]) -> Tokens:
        found: set[int] = set()
        for s, e in spans:
            found.update(range(bisect_right(ends, s), bisect_left(starts, e)))
        return frozenset(found)

    return [[{role: cover(a[role]) for role in ROLES} for a in rows] for rows in lists]


def matched_indices(text: str, marked: Sequence[Marks], predicted: Sequence[Marks]) -> set[int]:
    """Indices of the marked attributions that some predicted one agrees with as a relation."""
    gold, mine = tokenise(text, marked, predicted)
    return set(match_relations(gold, mine))


def _count(
    text: str, marked: list[Marks], predicted: list[Marks], counts: Counter[tuple[str, int]]
) -> None:
    gold, mine = tokenise(text, marked, predicted)

    def add(name: str, right: int, n_predicted: int, n_marked: int) -> None:
        for i, n in enumerate((right, n_predicted, right, n_marked)):
            counts[name, i] += n

    for role in ROLES:
        g, p = _stretches(gold, role), _stretches(mine, role)
        add(role, len(g & p), len(p), len(g))
    whole = [Counter(tuple(a[r] for r in ROLES) for a in rows) for rows in (gold, mine)]
    with_content = [a for a in gold if a["content"]], [a for a in mine if a["content"]]
    g_rows, p_rows = with_content
    pairs = match_relations(g_rows, p_rows)
    add("relation", len(pairs), len(p_rows), len(g_rows))
    add("relation.exact", sum((whole[0] & whole[1]).values()), len(mine), len(gold))
    union = [frozenset[int]().union(*(a["content"] for a in rows)) for rows in with_content]
    for i, n in enumerate(
        (
            sum(1 for a in p_rows if a["content"] & union[0]),
            len(p_rows),
            sum(1 for a in g_rows if a["content"] & union[1]),
            len(g_rows),
        )
    ):
        counts["overlap", i] += n


def _stretches(rows: list[Row], role: str) -> set[tuple[int, int]]:
    found: set[tuple[int, int]] = set()
    for row in rows:
        runs: list[list[int]] = []
        for token in sorted(row[role]):
            if runs and runs[-1][1] == token - 1:
                runs[-1][1] = token
            else:
                runs.append([token, token])
        found.update((a, b) for a, b in runs)
    return found


def match_relations(gold: list[Row], mine: list[Row]) -> dict[int, int]:
    """A largest one-to-one matching of marked (keys) to predicted relations that agree."""
    edges: list[list[int]] = []
    for a in gold:
        fits = []
        for j, b in enumerate(mine):
            shared = len(a["content"] & b["content"])
            union = len(a["content"]) + len(b["content"]) - shared
            if not shared or 2 * shared < union:
                continue
            if a["source"] & b["source"] or not (a["source"] or b["source"]):
                fits.append((-shared / union, j))
        edges.append([j for _, j in sorted(fits)])
    owner: dict[int, int] = {}

    def place(i: int, seen: set[int]) -> bool:
        for j in edges[i]:
            if j not in seen:
                seen.add(j)
                if j not in owner or place(owner[j], seen):
                    owner[j] = i
                    return True
        return False

    for i in range(len(gold)):
        place(i, set())
    return {i: j for j, i in owner.items()}
