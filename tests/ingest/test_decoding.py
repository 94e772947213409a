"""Bytes to text."""

from __future__ import annotations

import pytest

from reportedly.errors import DecodeError, UnsupportedFormat
from reportedly.ingest.decoding import charset_of, decode

CURLY = "The mayor said “no” – twice."


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be"])
def test_a_mark_or_its_pattern_tells_unicode_and_the_mark_is_dropped(encoding: str) -> None:
    assert decode(CURLY.encode(encoding), "a") == (CURLY, ())


def test_the_header_goes_before_the_pages_own_declaration() -> None:
    page = '<meta charset="iso-8859-1"><p>Мэр сказал'
    data = page.encode("windows-1251")
    assert decode(data, "a", charset="windows-1251", markup=True) == (page, ())
    assert decode(data, "a", markup=True)[0] != page


@pytest.mark.parametrize(
    "declaration",
    [
        '<meta charset="windows-1251">',
        "<meta http-equiv=content-type content='text/html; charset=windows-1251'>",
        '<?xml version="1.0" encoding="windows-1251"?>',
    ],
)
def test_a_page_declares_its_own_encoding(declaration: str) -> None:
    page = f"{declaration}<p>Мэр сказал"
    assert decode(page.encode("windows-1251"), "a", markup=True) == (page, ())


def test_a_wrong_declaration_gives_way_to_valid_utf8_with_a_note() -> None:
    text, notes = decode(CURLY.encode(), "a", charset="iso-8859-1")
    assert text == CURLY and "UTF-8" in notes[0]
    assert decode(CURLY.encode(), "a", charset="no-such-thing") == (CURLY, ())


def test_latin_1_is_read_as_browsers_read_it() -> None:
    assert decode(CURLY.encode("cp1252"), "a", charset="iso-8859-1") == (CURLY, ())


@pytest.mark.parametrize("text", [CURLY, CURLY * 40, "Ein “Café” für Zürich. " * 30])
def test_undeclared_western_bytes_are_guessed_and_said_to_be(text: str) -> None:
    found, notes = decode(text.encode("cp1252"), "a")
    assert found == text and "guess" in notes[0]


def test_undeclared_cyrillic_is_detected() -> None:
    text = "Мэр города сказал в понедельник, что мост будет закрыт навсегда. " * 10
    found, notes = decode(text.encode("windows-1251"), "a")
    assert found == text and notes


def test_a_cut_off_character_costs_itself_alone() -> None:
    text, notes = decode("The mayor said “no”".encode()[:-1], "a")
    assert text == "The mayor said “no" and "cut off" in notes[0]


def test_a_few_bad_bytes_in_utf8_are_shown_and_counted() -> None:
    text, notes = decode("“Nein”, sagte “Jürg”".encode() + b"\xff.", "a")
    assert text == "“Nein”, sagte “Jürg”\ufffd." and "1 place" in notes[0]


@pytest.mark.parametrize("text", ["  a\r\nb\x00c\u2028d\n ", "\ta\x0b\x0c\x85b"])
def test_nothing_is_stripped_or_normalised(text: str) -> None:
    assert decode(text.encode(), "a") == (text, ())


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        (b"PK\x03\x04\x14\x00", "zip"),
        (b"\x89PNG\r\n\x1a\n\x00", "image"),
        (b"\x7fELF\x02\x01", "program"),
        (b"\x1f\x8b\x08\x00", "gzip"),
        (b"\x00\x00\x00\x18ftypmp42", "film"),
        (bytes(range(256)) * 8, "binary"),
        (b"\x00" * 900, "binary"),
    ],
)
def test_what_is_no_text_is_refused_in_one_line(data: bytes, kind: str) -> None:
    with pytest.raises(UnsupportedFormat, match=kind) as caught:
        decode(data, "a.bin")
    assert str(caught.value).startswith("a.bin: ") and "\n" not in str(caught.value)


def test_bytes_in_no_encoding_are_refused() -> None:
    with pytest.raises(DecodeError, match="UTF-8"):
        decode(bytes(range(128, 256)) * 50, "a")


@pytest.mark.parametrize("name", ["utf-7", "hex", "rot13", "unicode_escape", "utf-16", "idna", ""])
def test_an_encoding_that_pages_may_not_declare_is_passed_over(name: str) -> None:
    assert decode(b"+ADw- \\u0041 plain", "a", charset=name) == ("+ADw- \\u0041 plain", ())


def test_the_charset_of_a_header() -> None:
    assert charset_of("text/html; charset=UTF-8") == "UTF-8"
    assert charset_of("text/html") is charset_of(None) is None
