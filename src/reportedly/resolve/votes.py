"""What a name names, voted for by its own words and by the words around each of its mentions."""

from __future__ import annotations

import re
from collections import Counter

from reportedly.resolve.bodies import load_bodies
from reportedly.resolve.gazetteer import fold, load_gazetteer
from reportedly.resolve.lexicon import sections_of, words_of
from reportedly.resolve.nations import nation_of
from reportedly.resolve.nouns import noun_of
from reportedly.resolve.outlets import load_outlets, looks_like_outlet

KINDS = ("person", "organisation", "place", "outlet")
Votes = Counter[str]

_ACRONYM = re.compile(r"(?:[A-Z]{2,6}\d?|(?:[A-Z]\.){2,5})$")
_INITIAL = re.compile(r"[A-Z]\.?$")
# two words run into one, as firms write them; not "McTarn", "DeTarn", "LeTarn"
_RUN_TOGETHER = re.compile(
    r"(?!(?:Mc|Mac|De|Di|Da|Du|La|Le|Van|Fitz|Al|El|Ab|Abd)[A-Z])[A-Z][a-z]+[A-Z]"
)
_AGE = re.compile(r",? (?:\(?\d{1,2}\)?,|aged \d|\(\d\d\))")
_APPOSED = re.compile(
    r",? (?:who|whose|whom)\b|, (?:[\w’'-]+ ){0,5}?([\w’'-]+)"
    r"(?=[,.;:)]|$| (?:of|for|at|in|to|from|with|on|who|whose|and)\b)"
)
_NEXT = re.compile(r"(['’]s?)? ([a-z][\w’'-]*)(?: ([a-z]+))?")
_WHICH = re.compile(r",? which\b")
_WITHIN = re.compile(r", ([A-Z][\w.]*(?: [A-Z]\w+)?)")
_LAST_WORDS = re.compile(r"([\w’'-]+)[ ,“”\"(]+(?:([\w’'-]+) )?$")
_CAPITAL_THE = re.compile(r"[\w,;’'”)] The $")
_PLACE_BEFORE = frozenset("in near outside across throughout".split())
_PLACES = frozenset("town city village capital province district region port suburb".split())
_SPEAKING = frozenset(
    "said says say saying added adds told tells announced confirmed denied claimed claims argued "
    "wrote writes insisted warned declined refused stated believes believed thinks wants tweeted "
    "testified asked accused urged acknowledged explained recalled noted".split()
)
_REPORTING = frozenset("reported reports understands".split())
_PLACE_WORDS = frozenset(
    "river lake street avenue road square island islands valley mountain mountains county "
    "province district city town village bay port cape north south east west northern southern "
    "eastern western coast airport park bridge prison".split()
)
_LARGE = 300_000  # people of a town that a name alone may mean


def is_body(word: str) -> bool:
    """Whether a word is one that names of bodies are made of: "Ministry", "Ltd"."""
    return re.sub(r"['’]s?$", "", word).lower() in words_of("bodies")


def votes_of(name: str) -> Votes:
    """What the words of a name speak for.

    >>> votes_of("Corrin Water Ltd").most_common(1)[0][0]
    'organisation'
    """
    votes: Votes = Counter()
    words = name.split()
    lower = [w.lower().strip(".") for w in words]
    if load_outlets().find(name):
        votes["outlet"] += 9
    elif looks_like_outlet(name):
        votes["outlet"] += 6
    elif any(is_body(w) for w in words) and len(words) > 1:
        votes["organisation"] += 5 if is_body(words[-1]) or is_body(words[0]) else 3
    elif is_body(words[0]):
        votes["organisation"] += 3
    if not votes["outlet"] and any(w in ("of", "for", "&") for w in lower):
        votes["organisation"] += 2
    if _ACRONYM.match(name) or _RUN_TOGETHER.match(name) or name[-1].isdigit():
        votes["organisation"] += 3
    if load_bodies().find(name):
        votes["organisation"] += 6
    if any(w in _PLACE_WORDS for w in lower):
        votes["place"] += 3
    votes["place"] += 8 if nation_of(name) else _known_place(name, words)
    votes["person"] += _as_person(words, lower, votes)
    return votes


def _as_person(words: list[str], lower: list[str], votes: Votes) -> int:
    """How clearly the words of a name are a person's."""
    given = words[0] in sections_of("given")
    other = votes["organisation"] or votes["outlet"]
    if len(words) > 1 and given and not other:
        found = 4
    elif len(words) in (2, 3) and not other and not votes["place"]:
        found = int(not all(w in words_of("common") for w in lower))
    else:
        found = 0
    return found + 2 * (len(words) > 2 and any(_INITIAL.match(w) for w in words[1:-1]))


def _known_place(name: str, words: list[str]) -> int:
    """How well a name is known as one of a region or a town."""
    entries = [e for e in load_gazetteer().find(fold(name)) if not e.also]
    if not entries or not name[:1].isupper() or name.isupper():
        return 0
    if len(words) == 1 and name in sections_of("given"):
        return 2 if any(e.location.kind == "region" and e.reach > _LARGE for e in entries) else 0
    if any(e.location.kind == "region" or e.capital for e in entries):
        return 4
    return 3 if max(e.reach for e in entries) > _LARGE else 1


def votes_around(text: str, start: int, end: int) -> Votes:
    """What the words around one mention of a name speak for."""
    votes = _votes_before(text[max(0, start - 40) : start], end - start)
    votes.update(_votes_after(text[end : end + 60]))
    return votes


def _votes_before(before: str, length: int) -> Votes:
    votes: Votes = Counter()
    if _CAPITAL_THE.search(before):
        votes["outlet"] += 5  # papers keep their capital article inside a sentence
        return votes
    near = _LAST_WORDS.search(before)
    last, earlier = "", ""
    if near:
        last, earlier = (near.group(2) or near.group(1)).lower(), near.group(1).lower()
    if last == "the":
        votes["organisation"] += 1
        votes["place"] += 0 if length > 14 else 1
        votes["person"] -= 2
    elif before.endswith((" ", "\n")):
        noun = noun_of(last) if last and last not in words_of("function") else None
        if noun and not noun.plural and before[-2:-1] not in (".", "”"):
            votes["person" if noun.kind == "person" else "organisation"] += 2
            if noun.kind == "outlet":
                votes["outlet"] += 4
        if last in _PLACE_BEFORE:
            votes["place"] += 2
        elif last in ("of", "to") and earlier in _PLACES:
            votes["place"] += 5
        elif last == "told":
            votes["place"] -= 2
    return votes


def _votes_after(after: str) -> Votes:
    """What the words after a mention speak for: an age, an apposition, what it does or owns."""
    votes: Votes = Counter()
    if _AGE.match(after):
        votes["person"] += 4
    follow = _APPOSED.match(after)
    if follow and follow.group(1) is None:
        votes["person"] += 2
    elif follow:
        noun = noun_of(follow.group(1))
        if noun and not noun.plural and noun.kind in ("person", "organisation", "outlet"):
            votes[noun.kind] += 2
    if _WHICH.match(after):
        votes["person"] -= 2
    inside = _WITHIN.match(after)
    if inside and nation_of(inside.group(1)):
        votes["place"] += 3
    following = _NEXT.match(after)
    if following:
        votes.update(_votes_of_next(*following.groups()))
    return votes


def _votes_of_next(possessive: str | None, word: str, second: str | None) -> Votes:
    """What the word after a name speaks for, with the one after that."""
    votes: Votes = Counter()
    told = sections_of("owned" if possessive else "beside").get(word)
    if told:
        votes[told] += 2
    if possessive:
        return votes
    if word in _SPEAKING:
        votes["place"] -= 2
        if second in ("he", "she"):
            votes["person"] += 3
        elif second == "it":
            votes["organisation"] += 2
    elif word in _REPORTING:
        votes["place"] -= 2
        votes["outlet"] += 1
    return votes
