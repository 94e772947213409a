"""Understanding on bad and unlikely input: less in the answer, never a wrong one, no exception."""

from __future__ import annotations

import json
import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from types import FrameType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.model import Attribution, Form, Kind, Reading, Report, Span, Stance
from reportedly.model.codec import dumps, reading_from_dict, reading_to_dict

SURROGATE = "\ud83d"
FIRST_NAMES = "Ada Bela Cato Dora Edwin Fanny Gerda Hugo Irma Jonas".split()
THIRTY_DIGITS = "123456789012345678901234567890"
NEWS = (
    "the a its his her their Mr Mrs Dr minister spokesman spokeswoman company police source "
    "sources officials group Ilse Marrow Tarn Vesper Orlo Quill Vesper Gazette Quill Institute "
    "he she they it who which said told denied according to citing declined to comment not "
    "about at least 40 12 1,000 $4.5bn 3% a third of dozens hundreds miners people on Monday "
    "last Tuesday Sept. 22 2016 May March in since between and (QI) , . : ; - \" ' “ ” ‘ ’ "
    "reported. asked whether could may likely \n\n one of them both men statement the group’s"
).split(" ")


def resolved(reading: Reading) -> Reading:
    from reportedly.resolve import resolve

    return resolve(reading)


def reading_of(
    text: str, *rows: tuple[str, str, str], published: datetime | None = None
) -> Reading:
    """A reading with an attribution for each (source, cue, content), row after row in the text."""
    found, seat = [], 0
    for number, row in enumerate(rows, start=1):
        places = [(text.index(words, seat), words) for words in row]
        source, cue, content = (
            (Span.of(text, at, at + len(words)),) if words else () for at, words in places
        )
        found.append(Attribution(f"a{number}", source, cue, content, Form.INDIRECT))
        seat = max(s.end for s in source + cue + content)
    return Reading(Report("hostile", text, published=published), tuple(found))


@contextmanager
def within(seconds: int) -> Iterator[None]:
    """Raises ``TimeoutError`` where the body takes longer; on systems without alarms, never."""
    if not hasattr(signal, "SIGALRM"):
        yield
        return

    def stop(number: int, frame: FrameType | None) -> None:
        raise TimeoutError(f"took longer than {seconds} s")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def spans_in(reading: Reading) -> Iterator[Span]:
    """Every span that an answer carries."""
    for party in reading.parties:
        yield from party.mentions
    for a in reading.attributions:
        yield from (*a.source, *a.cue, *a.content, *a.hedges, *a.secondhand)
        values = (*a.via, *a.figures, *a.dates, *a.places, *((a.said,) if a.said else ()))
        yield from (value.span for value in values)
        for evidence in a.evidence:
            yield from evidence.spans


def assert_sound(given_: Reading, answer: Reading) -> None:
    """What holds of every answer whatever was asked."""
    text = given_.report.text
    assert answer.report == given_.report
    assert all(span.holds_in(text) for span in spans_in(answer))
    ids = [party.id for party in answer.parties]
    names = {party.id: party.name for party in answer.parties}
    assert len(set(ids)) == len(ids)
    assert len(answer.attributions) == len(given_.attributions)
    for before, after in zip(given_.attributions, answer.attributions, strict=True):
        for field in ("id", "source", "cue", "content", "form", "nested_in", "score"):
            assert getattr(after, field) == getattr(before, field)
        assert after.party is None or after.party in names
        assert set(after.candidates) <= set(ids)
        assert not (after.party and after.candidates), "either it is told or it is not"
        assert after.source_name == (names[after.party] if after.party else None)
        assert isinstance(after.stance, Stance)
        assert after.source_kind is None or isinstance(after.source_kind, Kind)
        assert all(hop.name for hop in after.via)
        for figure in after.figures:
            assert figure.low is not None or figure.high is not None
            assert figure.low is None or figure.high is None or figure.low <= figure.high
        for when in (*after.dates, *((after.said,) if after.said else ())):
            days = (when.earliest, when.latest)
            assert None in days or days == tuple(sorted(d for d in days if d))
    kept = json.loads(dumps(reading_to_dict(answer)))
    assert reading_to_dict(reading_from_dict(kept)) == reading_to_dict(answer)


# --- reports with something missing ---


def test_without_a_date_of_its_own_a_relative_time_stays_relative() -> None:
    text = "Orlo Quill said on Monday that the mill burned down last Tuesday."
    reading = reading_of(text, ("Orlo Quill", "said", "that the mill burned down last Tuesday"))
    answer = resolved(reading)
    assert_sound(reading, answer)
    (a,) = answer.attributions
    assert a.source_name == "Orlo Quill"
    for when in (*a.dates, *((a.said,) if a.said else ())):
        assert when.earliest is None and when.latest is None


def test_dates_that_contradict_each_other_are_no_error() -> None:
    text = (
        "VESPER, March 9, 2017 — Orlo Quill said on Monday 31 February that the mill burned down "
        "on Friday, September 22, 2045, two days before last Tuesday."
    )
    content = text[text.index("that the mill") : -1]
    reading = reading_of(
        text, ("Orlo Quill", "said", content), published=datetime(2031, 5, 2, tzinfo=UTC)
    )
    assert_sound(reading, resolved(reading))


@pytest.mark.parametrize("text", ["", " ", "\n\n\n", "said", "…", "\x00", SURROGATE])
def test_a_report_without_attributions_has_no_parties(text: str) -> None:
    answer = resolved(Reading(Report("empty", text)))
    assert answer.attributions == () and answer.parties == ()


def test_a_source_that_is_not_given_is_nobody() -> None:
    text = "The mill is said to have burned down."
    reading = reading_of(text, ("", "is said", "to have burned down"))
    answer = resolved(reading)
    assert_sound(reading, answer)
    (a,) = answer.attributions
    assert a.source_kind is Kind.NONE_GIVEN
    assert a.source_name is None and a.party is None and a.origin is None


# --- more than a reader can tell apart ---


def test_a_surname_that_ten_people_have_stays_open() -> None:
    people = [f"{first} Marrow" for first in FIRST_NAMES]
    sentences = [f"{who} said the well number {i} was dry." for i, who in enumerate(people)]
    text = "\n\n".join([*sentences, "Then Marrow said the pump was broken."])
    rows = [(who, "said", f"the well number {i} was dry") for i, who in enumerate(people)]
    reading = reading_of(text, *rows, ("Marrow", "said", "the pump was broken"))
    answer = resolved(reading)
    assert_sound(reading, answer)
    *named, last = answer.attributions
    assert [a.source_name for a in named] == people
    assert last.party is None and last.source_name is None and last.origin is None
    labels = {party.id: party.name for party in answer.parties}
    assert sorted(labels[c] or "" for c in last.candidates) == people
    assert last.source_kind is Kind.NAMED_PERSON


def test_a_source_of_three_hundred_words_is_one_source() -> None:
    long = "a miner " + " ".join(f"who knew a miner from pit {i}" for i in range(45))
    text = f"The roof was rotten, said {long}."
    reading = reading_of(text, (long, "said", "The roof was rotten"))
    assert len(long.split()) > 300
    answer = resolved(reading)
    assert_sound(reading, answer)
    (a,) = answer.attributions
    assert a.source_name is None
    assert a.source_kind is Kind.UNNAMED_PERSON


@pytest.mark.parametrize(
    "number", [THIRTY_DIGITS, "9" * 400, "1" * 30 + ".5", "1,000" * 20, "١٢٣٤", "½" * 30, "1e999"]
)
def test_a_number_too_long_to_be_one_is_no_other_number(number: str) -> None:
    text = f"Orlo Quill said the mine lost {number} crates."
    reading = reading_of(text, ("Orlo Quill", "said", f"the mine lost {number} crates"))
    answer = resolved(reading)
    assert_sound(reading, answer)
    for figure in answer.attributions[0].figures:
        digits = number.replace(",", "")
        assert number in figure.span.text, "a part of a number is not the number"
        assert figure.low == figure.high == float(digits)
        assert figure.low != float("inf")


# --- unlikely characters ---


@pytest.mark.parametrize(
    "who",
    [
        f"Orlo {SURROGATE} Quill",
        SURROGATE,
        "محمد الكاتب",
        "\u202eOrlo Quill\u202c",
        "דוד לוי",
        "Orlo\u0301\u0301\u0301 Quill",
        "\U0001f600\U0001f600",
        "O\x00rlo",
        "İSTANBUL ß ﬁ ŉ",
        "'",
        "’s",
        "()",
        "-" * 50,
        "Mr",
        "the",
        "who",
        "one of them",
        "his her its their spokesman’s spokesman’s spokesman",
    ],
    ids=ascii,
)
def test_any_characters_may_be_a_source(who: str) -> None:
    text = f"{who} denied on Monday that 12 mills burned. He said so twice. {who} said no."
    reading = reading_of(
        text, (who, "denied", "12 mills burned"), ("He", "said", "so twice"), (who, "said", "no")
    )
    assert_sound(reading, resolved(reading))


# --- nesting that cannot be, and cannot hang ---


@pytest.mark.parametrize("outer", [("a1", None), ("a2", "a1"), ("a9", "a1"), ("a2", "a2")])
def test_a_circle_of_nested_attributions_ends(outer: Sequence[str | None]) -> None:
    text = "The Vesper Gazette said sources told Orlo Quill the mill burned."
    source = Span.of(text, 0, 18)
    spoken = Span.of(text, 24, 31)
    first = Attribution(
        "a1", (source,), (Span.of(text, 19, 23),), (Span.of(text, 24, 63),), Form.INDIRECT, outer[0]
    )
    second = Attribution(
        "a2", (spoken,), (Span.of(text, 32, 36),), (Span.of(text, 48, 63),), Form.INDIRECT, outer[1]
    )
    reading = Reading(Report("circle", text), (first, second))
    with within(10):
        answer = resolved(reading)
    assert_sound(reading, answer)
    assert all(len(a.via) <= 3 for a in answer.attributions)


def test_a_chain_two_hundred_deep_is_no_error() -> None:
    words = "".join(f"Agency {i} said " for i in range(200))
    text = f"{words}the mill burned."
    found, at = [], 0
    for i in range(200):
        source = Span.of(text, at, at + len(f"Agency {i}"))
        cue = Span.of(text, source.end + 1, source.end + 5)
        content = Span.of(text, cue.end + 1, len(text) - 1)
        outer = f"a{i}" if i else None
        found.append(Attribution(f"a{i + 1}", (source,), (cue,), (content,), Form.INDIRECT, outer))
        at = cue.end + 1
    reading = Reading(Report("deep", text), tuple(found))
    with within(30):
        assert_sound(reading, resolved(reading))


# --- length ---


STUFF = ["7", "7 ", "1,", "“", "' ", "A", "A ", "Ada Marrow, ", "A.", "(", "the ", "and Ada ", "$"]
STUFF += [
    "Ada’s ",
    "Monday ",
    "between 1 and ",
    "one of the ",
    "not ",
    "-",
    "\n",
    "May 1, ",
    "said ",
]


@pytest.mark.parametrize("stuff", STUFF)
def test_a_long_monotonous_text_takes_seconds(stuff: str) -> None:
    body = stuff * (50_000 // len(stuff))
    text = f"Orlo Quill said the mill burned. {body} He said {body}."
    middle = text.index(" He said ") + 1
    spans = [
        (Span.of(text, 0, 10), Span.of(text, 11, 15), Span.of(text, 16, 31)),
        (
            Span.of(text, middle, middle + 2),
            Span.of(text, middle + 3, middle + 7),
            Span.of(text, middle + 8, len(text)),
        ),
    ]
    found = [
        Attribution(f"a{i}", (source,), (cue,), (content,), Form.INDIRECT)
        for i, (source, cue, content) in enumerate(spans, start=1)
    ]
    reading = Reading(Report("long", text), tuple(found))
    with within(15):  # a tenth of it where the machine is not busy; hours where it is quadratic
        answer = resolved(reading)
    assert all(span.holds_in(text) for span in spans_in(answer))


# --- anything ---

WORDS = st.lists(st.sampled_from(NEWS), min_size=1, max_size=60).map(" ".join)
TEXTS = st.one_of(
    WORDS, st.text(min_size=1, max_size=200), st.tuples(WORDS, st.text()).map("".join)
)


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """A text with attributions whose spans are any of it, nested in any earlier one."""
    text = draw(TEXTS)
    place = st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))

    def spans(least: int) -> tuple[Span, ...]:
        places = draw(st.lists(place, min_size=least, max_size=2))
        ordered = {(min(p), max(p)) for p in places if p[0] != p[1]}
        found = [Span.of(text, s, e) for s, e in sorted(ordered)]
        return tuple(s for i, s in enumerate(found) if not i or found[i - 1].end <= s.start)

    found: list[Attribution] = []
    for number in range(1, draw(st.integers(1, 6)) + 1):
        source, cue, content = spans(0), spans(1), spans(1)
        if not cue or not content:
            continue
        outer = draw(st.sampled_from([None, *(a.id for a in found)]))
        form = draw(st.sampled_from(Form))
        found.append(Attribution(f"a{number}", source, cue, content, form, outer))
    published = draw(st.none() | st.datetimes(timezones=st.just(UTC)))
    outlet = draw(st.none() | st.sampled_from(["The Vesper Gazette", "", "\u202e", SURROGATE]))
    report = Report("any", text, outlet=outlet, published=published)
    return Reading(report, tuple(sorted(found, key=lambda a: a.start)))


@settings(max_examples=300)
@given(reading=readings())
def test_any_reading_has_a_sound_answer(reading: Reading) -> None:
    answer = resolved(reading)
    assert_sound(reading, answer)
    assert resolved(reading) == answer


@settings(max_examples=30)
@given(text=TEXTS)
def test_any_text_is_read_to_the_end(text: str) -> None:
    import reportedly

    reading = reportedly.read(text=text)
    # a defect costs no exception there: a note tells of it
    assert not any("could not" in note for note in reading.report.notes)
    assert all(span.holds_in(text) for span in spans_in(reading))
    assert {a.party for a in reading.attributions} <= {None, *(p.id for p in reading.parties)}
    outer = {a.id: a.nested_in for a in reading.attributions}
    for name in outer:
        steps, at = 0, outer[name]
        while at is not None and steps <= len(outer):
            steps, at = steps + 1, outer[at]
        assert steps <= len(outer)
