from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def news(tmp_path: Path) -> Path:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_text("The ferry sank, the mayor said.\n", "utf-8")
    (tmp_path / "news" / "b.txt").write_text("Nobody was hurt, the clerk said.\n", "utf-8")
    return tmp_path / "news"


def test_a_folder_goes_in_and_the_sum_is_told(ask: Any, ledger: Any, news: Path) -> None:
    result = ask("add", str(news), "--outlet", "The Quay", "--published", "2031-03-04", "-j", "1")
    assert (result.exit_code, result.stdout) == (0, "")
    assert [Path(report.id).name for report in ledger.given] == ["a.txt", "b.txt"]
    assert {report.outlet for report in ledger.given} == {"The Quay"}
    assert "2 reports: 2 added; 4 mentions in 12 words" in result.stderr
    assert "reports a second" in result.stderr
    assert ledger.asked[0] == ("news.ledger", False, None)
    assert ledger.asked[1].threads == 1
    assert ledger.asked[-1] == "closed"


def test_what_is_known_is_counted_apart(ask: Any, news: Path) -> None:
    result = ask("add", str(news), str(news / "a.txt"), "-v")
    assert "3 reports: 2 added, 1 known" in result.stderr
    assert "a.txt#2: known" in result.stderr


def test_standard_input_and_patterns_are_taken(ask: Any, ledger: Any, news: Path) -> None:
    line = '{"id": "r1", "text": "It rained, the mayor said.", "outlet": "The Quay"}\n'
    assert ask("add", "-", str(news / "*.txt"), input=line).exit_code == 0
    assert len(ledger.given) == 3
    assert ledger.given[0].id == "r1"


def test_failures_are_listed_at_the_end_and_cost_only_themselves(ask: Any, news: Path) -> None:
    (news / "c.txt").write_text("This one is unreadable, they said.\n", "utf-8")
    result = ask("add", "absent.txt", str(news))
    assert result.exit_code == 3
    lines = result.stderr.splitlines()
    at = lines.index("2 of 4 reports failed:")
    assert at == 1 and lines[0].startswith("2 reports: 2 added")
    assert "absent.txt" in lines[2] and "c.txt: cannot be read" in lines[3]


@pytest.mark.parametrize(("quiet", "said"), [((), "1 of 1 report failed:"), (("-q",), "absent")])
def test_nothing_that_can_be_read_is_a_failure(ask: Any, quiet: Any, said: str) -> None:
    result = ask("add", "absent.txt", *quiet)
    assert result.exit_code == 1
    assert said in result.stderr and "Traceback" not in result.stderr


def test_a_fault_of_the_ledger_is_one_line_after_what_came_in(
    ask: Any, ledger: Any, news: Path
) -> None:
    from reportedly.errors import LedgerError
    from reportedly.ledger.answers import Added

    def full(sources: Any, *, options: Any) -> Any:
        yield Added("r1", "added", 1, 5)
        raise LedgerError("news.ledger: the disk is full")

    ledger.add = full
    result = ask("add", str(news))
    assert result.exit_code == 1
    told, fault = result.stderr.splitlines()
    assert told.startswith("1 report: 1 added")
    assert fault == "reportedly: news.ledger: the disk is full"


def test_a_bug_is_told_without_a_traceback(ask: Any, ledger: Any, news: Path) -> None:
    def broken(sources: Any, *, options: Any) -> Any:
        raise RuntimeError("two\nlines")
        yield

    ledger.add = broken
    result = ask("add", str(news))
    assert result.exit_code == 1
    assert "internal error, please report it: RuntimeError: two lines" in result.stderr


def test_a_ledger_must_be_named(ask: Any, news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("REPORTEDLY_LEDGER")
    result = ask("add", str(news))
    assert result.exit_code == 2
    assert "use --ledger FILE or set REPORTEDLY_LEDGER" in result.stderr
