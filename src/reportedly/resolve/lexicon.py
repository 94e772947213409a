"""Word lists of the layer, each read once from its file beside this module."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path


@cache
def words_of(name: str) -> frozenset[str]:
    """The words of ``name``.txt, comments left out."""
    return frozenset(w for line in _lines(name) if not line.startswith("[") for w in line.split())


@cache
def sections_of(name: str) -> Mapping[str, str]:
    """The words of ``name``.txt, each with the section ("[m]") that it stands in."""
    section = ""
    found: dict[str, str] = {}
    for line in _lines(name):
        if line.startswith("["):
            section = line.strip("[]")
            continue
        for word in line.split():
            found.setdefault(word, section)
    return found


def _lines(name: str) -> list[str]:
    text = (Path(__file__).parent / f"{name}.txt").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]
