"""Well-known bodies by their names and short names: governments, armies, monitors, parties."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from reportedly.resolve.registry import Registry, listed, read_rows


@dataclass(frozen=True, slots=True)
class Body:
    """A body that many reports name, and name in many ways.

    Attributes:
        name: what it is called in full.
        aliases: what else it is called.
    """

    name: str
    aliases: tuple[str, ...] = ()


@cache
def load_bodies() -> Registry[Body]:
    """The shipped registry of bodies; a name that more than one goes by is in none.

    >>> load_bodies().find("the UN's").name
    'United Nations'
    """
    rows = read_rows(Path(__file__).parent / "bodies.tsv", _body, "give name and aliases (|)")
    return Registry(rows)


def _body(cells: list[str]) -> Body | None:
    name, aliases = (*cells, "")[:2]
    return Body(name, listed(aliases)) if name and len(cells) < 3 else None
