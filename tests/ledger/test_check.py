from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from types import ModuleType

import pytest
from sqlalchemy import text

from reportedly.errors import LedgerError
from reportedly.ledger.opening import open_store
from reportedly.ledger.sql_store import SqlStore


@pytest.fixture
def filled(store: SqlStore, invented: ModuleType) -> SqlStore:
    invented.add(store, 0, 4)
    assert store.check() == ()
    return store


WRONGS = [
    ("UPDATE claims SET mentions = 9 WHERE id = 'c-r0:0'", "c-r0:0: 9 mentions"),
    ("UPDATE claims SET origins = 5 WHERE id = 'c-r0:0'", "c-r0:0: the origins"),
    ("DELETE FROM answers WHERE claim = 'c-r0:0'", "c-r0:0: its answers are missing"),
    ("UPDATE mentions SET claim = NULL WHERE id = 'r0:0'", "c-r0:0: it names r0:0"),
    ("UPDATE mentions SET start = 1 WHERE id = 'r1:1'", "r1:1: its words do not stand"),
    ("UPDATE mentions SET stance = 'denies' WHERE id = 'r1:1'", "r1:1: its row"),
    ("UPDATE reports SET text = upper(text) WHERE id = 'r2'", "r2: its content is not"),
    ("UPDATE reports SET text = 'cut' WHERE id = 'r2'", "r2: its reading is damaged"),
    ("DELETE FROM vectors", "r0:0: it has no vector"),
]


@pytest.mark.parametrize(("wrong", "told"), WRONGS)
def test_what_is_wrong_is_found(filled: SqlStore, wrong: str, told: str) -> None:
    with filled._writer.begin() as connection:
        connection.execute(text(wrong))
    assert any(line.startswith(told) for line in filled.check()), filled.check()


def test_references_that_lead_nowhere_are_found(tmp_path: Path, invented: ModuleType) -> None:
    path = tmp_path / "news.ledger"
    store = open_store(path)
    invented.add(store, 0, 2)
    with closing(sqlite3.connect(path)) as connection:  # which does not watch over references
        connection.execute("DELETE FROM stories")
        connection.execute("DELETE FROM report_words_docsize WHERE id = 1")
        connection.commit()
    found = "\n".join(store.check())
    store.close()
    assert "refers to a row of stories" in found and "1 of 2 reports can be searched" in found


def test_a_backup_is_the_whole_ledger_and_takes_no_place_that_is_taken(
    tmp_path: Path, invented: ModuleType
) -> None:
    store = open_store(tmp_path / "news.ledger")
    invented.add(store, 0, 3)
    store.backup(tmp_path / "copy.ledger")
    with pytest.raises(LedgerError, match="there already"):
        store.backup(tmp_path / "copy.ledger")
    with pytest.raises(LedgerError, match="backup failed"):
        store.backup(tmp_path / "none" / "copy.ledger")
    copy = open_store(tmp_path / "copy.ledger", read_only=True)
    assert copy.check() == () and list(copy.reports()) == list(store.reports())
    copy.close()
    store.close()


def test_a_postgres_ledger_is_backed_up_by_its_own_program(
    store: SqlStore, location: str, tmp_path: Path
) -> None:
    if "://" in location:
        with pytest.raises(LedgerError, match="pg_dump"):
            store.backup(tmp_path / "copy")
