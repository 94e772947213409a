"""``reportedly claims``: what is claimed, and on how many words it stands."""

from __future__ import annotations

import sys
from typing import Any

import click

from reportedly.cli.ledger_options import (
    format_option,
    ledger_option,
    limit_option,
    opened_ledger,
    query_of,
    query_options,
)

_ON_A_PAGE = 40


@click.command()
@ledger_option
@query_options
@limit_option("At most so many.  [default: 40 for reading, all otherwise]")
@format_option("terminal", "json", "jsonl", "csv")
@click.pass_context
def claims(context: click.Context, /, **chosen: Any) -> None:
    """List what is claimed in a ledger, each with its number of independent origins.

    A claim that one person makes and eleven outlets pass on has one origin. 'reportedly trace'
    shows on whose word a claim stands. JSON has all mentions, reports, origins and stories.
    """
    format, limit = chosen["format"], chosen["limit"]
    with opened_ledger(context, chosen["ledger"]) as ledger:
        if format == "terminal":
            from reportedly.export.views.claims import write_claims
            from reportedly.export.views.layout import page_for

            limit = limit or _ON_A_PAGE
            found = list(ledger.claims(query_of(chosen, limit + 1)))
            write_claims(found[:limit], page_for(sys.stdout), more=len(found) > limit)
            return
        from reportedly.export.views import data

        query = query_of(chosen, limit)
        if format == "json":
            data.write_document(ledger, query, sys.stdout)
        elif format == "jsonl":
            data.write_lines(map(data.claim_data, ledger.complete(query)), sys.stdout)
        else:
            from reportedly.ledger.answers import ClaimSummary

            data.write_csv(ClaimSummary, ledger.claims(query), sys.stdout)
