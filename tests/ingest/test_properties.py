"""Whatever comes in, reading never raises and every span holds."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import example, given, settings
from hypothesis import strategies as st

from reportedly.ingest import IngestOptions, read_bytes, report_of
from reportedly.model import Failure, Report

OPTIONS = IngestOptions(max_bytes=5_000)
# any code point, lone surrogates included, and the characters that layout looks at
CHARACTERS = st.one_of(
    st.characters(), st.characters(categories=["Cs"]), st.sampled_from("\n\r|/.:(“”")
)
PIECES = st.sampled_from(
    [
        "Subscribe to our newsletter",
        "Photo: A. B/Reuters",
        "said",
        "\n\n",
        "\r\n",
        "By Oda Brink",
        " ",
    ]
)
TEXTS = st.lists(st.one_of(st.text(CHARACTERS), PIECES)).map("".join)
TAGS = st.sampled_from(
    [
        b"<p>",
        b"</p>",
        b"<div",
        b">",
        b"<script>",
        b"<!--",
        b"&#0;",
        b"<html>",
        b"x said y. ",
        b"\xff",
    ]
)
BYTES = st.one_of(
    st.binary(),
    TEXTS.map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.text().map(lambda text: text.encode("utf-16")),
    st.lists(TAGS).map(lambda parts: b"<html>" + b"".join(parts)),
    st.lists(st.sampled_from([b'{"text": "', b'"}', b"\\ud800", b"\n", b"[", b"1", b"\x00"])).map(
        lambda parts: b"{" + b"".join(parts)
    ),
)


@settings(max_examples=150)
@given(TEXTS)
def test_a_text_is_kept_and_its_spans_hold(text: str) -> None:
    if not text or text.isspace():
        return
    report = report_of(text, "a", OPTIONS)
    assert report.text == text
    spans = sorted(report.furniture + report.captions)
    assert all(span.holds_in(text) and span.text.strip() for span in spans)
    assert all(one.end <= two.start for one, two in pairwise(spans))


@settings(max_examples=150)
@given(BYTES, st.sampled_from(["a", "a.html", "a.jsonl", "a.txt"]))
@example(b"{", "a")
@example(b"\xff\xfe", "a")
@example(b"\xef\xbb\xbf", "a.html")
def test_bytes_are_reports_or_failures(data: bytes, name: str) -> None:
    found = list(read_bytes(data, name, OPTIONS))
    assert found
    for item in found:
        assert isinstance(item, Report | Failure)
        if isinstance(item, Failure):
            assert str(item).startswith(name) and "\n" not in str(item)
