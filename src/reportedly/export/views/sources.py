"""The origins of a ledger as a table: who is heard, how often, and by whom."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from reportedly.export.sources import escaped
from reportedly.export.views.layout import Column, Page, table
from reportedly.export.views.words import UNNAMED, listed, many, outlet_name
from reportedly.ledger.answers import QuotedOrigin

_COLUMNS = (
    Column("who", share=3),
    Column("kind"),
    Column("times", right=True),
    Column("reports", right=True),
    Column("outlets", right=True),
    Column("claims", right=True),
    Column("denies", right=True, style="against"),
)
_CARRIED = Column("carried by", share=2, style="dim")
_ROOMY = 100  # columns from which the outlets are named
_OUTLETS = 3


def write_sources(origins: Iterable[QuotedOrigin], page: Page, more: bool = False) -> None:
    """Write the table."""
    kept = list(origins)
    if not kept:
        page.line("No origin yet.")
        return
    if page.width >= _ROOMY:
        rows = ([*_row(one), listed(one.outlets, most=_OUTLETS)] for one in kept)
        table(page, (*_COLUMNS, _CARRIED), rows)
    else:
        table(page, _COLUMNS, map(_row, kept))
    page.line()
    cut_off = "; there are more: --limit N shows more" if more else ""
    page.line(page.styled(many(len(kept), "origin") + cut_off, "dim"))


def write_markdown(origins: Iterable[QuotedOrigin], out: TextIO) -> None:
    """Write the table as Markdown, for pasting into a note."""
    out.write(
        "## Who is heard\n\n| source | kind | times | reports | outlets | claims | denies |\n"
    )
    out.write("|---|---|---:|---:|---:|---:|---:|\n")
    for origin in origins:
        out.write("| " + " | ".join(escaped(cell) for cell in _row(origin)) + " |\n")


def _row(origin: QuotedOrigin) -> list[str]:
    spoke = (
        f" (to {outlet_name(origin.outlet, origin.outlets)})"
        if origin.outlet and origin.kind in UNNAMED
        else ""
    )
    return [
        origin.name + spoke,
        origin.kind.value,
        f"{origin.mentions:,}",
        f"{origin.reports:,}",
        f"{len(origin.outlets):,}",
        f"{origin.claims:,}",
        str(origin.denies or ""),
    ]
