"""Times counted from the report's own day, or from the time told before."""

from __future__ import annotations

import math
import re
from dataclasses import replace

from reportedly.resolve.calendar import Stretch, around, shift, third, weekday_before
from reportedly.resolve.counting import HOURS, RANKS, Count, count_of, far, from_base, moved
from reportedly.resolve.told import NOWHERE, Scene, Told, move, only

_RECENT = {"day": 7, "week": 6, "month": 6, "year": 5, "decade": 3, "hour": 24}


def day_word(scene: Scene) -> tuple[Told, ...]:
    """As in "yesterday", "today", "tomorrow", "the day before yesterday"."""
    number, today = scene.number("k") or 0, scene.today
    if scene.has("BA"):
        number *= 2
    word = scene.words.text[scene.words.starts[scene.left] : scene.words.ends[scene.left]]
    if word.isupper() and re.search(r"\b[A-Z]{2,5} $", scene.ahead):
        return ()  # a name in capitals
    if number == 0 and (re.match(r"['’]s\b", scene.after, re.I) or _is_name(scene, word)):
        return ()  # "today's world", "Pell Today"
    day = shift(today, number, "day") if today else None
    return (scene.counted(only(day), "day"),)


def _is_name(scene: Scene, word: str) -> bool:
    """Whether a capital in the middle of a sentence makes it a name."""
    return word.istitle() and re.search(r"\w,? $", scene.ahead) is not None


def _is_title(scene: Scene) -> bool:
    """Whether it is the name of a programme: on "This Week"."""
    start = scene.words.starts[scene.left]
    return scene.words.text[start : start + 1] == "T" and scene.ahead.endswith(tuple("\"“‘'"))


def beyond(scene: Scene) -> tuple[Told, ...]:
    """As in "the week before last", "the night before last", "the year after next"."""
    number = -2 if scene.has("L") else 2
    if scene.today is None:
        return (scene.told(None, scene.unit if scene.has("u") else "part of day"),)
    if scene.has("p"):
        return (scene.counted(only(shift(scene.today, number, "day")), "part of day"),)
    day = shift(scene.today, number, scene.unit)
    return (scene.counted(around(day, scene.unit) if day else None, scene.unit),)


def the_end(scene: Scene) -> tuple[Told, ...]:
    """As in "year's end", "month-end"."""
    unit = scene.unit
    if unit not in ("week", "month", "quarter", "year", "decade"):
        return ()
    found = third(around(scene.today, unit), "late") if scene.today else None
    return (replace(scene.counted(found, unit), approximate=True),)


def night(scene: Scene) -> tuple[Told, ...]:
    """As in "last night", "this morning", "tonight", "overnight", "the next morning"."""
    today, words = scene.today, scene.words
    if scene.has("T") and _is_title(scene):
        return ()
    if scene.has("fZ") or (scene.has("hN") and not scene.has("LT")):
        step = scene.number("f") or (1 if scene.has("N") else 0)
        return (moved(scene, (step, step, False), "day", "part of day"),)
    if today is None:
        return (scene.told(None, "part of day"),)
    yesterday = shift(today, -1, "day")
    if scene.has("K") and scene.number("K"):
        if not scene.has("W"):
            return (scene.counted(Stretch(yesterday, today), "part of day"),)
        day = weekday_before(today, scene.number("W") or 0)
        ends = (-1, 0) if words.kind(scene.right - 2) == "t" else (0, 1)
        told = move(Stretch(day, day), ends, "day") if day else NOWHERE
        return (scene.counted(told, "part of day"),)
    day = yesterday if scene.has("L") else today
    return (scene.counted(only(day), "part of day"),)


def unit_by_word(scene: Scene) -> tuple[Told, ...]:
    """As in "last week", "this month", "next year", "last weekend", "that year", "the same day"."""
    unit, today = scene.unit, scene.today
    if scene.has("Z"):
        base, ranks = scene.base, RANKS
        if base is None or ranks[base.granularity] > ranks[unit] or unit in ("hour", "minute"):
            return (scene.told(None, unit),)
        found = around(base.stretch.first, unit) if base.stretch.first else NOWHERE
        return (from_base(scene, found, unit),)
    if unit in ("day", "hour", "minute") or scene.before in "yjDn" or _is_title(scene):
        return ()
    if today is None:
        return (scene.told(None, unit),)
    step = -1 if scene.has("L") else 1 if scene.has("N") else 0
    if unit == "weekend":
        return (scene.counted(_weekend(scene, step), unit),)
    near = shift(today, step, unit)
    if near is None:
        return (scene.counted(None, unit),)
    found = around(near, unit)
    told = scene.counted(found, unit)
    return (replace(told, stretch=so_far(scene, found)),)


def _weekend(scene: Scene, step: int) -> Stretch | None:
    """The weekend meant: the last one, the coming one, or the one that it is."""
    today = scene.today
    if today is None:
        return None
    on_one, tense = today.weekday() > 4, scene.tense
    weeks = 0
    if step:
        weeks = step
    elif not on_one:
        plain = not scene.has("T")
        weeks = -1 if tense < 0 or (tense == 0 and plain) else 0
        if scene.has("T") and tense < 0 and today.weekday() > 2:
            weeks = 0 if scene.tense > 0 else -1
    near = shift(today, weeks, "week")
    return around(near, "weekend") if near else None


def the_unit(scene: Scene) -> tuple[Told, ...]:
    """As in "the weekend", "the end of the year", "earlier in the week"."""
    unit = scene.unit
    if unit == "weekend":
        named = scene.has("h") or set(scene.pre) & set("eEm")
        return unit_by_word(scene) if named and scene.before not in "jDyLN" else ()
    if not scene.pre or not set(scene.pre) & set("eEm") or scene.after.startswith(" of "):
        return ()
    if unit == "day":
        if "m" not in scene.pre and "e" not in scene.pre:
            return ()
        return (moved(scene, (0, 0, False), "day", "part of day"),)
    if unit in ("hour", "minute"):
        return ()
    found = around(scene.today, unit) if scene.today else None
    told = scene.counted(found, unit)
    return (replace(told, stretch=so_far(scene, told.stretch)),)


def around_today(scene: Scene) -> Told:
    """The week, month, year ... that it is, told as "the year"."""
    return scene.counted(around(scene.today, scene.unit) if scene.today else None, scene.unit)


def so_far(scene: Scene, stretch: Stretch) -> Stretch:
    """The days of a stretch gone by ("earlier this week") or left ("later this month")."""
    today = scene.today
    if today is None or stretch.first is None or stretch.last is None:
        return stretch
    if not stretch.first <= today <= stretch.last or not set(scene.pre) & set("mE"):
        return stretch
    words = scene.words
    part = words.first("mE", scene.left - len(scene.pre), scene.left)
    if part == "rest" or ("m" in scene.pre and part == "late"):
        return Stretch(today, stretch.last)
    if "m" in scene.pre:
        return Stretch(stretch.first, today)
    return stretch


def ago(scene: Scene) -> tuple[Told, ...]:
    """As in "two days ago", "a year ago", "weeks ago"."""
    count = count_of(scene)
    if count is None:
        return (scene.told(None, scene.unit),)
    return (_counted_back(scene, count, -1),)


def hence(scene: Scene) -> tuple[Told, ...]:
    """As in "two weeks from now", and "in two weeks" where the clause looks ahead."""
    count = count_of(scene)
    if count is None:
        return (scene.told(None, scene.unit),)
    if scene.has("k"):  # "a week from today"
        if scene.unit in HOURS or (scene.unit == "day" and not scene.has("F")):
            return ()
        day = shift(scene.today, scene.number("k") or 0, "day") if scene.today else None
        return (scene.counted(only(shift(day, count[0], scene.unit) if day else None), "day"),)
    if scene.words.kinds[scene.left] == "i" and not (
        re.match(r"['’]? (?:time\b|from now\b)", scene.after) or _looks_ahead(scene)
    ):
        return ()
    return (_counted_back(scene, count, 1),)


def _looks_ahead(scene: Scene) -> bool:
    if re.match(r" (?:of|since)\b", scene.after):
        return False
    return scene.tense > 0


def _counted_back(scene: Scene, count: Count, sign: int) -> Told:
    unit = scene.unit
    today = scene.today
    if today is None:
        return replace(scene.told(None, unit), approximate=count[2])
    if scene.has("k"):  # "a month ago today"
        day = shift(today, scene.number("k") or 0, "day")
        return scene.counted(only(shift(day, -count[0], unit) if day else None), "day")
    stretch = far(Stretch(today, today), count, unit, sign)
    return replace(
        scene.counted(stretch, unit), approximate=count[2] or unit in ("decade", "century")
    )


def later(scene: Scene) -> tuple[Told, ...]:
    """As in "two days later", "a year earlier", "the day before", "weeks after"."""
    count = count_of(scene)
    kind = scene.words.kinds[scene.right - 1]
    if scene.after.startswith(" than "):
        return ()  # "a day earlier than planned"
    if kind in "AB" and not _stands_free(scene.after):
        return (scene.told(None, scene.unit),)  # "a day after the attack"
    if count is None:
        return (scene.told(None, scene.unit),)
    sign = _sign(scene)
    return (moved(scene, (sign * count[0], sign * count[1], count[2]), scene.unit, scene.unit),)


def _sign(scene: Scene) -> int:
    at = scene.right - 1
    if scene.words.kinds[at] == "m":
        return -1 if scene.words.values[at] == "early" else 1
    return -1 if scene.words.kinds[at] == "B" else 1


def beside(told: Told, base: Told, scene: Scene) -> Told | None:
    """A time before or after another that follows it: "two days after Monday's vote"."""
    count = count_of(replace(scene, left=told.left, right=told.right))
    if count is None or not base.closed:
        return None
    unit = scene.words.unit(told.left, told.right)
    if RANKS[base.granularity] - RANKS[unit] > 1:
        return None
    sign = _sign(replace(scene, right=told.right))
    stretch = far(base.stretch, count, unit, sign)
    return replace(
        told, right=base.right, stretch=stretch, anchor=base.anchor, approximate=count[2]
    )


_CLAUSE_ENDS = re.compile(r"$|[.,;:!?)\n\"”’]|\s*[—–-]|[ \n](?:and|but|in|at|on|as)\b")


def _stands_free(after: str) -> bool:
    return _CLAUSE_ENDS.match(after) is not None


def neighbour(scene: Scene) -> tuple[Told, ...]:
    """As in "the next day", "the following week", "the previous year"."""
    step = scene.number("f") or (1 if scene.has("N") else 0)
    return (moved(scene, (step, step, False), scene.unit, scene.unit),)


def span(scene: Scene) -> tuple[Told, ...]:
    """As in "the past two weeks", "the last 24 hours", "recent days", "the coming months"."""
    today, unit = scene.today, scene.unit
    rough = scene.has("r")
    counted = scene.has("nd#axYH")
    count: Count | None = (1, 1, rough)
    if scene.has("U") or counted:
        count = count_of(scene) if counted else (1, _RECENT.get(unit, 2), rough)
    if scene.before in "yZ" or (scene.after.startswith(" of ") and not counted):
        return ()
    if not counted and scene.has("hL") and unit in ("day", "hour", "minute") and not scene.has("U"):
        return ()
    if unit == "weekend" and not scene.has("U"):
        return (scene.counted(_weekend(scene, -1 if scene.has("LP") else 1), unit),)
    if count is None or today is None:
        return (scene.told(None, "span"),)
    coming = scene.has("N") or (scene.has("f") and (scene.number("f") or 0) > 0)
    if scene.has("f"):
        return (scene.told(None, "span"),)
    ends = (0.0, count[1]) if coming else (-count[1], 0.0)
    if unit in ("hour", "minute"):
        hours = 24 if unit == "hour" else 24 * 60
        ends, unit = (-math.ceil(-ends[0] / hours), math.ceil(ends[1] / hours)), "day"
    stretch = move(Stretch(today, today), ends, unit)
    if stretch.first is None or stretch.last is None:
        stretch = NOWHERE
    approximate = rough or count[2] or not counted
    return (replace(scene.counted(stretch, "span"), approximate=approximate and scene.has("U")),)


def within(scene: Scene) -> tuple[Told, ...]:
    """As in "within two weeks", "within days", where the clause looks ahead."""
    if scene.today is None or not _looks_ahead(scene):
        return (scene.told(None, "span"),)
    count = count_of(scene)
    if count is None:
        return (scene.told(None, "span"),)
    today, unit, most = Stretch(scene.today, scene.today), scene.unit, count[1]
    if unit in HOURS:
        last = far(today, (most, most, count[2]), unit, 1).last
    else:
        last = shift(scene.today, most, unit)
    stretch = Stretch(scene.today, last) if last else NOWHERE
    return (replace(scene.counted(stretch, "span"), approximate=count[2]),)
