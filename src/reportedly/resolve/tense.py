"""Whether the clause around a time speaks of what has been or of what is to come."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

PAST, UNKNOWN, FUTURE = -1, 0, 1
_REACH = 90  # characters of a clause that are looked at on each side
_CUT = re.compile(
    r"[;:!?\"“”()\n]|(?<!\b[A-Z])(?<!\b[A-Z][a-z])(?<!\b[A-Z][a-z][a-z])\.(?=\s|$)"
    r"|\b(?:that|which|who|whose|whom|because|although|though|while|when|where|after which|but)\b"
    r"|, and\b"
)
_NO_VERB = frozenset(
    "united red wed hundred indeed need speed seed feed breed bed armed alleged so-called ahmed "
    "mohammed sacred hatred naked wicked embed unexpected proposed".split()
)


def tense_of(text: str, start: int, end: int) -> int:
    """``PAST``, ``FUTURE`` or ``UNKNOWN``, by the mark of the clause that stands nearest.

    >>> text = "He said on Monday that he will go on Friday."
    >>> tense_of(text, 11, 17) == PAST, tense_of(text, 38, 44) == FUTURE
    (True, True)
    """
    left = text[max(0, start - _REACH) : start]
    cut = None
    for cut in _CUT.finditer(left):
        pass
    left = left[cut.end() :] if cut else left
    right = text[end : end + _REACH]
    cut = _CUT.search(right)
    right = right[: cut.start()] if cut else right
    nearest, tense = _REACH + 1, UNKNOWN
    for found in _marks().finditer(left):
        if _counts(found):
            nearest, tense = len(left) - found.end(), _tense(found)
    if tense != UNKNOWN and right.startswith(","):
        return tense  # "will not open before Friday, the office announced"
    for found in _marks().finditer(right):
        if _counts(found):
            # a mark before the time says more than one after it at the same distance
            return _tense(found) if found.start() < nearest else tense
    return tense


def _counts(found: re.Match[str]) -> bool:
    return found.lastgroup != "ed" or found.group().lower() not in _NO_VERB


def _tense(found: re.Match[str]) -> int:
    return FUTURE if found.lastgroup == "future" else PAST


@cache
def _marks() -> re.Pattern[str]:
    sections: dict[str, list[str]] = {"future": [], "past": []}
    section = ""
    for line in (Path(__file__).parent / "tense.txt").read_text(encoding="utf-8").splitlines():
        if line in ("[future]", "[past]"):
            section = line.strip("[]")
        elif line and not line.startswith("#"):
            sections[section].append(line)
    future, past = ("|".join(sections[name]) for name in ("future", "past"))
    return re.compile(rf"\b(?:(?P<future>{future})|(?P<past>{past})|(?P<ed>[a-z]{{2,}}ed))\b", re.I)
