"""Parquet: one row a mention, typed, in row groups, so that memory stays bounded."""

from __future__ import annotations

from importlib import import_module
from typing import Any, BinaryIO

from reportedly.errors import MissingExtra
from reportedly.export.ledger import Exportable
from reportedly.export.ledger.mention_rows import COLUMNS, Cell, rows
from reportedly.ledger.answers import ClaimQuery

_ROWS = 10_000  # in a row group: some megabytes of text


def write(ledger: Exportable, query: ClaimQuery, out: BinaryIO) -> None:
    """Write the mentions of each claim; a table without rows where there is none."""
    try:
        arrow: Any = import_module("pyarrow")
        parquet: Any = import_module("pyarrow.parquet")
    except ImportError as error:
        raise MissingExtra("parquet", "writing Parquet") from error
    schema = _schema(arrow)
    with parquet.ParquetWriter(out, schema, compression="zstd") as writer:
        waiting: list[list[Cell]] = []
        for trace in ledger.traces(query):
            waiting += rows(trace)
            if len(waiting) >= _ROWS:
                writer.write_batch(_batch(arrow, schema, waiting))
                waiting = []
        if waiting:
            writer.write_batch(_batch(arrow, schema, waiting))


def _schema(arrow: Any) -> Any:
    kinds = {
        "text": arrow.string(),
        "texts": arrow.list_(arrow.string()),
        "integer": arrow.int64(),
        "numbers": arrow.list_(arrow.float64()),
        "time": arrow.timestamp("us", tz="UTC"),
        "truth": arrow.bool_(),
    }
    return arrow.schema([(name, kinds[kind]) for name, kind in COLUMNS.items()])


def _batch(arrow: Any, schema: Any, held: list[list[Cell]]) -> Any:
    columns = zip(*held, strict=True)
    arrays = [
        arrow.array(column, type=field.type) for column, field in zip(columns, schema, strict=True)
    ]
    return arrow.record_batch(arrays, schema=schema)
