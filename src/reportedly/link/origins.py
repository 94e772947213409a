"""Which mentions of a story stand on the same origin, across its reports."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
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
_QUOTE = 80  # words of what is said that are looked at
_RUN = 5  # words in a row that make it what another report has
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
    _follow_quotes(entries, of)
    done = tuple(
        replace(e, mentions=tuple(replace(m, origin=of.get(m.id)) for m in e.mentions))
        for e in entries
    )
    return done, tuple({origin.id: origin for _, origin in made}.values())


def _follow_quotes(entries: Sequence[Entry], of: dict[str, str]) -> None:
    """Gives what a source says in words that an earlier report has the origin they have there."""
    first: dict[tuple[str, ...], str] = {}
    late = datetime.max.replace(tzinfo=UTC)
    for entry in sorted(entries, key=lambda e: (e.reading.report.published or late, e.id)):
        mine: dict[tuple[str, ...], str] = {}
        for mention in entry.mentions:
            words = [w.lower() for w in WORD.findall(mention.span.text)[:_QUOTE]]
            runs = set(zip(*(words[k:] for k in range(_RUN)), strict=False))
            known = Counter(first[r] for r in runs if r in first)
            if 3 * sum(known.values()) >= len(runs) > 0 and mention.voice is Voice.ATTRIBUTED:
                of[mention.id] = known.most_common(1)[0][0]
            if mention.id in of:
                mine.update(dict.fromkeys(runs, of[mention.id]))
        for run, origin in mine.items():
            first.setdefault(run, origin)


# --- ids and names ---


def _named(gathering: Gathering, known: Mapping[str, Origin]) -> list[tuple[Sighting, Origin]]:
    """Each sighting with its origin; a known one where its mentions had it before."""
    groups: dict[int, list[Sighting]] = defaultdict(list)
    for i, seen in enumerate(gathering.seen):
        groups[gathering.find(i)].append(seen)
    kept = _kept(groups, known)
    out: list[tuple[Sighting, Origin]] = []
    for root, group in groups.items():
        made = _origin_of(group)
        made = kept.get(root) or known.get(made.id) or made
        out += [(s, made) for s in group]
    return out


def _kept(groups: Mapping[int, list[Sighting]], known: Mapping[str, Origin]) -> dict[int, Origin]:
    """The known origin that most of a set's mentions had; each goes to one set."""
    had = {root: Counter(o for s in group for o in s.known) for root, group in groups.items()}
    claims = [(n, -root, o) for root, count in had.items() for o, n in count.items() if o in known]
    kept: dict[int, Origin] = {}
    taken: set[str] = set()
    for _, root, origin in sorted(claims, reverse=True):
        if -root not in kept and origin not in taken:
            kept[-root] = known[origin]
            taken.add(origin)
    return kept


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
    to = Counter((s.owner, s.outlet) for s in group if s.told).most_common(1)
    owner, outlet = to[0][0] if to else (group[0].owner, group[0].outlet)
    key = f"unnamed:{_slug(owner)}:{_slug(first.name)[:40]}:{_mark(group)}"
    return Origin(key, first.name, first.kind, outlet)


def _fullest(named: Sequence[Sighting]) -> Sighting | None:
    """The one with the longest name of those that many of its mentions have."""
    if not named:
        return None
    often: Counter[tuple[str, ...]] = Counter()
    for s in named:
        often[tokens(full_name(s.name))] += len(s.mentions)
    most = max(often.values())

    def worth(s: Sighting) -> tuple[bool, int, int]:
        words = tokens(full_name(s.name))
        return 5 * often[words] >= most, min(len(words), 6), often[words]

    return max(named, key=worth)


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
    the nearest first, else on what those stand on that the report derives from. "The Courier
    reported" stands where the Courier's own report does, if that is at hand.
    """
    settling = _Settling.of(claim, readings, debts)
    done = []
    for m in claim.mentions:
        origin = m.origin
        if origin is None:
            origin = settling.unsaid(m)
        elif origin.startswith("outlet:"):
            origin = settling.behind(m) or origin
        elif origin.startswith("unnamed:"):
            origin = settling.headed(m) or origin
        done.append(replace(m, origin=origin) if origin != m.origin else m)
    return replace(claim, mentions=tuple(done))


@dataclass(frozen=True, slots=True)
class _Settling:
    """What a claim's mentions stand on, by where they are.

    Attributes:
        spoken: the mentions that have an origin, by report.
        owed: the reports that a report derives from, those first that are surest.
        where: the reports of an outlet, by its key.
        heads: where each report's headline ends.
    """

    spoken: Mapping[str, list[Mention]]
    owed: Mapping[str, list[str]]
    where: Mapping[str, list[str]]
    heads: Mapping[str, int]

    @classmethod
    def of(
        cls, claim: Claim, readings: Mapping[str, Reading], debts: Iterable[Derivation]
    ) -> _Settling:
        """The mentions of a claim, and their reports' debts."""
        here = claim.reports
        spoken: dict[str, list[Mention]] = {r: [] for r in here}
        for m in claim.mentions:
            if m.origin:
                spoken[m.report].append(m)
        owed: dict[str, list[str]] = {r: [] for r in here}
        for d in sorted(debts, key=lambda d: (d.debt is not Debt.REPRINTS, -d.score)):
            if d.report in owed and d.source in spoken:
                owed[d.report].append(d.source)
        where: dict[str, list[str]] = defaultdict(list)
        heads = {}
        for r in here:
            if r in readings:
                report = readings[r].report
                heads[r] = report.text.find("\n")
                where[outlet_key(report.outlet or "")].append(r)
        return cls(spoken, owed, where, heads)

    def unsaid(self, mention: Mention) -> str | None:
        """What stands nearest in the report, or in one that it derives from."""
        for report in (mention.report, *self.owed[mention.report]):
            origin = _nearest(mention, self.spoken[report])
            if origin is not None:
                return origin
        return None

    def headed(self, mention: Mention) -> str | None:
        """For somebody without a name in a headline, who it is below."""
        end = self.heads.get(mention.report, 0)
        if mention.span.start >= end:
            return None
        return _nearest(mention, [m for m in self.spoken[mention.report] if m.span.start > end])

    def behind(self, mention: Mention) -> str | None:
        """What an outlet's own reports give most for the claim, where it is named for it."""
        if mention.voice is Voice.OWN:
            return None
        side = mention.stance in _AGAINST
        found = Counter(
            m.origin
            for r in self.where.get(outlet_key(mention.source_name or ""), ())
            if r != mention.report
            for m in self.spoken[r]
            if (m.stance in _AGAINST) == side and not (m.origin or "").startswith("outlet:")
        )
        return found.most_common(1)[0][0] if found else None


def _nearest(mention: Mention, others: Sequence[Mention]) -> str | None:
    """The origin of the mention of the same side that is nearest in the text."""
    side = mention.stance in _AGAINST
    same = [m for m in others if (m.stance in _AGAINST) == side and m.id != mention.id]
    if not same:
        return None
    return min(same, key=lambda m: abs(m.span.start - mention.span.start)).origin
