"""Times counted from the report's own day, or from the time told before."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from datetime import date

from reportedly.resolve.calendar import (
    Stretch,
    around,
    shift,
    third,
    weekday_after,
    weekday_before,
    weekday_in,
)
from reportedly.resolve.numbers import number_of
from reportedly.resolve.told import DAYLIKE, NOWHERE, Scene, Told, move, only

Count = tuple[float, float, bool]  # at least, at most, whether that is rough

_RANKS = {"minute": 0, "hour": 0, "part of day": 0, "day": 0, "weekend": 1, "week": 1}
_RANKS |= {"fortnight": 1, "month": 2, "season": 3, "quarter": 3, "half": 3, "year": 3}
_RANKS |= {"decade": 4, "century": 5, "span": 2}
_BARE = {"minute": (2, 59), "hour": (2, 23), "day": (2, 7), "week": (2, 8), "month": (2, 12)}
_BARE |= {"year": (2, 9), "decade": (2, 9), "century": (2, 9), "fortnight": (2, 4)}
_BARE |= {"weekend": (2, 8), "quarter": (2, 8)}
_RECENT = {"day": 7, "week": 6, "month": 6, "year": 5, "decade": 3, "hour": 24}
_VAGUE = {"few": (2, 5), "several": (3, 9)}
_ROUGH = re.compile(r"\b(?:couple|few|several|dozen)\b", re.I)
_OUTLET_NEXT = re.compile(
    r" (?:Times|Mirror|Telegraph|Express|Mail|Post|Herald|Letter|Star|World|Sport|Independent|"
    r"Tribune|Sun|People|Magazine|Observer|Chronicle|Gazette|Journal|News|Review|Standard|Business|"
    r"Night (?:Live|Lights|Football)|Morning (?:Herald|Post)|Club|Group|School|Dispatch|Record|"
    r"Edition|Politics|Supplement|Addams)\b"
)
_NO_DAY_BEFORE = re.compile(
    r"\b(?:every|each|any|one|another|most|alternate|other|Super|Black|Cyber|Bloody|Giving|"
    r"Holy|Fat|Shrove|Fox News|FOX News|Mail on|Times on|CBS|Small Business|Man|Nigeria on) $",
    re.I,
)
_CAPITAL_NEXT = re.compile(r" [A-Z]")


def weekday(scene: Scene) -> tuple[Told, ...]:
    """ "on Sunday", "last Tuesday", "this coming Friday", "the following Monday"."""
    index, today = scene.number("W") or 0, scene.today
    if _OUTLET_NEXT.match(scene.after) or _NO_DAY_BEFORE.search(scene.ahead):
        return ()
    if scene.before in "jD" or (scene.before == "h" and _CAPITAL_NEXT.match(scene.after)):
        return ()
    if scene.before == "a" and not scene.attributive:
        return ()
    if scene.before == "o" and scene.noun_next and not scene.pre:
        return ()  # "the colour of Sunday gravy"
    if scene.has("fZ"):
        return (_weekday_from_base(scene, index),)
    if today is None:
        return (scene.told(None, "day", "week"),)
    if scene.has("LNPT"):
        return (scene.counted(only(_weekday_by(scene, index, today)), "day"),)
    day = weekday_before(today, index)
    if day != today and scene.tense > 0:
        day = weekday_after(today, index)
    return (scene.counted(only(day), "day", "week"),)


def _weekday_by(scene: Scene, index: int, today: date) -> date | None:
    """A weekday with "last", "next" or "this", or with two of them."""
    if scene.has("P"):
        return weekday_in(today, index, -1 if index >= today.weekday() else 0)
    if scene.has("L"):
        return weekday_in(today, index, -1)
    if scene.has("N"):
        if scene.has("T") or not scene.words.text.startswith(
            ("next", "Next"), scene.words.starts[scene.left]
        ):
            after = shift(today, 1, "day")
            return weekday_after(after, index) if after else None
        return weekday_in(today, index, 1)
    here = weekday_in(today, index, 0)
    if here is not None and here < today and scene.tense > 0:
        return weekday_after(today, index)
    if here is not None and here > today and scene.tense < 0:
        return weekday_before(today, index)
    return here


def _weekday_from_base(scene: Scene, index: int) -> Told:
    base = scene.base
    if base is None or base.stretch.first is None or base.granularity not in DAYLIKE:
        return scene.told(None, "day")
    value, first = scene.number("f") or 0, base.stretch.first
    near = shift(first, 1 if value > 0 else -1, "day") if value else first
    if near is None or (not value and first.weekday() != index):
        return _from_base(scene, NOWHERE, "day")
    day = weekday_after(near, index) if value > 0 else weekday_before(near, index)
    return _from_base(scene, only(day) or NOWHERE, "day")


def weekday_of_week(scene: Scene) -> tuple[Told, ...]:
    """ "Tuesday last week", "Tuesday of next week", "last week on Tuesday", "Tuesday week"."""
    index, today = scene.number("W") or 0, scene.today
    if scene.unit != "week":
        return ()
    if today is None:
        return (scene.told(None, "day"),)
    if scene.has("LNT"):
        weeks = -1 if scene.has("L") else 1 if scene.has("N") else 0
        return (scene.counted(only(weekday_in(today, index, weeks)), "day"),)
    day = weekday_after(today, index)
    return (scene.counted(only(shift(day, 1, "week") if day else None), "day"),)


def week_from_weekday(scene: Scene) -> tuple[Told, ...]:
    """ "a week ago Tuesday", "two weeks from Friday", "a week on Monday"."""
    index, today, unit = scene.number("W") or 0, scene.today, scene.unit
    count = _count(scene)
    if unit not in ("week", "fortnight", "month", "year") or count is None:
        return ()
    if today is None:
        return (scene.told(None, "day"),)
    back = scene.has("g")
    day = weekday_before(today, index) if back else weekday_after(today, index)
    if unit in ("month", "year"):
        near = shift(today, -count[0] if back else count[0], unit)
        return (scene.counted(only(weekday_in(near, index, 0)) if near else None, "day"),)
    number = -count[0] if back else count[0]
    return (scene.counted(only(shift(day, number, unit) if day else None), "day"),)


def day_word(scene: Scene) -> tuple[Told, ...]:
    """ "yesterday", "today", "tomorrow", "the day before yesterday"."""
    number, today = scene.number("k") or 0, scene.today
    if scene.has("BA"):
        number *= 2
    word = scene.words.text[scene.words.starts[scene.left] : scene.words.ends[scene.left]]
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
    """ "the week before last", "the night before last", "the year after next"."""
    number = -2 if scene.has("L") else 2
    if scene.today is None:
        return (scene.told(None, scene.unit if scene.has("u") else "part of day"),)
    if scene.has("p"):
        return (scene.counted(only(shift(scene.today, number, "day")), "part of day"),)
    day = shift(scene.today, number, scene.unit)
    return (scene.counted(around(day, scene.unit) if day else None, scene.unit),)


def the_end(scene: Scene) -> tuple[Told, ...]:
    """ "year's end", "month-end"."""
    unit = scene.unit
    if unit not in ("week", "month", "quarter", "year", "decade"):
        return ()
    found = third(around(scene.today, unit), "late") if scene.today else None
    return (replace(scene.counted(found, unit), approximate=True),)


def night(scene: Scene) -> tuple[Told, ...]:
    """ "last night", "this morning", "tonight", "overnight", "that night", "the next morning"."""
    today, words = scene.today, scene.words
    if scene.has("T") and _is_title(scene):
        return ()
    if scene.has("fZ") or (scene.has("hN") and not scene.has("LT")):
        step = scene.number("f") or (1 if scene.has("N") else 0)
        return (_moved(scene, (step, step, False), "day", "part of day"),)
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
    """ "last week", "this month", "next year", "last weekend", "that year", "the same day"."""
    unit, today = scene.unit, scene.today
    if scene.has("Z"):
        base, ranks = scene.base, _RANKS
        if base is None or ranks[base.granularity] > ranks[unit] or unit in ("hour", "minute"):
            return (scene.told(None, unit),)
        found = around(base.stretch.first, unit) if base.stretch.first else NOWHERE
        return (_from_base(scene, found, unit),)
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
    return (replace(told, stretch=_so_far(scene, found)),)


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
    """ "the weekend", and with a part before it "the end of the year", "earlier in the week"."""
    unit = scene.unit
    if unit == "weekend":
        named = scene.has("h") or set(scene.pre) & set("eEm")
        return unit_by_word(scene) if named and scene.before not in "jDyLN" else ()
    if not scene.pre or not set(scene.pre) & set("eEm") or scene.after.startswith(" of "):
        return ()
    if unit == "day":
        if "m" not in scene.pre and "e" not in scene.pre:
            return ()
        return (_moved(scene, (0, 0, False), "day", "part of day"),)
    if unit in ("hour", "minute"):
        return ()
    found = around(scene.today, unit) if scene.today else None
    told = scene.counted(found, unit)
    return (replace(told, stretch=_so_far(scene, told.stretch)),)


def around_today(scene: Scene) -> Told:
    """The week, month, year ... that it is, told as "the year"."""
    return scene.counted(around(scene.today, scene.unit) if scene.today else None, scene.unit)


def _so_far(scene: Scene, stretch: Stretch) -> Stretch:
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
    """ "two days ago", "a year ago", "weeks ago"."""
    count = _count(scene)
    if count is None:
        return (scene.told(None, scene.unit),)
    return (_counted_back(scene, count, -1),)


def hence(scene: Scene) -> tuple[Told, ...]:
    """ "two weeks from now", and "in two weeks" where the clause looks ahead."""
    count = _count(scene)
    if count is None:
        return (scene.told(None, scene.unit),)
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
    stretch = _far(Stretch(today, today), count, unit, sign)
    return replace(
        scene.counted(stretch, unit), approximate=count[2] or unit in ("decade", "century")
    )


def _far(base: Stretch, count: Count, unit: str, sign: int) -> Stretch:
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


def later(scene: Scene) -> tuple[Told, ...]:
    """ "two days later", "a year earlier", "the day before", "weeks after"."""
    count = _count(scene)
    kind = scene.words.kinds[scene.right - 1]
    if scene.after.startswith(" than "):
        return ()  # "a day earlier than planned"
    if kind in "AB" and not _stands_free(scene.after):
        return (scene.told(None, scene.unit),)  # "a day after the attack"
    if count is None:
        return (scene.told(None, scene.unit),)
    sign = _sign(scene)
    return (_moved(scene, (sign * count[0], sign * count[1], count[2]), scene.unit, scene.unit),)


def _sign(scene: Scene) -> int:
    at = scene.right - 1
    if scene.words.kinds[at] == "m":
        return -1 if scene.words.values[at] == "early" else 1
    return -1 if scene.words.kinds[at] == "B" else 1


def beside(told: Told, base: Told, scene: Scene) -> Told | None:
    """A time before or after another that follows it: "two days after Monday's vote"."""
    count = _count(replace(scene, left=told.left, right=told.right))
    if count is None or not base.closed:
        return None
    unit = scene.words.unit(told.left, told.right)
    if _RANKS[base.granularity] - _RANKS[unit] > 1:
        return None
    sign = _sign(replace(scene, right=told.right))
    stretch = _far(base.stretch, count, unit, sign)
    return replace(
        told, right=base.right, stretch=stretch, anchor=base.anchor, approximate=count[2]
    )


_CLAUSE_ENDS = re.compile(r"$|[.,;:!?)\n\"”’]|\s*[—–-]|[ \n](?:and|but|in|at|on|as)\b")


def _stands_free(after: str) -> bool:
    return _CLAUSE_ENDS.match(after) is not None


def neighbour(scene: Scene) -> tuple[Told, ...]:
    """ "the next day", "the following week", "the previous year"."""
    step = scene.number("f") or (1 if scene.has("N") else 0)
    return (_moved(scene, (step, step, False), scene.unit, scene.unit),)


def _moved(scene: Scene, count: Count, unit: str, granularity: str) -> Told:
    """A time counted from the one told before; nowhere where that is too rough to count from."""
    base = scene.base
    told = replace(scene.told(None, granularity), approximate=count[2])
    if base is None or _RANKS[base.granularity] - _RANKS[unit] > 1:
        return told
    low, high = sorted((abs(count[0]), abs(count[1])))
    sign = -1 if min(count[0], count[1]) < 0 else 1
    if unit == "year" and base.granularity in ("month", "quarter", "season", "half"):
        stretch = move(
            base.stretch, (sign * low, sign * high), unit
        )  # "in May, from a year earlier"
        return replace(_from_base(scene, stretch, base.granularity), approximate=count[2])
    stretch = _far(base.stretch, (low, high, count[2]), unit, sign)
    return replace(_from_base(scene, stretch, granularity), approximate=count[2])


def _from_base(scene: Scene, stretch: Stretch, granularity: str) -> Told:
    return replace(scene.told(stretch, granularity), anchor=scene.base_words)


def span(scene: Scene) -> tuple[Told, ...]:
    """ "the past two weeks", "the last 24 hours", "recent days", "the coming months"."""
    today, unit = scene.today, scene.unit
    rough = scene.has("r")
    counted = scene.has("nd#axYH")
    count: Count | None = (1, 1, rough)
    if scene.has("U") or counted:
        count = _count(scene) if counted else (1, _RECENT.get(unit, 2), rough)
    if scene.before == "y" or (scene.after.startswith(" of ") and not counted):
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
    """ "within two weeks", "within days", where the clause looks ahead."""
    if scene.today is None or not _looks_ahead(scene):
        return (scene.told(None, "span"),)
    count = _count(scene)
    if count is None:
        return (scene.told(None, "span"),)
    far = _far(Stretch(scene.today, scene.today), (count[1], count[1], count[2]), scene.unit, 1)
    unit = scene.unit
    last = shift(scene.today, count[1], unit) if unit not in ("hour", "minute") else far.last
    stretch = Stretch(scene.today, last) if last else NOWHERE
    return (replace(scene.counted(stretch, "span"), approximate=count[2]),)


def clock(scene: Scene) -> tuple[Told, ...]:
    """An hour with no day beside it: on the day told just before in its sentence."""
    marked = scene.has("q") or scene.has("c")
    if not marked and (scene.before not in "@~bAB" or not scene.has("C") or scene.after[:1] == "%"):
        return ()
    granularity = "minute" if scene.has("CHY") and scene.number("C") is None else "hour"
    if scene.has("C") and scene.words.first("C", scene.left, scene.right) == "hour":
        granularity = "hour"
    base, words = scene.base, scene.words
    rough = any(v == "rough" for v in words.values[scene.left : scene.right])
    told = replace(scene.told(None, granularity), approximate=rough)
    if base is None or base.granularity not in DAYLIKE or base.right > scene.left:
        return (told,)
    between = words.text[words.ends[base.right - 1] : words.starts[scene.left]]
    if re.search(r"[.!?;:]\s|\n", between):
        return (told,)
    return (replace(told, stretch=base.stretch, anchor=scene.base_words),)


def parted(told: Told, scene: Scene) -> Told:
    """The time narrowed by what stands before it: "late", "the end of", "shortly before noon"."""
    pre, words = scene.pre, scene.words
    left = scene.left - len(pre)
    beside_core = [*range(left, scene.left), *range(scene.right, told.right)]
    rough = any(words.values[i] == "rough" for i in beside_core if words.kinds[i] == "~")
    told = replace(told, left=min(left, told.left), approximate=told.approximate or rough)
    parts = [words.values[i] for i in range(left, scene.left) if words.kinds[i] in "eEm"]
    if "u" in pre:
        return _unit_of(told, words.unit(left, scene.left), scene)
    if told.granularity in DAYLIKE:
        return replace(told, granularity=_hour_of(scene, left, told.right) or told.granularity)
    if not parts or not told.closed:
        return told
    if "m" in pre or parts[0] == "rest":
        return told
    return replace(told, stretch=third(told.stretch, str(parts[0])), approximate=True)


def _unit_of(told: Told, unit: str, scene: Scene) -> Told:
    """ "the week of March 2", "the weekend of July 4": the one that holds the day."""
    first = told.stretch.first
    if told.granularity not in DAYLIKE or unit not in ("week", "weekend"):
        return replace(told, left=scene.left)
    return replace(told, stretch=around(first, unit) if first else NOWHERE, granularity=unit)


def _hour_of(scene: Scene, left: int, right: int) -> str | None:
    """By what a day is told more narrowly, or None."""
    kinds, words = scene.words.kinds, scene.words
    around_core = [i for i in range(left, right) if i < scene.left or i >= scene.right]
    spelled = "".join(kinds[i] for i in around_core)
    if "C" in spelled:
        values = {words.values[i] for i in around_core if kinds[i] == "C"}
        return "minute" if "minute" in values else "hour"
    if "q" in spelled:
        return "minute" if set(spelled) & set("HY") else "hour"
    if "c" in spelled:
        return "hour"
    return "part of day" if set(spelled) & set("peEmz") else None


def _count(scene: Scene) -> Count | None:
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
        return None
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
