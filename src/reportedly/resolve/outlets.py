"""The registry of outlets and wires, and how outlets are named that no registry knows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from reportedly.errors import ConfigError

_NAMED = re.compile(
    r"\b(?:Times|Herald|Gazette|Courier|Tribune|Chronicle|Examiner|Inquirer|Dispatch|Mercury|"
    r"Sentinel|Telegraph|Journal|Bugle|Clarion|Messenger|Argus|Advertiser|Echo|Packet|Newswire|"
    r"Bulletin|Review|Register|Recorder|News|Newspaper|Magazine|Radio|Television|TV|FM|"
    r"Broadcasting|Broadcaster|Zeitung|Tageblatt|Nachrichten|Press (?:Agency|Bureau|Association)|"
    r"News (?:Agency|Service|Bureau)|Wire Service|Wire Agency|Wire|Gazzetta|Gazeta|Courrier|"
    r"Gazette|Miroir|Diario|Daily|Weekly|Newsletter|Podcast)\b"
)
_OPENS = re.compile(
    r"^(?:The )?(?:Daily|Evening|Morning|Radio|Sunday|Saturday|Channel|Weekly) [A-Z]"
)
_NO_OUTLET = re.compile(
    r"(?i)\b(?:observatory|ministry|department|commission|committee|court|council|university|"
    r"institute|party|bank|police|office|board|press (?:office|secretary|conference)|review board|"
    r"station|fort|point|times square|land registry)\b"
)
_POSSESSIVE = re.compile(r"['’]s?$")


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


class Outlets:
    """Outlets by name, alias and domain; never changed once built.

    >>> Outlets([Outlet("The Marlow Courier", ("Courier",))]).find("the Courier").name
    'The Marlow Courier'
    """

    def __init__(self, rows: Iterable[Outlet]) -> None:
        self._exact: dict[str, Outlet] = {}
        self._folded: dict[str, Outlet] = {}
        self._domains: dict[str, Outlet] = {}
        for outlet in rows:
            for name in (outlet.name, *outlet.aliases):
                bare = _bare(name)
                self._exact[bare] = outlet
                # short names and single words are names in their own case only
                if " " in bare and not bare.isupper():
                    self._folded[bare.casefold()] = outlet
            for domain in outlet.domains:
                self._domains[domain.casefold()] = outlet

    def __len__(self) -> int:
        return len({o.name for o in self._exact.values()})

    def find(self, name: str) -> Outlet | None:
        """The outlet of a name or alias, with or without "the"; None where there is none."""
        bare = _bare(name)
        return self._exact.get(bare) or self._folded.get(bare.casefold())

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
    rows = {o.name: o for o in _rows(Path(__file__).parent / "outlets.tsv")}
    if extra is not None:
        rows |= {o.name: o for o in _rows(extra)}
    return Outlets(rows.values())


def looks_like_outlet(name: str) -> bool:
    """Whether a name that no registry knows is one as outlets have.

    >>> looks_like_outlet("The Brammel Gazette"), looks_like_outlet("Corrin Water")
    (True, False)
    """
    if _NO_OUTLET.search(name):
        return False
    named = _NAMED.search(name)
    return bool(_OPENS.match(name)) or (named is not None and len(_bare(name).split()) > 1)


def _bare(name: str) -> str:
    bare = _POSSESSIVE.sub("", " ".join(name.split()))
    return re.sub(r"^(?:The|the|THE) ", "", bare)


def _rows(path: Path) -> list[Outlet]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: cannot read the outlets: {error}") from None
    return [
        _row(path, number, line.split("\t"))
        for number, line in enumerate(lines, start=1)
        if line.strip() and not line.startswith("#")
    ]


def _row(path: Path, number: int, cells: Sequence[str]) -> Outlet:
    name, aliases, domains, wire = (*cells, "", "", "")[:4]
    if not name.strip() or len(cells) > 4 or wire.strip() not in ("", "wire"):
        raise ConfigError(
            f"{path}:{number}: not an outlet: give name, aliases (|), domains (|) and 'wire' or "
            "nothing, parted by tabs"
        )
    return Outlet(
        name.strip(),
        tuple(a.strip() for a in aliases.split("|") if a.strip()),
        tuple(d.strip() for d in domains.split("|") if d.strip()),
        wire.strip() == "wire",
    )
