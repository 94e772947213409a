"""``reportedly sources --ledger``: who is heard across a ledger."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest


def test_the_origins_are_a_table(ask: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    text = ask("sources", "--ledger", "news.ledger").stdout
    assert text.splitlines()[2].split() == ["Dana", "Quist", "named", "person", *"2221"]
    assert "Skerry Wire" not in text
    monkeypatch.setenv("COLUMNS", "120")
    assert "Skerry Wire" in ask("sources").stdout


def test_they_are_written_for_programs_and_notes(ask: Any) -> None:
    assert json.loads(ask("sources", "--format", "json").stdout)[1]["outlet"] == "The Skerry Post"
    rows = csv.DictReader(io.StringIO(ask("sources", "--format", "csv").stdout))
    assert next(rows)["outlets"] == "Skerry Wire; Radio Tarn"
    note = ask("sources", "--format", "markdown", "--limit", "1").stdout.splitlines()
    assert note[-1] == "| Dana Quist | named person | 2 | 2 | 2 | 1 |  |"


def test_more_than_is_shown_is_said(ask: Any) -> None:
    assert "1 origin; there are more" in ask("sources", "--limit", "1").stdout


def test_reports_or_a_ledger_but_not_both_nor_neither(
    ask: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert ask("sources", "a.txt", "--ledger", "news.ledger").exit_code == 2
    monkeypatch.delenv("REPORTEDLY_LEDGER")
    assert ask("sources").exit_code == 2
