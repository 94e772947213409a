"""Clauses of a sentence, by rules on its words and punctuation; no parser."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_TOKEN = re.compile(
    r"\d+(?:[.,:]\d+)*[^\W_]*|[^\W_]+(?=n['’]t\b)|n['’]t\b|['’](?:s|re|ve|ll|d|m)\b"
    r"|(?:[^\W_]\.){2,}|[^\W_]+(?:[-'’](?!(?:s|re|ve|ll|d|m)\b)[^\W_]+)*|\S"
)
_HARD = frozenset(";:–—…|")
_AND = frozenset({"and", "but", "or", "nor", "yet", "so"})
_RELATIVE = frozenset({"who", "which", "whose", "where", "whom"})
_SUBORDINATE = frozenset(
    "after before while when because although though if unless until till once whereas whether "
    "since as".split()
)
_PRONOUN = frozenset("he she it they we i you there this that these those nobody no one".split())
_CLOSE = frozenset("after before when because although though while as".split())
_SUBJECT = 9  # words after an "and" in which the verb of a new clause must stand
_SHORT = 2  # words of a second predicate that is no clause of its own
_NOT_PARTICIPLE = frozenset(
    "including during according following regarding concerning morning evening nothing something "
    "anything everything king ring spring thing building being string wing".split()
)
_OPENERS = frozenset(
    "the a an his her its their our my this these those both all some any every no one two three "
    "four five six seven eight nine ten it them him us in on at by to from with as for into over "
    "out up down off of about that when where more several dozens hundreds thousands".split()
)
_EDGE = re.compile(r"(?:\s|[.,;:–—|…]|(?:and|but|or|nor|yet|so|that)\b(?!,))+", re.I)
_LOOSE = frozenset(",;:–—|…")
_JOINING = frozenset(
    "and but or nor yet that with as of to by for on at from a an the who which when while after "
    "before because if where than just".split()
)
_PAIRS = (("“", "”"), ("(", ")"), ("«", "»"), ("[", "]"))


@dataclass(frozen=True, slots=True)
class Token:
    """A word or mark: its place, its lower-case form and whether it can be a finite verb."""

    start: int
    end: int
    word: str
    verb: bool
    capital: bool


def tokens_of(text: str, start: int, end: int) -> list[Token]:
    """The words and marks of a stretch."""
    found = []
    for m in _TOKEN.finditer(text, start, end):
        raw = m.group()
        word = raw.lower().replace("’", "'")
        found.append(Token(m.start(), m.end(), word, is_verb(word), raw[:1].isupper()))
    return found


def is_verb(word: str) -> bool:
    """Whether a word can be a finite verb by its form; many participles pass too."""
    if word in _verbs():
        return True
    if not word.endswith("ed") or len(word) < 5 or "-" in word:
        return False
    return word not in _section("not verbs")


def has_verb(text: str, start: int, end: int) -> bool:
    """Whether a stretch has a word that can be a finite verb."""
    return any(t.verb for t in tokens_of(text, start, end))


def clauses(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Half-open offsets of the clauses of a sentence, trimmed, in order.

    A clause that is broken up by an inserted one holds it: the two overlap.

    >>> text = "The bridge fell, killing two, and the road was shut."
    >>> [text[s:e] for s, e in clauses(text, 0, len(text))]
    ['The bridge fell', 'killing two', 'the road was shut.']
    """
    tokens = tokens_of(text, start, end)
    if not tokens:
        return []
    cuts = _cuts(tokens)
    pieces = []
    edges = [at for at, _ in cuts]
    rules = ["", *(rule for _, rule in cuts)]
    for first, last in zip([0, *edges], [*edges, len(tokens)], strict=True):
        pieces.append((first, last))
    out = set()
    for first, last in _joined(tokens, pieces, rules):
        place = trim(text, tokens[first].start, tokens[last - 1].end)
        if place is not None:
            out.add(place)
    return sorted(out)


def _cuts(tokens: Sequence[Token]) -> list[tuple[int, str]]:
    """Indices of the tokens that begin a new clause, each with the rule that says so."""
    stops, verbs = _ahead(tokens)
    cuts: list[tuple[int, str]] = []
    began, verb = 0, -1
    for at in range(1, len(tokens)):
        if tokens[at - 1].verb or (at - 1 == began and _is_participle(tokens[began].word)):
            verb = at - 1
        rule = _rule(tokens, at, verb >= began, (stops, verbs))
        if rule and at - began > 1 and len(tokens) - at > 1:
            cuts.append((at, rule))
            began = at
    return cuts


def _ahead(tokens: Sequence[Token]) -> tuple[list[int], list[int]]:
    """For each token, where the next stop is and where the next verb is."""
    size = len(tokens)
    stops, verbs = [size] * (size + 1), [size] * (size + 1)
    for at in range(size - 1, -1, -1):
        word = tokens[at].word
        stop = word in _HARD or word in ",()" or word in _RELATIVE or word in _SUBORDINATE
        stops[at] = at if stop else stops[at + 1]
        verbs[at] = at if tokens[at].verb else verbs[at + 1]
    return stops, verbs


def _rule(tokens: Sequence[Token], at: int, verb: bool, ahead: tuple[list[int], list[int]]) -> str:
    """The rule by which a clause begins at a token, or ""."""
    word, before = tokens[at].word, tokens[at - 1].word
    if before in _HARD:
        return "mark"
    stops, verbs = ahead
    if before == ",":
        return _after_comma(tokens, at, verb, ahead)
    if word == "," or not verb:
        return ""
    nxt = tokens[at + 1].word if at + 1 < len(tokens) else ""
    near = verbs[at] < min(stops[at + 1], at + _SUBJECT)
    joins = near and _joins(tokens[at + 1 : verbs[at]])
    if word in _AND and nxt:
        if nxt == "that" or (nxt in _PRONOUN and verbs[at] < stops[at + 1]):
            return "and clause"
        if _is_participle(nxt):
            return "~and ing"
        if tokens[at + 1].verb:
            return "~and verb" if _is_predicate(tokens, at + 1, stops[at + 1]) else ""
        if word == "or" or not near or joins or _joins_names(tokens, at):
            return ""
        return "and subject"
    if word in _CLOSE and near and not joins:
        return "~sub"
    return ""


def _after_comma(
    tokens: Sequence[Token], at: int, verb: bool, ahead: tuple[list[int], list[int]]
) -> str:
    word = tokens[at].word
    stops, verbs = ahead
    right = verbs[at] < stops[at + 1]
    if word in _RELATIVE:
        return "relative"
    if word in _SUBORDINATE:
        return ", sub" if right else ""
    if not verb:
        return ""
    if word in _AND:
        nxt = tokens[at + 1] if at + 1 < len(tokens) else None
        if nxt is not None and _is_participle(nxt.word):
            return ", and ing"
        return (", and verb" if nxt and nxt.verb else ", and") if right else ""
    if _is_participle(word):
        return "ing"
    if tokens[at].verb:
        return ", verb"
    if right:
        return ", clause"
    return ""


def _joins(tokens: Sequence[Token]) -> bool:
    """Whether a second "and" or "that" stands before the verb: the first one joins nouns."""
    return any(t.word in _AND or t.word == "that" for t in tokens)


def _joins_names(tokens: Sequence[Token], at: int) -> bool:
    """Whether an "and" stands between two capitalised words: "Ostian and Velmoran forces"."""
    return tokens[at - 1].capital and tokens[at + 1].capital


def _is_predicate(tokens: Sequence[Token], at: int, stop: int) -> bool:
    """Whether a verb after "and" begins a second predicate, and is no participle before a noun."""
    if min(stop, len(tokens)) - at < _SHORT:
        return False
    after = tokens[at + 1]
    if not tokens[at].word.endswith("ed"):
        return True
    return after.capital or after.word in _OPENERS or not after.word.isalpha()


def _is_participle(word: str) -> bool:
    return word.endswith("ing") and len(word) > 4 and word not in _NOT_PARTICIPLE


def _joined(
    tokens: Sequence[Token], pieces: list[tuple[int, int]], rules: list[str]
) -> list[tuple[int, int]]:
    """The clauses that the pieces make up: a piece that goes on after an inserted one makes a whole
    with what stands before that; one that is closely bound stands in the piece before it too.
    """
    main: list[tuple[int, int]] = []
    bound: list[tuple[int, int]] = []
    for (first, last), rule in zip(pieces, rules, strict=True):
        if rule.startswith("~"):
            bound.append((first, last))
            main[-1] = (main[-1][0], last)
        elif rule == ", verb" or (rule == "mark" and tokens[first].verb):
            at = max(0, len(main) - 2)
            main[at] = (main[at][0], last)
        else:
            main.append((first, last))
    return main + bound


def trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    """A stretch without spaces, loose conjunctions and unpaired marks at its edges.

    >>> trim("and the road was shut,", 0, 22)
    (4, 21)
    """
    changed = True
    while changed and start < end:
        changed = False
        head = _EDGE.match(text, start, end)
        if head is not None and head.end() > start:
            start, changed = head.end(), True
        tail = _tail(text, start, end)
        if tail < end:
            end, changed = tail, True
        for opening, closing in _PAIRS:
            if start < end and text[end - 1] == opening:
                end, changed = end - 1, True
            if start < end and text[start] == closing:
                start, changed = start + 1, True
        if end - start > 1 and text[start] == '"' and '"' not in text[start + 1 : end]:
            start, changed = start + 1, True
    return (start, end) if any(c.isalnum() for c in text[start:end]) else None


def _tail(text: str, start: int, end: int) -> int:
    while end > start:
        if text[end - 1] in _LOOSE or text[end - 1].isspace():
            end -= 1
            continue
        word = end
        while word > start and end - word < 5 and text[word - 1].isalpha():
            word -= 1
        if word == start or text[word:end].lower() not in _JOINING or not text[word - 1].isspace():
            break
        end = word
    return end


@cache
def _sections() -> Mapping[str, frozenset[str]]:
    sections: dict[str, set[str]] = {}
    name = ""
    path = Path(__file__).parent / "verbs.txt"
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            name = line.strip("[]")
        elif not line.startswith("#"):
            sections.setdefault(name, set()).update(line.split())
    return {key: frozenset(words) for key, words in sections.items()}


def _section(name: str) -> frozenset[str]:
    return _sections()[name]


@cache
def _verbs() -> frozenset[str]:
    return _section("auxiliaries") | _section("past") | _section("present")
