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


def terminal(monkeypatch: pytest.MonkeyPatch) -> _Terminal:
    # not a fixture: pytest puts its own stream in place between set-up and test
    stream = _Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setenv("TERM", "xterm")
    return stream


def test_short_work_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = terminal(monkeypatch)
    with Progress(3, shown=True) as shown:
        shown.step()
    assert stream.getvalue() == ""


def test_long_work_shows_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = terminal(monkeypatch)
    monkeypatch.setattr(progress, "_PATIENCE", 0.01)
    with Progress(3, shown=True) as shown:
        shown.step()
        deadline = time.monotonic() + 30
        while "1/3" not in stream.getvalue() and time.monotonic() < deadline:
            time.sleep(0.02)
        shown.say("gone.txt: no such file")
    assert "1/3" in stream.getvalue()
    assert "gone.txt: no such file" in stream.getvalue()


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
