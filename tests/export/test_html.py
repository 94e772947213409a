from __future__ import annotations

import base64
import hashlib
import io
import re
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.export import write
from reportedly.export.clean import visible
from reportedly.export.html import link
from reportedly.model import Reading, Report

_TAGS = "html head meta title style body main nav ol ul li a small article header h1 h2 p b bdi"
_TAGS += " time div span aside footer script dl dt dd section"
_ATTRIBUTES = "lang charset http-equiv content name class id dir href rel datetime data-a data-r"
_ATTRIBUTES += " data-n data-key data-row data-label tabindex aria-describedby aria-label"
_VOID = {"meta"}


class Page(HTMLParser):
    """What a browser would find in the page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.stack: list[tuple[str, dict[str, str]]] = []
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.texts: list[str] = []  # of each report
        self.marks: list[dict[tuple[int, str], set[int]]] = []
        self.source: dict[str, str] = {"script": "", "style": "", "title": ""}
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        about = {name: value or "" for name, value in attrs}
        self.tags.append((tag, about))
        if tag == "article":
            self.texts.append("")
            self.marks.append({})
        if tag not in _VOID:
            self.stack.append((tag, about))

    def handle_endtag(self, tag: str) -> None:
        assert self.stack.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        if self.stack and self.stack[-1][0] in self.source:
            self.source[self.stack[-1][0]] += data
        if any("text" in about.get("class", "").split() for _, about in self.stack):
            at = len(self.texts[-1])
            self.texts[-1] += data
            for _, about in self.stack:
                numbers, roles = about.get("data-a", "").split(), about.get("data-r", "").split()
                for number, role in zip(numbers, roles, strict=True):
                    where = self.marks[-1].setdefault((int(number), role), set())
                    where |= set(range(at, at + len(data)))


def written(*readings: Reading) -> str:
    out = io.StringIO(newline="")
    write(readings, out, "html")
    return out.getvalue().encode("utf-8").decode("utf-8")


def check(*readings: Reading) -> Page:
    page = Page(written(*readings))
    assert page.stack == []
    assert page.texts == [visible(reading.report.text) for reading in readings]
    for reading, marks in zip(readings, page.marks, strict=True):
        for number, attribution in enumerate(reading.attributions, 1):
            for role in ("source", "cue", "content"):
                spans = getattr(attribution, role)
                wanted = {i for span in spans for i in range(span.start, span.end)}
                found = marks.get((number, role), set())
                assert found <= wanted
                left = "".join(reading.report.text[i] for i in wanted - found)
                assert left.strip() == ""  # only white space between paragraphs is unmarked
    return page


def test_the_page_holds_the_text_and_every_span(
    flood: Reading, plain: Reading, hostile: Reading
) -> None:
    check(flood)
    check(flood, plain, hostile)


def test_nothing_of_a_report_becomes_markup(flood: Reading, hostile: Reading) -> None:
    page = check(flood, hostile)
    assert {tag for tag, _ in page.tags} <= set(_TAGS.split())
    assert {name for _, about in page.tags for name in about} <= set(_ATTRIBUTES.split())
    assert [tag for tag, _ in page.tags].count("script") == 1
    for _, about in page.tags:
        assert re.match(r"#r\d|https?://", about.get("href", "#r1"))
        assert re.fullmatch(r"[\w-]+", about.get("id", "r1"))
        assert re.fullmatch(r"[a-z]{2,3}", about.get("lang", "en"))


def test_only_the_pages_own_script_and_style_may_run(flood: Reading, hostile: Reading) -> None:
    for page in (check(flood), check(hostile, flood)):
        (policy,) = [a["content"] for _, a in page.tags if a.get("http-equiv")]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        for name in ("script", "style"):
            digest = hashlib.sha256(page.source[name].encode()).digest()
            assert f"{name}-src 'sha256-{base64.b64encode(digest).decode()}'" in policy


def test_the_page_fetches_nothing(flood: Reading) -> None:
    page = check(flood)
    assert not re.search(r"url\(|@import|fetch\(|XMLHttp|import\(", "".join(page.source.values()))
    assert not {"src", "srcset", "action", "style", "onclick"} & {
        n for _, a in page.tags for n in a
    }
    assert "link" not in {tag for tag, _ in page.tags}


def test_every_jump_and_description_finds_its_place(flood: Reading, hostile: Reading) -> None:
    page = check(flood, hostile, flood)
    ids = [about["id"] for _, about in page.tags if "id" in about]
    assert len(ids) == len(set(ids))
    jumps = [a["href"][1:] for _, a in page.tags if a.get("href", "").startswith("#")]
    described = [a["aria-describedby"] for _, a in page.tags if "aria-describedby" in a]
    assert {*jumps, *described} <= {*ids}
    assert len([one for one in jumps if one.endswith("-t")]) == 10 + 2 + 10


def test_each_span_can_be_reached_with_the_keyboard(flood: Reading) -> None:
    page = check(flood)
    reached = {a["aria-describedby"] for _, a in page.tags if a.get("tabindex") and "data-a" in a}
    assert reached == {f"r1-{number}" for number in range(1, 11)}


def test_the_head_tells_outlet_time_and_notes(flood: Reading) -> None:
    text = written(flood)
    assert "<b>The Lower Wend Courier</b>" in text
    assert '<time datetime="2026-03-12T14:05:00+00:00">12 March 2026, 14:05 UTC</time>' in text
    assert "<li>One quotation mark has no partner.</li>" in text
    assert 'href="https://courier.example/wend?a=1&amp;b=2"' in text
    assert text.count("<h1") == 1  # the headline stands in the text and is not told twice


def test_a_language_it_does_not_know_is_told() -> None:
    text = written(Reading(Report("r", "Padało cały tydzień.", language="pl")))
    assert "language: pl (not supported)" in text


def test_furniture_and_captions_are_labelled(flood: Reading) -> None:
    text = written(flood)
    assert 'class="caption" data-label="Caption">Workers fill' in text
    assert 'class="furniture" data-label="Page furniture">Subscribe' in text


def test_the_list_shows_chains(flood: Reading) -> None:
    (row,) = re.findall(r'<li class="row in2" id="r1-6".*?</li>', written(flood))
    plain = re.sub(r"<[^>]+>", " ", row)
    assert re.search(r"two nurses\s+—\s+told", plain)
    assert re.search(r"in\s+5\s+\(\s*a doctor\s*\)\s*,\s+in\s+4\s+\(\s*The Tarn News Agency", plain)


def test_several_reports_have_a_table_of_contents(flood: Reading, plain: Reading) -> None:
    assert "<nav" not in written(flood)
    text = written(flood, plain)
    assert text.index('<nav class="contents">') < text.index('<a href="#r2">plain.txt</a>')
    assert text.index('<a href="#r2">') < text.index('<article class="report" id="r1">')


def test_no_report_is_still_a_page() -> None:
    assert Page(written()).source["title"] == "0 reports · reportedly"


_ADDRESSES = ["javascript:alert(1)", "JAVASCRIPT:x", "data:text/html,x", "//courier.example"]
_ADDRESSES += ["https://", "http://a b", "https://x\n.example", "http://[", "https:courier", ""]


@pytest.mark.parametrize("address", [None, "ftp://courier.example", *_ADDRESSES])
def test_only_addresses_of_the_web_are_linked(address: str | None) -> None:
    assert link(address) is None


@settings(deadline=None, max_examples=60)
@given(data=st.data())
def test_any_text_survives(data: Any, any_reading: st.SearchStrategy[Reading]) -> None:
    page = check(data.draw(any_reading))
    assert {tag for tag, _ in page.tags} <= set(_TAGS.split())
    assert {name for _, about in page.tags for name in about} <= set(_ATTRIBUTES.split())


def test_what_is_understood_stands_beside_each_attribution(ferry: Reading) -> None:
    page = written(ferry)
    rows = re.findall(r'<li class="row.*?</li>', page, re.S)
    words = [re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", row)) for row in rows]
    assert "Vard Tolen ( ambassador to Orel , Hestria ) asserts" in words[0]
    assert "figures ≥ 40 miners when 9 March 2026 (part of day) where “Port Anselm”" in words[0]
    assert "via The Tarn Post , asserts" in words[1]
    assert "origin The Tarn Post’s guard" in words[1]
    assert "unresolved: Vard Tolen or Ivo Marr" in words[2]
    assert "denies" in words[2]


def test_the_parties_are_listed_with_what_is_known(ferry: Reading, flood: Reading) -> None:
    (listed,) = re.findall(r'<section class="parties">.*?</section>', written(ferry), re.S)
    words = [re.sub(r"<[^>]+>", "", item) for item in re.findall(r"<li>.*?</li>", listed)]
    assert words == [
        "Vard Tolen ambassador to Orel, Hestria · 1 attribution",
        "a guard at the mine unnamed person, on condition of anonymity · spoke to The Tarn Post "
        "· 1 attribution",
        "Ivo Marr perhaps",
    ]
    assert "<section" not in written(flood)


def test_no_answer_can_break_out_of_the_page(ferry: Reading) -> None:
    evil = "</dd><script>alert(1)</script>\x1b\u202e"
    first = replace(
        ferry.attributions[1],
        origin=evil,
        via=(replace(ferry.attributions[1].via[0], name=evil),),
        figures=(replace(ferry.attributions[1].figures[0], unit=evil),),
    )
    party = replace(ferry.parties[1], description=evil, terms=evil, spoke_to=(evil,))
    page = written(replace(ferry, attributions=(first,), parties=(party,)))
    assert page.count("<script>") == 1
    assert "\x1b" not in page and "\u202e" not in page
    assert page.count("&lt;script&gt;alert(1)") >= 5
