"""From what a database says went wrong to one line that says what, where and what to do."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from reportedly.errors import LedgerError


class Overtaken(LedgerError):
    """Another process linked or judged between reading and writing: read again and link again."""


# a piece of what SQLite or PostgreSQL says, in lower case, and what to tell
_TOLD = (
    ("database is locked", "another process has kept it locked for 30 seconds: try again later"),
    ("lock timeout", "another process has kept it locked for 30 seconds: try again later"),
    ("disk is full", "the disk is full: make room and do it again; what it held is intact"),
    ("disk full", "the disk is full: make room and do it again; what it held is intact"),
    ("no space left", "the disk is full: make room and do it again; what it held is intact"),
    ("readonly database", "it cannot be written: check the rights of the file and its folder"),
    ("read-only transaction", "it was opened for reading only"),
    ("permission denied", "access is denied: check the rights"),
    ("unable to open", "it cannot be opened: check that the folder exists, and the rights"),
    ("malformed", "the file is damaged or cut short: restore a backup"),
    ("disk i/o error", "the file cannot be read or written, the disk reports an error: check it"),
    ("is not a database", "this is not a ledger: name another file"),
    ("password authentication", "the server refuses the user or password: check the address"),
    ("does not exist", "the server has no such database or user: check the address"),
    ("could not translate host", "the server is not known: check the address"),
    ("failed to resolve host", "the server is not known: check the address"),
    ("connection", "the server cannot be reached or broke off: check the address and the server"),
)


@contextmanager
def telling(where: str) -> Iterator[None]:
    """Turn what a database raises within into ``LedgerError`` about ``where``."""
    try:
        yield
    except DBAPIError as error:
        raise LedgerError(f"{where}: {told(str(error.orig))}") from error
    except sqlite3.Error as error:
        raise LedgerError(f"{where}: {told(str(error))}") from error
    except SQLAlchemyError as error:
        raise LedgerError(f"{where}: {_line(str(error))}") from error


def told(message: str) -> str:
    """What to say for a database's own message."""
    found = message.lower()
    for piece, say in _TOLD:
        if piece in found:
            return say
    return f"the database says: {_line(message)}"


def _line(message: str) -> str:
    return " ".join(message.split())[:300]
