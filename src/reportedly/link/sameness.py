"""Whether two figures of a claim count the same thing, and whether no number is both.

A claim holds mentions that say more than the claim, and some that do not belong to it. So two
figures are compared only where what is counted, what became of it and the words around agree, or
where one report gives them next to each other. The bounds below were chosen on predicted claims of
the train bundles and on news of a war, where every report counts other dead.
"""

from __future__ import annotations

from reportedly.link.aspects import weight_of
from reportedly.link.quantities import FEW, Quantity, is_part, size_of

FAR = 20  # times by which two numbers of one thing differ at most
CROWD = 3  # different answers of a claim, beyond which it may well hold several events
CLOSE = 800  # characters between two figures of one report that stand beside each other
NEXT = 400  # the same in a claim that may hold several events
WEEK = 7  # days between two answers, beyond which they are not for one time
DAYS = 1  # days between two answers, beyond which they may be for several events
WORDY = 4  # content words of a mention that says enough to tell what it is about
ENOUGH = 2.0  # weight of words, below which two mentions are not alike whatever they share
ALIKE = 0.25  # share of words, by weight, that two mentions of one thing have in common
SURE = 0.5  # the same where they may be of several events
LIKELY = 0.2  # the same for two that say enough, where others give the numbers too
LOOSE = 0.05  # the same where most of the claim's figures are of their kind


def same_thing(one: Quantity, other: Quantity) -> bool:
    """Whether two figures count the same thing, as far as their words tell."""
    if one.kind and other.kind and one.kind != other.kind:
        return False
    if one.state and other.state and one.state != other.state:
        return False
    if (one.scope, one.part, one.past) != (other.scope, other.part, other.past):
        return False
    if one.other or other.other:
        return False
    if one.value.report == other.value.report and (one.own or other.own):
        return False  # a report's own number, as of its headline, sums up those that it quotes
    if one.names and other.names and not one.names & other.names:
        return False
    close = alike(one, other) >= (LOOSE if one.main and other.main else ALIKE)
    if not _beside(one, other):
        return _same_far_off(one, other, close)
    if one.state != other.state:
        return not (other if one.state else one).words
    short = min(len(one.words), len(other.words)) < FEW
    return close or one.state is not None or (short and _may_be_one(one, other))


def _same_far_off(one: Quantity, other: Quantity, close: bool) -> bool:
    """Whether two figures that do not stand beside each other count the same thing.

    Reports of a war count the dead of many days and places. Where a claim holds many answers, or
    two were given days apart, only mentions in much the same words are of one event.
    """
    if one.kind is None or (one.kind, one.state) != (other.kind, other.state):
        return False
    likeness = alike(one, other)
    days = [q.value.as_of for q in (one, other)]
    apart_by = abs((days[0] - days[1]).days) if days[0] and days[1] else 0
    if apart_by > WEEK:
        return False
    if (max(one.crowd, other.crowd) > CROWD or apart_by > DAYS) and likeness < SURE:
        return False
    if min(len(one.words), len(other.words)) >= WORDY and likeness < LIKELY:
        return False
    return close or (one.state is not None and (one.held or other.held))


def _may_be_one(one: Quantity, other: Quantity) -> bool:
    """Whether a number without a noun may count what another counts."""
    return one.kind == other.kind or not (is_part(one.kind) or is_part(other.kind))


def _beside(one: Quantity, other: Quantity) -> bool:
    """Whether two figures stand a sentence or two from each other in one report."""
    close = NEXT if max(one.crowd, other.crowd) > CROWD else CLOSE
    return one.value.report == other.value.report and abs(one.start - other.start) <= close


def alike(one: Quantity, other: Quantity) -> float:
    """The share of the words of two mentions that both have, by how much each word tells."""
    a, b = _bag(one), _bag(other)
    return _weight(a & b) / max(ENOUGH, _weight(a | b))


def _bag(one: Quantity) -> frozenset[str]:
    return one.words | {one.noun} if one.noun else one.words


def _weight(words: frozenset[str]) -> float:
    return sum(map(weight_of, words))


def apart(one: Quantity, other: Quantity) -> bool:
    """Whether no number is both; numbers of quite another size are not of one thing."""
    if one.low <= other.high and other.low <= one.high:
        return False
    a, b = sorted((size_of(one), size_of(other)))
    return a > 0 and b / a <= FAR
