"""Draws ``docs/picture.svg``: the example report as a terminal shows it. ``make docs`` runs it."""

from __future__ import annotations

import io
import re
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import MONOKAI
from rich.text import Text

import reportedly
from reportedly.export.terminal import Terminal
from reportedly.ingest import IngestOptions, report_of
from reportedly.model import paragraphs

HERE = Path(__file__).parent
EXAMPLE = HERE.parent / "src" / "reportedly" / "example" / "report.txt"
WIDTH = 104
PARAGRAPHS = 11  # as much of the report as a picture can show and still be read
_WEB_FONT = re.compile(r"@font-face\s*\{[^}]*\}\s*")


def main() -> None:
    """Write the picture."""
    text = EXAMPLE.read_text(encoding="utf-8")
    text = text[: paragraphs(text)[PARAGRAPHS - 1][1]]
    options = IngestOptions(outlet="The Estuary Courier")
    reading = reportedly.read(report_of(text, "report.txt", options))
    out = io.StringIO()
    look = {"force_terminal": True, "color_system": "truecolor", "width": WIDTH}
    view = Terminal(out, Console(file=out, highlight=False, **look))
    view.one(reading)
    view.close()
    console = Console(file=io.StringIO(), record=True, **look)
    console.print(Text.from_ansi(out.getvalue()))
    svg = console.export_svg(
        title="reportedly read report.txt", theme=MONOKAI, unique_id="reportedly"
    )
    # nothing is fetched to look at it: any monospaced font will do
    (HERE / "picture.svg").write_text(_WEB_FONT.sub("", svg), encoding="utf-8")


if __name__ == "__main__":
    main()
