"""What publishers and bodies have in common: entries found by any of their names.

A registry is a file of rows parted by tabs: a name, other names parted by "|", and more cells as
its kind of entry has them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from reportedly.errors import ConfigError
from reportedly.model import Span
from reportedly.resolve.lexicon import words_of
from reportedly.resolve.nations import is_demonym

_ARTICLE = re.compile(r"^(?:The|the|THE) (?=\S)")
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")
_WORD = re.compile(r"(?<![^\W_])[^\W_]+")
_FOLLOWED = re.compile(r"[ -][A-Z]|[-.’']?\w")
_SHORT = 5  # capitals that are an acronym, not a name that is shouted


class Entry(Protocol):
    """What is called by a name and has others."""

    @property
    def name(self) -> str:
        """What it is called in full."""

    @property
    def aliases(self) -> tuple[str, ...]:
        """What else it is called."""


Row = TypeVar("Row", bound=Entry)


class Registry(Generic[Row]):
    """Entries by name and alias; never changed once built. A later entry wins a shared alias.

    Acronyms and names that are ordinary words ("Time", "The Nation") are found in their own case
    only, all others in any.
    """

    def __init__(self, rows: Iterable[Row]) -> None:
        self._rows = {row.name: row for row in rows}
        self._exact: dict[str, Row] = {}
        self._folded: dict[str, Row] = {}
        for row in self._rows.values():
            for key in {_key(name) for name in (row.name, *row.aliases)}:
                self._exact[key] = row
                if not _own_case_only(key):
                    self._folded[key.casefold()] = row
        self._openings: dict[str, list[str]] = defaultdict(list)
        for key in sorted(self._exact, key=len, reverse=True):
            opening = _WORD.match(key)
            if opening is not None:
                self._openings[opening.group().casefold()].append(key)

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[Row]:
        return iter(self._rows.values())

    def find(self, name: str) -> Row | None:
        """The entry of a name or alias, with or without "the" and "'s"; None for none."""
        spaced = " ".join(name.split())
        for key in (spaced, _ARTICLE.sub("", spaced), bare_name(name)):
            found = self._exact.get(key) or self._folded.get(key.casefold())
            if found is not None:
                return found
        return None

    def find_in(self, text: str, start: int, end: int) -> list[tuple[Span, Row]]:
        """The entries named between two offsets, in order, the longest name at each place.

        A name that is an ordinary word counts only inside a sentence, and not as a part of a
        longer name ("Nature" in "Nature Conservancy").
        """
        found: list[tuple[Span, Row]] = []
        done = start
        for word in _WORD.finditer(text, start, end):
            if word.start() < done:
                continue
            for key in self._openings.get(word.group().casefold(), ()):
                stop = word.start() + len(key)
                if stop <= end and self._stands(text, word.start(), key):
                    found.append((Span.of(text, word.start(), stop), self._exact[key]))
                    done = stop
                    break
        return found

    def _stands(self, text: str, at: int, key: str) -> bool:
        """Whether a name stands in a text at an offset, by itself and in a case it may have."""
        words = text[at : at + len(key)]
        if words != key and (
            words[0].islower()
            or words.casefold() != key.casefold()
            or words.casefold() not in self._folded
        ):
            return False
        stop, ordinary = at + len(key), _is_ordinary(key)
        after = _FOLLOWED.match(text, stop)
        if after is not None and (after.group()[0] not in " -" or ordinary):
            return _POSSESSIVE.match(text[stop : stop + 2]) is not None
        return not ordinary or key.startswith("The ") or not _opens(text, at)


def bare_name(name: str) -> str:
    """A name without "the", the possessive and doubled spaces.

    >>> bare_name("the Brammel  Gazette's")
    'Brammel Gazette'
    """
    bare = _POSSESSIVE.sub("", " ".join(name.split()))
    return _ARTICLE.sub("", bare)


def read_rows(path: Path, build: Callable[[list[str]], Row | None], form: str) -> list[Row]:
    """The entries of a file of rows; empty lines and those that begin with "#" are skipped.

    Args:
        path: the file, in UTF-8.
        build: makes an entry of the cells of a row; None where they are none.
        form: what a row must be, for the message.

    Raises:
        ConfigError: the file cannot be read or a row makes no entry; its line says which.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: cannot read it: {error}") from None
    rows = []
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.startswith("#"):
            continue
        row = build([cell.strip() for cell in line.split("\t")])
        if row is None:
            raise ConfigError(f"{path}:{number}: {form}, parted by tabs")
        rows.append(row)
    return rows


def listed(cell: str) -> tuple[str, ...]:
    """The parts of a cell that "|" parts.

    >>> listed("Tarn Post|the Post|")
    ('Tarn Post', 'the Post')
    """
    return tuple(part.strip() for part in cell.split("|") if part.strip())


def _key(name: str) -> str:
    """What a name is found by: without its article, but where it would be an ordinary word."""
    bare = _ARTICLE.sub("", name)
    keeps = name.startswith("The ") and " " not in bare and _is_ordinary(bare)
    return name if keeps else bare


def _own_case_only(name: str) -> bool:
    return (name.isupper() and len(name) <= _SHORT) or _is_ordinary(name)


def _is_ordinary(name: str) -> bool:
    """Whether a name is nothing but words that news writes in lower case too."""
    words = [w for w in name.split() if not w.isupper() or len(w) == 1]
    return bool(words) and all(
        w.lower() in _ordinary() or is_demonym(w) for w in words if w[0].isalpha() and w != "The"
    )


@cache
def _ordinary() -> frozenset[str]:
    return words_of("common") | words_of("ordinary")


def _opens(text: str, at: int) -> bool:
    """Whether a sentence or line starts at an offset, so that a capital there tells nothing."""
    before = text[max(0, at - 4) : at]
    return not before.strip() or before.rstrip(" “\"‘'(")[-1:] in ("", ".", "!", "?", ":", "\n")
