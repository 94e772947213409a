"""``reportedly timeline``: when a claim was said and by whom, or when a story's reports came."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from typing import Any

import click

from reportedly.cli.ledger_options import (
    format_option,
    ledger_option,
    limit_option,
    opened_ledger,
)
from reportedly.errors import NotFound
from reportedly.model import Story


@click.command()
@click.argument("claim", required=False)
@ledger_option
@click.option("--story", metavar="STORY", help="The reports of this story, instead of a claim.")
@limit_option("Of reports, at most so many.")
@format_option("terminal", "json")
@click.pass_context
def timeline(context: click.Context, /, claim: str | None, **chosen: Any) -> None:
    """Show when CLAIM was said, by whom and in what words.

    With --story, when the story's reports came and which earlier ones each passes on; with
    neither, the same for all reports.
    """
    story, as_json = chosen["story"], chosen["format"] == "json"
    if claim and story:
        raise click.UsageError("name a claim or a story, not both")
    with opened_ledger(context, chosen["ledger"]) as ledger:
        if claim:
            trace = ledger.trace(claim)
        else:
            found = _story(ledger.stories(), story) if story else None
            cards = list(ledger.reports(found.id if found else None))
            derivations = list(ledger.derivations(found.id if found else None))
    from reportedly.export.views import data
    from reportedly.export.views.layout import page_for
    from reportedly.model import dumps

    if as_json and claim:
        click.echo(dumps(data.trace_data(trace), indent=1))
    elif as_json:
        sources: dict[str, list[str]] = {}
        for d in derivations:
            sources.setdefault(d.report, []).append(d.source)
        rows = (data.report_data(card, sources.get(card.id, ())) for card in cards)
        data.write_list(rows, sys.stdout)
    else:
        from reportedly.export.views import timeline as view

        page = page_for(sys.stdout)
        if claim:
            view.write_claim_timeline(trace, page)
        else:
            title = found.label if found else "All reports"
            view.write_reports_timeline(title, cards, derivations, page, chosen["limit"])


def _story(stories: Iterable[Story], named: str) -> Story:
    """The story of this id, or the one whose id or label begins so."""
    known = list(stories)
    ways: tuple[Callable[[Story], bool], ...] = (
        lambda s: s.id == named,
        lambda s: s.id.startswith(named) or s.label.casefold().startswith(named.casefold()),
    )
    for fits in ways:
        found = [story for story in known if fits(story)]
        if len(found) == 1:
            return found[0]
        if found:
            several = ", ".join(story.id for story in found[:5])
            raise NotFound(f"{named!r} may be several stories: {several}")
    raise NotFound(f"no story {named!r}")
