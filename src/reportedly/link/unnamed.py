"""Which sources without a name are one: by what they are called, whom they told, what they say."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from reportedly.link.gathering import Gathering
from reportedly.link.parties import PEOPLE, Sighting, listed, tokens
from reportedly.model import Kind

_PART = re.compile(
    r"(?i)(?:(?:one|both|neither|either|two) of (?:them|the \w+|those)|one|both)\b,?$"
)
_QUOTED = 4  # runs of four words in common that make it one quote: seven words

_LONGER = 8  # as many where it would make somebody without a name the voice of a body


def join_unnamed(gathering: Gathering) -> None:
    """Puts together the sources without a name that are one.

    Each joins the first of a set, never a later one, so that no set grows by resemblance alone.
    """
    seen = gathering.seen
    loose = [i for i, s in enumerate(seen) if not s.named and s.nouns and gathering.is_loose(i)]
    first: dict[str, list[int]] = defaultdict(list)
    for i in loose:
        met = Counter(j for noun in seen[i].nouns for j in first[noun])
        alike = (j for j, _ in met.most_common() if _are_one(seen[i], seen[j]))
        found = next(alike, None)
        gathering.unite(i, found)
        if found is not None:  # whoever joins later is compared with where these are from, too
            seen[found].at = seen[found].at or seen[i].at
        for noun in seen[i].nouns if found is None else ():
            first[noun].append(i)
    _join_parts(gathering, loose)
    _join_called(gathering, loose)
    _join_quoted(gathering, loose)


def _join_parts(gathering: Gathering, loose: Sequence[int]) -> None:
    """One of several is of those that the report brought up before: "one of them"."""
    last: dict[str, int] = {}
    groups = {(gathering.seen[i].report, tokens(gathering.seen[i].name)): i for i in loose}
    for i in loose:
        s = gathering.seen[i]
        if s.group:
            gathering.unite(i, groups.get((s.report, tokens(s.group))))
        elif _PART.match(s.name):
            gathering.unite(i, last.get(s.report))
        elif s.kind is Kind.UNNAMED_GROUP:
            last[s.report] = i


def _join_called(gathering: Gathering, loose: Sequence[int]) -> None:
    """Somebody called by what one named person of the story is: "the harbour pilot"."""
    roles: dict[str, set[int]] = defaultdict(set)
    for i, s in enumerate(gathering.seen):
        if s.named and s.kind is Kind.NAMED_PERSON:
            for word in s.role:
                roles[word].add(gathering.find(i))
    for i in loose:
        s = gathering.seen[i]
        if s.kind is Kind.UNNAMED_PERSON and s.nouns - listed("general") and gathering.is_loose(i):
            found = set.intersection(*(roles.get(n, set()) for n in s.nouns))
            if len({gathering.find(j) for j in found}) == 1:
                gathering.unite(i, found.pop())


def _join_quoted(gathering: Gathering, loose: Sequence[int]) -> None:
    """Whoever without a name says what another report quotes is the one quoted there."""
    seen = gathering.seen
    by_run: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i, s in enumerate(seen):
        for run in s.runs:
            by_run[run].append(i)
    for i in loose:
        s = seen[i]
        shared: Counter[int] = Counter()
        for run in s.runs:
            for j in by_run[run]:
                if seen[j].report != s.report:
                    shared[j] += 1
        for j, count in shared.most_common(1):
            least = min(len(s.runs), len(seen[j].runs))
            free = gathering.is_loose(i) and not _are_apart(s, seen[j])
            enough = _LONGER if s.kind in PEOPLE and gathering.is_body(j) else _QUOTED
            if count >= enough and 2 * count >= least and free:
                gathering.unite(i, j)


def _are_one(a: Sighting, b: Sighting) -> bool:
    """Whether two without a name are one, by what they are called, whom they told and say."""
    if a.report == b.report or _are_apart(a, b):
        return False
    both = a.nouns & b.nouns
    if a.nouns == b.nouns and (a.owner == b.owner or a.kind is Kind.DOCUMENT):
        return True
    if a.owner == b.owner and both - listed("general"):
        return 2 * len(both) >= max(len(a.nouns), len(b.nouns))
    if a.owner == b.owner and a.told != b.told and a.kind in PEOPLE and b.kind in PEOPLE:
        return bool(both - {"source"})  # "three officers", and "officers who spoke to ..."
    if both - listed("general") and 2 * len(both) >= min(len(a.nouns), len(b.nouns)):
        return bool(a.runs & b.runs) or len(both) > 1
    return len(a.runs & b.runs) > 2


def _are_apart(a: Sighting, b: Sighting) -> bool:
    """Whether two cannot be one: a document and a person, or people of different places."""
    if (a.kind is Kind.DOCUMENT) != (b.kind is Kind.DOCUMENT):
        return True
    return bool(a.at and b.at) and not (a.at <= b.at or b.at <= a.at)
