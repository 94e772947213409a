"""What mentions are compared by: their words, names, figures, speakers and places in the report."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from reportedly.model import Figure, Mention, Reading, Stance, Voice, sentences

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
# a capitalised name after a word of place: "in Kelmouth", "the hamlet of Orrin", "near Lower Tarn"
_PLACED = re.compile(
    r"\b(?:in|at|near|of|outside|from|on|around|over|to|towards|into|inside|above|off) (?:the )?"
    r"(?:[a-z]+(?:ern)? )?(?:[A-Z][a-z]+ )?([A-Z][\w’'-]+)"
)
BACK = 2  # sentences before a mention in which its scene may be set
_NEGATIVE = frozenset({Stance.DENIES, Stance.DOUBTS})


@dataclass(frozen=True, slots=True)
class Aspect:
    """One mention, as it is compared with others.

    Attributes:
        mention: the mention.
        words: stems of its content words, with how often they stand in it.
        around: stems of the content words of its sentence.
        pairs: neighbouring stems, for words reused in order.
        names: stems of its capitalised words.
        scene: stems of the names of the nearest places: in its sentence, those before it, or the
            headline.
        counts: bounds and counted noun of each of its figures.
        days: first and last day, as numbers, of each time that is told to three days or better.
        sentence: which sentence of the report it stands in, from 0.
        order: where in the report, 0 to 1.
        length: number of its words.
        headline: whether it stands in the headline.
        speaker: who says so, in lower case, or the outlet for the report's own voice.
    """

    mention: Mention
    words: Mapping[str, int]
    around: frozenset[str]
    pairs: frozenset[tuple[str, str]]
    names: frozenset[str]
    scene: frozenset[str]
    counts: tuple[tuple[float, float, str], ...]
    days: tuple[tuple[int, int], ...]
    sentence: int
    order: float
    length: int
    headline: bool
    speaker: str

    @property
    def negative(self) -> bool:
        """Whether the source denies or doubts."""
        return self.mention.stance in _NEGATIVE

    @property
    def declines(self) -> bool:
        """Whether the source does not say."""
        return self.mention.stance is Stance.DECLINES

    @property
    def own(self) -> bool:
        """Whether the report speaks itself."""
        return self.mention.voice is Voice.OWN


def aspects(reading: Reading, mentions: Sequence[Mention]) -> tuple[Aspect, ...]:
    """The aspects of a report's mentions, in their order."""
    text = reading.report.text
    bounds = _sentences(text)
    starts = [start for start, _ in bounds]
    around = [frozenset(stems(text[start:end])) for start, end in bounds]
    headline = text.find("\n") if "\n" in text[:300] else 0
    scenes = _scenes(text, bounds)
    outlet = reading.report.outlet or ""
    made = []
    for mention in mentions:
        first, last = mention.span.start, mention.span.end
        at = max(0, bisect_right(starts, first) - 1)
        found = stems(mention.span.text)
        made.append(
            Aspect(
                mention=mention,
                words=_counted(found),
                around=around[at] if around else frozenset(),
                pairs=frozenset(pairwise(found)),
                names=_names(mention.span.text),
                scene=scenes[at] if scenes else frozenset(),
                counts=tuple(_count(figure) for figure in mention.figures),
                days=_days(mention),
                sentence=at,
                order=first / max(1, len(text)),
                length=len(_WORD.findall(mention.span.text)),
                headline=last <= headline,
                speaker=(mention.source_name or "").lower()
                or (outlet if not mention.source else ""),
            )
        )
    return tuple(made)


def _scenes(text: str, bounds: Sequence[tuple[int, int]]) -> list[frozenset[str]]:
    """For each sentence the places that it, or else one of those just before it, is set in."""
    named = [
        frozenset(s for m in _PLACED.finditer(text, a, b) if (s := _stem(m[1].lower())))
        for a, b in bounds
    ]
    head = named[0] if named else frozenset()
    scenes: list[frozenset[str]] = []
    for i, names in enumerate(named):
        before = (named[k] for k in range(i - 1, max(-1, i - 1 - BACK), -1) if named[k])
        scenes.append(names or next(before, head))
    return scenes


def weight_of(stem: str) -> float:
    """How much a word tells, 0 to 1: common words of the language little, rare ones much."""
    return _weights().get(stem, 1.0)


def capitals(text: str) -> dict[str, tuple[int, int]]:
    """For each stem of a text how often it stands there, and how often with a capital."""
    found: dict[str, tuple[int, int]] = {}
    for word in _WORD.findall(text):
        stem = _stem(word.lower())
        if stem and not stem.isdigit():
            count, capital = found.get(stem, (0, 0))
            found[stem] = count + 1, capital + word[0].isupper()
    return found


def _sentences(text: str) -> list[tuple[int, int]]:
    bounds = []
    start = 0
    for line in text.split("\n"):
        if line.strip():
            bounds += sentences(text, start, start + len(line))
        start += len(line) + 1
    return bounds


def stems(text: str) -> list[str]:
    """The stems of the content words of a text, in order."""
    return [s for word in _WORD.findall(text) if (s := _stem(word.lower()))]


def _names(text: str) -> frozenset[str]:
    found = _WORD.findall(text)
    return frozenset(
        s for word in found if word[0].isupper() and (s := _stem(word.lower())) and not s.isdigit()
    )


def _counted(stems: Iterable[str]) -> Mapping[str, int]:
    counts: dict[str, int] = {}
    for stem in stems:
        counts[stem] = counts.get(stem, 0) + 1
    return counts


def _days(mention: Mention) -> tuple[tuple[int, int], ...]:
    told = [(w.earliest, w.latest) for w in mention.dates]
    days = [(a.toordinal(), b.toordinal()) for a, b in told if a is not None and b is not None]
    return tuple((a, b) for a, b in days if b - a <= 2)


def _count(figure: Figure) -> tuple[float, float, str]:
    low = figure.low if figure.low is not None else float("-inf")
    high = figure.high if figure.high is not None else float("inf")
    noun = (figure.unit or figure.counted or "").lower().split(" ")[-1]
    return low, high, _stem(noun) or noun


@lru_cache(maxsize=65536)
def _stem(word: str) -> str:
    """The stem of a word in lower case, or "" for a function word."""
    word = re.split("['’]", word)[0]
    if word in _function_words() or (len(word) == 1 and not word.isdigit()):
        return ""
    return str(_stemmer().stemWord(word))


@cache
def _stemmer() -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer("english")


@cache
def _function_words() -> frozenset[str]:
    lines = (Path(__file__).parent / "function.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(w for line in lines if not line.startswith("#") for w in line.split())


@cache
def _weights() -> Mapping[str, float]:
    """Weights by rank among the words of the shipped tokenizer, which lists common words first."""
    import json
    from math import log

    from reportedly.extract import WEIGHTS

    data = json.loads((WEIGHTS / "tokenizer.json").read_text(encoding="utf-8"))
    ranks: dict[str, int] = {}
    for word, rank in data["model"]["vocab"].items():
        if word.isalpha() and rank >= 1996:
            stem = _stem(word)
            if stem:
                ranks[stem] = min(rank, ranks.get(stem, rank))
    top = log(30000 - 1990)
    return {stem: max(0.15, log(rank - 1990) / top) for stem, rank in ranks.items()}
