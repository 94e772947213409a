"""Writing: reports as they were made ready, and what linking makes of them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, delete, exists, insert, select, update

from reportedly.errors import LedgerError
from reportedly.ledger.answers import Run
from reportedly.ledger.identity import name_of, version_key
from reportedly.ledger.records import (
    claim_row,
    compact,
    digest_of,
    mention_columns,
    mention_data,
    report_row,
    storable,
)
from reportedly.ledger.rows import batches, rows_for, upsert
from reportedly.ledger.schema import (
    answers,
    claims,
    derivations,
    keys,
    loops,
    mentions,
    origins,
    reports,
    stories,
    vectors,
)
from reportedly.link import Entry, Linked
from reportedly.model import Claim, Mention, Story
from reportedly.model.claim_codec import answers_of, derivation_to_dict, loop_to_dict


def add(connection: Connection, entry: Entry, supersedes: str | None, run: Run) -> None:
    """Put a report down with its mentions, vectors and keys; the database refuses a double."""
    report = entry.reading.report
    digest = digest_of(report.text, report.outlet, report.url)
    name = name_of(entry.id, digest)
    row = {
        **report_row(entry.reading),
        "id": storable(entry.id),
        "name": storable(name),
        "digest": digest,
        "version_key": version_key(report, storable(name)),
        "supersedes": supersedes,
        "linked": False,
        "run": run.id,
    }
    key = connection.execute(insert(reports), row).inserted_primary_key
    seq = key[0] if key else None
    _add_mentions(connection, entry, run)
    weights = [
        {"key": storable(key), "report": seq, "weight": float(weight)}
        for key, weight in entry.keys.items()
    ]
    if weights:
        upsert(connection, keys, weights)


def write(connection: Connection, linked: Linked, linked_reports: Sequence[str], run: Run) -> None:
    """Put down what linking reports changed, and that they are linked."""
    upsert(
        connection,
        stories,
        [{"id": s.id, "label": storable(s.label), "run": run.id} for s in linked.stories],
    )
    upsert(
        connection,
        origins,
        [
            {
                "id": storable(origin.id),
                "name": storable(origin.name),
                "kind": origin.kind.value,
                "outlet": storable(origin.outlet) if origin.outlet else None,
                "run": run.id,
            }
            for origin in linked.origins
        ],
    )
    _write_claims(connection, linked.claims, run)
    _move_mentions(connection, linked, run)
    for gone in batches(set(linked.gone) - {claim.id for claim in linked.claims}):
        connection.execute(delete(answers).where(answers.c.claim.in_(gone)))
        connection.execute(delete(claims).where(claims.c.id.in_(gone)))
    _write_debts(connection, linked, linked_reports, run)
    _mark_linked(connection, linked, linked_reports)


def reset(connection: Connection) -> None:
    """Drop all that linking made; what was made ready, and the judgements, stay."""
    rows = connection.execute(
        select(mentions.c.seq, mentions.c.data).where(mentions.c.linked_by.is_not(None))
    )
    _update_mentions(connection, [_unlinked(row.seq, row.data) for row in rows.all()])
    connection.execute(update(reports).values(linked=False, story=None))
    for table in (answers, claims, origins, derivations, loops, stories):
        connection.execute(delete(table))


def _add_mentions(connection: Connection, entry: Entry, run: Run) -> None:
    if not entry.mentions:
        return
    connection.execute(
        insert(mentions),
        [
            {
                "id": storable(mention.id),
                "report": storable(entry.id),
                "start": mention.span.start,
                "stop": mention.span.end,
                "words": storable(mention.span.text),
                **mention_columns(mention),
                "run": run.id,
                "data": mention_data(mention),
            }
            for mention in entry.mentions
        ],
    )
    query = select(mentions.c.id, mentions.c.seq).where(mentions.c.report == storable(entry.id))
    seqs = {row.id: row.seq for row in connection.execute(query)}
    if len(entry.vectors) != len(entry.mentions):
        raise LedgerError(f"{entry.id}: it has {len(entry.vectors)} vectors for its mentions")
    connection.execute(
        insert(vectors),
        [
            {"mention": seqs[storable(mention.id)], "vector": vector.astype("<f2").tobytes()}
            for mention, vector in zip(entry.mentions, entry.vectors, strict=True)
        ],
    )


def _write_claims(connection: Connection, changed: Sequence[Claim], run: Run) -> None:
    query = select(reports.c.id, reports.c.outlet, reports.c.moment)
    wanted = [report for claim in changed for report in claim.reports]
    told = {row.id: row for row in rows_for(connection, query, reports.c.id, wanted)}
    upsert(connection, claims, [{**claim_row(c, told), "run": run.id} for c in changed])
    upsert(
        connection,
        answers,
        [{"claim": storable(c.id), "data": compact(answers_of(c))} for c in changed],
    )


def _move_mentions(connection: Connection, linked: Linked, run: Run) -> None:
    """Give every mention to the claim that now has it; write only those that change."""
    placed = {m.id: (claim.id, m) for claim in linked.claims for m in claim.mentions}
    touched = [*linked.gone, *(claim.id for claim in linked.claims)]
    query = select(
        mentions.c.seq,
        mentions.c.id,
        mentions.c.claim,
        mentions.c.data,
        mentions.c.linked,
        mentions.c.origin,
    )
    before = {row.id: row for row in rows_for(connection, query, mentions.c.claim, touched)}
    new = [id for id in placed if id not in before]
    before |= {row.id: row for row in rows_for(connection, query, mentions.c.id, new)}
    if lost := [id for id in placed if id not in before]:
        raise LedgerError(f"{lost[0]}: a claim has this mention and the ledger does not")
    changes = []
    for id, row in before.items():
        if id in placed:
            claim, mention = placed[id]
            changes.append(_placed(row, claim, mention, run))
        else:
            changes.append(_unlinked(row.seq, row.data))
    _update_mentions(connection, [change for change in changes if change])
    _drop_unheard(connection, {row.origin for row in before.values() if row.origin}, linked)


def _placed(row: Any, claim: str, mention: Mention, run: Run) -> dict[str, Any] | None:
    """The change that gives a mention to a claim, or None where it has it already."""
    data = mention_data(mention)
    linked = None if data == row.data else data
    if (row.claim, row.linked) == (claim, linked):
        return None
    return {
        "key": row.seq,
        "claim": claim,
        "linked": linked,
        "linked_by": run.id,
        **mention_columns(mention),
    }


def _unlinked(seq: int, data: str) -> dict[str, Any]:
    """The change that leaves a mention as it was made ready."""
    plain = json.loads(data)
    return {
        "key": seq,
        "claim": None,
        "linked": None,
        "linked_by": None,
        "stance": plain["stance"],
        "source_name": storable(plain["source_name"]) if plain.get("source_name") else None,
        "origin": storable(plain["origin"]) if plain.get("origin") else None,
    }


def _update_mentions(connection: Connection, changes: Sequence[Mapping[str, Any]]) -> None:
    if changes:
        names = [name for name in changes[0] if name != "key"]
        statement = (
            update(mentions)
            .where(mentions.c.seq == bindparam("key"))
            .values({name: bindparam(f"to_{name}") for name in names})
        )
        connection.execute(
            statement,
            [
                {"key": change["key"], **{f"to_{name}": change[name] for name in names}}
                for change in changes
            ],
        )


def _drop_unheard(connection: Connection, before: Iterable[str], linked: Linked) -> None:
    """Let go of origins that no mention has any more."""
    heard = exists().where(mentions.c.origin == origins.c.id)
    for ids in batches(set(before) - {origin.id for origin in linked.origins}):
        connection.execute(delete(origins).where(origins.c.id.in_(ids), ~heard))


def _write_debts(
    connection: Connection, linked: Linked, linked_reports: Sequence[str], run: Run
) -> None:
    for ids in batches(linked_reports):
        connection.execute(delete(derivations).where(derivations.c.report.in_(ids)))
    upsert(
        connection,
        derivations,
        [
            {
                "report": d.report,
                "source": d.source,
                "debt": d.debt.value,
                "data": compact(derivation_to_dict(d)),
                "run": run.id,
            }
            for d in linked.derivations
        ],
    )
    circles = {circle_id(loop.reports): loop for loop in linked.loops}
    upsert(
        connection,
        loops,
        [
            {"id": id, "data": compact(loop_to_dict(loop)), "run": run.id}
            for id, loop in circles.items()
        ],
    )


def _mark_linked(connection: Connection, linked: Linked, linked_reports: Sequence[str]) -> None:
    for ids in batches(linked_reports):
        connection.execute(update(reports).where(reports.c.id.in_(ids)).values(linked=True))
    left: set[str] = set()
    for story in linked.stories:
        left.update(_gather(connection, story))
    used = exists().where(reports.c.story == stories.c.id)
    used_too = exists().where(claims.c.story == stories.c.id)
    for ids in batches(left):
        connection.execute(delete(stories).where(stories.c.id.in_(ids), ~used, ~used_too))


def _gather(connection: Connection, story: Story) -> set[str]:
    """Give a story its reports and no others; the ids of the stories that some of them left."""
    query = select(reports.c.id, reports.c.story)
    here = list(connection.execute(query.where(reports.c.story == story.id)))
    gone = {row.id for row in here} - set(story.reports)
    come = set(story.reports) - {row.id for row in here}
    left = {row.story for row in rows_for(connection, query, reports.c.id, come) if row.story}
    for ids, to in ((gone, None), (come, story.id)):
        for batch in batches(ids):
            connection.execute(update(reports).where(reports.c.id.in_(batch)).values(story=to))
    return left


def circle_id(ids: Sequence[str]) -> str:
    """The same for the same circle wherever one enters it."""
    if not ids:
        return ""
    first = min(range(len(ids)), key=ids.__getitem__)
    return compact([*ids[first:], *ids[:first]])
