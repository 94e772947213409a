"""Claims as a table: how many words each stands on, and its label."""

from __future__ import annotations

from collections.abc import Iterable

from reportedly.export.views.layout import Column, Page, table
from reportedly.export.views.words import stamp
from reportedly.ledger.answers import ClaimSummary

CONFLICTS = "≠"

_COLUMNS = (
    Column("claim"),
    Column("origins", right=True, style="counted"),
    Column("reports", right=True),
    Column("deny", right=True, style="against"),
    Column("", style="conflict"),
    Column("first"),
    Column("what is said", share=3),
)
_STORY = Column("story", style="dim")
_LEGEND = (
    "origins: independent ones that assert it · deny: origins that deny or doubt it · "
    f"{CONFLICTS} values that cannot both hold"
)


def write_claims(claims: Iterable[ClaimSummary], page: Page, more: bool = False) -> None:
    """Write the table; ``more`` says that there are more than these."""
    kept = list(claims)
    if not kept:
        page.line("No claim fits.")
        return
    several = len({claim.story for claim in kept}) > 1
    columns = (*_COLUMNS, _STORY) if several else _COLUMNS
    table(page, columns, (_row(claim, several) for claim in kept))
    page.line()
    if more:
        page.paragraph(f"The first {len(kept):,}; there are more: --limit N shows more.")
    page.paragraph(_LEGEND, style="dim")


def _row(claim: ClaimSummary, several: bool) -> list[str]:
    row = [
        claim.id,
        str(claim.origins),
        str(claim.reports),
        str(claim.denials or ""),
        CONFLICTS if claim.conflicts else "",
        stamp(claim.first)[: len("2031-03-04")],
        claim.label,
    ]
    return [*row, claim.story or ""] if several else row
