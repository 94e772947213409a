"""Linking: new reports and what is known around them become claims, with all that hangs on them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from itertools import count
from typing import TYPE_CHECKING

import numpy as np

from reportedly.link.aspects import stems
from reportedly.link.assessing import assess
from reportedly.link.cluster import cluster
from reportedly.link.derivation import derivations
from reportedly.link.entry import Entry, Known, Linked
from reportedly.link.independence import nearness
from reportedly.link.loops import loops
from reportedly.link.mentions import mentions
from reportedly.link.origins import origins
from reportedly.link.pairs import Side, compare, side_of
from reportedly.link.reuse import fingerprint
from reportedly.link.scoring import Scorer, breadth_of, load_scorer
from reportedly.link.stories import Item, gather, report_keys
from reportedly.link.vectors import Encoder
from reportedly.model import Claim, Derivation, Mention, Reading, Reason, Story, Voice

if TYPE_CHECKING:
    from reportedly.link.pairs import Matrix

FEW = 3  # reports up to which a claim with more than MANY mentions in each is parted
MANY = 6
STEP = 1.25  # by which the threshold grows until the parts are smaller, or it is STRICT
STRICT = 0.6
AFRESH = 500  # mentions of a story up to which its claims are formed anew when a report comes


def prepare(reading: Reading, encoder: Encoder) -> Entry:
    """A report made ready for linking: its mentions, their vectors, and what it is about."""
    found = mentions(reading)
    spans = [(m.span.start, m.span.end) for m in found]
    vectors = encoder.encode(reading.report.text, spans)
    return Entry(reading, found, vectors, report_keys(reading))


def link(
    new: Sequence[Entry],
    known: Known,
    scorer: Scorer | None = None,
    *,
    afresh: frozenset[str] = frozenset(),
) -> Linked:
    """What new reports change, given what is known around them.

    Args:
        new: reports that were not linked before.
        known: their neighbours, with the claims and stories that these are in.
        scorer: the pair score; the shipped one where it is None.
        afresh: ids of known claims to be formed anew, also in a story that is too large for all of
            its claims to be.
    """
    entries = {e.id: e for e in (*known.entries, *new)}
    stories = _stories(tuple(entries.values()), known)
    before = {report: story.id for story in known.stories for report in story.reports}
    changed = {r for s in stories for r in s.reports if r in entries and before.get(r) != s.id}
    changed |= {e.id for e in new}
    open_stories = [s for s in stories if changed & set(s.reports)]
    at_hand = {r for s in open_stories for r in s.reports if r in entries}
    moving = frozenset(m.id for r in at_hand for m in entries[r].mentions)
    context = _Context(known, scorer or load_scorer(), afresh, frozenset(changed), moving)
    parts = [_link_story(_Task(s, _members(s, entries), context)) for s in open_stories]
    left, gone = _left(known, parts, context, {e.id: e.reading for e in entries.values()})
    return Linked(
        claims=tuple(c for part in parts for c in part.claims) + left,
        gone=gone,
        origins=tuple({o.id: o for part in parts for o in part.origins}.values()),
        derivations=tuple(d for part in parts for d in part.derivations),
        loops=tuple(x for part in parts for x in part.loops),
        stories=tuple(stories),
    )


@dataclass(frozen=True, slots=True)
class _Context:
    """What all stories of one linking share.

    Attributes:
        known: what is known around the new reports.
        scorer: the pair score.
        afresh: ids of claims to be formed anew.
        changed: reports that are new, or come to another story.
        moving: mentions whose claims are decided now.
    """

    known: Known
    scorer: Scorer
    afresh: frozenset[str]
    changed: frozenset[str]
    moving: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Task:
    """One story to link, with its reports at hand."""

    story: Story
    entries: tuple[Entry, ...]
    context: _Context


def _members(story: Story, entries: Mapping[str, Entry]) -> tuple[Entry, ...]:
    return tuple(entries[r] for r in story.reports if r in entries)


def _left(
    known: Known, parts: Sequence[Linked], context: _Context, readings: Mapping[str, Reading]
) -> tuple[tuple[Claim, ...], tuple[str, ...]]:
    """Known claims that no story took up: what is left of them, and those with nothing left."""
    taken = {c.id for part in parts for c in part.claims}
    origins = {o.id: o for o in known.origins}
    left, gone = [], []
    for claim in known.claims:
        rest = tuple(m for m in claim.mentions if m.id not in context.moving)
        if claim.id in taken or len(rest) == len(claim.mentions):
            continue
        if rest:
            rest_of = replace(claim, mentions=rest, reasons=())
            left.append(assess(rest_of, readings, known.derivations, origins))
        else:
            gone.append(claim.id)
    return tuple(left), tuple(gone)


def _stories(entries: Sequence[Entry], known: Known) -> list[Story]:
    """The stories that the reports are in, complete."""
    at = {report: story.id for story in known.stories for report in story.reports}
    items = [Item(e.id, e.keys, e.reading.report.published, at.get(e.id)) for e in entries]
    placed = gather(items, known.moved)
    members: dict[str, list[str]] = defaultdict(list)
    for story in known.stories:
        # reports that are not at hand go where most of their story's reports at hand go
        moves = Counter(placed[r] for r in story.reports if r in placed)
        home = moves.most_common(1)[0][0] if moves else story.id
        members[home] += [r for r in story.reports if r not in placed]
    for report, story_id in placed.items():
        members[story_id].append(report)
    labels = {story.id: story.label for story in known.stories}
    by_id = {e.id: e for e in entries}
    return [
        Story(name, labels.get(name) or _label(name, reports, by_id), tuple(reports))
        for name, reports in members.items()
    ]


def _label(name: str, reports: Sequence[str], entries: Mapping[str, Entry]) -> str:
    """The headline of the story's first report."""
    at_hand = [entries[r].reading.report for r in reports if r in entries]
    first = min(at_hand, key=lambda r: (r.published is None, r.published or datetime.min, r.id))
    return first.headline or first.text.strip().split("\n", 1)[0][:120] or name


def _link_story(task: _Task) -> Linked:
    entries, found_origins = origins(task.entries, task.context.known)
    debts = _derivations(task, entries)
    groups = _groups(task, entries)
    claims = _claims(task, groups)
    readings = {e.id: e.reading for e in entries}
    all_origins = {o.id: o for o in (*task.context.known.origins, *found_origins)}
    assessed = tuple(assess(claim, readings, debts, all_origins) for claim in claims)
    return Linked(
        claims=assessed,
        origins=tuple(all_origins[o] for o in _used(assessed) if o in all_origins),
        derivations=debts,
        loops=loops(debts, [e.reading for e in entries]),
    )


def _used(claims: Iterable[Claim]) -> dict[str, None]:
    return dict.fromkeys(m.origin for c in claims for m in c.mentions if m.origin)


def _derivations(task: _Task, entries: Sequence[Entry]) -> tuple[Derivation, ...]:
    """Who passes on whose words: the new reports, and known ones that came out after a new one."""
    prints = [fingerprint(e.reading) for e in entries]
    kept = {(d.report, d.source): d for d in task.context.known.derivations}
    for entry, mine in zip(entries, prints, strict=True):
        others = [p for p, e in zip(prints, entries, strict=True) if e.id != entry.id]
        for debt in derivations(mine, others):
            if entry.id in task.context.changed or debt.source in task.context.changed:
                kept[debt.report, debt.source] = debt
    return tuple(kept.values())


@dataclass(frozen=True, slots=True)
class _Groups:
    """Mentions that carry one claim, by their places in ``items``, and why they stand together."""

    items: tuple[Mention, ...]
    groups: list[list[int]]
    reasons: Mapping[int, tuple[str, str, tuple[Reason, ...]]]


def _groups(task: _Task, entries: Sequence[Entry]) -> _Groups:
    side = side_of(entries)
    items = tuple(a.mention for a in side.aspects)
    features = compare(side, side)
    breadth = breadth_of(features)
    scores = task.context.scorer.score(features, breadth)
    scores = np.asarray((scores + scores.T) / 2, dtype=np.float32)
    place = {m.id: i for i, m in enumerate(items)}
    together = _pairs(task.context.known.together, place)
    if len(items) > AFRESH:
        together += _held(task, place)
    groups = cluster(
        scores,
        task.context.scorer.threshold,
        together=together,
        apart=_pairs(task.context.known.apart, place),
    )
    held = {place for pair in together for place in pair}
    free = [g for g in groups if held.isdisjoint(g)]
    groups = [g for g in groups if not held.isdisjoint(g)]
    groups += [part for group in free for part in _parted(scores, group, side, task)]
    reasons = {}
    for group in groups:
        for i in group if len(group) > 1 else ():
            others = [j for j in group if j != i]
            best = max(others, key=lambda j: (scores[i, j], -j))
            why = task.context.scorer.reasons([float(f[i, best]) for f in features], breadth)
            near = nearness(_met(scores, items, i, others), task.context.scorer.threshold)
            reasons[i] = (items[i].id, items[best].id, (*why, near))
    return _Groups(items, groups, reasons)


def _met(scores: Matrix, items: Sequence[Mention], i: int, others: Sequence[int]) -> float:
    """How well the other reports of a group meet a mention: the mean of the best of each."""
    best: dict[str, float] = {}
    for j in others:
        report = items[j].report
        if report != items[i].report:
            best[report] = max(best.get(report, 0.0), float(scores[i, j]))
    return sum(best.values()) / len(best) if best else float(scores[i, others].mean())


def _parted(scores: Matrix, group: list[int], side: Side, task: _Task) -> list[list[int]]:
    """A group, or its parts where a few reports have more mentions in it than claims have.

    A report that lists raid upon raid says each in much the same words.
    """
    parts, waiting = [], [(group, task.context.scorer.threshold)]
    while waiting:
        part, threshold = waiting.pop()
        reports = len(set(side.reports[part].tolist()))
        if reports > FEW or len(part) <= reports * MANY or threshold > STRICT:
            parts.append(part)
            continue
        threshold *= STEP
        inner = cluster(scores[np.ix_(part, part)], threshold)
        waiting += [([part[i] for i in one], threshold) for one in inner]
    return parts


def _pairs(pairs: Iterable[tuple[str, str]], place: Mapping[str, int]) -> list[tuple[int, int]]:
    return [(place[a], place[b]) for a, b in sorted(pairs) if a in place and b in place]


def _held(task: _Task, place: Mapping[str, int]) -> list[tuple[int, int]]:
    """Mentions of known claims stay together where a story is too large to be formed anew.

    A claim that a person split is formed anew all the same.
    """
    pairs = []
    for claim in task.context.known.claims:
        inside = {m.id for m in claim.mentions}
        split = any(a in inside and b in inside for a, b in task.context.known.apart)
        if split or claim.id in task.context.afresh:
            continue
        here = [place[m.id] for m in claim.mentions if m.id in place]
        pairs += [(here[0], other) for other in here[1:]]
    return pairs


def _claims(task: _Task, found: _Groups) -> list[Claim]:
    """Groups as claims, under the ids of the story's known claims whose mentions they hold."""
    known, moving = task.context.known, task.context.moving
    by_id = {c.id: c for c in known.claims if _is_at_home(c, task.story)}
    old = {m.id: c.id for c in by_id.values() for m in c.mentions}
    everywhere = {c.id for c in known.claims}
    ids: set[str] = set()
    claims = []
    for group in sorted(found.groups, key=lambda g: -len(g)):
        members = [found.items[i] for i in group]
        if not is_claim(members):
            continue
        held = Counter(old[m.id] for m in members if m.id in old)
        name = next((n for n, _ in held.most_common() if n not in ids), None)
        rest = [m for m in by_id[name].mentions if m.id not in moving] if name else []
        name = name or _claim_id(members, ids | everywhere)
        ids.add(name)
        why = tuple(found.reasons[i] for i in group if i in found.reasons)
        claims.append(Claim(name, "", tuple(members + rest), story=task.story.id, reasons=why))
    return claims


def _is_at_home(claim: Claim, story: Story) -> bool:
    """Whether most of a claim's reports are in a story; of two halves, the claim's own story."""
    inside = len(set(claim.reports) & set(story.reports))
    apart = len(claim.reports) - inside
    return inside > apart or (inside == apart and claim.story == story.id)


def is_claim(members: Sequence[Mention]) -> bool:
    """Whether mentions make a claim.

    Somebody says it, or several reports state it themselves; and some mention says enough to be
    understood by itself ("the charge" alone is none).
    """
    telling = any(len(stems(m.span.text)) >= 3 for m in members)
    said = any(m.voice is Voice.ATTRIBUTED for m in members)
    return telling and (said or len({m.report for m in members}) > 1)


def _claim_id(members: Sequence[Mention], taken: set[str]) -> str:
    """A short id from the first mention, so that the same reports give the same ids."""
    first = min(m.id for m in members)
    letters = "0123456789abcdefghjkmnpqrstvwxyz"
    for turn in count():
        digest = sha256(f"{first}#{turn}".encode()).digest()
        number = int.from_bytes(digest[:8], "big")
        name = "c" + "".join(letters[number >> (5 * k) & 31] for k in range(7))
        if name not in taken:
            return name
    raise AssertionError("unreachable")
