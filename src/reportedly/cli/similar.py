"""``reportedly similar``: mentions that say much the same."""

from __future__ import annotations

from typing import Any

import click

from reportedly.cli.ledger_options import (
    format_option,
    ledger_option,
    limit_option,
    opened_ledger,
)
from reportedly.cli.search import write_found


@click.command(no_args_is_help=True)
@click.argument("words", metavar="WORDS|CLAIM", nargs=-1, required=True)
@ledger_option
@limit_option("At most so many mentions.", default=20)
@format_option("terminal", "json", "jsonl")
@click.pass_context
def similar(context: click.Context, /, words: tuple[str, ...], **chosen: Any) -> None:
    """Find mentions that say much the same as WORDS, or as the claim of that id, nearest first."""
    with opened_ledger(context, chosen["ledger"]) as ledger:
        write_found(ledger.similar(" ".join(words), chosen["limit"]), chosen["format"])
