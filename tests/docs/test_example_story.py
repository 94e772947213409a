"""The example story says what the tutorial and the README say of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reportedly import ClaimQuery, Kind, Ledger, Stance
from reportedly.ledger.answers import Trace


@pytest.fixture
def trace(story_ledger: Path) -> Iterator[Trace]:
    """On whose word the first claim stands."""
    with Ledger(story_ledger, read_only=True) as ledger:
        (first,) = ledger.claims(ClaimQuery(limit=1))
        yield ledger.trace(first.id)


def test_its_first_claim_is_in_all_reports_and_stands_on_two_origins(trace: Trace) -> None:
    assert len(trace.reports) == 5
    named, unnamed = trace.claim.independent_origins
    assert named.name == "Irena Solberg"
    assert (unnamed.kind, "dock workers" in unnamed.name) == (Kind.UNNAMED_GROUP, True)


def test_the_ministry_alone_denies_it(trace: Trace) -> None:
    against = [b.origin.name for b in trace.claim.backings if Stance.DENIES in b.stances]
    assert against == ["Ministry of Defence of Vasta"]


def test_figures_of_the_two_origins_cannot_both_hold(trace: Trace) -> None:
    values = {value for conflict in trace.claim.conflicts for value in conflict.values}
    assert any("120" in value for value in values)
    assert any("300" in value for value in values)


def test_the_reprint_is_found_with_the_figure_that_it_changed(trace: Trace) -> None:
    debts = {(d.report, d.source): d for d in trace.derivations}
    assert debts["post-1", "wire-1"].debt == "reprints"
    assert ("300", "400") in debts["post-1", "wire-1"].changes
    assert debts["radio-1", "wire-1"].debt == "cites"


def test_what_the_tutorial_takes_out_is_in_it_and_stays_out(
    story_ledger: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.ledger"
    copy.write_bytes(story_ledger.read_bytes())
    taken = {"wire-1:5"}
    with Ledger(copy, by="ada") as ledger:
        (first,) = ledger.claims(ClaimQuery(limit=1))
        before = {m.id for m in ledger.claim(first.id).mentions}
        assert taken <= before
        ledger.judge("split", *sorted(taken), note="a call for observers, not the landing")
        ledger.relink()
        for claim in ledger.complete():
            inside = {m.id for m in claim.mentions}
            assert not (inside & taken and inside & before - taken)
