"""The words that times are told with, as a string of kinds that rules can match.

Every word of a time has a kind of one character (``timewords.tsv``); all other words are breaks.
"late on Monday, Sept. 22" spells "eOW,Md". One character stands for one word, so a match in the
string leads back to the words and to their places in the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

from reportedly.resolve.calendar import day_of, easter

BREAK = " "

_TOKEN = (
    r"(?:https?://|www\.)\S+"
    r"|(?<!\w)(?P<named>{named})(?!\w)"
    r"|(?P<word>local time(?!\w)|Q[1-4](?!\w)|[ap]\.m\.?|[oO]['’]clock|[^\W\d_]+)"
    r"|(?<!\w)[’'](?P<era>\d0s)\b"
    r"|(?<![\w$€£¥#@.,])(?P<iso>\d{{4}}-\d\d-\d\d|\d{{4}}/\d\d/\d\d|\d\d?-\d\d?-\d{{4}})(?![-/]?\d)"
    r"|(?P<number>[$€£¥#@]?\d+(?:[.,:/]\d+)*[A-Za-z%]*)"
)
_SLASHED = re.compile(r"(\d\d?)[/.](\d\d?)[/.](\d{4})")
_TWO_YEARS = re.compile(r"(1[5-9]\d\d|20\d\d)/(\d\d)")
_CLOCK = re.compile(r"([01]?\d|2[0-4])[:.][0-5]\d([ap]m)?", re.I)
_HOUR = re.compile(r"(1[0-2]|0?[1-9])[ap]m", re.I)
_ORDINAL = re.compile(r"(\d\d?)(?:st|nd|rd|th)")
_ERA = re.compile(r"(1[0-9]|20)\d0s")
_MAY_NAMED = re.compile(r"\b([A-Z][a-z]+)\.? May\b(?!,? \d)")
_TITLES_NOT = frozenset("during between over around".split())  # words that only open a sentence
_JOINED = {", ": ",", ",": ",", " (": ",", "-": "-", "–": "-", "—": "-", "‑": "-"}
_JOINED |= {" - ": "=", " – ": "=", " — ": "=", ". ": "", ".": "", "., ": ",", ".-": "-"}
_JOINED |= {" ": "", "": "", "' ": "", "’ ": "", "'": "", "’": "", "\xa0": "", "\n": ""}
_JOINED |= {". (": ",", ".–": "-", ", (": ",", ",\n": ",", "/": "/"}


@dataclass(frozen=True, slots=True)
class NamedDay:
    """A day that has a name.

    Attributes:
        month: its month, or 0 where it moves with Easter.
        day: the day of the month, or how many days after Easter Sunday.
        year: the year, where the name tells it too; else 0.
    """

    month: int
    day: int
    year: int = 0

    def within(self, year: int) -> date | None:
        """The day in one year."""
        if self.month:
            return day_of(year, self.month, self.day)
        sunday = easter(year) if 1 <= year <= 9999 else None
        return date.fromordinal(sunday.toordinal() + self.day) if sunday else None


Value = int | str | date | NamedDay | None


@dataclass(frozen=True, slots=True)
class Words:
    """The words of times in a text, in its order, with breaks where other words stand.

    Attributes:
        text: the text.
        kinds: one character for each word or break.
        starts: where each begins in the text.
        ends: where each ends.
        values: what each is worth: a number, a name of a unit, a day.
        may_is_named: whether May is somebody's name in the text.
    """

    text: str
    kinds: str
    starts: list[int]
    ends: list[int]
    values: list[Value]
    may_is_named: bool = False

    def first(self, kinds: str, left: int, right: int) -> Value:
        """The value of the first word of one of the kinds, or None."""
        return next((self.values[i] for i in range(left, right) if self.kinds[i] in kinds), None)

    def number(self, kinds: str, left: int, right: int) -> int | None:
        """The value of the first word of one of the kinds, as a whole number."""
        value = self.first(kinds, left, right)
        return value if isinstance(value, int) else None

    def unit(self, left: int, right: int) -> str:
        """The first unit."""
        return str(self.first("uU", left, right))

    def has(self, kinds: str, left: int, right: int) -> bool:
        """Whether a word of one of the kinds stands there."""
        return any(self.kinds[i] in kinds for i in range(left, right))

    def kind(self, at: int) -> str:
        """The kind of the word at a place, a break beyond either end."""
        return self.kinds[at] if 0 <= at < len(self.kinds) else BREAK


def read_words(text: str) -> Words:
    """The words of times in a text.

    >>> read_words("It fell late on Monday, Sept. 22, they said.").kinds
    ' eOW,Md '
    """
    words = Words(text, "", [], [], [], " May" in text and _named_may(text))
    kinds: list[str] = []
    vocabulary, end, known = _vocabulary(), 0, False
    for found in _token().finditer(text):
        kind, value = (
            vocabulary.get(found["word"].lower(), _UNKNOWN) if found["word"] else _told(found)
        )
        if kind in _CAPITALS and not found.group()[0].isupper():
            kind = BREAK
        if kind == BREAK:
            known = False
            continue
        start = found.start()
        joint = _joint(text, end, start, kinds[-1]) if known else BREAK
        if joint:
            _append(words, kinds, joint, (end, start, None))
        end, known = found.end(), True
        if text[end : end + 1] == "." and kind in "Mw":
            end += len(found.group()) < 5 and found.group() not in _WHOLE_NAMES
        _append(words, kinds, kind, (start, end, value))
    _append(words, kinds, BREAK, (end, end, None))
    return replace(words, kinds="".join(kinds))


def _named_may(text: str) -> bool:
    names = (found[1].lower() for found in _MAY_NAMED.finditer(text))
    return any(name not in _vocabulary() and name not in _TITLES_NOT for name in names)


_UNKNOWN: tuple[str, Value] = (BREAK, None)
_WHOLE_NAMES = frozenset({"May", "June", "July"})  # as short as those that are cut
_CAPITALS = "Mw"  # kinds whose words mean something else in small letters: may, march, sun


def _append(words: Words, kinds: list[str], kind: str, told: tuple[int, int, Value]) -> None:
    kinds.append(kind)
    words.starts.append(told[0])
    words.ends.append(told[1])
    words.values.append(told[2])


def _joint(text: str, end: int, start: int, before: str) -> str:
    """What stands between two words of times: nothing, a comma, a dash or a break."""
    if start - end > 3:
        return BREAK
    joint = _JOINED.get(text[end:start], BREAK)
    if text[end:start].startswith("."):
        return joint if before in "Mwq" else BREAK
    return joint


def _told(found: re.Match[str]) -> tuple[str, Value]:
    """The kind and the value of a number, a day's name or a date in digits."""
    if found["named"]:
        return "G", next(day for pattern, day in _named_days() if pattern.fullmatch(found["named"]))
    if found["era"]:
        return "X", 1900 + int(found["era"][:2])
    if found["iso"]:
        one, two, three = map(int, re.split("[-/]", found["iso"]))
        return "I", day_of(one, two, three) if one > 31 else _in_digits(one, two, three)
    number = found["number"]
    if not number or len(number) > 12:
        return ("#", None) if number and number.isdigit() else _UNKNOWN
    if number[0] in "$€£¥#@":
        return _UNKNOWN
    return _number(number)


def _number(number: str) -> tuple[str, Value]:
    if number.isdigit():
        value = int(number)
        if len(number) == 4 and 1500 <= value < 2200:
            return "Y", value
        if len(number) == 4 and value <= 2400 and value % 100 < 60:
            return "H", value
        return ("d" if 1 <= value <= 31 and len(number) < 3 else "#"), value
    ordinal = _ORDINAL.fullmatch(number)
    if ordinal:
        return ("D" if 1 <= int(ordinal[1]) <= 31 else BREAK), int(ordinal[1])
    slashed = _SLASHED.fullmatch(number)
    if slashed:
        return "I", _in_digits(*map(int, slashed.groups()))
    season = _TWO_YEARS.fullmatch(number)
    if season and (int(season[1]) + 1) % 100 == int(season[2]):
        return "J", int(season[1])
    if _CLOCK.fullmatch(number) or _HOUR.fullmatch(number):
        return "C", "minute" if ":" in number or "." in number else "hour"
    if _ERA.fullmatch(number):
        return "X", int(number[:4])
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+|\d+\.\d+", number):
        return "#", None
    return _UNKNOWN


def _in_digits(left: int, right: int, year: int) -> date | None:
    """The date that two numbers and a year tell, where only one order gives one."""
    found = {day_of(year, left, right), day_of(year, right, left)} - {None}
    return found.pop() if len(found) == 1 else None


@cache
def _vocabulary() -> dict[str, tuple[str, Value]]:
    found: dict[str, tuple[str, Value]] = {}
    for word, kind, value in _rows("timewords"):
        found[word] = (kind, int(value) if value.lstrip("-").isdigit() else value)
        if word in ("a.m", "p.m"):
            found[word + "."] = found[word]
    return found


@cache
def _named_days() -> tuple[tuple[re.Pattern[str], NamedDay], ...]:
    found = []
    for name, when, *year in _rows("days"):
        if when.startswith("easter"):
            day = NamedDay(0, int(when.removeprefix("easter")))
        else:
            month, of_month = when.split("-")
            day = NamedDay(int(month), int(of_month), int(year[0]) if year else 0)
        # what must follow a name has been seen when it was found, and is not there in the name
        found.append((re.compile(re.sub(r"\(\?[=!].*$", "", name)), day))
    return tuple(found)


@cache
def _token() -> re.Pattern[str]:
    return re.compile(_TOKEN.format(named="|".join(name for name, *_ in _rows("days"))))


def _rows(name: str) -> list[list[str]]:
    text = (Path(__file__).parent / f"{name}.tsv").read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line and line[0] != "#"]
