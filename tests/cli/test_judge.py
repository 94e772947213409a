from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from reportedly.model import Judgement


def test_a_judgement_is_signed_and_told(ask: Any, ledger: Any) -> None:
    result = ask("judge", "merge", "c1", "c2", "--note", "one sinking", "--by", "ada")
    assert ledger.asked[0] == ("news.ledger", False, "ada")
    assert result.stdout == "   7 2031-03-04 09:30 ada: merge c1 c2 – one sinking\n"
    data = json.loads(ask("judge", "merge", "c1", "c2", "--format", "json").stdout)
    assert (data["id"], data["subjects"]) == (7, ["c1", "c2"])


def test_judgements_are_listed_and_taken_back(ask: Any, ledger: Any) -> None:
    assert ask("judge", "list").stdout.rstrip().endswith("the same sinking  (undone)")
    assert ledger.asked[0] == ("news.ledger", True, None)
    assert "undo 3" in ask("judge", "undo", "3").stdout
    assert "undo 7" in ask("judge", "undo").stdout


@pytest.mark.parametrize(
    "args",
    [
        ("same", "r1:1"),
        ("merge", "c1"),
        ("split",),
        ("move", "r1"),
        ("move", "r1", "s1", "s2"),
        ("note", "c1"),
        ("note", "c1", "--note", "  "),
        ("undo", "last"),
        ("list", "c1"),
        ("bless", "c1"),
    ],
)
def test_wrong_use_reaches_no_ledger(ask: Any, ledger: Any, args: tuple[str, ...]) -> None:
    assert ask("judge", *args).exit_code == 2
    assert ledger.asked == []


def test_what_a_person_named_is_shown_and_not_how_it_is_kept(ask: Any, ledger: Any) -> None:
    kept = {
        "merge": ("c1", "c2", "r1:0", "r2:4"),
        "split": ("c1", "r1:0", "|", "r2:4", "r3:1"),
        "same": ("r1:0", "r2:4"),
    }
    ledger.judgements = lambda: (
        Judgement(number, verb, subjects, "ada", datetime(2031, 3, 4, tzinfo=UTC))
        for number, (verb, subjects) in enumerate(kept.items(), 1)
    )
    told = ask("judge", "list").stdout.splitlines()
    shown = [line.partition("ada: ")[2] for line in told]
    assert shown == ["merge c1 c2", "split c1 r1:0", "same r1:0 r2:4"]
