"""The lexicon of cues (``cues.txt``): patterns of words, what they answer, and how they are found.

The scope rules follow ConText (Harkema et al. 2009, as medSpaCy ships it): a literal, what it says,
what it says when negated, and what it asks of the words beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

_WORD = re.compile(
    r"[^\W_]+(?=n['’]t\b)|n['’]t\b|[^\W_]+(?=['’](?:s|re|ve|d|m|ll)\b)"
    r"|['’](?:s|re|ve|d|m|ll)\b|[^\W_]+(?:[-'’][^\W_]+)*"
    r"|[?!;]|(?<=[^\W_A-Z][^\WA-Z_])\.(?!\w)|(?<=[\"”’')\]%])\.(?!\w)"
)
_STOPS = frozenset(".?!;")
_VOWELS = "aeiou"


@dataclass(slots=True)
class Words:
    """Words of a text in lower case, each with its offsets; sentence ends are words too.

    Attributes:
        words: the words.
        starts: where each begins in the text.
        ends: where each ends.
        parts: indices of the words that begin a span of their own.
    """

    words: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    parts: set[int] = field(default_factory=set)

    def add(self, text: str, start: int, end: int, limit: int | None = None) -> None:
        """Append the words of ``text[start:end]``, as many as ``limit`` allows."""
        self.parts.add(len(self.words))
        for found in _WORD.finditer(text, start, end):
            if limit is not None and len(self.words) >= limit:
                return
            self.words.append(found.group().lower().replace("’", "'"))
            self.starts.append(found.start())
            self.ends.append(found.end())


@dataclass(frozen=True, slots=True)
class Gap:
    """Up to ``limit`` words within a sentence, none of them among ``without``."""

    limit: int
    without: frozenset[str] = frozenset()


Element = frozenset[str] | Gap | None  # None: the end of a sentence


@dataclass(frozen=True, slots=True)
class Rule:
    """One pattern of the lexicon.

    Attributes:
        kind: "cue", "say" (of the content) or "mark".
        pattern: as the file has it.
        answer: a stance, or the name of a mark.
        negated: the stance where the pattern is negated.
        otherwise: the stance where the content is no claim; None where that does not matter.
        elements: what the pattern asks for, from its first word on.
        lead: for patterns that hold at the beginning of a sentence, the gap before their first
            word; None for those that hold anywhere.
        first: whether that sentence must be the first one.
    """

    kind: str
    pattern: str
    answer: str
    negated: str
    otherwise: str | None
    elements: tuple[Element, ...]
    lead: Gap | None
    first: bool = False


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The rules of ``cues.txt`` by kind and first word, longest first, and its sets of words."""

    rules: dict[str, dict[str, list[Rule]]]
    sets: dict[str, frozenset[str]]

    def search(self, kind: str, words: Words) -> Iterator[tuple[Rule, int, int]]:
        """Rules that hold among the words with the indices where they begin and end, in order."""
        by_first = self.rules[kind]
        opened = 0
        for at, word in enumerate(words.words):
            for rule in by_first.get(word, ()):
                if rule.lead is not None and (
                    (rule.first and opened) or not _opens(words.words, opened, at, rule.lead)
                ):
                    continue
                end = _end(words.words, at, rule.elements)
                if end is not None:
                    yield rule, at, end
            if word in _STOPS:
                opened = at + 1


def _opens(words: list[str], opened: int, at: int, lead: Gap) -> bool:
    """Whether the words from where a sentence opened make a gap before ``at``."""
    return at - opened <= lead.limit and lead.without.isdisjoint(words[opened:at])


def _end(words: list[str], at: int, elements: tuple[Element, ...]) -> int | None:
    """Where a pattern that begins at ``at`` ends, or None where it does not hold."""
    for index, element in enumerate(elements):
        if isinstance(element, Gap):
            return _past_gap(words, at, element, elements[index + 1 :])
        if element is None:
            if at < len(words) and words[at] not in _STOPS:
                return None
        elif at < len(words) and words[at] in element:
            at += 1
        else:
            return None
    return at


def _past_gap(words: list[str], at: int, gap: Gap, after: tuple[Element, ...]) -> int | None:
    for skipped in range(gap.limit + 1):
        end = _end(words, at + skipped, after)
        if end is not None:
            return end
        word = words[at + skipped] if at + skipped < len(words) else "."
        if word in _STOPS or word in gap.without:
            return None
    return None


@cache
def lexicon() -> Lexicon:
    """The rules that ship with the project."""
    text = (Path(__file__).parent / "cues.txt").read_text(encoding="utf-8")
    return read_lexicon(text)


def read_lexicon(text: str) -> Lexicon:
    r"""The rules of a text in the form of ``cues.txt``.

    >>> list(read_lexicon("set not: not\ncue denies declines: deny~").rules["cue"])
    ['denied', 'denies', 'deny', 'denying']
    """
    lines = [line.partition(":") for line in text.splitlines() if line and line[0] != "#"]
    heads = [(head.split(), body.strip()) for head, _, body in lines]
    forms = {body.split()[0]: tuple(body.split()) for head, body in heads if head == ["forms"]}
    sets: dict[str, frozenset[str]] = {}
    for head, body in heads:
        if head[0] == "set":
            more = (form for word in body.split() for form in _forms(word, forms))
            sets[head[1]] = sets.get(head[1], frozenset()).union(more)
    rules: dict[str, dict[str, list[Rule]]] = {"cue": {}, "content": {}}
    for head, body in heads:
        if head[0] not in ("forms", "set"):
            for pattern in body.split(","):
                _add(rules, _rule(head, " ".join(pattern.split()), forms, sets))
    return Lexicon(rules, sets)


def _add(rules: dict[str, dict[str, list[Rule]]], rule: Rule) -> None:
    by_first = rules["cue" if rule.kind == "cue" else "content"]
    first = rule.elements[0]
    assert isinstance(first, frozenset), f"{rule.pattern}: begins with no word"
    for word in sorted(first):
        by_first.setdefault(word, []).append(rule)
        by_first[word].sort(key=lambda r: (r.answer != "none", -len(r.elements)))


def _rule(
    head: list[str],
    pattern: str,
    forms: dict[str, tuple[str, ...]],
    sets: dict[str, frozenset[str]],
) -> Rule:
    elements: list[Element] = []
    lead, first = None, False
    gaps = {"*": sets.get("not", frozenset()), "+": sets.get("finite", frozenset())}
    for part in pattern.split():
        if part in ("^", "^^"):
            lead, first = Gap(0), part == "^^"
        elif part == "$":
            elements.append(None)
        elif part[0] in "*+" or part.startswith(".."):
            gap = Gap(int(part.lstrip("*+.")), gaps.get(part[0], frozenset()))
            if lead is not None and not elements:
                lead = gap
            else:
                elements.append(gap)
        elif part[0] == "{":
            elements.append(sets[part[1:-1]])
        else:
            elements.append(frozenset(_forms(part, forms)))
    kind, answer = head[:2]
    negated = head[2] if len(head) > 2 else answer
    otherwise = head[3] if len(head) > 3 else None
    return Rule(kind, pattern, answer, negated, otherwise, tuple(elements), lead, first)


def _forms(word: str, irregular: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The inflections of ``word~``; a word without the mark stands for itself."""
    if not word.endswith("~"):
        return (word,)
    verb = word[:-1]
    if verb in irregular:
        return irregular[verb]
    before, last = verb[-2:-1], verb[-1]
    if last == "e":
        return (verb, verb + "s", verb + "d", verb[:-1] + "ing")
    if last == "y" and before not in _VOWELS:
        return (verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing")
    if last in "sxz" or verb.endswith(("ch", "sh")):
        return (verb, verb + "es", verb + "ed", verb + "ing")
    short = sum(letter in _VOWELS for letter in verb) == 1 and before in _VOWELS
    stem = verb + last if short and last not in "wy" else verb
    return (verb, verb + "s", stem + "ed", stem + "ing")
