"""Loops: reports that lend each other authority in a circle.

A report claims a thing; another passes it on; the first takes that as confirmation. In the texts
this is a report whose outlet is named by a later one, and which, updated since, names that one.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping, Sequence

from reportedly.model import Debt, Derivation, Loop, Reading, Reason


def loops(derivations: Iterable[Derivation], readings: Sequence[Reading] = ()) -> tuple[Loop, ...]:
    """The shortest circles of reports that name each other, each once.

    A circle begins with the report that was published first where ``readings`` tell, else with
    the least id.

    Only debts that a report owns up to (cites) close a circle: shared words have one direction.
    """
    dates = {r.report.id: r.report.published.timestamp() for r in readings if r.report.published}
    steps: dict[str, dict[str, Derivation]] = {}
    for d in derivations:
        if d.debt is Debt.CITES:
            steps.setdefault(d.report, {})[d.source] = d
    found: dict[frozenset[str], Loop] = {}
    for start in sorted(steps):
        for onward in sorted(steps[start]):
            path = _way(steps, onward, start)
            circle = frozenset(path)
            if path and circle not in found:
                ordered = _turned(path, dates)
                found[circle] = Loop(ordered, _reasons(steps, ordered))
    return tuple(found.values())


def _way(steps: Mapping[str, Mapping[str, Derivation]], start: str, goal: str) -> tuple[str, ...]:
    """The shortest way from a report to another along their debts; empty for none."""
    before: dict[str, str] = {start: ""}
    queue = deque([start])
    while queue:
        at = queue.popleft()
        if at == goal:
            path = [at]
            while before[path[-1]]:
                path.append(before[path[-1]])
            return tuple(reversed(path))
        for onward in sorted(steps.get(at, ())):
            if onward not in before:
                before[onward] = at
                queue.append(onward)
    return ()


def _turned(path: tuple[str, ...], dates: Mapping[str, float]) -> tuple[str, ...]:
    first = path.index(min(path, key=lambda i: (dates.get(i, 0.0), i)))
    return path[first:] + path[:first]


def _reasons(
    steps: Mapping[str, Mapping[str, Derivation]], circle: tuple[str, ...]
) -> tuple[Reason, ...]:
    reasons = []
    for at, onward in zip(circle, circle[1:] + circle[:1], strict=True):
        debt = steps[at][onward]
        worded = [r for r in debt.reasons if r.words]
        words = worded[0].words if worded else ""
        reasons.append(Reason(f"{at} cites {onward}", debt.score, words))
    return tuple(reasons)
