"""Opens a ledger where it is kept, makes a new one, and upgrades an old one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, text

from reportedly.errors import LedgerError
from reportedly.ledger import postgres, sqlite
from reportedly.ledger.faults import telling
from reportedly.ledger.schema import VERSION, VERSION_TABLE

if TYPE_CHECKING:
    from reportedly.ledger.sql_store import SqlStore


@dataclass(frozen=True, slots=True)
class Place:
    """Where a ledger is kept.

    Attributes:
        name: what to call it in messages; never holds a password.
        path: its file, or None where it is a database of a server.
        address: the server's address, or "".
    """

    name: str
    path: Path | None
    address: str = ""


@dataclass(frozen=True, slots=True)
class Upgrade:
    """What upgrading a ledger did.

    Attributes:
        before: the schema it had.
        after: the schema it has.
        backup: the copy made first, or None where there was nothing to do or the database is a
            server's.
    """

    before: str
    after: str
    backup: Path | None


def open_store(location: str | Path, *, read_only: bool = False) -> SqlStore:
    """Open the ledger at a path or URL; unless it is for reading only, make it where it is absent.

    Args:
        location: a path, ``sqlite:///path`` or ``postgresql://user@host/database``.
        read_only: never write; the ledger must be there.

    Raises:
        LedgerError: it cannot be opened, is no ledger, or has a schema of another version. The
            file is left as it was.
        MissingExtra: PostgreSQL is asked for and psycopg is not installed.
    """
    from reportedly.ledger.sql_store import SqlStore

    place = place_of(location)
    engine = _engine(place, read_only)
    try:
        with telling(place.name):
            found = _version(engine, place)
            if found is None and read_only:
                raise LedgerError(f"{place.name}: there is no ledger yet: add a report first")
            if found is None:
                _create(engine, place)
            elif found != VERSION:
                raise LedgerError(f"{place.name}: {_other_version(found)}")
    except BaseException:
        engine.dispose()
        raise
    return SqlStore(engine, place)


def upgrade(location: str | Path) -> Upgrade:
    """Bring an older ledger to this version's schema; a file is copied beside itself first."""
    place = place_of(location)
    if place.path is not None and not place.path.exists():
        raise LedgerError(f"{place.name}: there is no ledger: check the name")
    engine = _engine(place, read_only=False)
    try:
        with telling(place.name):
            found = _version(engine, place)
            if found == VERSION:
                return Upgrade(VERSION, VERSION, None)
            if found is None or found > VERSION:
                what = "this is not a ledger" if found is None else _other_version(found)
                raise LedgerError(f"{place.name}: {what}")
            backup = None
            if place.path is not None:
                backup = place.path.with_name(f"{place.path.name}.schema-{found}")
                sqlite.copy(engine, backup)
            with _changing_schema(engine) as connection:
                _migrate(connection)
            return Upgrade(found, VERSION, backup)
    finally:
        engine.dispose()


def place_of(location: str | Path) -> Place:
    """Where a location points to; ``LedgerError`` where it is of no kind that is known."""
    given = str(location)
    scheme, found, rest = given.partition("://")
    if isinstance(location, Path) or not found:
        return Place(given, Path(given))
    if scheme == "sqlite":
        return Place(rest.removeprefix("/"), Path(rest.removeprefix("/")))
    if scheme.partition("+")[0] in ("postgresql", "postgres"):
        try:
            name = postgres.address_of(given).set(drivername="postgresql")
        except Exception:
            raise LedgerError("the address of the PostgreSQL ledger cannot be read") from None
        return Place(name.set(query={}).render_as_string(hide_password=True), None, given)
    raise LedgerError(f"{scheme}://: a ledger is a file, sqlite:///FILE or postgresql://…")


def _engine(place: Place, read_only: bool) -> Engine:
    if place.path is None:
        return postgres.engine_for(place.address, read_only=read_only)
    if place.path.is_dir():
        raise LedgerError(f"{place.name}: this is a folder: name a file in it")
    if not place.path.parent.is_dir():
        raise LedgerError(f"{place.name}: its folder does not exist: make it first")
    if read_only and not place.path.exists():
        raise LedgerError(f"{place.name}: there is no ledger yet: add a report first")
    return sqlite.engine_for(place.path, read_only=read_only)


def _version(engine: Engine, place: Place) -> str | None:
    """The schema that is there, or None where nothing is; ``LedgerError`` where it is not ours."""
    if place.path is not None and (not place.path.exists() or not place.path.stat().st_size):
        return None  # looking would make the file
    with engine.connect() as connection:
        return _version_in(connection, place)


def _version_in(connection: Connection, place: Place) -> str | None:
    file = place.path is not None
    name = "sqlite_master WHERE name = :name" if file else "(SELECT to_regclass(:name)) AS t(n)"
    there = text(f"SELECT count(*) FROM {name}" + ("" if file else " WHERE n IS NOT NULL"))
    if connection.execute(there, {"name": VERSION_TABLE}).scalar():
        found = connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar()
        if found is not None:
            return str(found)
    elif not (sqlite if file else postgres).has_tables(connection):
        return None
    raise LedgerError(f"{place.name}: this is another program's database: name another")


def _other_version(found: str) -> str:
    if found > VERSION:
        return (
            f"made by a newer reportedly (schema {found}, this one knows {VERSION}):"
            " install the newer one"
        )
    return (
        f"made by an older reportedly (schema {found}, this one needs {VERSION}):"
        " run `reportedly db upgrade` on it"
    )


def _create(engine: Engine, place: Place) -> None:
    if place.path is not None:
        sqlite.use_write_ahead_log(engine)
    with _changing_schema(engine) as connection:
        if _version_in(connection, place) is None:  # another process may have been quicker
            _migrate(connection)


@contextmanager
def _changing_schema(engine: Engine) -> Iterator[Connection]:
    """A transaction in which this process alone makes tables: all of them or none."""
    with engine.execution_options(writing=True).begin() as connection:
        if engine.dialect.name != "sqlite":
            postgres.hold_schema(connection)
        yield connection


def _migrate(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    folder = str(Path(__file__).parent / "migrations")
    config = Config()
    config.set_main_option("script_location", folder.replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
