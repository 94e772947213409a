"""What a claim stands on, put in order for a reader: the same for the trace and the figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from reportedly.export.views.words import AGAINST, many, outlet_of, range_words
from reportedly.ledger.answers import ReportCard, Trace
from reportedly.model import Backing, Conflict, Derivation, Figure, Mention, Stance

_STANCES = {
    Stance.DENIES: ("denies", "deny"),
    Stance.DOUBTS: ("doubts it", "doubt it"),
    Stance.DECLINES: ("declines to comment", "decline to comment"),
}


@dataclass(frozen=True, slots=True)
class Carrier:
    """A report that carries an origin's word.

    Attributes:
        card: the report.
        mention: its first mention of that origin.
        depth: 0 for one that took it from no other report here, 1 for one that took it from such.
        debt: how it derives from the report that it took it from, or None.
        source: who published that report.
        via: names that it heard it through, besides itself and that source.
    """

    card: ReportCard
    mention: Mention
    depth: int
    debt: Derivation | None = None
    source: str = ""
    via: tuple[str, ...] = ()


def carriers(trace: Trace, mentions: Iterable[str]) -> list[Carrier]:
    """The reports that have these mentions, each after the one that it took them from."""
    cards = {card.id: card for card in trace.reports}
    place = {id: n for n, id in enumerate(cards)}
    own = set(mentions)
    first: dict[str, Mention] = {}
    for mention in trace.claim.mentions:
        if mention.id in own and mention.report in cards:
            first.setdefault(mention.report, mention)
    debts: dict[str, list[Derivation]] = {}
    for debt in trace.derivations:
        if (
            debt.source in first
            and debt.report in first
            and place[debt.source] < place[debt.report]
        ):
            debts.setdefault(debt.report, []).append(debt)
    in_order = sorted(first, key=place.__getitem__)
    taken = {r: _likeliest(debts[r], first[r], cards) for r in in_order if r in debts}
    below: dict[str, list[str]] = {}
    for report, debt in taken.items():
        below.setdefault(debt.source, []).append(report)
    found: list[Carrier] = []
    waiting = [(r, 0) for r in reversed(in_order) if r not in taken]
    while waiting:
        report, depth = waiting.pop()
        found.append(_carrier(cards, first[report], depth, taken.get(report)))
        waiting += [(r, depth + 1) for r in reversed(below.get(report, ()))]
    return found


def _likeliest(
    debts: list[Derivation], mention: Mention, cards: Mapping[str, ReportCard]
) -> Derivation:
    """Of several debts, the one that the mention itself names; else the surest."""
    named = {hop.name.casefold() for hop in mention.via}
    return max(debts, key=lambda d: ((cards[d.source].outlet or "").casefold() in named, d.score))


def _carrier(
    cards: Mapping[str, ReportCard], mention: Mention, depth: int, debt: Derivation | None
) -> Carrier:
    card = cards[mention.report]
    source = outlet_of(cards[debt.source]) if debt else ""
    known = {(card.outlet or "").casefold(), source.casefold()}
    via = tuple(hop.name for hop in mention.via if hop.name.casefold() not in known)
    return Carrier(card, mention, depth, debt, source, via)


def counted(trace: Trace) -> list[Backing]:
    """The origins that count."""
    return [b for b in trace.claim.backings if b.independent]


def against(trace: Trace) -> list[Backing]:
    """The origins that deny, doubt or decline to comment."""
    return [b for b in trace.claim.backings if any(stance in AGAINST for stance in b.stances)]


def uncounted(trace: Trace) -> list[Backing]:
    """The origins that add none, other than those against it."""
    out = [id(b) for b in against(trace)]
    return [b for b in trace.claim.backings if not b.independent and id(b) not in out]


def untold(trace: Trace) -> list[Mention]:
    """Mentions whose origin their reports do not let one tell."""
    backed = {id for b in trace.claim.backings for id in b.mentions}
    return [m for m in trace.claim.mentions if m.id not in backed]


def sentence(trace: Trace) -> str:
    """On how many words the claim stands, in one sentence.

    "12 reports, 5 outlets; 2 independent origins; 1 denies; figures conflict: 31–37 against 4"
    """
    outlets = {card.outlet.casefold() for card in trace.reports if card.outlet}
    unknown = sum(not card.outlet for card in trace.reports)
    parts = [many(len(trace.reports), "report") + ", " + many(len(outlets), "outlet")]
    parts[0] += f" ({unknown} without an outlet)" if unknown else ""
    parts.append(many(len(counted(trace)), "independent origin"))
    stances = Counter(s for b in trace.claim.backings for s in dict.fromkeys(b.stances))
    for stance, (one, several) in _STANCES.items():
        if stances[stance]:
            parts.append(f"{stances[stance]} {one if stances[stance] == 1 else several}")
    for what in dict.fromkeys(c.what for c in trace.claim.conflicts):
        one, other, more = starkest(trace, what)
        rest = f" and {many(more, 'other value')}" if more else ""
        parts.append(f"{what}s conflict: {one} against {other}{rest}")
    if trace.loops:
        parts.append(many(len(trace.loops), "circle of reports", "circles of reports"))
    return "; ".join(parts)


@dataclass(frozen=True, slots=True)
class Side:
    """A value that cannot hold together with another.

    Attributes:
        words: the value, a figure as its range.
        mentions: those that give it, by time of publication.
    """

    words: str
    mentions: tuple[Mention, ...]


def starkest(trace: Trace, what: str) -> tuple[str, str, int]:
    """The two values that are most often set against each other, and how many more there are."""
    known = {m.id: m for m in trace.claim.mentions}
    pairs = Counter(
        tuple(_value(known[id], text) if id in known else text for id, text in _ends(conflict))
        for conflict in trace.claim.conflicts
        if conflict.what == what
    )
    (one, other), _ = pairs.most_common(1)[0]
    return one, other, len({value for pair in pairs for value in pair}) - len({one, other})


def conflict_sides(trace: Trace, what: str) -> list[Side]:
    """The values of one kind that conflict, each with who gives it; the most given first."""
    known = {m.id: m for m in trace.claim.mentions}
    order = {id: n for n, id in enumerate(known)}
    sides: dict[str, dict[str, Mention]] = {}
    for conflict in trace.claim.conflicts:
        if conflict.what == what:
            for id, text in _ends(conflict):
                if id in known:
                    sides.setdefault(_value(known[id], text), {})[id] = known[id]
    found = [
        Side(words, tuple(sorted(given.values(), key=lambda m: order[m.id])))
        for words, given in sides.items()
    ]
    return sorted(found, key=lambda side: -len({m.report for m in side.mentions}))


def _ends(conflict: Conflict) -> tuple[tuple[str, str], tuple[str, str]]:
    return (conflict.one, conflict.values[0]), (conflict.other, conflict.values[1])


def _value(mention: Mention, text: str) -> str:
    """The value as a range where it is one of the mention's figures, else as it stands."""
    figure = figure_called(mention, text)
    if figure is None or (figure.low is None and figure.high is None):
        return f"“{' '.join(text.split())}”"
    about = "about " if figure.approximate else ""
    unit = f" {figure.unit}" if figure.unit and len(figure.unit) <= 3 else ""
    return about + range_words(figure.low, figure.high) + unit


def figure_called(mention: Mention, text: str) -> Figure | None:
    """The mention's figure of these words: the very words, or the closest that hold them."""
    for figure in mention.figures:
        if figure.span.text == text:
            return figure
    holding = [f for f in mention.figures if text and (text in f.span.text or f.span.text in text)]
    return min(holding, key=lambda f: abs(len(f.span.text) - len(text)), default=None)
