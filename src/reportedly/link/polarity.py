"""Polarity: whether words state a thing or its opposite, and whether they call it false.

Word lists only (``polarity.txt``): negations turn a statement round, two of them turn it back, and
words of falsity reject what is said elsewhere. What is rejected is for others to tell.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from reportedly.model import Span
from reportedly.model.span import Spans
from reportedly.resolve.cues import Words

_LIMIT = 120  # words of a mention that are looked at
_STOPS = frozenset(".?!;")


@dataclass(frozen=True, slots=True)
class Polarity:
    """Which way words point.

    Attributes:
        negative: whether they state that a thing is not so.
        rejects: whether they call a statement false.
        words: the words that tell.
    """

    negative: bool
    rejects: bool
    words: Spans = ()


def polarity(text: str, start: int, end: int) -> Polarity:
    """Which way the words of ``text[start:end]`` point.

    >>> polarity("No ferry has left the harbour.", 0, 30).negative
    True
    >>> polarity("The report is a fairy tale.", 0, 27).rejects
    True
    """
    words = words_of(text, start, end)
    turned = turns(words.words)
    false = found(words.words, "false")
    told = sorted({*turned, *false})
    return Polarity(
        negative=len(turned) % 2 == 1,
        rejects=bool(false),
        words=tuple(Span.of(text, words.starts[i], words.ends[i]) for i in told),
    )


def words_of(text: str, start: int, end: int) -> Words:
    """The words of a stretch, in lower case."""
    words = Words()
    words.add(text, start, end, _LIMIT)
    return words


def turns(words: list[str]) -> list[int]:
    """Where a statement is turned round: negations and verbs of failing, not "not only"."""
    rounding = _lists()["rounding"]
    return [
        i
        for i in sorted({*found(words, "negation"), *found(words, "failing")})
        if not (i + 1 < len(words) and words[i + 1] in rounding)
        and not (words[i] == "no" and words[i + 1 : i + 2] and words[i + 1] in _STOPS)
    ]


def found(words: list[str], section: str) -> list[int]:
    """Indices of the words that a section of the lexicon lists."""
    listed = _lists()[section]
    hits = []
    for i, word in enumerate(words):
        if (
            word in listed
            or f"{word}_{words[i + 1] if i + 1 < len(words) else ''}" in listed
            or any(f"{word[:n]}~" in listed for n in range(4, len(word) + 1))
        ):
            hits.append(i)
    return hits


def opposite(words: list[str], others: frozenset[str]) -> list[int]:
    """Indices of the words whose opposite is among ``others`` while they are not."""
    table = _opposites()
    return [
        i
        for i, w in enumerate(words)
        if w not in others and not others.isdisjoint(table.get(w, ()))
    ]


@cache
def _lists() -> dict[str, frozenset[str]]:
    sections: dict[str, set[str]] = defaultdict(set)
    name = ""
    for line in (Path(__file__).parent / "polarity.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            name = line.strip("[]")
        elif not line.startswith("#"):
            sections[name].update(line.split())
    return {name: frozenset(words) for name, words in sections.items()}


@cache
def _opposites() -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = defaultdict(set)
    for pair in _lists()["opposites"]:
        one, other = pair.split("/")
        table[one].add(other)
        table[other].add(one)
    return {word: frozenset(others) for word, others in table.items()}
