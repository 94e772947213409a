"""How many units a time is away, and the times that are so far from others."""

from __future__ import annotations

import math
import re
from dataclasses import replace

from reportedly.resolve.calendar import Stretch, around
from reportedly.resolve.numbers import number_of
from reportedly.resolve.told import NOWHERE, Scene, Told, move

Count = tuple[float, float, bool]  # at least, at most, whether that is rough
RANKS = {"minute": 0, "hour": 0, "part of day": 0, "day": 0, "weekend": 1, "week": 1}
RANKS |= {"fortnight": 1, "month": 2, "season": 3, "quarter": 3, "half": 3, "year": 3}
RANKS |= {"decade": 4, "century": 5, "span": 2}
_BARE = {"minute": (2, 59), "hour": (2, 23), "day": (2, 7), "week": (2, 8), "month": (2, 12)}
_BARE |= {"year": (2, 9), "decade": (2, 9), "century": (2, 9), "fortnight": (2, 4)}
_BARE |= {"weekend": (2, 8), "quarter": (2, 8)}
HOURS = frozenset({"hour", "minute"})
_VAGUE = {"few": (2, 5), "several": (3, 9)}
_ROUGH = re.compile(r"\b(?:couple|few|several|dozen)\b", re.I)


def count_of(scene: Scene) -> Count | None:
    """How many units, at least and at most; None where that is no number."""
    words = scene.words
    places = [i for i in range(scene.left, scene.right) if words.kinds[i] in "nd#axYH"]
    units = [i for i in range(scene.left, scene.right) if words.kinds[i] in "uU"]
    rough = any(
        words.values[i] == "rough" for i in range(scene.left, scene.right) if words.kinds[i] in "~^"
    )
    if not places:
        if words.kinds[units[0]] == "u":
            return 1, 1, rough
        low, high = _BARE[scene.unit]
        return low, high, True
    after_half = [i for i in places if words.kinds[i] == "x" and i > places[0]]
    half = 0.5 if after_half else 0.0
    main = [i for i in places if i < (units[0] if units else scene.right) and i not in after_half]
    if after_half and main and words.kinds[main[-1]] == "a" and len(main) > 1:
        main.pop()
    if not main:
        return (1.5, 1.5, rough) if after_half else None  # "the past year and a half"
    if words.kinds[main[0]] == "x":
        return 0.5, 0.5, rough
    text = words.text[words.starts[main[0]] : words.ends[main[-1]]]
    vague = _ROUGH.search(text)
    if vague and vague.group().lower() in _VAGUE:
        low, high = _VAGUE[vague.group().lower()]
        return low, high, True
    if text.lower() in ("a", "an"):
        return 1 + half, 1 + half, rough
    found = number_of(text)
    if found is None:
        return None
    return found + half, found + half, rough or vague is not None


def far(base: Stretch, count: Count, unit: str, sign: int) -> Stretch:
    """So many units before or after, as whole units of the calendar; of a decade the one year."""
    low, high, _ = count
    if unit in ("hour", "minute"):
        day = 24 if unit == "hour" else 24 * 60
        near, far = math.floor(low / day), math.ceil(high / day)
        if unit == "minute" and high < 60:
            far = 0
        unit, low, high = "day", near, far
    ends = (-high, -low) if sign < 0 else (low, high)
    moved = move(base, ends, unit)
    if moved.first is None or moved.last is None:
        return NOWHERE
    whole = "year" if unit in ("decade", "century") else "week" if unit == "fortnight" else unit
    return Stretch(around(moved.first, whole).first, around(moved.last, whole).last)


def moved(scene: Scene, count: Count, unit: str, granularity: str) -> Told:
    """A time counted from the one told before; nowhere where that is too rough to count from."""
    base = scene.base
    told = replace(scene.told(None, granularity), approximate=count[2])
    if base is None or RANKS[base.granularity] - RANKS[unit] > 1:
        return told
    low, high = sorted((abs(count[0]), abs(count[1])))
    sign = -1 if min(count[0], count[1]) < 0 else 1
    if unit == "year" and base.granularity in ("month", "quarter", "season", "half"):
        stretch = move(
            base.stretch, (sign * low, sign * high), unit
        )  # "in May, from a year earlier"
        return replace(from_base(scene, stretch, base.granularity), approximate=count[2])
    stretch = far(base.stretch, (low, high, count[2]), unit, sign)
    today = scene.today
    if today and stretch.first and stretch.first > today and scene.tense <= 0:
        return told  # it was counted from something else
    return replace(from_base(scene, stretch, granularity), approximate=count[2])


def from_base(scene: Scene, stretch: Stretch, granularity: str) -> Told:
    """A time counted from the one told before, whose words are its anchor."""
    return replace(scene.told(stretch, granularity), anchor=scene.base_words)
