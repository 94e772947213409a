from __future__ import annotations

import json
from typing import Any

import pytest


@pytest.mark.parametrize("command", ["search", "similar"])
def test_places_are_shown_with_their_claim(ask: Any, ledger: Any, command: str) -> None:
    result = ask(command, "people", "drowned", "--limit", "5")
    head, words = result.stdout.splitlines()[:2]
    assert head == "2031-03-04 09:30 · Skerry Wire · claim c1 · r1"
    assert words.strip().startswith("At least 30 people drowned")
    assert ledger.asked[1] == ("people drowned", 5)


@pytest.mark.parametrize("command", ["search", "similar"])
def test_they_are_written_for_programs(ask: Any, command: str) -> None:
    (hit,) = json.loads(ask(command, "drowned", "--format", "json").stdout)
    assert (hit["start"], hit["end"], hit["report"]["id"]) == (0, 26, "r1")
    line = ask(command, "drowned", "--format", "jsonl").stdout
    assert json.loads(line) == hit


def test_words_with_a_minus_sign_pass_after_two(ask: Any, ledger: Any) -> None:
    assert ask("search", "--", "ferry", "-strike").exit_code == 0
    assert ledger.asked[1] == ("ferry -strike", 20)


def test_nothing_found_is_said(ask: Any, ledger: Any) -> None:
    ledger.search = lambda words, limit: iter(())
    assert ask("search", "zebra").stdout == "Nothing found.\n"
