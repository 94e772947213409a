"""A stand-in for reading: it knows one pattern, "…, the X said.", and how things go wrong."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from reportedly.cli import main
from reportedly.errors import ReadError
from reportedly.model import Attribution, Failure, Form, Reading, Report

_SAID = re.compile(r"(\w[^.\n]*), (the \w+) (said)\.")


def fake_read(request: Any) -> Iterator[Reading | Failure]:
    """Readings of small files, as ``reportedly.cli.read.Read`` wants them."""
    for source in request.sources:
        if source == "slow":
            time.sleep(0.4)
            source = "text:Rain will come, the mayor said."
        if source == "broken":
            raise RuntimeError("a bug\nof two lines")
        if source.startswith("text:"):
            text = source[5:]
        elif source == "-":
            text = sys.stdin.buffer.read().decode("utf-8")
        elif Path(source).is_file():
            text = Path(source).read_text(encoding="utf-8")
        else:
            yield Failure(source, ReadError(source, "no such file"))
            continue
        yield Reading(_report(source, text, request.options), tuple(_said(text)))


def _report(source: str, text: str, options: Any) -> Report:
    return Report(source, text, outlet=options.outlet, published=options.published)


def _said(text: str) -> Iterator[Attribution]:
    report = Report("r", text)
    for number, match in enumerate(_SAID.finditer(text), 1):
        content, source, cue = (report.span(*match.span(group)) for group in (1, 2, 3))
        yield Attribution(f"a{number}", (source,), (cue,), (content,), Form.INDIRECT)


Run = Callable[..., Result]
Start = Callable[..., "subprocess.Popen[bytes]"]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs the command line in an empty folder, with the stand-in."""
    monkeypatch.chdir(tmp_path)
    for name in ("MODEL", "THREADS", "MAX_BYTES", "OUTLETS"):
        monkeypatch.delenv(f"REPORTEDLY_{name}", raising=False)

    def go(*args: str, read: Any = fake_read, **about: Any) -> Result:
        return CliRunner().invoke(main, [*args], obj=read, **about)

    return go


@pytest.fixture
def start(tmp_path: Path) -> Start:
    """Starts the command line as a process of its own, with the stand-in."""

    def go(*args: str, **about: Any) -> subprocess.Popen[bytes]:
        code = f"import runpy; runpy.run_path({__file__!r})['run_as_program']()"
        streams: dict[str, Any] = dict.fromkeys(("stdout", "stderr"), subprocess.PIPE)
        streams["stdin"] = subprocess.DEVNULL
        command = [sys.executable, "-c", code, *args]
        return subprocess.Popen(command, cwd=tmp_path, **{**streams, **about})

    return go


def run_as_program() -> None:
    main(obj=fake_read)


@pytest.fixture
def bridge(tmp_path: Path) -> Path:
    """A report with one attribution."""
    path = tmp_path / "bridge.txt"
    path.write_text("Hartwell bridge is shut, the mayor said. Nobody knows why.\n", "utf-8")
    return path
