"""Weekdays, by themselves and with the week that they belong to."""

from __future__ import annotations

import re
from datetime import date

from reportedly.resolve.calendar import shift, weekday_after, weekday_before, weekday_in
from reportedly.resolve.counting import count_of, from_base
from reportedly.resolve.told import DAYLIKE, NOWHERE, Scene, Told, only

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
    """As in "on Sunday", "last Tuesday", "this coming Friday", "the following Monday"."""
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
    if _goes_on(scene) and scene.base and scene.base.stretch.first:
        day = weekday_after(scene.base.stretch.first, index)
    elif day != today and scene.tense > 0:
        day = weekday_after(today, index)
    return (scene.counted(only(day), "day", "week"),)


def _goes_on(scene: Scene) -> bool:
    """Whether a day to come is joined with one told before: "tomorrow and on Monday"."""
    base, today = scene.base, scene.today
    if base is None or today is None or base.stretch.first is None or base.stretch.first <= today:
        return False
    joint = scene.words.kinds[base.right : scene.left - len(scene.pre)]
    return base.granularity in DAYLIKE and joint in ("&", "&O", ",", ",O", ",&", ",&O")


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
        return from_base(scene, NOWHERE, "day")
    day = weekday_after(near, index) if value > 0 else weekday_before(near, index)
    return from_base(scene, only(day) or NOWHERE, "day")


def weekday_of_week(scene: Scene) -> tuple[Told, ...]:
    """As in "Tuesday last week", "Tuesday of next week", "last week on Tuesday", "Tuesday week"."""
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
    """As in "a week ago Tuesday", "two weeks from Friday", "a week on Monday"."""
    index, today, unit = scene.number("W") or 0, scene.today, scene.unit
    count = count_of(scene)
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
