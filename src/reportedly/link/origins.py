"""Which mentions of a story stand on the same origin, across its reports."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256

from reportedly.link.entry import Entry, Known
from reportedly.link.parties import (
    Sighting,
    body_key,
    full_name,
    head_of,
    initials,
    listed,
    outlet_key,
    sightings,
    speaks_itself,
    tokens,
)
from reportedly.model import (
    Claim,
    Debt,
    Derivation,
    Kind,
    Mention,
    Origin,
    Reading,
    Stance,
    Voice,
)

_AGAINST = frozenset({Stance.DENIES, Stance.DOUBTS, Stance.DECLINES})
_SLUG = re.compile(r"[^\w]+")
_WITNESS = re.compile(
    r"\b(?:this (?:reporter|correspondent|newspaper|station|magazine) (?:saw|counted|heard|watched|"
    r"has seen|visited)|(?:our|a|its|\w+['’]s) (?:own )?(?:reporter|correspondent|photographer)s? "
    r"(?:saw|counted|heard|watched)|I (?:saw|counted|heard|watched|walked))\b"
)
_QUOTED = 4  # runs of four words in common that make it one quote: seven words
_PEOPLE = (Kind.UNNAMED_PERSON, Kind.UNNAMED_GROUP)
_BODIES = (Kind.ORGANISATION, Kind.OUTLET)
_NAME = r"((?:[A-Z][\w&’'-]*|of|and|for|the)(?: (?:[A-Z][\w&’'-]*|of|and|for|the))*)"
_AFTER_NAME = re.compile(rf"^,? (?:[^.;\n]{{0,50}}? )?(?:of|from|for|at|with) (?:the )?{_NAME}")
_BEFORE_NAME = re.compile(
    rf"(?:^|[^\w])(?:the )?{_NAME}['’]s? (?:[a-z-]+ ){{0,4}}(?:[a-z-]+, )?(?:[A-Z][a-z]+ ){{0,2}}$"
)


def origins(entries: Sequence[Entry], known: Known) -> tuple[tuple[Entry, ...], tuple[Origin, ...]]:
    """The reports of a story with the origin of each mention that has one, and the origins.

    An origin that is known keeps its id. The mentions in a report's own voice have an origin here
    where the report is a body's own word or its reporter saw it; see ``settle`` for the others.
    """
    before = {m.id: m.origin for c in known.claims for m in c.mentions if m.origin}
    everybody = _Everybody()
    for entry in entries:
        everybody.add(entry, before)
    everybody.join()
    made = _named(everybody, {o.id: o for o in known.origins})
    of = {m: origin.id for seen, origin in made for m in seen.mentions}
    done = tuple(
        replace(e, mentions=tuple(replace(m, origin=of.get(m.id)) for m in e.mentions))
        for e in entries
    )
    return done, tuple({origin.id: origin for _, origin in made}.values())


class _Everybody:
    """The sources of a story's reports, put together where they are one."""

    def __init__(self) -> None:
        self.seen: list[Sighting] = []
        self.root: list[int] = []
        self.outlets: dict[str, str] = {}
        self.statements: dict[str, int] = {}
        self.texts: dict[str, str] = {}
        self.names: dict[tuple[str, ...], int] = {}  # of each body's name, a sighting
        self.by_word: dict[str, list[tuple[str, ...]]] = defaultdict(list)

    def add(self, entry: Entry, before: Mapping[str, str]) -> None:
        report = entry.reading.report
        outlet = report.outlet or report.id
        self.outlets[outlet] = outlet_key(outlet)
        self.texts[report.id] = report.text
        own = speaks_itself(report)
        voice = [m for m in entry.mentions if m.voice is Voice.OWN]
        if own:
            mine = Sighting(report.id, Kind.ORGANISATION, outlet, True)
            mine.mentions = [m.id for m in voice]
            self.statements[report.id] = self._put(mine)
        else:
            saw = [m.id for m in voice if _WITNESS.search(m.span.text)]
            if saw:
                mine = Sighting(report.id, Kind.OUTLET, outlet, True)
                mine.mentions = saw
                self._put(mine)
        for seen in sightings(entry):
            seen.known += [before[m] for m in seen.mentions if m in before]
            self._put(seen)

    def _put(self, seen: Sighting) -> int:
        self.seen.append(seen)
        self.root.append(len(self.root))
        return len(self.root) - 1

    def find(self, at: int) -> int:
        while self.root[at] != at:
            self.root[at] = self.root[self.root[at]]
            at = self.root[at]
        return at

    def unite(self, one: int, other: int) -> None:
        one, other = self.find(one), self.find(other)
        self.root[max(one, other)] = min(one, other)

    def join(self) -> None:
        self._own()
        self._join_people()
        self._join_bodies()
        self._join_speakers()
        self._join_unnamed()

    def _own(self) -> None:
        """Calls the outlets that sources spoke to by the names of the story's outlets."""
        called: dict[str, set[str]] = defaultdict(set)
        for outlet, key in self.outlets.items():
            words = key.split("-")
            for short in (*(i.lower() for i in initials(outlet)), *words[-1:], *words[:1]):
                called[short].add(key)
        for s in self.seen:
            meant = called.get(s.owner, set())
            if s.owner not in self.outlets.values() and len(meant) == 1:
                s.owner = next(iter(meant))

    # --- people by name ---

    def _join_people(self) -> None:
        people = [i for i, s in enumerate(self.seen) if s.named and s.kind is Kind.NAMED_PERSON]
        full: dict[tuple[str, ...], int] = {}
        last: dict[str, set[int]] = defaultdict(set)
        for i in people:
            words = tokens(self.seen[i].name)
            if len(words) > 1:
                first = full.setdefault(words, i)
                self.unite(first, i)
                last[words[-1]].add(first)
                last[words[0]].add(first)
        for i in people:
            words = tokens(self.seen[i].name)
            if len(words) > 1:
                given, family = words[0], words[-1]
                alike = [
                    j
                    for w, j in full.items()
                    if (w[-1] == family and (w[0] == given or set(w) < set(words)))
                    or (w != words and w[0] == given and _spelt_alike(w[-1], family))
                ]
                for j in alike:
                    self.unite(i, j)
            elif words and len({self.find(j) for j in last[words[0]]}) == 1:
                self.unite(i, next(iter(last[words[0]])))
            elif words:
                self.unite(i, full.setdefault(words, i))

    # --- bodies and outlets by name, in short, by initials ---

    def _join_bodies(self) -> None:
        for i, s in enumerate(self.seen):
            key = body_key(s.name) if s.named and s.kind in _BODIES else ()
            if key:
                self.unite(self.names.setdefault(key, i), i)
        short: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        for key, i in self.names.items():
            for word in key:
                self.by_word[word].append(key)
            for letters in initials(full_name(self.seen[i].name)):
                short[letters.lower()].add(key)
        for key in sorted(self.names, key=len):
            at = self.names[key]
            fits = self._longer(key)
            if len(key) == 1:
                fits |= {k for k in short.get(key[0].replace(".", ""), ()) if k != key}
            self._unite_if(at, self._likeliest(self.seen[at].name, fits, self.seen[at].report))
        for i, s in enumerate(self.seen):
            if not s.named and s.kind in _BODIES and body_key(s.name):
                self._unite_if(i, self.body(s.name, s.report))
                if s.kind is Kind.ORGANISATION and not self._is_vague(s):
                    self.names.setdefault(body_key(s.name), i)
            elif s.named and s.kind is Kind.NAMED_PERSON and body_key(s.name) in self.names:
                self.unite(i, self.names[body_key(s.name)])

    def _longer(self, key: tuple[str, ...]) -> set[tuple[str, ...]]:
        """The names that hold all words of a name and more."""
        rare = min((self.by_word.get(w, []) for w in key), key=len, default=[])
        return {k for k in rare if len(k) > len(key) and set(key) <= set(k)}

    def _is_vague(self, s: Sighting) -> bool:
        return set(tokens(s.name)) <= listed("vague") | listed("counts") | listed("firms")

    def _unite_if(self, one: int, other: int | None) -> None:
        if other is not None:
            self.unite(one, other)

    def _likeliest(self, name: str, fits: Iterable[tuple[str, ...]], report: str) -> int | None:
        """The one body of several that a short name stands for: the one that speaks most."""
        found = [self.names[k] for k in fits]
        turning = [i for i in found if head_of(self.seen[i].name) == head_of(name)]
        if name.islower() and not turning:  # "the mine" is not the rescuers of the mines
            return None
        roots = dict.fromkeys(self.find(i) for i in turning or found)
        if len(roots) < 2:
            return next(iter(roots), None)
        weights = sorted(((self._weight(r, report), -r) for r in roots), reverse=True)
        return -weights[0][1] if weights[0][0] >= 2 * weights[1][0] else None

    def _weight(self, root: int, report: str) -> int:
        """How much a body speaks in the story, most of all in one report."""
        weight = 0
        for i, s in enumerate(self.seen):
            if self.find(i) == root:
                weight += max(1, len(s.mentions)) * (4 if s.report == report else 1)
        return weight

    def body(self, words: str, report: str) -> int | None:
        """The body that words stand for in a report: by its name, or by what it is."""
        key = body_key(words)
        if not key:
            return None
        if key in self.names:
            return self.names[key]
        fits = self._longer(key)
        if not fits and head_of(words) in listed("firms") and not set(key) & listed("offices"):
            return self._firm()
        return self._likeliest(words, fits, report)

    def _firm(self) -> int | None:
        """The one body of the story that is no office of a state, by how often it speaks."""
        often: Counter[int] = Counter()
        for i, s in enumerate(self.seen):
            office = set(tokens(full_name(s.name))) & listed("offices")
            if not s.named or s.kind is not Kind.ORGANISATION or office:
                continue
            if outlet_key(s.name) not in self.outlets.values() or s.report in self.statements:
                often[self.find(i)] += len(s.mentions)
        if not often:
            return None
        (best, most), *rest = often.most_common(2)
        return best if not rest or most >= 2 * rest[0][1] else None

    # --- who speaks for a body ---

    def _join_speakers(self) -> None:
        votes: dict[int, Counter[int | None]] = defaultdict(Counter)
        for i, s in enumerate(self.seen):
            if s.kind in _BODIES and s.named:
                continue
            body = self._speaks_for(s)
            if s.named:
                votes[self.find(i)][body] += len(s.mentions) * (1 if body is None else 5)
            elif body is not None:
                self.unite(i, body)
        for person, bodies in votes.items():
            best = bodies.most_common(1)[0][0]
            if best is not None:
                self.unite(person, best)
        first: dict[tuple[str, ...], int] = {}
        for i, s in enumerate(self.seen):  # those who speak for a body that is no source itself
            if s.body and body_key(s.body) and self.body(s.body, s.report) is None:
                self.unite(first.setdefault(body_key(s.body), i), i)

    def _speaks_for(self, s: Sighting) -> int | None:
        """The body that somebody speaks for, as far as their report or another tells."""
        if s.body:
            return self.body(s.body, s.report)
        if "minister" in s.role:
            key = tuple(sorted(s.role - {"minister"} | {"ministry"}))
            return self.names.get(key) or self._likeliest("Ministry", self._longer(key), s.report)
        if s.role & listed("alone"):
            return None
        if s.nouns and s.kind is not Kind.DOCUMENT and s.nouns <= listed("firms"):
            return self._firm()
        speaks = s.role & (listed("speaks") | listed("heads"))
        for noun in sorted(s.role & listed("bodies")) if speaks else ():
            body = self.body(noun, s.report)
            if body is not None:
                return body
        if not s.named or s.kind is not Kind.NAMED_PERSON:
            return None
        beside = self._beside(s)
        if beside is None and " " in s.name:
            for report, at in self.statements.items():
                if s.name in self.texts[report] and (speaks or s.report == report):
                    return at
        if beside is None and s.role & listed("executives"):
            return self._firm()
        return beside

    def _beside(self, s: Sighting) -> int | None:
        """The body that is named beside a person's name: "Ann Pell of Corrin Water"."""
        for report in dict.fromkeys((s.report, *self.texts)):
            text = self.texts[report]
            at = text.find(s.name)
            if at < 0 or " " not in s.name:
                continue
            before, after = text[max(0, at - 90) : at], text[at + len(s.name) :][:110]
            for pattern, words in ((_AFTER_NAME, after), (_BEFORE_NAME, before)):
                found = pattern.search(words)
                key = body_key(found.group(1)) if found else ()
                alone = found is not None and set(tokens(found.group())) & listed("alone")
                if key in self.names and not alone:
                    return self.names[key]
        return None

    # --- the unnamed ---

    def _join_unnamed(self) -> None:
        loose = [
            i for i, s in enumerate(self.seen) if not s.named and s.nouns and self._is_loose(i)
        ]
        by_noun: dict[str, list[int]] = defaultdict(list)
        for i in loose:
            for noun in self.seen[i].nouns:
                for j in by_noun[noun]:
                    if self._are_one(self.seen[i], self.seen[j]):
                        self.unite(i, j)
                by_noun[noun].append(i)
        self._join_called(loose)
        self._join_quoted(loose)

    def _join_called(self, loose: Sequence[int]) -> None:
        """Somebody called by what one named person of the story is: "the harbour pilot"."""
        roles: dict[str, set[int]] = defaultdict(set)
        for i, s in enumerate(self.seen):
            if s.named and s.kind is Kind.NAMED_PERSON:
                for word in s.role:
                    roles[word].add(self.find(i))
        for i in loose:
            s = self.seen[i]
            telling = s.nouns - listed("general")
            if s.kind is Kind.UNNAMED_PERSON and telling and s.nouns:
                found = set.intersection(*(roles.get(n, set()) for n in s.nouns))
                if len({self.find(j) for j in found}) == 1:
                    self.unite(i, found.pop())

    def _is_loose(self, at: int) -> bool:
        return self.root[at] == at or not self.seen[self.find(at)].named

    def _join_quoted(self, loose: Sequence[int]) -> None:
        """Whoever without a name says what another report quotes is the one quoted there."""
        by_run: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for i, s in enumerate(self.seen):
            for run in s.runs:
                by_run[run].append(i)
        for i in loose:
            s = self.seen[i]
            shared: Counter[int] = Counter()
            for run in s.runs:
                for j in by_run[run]:
                    if self.seen[j].report != s.report:
                        shared[j] += 1
            for j, count in shared.most_common(1):
                least = min(len(s.runs), len(self.seen[j].runs))
                if count >= _QUOTED and 2 * count >= least:
                    self.unite(i, j)

    def _are_one(self, a: Sighting, b: Sighting) -> bool:
        """Whether two without a name are one, by what they are called, whom they told and say."""
        if (a.kind is Kind.DOCUMENT) != (b.kind is Kind.DOCUMENT) or a.report == b.report:
            return False
        both = a.nouns & b.nouns
        if a.nouns == b.nouns and (a.owner == b.owner or a.kind is Kind.DOCUMENT):
            return True
        if a.owner == b.owner and both - listed("general"):
            return 2 * len(both) >= max(len(a.nouns), len(b.nouns))
        if a.owner == b.owner and a.told != b.told and a.kind in _PEOPLE and b.kind in _PEOPLE:
            return bool(both - {"source"})  # "three officers", and "officers who spoke to ..."
        if both - listed("general") and 2 * len(both) >= min(len(a.nouns), len(b.nouns)):
            return bool(a.runs & b.runs) or len(both) > 1
        return len(a.runs & b.runs) > 2


def _spelt_alike(one: str, other: str) -> bool:
    """Whether two surnames are one but for a letter: "Otwell", "Ottwell"."""
    if min(len(one), len(other)) < 5 or abs(len(one) - len(other)) > 1:
        return False
    start = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), 99)
    rest, more = one[start:], other[start:]
    return start < 99 and (rest == more[1:] or rest[1:] == more or rest[1:] == more[1:])


# --- ids and names ---


def _named(everybody: _Everybody, known: Mapping[str, Origin]) -> list[tuple[Sighting, Origin]]:
    """Each sighting with its origin; a known one where its mentions had it before."""
    groups: dict[int, list[Sighting]] = defaultdict(list)
    for i, seen in enumerate(everybody.seen):
        groups[everybody.find(i)].append(seen)
    out: list[tuple[Sighting, Origin]] = []
    taken: set[str] = set()
    for group in groups.values():
        had = Counter(o for s in group for o in s.known if o in known and o not in taken)
        made = _origin_of(group)
        if had:
            made = known[had.most_common(1)[0][0]]
        elif made.id in known:
            made = known[made.id]
        taken.add(made.id)
        out += [(s, made) for s in group]
    return out


def _origin_of(group: Sequence[Sighting]) -> Origin:
    bodies = [s for s in group if s.named and s.kind in (Kind.ORGANISATION, Kind.OUTLET)]
    people = [s for s in group if s.named and s.kind is Kind.NAMED_PERSON]
    best = _fullest(bodies) or _fullest(people)
    if best is not None:
        kind = best.kind
        name = full_name(best.name)
        words = set(tokens(name))
        alone = kind is Kind.NAMED_PERSON and len(words) < 2
        vague = alone or words <= listed("bodies") | listed("firms") | listed("subjects")
        prefix = {Kind.NAMED_PERSON: "person", Kind.OUTLET: "outlet"}.get(kind, "body")
        key = f"{prefix}:{_slug(name)}"
        outlet = name if kind is Kind.OUTLET else None
        return Origin(f"{key}:{_mark(group)}" if vague else key, name, kind, outlet)
    spoken = next((s.body for s in group if s.body), None)
    if spoken:
        return Origin(f"body:{_slug(spoken)}:{_mark(group)}", spoken, Kind.ORGANISATION)
    first = max(group, key=lambda s: len(s.nouns))
    owner = Counter(s.owner for s in group if s.told).most_common(1)
    outlet = owner[0][0] if owner else group[0].owner
    key = f"unnamed:{outlet}:{_slug(first.name)[:40]}:{_mark(group)}"
    return Origin(key, first.name, first.kind, outlet)


def _fullest(named: Sequence[Sighting]) -> Sighting | None:
    """The one with the name that most mentions have, by its words; of as many the longest."""
    if not named:
        return None
    often: Counter[tuple[str, ...]] = Counter()
    for s in named:
        often[tokens(full_name(s.name))] += len(s.mentions)
    return max(
        named,
        key=lambda s: (min(len(tokens(full_name(s.name))), 6), often[tokens(full_name(s.name))]),
    )


def _slug(name: str) -> str:
    return _SLUG.sub("-", name.casefold()).strip("-")[:80]


def _mark(group: Sequence[Sighting]) -> str:
    """Tells apart what goes by the same words in different stories: by where it was first seen."""
    return sha256(group[0].report.encode()).hexdigest()[:8]


# --- own voice ---


def settle(
    claim: Claim, readings: Mapping[str, Reading], debts: Iterable[Derivation] = ()
) -> Claim:
    """The claim with the origins of what reports say in their own voice, or leave to an outlet.

    A lead or headline stands on what the report's own attributed mention of the claim stands on,
    the nearest first. A reprint stands where the reprinted report does; so does "the Courier
    reported" where the Courier's own report is at hand.
    """
    spoken: dict[str, list[Mention]] = defaultdict(list)
    for m in claim.mentions:
        if m.origin:
            spoken[m.report].append(m)
    copied = {d.report: d.source for d in debts if d.debt is Debt.REPRINTS}
    where: dict[str, list[str]] = defaultdict(list)
    for report, reading in readings.items():
        if report in spoken and reading.report.outlet:
            where[outlet_key(reading.report.outlet)].append(report)
    done = []
    for m in claim.mentions:
        origin = m.origin
        if origin is None and m.voice is Voice.OWN:
            origin = _nearest(m, spoken[m.report]) or _nearest(m, spoken[copied.get(m.report, "")])
        elif origin is not None and origin.startswith("outlet:"):
            origin = _behind(m, where, spoken) or origin
        done.append(replace(m, origin=origin) if origin != m.origin else m)
    return replace(claim, mentions=tuple(done))


def _nearest(mention: Mention, others: Sequence[Mention]) -> str | None:
    """The origin of the mention of the same side that is nearest in the text."""
    side = mention.stance in _AGAINST
    same = [m for m in others if (m.stance in _AGAINST) == side and m.id != mention.id]
    if not same:
        return None
    return min(same, key=lambda m: abs(m.span.start - mention.span.start)).origin


def _behind(
    mention: Mention, where: Mapping[str, list[str]], spoken: Mapping[str, list[Mention]]
) -> str | None:
    """The one origin that an outlet's own reports give for the claim, where it is named for it."""
    if mention.voice is Voice.OWN or mention.origin is None:
        return None
    reports = where.get("-".join(tokens(full_name(mention.source_name or ""))), ())
    side = mention.stance in _AGAINST
    found = {
        m.origin
        for r in reports
        if r != mention.report
        for m in spoken.get(r, ())
        if (m.stance in _AGAINST) == side and not (m.origin or "").startswith("outlet:")
    }
    return found.pop() if len(found) == 1 else None
