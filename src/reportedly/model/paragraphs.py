"""Paragraphs of a text, as offsets."""

from __future__ import annotations

import itertools
import re

_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
_BLANK = re.compile(r"\n[^\S\n]*\n")
_WRAPPED = range(45, 101)  # line lengths that hand-wrapped mail and wire copy use
_CLOSED = (".", "!", "?", ":", '"', "”", "’", ")", "…")


def paragraphs(text: str) -> list[tuple[int, int]]:
    r"""Half-open offsets of the paragraphs of ``text``, trimmed of white space, none empty.

    A paragraph is a line, unless the text is hard-wrapped (blank lines between blocks of lines
    of similar length that end in mid-sentence); then it is a block of lines.

    >>> paragraphs("A b.\n\nC.")
    [(0, 4), (6, 8)]
    """
    found = _trimmed(text, [m.span() for m in _LINE.finditer(text)])
    if len(found) > 3 and _is_hard_wrapped(text, found):
        return _blocks(text, found)
    return found


def _trimmed(text: str, offsets: list[tuple[int, int]]) -> list[tuple[int, int]]:
    out = []
    for start, end in offsets:
        piece = text[start:end]
        left = len(piece) - len(piece.lstrip())
        if left < len(piece):
            out.append((start + left, start + len(piece.rstrip())))
    return out


def _is_hard_wrapped(text: str, lines: list[tuple[int, int]]) -> bool:
    """Whether most lines that are followed directly by another break off in mid-sentence."""
    if not _BLANK.search(text):
        return False
    joined = [
        (s, e) for (s, e), (s2, _) in itertools.pairwise(lines) if not _BLANK.search(text, e, s2)
    ]
    broken = [1 for s, e in joined if e - s in _WRAPPED and not text[s:e].endswith(_CLOSED)]
    return len(joined) > 2 and len(broken) > 0.6 * len(joined)


def _blocks(text: str, lines: list[tuple[int, int]]) -> list[tuple[int, int]]:
    out = [lines[0]]
    for start, end in lines[1:]:
        if _BLANK.search(text, out[-1][1], start):
            out.append((start, end))
        else:
            out[-1] = (out[-1][0], end)
    return out
