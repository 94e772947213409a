"""Text set in columns: widths, wrapping and the few styles, without a library to load."""

from __future__ import annotations

import os
import shutil
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TextIO

from reportedly.export.clean import one_line

_STYLES = {"strong": "1", "dim": "2", "counted": "32", "against": "31", "conflict": "33"}
_WIDEST = 120  # longer lines are hard to read
_NARROWEST = 40


@dataclass(frozen=True, slots=True)
class Page:
    """Where a view is written.

    Attributes:
        out: takes the text.
        width: columns that there are.
        coloured: whether styles may be used.
    """

    out: TextIO
    width: int = 80
    coloured: bool = False

    def line(self, text: str = "") -> None:
        """Write one line."""
        self.out.write(text.rstrip() + "\n")

    def styled(self, text: str, style: str) -> str:
        """The text in a style, where there are styles."""
        return f"\x1b[{_STYLES[style]}m{text}\x1b[0m" if self.coloured and text else text

    def paragraph(self, text: str, *, indent: int = 0, hang: int = 0, style: str = "") -> None:
        """Write text wrapped to the width, later lines ``hang`` further in than the first."""
        room = self.width - indent - hang
        for number, words in enumerate(wrapped(text, max(room, 16))):
            margin = " " * (indent + (hang if number else 0))
            self.line(margin + (self.styled(words, style) if style else words))


def page_for(out: TextIO) -> Page:
    """A page as wide as the terminal (``COLUMNS`` wins), 80 columns in a pipe."""
    width = min(max(shutil.get_terminal_size((80, 24)).columns, _NARROWEST), _WIDEST)
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return Page(out, width, out.isatty() and not plain)


def cells(text: str) -> int:
    """How many columns the text takes.

    >>> cells("Kessel"), cells("東京")
    (6, 4)
    """
    if text.isascii():
        return len(text)
    return sum(_cells_of(c) for c in text)


def _cells_of(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Cf", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def cut(text: str, width: int) -> str:
    """The text on one line, at most ``width`` columns, cut at a word where that costs little.

    >>> cut("The ferry will not sail tonight", 20)
    'The ferry will not…'
    """
    line = one_line(text)
    if cells(line) <= width:
        return line
    kept = _fitting(line, width - 1)
    at_word = kept.rpartition(" ")[0]
    whole = line[len(kept)] == " " or not at_word or len(at_word) < len(kept) - 16
    return (kept if whole else at_word).rstrip(" ,;:–-") + "…"


def padded(text: str, width: int, *, right: bool = False) -> str:
    """The text filled up with spaces to ``width`` columns."""
    space = " " * (width - cells(text))
    return space + text if right else text + space


def wrapped(text: str, width: int, lines: int = 0) -> list[str]:
    """The text on lines of at most ``width`` columns, cut after ``lines`` of them (0: never)."""
    found: list[str] = []
    rest = one_line(text)
    while rest and not (lines and len(found) == lines - 1):
        if cells(rest) <= width:
            break
        kept = _fitting(rest, width)
        if rest[len(kept)] != " ":
            kept = kept.rpartition(" ")[0] or kept
        found.append(kept.rstrip())
        rest = rest[len(kept) :].lstrip()
    return [*found, cut(rest, width)] if rest or not found else found


def _fitting(line: str, width: int) -> str:
    used = 0
    for place, character in enumerate(line):
        used += _cells_of(character)
        if used > width:
            return line[:place] if place else line[:1]
    return line


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Attributes:
        heading: what stands above it.
        right: whether it is set to the right, as numbers are.
        share: 0 for a column as wide as its cells; otherwise its part of the room that is left.
        style: the style of its cells.
    """

    heading: str
    right: bool = False
    share: int = 0
    style: str = ""


_GAP = "  "
_CELL_LINES = 2


def table(page: Page, columns: Sequence[Column], rows: Iterable[Sequence[str]]) -> None:
    """Write a table; columns with a share wrap, the others are as wide as their widest cell."""
    kept = [[one_line(cell) for cell in row] for row in rows]
    widths = _widths(page.width, columns, kept)
    page.line(
        page.styled(
            _GAP.join(
                padded(column.heading, width, right=column.right)
                for column, width in zip(columns, widths, strict=True)
            ).rstrip(),
            "strong",
        )
    )
    page.line(
        page.styled("─" * min(sum(widths) + len(_GAP) * (len(widths) - 1), page.width), "dim")
    )
    for row in kept:
        for line in _set(page, columns, widths, row):
            page.line(line)


def _widths(room: int, columns: Sequence[Column], rows: list[list[str]]) -> list[int]:
    natural = [
        max(cells(column.heading), *(cells(row[n]) for row in rows))
        if rows
        else cells(column.heading)
        for n, column in enumerate(columns)
    ]
    free = room - len(_GAP) * (len(columns) - 1)
    free -= sum(width for column, width in zip(columns, natural, strict=True) if not column.share)
    shares = sum(column.share for column in columns)
    widths = list(natural)
    for n, column in sorted(enumerate(columns), key=lambda pair: natural[pair[0]]):
        if column.share:
            widths[n] = min(natural[n], max(free * column.share // shares, 8))
            free -= widths[n]
            shares -= column.share
    return widths


def _set(page: Page, columns: Sequence[Column], widths: list[int], row: list[str]) -> Iterator[str]:
    parts = [
        wrapped(cell, width, _CELL_LINES) if column.share else [cell]
        for cell, width, column in zip(row, widths, columns, strict=True)
    ]
    for number in range(max(len(part) for part in parts)):
        line = []
        for part, width, column in zip(parts, widths, columns, strict=True):
            text = padded(part[number] if number < len(part) else "", width, right=column.right)
            line.append(page.styled(text, column.style) if column.style else text)
        yield _GAP.join(line)
