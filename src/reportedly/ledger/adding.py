"""Putting reports in: read what is new, keep it, then link it with what lies around it."""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from reportedly.errors import LedgerError, ReportedlyError
from reportedly.ledger.answers import Added, Run
from reportedly.ledger.constraints import constraints
from reportedly.ledger.faults import Overtaken
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
_TRIES = 10  # for an id that other processes take at the same time


def add_reports(
    store: Store, sources: Iterable[str | Path | Report], options: Options | None
) -> Iterator[Added | Failure]:
    """What ``Ledger.add`` does."""
    from reportedly.link.vectors import load_encoder
    from reportedly.reading import Options, read_many, reports_of

    options = options or Options()
    encoder = load_encoder(threads=options.threads)
    intake = _Intake(store, encoder)
    for result in read_many(intake.new(reports_of(sources, options)), options=options):
        yield from intake.passed()
        if isinstance(result, Failure):
            yield result
            continue
        yield intake.keep(result)
        intake.linker.link_waiting(BATCH)
    yield from intake.passed()
    intake.linker.link_waiting(1)
    intake.linker.tell()


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
    linker = _Linker(store, run)
    linker.link_waiting(1)
    linker.tell()


class _Intake:
    """Lets new reports through to be read, and keeps them under the ids that they get."""

    def __init__(self, store: Store, encoder: Encoder) -> None:
        self._store = store
        self._encoder = encoder
        self._run = begin_run(store, encoder)
        self._passed: list[Added | Failure] = []
        self.linker = _Linker(store, self._run)

    def new(self, reports: Iterable[Report | Failure]) -> Iterator[Report]:
        """The reports that are to be read."""
        for report in reports:
            if isinstance(report, Failure):
                self._passed.append(report)
            elif (held := self._store.find(Reading(report))[0]) is not None:
                self._passed.append(Added(held, "known", 0, 0))
            else:
                yield report

    def passed(self) -> Iterator[Added | Failure]:
        """What became of reports that need no reading, each once."""
        while self._passed:
            yield self._passed.pop(0)

    def keep(self, reading: Reading) -> Added:
        """Keep a report; its id is given now, as others came in since it was let through."""
        report = reading.report
        words = len(report.text.split())
        for _ in range(_TRIES):
            held, name, supersedes = self._store.find(reading)
            if held is not None:
                return Added(held, "known", 0, words)
            entry = prepare(replace(reading, report=replace(report, id=name)), self._encoder)
            try:
                if not self._store.add(entry, supersedes, self._run):
                    continue  # another process added it meanwhile: it is found now
            except Overtaken:
                continue
            self.linker.remember(entry)
            return Added(name, "new version" if supersedes else "added", len(entry.mentions), words)
        raise LedgerError(f"{report.id}: other processes take every id for it: add it again")


class _Linker:
    """Links reports that are kept, a batch at a time, each batch in one transaction."""

    def __init__(self, store: Store, run: Run) -> None:
        self._store = store
        self._run = run
        self._memory: OrderedDict[str, Entry] = OrderedDict()
        self._failed: Exception | None = None

    def remember(self, entry: Entry) -> None:
        """Keep an entry at hand until many others came."""
        self._memory[entry.id] = entry
        while len(self._memory) > KEPT:
            self._memory.popitem(last=False)

    def link_waiting(self, least: int) -> None:
        """Links what waits, if there are at least so many.

        Where linking itself fails nothing of it is put down and the reports go on waiting: reading
        goes on, and ``tell`` says so at the end.
        """
        while self._failed is None and len(waiting := self._store.unlinked(BATCH)) >= least:
            new = self._entries(waiting)
            try:
                linked = link(new, self._around(new))
            except (ReportedlyError, OSError):
                raise
            except Exception as error:  # of any kind: reports that come must not be lost with it
                self._failed = error
                return
            with suppress(Overtaken):  # what others linked is read and linked with anew
                self._store.write(linked, waiting, self._run)

    def tell(self) -> None:
        """Raise what linking failed of, if it did."""
        if (error := self._failed) is not None:
            raise LedgerError(
                "the reports are kept, but linking them failed; please report this internal error:"
                f" {type(error).__name__}: {error}"
            ) from error

    def _entries(self, ids: Sequence[str]) -> list[Entry]:
        missing = [name for name in ids if name not in self._memory]
        found = {entry.id: entry for entry in self._store.entries(missing)}
        for entry in found.values():
            self.remember(entry)
        return [found.get(name) or self._memory[name] for name in ids]

    def _around(self, new: Sequence[Entry]) -> Known:
        """What is known of the stories that new reports may belong to."""
        names = {e.id for e in new}
        _, _, moved = constraints(self._store.judgements())
        near: dict[str, None] = {}
        for entry in new:
            near |= dict.fromkeys(self._store.neighbours(entry.keys, NEIGHBOURS))
            if entry.id in moved:
                near |= {card.id: None for card in self._store.reports(moved[entry.id])}
        items = self._store.items([name for name in near if name not in names])
        fresh = [Item(e.id, e.keys, e.reading.report.published) for e in new]
        placed = gather([*items, *fresh], moved)
        wanted = {placed[name] for name in names}
        close = [i.id for i in items if placed[i.id] in wanted]
        known = self._store.known(close)
        for entry in known.entries:
            self.remember(entry)
        return known
