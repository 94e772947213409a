"""Profiles: what is counted, as whose, and what is not counted twice."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from reportedly.model import (
    Attribution,
    Evidence,
    Form,
    Hop,
    Kind,
    Party,
    Reading,
    Report,
    Span,
    Stance,
)
from reportedly.resolve.profile import profile

TEXT = "A guard told The Tarn Post that one two three. Ana Ruiz denied four five. Some say six."
GUARD = Party("p1", Kind.UNNAMED_PERSON, description="a guard")
RUIZ = Party("p2", Kind.NAMED_PERSON, "Ana Ruiz", "mayor")


def at(words: str) -> tuple[Span, ...]:
    start = TEXT.index(words)
    return (Span.of(TEXT, start, start + len(words)),)


def said(id: str, cue: str, content: str, **answers: Any) -> Attribution:
    return Attribution(id, (), at(cue), at(content), Form.INDIRECT, **answers)


POST = Hop("The Tarn Post", Kind.OUTLET, at("The Tarn Post")[0], "hearer")
BY_GUARD = said("a1", "told", "one two three", stance=Stance.ASSERTS, party="p1",
                source_kind=Kind.UNNAMED_PERSON, via=(POST,),
                origin="The Tarn Post’s a guard")  # fmt: skip
BY_RUIZ = said("a2", "denied", "four five", stance=Stance.DENIES, party="p2",
               source_kind=Kind.NAMED_PERSON, origin="Ana Ruiz")  # fmt: skip
BY_NOBODY = said("a3", "say", "six", source_kind=Kind.NONE_GIVEN)


def reading(id: str, *attributions: Attribution, outlet: str | None = None) -> Reading:
    return Reading(Report(id, TEXT, outlet), attributions, (GUARD, RUIZ))


def test_the_shares_count_attributions_and_words() -> None:
    total = profile([reading("r1", BY_GUARD, BY_RUIZ, BY_NOBODY)]).total
    assert (total.attributions, total.words) == (3, 6)
    assert (total.unnamed, total.unnamed_words) == (1, 3)
    assert (total.unsourced, total.unsourced_words) == (1, 1)
    assert (total.sources, total.secondhand) == (2, 1)
    assert total.outlets == (("The Tarn Post", 1),)


def test_named_sources_are_one_over_reports_and_the_unnamed_stay_apart() -> None:
    found = profile([reading("r1", BY_GUARD, BY_RUIZ), reading("r2", BY_GUARD, BY_RUIZ)])
    assert [(s.name, s.attributions, s.reports) for s in found.sources] == [
        ("Ana Ruiz", 2, ("r1", "r2")),
        ("a guard", 1, ("r1",)),
        ("a guard", 1, ("r2",)),
    ]
    assert found.sources[0].stances == (("denies", 2),)
    assert found.sources[0].about == ("mayor",)
    assert [s.secondhand for s in found.sources] == [False, True, True]
    assert [one.report for one in found.reports] == ["r1", "r2"]
    assert (found.total.sources, found.total.attributions) == (3, 4)


def test_a_report_does_not_rely_on_its_own_outlet() -> None:
    assert profile([reading("r1", BY_GUARD, outlet="the tarn post")]).total.outlets == ()


@pytest.mark.parametrize("rule", ["speaks for a body", "part of a named group"])
def test_a_spokesman_stands_for_the_body_that_has_a_name(rule: str) -> None:
    for_body = replace(BY_GUARD, origin="Tarn Water", evidence=(Evidence("origin", rule),))
    assert profile([reading("r1", for_body)]).total.unnamed == 0
    for_mayor = replace(BY_GUARD, origin="Ana Ruiz")
    assert profile([reading("r1", for_mayor)]).total.unnamed == 0


def test_who_passes_on_the_unnamed_stands_on_them_and_words_count_once() -> None:
    agency = said("a1", "told", "that one two three", source_kind=Kind.ORGANISATION,
                  source_name="Tarn Wire")  # fmt: skip
    inner = said("a2", "told", "one two three", source_kind=Kind.UNNAMED_PERSON, party="p1",
                 origin="a guard", nested_in="a1")  # fmt: skip
    for pair in ((agency, inner), (inner, agency)):
        total = profile([reading("r1", *pair)]).total
        assert (total.unnamed, total.words, total.unnamed_words) == (2, 4, 4)


def test_a_source_that_may_be_one_of_several_is_nobodys() -> None:
    either = said("a1", "told", "one two three", candidates=("p1", "p2"))
    found = profile([reading("r1", either)])
    assert found.sources == ()
    assert found.total.unresolved == 1


def test_a_reading_that_was_not_resolved_is_counted_by_the_words_of_its_sources() -> None:
    plain = Attribution("a1", at("Ana Ruiz"), at("denied"), at("four five"), Form.INDIRECT)
    found = profile([Reading(Report("r1", TEXT), (plain,))])
    assert [(s.name, s.kind, s.attributions) for s in found.sources] == [("Ana Ruiz", None, 1)]
