"""Where a ledger is kept: what every store can do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from reportedly.ledger.answers import (
    ClaimQuery,
    ClaimSummary,
    Hit,
    QuotedOrigin,
    ReportCard,
    Run,
    Trace,
)
from reportedly.model import Claim, Derivation, Judgement, Loop, Reading, Story

if TYPE_CHECKING:
    from reportedly.link import Entry, Known, Linked
    from reportedly.link.stories import Item


class Store(Protocol):
    """A ledger's rows. Every method that writes is one transaction: all of it or nothing."""

    def begin_run(self, version: str, model: str, settings: str) -> Run:
        """The run of this description: the last one where nothing changed, or a new one."""
        ...

    def find(self, reading: Reading) -> tuple[str | None, str, str | None]:
        """For a report as it came: the id of the stored report with this very content or None, the
        id it would get, and the id of the version that it would supersede or None.
        """
        ...

    def add(self, entry: Entry, supersedes: str | None, run: Run) -> bool:
        """Keep a report with its mentions, vectors and keys, not yet linked; False where another
        process added the same content meanwhile.
        """
        ...

    def unlinked(self, limit: int | None) -> list[str]:
        """Ids of reports that are kept but not linked, by time of publication; None for all."""
        ...

    def neighbours(self, keys: Mapping[str, float], limit: int) -> list[str]:
        """Ids of linked reports that share the most key weight, best first."""
        ...

    def entries(self, ids: Sequence[str]) -> list[Entry]:
        """Reports as they were made ready."""
        ...

    def known(self, ids: Sequence[str]) -> Known:
        """What is held around these (linked) reports."""
        ...

    def write(self, linked: Linked, reports: Sequence[str], run: Run) -> None:
        """Put down what linking ``reports`` changed, and that they are linked."""
        ...

    def reset(self, run: Run) -> None:
        """Drop all that linking made (claims, origins, derivations, loops, stories) for a re-run;
        reports, mentions, vectors and judgements stay.
        """
        ...

    def claims(self, query: ClaimQuery) -> Iterator[ClaimSummary]:
        """Claims as lines of a table."""
        ...

    def claim(self, id: str) -> Claim:
        """One claim, complete; ``NotFound`` where there is none."""
        ...

    def trace(self, id: str) -> Trace:
        """On whose word a claim stands."""
        ...

    def complete(self, query: ClaimQuery) -> Iterator[Claim]:
        """The claims that a query finds, complete, many read at a time."""
        ...

    def traces(self, query: ClaimQuery) -> Iterator[Trace]:
        """On whose word each claim that a query finds stands, many read at a time."""
        ...

    def reports(self, story: str | None = None) -> Iterator[ReportCard]:
        """The stored reports, by time of publication."""
        ...

    def reading(self, id: str) -> Reading:
        """One report as it was read; ``NotFound`` where there is none."""
        ...

    def derivations(self, story: str | None = None) -> Iterator[Derivation]:
        """Who passes on whose words."""
        ...

    def loops(self) -> Iterator[Loop]:
        """Circles of reports that lean on each other."""
        ...

    def stories(self) -> Iterator[Story]:
        """Running stories, the latest first."""
        ...

    def origins(self) -> Iterator[QuotedOrigin]:
        """Origins with where they are heard, the most heard first."""
        ...

    def search(self, words: str, limit: int) -> Iterator[Hit]:
        """Full-text search in mentions and reports: words, "a phrase", prefix*, -without."""
        ...

    def similar(self, vector: Sequence[float], limit: int) -> Iterator[Hit]:
        """The mentions nearest to a vector."""
        ...

    def judge(self, judgement: Judgement) -> Judgement:
        """Append a judgement; its id is given by the store."""
        ...

    def judgements(self) -> Iterator[Judgement]:
        """All of them, oldest first, with those undone marked."""
        ...

    def items(self, ids: Sequence[str]) -> list[Item]:
        """Reports as stories see them: keys, time and story, without their texts."""
        ...

    def cards(self, ids: Sequence[str]) -> list[ReportCard]:
        """Some reports without their texts, by time of publication."""
        ...

    def check(self) -> tuple[str, ...]:
        """What is wrong, a line each."""
        ...

    def backup(self, path: Path) -> None:
        """Copy everything, while it is in use, to a new file."""
        ...

    def close(self) -> None:
        """Let go of files and connections."""
        ...
