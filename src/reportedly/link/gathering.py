"""The sources of a story's reports, put together where they are one."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping

from reportedly.link.entry import Entry
from reportedly.link.parties import (
    BODIES,
    Sighting,
    initials,
    outlet_key,
    own_mentions,
    sightings,
    speaks_itself,
)
from reportedly.model import Kind, Voice

_WITNESS = re.compile(
    r"\b(?:this (?:reporter|correspondent|newspaper|station|magazine) (?:saw|counted|heard|watched|"
    r"has seen|visited)|(?:our|a|its|\w+['’]s) (?:own )?(?:reporter|correspondent|photographer)s? "
    r"(?:saw|counted|heard|watched)|I (?:saw|counted|heard|watched|walked))\b"
)


class Gathering:
    """The sources of a story's reports as sets that are put together.

    Attributes:
        seen: every source of every report.
        outlets: the key of each report's outlet, by its name.
        statements: the place in ``seen`` of the body whose own word a report is, by report.
        texts: the reports' texts, by their ids.
    """

    def __init__(self) -> None:
        self.seen: list[Sighting] = []
        self.outlets: dict[str, str] = {}
        self.statements: dict[str, int] = {}
        self.texts: dict[str, str] = {}
        self._root: list[int] = []
        self._said: list[Counter[str]] = []  # of each root, how much it says in each report
        self._is_body: list[bool] = []  # of each root, whether it holds a body with a name
        self._is_named: list[bool] = []  # of each root, whether it holds anybody with a name

    def add(self, entry: Entry, before: Mapping[str, str]) -> None:
        """Adds the sources of a report; ``before`` gives the origins its mentions had."""
        report = entry.reading.report
        outlet = report.outlet or report.id
        self.outlets[outlet] = outlet_key(outlet)
        self.texts[report.id] = report.text
        statement = speaks_itself(report)
        mine = Sighting(
            report.id, Kind.ORGANISATION if statement else Kind.OUTLET, outlet, named=True
        )
        mine.outlet = outlet
        mine.mentions = own_mentions(entry) if statement else []
        taken = set(mine.mentions)
        voice = [m for m in entry.mentions if m.voice is Voice.OWN and m.id not in taken]
        mine.mentions += [m.id for m in voice if statement or _WITNESS.search(m.span.text)]
        found = sightings(entry, taken)
        mine.mentions += [m for s in found if s.ours for m in s.mentions]
        mine.known = [before[m] for m in mine.mentions if m in before]
        if statement or mine.mentions:
            at = self.put(mine)
            if statement:
                self.statements[report.id] = at
        for seen in found:
            if not seen.ours:
                seen.known += [before[m] for m in seen.mentions if m in before]
                self.put(seen)

    def put(self, seen: Sighting) -> int:
        """Adds one source, and gives its place."""
        self.seen.append(seen)
        self._root.append(len(self._root))
        self._said.append(Counter({seen.report: max(1, len(seen.mentions))}))
        self._is_body.append(seen.named and seen.kind in BODIES)
        self._is_named.append(seen.named or seen.body is not None)
        return len(self._root) - 1

    def find(self, at: int) -> int:
        """The root of the set that a source is in."""
        while self._root[at] != at:
            self._root[at] = self._root[self._root[at]]
            at = self._root[at]
        return at

    def unite(self, one: int, other: int | None, *, bodies: bool = False) -> None:
        """Puts two sources together, with all that each is together with.

        Two that both hold a body with a name stay apart, but where ``bodies`` says that it is the
        names of the bodies that are one.
        """
        if other is None:
            return
        one, other = self.find(one), self.find(other)
        apart = not bodies and self._is_body[one] and self._is_body[other]
        if one != other and not apart:
            kept, gone = min(one, other), max(one, other)
            self._root[gone] = kept
            self._said[kept].update(self._said[gone])
            self._is_body[kept] |= self._is_body[gone]
            self._is_named[kept] |= self._is_named[gone]

    def weight(self, root: int, report: str) -> int:
        """How much a source says in the story, most of all in one report."""
        said = self._said[self.find(root)]
        return sum(said.values()) + 3 * said[report]

    def says_in(self, at: int, report: str) -> bool:
        """Whether a source, or who it is together with, says something in a report."""
        return self._said[self.find(at)][report] > 0

    def is_body(self, at: int) -> bool:
        """Whether a source is, or speaks for, a body with a name."""
        return self._is_body[self.find(at)]

    def is_loose(self, at: int) -> bool:
        """Whether a source is with nobody who has a name."""
        return not self._is_named[self.find(at)]

    def name_outlets(self) -> None:
        """Calls the outlets that sources spoke to by the names of the story's outlets."""
        called: dict[str, set[str]] = defaultdict(set)
        for outlet, key in self.outlets.items():
            words = key.split("-")
            for short in (*(i.lower() for i in initials(outlet)), *words[-1:], *words[:1]):
                called[short].add(key)
        names = {key: outlet for outlet, key in self.outlets.items()}
        for s in self.seen:
            meant = called.get(s.owner, set())
            if s.owner not in names and len(meant) == 1:
                s.owner = next(iter(meant))
            s.outlet = names.get(s.owner, s.outlet)
