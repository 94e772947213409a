"""``reportedly sources``: who is quoted in reports, and what the reports stand on."""

from __future__ import annotations

import sys
from typing import Any

import click

from reportedly.cli.output import Output
from reportedly.cli.read import input_options, request_of, run_through
from reportedly.export.sources import FORMATS, Sources


@click.command(no_args_is_help=True)
@click.option(
    "--format",
    type=click.Choice(FORMATS),
    default="terminal",
    show_default=True,
    help="How to write it; markdown is for pasting into a note.",
)
@input_options
def sources(context: click.Context, /, reports: tuple[str, ...], **chosen: Any) -> None:
    """List who is quoted in all the REPORTs together: how often, in what kind and via whom.

    It also tells how much stands on unnamed sources, which sources are heard at second hand only,
    and which other outlets are relied on. A REPORT is what 'reportedly read' takes.

    Exit codes: 0 all read; 1 failed; 2 wrong use; 3 some failed, each named on standard error;
    130 interrupted.
    """
    output = Output(Sources(sys.stdout, chosen["format"]), sys.stdout)
    request = request_of(reports, chosen)
    context.exit(run_through(context, request, output, watched=not chosen["quiet"]))
