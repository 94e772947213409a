"""A ledger in one file: SQLite, set up so that readers and writers do not stop each other."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.pool import QueuePool

from reportedly.errors import LedgerError

PATIENCE = 30.0
"""Seconds to wait for another process to finish writing."""


def engine_for(path: Path, *, read_only: bool) -> Engine:
    """Connections to the ledger in ``path``, which is made where it is absent and may be."""
    engine = create_engine(
        "sqlite://",
        creator=lambda: _connect(path, read_only),
        poolclass=QueuePool,
    )
    event.listen(engine, "begin", _begin)
    return engine


def has_tables(connection: Connection) -> bool:
    """Whether the file holds any table, ours or not."""
    return bool(connection.execute(text("SELECT count(*) FROM sqlite_master")).scalar())


def use_write_ahead_log(engine: Engine) -> None:
    """Let readers read while one writes; the file remembers it. Two processes may do it at once."""
    deadline = time.monotonic() + PATIENCE
    connection = engine.raw_connection()
    try:
        while True:
            try:
                connection.cursor().execute("PRAGMA journal_mode = WAL")
                return
            except sqlite3.OperationalError as error:  # SQLite does not wait here by itself
                if "locked" not in str(error) or time.monotonic() > deadline:
                    raise
                time.sleep(0.05)
    finally:
        connection.close()


def copy(engine: Engine, target: Path) -> None:
    """Copy a ledger while others use it, into a file that appears whole or not at all."""
    part = target.with_name(target.name + ".part")
    part.unlink(missing_ok=True)
    source = engine.raw_connection()
    try:
        copied = sqlite3.connect(part)
        try:
            source.driver_connection.backup(copied)  # type: ignore[union-attr]
            copied.execute("PRAGMA journal_mode = DELETE")  # one file, nothing beside it
        finally:
            copied.close()
        part.replace(target)
    except (sqlite3.Error, OSError) as error:
        part.unlink(missing_ok=True)
        raise LedgerError(f"{target}: the backup failed: {error}") from error
    finally:
        source.close()


def own_check(connection: Connection) -> list[str]:
    """What SQLite itself finds wrong, and references that lead nowhere."""
    found = connection.execute(text("PRAGMA integrity_check(20)")).scalars()
    faults = [f"SQLite: {line}" for line in found if line != "ok"]
    for table, row, parent, _ in connection.execute(text("PRAGMA foreign_key_check")):
        faults.append(f"{table}: row {row} refers to a row of {parent} that is not there")
    return faults


def _connect(path: Path, read_only: bool) -> sqlite3.Connection:
    connection = _opened(path, read_only)
    for pragma in (
        f"busy_timeout = {int(PATIENCE * 1000)}",
        "foreign_keys = ON",
        # FULL, not NORMAL: a report that was said to be added must outlive a power cut, and one
        # flush of the log a report is nothing beside reading it
        "synchronous = FULL",
        "temp_store = MEMORY",
        "cache_size = -32000",
    ):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _opened(path: Path, read_only: bool) -> sqlite3.Connection:
    address = f"file:{quote(str(path.absolute()))}"
    connection = _at(f"{address}?mode={'ro' if read_only else 'rwc'}")
    if read_only:
        try:
            connection.execute("SELECT 1 FROM sqlite_master")
        except sqlite3.OperationalError as error:
            connection.close()
            log = path.with_name(path.name + "-wal")
            unwritable = "unable to open" in str(error) or "readonly" in str(error)
            if not unwritable or (log.exists() and log.stat().st_size):
                raise
            # nobody can write in this folder, so nobody is writing: read the file as it lies
            return _at(f"{address}?immutable=1")
    return connection


def _at(address: str) -> sqlite3.Connection:
    """A connection whose transactions are begun below, not by the driver."""
    return sqlite3.connect(
        address, timeout=PATIENCE, isolation_level=None, check_same_thread=False, uri=True
    )


def _begin(connection: Connection) -> None:
    """Take the right to write at once, so that nobody gets it in between and both give up."""
    writing = connection.get_execution_options().get("writing")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
