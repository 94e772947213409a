"""Stance: what a source does with a content, and how sure of it and how near to it the source is.

Rules of a lexicon (``cues.txt``) over the words of the cue with the auxiliaries before it, and,
where the cue only says that somebody spoke, over the words of the content. A content that opens
with a flat negation of a deed ("no ransom was paid", "I did not resign") denies; one that goes
against a claim by saying something else ("the alarm was live") cannot be told from an assertion
without the claim, and stays one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from reportedly.model import Attribution, Evidence, Span, Stance
from reportedly.model.span import Spans
from reportedly.resolve.cues import Lexicon, Rule, Words, lexicon

_BEFORE = 60  # characters before a cue in which its auxiliaries can stand
_AFTER = 120  # characters between a cue and a content that it runs on into
_OPENING = 20  # words of the content that a cue's pattern may run on into
_CUE_WORDS = 40  # words of a cue that are looked at; longer ones are the model's mistakes
_HEARD = 60  # words of a content that can turn a plain cue into a denial or a doubt
_NEGATED_WITHIN = 4  # words before a cue's pattern in which a negation governs it
_CLAIM_WITHIN = 8  # words in which a content names itself a claim
_QUOTES = "\"“”'‘’«"
_NOBODY = re.compile(r"(?i)\s*(?:no|nobody|none|neither|nothing)\b")


Hit = tuple[Rule, int, int]  # a rule that holds, and the words from where to where


@dataclass(frozen=True, slots=True)
class Standing:
    """How a source stands to a content.

    Attributes:
        stance: what the source does with it.
        evidence: the rule that told, and the words it was read from.
        hedges: words by which the source is less than sure.
        secondhand: words by which the source passes on what others told.
    """

    stance: Stance
    evidence: Evidence
    hedges: Spans = ()
    secondhand: Spans = ()


def stance_of(text: str, attribution: Attribution) -> Standing:
    """What the source of an attribution does with its content.

    >>> from reportedly.model import Form, Span
    >>> text = "The ferry line denied that the doors had been left open."
    >>> spans = [(Span.of(text, s, e),) for s, e in ((0, 14), (15, 21), (22, 55))]
    >>> standing = stance_of(text, Attribution("a1", *spans, Form.INDIRECT))
    >>> standing.stance, standing.evidence.rule
    (<Stance.DENIES: 'denies'>, 'cue: deny~')
    """
    rules = lexicon()
    content = Words()
    for span in attribution.content:
        content.add(text, span.start, span.end)
    found = list(rules.search("content", content))
    frame, own = _frame(text, attribution, rules)
    stance, evidence = _by_cue(text, attribution, content, frame, own)
    if stance is Stance.ASSERTS and "negated" not in evidence.rule:
        told = _by_content(found)
        if told is not None:
            rule, at, end = told
            stance = Stance(rule.answer)
            spans = _spans(text, content, at, end)
            evidence = Evidence("stance", f"content: {rule.pattern}", spans)
    marks = _marks(text, content, found)
    if stance is not Stance.DECLINES:  # "could not confirm" is no hedge
        in_cue = [hit for hit in rules.search("content", frame) if hit[2] <= own]
        marks = {name: s + marks[name] for name, s in _marks(text, frame, in_cue).items()}
    return Standing(stance, evidence, marks["hedge"], marks["secondhand"])


def _by_content(found: list[Hit]) -> Hit | None:
    """The first rule by which the words of a content reject, doubt or decline."""
    barred = -1
    for rule, at, end in found:
        if rule.kind != "say" or (at == barred and rule.first and rule.answer == Stance.DENIES):
            continue
        if at >= _HEARD:
            break
        if rule.answer != "none":
            return rule, at, end
        barred = at
    return None


def _by_cue(
    text: str, attribution: Attribution, content: Words, frame: Words, own: int
) -> tuple[Stance, Evidence]:
    """What the cue says by itself, with its negation."""
    rules = lexicon()
    nobody = bool(attribution.source and _NOBODY.match(attribution.source[0].text))
    name = "default" if own else "punctuation"
    best = Stance.ASSERTS, Evidence("stance", name, attribution.cue)
    weight = until = 0
    said = False
    for rule, at, end in rules.search("cue", frame):
        if at >= own:
            break
        if at < until or (said and frame.words[at][-3:] != "ing"):
            continue  # within a longer pattern, or a noun after the verb: "said on a call"
        until = end
        answer, name = rule.answer, f"cue: {rule.pattern}"
        before = frame.words[max(0, at - _NEGATED_WITHIN) : at]
        if nobody or _negated(before, rules):
            if said:
                continue  # "said without elaborating"
            answer, name = rule.negated, name + ", negated"
        elif rule.otherwise and not _claims(attribution, content, rules):
            answer, name = rule.otherwise, name + ", of no claim"
        said = said or frame.words[at] in rules.sets["speech"]
        heavier = 3 if answer != Stance.ASSERTS else 1 + (rule.negated != Stance.ASSERTS)
        if heavier > weight:
            weight = heavier
            best = Stance(answer), Evidence("stance", name, _spans(text, frame, at, end))
        if weight == 3:
            break
    return best


def _frame(text: str, attribution: Attribution, rules: Lexicon) -> tuple[Words, int]:
    """The words of a cue with its auxiliaries and with the opening of a content that follows it,
    and how many of them are the cue's own.
    """
    frame = Words()
    if not attribution.cue:
        return frame, 0
    cue = sorted(attribution.cue)
    first, last = cue[0].start, cue[-1].end
    others = attribution.source + attribution.content
    floor = max((s.end for s in others if s.end <= first), default=0)
    before = Words()
    before.add(text, max(floor, first - _BEFORE), first)
    at = len(before.words)
    while at and (
        before.words[at - 1] in rules.sets["before"] or before.words[at - 1][-2:] == "ly"
    ):
        at -= 1
    if at < len(before.words):
        frame.add(text, before.starts[at], first)
    following = [s for s in attribution.content if s.start >= first]
    for span in cue:
        if not following or span.start < following[0].start:
            frame.add(text, span.start, span.end, _CUE_WORDS)
            last = span.end
    own = len(frame.words)
    if following and 0 <= following[0].start - last < _AFTER:
        frame.add(text, last, following[0].end, own + _OPENING)
    return frame, own


def _negated(words: list[str], rules: Lexicon) -> bool:
    """Whether a negation stands among words; "not only" is none."""
    return any(
        word in rules.sets["not"] and words[at + 1 : at + 2] != ["only"]
        for at, word in enumerate(words)
    )


def _claims(attribution: Attribution, content: Words, rules: Lexicon) -> bool:
    """Whether a content is itself a claim that can be rejected: it opens with a word for one, with
    a clause or with a quote.
    """
    opening = content.words[:_CLAIM_WITHIN]
    return (
        not rules.sets["claim"].isdisjoint(opening)
        or not rules.sets["clause"].isdisjoint(opening[:1])
        or any(span.text[0] in _QUOTES for span in attribution.content[:1])
    )


def _marks(text: str, content: Words, found: list[Hit]) -> dict[str, Spans]:
    """The words of a content that mark it as hedged or second-hand, by the name of the mark."""
    marks: dict[str, list[Span]] = {"hedge": [], "secondhand": [], "none": []}
    taken = dict.fromkeys(marks, 0)
    passed = 0
    for rule, at, end in found:
        if rule.kind != "mark" or at < max(passed, taken[rule.answer]):
            continue
        if rule.answer == "none":
            passed = end
        elif not _is_name(text, content, at):
            marks[rule.answer] += _spans(text, content, at, end)
            taken[rule.answer] = end
    return {name: tuple(spans) for name, spans in marks.items()}


def _is_name(text: str, content: Words, at: int) -> bool:
    """Whether a word is spelt as a name or a month: "May" amid a sentence."""
    start = content.starts[at]
    return at > 0 and text[start].isupper() and content.words[at - 1] not in ".?!;"


def _spans(text: str, words: Words, at: int, end: int) -> Spans:
    """The words from ``at`` to ``end`` as they stand, one span for each part of a split quote."""
    spans, start = [], words.starts[at]
    for index in range(at + 1, end):
        between = text[words.ends[index - 1] : words.starts[index]]
        if index in words.parts and any(letter.isalnum() for letter in between):
            spans.append(Span.of(text, start, words.ends[index - 1]))
            start = words.starts[index]
    return (*spans, Span.of(text, start, words.ends[end - 1]))
