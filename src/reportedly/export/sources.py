"""Profiles of sources written out: for a terminal, as Markdown for a note, as CSV and as JSON."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import asdict
from typing import TextIO

from reportedly.export.clean import one_line, shortened, visible
from reportedly.export.csv import guarded
from reportedly.model import Reading, dumps
from reportedly.resolve.profile import Counts, Profile, Profiler, Quoted, Standing

SCHEMA = "reportedly.sources/1"

COLUMNS = (
    *("name", "kind", "about", "attributions", "words", "stances", "via", "secondhand", "reports"),
)

_NAME = 60  # characters of a name in a table
_CELL = 80
_KIND = 14  # the longest kind on one line


class Sources:
    """Takes readings; writes the profile of them all when it is closed.

    It is an :class:`~reportedly.export.Exporter`; ``format`` is one of :data:`FORMATS`.
    """

    def __init__(self, out: TextIO, format: str) -> None:
        self._out = out
        self._write = _WRITERS[format]
        self._profiler = Profiler()

    def one(self, reading: Reading) -> None:
        """Count the sources of one reading."""
        self._profiler.add(reading)

    def close(self) -> None:
        """Write the profile."""
        self._write(self._profiler.profile(), self._out)


def _json(profile: Profile, out: TextIO) -> None:
    def standing(one: Standing) -> dict[str, object]:
        return asdict(one) | {"outlets": _named(one.outlets)}

    total = standing(profile.total)
    del total["report"]
    data = {
        "schema": SCHEMA,
        "total": total,
        "reports": [standing(one) for one in profile.reports],
        "sources": [
            asdict(one) | {"via": _named(one.via), "stances": dict(one.stances)}
            for one in profile.sources
        ],
    }
    out.write(dumps(data, indent=2) + "\n")


def _named(counts: Counts) -> list[dict[str, object]]:
    return [{"name": name, "attributions": count} for name, count in counts]


def _csv(profile: Profile, out: TextIO) -> None:
    for row in (COLUMNS, *(_row(source) for source in profile.sources)):
        line = io.StringIO(newline="")
        csv.writer(line).writerow([guarded(visible(cell)) for cell in row])
        out.write(line.getvalue().removesuffix("\r\n") + "\n")


def _row(source: Quoted) -> tuple[str, ...]:
    return (
        source.name,
        source.kind or "",
        "; ".join(source.about),
        str(source.attributions),
        str(source.words),
        _counted(source.stances),
        _counted(source.via),
        "yes" if source.secondhand else "no",
        "; ".join(source.reports),
    )


def _markdown(profile: Profile, out: TextIO) -> None:
    out.write("## Who is quoted\n\n")
    out.writelines(f"{escaped(line)}  \n" for line in _summary(profile))
    if profile.sources:
        out.write("\n| source | kind | attributions | stances | via |\n|---|---|---:|---|---|\n")
    for source in profile.sources:
        cells = (_full(source), source.kind or "", str(source.attributions))
        told = (_counted(source.stances), _via(source))
        out.write("| " + " | ".join(escaped(cell) for cell in (*cells, *told)) + " |\n")
    if len(profile.reports) > 1:
        out.write("\n| report | attributions | unnamed | of the words | sources | second hand |\n")
        out.write("|---|---:|---:|---:|---:|---:|\n")
        for one in profile.reports:
            out.write("| " + " | ".join(escaped(cell) for cell in _standing(one)) + " |\n")


def escaped(text: str) -> str:
    """The text on one line, with no mark in it that Markdown or a page would obey."""
    line = one_line(text).replace("&", "&amp;").replace("<", "&lt;")
    return "".join("\\" + c if c in "\\`*_[]|~" else c for c in line)


def _terminal(profile: Profile, out: TextIO) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(file=out, highlight=False, markup=False, emoji=False)
    width = min(console.width, 110)

    with console.capture() as captured:
        for line in _summary(profile):
            console.print(Text(line))
        if profile.sources:
            quoted = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold", width=width)
            quoted.add_column("who", ratio=5, overflow="fold")
            quoted.add_column("kind", min_width=_KIND, overflow="fold")
            quoted.add_column("times", justify="right", no_wrap=True)
            quoted.add_column("stances", ratio=3, overflow="fold")
            quoted.add_column("via", ratio=3, overflow="fold")
            for source in profile.sources:
                cells = (shortened(_full(source), 2 * _NAME), source.kind or "")
                told = (_counted(source.stances), shortened(_via(source), _CELL))
                quoted.add_row(*map(Text, (*cells, str(source.attributions), *told)))
            console.print(quoted)
        if len(profile.reports) > 1:
            standing = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold", width=width)
            standing.add_column("report", ratio=1, overflow="fold")
            for heading in ("times", "unnamed", "of words", "sources", "second hand"):
                standing.add_column(heading, justify="right")
            for one in profile.reports:
                standing.add_row(*map(Text, _standing(one)))
            console.print(standing)
    out.write(captured.get())


def _summary(profile: Profile) -> Iterator[str]:
    total = profile.total
    if not total.attributions:
        yield f"{_many(len(profile.reports), 'report')}: no attribution found."
        return
    yield (
        f"{_many(len(profile.reports), 'report')}, {_many(total.attributions, 'attribution')}, "
        f"{_many(total.sources, 'source')}."
    )
    yield (
        f"On unnamed sources: {_share(total.unnamed, total.attributions)} of the attributions, "
        f"{_share(total.unnamed_words, total.words)} of the attributed words."
    )
    if total.unsourced:
        yield (
            f"With no source given: {_share(total.unsourced, total.attributions)} of the "
            f"attributions, {_share(total.unsourced_words, total.words)} of the attributed words."
        )
    if total.unresolved:
        yield f"One of several sources, unresolved: {_many(total.unresolved, 'attribution')}."
    if total.secondhand:
        yield f"Heard at second hand only: {_many(total.secondhand, 'source')}."
    if total.outlets:
        yield f"Outlets relied on: {one_line(_counted(total.outlets))}."


def _standing(one: Standing) -> tuple[str, ...]:
    return (
        shortened(one.report or "", _CELL),
        str(one.attributions),
        _share(one.unnamed, one.attributions),
        _share(one.unnamed_words, one.words),
        str(one.sources),
        str(one.secondhand),
    )


def _full(source: Quoted) -> str:
    name = shortened(source.name, _NAME)
    about = shortened(", ".join(source.about), _NAME)
    return f"{name} ({about})" if about else name


def _via(source: Quoted) -> str:
    return _counted(source.via) or ("second hand" if source.secondhand else "")


def _counted(counts: Counts) -> str:
    return ", ".join(name if count == 1 else f"{name} {count}" for name, count in counts)


def _many(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.0%}" if whole else "–"


_WRITERS: dict[str, Callable[[Profile, TextIO], None]] = {
    "terminal": _terminal,
    "json": _json,
    "csv": _csv,
    "markdown": _markdown,
}

FORMATS = tuple(_WRITERS)
