"""Profiles: who is quoted in reports, how often, through whom, and how much nobody's name is on."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from reportedly.model import Attribution, Kind, Party, Reading

_WORD = re.compile(r"\S+")
_UNNAMED = (Kind.UNNAMED_PERSON, Kind.UNNAMED_GROUP)
_NAMED_ORIGIN = {"speaks for a body", "part of a named group"}  # rules of `origins`

Counts = tuple[tuple[str, int], ...]
"""Names with how many attributions each has, the most first."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """One source over all the reports profiled.

    Attributes:
        name: its name, or the words it goes by.
        kind: what kind of party it is; None where that was not resolved.
        about: its roles and affiliations, as the reports have them.
        attributions: how many are its own.
        words: how many words are attributed to it and to nobody nested within.
        via: outlets and others who passed its words on.
        stances: what it does with the contents.
        reports: ids of the reports that quote it, in their order.
        secondhand: whether it is heard through others only.
    """

    name: str
    kind: Kind | None
    about: tuple[str, ...]
    attributions: int
    words: int
    via: Counts
    stances: Counts
    reports: tuple[str, ...]
    secondhand: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """What a report, or all of them, stands on.

    Attributes:
        report: the report's id; None for all of them together.
        attributions: how many there are.
        words: how many words are attributed; a word in nested contents counts once.
        unnamed: attributions whose chain ends in an unnamed person or group.
        unnamed_words: words of these.
        unsourced: attributions that give no source at all.
        unsourced_words: words of these.
        unresolved: attributions whose source may be one of several parties.
        sources: how many sources there are.
        secondhand: how many of them are heard through others only.
        outlets: other outlets that are relied on.
    """

    report: str | None
    attributions: int = 0
    words: int = 0
    unnamed: int = 0
    unnamed_words: int = 0
    unsourced: int = 0
    unsourced_words: int = 0
    unresolved: int = 0
    sources: int = 0
    secondhand: int = 0
    outlets: Counts = ()


@dataclass(frozen=True, slots=True)
class Profile:
    """Who is quoted, and what the reports stand on.

    Attributes:
        sources: everyone quoted, the most often first.
        reports: each report's standing, in their order.
        total: that of all together.
    """

    sources: tuple[Quoted, ...]
    reports: tuple[Standing, ...]
    total: Standing


@dataclass(slots=True)
class _Tally:
    """What is counted of one source so far."""

    name: str
    kind: Kind | None
    attributions: int = 0
    words: int = 0
    direct: int = 0
    about: dict[str, None] = field(default_factory=dict)
    via: Counter[str] = field(default_factory=Counter)
    stances: Counter[str] = field(default_factory=Counter)
    reports: dict[str, None] = field(default_factory=dict)


_Key = tuple[str, ...]


class Profiler:
    """Takes readings one at a time; keeps counts only, so there may be any number.

    Named sources of one name and kind are one over all the reports; the unnamed stay apart by
    report and origin.

    >>> Profiler().profile().total.attributions
    0
    """

    def __init__(self) -> None:
        self._tallies: dict[_Key, _Tally] = {}
        self._reports: list[Standing] = []

    def add(self, reading: Reading) -> None:
        """Count the attributions of one reading."""
        known = {party.id: party for party in reading.parties}
        words = _words(reading)
        unnamed = _unnamed(reading, known)
        direct: Counter[_Key] = Counter()
        quoted: dict[_Key, None] = {}
        for a in reading.attributions:
            party = known.get(a.party) if a.party else None
            key = _key(reading, a, party)
            if key is None:
                continue
            quoted[key] = None
            direct[key] += not (a.via or a.nested_in)
            self._count(key, reading, a, party).words += words[a.id]
        bare = {a.id for a in reading.attributions if _unsourced(a)}
        self._reports.append(
            Standing(
                report=reading.report.id,
                attributions=len(words),
                words=sum(words.values()),
                unnamed=len(unnamed),
                unnamed_words=sum(words[name] for name in unnamed),
                unsourced=len(bare),
                unsourced_words=sum(words[name] for name in bare),
                unresolved=sum(1 for a in reading.attributions if a.candidates),
                sources=len(quoted),
                secondhand=sum(1 for key in quoted if not direct[key]),
                outlets=_ordered(_outlets(reading)),
            )
        )

    def profile(self) -> Profile:
        """The profile of all that was taken."""
        sources = [
            Quoted(
                name=tally.name,
                kind=tally.kind,
                about=tuple(tally.about),
                attributions=tally.attributions,
                words=tally.words,
                via=_ordered(tally.via),
                stances=_ordered(tally.stances),
                reports=tuple(tally.reports),
                secondhand=not tally.direct,
            )
            for tally in self._tallies.values()
        ]
        sources.sort(key=lambda s: (-s.attributions, -s.words, s.name.casefold()))
        return Profile(tuple(sources), tuple(self._reports), self._total(sources))

    def _count(self, key: _Key, reading: Reading, a: Attribution, party: Party | None) -> _Tally:
        tally = self._tallies.get(key)
        if tally is None:
            name = party.label if party else a.source_name or _plain(a)
            tally = self._tallies[key] = _Tally(name, party.kind if party else a.source_kind)
        tally.attributions += 1
        tally.direct += not (a.via or a.nested_in)
        tally.via.update({hop.name for hop in a.via})
        tally.reports[reading.report.id] = None
        if a.stance:
            tally.stances[a.stance.value] += 1
        if party:
            told = (part for part in (party.role, party.affiliation) if part)
            tally.about.update(dict.fromkeys(p for p in told if p not in tally.name))
        return tally

    def _total(self, sources: list[Quoted]) -> Standing:
        outlets: Counter[str] = Counter()
        for one in self._reports:
            outlets.update(dict(one.outlets))
        return Standing(
            report=None,
            attributions=sum(one.attributions for one in self._reports),
            words=sum(one.words for one in self._reports),
            unnamed=sum(one.unnamed for one in self._reports),
            unnamed_words=sum(one.unnamed_words for one in self._reports),
            unsourced=sum(one.unsourced for one in self._reports),
            unsourced_words=sum(one.unsourced_words for one in self._reports),
            unresolved=sum(one.unresolved for one in self._reports),
            sources=len(sources),
            secondhand=sum(1 for source in sources if source.secondhand),
            outlets=_ordered(outlets),
        )


def profile(readings: Iterable[Reading]) -> Profile:
    """The profile of all the readings.

    >>> profile([]).sources
    ()
    """
    profiler = Profiler()
    for reading in readings:
        profiler.add(reading)
    return profiler.profile()


def _key(reading: Reading, a: Attribution, party: Party | None) -> _Key | None:
    """What tells the source of an attribution apart; None where nobody, or no one party, is."""
    if a.candidates or _unsourced(a):
        return None
    kind = party.kind if party else a.source_kind
    name = party.name if party else a.source_name
    if name:
        return (name.casefold(), str(kind))
    own = a.origin or (party.label if party else _plain(a))
    return (own.casefold(), str(kind), reading.report.id)


def _unsourced(a: Attribution) -> bool:
    nobody = a.source_kind is None and not (a.source or a.source_name)
    return a.source_kind is Kind.NONE_GIVEN or nobody


def _plain(a: Attribution) -> str:
    return " … ".join(" ".join(span.text.split()) for span in a.source)


def _unnamed(reading: Reading, known: Mapping[str, Party]) -> set[str]:
    """Ids of the attributions whose chain ends in somebody unnamed."""
    told = (name for p in known.values() for name in (p.name, p.affiliation) if name)
    named = {name.casefold() for name in told}
    inner: dict[str, list[Attribution]] = {}
    for a in reading.attributions:
        if a.nested_in:
            inner.setdefault(a.nested_in, []).append(a)
    found = set()
    for a in sorted(reading.attributions, key=_length):  # what is nested before what holds it
        if a.source_kind in _UNNAMED:
            unnamed = not _speaks_for_named(a, named)
        elif a.origin is not None:
            unnamed = False
        else:  # who passes on the words of others: as they are
            held = inner.get(a.id, [])
            unnamed = bool(held) and all(one.id in found for one in held)
        if unnamed:
            found.add(a.id)
    return found


def _speaks_for_named(a: Attribution, named: set[str]) -> bool:
    """Whether somebody unnamed passes on the word of a body that has a name, as spokesmen do."""
    if a.origin is None:
        return False
    rules = {one.rule for one in a.evidence if one.answer == "origin"}
    return a.origin.casefold() in named or not rules.isdisjoint(_NAMED_ORIGIN)


def _outlets(reading: Reading) -> Counter[str]:
    """Outlets other than the report's own, with how many attributions go through each."""
    own = (reading.report.outlet or "").casefold()
    known = {party.id: party for party in reading.parties}
    found: Counter[str] = Counter()
    for a in reading.attributions:
        names = {hop.name for hop in a.via if hop.kind is Kind.OUTLET}
        party = known.get(a.party or "")
        if a.source_kind is Kind.OUTLET:
            names.add(party.label if party else a.source_name or _plain(a))
        found.update(name for name in names if name and name.casefold() != own)
    return found


def _words(reading: Reading) -> dict[str, int]:
    """How many words are each attribution's: those of a nested one are not its holder's."""
    starts = [match.start() for match in _WORD.finditer(reading.report.text)]
    owner: dict[int, str] = {}
    for a in sorted(reading.attributions, key=_length, reverse=True):
        for span in a.content:
            for word in range(bisect_left(starts, span.start), bisect_left(starts, span.end)):
                owner[word] = a.id
    counts = Counter(owner.values())
    return {a.id: counts[a.id] for a in reading.attributions}


def _length(a: Attribution) -> int:
    return sum(span.end - span.start for span in a.content)


def _ordered(counts: Counter[str]) -> Counts:
    return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0].casefold())))
