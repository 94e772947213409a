"""What judgements ask of linking: which mentions belong together, apart, and reports where."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import combinations, pairwise

from reportedly.model import Judgement

Pairs = frozenset[tuple[str, str]]


def is_mention(subject: str) -> bool:
    """Whether an id is a mention's: it has the report's id, a colon and a number."""
    return subject.rpartition(":")[2].isdigit() and ":" in subject


def constraints(judgements: Iterable[Judgement]) -> tuple[Pairs, Pairs, dict[str, str]]:
    """Pairs of mentions to keep together, pairs to keep apart, and the story of moved reports.

    A later judgement on the same pair, or the same report, takes the place of an earlier one.
    The subjects of "same", "not-same" and "merge" hold mentions; of "split" the claim, then the
    mentions taken out, "|", and those left; of "move" a report and a story.

    >>> from datetime import datetime
    >>> one = Judgement(1, "same", ("r1:2", "r2:0"), "ada", datetime(2031, 5, 1))
    >>> sorted(constraints([one])[0])
    [('r1:2', 'r2:0')]
    """
    pairs: dict[tuple[str, str], bool] = {}
    moved: dict[str, str] = {}
    for judgement in judgements:
        if judgement.undone:
            continue
        if judgement.verb == "move":
            moved[judgement.subjects[0]] = judgement.subjects[1]
        elif judgement.verb == "split":
            cut = judgement.subjects.index("|")
            taken = set(filter(is_mention, judgement.subjects[:cut]))
            _forget(pairs, True, lambda pair: len(taken & pair) == 1)  # noqa: B023 - called now
            for out in taken:
                for left in judgement.subjects[cut + 1 :]:
                    pairs[min(out, left), max(out, left)] = False
        elif judgement.verb in ("same", "merge", "not-same"):
            found = [subject for subject in judgement.subjects if is_mention(subject)]
            same = judgement.verb != "not-same"
            if same:
                _forget(pairs, False, set(found).issuperset)
            for one, other in pairwise(found) if same else combinations(found, 2):
                pairs[min(one, other), max(one, other)] = same
    together = frozenset(pair for pair, kept in pairs.items() if kept)
    return together, frozenset(pairs) - together, moved


def _forget(
    pairs: dict[tuple[str, str], bool], same: bool, concerned: Callable[[set[str]], bool]
) -> None:
    """Drop earlier pairs of one kind that a judgement goes against."""
    for pair in [p for p, kept in pairs.items() if kept is same and concerned({*p})]:
        del pairs[pair]
