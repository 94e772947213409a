"""Progress on standard error, on long work only, and only for a person to see."""

from __future__ import annotations

import sys
from threading import Timer
from types import TracebackType
from typing import TYPE_CHECKING

import click

from reportedly.export.clean import one_line

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

_PATIENCE = 1.5  # seconds of work before a bar appears


class Progress:
    """Counts reports; a bar appears once the work takes long.

    Args:
        total: how many reports there are, where that is known.
        shown: whether a bar may appear at all; it never does where standard error is no terminal.
    """

    def __init__(self, total: int | None, shown: bool) -> None:
        self._bar: Bar | None = None
        self._timer: Timer | None = None
        if shown and sys.stderr.isatty():
            self._bar = _bar()
            self._task = self._bar.add_task("Reading", total=total)
            self._timer = Timer(_PATIENCE, self._bar.start)
            self._timer.daemon = True

    def __enter__(self) -> Progress:
        if self._timer:
            self._timer.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._timer:
            self._timer.cancel()
            self._timer.join()
        if self._bar:
            self._bar.stop()

    def step(self) -> None:
        """Count one report."""
        if self._bar:
            self._bar.advance(self._task)

    def say(self, line: str) -> None:
        """Write one line to standard error, above the bar if there is one."""
        line = one_line(line)
        if self._bar and self._bar.live.is_started:
            self._bar.console.print(line, markup=False, highlight=False, soft_wrap=True)
        else:
            click.echo(line, err=True)


def _bar() -> Bar:
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        SpinnerColumn,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    return Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
        console=Console(file=sys.stderr),
        transient=True,
    )
