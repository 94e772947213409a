"""Whom a pronoun that is a source stands for.

Every earlier character that gender, number and kind allow is scored by where and how it was last
mentioned; one that stands out is the answer.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from reportedly.model import Attribution, Kind
from reportedly.resolve.cast import Cast, Character
from reportedly.resolve.references import NOWHERE, Reference

_GENDER = {"he": "m", "him": "m", "his": "m", "himself": "m"}
_GENDER |= {"she": "f", "her": "f", "hers": "f", "herself": "f"}
_THINGS = frozenset("it its itself".split())
_SEVERAL = frozenset("they them their themselves these those".split())
_PERSONS = (Kind.NAMED_PERSON, Kind.UNNAMED_PERSON)
_BODIES = (Kind.ORGANISATION, Kind.OUTLET, Kind.DOCUMENT)
_FARTHEST = 12  # sentences
WEIGHTS = {
    "sentences": -0.55,  # for each sentence between
    "paragraph": 0.3,  # both in one paragraph
    "speaker": 1.2,  # it was the last source before
    "spoke": 0.5,  # it has been a source
    "subject": 0.8,  # it opens its sentence
    "often": 0.12,  # for each mention before, up to six
    "quoted": -1.0,  # its last mention is inside a content
    "gender": 0.4,  # gender is known and agrees
    "named": 0.3,  # it has a name
    "several": 0.8,  # "they", and it stands for several
}
_CLEAR = 0.15  # what the best must be ahead of the second


def stands_for(
    cast: Cast, pronoun: str, attribution: Attribution, spoken: Sequence[tuple[int, Character]]
) -> Reference:
    """The character that a pronoun stands for.

    Args:
        cast: who there is.
        pronoun: in lower case.
        attribution: the attribution whose source it is.
        spoken: sources resolved before it, with where they stand.
    """
    offset = attribution.source[0].start
    before = [character for place, character in spoken if place < offset]
    ranked = []
    for character in cast.characters:
        if not _agrees(pronoun, character):
            continue
        last = _last_mention(character, offset, attribution)
        if last is None or cast.sentence(offset) - cast.sentence(last) > _FARTHEST:
            continue
        score = sum(
            WEIGHTS[k] * v
            for k, v in features(cast, pronoun, (character, last), offset, before).items()
        )
        ranked.append((score, character))
    if not ranked:
        return NOWHERE
    ranked.sort(key=lambda pair: -pair[0])
    best = ranked[0]
    near = tuple(c for score, c in ranked if score > best[0] - _CLEAR)
    if len(near) > 1:
        return Reference(None, near[:4], "pronoun fits several")
    return Reference(best[1], (), "pronoun")


def features(
    cast: Cast,
    pronoun: str,
    candidate: tuple[Character, int],
    offset: int,
    before: Sequence[Character],
) -> dict[str, float]:
    """What speaks for a candidate, each by its name in ``WEIGHTS``.

    Args:
        cast: who there is.
        pronoun: in lower case.
        candidate: with where it was last mentioned.
        offset: where the pronoun stands.
        before: who was a source before it.
    """
    character, last = candidate
    wanted = _GENDER.get(pronoun)
    return {
        "sentences": cast.sentence(offset) - cast.sentence(last),
        "paragraph": cast.paragraph(offset) == cast.paragraph(last),
        "speaker": bool(before) and before[-1] is character,
        "spoke": bool(character.spoken) and character.spoken[0] < offset,
        "subject": last - cast.opening(last) < 25,
        "often": min(6, bisect_left(character.seen, offset)),
        "quoted": cast.quotes(last),
        "gender": wanted is not None and character.gender == wanted,
        "named": character.name is not None,
        "several": pronoun in _SEVERAL and character.plural,
    }


def _agrees(pronoun: str, character: Character) -> bool:
    if pronoun in _GENDER:
        wrong = "f" if _GENDER[pronoun] == "m" else "m"
        return character.kind in _PERSONS and not character.plural and character.gender != wrong
    if pronoun in _THINGS:
        return character.kind in _BODIES and not character.plural
    if pronoun in _SEVERAL:
        return character.plural or character.kind in (Kind.UNNAMED_GROUP, Kind.ORGANISATION)
    return False


def _last_mention(character: Character, offset: int, attribution: Attribution) -> int | None:
    """Where it was last mentioned before ``offset``, outside the attribution's own content."""
    at = bisect_left(character.seen, offset)
    for place in reversed(character.seen[max(0, at - 20) : at]):
        if not any(s.start <= place < s.end for s in attribution.content):
            return place
    return None
