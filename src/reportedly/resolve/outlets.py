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
_TOKEN = re.compile(r"[^\s/,()]+")


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
    if not words or len(words) > 7 or not any(w[0].isupper() for w in words):
        return False
    lower = [w.lower() for w in words]
    named = sections_of("press")
    if any(named.get(w) == "never" for w in lower):
        return False
    if len(words) == 1:
        return named.get(lower[0]) == "alone" or _is_joined(words[0])
    pair = " ".join(lower[-2:])
    if pair in ("press agency", "news agency", "wire service", "news service", "press association"):
        return True
    if named.get(lower[0]) == "before" or (
        named.get(lower[0]) == "opening" and named.get(lower[-1]) in ("alone", "after", "weak")
    ):
        return True
    return _ends_as_outlet(words, lower)


def _ends_as_outlet(words: list[str], lower: list[str]) -> bool:
    """Whether the last word is one that papers and stations end in, after words that can lead."""
    kind = sections_of("press").get(lower[-1])
    if not words[-1][0].isupper() or kind not in ("alone", "after", "weak"):
        return False
    if sections_of("press").get(lower[-2]) == "other" or is_demonym(words[-2]):
        return kind == "alone" and not is_demonym(words[-2])
    lead = [w for w in lower[:-1] if w not in ("of", "and", "&", "the", "de")]
    plain = [w for w in lead if w in words_of("common")]
    if kind == "weak":
        country = nation_of(" ".join(words[:-1])) is not None
        return bool(lead) and not plain and not country and lower[0] not in sections_of("given")
    return kind == "alone" or len(plain) < len(lead) or lower[-1] in ("news", "tv", "radio")


def _is_joined(word: str) -> bool:
    """Whether one word holds such an ending: "KestrelNews", "HarborTV"."""
    return bool(re.search(r"[a-z](?:News|TV|Wire|Times|Post|Daily|Radio)$|^(?:Radio|TV)[A-Z]", word))


def _outlet(cells: list[str]) -> Outlet | None:
    name, aliases, domains, wire = (*cells, "", "", "")[:4]
    if not name or len(cells) > 4 or wire not in ("", "wire"):
        return None
    return Outlet(name, listed(aliases), listed(domains), wire == "wire")
