"""How many and how much: numbers with their bounds, units and what is counted.

One search finds where a number may stand; the words before it bound it, the words after it tell
what it counts. Conventions where words leave room: dozens are 24 to 99, scores 40 to 99, hundreds
200 to 999, and so on up to millions, which have no larger word near and end at 999,999,999. A share
("a third of") has the unit "share" and a value from 0 to 1. Lone people killed, hurt or missing
have the unit "people". Votes and scores with a dash ("52-48", "3-2") are no figures, nor are
"twice", "a few", "several", "no" and durations that tell a date or describe a noun ("two weeks
ago", "a two-day visit").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from reportedly.model import Figure, Span
from reportedly.resolve.counted import (
    Counted,
    counted_after,
    measured_after,
    told_before,
    whole_after,
)
from reportedly.resolve.numbers import (
    DIGITS,
    LARGEST,
    SCALES,
    SHARE,
    VAGUE,
    WORDS,
    bounds_of,
    number_of,
    share_of,
)
from reportedly.resolve.uncounted import (
    WINDOW,
    dates_or_ages,
    is_label,
    is_pronoun,
    is_year,
    spans_apart,
    stands_alone,
    word_before,
)

_SIGNS = {"$": "USD", "us$": "USD", "a$": "AUD", "au$": "AUD", "c$": "CAD", "ca$": "CAD"}
_SIGNS |= {"nz$": "NZD", "hk$": "HKD", "s$": "SGD", "£": "GBP", "€": "EUR", "¥": "JPY"}
_SIGNS |= {"₹": "INR", "rs": "INR", "rs.": "INR", "₽": "RUB", "₺": "TRY", "₪": "ILS", "₩": "KRW"}
_SIGN = (
    r"(?P<sign>(?:US|AU|CA|NZ|HK|A|C|S)?\$|[£€¥₹₽₺₪₩]"
    r"|(?:USD|EUR|GBP|CHF|JPY|AUD|CAD|RUB|TRY|SYP|INR|SEK|NOK|DKK|Rs\.?)(?= ?\d)) ?"
)
_SCALE = (
    r"(?:[ -](?P<scale>(?:million|billion|trillion|crore|lakh)s?|thousand|hundred|dozen)\b"
    r"| ?(?P<short>bn|mln|mn|tn)\b|(?P<letter>[kmb])\b(?! (?:tall|high|wide|deep|long|away)\b))"
)
_NUMBER = (
    rf"(?:{_SIGN})?(?:(?P<share>{SHARE})|(?P<vague>{VAGUE})|(?P<digits>{DIGITS})(?:{_SCALE})?"
    rf"|(?P<words>{WORDS}))(?:(?!\w|[.,]\d|['’]s\b)|(?=(?:km|kg|cm|mm|[mk]ph|[mgk]wh?|ft|lbs?|"
    rf"hrs?|mins?|(?-i:C))\b))"
)
_STARTS = r"(?=[\d$£€¥₹₽₺₪₩abcdefghijmnorstuz])"
_FOUND = re.compile(rf"(?<![\w.,:/’+#@–-])(?<!\w['’]){_STARTS}{_NUMBER}", re.I)
_DASHED = re.compile(r"\d ?[-–—] ?\d")
_SECOND = re.compile(_NUMBER, re.I)
_JOINT = re.compile(
    r"(?P<dash> ?[-–—] ?)|\s(?P<word>to|and|or)\s(?:as (?:many|much|high) as\s)?", re.I
)
_OPENED = re.compile(r"\b(?P<word>between|from|anywhere from)\s$", re.I)
_CHANGED = re.compile(
    r"\b(?:gone|went|go(?:es|ing)?|rose|ris\w+|f[ae]ll(?:s|en|ing)?|gr[eo]w\w*|(?:in|de)creas\w+|"
    r"cut\w*|reduc\w+|rais\w+|lower\w*|up|down|drop\w*|jump\w*|climb\w*|chang\w+|mov\w+|slash\w*|"
    r"shr[aiu]nk\w*|doubl\w+|tripl\w+|revis\w+|swell\w*|swollen|expand\w*|soar\w*|plung\w*|"
    r"surg\w+)\b"
    r"[^.;]{0,40}$",
    re.I,
)
_BOUND = re.compile(
    r"(?:\b(?:(?P<low>at (?:the )?(?:very )?least|(?:no|not) (?:fewer|less) than|upwards? of|"
    r"in excess of|"
    r"(?:well |far |much )?(?:more|greater|higher|larger) than|(?:well )?(?:over|above)|"
    r"as (?:few|little)"
    r" as|exceed(?:s|ed|ing)?|topp(?:ed|ing)|surpass(?:es|ed|ing)?|a minimum of|minimum of)"
    r"|(?P<high>(?:anything )?up to(?: as many as)?|as (?:many|much|high|large) as|as (?:many|"
    r"much)|"
    r"(?:well |far |much )?(?:fewer|less|lower) than|(?:well )?(?:under|below)|"
    r"at (?:the )?(?:very )?most|"
    r"(?:no|not) more than|a maximum of|maximum of|short of|not exceeding)"
    r"|(?P<nearly>(?:very )?nearly|almost|close to|just (?:under|short of|below)|approaching|"
    r"nearing|"
    r"not quite|(?:slightly|a little) (?:less|fewer|under) than|a little under)"
    r"|(?P<above>(?:just|slightly|a little|a bit) (?:over|above|more than))"
    r"|(?P<about>about|around|roughly|some|approximately|approx\.?|an estimated|estimated|"
    r"in the (?:region|order|neighbou?rhood) of|circa|perhaps|maybe|more or less|something like))"
    r"|(?P<tilde>[~≈]))"
    r" ?(?P<more>\b(?:another|an additional|an extra|a further) )?(?:the )?$",
    re.I,
)
_MORE = re.compile(r"(?:\b(?:another|an additional|an extra|a further|additional)|, plus) $", re.I)
_BOUND_ENDS = frozenset(
    "least than of over above as little few exceed exceeds exceeded exceeding topped topping "
    "surpass "
    "surpasses surpassed to many much high large under below most exceeding nearly almost "
    "approaching "
    "nearing quite about around roughly some approximately approx approx. estimated circa "
    "perhaps maybe "
    "less like another additional extra further the".split()
)  # the last words of what _BOUND finds: a look at one word spares most searches
_MORE_ENDS = frozenset("another additional extra further plus".split())
_PART_ENDS = frozenset(
    "first second last latter other top bottom better front back final early each upper lower "
    "northern "
    "southern eastern western".split()
)
_AFTER = re.compile(
    r"(?P<low> ?\+|-plus\b| or (?:more|over)\b| and (?:counting|more|up)\b| plus\b(?! \d)|"
    r" at (?:the )?(?:very )?least\b(?! [\d$£€]))|(?P<high> or (?:fewer|less|under)\b|"
    r" at (?:the )?(?:very )?most\b(?! [\d$£€]))"
    r"|(?P<about>(?:-| )(?:odd|ish)\b| or so\b| or thereabouts\b)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class _Value:
    """A number as found: where, how much, in which currency."""

    start: int
    end: int
    low: float
    high: float
    currency: str | None
    rule: str
    plain: bool  # digits or words alone, which may be no figure at all
    scale: int = 1


def find_figures(text: str, apart: Sequence[Span] = ()) -> tuple[Figure, ...]:
    """All figures in ``text``, in the order of place.

    Args:
        text: the text.
        apart: spans that are no figures, such as the times found in it.

    >>> [(f.low, f.high, f.unit) for f in find_figures("At least 40 miners and two more men died.")]
    [(40, None, 'miners'), (2, 2, 'men')]
    """
    barred = sorted([*((s.start, s.end) for s in apart), *spans_apart(text)])
    found: list[Figure] = []
    at, bar, free = 0, 0, 0  # free: where the last figure ends
    while (match := _FOUND.search(text, at)) is not None:
        while bar < len(barred) and barred[bar][1] <= match.start():
            bar += 1
        if bar < len(barred) and barred[bar][0] < match.end():
            at = max(barred[bar][1], match.end())
            continue
        value = _value(match)
        figure = None
        at = match.end()
        if value is not None:
            value, kept = _ranged(text, value)
            at = value.end
            figure = _figure(text, value, free) if kept else None
        if figure is not None:
            found.append(figure)
            at = free = figure.span.end
    return tuple(found)


def _value(found: re.Match[str]) -> _Value | None:
    """The number of a match; None where its words make none."""
    start, end = found.span()
    sign = (found["sign"] or "").lower()
    currency = _SIGNS.get(sign, sign.upper()) or None
    if found["vague"]:
        return _Value(start, end, *bounds_of(found["vague"]), currency, "vague number", False)
    if found["share"]:
        share = share_of(found["share"])
        return _Value(start, end, share, share, None, "share", False) if share else None
    number = number_of(found["digits"] or found["words"])
    scale = SCALES[
        (found["scale"] or found["short"] or found["letter"] or "one").lower().removesuffix("s")
    ]
    if number is None or number * scale > LARGEST:
        return None
    number = round(number * scale, 6)
    number = int(number) if number == int(number) else number
    plain = scale == 1 and not sign
    if found["words"]:
        scale = _scale_told(found["words"])
    rule = "words" if found["words"] else "digits"
    return _Value(start, end, number, number, currency, rule, plain, scale)


def _scale_told(words: str) -> int:
    """The scale that number words end in, shared by a number before: "two to three million"."""
    last = words.lower().split()[-1]
    return SCALES[last] if len(words.split()) > 1 and last in SCALES else 1


def _ranged(text: str, value: _Value) -> tuple[_Value, bool]:
    """The range that a number opens, and whether it is any: "20-30", "$1,500 to $2,000"."""
    if value.rule in ("share", "vague number"):
        return value, True
    measured = measured_after(text, value.end)
    joint = _JOINT.match(text, value.end)
    if joint is None and measured is not None:
        joint = _JOINT.match(text, measured.end)
    other = _SECOND.match(text, joint.end()) if joint else None
    second = _value(other) if other else None
    if joint is None or second is None or second.rule in ("share", "vague number"):
        return value, not re.match(r"[-–]\d", text[value.end : value.end + 2]) or not value.plain
    after = measured_after(text, second.end)
    if joint.start() > value.end and (
        after is None or measured is None or after.unit != measured.unit
    ):
        return value, True  # "5 percent to 7 miles"
    opened = _OPENED.search(text, max(0, value.start - 14), value.start)
    word = (joint["word"] or "-").lower()
    if word == "and" and not (opened and opened["word"].lower() == "between"):
        return value, True
    shared = second.scale if value.scale == 1 and value.low < 1000 else 1
    low = value.low * shared if value.low * shared < second.high else value.low
    if word == "or" and not low < second.high <= 2 * low:
        return value, True
    before = text[max(0, value.start - WINDOW) : value.start]
    falls = low >= second.high and (opened or joint.start() > value.end)
    if word == "to" and (falls or (opened and _CHANGED.search(before))):
        return value, True  # "rose from nine to 11", "48 percent to 45 percent" are two figures
    plain = value.plain and second.plain
    start = opened.start() if opened else value.start
    ranged = _Value(
        start, second.end, low, second.high, value.currency or second.currency, "range", plain
    )
    return ranged, low < second.high and not _years(text, value, second)


def _years(text: str, value: _Value, second: _Value) -> bool:
    """Whether a range is one of years: "2014-2016"."""
    return is_year(text, value.start, value.end) and second.plain


def _figure(text: str, value: _Value, free: int) -> Figure | None:
    """The figure that a number makes with the words around it; None where it is none."""
    before = text[max(free, value.start - WINDOW) : value.start]
    last = word_before(text, value.start).lower()
    bound = _BOUND.search(before) if last in _BOUND_ENDS or before.endswith(("~", "≈")) else None
    more = _MORE.search(before) if last in _MORE_ENDS else None
    after = _AFTER.match(text, value.end)
    end = after.end() if after else value.end
    if last == "minus" or (value.rule == "share" and last in _PART_ENDS):
        return None
    if value.plain and _is_no_figure(text, value, bound is not None):
        return None
    opening = bound or more
    counted = _counted(text, value, before[: opening.start()] if opening else before, end)
    if counted is None and value.plain and bound is None and after is None:
        if value.rule == "range" and _DASHED.search(text, value.start, value.end):
            return None  # a vote, a score
        if text[value.end : value.end + 1] == "-":
            return None  # "a two-state solution"
        if stands_alone(text, value.start, value.end) or is_year(text, value.start, value.end):
            return None
    low, high, approximate = _bounded(value, bound, after)
    start = value.start - len(before) + opening.start() if opening else value.start
    unit = "share" if value.rule == "share" else counted.unit if counted else None
    additional = bool(more or (bound and bound["more"]) or (counted and counted.more))
    return Figure(
        Span.of(text, start, max(end, counted.end if counted else end)),
        low,
        high,
        value.currency or unit,
        counted.words if counted else None,
        approximate,
        additional,
        value.rule,
    )


def _counted(text: str, value: _Value, before: str, end: int) -> Counted | None:
    """What the number counts, by the words after it or else before it."""
    if value.rule == "share":
        return whole_after(text, end)
    single = value.high == 1 and value.currency is None
    counted = counted_after(text, end, single=single)
    if value.currency:
        return replace(counted, words=None, end=end) if counted and counted.more else None
    if counted is None or counted.unit is None:
        told = told_before(before)
        if told:
            return Counted("people", told, counted.end if counted else end, bool(counted))
    return counted


def _bounded(
    value: _Value, bound: re.Match[str] | None, after: re.Match[str] | None
) -> tuple[float | None, float | None, bool]:
    """The bounds that the words before and after set, and whether they make the number rough."""
    kinds = {
        kind for found in (bound, after) if found for kind, v in found.groupdict().items() if v
    }
    rough = bool(kinds & {"about", "tilde", "nearly", "above"})
    if kinds & {"low", "above"}:
        return value.low, None, rough
    if kinds & {"high", "nearly"}:
        return None, value.high, rough
    return value.low, value.high, rough


def _is_no_figure(text: str, value: _Value, bounded: bool) -> bool:
    """Whether a bare number is a date, an age, a time of day, an identifier or a pronoun."""
    start, end = value.start, value.end
    if dates_or_ages(text, start, end):
        return True
    if bounded:
        return False
    if is_pronoun(text, start, end):
        return told_before(text[max(0, start - WINDOW) : start]) is None
    return is_label(text, start, end) or is_year(text, start, end)
