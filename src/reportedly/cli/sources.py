"""``reportedly sources``: who is quoted in reports, and what the reports stand on."""

from __future__ import annotations

import os
import sys
from functools import partial
from itertools import islice
from typing import Any

import click

from reportedly.cli.ledger_options import limit_option, opened_ledger, optional_ledger_option
from reportedly.cli.output import Output
from reportedly.cli.read import input_options, request_of, run_through
from reportedly.export.sources import FORMATS, Sources

_ON_A_PAGE = 40


@click.command()
@click.option(
    "--format",
    type=click.Choice(FORMATS),
    default="terminal",
    show_default=True,
    help="How to write it; markdown is for pasting into a note.",
)
@optional_ledger_option
@limit_option("Of a ledger's, at most so many.  [default: 40 for reading, all otherwise]")
@partial(input_options, required=False)
def sources(context: click.Context, /, reports: tuple[str, ...], **chosen: Any) -> None:
    """List who is quoted in all the REPORTs together: how often, in what kind and via whom.

    It also tells how much stands on unnamed sources, which sources are heard at second hand only,
    and which other outlets are relied on. A REPORT is what 'reportedly read' takes.

    With --ledger and no REPORT, list the origins of a ledger: who is heard across its reports,
    behind how many claims, and which outlets carry them.

    Exit codes: 0 all read; 1 failed; 2 wrong use; 3 some failed, each named on standard error;
    130 interrupted.
    """
    if reports and chosen["ledger"]:
        raise click.UsageError("name REPORTs or a ledger, not both")
    if not reports:
        location = chosen["ledger"] or os.environ.get("REPORTEDLY_LEDGER")
        if not location:
            raise click.UsageError("name a REPORT, or a ledger with --ledger FILE")
        _of_ledger(context, location, chosen)
        return
    output = Output(Sources(sys.stdout, chosen["format"]), sys.stdout)
    request = request_of(reports, chosen)
    context.exit(run_through(context, request, output, watched=not chosen["quiet"]))


def _of_ledger(context: click.Context, location: str, chosen: dict[str, Any]) -> None:
    from reportedly.export.views import data, sources
    from reportedly.export.views.layout import page_for
    from reportedly.ledger.answers import QuotedOrigin

    format, limit = chosen["format"], chosen["limit"]
    if format == "terminal":
        limit = limit or _ON_A_PAGE
    with opened_ledger(context, location) as ledger:
        origins = ledger.origins()
        found = list(islice(origins, limit + 1 if limit else None))
    more = limit is not None and len(found) > limit
    found = found[:limit]
    if format == "terminal":
        sources.write_sources(found, page_for(sys.stdout), more)
    elif format == "markdown":
        sources.write_markdown(found, sys.stdout)
    elif format == "csv":
        data.write_csv(QuotedOrigin, found, sys.stdout)
    else:
        data.write_list(map(data.plain, found), sys.stdout)
