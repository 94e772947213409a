"""Running stories as a table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from reportedly.export.views.layout import Column, Page, table
from reportedly.export.views.words import UNDATED, many, stamp
from reportedly.ledger.answers import ReportCard
from reportedly.model import Story

_COLUMNS = (
    Column("story"),
    Column("reports", right=True),
    Column("outlets", right=True),
    Column("first"),
    Column("last"),
    Column("begins with", share=1),
)


def write_stories(stories: Iterable[Story], cards: Mapping[str, ReportCard], page: Page) -> None:
    """Write the stories; ``cards`` are the stored reports by their ids."""
    kept = list(stories)
    if not kept:
        page.line("No story yet.")
        return
    table(page, _COLUMNS, (_row(story, cards) for story in kept))
    page.line()
    page.line(page.styled(many(len(kept), "story", "stories"), "dim"))


def _row(story: Story, cards: Mapping[str, ReportCard]) -> list[str]:
    mine = [cards[id] for id in story.reports if id in cards]
    times = sorted(card.published for card in mine if card.published)
    first, last = (stamp(times[0])[:10], stamp(times[-1])[:10]) if times else (UNDATED, "")
    outlets = {card.outlet.casefold() for card in mine if card.outlet}
    return [story.id, f"{len(story.reports):,}", str(len(outlets)), first, last, story.label]
