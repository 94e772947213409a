"""Cues: the signs by which page furniture and captions are told from reporting."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

THRESHOLD = 1.0  # a paragraph whose cues add up to this is marked
LONGEST = 700  # characters; furniture and captions are shorter

# A capitalised name of up to four words, as in bylines and credits.
_WORD = r"[^\W\d_a-z][\w.'’-]{0,30}"
NAMES = rf"{_WORD}(?: (?:(?:de|der|van|von|al|bin|la|le|di|da) )?{_WORD}){{0,3}}"
# Who is credited with pictures: the big agencies, and any "X Press", "X Images" ...
AGENCY = (
    r"(?:AP|AFP|EPA|UPI|PA|ANSA|dpa|DPA|Reuters|REUTERS|Getty(?: Images)?|Associated Press|"
    r"Bloomberg|Xinhua|TASS|Handout|HANDOUT|Pool|POOL|Stringer|Shutterstock|Alamy|iStock|Flickr|"
    rf"Wikimedia|(?:{_WORD} ){{1,3}}(?:Images|Photos?|Press|Agency|Pictures|Pool|Archive))"
)


@dataclass(frozen=True, slots=True)
class Cue:
    """One sign that a paragraph is furniture or, with a negative weight, that it is not.

    Attributes:
        name: what it is a sign of; of cues of one name only the heaviest that is found counts.
        weight: what it adds to the paragraph's score; 1 and more stand alone.
        patterns: any of them shows the cue; sought in the paragraph, in lower case and with its
            white space collapsed; those that begin with ``^`` only at its start.
        exact: whether letter case counts; the paragraph is then searched as it is.
    """

    name: str
    weight: float
    patterns: tuple[str, ...]
    exact: bool = False


def cue(name: str, weight: float, *patterns: str, exact: bool = False) -> Cue:
    """A cue that any one of several patterns shows."""
    return Cue(name, weight, patterns, exact)


Finder = Callable[[str], object]


Compiled = tuple[tuple[Cue, tuple[Finder, ...]], ...]


@cache
def compiled(cues: tuple[Cue, ...]) -> Compiled:
    """Each cue with what finds it, compiled at first use so that importing stays light."""
    return tuple((c, tuple(_finders(c.patterns))) for c in cues)


def _finders(patterns: tuple[str, ...]) -> Iterator[Finder]:
    """One finder for the start of a paragraph and one for anywhere: ``search`` tries a pattern
    with ``^`` at every place in vain.
    """
    start = [p for p in patterns if p.startswith("^")]
    anywhere = [p for p in patterns if not p.startswith("^")]
    if start:
        yield re.compile("|".join(start)).match
    if anywhere:
        yield re.compile("|".join(anywhere)).search


def score(piece: str, cues: Compiled) -> float:
    """The sum of the cues that ``piece`` shows, each name counted once at its heaviest."""
    best: dict[str, float] = {}
    lower = piece.lower()
    for c, finders in cues:
        if c.weight < 0 and not best:
            break  # protections come last; there is nothing to protect against
        if abs(c.weight) <= abs(best.get(c.name, 0.0)):
            continue
        seen = piece if c.exact else lower
        if any(find(seen) for find in finders):
            best[c.name] = c.weight
    return sum(best.values())
