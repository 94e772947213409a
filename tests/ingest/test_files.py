"""Paths, globs, directories and standard input."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from reportedly.errors import ConfigError, ReadError
from reportedly.ingest import Fetched, IngestOptions, read_bytes, read_files, report_of
from reportedly.model import Failure, Report

PAGE = b"<!doctype html><html><head><title>Bridge shut</title></head><body><p>The mayor shut it."


def read(paths: Iterable[object], **more: Any) -> list[Report | Failure]:
    return list(read_files([str(p) for p in paths], IngestOptions(), **more))


def ids(found: list[Report | Failure]) -> list[str]:
    return [x.id if isinstance(x, Report) else f"! {x.where}" for x in found]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "b.txt").write_bytes(b"Bridge shut\n\nThe mayor shut it.\r\n")
    (tmp_path / "a.txt").write_bytes(b"A dam broke.")
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "c.html").write_bytes(PAGE)
    (tmp_path / "deep" / "notes.json").write_bytes(b"{}")
    (tmp_path / ".hidden.txt").write_bytes(b"Nothing.")
    return tmp_path


def test_a_file_is_read_as_it_stands_and_called_by_its_path(folder: Path) -> None:
    (report,) = read([folder / "b.txt"])
    assert isinstance(report, Report) and report.id == str(folder / "b.txt")
    assert report.text == "Bridge shut\n\nThe mayor shut it.\r\n"
    assert report.headline == "Bridge shut"


def test_globs_and_directories_are_read_in_order(folder: Path) -> None:
    names = [str(folder / name) for name in ("a.txt", "b.txt")]
    assert ids(read([folder / "*.txt"])) == names
    assert ids(read([folder])) == [*names, str(folder / "deep" / "c.html")]


def test_a_path_given_twice_is_two_reports_with_two_ids(folder: Path) -> None:
    path = str(folder / "a.txt")
    assert ids(read([path, path, path])) == [path, f"{path}#2", f"{path}#3"]


def test_what_cannot_be_read_costs_itself_alone(folder: Path) -> None:
    (folder / "empty.txt").write_bytes(b"")
    (folder / "white.txt").write_bytes(b" \n\t\n")
    (folder / "doc.pdf").write_bytes(b"%PDF-1.4")
    (folder / "none").mkdir()
    bad = ["nowhere.txt", "empty.txt", "white.txt", "doc.pdf", "no*such", "none"]
    found = read([folder / "a.txt", *(folder / name for name in bad), folder / "b.txt", "\0"])
    assert [isinstance(x, Report) for x in found] == [True, *[False] * len(bad), True, False]
    for failure, name in zip(found[1:-2], bad, strict=True):
        assert str(failure).startswith(f"{folder / name}: ") and "\n" not in str(failure)


def test_reading_is_lazy(folder: Path) -> None:
    def paths() -> Iterable[str]:
        yield str(folder / "a.txt")
        raise AssertionError("the second path was asked for")

    assert isinstance(next(read_files(paths(), IngestOptions())), Report)


def test_standard_input_is_read_and_left_open() -> None:
    stream = BytesIO(b"A dam broke.")
    assert ids(read(["-"], stdin=stream)) == ["-"]
    assert not stream.closed
    assert ids(read(["-"], stdin=BytesIO(b'{"text": "x"}\n{"id": "r", "text": "y"}'))) == [
        "-:1",
        "r",
    ]


@pytest.mark.parametrize("size", [101, 5_000_000])
def test_a_report_over_the_limit_is_refused(tmp_path: Path, size: int) -> None:
    (tmp_path / "big.txt").write_bytes(b"x" * size)
    (failure,) = read_files([str(tmp_path / "big.txt")], IngestOptions(max_bytes=100))
    assert isinstance(failure, Failure) and "larger than 0.1 kB" in str(failure)


def test_html_is_told_by_its_name_its_type_or_its_content() -> None:
    for name, kind in (("a.html", None), ("a", "text/html"), ("a", None)):
        (report,) = read_bytes(PAGE, name, IngestOptions(), content_type=kind)
        assert isinstance(report, Report) and report.text == "Bridge shut\n\nThe mayor shut it."
    (plain,) = read_bytes(PAGE, "a.html", IngestOptions(format="text"))
    assert isinstance(plain, Report) and plain.text == PAGE.decode()


@pytest.mark.parametrize("text", ["<3 is what she wrote.", "{as is}", "a <b> c", "[sic] he said"])
def test_text_that_merely_looks_odd_is_text(text: str) -> None:
    (report,) = read_bytes(text.encode(), "a", IngestOptions())
    assert isinstance(report, Report) and report.text == text


def test_a_feed_is_refused() -> None:
    (failure,) = read_bytes(b'<?xml version="1.0"?><rss></rss>', "a.xml", IngestOptions())
    assert isinstance(failure, Failure) and "feed" in str(failure)


class Shelf:
    """A fetcher that has one page."""

    def fetch(self, url: str) -> Fetched:
        if not url.endswith("/1"):
            raise ReadError(url, "the server answered 404")
        body = "<html><body><p>Мэр закрыл мост.".encode("windows-1251")
        return Fetched(url + "?final", body, "text/html; charset=windows-1251")


def test_addresses_are_fetched_where_a_fetcher_is_given() -> None:
    address = "https://oracle.example/"
    found = read([address + "1", address + "2"], fetcher=Shelf())
    assert ids(found) == [address + "1", f"! {address}2"]
    assert isinstance(found[0], Report)
    assert (found[0].text, found[0].url) == ("Мэр закрыл мост.", address + "1?final")
    assert ids(read([address])) == [f"! {address}"]


def test_what_the_user_says_wins_and_an_empty_text_is_an_error() -> None:
    assert report_of("x", "a", IngestOptions(outlet="The Oracle")).outlet == "The Oracle"
    with pytest.raises(ReadError, match="a: there is no text"):
        report_of("\u2028 \n", "a", IngestOptions())


def test_options_are_checked() -> None:
    with pytest.raises(ConfigError, match="pdf"):
        IngestOptions(format="pdf")  # type: ignore[arg-type]
    with pytest.raises(ConfigError, match="max_bytes"):
        IngestOptions(max_bytes=0)


@pytest.mark.parametrize("first", ["Bridge shut.", "x" * 300, "She spoke:"])
def test_a_first_line_that_is_no_headline_is_none(first: str) -> None:
    assert report_of(f"{first}\n\nThe mayor shut it.", "a", IngestOptions()).headline is None
