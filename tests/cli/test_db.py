from __future__ import annotations

from pathlib import Path
from typing import Any


def test_a_sound_ledger_is_said_to_be(ask: Any, ledger: Any) -> None:
    assert ask("db", "check").stdout == "All is well.\n"
    ledger.check = lambda: ("claim c1 has no mention",)
    result = ask("db", "check")
    assert (result.exit_code, result.stdout) == (1, "claim c1 has no mention\n")


def test_reports_that_wait_to_be_linked_are_told_and_no_fault(ask: Any, ledger: Any) -> None:
    ledger.waiting = lambda: 3
    result = ask("db", "check")
    assert (result.exit_code, result.stdout) == (0, "All is well.\n")
    assert result.stderr == "3 reports not linked yet: the next `reportedly add` does it.\n"


def test_a_copy_never_goes_over_a_file(ask: Any, tmp_path: Path) -> None:
    copy = tmp_path / "copy.ledger"
    assert ask("db", "backup", str(copy)).exit_code == 0
    assert copy.read_text() == "copy"
    copy.write_text("mine")
    assert ask("db", "backup", str(copy)).exit_code == 1
    assert copy.read_text() == "mine"


def test_paths_stand_where_they_are_needed_only(ask: Any) -> None:
    assert ask("db", "backup").exit_code == 2
    assert ask("db", "check", "a.ledger").exit_code == 2
    assert ask("db", "mend").exit_code == 2


def test_a_ledger_that_is_not_there_is_one_line(ask: Any) -> None:
    for command in (("db", "upgrade"), ("db", "check"), ("claims",)):
        result = ask(*command, "--ledger", "absent.ledger", read=None)
        assert result.exit_code == 1
        assert "absent.ledger" in result.stderr and len(result.stderr.splitlines()) == 1
