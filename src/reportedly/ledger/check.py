"""Whether a ledger is whole: what is stored fits together and holds in the reports' texts."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Select, func, select, text

from reportedly.errors import LedgerError
from reportedly.ledger import sqlite
from reportedly.ledger.records import digest_of, mention_of, reading_of, storable
from reportedly.ledger.schema import answers, claims, mentions, reports, vectors

_BATCH = 200
_SHOWN = 20  # of one kind


def check(connection: Connection) -> tuple[str, ...]:
    """What is wrong, a line each; that reports wait to be linked is not."""
    faults: list[str] = []
    if connection.dialect.name == "sqlite":
        faults += sqlite.own_check(connection)
        faults += _index_faults(connection)
    faults += _few(_report_faults(connection))
    faults += _few(_claim_faults(connection))
    faults += _few(_membership_faults(connection))
    return tuple(faults)


def _few(faults: Iterator[str]) -> Iterator[str]:
    for number, fault in enumerate(faults):
        if number == _SHOWN:
            yield "... and more of these"
            return
        yield fault


def _index_faults(connection: Connection) -> Iterator[str]:
    for index, table in (("report_words", reports), ("mention_words", mentions)):
        indexed = connection.execute(text(f"SELECT count(*) FROM {index}_docsize")).scalar_one()
        stored = connection.execute(select(func.count()).select_from(table)).scalar_one()
        if indexed != stored:
            yield f"{indexed} of {stored} {table.name} can be searched"


def _report_faults(connection: Connection) -> Iterator[str]:
    """Contents that are not what their digest says, and spans that do not hold."""
    query = select(reports.c.seq, reports.c.id, reports.c.digest, reports.c.text, reports.c.reading)
    for batch in _in_batches(connection, query, reports.c.seq):
        texts = {}
        for row in batch:
            try:
                report = reading_of(row.id, row.text, row.reading).report
            except LedgerError as error:
                yield str(error)
                continue
            texts[row.id] = report.text
            if (
                digest_of(report.text, report.outlet, report.url) != row.digest
                or storable(report.id) != row.id
            ):
                yield f"{row.id}: its content is not the one that it was stored with"
        yield from _mention_faults(connection, texts)


def _mention_faults(connection: Connection, texts: dict[str, str]) -> Iterator[str]:
    query = (
        select(mentions, vectors.c.mention.label("near"))
        .join_from(mentions, vectors, isouter=True)
        .where(mentions.c.report.in_(texts))
    )
    for row in connection.execute(query):
        try:
            ready = mention_of(texts[row.report], row.data)
            linked = mention_of(texts[row.report], row.linked) if row.linked else ready
        except LedgerError as error:
            yield f"{row.id}: {error}"
            continue
        if (storable(ready.span.text), ready.span.start) != (row.words, row.start):
            yield f"{row.id}: its words do not stand in the report where it says"
        if (linked.stance.value, linked.id) != (row.stance, ready.id):
            yield f"{row.id}: its row and its answers differ"
        if row.near is None:
            yield f"{row.id}: it has no vector"


def _claim_faults(connection: Connection) -> Iterator[str]:
    """Claims whose line of a table does not agree with what they hold."""
    counted = (
        select(
            mentions.c.claim,
            func.count().label("mentions"),
            func.count(mentions.c.report.distinct()).label("reports"),
        )
        .group_by(mentions.c.claim)
        .subquery()
    )
    query = select(
        claims, counted.c.mentions.label("has"), counted.c.reports.label("told"), answers.c.data
    ).select_from(
        claims.outerjoin(counted, claims.c.id == counted.c.claim).outerjoin(
            answers, claims.c.id == answers.c.claim
        )
    )
    for row in connection.execute(query):
        if (row.mentions, row.reports) != (row.has, row.told):
            yield f"{row.id}: {row.mentions} mentions in {row.reports} reports are told, it has" + (
                f" {row.has or 0} in {row.told or 0}"
            )
        if row.data is None:
            yield f"{row.id}: its answers are missing"
            continue
        data = json.loads(row.data)
        independent = sum(1 for backing in data["backings"] if backing["independent"])
        if (row.origins, row.conflicts) != (independent, len(data["conflicts"])):
            yield f"{row.id}: the origins or conflicts told are not those that it has"


def _membership_faults(connection: Connection) -> Iterator[str]:
    """Backings and conflicts that name mentions which their claim does not have."""
    query = select(answers.c.claim, answers.c.data)
    for row in connection.execute(query):
        data = json.loads(row.data)
        named = Counter(m for backing in data["backings"] for m in backing["mentions"])
        named.update(m for c in data["conflicts"] for m in (c["one"], c["other"]))
        theirs = set(
            connection.execute(select(mentions.c.id).where(mentions.c.claim == row.claim)).scalars()
        )
        if lost := sorted(set(named) - theirs):
            yield f"{row.claim}: it names {lost[0]}, which is not a mention of it"


def _in_batches(connection: Connection, query: Select[Any], key: Any) -> Iterator[list[Any]]:
    last = -1
    while batch := list(connection.execute(query.where(key > last).order_by(key).limit(_BATCH))):
        yield batch
        last = batch[-1].seq
