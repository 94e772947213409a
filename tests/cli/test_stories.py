from __future__ import annotations

import json
from typing import Any


def test_stories_are_a_table(ask: Any) -> None:
    lines = ask("stories").stdout.splitlines()
    assert lines[2].split(maxsplit=5) == [
        *("s1", "5", "4", "2031-03-04", "2031-03-04", "Ferry sinks off Skerry")
    ]
    assert json.loads(ask("stories", "--format", "json").stdout)[0]["id"] == "s1"


def test_a_report_is_moved_as_a_judgement(ask: Any, ledger: Any) -> None:
    result = ask("stories", "--move", "r5", "s2", "--note", "another ferry", "--by", "ada")
    assert "move r5 s2 – another ferry" in result.stdout
    assert ledger.asked[0] == ("news.ledger", False, "ada")
    assert ask("stories", "--note", "why").exit_code == 2
