"""On whose word: the outlets and bodies between a report and a source, nearest first."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from reportedly.model import Attribution, Hop, Kind, Reading, Span
from reportedly.resolve.cast import Character
from reportedly.resolve.mentions import PASSED, mention_of
from reportedly.resolve.outlets import Outlets, looks_like_outlet
from reportedly.resolve.parties import Sources, Sourcing
from reportedly.resolve.references import described

# before a hearer, who passes nothing on without publishing: "told Reuters", but "told the court"
_HEARD = r"told|tells?|telling|wrote to|statements? to|said to|confirmed to"
_LEAD = re.compile(
    rf"(?i)\b(?:(?P<passed>{PASSED})|(?P<heard>{_HEARD}))\s+"
    r"(?:(?:the|a|an|its|our|this|that|us at)\s+)?(?:[\w-]+\s+){0,4}?$"
)
_NOUN = re.compile(
    rf"(?i)\b(?:(?:{PASSED})|(?:{_HEARD}))\s+(?P<phrase>(?:the|an?)\s+(?:[a-z-]+\s+){{0,3}}?"
    r"(?:newspaper|paper|magazine|agency|broadcaster|station|channel|website|site|outlet|daily))\b"
)
_QUOTED = re.compile(
    r"(?i)\b(?:was|were|is|are|been|being) (?:also )?(?:quoted|cited)\b|\bquoted\b"
)
_CITES = re.compile(r"(?i)\b(?:cit(?:ed|es|ing)|quot(?:ed|es|ing)|attribut(?:ed|es|ing))\b")
_MONITOR = re.compile(r"(?i)observatory|monitor|watch\b|amnesty|rights|watchdog|tracker|network")
_HEARERS = re.compile(
    r"(?i)parliament|congress|senate|house|court|council|committee|commission|assembly|police|"
    r"tribunal|inquiry|party|convention|conference|university|summit|rally"
)
_DATELINE = re.compile(r"[A-Z][\w .,’'-]{1,60}?\s*\((?P<wire>[A-Z][\w .-]{1,30})\)\s*[-–—:]")
_STAFF = re.compile(
    r"(?i)\b(?:witness|reporter|correspondent|journalist|source|sources|photographer)s?$"
)
# sources so general that nobody can tell whose they are
ANYBODY = frozenset(
    "reports report source sources some many others most critics several media outlets observers "
    "people one another both all few experts analysts someone somebody they it".split()
)
_OPENING = 600  # characters in which a dateline stands
_REACH = 90  # characters after a cue in which the hearer stands


@dataclass(slots=True)
class Chains:
    """The hops of every attribution, by its id, while they are worked out."""

    reading: Reading
    sources: Sources
    outlets: Outlets
    hops: dict[str, tuple[Hop, ...]] = field(default_factory=dict)
    reached: dict[int, tuple[Hop, ...]] = field(default_factory=dict)
    outlets_at: dict[int, list[Attribution]] = field(default_factory=dict)

    def hop(self, span: Span, name: str, rule: str) -> Hop | None:
        """The step through the party called ``name``; None where that is the report's outlet."""
        if is_own(self.reading.report.outlet, name, self.outlets):
            return None
        known = self.outlets.find(name)
        kind = Kind.OUTLET if known or looks_like_outlet(name) else Kind.ORGANISATION
        return Hop(name, kind, span, rule)


def find_chains(reading: Reading, sources: Sources, outlets: Outlets) -> dict[str, tuple[Hop, ...]]:
    """The hops between the report and each attribution's source, nearest first, by its id."""
    chains = Chains(reading, sources, outlets)
    for attribution in reading.attributions:
        theirs = sources.of[attribution.id].character
        if theirs is not None and theirs.kind is Kind.OUTLET and attribution.cue:
            place = sources.cast.sentence(attribution.cue[0].start)
            chains.outlets_at.setdefault(place, []).append(attribution)
    wire = _credit(chains)
    by_id = {a.id: a for a in reading.attributions}
    for attribution in sorted(reading.attributions, key=lambda a: (_depth(a, by_id), a.start)):
        chains.hops[attribution.id] = _hops(chains, attribution, by_id)
    if wire is not None:
        for key, hops in chains.hops.items():
            if all(h.name != wire.name for h in hops):
                chains.hops[key] = (wire, *hops)
    return chains.hops


def is_own(outlet: str | None, name: str, outlets: Outlets) -> bool:
    """Whether ``name`` is the outlet of the report itself, by its name, an alias or initials."""
    if not outlet:
        return False
    ours, theirs = _bare(outlet), _bare(name)
    if ours == theirs or (ours.endswith(" " + theirs) and len(theirs) > 3):
        return True
    initials = "".join(w[0] for w in ours.split())
    if len(theirs) > 1 and theirs.replace(".", "") == initials:
        return True
    known = outlets.find(outlet)
    return known is not None and known == outlets.find(name)


def _bare(name: str) -> str:
    return re.sub(r"^the |['’]s$", "", name.casefold().strip())


def _depth(attribution: Attribution, by_id: dict[str, Attribution]) -> int:
    depth, at, seen = 0, attribution, {attribution.id}
    while at.nested_in in by_id and at.nested_in not in seen:
        at = by_id[at.nested_in]
        seen.add(at.id)
        depth += 1
    return depth


def _hops(
    chains: Chains, attribution: Attribution, by_id: dict[str, Attribution]
) -> tuple[Hop, ...]:
    sourcing = chains.sources.of[attribution.id]
    hops = _outer(chains, attribution, by_id)
    own = _own(chains, attribution, sourcing)
    if not hops and not own:
        own = _beside(chains, attribution, sourcing)
    character = sourcing.character
    if not hops and not own and character is not None:
        own = _inherited(chains, attribution, sourcing, character)
    if own and character is not None and (character.unnamed or character.kind is Kind.DOCUMENT):
        chains.reached.setdefault(id(character), own)
    merged: list[Hop] = []
    for hop in (*hops, *own):
        known = [h.name for h in merged] + ([character.label] if character else [])
        if _bare(hop.name) not in map(_bare, known):
            merged.append(hop)
    return tuple(merged)


def _outer(
    chains: Chains, attribution: Attribution, by_id: dict[str, Attribution]
) -> tuple[Hop, ...]:
    """The hops of the attribution around this one, with that one's source as the last of them."""
    outer = by_id.get(attribution.nested_in or "")
    if outer is None or outer.id not in chains.hops:
        return ()
    above = chains.sources.of[outer.id]
    mine = chains.sources.of[attribution.id].character
    if above.character is None or above.character is mine or not outer.source:
        return chains.hops[outer.id]
    label = above.character.label
    nobody = above.character.name is None and label.lower() in ANYBODY
    if nobody or is_own(chains.reading.report.outlet, label, chains.outlets):
        return chains.hops[outer.id]
    return (*chains.hops[outer.id], Hop(label, above.character.kind, outer.source[0], "nested"))


def _own(chains: Chains, attribution: Attribution, sourcing: Sourcing) -> tuple[Hop, ...]:
    """Hops that the attribution's own words name: hearers, relative clauses, possessives."""
    text = chains.reading.report.text
    found: list[Hop] = []
    hop = _possessor(chains, sourcing)
    if hop is not None:
        found.append(hop)
    for start, end in _regions(text, attribution):
        for index in _names_within(chains, start, end):
            name = chains.sources.cast.names[index]
            lead = _LEAD.search(text, max(start, name.span.start - 70), name.span.start)
            if lead is None or not _passes_on(chains, index, bool(lead["passed"])):
                continue
            label = chains.sources.cast.of_name[index].name or name.span.text
            rule = "hearer" if lead["heard"] else "relative clause"
            step = chains.hop(name.span, label, rule)
            if step is not None and all(step.name != h.name for h in found):
                found.append(step)
        if not found:
            found += _by_noun(chains, start, end)
    return tuple(found)


def _regions(text: str, attribution: Attribution) -> list[tuple[int, int]]:
    """Where the hearers of an attribution are named: its source, its cue and what follows it."""
    out = [(s.start, s.end) for s in attribution.source]
    for cue in attribution.cue:
        end = min(cue.end + _REACH, len(text))
        later = [s.start for s in attribution.content + attribution.source if s.start >= cue.end]
        end = min([end, *later])
        stop = re.search(r"[.!?;]\s|\n", text[cue.end : end])
        out.append((cue.start, cue.end + stop.start() if stop else end))
    return out


def _names_within(chains: Chains, start: int, end: int) -> range:
    names = chains.sources.cast.names
    left = bisect_right(names, start - 1, key=lambda n: n.span.start)
    return range(left, bisect_right(names, end - 1, key=lambda n: n.span.start))


def _passes_on(chains: Chains, index: int, passed: bool) -> bool:
    """Whether the party of a name can have passed a source's words on."""
    cast = chains.sources.cast
    name, character = cast.names[index], cast.of_name[index]
    label = character.name or name.span.text
    if chains.outlets.find(name.span.text) or character.kind is Kind.OUTLET:
        return True
    if character.kind is Kind.NAMED_PERSON or looks_like_outlet(label):
        return character.kind is not Kind.NAMED_PERSON
    if character.is_place or name.kind == "place" or _HEARERS.search(label):
        return False
    return passed or bool(_MONITOR.search(label)) or _is_acronym(label)


def _is_acronym(label: str) -> bool:
    return label.isupper() and 2 <= len(label) <= 5


def _by_noun(chains: Chains, start: int, end: int) -> list[Hop]:
    """Hops through an outlet that only a noun stands for: "told the paper"."""
    text = chains.reading.report.text
    found = _NOUN.search(text, start, end)
    if found is None:
        return []
    span = Span.of(text, *found.span("phrase"))
    cast = chains.sources.cast
    mention = mention_of(text, (span,), cast.names)
    if mention.definite:
        character = described(cast, mention, None).character
        if character is None or character.name is None:
            return []
        step = chains.hop(span, character.name, "hearer")
    else:
        step = chains.hop(span, span.text, "hearer")
    return [step] if step else []


def _possessor(chains: Chains, sourcing: Sourcing) -> Hop | None:
    """The outlet or monitor whose source or reporter it is: "the Courier's source"."""
    mention = sourcing.mention
    if mention.affiliation is None or (mention.plural and mention.name is not None):
        return None
    if mention.kind in (Kind.ORGANISATION, Kind.OUTLET):
        return None
    span = mention.affiliation
    for index in _names_within(chains, span.start, span.end):
        character = chains.sources.cast.of_name[index]
        label = character.name or span.text
        outlet = character.kind is Kind.OUTLET or chains.outlets.find(label) is not None
        if outlet or (_STAFF.search(mention.head) and _MONITOR.search(label)):
            return chains.hop(span, label, "possessive")
    return None


def _beside(chains: Chains, attribution: Attribution, sourcing: Sourcing) -> tuple[Hop, ...]:
    """The outlet that is given for the same content in the same sentence: "..., per the paper"."""
    character = sourcing.character
    if character is not None and character.kind is Kind.OUTLET:
        return ()
    cast = chains.sources.cast
    place = cast.sentence(attribution.cue[0].start if attribution.cue else attribution.start)
    for other in chains.outlets_at.get(place, ()):
        theirs = chains.sources.of[other.id].character
        if other.id == attribution.id or theirs is None:
            continue
        if any(a.overlaps(b) for a in attribution.content for b in other.content):
            step = chains.hop(other.source[0], theirs.label, "beside")
            return (step,) if step else ()
    return ()


def _inherited(
    chains: Chains, attribution: Attribution, sourcing: Sourcing, character: Character
) -> tuple[Hop, ...]:
    """Hops by which the party was reached before, or by which its group was."""
    for known in (character, character.group):
        if known is not None and id(known) in chains.reached:
            return chains.reached[id(known)]
    cast = chains.sources.cast
    if any(_QUOTED.search(s.text) for s in attribution.cue) and not attribution.nested_in:
        return _quoted_before(chains, attribution)
    if sourcing.mention.reference == "pronoun" and character.kind is Kind.NAMED_PERSON:
        place = cast.paragraph(attribution.start)
        for other in chains.reading.attributions:
            same = chains.sources.of[other.id].character is character
            if same and other.start < attribution.start and cast.paragraph(other.start) == place:
                return chains.hops.get(other.id, ())
    return ()


def _quoted_before(chains: Chains, attribution: Attribution) -> tuple[Hop, ...]:
    """Who "was quoted as saying" it: the outlet that the sentence before is taken from."""
    cast = chains.sources.cast
    place = cast.sentence(attribution.start)
    before = [
        a
        for a in chains.reading.attributions
        if cast.paragraph(a.start) == cast.paragraph(attribution.start)
        and 0 <= place - cast.sentence(a.start) <= 1
        and a.start < attribution.start
        and a.id in chains.hops
    ]
    for other in reversed(before):
        theirs = chains.sources.of[other.id].character
        if chains.hops[other.id]:
            return chains.hops[other.id]
        if theirs is not None and theirs.kind is Kind.OUTLET and other.source:
            step = chains.hop(other.source[0], theirs.label, "quoted by")
            return (step,) if step else ()
    return ()


def _credit(chains: Chains) -> Hop | None:
    """The wire that the report is credited to in its dateline: "BRAMMEL, May 3 (KWA) -"."""
    text = chains.reading.report.text
    for found in _DATELINE.finditer(text[:_OPENING]):
        if found.start() and text[found.start() - 1] != "\n":
            continue
        name = found["wire"].strip()
        if chains.outlets.find(name) or looks_like_outlet(name) or _is_acronym(name):
            span = Span.of(text, *found.span("wire"))
            return chains.hop(span, _spelt_out(chains, name), "credit line")
    return None


def _spelt_out(chains: Chains, name: str) -> str:
    known = chains.outlets.find(name)
    return known.name if known else name


def is_citing(attribution: Attribution) -> bool:
    """Whether the cue only hands on: "citing", "quoted"."""
    return any(_CITES.search(s.text) for s in attribution.cue)
