"""Report text made fit to be shown: reports are hostile input."""

from __future__ import annotations

import re

_LOST = "\ufffd"
_SURROGATES = dict.fromkeys(range(0xD800, 0xE000), _LOST)
_OVERRIDES = dict.fromkeys((0x202D, 0x202E), _LOST)  # make a text read other than it stands
_CONTROLS = {c: chr(0x2400 + c) for c in range(0x20) if chr(c) not in "\t\n\r"}
_CONTROLS |= {0x7F: "\u2421"} | {c: _LOST for c in range(0x80, 0xA0) if c != 0x85}
_TERMINAL = dict.fromkeys((*range(0x202A, 0x202D), *range(0x2066, 0x206A)), "")
_TERMINAL |= {0x85: "\n", 0x2028: "\n", 0x2029: "\n", 0x0D: "\n"}

_HARMLESS = _SURROGATES | _OVERRIDES | _CONTROLS


def visible(text: str) -> str:
    r"""The text with control characters and direction overrides shown instead of obeyed.

    Character for character, so offsets still hold. Lone surrogates, which no UTF-8 stream can
    carry, become U+FFFD.

    >>> visible("a\x1b[2Jb")
    'a␛[2Jb'
    """
    return text.translate(_HARMLESS)


def for_terminal(text: str) -> str:
    """The text as a terminal can print it: nothing in it moves the cursor or turns the line."""
    return visible(text.replace("\r\n", "\n")).translate(_TERMINAL)


def one_line(text: str) -> str:
    """The text on one line, safe to print, its runs of white space reduced to one space."""
    return " ".join(for_terminal(text).split())


def shortened(text: str, length: int) -> str:
    """The text on one line, cut at a word to at most ``length`` characters.

    >>> shortened("The bridge will  stay closed", 16)
    'The bridge will…'
    """
    line = one_line(text)
    if len(line) <= length:
        return line
    cut = line[: length - 1]
    return re.sub(r"\s+\S{0,20}$", "", cut) + "…" if line[length - 1] != " " else cut + "…"
