"""Numbers that count nothing: dates, ages, times of day, names, addresses, pronouns."""

from __future__ import annotations

import re

from reportedly.resolve.lexicon import words_of
from reportedly.resolve.numbers import number_of

WINDOW = 48  # characters on each side of a number that are looked at

_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|"
    r"Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_SPAN = r"(?:days?|weeks?|months?|years?|decades?|centuries|nights?|weekends?|quarters?|seasons?)"
_MONTH_BEFORE = re.compile(rf"\b{_MONTH} (?:the )?(?:\d\d?(?:-|–| and | or | to ))?$")
_MONTH_AFTER = re.compile(rf"(?:(?:-|–| and | or | to )\d\d?)? (?:of )?{_MONTH}(?![\w-])")
_DIGITS_FOLLOW = re.compile(r"[/:.,]\d|-\d+-|/|:\d\d")
_YEAR = re.compile(r"(?:1[5-9]|20|21)\d\d")
_YEAR_BEFORE = re.compile(
    rf"(?:\b(?:in|since|by|until|till|from|during|of|the|for|early|late|mid|through|before|after|to|"
    rf"and|between|year|season|election|fall|spring|summer|winter|autumn|his|her|its|their|this|that|"
    rf"a|circa|{_MONTH}|\d\d?),? |\d\d?[,-] ?|\(|[A-Z][a-z]+'?s? )$"
)
_AGE_BEFORE = re.compile(
    r"(?:\b(?:aged|ages?|turn(?:s|ed|ing)) (?:between |from |of |over |under |just |only )?"
    r"|\b(?:girls?|boys?|m[ae]n|wom[ae]n|child(?:ren)?|sons?|daughters?|age|youth) of )$",
    re.I,
)
_APART_BEFORE = re.compile(r"[A-Za-z][\w’'.-]*(?:, | \()$")
_APART_AFTER = re.compile(r"[,)]|\.?$|[.;] ?\n|\.$| and ")
_BEING_BEFORE = re.compile(
    r"\b(?:he|she|who|I)(?:['’]s| is| was| were|['’]m| am) (?:only |just )?$", re.I
)
_YOUNG_BEFORE = re.compile(
    r"\b(?:children|people|those|anyone|everyone|adults|m[ae]n|wom[ae]n|boys|girls|youths|minors|"
    r"residents|persons?|kids|voters|population|is|was|are|were|all) (?:aged |who are )?"
    r"(?:under|over|above|below) (?:the age of )?$",
    re.I,
)
_AGE_ENDS = frozenset(
    "aged age ages turn turns turned turning between from of over under just only above below is "
    "was were am he's she's who's i'm he’s she’s who’s i’m".split()
)  # the last words before an age: a look at one word spares most searches
_AGE_AFTER = re.compile(
    r"[- ](?:years?|months?|weeks?|days?)[- ]olds?\b| (?:years?|months?) of age\b"
    r"| (?:and|or) (?:older|over|under|younger|above|up)\b",
    re.I,
)
_TIME_AFTER = re.compile(
    r" ?(?:: ?\d\d\b|[ap]\.?m\b|o['’]clock|GMT\b|UTC\b|EST\b|EDT\b| hrs\b)|(?:st|nd|rd|th)\b"
    r"| in the (?:morning|afternoon|evening)\b| (?:at night|local time)\b",
    re.I,
)
_PERIOD_AFTER = re.compile(rf"[ -](?:or so )?(?:hours?|{_SPAN})\b", re.I)
_MODIFYING = re.compile(rf"-(?:hours?|minutes?|seconds?|{_SPAN})\b", re.I)
_AGO_AFTER = re.compile(
    rf"[ -](?:(?:more|full|long|short|whole) )?(?:(?:minute|hour|second)s?|{_SPAN})"
    r"(?: and a half)? (?:ago|earlier|later|from now|hence|old)\b"
    rf"|[ -]{_SPAN} (?:after|before|since|into|prior)\b",
    re.I,
)
_HOUR_AFTER = re.compile(rf" (?:on |this |tomorrow |yesterday )?(?:{_WEEKDAY}|morning|afternoon)\b")
_NO = frozenset("no. nos. № #".split())
_NOT_NAMED = frozenset("big top page pages number well camp order point bill war group".split())
_PERIOD_BEFORE = frozenset(
    "past last next previous coming first final recent following preceding other".split()
)
_HOUR_BEFORE = frozenset("at around about by before after until past".split())
_ONE_BEFORE = frozenset(
    "no any every some each this that the which only another last next first number not as either "
    "neither day square phase for at in from to by new good big a an its other than".split()
)
_THOSE_BEFORE = frozenset(
    "the these those both other for in last first next us them into by any".split()
)
_STREET = re.compile(
    r" (?:[A-Z][\w’-]* ){1,3}(?:Street|St|Avenue|Ave|Road|Rd|Lane|Drive|Square|Boulevard|Blvd|Way|"
    r"Terrace|Row|Court|Place)\b"
)
_ONE_AFTER = re.compile(
    r" (?:of|another|day|thing|time|reason|way|hand|side|point|who|that|such|which|example|word|by|"
    r"can|could|has|is|was|might|would|where|in|on|at|for|to|and|or|but|with|night|morning|evening|"
    r"more time|step|moment|after|percent of the time|should|will|may|must|had|did|does|too|size|"
    r"big|as|if|when|afternoon|last|final|final|minute|hell)\b|-|[.,;:!?’'”\")]|\s*$",
    re.I,
)
_CAPITAL_BEFORE = re.compile(r"(?:[a-z,;] |[a-z] \(?)(?:[A-Z][\w’-]+ )*[A-Z][\w’-]* $")
_SPANS = re.compile(
    r"https?://\S+|www\.\S+|(?<![\w.+-])[\w.+-]{1,64}@\S+"  # addresses in the web
    r"|(?<![\w+])(?:\+\d[\d ().-]{6,20}\d|\(\d{2,5}\) ?\d{2,4}[ -]\d{2,5}"  # telephone numbers
    r"|\d{2,4}[-.]\d{3,4}[-.]\d{3,4}|\d-\d{3}-\d{3}-\d{4}|0\d{2,4} \d{3,4} \d{3,4})(?!\w|-\d)"
    r"|\[\d{1,4}\]|\(\d{1,4}\.?\)|^[ \t]{0,8}\d{1,3}[.)](?=[ \t])",  # numbers of a list
    re.M,
)


def spans_apart(text: str) -> list[tuple[int, int]]:
    """Where web addresses, telephone numbers and the numbers of lists stand, in order.

    >>> spans_apart("Call 555-010-0123.")
    [(5, 17)]
    """
    return [found.span() for found in _SPANS.finditer(text)]


def word_before(text: str, start: int) -> str:
    """The word that stands right before a place, after one space; empty where none does.

    >>> word_before("at least 40", 9)
    'least'
    """
    if start < 2 or text[start - 1] not in " \xa0\n":
        return ""
    from_ = max(0, start - WINDOW)
    words = text[from_ : start - 1].rsplit(None, 1)
    return words[-1].lstrip('(“"‘') if words and not text[start - 2].isspace() else ""


def dates_or_ages(text: str, start: int, end: int) -> bool:
    """Whether a number is part of a date, an age or a time of day, whatever bounds it."""
    before, after = text[max(0, start - 20) : start], text[end : end + WINDOW]
    words, last = text[start:end], word_before(text, start).lower()
    if _AGE_AFTER.match(after) or _TIME_AFTER.match(after) or _AGO_AFTER.match(after):
        return True
    if _MODIFYING.match(after) or (last in _PERIOD_BEFORE and _PERIOD_AFTER.match(after)):
        return True
    if words[0].isdigit() and _DIGITS_FOLLOW.match(after):
        return True
    if words.isdigit() and len(words) < 3 and int(words) <= 31:
        if _MONTH_BEFORE.search(before) or _MONTH_AFTER.match(after):
            return True
        if last in _HOUR_BEFORE and _HOUR_AFTER.match(after):
            return True
    years = number_of(words) if len(words) < 15 else None
    if years is not None and years <= 119 and "." not in words:
        return _is_age(text[max(0, start - WINDOW) : start], after, int(years))
    return last in _AGE_ENDS and _AGE_BEFORE.search(text, max(0, start - 24), start) is not None


def _is_age(before: str, after: str, years: int) -> bool:
    """Whether a number of one to three digits is the age of somebody named or told of before it."""
    if before.endswith((", ", "(")):
        if years > 3 and _APART_BEFORE.search(before) and _APART_AFTER.match(after):
            return before.endswith("(") == after.startswith(")") or after[:1] == "," or not after
        return False
    if word_before(before, len(before)).lower() not in _AGE_ENDS:
        return False
    if _AGE_BEFORE.search(before):
        return True
    if _BEING_BEFORE.search(before) and re.match(r"[.,;]| when\b| and\b", after):
        return True
    return _YOUNG_BEFORE.search(before) is not None and not re.match(r" [a-z]+s\b|%| per", after)


def is_year(text: str, start: int, end: int) -> bool:
    """Whether four bare digits are a year: all that could be but "killed 2000 people"."""
    if not _YEAR.fullmatch(text, start, end):
        return False
    round_number = text[end - 2 : end] in ("00", "50")
    return not round_number or _YEAR_BEFORE.search(text[max(0, start - 12) : start]) is not None


def is_label(text: str, start: int, end: int) -> bool:
    """Whether a number names what it stands by: "Flight 370", "No. 8", "12 Elm Street"."""
    if text[start].isdigit() and _STREET.match(text, end):
        return True
    if text[start] == "0" and end - start > 1 and text[start + 1] != ".":
        return True
    name = word_before(text, start)
    return name.lower() in _NO or (not name.islower() and name.lower() in words_of("numbered"))


def is_pronoun(text: str, start: int, end: int) -> bool:
    """Whether "one" stands for somebody or is part of an idiom: "no one", "one of them"."""
    if text[start:end].lower() != "one":
        return False
    if _ONE_AFTER.match(text, end) or word_before(text, start).lower() in _ONE_BEFORE:
        return True
    return text[start].isupper() and re.match(r" [A-Z]", text[end : end + 2]) is not None


def _is_hour(text: str, start: int, end: int, last: str) -> bool:
    """Whether a lone number is an hour: "at four", "until 6.30", "ten to midnight"."""
    hour = number_of(text[start:end].replace(".", ":").partition(":")[0]) or 99
    if re.match(r" (?:to|past) (?:midnight|noon)\b", text[end : end + 14]):
        return True
    if hour > 24:
        return False
    if last in ("till", "until", "past") or re.match(r" (?:till|until) ", text[end : end + 7]):
        return True
    before = text[max(0, start - WINDOW) : start]
    if last == "at":
        return not re.search(
            r"\b(?:st[oa]nds?|stood|put|puts|remain(?:s|ed)|toll|dead|missing) at $", before
        )
    return before.endswith(" minutes to ")


def stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a number with nothing counted beside it is part of a name or a pronoun."""
    words, last = text[start:end], word_before(text, start).lower()
    if words.lower() == "one" or _is_hour(text, start, end, last):
        return True
    if last in words_of("numbered") and last not in _NOT_NAMED:
        return True
    if text[start - 1 : start] in ("'", "‘") and len(words) == 2:  # "the class of '16"
        return True
    if _CAPITAL_BEFORE.search(text, max(0, start - WINDOW), start):
        return True
    return not words[0].isdigit() and last in _THOSE_BEFORE
