"""Paths to reports: files, globs, directories, standard input and web addresses."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from glob import has_magic, iglob
from io import BufferedReader, BytesIO
from typing import Any, BinaryIO, cast

from reportedly.errors import ReadError, UnsupportedFormat
from reportedly.ingest.decoding import charset_of, decode
from reportedly.ingest.fetch import Fetcher
from reportedly.ingest.jsonlines import records
from reportedly.ingest.markup import is_markup
from reportedly.ingest.options import IngestOptions, megabytes
from reportedly.ingest.report import Page, report_of_page
from reportedly.model import Failure, Report

_HTML = (".html", ".htm", ".xhtml", ".shtml")
_JSONL = (".jsonl", ".ndjson", ".jsonlines")
_SUFFIXES = (".txt", ".text", *_HTML, *_JSONL)
_URL = re.compile(r"https?://", re.IGNORECASE)
_RECORD = re.compile(rb"(?:\xef\xbb\xbf)?\s*\{[ \t]*(\"|\})")
_DOCUMENT = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:\[\s*\{|\[\s*$|\{[ \t]*\r?\n\s*\")")
_XML = re.compile(r"\s*(?:<\?xml|<rss|<feed|<urlset)\b", re.IGNORECASE)
_BUFFER = 65_536


@dataclass(frozen=True, slots=True)
class _Source:
    """Where bytes come from: a name for ids and errors, and what a server said of them."""

    name: str
    content_type: str | None = None
    url: str | None = None

    def has_suffix(self, suffixes: tuple[str, ...]) -> bool:
        return self.name.lower().endswith(suffixes)

    def has_type(self, *types: str) -> bool:
        return any(kind in (self.content_type or "").lower() for kind in types)


@dataclass(slots=True)
class _Run:
    """One run over several inputs, in which no two reports have the same id."""

    options: IngestOptions
    seen: set[str] = field(default_factory=set)

    def report(self, page: Page, id: str) -> Report:
        unique, count = id, 1
        while unique in self.seen:
            count += 1
            unique = f"{id}#{count}"
        if count > 1:
            note = f"The id {id!r} was given {count} times: this report is {unique!r}."
            page = replace(page, notes=(*page.notes, note))
        report = report_of_page(page, unique, self.options)
        self.seen.add(unique)
        return report


def read_files(
    paths: Iterable[str],
    options: IngestOptions,
    *,
    stdin: BinaryIO | None = None,
    fetcher: Fetcher | None = None,
) -> Iterator[Report | Failure]:
    """The reports at ``paths``, lazily and in order; what cannot be read is a ``Failure``.

    A path is a file, a glob, a directory (its text, HTML and JSON Lines files, at any depth),
    ``-`` for standard input, or a web address where a ``fetcher`` is given.
    """
    run = _Run(options)
    for path in paths:
        if path == "-":
            stream = stdin if stdin is not None else cast(BinaryIO, sys.stdin.buffer)
            yield from _read_stream(stream, _Source("-"), run)
        elif _URL.match(path):
            yield from _read_url(path, run, fetcher)
        else:
            yield from _read_path(path, run)


def read_bytes(
    data: bytes, name: str, options: IngestOptions, *, content_type: str | None = None
) -> Iterator[Report | Failure]:
    """The reports that some bytes hold: one, or one a record where they are JSON Lines."""
    yield from _read_stream(BytesIO(data), _Source(name, content_type), _Run(options))


def _read_path(path: str, run: _Run) -> Iterator[Report | Failure]:
    if os.path.isdir(path):
        found = list(_files_in(path))
        missing = f"no file in it ends in {', '.join(_SUFFIXES)}"
    elif has_magic(path) and not os.path.lexists(path):
        found = sorted(p for p in iglob(path, recursive=True) if not os.path.isdir(p))
        missing = "no file matches"
    else:
        found, missing = [path], ""
    if not found:
        yield Failure(path, ReadError(path, missing))
    for file in found:
        try:
            stream = open(file, "rb")  # noqa: SIM115 - closed below, whatever happens
        except (OSError, ValueError) as error:
            yield _unreadable(file, error)
            continue
        with closing(stream):
            yield from _read_stream(stream, _Source(file), run)


def _files_in(directory: str) -> Iterator[str]:
    for folder, folders, files in os.walk(directory):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if name.lower().endswith(_SUFFIXES) and not name.startswith("."):
                yield os.path.join(folder, name)


def _unreadable(where: str, error: Exception) -> Failure:
    reasons: dict[type, str] = {
        FileNotFoundError: "there is no such file",
        PermissionError: "there is no permission to read it",
    }
    reason = reasons.get(type(error)) or getattr(error, "strerror", None) or str(error)
    return Failure(where, ReadError(where, f"it cannot be opened: {reason}"))


def _read_url(url: str, run: _Run, fetcher: Fetcher | None) -> Iterator[Report | Failure]:
    if fetcher is None:
        what = "is a web address, and nothing was given to fetch it with: save the page first"
        yield Failure(url, ReadError(url, what))
        return
    try:
        fetched = fetcher.fetch(url)
    except (ReadError, OSError) as error:
        yield Failure(url, error if isinstance(error, ReadError) else ReadError(url, str(error)))
        return
    source = _Source(url, fetched.content_type, fetched.url)
    yield from _read_stream(BytesIO(fetched.body), source, run)


def _read_stream(stream: BinaryIO, source: _Source, run: _Run) -> Iterator[Report | Failure]:
    reader = BufferedReader(cast(Any, stream), _BUFFER)
    try:
        if _is_json_lines(reader, source, run.options):
            yield from _read_records(reader, source, run)
            return
        data = reader.read(run.options.max_bytes + 1)
        yield run.report(_page_of(data, source, run.options), source.name)
    except ReadError as error:
        yield Failure(source.name, error)
    except OSError as error:
        yield _unreadable(source.name, error)
    finally:
        reader.detach()  # standard input is not ours to close


def _is_json_lines(reader: BufferedReader, source: _Source, options: IngestOptions) -> bool:
    if options.format != "auto":
        return options.format == "jsonl"
    if source.has_suffix(_JSONL) or source.has_type("jsonl", "ndjson", "json-lines"):
        return True
    head = reader.peek(_BUFFER)
    if _DOCUMENT.match(head):
        what = "looks like one JSON document: give JSON Lines, one record a line"
        raise UnsupportedFormat(source.name, what)
    return _RECORD.match(head) is not None


def _read_records(reader: BufferedReader, source: _Source, run: _Run) -> Iterator[Report | Failure]:
    empty = True
    for where, id, page in records(reader, source.name, run.options.max_bytes):
        empty = False
        if isinstance(page, ReadError):
            yield Failure(where, page)
            continue
        try:
            yield run.report(page, id or where)
        except ReadError as error:
            yield Failure(where, ReadError(where, error.what))
    if empty:
        raise ReadError(source.name, "there is no record in it")


def _page_of(data: bytes, source: _Source, options: IngestOptions) -> Page:
    """The page that the bytes of one report are, plain text or HTML."""
    name = source.name
    if len(data) > options.max_bytes:
        limit = megabytes(options.max_bytes)
        raise ReadError(name, f"larger than {limit}, the limit of a report: raise max_bytes")
    if not data.strip():
        raise ReadError(name, "it is empty")
    html = options.format == "html" or (
        options.format == "auto"
        and (source.has_suffix(_HTML) or source.has_type("text/html", "application/xhtml"))
    )
    markup = html or data[:64].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")
    text, notes = decode(data, name, charset=charset_of(source.content_type), markup=markup)
    if options.format == "auto" and not html:
        html = is_markup(text)
        if not html and _XML.match(text[:200]):
            raise UnsupportedFormat(name, "looks like XML or a feed: give text, HTML or JSON Lines")
    if not html:
        return Page(text, url=source.url, notes=notes)
    from reportedly.ingest.html import page_of

    page = page_of(text, name)
    return replace(page, url=page.url or source.url, notes=(*notes, *page.notes))
