"""JSON Lines: one claim a line, complete, with the reports that mention it and what those owe.

A line is what ``reportedly trace --format json`` prints, with a schema version.
"""

from __future__ import annotations

from typing import TextIO

from reportedly.export.ledger import Exportable
from reportedly.export.views.data import trace_data
from reportedly.ledger.answers import ClaimQuery
from reportedly.model import dumps

SCHEMA = "reportedly.trace/1"


def write(ledger: Exportable, query: ClaimQuery, out: TextIO) -> None:
    """Write a line for each claim."""
    for trace in ledger.traces(query):
        out.write(dumps({"schema": SCHEMA, **trace_data(trace)}) + "\n")
