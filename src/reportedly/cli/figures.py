"""``reportedly figures``: who gives which figure, and which cannot both hold."""

from __future__ import annotations

import sys
from typing import Any

import click

from reportedly.cli.ledger_options import (
    format_option,
    ledger_option,
    limit_option,
    opened_ledger,
)
from reportedly.ledger.answers import ClaimQuery


@click.command()
@click.argument("claim", required=False)
@ledger_option
@limit_option("Without CLAIM, at most so many claims.", default=20)
@format_option("terminal", "json")
@click.pass_context
def figures(context: click.Context, /, claim: str | None, **chosen: Any) -> None:
    """Draw the figures of CLAIM: who gives which, and which cannot both hold.

    Without CLAIM, list the claims whose figures cannot both hold.
    """
    as_json, limit = chosen["format"] == "json", chosen["limit"]
    with opened_ledger(context, chosen["ledger"]) as ledger:
        if claim is None:
            query = ClaimQuery(conflicting=True, limit=None)
            with_figures = (
                trace
                for trace in ledger.traces(query)
                if any(conflict.what == "figure" for conflict in trace.claim.conflicts)
            )
            found = [t for t, _ in zip(with_figures, range(limit + 1), strict=False)]
            _write_all(found[:limit], as_json, more=len(found) > limit)
            return
        trace = ledger.trace(claim)
        values = ledger.values(trace.claim)
    if as_json:
        from reportedly.export.views.data import plain
        from reportedly.model import dumps

        click.echo(dumps({"claim": trace.claim.id, "figures": plain(values)}, indent=1))
        return
    from reportedly.export.views.figures import write_figures
    from reportedly.export.views.layout import page_for

    write_figures(trace, values, page_for(sys.stdout))


def _write_all(found: list[Any], as_json: bool, more: bool) -> None:
    if as_json:
        from reportedly.export.views.data import write_list
        from reportedly.model.claim_codec import conflict_to_dict

        write_list(
            (
                {
                    "claim": t.claim.id,
                    "label": t.claim.label,
                    "conflicts": [conflict_to_dict(c) for c in t.claim.conflicts],
                }
                for t in found
            ),
            sys.stdout,
        )
        return
    from reportedly.export.views.figures import write_conflicts
    from reportedly.export.views.layout import page_for

    write_conflicts(found, page_for(sys.stdout), more=more)
