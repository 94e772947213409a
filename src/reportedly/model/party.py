"""Parties: who says so, as one thing however often and under whatever name they are mentioned."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from reportedly.model.span import Span, Spans


class Kind(StrEnum):
    """What kind of party stands behind a content."""

    NAMED_PERSON = "named person"
    UNNAMED_PERSON = "unnamed person"
    UNNAMED_GROUP = "unnamed group"
    ORGANISATION = "organisation"
    OUTLET = "outlet"
    DOCUMENT = "document"
    NONE_GIVEN = "none given"


class Stance(StrEnum):
    """What a source does with a content."""

    ASSERTS = "asserts"
    CONFIRMS = "confirms"
    DENIES = "denies"
    DOUBTS = "doubts"
    DECLINES = "declines"
    DEMANDS = "demands"
    EXPECTS = "expects"
    THINKS = "thinks"
    EVALUATES = "evaluates"


@dataclass(frozen=True, slots=True)
class Party:
    """One source of a report with all its mentions in it.

    Attributes:
        id: unique within its report: ``p1``, ``p2`` ... in the order of first mention.
        kind: person, group, organisation, outlet or document; named or not.
        name: the fullest name the report gives, or None for the unnamed.
        role: what they are: "ambassador to Russia", "a spokesman"; as it stands, or None.
        affiliation: whom they speak for or belong to: "Armenia", "the rebel group"; or None.
        description: for the unnamed, the words they go by: "a source within the group".
        terms: what they spoke under: "on condition of anonymity"; or None.
        spoke_to: names of the outlets and bodies they spoke to, as the report names them.
        mentions: where they are named or referred to as a source.
    """

    id: str
    kind: Kind
    name: str | None = None
    role: str | None = None
    affiliation: str | None = None
    description: str | None = None
    terms: str | None = None
    spoke_to: tuple[str, ...] = ()
    mentions: Spans = ()

    @property
    def label(self) -> str:
        """What to call the party: its name, or the words it goes by."""
        return self.name or self.description or str(self.kind)


@dataclass(frozen=True, slots=True)
class Hop:
    """A step between the report and the source: an outlet, body or document that passed it on.

    Attributes:
        name: who or what it is, by the fullest name the report gives.
        kind: outlet, organisation or document as a rule.
        span: where the report says so.
        rule: how it says so: "told", "citing", "relative clause", "nested", "credit line" ...
    """

    name: str
    kind: Kind
    span: Span
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What an answer rests on.

    Attributes:
        answer: which one: "stance", "source", "via", "origin", "said" ...
        rule: the rule or model that gave it.
        spans: the words of the report that it was read from.
    """

    answer: str
    rule: str
    spans: Spans = ()
