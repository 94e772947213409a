"""The commands on a ledger of their own, from reports to answers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from reportedly.errors import ModelError

FIRST = "Ferry sinks off Skerry\n\nAt least 30 people drowned, harbour master Dana Quist said.\n"
SECOND = (
    "Thirty drown off Skerry\n\nAt least 30 people drowned when a ferry sank, harbour master "
    "Dana Quist told the Skerry Wire. The company denied that anybody had drowned.\n"
)


@pytest.fixture
def go(run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    from reportedly.extract import load_tagger

    try:
        load_tagger(threads=1)
    except ModelError as error:
        pytest.skip(f"no model: {error}")
    monkeypatch.setenv("REPORTEDLY_LEDGER", "news.ledger")
    rows = [
        {"id": "r1", "outlet": "Skerry Wire", "published": "2031-03-04T09:30Z", "text": FIRST},
        {"id": "r2", "outlet": "Radio Tarn", "published": "2031-03-04T12:00Z", "text": SECOND},
    ]
    lines = "".join(json.dumps(row) + "\n" for row in rows)
    (tmp_path / "news.jsonl").write_text(lines, "utf-8")
    return lambda *args: run(*args, read=None)


def test_reports_become_claims_that_can_be_traced_judged_and_checked(go: Any) -> None:
    assert "2 reports: 2 added" in go("add", "news.jsonl", "-j", "1").stderr
    assert "2 reports: 2 known" in go("add", "news.jsonl", "-j", "1").stderr
    data = json.loads(go("claims", "--format", "json").stdout)
    assert [report["id"] for report in data["reports"]] == ["r1", "r2"]
    claim = next(c for c in data["claims"] if "30 people" in c["label"])
    text = go("trace", claim["id"][:6]).stdout
    assert "Dana Quist" in text and "First: 2031-03-04 09:30, Skerry Wire [r1]" in text
    assert "Skerry Wire" in go("search", "drowned").stdout
    assert "Dana Quist" in go("sources").stdout
    assert "Ferry sinks off Skerry" in go("stories").stdout
    noted = go("judge", "note", claim["id"], "--note", "ask the coastguard", "--by", "ada")
    assert "ada: note" in noted.stdout
    assert "(undone)" not in go("judge", "list").stdout
    assert go("judge", "undo", "--by", "ada").exit_code == 0
    assert "(undone)" in go("judge", "list").stdout
    assert go("db", "check").stdout == "All is well.\n"
    assert go("trace", "c-none").exit_code == 1
