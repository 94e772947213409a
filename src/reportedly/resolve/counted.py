"""What a number counts: the noun phrase, unit of measure or verb beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from reportedly.resolve.lexicon import sections_of, words_of
from reportedly.resolve.nations import is_demonym
from reportedly.resolve.numbers import DIGITS, WORDS

_GAP = r"(?:[ \t\xa0]{1,3}|[ \t]?\n(?=[a-z]))"  # a line may break inside a noun phrase
_WORD = re.compile(rf"{_GAP}?(?P<word>(?:[A-Z]\.){{2,4}}|[^\W\d_](?:[\w’'-]{{0,40}}\w)?)")
_PERCENT = re.compile(r" ?(?:%|per ?cent\b|pct\b)(?P<points>[ -]points?\b)?", re.I)
_DEGREES = re.compile(r" ?(?P<degrees>°[CF]?|(?<=\d)C\b)")
_UNIT_NAMED = re.compile(rf"{_GAP}(?:U\.S\.|US){_GAP}(?=dollars?\b)")
_MORE = re.compile(rf"{_GAP}(?:more|additional|further|extra)\b(?! than)", re.I)
_OF = re.compile(
    rf"{_GAP}of{_GAP}(?:(?:all|the|its|their|his|her|our|those|these|whose|an?){_GAP}){{0,2}}", re.I
)
_AMONG = re.compile(
    rf"{_GAP}of{_GAP}(?:the|its|their|his|her|all|those|these){_GAP}(?:{DIGITS}|{WORDS})(?={_GAP})",
    re.I,
)
_WHOLE = re.compile(
    rf"{_GAP}(?:(?:of|all|the|its|their|his|her|our|that|those|these){_GAP}){{0,3}}"
)
_HYPHEN = re.compile(r"-(?P<noun>[a-z]+)\b(?!-old)(?: (?P<next>[a-z]+))?")
_BRACKET = re.compile(r"\s?\([^()]{1,160}\)")
_CASUALTY = re.compile(
    rf"(?:{_GAP}(?:other|others|people|civilians)\b)?"
    rf"(?:{_GAP}(?:were|was|are|is|have been|had been|has been|be|still|reported|confirmed|feared|"
    rf"left|reportedly|gone|went)\b){{0,3}}{_GAP}"
    r"(?P<what>dead|killed|injured|wounded|hurt|missing|arrested|detained|rescued|displaced|"
    r"hospitali[sz]ed|homeless|dying|died|dies?|trapped|infected|evacuated|unaccounted for|"
    r"executed|"
    r"kidnapped|abducted|beheaded|captured|convicted|perished|shot|stabbed|drowned)\b",
    re.I,
)
_TOLD_BEFORE = re.compile(
    r"\b(?P<what>(?:kill|wound|arrest|detain|behead|injur|rescu|captur|execut|displac|evacuat|"
    r"kidnap|"
    r"abduct|hospitali[sz])(?:e?s|p?ed|p?ing|e)?|(?:death |casualty )?toll|dead|deaths?|casualties|"
    r"fatalities|victims|injured|wounded|missing)"
    r"(?: (?:rose|rises|risen|rising|climb\w+|stands|stood|jump\w+|now|has|had|have|reached|to|"
    r"at|is|"
    r"was|were|as|from|in \w+|of|by|put|currently)){0,4}\s$",
    re.I,
)
_MODIFIED = frozenset(
    "member page seat bed storey story room person man woman vote car vehicle judge nation country "
    "team truck ship house unit part item player lane word game match party acre run bedroom "
    "strong "
    "point strike state".split()
)
_ONLY_AS_NAME = frozenset("state party part strike".split())  # "two-state solution" counts nothing
_PLURALS = {"man": "men", "woman": "women", "person": "people", "child": "children", "foot": "feet"}
_PLURALS |= {"life": "lives", "wife": "wives", "thief": "thieves", "shelf": "shelves"}
_LAST = frozenset("people persons civilians officials children".split())  # heads for certain
_FARTHEST = 6  # words of a noun phrase


@dataclass(frozen=True, slots=True)
class Counted:
    """What is counted: its unit, its words, where they end, and whether they say "more"."""

    unit: str | None
    words: str | None
    end: int
    more: bool = False


def counted_after(text: str, start: int, *, single: bool = False) -> Counted | None:
    """What the words from ``start`` on say is counted; None where they do not tell.

    Args:
        text: the text.
        start: where the number ends.
        single: whether what is counted stands in the singular, as after "one".

    >>> counted_after("40 gate keepers fled", 2)
    Counted(unit='keepers', words='gate keepers', end=15, more=False)
    """
    hyphen = _HYPHEN.match(text, start)
    if hyphen:
        return _hyphened(hyphen)
    more = _MORE.match(text, start)
    at = more.end() if more else start
    among = _AMONG.match(text, at)
    if among:  # "18 of the 31 lorries": the rest is a figure of its own
        whole = _noun_phrase(text, among.end(), "p")
        return whole and Counted(whole.unit, None, start)
    found = measured_after(text, at)
    if found is None:
        of = _OF.match(text, at)
        found = measured_after(text, of.end()) if of else None
        found = found or _noun_phrase(text, of.end() if of else at, "s" if single else "p")
    if found is None:
        casualty = _CASUALTY.match(text, at)
        found = casualty and Counted("people", casualty["what"], casualty.end())
    if more:
        return replace(found, more=True) if found else Counted(None, None, more.end(), True)
    return found


def whole_after(text: str, start: int) -> Counted | None:
    """What a share is a share of: "half of the fleet"."""
    joint = _WHOLE.match(text, start)
    return _noun_phrase(text, joint.end(), "sp") if joint else None


def told_before(before: str) -> str | None:
    """The word that makes a lone number one of people: "killing four", "the toll rose to 47"."""
    found = _TOLD_BEFORE.search(before)
    return found["what"] if found else None


def measured_after(text: str, start: int) -> Counted | None:
    """A unit of measure or money, with what it measures: "km", "per cent", "tonnes of grain"."""
    percent = _PERCENT.match(text, start)
    if percent:
        points = percent["points"]
        return _measuring(text, "percentage points" if points else "%", percent.end())
    degrees = _DEGREES.match(text, start)
    if degrees:
        return Counted("°" + degrees["degrees"].lstrip("°"), None, degrees.end())
    named = _UNIT_NAMED.match(text, start)
    start = named.end() if named else start
    units, words, at = _units(), "", start
    unit: str | None = None
    end = start
    for _ in range(3):
        following = _WORD.match(text, at)
        if following is None:
            break
        words = f"{words} {following['word'].lower()}".lstrip()
        if words in units and not (len(words) < 5 and following["word"].istitle()):
            unit, end = units[words], following.end() if not words.endswith(" of") else end
        at = following.end()
    return _measuring(text, unit, end) if unit else None


def _measuring(text: str, unit: str, end: int) -> Counted:
    of = _OF.match(text, end)
    what = _noun_phrase(text, of.end(), "sp") if of else None
    return Counted(unit, what.words, what.end) if what else Counted(unit, None, end)


def _hyphened(found: re.Match[str]) -> Counted | None:
    """What a number counts in front of a noun: "a 30-member panel", "a six-foot wall"."""
    noun = found["noun"]
    if noun == "strong":
        return Counted("people", found["next"], found.end())
    if noun == "pound":
        return Counted("lb", None, found.end("noun"))
    unit = "ft" if noun == "foot" else _units().get(noun)
    if unit is not None:
        return Counted(unit, None, found.end("noun"))
    if noun not in _MODIFIED or noun in _ONLY_AS_NAME:
        return None
    return Counted(
        "people" if noun in ("man", "person") else plural_of(noun), noun, found.end("noun")
    )


def _noun_phrase(text: str, start: int, number: str) -> Counted | None:
    """The noun phrase from ``start`` on, in the singular ("s"), the plural ("p") or either."""
    head: re.Match[str] | None = None
    first, at, span_end, bracketed, before = -1, start, start, False, ""
    for _ in range(_FARTHEST):
        bracket = _BRACKET.match(text, at) if first >= 0 and head is None else None
        if bracket and not bracketed:
            bracketed, at = True, bracket.end()
        found = _WORD.match(text, at)
        if found is None or _ends(found["word"], before, head, number):
            break
        first = found.start("word") if first < 0 else first
        before, at = found["word"], found.end()
        if _may_head(before, number):
            head = found
        span_end = span_end if bracketed else at
    if head is None:
        return None
    unit = _as_written(head["word"])
    unit = unit if number != "s" and _is_plural(unit) else plural_of(unit)
    return Counted(unit, text[first : head.end()], span_end if bracketed else head.end())


def _ends(word: str, before: str, head: re.Match[str] | None, number: str) -> bool:
    """Whether a noun phrase is at its end where ``word`` stands."""
    bare = word.lower().replace("’", "'")
    kind = sections_of("counted").get(bare)
    if kind == "stop" or (kind == "either" and (head or before[:1].isupper())):
        return True
    if kind == "verb" and (head or bare not in ("wounded", "injured")):  # "six wounded men"
        return True
    if "s" in number and (bare.endswith(("ing", "ly")) or (number == "s" and _is_plural(word))):
        return True
    if head is None:
        return False
    if bare.endswith(("ed", "ing", "ly")) or head["word"].lower() in _LAST:
        return True
    return _is_plural(head["word"]) and not _is_plural(word)


def _may_head(word: str, number: str) -> bool:
    """Whether a word of a noun phrase may be its head."""
    return _is_plural(word) or (
        "s" in number and not word.lower().endswith(("ed", "'s", "’s", "s"))
    )


def plural_of(noun: str) -> str:
    """The plural of a noun in the singular.

    >>> plural_of("soldier"), plural_of("city"), plural_of("gunman")
    ('soldiers', 'cities', 'gunmen')
    """
    bare = noun.lower()
    if bare in _PLURALS:
        return _PLURALS[bare]
    if bare.endswith("man") and len(bare) > 4:
        return noun[:-3] + "men"
    if bare.endswith("y") and bare[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if bare.endswith(("s", "x", "ch", "sh")) else "s")


def _as_written(noun: str) -> str:
    """The noun in lower case, but for names of peoples and the like."""
    if _is_plural_of_letters(noun) or any(letter.isdigit() for letter in noun):
        return noun  # "MPs", "K-62s"
    if not noun.istitle() or noun.lower() in words_of("common"):
        return noun.lower()
    singular = noun.lower().removesuffix("s")
    is_common = singular in sections_of("nouns") and singular not in _named()
    return noun if is_demonym(noun) or not is_common else noun.lower()


def _named() -> frozenset[str]:
    return frozenset("republican democrat muslim christian jew sunni shiite kurd".split())


def _is_plural(word: str) -> bool:
    """Whether a word looks like a noun in the plural: "miners", "men", "MPs"."""
    bare = word.lower().replace("’", "'")
    kind = sections_of("counted").get(bare)
    if kind == "plural" or (bare.endswith(("men", "children", "ese")) and len(bare) > 4):
        return True
    if len(bare) < 4 and not _is_plural_of_letters(word):
        return False
    ends = bare.endswith("s") and not bare.endswith(("ss", "ous", "is", "'s"))
    return ends and kind not in ("singular", "stop")


def _is_plural_of_letters(word: str) -> bool:
    return len(word) > 2 and word[-1] == "s" and word[:-1].isupper()


@cache
def _units() -> dict[str, str]:
    """Words for units of measure and money, each with its symbol or ISO 4217 code."""
    found: dict[str, str] = {}
    text = (Path(__file__).parent / "units.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            symbol, _, words = line.partition(":")
            found |= {word.strip(): symbol for word in words.split(",")}
    return found
