"""Times that the calendar tells: dates, months, years, seasons, quarters, parts of them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from reportedly.resolve.calendar import (
    Stretch,
    around,
    day_of,
    months_from,
    nth_weekday,
    season,
    shift,
    years_from,
)
from reportedly.resolve.numbers import number_of
from reportedly.resolve.timewords import NamedDay
from reportedly.resolve.told import Scene, Told, in_the_year_meant, only

_COUNTED_NEXT = re.compile(
    r" (?!was\b|is\b|his\b|this\b|as\b|has\b|its\b|across\b|plus\b|says\b|us\b|Us\b)"
    r"(?:[a-z-]+s|people|men|women|children|police|troops|cubic|square|[km]?m|km|kg|lbs?)\b"
)
_PEOPLE_NEXT = re.compile(
    r" (?:people|men|women|children|[a-z]+(?:ers|ists|ians|ees|ants|lings))\b"
)
_LATER_YEAR = re.compile(r"(?:&|t|l|-|,)h?(?:M[dD]?|[dD]o?M),?(Y)")
_GIVEN_NAMES = frozenset({4, 5, 6, 8})  # April, May, June, August
_NAMED_NEXT = re.compile(r"(?!['’]s) [A-Z][a-z]+")
_NO_MONTH_NEXT = re.compile(
    r" (?:government|administration|cabinet|premiership|team|camp|on|for)\b"
)
_FREE = re.compile(
    r"$|[.,;:!?)\n\"”’—–-]|\s*[—–-]|[ \n](?:and|or|but|when|as|to|at|in|after|before|that|he|she|"
    r"they|it|the|with|by|for|while|until|said|of (?:last|this|next|the))\b"
)
# what may stand before a year or a month that stands alone
_LICENCE = frozenset("iOslbFRohyeEmaBAQ^~")


def months_day(scene: Scene) -> tuple[Told, ...]:
    """As in "Sept. 22", "22 September 2016", "Sept. 22 and 24", "22-24 September"."""
    words, left, right = scene.words, scene.left, scene.right
    days = [i for i in range(left, right) if words.kinds[i] in "dD"]
    at = words.kinds.index("M", left)
    month, year = int(str(words.values[at])), _year(scene)
    if len(days) > 1 and not words.has("-lt=", days[0], days[-1]) and at < days[0]:
        if year is None and _COUNTED_NEXT.match(scene.after):  # "Sept. 22 and 24 people"
            while len(days) > 1 and words.has("&,", days[-2], days[-1]):
                days.pop()
            scene, right = replace(scene, right=days[-1] + 1), days[-1] + 1
    elif year is None and scene.before == "i" and words.kinds[at:right] == "Md":
        counted = _COUNTED_NEXT.match(scene.after)
        if counted:
            return month_alone(replace(scene, left=at, right=at + 1))  # "in May 10 soldiers"
    found = [_dated(scene, month, int(str(words.values[i])), year) for i in days]
    if len(days) == 1:
        return (found[0],)
    if words.has("-lt=", days[0], days[-1]) or (scene.before == "R" and len(days) == 2):
        first, last = found[0].stretch.first, found[-1].stretch.last
        if first and last and first > last:
            return ()
        opens = left - (scene.before in "FR" and not scene.pre)
        return (replace(found[0], left=opens, stretch=Stretch(first, last), granularity="span"),)
    ends = [left if at < days[0] else days[0], *days[1:]]
    rights = [*(i + 1 for i in days[:-1]), right if at > days[0] or year else days[-1] + 1]
    return tuple(
        replace(told, left=start, right=end)
        for told, start, end in zip(found, ends, rights, strict=True)
    )


def _year(scene: Scene) -> int | None:
    """The year told with a date, or with the one that it is joined to."""
    year = scene.year
    if year is None:
        later = _LATER_YEAR.match(scene.words.kinds, scene.right)
        if later:
            year = int(str(scene.words.values[later.start(1)]))
    return year


def _dated(scene: Scene, month: int, day: int, year: int | None) -> Told:
    if year is not None:
        told = scene.told(only(day_of(year, month, day)), "day")
        return replace(told, anchor=scene.anchor) if scene.has("u") else told
    weekday = scene.number("Ww")
    today = scene.today
    if weekday is not None and today is not None:
        near = [day_of(today.year + n, month, day) for n in (0, -1, 1)]
        fits = [d for d in near if d is not None and d.weekday() == weekday]
        if fits:
            return scene.counted(only(fits[0]), "day", "year")
    stretch = in_the_year_meant(scene, lambda y: only(day_of(y, month, day)))
    return scene.counted(stretch, "day", "year")


def in_digits(scene: Scene) -> tuple[Told, ...]:
    """As in "2020-09-22", "22/09/2020"; nothing where two readings remain."""
    day = scene.words.first("I", scene.left, scene.right)
    return (scene.told(only(day), "day"),) if isinstance(day, date) else ()


def month(scene: Scene) -> tuple[Told, ...]:
    """As in "May 2016", "August", "last August"."""
    number, year = scene.number("M") or 1, scene.year
    if year is not None:
        return (scene.of_year(months_from(year, number, 1), "month"),)
    if scene.has("LNTPZ"):
        return (_month_by(scene, number),)
    return month_alone(scene)


def _month_by(scene: Scene, number: int) -> Told:
    """A month with "last", "next" or "this"."""
    today = scene.today
    if today is None:
        return scene.told(None, "month")
    year = today.year
    if scene.has("LP"):
        year -= today.month <= number
    elif scene.has("N"):
        year += today.month >= number
    return scene.counted(months_from(year, number, 1), "month")


def month_alone(scene: Scene) -> tuple[Told, ...]:
    """A month with nothing beside it, unless it is a name or a verb."""
    number = scene.number("M") or 1
    word = scene.words.text[scene.words.starts[scene.left] : scene.words.ends[scene.left]]
    cut_short = len(word) < 5 and word[-1] != "." and word not in ("May", "June", "July", "Sept")
    if cut_short or (word.isupper() and len(word) > 2) or not _is_month(scene, number):
        return ()
    year = _year(scene)
    if year is not None:
        return (scene.told(months_from(year, number, 1), "month"),)
    stretch = in_the_year_meant(scene, lambda y: months_from(y, number, 1))
    return (scene.counted(stretch, "month", "year"),)


def _is_month(scene: Scene, number: int) -> bool:
    before, words, at = scene.before, scene.words, scene.left - len(scene.pre)
    joined = before in "&,-t=l" and words.kind(at - 2) in "MYdD"
    after = words.kinds[scene.right : scene.right + 2]
    joined = joined or after in ("-M", "=M") or (before in "t&-" and after in ("&M", ",M"))
    if not (
        scene.pre or joined or before in _LICENCE or (before in "lt" and words.has("F", at - 4, at))
    ):
        return False
    no_march = number == 3 and _NO_MONTH_NEXT.match(scene.after)  # "the March on Pell"
    if before == "h" and not scene.pre and (no_march or not scene.attributive):
        return False
    if number not in _GIVEN_NAMES and number != 3:
        return True
    if before in "abt&Fo,-h~y" and not scene.pre and _NAMED_NEXT.match(scene.after):
        return False
    if number != 5:
        return True
    if before in "yha" and _NO_MONTH_NEXT.match(scene.after):
        return False
    plain = before in "iseELNTm" and not re.match(r"['’]s", scene.after)
    return plain or not words.may_is_named


def year(scene: Scene) -> tuple[Told, ...]:
    """As in "2016", where something says that it is no number of things."""
    value = scene.number("Y") or 1
    if scene.ahead.endswith("fiscal "):
        return ()  # a year of its own length
    if not scene.has("u") and not _is_year(scene, value):
        return ()
    return (scene.told(years_from(value, 1), "year"),)


def _is_year(scene: Scene, value: int) -> bool:
    before, at, words = scene.before, scene.left - len(scene.pre), scene.words
    if before in "&,-t=l" and words.kind(at - 2) in "YM":
        return not _COUNTED_NEXT.match(scene.after)
    if set(scene.pre) & set("eEm"):
        return True
    if words.text[words.starts[scene.left] - 1 : words.starts[scene.left]] == "(":
        return scene.after.startswith(")") and 1900 <= value < 2100
    if before == "t":
        return words.has("F", at - 3, at) or scene.ahead.endswith(("back to ", "dating to "))
    if before not in _LICENCE or ("~" in scene.pre + before and "e" not in scene.pre):
        return scene.ahead.endswith(("early as ", "late as ", "back as ", "recently as ")) or (
            before in "~" and words.kind(at - 2) in "is" and value % 10 != 0
        )
    if before in "hya":
        # "the 2016 elections", but "the 2000 men"
        return not (value % 50 == 0 and _COUNTED_NEXT.match(scene.after)) and not (
            _PEOPLE_NEXT.match(scene.after)
        )
    if before in "ob" or value % 10 == 0:
        return _COUNTED_NEXT.match(scene.after) is None
    return not _PEOPLE_NEXT.match(scene.after)


def years(scene: Scene) -> tuple[Told, ...]:
    """As in "2013-15", "2016–2017"."""
    words, left = scene.words, scene.left
    if scene.has("J"):
        return (scene.told(years_from(scene.number("J") or 1, 2), "span"),)
    first, last = int(str(words.values[left])), int(str(words.values[scene.right - 1]))
    if words.kinds[scene.right - 1] == "d":
        if words.ends[scene.right - 1] - words.starts[scene.right - 1] < 2:
            return ()
        last += first - first % 100
    if not first < last <= first + 200 or _COUNTED_NEXT.match(scene.after):
        return ()
    if scene.before not in _LICENCE and first % 50 == 0:
        return ()
    if words.kinds[left + 1] == "/" and last != first + 1:
        return ()
    return (scene.told(years_from(first, last - first + 1), "span"),)


def decade(scene: Scene) -> tuple[Told, ...]:
    """As in "the 1990s", "the '90s"; "the 1800s" are a century."""
    first = scene.number("X") or 1
    if first % 100 == 0 and first < 2000:
        return (scene.told(years_from(first, 100), "century"),)
    return (scene.told(years_from(first, 10), "decade"),)


def century(scene: Scene) -> tuple[Told, ...]:
    """As in "the 19th century"."""
    if scene.unit != "century":
        return ()
    number = scene.number("D") or 1
    return (scene.told(years_from(100 * number - 99, 100), "century"),)


def named_day(scene: Scene) -> tuple[Told, ...]:
    """As in "Christmas Day", "Easter 2016", "9/11"."""
    named = scene.words.first("G", scene.left, scene.right)
    if not isinstance(named, NamedDay):
        return ()
    if named.year:
        return (scene.told(only(named.within(named.year)), "day"),)
    fixed = scene.year
    if fixed:
        return (scene.of_year(only(named.within(fixed)), "day"),)
    today = scene.today
    if today is not None and scene.has("LN"):
        given = [named.within(today.year + n) for n in (-1, 0, 1)]
        gone = [d for d in given if d and d < today]
        left = [d for d in given if d and d > today]
        day = gone[-1] if scene.has("L") and gone else left[0] if left else None
        return (scene.counted(only(day), "day"),)
    return (
        scene.counted(in_the_year_meant(scene, lambda y: only(named.within(y))), "day", "year"),
    )


def of_season(scene: Scene) -> tuple[Told, ...]:
    """As in "the summer of 2014", "last summer", "this spring", "in the winter"."""
    words = scene.words
    place = next(i for i in range(scene.left, scene.right) if words.kinds[i] == "S")
    index, value = int(str(words.values[place])), scene.number("J") or scene.year
    fall = words.text[words.starts[place]] in "fF" and index == 2
    if value is not None:
        found = season(value, index)
        if scene.has("hLTN") or words.kinds[place + 1] in "YJ" or not fall:
            return (scene.of_year(found, "season"),)
        return ()
    if not words.text[words.starts[place]].islower():
        return ()
    if scene.has("LNT"):
        return _season_by(scene, index)
    if not (scene.before in "iQ^sbloF" or scene.pre) or scene.after.startswith(" of "):
        return ()
    if fall and (not scene.has("h") or scene.before not in "isQ^"):
        return ()  # "by the fall" of what?
    return (scene.counted(in_the_year_meant(scene, lambda y: season(y, index)), "season", "year"),)


def _season_by(scene: Scene, index: int) -> tuple[Told, ...]:
    today = scene.today
    if today is None:
        return (scene.told(None, "season"),)
    seasons = [season(today.year + n, index) for n in range(-2, 3)]
    known = [s for s in seasons if s.first and s.last]
    if scene.has("LP"):
        found = [s for s in known if s.last and s.last < today][-1:]
    elif scene.has("N"):
        found = [s for s in known if s.first and s.first > today][:1]
    else:
        found = [s for s in known if s.last and s.first and s.first.year == today.year]
        if index == 3 and today.month < 3:
            found = [s for s in known if s.first and s.last and s.first <= today <= s.last]
    return (scene.counted(found[0] if found else None, "season"),)


def quarter(scene: Scene) -> tuple[Told, ...]:
    """As in "the first quarter", "Q3 2019", "the third quarter of last year"."""
    number = scene.number("VjD")
    units = [scene.words.values[i] for i in range(scene.left, scene.right) if _is_unit(scene, i)]
    if (not scene.has("V") and units[:1] != ["quarter"]) or number not in (-1, 1, 2, 3, 4):
        return ()
    which = 4 if number == -1 else number
    value = scene.number("Y")
    if value is not None:
        return (scene.told(_quarter_of(value, which), "quarter"),)
    today = scene.today
    if today is None:
        return (scene.told(None, "quarter"),)
    if units[-1:] == ["year"]:
        change = -1 if scene.has("L") else 1 if scene.has("N") else 0
        return (scene.counted(_quarter_of(today.year + change, which), "quarter"),)
    # results are told of a quarter when it is over
    told = in_the_year_meant(scene, lambda y: _quarter_of(y, which))
    if told and told.first and told.last and told.first <= today <= told.last:
        earlier = _quarter_of(told.first.year - 1, which)
        told = earlier if (today - told.first).days < 45 and scene.tense < 0 else told
    return (scene.counted(told, "quarter", "year"),)


def _is_unit(scene: Scene, at: int) -> bool:
    return scene.words.kinds[at] in "uU"


def _quarter_of(year: int, number: int) -> Stretch:
    return months_from(year, 3 * number - 2, 3)


def day_of_month(scene: Scene) -> tuple[Told, ...]:
    """As in "on the 14th", "the 14th of last month"."""
    number, today = scene.number("D") or 1, scene.today
    if scene.has("W"):
        return _weekday_and_day(scene, number)
    if scene.before not in "OblsBAFtR&" or (not scene.has("u") and not _FREE.match(scene.after)):
        return ()
    if scene.before == "&" and scene.words.kind(scene.left - len(scene.pre) - 2) != "D":
        return ()
    if today is None:
        return (scene.told(None, "day"),)
    if scene.has("u"):
        if scene.unit != "month":
            return ()
        near = shift(today, -1 if scene.has("L") else 1 if scene.has("N") else 0, "month")
        return (
            scene.counted(only(day_of(near.year, near.month, number)) if near else None, "day"),
        )
    base = scene.base
    if (
        base is not None
        and base.granularity in ("month", "day", "part of day")
        and base.stretch.first
    ):
        first = base.stretch.first
        if (today.year, today.month) != (first.year, first.month) or base.granularity == "month":
            told = scene.told(only(day_of(first.year, first.month, number)), "day")
            return (replace(told, anchor=scene.base_words),)
    months = [shift(today.replace(day=1), n, "month") for n in (-2, -1, 0, 1, 2)]
    days = [day_of(m.year, m.month, number) for m in months if m]
    gone, left = [d for d in days if d and d <= today], [d for d in days if d and d >= today]
    ahead = scene.tense > 0 and left
    day = left[0] if ahead else gone[-1] if gone else None
    return (scene.counted(only(day), "day"),)


def _weekday_and_day(scene: Scene, number: int) -> tuple[Told, ...]:
    """As in "Tuesday the 29th": the nearest day that is both."""
    today, weekday = scene.today, scene.number("W")
    if today is None:
        return (scene.told(None, "day"),)
    months = [shift(today.replace(day=1), n, "month") for n in (0, -1, 1, -2, 2, -3, 3)]
    days = [day_of(m.year, m.month, number) for m in months if m]
    fits = [d for d in days if d and d.weekday() == weekday]
    return (scene.counted(only(fits[0] if fits else None), "day"),)


def nth(scene: Scene) -> tuple[Told, ...]:
    """A part of a longer time: "the first week of June", "the second half of 2018".

    ``scene.base`` is the longer time here; it gives the anchor too.
    """
    whole = scene.base
    if whole is None:
        return ()
    number, size = scene.number("jD"), 1
    number = -1 if number is None else number
    words = scene.words
    part = next(i for i in range(scene.left, scene.right) if words.kinds[i] in "uUWx")
    counts = [i for i in range(scene.left, part) if words.kinds[i] in "nd"]
    rough = words.kinds[part] == "U" and not counts  # "the first days of June"
    size = 7 if rough else 1
    if counts:
        found = number_of(words.text[words.starts[counts[0]] : words.ends[counts[0]]])
        if found is None or not 1 <= found <= 31:
            return ()
        size = int(found)
    if words.kinds[part] == "W":
        day = nth_weekday(whole.stretch, int(str(words.values[part])), number)
        return (replace(scene.told(only(day), "day"), anchor=whole.anchor),)
    unit = "half" if words.kinds[part] == "x" else str(words.values[part])
    stretch = _block(whole.stretch, unit, number, size)
    if stretch is None and whole.closed:
        return ()
    granularity = "span" if size > 1 else unit
    told = scene.told(stretch, granularity)
    return (replace(told, anchor=whole.anchor, approximate=rough),)


def _block(whole: Stretch, unit: str, number: int, size: int) -> Stretch | None:
    """The first, second ... or last block of so many units of a stretch."""
    first, last = whole.first, whole.last
    if first is None or last is None or unit in ("hour", "minute", "century", "fortnight"):
        return None
    after = shift(last, 1, "day")
    if unit == "half":
        months = round((last - first).days / 30.4)
        if months < 1:
            return None
        if months == 1:
            middle = shift(first, 14, "day")
            return Stretch(first, middle) if number == 1 else Stretch(shift(first, 15, "day"), last)
        unit, size = ("month", months // 2) if months > 1 else ("day", 15)
    if unit == "weekend":
        saturday = nth_weekday(whole, 5, number)
        return around(saturday, "weekend") if saturday else None
    if number < 0:
        opens, closes = (shift(after, -size, unit) if after else None), last
    else:
        opens, end = shift(first, (number - 1) * size, unit), shift(first, number * size, unit)
        closing = shift(end, -1, "day") if end else None
        if opens is None or closing is None or opens > last:
            return None
        closes = min(closing, last)
    if opens is None or opens < first or opens > closes:
        return None
    return Stretch(opens, closes)
