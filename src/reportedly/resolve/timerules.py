"""The rules of the grammar of times: patterns over kinds of words, each with what reads it.

A pattern is a regular expression over the kinds of ``timewords.tsv``, one character a word:
``M[dD]`` is a month with a day, ``L[uU]`` "last" with a unit. Of the rules that match at a place
the first one reads it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from reportedly.resolve import absolute, narrowing, relative, weekdays
from reportedly.resolve.timewords import Words
from reportedly.resolve.told import DAYLIKE, Rule, Scene, Told

_COUNT = r"(?:[~^]{0,3}(?:x?an?(?:[-&]?n){0,4}o?|n(?:[-&]?n){0,4}o?|[d#YH]n{0,3}|xa)(?:&ax)?)"
_UNITS = rf"{_COUNT}[uU](?:&ax)?"
_BY = r"(?:TP|TN|hP|[LNT])"  # "last", "next", "this", "this past", "this coming"
_YEAR = r"(?:,?o?Y(?!-d)|,?o?[LTN]u)"  # a year, or "last year"
_DAYS = r"[dD](?:(?:,[dD]){0,4},?[&tl=-][dD](?![,-]?M))?"
_DAYS_BEFORE = r"[dD](?:(?:,[dD]){0,4},?[&tl=-][dD])?"
_ON = rf"(?:{_BY}?[Ww],?h?)?"
_WHOLE = r"(?:h?Du|h?X|M(?:,?o?Y)?|h?[LTNf]?u|[LTN]M|Y|h?[LTN]?S(?:o?Y)?)"
_RULES: tuple[tuple[str, str, Rule], ...] = (
    ("part", rf"h?[jLD]n?d?[uUWx][oi]O?(?={_WHOLE})", absolute.nth),
    ("quarter", r"h?(?:V|[jLD]u)(?:,?o?(?:Y|h?[LTN]?u))?", absolute.quarter),
    ("ago_weekday", rf"{_UNITS}gO?W", weekdays.week_from_weekday),
    ("ago", rf"(?:{_UNITS}|U)gk?", relative.ago),
    ("from_weekday", rf"{_UNITS}(?:FO?|O)W", weekdays.week_from_weekday),
    ("from_now", rf"{_UNITS}(?:F0|F?k)", relative.hence),
    ("beyond", r"hu[BA]k", relative.day_word),
    ("beyond", r"h[up](?:BL|AN)", relative.beyond),
    ("later", rf"(?:{_UNITS}|U)[mAB]|hu[mAB]", relative.later),
    ("in", rf"i{_UNITS}(?!o)", relative.hence),
    ("within", rf"v(?:{_UNITS}|U)", relative.within),
    (
        "span",
        rf"(?:[hT]?(?:P|L|N|r|f)(?:{_COUNT})?U|h[LPN]{_COUNT}u|[hT]Pu(?:&ax)?|(?<=[iQv^])hNu|hLu)",
        relative.span,
    ),
    ("weekday_of_week", r"Wo?[LNT]u|[LNT]uO?W|Wu", weekdays.weekday_of_week),
    ("date", rf"{_ON}Mh?{_DAYS}{_YEAR}?", absolute.months_day),
    ("date", rf"{_ON}h?{_DAYS_BEFORE}o?-?M(?:-Y|{_YEAR})?", absolute.months_day),
    ("date", rf"{_ON}I", absolute.in_digits),
    ("day_of_month", r"W,?hD", absolute.day_of_month),
    ("weekday", r"(?:hf|hZ|f|TP|TN|hP|[LNT])?W", weekdays.weekday),
    ("day", r"k", relative.day_word),
    ("night", r"[LT]p|K(?:[tO]?W)?|h?[Nf]p|h?Zp", relative.night),
    ("neighbour", r"h?fu|hNu", relative.neighbour),
    ("season", rf"(?:TP|TN|[LNTh])?S(?:o?(?:Y[-=/]d|J)|{_YEAR})?", absolute.of_season),
    ("month", rf"{_BY}?M{_YEAR}?", absolute.month),
    ("decade", r"h?X", absolute.decade),
    ("century", r"h?D-?u", absolute.century),
    ("day_of_month", r"hD(?:oh?[LTN]?u)?", absolute.day_of_month),
    ("named_day", rf"[LNT]?G{_YEAR}?", absolute.named_day),
    ("years", r"Y[-=/][dY]|J", absolute.years),
    ("year", r"(?:h?u)?Y", absolute.year),
    ("unit", r"(?:h?Z|[LNT])u", relative.unit_by_word),
    ("unit", r"h?u", relative.the_unit),
    ("unit", r"u[y-]E", relative.the_end),
    ("unit", r"(?<=-)u", relative.the_unit),
)
_HOUR = r"(?:[BA~]{0,3}(?:C|[H#dnY]q|c)q{0,2},?[O@i]?)"
_PART = r"(?:B?h?p[oO]?|h[ez]U[oO]|h?uo)"
_EDGE = r"(?:h?e[-iO]?|h?Eo|m[iO]?)"
_AFTER = r"(?:[,-]?p|ihp|@p)?(?:,?[@~bl]{0,2}B?(?:(?:C|[dn#YH]q)q{0,2}|c))?"
_PRE = rf"(?:{_HOUR}|{_PART}|{_EDGE}|~){{0,3}}"
_CORE = "|".join(f"(?P<r{i}>{pattern})" for i, (_, pattern, _) in enumerate(_RULES))
_LONE_HOUR = r"(?:C|[dn#YH]q)q{0,2}|~{0,2}B?c"
# what an hour can be alone is tried last
_POINT = re.compile(rf"(?P<pre>{_PRE})(?:{_CORE})|(?P<hour>~{{0,2}}(?:{_LONE_HOUR}))")
_TAIL = re.compile(_AFTER)
_WHOLE_AT = re.compile(_WHOLE)
_NEAR = 1000  # characters within which "two days later" counts from the time before
_WITH_YEAR = frozenset({"date", "month", "season", "named_day"})
_AN_HOUR = re.compile(r" of an hour\b")  # after "a quarter"
_NEVER_NARROWED = frozenset({"span", "within", "ago", "in", "from_now"})


def next_times(scene: Scene, at: int) -> tuple[Iterator[Told], int] | None:
    """The next times at or after a place, with the place to look on from; None where none is left.

    Args:
        scene: the text, and what relative times are counted from; its own places do not matter.
        at: the place, an index into the kinds.
    """
    found = _POINT.search(scene.words.kinds, at)
    if found is None:
        return None
    base, words = scene.base, scene.words
    if base and words.starts[found.start()] - words.ends[base.right - 1] > _NEAR:
        scene = replace(scene, base=None)
    told = _read(scene, found)
    if not told:
        return iter(()), found.start() + 1
    return iter(told), max(found.start() + 1, told[-1].right)


def _read(scene: Scene, found: re.Match[str]) -> tuple[Told, ...]:
    """The times that a match tells, by the first rule from its own on that makes sense of it."""
    name = found.lastgroup or ""
    if name == "hour":
        lone = replace(scene, left=found.start(), right=found.end(), pre="")
        return tuple(replace(told, rule="hour") for told in narrowing.clock(lone))
    first, at = int(name[1:]), found.start()
    told = _by_rule(scene, first, found)
    for number in range(first + 1, 0 if told else len(_RULES)):
        again = _point_of(number).match(scene.words.kinds, at)
        told = _by_rule(scene, number, again) if again else ()
        if told:
            break
    return told


@cache
def _point_of(number: int) -> re.Pattern[str]:
    """The pattern of one rule with what may stand before it."""
    return re.compile(rf"(?P<pre>{_PRE})(?P<r{number}>{_RULES[number][1]})")


def _by_rule(scene: Scene, number: int, found: re.Match[str]) -> tuple[Told, ...]:
    rule, _, reader = _RULES[number]
    left, right = found.span(f"r{number}")
    if _AN_HOUR.match(scene.words.text, scene.words.ends[right - 1]):
        return ()
    if rule in _WITH_YEAR and scene.words.has("u", left, right):
        right = _without_unit(scene.words, left, right)
    scene = replace(scene, left=left, right=right, pre=found["pre"])
    if rule == "part":
        whole = _whole(scene)
        if whole is None:
            return ()
        scene = replace(scene, base=whole, right=whole.right)
    told = [replace(t, rule=rule.replace("_", " ")) for t in reader(scene)]
    if not told:
        return ()
    if told[-1].granularity in DAYLIKE and rule not in _NEVER_NARROWED:
        tail = _TAIL.match(scene.words.kinds, told[-1].right)
        if tail:
            told[-1] = replace(told[-1], right=tail.end())
    if rule not in _NEVER_NARROWED or set(scene.pre) <= {"~"}:
        told[0] = narrowing.parted(told[0], scene)
    return tuple(told)


def _without_unit(words: Words, left: int, right: int) -> int:
    """Where a date ends that "last year" follows; before the words where it is no year."""
    if words.unit(left, right) == "year":
        return right
    return left + len(re.sub(r",?o?[LTN]u$", "", words.kinds[left:right]))


def _whole(scene: Scene) -> Told | None:
    """The longer time that a part is told of, which stands right after it."""
    found = _WHOLE_AT.match(scene.words.kinds, scene.right)
    if found is None:
        return None
    right = found.end()
    bare = replace(scene, left=scene.right, right=right, pre="")
    if set(found.group()) <= {"h", "u"}:
        if bare.unit not in ("week", "month", "year", "decade", "century"):
            return None
        return relative.around_today(bare)
    for number, (_, _, reader) in enumerate(_RULES):
        if _alone(number).fullmatch(scene.words.kinds, scene.right, right):
            told = reader(bare)
            if told:
                return told[0]
    return None


@cache
def _alone(number: int) -> re.Pattern[str]:
    """The pattern of one rule."""
    return re.compile(_RULES[number][1])
