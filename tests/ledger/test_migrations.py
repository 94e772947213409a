from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from reportedly.errors import LedgerError
from reportedly.ledger.opening import open_store, upgrade
from reportedly.ledger.schema import VERSION, tables
from reportedly.ledger.sql_store import SqlStore


def test_the_steps_lead_to_the_tables_that_the_code_uses(store: SqlStore) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    def ours(_: object, name: str | None, kind: str, reflected: bool, __: object) -> bool:
        """All but the version and the full-text indexes, which are a database's own."""
        return not (reflected and name and ("_words" in name or name == "reportedly_version"))

    with store._engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": ours})
        assert compare_metadata(context, tables) == []


def test_the_last_step_is_the_version_that_the_code_names() -> None:
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    import reportedly.ledger.migrations as migrations

    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    config.set_main_option("path_separator", "os")
    assert ScriptDirectory.from_config(config).get_current_head() == VERSION


def test_opening_a_ledger_imports_no_more_than_it_needs(tmp_path: Path) -> None:
    path = tmp_path / "news.ledger"
    open_store(path).close()
    code = (
        "import sys; from reportedly.ledger.opening import open_store;"
        f"s = open_store({str(path)!r}, read_only=True); list(s.stories()); s.close();"
        "print(*sorted({'alembic', 'numpy', 'psycopg', 'sqlalchemy.orm'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def older(path: Path) -> None:
    """A ledger as the first step left it: without its full-text indexes."""
    store = open_store(path)
    with store._writer.begin() as connection:
        for statement in (
            "DROP TRIGGER reports_indexed",
            "DROP TRIGGER mentions_indexed",
            "DROP TABLE report_words",
            "DROP TABLE mention_words",
            "UPDATE reportedly_version SET version_num = '0001'",
        ):
            connection.execute(text(statement))
    store.close()


def test_an_older_ledger_is_upgraded_after_a_copy_of_it_is_made(
    tmp_path: Path, script: Path
) -> None:
    path = tmp_path / "news.ledger"
    subprocess.run([sys.executable, script, path, "0", "3"], check=True, capture_output=True)
    older(path)
    before = path.read_bytes()
    for read_only in (True, False):
        with pytest.raises(LedgerError, match=r"older reportedly.*db upgrade"):
            open_store(path, read_only=read_only)
    assert path.read_bytes() == before
    done = upgrade(path)
    assert (done.before, done.after) == ("0001", VERSION)
    assert done.backup is not None and done.backup.parent == tmp_path
    with pytest.raises(LedgerError, match="older"):
        open_store(done.backup)
    store = open_store(path)
    assert len(list(store.search("pump", 9))) == 3 and store.check() == ()
    store.close()
    assert upgrade(path).backup is None


def test_an_upgrade_that_fails_leaves_the_ledger_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "news.ledger"
    older(path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE mention_words (in_the_way INTEGER)")
    with pytest.raises(LedgerError, match=r"news\.ledger"):
        upgrade(path)
    with pytest.raises(LedgerError, match="schema 0001"):
        open_store(path)
    with closing(sqlite3.connect(path)) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master")]
    assert "report_words" not in names


def test_what_cannot_be_upgraded_is_said(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="no ledger"):
        upgrade(tmp_path / "none")
    (tmp_path / "text").write_text("only words, and rather many of them " * 40)
    with pytest.raises(LedgerError, match="not a ledger"):
        upgrade(tmp_path / "text")
