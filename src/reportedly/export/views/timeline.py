"""Timelines: when a claim was said and by whom, and when a story's reports came."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta

from reportedly.export.views.layout import Page, cut, padded
from reportedly.export.views.words import (
    AGAINST,
    many,
    marks,
    outlet_of,
    quoted,
    stamp,
)
from reportedly.ledger.answers import ReportCard, Trace
from reportedly.model import Derivation, Mention, Stance, Voice

_HEIGHTS = " ▁▂▃▄▅▆▇█"
_CHART = 48
_CLOCK = len("09:30")


def write_claim_timeline(trace: Trace, page: Page) -> None:
    """Write when a claim was said, by whom, and in what words."""
    page.paragraph(trace.claim.label, style="strong")
    page.line()
    _spark(trace.reports, page)
    cards = {card.id: card for card in trace.reports}
    names = {id: b.origin.name for b in trace.claim.backings for id in b.mentions}
    days = _Days(page)
    order = {id: n for n, id in enumerate(cards)}
    for mention in sorted(trace.claim.mentions, key=lambda m: order.get(m.report, len(order))):
        card = cards.get(mention.report)
        days.come_to(card.published if card else None)
        where = f"{outlet_of(card)} [{mention.id}]"
        days.entry(f"{where}: {_said(mention, names)}", quoted(cut(mention.span.text, 300)))
    page.line()
    page.paragraph(f"claim {trace.claim.id} · times in UTC", style="dim")


def _said(mention: Mention, names: dict[str, str]) -> str:
    who = mention.source_name or " ".join(span.text for span in mention.source)
    origin = names.get(mention.id)
    if mention.voice is Voice.OWN:
        who = "in its own voice"
        return who + (f", from {origin}" if origin and mention.via else "")
    does = "declines to comment" if mention.stance is Stance.DECLINES else mention.stance.value
    stance = f" {does}" if mention.stance in AGAINST else ""
    return (who or origin or "no source given") + stance


def write_reports_timeline(
    title: str,
    cards: Sequence[ReportCard],
    derivations: Iterable[Derivation],
    page: Page,
    limit: int | None = None,
) -> None:
    """Write when reports came, and which earlier ones each of them passes on."""
    page.paragraph(title, style="strong")
    page.line()
    if not cards:
        page.line("No report is in it.")
        return
    _spark(cards, page)
    short = marks(cards)
    sources: dict[str, list[str]] = {}
    for d in derivations:
        sources.setdefault(d.report, []).append(f"{d.debt} [{short.get(d.source, d.source)}]")
    days = _Days(page)
    shown = cards[:limit] if limit else cards
    for card in shown:
        days.come_to(card.published)
        debts = "; ".join(sources.get(card.id, []))
        mentions = f"{many(card.mentions, 'mention')}" if card.mentions else "no mention"
        told = mentions + (f"; {debts}" if debts else "")
        name = f"{outlet_of(card)} [{short[card.id]}]"
        days.entry(f"{name}: {told}", card.headline or card.id)
    page.line()
    left = len(cards) - len(shown)
    more = f"and {many(left, 'more report')}; --limit N shows more · " if left else ""
    page.paragraph(more + "times in UTC", style="dim")


class _Days:
    """Entries under their days, with the gaps between days told."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._day = ""
        self._last: datetime | None = None
        self._clock = ""
        self._before = ""

    def come_to(self, moment: datetime | None) -> None:
        """Go on to a time; a new day gets a heading."""
        told = stamp(moment)
        day, _, self._clock = told.partition(" ") if moment else (told, "", "")
        if day == self._day:
            return
        self._before = ""
        gap = ""
        if moment and self._last:
            days = (moment.astimezone(UTC).date() - self._last.astimezone(UTC).date()).days
            gap = f"  {many(days, 'day')} later" if days > 1 else ""
        weekday = f"{moment.astimezone(UTC):%A} " if moment else ""
        self._page.line()
        self._page.line(self._page.styled(weekday + day, "strong") + gap)
        self._day, self._last = day, moment or self._last

    def entry(self, head: str, words: str) -> None:
        """One thing at this time."""
        clock = "" if self._clock == self._before else self._clock
        self._before = self._clock
        room = self._page.width - _CLOCK - 4
        self._page.line(f"  {padded(clock, _CLOCK)}  {cut(head, room)}")
        self._page.paragraph(cut(words, room * 2 - 8), indent=_CLOCK + 4, style="dim")


def _spark(cards: Sequence[ReportCard], page: Page) -> None:
    """How many reports came when, as a row of bars."""
    times = [card.published for card in cards if card.published]
    if len(times) < 2 or min(times) == max(times):
        return
    begin, end = min(times), max(times)
    width = min(_CHART, page.width - 30)
    step = (end - begin) / width
    heights = Counter(min(int((t - begin) / step), width - 1) for t in times)
    most = max(heights.values())
    row = "".join(_HEIGHTS[_up(8 * heights[n], most)] for n in range(width))
    page.line(f"  {stamp(begin)[:10]} {page.styled(row, 'counted')} {stamp(end)[:10]}")
    about = f"{many(len(cards), 'report')}; a column is {_span(step)}, the highest {most}"
    page.paragraph(about, indent=2, style="dim")


def _up(part: int, whole: int) -> int:
    """A quotient rounded up, so that what is there is seen."""
    return -(-part // whole)


def _span(step: timedelta) -> str:
    minutes = step.total_seconds() / 60
    for size, word in ((1440, "day"), (60, "hour"), (1, "minute")):
        if minutes >= size:
            return f"about {many(round(minutes / size), word)}"
    return "under a minute"
