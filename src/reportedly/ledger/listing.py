"""What a ledger answers: claims, traces, reports, stories, origins and debts."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, or_, select

from reportedly.errors import LedgerError, NotFound
from reportedly.ledger import search
from reportedly.ledger.answers import ClaimQuery, ClaimSummary, QuotedOrigin, ReportCard, Trace
from reportedly.ledger.records import card_of, reading_of, summary_of
from reportedly.ledger.rows import BY_TIME, CARD, batches, rows_for
from reportedly.ledger.schema import (
    claims,
    derivations,
    loops,
    mentions,
    origins,
    reports,
    stories,
)
from reportedly.ledger.surroundings import Shelf, read_claims, read_stories
from reportedly.model import Claim, Derivation, Kind, Loop, Reading, Stance, Story
from reportedly.model.claim_codec import derivation_from_dict, loop_from_dict

_SORTS = {
    "origins": (claims.c.origins.desc(), claims.c.reports.desc(), claims.c.mentions.desc()),
    "reports": (claims.c.reports.desc(), claims.c.origins.desc(), claims.c.mentions.desc()),
    "latest": (claims.c.last.desc().nulls_last(),),
    "first": (claims.c.first.asc().nulls_last(),),
}
_AT_ONCE = 100  # claims read complete at a time
_AGAINST = (Stance.DENIES.value, Stance.DOUBTS.value)


def list_claims(connection: Connection, query: ClaimQuery) -> Iterator[ClaimSummary]:
    """Claims as lines of a table."""
    columns = [claims.c[field] for field in ClaimSummary.__slots__]
    wanted = _found(connection, query, *columns)
    for row in connection.execution_options(yield_per=500).execute(wanted):
        yield summary_of(row)


def complete(connection: Connection, query: ClaimQuery, shelf: Shelf) -> Iterator[list[Claim]]:
    """The claims that a query finds, complete, some at a time."""
    ids = connection.execute(_found(connection, query, claims.c.id)).scalars().all()
    for some in batches(ids, _AT_ONCE):
        yield read_claims(connection, some, shelf)


def one_claim(connection: Connection, id: str, shelf: Shelf) -> Claim:
    """One claim, complete; a unique beginning of its id is enough."""
    return read_claims(connection, [_claim_called(connection, id)], shelf)[0]


def trace(connection: Connection, id: str, shelf: Shelf) -> Trace:
    """On whose word a claim stands."""
    return traces(connection, [one_claim(connection, id, shelf)])[0]


def traces(connection: Connection, some: Sequence[Claim]) -> list[Trace]:
    """On whose word each of some claims stands."""
    told = cards(connection, [report for claim in some for report in claim.reports])
    ids = [card.id for card in told]
    owing: dict[str, list[Derivation]] = defaultdict(list)
    for row in rows_for(connection, select(derivations), derivations.c.report, ids):
        owing[row.report].append(derivation_from_dict(json.loads(row.data)))
    circles = [(loop, set(loop.reports)) for loop in list_loops(connection)]
    found = []
    for claim in some:
        theirs = set(claim.reports)
        mine = tuple(card for card in told if card.id in theirs)
        debts = (d for card in mine for d in owing.get(card.id, ()) if d.source in theirs)
        loops_ = tuple(loop for loop, members in circles if len(theirs & members) > 1)
        found.append(Trace(claim, mine, tuple(debts), loops_))
    return found


def cards(connection: Connection, ids: Sequence[str]) -> list[ReportCard]:
    """Some reports without their texts, by time of publication."""
    query = select(*CARD, reports.c.moment, reports.c.seq)
    rows = list(rows_for(connection, query, reports.c.id, ids))
    rows.sort(key=lambda row: (row.moment is None, row.moment or "", row.seq))
    return [card_of(row) for row in rows]


def list_reports(connection: Connection, story: str | None) -> Iterator[ReportCard]:
    """The stored reports, by time of publication."""
    query = select(*CARD).order_by(*BY_TIME)
    if story is not None:
        query = query.where(reports.c.story.in_(_stories_called(story)))
    for row in connection.execution_options(yield_per=500).execute(query):
        yield card_of(row)


def one_reading(connection: Connection, id: str) -> Reading:
    """One report as it was read."""
    query = select(reports.c.text, reports.c.reading).where(reports.c.id == id)
    row = connection.execute(query).first()
    if row is None:
        raise NotFound(f"{id}: the ledger holds no such report")
    return reading_of(id, row.text, row.reading)


def list_derivations(connection: Connection, story: str | None) -> Iterator[Derivation]:
    """Who passes on whose words, by the time of the report that does."""
    query = (
        select(derivations.c.data)
        .join(reports, derivations.c.report == reports.c.id)
        .order_by(*BY_TIME, derivations.c.source, derivations.c.debt)
    )
    if story is not None:
        query = query.where(reports.c.story.in_(_stories_called(story)))
    for data in connection.execute(query).scalars():
        yield derivation_from_dict(json.loads(data))


def list_loops(connection: Connection) -> Iterator[Loop]:
    """Circles of reports that lean on each other."""
    for data in connection.execute(select(loops.c.data).order_by(loops.c.id)).scalars():
        yield loop_from_dict(json.loads(data))


def list_stories(connection: Connection) -> Iterator[Story]:
    """Running stories, the latest first."""
    latest = func.max(reports.c.moment)
    query = (
        select(stories.c.id)
        .join(reports, reports.c.story == stories.c.id, isouter=True)
        .group_by(stories.c.id)
        .order_by(latest.desc().nulls_last(), stories.c.id)
    )
    ids = connection.execute(query).scalars().all()
    found = {story.id: story for story in read_stories(connection, ids)}
    for id in ids:
        yield found[id]


def list_origins(connection: Connection) -> Iterator[QuotedOrigin]:
    """Origins with where they are heard, the most heard first."""
    outlets = {
        row.id: row.outlet for row in connection.execute(select(reports.c.id, reports.c.outlet))
    }
    about = {row.id: row for row in connection.execute(select(origins))}
    heard = (
        select(mentions.c.origin, mentions.c.report, mentions.c.claim, mentions.c.stance)
        .where(mentions.c.origin.is_not(None), mentions.c.claim.is_not(None))
        .order_by(mentions.c.origin, mentions.c.report)
    )
    found = []
    for id, group in groupby(connection.execute(heard), key=lambda row: row.origin):
        if id in about:
            found.append(_quoted(about[id], list(group), outlets))
    yield from sorted(found, key=lambda origin: (-origin.mentions, origin.name, origin.id))


def _found(connection: Connection, query: ClaimQuery, *columns: Any) -> Select[Any]:
    if query.sort not in _SORTS:
        raise LedgerError(f"claims cannot be sorted by {query.sort!r}: use {', '.join(_SORTS)}")
    wanted = select(*columns).where(*_conditions(connection, query))
    return wanted.order_by(*_SORTS[query.sort], claims.c.id).limit(query.limit)


def _claim_called(connection: Connection, id: str) -> str:
    begins = claims.c.id.startswith(id, autoescape=True)
    query = select(claims.c.id).where(begins if id else claims.c.id == id)
    found: list[str] = []
    # the shortest first: an id that is there is not taken for the beginning of others
    for other in connection.execute(query.order_by(func.length(claims.c.id)).limit(2)).scalars():
        found.append(other)
    if len(found) > 1 and found[0] != id:
        raise NotFound(f"{id}: more than one claim begins so: write more of its id")
    if not found:
        raise NotFound(f"{id}: the ledger holds no such claim")
    return found[0]


def _quoted(origin: Any, heard: list[Any], outlets: dict[str, str | None]) -> QuotedOrigin:
    carriers = dict.fromkeys(row.report for row in heard)
    names = {name for report in carriers if (name := outlets.get(report))}
    return QuotedOrigin(
        origin.id,
        origin.name,
        Kind(origin.kind),
        origin.outlet,
        len(heard),
        len(carriers),
        tuple(sorted(names)),
        len({row.claim for row in heard}),
        sum(1 for row in heard if row.stance in _AGAINST),
    )


def _conditions(connection: Connection, query: ClaimQuery) -> Iterator[ColumnElement[bool]]:
    if query.story is not None:
        yield claims.c.story.in_(_stories_called(query.story))
    if query.outlet is not None:
        here = _like(connection, reports.c.outlet, query.outlet, whole=True)
        published = select(reports.c.id).where(reports.c.outlet.in_(here))
        yield _mentioned(mentions.c.report.in_(published))
    if query.source is not None:
        called = _like(connection, mentions.c.source_name, query.source)
        known = select(origins.c.id).where(
            origins.c.name.in_(_like(connection, origins.c.name, query.source))
        )
        yield _mentioned(or_(mentions.c.source_name.in_(called), mentions.c.origin.in_(known)))
    if query.stance is not None:
        yield _mentioned(mentions.c.stance == query.stance.value)
    if query.since is not None:
        yield claims.c.last >= query.since.isoformat()
    if query.until is not None:
        yield claims.c.first < (query.until + timedelta(days=1)).isoformat()
    if query.origins > 0:
        yield claims.c.origins >= query.origins
    if query.disputed:
        yield claims.c.denials > 0
    if query.conflicting:
        yield claims.c.conflicts > 0
    if query.text is not None:
        yield claims.c.id.in_(search.claims_with(connection, query.text))


def _mentioned(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    return claims.c.id.in_(select(mentions.c.claim).where(mentions.c.claim.is_not(None), condition))


def _stories_called(story: str) -> Select[tuple[str]]:
    """The story of this id, or those whose label begins so."""
    begins = func.lower(stories.c.label).startswith(story.lower(), autoescape=True)
    return select(stories.c.id).where((stories.c.id == story) | begins)


def _like(connection: Connection, column: Any, name: str, *, whole: bool = False) -> list[str]:
    """The values of a column that are ``name`` in any case, or hold all its words."""
    wanted = name.casefold().split()
    values: Iterable[str] = connection.execute(
        select(column).distinct().where(column.is_not(None))
    ).scalars()
    if whole:
        return [value for value in values if value.casefold().split() == wanted]
    return [value for value in values if wanted and set(wanted) <= set(value.casefold().split())]
