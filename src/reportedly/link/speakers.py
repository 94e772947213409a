"""Who of a story speaks for which of its bodies."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from reportedly.link.bodies import Bodies
from reportedly.link.gathering import Gathering
from reportedly.link.parties import BODIES, Sighting, body_key, full_name, listed, stem, tokens
from reportedly.model import Kind
from reportedly.resolve.nations import nation_of

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_AFTER = re.compile(
    r",? ([^.;:\n]{0,60}? )?(?:of|from|for|at|with|leads|heads|runs|chairs)(?: the| its)?"
    r"(?: [a-z’'-]+){0,2} "
)
_BEFORE = re.compile(r"(?:['’]s?)?,? (?:[\w-]+,? ){0,6}$")
_OFFICE = re.compile(r"(.+?)(?:['’]s|(?<=s)['’]) office")
_ITS = re.compile(r"\b(?:[Ii]ts|[Tt]heir) (?:[\w-]+,? ){0,5}$")
_REACH = 100  # characters between a name and the body that it is said to belong to
_BACK = 300  # characters back to the body that "its" stands for
_VERBS = frozenset("was were said told been had has by is".split())
_PAST = frozenset("former ex retired".split())


def join_speakers(gathering: Gathering, bodies: Bodies) -> None:
    """Puts who speaks for a body together with it, as far as any report of the story tells."""
    votes = _votes(gathering, bodies)
    for person, found in votes.items():
        if found:
            gathering.unite(person, found.most_common(1)[0][0])
    _join_offices(gathering)
    first: dict[tuple[str, ...], int] = {}
    for i, s in enumerate(gathering.seen):  # those who speak for a body that is no source itself
        if s.body and body_key(s.body) and bodies.body(s.body, s.report) is None:
            gathering.unite(first.setdefault(body_key(s.body), i), i)


def _votes(gathering: Gathering, bodies: Bodies) -> dict[int, Counter[int]]:
    """For each person with a name, the bodies they may speak for; others are put with theirs."""
    votes: dict[int, Counter[int]] = defaultdict(Counter)
    elsewhere = set()
    people = []
    for i, s in enumerate(gathering.seen):
        if s.kind in BODIES and s.named:
            continue
        body = _speaks_for(s, gathering, bodies)
        if not s.named:
            gathering.unite(i, body)
        elif body is not None:
            votes[gathering.find(i)][body] += max(1, len(s.mentions))
        elif s.kind is Kind.NAMED_PERSON:
            people.append(i)
            if s.of or s.role & (listed("alone") | listed("bodies")):
                elsewhere.add(gathering.find(i))
    beside = _Beside(gathering, bodies)
    for i in people:
        if gathering.find(i) not in elsewhere:
            votes[gathering.find(i)].update(beside.of(gathering.seen[i].name))
    return votes


def _join_offices(gathering: Gathering) -> None:
    """A person's office gives the person's word."""
    people = {
        tokens(s.name): i
        for i, s in enumerate(gathering.seen)
        if s.named and s.kind is Kind.NAMED_PERSON
    }
    for i, s in enumerate(gathering.seen):
        office = _OFFICE.fullmatch(s.name)
        if office and s.kind is Kind.ORGANISATION:
            gathering.unite(i, people.get(tokens(office.group(1))), bodies=True)


def _speaks_for(s: Sighting, gathering: Gathering, bodies: Bodies) -> int | None:
    """The body that somebody speaks for, as far as their own report tells."""
    if s.body:
        return bodies.body(s.body, s.report)
    if "minister" in s.role:
        return bodies.ministry(s)
    if s.role & listed("alone"):
        return None
    if s.nouns and s.kind is not Kind.DOCUMENT and s.nouns <= listed("firms"):
        return bodies.firm()
    speaks = s.role & (listed("speaks") | listed("heads"))
    body = _in_role(s, gathering, bodies) if speaks else None
    if body is not None:
        return body
    if not s.named or s.kind is not Kind.NAMED_PERSON or " " not in s.name:
        return None
    for report, at in gathering.statements.items():
        if s.name in gathering.texts[report] and (speaks or s.report == report):
            return at
    if s.role & listed("police"):
        return bodies.body("police", s.report)
    return bodies.firm() if s.role & listed("executives") else None


def _in_role(s: Sighting, gathering: Gathering, bodies: Bodies) -> int | None:
    """The body that a role names: "Tarnish foreign ministry spokesman", "union secretary"."""
    rest = s.role - listed("speaks") - listed("heads") - listed("staff")
    if not rest & listed("bodies"):
        return None
    national = any(nation_of(w.title()) for w in rest)
    words = " ".join(w.title() if nation_of(w.title()) else w for w in sorted(rest))
    body = bodies.body(words, s.report)
    if body is not None and (len(rest) > 1 or gathering.says_in(body, s.report)):
        return body
    for noun in () if national else sorted(rest & listed("bodies")):
        body = bodies.body(noun, s.report)
        if body is not None and gathering.says_in(body, s.report):
            return body
    return None


class _Beside:
    """The bodies that stand beside a person's name in any report: "Ann Pell of Corrin Water"."""

    def __init__(self, gathering: Gathering, bodies: Bodies) -> None:
        self._all = gathering
        self._bodies = bodies
        called: dict[str, int] = {}
        for s, i in ((gathering.seen[i], i) for i in bodies.names.values()):
            for name in {s.name, full_name(s.name)}:
                if len(name) > 2 and not set(tokens(name)) <= listed("vague"):
                    called.setdefault(name.removeprefix("the ").removeprefix("The "), i)
        self._called = called
        names = sorted(map(re.escape, called), key=len, reverse=True)
        nouns = sorted(listed("bodies") | listed("firms"))
        by_noun = rf"(?:the|The) (?:\w+ )?(?:{'|'.join(nouns)})"
        self._names = re.compile(rf"\b(?:{'|'.join([*names, by_noun])})\b")
        self._places: dict[str, list[tuple[int, int, int]]] = {}
        self._found: dict[str, Counter[int]] = {}

    def of(self, name: str) -> Counter[int]:
        """How often each body stands beside a full name as the one its bearer belongs to."""
        if name not in self._found:
            self._found[name] = Counter(self._read(name) if " " in name else ())
        return self._found[name]

    def _read(self, name: str) -> Iterator[int]:
        for report, text in self._all.texts.items():
            at = text.find(name)
            while at >= 0:
                yield from self._at(report, at, at + len(name))
                at = text.find(name, at + len(name))

    def _at(self, report: str, start: int, end: int) -> Iterator[int]:
        text = self._all.texts[report]
        places = self._in(report)
        after = next((p for p in places if p[0] >= end), None)
        before = next((p for p in reversed(places) if p[1] <= start), None)
        if after and after[0] - end < _REACH:
            between = text[end : after[0]]
            told = _AFTER.fullmatch(between)
            if told and self._belongs(told.group(1) or ""):
                yield self._all.find(after[2])
                return
        if before is None or text.rfind("\n", before[1], start) >= 0:
            return
        between = text[before[1] : start]
        words = _words(text[max(0, before[0] - 25) : before[0]]) & _PAST | _words(between[-60:])
        office = words & (listed("speaks") | listed("heads") | listed("staff"))
        foreign = between[:1] == " " and any(nation_of(w) for w in between.split() if w.istitle())
        if foreign or words & listed("alone") or not (office or between in ("’s ", "'s ")):
            return
        if _BEFORE.fullmatch(between) or (len(between) < _BACK and _ITS.search(between)):
            yield self._all.find(before[2])

    def _belongs(self, between: str) -> bool:
        """Whether the words between a name and "of" a body are an office that gives its word."""
        words = _words(between)
        offices = listed("speaks") | listed("heads") | listed("staff")
        if words & (listed("alone") | _VERBS):
            return False
        return not words or bool(words & offices) or "who" in words

    def _in(self, report: str) -> list[tuple[int, int, int]]:
        """Where a report names bodies: start, end and which."""
        if report not in self._places:
            found = []
            for m in self._names.finditer(self._all.texts[report]):
                body = self._called.get(m.group())
                if body is None:
                    body = self._bodies.body(m.group().lower().removeprefix("the "), report)
                if body is not None:
                    found.append((m.start(), m.end(), body))
            self._places[report] = found
        return self._places[report]


def _words(text: str) -> set[str]:
    return {stem(w.lower()) for w in _WORD.findall(text)}
