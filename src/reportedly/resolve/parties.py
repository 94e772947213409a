"""Who each source is: every mention of one party in a report brought together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from reportedly.model import Attribution, Kind, Reading, Span
from reportedly.resolve.cast import Cast, Character, cast_of, learn
from reportedly.resolve.mentions import Mention, mention_of, plain
from reportedly.resolve.names import Name
from reportedly.resolve.nouns import Noun, noun_of
from reportedly.resolve.outlets import Outlets
from reportedly.resolve.pronouns import stands_for
from reportedly.resolve.references import (
    NOWHERE,
    Reference,
    described,
    group_of,
    part_of,
)

_RELATIVE = frozenset("who which that whose whom".split())
_SELF = frozenset("i we me us my our".split())
_ARTICLE = re.compile(r"^(?:the|an?|some|this|that|his|her|its|their|our)\s+", re.I)
_OFFICES = frozenset(
    "office campaign team administration government cabinet ministry department staff company "
    "firm party foundation press-office headquarters leadership embassy lawyers".split()
)
_SPEAKS = re.compile(r"(?i)(?:an? |the )?spokes(?:man|woman|person)")
_PLATFORMS = frozenset(
    "Facebook Twitter X Instagram Telegram YouTube WhatsApp TikTok Weibo Reddit Signal".split()
)
_ITSELF = re.compile(r"(?i)this (?:reporter|news ?paper|magazine|paper|website|correspondent)\b")
_ANYBODY = frozenset(
    "source person official man woman spokesman spokeswoman spokesperson insider one member "
    "officer worker employee leader expert analyst resident neighbour neighbor".split()
)
_OWN = {"his": "he", "her": "she", "its": "it", "their": "they"}
_FIRMS = frozenset("company firm business employer bank airline union group party".split())
_FARTHEST = 3000  # characters before a mention in which its owner is named
_CLAUSE = re.compile(r"[.;:!?\"“”]|,\s|\b(?:that|and|but|said|says|when|while|after|as)\s")


@dataclass(frozen=True, slots=True)
class Sourcing:
    """The source of an attribution: how it is mentioned and who it is."""

    mention: Mention
    reference: Reference

    @property
    def character(self) -> Character | None:
        """Who it is, or None where the report does not tell."""
        return self.reference.character


@dataclass(slots=True)
class Sources:
    """The sources of a report's attributions, by the attributions' ids, and the cast."""

    cast: Cast
    outlet: str | None = None
    contents: Sequence[tuple[str, Span]] = ()
    of: dict[str, Sourcing] = field(default_factory=dict)
    spoken: list[tuple[int, Character]] = field(default_factory=list)


def find_sources(reading: Reading, names: Sequence[Name], outlets: Outlets) -> Sources:
    """The party behind every attribution, mentions of one party brought together.

    Args:
        reading: a report with its attributions.
        names: the names in the report (``find_names``).
        outlets: the registry of outlets.
    """
    contents = [(a.id, s) for a in reading.attributions for s in a.content]
    sources = Sources(cast_of(reading, names, outlets), reading.report.outlet, contents)
    outer = {a.id: a.nested_in for a in reading.attributions}
    same: dict[tuple[tuple[int, int], ...], Sourcing] = {}
    for attribution in sorted(reading.attributions, key=_place):
        key = tuple((s.start, s.end) for s in attribution.source)
        if key and key in same:
            sources.of[attribution.id] = same[key]
            continue
        sourcing = _resolve(sources, attribution, outer)
        sources.of[attribution.id] = sourcing
        if sourcing.character is not None:
            learn(sourcing.character, sourcing.mention)
            _attach(sources, attribution, sourcing)
            sources.spoken.append((sourcing.mention.start, sourcing.character))
        if key:
            same[key] = sourcing
    _name_described(sources)
    return sources


def _name_described(sources: Sources) -> None:
    """Who is first described and named only later: "a diver said ... Ada Holm, the diver"."""
    cast = sources.cast
    described_as: dict[str, set[int]] = {}
    for sourcing in sources.of.values():
        character, noun = sourcing.character, sourcing.mention.noun
        if character is None or noun is None or character.name is not None:
            continue
        if any(cast.paragraph(place) > 1 for place in character.spoken):
            described_as.setdefault(noun.lemma, set()).add(id(character))
    for key, sourcing in list(sources.of.items()):
        found = _named_later(sources, sourcing, described_as)
        if found is not None:
            learn(found, sourcing.mention)
            sources.of[key] = Sourcing(sourcing.mention, Reference(found, (), "named later"))


def _named_later(
    sources: Sources, sourcing: Sourcing, described_as: dict[str, set[int]]
) -> Character | None:
    character, noun = sourcing.character, sourcing.mention.noun
    if character is None or noun is None or character.name or character.group or character.plural:
        return None
    headline = all(sources.cast.paragraph(place) < 2 for place in character.spoken)
    if headline and not sourcing.mention.definite:
        return _announced(sources, sourcing, noun)
    if character.body is not None or noun.lemma in _ANYBODY or noun.kind == "document":
        return None
    if len(described_as.get(noun.lemma, ())) > 1:
        return None
    later = _called(sources, sourcing, noun, named=True)
    return later[0] if len(later) == 1 else None


def _announced(sources: Sources, sourcing: Sourcing, noun: Noun) -> Character | None:
    """Who a headline speaks of without an article: "Leaked memo: ...", "Minister denies ..."."""
    later = _called(sources, sourcing, noun, named=True)
    return next(iter(later or _called(sources, sourcing, noun, named=False)), None)


def _called(sources: Sources, sourcing: Sourcing, noun: Noun, *, named: bool) -> list[Character]:
    """Later sources that are called by a noun, in order, each once."""
    start = sourcing.mention.start
    found = {
        id(other): other
        for _, other in sources.spoken
        if bool(other.name) == named
        and other is not sourcing.character
        and other.seen[0] > start
        and noun.lemma in other.nouns
        and not other.plural
        and not (noun.gender and other.gender and noun.gender != other.gender)
    }
    return list(found.values())


def _attach(sources: Sources, attribution: Attribution, sourcing: Sourcing) -> None:
    """Notes whom the character speaks for or belongs to."""
    character, mention = sourcing.character, sourcing.mention
    if character is None or character.body is not None:
        return
    if mention.affiliation is not None or mention.possessor:
        body = _owner(sources, attribution, mention)
        platform = body is not None and character.kind is Kind.DOCUMENT and body.name in _PLATFORMS
        character.body = body if body is not character and not platform else None
    elif _SPEAKS.fullmatch(mention.role or mention.head):
        # "a spokeswoman said", after the bank was named
        character.body = stands_for(sources.cast, "it", attribution, sources.spoken).character


def _place(attribution: Attribution) -> tuple[bool, int, int]:
    """The order that sources are worked out in: of the text, "we" and "I" after all others."""
    spans = attribution.source or attribution.cue
    end = attribution.content[-1].end if attribution.content else 0
    return (spans[0].text.lower() in _SELF, spans[0].start, -end)


def _resolve(sources: Sources, attribution: Attribution, outer: dict[str, str | None]) -> Sourcing:
    cast = sources.cast
    mention = mention_of(cast.text, attribution.source, cast.names)
    if mention.reference == "none":
        return Sourcing(mention, NOWHERE)
    if mention.reference == "name" and mention.name is not None:
        return Sourcing(mention, _by_name(sources, mention))
    if mention.reference == "pronoun":
        return Sourcing(mention, _by_pronoun(sources, attribution, mention, outer))
    return Sourcing(mention, _by_description(sources, attribution, mention))


# --- names ---


def _by_name(sources: Sources, mention: Mention) -> Reference:
    cast = sources.cast
    assert mention.name is not None
    name = cast.names[mention.name]
    character = cast.of_name[mention.name]
    if mention.plural:
        both = _words_of(mention)
        return Reference(_known_as(cast, both, mention) or _new(cast, mention, both), (), "names")
    namesakes = _namesakes(cast, mention.name)
    heard = [c for c in namesakes if c.spoken]
    if len(namesakes) > 1 and len(heard) == 1:
        return Reference(heard[0], (), "the one of the name who speaks")
    if len(namesakes) > 1:
        return Reference(None, tuple(namesakes[:10]), "several of one surname")
    owned = _owned(sources, mention, name)
    if owned is not None:
        return Reference(owned, (), "name with its owner")
    if mention.kind is not None and character.kind is Kind.ORGANISATION:
        character.kind = mention.kind
    return Reference(character, (), "name")


def _namesakes(cast: Cast, index: int) -> list[Character]:
    """People with one surname, where a mention gives the surname alone and settles on none."""
    name = cast.names[index]
    words = name.span.text.split()
    if name.kind != "person" or len(words) > 1 or name.whole != index:
        return []
    found = []
    for character in cast.characters:
        if character.kind is not Kind.NAMED_PERSON or not character.name:
            continue
        full = character.name.split()
        other = name.gender and character.gender and name.gender != character.gender
        if len(full) > 1 and full[-1] == words[0] and character not in found and not other:
            found.append(character)
    return found


def _owned(sources: Sources, mention: Mention, name: Name) -> Character | None:
    """The body of a name that several countries have one of: "Kuthria's Foreign Ministry"."""
    cast = sources.cast
    if name.kind != "organisation" or not _is_general(name.span.text):
        return None
    owner = mention.affiliation.text if mention.affiliation else None
    if owner is None and mention.possessor:
        owner = _place_before(cast, mention.start)
    known = [
        c
        for c in cast.characters
        if c.name and c.spoken and c.name.casefold().endswith(name.span.text.casefold())
    ]
    if owner is None:
        return known[-1] if known else None
    for character in known:
        if character.affiliation == owner:
            return character
    full = f"{owner}’s {name.span.text}"
    made = Character(Kind.ORGANISATION, full, affiliation=owner)
    made.nouns = {w.lower() for w in name.span.text.split() if noun_of(w)}
    return cast.add(made)


def _place_before(cast: Cast, offset: int) -> str | None:
    """The place named last before ``offset``: whose "its own ministry" is."""
    found = None
    for index in cast.names_within(max(0, offset - _FARTHEST), offset):
        name = cast.names[index]
        plain = name.kind in ("place", "other") and len(name.span.text.split()) < 3
        if plain and cast.paragraph(offset) - cast.paragraph(name.span.start) < 2:
            found = cast.of_name[index].name
    return found


def _is_general(name: str) -> bool:
    """Whether a name is made of words that any country may use: "Foreign Ministry"."""
    words = name.split()
    noun = noun_of(words[-1])
    return len(words) <= 3 and noun is not None and noun.kind in ("organisation", "person")


# --- pronouns ---


def _by_pronoun(
    sources: Sources, attribution: Attribution, mention: Mention, outer: dict[str, str | None]
) -> Reference:
    pronoun = mention.head
    if pronoun in _SELF:
        speaker = _speaker(sources, attribution, outer)
        return Reference(speaker, (), "first person") if speaker else NOWHERE
    if pronoun in _RELATIVE:
        return _antecedent(sources.cast, mention)
    return stands_for(sources.cast, pronoun, attribution, sources.spoken)


def _speaker(
    sources: Sources, attribution: Attribution, outer: dict[str, str | None]
) -> Character | None:
    """Who says "we" or "I": the source of what is around it, else the outlet in its own voice."""
    around = outer.get(attribution.id) or next(
        (i for i, content in sources.contents if content.overlaps(attribution.source[0])), None
    )
    if around is not None:
        held = sources.of.get(around)
        return held.character if held is not None else None
    return _itself(sources)


def _itself(sources: Sources) -> Character | None:
    """The outlet of the report as a member of the cast."""
    if sources.outlet is None:
        return None
    for character in sources.cast.characters:
        if (character.name or "").casefold() == sources.outlet.casefold():
            return character
    return sources.cast.add(Character(Kind.OUTLET, sources.outlet))


def _antecedent(cast: Cast, mention: Mention) -> Reference:
    """What a relative pronoun follows: "the ministry, which said"."""
    offset = mention.start
    opening = max((s for s in cast.starts if s <= offset), default=0)
    left = max(opening, offset - 120)
    person = mention.head in ("who", "whom", "whose")
    best: tuple[int, Character] | None = None
    for index in cast.names_within(left, offset):
        name = cast.names[index]
        if name.span.end <= offset:
            character = cast.of_name[index]
            named = character.kind is Kind.NAMED_PERSON
            if named == person or (mention.head == "that" and not named):
                best = (name.span.end, character)
    noun = _noun_before(cast.text, left, offset, person)
    if best is not None and (noun is None or noun[0].start < best[0] + 3):
        return Reference(best[1], (), "relative clause")
    if noun is None:
        return NOWHERE
    made = mention_of(cast.text, (noun[0],), cast.names)
    found = described(cast, made, None).character or _new(cast, made, noun[0].text)
    return Reference(found, (), "relative clause")


def _noun_before(text: str, left: int, offset: int, person: bool) -> tuple[Span, str] | None:
    """The noun phrase before a relative pronoun, by its last noun for a party."""
    clauses = list(_CLAUSE.finditer(text, left, max(left, offset - 2)))
    start = clauses[-1].end() if clauses else left
    words = list(re.finditer(r"[\w’'-]+", text[start:offset]))
    for word in reversed(words[-8:]):
        noun = noun_of(word.group())
        if noun and (noun.kind == "person") == person and word.group().islower():
            first = words[max(0, words.index(word) - 3)]
            return Span.of(text, start + first.start(), start + word.end()), noun.lemma
    return None


# --- descriptions ---


def _by_description(sources: Sources, attribution: Attribution, mention: Mention) -> Reference:
    cast = sources.cast
    owner = _owner(sources, attribution, mention)
    if _ITSELF.match(mention.description or "") and (itself := _itself(sources)):
        return Reference(itself, (), "the report's own outlet")
    if mention.part:
        group = part_of(cast, mention)
        if group is None:
            return Reference(_new(cast, mention, _words_of(mention)), (), "part of a group")
        whole = mention.plural and mention.head in ("both", "all", "they", "each")
        if whole:
            return Reference(group, (), "part of a group")
        made = _known_part(cast, mention, group) or _new(cast, mention, _words_of(mention))
        made.group = group
        return Reference(made, (), "part of a group")
    words = _words_of(mention)
    body = owner.body if owner is not None and owner.kind is Kind.NAMED_PERSON else None
    if body is not None and body.kind is Kind.ORGANISATION and mention.head in _FIRMS:
        return Reference(body, (), "owner's company")
    if owner is not None and mention.head in _OFFICES:
        return Reference(_office_of(cast, mention, owner), (), "owner's office")
    found = _known_as(cast, words, mention)
    if found is not None:
        return Reference(found, (), "same words")
    reference = described(cast, mention, owner)
    if reference.character is not None or reference.candidates:
        return reference
    made = _new(cast, mention, words)
    made.body = owner
    made.group = group_of(cast, mention)
    return Reference(made, (), "part of a group" if made.group else "first mention")


def _owner(sources: Sources, attribution: Attribution, mention: Mention) -> Character | None:
    """Whom a party belongs to, as a member of the cast: the bank of "the bank's lawyer"."""
    cast = sources.cast
    if mention.affiliation is not None:
        for index in cast.names_within(mention.affiliation.start, mention.affiliation.end):
            return cast.of_name[index]
        made = mention_of(cast.text, (mention.affiliation,), cast.names)
        above = None
        if made.possessor and made.head in _OFFICES:
            above = _possessor(sources, attribution, made.possessor)
            if above is not None:
                return _office_of(cast, made, above)
        return described(cast, made, above).character
    if mention.possessor:
        return _possessor(sources, attribution, mention.possessor)
    return None


def _possessor(sources: Sources, attribution: Attribution, word: str) -> Character | None:
    """Whom "his", "its" or "their" stands for."""
    if word not in _OWN:
        return _itself(sources) if word == "our" else None
    return stands_for(sources.cast, _OWN[word], attribution, sources.spoken).character


def _office_of(cast: Cast, mention: Mention, owner: Character) -> Character:
    """The office, campaign or company of somebody: "her office"."""
    label = f"{owner.label}’s {mention.head}"
    for character in cast.characters:
        if character.name == label:
            return character
    made = cast.add(Character(Kind.ORGANISATION, label, affiliation=owner.label, body=owner))
    made.nouns = {mention.head}
    return made


def _known_as(cast: Cast, words: str, mention: Mention) -> Character | None:
    """A character that went by the same words before: "officials", "a source in the port"."""
    folded = words.casefold()
    for character in reversed(cast.characters):
        if character.spoken and (character.description or "").casefold() == folded:
            if mention.plural or mention.definite or len(folded.split()) > 2:
                return character
            if mention.noun and mention.noun.kind != "person":
                return character
    return None


def _known_part(cast: Cast, mention: Mention, group: Character) -> Character | None:
    if mention.head not in ("one", "other", "another"):
        return None
    words = _words_of(mention).casefold()
    for character in cast.characters:
        if character.group is group and (character.description or "").casefold() == words:
            return character if mention.definite else None
    return None


def _new(cast: Cast, mention: Mention, words: str) -> Character:
    made = Character(mention.kind or Kind.UNNAMED_GROUP, plural=mention.plural, description=words)
    if mention.plural and mention.name is not None:
        made.name = words
    if mention.kind is Kind.ORGANISATION and words[:1].isupper() and mention.noun is None:
        made.name = words
    return cast.add(made)


def _words_of(mention: Mention) -> str:
    words = plain(mention.description or mention.spans[0].text)
    return _ARTICLE.sub("", words) if mention.kind is not Kind.UNNAMED_PERSON else words
