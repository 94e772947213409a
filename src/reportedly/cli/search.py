"""``reportedly search``: words in mentions and reports."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import Any

import click

from reportedly.cli.ledger_options import (
    format_option,
    ledger_option,
    limit_option,
    opened_ledger,
)
from reportedly.ledger.answers import Hit


@click.command(no_args_is_help=True)
@click.argument("words", nargs=-1, required=True)
@ledger_option
@limit_option("At most so many places.", default=20)
@format_option("terminal", "json", "jsonl")
@click.pass_context
def search(context: click.Context, /, words: tuple[str, ...], **chosen: Any) -> None:
    """Find WORDS in the mentions and texts of a ledger, the best places first.

    All words must occur; '"a phrase"' stands as it is, begin* finds beginnings, and a word after
    -- with a minus sign before it, as in 'search -- bridge -toll', must not occur.
    """
    with opened_ledger(context, chosen["ledger"]) as ledger:
        write_found(ledger.search(" ".join(words), chosen["limit"]), chosen["format"])


def write_found(hits: Iterable[Hit], format: str) -> None:
    """Write what was found as it comes."""
    if format == "terminal":
        from reportedly.export.views.hits import write_hits
        from reportedly.export.views.layout import page_for

        write_hits(hits, page_for(sys.stdout))
        return
    from reportedly.export.views import data

    write = data.write_list if format == "json" else data.write_lines
    write(map(data.plain, hits), sys.stdout)
