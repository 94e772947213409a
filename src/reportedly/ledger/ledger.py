"""The ledger: reports go in, claims with their origins come out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from reportedly.ledger.answers import (
    Added,
    ClaimQuery,
    ClaimSummary,
    Hit,
    QuotedOrigin,
    ReportCard,
    Trace,
)
from reportedly.model import Claim, Derivation, Failure, Judgement, Loop, Reading, Report, Story

if TYPE_CHECKING:
    from reportedly.ledger.store import Store
    from reportedly.link.conflicts import Value
    from reportedly.reading import Options


class Ledger:
    """Claims of many reports, kept in one SQLite file or a PostgreSQL database.

    Args:
        location: path of a file, which is made where there is none, or a database URL.
        read_only: whether to leave it as it is; a missing file is an error then.
        by: who signs judgements; the name of the machine's user where it is None.

    Raises:
        LedgerError: it cannot be opened; the line says why and what to do.

    >>> with Ledger("news.ledger") as ledger:                               # doctest: +SKIP
    ...     for added in ledger.add(["reports/"]):
    ...         print(added.id, added.status)
    ...     for claim in ledger.claims():
    ...         print(claim.origins, claim.label)
    """

    def __init__(
        self, location: str | Path, *, read_only: bool = False, by: str | None = None
    ) -> None:
        from reportedly.ledger.opening import open_store

        self._store: Store = open_store(location, read_only=read_only)
        self._by = by

    def __enter__(self) -> Ledger:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file or the connections."""
        self._store.close()

    def add(
        self, sources: Iterable[str | Path | Report], *, options: Options | None = None
    ) -> Iterator[Added | Failure]:
        """Reads reports and puts them in; what is in already costs next to nothing.

        Each report is kept as soon as it is read, all of it or nothing. Linking follows in
        batches, the last one when the iteration ends; what was stopped is made up for by the next
        ``add``.

        Args:
            sources: paths, patterns, folders, JSON Lines files, URLs, "-" or ``Report`` objects.
            options: as for ``reportedly.read``.

        Yields:
            What became of each report, or a ``Failure`` for one that could not be read.
        """
        from reportedly.ledger.adding import add_reports

        yield from add_reports(self._store, sources, options)

    def relink(self) -> None:
        """Forms all claims anew with the code and model of today; judgements stay."""
        from reportedly.ledger.adding import relink

        relink(self._store)

    def claims(self, query: ClaimQuery | None = None) -> Iterator[ClaimSummary]:
        """Claims as lines of a table, those with most independent origins first."""
        return self._store.claims(query or ClaimQuery())

    def claim(self, id: str) -> Claim:
        """One claim, complete; a unique beginning of its id is enough."""
        return self._store.claim(id)

    def trace(self, id: str) -> Trace:
        """On whose word a claim stands."""
        return self._store.trace(id)

    def complete(self, query: ClaimQuery | None = None) -> Iterator[Claim]:
        """The claims that ``claims`` lists, complete: for many, quicker than ``claim`` of each."""
        return self._store.complete(query or ClaimQuery())

    def traces(self, query: ClaimQuery | None = None) -> Iterator[Trace]:
        """On whose word each claim stands that ``claims`` lists."""
        return self._store.traces(query or ClaimQuery())

    def values(self, claim: str | Claim) -> tuple[Value, ...]:
        """A claim's figures as ranges, with who gives each."""
        from reportedly.link.conflicts import values

        found = claim if isinstance(claim, Claim) else self.claim(claim)
        cards = {card.id: card.published for card in self._store.cards(found.reports)}
        return values(found.mentions, cards)

    def reports(self, story: str | None = None) -> Iterator[ReportCard]:
        """The stored reports, by time of publication."""
        return self._store.reports(story)

    def reading(self, id: str) -> Reading:
        """One report with its attributions."""
        return self._store.reading(id)

    def derivations(self, story: str | None = None) -> Iterator[Derivation]:
        """Who passes on whose words."""
        return self._store.derivations(story)

    def loops(self) -> Iterator[Loop]:
        """Circles of reports that lean on each other."""
        return self._store.loops()

    def stories(self) -> Iterator[Story]:
        """Running stories, the latest first."""
        return self._store.stories()

    def origins(self) -> Iterator[QuotedOrigin]:
        """Origins with where they are heard, the most heard first."""
        return self._store.origins()

    def search(self, words: str, limit: int = 20) -> Iterator[Hit]:
        """Full-text search: words, "a phrase", begin*, -without."""
        return self._store.search(words, limit)

    def similar(self, words: str, limit: int = 20) -> Iterator[Hit]:
        """Mentions that say much the same as ``words``, or as the claim of that id."""
        from reportedly.link.vectors import load_encoder

        text = words
        if words.startswith("c") and " " not in words:
            text = self.claim(words).label
        vector = load_encoder().encode(text, [(0, len(text))])[0]
        return self._store.similar([float(x) for x in vector], limit)

    def judge(self, verb: str, *subjects: str, note: str = "") -> Judgement:
        """Records a person's decision and acts on it; ``undo`` takes it back.

        Args:
            verb: "same" or "not-same" (two mentions), "merge" (claims), "split" (mentions out of
                their claim), "move" (a report, then a story), "note" (anything).
            subjects: ids of what it is about.
            note: why.
        """
        from reportedly.ledger.judging import judge

        return judge(self._store, self._signed(verb, subjects, note))

    def undo(self, id: int | None = None) -> Judgement:
        """Takes back a judgement, the last one where ``id`` is None."""
        from reportedly.ledger.judging import undo

        return undo(self._store, self._signed("undo", (), ""), id)

    def judgements(self) -> Iterator[Judgement]:
        """All judgements, oldest first, those taken back marked."""
        return self._store.judgements()

    def check(self) -> tuple[str, ...]:
        """What is wrong with the ledger, a line each; empty where all is well."""
        return self._store.check()

    def waiting(self) -> int:
        """How many reports are kept and not linked yet; the next ``add`` links them."""
        return len(self._store.unlinked(None))

    def backup(self, path: str | Path) -> None:
        """Copies the ledger, while it is in use, to a new file."""
        self._store.backup(Path(path))

    def _signed(self, verb: str, subjects: Sequence[str], note: str) -> Judgement:
        import getpass

        by = self._by or getpass.getuser()
        return Judgement(0, verb, tuple(subjects), by, datetime.now(UTC), note)
