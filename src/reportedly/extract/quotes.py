"""Quotation marks: which stretches of a text stand inside them, and what that makes of a content.

Marks are matched within a paragraph. A mark that opens and never closes runs to the end of its
paragraph where the next one re-opens (the printed convention for long quotes), else to the end of
its sentence: a stray mark costs no more than that.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from reportedly.model import Form

Offsets = tuple[int, int]

_MARK = re.compile(r"[\"“”„‟«»]|``|''|‘(?=\w)|(?<=\S)’(?!\w)|(?<!\w)'(?=\w)|(?<=\S)'(?!\w)")
_WORD = re.compile(r"\w+")
_STOP = re.compile(r"[.!?…]+(?=\s+[^\sa-z]|\s*$)")
_OPENS_ONLY = frozenset("“„‟«‘") | {"``"}
_CLOSES_ONLY = frozenset("”»’") | {"''"}
_SINGLE = frozenset("‘’'")


@dataclass(frozen=True, slots=True)
class Quote:
    """A quoted stretch with its marks, half-open offsets.

    Attributes:
        start: offset of the opening mark.
        end: offset after the closing mark, or after the last word where none closes it.
        closed: whether a closing mark was found.
    """

    start: int
    end: int
    closed: bool


def find_quotes(text: str, paragraphs: Sequence[Offsets]) -> list[Quote]:
    """The quoted stretches of the ``paragraphs`` of ``text``, in order, none inside another."""
    quotes: list[Quote] = []
    for index, (start, end) in enumerate(paragraphs):
        follows = index + 1 < len(paragraphs) and _reopens(text, paragraphs[index + 1][0])
        quotes += _quotes_of(text, start, end, follows)
    return quotes


def _reopens(text: str, start: int) -> bool:
    return text[start : start + 1] in ("“", '"', "„", "«", "‘") or text[start : start + 2] == "``"


def _quotes_of(text: str, start: int, end: int, follows: bool) -> list[Quote]:
    quotes: list[Quote] = []
    opened: int | None = None
    single = False
    for match in _MARK.finditer(text, start, end):
        mark = match.group()
        is_single = mark in _SINGLE
        if opened is None:
            if _can_open(text, match, start):
                opened, single = match.start(), is_single
        elif single != is_single:
            if single and mark in _OPENS_ONLY | {'"'} and _can_open(text, match, start):
                opened, single = match.start(), False  # it was an apostrophe
        elif mark in _OPENS_ONLY and mark != "‘":
            quotes.append(_unclosed(text, opened, match.start()))
            opened, single = match.start(), is_single
        elif mark not in _OPENS_ONLY:
            quotes.append(Quote(opened, match.end(), True))
            opened = None
    if opened is not None and not single:
        quotes.append(Quote(opened, end, False) if follows else _unclosed(text, opened, end))
    return quotes


def _can_open(text: str, match: re.Match[str], start: int) -> bool:
    mark = match.group()
    if mark in _OPENS_ONLY:
        return True
    if mark in _CLOSES_ONLY:
        return False
    before = text[match.start() - 1] if match.start() > start else " "
    after = text[match.end() : match.end() + 1]
    return (before.isspace() or before in "([{—–-‘“/") and bool(after) and not after.isspace()


def _unclosed(text: str, start: int, limit: int) -> Quote:
    stop = _STOP.search(text, start + 1, limit)
    end = stop.end() if stop else limit
    return Quote(start, start + len(text[start:end].rstrip()), False)


def _start(quote: Quote) -> int:
    return quote.start


def form_of(text: str, content: Sequence[Offsets], quotes: Sequence[Quote]) -> Form:
    """Direct where every word of ``content`` is quoted, mixed where some are, else indirect."""
    quoted = bare = 0
    for start, end in content:
        for word in _WORD.finditer(text, start, end):
            at = bisect_right(quotes, word.start(), key=_start) - 1
            if at >= 0 and word.start() < quotes[at].end:
                quoted += 1
            else:
                bare += 1
    if not quoted:
        return Form.INDIRECT
    return Form.MIXED if bare else Form.DIRECT
