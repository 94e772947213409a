"""The gazetteer: countries, regions and towns by any of their names, from GeoNames.

``gazetteer.txt.gz`` is made by ``python -m reportedly.training.gazetteer`` and read when a place is
first looked for. After its comments it has an entry a line, an empty line, and the names in order:
a folded name with the numbers of its entries, "~" before those that only go by it too.
"""

from __future__ import annotations

import gzip
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from reportedly.model import Location
from reportedly.resolve.nations import Nation, load_nations

DATA = Path(__file__).parent / "gazetteer.txt.gz"
KINDS = {"c": "country", "r": "region", "t": "city"}
SKELETON = "="  # opens the keys of Arabic names by their consonants

_MARKS = str.maketrans(
    {"-": " ", "'": None, "’": None, "‘": None, "`": None, "ʼ": None, "ʿ": None, ".": None}
    | {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ð": "d"}
)
_SHORTENED = {"st": "saint", "ste": "sainte", "ft": "fort", "mt": "mount"}
_ARTICLES = frozenset("al ar as ash ad adh az an at ath el er es ed ez en et".split())
_SOUNDS = (
    (re.compile(r"(?:ah|eh|e|a)\b"), "a"),
    (re.compile(r"ou|oo|aw|o"), "u"),
    (re.compile(r"ee|ei|ay|ai|ey|iy|y|e"), "i"),
    (re.compile(r"(\w)\1+"), r"\1"),
    (re.compile(r"q"), "k"),
    (re.compile(r"dh"), "d"),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry with what tells how well it is known.

    Attributes:
        location: the entry as it is shown.
        region: the code that its first-level region has in its country.
        capital: whether it is a country's capital.
        reach: people there; of a region, those in its towns.
        also: whether the name it was found by is one that it only goes by too.
    """

    location: Location
    region: str
    capital: bool
    reach: int
    also: bool = False


class Gazetteer:
    """Entries by name.

    Args:
        entries: a line for each entry.
        names: a line for each folded name, in order.

    >>> [entry.location.country for entry in load_gazetteer().find("kazan")][-1]
    'TR'
    """

    def __init__(self, entries: Sequence[str], names: Sequence[str]) -> None:
        self._entries = entries
        self._names = names
        countries: dict[str, int] = {}
        for number, line in enumerate(entries):
            cells = line.split("\t", 4)
            if cells[2] != "c":
                break
            countries[cells[3]] = number
        self._nations = {
            name: countries[nation.code]
            for nation in load_nations()
            for name in _spellings(nation.name, *nation.names)
            if nation.code in countries and (name == nation.name or not self._part(nation, name))
        }
        self._openings = {fold(name).split(" ")[0] for name in self._nations if " " in name}

    def _part(self, nation: Nation, name: str) -> bool:
        """Whether a name that also stands for a country is one of its regions: "Scotland"."""
        return any(
            e.location.kind == "region" and e.location.country == nation.code
            for e in self.find(fold(name))
        )

    def country(self, name: str) -> Entry | None:
        """The country that goes by a name, in its own case or in capitals."""
        number = self._nations.get(name)
        return self.entry(number) if number is not None else None

    def find(self, key: str) -> tuple[Entry, ...]:
        """What goes by a folded name, without the countries."""
        at = bisect_left(self._names, key + "\t")
        if at == len(self._names) or not self._names[at].startswith(key + "\t"):
            return ()
        return tuple(
            self.entry(int(number.lstrip("~")), number.startswith("~"))
            for number in self._names[at][len(key) + 1 :].split(" ")
        )

    def opens(self, word: str) -> bool:
        """Whether any name of more than one word begins with a folded word."""
        at = bisect_left(self._names, word + " ")
        inside = at < len(self._names) and self._names[at].startswith(word + " ")
        return inside or word in self._openings

    def entry(self, number: int, also: bool = False) -> Entry:
        """The entry of a number."""
        cells = self._entries[number].split("\t")
        code, name, kind, country, region, north, east, people, mark = cells
        kind = KINDS[kind]
        shown = 0 if kind == "region" else int(people)
        place = Location(f"geonames:{code}", name, kind, country, float(north), float(east), shown)
        return Entry(place, region, mark == "*", int(people), also)


@cache
def load_gazetteer() -> Gazetteer:
    """The shipped gazetteer."""
    text = gzip.decompress(DATA.read_bytes()).decode("utf-8")
    head, _, names = text.partition("\n\n")
    entries = [line for line in head.split("\n") if not line.startswith("#")]
    return Gazetteer(entries, names.rstrip("\n").split("\n"))


def fold(name: str) -> str:
    """A name as the gazetteer sorts it: no capitals, accents, hyphens or apostrophes.

    >>> fold("Saint-Brune"), fold("St. Brune"), fold("Tël-Äbrin")
    ('saint brune', 'saint brune', 'tel abrin')
    """
    lower = name.casefold()
    if not lower.isascii():
        lower = unicodedata.normalize("NFKD", lower)
        lower = "".join(c for c in lower if not unicodedata.combining(c))
    words = lower.translate(_MARKS).split()
    if words and words[0] in _SHORTENED:
        words[0] = _SHORTENED[words[0]]
    return " ".join(words)


def skeleton(folded: str) -> str:
    """What the spellings of an Arabic name in Latin letters have in common.

    >>> skeleton(fold("Khirbet al-Zour")) == skeleton(fold("Khirbet az Zūr"))
    True
    """
    *words, last = folded.split() or [""]
    key = " ".join([*(w for w in words if w not in _ARTICLES), last])
    for sound, letters in _SOUNDS:
        key = sound.sub(letters, key)
    return SKELETON + key if len(key) > 3 else ""


def _spellings(*names: str) -> set[str]:
    """Names as they are written, and in capitals where that is no other word."""
    return {*names, *(name.upper() for name in names if len(name) > 3)}
