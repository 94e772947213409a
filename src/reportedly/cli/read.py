"""``reportedly read``: who says what in reports."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from reportedly.cli.output import Output, format_for, opened
from reportedly.cli.progress import Progress
from reportedly.errors import FormatError, ReportedlyError
from reportedly.export import FORMATS
from reportedly.ingest.dates import published_of
from reportedly.ingest.options import IngestOptions
from reportedly.model import Failure, Reading
from reportedly.settings import Settings, load_settings


@dataclass(frozen=True, slots=True)
class Request:
    """What to read, and how."""

    sources: tuple[str, ...]
    options: IngestOptions
    settings: Settings


Read = Callable[[Request], Iterator[Reading | Failure]]


def read_reports(request: Request) -> Iterator[Reading | Failure]:
    """The readings of what was asked for, in order; tests put their own function in its place."""
    from reportedly.extract import extract_many
    from reportedly.ingest import FetchOptions, WebFetcher, read_files
    from reportedly.reading import tagger_for
    from reportedly.resolve import load_outlets, resolve_many

    settings = request.settings
    outlets = load_outlets(settings.outlets)
    web = WebFetcher(FetchOptions(max_bytes=settings.max_bytes))
    reports = read_files(request.sources, request.options, stdin=sys.stdin.buffer, fetcher=web)
    tagger = tagger_for(settings.model, settings.threads)
    return resolve_many(extract_many(reports, tagger), outlets)


class _Moment(click.ParamType[datetime]):
    name = "date"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        moment = value if isinstance(value, datetime) else published_of(value)
        if moment is None:
            self.fail(
                f"{value!r} is no date: write 2026-03-12 or 2026-03-12T14:05+01:00", param, ctx
            )
        return moment


Command = Callable[..., None]


def input_options(command: Command, *, required: bool = True) -> Command:
    """Give a command the reports it reads and all the options of how to read them."""
    options = (
        click.argument(
            "reports",
            metavar="REPORT..." if required else "[REPORT]...",
            nargs=-1,
            required=required,
        ),
        click.option("--published", type=_Moment(), help="When the reports were published."),
        click.option("--outlet", metavar="NAME", help="Who published the reports."),
        click.option(
            "--outlets",
            metavar="PATH",
            help="File of outlets that the shipped registry does not know.",
        ),
        click.option(
            "--input-format",
            type=click.Choice(["auto", "text", "html", "jsonl"]),
            default="auto",
            show_default=True,
            help="What the reports are.",
        ),
        click.option(
            "--model", metavar="PATH", help="Folder of another model than the shipped one."
        ),
        click.option(
            "-j", "--threads", metavar="N", help="Processor threads to use.  [default: 2]"
        ),
        click.option(
            "--max-bytes",
            metavar="SIZE",
            help="Largest report, page or record read.  [default: 20MB]",
        ),
        click.option(
            "--config",
            type=click.Path(path_type=Path),
            help="File of settings, instead of reportedly.toml in this folder.",
        ),
        click.option(
            "-q", "--quiet", is_flag=True, help="No progress and no summary; errors are shown."
        ),
        click.option(
            "-v",
            "--verbose",
            is_flag=True,
            help="A line for each report, and where errors arose.",
        ),
        click.pass_context,
    )
    for option in reversed(options):
        command = option(command)
    return command


def request_of(reports: tuple[str, ...], chosen: dict[str, Any]) -> Request:
    """What the arguments, the environment and the settings file ask for."""
    settings = load_settings(chosen, os.environ, chosen["config"])
    options = IngestOptions(
        outlet=chosen["outlet"],
        published=chosen["published"],
        format=chosen["input_format"],
        max_bytes=settings.max_bytes,
    )
    return Request(reports, options, settings)


@click.command(no_args_is_help=True)
@click.option(
    "--format",
    type=click.Choice(FORMATS),
    help="How to write it. By default: for reading on a terminal, JSON Lines into a pipe, "
    "and what its name says into a file.",
)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="File to write to; a folder for brat."
)
@input_options
def read(context: click.Context, /, reports: tuple[str, ...], **chosen: Any) -> None:
    """Show every attribution in each REPORT: its source, cue and content, and what they tell.

    A REPORT is a file (text, a web page, or JSON Lines), a folder, a pattern such as
    'news/*.html', an http or https address, or - for standard input.

    Exit codes: 0 all read; 1 failed; 2 wrong use; 3 some failed, each named on standard error;
    130 interrupted.
    """
    request = request_of(reports, chosen)
    path = chosen["output"]
    with opened(path, chosen["format"] or format_for(path)) as output:
        watched = not chosen["quiet"] and (path is not None or not sys.stdout.isatty())
        code = run_through(context, request, output, watched)
    context.exit(code)


def run_through(context: click.Context, request: Request, output: Output, watched: bool) -> int:
    """Write all that can be read to the output, say what failed, and tell the exit code."""
    source: Read = context.obj or read_reports
    with Progress(single_reports(request.sources), watched) as progress:
        run = _Run(output, progress, context.params["verbose"])
        run.through(source(request))
    if not context.params["quiet"]:
        run.sum_up()
    return run.code


class _Run:
    """One run over many reports: what was read, what failed, and what that comes to."""

    def __init__(self, output: Output, progress: Progress, verbose: bool) -> None:
        self._output = output
        self._progress = progress
        self._verbose = verbose
        self._read = self._failed = 0
        self._stopped = False

    def through(self, results: Iterator[Reading | Failure]) -> None:
        """Write each reading and name each failure; one never costs another."""
        try:
            for result in results:
                self._take(result)
                self._progress.step()
        except (ReportedlyError, OSError, click.ClickException):
            raise
        except Exception as error:
            self._stopped = True
            self._progress.say(
                f"reading stopped after {self._read + self._failed} reports: {self._reason(error)}"
            )
            return
        if self._read or not self._failed:
            self._output.finish()

    def sum_up(self) -> None:
        """Say how much failed, or that there was nothing."""
        if self._failed and self._read:
            self._progress.say(f"{self._failed} of {self._read + self._failed} reports failed")
        elif not self._failed and not self._read and not self._stopped:
            self._progress.say("no reports found")

    @property
    def code(self) -> int:
        """The exit code."""
        if self._stopped or (self._failed and not self._read):
            return 1
        return 3 if self._failed else 0

    def _take(self, result: Reading | Failure) -> None:
        if isinstance(result, Failure):
            self._fail(result)
            return
        try:
            self._output.exporter.one(result)
            self._output.flush()
        except (OSError, click.ClickException):
            raise
        except FormatError as error:
            raise click.UsageError(str(error)) from None
        except Exception as error:
            self._fail(Failure(result.report.id, error))
            return
        self._read += 1
        if self._verbose:
            words, found = len(result.report.text.split()), len(result.attributions)
            self._progress.say(f"{result.report.id}: {words} words, {found} attributions")

    def _fail(self, failure: Failure) -> None:
        self._failed += 1
        reason = self._reason(failure.error)
        named = reason.startswith(failure.where)
        self._progress.say(reason if named else f"{failure.where}: {reason}")

    def _reason(self, error: Exception) -> str:
        if isinstance(error, (ReportedlyError, OSError)):
            return str(error)
        reason = f"internal error, please report it: {type(error).__name__}: {error}"
        trace = error.__traceback__
        while self._verbose and trace and trace.tb_next:
            trace = trace.tb_next
        if self._verbose and trace:
            reason += f" ({trace.tb_frame.f_code.co_filename}:{trace.tb_lineno})"
        return reason


def single_reports(sources: tuple[str, ...]) -> int | None:
    """How many reports there are, if each source is a file that holds one."""
    single = all(os.path.isfile(s) and not s.endswith((".jsonl", ".ndjson")) for s in sources)
    return len(sources) if single else None
