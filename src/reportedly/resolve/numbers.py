"""Numbers in digits and in words, exact, vague and as shares of a whole."""

from __future__ import annotations

import re
import unicodedata

_ONES = "one two three four five six seven eight nine".split()
_TEENS = (
    "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen zero".split()
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_SMALL = {word: n for n, word in enumerate(_ONES, start=1)}
_SMALL |= {word: n for n, word in enumerate(_TEENS[:-1], start=10)} | {"zero": 0}
_SMALL |= dict(zip(_TENS, range(20, 100, 10), strict=True))
SCALES = {
    "one": 1,
    "dozen": 12,
    "score": 20,
    "hundred": 100,
    "thousand": 1_000,
    "k": 1_000,
    "lakh": 100_000,
    "million": 1_000_000,
    "m": 1_000_000,
    "mn": 1_000_000,
    "mln": 1_000_000,
    "crore": 10_000_000,
    "billion": 1_000_000_000,
    "b": 1_000_000_000,
    "bn": 1_000_000_000,
    "bln": 1_000_000_000,
    "trillion": 1_000_000_000_000,
    "tn": 1_000_000_000_000,
}
_PARTS = {"half": 1 / 2, "third": 1 / 3, "quarter": 1 / 4, "fourth": 1 / 4, "fifth": 1 / 5}
_PARTS |= {"sixth": 1 / 6, "eighth": 1 / 8, "tenth": 1 / 10}
LARGEST = 10**15  # no count in the news is larger

_LOW = rf"(?:(?:{'|'.join(_TENS)})(?:[ -](?:{'|'.join(_ONES)})\b)?|{'|'.join(_TEENS + _ONES)})\b"
_TIMES = rf"(?:{_LOW}|half an?|a couple(?: of)?|an?)[ -]"
_HUNDREDS = rf"(?:{_TIMES})?(?:hundred|dozen)\b(?:(?: and |[ -]){_LOW})?"
_LARGE = r"(?:thousand|(?:m|b|tr)illions?)\b"
_HALF = r"(?: and a half\b)?"
WORDS = (
    rf"(?:(?:{_HUNDREDS}|{_LOW}|(?:an?|half an?|a couple of|a quarter of a)(?=[ -]{_LARGE}))"
    rf"{_HALF}(?:[ -]{_LARGE}{_HALF}(?:(?: and |[ -])(?:{_HUNDREDS}|{_LOW}))?)*|{_LARGE}"
    r"|a couple(?: of\b|(?= more\b)))"
)
DIGITS = (
    r"(?:\d{1,3} ?[¼½¾⅓⅔]|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,2}(?:,\d\d)+,\d{3}"
    r"|\d{1,3}(?:[\u202f\u2009\xa0 ]\d{3})+(?!\d)|\d+(?:\.\d+)?)"
)
_MANY = r"(?:hundreds|thousands|millions|billions|trillions)"
VAGUE = (
    rf"(?:(?:many )?(?:dozens|{_MANY}"
    r"|scores(?= of\b| (?:more|were|are|dead|killed|injured|wounded|missing)\b)"
    rf"|tens(?= of\b))(?: (?:of|and|upon) {_MANY}){{0,2}}"
    r"|(?:several|a few) (?:dozen|score|hundred|thousand|million|billion))"
)
_PART = r"(?:third|quarter|fourth|fifth|sixth|eighth|tenth)"
SHARE = (
    r"(?:(?:half(?! an?\b)(?= (?:of|the|its|their|his|her|our|all|that|those|these)\b)"
    rf"|one[ -]half|a {_PART}(?= of\b(?! a {_LARGE}))|one[ -]{_PART}"
    rf"|(?:two|three|four|five|seven|nine)[ -]{_PART}s)\b"
    rf"|(?:one in (?:every )?(?:{_LOW}|\d{{1,3}})"
    rf"|(?:{_LOW}|\d) in (?:every )?(?:three|four|five|ten|10|20))"
    r"(?! (?:days|weeks|months|years|hours|minutes|of)\b|[\w,.:-]*\d)"
    rf"|(?:{_LOW}|\d{{1,3}}) out of (?:every )?(?:{_LOW}|\d{{1,3}})(?!\w|[,.:]\d))"
)


def number_of(words: str) -> float | None:
    """The number that digits or number words give; None where they give none.

    >>> number_of("two hundred and five thousand"), number_of("1,500"), number_of("4.5")
    (205000, 1500, 4.5)
    """
    bare = words.strip().lower()
    if bare[:1].isdigit():
        return _of_digits(bare)
    total, part, scale, seen = 0.0, 0.0, 1, False
    for word in re.findall(r"[a-z]+", bare.replace("illions", "illion")):
        if word in _SMALL:
            part += _SMALL[word]
        elif word == "couple":
            part = 2
        elif word in ("half", "quarter"):
            part += _PARTS[word] * (scale if seen else 1)  # "a million and a half"
        elif word in ("dozen", "hundred"):
            part = (part or 1) * SCALES[word]
        elif word in SCALES:
            scale = SCALES[word]
            total, part = total + (part or 1) * scale, 0
        elif word not in ("a", "an", "and", "of"):
            return None
        seen = seen or word not in ("a", "an", "and", "of", "half", "quarter")
        scale = 1 if word in _SMALL else scale
    return _whole(total + part) if seen or part else None


def bounds_of(vague: str) -> tuple[float, float]:
    """What a vague number can be: from two to just under ten of its unit; dozens 24 to 99.

    >>> bounds_of("tens of thousands"), bounds_of("several hundred"), bounds_of("dozens")
    ((20000, 99999), (200, 999), (24, 99))
    """
    counted = [w.removesuffix("s") for w in vague.lower().split() if w.removesuffix("s") in SCALES]
    if "tens" in vague.lower():
        counted.insert(0, "ten")
    unit, first = SCALES.get(counted[-1], 10), counted[0]
    if len(counted) == 1 or first == counted[-1]:
        if unit in (SCALES["dozen"], SCALES["score"]):
            return 2 * unit, 99
        if unit >= SCALES["million"] and not vague.lower().startswith(("several", "a few")):
            return 2 * unit, 1000 * unit - 1  # "millions" goes on where no larger word is used
        return 2 * unit, 10 * unit - 1
    times = {"dozen": 10, "score": 10, "ten": 10}.get(first, SCALES.get(first, 10))
    if times >= unit:  # "thousands and hundreds" tells nothing
        return 2 * unit, 1000 * times - 1
    return 2 * times * unit, 10 * times * unit - 1


def share_of(words: str) -> float | None:
    """The share of a whole, from 0 to 1, to four places.

    >>> share_of("two-thirds"), share_of("one in five"), share_of("half")
    (0.6667, 0.2, 0.5)
    """
    bare = words.lower()
    part, joint, whole = bare.replace(" every", "").partition(" out of ")
    if not joint:
        part, joint, whole = bare.replace(" every", "").partition(" in ")
    if joint:
        of, among = number_of(part), number_of(whole)
        return round(of / among, 4) if of and among and of < among else None
    *times, kind = re.findall(r"[a-z]+", bare)
    many = number_of(times[0]) if times and times[0] != "a" else 1
    share = (many or 1) * _PARTS[kind.removesuffix("s")]
    return round(share, 4) if share < 1 else None


def _of_digits(text: str) -> float | None:
    if not re.fullmatch(DIGITS, text):
        return None
    bare = re.sub(r"[,\u202f\u2009\xa0 ]", "", text)
    if unicodedata.category(bare[-1]) == "No":  # "5½"
        return round(float(bare[:-1]) + unicodedata.numeric(bare[-1]), 4)
    whole, _, decimals = bare.partition(".")
    if len(whole) > 15 or len(decimals) > 15:
        return None
    return _whole(float(bare))


def _whole(value: float) -> float | None:
    if value > LARGEST:
        return None
    return int(value) if value == int(value) else value
