"""Attributions inside attributions: contents and long sources read again with the same model.

The corpus marks outermost attributions only, so the model sees what stands inside one when it is
given that alone. What people think or want inside another's words is left out: only what somebody
is said to have said makes a link of a chain.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from reportedly.extract.drafts import Draft, Offsets, draft_passages
from reportedly.extract.tagger import Tagger

DEPTH = 3
_FEWEST = 5  # words that can hold an attribution of their own
_WORD = re.compile(r"\w+")
_TO = re.compile(r"(?i)to ")
_CITES = re.compile(r"(?i)\b(cit(ed|es|ing)|quot(ed|es|ing))\b")
_LINK = re.compile(
    r"(?i)(?P<source>[^,.;:]{3,120}?)\s+(?P<cue>as (?:saying|telling|claiming|insisting|warning)"
    r"|to (?:report|say|claim))\s+(?P<content>.{5,})",
    re.DOTALL,
)
_THAT = re.compile(r"(?i)that\s+")
_WITH = re.compile(r",? with $")
_SOME_OF_THEM = re.compile(
    r"(?i)(one|two|three|four|some|others?|another|several|most|many|both|each|the other)"
    r"( of (them|whom|the \w+))?"
)

Drafted = tuple[str, list[Draft]]


@cache
def saying_words() -> frozenset[str]:
    """Words that tell of speech or writing, in all their forms (``saying.txt``)."""
    lines = (Path(__file__).parent / "saying.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(w for line in lines if not line.startswith("#") for w in line.split())


@cache
def telling_words() -> frozenset[str]:
    """Saying words in forms that are seldom nouns: only they are worth reading again for."""
    finite = {"say", "says", "said", "tell", "tells", "told", "wrote", "written", "writes"}
    finite |= {"argues", "insists", "denies", "warns", "admits", "according", "cites", "quotes"}
    return frozenset(w for w in saying_words() if w in finite or w.endswith(("ed", "ing")))


def read_again(passages: Sequence[Drafted], tagger: Tagger) -> list[list[Draft]]:
    """The drafts of each ``(text, drafts)`` with those found inside them, to the depth allowed."""
    found = [list(drafts) for _, drafts in passages]
    fresh = [(i, draft) for i, (_, drafts) in enumerate(passages) for draft in drafts]
    for _ in range(DEPTH):
        places = [
            (i, draft, [_bare(passages[i][0], span) for span in spans])
            for i, draft in fresh
            for spans in (draft.content, draft.source)
            if _may_hold_one(passages[i][0], spans) or _is_cited(passages[i][0], draft, spans)
        ]
        if not places:
            break
        rows = draft_passages([(passages[i][0], spans) for i, _, spans in places], tagger)
        fresh = []
        for (i, outer, spans), inner in zip(places, rows, strict=True):
            kept = len(fresh)
            for draft in inner:
                _move_as(passages[i][0], draft)
                if _is_said(passages[i][0], draft, outer):
                    if not _set_beside(passages[i][0], draft, outer):
                        draft.within = outer
                        draft.score *= outer.score
                    found[i].append(draft)
                    fresh.append((i, draft))
            chained = _chained(passages[i][0], outer, spans) if len(fresh) == kept else None
            if chained is not None:
                found[i].append(chained)
                fresh.append((i, chained))
    return found


def _chained(text: str, outer: Draft, spans: Sequence[Offsets]) -> Draft | None:
    """The chain in a cited content, by its words alone: "(cited) sources as saying that ..."."""
    if not any(_CITES.search(text, *span) for span in outer.cue):
        return None
    link = _LINK.match(text, *spans[0])
    if link is None:
        return None
    content = [link.span("content"), *spans[1:]]
    return Draft([link.span("source")], [link.span("cue")], content, outer.score * 0.9, outer)


def _set_beside(text: str, draft: Draft, outer: Draft) -> bool:
    """Whether an inner attribution stands beside the outer one: "they said X, with one saying Y".

    The words from ", with" on are then taken from the outer content.
    """
    (start, end) = draft.source[0]
    lead = _WITH.search(text, max(0, start - 8), start)
    if lead is None or not _SOME_OF_THEM.fullmatch(text, start, end) or draft.cue[0][0] < end:
        return False
    cut = lead.start()
    kept = [(s, min(e, cut)) for s, e in outer.content if s < cut]
    if not kept or not any(s < cut < e for s, e in outer.content):
        return False
    outer.content = kept
    return True


def _bare(text: str, span: Offsets) -> Offsets:
    """A content without the "that" before its sentence."""
    lead = _THAT.match(text, *span)
    return (lead.end(), span[1]) if lead and lead.end() < span[1] else span


def _is_cited(text: str, draft: Draft, spans: Sequence[Offsets]) -> bool:
    """Whether ``spans`` are what a draft cites: whoever is cited may be said to say something."""
    return spans is draft.content and any(_CITES.search(text, *span) for span in draft.cue)


def _may_hold_one(text: str, spans: Sequence[Offsets]) -> bool:
    words = [m.group().lower() for s, e in spans for m in _WORD.finditer(text, s, e)]
    return len(words) >= _FEWEST and not telling_words().isdisjoint(words)


def _move_as(text: str, draft: Draft) -> None:
    """The "as" of "sources as saying" belongs to the cue."""
    if draft.source and draft.cue and draft.source[-1][1] < draft.cue[0][0]:
        start, end = draft.source[-1]
        if text[start:end].endswith(" as"):
            draft.source[-1] = (start, end - 3)
            draft.cue[0] = (end - 2, draft.cue[0][1])


def _is_said(text: str, draft: Draft, outer: Draft) -> bool:
    """Whether somebody is said to have said it: not merely asked, or about, to say it."""
    if not draft.source or not draft.cue:
        return False
    start, end = draft.cue[0]
    if _TO.match(text, start, end) and not any(_CITES.search(text, *span) for span in outer.cue):
        return False
    return any(
        m.group().lower() in saying_words()
        for s, e in draft.cue
        for m in _WORD.finditer(text, s, e)
    )
