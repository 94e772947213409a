"""Claims written out with what they stand on: one module a format, each taking a claim at a time.

A claim is written with the reports that mention it and what those owe each other; the query says
which claims. Whatever of a report could break out of a format is escaped or shown, never obeyed.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import BinaryIO, Protocol, TextIO, cast

from reportedly.errors import ConfigError
from reportedly.ledger.answers import ClaimQuery, ClaimSummary, Trace
from reportedly.model import Judgement, Reading


class Exportable(Protocol):
    """What of a ledger is asked for an export."""

    def claims(self, query: ClaimQuery) -> Iterator[ClaimSummary]:
        """Claims as lines of a table."""
        ...

    def trace(self, id: str) -> Trace:
        """On whose word a claim stands; ``NotFound`` where there is none of that id."""
        ...

    def traces(self, query: ClaimQuery) -> Iterator[Trace]:
        """On whose word each of the claims stands, in the order of ``claims``."""
        ...

    def reading(self, id: str) -> Reading:
        """One report as it was read."""
        ...

    def judgements(self) -> Iterator[Judgement]:
        """What people decided, oldest first."""
        ...


@dataclass(frozen=True, slots=True)
class Format:
    """A format that claims can be written in.

    Attributes:
        description: what it is and for whom, in one line.
        suffix: how such a file's name ends.
        binary: whether it is bytes; the others are UTF-8 text.
    """

    description: str
    suffix: str
    binary: bool = False


FORMATS = {
    "jsonl": Format("JSON Lines: a claim a line, complete", ".jsonl"),
    "csv": Format("CSV: a mention a row, for spreadsheets", ".csv"),
    "parquet": Format("Parquet: a mention a row, typed, for data frames", ".parquet", True),
    "prov": Format("PROV-JSON: who said what, and what was made from what", ".prov.json"),
    "web-annotation": Format("W3C Web Annotations: mentions anchored in the texts", ".jsonld"),
    "claimreview": Format("schema.org Claim in JSON-LD: claims and where they appear", ".jsonld"),
    "graphml": Format("GraphML: claims, mentions, reports and origins as a network", ".graphml"),
    "html": Format("HTML: one page to read and to print, without script", ".html"),
}


class _Writer(Protocol):
    def write(self, ledger: Exportable, query: ClaimQuery, out: BinaryIO | TextIO) -> None: ...


def export(
    ledger: Exportable,
    out: BinaryIO | TextIO,
    format: str,
    query: ClaimQuery = ClaimQuery(),  # noqa: B008 - frozen
) -> None:
    """Write the claims that ``query`` asks for to ``out`` in ``format``, one of :data:`FORMATS`.

    ``out`` may be open for bytes, or for text with ``encoding="utf-8", newline=""``; Parquet takes
    bytes only. It stays open.

    Raises:
        ConfigError: there is no such format, or it is one of bytes and ``out`` is for text.
        MissingExtra: the format needs an optional package.
    """
    if format not in FORMATS:
        raise ConfigError(f"format {format!r} is none of {', '.join(FORMATS)}")
    for_text = hasattr(out, "encoding")
    if FORMATS[format].binary and for_text:
        raise ConfigError(f"{format} is not text: open its file for bytes")
    name = f"reportedly.export.ledger.{format.replace('-', '_')}"
    writer = cast(_Writer, import_module(name))
    if FORMATS[format].binary or for_text:
        writer.write(ledger, query, out)
        return
    text = io.TextIOWrapper(cast(BinaryIO, out), encoding="utf-8", newline="")
    try:
        writer.write(ledger, query, text)
        text.flush()
    finally:
        text.detach()  # or its end would close the caller's stream
