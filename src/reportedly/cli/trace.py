"""``reportedly trace``: on whose word a claim stands."""

from __future__ import annotations

import sys
from typing import Any

import click

from reportedly.cli.ledger_options import format_option, ledger_option, opened_ledger


@click.command(no_args_is_help=True)
@click.argument("claim")
@ledger_option
@click.option("--full", is_flag=True, help="Show all of long lists.")
@format_option("terminal", "json")
@click.pass_context
def trace(context: click.Context, /, claim: str, **chosen: Any) -> None:
    """Show on whose word CLAIM stands: the origins that count, who passes each on, who denies it.

    Then what is not counted and why, values that cannot both hold, reports that lean on each other
    in a circle, and who had it first. CLAIM is its id, or a beginning of it that no other has.
    """
    with opened_ledger(context, chosen["ledger"]) as ledger:
        found = ledger.trace(claim)
    if chosen["format"] == "json":
        from reportedly.export.views.data import trace_data
        from reportedly.model import dumps

        click.echo(dumps(trace_data(found), indent=1))
        return
    from reportedly.export.views.layout import page_for
    from reportedly.export.views.trace import write_trace

    write_trace(found, page_for(sys.stdout), full=chosen["full"])
