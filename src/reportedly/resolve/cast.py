"""The cast of a report: everybody named or mentioned in it who may stand behind a content.

Working records of one reading; what leaves the layer are the frozen parties made of them.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from reportedly.model import Form, Kind, Reading, Span, paragraphs, sentences
from reportedly.resolve.bodies import load_bodies
from reportedly.resolve.mentions import Mention, kind_of_name
from reportedly.resolve.names import Name
from reportedly.resolve.nouns import noun_of
from reportedly.resolve.outlets import Outlets

_WORD = re.compile(r"[\w’'-]+")
_BEFORE = re.compile(r"((?:[\w’'-]+\s+){1,4})$")
_AFTER = re.compile(
    r",\s+(?:the|an?|its|his|her|their|who (?:is|was) (?:the|an?)|\d\d, (?:the|an?))\s+"
    r"([^,.;:()\"“”]{3,70})"
)
_PREPOSITION = re.compile(r"\s(?:of|for|at|in|from|to|with|on|who|which|that|by|and)\s")


@dataclass(slots=True, eq=False)
class Character:
    """One member of the cast.

    Attributes:
        kind: what kind of party it is.
        name: its fullest name, or None.
        nouns: lemmas of the nouns it is called by: "minister", "company".
        seen: where it is mentioned, in the order of the text.
        spoken: where it is the source of an attribution.
        group: the group that it is a part of ("one of them"), or None.
        is_place: whether its name is a place's.
        is_vague: whether nothing tells what its name names.
    """

    kind: Kind
    name: str | None = None
    nouns: set[str] = field(default_factory=set)
    gender: str | None = None
    plural: bool = False
    role: str | None = None
    affiliation: str | None = None
    body: Character | None = None
    description: str | None = None
    seen: list[int] = field(default_factory=list)
    spoken: list[int] = field(default_factory=list)
    mentions: list[Span] = field(default_factory=list)
    group: Character | None = None
    is_place: bool = False
    is_vague: bool = False

    @property
    def label(self) -> str:
        """What to call it."""
        return self.name or self.description or str(self.kind)

    def last_before(self, offset: int) -> int | None:
        """Where it was mentioned last before ``offset``."""
        at = bisect_left(self.seen, offset)
        return self.seen[at - 1] if at else None

    @property
    def unnamed(self) -> bool:
        """Whether it is a person or group without a name."""
        return self.kind in (Kind.UNNAMED_PERSON, Kind.UNNAMED_GROUP)


@dataclass(slots=True)
class Cast:
    """The characters of a report, with the lie of its text.

    Attributes:
        text: the report's text.
        names: its names (``find_names``).
        of_name: the character of each name, by the index of the name.
        starts: where its sentences start.
        breaks: where its paragraphs start.
        contents: offsets of what is quoted in it.
    """

    text: str
    names: Sequence[Name]
    characters: list[Character]
    of_name: dict[int, Character]
    starts: list[int]
    breaks: list[int]
    contents: Sequence[tuple[int, int]] = ()

    def sentence(self, offset: int) -> int:
        """The number of the sentence that holds ``offset``."""
        return bisect_right(self.starts, offset)

    def paragraph(self, offset: int) -> int:
        """The number of the paragraph that holds ``offset``."""
        return bisect_right(self.breaks, offset)

    def quotes(self, offset: int) -> bool:
        """Whether ``offset`` stands in something quoted."""
        at = bisect_right(self.contents, (offset, len(self.text)))
        return any(s <= offset < e for s, e in self.contents[max(0, at - 3) : at])

    def names_within(self, start: int, end: int) -> range:
        """The indices of the names that begin between two offsets."""
        left = bisect_left(self.names, start, key=lambda n: n.span.start)
        return range(left, bisect_left(self.names, end, key=lambda n: n.span.start))

    def opening(self, offset: int) -> int:
        """Where the sentence that holds ``offset`` begins."""
        number = self.sentence(offset)
        return self.starts[number - 1] if number else 0

    def add(self, character: Character) -> Character:
        """The character, now one of the cast."""
        self.characters.append(character)
        return character


def cast_of(reading: Reading, names: Sequence[Name], outlets: Outlets) -> Cast:
    """Everybody named in the report, each as one character with all places it is named at.

    The registry tells which names are outlets', and which of them begin with "The".
    """
    text = reading.report.text
    bounds = paragraphs(text)
    starts = [s for a, b in bounds for s, _ in sentences(text, a, b)]
    cast = Cast(text, names, [], {}, starts, [a for a, _ in bounds])
    cast.contents = sorted(
        (s.start, s.end)
        for a in reading.attributions
        if a.form is not Form.INDIRECT
        for s in a.content
    )
    own = reading.report.outlet
    bodies: dict[str, Character] = {}
    for index, name in enumerate(names):
        character = cast.of_name.get(name.whole)
        if character is None:
            character = _character_of(cast, names[name.whole], bodies, outlets)
            if own and own.casefold().removeprefix("the ") == name.span.text.casefold():
                character.kind, character.name = Kind.OUTLET, own
            cast.of_name[name.whole] = character
        cast.of_name[index] = character
        character.seen.append(name.span.start)
        character.gender = character.gender or name.gender
        character.nouns |= _nouns_around(text, name)
    return cast


def _character_of(
    cast: Cast, name: Name, bodies: dict[str, Character], outlets: Outlets
) -> Character:
    """The bearer of a name: one already there by another name, or a new member of the cast."""
    words = name.span.text
    body = load_bodies().find(words) if name.kind == "organisation" else None
    if body is not None and body.name in bodies:  # "the UN" and "the United Nations" are one
        known = bodies[body.name]
        known.name = max(known.name or "", words, key=len)
        return known
    made = cast.add(Character(kind_of_name(name), words, is_place=name.kind == "place"))
    made.is_vague = name.kind == "other"
    outlet = outlets.find(words) if name.kind != "person" else None
    if outlet is not None:
        made.kind = Kind.OUTLET
        made.name = outlet.name if outlet.name == f"The {words}" else words
    if body is not None:
        bodies[body.name] = made
    return made


def _nouns_around(text: str, name: Name) -> set[str]:
    """Nouns that the words around a name call its bearer by: "minister X", "X, a baker"."""
    found = set()
    kinds = ("person",) if name.kind == "person" else ("organisation", "outlet")
    start = name.title.start if name.title else name.span.start
    if name.title:
        found |= {w.lower().strip(".") for w in _WORD.findall(name.title.text)}
    before = _BEFORE.search(text[max(0, start - 60) : start])
    if before:
        last = before.group(1).split()[-1]
        if (noun := noun_of(last)) and not noun.plural and noun.kind in kinds:
            found.add(noun.lemma)
    after = _AFTER.match(text, name.span.end)
    if after:
        head = _PREPOSITION.split(after.group(1), maxsplit=1)[0].split()
        noun = noun_of(head[-1]) if head else None
        if noun and not noun.plural and noun.kind in kinds:
            found.add(noun.lemma)
    if name.kind in ("organisation", "outlet"):
        found |= {w.lower() for w in _WORD.findall(name.span.text) if noun_of(w)}
    return found


def learn(character: Character, mention: Mention, *, full: str | None = None) -> None:
    """Adds to a character what one more mention of it tells."""
    character.spoken.append(mention.start)
    character.seen.append(mention.start)
    character.seen.sort()
    character.mentions += [s for s in mention.spans if s not in character.mentions]
    if mention.noun:
        character.nouns.add(mention.noun.lemma)
        character.gender = character.gender or mention.noun.gender
    if mention.role and not mention.plural:
        character.role = character.role or mention.role
        last = _WORD.findall(mention.role)
        for word in last:
            noun = noun_of(word)
            if noun and noun.kind == "person":
                character.nouns.add(noun.lemma)
    if mention.affiliation is not None:
        character.affiliation = character.affiliation or mention.affiliation.text
    character.name = character.name or full
