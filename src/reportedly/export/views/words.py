"""How counts, times and ranges are said in every view."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from reportedly.ledger.answers import ReportCard
from reportedly.model import Kind, Origin, Stance

AGAINST = (Stance.DENIES, Stance.DOUBTS, Stance.DECLINES)
UNDATED = "no date"
NO_OUTLET = "outlet not given"

_SHORT_ID = 8


def many(count: int, noun: str, plural: str = "") -> str:
    """A count with its noun.

    >>> many(1, "report"), many(1200, "story", "stories")
    ('1 report', '1,200 stories')
    """
    return f"{count:,} {noun if count == 1 else plural or noun + 's'}"


def stamp(moment: datetime | None) -> str:
    """A time in UTC, so that times can be compared; a date alone is midnight UTC.

    >>> stamp(datetime.fromisoformat("2031-03-04T09:30+01:00"))
    '2031-03-04 08:30'
    """
    if moment is None:
        return UNDATED
    moment = moment.astimezone(UTC) if moment.tzinfo else moment
    day_alone = (moment.hour, moment.minute, moment.second) == (0, 0, 0)
    return f"{moment:%Y-%m-%d}" if day_alone else f"{moment:%Y-%m-%d %H:%M}"


def number(value: float) -> str:
    """A number as people write it.

    >>> number(4000.0), number(2.5), number(3.2e9)
    ('4,000', '2.5', '3.2 bn')
    """
    for size, word in ((1e12, "tn"), (1e9, "bn"), (1e6, "m")):
        if abs(value) >= size and value % (size / 1000) == 0:
            return f"{value / size:,.10g} {word}"
    return f"{value:,.0f}" if value == int(value) else f"{value:,.6g}"


def range_words(low: float | None, high: float | None) -> str:
    """A figure's bounds in words.

    >>> range_words(31, 37), range_words(40, None), range_words(None, 900), range_words(4, 4)
    ('31–37', 'at least 40', 'up to 900', '4')
    """
    if low is not None and high is not None:
        return number(low) if low == high else f"{number(low)}–{number(high)}"
    if low is not None:
        return f"at least {number(low)}"
    return f"up to {number(high)}" if high is not None else "a number"


def same_year(cards: Iterable[ReportCard]) -> int | None:
    """The year of all the reports that have a date, or None where they are of several."""
    years = {card.published.astimezone(UTC).year for card in cards if card.published}
    return years.pop() if len(years) == 1 else None


def short_stamp(moment: datetime | None) -> str:
    """A time without its year, for views that tell the year once.

    >>> short_stamp(datetime.fromisoformat("2031-03-04T09:30+01:00"))
    ' 4 Mar 08:30'
    """
    if moment is None:
        return UNDATED
    hour = stamp(moment)[len("2031-03-04") :]
    moment = moment.astimezone(UTC) if moment.tzinfo else moment
    return f"{moment.day:2} {moment:%b}{hour}"


def quoted(text: str) -> str:
    """Words in quotation marks; marks within them become single ones.

    >>> quoted('"We saw two," he said, “at noon”,')
    '“‘We saw two,’ he said, ‘at noon’”'
    >>> quoted('"We saw two."')
    '“We saw two.”'
    """
    bare = " ".join(text.split()).rstrip(",;").strip()
    if len(bare) > 2 and bare[0] in _MARKS and bare[-1] in _MARKS and _marks_in(bare) == 2:
        bare = bare[1:-1].strip()
    inner = re.sub(r'(?<![\w.,!?…)])"(?=\S)', "‘", bare).replace('"', "’")
    return f"“{inner.translate(_SINGLE)}”"


def _marks_in(text: str) -> int:
    return sum(text.count(mark) for mark in _MARKS)


_MARKS = '“”"'
_SINGLE = str.maketrans("“”", "‘’")


def outlet_of(card: ReportCard | None) -> str:
    """Who published a report."""
    return (card.outlet if card else None) or NO_OUTLET


def origin_words(origin: Origin, outlets: Iterable[str] = ()) -> str:
    """An origin with what kind of party it is, and for the unnamed whom they spoke to.

    An outlet that stands there by its id is called as in ``outlets``.
    """
    about = [] if origin.kind is Kind.NAMED_PERSON else [origin.kind.value]
    if origin.outlet and origin.kind in UNNAMED:
        about.append(f"spoke to {outlet_name(origin.outlet, outlets)}")
    return origin.name + (f" ({', '.join(about)})" if about else "")


def outlet_name(outlet: str, outlets: Iterable[str] = ()) -> str:
    """An outlet's name, also where it stands by its id.

    >>> outlet_name("skerry-post", ["The Skerry Post"]), outlet_name("radio-tarn")
    ('The Skerry Post', 'Radio Tarn')
    """
    if not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", outlet):
        return outlet
    for name in outlets:
        if "-".join(re.findall(r"\w+", name.casefold())).removeprefix("the-") == outlet:
            return name
    return " ".join(word.capitalize() for word in outlet.split("-"))


UNNAMED = (Kind.UNNAMED_PERSON, Kind.UNNAMED_GROUP)


def listed(parts: Sequence[str], last: str = "and", most: int = 0) -> str:
    """Parts in a row as a sentence has them.

    >>> listed(["a", "b", "c"]), listed(["a", "b", "c", "d"], most=2)
    ('a, b and c', 'a, b and 2 more')
    """
    if most and len(parts) > most + 1:
        parts = [*parts[:most], f"{len(parts) - most} more"]
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}"


def marks(cards: Iterable[ReportCard]) -> dict[str, str]:
    """What stands for each report in a view: its id, or a number where the ids are long."""
    ids = [card.id for card in cards]
    if all(len(id) <= _SHORT_ID and id.isprintable() and " " not in id for id in ids):
        return {id: id for id in ids}
    return {id: str(n) for n, id in enumerate(ids, 1)}
