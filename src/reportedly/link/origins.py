"""Which mentions of a story stand on the same origin, across its reports."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256

from reportedly.link.bodies import Bodies
from reportedly.link.entry import Entry, Known
from reportedly.link.gathering import Gathering
from reportedly.link.naming import WORD
from reportedly.link.parties import Sighting, full_name, listed, outlet_key, tokens
from reportedly.link.people import join_people
from reportedly.link.speakers import join_speakers
from reportedly.link.unnamed import join_unnamed
from reportedly.model import (
    Claim,
    Debt,
    Derivation,
    Kind,
    Mention,
    Origin,
    Reading,
    Stance,
    Voice,
)

_AGAINST = frozenset({Stance.DENIES, Stance.DOUBTS, Stance.DECLINES})
_SLUG = re.compile(r"[^\w]+")


def origins(entries: Sequence[Entry], known: Known) -> tuple[tuple[Entry, ...], tuple[Origin, ...]]:
    """The reports of a story with the origin of each mention that has one, and the origins.

    An origin that is known keeps its id. The mentions in a report's own voice have an origin here
    where the report is a body's own word or its reporter saw it; see ``settle`` for the others.
    """
    before = {m.id: m.origin for c in known.claims for m in c.mentions if m.origin}
    gathering = Gathering()
    for entry in entries:
        gathering.add(entry, before)
    gathering.name_outlets()
    join_people(gathering)
    join_speakers(gathering, Bodies(gathering))
    join_unnamed(gathering)
    made = _named(gathering, {o.id: o for o in known.origins})
    of = {m: origin.id for seen, origin in made for m in seen.mentions}
    if QUOTE:
        _follow_quotes(entries, of)
    done = tuple(
        replace(e, mentions=tuple(replace(m, origin=of.get(m.id)) for m in e.mentions))
        for e in entries
    )
    return done, tuple({origin.id: origin for _, origin in made}.values())


def _follow_quotes(entries: Sequence[Entry], of: dict[str, str]) -> None:
    """Gives words that an earlier report has the origin that they have there."""
    first: dict[tuple[str, ...], str] = {}
    late = datetime.max.replace(tzinfo=UTC)
    ordered = sorted(entries, key=lambda e: (e.reading.report.published or late, e.id))
    for entry in ordered:
        mine: dict[tuple[str, ...], str] = {}
        for mention in entry.mentions:
            words = [w.lower() for w in WORD.findall(mention.span.text)[:80]]
            runs = set(zip(*(words[k:] for k in range(_RUN)), strict=False))
            known = Counter(first[r] for r in runs if r in first)
            if known and mention.voice is not Voice.OWN and 3 * sum(known.values()) >= len(runs):
                of[mention.id] = known.most_common(1)[0][0]
            if mention.id in of:
                mine.update(dict.fromkeys(runs, of[mention.id]))
        for run, origin in mine.items():
            first.setdefault(run, origin)


_RUN = 6

# --- ids and names ---


def _named(gathering: Gathering, known: Mapping[str, Origin]) -> list[tuple[Sighting, Origin]]:
    """Each sighting with its origin; a known one where its mentions had it before."""
    groups: dict[int, list[Sighting]] = defaultdict(list)
    for i, seen in enumerate(gathering.seen):
        groups[gathering.find(i)].append(seen)
    out: list[tuple[Sighting, Origin]] = []
    taken: set[str] = set()
    for group in groups.values():
        had = Counter(o for s in group for o in s.known if o in known and o not in taken)
        made = _origin_of(group)
        if had:
            made = known[had.most_common(1)[0][0]]
        elif made.id in known:
            made = known[made.id]
        taken.add(made.id)
        out += [(s, made) for s in group]
    return out


def _origin_of(group: Sequence[Sighting]) -> Origin:
    bodies = [s for s in group if s.named and s.kind in (Kind.ORGANISATION, Kind.OUTLET)]
    people = [s for s in group if s.named and s.kind is Kind.NAMED_PERSON]
    best = _fullest(bodies) or _fullest(people)
    if best is not None:
        kind = best.kind
        name = full_name(best.name)
        words = set(tokens(name))
        alone = kind is Kind.NAMED_PERSON and len(words) < 2
        vague = alone or words <= listed("bodies") | listed("firms") | listed("subjects")
        prefix = {Kind.NAMED_PERSON: "person", Kind.OUTLET: "outlet"}.get(kind, "body")
        key = f"{prefix}:{_slug(name)}"
        outlet = name if kind is Kind.OUTLET else None
        return Origin(f"{key}:{_mark(group)}" if vague else key, name, kind, outlet)
    spoken = next((s.body for s in group if s.body), None)
    if spoken:
        return Origin(f"body:{_slug(spoken)}:{_mark(group)}", spoken, Kind.ORGANISATION)
    first = max(group, key=lambda s: len(s.nouns))
    owner = Counter(s.owner for s in group if s.told).most_common(1)
    outlet = owner[0][0] if owner else group[0].owner
    key = f"unnamed:{outlet}:{_slug(first.name)[:40]}:{_mark(group)}"
    return Origin(key, first.name, first.kind, outlet)


def _fullest(named: Sequence[Sighting]) -> Sighting | None:
    """The one with the name that most mentions have, by its words; of as many the longest."""
    if not named:
        return None
    often: Counter[tuple[str, ...]] = Counter()
    for s in named:
        often[tokens(full_name(s.name))] += len(s.mentions)
    return max(
        named,
        key=lambda s: (min(len(tokens(full_name(s.name))), 6), often[tokens(full_name(s.name))]),
    )


def _slug(name: str) -> str:
    return _SLUG.sub("-", name.casefold()).strip("-")[:80]


def _mark(group: Sequence[Sighting]) -> str:
    """Tells apart what goes by the same words in different stories: by where it was first seen."""
    return sha256(group[0].report.encode()).hexdigest()[:8]


# --- own voice ---


def settle(
    claim: Claim, readings: Mapping[str, Reading], debts: Iterable[Derivation] = ()
) -> Claim:
    """The claim with the origins of what reports say in their own voice, or leave to an outlet.

    A lead or headline stands on what the report's own attributed mention of the claim stands on,
    the nearest first. A reprint stands where the reprinted report does; so does "the Courier
    reported" where the Courier's own report is at hand.
    """
    spoken: dict[str, list[Mention]] = defaultdict(list)
    for m in claim.mentions:
        if m.origin:
            spoken[m.report].append(m)
    debts = list(debts)
    copied = {d.report: d.source for d in debts if d.debt is Debt.REPRINTS}
    owed: dict[str, list[str]] = defaultdict(list)
    for d in sorted(debts, key=lambda d: -d.score):
        owed[d.report].append(d.source)
    where: dict[str, list[str]] = defaultdict(list)
    for report, reading in readings.items():
        if report in spoken and reading.report.outlet:
            where[outlet_key(reading.report.outlet)].append(report)
    done = []
    for m in claim.mentions:
        origin = m.origin
        if origin is None:
            origin = _nearest(m, spoken[m.report]) or _nearest(m, spoken[copied.get(m.report, "")])
            origin = origin or next(
                (o for r in owed[m.report] if (o := _nearest(m, spoken[r]))), None
            ) if OWED else origin
        elif origin.startswith("outlet:"):
            origin = _behind(m, where, spoken) or origin
        elif HEAD and origin.startswith("unnamed:") and m.report in readings:
            end = readings[m.report].report.text.find("\n")
            if m.span.start < end:
                origin = _nearest(m, [o for o in spoken[m.report] if o.span.start > end]) or origin
        if PASSED and origin and origin.startswith("unnamed:"):
            origin = _passed_on(m, [o for r in owed[m.report] for o in spoken[r]]) or origin
        done.append(replace(m, origin=origin) if origin != m.origin else m)
    return replace(claim, mentions=tuple(done))


OWED = HEAD = QUOTE = INDEF = True
PASSED = False

def _passed_on(mention, others):
    side = mention.stance in _AGAINST
    found = {o.origin for o in others if (o.stance in _AGAINST) == side and (o.origin or "").startswith("unnamed:")}
    return found.pop() if len(found) == 1 else None



def _nearest(mention: Mention, others: Sequence[Mention]) -> str | None:
    """The origin of the mention of the same side that is nearest in the text."""
    side = mention.stance in _AGAINST
    same = [m for m in others if (m.stance in _AGAINST) == side and m.id != mention.id]
    if not same:
        return None
    return min(same, key=lambda m: abs(m.span.start - mention.span.start)).origin


def _behind(
    mention: Mention, where: Mapping[str, list[str]], spoken: Mapping[str, list[Mention]]
) -> str | None:
    """The one origin that an outlet's own reports give for the claim, where it is named for it."""
    if mention.voice is Voice.OWN or mention.origin is None:
        return None
    reports = where.get("-".join(tokens(full_name(mention.source_name or ""))), ())
    side = mention.stance in _AGAINST
    found = {
        m.origin
        for r in reports
        if r != mention.report
        for m in spoken.get(r, ())
        if (m.stance in _AGAINST) == side and not (m.origin or "").startswith("outlet:")
    }
    return found.pop() if len(found) == 1 else None
