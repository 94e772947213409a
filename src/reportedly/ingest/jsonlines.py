"""JSON Lines: one record a report, read line by line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any, BinaryIO

from reportedly.errors import DecodeError, ReadError, UnsupportedFormat
from reportedly.ingest.dates import published_of
from reportedly.ingest.options import megabytes
from reportedly.ingest.report import Page

_BOM = b"\xef\xbb\xbf"
_CHUNK = 1 << 20


def records(
    stream: BinaryIO, name: str, max_bytes: int
) -> Iterator[tuple[str, str | None, Page | ReadError]]:
    """The records of a stream: where each stands, its id, and the page or what is wrong with it.

    Lines are read one at a time and at most ``max_bytes`` of each are kept.
    """
    for number, line in _lines(stream, max_bytes):
        where = f"{name}:{number}"
        if line is None:
            limit = f"the record is larger than {megabytes(max_bytes)}: split it or raise max_bytes"
            yield where, None, ReadError(where, limit)
            continue
        if number == 1 and line.startswith(_BOM):
            line = line[len(_BOM) :]
        if not line.strip():
            continue
        try:
            record = _record(line, where)
            yield where, _id(record), _page(record, where)
        except ReadError as error:
            yield where, None, error


def _lines(stream: BinaryIO, max_bytes: int) -> Iterator[tuple[int, bytes | None]]:
    """Numbered lines; None for one that is too long, which is skipped without being kept."""
    number = 0
    while line := stream.readline(max_bytes + 2):
        number += 1
        if len(line.rstrip(b"\r\n")) <= max_bytes:
            yield number, line
            continue
        while not line.endswith(b"\n") and (line := stream.readline(_CHUNK)):
            pass
        yield number, None


def _record(line: bytes, where: str) -> dict[str, Any]:
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError as error:
        what = f"the record is not UTF-8 (byte {error.start}): JSON Lines must be UTF-8"
        raise DecodeError(where, what) from None
    try:
        record = json.loads(text)
    except json.JSONDecodeError as error:
        what = f"not JSON ({error.msg} at column {error.colno}): give one record a line"
        raise ReadError(where, what) from None
    except (ValueError, RecursionError):
        raise ReadError(where, "its JSON nests too deep or holds too long a number") from None
    if not isinstance(record, dict):
        what = f"the record is a JSON {_kind(record)}: give an object with the field text"
        raise UnsupportedFormat(where, what)
    return record


def _page(record: dict[str, Any], where: str) -> Page:
    text = record.get("text")
    if not isinstance(text, str):
        what = "missing" if "text" not in record else f"a JSON {_kind(text)}, not a string"
        raise ReadError(where, f"the record's text is {what}")
    published, notes = _published(record.get("published"))
    return Page(
        text=text,
        outlet=_string(record, "outlet"),
        published=published,
        headline=_string(record, "headline"),
        url=_string(record, "url"),
        notes=notes,
    )


def _id(record: dict[str, Any]) -> str | None:
    value = record.get("id")
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value) if abs(value) < 10**30 else None
    return value if isinstance(value, str) and value.strip() else None


def _published(value: object) -> tuple[datetime | None, tuple[str, ...]]:
    if value is None or value == "":
        return None, ()
    when = published_of(value) if isinstance(value, str) else None
    if when is None:
        shown = json.dumps(value)[:60]
        note = f"The time of publication could not be read: {shown} is not ISO 8601 or RFC 2822."
        return None, (note,)
    return when, ()


def _string(record: dict[str, Any], field: str) -> str | None:
    value = record.get(field)
    return value if isinstance(value, str) and value.strip() else None


def _kind(value: object) -> str:
    kinds = {bool: "boolean", int: "number", float: "number", str: "string", list: "array"}
    return kinds.get(type(value), "null" if value is None else "object")
