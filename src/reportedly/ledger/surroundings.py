"""What a ledger holds around new reports: their neighbours, with all that linking needs of them."""

from __future__ import annotations

import json
from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, bindparam, select

from reportedly.errors import NotFound
from reportedly.ledger import deciding
from reportedly.ledger.constraints import constraints
from reportedly.ledger.records import mention_of, reading_of, storable
from reportedly.ledger.rows import rows_for
from reportedly.ledger.schema import (
    answers,
    derivations,
    keys,
    mentions,
    origins,
    reports,
    stories,
    vectors,
)
from reportedly.link import Entry, Known
from reportedly.model import Claim, Derivation, Kind, Mention, Origin, Story
from reportedly.model.claim_codec import claim_with, derivation_from_dict

if TYPE_CHECKING:
    from reportedly.link.entry import Vectors
    from reportedly.link.stories import Item

POPULAR = 200
"""A key that more reports have tells little: it is left out unless nothing else is shared."""

_ENTRIES, _MENTIONS = 400, 20_000  # kept in memory, some 50 MB at most


class Shelf:
    """What was read last, so that it need not be read again: reports come in runs of one story."""

    def __init__(self) -> None:
        self._entries: OrderedDict[str, Entry] = OrderedDict()
        self._mentions: OrderedDict[str, tuple[str, Mention]] = OrderedDict()

    def get(self, id: str) -> Entry | None:
        """The entry, where it is still at hand: what was made ready never changes."""
        if id in self._entries:
            self._entries.move_to_end(id)
        return self._entries.get(id)

    def put(self, entry: Entry) -> None:
        """Keep an entry at hand and let go of the one not used for longest."""
        self._entries[entry.id] = entry
        if len(self._entries) > _ENTRIES:
            self._entries.popitem(last=False)

    def mention(self, id: str, text: str, data: str) -> Mention:
        """A mention from its row, which linking may have changed since it was last read."""
        before, mention = self._mentions.pop(id, ("", None))
        if mention is None or before != data:
            mention = mention_of(text, data)
        self._mentions[id] = (data, mention)
        if len(self._mentions) > _MENTIONS:
            self._mentions.popitem(last=False)
        return mention


def neighbours(connection: Connection, wanted: Mapping[str, float], limit: int) -> list[str]:
    """Ids of linked reports that share the most key weight, best first: the sum of the products of
    the weights that both give to a key.
    """
    rare: dict[int, float] = defaultdict(float)
    popular: dict[int, float] = defaultdict(float)
    # the reports kept last, read off the index: what a key costs does not grow with the ledger
    holders = (
        select(keys.c.report, keys.c.weight)
        .where(keys.c.key == bindparam("wanted"))
        .order_by(keys.c.report.desc())
        .limit(POPULAR + 1)
    )
    for key, weight in wanted.items():
        found = connection.execute(holders, {"wanted": storable(key)}).all()
        shares = rare if len(found) <= POPULAR else popular
        for report, held in found:
            shares[report] += weight * held
    shares = rare
    linked = _linked(connection, shares)
    if not linked:
        shares = popular
        linked = _linked(connection, shares)
    best = sorted(linked, key=lambda seq: (-shares[seq], -seq))
    return [linked[seq] for seq in best[:limit]]


def entries(connection: Connection, ids: Sequence[str], shelf: Shelf) -> list[Entry]:
    """Reports as they were made ready, in the order of ``ids``."""
    found = {id: entry for id in ids if (entry := shelf.get(id)) is not None}
    missing = [id for id in ids if id not in found]
    for entry in _read_entries(connection, missing):
        found[entry.id] = entry
        shelf.put(entry)
    for id in ids:
        if id not in found:
            raise NotFound(f"{id}: the ledger holds no such report")
    return [found[id] for id in ids]


def known(connection: Connection, ids: Sequence[str], shelf: Shelf) -> Known:
    """What is held around reports that are linked."""
    near = entries(connection, ids, shelf)
    touched = rows_for(
        connection, select(mentions.c.claim).distinct(), mentions.c.report, [e.id for e in near]
    )
    around = read_claims(connection, [row.claim for row in touched if row.claim], shelf)
    theirs = [mention for claim in around for mention in claim.mentions]
    together, apart, moved = constraints(deciding.made(connection))
    return Known(
        entries=tuple(near),
        claims=tuple(around),
        vectors=_vectors(connection, [mention.id for mention in theirs]),
        derivations=_derivations_among(connection, ids),
        origins=_origins(connection, [m.origin for m in theirs if m.origin]),
        stories=_stories_of(connection, ids),
        together=together,
        apart=apart,
        moved=moved,
    )


def read_claims(connection: Connection, ids: Sequence[str], shelf: Shelf) -> list[Claim]:
    """Claims, complete, in the order of ``ids``; one that is not there is left out."""
    data = {
        row.claim: json.loads(row.data)
        for row in rows_for(
            connection, select(answers.c.claim, answers.c.data), answers.c.claim, ids
        )
    }
    theirs = _mentions_of(connection, list(data), shelf)
    order = {id: place for place, id in enumerate(ids)}
    return [claim_with(data[id], tuple(theirs[id])) for id in sorted(data, key=order.__getitem__)]


def texts(connection: Connection, ids: Iterable[str]) -> dict[str, str]:
    """The texts of reports, as they were given."""
    found = {}
    query = select(reports.c.id, reports.c.text)
    for row in rows_for(connection, query, reports.c.id, ids):
        found[row.id] = row.text
        if "\N{REPLACEMENT CHARACTER}" in row.text:  # it may stand for what cannot be stored
            whole = select(reports.c.reading).where(reports.c.id == row.id)
            reading = reading_of(row.id, row.text, connection.execute(whole).scalar_one())
            found[row.id] = reading.report.text
    return found


def _linked(connection: Connection, shares: Mapping[int, float]) -> dict[int, str]:
    query = select(reports.c.seq, reports.c.id).where(reports.c.linked)
    return {row.seq: row.id for row in rows_for(connection, query, reports.c.seq, shares)}


def _read_entries(connection: Connection, ids: Sequence[str]) -> list[Entry]:
    import numpy as np

    query = select(reports.c.seq, reports.c.id, reports.c.text, reports.c.reading)
    readings, sequence = {}, {}
    for row in rows_for(connection, query, reports.c.id, ids):
        readings[row.id] = reading_of(row.id, row.text, row.reading)
        sequence[row.seq] = row.id
    ready: dict[str, list[Mention]] = defaultdict(list)
    near: dict[str, list[Vectors]] = defaultdict(list)
    marked: dict[str, dict[str, float]] = defaultdict(dict)
    query = select(mentions.c.seq, mentions.c.report, mentions.c.data, vectors.c.vector).join_from(
        mentions, vectors
    )
    rows = rows_for(connection, query, mentions.c.report, readings)
    for row in sorted(rows, key=lambda row: row.seq):
        ready[row.report].append(mention_of(readings[row.report].report.text, row.data))
        near[row.report].append(vector_of(row.vector))
    for row in rows_for(connection, select(keys), keys.c.report, sequence):
        marked[sequence[row.report]][row.key] = row.weight
    return [
        Entry(
            reading,
            tuple(ready[id]),
            np.stack(near[id]) if near[id] else np.zeros((0, 0), np.float32),
            dict(sorted(marked[id].items())),
        )
        for id, reading in readings.items()
    ]


def vector_of(stored: bytes) -> Vectors:
    """A mention's vector as it is kept."""
    import numpy as np

    return np.frombuffer(stored, "<f2").astype(np.float32)


def _mentions_of(
    connection: Connection, ids: Sequence[str], shelf: Shelf
) -> dict[str, list[Mention]]:
    """The mentions of claims as linking left them, by time of publication."""
    query = select(
        mentions.c.id,
        mentions.c.seq,
        mentions.c.claim,
        mentions.c.report,
        mentions.c.data,
        mentions.c.linked,
        reports.c.moment,
    ).join_from(mentions, reports, mentions.c.report == reports.c.id)
    rows = list(rows_for(connection, query, mentions.c.claim, ids))
    rows.sort(key=lambda row: (row.moment is None, row.moment or "", row.seq))
    at_hand = {row.report: shelf.get(row.report) for row in rows}
    ready = {m.id: m for entry in at_hand.values() if entry for m in entry.mentions}
    needed = {r: entry.reading.report.text for r, entry in at_hand.items() if entry}
    needed |= texts(connection, [report for report, entry in at_hand.items() if entry is None])
    theirs: dict[str, list[Mention]] = {id: [] for id in ids}
    for row in rows:
        if row.linked is None and row.id in ready:
            theirs[row.claim].append(ready[row.id])
        else:
            data = row.linked or row.data
            theirs[row.claim].append(shelf.mention(row.id, needed[row.report], data))
    return theirs


def _vectors(connection: Connection, ids: Sequence[str]) -> dict[str, Vectors]:
    query = select(mentions.c.id, vectors.c.vector).join_from(mentions, vectors)
    return {
        row.id: vector_of(row.vector) for row in rows_for(connection, query, mentions.c.id, ids)
    }


def _derivations_among(connection: Connection, ids: Sequence[str]) -> tuple[Derivation, ...]:
    among = set(ids)
    query = select(derivations.c.source, derivations.c.data)
    rows = rows_for(connection, query, derivations.c.report, ids)
    return tuple(derivation_from_dict(json.loads(row.data)) for row in rows if row.source in among)


def _origins(connection: Connection, ids: Iterable[str]) -> tuple[Origin, ...]:
    rows = rows_for(connection, select(origins), origins.c.id, ids)
    return tuple(Origin(row.id, row.name, Kind(row.kind), row.outlet) for row in rows)


def _stories_of(connection: Connection, ids: Sequence[str]) -> tuple[Story, ...]:
    rows = rows_for(connection, select(reports.c.story).distinct(), reports.c.id, ids)
    return read_stories(connection, [row.story for row in rows if row.story])


def items(connection: Connection, ids: Sequence[str]) -> list[Item]:
    """Reports as stories see them, in the order of ``ids``; one that is not there is left out."""
    from reportedly.link.stories import Item

    query = select(reports.c.seq, reports.c.id, reports.c.published, reports.c.story)
    about = {row.seq: row for row in rows_for(connection, query, reports.c.id, ids)}
    marked: dict[int, dict[str, float]] = defaultdict(dict)
    for row in rows_for(connection, select(keys), keys.c.report, about):
        marked[row.report][row.key] = row.weight
    found = {
        row.id: Item(
            row.id,
            dict(sorted(marked[seq].items())),
            datetime.fromisoformat(row.published) if row.published else None,
            row.story,
        )
        for seq, row in about.items()
    }
    return [found[id] for id in dict.fromkeys(ids) if id in found]


def read_stories(connection: Connection, ids: Iterable[str]) -> tuple[Story, ...]:
    """Stories with their reports by time of publication."""
    wanted = list(ids)
    members: dict[str, list[Any]] = defaultdict(list)
    query = select(reports.c.story, reports.c.id, reports.c.moment, reports.c.seq)
    for row in rows_for(connection, query, reports.c.story, wanted):
        members[row.story].append(row)
    found = []
    for row in rows_for(connection, select(stories), stories.c.id, wanted):
        of_time = sorted(members[row.id], key=lambda r: (r.moment is None, r.moment or "", r.seq))
        found.append(Story(row.id, row.label, tuple(r.id for r in of_time)))
    return tuple(found)
