"""Which named people of a story are one."""

from __future__ import annotations

import re
from collections import defaultdict

from reportedly.link.gathering import Gathering
from reportedly.link.parties import listed, stem, tokens
from reportedly.model import Kind
from reportedly.resolve.lexicon import words_of


def join_people(gathering: Gathering) -> None:
    """Puts together who has one name: in full, by surname alone, or spelt a letter apart."""
    seen = gathering.seen
    people = [i for i, s in enumerate(seen) if s.named and s.kind is Kind.NAMED_PERSON]
    full: dict[tuple[str, ...], int] = {}
    last: dict[str, set[int]] = defaultdict(set)
    for i in people:
        words = tokens(seen[i].name)
        if len(words) > 1:
            first = full.setdefault(words, i)
            gathering.unite(first, i)
            last[words[-1]].add(first)
            last[words[0]].add(first)
    by_family: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    by_given: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for words in full:
        by_family[words[-1]].append(words)
        by_given[words[0]].append(words)
    for words, i in full.items():
        given, family = words[0], words[-1]
        alike = [w for w in by_family[family] if w[0] == given or set(w) < set(words)]
        alike += [w for w in by_given[given] if _spelt_alike(w[-1], family)]
        for w in alike:
            gathering.unite(i, full[w])
    for i in people:
        words = tokens(seen[i].name)
        if len(words) != 1:
            continue
        meant = {gathering.find(j) for j in last[words[0]]}
        if len(meant) == 1 and not _is_other(gathering, i, next(iter(last[words[0]]))):
            gathering.unite(i, meant.pop())
        else:
            gathering.unite(i, full.setdefault(words, i))


def _is_other(gathering: Gathering, at: int, candidate: int) -> bool:
    """Whether the report of a lone surname gives it to somebody else: "Ann Pell", not "Jo Pell"."""
    name, full = gathering.seen[at].name, gathering.seen[candidate].name
    text = gathering.texts[gathering.seen[at].report]
    if full in text:
        return False
    titles = listed("speaks") | listed("heads") | listed("alone") | listed("staff")
    before = re.findall(rf"\b([A-Z][a-z]+) {re.escape(name)}\b", text)
    titles |= words_of("common") | {"mr", "mrs", "ms", "dr", "sir"}
    given = {w for w in before if w.lower() not in titles and stem(w.lower()) not in titles}
    return bool(given) and full.split()[0] not in given


def _spelt_alike(one: str, other: str) -> bool:
    """Whether two surnames are one but for a letter: "Otwell", "Ottwell"."""
    if one == other or min(len(one), len(other)) < 5 or abs(len(one) - len(other)) > 1:
        return False
    start = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), 99)
    rest, more = one[start:], other[start:]
    return start < 99 and (rest == more[1:] or rest[1:] == more or rest[1:] == more[1:])
