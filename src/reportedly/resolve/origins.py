"""Who stands at the end of a chain, with one name for one origin within the report."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from reportedly.model import Attribution, Hop, Kind, Reading
from reportedly.resolve.cast import Character
from reportedly.resolve.chain import ANYBODY, is_citing
from reportedly.resolve.parties import Sources

# roles in which a person speaks for a body, not for themselves
_SPEAKS = re.compile(
    r"(?i)\b(?:spokes\w+|press (?:secretary|officer|office)|press service|mouthpiece|"
    r"communications (?:director|chief)|duty officer|chief of staff)\b"
)
_HEADS = re.compile(
    r"(?i)\b(?:chief executive|chief exec|ceo|chair(?:man|woman|person)?|owner|boss|director|"
    r"director-general|managing director|president|secretary|secretary-general|manager|head|chief|"
    r"superintendent|commissioner|inspector|captain|commander|colonel|major|admiral|officer|"
    r"representative|delegate|deputy chief|medical director|governor|official|officials|chief "
    r"investigator|coordinator|convoy leader|principal|founder)\b"
)
_ALONE = re.compile(r"(?i)\b(?:former|ex-|retired|lawyer|advocate|attorney|ambassador|critic)\b")
_ARTICLE = re.compile(r"(?i)^(?:the|an?) ")
_GENERIC = frozenset(
    "source person individual official one man woman leader figure member insider".split()
)


@dataclass(slots=True)
class Origins:
    """Names of origins given out so far, by what they stand for."""

    sources: Sources
    unnamed: list[tuple[str, Character, str]] = field(default_factory=list)


def find_origins(
    reading: Reading, sources: Sources, chains: Mapping[str, tuple[Hop, ...]]
) -> dict[str, tuple[str | None, str]]:
    """The origin of each attribution, by its id, with the rule that found it.

    None where the report does not let one tell: nobody is named, or the one who is named passes
    on others' words.
    """
    origins = Origins(sources)
    handing = _handing_on(reading, sources)
    found: dict[str, tuple[str | None, str]] = {}
    for attribution in reading.attributions:
        character = sources.of[attribution.id].character
        if character is None:
            found[attribution.id] = (None, "no one party")
        elif attribution.id in handing:
            found[attribution.id] = (None, "passes on others' words")
        else:
            hops = chains.get(attribution.id, ())
            found[attribution.id] = _origin(origins, character, hops)
    return found


def _handing_on(reading: Reading, sources: Sources) -> set[str]:
    """Attributions whose source is said to rest on others: an agency that cites officials."""
    cast = sources.cast
    out: set[str] = set()
    children: dict[str, list[Attribution]] = {}
    for attribution in reading.attributions:
        if attribution.nested_in:
            children.setdefault(attribution.nested_in, []).append(attribution)
    for attribution in reading.attributions:
        character = sources.of[attribution.id].character
        if character is None or character.kind not in (Kind.OUTLET, Kind.ORGANISATION):
            continue
        inner = [c for c in children.get(attribution.id, ()) if _covers(c, attribution)]
        cites = is_citing(attribution) and bool(attribution.source)
        if any(sources.of[c.id].character is not character for c in inner) or (cites and inner):
            out.add(attribution.id)
            place = cast.sentence(attribution.start)
            for other in reading.attributions:
                same = sources.of[other.id].character is character
                if same and cast.sentence(other.start) == place:
                    out.add(other.id)
    return out


def _covers(inner: Attribution, outer: Attribution) -> bool:
    """Whether most of the outer content is the inner one's."""
    shared = sum(
        max(0, min(a.end, b.end) - max(a.start, b.start))
        for a in inner.content
        for b in outer.content
    )
    return shared > 0.5 * sum(s.end - s.start for s in outer.content)


def _origin(
    origins: Origins, character: Character, hops: tuple[Hop, ...]
) -> tuple[str | None, str]:
    if character.kind is Kind.NONE_GIVEN:
        return None, "nobody given"
    body = spoken_for(origins.sources, character)
    if body is not None and body.name:
        return body.name, "speaks for a body"
    if character.name is not None:
        return character.name, "named"
    if character.group is not None and character.group.name:
        return character.group.name, "part of a named group"
    last = hops[-1].name if hops else None
    words = (character.description or "").split()
    if not hops and len(words) == 1 and words[0].lower() in ANYBODY:
        return None, "nobody in particular"
    if character.kind in (Kind.UNNAMED_PERSON, Kind.UNNAMED_GROUP):
        return _unnamed(origins, character, last)
    return (f"{last}’s {character.description}" if last else character.description), "described"


def _unnamed(origins: Origins, character: Character, last: str | None) -> tuple[str | None, str]:
    """One name for the unnamed sources of one description that one outlet has."""
    whose = last or ""
    for owner, known, name in origins.unnamed:
        if owner != whose:
            continue
        if known is character or known is character.group or known.group is character:
            return name, "same unnamed party"
        if last and _alike(known, character):
            return name, "same outlet's unnamed sources"
    words = _ARTICLE.sub("", character.description or character.label)
    name = f"{_ARTICLE.sub('', whose)}’s {words}" if whose else words
    origins.unnamed.append((whose, character, name))
    return name, "unnamed"


def _alike(a: Character, b: Character) -> bool:
    """Whether two unnamed parties that one outlet spoke to may be the same sources."""
    if a.nouns & b.nouns:
        return True
    general = any(n in _GENERIC for n in a.nouns | b.nouns)
    return general and a.plural != b.plural


def spoken_for(sources: Sources, character: Character) -> Character | None:
    """The body or person that somebody speaks for, by their role; None where for themselves."""
    body = character.body
    if body is None or body is character:
        return None
    if character.kind is Kind.DOCUMENT:
        return spoken_for(sources, body) or body
    if character.kind is Kind.ORGANISATION:  # an office stands for whose it is
        return body if body.kind is Kind.NAMED_PERSON else None
    if character.kind not in (Kind.NAMED_PERSON, Kind.UNNAMED_PERSON):
        return None
    role = character.role or (character.description or "" if character.name is None else "")
    if _ALONE.search(role):
        return None
    if _SPEAKS.search(role):
        return spoken_for(sources, body) or body
    official = body.kind is Kind.ORGANISATION and not body.is_place
    if official and (_HEADS.search(role) or (character.name and not role)):
        return body
    return None
