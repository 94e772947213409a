"""Nouns for those who say things: what kind of party a head noun stands for, and how many."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

_PLURALS = {
    "men": "man", "women": "woman", "people": "person", "persons": "person", "children": "child",
    "spokesmen": "spokesman", "spokeswomen": "spokeswoman", "spokespeople": "spokesperson",
    "policemen": "policeman", "fishermen": "fisherman", "congressmen": "congressman",
    "businessmen": "businessman", "gunmen": "gunman", "wives": "wife", "thieves": "thief",
    "chairmen": "chairman", "firemen": "fireman", "townspeople": "townsperson", "folk": "person",
    "mps": "mp", "data": "data", "media": "media", "police": "police", "press": "press",
    "minutes": "minutes", "folks": "person", "staff": "staff",
}  # fmt: skip
# endings of nouns for people ("-er", "-ist"), where the lexicon does not know better
_PERSON_ENDINGS = ("er", "or", "ist", "ian", "ee", "man", "woman", "person", "ant", "eer")
_NO_PERSON = frozenset(
    "matter number order power water paper letter computer factor sector error border winter "
    "summer weather center centre theatre corner river tower dinner offer cover answer fire "
    "favor favour labor labour color colour degree fee tree plant restaurant grant moment "
    "chapter charter quarter semester other another rather whether after terror mirror "
    "humor rumor rumour tremor door floor minor major prior".split()
)


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun for a party.

    Attributes:
        lemma: its singular.
        kind: "person", "group", "organisation", "outlet", "document" or "event".
        plural: whether it stands for several.
        gender: "m", "f" or None.
    """

    lemma: str
    kind: str
    plural: bool
    gender: str | None = None


def noun_of(word: str, *, guess: bool = True) -> Noun | None:
    """The noun that a word is a form of, or None where it is none for a party.

    Args:
        word: a word in any case, singular or plural.
        guess: whether a word that the lexicon lacks may be told by its ending ("-er", "-ist").

    >>> noun_of("spokeswomen")
    Noun(lemma='spokeswoman', kind='person', plural=True, gender='f')
    """
    word = word.lower().replace("’", "'").removesuffix("'s").strip("'")
    known = _lexicon()
    for lemma, plural in _singulars(word):
        if lemma in known:
            kind, gender = known[lemma]
            several = plural or kind == "group" or (lemma in ("police", "media", "staff"))
            return Noun(lemma, kind, several, gender)
    last = word.rpartition("-")[2]
    if last != word and (noun := noun_of(last, guess=guess)):
        return Noun(word, noun.kind, noun.plural, noun.gender)
    if not guess:
        return None
    for lemma, plural in _singulars(word):
        if len(lemma) > 4 and lemma not in _NO_PERSON and lemma.endswith(_PERSON_ENDINGS):
            return Noun(lemma, "person", plural)
    return None


def _singulars(word: str) -> list[tuple[str, bool]]:
    """The singulars that a word may be the plural of, with the word itself."""
    out = [(word, False)]
    if word in _PLURALS:
        out.insert(0, (_PLURALS[word], True))
    elif word.endswith("ies") and len(word) > 4:
        out.append((word[:-3] + "y", True))
    elif word.endswith("s") and not word.endswith("ss"):
        out.append((word[:-1], True))
        if word.endswith("es"):
            out.append((word[:-2], True))
    return out


@cache
def _lexicon() -> dict[str, tuple[str, str | None]]:
    found: dict[str, tuple[str, str | None]] = {}
    kind, gender = "", None
    text = (Path(__file__).parent / "nouns.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        if line.startswith("["):
            kind, _, rest = line.strip("[]").partition(" ")
            gender = rest or None
            continue
        for word in line.split():
            if gender and word in found and found[word][0] == kind:
                found[word] = (kind, gender)
            found.setdefault(word, (kind, gender))
    return found
