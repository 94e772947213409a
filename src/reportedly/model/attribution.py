"""Attributions: who says what, anchored in the report's characters."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from reportedly.errors import SpanError
from reportedly.model.party import Evidence, Hop, Kind, Party, Stance
from reportedly.model.report import Report
from reportedly.model.span import Spans
from reportedly.model.values import Figure, Place, When


class Form(StrEnum):
    """How much of a content is in the source's own words, by its quotation marks."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


ROLES = ("source", "cue", "content")


@dataclass(frozen=True, slots=True)
class Attribution:
    """The relation of a source, a cue and a content (PARC3; PolNeAR, Newell et al. 2018).

    Attributes:
        id: unique within its report: ``a1``, ``a2`` ... in the order of the text.
        source: the words that name who says so; empty where the report does not tell.
        cue: the words that make the attribution ("said", "according to").
        content: the words attributed; several spans where a quote is split.
        form: direct, indirect or mixed.
        nested_in: the id of the attribution whose content holds this one, or None.
        score: the model's confidence in the attribution's spans, 0 to 1.
        stance: what the source does with the content; None before it is resolved, like all below.
        source_kind: what kind of party the source is.
        source_name: the source's full name, where the report gives one.
        party: the id of the reading's party that the source is, or None.
        candidates: ids of the parties that the source may be, where the report does not tell.
        via: the hops between the report and the source, nearest first.
        origin: who stands at the end of the chain: the same words for the same origin within the
            report; None where it does not let one tell.
        figures: numbers in the content.
        dates: times in the content: when a thing happened.
        said: when it was said, as far as the report tells.
        places: places named in the content.
        hedges: words by which the source is less than sure: "could", "likely".
        secondhand: words by which the source passes on what others told: "he was told".
        evidence: what the answers rest on.
    """

    id: str
    source: Spans
    cue: Spans
    content: Spans
    form: Form
    nested_in: str | None = None
    score: float = 1.0
    stance: Stance | None = None
    source_kind: Kind | None = None
    source_name: str | None = None
    party: str | None = None
    candidates: tuple[str, ...] = ()
    via: tuple[Hop, ...] = ()
    origin: str | None = None
    figures: tuple[Figure, ...] = ()
    dates: tuple[When, ...] = ()
    said: When | None = None
    places: tuple[Place, ...] = ()
    hedges: Spans = ()
    secondhand: Spans = ()
    evidence: tuple[Evidence, ...] = ()

    @property
    def start(self) -> int:
        """Where the attribution begins in the text."""
        return min(span.start for span in self.source + self.cue + self.content)


@dataclass(frozen=True, slots=True)
class Reading:
    """A report as read.

    Attributes:
        report: the report.
        attributions: every attribution found in it, in the order of the text.
        parties: who stands behind them, in the order of first mention.
    """

    report: Report
    attributions: tuple[Attribution, ...] = ()
    parties: tuple[Party, ...] = ()

    def __post_init__(self) -> None:
        ids = set()
        for a in self.attributions:
            for span in a.source + a.cue + a.content:
                if not span.holds_in(self.report.text):
                    raise SpanError(
                        f"{self.report.id}: {a.id}: [{span.start}, {span.end}) does not hold"
                    )
            ids.add(a.id)
        if len(ids) != len(self.attributions):
            raise SpanError(f"{self.report.id}: attribution ids are not unique")

    def to_dict(self) -> dict[str, object]:
        """The reading as plain JSON data, in the documented schema."""
        from reportedly.model.codec import reading_to_dict

        return reading_to_dict(self)


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that could not be read: where it is and why, in one line."""

    where: str
    error: Exception

    def __str__(self) -> str:
        return str(self.error)
