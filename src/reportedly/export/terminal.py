"""The terminal: the report with its roles coloured and numbered, then a list of who says what.

Every source, cue and content ends in the raised number of its attribution, which is its entry in
the list: who says so, on whose word and with what stance, what, and how many, when and where.
Where the output takes no styles (a pipe, a dumb terminal) brackets tell the roles apart:
``[source]¹ {cue}¹ <content>¹``. Nothing in a report's text reaches the terminal as a control.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TextIO

from reportedly.export.answers import NOBODY, Account, accounts, words_of
from reportedly.export.clean import for_terminal, one_line, shortened
from reportedly.export.html import when
from reportedly.export.passages import Mark, Passage, passages
from reportedly.export.rows import Row, rows, totals
from reportedly.model import Reading, Report, Stance

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.text import Text

_STYLES = {"source": "bold cyan", "cue": "italic magenta", "content": "green"}
_NESTED = "underline"  # content within content
_BRACKETS = {"source": "[]", "cue": "{}", "content": "<>"}
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_COLUMN = 88  # the widest that text stays easy to read
_CONTENT = 160  # characters of a content shown in the list
_PARTY = 80  # characters of a source or a cue
_FACT = 200  # characters of one answer
_AGAINST = {Stance.DENIES, Stance.DOUBTS}


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
        yield from _list(reading, console, width)
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
    line.append("¹ its entry below", "dim")
    return line


def _list(reading: Reading, console: Console, width: int) -> Iterator[Text]:
    """For each attribution: who does what, the content, and the other answers."""
    from rich.text import Text

    column = len(str(len(reading.attributions))) + 3
    for row, account in zip(rows(reading), accounts(reading), strict=True):
        yield Text()
        number = f"{row.number}.".rjust(column - 1) + " "
        for line in (_statement(row, account), _content(row), *_facts(account)):
            for piece in line.wrap(console, max(width - column, 12), overflow="fold"):
                piece.rstrip()
                yield Text.assemble((number, "bold"), piece)
                number = " " * column
    yield Text()


def _statement(row: Row, account: Account) -> Text:
    """Who, on whose word, does what: and, less loud, by which words of the report."""
    from rich.text import Text

    a = row.attribution
    line = Text()
    if account.who:
        line.append(shortened(account.who, _PARTY), _STYLES["source"])
    else:
        line.append(NOBODY, "dim")
    if account.about:
        line.append(f" ({_joined(account.about)})", "" if a.candidates else "dim")
    if account.via:
        line.append(f", via {shortened(', via '.join(account.via), _PARTY)},")
    style = "bold red" if a.stance in _AGAINST else _STYLES["cue"]
    line.append(" ").append(shortened(account.verb, _PARTY), style)
    cue = f"“{shortened(words_of(a.cue), _PARTY)}”" if a.stance and a.cue else ""
    within = "in " + ", ".join(str(above.number) for above in row.chain) if row.chain else ""
    return line.append("  " + " · ".join(filter(None, (cue, a.form.value, within))), "dim")


def _facts(account: Account) -> Iterator[Text]:
    from rich.text import Text

    line = Text()
    for label, words in account.facts:
        line.append(" · " if line else "", "dim").append(f"{label} ", "dim")
        line.append(shortened(words, _FACT))
    if line:
        yield line


def _joined(parts: Iterable[str]) -> str:
    return ", ".join(shortened(part, _PARTY * 2) for part in parts)


def _content(row: Row) -> Text:
    from rich.text import Text

    return Text(shortened(" … ".join(s.text for s in row.attribution.content), _CONTENT))
