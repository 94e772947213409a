"""What makes a report itself: its content; and what makes it a version of another."""

from __future__ import annotations

from sqlalchemy import Connection, select

from reportedly.ledger.records import digest_of, storable
from reportedly.ledger.schema import reports
from reportedly.model import Reading, Report

_LETTERS = 6  # of the digest, where the id that a report came with is taken


def name_of(id: str, digest: str) -> str:
    """The id that a report came with, from the one that it has."""
    name, mark, letters = id.rpartition("~")
    return name if mark and len(letters) >= _LETTERS and digest.startswith(letters) else id


def version_key(report: Report, name: str) -> str:
    """What its versions share: the address; else the outlet and the id that it came with."""
    if report.url:
        return storable(f"url:{report.url}")
    return storable(f"id:{report.outlet or ''}:{name}")


def find(connection: Connection, reading: Reading) -> tuple[str | None, str, str | None]:
    """The id of the stored report of this content, the id it would get, and the id of the version
    that it would supersede.
    """
    report = reading.report
    digest = digest_of(report.text, report.outlet, report.url)
    stored = connection.execute(select(reports.c.id).where(reports.c.digest == digest)).scalar()
    before = connection.execute(
        select(reports.c.id)
        .where(reports.c.version_key == version_key(report, storable(report.id)))
        .order_by(reports.c.seq.desc())
        .limit(1)
    ).scalar()
    if stored is not None:
        return stored, stored, None
    return None, _free_id(connection, storable(report.id), digest), before


def _free_id(connection: Connection, name: str, digest: str) -> str:
    choices = [name, *(f"{name}~{digest[:n]}" for n in range(_LETTERS, len(digest) + 1))]
    taken = set(connection.execute(select(reports.c.id).where(reports.c.id.in_(choices))).scalars())
    return next(choice for choice in choices if choice not in taken)
