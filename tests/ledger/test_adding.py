"""Adding with the real models."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from reportedly import Failure, Ledger, LedgerError, Report
from reportedly.ledger import adding
from reportedly.ledger.answers import Added

FIRST = Report("r01", "The dam at Orrin Vale is safe, mayor Ilse Tamber said.", "Vale Courier")
OTHER = Report("r01", "Two goats were found on the roof, farmer Odo Lind said.", "Radio Tarn")


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger(tmp_path / "news.ledger", by="ada") as opened:
        yield opened


def added(ledger: Ledger, *reports: Report) -> list[tuple[str, str]]:
    found = list(ledger.add(reports))
    assert not any(isinstance(one, Failure) for one in found)
    return [(one.id, one.status) for one in found if isinstance(one, Added)]


@pytest.mark.parametrize("calls", [1, 2])
def test_bundles_that_use_the_same_ids_do_not_mix(ledger: Ledger, calls: int) -> None:
    if calls == 1:
        told = added(ledger, FIRST, OTHER, FIRST)
    else:
        told = [*added(ledger, FIRST), *added(ledger, OTHER, FIRST)]
    statuses = dict(told)
    assert sorted(status for _, status in told) == ["added", "added", "known"]
    first, other = sorted(statuses)
    assert first == "r01" and other.startswith("r01~") and len(other) == len("r01~ab12cd")
    assert ledger.reading("r01").report.text == FIRST.text
    reading = ledger.reading(other)
    assert (reading.report.text, reading.report.id) == (OTHER.text, other)
    assert {m.report for claim in ledger.complete() for m in claim.mentions} == {"r01", other}
    assert added(ledger, OTHER, FIRST) == [(other, "known"), ("r01", "known")]
    assert ledger.check() == () and ledger.waiting() == 0


@pytest.mark.parametrize("calls", [1, 2])
def test_a_changed_text_is_a_new_version(ledger: Ledger, calls: int) -> None:
    later = replace(FIRST, text=FIRST.text.replace("safe", "leaking"))
    if calls == 1:
        told = added(ledger, FIRST, later)
    else:
        told = [*added(ledger, FIRST), *added(ledger, later)]
    assert told[0] == ("r01", "added") and told[1][1] == "new version"
    cards = {card.id: card.supersedes for card in ledger.reports()}
    assert cards == {"r01": None, told[1][0]: "r01"}


def test_a_fault_in_linking_loses_no_report(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any, **__: Any) -> Any:
        raise ZeroDivisionError("two\nlines")

    with monkeypatch.context() as patch:
        patch.setattr(adding, "BATCH", 1)  # so that it fails with reports still to come
        patch.setattr(adding, "link", broken)
        told: list[Added | Failure] = []
        with pytest.raises(LedgerError, match=r"are kept.*ZeroDivisionError"):
            for one in ledger.add([FIRST, OTHER]):
                told.append(one)
        assert len(told) == 2
    assert ledger.waiting() == 2 and ledger.check() == () and list(ledger.claims()) == []
    assert [status for _, status in added(ledger, FIRST, OTHER)] == ["known", "known"]
    assert ledger.waiting() == 0 and len(list(ledger.claims())) == 2


def test_what_another_process_did_while_linking_is_taken_in(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    linked: list[int] = []

    def interrupted(new: Any, known: Any) -> Any:
        linked.append(len(new))
        if len(linked) == 1:
            with Ledger(tmp_path / "news.ledger", by="grace") as other:
                other.judge("note", "r01", note="read this one")
        return real(new, known)

    real = adding.link
    monkeypatch.setattr(adding, "link", interrupted)
    added(ledger, FIRST)
    assert linked == [1, 1] and ledger.waiting() == 0 and len(list(ledger.claims())) == 1


def test_an_id_that_another_process_takes_meanwhile_is_left_to_it(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(reading: Any, encoder: Any) -> Any:
        monkeypatch.setattr(adding, "prepare", real)
        with Ledger(tmp_path / "news.ledger") as other:
            assert added(other, OTHER) == [("r01", "added")]
        return real(reading, encoder)

    real = adding.prepare
    monkeypatch.setattr(adding, "prepare", interrupted)
    ((id, status),) = added(ledger, FIRST)
    assert id.startswith("r01~") and status == "added"
    assert ledger.check() == () and ledger.waiting() == 0


def test_content_that_another_process_adds_meanwhile_is_known(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(reading: Any, encoder: Any) -> Any:
        monkeypatch.setattr(adding, "prepare", real)
        with Ledger(tmp_path / "news.ledger") as other:
            added(other, FIRST)
        return real(reading, encoder)

    real = adding.prepare
    monkeypatch.setattr(adding, "prepare", interrupted)
    assert added(ledger, FIRST) == [("r01", "known")]
    assert len(list(ledger.reports())) == 1 and ledger.check() == ()
