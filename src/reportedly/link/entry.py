"""What linking takes and gives: reports made ready, what is known around them, what changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reportedly.model import Claim, Derivation, Loop, Mention, Origin, Reading, Story

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Entry:
    """A report made ready for linking.

    Attributes:
        reading: the report with its attributions.
        mentions: what it says or passes on, in the order of the text.
        vectors: one unit vector a mention, shape (mentions, width).
        keys: what the report is about, for finding its neighbours: rare names and words, each
            with its weight.
    """

    reading: Reading
    mentions: tuple[Mention, ...]
    vectors: Vectors
    keys: Mapping[str, float]

    @property
    def id(self) -> str:
        """The report's id."""
        return self.reading.report.id


@dataclass(frozen=True, slots=True)
class Known:
    """What a ledger holds around new reports.

    Attributes:
        entries: neighbouring reports, made ready when they were added.
        claims: every claim that they mention, complete.
        vectors: for each mention of those claims, its vector.
        derivations: among the neighbours.
        origins: those that the claims' mentions have.
        stories: those that the neighbours belong to.
        together: pairs of mentions that a person put together.
        apart: pairs of mentions that a person took apart.
        moved: reports that a person put into a story: the story's id by the report's.
    """

    entries: tuple[Entry, ...] = ()
    claims: tuple[Claim, ...] = ()
    vectors: Mapping[str, Vectors] = field(default_factory=dict)
    derivations: tuple[Derivation, ...] = ()
    origins: tuple[Origin, ...] = ()
    stories: tuple[Story, ...] = ()
    together: frozenset[tuple[str, str]] = frozenset()
    apart: frozenset[tuple[str, str]] = frozenset()
    moved: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Linked:
    """What linking new reports changes; each noun is complete and replaces what had its id.

    Attributes:
        claims: claims that are new or changed.
        gone: ids of claims whose mentions went to others.
        origins: origins that are new or changed.
        derivations: of the new reports, and of earlier ones that turn out to derive from them.
        loops: circles that the new reports are part of.
        stories: stories that are new or changed.
    """

    claims: tuple[Claim, ...] = ()
    gone: tuple[str, ...] = ()
    origins: tuple[Origin, ...] = ()
    derivations: tuple[Derivation, ...] = ()
    loops: tuple[Loop, ...] = ()
    stories: tuple[Story, ...] = ()
