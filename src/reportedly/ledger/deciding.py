"""Judgements: a person's decisions, appended and never changed; an undo is one more of them."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy import Connection, insert, select

from reportedly.errors import LedgerError
from reportedly.ledger.records import compact, storable
from reportedly.ledger.schema import judgements
from reportedly.model import Judgement


def judge(connection: Connection, judgement: Judgement) -> Judgement:
    """Append a judgement and give it its id."""
    at = judgement.at if judgement.at.tzinfo else judgement.at.replace(tzinfo=UTC)
    made = connection.execute(
        insert(judgements),
        {
            "verb": storable(judgement.verb),
            "subjects": compact(list(judgement.subjects)),
            "by": storable(judgement.by),
            "at": at.isoformat(),
            "note": storable(judgement.note),
        },
    )
    if made.inserted_primary_key is None:
        raise LedgerError("the judgement was not kept: do it again")
    return replace(judgement, id=int(made.inserted_primary_key[0]), undone=False)


def made(connection: Connection) -> list[Judgement]:
    """All judgements, oldest first, with those undone marked."""
    found = [
        Judgement(
            row.id,
            row.verb,
            tuple(json.loads(row.subjects)),
            row.by,
            datetime.fromisoformat(row.at),
            row.note,
        )
        for row in connection.execute(select(judgements).order_by(judgements.c.id))
    ]
    undone: set[str] = set()
    for one in reversed(found):  # an undo that was undone itself undoes nothing
        if one.verb == "undo" and str(one.id) not in undone:
            undone.update(one.subjects)
    return [replace(one, undone=str(one.id) in undone) for one in found]
