"""Putting reports in: read what is new, keep it, then link it with what lies around it."""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from reportedly.ledger.answers import Added, Run
from reportedly.ledger.records import digest_of
from reportedly.ledger.store import Store
from reportedly.link.entry import Entry, Known
from reportedly.link.linking import link, prepare
from reportedly.link.stories import Item, gather
from reportedly.model import Failure, Reading, Report

if TYPE_CHECKING:
    from reportedly.link.vectors import Encoder
    from reportedly.reading import Options

BATCH = 100  # reports that are linked at a time
NEIGHBOURS = 40  # reports that a new one is compared with
KEPT = 2000  # reports kept in memory while adding


def add_reports(
    store: Store, sources: Iterable[str | Path | Report], options: Options | None
) -> Iterator[Added | Failure]:
    """What ``Ledger.add`` does."""
    from reportedly.link.vectors import load_encoder
    from reportedly.reading import Options, read_many, reports_of

    options = options or Options()
    encoder = load_encoder(threads=options.threads)
    run = begin_run(store, encoder)
    linker = _Linker(store, run)
    intake = _Intake(store)
    for result in read_many(intake.new(reports_of(sources, options)), options=options):
        yield from intake.known()
        if isinstance(result, Failure):
            yield result
            continue
        entry = prepare(result, encoder)
        added = intake.keep(entry, run)
        linker.remember(entry)
        yield added
        linker.link_waiting(BATCH)
    yield from intake.known()
    linker.link_waiting(1)


def begin_run(store: Store, encoder: Encoder) -> Run:
    """The run that today's code and models are."""
    from reportedly import __version__
    from reportedly.link.scoring import PATH

    settings = {"batch": BATCH, "neighbours": NEIGHBOURS, "pairs": digest_of(PATH.read_text())[:8]}
    return store.begin_run(__version__, encoder.name, json.dumps(settings, sort_keys=True))


def relink(store: Store) -> None:
    """Forms all claims anew from what is kept."""
    from reportedly.link.vectors import load_encoder

    run = begin_run(store, load_encoder())
    store.reset(run)
    _Linker(store, run).link_waiting(1)


class _Intake:
    """Lets new reports through, under the ids they get, and remembers those that are known."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known: list[Added | Failure] = []
        self._given: dict[str, str] = {}
        self._supersedes: dict[str, str | None] = {}

    def new(self, reports: Iterable[Report | Failure]) -> Iterator[Report]:
        for report in reports:
            if isinstance(report, Failure):
                self._known.append(report)
                continue
            held, name, supersedes = self._store.find(Reading(report))
            digest = digest_of(report.text, report.outlet, report.url)
            if held is None and self._given.get(name, digest) != digest:
                name = f"{name}~{digest[:6]}"
            if held is not None or name in self._given:
                self._known.append(Added(held or name, "known", 0, 0))
                continue
            self._given[name] = digest
            self._supersedes[name] = supersedes
            yield replace(report, id=name)

    def known(self) -> Iterator[Added | Failure]:
        """What became of reports that need no reading, each once."""
        while self._known:
            yield self._known.pop(0)

    def keep(self, entry: Entry, run: Run) -> Added:
        supersedes = self._supersedes.pop(entry.id, None)
        words = len(entry.reading.report.text.split())
        if not self._store.add(entry, supersedes, run):
            return Added(entry.id, "known", 0, words)
        status = "new version" if supersedes else "added"
        return Added(entry.id, status, len(entry.mentions), words)


class _Linker:
    """Links reports that are kept, a batch at a time, each batch in one transaction."""

    def __init__(self, store: Store, run: Run) -> None:
        self._store = store
        self._run = run
        self._memory: OrderedDict[str, Entry] = OrderedDict()

    def remember(self, entry: Entry) -> None:
        self._memory[entry.id] = entry
        while len(self._memory) > KEPT:
            self._memory.popitem(last=False)

    def link_waiting(self, least: int) -> None:
        """Links what waits, if there are at least so many."""
        while len(waiting := self._store.unlinked(BATCH)) >= max(1, least):
            new = self._entries(waiting)
            self._store.write(link(new, self._around(new)), waiting, self._run)

    def _entries(self, ids: Sequence[str]) -> list[Entry]:
        missing = [name for name in ids if name not in self._memory]
        for entry in self._store.entries(missing):
            self.remember(entry)
        return [self._memory[name] for name in ids]

    def _around(self, new: Sequence[Entry]) -> Known:
        """What is known of the stories that new reports may belong to."""
        names = {e.id for e in new}
        near: dict[str, None] = {}
        for entry in new:
            near |= dict.fromkeys(self._store.neighbours(entry.keys, NEIGHBOURS))
        items = self._store.items([name for name in near if name not in names])
        fresh = [Item(e.id, e.keys, e.reading.report.published) for e in new]
        placed = gather([*items, *fresh])
        wanted = {placed[name] for name in names}
        close = [i.id for i in items if placed[i.id] in wanted]
        known = self._store.known(close)
        for entry in known.entries:
            self.remember(entry)
        return known
