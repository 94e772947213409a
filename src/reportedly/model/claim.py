"""Claims: one proposition across reports, with its mentions, origins and conflicts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from reportedly.model.party import Evidence, Hop, Kind, Stance
from reportedly.model.span import Span, Spans
from reportedly.model.values import Figure, Place, When


class Voice(StrEnum):
    """Who speaks in a mention: somebody whom the report names, or the report itself."""

    ATTRIBUTED = "attributed"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class Mention:
    """An occurrence of a claim in a report: the words that carry it, and who stands behind them.

    Attributes:
        id: unique in a ledger: the report's id, a colon and a number ("r1:4").
        report: id of the report.
        span: the words that carry the claim.
        voice: whether the report gives them as somebody's words or as its own.
        stance: what the source does with the claim. A "no" to a claim that others make denies it,
            whatever the verb; so this may differ from the attribution's own stance.
        attribution: id of the report's attribution that it stands in, or None for its own voice.
        source: the words that name who says so; empty where the report speaks itself.
        source_name: the source's name or the words it goes by, or None.
        source_kind: what kind of party the source is.
        via: the hops between the report and the source, nearest first.
        origin: id of the origin at the end of the chain, or None where nothing lets one tell.
        figures: numbers in the span.
        dates: times in the span.
        places: places in the span.
        said: when it was said, as far as the report tells.
        hedges: words by which the source is less than sure.
        evidence: what the answers rest on.
    """

    id: str
    report: str
    span: Span
    voice: Voice = Voice.ATTRIBUTED
    stance: Stance = Stance.ASSERTS
    attribution: str | None = None
    source: Spans = ()
    source_name: str | None = None
    source_kind: Kind = Kind.NONE_GIVEN
    via: tuple[Hop, ...] = ()
    origin: str | None = None
    figures: tuple[Figure, ...] = ()
    dates: tuple[When, ...] = ()
    places: tuple[Place, ...] = ()
    said: When | None = None
    hedges: Spans = ()
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Origin:
    """The last knowable party of a chain, across reports.

    Attributes:
        id: unique in a ledger.
        name: what to call it: a name, or the words that an unnamed one goes by.
        kind: what kind of party it is.
        outlet: for unnamed sources, the outlet they spoke to; for an outlet's own word, itself.
    """

    id: str
    name: str
    kind: Kind
    outlet: str | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that speaks for or against an answer, to be shown to a reader.

    Attributes:
        name: what was looked at: "same figure", "shared names", "names the outlet" ...
        weight: how much it counted, in log-odds; positive speaks for the answer.
        words: the words or values it was read from, or "".
    """

    name: str
    weight: float
    words: str = ""


@dataclass(frozen=True, slots=True)
class Backing:
    """How an origin stands behind a claim.

    Attributes:
        origin: the origin.
        mentions: ids of the mentions that have it.
        stances: what it does with the claim in them, each once.
        independent: whether it is counted: it asserts the claim and shares no root with another.
        reason: in one sentence, why it is counted or not.
    """

    origin: Origin
    mentions: tuple[str, ...]
    stances: tuple[Stance, ...]
    independent: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two values of one thing for one time that cannot both hold. Both stay.

    Attributes:
        what: "figure", "date" or "place".
        one: id of the mention that gives the first value.
        other: id of the mention that gives the second.
        values: the two values as they stand in the reports.
        reason: in one sentence, why they cannot both hold.
    """

    what: str
    one: str
    other: str
    values: tuple[str, str]
    reason: str


@dataclass(frozen=True, slots=True)
class Claim:
    """The same proposition across reports.

    Attributes:
        id: stable while reports arrive.
        label: a plain line, the words of its best mention.
        mentions: its occurrences, by time of publication.
        backings: the origins behind it, those that are counted first.
        conflicts: values that cannot both hold.
        story: id of the running story it belongs to, or None.
        reasons: for each mention why it stands here: its id, the id of the mention it is nearest
            to, and the reasons.
    """

    id: str
    label: str
    mentions: tuple[Mention, ...]
    backings: tuple[Backing, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    story: str | None = None
    reasons: tuple[tuple[str, str, tuple[Reason, ...]], ...] = ()

    @property
    def independent_origins(self) -> tuple[Origin, ...]:
        """The origins that assert it, each counted once; echoes add none."""
        return tuple(b.origin for b in self.backings if b.independent)

    @property
    def reports(self) -> tuple[str, ...]:
        """Ids of the reports that mention it, each once, in order."""
        return tuple(dict.fromkeys(m.report for m in self.mentions))


class Debt(StrEnum):
    """How a report derives from an earlier one."""

    CITES = "cites"
    REPRINTS = "reprints"
    REWRITES = "rewrites"


@dataclass(frozen=True, slots=True)
class Derivation:
    """A report that passes on another's words or findings.

    Attributes:
        report: id of the report that derives.
        source: id of the report that it derives from.
        debt: cites (names it), reprints (almost word for word) or rewrites (reuses its words,
            quotes or figures without naming it).
        score: how sure, 0 to 1.
        reasons: what speaks for it: the naming phrase, shared passages, a distinctive quote.
        changes: for a reprint, what it changed: the words there and the words here.
    """

    report: str
    source: str
    debt: Debt
    score: float
    reasons: tuple[Reason, ...] = ()
    changes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Loop:
    """Reports that lend each other authority in a circle.

    Attributes:
        reports: their ids, in the order of the circle.
        reasons: for each step, the phrase by which a report leans on the next.
    """

    reports: tuple[str, ...]
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """Reports about one running story.

    Attributes:
        id: stable while reports arrive.
        label: the headline of its first report.
        reports: ids, by time of publication.
    """

    id: str
    label: str
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Judgement:
    """A person's recorded, signed, reversible decision.

    Attributes:
        id: in the order in which they were made.
        verb: "same", "not-same", "split", "merge", "move", "note" or "undo".
        subjects: ids of the claims, mentions, origins, reports or stories it is about.
        by: who decided.
        at: when.
        note: why, in the person's words.
        undone: whether a later judgement took it back.
    """

    id: int
    verb: str
    subjects: tuple[str, ...]
    by: str
    at: datetime
    note: str = ""
    undone: bool = False
