"""Countries by their names, other names and adjectives."""

from __future__ import annotations

from functools import cache
from pathlib import Path


def nation_of(word: str) -> str | None:
    """The short name of the country that a name or adjective is of; None for none.

    >>> nation_of("Turkish")
    'Turkey'
    """
    names, peoples = _nations()
    return names.get(word) or peoples.get(word)


def is_demonym(word: str) -> bool:
    """Whether a word is the adjective or the people of a country: "Turkish", "Turks"."""
    return word in _nations()[1]


@cache
def _nations() -> tuple[dict[str, str], dict[str, str]]:
    names: dict[str, str] = {}
    peoples: dict[str, str] = {}
    text = (Path(__file__).parent / "nations.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if not line or line.startswith("#"):
            continue
        _, name, others, adjectives, _ = line.split("\t")
        for other in (name, *filter(None, others.split("|"))):
            names[other] = name
        for adjective in filter(None, adjectives.split("|")):
            peoples[adjective] = name
    return names, peoples
