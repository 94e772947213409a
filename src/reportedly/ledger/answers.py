"""What a ledger is asked and what it answers: frozen data for the CLI and the exports."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from reportedly.model import Claim, Derivation, Kind, Loop, Stance


@dataclass(frozen=True, slots=True)
class ClaimQuery:
    """Which claims to list; every field narrows, None and False leave open.

    Attributes:
        story: id of a story, or the beginning of its label.
        outlet: name of an outlet that mentions it, in any case.
        source: name of a source that stands behind a mention, in any case.
        stance: a stance that some mention takes.
        since: mentioned on this day or later.
        until: mentioned on this day or earlier.
        origins: independent origins at least.
        disputed: only those that somebody denies or doubts.
        conflicting: only those with values that cannot both hold.
        text: words that its label or a mention holds.
        sort: "origins", "reports", "latest" or "first".
        limit: how many at most; None for all.
    """

    story: str | None = None
    outlet: str | None = None
    source: str | None = None
    stance: Stance | None = None
    since: date | None = None
    until: date | None = None
    origins: int = 0
    disputed: bool = False
    conflicting: bool = False
    text: str | None = None
    sort: str = "origins"
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class ClaimSummary:
    """A claim as a line of a table.

    Attributes:
        id: the claim's id.
        label: the words of its best mention.
        story: id of its story.
        mentions: how many mentions it has.
        reports: how many reports mention it.
        outlets: how many outlets do.
        origins: how many independent origins assert it.
        denials: how many origins deny or doubt it.
        conflicts: how many pairs of values cannot both hold.
        first: publication of the first report that mentions it, or None.
        last: publication of the last.
    """

    id: str
    label: str
    story: str | None
    mentions: int
    reports: int
    outlets: int
    origins: int
    denials: int
    conflicts: int
    first: datetime | None
    last: datetime | None


@dataclass(frozen=True, slots=True)
class ReportCard:
    """A stored report without its text.

    Attributes:
        id: its id in the ledger: the id it came with, or that id, "~" and six letters of its digest
            where another report has it already.
        outlet: who published it.
        headline: its headline.
        published: when.
        url: its address.
        story: id of its story.
        supersedes: id of the version before it, or None.
        mentions: how many mentions it has.
    """

    id: str
    outlet: str | None
    headline: str | None
    published: datetime | None
    url: str | None = None
    story: str | None = None
    supersedes: str | None = None
    mentions: int = 0


@dataclass(frozen=True, slots=True)
class Trace:
    """On whose word a claim stands.

    Attributes:
        claim: the claim, complete.
        reports: the reports that mention it, by time of publication.
        derivations: who passes on whose words among them.
        loops: circles among them.
    """

    claim: Claim
    reports: tuple[ReportCard, ...]
    derivations: tuple[Derivation, ...]
    loops: tuple[Loop, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A place that a search found.

    Attributes:
        report: the report.
        start: where the words stand in its text.
        end: and where they end.
        snippet: the words around, on one line.
        claim: id of the claim that the place is a mention of, or None.
        score: how good, larger is better; comparable within one search only.
    """

    report: ReportCard
    start: int
    end: int
    snippet: str
    claim: str | None
    score: float


@dataclass(frozen=True, slots=True)
class QuotedOrigin:
    """An origin with where it is heard.

    Attributes:
        id: the origin's id.
        name: its name or the words it goes by.
        kind: what kind of party it is.
        outlet: whom it spoke to, for the unnamed.
        mentions: how many mentions have it.
        reports: how many reports carry it.
        outlets: names of the outlets that do, each once.
        claims: how many claims it stands behind.
        denies: how many mentions deny or doubt.
    """

    id: str
    name: str
    kind: Kind
    outlet: str | None
    mentions: int
    reports: int
    outlets: tuple[str, ...]
    claims: int
    denies: int


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one report that was given to a ledger.

    Attributes:
        id: its id in the ledger.
        status: "added", "known" (the same content is there already) or "new version".
        mentions: how many mentions it has.
        words: words read.
    """

    id: str
    status: str
    mentions: int
    words: int


@dataclass(frozen=True, slots=True)
class Run:
    """What made derived rows.

    Attributes:
        id: number of the run.
        at: when it began.
        version: of reportedly.
        model: name and digest of the models.
        settings: what was chosen, as JSON text.
    """

    id: int
    at: datetime
    version: str
    model: str
    settings: str
