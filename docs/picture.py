"""Draws ``docs/picture.svg``: the example report as a terminal shows it. ``make docs`` runs it."""

from __future__ import annotations

import io
import re
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import MONOKAI

import reportedly
from reportedly.export.terminal import Terminal
from reportedly.model import paragraphs

HERE = Path(__file__).parent
EXAMPLE = HERE.parent / "src" / "reportedly" / "example" / "report.txt"
PARAGRAPHS = 11  # as much of the report as a picture can show and still be read
_WEB_FONT = re.compile(r"@font-face\s*\{[^}]*\}\s*")


def main() -> None:
    """Write the picture."""
    text = EXAMPLE.read_text(encoding="utf-8")
    text = text[: paragraphs(text)[PARAGRAPHS - 1][1]]
    options = reportedly.Options(outlet="The Estuary Courier")
    reading = reportedly.read(text=text, options=options)
    console = Console(
        record=True, file=io.StringIO(), force_terminal=True, color_system="truecolor", width=104
    )
    view = Terminal(io.StringIO(), console)
    view.one(reading)
    view.close()
    svg = console.export_svg(
        title="reportedly read report.txt", theme=MONOKAI, unique_id="reportedly"
    )
    # nothing is fetched to look at it: any monospaced font will do
    (HERE / "picture.svg").write_text(_WEB_FONT.sub("", svg), encoding="utf-8")


if __name__ == "__main__":
    main()
