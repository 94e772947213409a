from __future__ import annotations

import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from types import ModuleType

import pytest

from reportedly.errors import LedgerError, MissingExtra
from reportedly.ledger import sqlite
from reportedly.ledger.answers import ClaimQuery
from reportedly.ledger.opening import open_store
from reportedly.ledger.sql_store import SqlStore

REPORTS = 12
NOBODY = 65534


def adding(script: Path, location: str, first: int, count: int) -> list[str]:
    """The command that adds reports; any that adds and links can be tested by these tests."""
    return [sys.executable, str(script), location, str(first), str(count)]


def assert_whole(store: SqlStore, count: int) -> None:
    """Nothing lost, nothing doubled, all linked, all that is stored fits together."""
    assert sorted(card.id for card in store.reports()) == sorted(f"r{n}" for n in range(count))
    assert store.unlinked(1) == [] and store.check() == ()
    claims = list(store.claims(ClaimQuery()))
    assert sum(claim.mentions for claim in claims) == 2 * count
    labels = [claim.label for claim in claims]
    assert len(set(labels)) == len(labels) == count + -(-count // 10)


def test_killed_at_any_moment_and_started_again_nothing_is_lost_or_doubled(
    location: str, script: Path
) -> None:
    chance = random.Random(7)
    command = adding(script, location, 0, REPORTS)
    acknowledged: set[str] = set()
    for _ in range(6):
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        # from before the file is made to the middle of linking
        for _ in range(chance.randrange(REPORTS)):
            acknowledged.add(process.stdout.readline().strip())
        time.sleep(chance.random() * 0.4)
        process.kill()
        acknowledged.update(line.strip() for line in process.stdout if line.endswith("\n"))
        process.wait()
        process.stdout.close()
    store = open_store(location)
    kept = {card.id for card in store.reports()}
    assert acknowledged - {""} <= kept, "what was said to be added is there"
    assert store.check() == ()
    store.close()
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    store = open_store(location, read_only=True)
    assert_whole(store, REPORTS)
    store.close()


def test_two_processes_add_and_a_reader_reads_meanwhile(location: str, script: Path) -> None:
    spans = ((0, 8), (4, 8))  # half of them are the same
    running = [
        subprocess.Popen(
            adding(script, location, *span), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
        )
        for span in spans
    ]
    seen = 0
    while any(process.poll() is None for process in running):
        try:
            reader = open_store(location, read_only=True)
        except LedgerError as error:
            assert "no ledger yet" in str(error)
            time.sleep(0.05)
            continue
        for claim in reader.claims(ClaimQuery()):
            assert len(reader.claim(claim.id).mentions) >= claim.mentions
        seen = max(seen, len(list(reader.reports())))
        reader.close()
    for process in running:
        _, said = process.communicate()
        assert (process.returncode, said) == (0, b"")
    assert seen
    store = open_store(location, read_only=True)
    assert_whole(store, 12)
    store.close()


@pytest.fixture
def filled(tmp_path: Path, invented: ModuleType) -> Path:
    path = tmp_path / "news.ledger"
    store = open_store(path)
    invented.add(store, 0, 3)
    store.close()
    assert [file.name for file in tmp_path.iterdir()] == ["news.ledger"], "one file, at rest"
    return path


@pytest.mark.parametrize("left", [0.9, 0.5, 0.1, 700, 20])
def test_a_file_that_was_cut_short_is_said_to_be(filled: Path, left: float) -> None:
    whole = filled.read_bytes()
    cut = whole[: int(len(whole) * left if left < 1 else left)]
    filled.write_bytes(cut)
    for read_only in (True, False):
        with pytest.raises(LedgerError, match=r"news.ledger: (the file is damaged|this is not)"):
            store = open_store(filled, read_only=read_only)
            store.close()
    assert filled.read_bytes() == cut


def test_a_ledger_of_a_newer_schema_is_left_alone(filled: Path) -> None:
    with closing(sqlite3.connect(filled)) as connection:
        connection.execute("UPDATE reportedly_version SET version_num = '9999'")
        connection.commit()
    before = filled.read_bytes()
    for read_only in (True, False):
        with pytest.raises(LedgerError, match=r"news.ledger: made by a newer reportedly"):
            open_store(filled, read_only=read_only)
    assert filled.read_bytes() == before


def test_other_files_are_left_alone(tmp_path: Path) -> None:
    words = tmp_path / "notes.txt"
    words.write_text("a page of notes, not a database. " * 60)
    other = tmp_path / "other.db"
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE reports (id)")
        connection.commit()
    for path, said in ((words, "not a ledger"), (other, "another program's")):
        before = path.read_bytes()
        for read_only in (True, False):
            with pytest.raises(LedgerError, match=said):
                open_store(path, read_only=read_only)
        assert path.read_bytes() == before
    assert sorted(file.name for file in tmp_path.iterdir()) == ["notes.txt", "other.db"]


def test_places_where_no_ledger_can_be(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="no ledger yet"):
        open_store(tmp_path / "none", read_only=True)
    with pytest.raises(LedgerError, match="folder does not exist"):
        open_store(tmp_path / "none" / "news.ledger")
    with pytest.raises(LedgerError, match="this is a folder"):
        open_store(tmp_path)
    with pytest.raises(LedgerError, match="mysql"):
        open_store("mysql://host/news")
    assert list(tmp_path.iterdir()) == []


def test_a_url_of_a_file(tmp_path: Path) -> None:
    open_store(f"sqlite:///{tmp_path}/a%b.ledger").close()
    assert (tmp_path / "a%b.ledger").is_file()


def test_a_server_that_is_not_there_is_named_without_its_password() -> None:
    try:
        with pytest.raises(LedgerError) as raised:
            open_store("postgresql://ada:secret@127.0.0.1:1/news")
    except MissingExtra:
        pytest.skip("psycopg is not installed")
    said = str(raised.value)
    assert "server cannot be reached" in said and "secret" not in said and "\n" not in said


def test_a_ledger_opened_for_reading_is_not_written(
    location: str, store: SqlStore, invented: ModuleType
) -> None:
    reader = open_store(location, read_only=True)
    with pytest.raises(LedgerError, match=r"cannot be written|for reading only"):
        invented.add(reader, 0, 1)
    assert list(reader.reports()) == []
    reader.close()


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user may look into: a test's own are root's alone."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


def test_a_file_and_a_folder_that_may_not_be_written(filled: Path, open_folder: Path) -> None:
    path = open_folder / "news.ledger"
    shutil.copy(filled, path)
    path.chmod(0o444)
    open_folder.chmod(0o555)
    code = (
        "import os, sys, alembic.command, alembic.ddl.sqlite\n"
        "from reportedly.ledger.opening import open_store\n"
        "from reportedly.errors import LedgerError\n"
        "here, new, warm = sys.argv[1:]\n"
        "open_store(warm).close()\n"  # what is imported late is imported now
        f"os.geteuid() or os.setuid({NOBODY})\n"  # root may write anywhere
        "s = open_store(here, read_only=True); print(len(list(s.reports()))); s.close()\n"
        "for place in (here, new):\n"
        "    try:\n"
        "        s = open_store(place); s.begin_run('1', 'm', '{}')\n"
        "    except LedgerError as error:\n"
        "        print(error)\n"
    )
    places = [str(path), str(open_folder / "new.ledger"), str(filled.with_name("warm.ledger"))]
    done = subprocess.run(
        [sys.executable, "-c", code, *places], capture_output=True, text=True, check=False
    )
    open_folder.chmod(0o755)
    assert done.stdout.count("\n") == 3, done.stderr
    reports, file, folder = done.stdout.splitlines()
    assert reports == "3"
    assert "cannot be written" in file and "cannot be" in folder and "new.ledger" in folder
    assert path.read_bytes() == filled.read_bytes()


def test_a_full_disk_leaves_the_ledger_as_it_was(filled: Path, invented: ModuleType) -> None:
    store = open_store(filled)
    with store._engine.connect() as connection:  # the pool holds one connection: the limit stays
        connection.exec_driver_sql("PRAGMA max_page_count = 1")
    with pytest.raises(LedgerError, match="disk is full"):
        invented.add(store, 3, 60)
    kept = [card.id for card in store.reports()]
    assert kept == [f"r{n}" for n in range(len(kept))] and store.check() == ()
    store.close()
    store = open_store(filled)
    invented.add(store, 0, 12)
    assert_whole(store, max(12, len(kept)))
    store.close()


def test_a_lock_that_lasts_is_said(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "PATIENCE", 0.1)
    store = open_store(filled)
    with closing(sqlite3.connect(filled, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LedgerError, match="another process has kept it locked"):
            store.begin_run("1", "m", "{}")
        assert len(list(store.reports())) == 3, "reading goes on"
        other.execute("ROLLBACK")
    store.begin_run("1", "m", "{}")
    store.close()


def test_threads_share_a_store(location: str, store: SqlStore, invented: ModuleType) -> None:
    invented.add(store, 0, 4)
    found: list[int] = []

    def read() -> None:
        found.append(sum(len(store.claim(c.id).mentions) for c in store.claims(ClaimQuery())))

    threads = [threading.Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [8] * 4
