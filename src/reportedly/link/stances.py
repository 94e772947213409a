"""Stances towards a claim: what each source does with the proposition, whatever the verb.

A cue tells what a source does with its own words; "it has sent no one", said plainly, denies a
claim that others make. A small linear model over readable features (``stances.json``) weighs the
words of the mention and of its sentence, the other mentions of the claim, and what the same source
does with it elsewhere. A cue that denies, doubts or declines stays, and so does any other where the
model is not clear enough.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from reportedly.link.polarity import Polarity, found, opposite, polarity, turns, words_of
from reportedly.model import Claim, Evidence, Mention, Span, Stance, Voice

FOUR = (Stance.ASSERTS, Stance.DENIES, Stance.DOUBTS, Stance.DECLINES)
_AROUND = 300  # characters on either side in which the sentence of a mention is looked for
_OTHERS = 60  # mentions of a claim that one is compared with
_ARTICLES = frozenset("the a an of its his her their our mr mrs ms dr".split())

Features = dict[str, float]
Model = tuple[Mapping[str, Mapping[str, float]], float]  # weights by stance and feature, margin


def stances(claim: Claim, texts: Mapping[str, str], model: Model | None = None) -> Claim:
    """The claim with each mention's stance relative to its proposition.

    Args:
        claim: a claim whose mentions carry the stance that their cue gives them.
        texts: the texts of the reports, by id; a mention whose report is not there is seen by its
            own words alone.
        model: weights and margin instead of those that ship.
    """
    if len(claim.mentions) < 2:
        return claim
    weights, margin = model or _model()
    views = [_view(m, texts) for m in claim.mentions]
    mentions = []
    for view, features in zip(views, _features(views), strict=True):
        chances = judge(features, weights)
        best = max(chances, key=lambda s: chances[s])
        old = four(view.mention.stance)
        if old is Stance.ASSERTS != best and chances[best] >= chances[old] * margin:
            mentions.append(_changed(view, best, features, weights))
        else:
            mentions.append(view.mention)
    return replace(claim, mentions=tuple(mentions))


def four(stance: Stance) -> Stance:
    """A stance as one of the four towards a claim: the finer ones stand behind the content."""
    return stance if stance in FOUR else Stance.ASSERTS


def features(claim: Claim, texts: Mapping[str, str]) -> list[Features]:
    """What the model looks at, for each mention of a claim."""
    return _features([_view(m, texts) for m in claim.mentions])


def judge(features: Features, weights: Mapping[str, Mapping[str, float]]) -> dict[Stance, float]:
    """How likely each of the four stances is."""
    sums = {
        s: sum(v * weights[s.value].get(name, 0.0) for name, v in features.items()) for s in FOUR
    }
    top = max(sums.values())
    raised = {s: math.exp(v - top) for s, v in sums.items()}
    whole = sum(raised.values())
    return {s: v / whole for s, v in raised.items()}


@dataclass(frozen=True, slots=True)
class _View:
    """A mention with what is looked at: its words, its sentence, its source."""

    mention: Mention
    text: str
    start: int
    words: tuple[str, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]
    next: tuple[str, ...]
    bag: frozenset[str]
    polarity: Polarity
    source: frozenset[str]
    named: tuple[str, ...]


def _view(mention: Mention, texts: Mapping[str, str]) -> _View:
    text, start, end = texts.get(mention.report, ""), mention.span.start, mention.span.end
    if not mention.span.holds_in(text):
        text, start, end = mention.span.text, 0, len(mention.span.text)
    left, right = _sentence(text, start, end)
    words = words_of(text, start, end).words
    name = mention.source_name or " ".join(s.text for s in mention.source)
    return _View(
        mention=mention,
        text=text,
        start=start,
        words=tuple(words),
        before=tuple(words_of(text, left, start).words[-40:]),
        after=tuple(words_of(text, end, right).words[:40]),
        next=tuple(words_of(text, right, min(len(text), right + 80)).words[:12]),
        bag=frozenset(w[:6] for w in words if len(w) > 3),
        polarity=polarity(text, start, end),
        source=frozenset(name.lower().replace("’s", "").split()) - _ARTICLES,
        named=tuple(s.text.lower() for s in mention.source),
    )


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence around a stretch begins and ends, as far as stops and line breaks tell."""
    floor, roof = max(0, start - _AROUND), min(len(text), end + _AROUND)
    left = max(
        (
            text.rfind(mark, floor, start) + len(mark)
            for mark in _ENDS
            if text.rfind(mark, floor, start) >= 0
        ),
        default=floor,
    )
    if text[end - 1] in ".!?":
        return left, end
    right = min(
        (at + 1 for at in (text.find(mark, end, roof) for mark in _ENDS) if at >= 0), default=roof
    )
    return left, right


_ENDS = (". ", "! ", "? ", "\n", ".” ", '." ', "?” ", "!” ")


def _features(views: Sequence[_View]) -> list[Features]:
    cues = [four(v.mention.stance) for v in views]
    return [_of(i, views, cues) for i in range(len(views))]


def _of(i: int, views: Sequence[_View], cues: Sequence[Stance]) -> Features:
    view, cue = views[i], cues[i]
    found_ = {"always": 1.0, f"cue {cue.value}": 1.0}
    own = view.mention.voice is Voice.OWN
    if own:
        found_["own voice"] = 1.0
    _by_words(view, found_)
    _by_others(i, views, cues, found_)
    evidence = next((e.rule for e in view.mention.evidence if e.answer == "stance"), "")
    if evidence.startswith("content:"):
        found_["told by content"] = 1.0
    elif evidence in ("default", "punctuation"):
        found_["no telling cue"] = 1.0
    return found_


def _by_words(view: _View, into: Features) -> None:
    for where in ("words", "before", "after", "next"):
        words = list(getattr(view, where))
        for section in ("false", "doubt", "declining", "contrast"):
            if found(words, section):
                into[f"{section} in {where}"] = 1.0
        if turns(words):
            into[f"negation in {where}"] = 1.0
    if "?" in view.words or "?" in view.after[:1]:
        into["question"] = 1.0
    if len(view.words) <= 4:
        into["a few words"] = 1.0
    into["length"] = min(len(view.words), 30) / 30


def _by_others(i: int, views: Sequence[_View], cues: Sequence[Stance], into: Features) -> None:
    view = views[i]
    rest = [k for k in range(len(views)) if k != i][:_OTHERS]
    if not rest:
        return
    tally = Counter(cues[k] for k in rest)
    for stance in FOUR[1:]:
        into[f"others {stance.value}"] = tally[stance] / len(rest)
    asserting = [k for k in rest if cues[k] is Stance.ASSERTS]
    if asserting:
        negative = sum(views[k].polarity.negative for k in asserting) / len(asserting)
        mine = view.polarity.negative
        into["against direction"] = (1 - negative) if mine else negative
        into["claim negative"] = negative
        near = max(asserting, key=lambda k: _alike(view, views[k]))
        alike = _alike(view, views[near])
        into["likeness"] = alike
        if views[near].polarity.negative != mine:
            into["alike but turned"] = alike
        else:
            into["alike and same way"] = alike
        bag = frozenset(w for k in asserting for w in views[k].words)
        if opposite(list(view.words), bag):
            into["opposite of others"] = 1.0
    _by_source(i, views, cues, into)
    for k in rest:
        if views[k].mention.report != view.mention.report and views[k].words == view.words:
            into[f"same words {cues[k].value}"] = 1.0


def _by_source(i: int, views: Sequence[_View], cues: Sequence[Stance], into: Features) -> None:
    view = views[i]
    tally: Counter[Stance] = Counter()
    for k in range(len(views)):
        if k != i and _same_source(view, views[k]):
            tally[cues[k]] += 1
    whole = sum(tally.values())
    for stance in FOUR:
        if tally[stance]:
            into[f"source {stance.value} elsewhere"] = tally[stance] / whole
    if not whole:
        into["source only here"] = 1.0


def _same_source(one: _View, other: _View) -> bool:
    if one.mention.voice is Voice.OWN and other.mention.voice is Voice.OWN:
        return one.mention.report == other.mention.report
    if not one.source or not other.source:
        return False
    return one.source <= other.source or other.source <= one.source


def _alike(one: _View, other: _View) -> float:
    if not one.bag or not other.bag:
        return 0.0
    return len(one.bag & other.bag) / min(len(one.bag), len(other.bag))


def _changed(
    view: _View, stance: Stance, features: Features, weights: Mapping[str, Mapping[str, float]]
) -> Mention:
    """The mention with its new stance and what spoke most for it."""
    old = four(view.mention.stance)
    pull = {
        n: v * (weights[stance.value].get(n, 0.0) - weights[old.value].get(n, 0.0))
        for n, v in features.items()
        if n != "always"
    }
    rule = max(pull, key=lambda n: pull[n], default="")
    shift = view.mention.span.start - view.start
    spans = tuple(Span(s.start + shift, s.end + shift, s.text) for s in view.polarity.words) or (
        view.mention.span,
    )
    evidence = Evidence("stance", f"claim: {rule}", spans)
    kept = tuple(e for e in view.mention.evidence if e.answer != "stance")
    return replace(view.mention, stance=stance, evidence=(*kept, evidence))


@cache
def _model() -> tuple[dict[str, dict[str, float]], float]:
    path = Path(__file__).parent / "stances.json"
    if not path.exists():
        return {s.value: {} for s in FOUR}, math.inf
    data = json.loads(path.read_text("utf-8"))
    return data["weights"], data["margin"]
