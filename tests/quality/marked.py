"""Reads ``constructions.txt``: sentences of our own with their attributions marked in the text.

``{S1|...}`` is a source, ``{C1|...}`` a cue, ``{K1|...}`` a content of attribution 1; marks may
stand inside one another; ``{K2=1|...}`` takes the roles that 2 lacks from 1; ``\\n`` is a
line break.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

ROLE = {"S": "source", "C": "cue", "K": "content"}
_TOKEN = re.compile(r"\{([SCK])(\d)(?:=(\d))?\||\}")


@dataclass
class Marked:
    """A text and what should be found in it."""

    construction: str
    text: str
    attributions: list[dict[str, list[tuple[int, int]]]] = field(default_factory=list)


def read_constructions(path: Path) -> list[Marked]:
    """The marked texts of a file, in order."""
    out, construction = [], ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            construction = line[3:]
        elif line.strip():
            out.append(parse(construction, line.replace("\\n", "\n")))
    return out


def parse(construction: str, marked: str) -> Marked:
    """One marked text without its marks, and the spans that they stood around."""
    text, at, opened = "", 0, []
    rows: dict[str, dict[str, list[tuple[int, int]]]] = {}
    carried: dict[str, str] = {}
    for token in _TOKEN.finditer(marked):
        text += marked[at : token.start()]
        at = token.end()
        if token.group() == "}":
            role, number, start = opened.pop()
            row = rows.setdefault(number, {"source": [], "cue": [], "content": []})
            row[ROLE[role]].append((start, len(text)))
        else:
            opened.append((token.group(1), token.group(2), len(text)))
            if token.group(3):
                carried[token.group(2)] = token.group(3)
    for number, owner in carried.items():
        row = rows.setdefault(number, {"source": [], "cue": [], "content": []})
        for role in row:
            row[role] = row[role] or rows[owner][role]
    return Marked(construction, text + marked[at:], [rows[n] for n in sorted(rows)])
