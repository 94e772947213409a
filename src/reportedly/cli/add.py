"""``reportedly add``: reports into a ledger."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

import click

from reportedly.cli.ledger_options import ledger_option, opened_ledger
from reportedly.cli.progress import Progress
from reportedly.cli.read import Request, input_options, request_of, single_reports
from reportedly.errors import ReportedlyError
from reportedly.export.clean import one_line
from reportedly.export.views.words import many
from reportedly.ledger.answers import Added
from reportedly.model import Failure, Report
from reportedly.reading import Options

_STATUSES = ("added", "new version", "known")


@click.command(no_args_is_help=True)
@ledger_option
@input_options
def add(context: click.Context, /, reports: tuple[str, ...], **chosen: Any) -> None:
    """Read each REPORT and put it into a ledger, which is made where there is none.

    A REPORT is what 'reportedly read' takes. What the ledger holds already is not read again, and
    a changed text is kept as a new version; so the same command can be given again, also after it
    was stopped. Claims are linked as reports come and when the last one is in.

    Exit codes: 0 all added or known; 1 failed; 2 wrong use; 3 some failed, each named on standard
    error; 130 interrupted.
    """
    request = request_of(reports, chosen)
    settings = request.settings
    options = Options(model=settings.model, threads=settings.threads, outlets=settings.outlets)
    intake = _Intake(chosen["verbose"])
    with opened_ledger(context, chosen["ledger"], read_only=False) as ledger:
        try:
            with Progress(single_reports(request.sources), not chosen["quiet"]) as progress:
                readable = intake.readable(_reports(request))
                intake.take(ledger.add(readable, options=options), progress)
        finally:  # also where it is stopped: what came in is in
            intake.sum_up(chosen["quiet"])
    if intake.empty and not chosen["quiet"]:
        click.echo("no reports found", err=True)
    context.exit(intake.code)


def _reports(request: Request) -> Iterator[Report | Failure]:
    from reportedly.ingest import FetchOptions, WebFetcher, read_files

    web = WebFetcher(FetchOptions(max_bytes=request.settings.max_bytes))
    return read_files(request.sources, request.options, stdin=sys.stdin.buffer, fetcher=web)


class _Intake:
    """What became of the reports, counted, with the failures kept for the end."""

    def __init__(self, verbose: bool) -> None:
        self._verbose = verbose
        self._failures: list[Failure] = []
        self._statuses: Counter[str] = Counter()
        self._mentions = self._words = 0
        self._stopped = False
        self._begun = time.monotonic()

    def readable(self, reports: Iterable[Report | Failure]) -> Iterator[Report]:
        """The reports, the failures among them kept."""
        for report in reports:
            if isinstance(report, Failure):
                self._failures.append(report)
            else:
                yield report

    def take(self, results: Iterable[Added | Failure], progress: Progress) -> None:
        """Count each result as it comes."""
        try:
            for result in results:
                progress.step()
                self._count(result, progress)
        except (ReportedlyError, OSError, click.ClickException):
            raise
        except Exception as error:
            self._stopped = True
            progress.say(f"adding stopped: {_told(error)}")

    def _count(self, result: Added | Failure, progress: Progress) -> None:
        if isinstance(result, Failure):
            self._failures.append(result)
            return
        self._statuses[result.status] += 1
        self._mentions += result.mentions
        self._words += result.words
        if self._verbose:
            progress.say(f"{result.id}: {result.status}, {many(result.mentions, 'mention')}")

    def sum_up(self, quiet: bool) -> None:
        """Say on standard error how much came in how fast, and name each failure."""
        done = self._statuses.total()
        if done and not quiet:
            click.echo(self._total(done), err=True)
        if self._failures:
            count = f"{len(self._failures)} of {many(done + len(self._failures), 'report')}"
            click.echo(f"{count} failed:", err=True)
        for failure in self._failures:
            click.echo(f"  {_reason(failure)}", err=True)

    def _total(self, done: int) -> str:
        seconds = time.monotonic() - self._begun
        told = [f"{self._statuses[s]:,} {s}" for s in _STATUSES if self._statuses[s]]
        rate = done / seconds if seconds else 0.0
        return (
            f"{many(done, 'report')}: {', '.join(told)}; "
            f"{many(self._mentions, 'mention')} in {many(self._words, 'word')}; "
            f"{_duration(seconds)}, {rate:.1f} reports a second"
        )

    @property
    def empty(self) -> bool:
        """Whether there was nothing at all."""
        return not (self._statuses or self._failures or self._stopped)

    @property
    def code(self) -> int:
        """The exit code."""
        if self._stopped:
            return 1
        if not self._failures:
            return 0
        return 3 if self._statuses else 1


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s" if minutes else f"{seconds:.1f} s"


def _reason(failure: Failure) -> str:
    reason = _told(failure.error)
    return reason if reason.startswith(failure.where) else one_line(f"{failure.where}: {reason}")


def _told(error: Exception) -> str:
    if isinstance(error, (ReportedlyError, OSError)):
        return one_line(str(error))
    return one_line(f"internal error, please report it: {type(error).__name__}: {error}")
