"""Ledgers for the tests: each test runs on SQLite and, where there is a server, on PostgreSQL."""

from __future__ import annotations

import importlib.util
import os
import secrets
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from reportedly.ledger.opening import open_store
from reportedly.ledger.sql_store import SqlStore

POSTGRES = os.environ.get("REPORTEDLY_TEST_POSTGRES")
SCRIPT = Path(__file__).with_name("invented.py")


def _load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("invented", SCRIPT)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["invented"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def invented() -> ModuleType:
    """The builders of invented reports."""
    return sys.modules.get("invented") or _load()


@pytest.fixture(scope="session")
def script() -> Path:
    """The script that adds invented reports."""
    return SCRIPT


@pytest.fixture(params=["sqlite", "postgresql"])
def location(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Where a new ledger may be made, in either database."""
    if request.param == "sqlite":
        yield str(tmp_path / "news.ledger")
        return
    if not POSTGRES:
        pytest.skip("no PostgreSQL: .ci/postgres runs a command with a server of its own")
    import psycopg

    schema = f"test_{secrets.token_hex(6)}"
    with psycopg.connect(POSTGRES, autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {schema}")
        yield f"{POSTGRES}?options=-csearch_path%3D{schema}"
        connection.execute(f"DROP SCHEMA {schema} CASCADE")


@pytest.fixture
def store(location: str) -> Iterator[SqlStore]:
    """An empty ledger's store."""
    opened = open_store(location)
    yield opened
    opened.close()
