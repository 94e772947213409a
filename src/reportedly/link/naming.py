"""How a report names other outlets and bodies: in full, in short, by initials, as its source."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from reportedly.model import Report
from reportedly.resolve.lexicon import sections_of
from reportedly.resolve.outlets import load_outlets, looks_like_outlet
from reportedly.resolve.registry import bare_name

WORD = re.compile(r"[^\W_]+(?:[.,:'’\-][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’]s$")
_INITIALS = re.compile(r"\(([A-Z][A-Za-z&]{1,6})\)")
_MINOR = frozenset("of and for the de la le du des di der die das & in on to".split())
_STATEMENT = re.compile(
    r"(?i)\b(?:statement|(?:press|media) release|press notice|communiqu[eé]|bulletin|declaration|"
    r"notice|announce[sd]?|issued)\b"
)
_CLOSING = re.compile(
    r"(?i)\b(?:media|press) (?:enquiries|inquiries|office|contact|service)\b|"
    r"\bnotes to editors\b|^ends\b"
)
_BYLINE = re.compile(r"(?m)^(?:[A-Z]{4,} )?(?:By|by|BY) \S+")
_LONG = 160  # characters of a line that is text, not a dateline or a title
_STATIONS = frozenset("radio tv television channel voice".split())  # a place follows
_ARTICLES = frozenset("the la le les il el der die das de".split())
# words that say what kind of publisher or body it is, and so name none by themselves
_KINDS = frozenset(
    "agency association bureau press news service wire cable radio tv television network online "
    "daily evening morning sunday media office ministry department board authority group company "
    "police city union council committee party front organisation organization fund trust "
    "statement first one national public times post today world report reports broadcasting".split()
)


@dataclass(frozen=True, slots=True)
class Names:
    """What an outlet or body goes by.

    Attributes:
        full: its names of several words, lower case, parted by one space.
        single: its acronyms and names of one word, in their own case: "CNA".
        short: single words or openings that stand for it, each in its own case: "Courier".
    """

    full: tuple[str, ...]
    single: tuple[str, ...] = ()
    short: tuple[str, ...] = ()


def flat(text: str) -> str:
    """A text as words parted by single spaces, with a space at both ends, possessives cut.

    >>> flat("The Courier’s man, 41, left.")
    ' The Courier man 41 left '
    """
    return f" {' '.join(plain(m.group()) for m in WORD.finditer(text))} "


def plain(word: str) -> str:
    """A word with straight apostrophes and no possessive."""
    return _POSSESSIVE.sub("", word).replace("’", "'")


def names_of(report: Report) -> Names:
    """What others may call the outlet of a report.

    >>> names = names_of(Report("r", "ORTHAM (CNA) - Rain fell.", outlet="Corrin News Agency"))
    >>> names.single
    ('CNA',)
    """
    if not report.outlet:
        return Names(())
    return _names(report.outlet, frozenset(_INITIALS.findall(report.text[:2000])))


@cache
def _names(outlet: str, own: frozenset[str]) -> Names:
    head = outlet.split(",")[0]
    known = load_outlets().find(outlet)
    called = dict.fromkeys([outlet, head, *((known.name, *known.aliases) if known else ())])
    full = [f for f in (flat(bare_name(c)).strip() for c in called) if f]
    words = WORD.findall(bare_name(head))
    letters = "".join(w[0] for w in words if w.lower() not in _MINOR).upper()
    initials = {c for c in called if c.isupper() and len(c) <= 5}
    initials |= {i for i in own if _abbreviates(i, head, letters)}
    if len(letters) > 2:
        initials.add(letters)
    core, short = _short_forms(words)
    alone = [f for f in full if " " not in f]
    return Names(
        tuple(dict.fromkeys(f.lower() for f in [*full, *core] if " " in f)),
        tuple(sorted({*initials, *alone})),
        short if len(words) > 1 else (),
    )


def _abbreviates(initials: str, name: str, letters: str) -> bool:
    """Whether initials are those of a name: "AvPA" of "Averone Press Association"."""
    capitals = "".join(c for c in initials if c.isupper())
    return len(capitals) > 1 and letters.startswith(capitals) and name.startswith(initials[0])


def is_statement(report: Report) -> bool:
    """Whether a report is a body's own word, not a publisher's news about it."""
    outlet = report.outlet or ""
    if not outlet or looks_like_outlet(outlet) or load_outlets().find(outlet) is not None:
        return False
    words = WORD.findall(outlet)
    if any(sections_of("press").get(w.lower()) == "never" for w in words):
        return True
    if outlet.split()[0].lower() in _ARTICLES:
        return False
    lines = [line.strip() for line in report.text.splitlines() if line.strip()]
    opening = [lines[0], *(line for line in lines[1:4] if len(line) < _LONG)] if lines else []
    if any(_BYLINE.match(line) for line in opening[1:]):
        return False
    telling = [w for w in words if w[0].isupper() and w.lower() not in _KINDS | _MINOR]
    headed = bool(lines) and any(f" {w} " in flat(lines[0]) for w in telling)
    return (
        headed
        or any(_STATEMENT.search(line) for line in opening)
        or any(_CLOSING.search(line) for line in lines[-3:])
    )


def _short_forms(words: list[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """A name without what kind of publisher it is; the last word where that can stand for it."""
    ends = [i for i, w in enumerate(words) if w.lower() not in _KINDS | _MINOR]
    if not ends:
        return (), ()
    core = words[ends[0] : ends[-1] + 1]
    last = words[-1] if ends[-1] == len(words) - 1 and words[0].lower() not in _STATIONS else ""
    return (" ".join(core),) if len(core) > 1 else (), (last,) if last else ()
