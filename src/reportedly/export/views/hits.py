"""What a search found: where it stands, in which words, and the claim it belongs to."""

from __future__ import annotations

from collections.abc import Iterable

from reportedly.export.views.layout import Page, cut
from reportedly.export.views.words import many, outlet_of, stamp
from reportedly.ledger.answers import Hit

_LINES = 3


def write_hits(hits: Iterable[Hit], page: Page) -> None:
    """Write each hit as it comes: a line that says where, then the words around."""
    count = 0
    for hit in hits:
        if count:
            page.line()
        count += 1
        claim = f"claim {hit.claim}" if hit.claim else "no claim"
        told = (stamp(hit.report.published), outlet_of(hit.report), claim, hit.report.id)
        head = " · ".join(told)
        page.line(page.styled(cut(head, page.width), "strong"))
        page.paragraph(cut(hit.snippet, _LINES * (page.width - 4)), indent=2)
    if not count:
        page.line("Nothing found.")
    else:
        page.line()
        page.line(page.styled(f"{many(count, 'place')} · times in UTC", "dim"))
