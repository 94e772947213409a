"""Which bodies and outlets of a story are one: by name, in short, by initials, by what they are."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from reportedly.link.gathering import Gathering
from reportedly.link.parties import (
    BODIES,
    Sighting,
    body_key,
    full_name,
    head_of,
    initials,
    listed,
    outlet_key,
    tokens,
)
from reportedly.model import Kind
from reportedly.resolve.lexicon import words_of
from reportedly.resolve.nations import nation_of

Key = tuple[str, ...]
_MINISTER = frozenset(("minister", "vice", "deputy", "prime"))
_LONG = 6  # words of a name at most that others may be short for
_OF_PLACE = ("n", "an", "ian", "i", "ese", "ish")


class Bodies:
    """The bodies of a story by their names.

    Attributes:
        names: of each body's name, by its key, a place in the gathering.
    """

    def __init__(self, gathering: Gathering) -> None:
        self.names: dict[Key, int] = {}
        self._all = gathering
        self._by_word: dict[str, list[Key]] = defaultdict(list)
        self._places = _places(s.name for s in gathering.seen if s.kind in BODIES)
        for i, s in enumerate(gathering.seen):
            key = self.key(s.name) if s.named and s.kind in BODIES else ()
            if key:
                gathering.unite(self.names.setdefault(key, i), i, bodies=True)
        self._join_short()
        self._join_described()

    def key(self, name: str) -> Key:
        """What tells a body's name from others; "Veshkari" and "of Veshkar" are one word."""
        key = body_key(name)
        if self._places.keys().isdisjoint(key):
            return key
        return tuple(sorted({self._places.get(w, w) for w in key}))

    def _join_short(self) -> None:
        short: dict[str, set[Key]] = defaultdict(set)
        for key, i in self.names.items():
            if self._is_compound(i):
                continue
            for word in key:
                self._by_word[word].append(key)
            for letters in initials(full_name(self._all.seen[i].name)):
                short[letters.lower()].add(key)
        for key in sorted(self.names, key=len):
            at = self.names[key]
            fits = self._longer(key)
            if len(key) == 1:
                fits |= {k for k in short.get(key[0].replace(".", ""), ()) if k != key}
            s = self._all.seen[at]
            self._all.unite(at, self._likeliest(s.name, fits, s.report), bodies=True)

    def _join_described(self) -> None:
        """Joins the bodies without a name, the longest description first, and odd "people"."""
        seen = self._all.seen
        described = [
            i for i, s in enumerate(seen) if not s.named and s.kind in BODIES and self.key(s.name)
        ]
        for i in sorted(described, key=lambda i: -len(self.key(seen[i].name))):
            s = seen[i]
            self._all.unite(i, self.body(s.name, s.report))
            if s.kind is Kind.ORGANISATION and not _is_vague(s):
                self._keep(self.key(s.name), i)
        for i, s in enumerate(seen):
            if s.named and s.kind is Kind.NAMED_PERSON:
                self._all.unite(i, self._called(s))

    def _called(self, person: Sighting) -> int | None:
        """The body that a "person" is: one by its whole name, or by words of it, without a role."""
        key = self.key(person.name)
        if key in self.names:
            return self.names[key]
        if len(key) < 2 or person.role:
            return None
        return self._likeliest(person.name, self._longer(key), person.report)

    def _is_compound(self, at: int) -> bool:
        """Whether a name is that of two bodies, "the Orth Gazette and the Tarn Post", or none."""
        name = self._all.seen[at].name
        if " and the " in name or len(self.key(name)) > _LONG:
            return True
        return any(self.key(p) in self.names for p in re.split(r" and |, ", name)[1:] if p)

    def _keep(self, key: Key, at: int) -> None:
        if key not in self.names:
            self.names[key] = at
            for word in key:
                self._by_word[word].append(key)

    def _longer(self, key: Key) -> set[Key]:
        """The names that hold all words of a name and more; a country is none of its offices."""
        if len(key) == 1 and _is_national(key):
            return set()
        rare = min((self._by_word.get(w, []) for w in key), key=len, default=[])
        return {k for k in rare if len(k) > len(key) and set(key) <= set(k)}

    def _likeliest(self, name: str, fits: Iterable[Key], report: str) -> int | None:
        """The one body of several that a short name stands for: the one that speaks most."""
        found = [self.names[k] for k in fits]
        turning = [i for i in found if head_of(self._all.seen[i].name) == head_of(name)]
        if name.islower() and not turning:  # "the mine" is not the rescuers of the mines
            return None
        roots = dict.fromkeys(self._all.find(i) for i in turning or found)
        if len(roots) < 2:
            return next(iter(roots), None)
        weights = sorted(((self._all.weight(r, report), -r) for r in roots), reverse=True)
        return -weights[0][1] if weights[0][0] >= 2 * weights[1][0] else None

    def body(self, words: str, report: str) -> int | None:
        """The body that words stand for in a report: by its name, or by what it is."""
        key = self.key(words)
        if not key:
            return None
        if key in self.names:
            return self.names[key]
        fits = self._longer(key)
        if set(key) <= listed("offices") | listed("subjects"):
            fits = {k for k in fits if not _is_national(k) or self._says(k, report)}
        bare = tuple(w for w in key if w not in listed("firms") | listed("bodies"))
        if not fits and bare != key and bare in self.names:  # "the airline Corrin"
            return self.names[bare]
        if not fits and head_of(words) in listed("firms") and not set(key) & listed("offices"):
            return self.firm()
        return self._likeliest(words, fits, report)

    def _says(self, key: Key, report: str) -> bool:
        return self._all.says_in(self.names[key], report)

    def ministry(self, minister: Sighting) -> int | None:
        """The ministry whose minister somebody is, of their own country where that is told."""
        of_what = minister.role - _MINISTER
        if not of_what:
            return None
        key = tuple(sorted(of_what | {"ministry"}))
        fits = self._longer(key) | ({key} & self.names.keys())
        of = {self._places.get(w, w) for w in minister.of}
        if of and any(of & set(k) for k in fits):
            fits = {k for k in fits if of & set(k)}
        elif of:
            fits = {k for k in fits if k == key and self._says(k, minister.report)}
        return self._likeliest("Ministry", fits, minister.report)

    def firm(self) -> int | None:
        """The one body of the story that is no office of a state, by how often it speaks."""
        often: Counter[int] = Counter()
        outlets = set(self._all.outlets.values())
        for i, s in enumerate(self._all.seen):
            office = set(tokens(full_name(s.name))) & listed("offices")
            if not s.named or s.kind is not Kind.ORGANISATION or office:
                continue
            if outlet_key(s.name) not in outlets or s.report in self._all.statements:
                often[self._all.find(i)] += len(s.mentions)
        if not often:
            return None
        (best, most), *rest = often.most_common(2)
        return best if not rest or most >= 2 * rest[0][1] else None


def _places(names: Iterable[str]) -> dict[str, str]:
    """The word for a place by the word for what is of it: "veshkar" by "veshkari"."""
    words = {w for name in names for w in body_key(name)} - words_of("common")
    found = {}
    for word in words:
        for ending in _OF_PLACE:
            place = word.removesuffix(ending)
            if place != word and len(place) > 3 and place in words:
                found[word] = place
    return found


def _is_national(key: Key) -> bool:
    """Whether a body is a country's: of these, many countries have one."""
    return any(nation_of(w.title()) for w in key)


def _is_vague(s: Sighting) -> bool:
    return set(tokens(s.name)) <= listed("vague") | listed("counts") | listed("firms")
