"""Who is sighted as a source in one report, made ready to be recognised in others."""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path

from reportedly.link.entry import Entry
from reportedly.link.naming import is_statement
from reportedly.model import Attribution, Kind, Party, Reading, Report, Voice
from reportedly.resolve.bodies import load_bodies
from reportedly.resolve.nations import nation_of
from reportedly.resolve.outlets import load_outlets
from reportedly.resolve.registry import bare_name

PEOPLE = (Kind.UNNAMED_PERSON, Kind.UNNAMED_GROUP)
BODIES = (Kind.ORGANISATION, Kind.OUTLET)
_WORD = re.compile(r"[^\W_]+(?:['’\-.][^\W_]+)*")
_SOME = re.compile(r"(?i)(?:an?|one|two|three|four|five|some|several|senior|another|former|many) ")
_BELONGS = re.compile(r" (?:at|in|from|of|with|within|inside|near) ")
_PART = re.compile(r"[^\W_]+")
_POSSESSIVE = re.compile(r"['’]s?$")
_RELATIVE = re.compile(r",|\b(?:who|whom|which|that|whose)\b")
_TOLD = re.compile(
    r"\b(?:spoke|speaking|talked|told|said|wrote) (?:to |with )?((?:[Tt]he )?[A-Z][\w&’'. -]{2,40})"
)
_LEADING = re.compile(r"^(?:(?:[a-z][\w-]*|\d[\d.:]*)\s+)+(?=[A-Z])")
_AFTER = re.compile(r"(?<=\w)(?:,| of | for | in | at )")
_SELF = frozenset("we our us ours ourselves i my".split())
_MINOR = frozenset(
    "of and for the a an de la le du des di der die das in on to at its their".split()
)


@cache
def _lists() -> dict[str, frozenset[str]]:
    """The word lists of ``origins.txt``, by their headings."""
    text = (Path(__file__).parent / "origins.txt").read_text(encoding="utf-8")
    lists: dict[str, set[str]] = {}
    heading = ""
    for line in text.splitlines():
        if line.startswith("["):
            heading = line.strip("[] ")
        elif line and not line.startswith("#"):
            lists.setdefault(heading, set()).update(line.split())
    return {name: frozenset(words) for name, words in lists.items()}


def listed(heading: str) -> frozenset[str]:
    """The words under a heading of ``origins.txt``."""
    return _lists()[heading]


@dataclass(slots=True)
class Sighting:
    """A source in one report.

    Attributes:
        report: id of the report.
        kind: what kind of party it is.
        name: the name it goes by, or the words for one without a name.
        named: whether ``name`` is a name.
        body: the name or words of the body it speaks for, or None.
        owner: the key of the outlet it spoke to, as far as the report tells: of the last hop, or
            of the report's.
        outlet: that outlet's name.
        group: for one of several, the words for all of them: "three officers"; or None.
        told: whether the report says so of an outlet other than itself.
        nouns: for the unnamed, the words that say what they are.
        mentions: ids of the report's mentions that it stands behind.
        known: ids of origins that these had before.
        runs: the runs of four words in what it says, by which a quote is known again.
        role: the words for what it is: "chief executive"; or None.
        of: the words for whom it belongs to, as its reading tells: "Turkey"'s minister.
        at: for the unnamed, the names after "at", "in" and the like: "Corrin Police".
        ours: whether it is the report's own people: "our photographer".
    """

    report: str
    kind: Kind
    name: str
    named: bool
    body: str | None = None
    owner: str = ""
    outlet: str = ""
    group: str | None = None
    told: bool = False
    nouns: frozenset[str] = frozenset()
    mentions: list[str] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    runs: set[tuple[str, ...]] = field(default_factory=set)
    role: frozenset[str] = frozenset()
    of: frozenset[str] = frozenset()
    at: frozenset[str] = frozenset()
    ours: bool = False


@lru_cache(maxsize=65536)
def tokens(name: str) -> tuple[str, ...]:
    """The words of a name that tell: lower case, no plural, a country by its short name.

    >>> tokens("the Turkish Ministries of Health")
    ('turkey', 'ministry', 'health')
    """
    found = []
    for word in _WORD.findall(name):
        bare = _POSSESSIVE.sub("", word)
        if bare.lower() in _MINOR:
            continue
        nation = nation_of(bare) if bare[:1].isupper() else None
        found.append(nation.lower() if nation else stem(bare.lower()))
    return tuple(found)


def stem(word: str) -> str:
    """A noun without its plural ending."""
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if word.endswith("men") and len(word) > 4:
        return f"{word[:-3]}man"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word


@lru_cache(maxsize=65536)
def body_key(name: str) -> tuple[str, ...]:
    """What tells a body's name from others, whatever the order of its words."""
    return tuple(sorted(set(tokens(full_name(name)))))


@lru_cache(maxsize=65536)
def head_of(name: str) -> str:
    """The noun that a body's name turns on: "Ministry" of "Ministry of Justice"."""
    words = tokens(_AFTER.split(full_name(name), maxsplit=1)[0])
    return words[-1] if words else ""


@lru_cache(maxsize=65536)
def full_name(name: str) -> str:
    """The name a well-known body or outlet is listed under, or the name without its article."""
    bare = bare_name(name)
    entry = load_bodies().find(name) or load_outlets().find(name)
    return entry.name if entry is not None else bare


@lru_cache(maxsize=65536)
def outlet_key(name: str) -> str:
    """What tells an outlet's name from others': "The Corrin Post" and "Corrin Post" are one."""
    return "-".join(tokens(full_name(name)))


@cache
def initials(name: str) -> frozenset[str]:
    """The acronyms that a name of several words may go by."""
    words = [w for w in _WORD.findall(name) if w[0].isalnum()]
    heads = [w[0] for w in words if w.lower() not in _MINOR]
    everything = [w[0] for w in words]
    made = {"".join(h).upper() for h in (heads, everything) if len(h) > 1}
    return frozenset(made)


def own_mentions(entry: Entry) -> list[str]:
    """Ids of what a body says in its own statement: all but what it passes on from others."""
    attributions = {a.id: a for a in entry.reading.attributions}
    parties = {p.id: p for p in entry.reading.parties}
    mine = set(tokens(entry.reading.report.outlet or ""))
    found = []
    for mention in entry.mentions:
        attribution = attributions.get(mention.attribution or "")
        party = parties.get(attribution.party or "") if attribution else None
        if mention.voice is Voice.OWN or party is None or _is_self(party, mine):
            found.append(mention.id)
    return found


def _is_self(party: Party, mine: Set[str]) -> bool:
    """Whether a party of a statement is the body itself: "we", "our letter", "the bank"."""
    if party.name:
        return False
    words = _WORD.findall((party.description or "").lower())
    if not words or _SELF & set(words):
        return True
    called = {stem(w) for w in words} - _MINOR
    if party.kind is Kind.DOCUMENT:
        return not party.affiliation or set(tokens(party.affiliation)) <= mine
    return party.kind is Kind.ORGANISATION and called <= mine


def sightings(entry: Entry, taken: Set[str] = frozenset()) -> list[Sighting]:
    """The sources of a report, each once, but for the mentions that are taken."""
    reading = entry.reading
    attributions = {a.id: a for a in reading.attributions}
    parties = {p.id: p for p in reading.parties}
    found: dict[tuple[str, str], Sighting] = {}
    for mention in entry.mentions:
        attribution = attributions.get(mention.attribution or "")
        if attribution is None or mention.voice is Voice.OWN or mention.id in taken:
            continue
        party = parties.get(attribution.party or "")
        seen = sighted(reading, attribution, party)
        if seen is None:
            continue
        here = found.setdefault((seen.name.casefold(), seen.owner), seen)
        here.mentions.append(mention.id)
        if mention.origin:
            here.known.append(mention.origin)
        words = [w.lower() for w in _WORD.findall(mention.span.text)[:60]]
        here.runs.update(zip(words, words[1:], words[2:], words[3:], strict=False))
    return list(found.values())


def sighted(reading: Reading, attribution: Attribution, party: Party | None) -> Sighting | None:
    """The source of an attribution, or None where nobody is given."""
    if party is None or party.kind is Kind.NONE_GIVEN:
        return None
    named = bool(party.name) and party.kind not in PEOPLE
    words = party.name or party.description or ""
    if not words:
        return None
    name = _LEADING.sub("", words) or words if named else words
    seen = Sighting(reading.report.id, party.kind, name, named)
    seen.outlet, seen.owner, seen.told = _owner(attribution, party, reading.report)
    seen.role, seen.of = role_of(party), frozenset(tokens(party.affiliation or ""))
    if named:
        speaker = party.kind in (Kind.NAMED_PERSON, Kind.DOCUMENT)
        body = attribution.origin if speaker else None
        seen.body = body if body and tokens(body) != tokens(words) else _headed(party)
        return seen
    seen.nouns = nouns_of(words, reading.report, seen.owner)
    seen.at = _names_after(words)
    seen.ours = words.lower().startswith("our ")
    _set_body(seen, attribution, party)
    return seen


def _set_body(seen: Sighting, attribution: Attribution, party: Party) -> None:
    """Sets whom somebody without a name speaks for, or of which several they are one."""
    given = attribution.origin
    direct = given and not attribution.via and party.kind is not Kind.OUTLET
    if given and direct and not set(tokens(given)) <= set(tokens(seen.name)):
        seen.body = given
    if seen.body and not is_body(seen.body):
        seen.group, seen.body = seen.body, None
    seen.body = seen.body or _headed(party)
    words = {stem(w) for w in _PART.findall(seen.name.lower())}
    if party.kind in PEOPLE and _SOME.match(seen.name) and not words & listed("speaks"):
        seen.body = None  # "a senior executive of the bank" does not give the bank's word


def is_body(words: str) -> bool:
    """Whether words stand for a body, not for people: a name, or a noun of a body."""
    return not words.islower() or head_of(words) in listed("bodies") | listed("firms")


def _names_after(words: str) -> frozenset[str]:
    """The names by which a description says where somebody belongs."""
    parts = _BELONGS.split(_RELATIVE.split(words, maxsplit=1)[0], maxsplit=1)
    named = [w for w in _WORD.findall(parts[1]) if w[0].isupper()] if len(parts) > 1 else []
    return frozenset(tokens(" ".join(named)))


def role_of(party: Party) -> frozenset[str]:
    """The words of a party's role."""
    return frozenset(stem(w) for w in _PART.findall((party.role or "").lower()))


def _headed(party: Party) -> str | None:
    """The body that a party speaks for by its role."""
    if not party.affiliation or not party.role:
        return None
    roles = {stem(w.lower()) for w in _WORD.findall(party.role)}
    if roles & listed("alone"):
        return None
    if roles & listed("speaks") or (
        roles & listed("heads") and set(tokens(party.affiliation)) & listed("bodies")
    ):
        return party.affiliation
    return None


def _owner(attribution: Attribution, party: Party, report: Report) -> tuple[str, str, bool]:
    """The outlet that the source spoke to: name, key, and whether it is not the report's."""
    own = report.outlet or report.id
    told = _TOLD.search(party.description or "")
    names = [h.name for h in attribution.via[-1:] if h.kind is not Kind.DOCUMENT]
    names += party.spoke_to[:1]
    names += [told.group(1)] if told else []
    for name in names:
        if outlet_key(name):
            return name, outlet_key(name), outlet_key(name) != outlet_key(own)
    return own, outlet_key(own), False


def nouns_of(words: str, report: Report, owner: str) -> frozenset[str]:
    """What somebody without a name is called: the words before "who", "at", "with" and the like."""
    head = _RELATIVE.split(words, maxsplit=1)[0]
    outlet = set(owner.split("-")) | set(tokens(report.outlet or ""))
    found = [w for w in tokens(head) if w not in outlet and w not in listed("counts")]
    return frozenset(found or tokens(words))


def speaks_itself(report: Report) -> bool:
    """Whether the report is a body's own word: its statement, bulletin or open letter."""
    return is_statement(report)
