"""A time as the rules of the grammar hand it on, and what they may look at to read it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from reportedly.resolve.calendar import Stretch, shift
from reportedly.resolve.tense import FUTURE, PAST, UNKNOWN, Tense, tense_of
from reportedly.resolve.timewords import Words

NOWHERE = Stretch(None, None)
DAYLIKE = frozenset({"minute", "hour", "part of day", "day"})
_FAR_NEARER = 2.5  # how many times nearer a coming day must be, where no verb is sure
_VERY_NEAR = 7  # and where a verb speaks of the past, but perhaps of something else
_BY_FUNCTION = (
    r"(?:and|or|but|as|at|in|on|of|to|for|from|with|by|when|while|after|before|because|since|until|"
    r"if|than|that|which|who|is|was|are|were|has|had|have|will|would|could|may|might|did|said|he|"
    r"she|it|they|we|the|a|an|his|her|their|its|our|more|with|without|amid|during|about|over|under|"
    r"near|outside|inside|against|into|through|says|saying|where|there|so|just|only|such|not)\b"
)
_NOUN_NEXT = re.compile(rf" (?!{_BY_FUNCTION})[a-z]")


@dataclass(frozen=True, slots=True)
class Told:
    """A time, between two places among the words.

    Attributes:
        left: its first word.
        right: the place after its last word.
        stretch: the days it can be.
        granularity: as in ``When``.
        anchor: as in ``When``.
        approximate: as in ``When``.
        rule: the rule that read it.
        cycle: "week" or "year" where the same words may mean another week or year.
    """

    left: int
    right: int
    stretch: Stretch
    granularity: str
    anchor: str | None = None
    approximate: bool = False
    rule: str = ""
    cycle: str = ""

    @property
    def closed(self) -> bool:
        """Whether both ends are known."""
        return self.stretch.first is not None and self.stretch.last is not None


@dataclass(frozen=True, slots=True)
class Scene:
    """All that a rule may look at.

    Attributes:
        words: the words of the text.
        left: the first word that the rule matched.
        right: the place after the last.
        pre: the kinds of the words before ``left`` that belong to the time ("late on").
        today: the day that relative times are counted from, or None.
        anchor: what told that day: "published" or "dateline".
        base: the time told before, which "two days later" counts from.
        base_words: its words.
    """

    words: Words
    left: int
    right: int
    pre: str
    today: date | None
    anchor: str | None
    base: Told | None = None
    base_words: str = ""

    def number(self, kinds: str) -> int | None:
        """The value of the first matched word of one of the kinds."""
        return self.words.number(kinds, self.left, self.right)

    def has(self, kinds: str) -> bool:
        """Whether a word of one of the kinds was matched."""
        return self.words.has(kinds, self.left, self.right)

    @property
    def year(self) -> int | None:
        """The year told, in digits or as "last year"."""
        if self.has("YJ") or not self.has("u") or self.today is None:
            return self.number("Y")
        return self.today.year + (-1 if self.has("L") else 1 if self.has("N") else 0)

    @property
    def unit(self) -> str:
        """The first unit matched."""
        return self.words.unit(self.left, self.right)

    @property
    def before(self) -> str:
        """The kind of the word before the time."""
        return self.words.kind(self.left - len(self.pre) - 1)

    @property
    def after(self) -> str:
        """The text after the time, a few words of it."""
        end = self.words.ends[self.right - 1]
        return self.words.text[end : end + 24]

    @property
    def ahead(self) -> str:
        """The text before the time, a few words of it."""
        start = self.words.starts[self.left]
        return self.words.text[max(0, start - 24) : start]

    @property
    def attributive(self) -> bool:
        """Whether the time stands before a noun: "the November vote", "a Friday deadline"."""
        return self.before in "hya" and self.noun_next

    @property
    def noun_next(self) -> bool:
        """Whether a word follows that is none of those which join and open clauses."""
        return _NOUN_NEXT.match(self.after) is not None

    @property
    def clause(self) -> Tense:
        """What the clause speaks of; "by Friday" looks ahead where no verb tells."""
        words = self.words
        opens = self.left - len(self.pre) - (self.before in "iO@sBAQFth")
        start, end = words.starts[max(opens, 0)], words.ends[self.right - 1]
        tense = tense_of(words.text, start, end)
        ahead = self.before == "b" or (self.before == "l" and not self._in_range)
        return Tense(FUTURE, True) if tense.of == UNKNOWN and ahead else tense

    @property
    def _in_range(self) -> bool:
        at = self.left - len(self.pre) - 1
        return self.words.kind(at - 1) in "WMYdDkGpu"

    @property
    def tense(self) -> int:
        """``PAST``, ``FUTURE`` or ``UNKNOWN``."""
        return self.clause.of

    def told(self, stretch: Stretch | None, granularity: str, cycle: str = "") -> Told:
        """A time that the words tell by themselves."""
        return Told(self.left, self.right, stretch or NOWHERE, granularity, cycle=cycle)

    def counted(self, stretch: Stretch | None, granularity: str, cycle: str = "") -> Told:
        """A time counted from the report's day; nowhere in a report without one."""
        if self.today is None:
            return self.told(NOWHERE, granularity, cycle)
        return replace(self.told(stretch, granularity, cycle), anchor=self.anchor)

    def of_year(self, stretch: Stretch | None, granularity: str) -> Told:
        """A time of a year that is told; counted from the report's day if as "last year"."""
        return (self.told if self.has("YJ") else self.counted)(stretch, granularity)


Rule = Callable[[Scene], tuple[Told, ...]]


def only(day: date | None) -> Stretch | None:
    """The stretch of one day."""
    return Stretch(day, day) if day else None


def in_the_year_meant(scene: Scene, within: Callable[[int], Stretch | None]) -> Stretch | None:
    """The one that a time without a year means, of those that the years about the report hold.

    What has been is the last one that has begun, what is to come the next one that has not ended.
    Before a noun ("the November vote") it is the nearest one; where no verb is sure, the last one,
    unless the next one is much nearer. A clause about the past may leave that open.
    """
    today = scene.today
    if today is None:
        return None
    past = coming = None
    for year in range(today.year - 2, today.year + 3):
        found = within(year)
        if found is None or found.first is None or found.last is None:
            continue
        if found.first <= today:
            past = found
        if found.last >= today and coming is None:
            coming = found
    if past is None or coming is None or past == coming:
        return past or coming
    ahead = _is_coming(scene, past, coming, today)
    return None if ahead is None else coming if ahead else past


def _is_coming(scene: Scene, past: Stretch, coming: Stretch, today: date) -> bool | None:
    """Whether the coming one is meant; None where the clause leaves it open."""
    if past.last is None or coming.first is None:
        return past.last is None
    gone, left = (today - past.last).days, (coming.first - today).days
    if scene.attributive:
        return left < gone
    tense = scene.clause
    if tense.of == FUTURE or (tense.of == PAST and tense.sure):
        return tense.of == FUTURE
    nearer = left * _FAR_NEARER < gone
    if tense.of == PAST and nearer and left * _VERY_NEAR > gone:
        return None
    return nearer


def move(base: Stretch, number: tuple[float, float], unit: str) -> Stretch:
    """The stretch moved by between so many and so many units."""
    if base.first is None or base.last is None:
        return NOWHERE
    return Stretch(shift(base.first, number[0], unit), shift(base.last, number[1], unit))
