"""Mentions: what a report says or passes on, and who stands behind it."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from reportedly.link.mentions import mentions
from reportedly.model import (
    Attribution,
    Evidence,
    Form,
    Kind,
    Mention,
    Reading,
    Report,
    Span,
    Stance,
    Voice,
)
from reportedly.resolve import resolve

TEXT = """Crane falls on Orsby quay, four feared dead

ORSBY, May 3 (Tollard Wire) — A crane fell on the quay at Orsby on Tuesday, killing at least \
four dockers, port officials said.

The quay was shut. Has it been inspected?

Harbour master Ilsa Brandt said the brakes had failed in April and that nobody had replaced \
them. The builder, Tessel Cranes, denied that the brakes were old.

Asked whether the crane had a licence, the ministry spoke of an inquiry.

By Jonas Welk
"""


def spans(*words: str) -> tuple[Span, ...]:
    return tuple(Span.of(TEXT, TEXT.index(w), TEXT.index(w) + len(w)) for w in words)


def attribution(
    number: int, source: str, cue: str, content: str, stance: Stance = Stance.ASSERTS
) -> Attribution:
    return Attribution(
        id=f"a{number}",
        source=spans(source) if source else (),
        cue=spans(cue),
        content=spans(content),
        form=Form.INDIRECT,
        stance=stance,
        source_kind=Kind.ORGANISATION,
        source_name=source or None,
        evidence=(Evidence("stance", "cue: x"),),
    )


@pytest.fixture
def reading() -> Reading:
    report = Report(
        id="r1",
        text=TEXT,
        outlet="Tollard Wire",
        published=datetime(2031, 5, 3, 12, tzinfo=UTC),
        furniture=spans("By Jonas Welk"),
    )
    return Reading(
        report,
        (
            attribution(
                1,
                "port officials",
                "said",
                "A crane fell on the quay at Orsby on Tuesday, killing at least four dockers",
            ),
            attribution(
                2,
                "Harbour master Ilsa Brandt",
                "said the brakes"[:4],
                "the brakes had failed in April and that nobody had replaced them",
            ),
            attribution(
                3, "Tessel Cranes", "denied", "that the brakes were old", stance=Stance.DENIES
            ),
            attribution(4, "", "Asked", "whether the crane had a licence", stance=Stance.DOUBTS),
            attribution(5, "the ministry", "spoke of", "an inquiry"),
        ),
    )


def one(found: tuple[Mention, ...], words: str) -> Mention:
    [mention] = [m for m in found if m.span.text == words]
    return mention


def test_each_clause_of_a_content_is_a_mention_of_its_source(reading: Reading) -> None:
    found = mentions(reading)
    failed = one(found, "the brakes had failed in April")
    replaced = one(found, "nobody had replaced them")
    assert failed.source_name == replaced.source_name == "Harbour master Ilsa Brandt"
    assert failed.voice is Voice.ATTRIBUTED
    assert failed.attribution == replaced.attribution == "a2"
    assert failed.origin is None


def test_a_denial_keeps_its_stance(reading: Reading) -> None:
    assert one(mentions(reading), "the brakes were old").stance is Stance.DENIES


def test_what_a_source_is_asked_is_left_open_by_who_answers(reading: Reading) -> None:
    asked = one(mentions(reading), "whether the crane had a licence")
    assert asked.stance is Stance.DECLINES
    assert asked.source_name == "the ministry"


def test_the_report_speaks_itself_in_headline_and_background(reading: Reading) -> None:
    found = mentions(reading)
    own = [m.span.text for m in found if m.voice is Voice.OWN]
    assert own == ["Crane falls on Orsby quay", "four feared dead", "The quay was shut."]
    shut = one(found, "The quay was shut.")
    assert (shut.source_name, shut.source_kind, shut.source) == ("Tollard Wire", Kind.OUTLET, ())


def test_figures_and_dates_go_to_the_clause_that_holds_them(reading: Reading) -> None:
    found = mentions(resolve(reading))
    killed = one(found, "killing at least four dockers")
    fell = one(found, "A crane fell on the quay at Orsby on Tuesday")
    assert [(f.low, f.high) for f in killed.figures] == [(4, None)]
    assert not fell.figures
    assert fell.dates and not killed.dates
    assert [f.low for f in one(found, "four feared dead").figures] == [4]


def test_ids_count_in_the_order_of_the_text_and_spans_hold(reading: Reading) -> None:
    found = mentions(reading)
    assert [m.id for m in found] == [f"r1:{n}" for n in range(len(found))]
    assert [m.span for m in found] == sorted(m.span for m in found)
    assert all(m.span.holds_in(TEXT) for m in found)


def test_an_event_told_in_the_passive_is_the_reports_own_word() -> None:
    text = "The valley was warned on Monday."
    a = Attribution("a1", (), (Span.of(text, 11, 21),), (Span.of(text, 0, 10),), Form.INDIRECT)
    [mention] = mentions(Reading(Report("r", text, outlet="Tollard Wire"), (a,)))
    assert (mention.span.text, mention.voice) == (text, Voice.OWN)


def test_a_flat_denial_in_the_reports_own_voice_denies() -> None:
    text = "Statement of the Tessel company\n\nNo ransom was paid for the crew of the ferry."
    found = mentions(Reading(Report("r", text, outlet="Tessel")))
    assert found[-1].stance is Stance.DENIES


def test_a_report_with_nothing_in_it_has_no_mentions() -> None:
    assert mentions(Reading(Report("r", ""))) == ()


def test_spans_of_the_shared_reports_hold(shared) -> None:  # type: ignore[no-untyped-def]
    for line in (shared / "stories").glob("dev/*/story.json"):
        story = json.loads(line.read_text(encoding="utf-8"))
        for r in story["reports"]:
            text = (line.parent / r["file"]).read_text(encoding="utf-8")
            found = mentions(Reading(Report(r["id"], text, outlet=r["outlet"])))
            assert len(found) > 3
            assert all(m.span.holds_in(text) for m in found)
            assert len(found) < 14 * len(text.split()) / 100
