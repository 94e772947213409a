"""``reportedly stories``: the running stories that reports are grouped into."""

from __future__ import annotations

import sys
from typing import Any

import click

from reportedly.cli.ledger_options import (
    by_option,
    format_option,
    ledger_option,
    opened_ledger,
)


@click.command()
@ledger_option
@click.option(
    "--move",
    nargs=2,
    metavar="REPORT STORY",
    help="Put a report into another story; kept as a judgement.",
)
@click.option("--note", default="", metavar="TEXT", help="Why it is moved.")
@by_option
@format_option("terminal", "json")
@click.pass_context
def stories(context: click.Context, /, **chosen: Any) -> None:
    """List the running stories, the latest first, or move a report to another one."""
    move = chosen["move"]
    if chosen["note"] and not move:
        raise click.UsageError("--note says why a report is moved: use it with --move")
    with opened_ledger(context, chosen["ledger"], read_only=not move, by=chosen["by"]) as ledger:
        if move:
            from reportedly.cli.judge import told

            click.echo(told(ledger.judge("move", *move, note=chosen["note"])))
            return
        if chosen["format"] == "json":
            from reportedly.export.views.data import plain, write_list

            write_list(map(plain, ledger.stories()), sys.stdout)
            return
        from reportedly.export.views.layout import page_for
        from reportedly.export.views.stories import write_stories

        cards = {card.id: card for card in ledger.reports()}
        write_stories(ledger.stories(), cards, page_for(sys.stdout))
