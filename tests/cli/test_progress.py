from __future__ import annotations

import io
import sys
import time

import pytest

from reportedly.cli import progress
from reportedly.cli.progress import Progress


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> _Terminal:
    stream = _Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setenv("TERM", "xterm")
    return stream


def test_short_work_shows_nothing(terminal: _Terminal) -> None:
    with Progress(3, shown=True) as shown:
        shown.step()
    assert terminal.getvalue() == ""


def test_long_work_shows_how_far_it_is(
    terminal: _Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "_PATIENCE", 0.01)
    with Progress(3, shown=True) as shown:
        shown.step()
        time.sleep(0.5)
        shown.say("gone.txt: no such file")
    assert "1/3" in terminal.getvalue()
    assert "gone.txt: no such file" in terminal.getvalue()


@pytest.mark.parametrize("shown", [True, False])
def test_no_bar_where_nobody_sees_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], shown: bool
) -> None:
    monkeypatch.setattr(progress, "_PATIENCE", 0.01)
    with Progress(None, shown=shown) as quiet:
        time.sleep(0.1)
        quiet.step()
        quiet.say("a line")
    assert capsys.readouterr() == ("", "a line\n")
