"""Which values of a claim conflict, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.link.conflicts import conflicts, values
from reportedly.model import Figure, Location, Mention, Place, Span, Stance, When
from reportedly.resolve.figures import find_figures

TABLE = Path(__file__).parent / "conflicts.txt"


def say(report: str, origin: str | None, text: str, number: int = 0) -> Mention:
    return Mention(
        id=f"{report}:{number}",
        report=report,
        span=Span(0, len(text), text),
        source_name=origin,
        origin=origin,
        figures=find_figures(text),
    )


def out(**days: int) -> dict[str, datetime | None]:
    return {name: datetime(2031, 5, day, 9, tzinfo=UTC) for name, day in days.items()}


def cases() -> Iterator[tuple[bool, list[str], str]]:
    for block in TABLE.read_text(encoding="utf-8").split("\n\n"):
        first, *rest = [line for line in block.splitlines() if line and line[0] != "#"]
        verdict, _, why = first.partition(": ")
        yield verdict == "yes", rest, why


@pytest.mark.parametrize(
    ("conflict", "lines", "why"), [pytest.param(*case, id=case[2]) for case in cases()]
)
def test_pairs_of_figures(conflict: bool, lines: Sequence[str], why: str) -> None:
    mentions, published = [], {}
    for number, line in enumerate(lines):
        about, _, phrase = line.partition(" | ")
        report, origin, day = about.split()
        mentions.append(say(report, origin, phrase, number))
        published |= out(**{report: int(day)})
    assert all(m.figures for m in mentions)
    assert bool(conflicts(mentions, published)) is conflict, why


def test_the_reason_names_who_when_and_what() -> None:
    mentions = [
        say("r1", "Defence Ministry", "at least 31 soldiers were killed"),
        say("r2", "Army staff", "4 soldiers were killed"),
    ]
    (found,) = conflicts(mentions, out(r1=19, r2=21))
    assert (found.what, found.one, found.other) == ("figure", "r1:0", "r2:0")
    assert found.values == ("at least 31 soldiers", "4 soldiers")
    assert found.reason.startswith(
        "“at least 31 soldiers” (Defence Ministry, 19 May) and “4 soldiers” (Army staff, 21 May) "
        "count soldiers"
    )


def test_reports_that_go_back_to_a_figure() -> None:
    texts = ["six men died at Orrow", "16 men died at Orrow", "six men died at Orrow"]
    mentions = [say(f"r{n}", None, text) for n, text in enumerate(texts)]
    assert conflicts(mentions, out(r0=1, r1=2, r2=3))
    assert not conflicts(mentions[:2], out(r0=1, r1=2))


def test_a_denied_figure_is_not_given() -> None:
    one, other = say("a", "navy", "31 men died"), say("a", "union", "47 men died", 1)
    assert conflicts([one, other], out(a=1))
    assert not conflicts([one, replace(other, stance=Stance.DENIES)], out(a=1))


def test_a_stray_mention_makes_no_conflict() -> None:
    mentions = [say(f"r{n}", "navy", "31 men died at Orrow") for n in range(4)]
    mentions.append(say("r3", "port", "the port closed for 90 ships", 1))
    mentions.append(say("r3", "fund", "it paid 70 percent", 2))
    assert not conflicts(mentions, out(r0=1, r1=1, r2=1, r3=1))


def test_one_conflict_for_two_origins_in_an_order_that_holds() -> None:
    mentions = [
        say("a", origin, f"{number} men died at Orrow", n)
        for n, (origin, number) in enumerate([("navy", 31), ("union", 47), ("navy", 31)])
    ]
    found = conflicts(mentions, out(a=1))
    assert len(found) == 1
    assert found == conflicts(mentions, out(a=1))


def test_days_of_one_deed() -> None:
    def dated(origin: str, word: str, day: int) -> Mention:
        m = say("a", origin, f"the envoy left the fort of Orrow on {word}")
        at = date(2031, 5, day)
        span = Span(36, 36 + len(word), word)
        return replace(m, id=origin, dates=(When(span, at, at, "day"),))

    one, other = dated("navy", "Monday", 5), dated("union", "Tuesday", 6)
    (found,) = conflicts([one, other], out(a=7))
    assert (found.what, found.values) == ("date", ("Monday", "Tuesday"))
    assert not conflicts([one, dated("union", "May 5", 5)], out(a=7))
    assert not conflicts([one, replace(other, origin="navy")], out(a=7))


def test_places_of_one_deed() -> None:
    def placed(origin: str, name: str, kind: str = "city") -> Mention:
        m = say("a", origin, f"the envoy signed the grain paper in {name}")
        where = Location(f"geonames:{name}", name, kind, "XX", 0, 0)
        return replace(m, id=origin, places=(Place(Span(36, 36 + len(name), name), (where,)),))

    (found,) = conflicts([placed("navy", "Orrow"), placed("union", "Pellin")], out(a=7))
    assert (found.what, found.values) == ("place", ("Orrow", "Pellin"))
    assert not conflicts([placed("navy", "Orrow"), placed("union", "Pell", "country")], out(a=7))


def test_values_tell_who_gives_each() -> None:
    (value,) = values([say("a", "navy", "at least 31 men died")], out(a=4))
    assert (value.low, value.high, value.unit) == (31, None, "men")
    assert (value.mention, value.origin, value.report) == ("a:0", "navy", "a")
    assert value.as_of == date(2031, 5, 4)
    (undated,) = values([say("a", None, "31 men died")], {"a": None})
    assert undated.as_of is None


@pytest.mark.parametrize("words", ["men died", "men walked out at gate {n} of the mill in Orrow"])
def test_500_mentions_do_not_take_long(words: str) -> None:
    texts = [f"{n + 10} {words.format(n=n)}" for n in range(500)]
    mentions = [say(f"r{n % 40}", f"o{n}", text, n) for n, text in enumerate(texts)]
    published = out(**{f"r{n}": 1 + n % 28 for n in range(40)})
    conflicts(mentions[:9], published)  # loads the word lists
    start = perf_counter()
    found = conflicts(mentions, published)
    assert len(found) <= 5
    assert perf_counter() - start < 2  # 0.2 s on an idle core


def test_two_counts_are_shown_once() -> None:
    counts = [("navy", 31), ("union", 47), ("fleet", 31), ("crew", 47)]
    mentions = [say("a", who, f"{n} men died at Orrow", i) for i, (who, n) in enumerate(counts)]
    assert len(conflicts(mentions, out(a=1))) == 1


def test_many_events_of_one_kind_do_not_conflict() -> None:
    """A claim of many tolls, as news of a war has them, holds many events."""
    places = "Orrow Pellin Tarsk Vimmery Lodden Harsk Quell Brenna".split()
    mentions = [
        say(f"r{n}", f"o{n}", f"shelling of {place} killed {40 - 3 * n} people", n)
        for n, place in enumerate(places)
    ]
    assert not conflicts(mentions, out(**{f"r{n}": n + 1 for n in range(len(places))}))


BOUNDS = st.tuples(st.integers(1, 90), st.integers(0, 90)).map(lambda t: (t[0], t[0] + t[1]))
DAYS = st.integers(1, 2)


def counted(report: str, origin: str, low: float | None, high: float | None) -> Mention:
    text = "some men died at Orrow"
    figure = Figure(Span(0, 8, "some men"), low, high, "men", "men")
    return replace(say(report, origin, text), figures=(figure,))


@given(BOUNDS, BOUNDS, DAYS)
def test_the_order_of_mentions_does_not_matter(
    a: tuple[int, int], b: tuple[int, int], day: int
) -> None:
    one, other = counted("a", "navy", *a), counted("b", "union", *b)
    published = out(a=1, b=day)
    assert conflicts([one, other], published) == conflicts([other, one], published)


@given(BOUNDS, DAYS)
def test_a_value_never_conflicts_with_itself(a: tuple[int, int], day: int) -> None:
    one, other = counted("a", "navy", *a), counted("b", "union", *a)
    assert not conflicts([one, other, replace(other, report="a")], out(a=1, b=day))


@given(BOUNDS, BOUNDS, st.integers(0, 50), st.integers(0, 50), DAYS)
def test_widening_a_range_adds_no_conflict(
    a: tuple[int, int], b: tuple[int, int], less: int, more: int, day: int
) -> None:
    published = out(a=1, b=day)
    one = counted("a", "navy", *a)
    wider = counted("b", "union", max(1, b[0] - less), b[1] + more)
    if conflicts([one, wider], published):
        assert conflicts([one, counted("b", "union", *b)], published)
    open_end = counted("b", "union", b[0], None)
    if conflicts([one, open_end], published):
        assert conflicts([one, counted("b", "union", *b)], published)
