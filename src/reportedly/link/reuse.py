"""What reports share, and who had it first: words, quoted passages, figures, names."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from reportedly.extract.quotes import find_quotes
from reportedly.link.naming import WORD, Names, flat, is_statement, names_of, plain
from reportedly.model import Reading, Span
from reportedly.model.paragraphs import paragraphs
from reportedly.model.sentences import sentences

_UPDATE = re.compile(r"\b(?:UPDATED?|[Uu]pdated)\b|\bUpdate(?=[ :,–—-])")
_ADDED = re.compile(r"(?:\W|\d)*(?:UPDATED?|[Uu]pdated?)\b")
_YEAR = re.compile(r"(?:19|20)\d\d")
_STEM = 6  # letters of a word that are compared: "investigator", "investigation"
_NUMBERS = {
    word: str(n)
    for n, word in enumerate(
        "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(),
        10,
    )
} | {
    word: str(10 * n)
    for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
_QUOTED = 4  # words of a quote that make it telling


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence.

    Attributes:
        text: its words in their own case, flat, "The" in lower case, without the outlet's own name.
        terms: its telling words.
        at: where it begins.
        update: whether its paragraph says that it was added later.
    """

    text: str
    terms: frozenset[str]
    at: int
    update: bool


@dataclass(frozen=True, slots=True)
class Said:
    """Words that a report attributes to somebody.

    Attributes:
        names: what the source goes by: name, affiliation, description; flat and lower case.
        terms: the telling words of the content.
        phrase: source and cue, as they stand.
        hop: whether the names are of a hop, not of the source itself.
    """

    names: tuple[str, ...]
    terms: frozenset[str]
    phrase: str
    hop: bool = False


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What of a report is compared with others; made once, small, and quick to compare.

    Attributes:
        id: the report's.
        published: when, as seconds since 1970; None where unknown.
        outlet: who published it, lower case.
        names: what others may call that outlet.
        statement: whether it is a body's own word.
        updated: whether it says that it was updated after it was first published.
        text: the report's text.
        words: its words, lower case.
        offsets: where each word begins.
        cased: its words in their own case, parted by spaces.
        lower: the same in lower case.
        runs: every three words in a row.
        quoted: where each run of four quoted words first stands, by the run.
        terms: its telling words and figures, each with the place of the word.
        lines: its sentences.
        said: what it attributes, and to whom.
    """

    id: str
    published: float | None
    outlet: str
    names: Names
    statement: bool
    updated: bool
    text: str
    words: tuple[str, ...]
    offsets: tuple[int, ...]
    cased: str
    lower: str
    runs: frozenset[tuple[str, ...]]
    quoted: Mapping[tuple[str, ...], int]
    terms: Mapping[str, int]
    lines: tuple[Line, ...]
    said: tuple[Said, ...]

    @property
    def order(self) -> tuple[float, str]:
        """By publication; a report without a time stands last."""
        return (math.inf if self.published is None else self.published, self.id)


def fingerprint(reading: Reading) -> Fingerprint:
    """What of a reading is compared with others'."""
    report = reading.report
    text = report.text
    hidden = _starts_in(report.furniture)
    found = [(plain(m.group()), m.start()) for m in WORD.finditer(text) if not hidden(m.start())]
    words = tuple(w.lower() for w, _ in found)
    offsets = tuple(at for _, at in found)
    names = names_of(report)
    cased = _without(flat(text).replace(" The ", " the "), names)
    published = report.published
    return Fingerprint(
        id=report.id,
        published=published.timestamp() if published is not None else None,
        outlet=(report.outlet or "").lower(),
        names=names,
        statement=is_statement(report),
        updated=_UPDATE.search(text) is not None,
        text=text,
        words=words,
        offsets=offsets,
        cased=cased,
        lower=cased.lower(),
        runs=frozenset(zip(words, words[1:], words[2:], strict=False)),
        quoted=_quoted_runs(text, words, offsets),
        terms=_terms(words, offsets),
        lines=_lines(text, names),
        said=_said(reading),
    )


def _starts_in(spans: Sequence[Span]) -> Callable[[int], bool]:
    edges = [(s.start, s.end) for s in spans]
    return lambda at: any(start <= at < end for start, end in edges)


def _quoted_runs(
    text: str, words: tuple[str, ...], offsets: tuple[int, ...]
) -> dict[tuple[str, ...], int]:
    runs: dict[tuple[str, ...], int] = {}
    at = 0
    for quote in find_quotes(text, paragraphs(text)):
        while at < len(offsets) and offsets[at] < quote.start:
            at += 1
        first = at
        while at < len(offsets) and offsets[at] < quote.end:
            at += 1
        for i in range(first, at - _QUOTED + 1):
            run = words[i : i + _QUOTED]
            runs.setdefault(run, i)
    return runs


def _terms(words: tuple[str, ...], offsets: tuple[int, ...]) -> dict[str, int]:
    found: dict[str, int] = {}
    for at, word in zip(offsets, words, strict=True):
        term = term_of(word)
        if term is not None:
            found.setdefault(term, at)
    return found


@cache
def term_of(word: str) -> str | None:
    """A telling word without its ending; None for one that tells nothing.

    >>> term_of("shelled"), term_of("the"), term_of("2,000")
    ('shell', None, '2000')
    """
    word = _NUMBERS.get(word, word)
    if word[0].isdigit():
        return word.replace(",", "") if len(word) > 1 and not _YEAR.fullmatch(word) else None
    if len(word) < 4 or word in _stop_words():
        return None
    for ending in ("ings", "ing", "edly", "ies", "ed", "es", "ly", "s"):
        if word.endswith(ending) and len(word) - len(ending) > 3:
            word = word[: -len(ending)]
            break
    return word[:_STEM]


@cache
def _stop_words() -> frozenset[str]:
    path = Path(__file__).parent / "stopwords.txt"
    lines = path.read_text(encoding="utf-8").splitlines()
    return frozenset(w for line in lines if not line.startswith("#") for w in line.split())


def _terms_of(text: str) -> frozenset[str]:
    terms = (term_of(plain(m.group()).lower()) for m in WORD.finditer(text))
    return frozenset(t for t in terms if t is not None)


def _without(text: str, names: Names) -> str:
    """A flat text without the names of the outlet that published it."""
    for name in names.full:
        while (at := text.lower().find(f" {name} ")) >= 0:
            text = f"{text[:at]} {text[at + len(name) + 2 :]}"
    return text


def _lines(text: str, names: Names) -> tuple[Line, ...]:
    lines = []
    for start, end in paragraphs(text):
        update = _ADDED.match(text, start) is not None
        for first, last in sentences(text, start, end):
            words = _without(flat(text[first:last]).replace(" The ", " the "), names)
            lines.append(Line(words, _terms_of(text[first:last]), first, update))
    return tuple(lines)


def _said(reading: Reading) -> tuple[Said, ...]:
    parties = {p.id: p for p in reading.parties}
    said = []
    for a in reading.attributions:
        party = parties.get(a.party or "")
        called = {a.source_name, a.origin, *(s.text for s in a.source)}
        if party is not None:
            called |= {party.name, party.affiliation, party.description}
        terms = _terms_of(" ".join(s.text for s in a.content))
        phrase = " ".join(s.text for s in sorted(a.source + a.cue))
        said.append(Said(_flat_names(called), terms, phrase))
        for hop in a.via:
            said.append(Said(_flat_names({hop.name}), terms, hop.span.text, hop=True))
    return tuple(said)


def _flat_names(called: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(sorted({flat(c).lower() for c in called if c}))


@dataclass(frozen=True, slots=True)
class Pool:
    """Reports compared with one another: who holds what, and who had it first.

    Attributes:
        prints: the reports, by publication.
        holders: for each telling word, how many reports hold it and which first.
    """

    prints: tuple[Fingerprint, ...]
    terms: Mapping[str, tuple[int, str]]

    @classmethod
    def of(cls, prints: Iterable[Fingerprint]) -> Pool:
        """The pool of some reports."""
        ordered = sorted({p.id: p for p in prints}.values(), key=lambda p: p.order)
        terms: dict[str, tuple[int, str]] = {}
        for p in ordered:
            for term in p.terms:
                count, first = terms.get(term, (0, p.id))
                terms[term] = (count + 1, first)
        return cls(tuple(ordered), terms)

    def weight(self, term: str) -> float:
        """How telling a word is here: little where most reports hold it."""
        count = self.terms.get(term, (0, ""))[0]
        return math.log((len(self.prints) + 1) / max(count, 1))
