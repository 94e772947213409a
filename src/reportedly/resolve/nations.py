"""Countries by their names, other names, adjectives and peoples."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_ARTICLE = re.compile(r"^(?:the|The) (?=\S)")
_POSSESSIVE = re.compile(r"['’]s$|(?<=s)['’]$")


@dataclass(frozen=True, slots=True)
class Nation:
    """A country or territory.

    Attributes:
        code: ISO 3166-1 code, "XK" for Kosovo.
        name: its short name.
        names: its other names.
        adjectives: its adjectives and the names of its people, one and many.
        capital: its capital; empty where it has none.
    """

    code: str
    name: str
    names: tuple[str, ...]
    adjectives: tuple[str, ...]
    capital: str


def nation_of(word: str) -> str | None:
    """The short name of the country that a name or adjective is of; None for none.

    >>> nation_of("Turkish"), nation_of("the U.S."), nation_of("Corrin")
    ('Turkey', 'United States', None)
    """
    names, peoples = _by_word()
    nation = names.get(word) or peoples.get(word)
    if nation is None:
        bare = _POSSESSIVE.sub("", _ARTICLE.sub("", word))
        nation = names.get(bare) or peoples.get(bare) if bare != word else None
    return nation.name if nation is not None else None


def is_demonym(word: str) -> bool:
    """Whether a word is the adjective or the people of a country: "Turkish", "Turks"."""
    return word in _by_word()[1]


@cache
def load_nations() -> tuple[Nation, ...]:
    """All nations, by name."""
    text = (Path(__file__).parent / "nations.tsv").read_text(encoding="utf-8")
    return tuple(
        Nation(code, name, _listed(names), _listed(adjectives), capital)
        for code, name, names, adjectives, capital in (
            line.split("\t") for line in text.splitlines() if line and not line.startswith("#")
        )
    )


@cache
def _by_word() -> tuple[Mapping[str, Nation], Mapping[str, Nation]]:
    """The nations by their names, and by their adjectives and peoples."""
    names = {name: n for n in load_nations() for name in (n.name, *n.names)}
    return names, {word: n for n in load_nations() for word in n.adjectives}


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()
