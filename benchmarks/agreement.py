"""Names compared, and clusters: what the measures of this folder share."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping

_WORD = re.compile(r"\w+(?:[-’']\w+)*")
_OWNED = re.compile(r"['’]s?$")
# words that tell nobody from anybody
_EMPTY = frozenset(
    "the a an of and for in on at to by with from who its his her their mr mrs ms dr sir sen gov "
    "rep president senator governor minister professor prof judge jr sr".split()
)


def words_of(name: str | None) -> list[str]:
    """The words of a name that tell it from others, in lower case and in order.

    >>> words_of("the Harbour Office of Ostrava’s")
    ['harbour', 'office', 'ostrava']
    """
    found = [_OWNED.sub("", w.casefold()) for w in _WORD.findall(name or "")]
    return [w for w in found if w and w not in _EMPTY]


def plain(name: str) -> str:
    """A name without its article, possessive and capitals, as ``score_seed.py`` compares them."""
    return re.sub(r"^the ", "", _OWNED.sub("", name.strip()).casefold())


def same_person(ours: str | None, theirs: str | None) -> bool:
    """Whether two names may be one person's: the words of one among the other's, or one surname.

    Two first names must begin alike then ("Mike", "Michael"): a couple is not one person.
    """
    a, b = words_of(ours), words_of(theirs)
    if not a or not b:
        return False
    if set(a) <= set(b) or set(b) <= set(a):
        return True
    return a[-1] == b[-1] and (len(a) == 1 or len(b) == 1 or a[0][0] == b[0][0])


def bcubed(gold: Mapping[int, str], pred: Mapping[int, str]) -> tuple[float, float, int]:
    """Sums of B-cubed precision and recall over the items of ``gold``, and how many there are.

    As in ``shared/tools/score_story.py``: items missing from ``pred`` are clusters of their own.
    """
    of_pred: dict[int, Hashable] = {item: pred.get(item, ("alone", item)) for item in gold}
    by_gold: dict[Hashable, set[int]] = defaultdict(set)
    by_pred: dict[Hashable, set[int]] = defaultdict(set)
    for item in gold:
        by_gold[gold[item]].add(item)
        by_pred[of_pred[item]].add(item)
    precision = recall = 0.0
    for item in gold:
        shared = len(by_gold[gold[item]] & by_pred[of_pred[item]])
        precision += shared / len(by_pred[of_pred[item]])
        recall += shared / len(by_gold[gold[item]])
    return precision, recall, len(gold)


def f1_of(sums: Iterable[tuple[float, float, int]]) -> dict[str, float | None]:
    """B-cubed sums of several clusterings as one precision, recall and F1 in percent."""
    precision, recall, count = (sum(column) for column in zip((0.0, 0.0, 0), *sums, strict=True))
    if not count:
        return {"P": None, "R": None, "F": None}
    p, r = precision / count, recall / count
    return {"P": percent(p), "R": percent(r), "F": percent(2 * p * r / (p + r))}


def percent(part: float, whole: float = 1.0) -> float | None:
    """``part`` of ``whole`` in percent, or None of nothing."""
    return round(100 * part / whole, 1) if whole else None


def passage(text: str, start: int, end: int, around: int = 220) -> str:
    """The words from ``start`` to ``end``, marked, with some before and after, on one line."""
    before, after = text[max(0, start - around) : start], text[end : end + around]
    return f"… {before}⟦{text[start:end]}⟧{after} …".replace("\n", " ⏎ ")
