"""A ledger for a team: PostgreSQL, through psycopg."""

from __future__ import annotations

from sqlalchemy import Connection, Engine, create_engine, text
from sqlalchemy.engine import URL, make_url

from reportedly.errors import MissingExtra

_LOCK = 7238110  # any number that other programs in the same database are unlikely to lock


def address_of(location: str) -> URL:
    """The address with its driver; ``postgres://`` is an old name of ``postgresql://``."""
    return make_url(location).set(drivername="postgresql+psycopg")


def engine_for(location: str, *, read_only: bool) -> Engine:
    """Connections to the ledger in a PostgreSQL database."""
    try:
        import psycopg  # noqa: F401
    except ImportError:
        raise MissingExtra("postgres", "a ledger in PostgreSQL") from None
    url = address_of(location)
    given = url.query.get("options", "")
    options = [given if isinstance(given, str) else " ".join(given), "-c lock_timeout=30s"]
    if read_only:
        options.append("-c default_transaction_read_only=on")
    query = {name: value for name, value in url.query.items() if name != "options"}
    return create_engine(
        url.set(query=query),
        connect_args={"connect_timeout": 10, "options": " ".join(filter(None, options))},
        pool_pre_ping=True,
    )


def has_tables(connection: Connection) -> bool:
    """Whether the schema that would be used holds tables that a ledger would need for itself."""
    found = connection.execute(text("SELECT to_regclass('reports'), to_regclass('claims')")).one()
    return any(found)


def hold_schema(connection: Connection) -> None:
    """Until the transaction ends, let no other process make or upgrade tables."""
    connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
