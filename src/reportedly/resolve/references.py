"""What a source phrase without a name refers back to: "the minister", "the group", "one of them".

A phrase refers to the member of the cast that it fits best; where two fit as well, to none, and
both are kept as candidates.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from reportedly.model import Kind
from reportedly.resolve.cast import Cast, Character
from reportedly.resolve.mentions import Mention

# nouns that many parties of a kind may be called by, without having been called so before
_ANY_PERSON = frozenset(
    "man woman official politician leader person candidate nominee businessman businesswoman "
    "billionaire lawmaker author host speaker mogul".split()
)
_ANY_COMPANY = frozenset(
    "company firm corporation maker manufacturer operator airline bank developer business "
    "supplier retailer insurer employer startup utility carrier brokerage giant".split()
)
_ANY_BODY = frozenset(
    "group organisation organization body charity watchdog monitor ngo agency regulator "
    "authority association union outfit network foundation".split()
)
_ANY_OUTLET = frozenset(
    "newspaper paper daily weekly magazine tabloid broadsheet broadcaster channel station network "
    "site website outlet wire newswire agency blog publication journal programme".split()
)
_COUNTRY = frozenset("country government state nation regime republic kingdom".split())
# what a name says of the kind of body that it names, for nouns that only such bodies are called by
_NAMED_SO = {
    "union": r"union|workers|guild|federation|lodge|brotherhood|teamsters|pilots|nurses|miners",
    "charity": r"trust|foundation|relief|aid|care|fund|society|mission|rescue|friends|watch",
    "hospital": r"hospital|infirmary|clinic|medical|health",
    "regulator": r"authority|agency|office|board|inspectorate|commission|regulator|directorate",
    "watchdog": r"authority|agency|office|board|inspectorate|commission|ombudsman|watch|monitor",
    "ministry": r"ministry|department",
    "court": r"court|tribunal",
    "police": r"police|constabulary|sheriff",
    "bank": r"bank|savings|trust",
    "airline": r"air|airways|airlines|aviation|jet",
    "party": r"party|bloc|league|front|union|movement|alliance",
    "university": r"university|college|institute",
    "school": r"school|academy|college",
    "observatory": r"observatory|monitor|watch",
    "council": r"council",
    "committee": r"committee",
    "monitor": r"observatory|monitor|watch|tracker",
    "army": r"army|forces|guards|brigade",
    "militia": r"brigade|militia|front|army|shield|battalion",
}
_CALLED = {noun: re.compile(rf"(?i)\b(?:{words})\b") for noun, words in _NAMED_SO.items()}
_NO_COMPANY = re.compile(
    r"(?i)\b(?:ministry|department|police|court|parliament|congress|senate|council|commission|party|"
    r"army|university|school|hospital|infirmary|clinic|church|house|union|brigade|front|office|"
    r"authority|agency|board|inspectorate|trust|foundation|monitor|observatory|institute|mission|"
    r"committee|federation|guild|society|association|navy|coastguard|bureau|directorate|league)\b"
)
_NEAR = 6  # paragraphs back that a noun without a match of its own may refer


@dataclass(frozen=True, slots=True)
class Reference:
    """What a phrase refers to: one character, or several that it may be; and by which rule."""

    character: Character | None
    candidates: tuple[Character, ...] = ()
    rule: str = ""


NOWHERE = Reference(None)


def described(cast: Cast, mention: Mention, owner: Character | None) -> Reference:
    """The earlier character that a definite description refers to.

    Args:
        cast: who there is.
        mention: the description.
        owner: whom it belongs to where it says so ("her office", "the bank's lawyer"), or None.
    """
    if mention.noun is None or not mention.definite or mention.part:
        return NOWHERE
    ranked: list[tuple[float, Character]] = []
    for character in cast.characters:
        fit = _fit(cast, mention, character, owner)
        if fit > 0:
            ranked.append((fit, character))
    if not ranked:
        return NOWHERE
    ranked.sort(key=lambda pair: -pair[0])
    best = ranked[0]
    near = [c for fit, c in ranked if fit > best[0] - 0.25]
    if len(near) > 1:
        return Reference(None, tuple(near[:4]), "description fits several")
    return Reference(best[1], (), "description")


def part_of(cast: Cast, mention: Mention) -> Character | None:
    """The group that "one", "both men" or "one of the officers" is taken from."""
    noun = mention.noun
    nouns: set[str] = set()
    counted = noun is not None and noun.lemma not in _ANY_PERSON | {"one", mention.head}
    if noun and noun.kind in ("person", "group") and counted:
        nouns = {noun.lemma}
    best: Character | None = None
    for character in cast.characters:
        last = character.last_before(mention.start)
        if last is None or not character.plural or character.group is not None:
            continue
        if cast.paragraph(mention.start) - cast.paragraph(last) > _NEAR:
            continue
        if nouns and not nouns & character.nouns:
            continue
        if best is None or last > (best.last_before(mention.start) or 0):
            best = character
    return best


def group_of(cast: Cast, mention: Mention) -> Character | None:
    """The group that a single party was one of: "the aide" after "two aides"."""
    noun = mention.noun
    if noun is None or not mention.definite or mention.plural or noun.kind != "person":
        return None
    for character in reversed(cast.characters):
        if character.plural and character.unnamed and noun.lemma in character.nouns:
            return character
    return None


def _fit(cast: Cast, mention: Mention, character: Character, owner: Character | None) -> float:
    """How well a description fits a character; 0 where it does not."""
    last = character.last_before(mention.start)
    noun = mention.noun
    if last is None or noun is None or not _may_be(mention, character):
        return 0.0
    away = cast.paragraph(mention.start) - cast.paragraph(last)
    fit = 0.0
    if noun.lemma in character.nouns:
        fit = 3.0
    elif character.unnamed or character.kind is Kind.DOCUMENT:
        return 0.0
    elif _fits_in_kind(noun.lemma, character):
        fit = 1.5 if away <= _NEAR else 0.0
    if not fit:
        return 0.0
    if owner is not None and character.affiliation:
        fit += 1.0 if owner.label in character.affiliation else -0.5
    fit += 0.5 * _shared_words(mention, character)
    if character.spoken:
        fit += 1.0
    fit += 0.15 * min(10, bisect_left(character.seen, mention.start))
    steps = cast.sentence(mention.start) - cast.sentence(last)
    return max(0.1, fit - 0.3 * min(steps, 8) - 0.05 * min(away, 10))


def _may_be(mention: Mention, character: Character) -> bool:
    """Whether kind, number and gender allow a description to stand for a character."""
    noun = mention.noun
    if noun is None:
        return False
    if noun.gender and character.gender and noun.gender != character.gender:
        return False
    people = (Kind.NAMED_PERSON, Kind.UNNAMED_PERSON, Kind.UNNAMED_GROUP)
    if noun.kind == "person":
        return character.kind in people and mention.plural == character.plural
    if noun.kind == "group":
        return character.kind is Kind.UNNAMED_GROUP or noun.lemma in character.nouns
    if noun.kind == "event":
        return noun.lemma in character.nouns and character.kind is Kind.UNNAMED_GROUP
    if noun.kind == "document":
        return character.kind is Kind.DOCUMENT and mention.plural == character.plural
    if noun.kind == "outlet" or noun.lemma in _ANY_OUTLET:
        both = (Kind.OUTLET, Kind.ORGANISATION) if noun.kind == "organisation" else (Kind.OUTLET,)
        return character.kind in both
    return character.kind is Kind.ORGANISATION


def _fits_in_kind(lemma: str, character: Character) -> bool:
    """Whether a party of this kind can be called by a noun that it has not been called by yet."""
    name = character.name or ""
    if character.kind is Kind.NAMED_PERSON:
        return lemma in _ANY_PERSON
    if character.kind is Kind.OUTLET:
        return lemma in _ANY_OUTLET
    if character.is_place:
        return lemma in _COUNTRY
    if character.is_vague and not character.spoken and len(character.seen) < 3:
        return False
    if lemma in _CALLED:
        return _CALLED[lemma].search(name) is not None
    if lemma in _ANY_COMPANY:
        return not _NO_COMPANY.search(name)
    return lemma in _ANY_BODY


def _shared_words(mention: Mention, character: Character) -> int:
    """How many words that narrow it down a description shares with what is known."""
    if not mention.description:
        return 0
    known = f"{character.description or ''} {character.role or ''} {character.affiliation or ''}"
    have = {w.lower() for w in re.findall(r"\w{4,}", known)}
    want = {w.lower() for w in re.findall(r"\w{4,}", mention.description)} - {mention.head}
    return min(2, len(have & want))
