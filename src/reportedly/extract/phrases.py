"""Fixed forms of words that attribute, where the model is silent or takes a chain for one link.

Each rule takes the drafts of a passage and gives them back with what it adds; none overrules the
model on a sentence that it has read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from reportedly.extract.drafts import Draft, Offsets
from reportedly.model import sentences

_PERSON = re.compile(r"(?:ers?|ors?|ists?|ants?|ians?|ees?)$")
_NO_PERSON = frozenset(
    "anger fear danger hunger weather winter summer order orders murder murders disaster disasters "
    "fever cover offer offers error errors factor factors terror labor labour favor favour minor "
    "major prior other others rather another however never ever over under after consumer power "
    "grants grant want wants plant plants warrant warrants restaurant restaurants list lists "
    "degree degrees fees trees three number numbers matter matters water waters powers dollars "
    "center centers corner border borders river rivers tower towers".split()
)
_RULE_SCORE = 0.5  # a rule's drafts are as likely right as not, until measured

_TAIL = re.compile(r"\s*(?P<cue>[:–—]|\s-)\s+(?P<source>[^:–—]{2,40})$")
_AS_SAYING = re.compile(
    r"(?i)(?P<outer>\b(?:quoted|quotes|quoting|cited|cites|citing))\s+(?P<source>.{3,120}?)\s+"
    r"(?P<inner>as (?:saying|telling \w+|claiming|insisting|reporting|warning))\b"
)
_WAS_QUOTED = re.compile(r"(?i)(?:(?:has|have) been |(?:is|are|was|were) )?(?:also )?quoted as\b")
_CITING = re.compile(r"(?i)\b(?P<cue>citing|quoting|cited|quoted)\b\s*")
_QUOTED = re.compile(r"[^.;\"“]{0,80}?\s(?:as \w+ing|to (?:say|report)|that)\b")
_NOUN_PHRASE = re.compile(r"[^,;:()\"“”.]{3,120}")
_PHRASE_END = re.compile(r"\s+(?:who|which|that|as|for|to|in|on|at|and said)\b")
_ADVERB = re.compile(r"(?i)\b(?:reportedly|allegedly|purportedly)\b")
_OPENING = re.compile(
    r"(?i)(?P<cue>in the (?:words|view|opinion|telling) of|by the account of)\s+"
    r"(?P<source>[^,]{2,80}),\s+(?P<content>.+)"
)
_CLOSING = re.compile(
    r"(?P<content>.{15,}?),? (?P<cue>according to|(?<=, )per) "
    r"(?P<source>(?:the|an?|two|three|several) [^,]{3,80}|[A-Z][^,]{2,80})"
)
_PASSIVE = re.compile(
    r"(?P<subject>[^,;:]{3,120}?) (?P<cue>(?:is|are|was|were) (?:widely )?(?:said|believed|"
    r"reported|understood|thought|alleged|rumou?red|claimed)) (?P<content>to .+)"
)
_HINT = re.compile(  # that one of the four above is worth trying; they are slow to fail
    r"(?i)reportedly|allegedly|purportedly|in the (?:words|view|opinion|telling) of|, per |"
    r"by the account of|according to|(?:said|believed|reported|understood|thought|alleged|"
    r"rumou?red|claimed) to "
)


@cache
def party_nouns() -> frozenset[str]:
    """Nouns for those who say things (``parties.txt``)."""
    lines = (Path(__file__).parent / "parties.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(w for line in lines if not line.startswith("#") for w in line.split())


def names_party(word: str) -> bool:
    """Whether a noun in lower case is one for those who say things, by the list or its ending."""
    if word in party_nouns():
        return True
    return len(word) > 4 and word not in _NO_PERSON and _PERSON.search(word) is not None


def add_phrases(
    text: str, drafts: list[Draft], paragraphs: Sequence[Offsets], *, opening: bool
) -> list[Draft]:
    """The drafts with what fixed phrases add; ``opening`` where the passage begins the report."""
    if opening and paragraphs:
        drafts = _headline_source(text, drafts, paragraphs[0])
    for draft in drafts:
        draft.source = draft.source or _subject(text, draft, drafts, paragraphs)
    drafts = [part for draft in drafts for part in _quoted_as_saying(text, draft)]
    drafts += _cited(text, drafts, paragraphs)
    return drafts + _unread(text, drafts, paragraphs)


def _headline_source(text: str, drafts: list[Draft], headline: Offsets) -> list[Draft]:
    """Headlines such as "Bridge to close for a year: officials", at the head of a report."""
    start, end = headline
    tail = _TAIL.search(text, start, end) if end - start < 250 else None
    if tail is None or tail.start() - start < 12:
        return drafts
    words = re.findall(r"[\w-]+", tail["source"])
    if len(words) > 5 or not words or not names_party(words[-1].lower()):
        return drafts
    source, cue = tail.span("source"), tail.span("cue")
    content = (start, tail.start())
    if any(_meets(span, content) for d in drafts for span in d.content + d.cue):
        return drafts
    kept = [d for d in drafts if not any(_meets(span, source) for span in d.source)]
    cue = (cue[1] - 1, cue[1])
    return [Draft([source], [cue], [content], _RULE_SCORE), *kept]


def _subject(
    text: str, draft: Draft, drafts: list[Draft], paragraphs: Sequence[Offsets]
) -> list[Offsets]:
    """Who "was quoted as saying" it, where the model names nobody: the words before the cue."""
    start, end = draft.cue[0]
    if not _WAS_QUOTED.match(text, start, end):
        return []
    for paragraph in paragraphs:
        for sentence in sentences(text, *paragraph):
            if sentence[0] < start < sentence[1]:
                words = _trimmed(text, (sentence[0], start))
                free = not any(_meets(words, s) for d in drafts for s in d.content + d.cue)
                return [words] if free and 0 < words[1] - words[0] < 100 else []
    return []


def _quoted_as_saying(text: str, draft: Draft) -> list[Draft]:
    """A cue "quoted a doctor as saying" as the two links that it is."""
    if len(draft.cue) != 1:
        return [draft]
    chain = _AS_SAYING.search(text, *draft.cue[0])
    if chain is None or not draft.source:
        return [draft]
    content = list(draft.content)
    whole = [(chain.start("source"), content[0][1]), *content[1:]] if content else content
    if whole and whole[0][0] >= whole[0][1]:
        whole = content
    outer = Draft(draft.source, [(draft.cue[0][0], chain.end("outer"))], whole, draft.score)
    inner = Draft([chain.span("source")], [chain.span("inner")], content, draft.score, outer)
    return [outer, inner]


def _cited(text: str, drafts: list[Draft], paragraphs: Sequence[Offsets]) -> list[Draft]:
    """Chains: "..., the paper reported, citing two officials": they stand behind the content."""
    found = []
    for start, end in paragraphs:
        for citing in _CITING.finditer(text, start, end):
            phrase = _party(text, citing.end())
            if phrase is None or _QUOTED.match(text, phrase[1], end):
                continue  # "quoted an aide as saying": a chain that reading again takes apart
            if any(_meets(phrase, s) for d in drafts for s in d.source):
                continue
            behind = _spoken_beside(text, citing.start(), drafts, (start, end))
            if behind is not None:
                cue, content = [citing.span("cue")], list(behind.content)
                found.append(Draft([phrase], cue, content, behind.score * 0.9, behind))
    return found


def _spoken_beside(text: str, offset: int, drafts: list[Draft], paragraph: Offsets) -> Draft | None:
    """The draft in the sentence at ``offset`` whose content is what somebody is cited for."""
    sentence = next((s for s in sentences(text, *paragraph) if s[0] <= offset < s[1]), paragraph)
    beside = [
        d
        for d in drafts
        if d.within is None
        and d.cue
        and sentence[0] <= d.cue[0][0] < sentence[1]
        and not _CITING.match(text, d.cue[0][0])
        and not any(s <= offset < e for s, e in d.content)
    ]
    return min(beside, key=lambda d: abs(d.cue[0][0] - offset), default=None)


def _party(text: str, start: int) -> Offsets | None:
    """The noun phrase that begins at ``start``, where its head names somebody who says things."""
    phrase = _NOUN_PHRASE.match(text, start)
    if phrase is None:
        return None
    stop = _PHRASE_END.search(text, start, phrase.end())
    end = stop.start() if stop else phrase.end()
    words = re.findall(r"[\w-]+", text[start:end].lower())
    if not words or not names_party(words[-1]):
        return None
    return start, start + len(text[start:end].rstrip())


def _unread(text: str, drafts: list[Draft], paragraphs: Sequence[Offsets]) -> list[Draft]:
    """Drafts for sentences that the model found nothing in but that say they pass words on."""
    read = sorted(span for d in drafts for span in d.source + d.cue + d.content)
    found = []
    for start, end in paragraphs:
        if not _HINT.search(text, start, end):
            continue
        for sentence in sentences(text, start, end):
            if any(_meets(span, sentence) for span in read):
                continue
            found += _phrase_of(text, sentence)
    return found


def _phrase_of(text: str, sentence: Offsets) -> list[Draft]:
    start, end = sentence
    while end > start and text[end - 1] in ".!? ":
        end -= 1
    whole = _OPENING.match(text, start, end) or _CLOSING.fullmatch(text, start, end)
    if whole:
        spans = [whole.span(name) for name in ("source", "cue", "content")]
        return [Draft([spans[0]], [spans[1]], [spans[2]], _RULE_SCORE)]
    passive = _PASSIVE.fullmatch(text, start, end)
    if passive:
        content = [passive.span("subject"), passive.span("content")]
        return [Draft([], [passive.span("cue")], content, _RULE_SCORE)]
    adverb = _ADVERB.search(text, start, end)
    if adverb is None:
        return []
    parts = [(start, adverb.start()), (adverb.end(), end)]
    content = [_trimmed(text, part) for part in parts]
    return [Draft([], [adverb.span()], [c for c in content if c[0] < c[1]], _RULE_SCORE)]


def _trimmed(text: str, span: Offsets) -> Offsets:
    start, end = span
    while start < end and text[start] in " ,\t\n\r\xa0":
        start += 1
    while end > start and text[end - 1] in " ,\t\n\r\xa0":
        end -= 1
    return start, end


def _meets(a: Offsets, b: Offsets) -> bool:
    return a[0] < b[1] and b[0] < a[1]
