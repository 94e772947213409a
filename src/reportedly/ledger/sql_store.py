"""The store in SQL: each method one transaction, each error one line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, insert, select, update
from sqlalchemy.exc import IntegrityError

from reportedly.errors import LedgerError
from reportedly.ledger import deciding, keeping, listing, search, sqlite, surroundings
from reportedly.ledger.answers import (
    ClaimQuery,
    ClaimSummary,
    Hit,
    QuotedOrigin,
    ReportCard,
    Run,
    Trace,
)
from reportedly.ledger.faults import Overtaken, telling
from reportedly.ledger.identity import find
from reportedly.ledger.records import digest_of
from reportedly.ledger.rows import BY_TIME
from reportedly.ledger.schema import reports, runs, state
from reportedly.model import Claim, Derivation, Judgement, Loop, Reading, Story

if TYPE_CHECKING:
    from reportedly.ledger.opening import Place
    from reportedly.link import Entry, Known, Linked
    from reportedly.link.stories import Item


class SqlStore:
    """A ledger in SQLite or PostgreSQL; ``open_store`` makes one."""

    def __init__(self, engine: Engine, place: Place) -> None:
        self._engine = engine
        self._writer = engine.execution_options(writing=True)
        self._place = place
        self._shelf = surroundings.Shelf()
        self._seen: int | None = None  # the revision from which linking went out

    def begin_run(self, version: str, model: str, settings: str) -> Run:
        """The run of this description: the last one where nothing changed, or a new one."""
        described = {"version": version, "model": model, "settings": settings}
        with self._writing() as connection:
            last = connection.execute(select(runs).order_by(runs.c.id.desc()).limit(1)).first()
            if last and {name: last._mapping[name] for name in described} == described:
                at = datetime.fromisoformat(last.at)
                return Run(last.id, at, version, model, settings)
            now = datetime.now(UTC)
            made = connection.execute(insert(runs), {"at": now.isoformat(), **described})
            key = made.inserted_primary_key
            return Run(int(key[0]) if key else 0, now, version, model, settings)

    def find(self, reading: Reading) -> tuple[str | None, str, str | None]:
        """The id of the stored report of this content or None, the id it would get, and the id of
        the version that it would supersede or None.
        """
        with self._reading() as connection:
            return find(connection, reading)

    def add(self, entry: Entry, supersedes: str | None, run: Run) -> bool:
        """Keep a report with its mentions, vectors and keys, not yet linked; False where another
        process added the same content meanwhile.
        """
        try:
            with self._writing() as connection:
                keeping.add(connection, entry, supersedes, run)
        except LedgerError as error:
            if not isinstance(error.__cause__, IntegrityError):
                raise
            if self._holds(entry):
                return False
            raise Overtaken(
                f"{self._place.name}: {entry.id}: another report got this id meanwhile:"
                " add it again"
            ) from error
        return True

    def unlinked(self, limit: int | None) -> list[str]:
        """Ids of reports that are kept but not linked, by time of publication; None for all."""
        query = select(reports.c.id).where(~reports.c.linked).order_by(*BY_TIME).limit(limit)
        with self._reading() as connection:
            self._seen = self._revision(connection)
            return list(connection.execute(query).scalars())

    def neighbours(self, keys: Mapping[str, float], limit: int) -> list[str]:
        """Ids of linked reports that share the most key weight, best first."""
        with self._reading() as connection:
            return surroundings.neighbours(connection, keys, limit)

    def entries(self, ids: Sequence[str]) -> list[Entry]:
        """Reports as they were made ready."""
        with self._reading() as connection:
            return surroundings.entries(connection, ids, self._shelf)

    def known(self, ids: Sequence[str]) -> Known:
        """What is held around these (linked) reports."""
        with self._reading() as connection:
            if self._seen is None:
                self._seen = self._revision(connection)
            return surroundings.known(connection, ids, self._shelf)

    def write(self, linked: Linked, reports: Sequence[str], run: Run) -> None:
        """Put down what linking ``reports`` changed, and that they are linked.

        Raises:
            Overtaken: another process linked or judged since ``unlinked`` or ``known``
                was asked; what it made of that is to be read and linked anew.
        """
        seen, self._seen = self._seen, None
        with self._writing() as connection:
            self._advance(connection, seen)
            keeping.write(connection, linked, reports, run)

    def reset(self, run: Run) -> None:
        """Drop all that linking made (claims, origins, derivations, loops, stories) for a re-run;
        reports, mentions, vectors and judgements stay.
        """
        with self._writing() as connection:
            self._advance(connection, None)
            keeping.reset(connection)
        self._seen = None

    def claims(self, query: ClaimQuery) -> Iterator[ClaimSummary]:
        """Claims as lines of a table."""
        with self._reading() as connection:
            yield from listing.list_claims(connection, query)

    def claim(self, id: str) -> Claim:
        """One claim, complete; ``NotFound`` where there is none."""
        with self._reading() as connection:
            return listing.one_claim(connection, id, self._shelf)

    def trace(self, id: str) -> Trace:
        """On whose word a claim stands."""
        with self._reading() as connection:
            return listing.trace(connection, id, self._shelf)

    def complete(self, query: ClaimQuery) -> Iterator[Claim]:
        """The claims that a query finds, complete, many read at a time."""
        with self._reading() as connection:
            for batch in listing.complete(connection, query, self._shelf):
                yield from batch

    def traces(self, query: ClaimQuery) -> Iterator[Trace]:
        """On whose word each claim that a query finds stands, many read at a time."""
        with self._reading() as connection:
            for batch in listing.complete(connection, query, self._shelf):
                yield from listing.traces(connection, batch)

    def reports(self, story: str | None = None) -> Iterator[ReportCard]:
        """The stored reports, by time of publication."""
        with self._reading() as connection:
            yield from listing.list_reports(connection, story)

    def reading(self, id: str) -> Reading:
        """One report as it was read; ``NotFound`` where there is none."""
        with self._reading() as connection:
            return listing.one_reading(connection, id)

    def derivations(self, story: str | None = None) -> Iterator[Derivation]:
        """Who passes on whose words."""
        with self._reading() as connection:
            yield from listing.list_derivations(connection, story)

    def loops(self) -> Iterator[Loop]:
        """Circles of reports that lean on each other."""
        with self._reading() as connection:
            yield from listing.list_loops(connection)

    def stories(self) -> Iterator[Story]:
        """Running stories, the latest first."""
        with self._reading() as connection:
            yield from listing.list_stories(connection)

    def origins(self) -> Iterator[QuotedOrigin]:
        """Origins with where they are heard, the most heard first."""
        with self._reading() as connection:
            yield from listing.list_origins(connection)

    def search(self, words: str, limit: int) -> Iterator[Hit]:
        """Full-text search in mentions and reports: words, "a phrase", prefix*, -without."""
        with self._reading() as connection:
            yield from search.search(connection, words, limit)

    def similar(self, vector: Sequence[float], limit: int) -> Iterator[Hit]:
        """The mentions nearest to a vector."""
        with self._reading() as connection:
            yield from search.similar(connection, vector, limit)

    def judge(self, judgement: Judgement) -> Judgement:
        """Append a judgement; its id is given by the store."""
        with self._writing() as connection:
            self._advance(connection, None)
            made = deciding.judge(connection, judgement)
        self._seen = None
        return made

    def judgements(self) -> Iterator[Judgement]:
        """All of them, oldest first, with those undone marked."""
        with self._reading() as connection:
            yield from deciding.made(connection)

    def items(self, ids: Sequence[str]) -> list[Item]:
        """Reports as stories see them: keys, time and story, without their texts."""
        with self._reading() as connection:
            return surroundings.items(connection, ids)

    def cards(self, ids: Sequence[str]) -> list[ReportCard]:
        """Some reports without their texts, by time of publication."""
        with self._reading() as connection:
            return listing.cards(connection, ids)

    def check(self) -> tuple[str, ...]:
        """What is wrong, a line each: whether all that is stored fits together and holds."""
        from reportedly.ledger.check import check

        with self._reading() as connection:
            return check(connection)

    def backup(self, path: Path) -> None:
        """Copy the ledger into a file while others use it; ``LedgerError`` where it lies there."""
        if self._place.path is None:
            raise LedgerError(f"{self._place.name}: back up a PostgreSQL ledger with pg_dump")
        if path.exists():
            raise LedgerError(f"{path}: it is there already: name another file")
        with telling(self._place.name):
            sqlite.copy(self._engine, path)

    def close(self) -> None:
        """Let go of files and connections."""
        self._engine.dispose()

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with telling(self._place.name), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with telling(self._place.name), self._writer.begin() as connection:
            yield connection

    def _holds(self, entry: Entry) -> bool:
        report = entry.reading.report
        content = reports.c.digest == digest_of(report.text, report.outlet, report.url)
        with self._reading() as connection:
            return connection.execute(select(reports.c.id).where(content)).first() is not None

    @staticmethod
    def _revision(connection: Connection) -> int:
        return int(connection.execute(select(state.c.revision)).scalar_one())

    def _advance(self, connection: Connection, seen: int | None) -> None:
        """Count a change, so that who linked from what was there before it notices."""
        ours = state.c.id == 1 if seen is None else (state.c.id == 1) & (state.c.revision == seen)
        done = connection.execute(update(state).where(ours).values(revision=state.c.revision + 1))
        if not done.rowcount:
            raise Overtaken(f"{self._place.name}: another process linked meanwhile: run it again")
