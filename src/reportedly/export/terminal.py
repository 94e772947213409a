"""The terminal: the report with its roles coloured and numbered, then a table of who says what.

Every source, cue and content ends in the raised number of its attribution, which is its row in the
table. Where the output takes no styles (a pipe, a dumb terminal) brackets tell the roles apart:
``[source]¹ {cue}¹ <content>¹``. Nothing in a report's text reaches the terminal as a control.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, TextIO

from reportedly.export.clean import for_terminal, one_line, shortened
from reportedly.export.html import when
from reportedly.export.passages import Mark, Passage, passages
from reportedly.export.rows import Row, rows, totals
from reportedly.model import Reading, Report, Spans

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.text import Text

_STYLES = {"source": "bold cyan", "cue": "italic magenta", "content": "green"}
_NESTED = "underline"  # content within content
_BRACKETS = {"source": "[]", "cue": "{}", "content": "<>"}
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_COLUMN = 88  # the widest that text stays easy to read
_TABLE = 120
_NARROW = 64  # below this a table has no room for its columns
_CONTENT = 160  # characters of a content shown in the table
_PARTY = 80  # characters of a source or a cue


class Terminal:
    """Prints each reading; styles, width and ``NO_COLOR`` are rich's to find out."""

    def __init__(self, out: TextIO, console: Console | None = None) -> None:
        from rich.console import Console

        self._out = out
        self._console = console or Console(
            file=out, highlight=False, markup=False, emoji=False, soft_wrap=False
        )
        self._count = 0

    def one(self, reading: Reading) -> None:
        """Print one reading."""
        with self._console.capture() as captured:
            if self._count:
                self._console.rule(style="dim")
            for part in _parts(reading, self._console):
                self._console.print(part)
        self._count += 1
        self._out.write(captured.get())

    def close(self) -> None:
        """Nothing follows the last reading."""


def _parts(reading: Reading, console: Console) -> Iterator[RenderableType]:
    from rich.text import Text

    styled = console.color_system is not None
    width = min(console.width, _COLUMN)
    found = list(passages(reading))
    text = reading.report.text
    first = one_line(text[found[0].start : found[0].end]) if found else ""
    headline = one_line(reading.report.headline or "")
    yield from _heading(reading.report, headline if headline != first else "")
    yield Text()
    for passage in found:
        line = _passage(text, passage, styled)
        if passage is found[0] and headline == first:
            line.stylize("bold")
        margin = "│ " if passage.aside else ""
        for piece in line.wrap(console, max(width - len(margin), 20), overflow="fold"):
            piece.rstrip()
            yield Text.assemble((margin, "dim"), piece)
        yield Text()
    if reading.attributions:
        yield _legend(styled)
        yield (
            _table(reading, min(console.width, _TABLE))
            if console.width >= _NARROW
            else _listing(reading)
        )
    yield Text(totals(reading).capitalize() + ".", style="dim")


def _heading(report: Report, headline: str) -> Iterator[Text]:
    from rich.text import Text

    if headline:
        yield Text(headline, style="bold")
    language = f"language: {report.language} (not supported)" if not report.supported else ""
    about = (report.outlet, ", ".join(report.authors), when(report.published), language, report.id)
    yield Text(" · ".join(one_line(part) for part in about if part), style="dim")
    for note in report.notes:
        yield Text(f"Note: {one_line(note)}", style="yellow")


def _passage(text: str, passage: Passage, styled: bool) -> Text:
    from rich.text import Text

    line = Text()
    for segment in passage.segments:
        words = " ".join(for_terminal(text[segment.start : segment.end]).split("\n"))
        before, after = _edges(segment.marks, styled)
        style = " ".join(_style(segment.marks, segment.aside)) if styled else ""
        line.append(before + words, style)
        line.append(after, "bold" if styled else "")
    return line


def _style(marks: tuple[Mark, ...], aside: str) -> Iterator[str]:
    """A source or cue shows over the content that it stands in."""
    roles = [mark.role for mark in marks]
    if aside:
        yield "dim"
    if roles.count("content") > 1:
        yield _NESTED
    role = next((role for role in ("cue", "source", "content") if role in roles), "")
    if role:
        yield _STYLES[role]


def _edges(marks: tuple[Mark, ...], styled: bool) -> tuple[str, str]:
    """What to put before and after a segment: numbers, and brackets where there are no styles."""
    if styled:
        numbers = dict.fromkeys(_raised(mark.number) for mark in reversed(marks) if mark.ends)
        return "", "⋅".join(numbers)
    before = "".join(_BRACKETS[mark.role][0] for mark in marks if mark.begins)
    ending = (mark for mark in reversed(marks) if mark.ends)
    return before, "".join(_BRACKETS[mark.role][1] + _raised(mark.number) for mark in ending)


def _raised(number: int) -> str:
    return str(number).translate(_RAISED)


def _legend(styled: bool) -> Text:
    from rich.text import Text

    line = Text()
    about = {"source": "who says so", "cue": "how", "content": "what"}
    for role, meaning in about.items():
        left, right = ("", "") if styled else (_BRACKETS[role][0], _BRACKETS[role][1])
        line.append(f"{left}{role}{right}", _STYLES[role])
        line.append(f" {meaning}   ", "dim")
    line.append("¹ its row below", "dim")
    return line


def _table(reading: Reading, width: int) -> RenderableType:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold", width=width)
    table.add_column("#", justify="right", no_wrap=True)
    table.add_column("who", ratio=4, style=_STYLES["source"], overflow="fold")
    table.add_column("cue", min_width=10, max_width=14, style=_STYLES["cue"], overflow="fold")
    table.add_column("content", ratio=7, overflow="fold")
    table.add_column("form", no_wrap=True)
    listed = list(rows(reading))
    nested = any(row.chain for row in listed)
    if nested:
        table.add_column("in", justify="right")
    for row in listed:
        a = row.attribution
        chain = [", ".join(str(above.number) for above in row.chain)] if nested else []
        cells = (str(row.number), _who(row), Text(_words(a.cue)), _content(row), a.form.value)
        table.add_row(*cells, *chain)
    return table


def _listing(reading: Reading) -> Text:
    from rich.text import Text

    lines = []
    for row in rows(reading):
        a = row.attribution
        line = Text(f"{row.number}. ") + _who(row)
        line.append(" — ").append(_words(a.cue), _STYLES["cue"])
        line.append(" — ").append(_content(row))
        within = f", in {row.chain[0].number}" if row.chain else ""
        lines.append(line.append(f" ({a.form.value}{within})", "dim"))
    return Text("\n").join(lines).append("\n")


def _who(row: Row) -> Text:
    from rich.text import Text

    who = _words(row.attribution.source).rstrip(" ,;")
    return Text(who, _STYLES["source"]) if who else Text("no source given", "dim not bold")


def _content(row: Row) -> Text:
    from rich.text import Text

    return Text(shortened(" … ".join(s.text for s in row.attribution.content), _CONTENT))


def _words(spans: Spans) -> str:
    return shortened(" … ".join(span.text for span in spans), _PARTY)
