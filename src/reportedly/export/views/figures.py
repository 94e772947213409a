"""The figures of a claim as a chart: who gives which range, and which cannot both hold.

``●`` is an exact number, ``├──┤`` a range, ``├──▶`` at least and ``◀──┤`` at most.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.export.views.layout import Column, Page, cells, cut, padded, table
from reportedly.export.views.standing import starkest
from reportedly.export.views.words import (
    listed,
    many,
    marks,
    number,
    outlet_of,
    quoted,
    range_words,
    stamp,
)
from reportedly.ledger.answers import Trace

if TYPE_CHECKING:
    from reportedly.link.conflicts import Value

_COLUMNS = (Column("claim"), Column("figures", share=1), Column("what is said", share=2))
_WIDE = 100  # values further apart than this factor are drawn to powers of ten
_LEAST_CHART = 12


@dataclass(frozen=True, slots=True)
class Bar:
    """A figure as it is drawn.

    Attributes:
        who: the origin that gives it.
        where: the reports that have it from that origin, when the first came, in which words.
        low: its lower bound, or None.
        high: its upper bound, or None.
        conflicts: whether it cannot hold together with another.
    """

    who: str
    where: str
    low: float | None
    high: float | None
    conflicts: bool


def write_figures(trace: Trace, values: Iterable[Value], page: Page) -> None:
    """Write the charts of a claim's figures, one for each thing that is counted."""
    page.paragraph(trace.claim.label, style="strong")
    charts = _charts(trace, list(values))
    if not charts:
        page.line()
        page.line("No figure is given in it.")
    alone = [given[0] for given in charts if len(given) == 1] if len(charts) > 1 else []
    for given in charts:
        if given[0] in alone:
            continue
        things = dict.fromkeys(value.unit or value.counted or "" for value in given)
        title = listed([thing for thing in things if thing], most=3) or "figures"
        page.line()
        _chart(title, _bars(trace, given), page)
    if alone:
        short = marks(trace.reports)
        told = [f"{quoted(v.text)} [{short.get(v.report, v.report)}]" for v in alone]
        page.line()
        page.paragraph(f"Given once: {', '.join(told)}.", hang=2)
    page.line()
    end = f"claim {trace.claim.id} · ≠ cannot hold together with another · times in UTC"
    page.paragraph(end, style="dim")


def _charts(trace: Trace, values: Sequence[Value]) -> list[list[Value]]:
    """The values by what they count; whatever conflicts is on the first chart, to be compared."""
    against = _against(trace)
    disputed = {v.unit for v in values if (v.mention, v.text) in against}
    charts: dict[str | None, list[Value]] = {}
    first: list[Value] = []
    for value in values:
        if value.unit in disputed:
            first.append(value)
        else:
            charts.setdefault(value.unit or value.counted, []).append(value)
    return [*([first] if first else []), *charts.values()]


def _against(trace: Trace) -> set[tuple[str, str]]:
    """The figures that conflict: the mention and the words of each."""
    return {
        end
        for c in trace.claim.conflicts
        if c.what == "figure"
        for end in ((c.one, c.values[0]), (c.other, c.values[1]))
    }


def write_conflicts(traces: Iterable[Trace], page: Page, more: bool = False) -> None:
    """Write a table of claims whose figures cannot both hold, with the two furthest set apart."""
    rows = []
    for trace in traces:
        one, other, left = starkest(trace, "figure")
        told = f"{one} against {other}" + (f" and {left} more" if left else "")
        rows.append((trace.claim.id, told, trace.claim.label))
    if not rows:
        page.line("No claim has figures that cannot both hold.")
        return
    table(page, _COLUMNS, rows)
    page.line()
    cut_off = "; there are more: --limit N shows more" if more else ""
    page.paragraph(f"{many(len(rows), 'claim')}{cut_off} · `figures CLAIM` draws one", style="dim")


def _bars(trace: Trace, values: Sequence[Value]) -> list[Bar]:
    """One bar for each range and origin, by time of publication."""
    names = {b.origin.id: b.origin.name for b in trace.claim.backings}
    cards = {card.id: card for card in trace.reports}
    order = {id: n for n, id in enumerate(cards)}
    short = marks(trace.reports)
    against = _against(trace)
    together: dict[tuple[float | None, float | None, str], list[Value]] = {}
    for value in sorted(values, key=lambda v: order.get(v.report, len(order))):
        who = names.get(value.origin or "") or "origin not told"
        together.setdefault((value.low, value.high, who), []).append(value)
    bars = []
    for (low, high, who), given in together.items():
        first = cards.get(given[0].report)
        reports = list(dict.fromkeys(v.report for v in given))
        where = f"{outlet_of(first)} [{short.get(reports[0], reports[0])}]"
        where += f" and {len(reports) - 1} more" if len(reports) > 1 else ""
        when = stamp(first.published if first else None)
        conflicts = any((v.mention, v.text) in against for v in given)
        bars.append(Bar(who, f"{when}  {where}: {quoted(given[0].text)}", low, high, conflicts))
    return bars


def _chart(counted: str, bars: Sequence[Bar], page: Page) -> None:
    scale = _Scale([b for bar in bars for b in (bar.low, bar.high) if b is not None])
    said = [range_words(bar.low, bar.high) for bar in bars]
    words = max(map(cells, said))
    room = page.width - words - 6
    left = min(max(cells(bar.who) for bar in bars), room - _LEAST_CHART, page.width * 2 // 5)
    width = room - left
    page.line(page.styled(counted, "strong") + f"  {many(len(bars), 'value')}")
    page.line(" " * (left + 4) + page.styled(scale.axis(width), "dim"))
    for bar, told in zip(bars, said, strict=True):
        mark = "≠ " if bar.conflicts else "  "
        drawn = padded(scale.draw(bar.low, bar.high, width), width)
        style = "conflict" if bar.conflicts else "counted"
        line = f"{mark}{padded(cut(bar.who, left), left)}  {page.styled(drawn, style)}"
        page.line(f"{line}  {padded(told, words, right=True)}")
        about = cut(bar.where, page.width - 4)
        page.line("    " + page.styled(about, "dim"))


class _Scale:
    """Where a number stands between nought and the largest of all."""

    def __init__(self, numbers: Sequence[float]) -> None:
        known = [abs(n) for n in numbers if n] or [1.0]
        self._most = _round_up(max(known))
        self._least = min(known)
        self.powers = self._most / self._least > _WIDE

    def place(self, value: float, width: int) -> int:
        """The column of a number, from 0."""
        if self.powers:
            value = max(abs(value), self._least / 2)
            part = math.log(value / (self._least / 2)) / math.log(self._most / (self._least / 2))
        else:
            part = max(value, 0.0) / self._most
        return min(max(round(part * (width - 1)), 0), width - 1)

    def axis(self, width: int) -> str:
        """The numbers at the two ends."""
        end = number(self._most)
        begin = f"{number(float(f'{self._least / 2:.2g}'))} (powers of ten)" if self.powers else "0"
        space = max(width - cells(begin) - cells(end), 1)
        return begin + " " * space + end

    def draw(self, low: float | None, high: float | None, width: int) -> str:
        """A bar."""
        if low is None and high is None:
            return "?"
        begin = 0 if low is None else self.place(low, width)
        end = width - 1 if high is None else self.place(high, width)
        if low is not None and high is not None and begin >= end:
            return " " * begin + "●"
        first = "◀" if low is None else "├"
        last = "▶" if high is None else "┤"
        return " " * begin + first + "─" * max(end - begin - 1, 0) + last


def _round_up(value: float) -> float:
    """The next number that ends an axis well.

    >>> _round_up(3.0), _round_up(37.0), _round_up(2000.0)
    (4.0, 40.0, 3000.0)
    """
    size = 10.0 ** math.floor(math.log10(value))
    return next(step * size for step in (1.5, 2, 3, 4, 5, 6, 8, 10, 15) if step * size > value)
