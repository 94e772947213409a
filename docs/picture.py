"""Draws the pictures of the README: what a terminal shows of the examples. ``make docs`` runs it.

``picture.svg`` is the example report read, ``trace.svg`` the example story's first claim traced.
"""

from __future__ import annotations

import io
import re
import tempfile
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.terminal_theme import MONOKAI
from rich.text import Text

import reportedly
from reportedly.export.terminal import Terminal
from reportedly.export.views.layout import Page
from reportedly.export.views.trace import write_trace
from reportedly.ingest import IngestOptions, report_of
from reportedly.ledger.answers import ClaimQuery
from reportedly.ledger.ledger import Ledger
from reportedly.model import paragraphs

HERE = Path(__file__).parent
EXAMPLES = HERE.parent / "src" / "reportedly" / "example"
WIDTH = 104
PARAGRAPHS = 11  # as much of the report as a picture can show and still be read
_WEB_FONT = re.compile(r"@font-face\s*\{[^}]*\}\s*")


def main() -> None:
    """Write the pictures."""
    draw("picture.svg", "reportedly read report.txt", report())
    draw("trace.svg", "reportedly trace", trace())


def report() -> str:
    """The beginning of the example report, as ``reportedly read`` shows it."""
    text = (EXAMPLES / "report.txt").read_text(encoding="utf-8")
    text = text[: paragraphs(text)[PARAGRAPHS - 1][1]]
    options = IngestOptions(outlet="The Estuary Courier")
    reading = reportedly.read(report_of(text, "report.txt", options))
    out = io.StringIO()
    view = Terminal(out, Console(file=out, highlight=False, **look()))
    view.one(reading)
    view.close()
    return out.getvalue()


def trace() -> str:
    """The example story's claim with most origins, as ``reportedly trace`` shows it."""
    out = io.StringIO()
    with tempfile.TemporaryDirectory() as scratch, Ledger(Path(scratch) / "ledger") as ledger:
        list(ledger.add([EXAMPLES / "story.jsonl"]))
        (first,) = ledger.claims(ClaimQuery(limit=1))
        write_trace(ledger.trace(first.id), Page(out, WIDTH, coloured=True))
    return out.getvalue()


def look() -> dict[str, Any]:
    """How the terminal is."""
    return {"force_terminal": True, "color_system": "truecolor", "width": WIDTH}


def draw(name: str, title: str, shown: str) -> None:
    """Write what a terminal shows as a picture."""
    console = Console(file=io.StringIO(), record=True, **look())
    console.print(Text.from_ansi(shown))
    unique = "reportedly" if name == "picture.svg" else f"reportedly-{Path(name).stem}"
    svg = console.export_svg(title=title, theme=MONOKAI, unique_id=unique)
    # nothing is fetched to look at it: any monospaced font will do
    (HERE / name).write_text(_WEB_FONT.sub("", svg), encoding="utf-8")


if __name__ == "__main__":
    main()
