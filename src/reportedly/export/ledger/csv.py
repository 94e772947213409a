"""CSV: one row a mention, for spreadsheets and data frames.

Cells with several entries join them with ``; `` (an open bound or a missing unit is empty between
them). Text that a spreadsheet would run as a formula gets a leading apostrophe, entry by entry.
"""

from __future__ import annotations

import csv
from datetime import datetime
from typing import TextIO

from reportedly.export.csv import guarded
from reportedly.export.ledger import Exportable
from reportedly.export.ledger.mention_rows import COLUMNS, Cell, rows
from reportedly.ledger.answers import ClaimQuery


def write(ledger: Exportable, query: ClaimQuery, out: TextIO) -> None:
    """Write a header, then the mentions of each claim."""
    lines = csv.writer(out)  # ends rows with CR LF (RFC 4180)
    lines.writerow(COLUMNS)
    for trace in ledger.traces(query):
        lines.writerows([_cell(cell) for cell in row] for row in rows(trace))


def _cell(cell: Cell) -> str:
    if isinstance(cell, list):
        return "; ".join(
            guarded(one) if isinstance(one, str) else "" if one is None else f"{one:.15g}"
            for one in cell
        )
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, datetime):
        return cell.isoformat()
    return guarded(cell) if isinstance(cell, str) else "" if cell is None else str(cell)
