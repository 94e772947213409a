"""Whether the clause around a time speaks of what has been or of what is to come."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

PAST, UNKNOWN, FUTURE = -1, 0, 1
_REACH = 90  # characters of a clause that are looked at on each side
_CLOSE = 60  # characters between a verb and a time of its own
_PARTICIPLE = 25  # characters by which a word in -ed after the time stands back
_NOUN_BETWEEN = re.compile(r",|\b(?:before|after|ahead|until|till|for|toward|towards|since)\b")
_CUT = re.compile(
    r"[;!?\"“”()\n]|(?<!\b[A-Z])(?<!\b[A-Z][a-z])(?<!\b[A-Z][a-z][a-z])\.(?=\s|$)"
    r"|\b(?:that|which|who|whose|whom|because|although|though|while|when|where|after which|but)\b"
    r"|, and\b"
)
_SMALL = re.compile(r"(?:\A|(?<=[.?!:“\"] ))(?!May)[A-Z](?=[a-z])")
_NO_VERB = frozenset(
    "united red wed hundred indeed need speed seed feed breed bed armed alleged so-called ahmed "
    "mohammed sacred hatred naked wicked embed unexpected proposed".split()
)


@dataclass(frozen=True, slots=True)
class Tense:
    """What a clause speaks of.

    Attributes:
        of: ``PAST``, ``FUTURE`` or ``UNKNOWN``.
        sure: whether the mark is the time's own verb, as far as one can tell, and not that of a
            clause in which the time belongs to a noun ("before the vote in July").
    """

    of: int = UNKNOWN
    sure: bool = False


def tense_of(text: str, start: int, end: int) -> Tense:
    """What the clause around a time speaks of, by the mark that stands nearest.

    >>> text = "He said on Monday that he will go on Friday."
    >>> tense_of(text, 8, 17).of == PAST, tense_of(text, 34, 44).of == FUTURE
    (True, True)
    """
    left = _plain(text[max(0, start - _REACH) : start])
    left = left[max((cut.end() for cut in _CUT.finditer(left)), default=0) :]
    right = _plain(text[end : end + _REACH])
    cut = _CUT.search(right)
    right = right[: cut.start()] if cut else right
    fronted = not re.search(r"\w{2}", left)
    before = [m for m in _marks().finditer(left) if _counts(m, m.lastgroup == "doing")]
    nearest = len(left) - before[-1].end() if before else _REACH
    if before and right.startswith(","):
        right = ""  # "will not open before Friday, the office announced"
    for found in _marks().finditer(right):
        if _counts(found, fronted):
            # what follows in -ed may be no verb of the clause: "on Monday, aimed at"
            far = found.start() + (0 if fronted or found.lastgroup != "ed" else _PARTICIPLE)
            if far < nearest:
                return Tense(_tense(found), fronted)
            break
    if not before:
        return Tense()
    between = left[before[-1].end() :]
    sure = len(between) <= _CLOSE and not _NOUN_BETWEEN.search(between)
    return Tense(_tense(before[-1]), sure)


def _plain(clause: str) -> str:
    """The clause in small letters but for what its capitals tell: names, and May from "may"."""
    return _SMALL.sub(lambda found: found.group().lower(), clause)


def _counts(found: re.Match[str], leads: bool) -> bool:
    """Whether a mark tells; "is leading" after a time does so only where the time leads."""
    if found.lastgroup in ("doing", "being"):
        return leads
    return found.lastgroup != "ed" or found.group().lower() not in _NO_VERB


def _tense(found: re.Match[str]) -> int:
    return FUTURE if found.lastgroup in ("future", "doing", "being") else PAST


@cache
def _marks() -> re.Pattern[str]:
    sections: dict[str, list[str]] = {"future": [], "doing": [], "being": [], "past": []}
    section = ""
    for line in (Path(__file__).parent / "tense.txt").read_text(encoding="utf-8").splitlines():
        if line.strip("[]") in sections:
            section = line.strip("[]")
        elif line and not line.startswith("#"):
            sections[section].append(line)
    groups = "|".join(f"(?P<{name}>{'|'.join(lines)})" for name, lines in sections.items())
    return re.compile(rf"\b(?:{groups}|(?P<ed>[a-z]{{2,}}ed))\b")
