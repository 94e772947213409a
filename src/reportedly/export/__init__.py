"""Readings written out: one module a format, each an exporter that streams.

>>> import io
>>> from reportedly.model import Reading, Report
>>> out = io.StringIO()
>>> write([Reading(Report("r1", "It rained."))], out, "csv")
>>> out.getvalue().startswith("report,outlet,published")
True
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from typing import Protocol, TextIO, cast

from reportedly.errors import ConfigError
from reportedly.model import Reading


class Exporter(Protocol):
    """Writes readings to the stream it was made with, one at a time.

    A reading is rendered whole before any of it is written, so one that cannot be rendered leaves
    nothing behind and its neighbours stand.
    """

    def one(self, reading: Reading) -> None:
        """Take one reading."""
        ...

    def close(self) -> None:
        """Write what has to follow the last reading; the stream stays open."""
        ...


_EXPORTERS = {
    "terminal": "Terminal",
    "json": "Json",
    "jsonl": "JsonLines",
    "csv": "Csv",
    "html": "Html",
    "brat": "Brat",
    "conll": "Conll",
}

FORMATS = tuple(_EXPORTERS)


def exporter(format: str, out: TextIO) -> Exporter:
    """The exporter for ``format``, one of :data:`FORMATS`, that writes to ``out``.

    ``out`` should be opened with ``encoding="utf-8", newline=""``.
    """
    if format not in _EXPORTERS:
        raise ConfigError(f"format {format!r} is none of {', '.join(FORMATS)}")
    module = import_module(f"reportedly.export.{format}")
    return cast(Exporter, getattr(module, _EXPORTERS[format])(out))


def write(readings: Iterable[Reading], out: TextIO, format: str = "jsonl") -> None:
    """Write the readings to ``out`` in ``format``, taking one at a time."""
    chosen = exporter(format, out)
    for reading in readings:
        chosen.one(reading)
    chosen.close()
