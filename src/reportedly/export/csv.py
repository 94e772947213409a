"""CSV: one row an attribution, for spreadsheets and data frames.

The spans of a role are joined with `` … ``; its offsets are written ``12..20;34..50``, in a form
that no spreadsheet takes for a number or a date. Hops, figures, times and places are words for
people, joined with ``; ``; JSON has them as data. A cell that a spreadsheet would run as a formula
gets a leading apostrophe (OWASP, "CSV Injection"); the offsets are what counts.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from typing import TextIO

from reportedly.export.answers import figure_words, place_words, when_words
from reportedly.export.clean import visible
from reportedly.model import ROLES, Attribution, Reading, Spans

COLUMNS = (
    *("report", "outlet", "published", "attribution", "nested_in", "form", "score"),
    *("source", "cue", "content", "source_offsets", "cue_offsets", "content_offsets"),
    *("stance", "source_kind", "source_name", "via", "origin", "figures", "dates", "places"),
)

_FORMULA = re.compile(r"\s*[=+\-@\t\r\n\0＝＋－＠]|[\t\r\n]")


class Csv:
    """Writes a header, then a row for each attribution."""

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._begun = False

    def one(self, reading: Reading) -> None:
        """Write the rows of one reading."""
        self._begin()
        self._out.write("".join(_line(_row(reading, a)) for a in reading.attributions))

    def close(self) -> None:
        """Write the header if there was no reading."""
        self._begin()

    def _begin(self) -> None:
        if not self._begun:
            self._out.write(_line(COLUMNS))
            self._begun = True


def _row(reading: Reading, attribution: Attribution) -> list[str]:
    report = reading.report
    roles: list[Spans] = [getattr(attribution, role) for role in ROLES]
    cells = [
        report.id,
        report.outlet or "",
        report.published.isoformat() if report.published else "",
        attribution.id,
        attribution.nested_in or "",
        attribution.form.value,
        f"{attribution.score:.4f}",
        *(" … ".join(span.text for span in spans) for spans in roles),
        *(";".join(f"{span.start}..{span.end}" for span in spans) for spans in roles),
        attribution.stance or "",
        attribution.source_kind or "",
        attribution.source_name or "",
        "; ".join(hop.name for hop in attribution.via),
        attribution.origin or "",
        "; ".join(figure_words(figure) for figure in attribution.figures),
        "; ".join(when_words(when) for when in attribution.dates),
        "; ".join(place_words(place) for place in attribution.places),
    ]
    return [guarded(visible(cell)) for cell in cells]


def guarded(cell: str) -> str:
    """The cell as text that no spreadsheet takes for a formula.

    >>> guarded("=HYPERLINK(A1)"), guarded("The mayor")
    ("'=HYPERLINK(A1)", 'The mayor')
    """
    return "'" + cell if _FORMULA.match(cell) else cell


def _line(cells: Sequence[str]) -> str:
    text = io.StringIO(newline="")
    csv.writer(text).writerow(cells)  # its own line end, so that cells with a lone CR are quoted
    return text.getvalue().removesuffix("\r\n") + "\n"
