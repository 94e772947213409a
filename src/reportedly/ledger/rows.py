"""Small pieces of SQL that every room of the store needs, the same for both databases."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Select, Table, func, select

from reportedly.ledger.schema import mentions, reports

_BATCH = 500  # values in one statement; SQLite takes 32,766 at most

CARD = (
    reports.c.id,
    reports.c.outlet,
    reports.c.headline,
    reports.c.published,
    reports.c.url,
    reports.c.story,
    reports.c.supersedes,
    select(func.count())
    .where(mentions.c.report == reports.c.id)
    .correlate(reports)
    .scalar_subquery()
    .label("count"),
)
"""The columns of a report without its text."""

BY_TIME = (reports.c.moment.asc().nulls_last(), reports.c.seq)
"""By time of publication, those that do not tell it last."""


def batches(values: Iterable[Any], size: int = _BATCH) -> Iterator[list[Any]]:
    """Values in lists that one statement can take, each value once."""
    left = iter(dict.fromkeys(values))
    while batch := list(islice(left, size)):
        yield batch


def rows_for(
    connection: Connection, query: Select[Any], column: Any, values: Iterable[Any]
) -> Iterator[Any]:
    """The rows of ``query`` whose ``column`` has one of the values."""
    for batch in batches(values):
        yield from connection.execute(query.where(column.in_(batch)))


def upsert(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Put rows down; one of the same key is replaced."""
    if not rows:
        return
    if connection.dialect.name == "sqlite":
        from sqlalchemy.dialects.sqlite import insert
    else:
        from sqlalchemy.dialects.postgresql import insert  # type: ignore[assignment]
    statement = insert(table)
    key = [column.name for column in table.primary_key]
    replaced = {name: statement.excluded[name] for name in rows[0] if name not in key}
    connection.execute(
        statement.on_conflict_do_update(index_elements=key, set_=replaced), list(rows)
    )
