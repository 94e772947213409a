"""Figures of a claim as ranges on one axis, and whether two of them count the same thing."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from math import floor, inf, log10
from pathlib import Path

from reportedly.link.aspects import stems
from reportedly.link.timing import as_of
from reportedly.model import Figure, Mention, Voice

_NOT = re.compile(r"\b(?:not|never|rather than|instead of)\b|n['’]t\b", re.I)
_PART = re.compile(
    r"\s*\b(?:of (?:them|whom|which|the|these|those|its|his|her|their)|among)\b", re.I
)
_OF_THOSE = re.compile(r"\W*of (?:them|those|these|the)\b|.*\bamong (?:them|those)\b", re.I | re.S)
_NAME = re.compile(r"(?<=[^\W\d_] )[A-Z][^\W\d_]+")
_DAY = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$|[A-Z]+$")
_FORMER = re.compile(r"\b(?:from|not(?: the)?|rather than|instead of)\s+$", re.I)
_OTHER = re.compile(
    r"\b(?:similar|other|another|previous(?:ly)?|earlier|elsewhere|daily"
    r"|(?:each|every|per|a) (?:day|week|month|year)"
    r"|(?:last|past|recent) (?:days|weeks?|months?|years?))\b",
    re.I,
)
_WAS = re.compile(r"\b(?:was|were|had been|stood at)\s+$", re.I)
_WORD = re.compile(r"[^\W\d_]+")
ROUGH = 0.1  # how far a rough number may be off, as a share of itself
NEARLY = 0.85  # "nearly 1,000" is more than this share of it
ROUND = 1000  # from here on a number in round thousands may stand for one beside it
FEW = 2  # content words, fewer than which say little by themselves
MAIN = 0.8  # share of the reports with figures that give one of a claim's main kind
LONG_AGO = 60  # days before a report from which a mention speaks of another time


@dataclass(frozen=True, slots=True)
class Value:
    """A figure that a mention gives, with who gives it and when it held.

    Attributes:
        mention: id of the mention.
        origin: id of the origin, or None where nothing lets one tell.
        report: id of the report.
        low: the least it can be, or None.
        high: the most it can be, or None.
        unit: what it is a number of, or None.
        counted: the words for what is counted, or None.
        as_of: the day that it is given for: when it was said, else when the report came out.
        text: the words of the figure.
    """

    mention: str
    origin: str | None
    report: str
    low: float | None
    high: float | None
    unit: str | None
    counted: str | None
    as_of: date | None
    text: str


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value as it is compared with others.

    Attributes:
        value: the value.
        low: the least it can be, with what the words leave open; minus infinity where open.
        high: the most it can be, likewise.
        kind: what sort of thing it counts, or None where nothing tells.
        state: what became of those counted ("dead", "missing"), or None.
        scope: words that say what it includes or leaves out.
        own: whether the report says so itself.
        source: id of the origin that gives it, or None where nothing lets one tell.
        place: its mention's place among the mentions.
        words: stems of the content words of its mention, figures and dates left out.
        noun: stem of the counted noun, or None where nothing tells.
        names: the names in it, but for one that it begins with.
        start: where in its report the figure begins.
        crowd: how many different numbers the claim has of its kind and state.
        held: whether more than one report gives it.
        main: whether most reports that give figures give one of its kind.
        part: whether it is a part of a number told before or after it ("33 of the 40").
        past: whether its mention speaks of another time.
        other: whether its mention sets an event apart from others ("a similar blast"), or
            gives a rate or a sum over a while ("dozens each day", "in recent weeks").
        negated: whether the mention sets a number against another ("19, not 14").
    """

    value: Value
    low: float
    high: float
    kind: str | None
    state: str | None
    scope: frozenset[str]
    own: bool
    source: str | None
    place: int
    words: frozenset[str]
    noun: str | None
    names: frozenset[str]
    start: int
    crowd: int
    held: bool
    main: bool
    part: bool
    past: bool
    other: bool
    negated: bool


def values(
    mentions: Sequence[Mention], published: Mapping[str, datetime | None]
) -> tuple[Value, ...]:
    """The figures of a claim, with who gives each, in the order of the mentions."""
    return tuple(
        _value(m, f, published.get(m.report)) for m in mentions for f in m.figures if _counts(f)
    )


def quantities(
    mentions: Sequence[Mention], published: Mapping[str, datetime | None]
) -> list[Quantity]:
    """The figures that can be compared: those that do not come on top of another."""
    found = []
    for place, m in enumerate(mentions):
        for n, f in enumerate(m.figures):
            if _counts(f) and not f.additional and not _former(m, f, published.get(m.report)):
                found.append(_quantity(m, n, place, published.get(m.report)))
    return _in_full(found)


def _in_full(found: Sequence[Quantity]) -> list[Quantity]:
    """The figures, those given without more words as they are given in full elsewhere.

    "Its 41" counts what "41 miners are dead" counts, where one claim holds both.
    """
    given: dict[tuple[float, float], list[Quantity]] = {}
    for one in found:
        given.setdefault((one.low, one.high), []).append(one)
    full = [_completed(one, given[one.low, one.high]) for one in found]
    kinds: dict[str | None, set[str]] = {}
    for one in full:
        kinds.setdefault(one.kind, set()).add(one.value.report)
    most = MAIN * len({q.value.report for q in full if q.kind})
    main = {kind for kind, reports in kinds.items() if kind and len(reports) >= most}
    held = {n: len({q.value.report for q in some}) > 1 for n, some in given.items()}
    crowd: dict[object, set[tuple[float, float]]] = {}
    for q in full:
        crowd.setdefault((q.kind, q.state), set()).add((q.low, q.high))
    return [
        replace(
            q,
            main=q.kind in main,
            held=held[q.low, q.high],
            crowd=len(crowd[q.kind, q.state]),
        )
        for q in full
    ]


def _completed(one: Quantity, others: Sequence[Quantity]) -> Quantity:
    """A figure in few words, with what all who give it in more words agree on."""
    if len(one.words) >= FEW:
        return one
    full = [q for q in others if q.kind and len(q.words) >= FEW]
    kinds = {q.kind for q in full} | ({one.kind} - {None})
    states = {q.state for q in full if q.state} | ({one.state} - {None})
    if not full or len(kinds) > 1 or len(states) > 1:
        return one
    longest = max(full, key=lambda q: len(q.words))
    state = next(iter(states), None)
    return replace(one, kind=longest.kind, noun=longest.noun, state=state, words=longest.words)


def size_of(one: Quantity) -> float:
    """The least it can be, or the most where that is open."""
    return one.low if one.low > -inf else one.high


def _former(mention: Mention, figure: Figure, published: datetime | None) -> bool:
    """Whether it is what a number was ("up from 14", "it was six on Monday") or is not."""
    before = mention.span.text[: max(0, figure.span.start - mention.span.start)][-16:]
    if _FORMER.search(before):
        return True
    if published is None or not _WAS.search(before):
        return False
    return any(w.latest is not None and w.latest < published.date() for w in mention.dates)


def _without_values(mention: Mention) -> str:
    """The words of a mention but for its figures and dates."""
    text, base = mention.span.text, mention.span.start
    spans = [f.span for f in mention.figures] + [w.span for w in mention.dates]
    for span in sorted(spans, key=lambda s: -s.start):
        start, end = max(0, span.start - base), max(0, span.end - base)
        text = f"{text[:start]} {text[end:]}"
    return text


def _content(text: str) -> frozenset[str]:
    return frozenset(s for s in stems(text) if not s.isdigit())


def _past(mention: Mention, published: datetime | None) -> bool:
    """Whether a mention speaks of a time long before its report."""
    if published is None:
        return False
    days = [w.latest or w.earliest for w in mention.dates]
    days += [w.earliest for w in mention.dates if w.granularity == "year"]
    return any((published.date() - day).days > LONG_AGO for day in days if day)


def _counts(figure: Figure) -> bool:
    return figure.low is not None or figure.high is not None


def _value(mention: Mention, figure: Figure, published: datetime | None) -> Value:
    return Value(
        mention=mention.id,
        origin=mention.origin,
        report=mention.report,
        low=figure.low,
        high=figure.high,
        unit=figure.unit,
        counted=figure.counted,
        as_of=as_of(mention, published),
        text=figure.span.text,
    )


def _quantity(mention: Mention, n: int, place: int, published: datetime | None) -> Quantity:
    figure = mention.figures[n]
    low, high = bounds(figure)
    before, after = _around(mention, n)
    text = mention.span.text.lower()
    kind = kind_of(figure.unit)
    return Quantity(
        value=_value(mention, figure, published),
        low=low,
        high=high,
        kind=kind,
        state=(_state(after) or _state(before[::-1])) if kind in _counted_people() else None,
        scope=frozenset(_WORD.findall(text)) & _lexicon()[2],
        own=mention.voice is Voice.OWN,
        source=mention.origin,
        place=place,
        words=_content(_without_values(mention).lower()),
        noun=next(iter(stems(figure.unit)), None) if figure.unit else None,
        names=frozenset(w for w in _NAME.findall(mention.span.text) if not _DAY.match(w)),
        start=figure.span.start,
        held=False,
        crowd=0,
        main=False,
        part=bool(_PART.match(text, figure.span.end - mention.span.start))
        or bool(_PART.search(figure.span.text))
        or bool(_OF_THOSE.match(text)),
        past=_past(mention, published),
        other=bool(_OTHER.search(text)),
        negated=bool(_NOT.search(text)),
    )


def _around(mention: Mention, n: int) -> tuple[list[str], list[str]]:
    """The words before a figure up to the one before it, and from it up to the next."""
    figures, base, text = mention.figures, mention.span.start, mention.span.text
    start = figures[n].span.start - base
    left = figures[n - 1].span.end - base if n else 0
    right = figures[n + 1].span.start - base if n + 1 < len(figures) else len(text)
    before = _WORD.findall(text[max(0, left) : max(0, start)].lower())
    return before, _WORD.findall(text[max(0, start) : max(0, right)].lower())


def _state(words: Sequence[str]) -> str | None:
    states = _lexicon()[1]
    return next((states[w] for w in words if w in states), None)


@cache
def _counted_people() -> frozenset[str | None]:
    """The kinds that something can become of: people, a part of them, what nothing tells."""
    kinds = _lexicon()[0]
    return frozenset({None, "people"} | {name for name in kinds.values() if name in _lexicon()[3]})


def is_part(kind: str | None) -> bool:
    """Whether a kind is a part of the people concerned ("children", "guards")."""
    return kind in _lexicon()[3]


def bounds(figure: Figure) -> tuple[float, float]:
    """The bounds of a figure, with what its words and its roundness leave open."""
    low = -inf if figure.low is None else figure.low
    high = inf if figure.high is None else figure.high
    if figure.approximate:
        if low == -inf:
            return high * NEARLY, high
        return low * (1 - ROUGH), high * (1 + ROUGH)
    if low == high and low >= ROUND and low % ROUND == 0:
        slack = _step(low) / 2
        return low - slack, high + slack
    return low, high


def _step(number: float) -> float:
    """The size of the last digit that is not nought, of two digits at the least.

    >>> _step(48000), _step(120000), _step(50000)
    (1000.0, 10000.0, 1000.0)
    """
    step = 10.0 ** (floor(log10(number)) - 1)
    while number % step and step > 1:
        step /= 10
    return step


def kind_of(unit: str | None) -> str | None:
    """What sort of thing a unit counts: "people", a part of them, or the unit itself."""
    return None if unit is None else _lexicon()[0].get(unit.lower(), unit.lower())


@cache
def _lexicon() -> tuple[dict[str, str], dict[str, str], frozenset[str], frozenset[str]]:
    """Kinds of counted nouns, states of those counted, words of scope, parts of the people."""
    kinds: dict[str, str] = {}
    states: dict[str, str] = {}
    scope: set[str] = set()
    parts: set[str] = set()
    section, name = "", ""
    text = (Path(__file__).parent / "counted.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.startswith("["):
            section, _, name = line.strip("[]").partition(" ")
        elif not line.startswith("#"):
            for word in line.split():
                if section == "state":
                    states.setdefault(word, name)
                elif section == "scope":
                    scope.add(word)
                else:
                    kinds[word] = name or section
            if section == "part":
                parts.add(name)
    return kinds, states, frozenset(scope), frozenset(parts)
