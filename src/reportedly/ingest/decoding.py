"""Bytes to text: byte order mark, then header, then the page's own declaration, then detection."""

from __future__ import annotations

import codecs
import re
from contextlib import suppress

from reportedly.errors import DecodeError, UnsupportedFormat

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})|"
    rb"<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]{2,40})",
    re.IGNORECASE,
)
# What browsers read where these are declared: https://encoding.spec.whatwg.org/#names-and-labels
_ALIASES = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
}
_REFUSED = frozenset({"utf-7", "idna", "punycode", "unicode-escape", "raw-unicode-escape", "mbcs"})
_SAMPLE = 65_536
_SHORT = 400  # bytes; detection of less is a lottery

_CONTROLS = [bytes((c,)) for c in range(32) if c not in b"\t\n\v\f\r\x1b"]

_MAGIC = (
    (b"%PDF-", "a PDF document: save its text first (for example with pdftotext)"),
    (b"PK\x03\x04", "a zip archive or office document: save its text or unpack it first"),
    (b"\xd0\xcf\x11\xe0", "an old office document: save it as plain text first"),
    (b"{\\rtf", "a rich text document: save it as plain text first"),
    (b"\x1f\x8b", "gzip data: unpack it first"),
    (b"BZh", "bzip2 data: unpack it first"),
    (b"\xfd7zXZ\x00", "xz data: unpack it first"),
    (b"(\xb5/\xfd", "zstandard data: unpack it first"),
    (b"7z\xbc\xaf", "a 7-Zip archive: unpack it first"),
    (b"Rar!", "a RAR archive: unpack it first"),
    (b"\x89PNG", "a PNG image: give the text of the report"),
    (b"\xff\xd8\xff", "a JPEG image: give the text of the report"),
    (b"GIF8", "a GIF image: give the text of the report"),
    (b"RIFF", "an image, sound or film: give the text of the report"),
    (b"ID3", "a sound: give the text of the report"),
    (b"OggS", "a sound or film: give the text of the report"),
    (b"\x1aE\xdf\xa3", "a film: give the text of the report"),
    (b"\x7fELF", "a program: give the text of the report"),
    (b"MZ\x90\x00", "a program: give the text of the report"),
    (b"\xca\xfe\xba\xbe", "a program: give the text of the report"),
    (b"SQLite format 3\x00", "an SQLite database: export its texts as JSON Lines"),
    (b"PAR1", "a Parquet file: export its texts as JSON Lines"),
)


def decode(
    data: bytes, where: str, *, charset: str | None = None, markup: bool = False
) -> tuple[str, tuple[str, ...]]:
    r"""The text of some bytes and notes on how it was decoded; nothing but a BOM is dropped.

    Args:
        data: the bytes.
        where: what to name in errors.
        charset: the encoding that an HTTP header gave.
        markup: whether the text may declare its encoding itself, as HTML and XML do.

    Raises:
        UnsupportedFormat: the bytes are not a text at all.
        DecodeError: they are not text in any encoding that was tried.

    >>> decode(b"caf\xe9", "a.txt", charset="iso-8859-1")
    ('café', ())
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _with_mark(data[len(mark) :], encoding)
    refuse_binary(data, where)
    silent = _silent_utf16(data)
    if silent:
        return _with_mark(data, silent)
    declared = [charset, declared_charset(data) if markup else None]
    for name in declared:
        text = _declared(data, name)
        if text is not None:
            return text
    return _undeclared(data, where)


def refuse_binary(data: bytes, where: str) -> None:
    """Raise ``UnsupportedFormat`` where the bytes are a known kind of file, or no text at all."""
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            raise UnsupportedFormat(where, f"looks like {kind}")
    if data[4:8] == b"ftyp":
        raise UnsupportedFormat(where, "looks like a film or image: give the text of the report")
    head = data[:_SAMPLE]
    if head and not _silent_utf16(data):
        controls = sum(map(head.count, _CONTROLS))
        if controls * 20 > len(head) and controls > 4:
            raise UnsupportedFormat(
                where, "looks like binary data: give text, HTML or JSON Lines instead"
            )


def declared_charset(data: bytes) -> str | None:
    """The encoding that a page declares for itself in its first 2,048 bytes."""
    match = _DECLARED.search(data, 0, 2_048)
    return (match.group(1) or match.group(2)).decode("ascii", "replace") if match else None


def charset_of(content_type: str | None) -> str | None:
    """The charset of a Content-Type header.

    >>> charset_of('text/html; charset="windows-1251"')
    'windows-1251'
    """
    match = re.search(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", content_type or "", re.IGNORECASE)
    return match.group(1) if match else None


def _with_mark(data: bytes, encoding: str) -> tuple[str, tuple[str, ...]]:
    text = data.decode(encoding, "replace")
    return text, _replaced(text, data, encoding)


def _replaced(text: str, data: bytes, encoding: str) -> tuple[str, ...]:
    lost = text.count("\ufffd") - data.count("\ufffd".encode(encoding))
    if lost < 1:
        return ()
    return (f"Some bytes are not valid {encoding.upper()}: {lost} places read as \ufffd.",)


def _silent_utf16(data: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of a mostly Latin text is NUL."""
    head = data[:4_096]
    if len(head) < 8 or b"\x00" not in head:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if odd > 0.7 * half and even < 0.05 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.7 * half and odd < 0.05 * half else None


def _declared(data: bytes, name: str | None) -> tuple[str, tuple[str, ...]] | None:
    """The text in a declared encoding, or None where it is none or the bytes are not in it.

    UTF-8 with letters beyond ASCII is valid by chance almost never: where bytes are valid
    UTF-8, a one-byte encoding that was declared for them is a wrong default of some server.
    """
    try:
        encoding = codecs.lookup(name or "").name
    except (LookupError, ValueError):
        return None
    if encoding.replace("_", "-") in _REFUSED or encoding.startswith(("utf-16", "utf-32")):
        return None
    encoding = _ALIASES.get(encoding, encoding)
    if encoding.startswith(("cp125", "iso8859")) and not data.isascii():
        with suppress(UnicodeDecodeError):
            note = f"Declared as {name}, but the bytes are UTF-8: read as UTF-8."
            return data.decode("utf-8"), (note,)
    try:
        return data.decode(encoding), ()
    except (UnicodeError, LookupError):
        return None


def _undeclared(data: bytes, where: str) -> tuple[str, tuple[str, ...]]:
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        if error.start >= len(data) - 3 and error.reason == "unexpected end of data":
            note = "The input ends in the middle of a character: it may be cut off."
            return data[: error.start].decode("utf-8"), (note,)
    text = data.decode("utf-8", "replace")
    lost = text.count("\ufffd")
    if sum(1 for c in text[:_SAMPLE] if c > "\x7f" and c != "\ufffd") > 3 * lost:
        return text, (f"Some bytes are not valid UTF-8: {lost} places read as \ufffd.",)
    return _detected(data, where)


def _detected(data: bytes, where: str) -> tuple[str, tuple[str, ...]]:
    """The text in an encoding that is told by the bytes alone.

    Mostly ASCII bytes are English or so: their curly quotes and accents are Windows-1252.
    """
    size = min(len(data), _SAMPLE)
    high = sum(1 for b in data[:_SAMPLE] if b > 127)
    few = high * 25 < size or (size < _SHORT and high * 5 < size)
    guesses = ["cp1252"] if few else []
    if not guesses:
        from charset_normalizer import from_bytes

        best = from_bytes(data[:_SAMPLE]).best()
        guesses = [best.encoding] if best else []
    for encoding in guesses:
        try:
            text = data.decode(encoding)
        except (UnicodeError, LookupError):
            continue
        return text, (f"The encoding is not declared: read as {encoding}, a guess.",)
    if high * 4 < size:
        text = data.decode("cp1252", "replace")
        lost = text.count("\ufffd")
        return text, (f"The encoding is unknown: read as cp1252, {lost} places as \ufffd.",)
    raise DecodeError(where, "not text in any known encoding: save it as UTF-8 first")
