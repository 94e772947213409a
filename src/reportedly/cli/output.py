"""Where a command's output goes: standard output, a file that appears whole, or a folder."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

import click

from reportedly.export import Exporter, exporter

_SUFFIXES = {
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".html": "html",
    ".htm": "html",
    ".ann": "brat",
    ".conll": "conll",
    ".txt": "terminal",
}


def format_for(path: Path | None) -> str:
    """The format to write where none was named: the file's, a terminal's, or JSON Lines."""
    if path is not None:
        return _SUFFIXES.get(path.suffix.lower(), "jsonl")
    return "terminal" if sys.stdout.isatty() else "jsonl"


class Output:
    """What a command writes its readings to.

    Attributes:
        exporter: takes the readings.
        wanted: whether the output is to stand; set it once it is complete.
    """

    def __init__(self, exporter: Exporter, out: TextIO | None = None) -> None:
        self.exporter = exporter
        self.wanted = False
        self._out = out

    def flush(self) -> None:
        """Let whoever reads standard output have what is there."""
        if self._out is not None:
            self._out.flush()

    def finish(self) -> None:
        """Write what follows the last reading; the output stands."""
        self.exporter.close()
        self.flush()
        self.wanted = True


@contextmanager
def opened(path: Path | None, format: str) -> Iterator[Output]:
    """The output for ``format`` at ``path``, or standard output.

    A file is written beside its place and moved there when finished; if anything goes wrong before,
    a file that was there stays as it was. The brat format writes a folder unless the path ends in
    ``.ann``.
    """
    if path is None:
        yield Output(exporter(format, sys.stdout), sys.stdout)
    elif format == "brat" and path.suffix.lower() != ".ann":
        from reportedly.export.brat import BratDirectory

        if path.exists() and not path.is_dir():
            raise click.UsageError(f"{path} is a file: brat needs a folder, or a name in .ann")
        yield Output(BratDirectory(path))
    elif path.is_dir():
        raise click.UsageError(f"{path} is a folder: name a file")
    elif path.exists() and not path.is_file():  # a device or a pipe cannot be replaced
        with open(path, "w", encoding="utf-8", newline="") as out:
            yield Output(exporter(format, out), out)
    else:
        yield from _replaced(Path(os.path.realpath(path)), format)


def _replaced(path: Path, format: str) -> Iterator[Output]:
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}-")
    except OSError as error:
        raise click.ClickException(f"{path}: cannot write: {error.strerror}") from None
    temporary = Path(name)
    try:
        with open(handle, "w", encoding="utf-8", newline="") as out:
            output = Output(exporter(format, out), out)
            yield output
        if output.wanted:
            temporary.chmod(mode_for(path))
            temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def mode_for(path: Path) -> int:
    """The permissions of the file that is replaced, or those that a new file gets."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
