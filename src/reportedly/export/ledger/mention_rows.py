"""Mentions as rows of a table: the columns that CSV and Parquet share."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from reportedly.export.answers import figure_words, words_of
from reportedly.export.clean import visible
from reportedly.ledger.answers import ReportCard, Trace
from reportedly.model import Backing, Mention

Cell = str | int | bool | datetime | list[str] | list[str | None] | list[float | None] | None

COLUMNS = {
    **dict.fromkeys(("claim", "label", "story", "mention", "report", "outlet"), "text"),
    "published": "time",
    "url": "text",
    "start": "integer",
    "end": "integer",
    **dict.fromkeys(("words", "voice", "stance"), "text"),
    **dict.fromkeys(("source", "source_name", "source_kind"), "text"),
    "via": "texts",
    "origin": "text",
    "origin_name": "text",
    "counted": "truth",
    "reason": "text",
    "figures": "texts",
    "figure_low": "numbers",
    "figure_high": "numbers",
    "figure_unit": "texts",
}
"""Each column with the type of its cells; those of figures have an entry a figure, in one order."""


def rows(trace: Trace) -> Iterator[list[Cell]]:
    """A row for each mention of a claim, its cells in the order of the columns."""
    cards = {card.id: card for card in trace.reports}
    backings = {id: backing for backing in trace.claim.backings for id in backing.mentions}
    for mention in trace.claim.mentions:
        card = cards.get(mention.report) or ReportCard(mention.report, None, None, None)
        yield [
            *_place(trace, mention, card),
            *_words(mention),
            *_backing(mention, backings.get(mention.id)),
            [visible(figure_words(figure)) for figure in mention.figures],
            [figure.low for figure in mention.figures],
            [figure.high for figure in mention.figures],
            [_text(figure.unit) for figure in mention.figures],
        ]


def _place(trace: Trace, mention: Mention, card: ReportCard) -> Iterator[Cell]:
    claim = trace.claim
    yield from (_text(t) for t in (claim.id, claim.label, claim.story, mention.id, mention.report))
    yield _text(card.outlet)
    yield _utc(card.published)
    yield _text(card.url)


def _words(mention: Mention) -> Iterator[Cell]:
    yield mention.span.start
    yield mention.span.end
    yield _text(mention.span.text)
    yield mention.voice.value
    yield mention.stance.value
    yield _text(words_of(mention.source) or None)
    yield _text(mention.source_name)
    yield mention.source_kind.value
    yield [visible(hop.name) for hop in mention.via]


def _backing(mention: Mention, backing: Backing | None) -> Iterator[Cell]:
    yield _text(mention.origin)
    yield _text(backing.origin.name) if backing else None
    yield backing.independent if backing else None
    yield _text(backing.reason) if backing else None


def _text(text: str | None) -> str | None:
    return None if text is None else visible(text)


def _utc(moment: datetime | None) -> datetime | None:
    """The moment in UTC; one without a zone is taken for UTC."""
    if moment is None:
        return None
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
