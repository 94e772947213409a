"""The command line: one module a command, loaded when it is used.

Exit codes: 0 read; 1 failed; 2 wrong use; 3 some inputs failed, each named on standard error;
130 interrupted. Data goes to standard output, everything else to standard error.
"""

from __future__ import annotations

import os
import sys
from collections import UserDict
from collections.abc import Sequence
from importlib import import_module
from typing import Any, NoReturn

import click

from reportedly.errors import ConfigError, ReportedlyError

_COMMANDS = {
    "read": ("reportedly.cli.read:read", "Show who says what in reports."),
    "sources": ("reportedly.cli.sources:sources", "List who is quoted in reports or a ledger."),
    "add": ("reportedly.cli.add:add", "Put reports into a ledger."),
    "claims": ("reportedly.cli.claims:claims", "List what is claimed, and by how many origins."),
    "trace": ("reportedly.cli.trace:trace", "Show on whose word a claim stands."),
    "figures": ("reportedly.cli.figures:figures", "Draw the figures of a claim."),
    "timeline": ("reportedly.cli.timeline:timeline", "Show when a claim was said, and by whom."),
    "search": ("reportedly.cli.search:search", "Find words in a ledger."),
    "similar": ("reportedly.cli.similar:similar", "Find mentions that say much the same."),
    "stories": ("reportedly.cli.stories:stories", "List the running stories."),
    "judge": ("reportedly.cli.judge:judge", "Record a decision, or take one back."),
    "export": ("reportedly.cli.export:export", "Write a ledger in another format."),
    "db": ("reportedly.cli.db:db", "Upgrade, check or copy a ledger."),
    "evaluate": ("reportedly.cli.evaluate:evaluate", "Measure what is found in marked reports."),
}

INTERRUPTED = 130


class _Commands(UserDict[str, click.Command]):
    """The commands by name, each imported when it is first asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.data = dict.fromkeys(_COMMANDS)  # type: ignore[assignment]

    def __getitem__(self, name: str) -> click.Command:
        module, _, attribute = _COMMANDS[name][0].partition(":")
        return getattr(import_module(module), attribute)  # type: ignore[no-any-return]


class _Reportedly(click.Group):
    """A group that lists its commands without importing them and keeps its exit codes."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands from their table."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, about) for name, (_, about) in _COMMANDS.items()])

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; where nobody reads its output on, it ends quietly."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            _leave_quietly()
            ctx.exit(0)
        return result

    def main(self, args: Sequence[str] | None = None, **extra: Any) -> NoReturn:  # type: ignore[override]
        """Run the command line and exit; no error ends in a traceback."""
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):  # UTF-8 whatever the locale says
                stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="")
        extra["standalone_mode"] = False
        try:
            code = super().main(args, **extra)
        except (KeyboardInterrupt, click.Abort):
            code = INTERRUPTED
            click.echo("reportedly: interrupted", err=True)
        except click.ClickException as error:
            error.show()
            code = error.exit_code
        except ConfigError as error:
            code = _say(error, 2)
        except (ReportedlyError, OSError) as error:
            code = _say(error, 1)
        sys.exit(code if isinstance(code, int) else 0)


def _say(error: Exception, code: int) -> int:
    from reportedly.export.clean import one_line

    click.echo(f"reportedly: {one_line(str(error))}", err=True)
    return code


def _leave_quietly() -> None:
    """Give what is still buffered to nobody, so that Python does not complain at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _show_version(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted:
        from reportedly import __version__

        click.echo(f"reportedly {__version__}")
        context.exit()


@click.group(cls=_Reportedly, commands=_Commands(), context_settings={"max_content_width": 100})
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_version,
    help="Show the version and exit.",
)
def main() -> None:
    """Read news reports and show who says what, on whose word."""
