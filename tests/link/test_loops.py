from __future__ import annotations

from datetime import UTC, datetime

from reportedly.link.derivation import derivations
from reportedly.link.loops import loops
from reportedly.model import Debt, Derivation, Reading, Reason, Report

FIRST = (
    "Mill to close, says message [UPDATED]\n\nThe Tarrow mill will close in May, according to a "
    "message on a workers' board signed Spindle. Nobody at the mill would confirm it.\n\n"
    "UPDATE 18:00 - The closure has now been confirmed by Loomwire, which reports that the mill "
    "will close in May. We have dropped the question mark."
)
SECOND = (
    "Tarrow mill to shut in May\n\nThe Tarrow mill will close in May, The Weft reports. Loomwire "
    "understands that 340 people work there."
)


def reading(name: str, outlet: str, text: str, hour: int) -> Reading:
    return Reading(Report(name, text, outlet, datetime(2031, 4, 2, hour, tzinfo=UTC)))


def cites(report: str, source: str, debt: Debt = Debt.CITES) -> Derivation:
    return Derivation(report, source, debt, 0.9, (Reason("names it", 2.0, f"says {source}"),))


def test_an_update_that_cites_who_cited_it_closes_a_circle() -> None:
    first, second = reading("a", "The Weft", FIRST, 9), reading("b", "Loomwire", SECOND, 14)
    debts = (*derivations(first, [second]), *derivations(second, [first]))
    (loop,) = loops(debts, [first, second])
    assert loop.reports == ("a", "b")
    assert "Loomwire" in loop.reasons[0].words or "loomwire" in loop.reasons[0].words
    assert [reason.name for reason in loop.reasons] == ["a cites b", "b cites a"]


def test_without_the_update_there_is_no_circle() -> None:
    first = reading("a", "The Weft", FIRST.split("\n\nUPDATE")[0], 9)
    second = reading("b", "Loomwire", SECOND, 14)
    assert loops((*derivations(first, [second]), *derivations(second, [first]))) == ()


def test_longer_circles_are_found_once_and_chains_are_none() -> None:
    circle = [cites("a", "b"), cites("b", "c"), cites("c", "a"), cites("d", "a")]
    assert [loop.reports for loop in loops(circle)] == [("a", "b", "c")]
    assert loops(circle[:2]) == ()


def test_shared_words_close_no_circle() -> None:
    assert loops([cites("a", "b"), cites("b", "a", Debt.REWRITES)]) == ()
