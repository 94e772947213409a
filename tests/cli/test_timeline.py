from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any


def test_a_claim_is_told_in_the_order_in_which_it_was_said(ask: Any) -> None:
    text = ask("timeline", "c1").stdout
    order = ["09:30  Skerry Wire [r1:1]: Dana Quist", "13:30  The Skerry Post [r3:1]"]
    order += ["15:30  Tarn Today [r4:1]: the company denies", "[r5:1]: in its own voice"]
    assert [text.index(line) for line in order] == sorted(text.index(line) for line in order)
    assert "Tuesday 2031-03-04" in text


def test_a_story_is_told_by_its_reports_and_what_they_pass_on(ask: Any) -> None:
    text = ask("timeline", "--story", "s1").stdout
    assert text.startswith("Ferry sinks off Skerry\n")
    assert "11:30  Radio Tarn [r2]: 1 mention; cites [r1]" in text
    assert ask("timeline", "--limit", "2").stdout.count("1 mention") == 2


def test_a_story_is_found_by_how_it_begins_or_told_to_be_absent(ask: Any) -> None:
    assert ask("timeline", "--story", "ferry sinks").stdout.startswith("Ferry sinks off Skerry")
    result = ask("timeline", "--story", "s9")
    assert result.exit_code == 1 and "no story 's9'" in result.stderr


def test_days_without_a_report_are_told(ask: Any, ledger: Any) -> None:
    first, *rest = ledger.answer.reports
    later = tuple(replace(c, published=c.published + timedelta(days=3)) for c in rest)
    ledger.answer = replace(ledger.answer, reports=(first, *later))
    text = ask("timeline", "c1").stdout
    assert "Friday 2031-03-07  3 days later" in text
    assert "a column is about" in text


def test_the_json_has_the_reports_or_the_trace(ask: Any) -> None:
    assert json.loads(ask("timeline", "--format", "json").stdout)[1]["derived_from"] == ["r1"]
    assert json.loads(ask("timeline", "c1", "--format", "json").stdout)["claim"]["id"] == "c1"


def test_a_claim_and_a_story_together_are_wrong_use(ask: Any) -> None:
    assert ask("timeline", "c1", "--story", "s1").exit_code == 2
