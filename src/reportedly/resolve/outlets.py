"""The registry of outlets and wires, and how outlets are named that no registry knows."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from reportedly.resolve.lexicon import sections_of, words_of
from reportedly.resolve.nations import is_demonym, nation_of
from reportedly.resolve.registry import Registry, bare_name, listed, read_rows

_ROW = "not an outlet: give name, aliases (|), domains (|) and 'wire' or nothing"
_TOKEN = re.compile(r"[^\s/,()’']+")
_JOINED = re.compile(
    r"[a-z](?:News|TV|Wire|Times|Post|Daily|Radio|Press)$|^(?:Radio|TV|News)[A-Z]|"
    r"^[A-Z][a-z]{3,}(?:wire|press|news)$"
)
_AGENCIES = frozenset(
    f"{what} {who}"
    for what in ("press", "news", "wire", "cable")
    for who in ("agency", "association", "bureau", "service", "network")
)
_ARTICLES = frozenset("la le les il el der die das de den".split())
_ENDINGS = frozenset(("alone", "after", "weak", "ending", "both"))
_NUMBERS = frozenset("one two three four five six seven eight nine ten".split())


@dataclass(frozen=True, slots=True)
class Outlet:
    """A publisher of reports.

    Attributes:
        name: what it is called in full.
        aliases: what else it is called.
        domains: hosts it publishes at.
        wire: whether other outlets reprint it.
    """

    name: str
    aliases: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    wire: bool = False


class Outlets(Registry[Outlet]):
    """Outlets by name, alias and domain; never changed once built.

    >>> Outlets([Outlet("The Marlow Courier", ("Courier",))]).find("the Courier").name
    'The Marlow Courier'
    """

    def __init__(self, rows: Iterable[Outlet]) -> None:
        super().__init__(rows)
        self._domains = {d.casefold(): outlet for outlet in self for d in outlet.domains}

    def by_domain(self, address: str) -> Outlet | None:
        """The outlet that publishes at a host or URL; None where there is none."""
        try:
            host = urlsplit(address if "//" in address else f"//{address}").hostname or ""
        except ValueError:
            return None
        parts = host.casefold().split(".")
        for i in range(len(parts) - 1):
            if (found := self._domains.get(".".join(parts[i:]))) is not None:
                return found
        return None


@cache
def load_outlets(extra: Path | None = None) -> Outlets:
    """The shipped registry, with the rows of the file ``extra`` added or put in their place.

    Raises:
        ConfigError: the file cannot be read or a row is no outlet; its line says which.
    """
    shipped = read_rows(Path(__file__).parent / "outlets.tsv", _outlet, _ROW)
    own = read_rows(extra, _outlet, _ROW) if extra is not None else []
    replaced = {outlet.name for outlet in own}
    return Outlets([*(o for o in shipped if o.name not in replaced), *own])


def is_wire(name: str) -> bool:
    """Whether a name is one of an agency that others reprint, known or called so.

    >>> is_wire("Corrin News Agency"), is_wire("The Brammel Gazette")
    (True, False)
    """
    known = load_outlets().find(name)
    if known is not None:
        return known.wire
    lower = bare_name(name).lower()
    return lower.endswith(
        ("news agency", "press agency", "newswire", "news wire", "wire service", " wire")
    ) and looks_like_outlet(name)


def looks_like_outlet(name: str) -> bool:
    """Whether a name that no registry knows is one as outlets have.

    >>> looks_like_outlet("The Brammel Gazette"), looks_like_outlet("Corrin Water")
    (True, False)
    """
    words = _TOKEN.findall(bare_name(name))
    if not words or len(words) > 7 or not words[-1][0].isalnum() or words[-1][0].islower():
        return False
    lower = [w.lower() for w in words]
    kinds = [sections_of("press").get(w, "") for w in lower]
    if "never" in kinds:
        return False
    if len(words) == 1:
        return kinds[0] == "alone" or _JOINED.search(words[0]) is not None
    if " ".join(lower[-2:]) in _AGENCIES or _is_foreign(lower, kinds):
        return True
    return _opens_as_outlet(lower, kinds) or _ends_as_outlet(words, kinds)


def _is_foreign(lower: list[str], kinds: list[str]) -> bool:
    """Whether a name of another language is one of a paper: "La Gazette de ...", "... Kurier"."""
    if lower[0] in _ARTICLES and len(lower) > 2:
        return "abroad" in kinds[1:3] or kinds[1] == "alone"
    endings = ("zeitung", "blatt", "anzeiger", "bote")
    return "abroad" in (kinds[0], kinds[-1]) or lower[-1].endswith(endings)


def _opens_as_outlet(lower: list[str], kinds: list[str]) -> bool:
    """Whether a name opens as one of a paper or station does, and ends as one can."""
    if kinds[-1] == "other":
        return False
    if kinds[0] == "both":
        return (
            lower[0] in ("daily", "radio")
            or kinds[-1] in _ENDINGS
            or lower[-1] not in words_of("common")
        )
    if lower[0] == "channel":
        return lower[-1] not in words_of("common") or lower[-1] in _NUMBERS
    if "opening" in kinds[:-1]:
        invented = lower[-1] not in words_of("common") and kinds[0] != "opening"
        return kinds[-1] in _ENDINGS or invented or lower[-1] == "star"
    return "radio" in lower[:-1] and lower[0] == "public"


def _ends_as_outlet(words: list[str], kinds: list[str]) -> bool:
    """Whether the last word is one that papers and stations end in, after words that can lead."""
    if kinds[-1] in ("alone", "ending", "both") or words[-1] == "24":
        return True
    if kinds[-1] not in _ENDINGS or kinds[-2] == "other" or is_demonym(words[-2]):
        return False
    lead = [w for w in words[:-1] if w not in ("of", "and", "&", "the", "de")]
    plain = [w for w in lead if w.lower() in words_of("common")]
    if kinds[-1] == "after":
        return len(plain) < len(lead)
    country = nation_of(" ".join(words[:-1])) is not None
    return not plain and not country and words[0] not in sections_of("given")


def _outlet(cells: list[str]) -> Outlet | None:
    name, aliases, domains, wire = (*cells, "", "", "")[:4]
    if not name or len(cells) > 4 or wire not in ("", "wire"):
        return None
    return Outlet(name, listed(aliases), listed(domains), wire == "wire")
