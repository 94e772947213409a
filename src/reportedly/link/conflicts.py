"""Conflicts: figures, days and places that the mentions of a claim give and that cannot all hold.

Two figures conflict where they count the same thing, no number is both, and the one is no update
of the other: one report sets them side by side from two origins, or an origin gives less after
another gave more, or reports go back to a figure after another was given.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import chain, combinations, islice
from textwrap import shorten

from reportedly.link import timing
from reportedly.link.aspects import stems
from reportedly.link.quantities import Quantity, Value, quantities, values
from reportedly.link.sameness import apart, same_thing
from reportedly.model import Conflict, Mention, Stance, Voice

__all__ = ["Value", "conflicts", "values"]

_STANDS = frozenset({Stance.ASSERTS, Stance.CONFIRMS, Stance.THINKS, Stance.EVALUATES})
MOST = 5  # conflicts of a claim at most
ALIKE = 0.6  # share of words, beside the day or place, that two mentions of one deed have in common
LONG = 60  # characters of a source's words at most
WIDTH = 400  # mentions looked at for days and places
_LATE = datetime.max.replace(tzinfo=UTC)


def conflicts(
    mentions: Sequence[Mention], published: Mapping[str, datetime | None], label: str = ""
) -> tuple[Conflict, ...]:
    """The clearest values of a claim that cannot both hold, one for each pair of origins.

    Args:
        mentions: the mentions of one claim.
        published: when each report came out, by its id.
        label: the claim in a plain line; the reasons name what is counted without it.
    """
    found = chain(_figures(mentions, published), _days(mentions), _places(mentions))
    return tuple(islice(found, MOST))


def _figures(
    mentions: Sequence[Mention], published: Mapping[str, datetime | None]
) -> Iterator[Conflict]:
    """Conflicts of figures: for each pair of origins, or of reports, the clearest."""
    standing = [m for m in mentions if m.stance in _STANDS or m.stance is Stance.EXPECTS]
    order = {r: (_utc(published.get(r)), r) for r in dict.fromkeys(m.report for m in standing)}
    ranked = {r: n for n, r in enumerate(sorted(order, key=lambda r: order[r]))}
    found = quantities(standing, published)
    seen: set[frozenset[object]] = set()
    joined = _joined(found)
    for rule in (_side_by_side, _less_after_more, _back_again):
        for one, other in rule(found, ranked):
            told: list[frozenset[object]] = [
                frozenset((_who(one), _who(other))),
                frozenset((_number(one), _number(other))),
            ]
            if seen.isdisjoint(told) and not joined(one, other):
                seen.update(told)
                first, second = standing[one.place], standing[other.place]
                yield Conflict(
                    "figure",
                    first.id,
                    second.id,
                    (one.value.text, other.value.text),
                    _reason(rule, (one, first), (other, second)),
                )


def _utc(moment: datetime | None) -> datetime:
    if moment is None:
        return _LATE
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def _who(one: Quantity) -> str:
    return one.source or f"report {one.value.report}"


def _number(one: Quantity) -> tuple[float, float]:
    return one.low, one.high


def _joined(found: Sequence[Quantity]) -> Callable[[Quantity, Quantity], bool]:
    """Whether one of two origins gives both numbers in one mention.

    They are a whole and its part then, or what a number was and is.
    """
    inside: dict[int, dict[tuple[float, float], str | None]] = defaultdict(dict)
    for one in found:
        if not one.negated:
            inside[one.place][_number(one)] = one.source
    together: dict[frozenset[tuple[float, float]], set[str | None]] = defaultdict(set)
    for some in inside.values():
        for a, b in combinations(sorted(some)[:20], 2):
            together[frozenset((a, b))].add(some[a])
    nobody: set[str | None] = set()

    def joined(one: Quantity, other: Quantity) -> bool:
        by = together.get(frozenset((_number(one), _number(other))), nobody)
        return bool(by & {one.source, other.source, None})

    return joined


_Pairs = Iterator[tuple[Quantity, Quantity]]
_Rule = Callable[[Sequence[Quantity], Mapping[str, int]], _Pairs]


def _clash(one: Quantity, other: Quantity) -> bool:
    return one.value.mention != other.value.mention and apart(one, other) and same_thing(one, other)


def _side_by_side(found: Sequence[Quantity], ranked: Mapping[str, int]) -> _Pairs:
    """One report gives both, from two origins."""
    by_report: dict[str, dict[object, Quantity]] = defaultdict(dict)
    for one in found:
        if one.source is not None:
            by_report[one.value.report].setdefault(_key(one), one)
    for report in sorted(by_report, key=lambda r: ranked[r]):
        for one, other in combinations(list(by_report[report].values())[:60], 2):
            if one.source != other.source and _clash(one, other):
                yield one, other


def _key(one: Quantity) -> tuple[object, ...]:
    return one.source, one.low, one.high, one.kind, one.state, one.scope


def _less_after_more(found: Sequence[Quantity], ranked: Mapping[str, int]) -> _Pairs:
    """An origin gives less after another gave more; of the missing, more after less."""
    first: dict[object, Quantity] = {}
    last: dict[object, Quantity] = {}
    for one in sorted(found, key=lambda q: ranked[q.value.report]):
        if one.source is not None:
            first.setdefault(_key(one), one)
            last[_key(one)] = one
    keys = list(first)[:200]
    for a, b in combinations(keys, 2):
        for one, other in ((first[a], last[b]), (first[b], last[a])):
            if one.source == other.source or not _clash(one, other):
                continue
            falls = other.high < one.low
            if one.state == "missing" or other.state == "missing":
                falls = not falls
            if falls and ranked[one.value.report] < ranked[other.value.report]:
                yield one, other
                break


def _back_again(found: Sequence[Quantity], ranked: Mapping[str, int]) -> _Pairs:
    """Reports go back to a figure after another report gave a different one."""
    given: dict[tuple[object, ...], list[Quantity]] = defaultdict(list)
    both: set[tuple[object, ...]] = set()
    in_report: dict[tuple[str, str | None], set[tuple[float, float]]] = defaultdict(set)
    for one in sorted(found, key=lambda q: ranked[q.value.report]):
        given[one.low, one.high].append(one)
        in_report[one.value.report, one.source].add((one.low, one.high))
    for numbers in in_report.values():
        some = sorted(numbers)[:20]
        both |= {(a, b) for a in some for b in some if a != b}
    for a, b in combinations(list(given)[:60], 2):
        if (a, b) in both:
            continue
        for this, that in ((given[a], given[b]), (given[b], given[a])):
            early, middle = this[0], that[0]
            ranks = [ranked[q.value.report] for q in (early, middle, this[-1])]
            if ranks[0] < ranks[1] < ranks[2] and _clash(early, middle):
                yield early, middle
                break


def _reason(rule: _Rule, one: tuple[Quantity, Mention], other: tuple[Quantity, Mention]) -> str:
    """In one sentence, why two figures cannot both hold."""
    (a, first), (b, second) = one, other
    nouns = [q.value.unit for q in (a, b) if q.kind and (q.value.unit or "").isalpha()]
    what = next(
        (n for n in nouns if n and n.islower() and n.endswith(("s", "people", "men", "children"))),
        None,
    )
    about = f"count {what}" if what else "are given for the same thing"
    why: dict[_Rule, str] = {
        _side_by_side: f", and one report ({a.value.report}) sets them side by side",
        _less_after_more: ", and the later one is no update of the earlier",
        _back_again: ", and later reports go back to the first",
    }
    return f"{_said(a, first)} and {_said(b, second)} {about}{why[rule]}."


def _said(one: Quantity, mention: Mention) -> str:
    day = one.value.as_of
    when = f", {day.day} {day:%B}" if day else ""
    return f"“{' '.join(one.value.text.split())}” ({_by(mention)}{when})"


def _days(mentions: Sequence[Mention]) -> Iterator[Conflict]:
    """Two origins put the same deed on days that do not meet."""
    some = [m for m in mentions if len(m.dates) == 1 and timing.days_of(m)]
    for one, other in _of_one_deed(some, [m.dates[0].span.text for m in some]):
        if timing.other_days(one, other):
            a, b = one.dates[0].span.text, other.dates[0].span.text
            reason = f"{_by(one)} puts it on “{a}” and {_by(other)} on “{b}”, which do not meet."
            yield Conflict("date", one.id, other.id, (a, b), reason)


def _places(mentions: Sequence[Mention]) -> Iterator[Conflict]:
    """Two origins put the same deed in different places of one kind."""
    some = [m for m in mentions if len(m.places) == 1 and m.places[0].location]
    for one, other in _of_one_deed(some, [m.places[0].span.text for m in some]):
        a, b = one.places[0].location, other.places[0].location
        if a and b and a.kind == b.kind and a.id != b.id:
            words = one.places[0].span.text, other.places[0].span.text
            reason = f"{_by(one)} puts it in {words[0]} and {_by(other)} in {words[1]}."
            yield Conflict("place", one.id, other.id, words, reason)


def _by(mention: Mention) -> str:
    """Who says so: the source's name, the words for it, or else the report."""
    words = mention.source_name or " ".join(span.text for span in mention.source)
    return shorten(words, LONG, placeholder=" …") or f"report {mention.report}"


def _of_one_deed(
    mentions: Sequence[Mention], apart_from: Sequence[str]
) -> Iterator[tuple[Mention, Mention]]:
    """Pairs by different origins that say much the same but for some words, one for two origins."""
    bags = [
        frozenset(stems(m.span.text)) - frozenset(stems(words))
        for m, words in zip(mentions, apart_from, strict=True)
    ]
    kept: dict[object, int] = {}
    for i, m in enumerate(mentions):
        if m.stance in _STANDS and m.voice is not Voice.OWN and m.origin and len(bags[i]) > 2:
            kept.setdefault((m.origin, bags[i], apart_from[i]), i)
    seen: set[frozenset[str | None]] = set()
    for i, j in combinations(list(kept.values())[:WIDTH], 2):
        pair = frozenset((mentions[i].origin, mentions[j].origin))
        if len(pair) == 1 or pair in seen:
            continue
        if len(bags[i] & bags[j]) >= ALIKE * len(bags[i] | bags[j]):
            seen.add(pair)
            yield mentions[i], mentions[j]
