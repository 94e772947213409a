"""Web pages."""

from __future__ import annotations

import json
import time

import pytest

from reportedly.errors import ReadError
from reportedly.ingest.html import page_of

PARAGRAPHS = [
    "The bridge of Vellmar will be closed for good, the mayor, Oda Brink, said on Monday after "
    "engineers found a crack in its deck.",
    "“It is not safe,” she told reporters at the town hall, holding up a photograph of the crack "
    "that a fisherman had taken from his boat.",
    "The engineers agreed with her, according to a letter that the Oracle has seen, and asked for "
    "a ferry to be run until a new bridge is built.",
]
ARTICLE = {
    "@type": "NewsArticle",
    "headline": "Bridge of Vellmar closes",
    "datePublished": "2031-03-04T09:30:00+01:00",
    "author": [{"@type": "Person", "name": "Nela Brandt"}, {"name": "Hugo Sarn"}],
    "publisher": {"@type": "Organization", "name": "The Vellmar Oracle"},
}


def page(head: str = "", body: str = "", paragraphs: list[str] = PARAGRAPHS) -> str:
    text = "".join(f"<p>{p}</p>" for p in paragraphs)
    return (
        f"<!doctype html><html><head>{head}</head>"
        "<body><nav><a href='/'>Home</a> <a>Sport</a></nav>"
        f"<article><h1>Bridge of Vellmar closes</h1>{text}</article>{body}</body></html>"
    )


def ld(data: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def test_the_text_is_the_headline_then_the_paragraphs_parted_by_blank_lines() -> None:
    comments = "<div class='comments'><p>Nonsense, writes a reader who was there.</p></div>"
    scripts = "<script>document.write('<p>An advertisement</p>')</script><footer>© Oracle</footer>"
    found = page_of(page("<title>Bridge of Vellmar closes</title>", comments + scripts), "a")
    assert found.text == "\n\n".join(["Bridge of Vellmar closes", *PARAGRAPHS])
    assert found.headline == "Bridge of Vellmar closes"


@pytest.mark.parametrize(
    "data", [ARTICLE, [{"@type": "WebSite"}, ARTICLE], {"@graph": [{"@type": ["Thing"]}, ARTICLE]}]
)
def test_json_ld_tells_outlet_authors_and_time_with_its_zone(data: object) -> None:
    found = page_of(page(ld(data) + '<meta property="og:site_name" content="Other">'), "a")
    assert (found.outlet, found.authors) == ("The Vellmar Oracle", ("Nela Brandt", "Hugo Sarn"))
    assert found.published is not None
    assert found.published.isoformat() == "2031-03-04T09:30:00+01:00"


@pytest.mark.parametrize(
    "bad",
    ["{", "[" * 5_000, '{"@type": "NewsArticle", "author": {"name": {}}}', "null", "7", '"x"'],
)
def test_broken_json_ld_is_passed_over(bad: str) -> None:
    author = '<meta name=author content="By N. Brandt">'
    head = f'<script type="application/ld+json">{bad}</script>{author}'
    assert page_of(page(head), "a").authors == ("N. Brandt",)


def test_meta_tags_tell_what_json_ld_does_not() -> None:
    found = page_of(
        page(
            "<title>Bridge &amp; ferry | The Oracle</title>"
            '<meta property="og:title" content="Bridge &amp; ferry | The Oracle">'
            '<meta property="og:site_name" content="The Oracle">'
            '<meta property="article:published_time" content="2031-03-04T09:30:00Z">'
            '<link rel="canonical" href="https://oracle.example/bridge">'
        ),
        "a",
    )
    assert (found.headline, found.outlet) == ("Bridge & ferry", "The Oracle")
    assert found.url == "https://oracle.example/bridge"
    assert (
        found.published is not None and found.published.isoformat() == "2031-03-04T09:30:00+00:00"
    )


def test_a_page_without_a_main_text_gives_its_blocks() -> None:
    assert page_of("<html><body><p>Only<br>this.<nav>Home</nav>", "a").text == "Only\n\nthis."
    told = page_of(f"<html><body>{ld({**ARTICLE, 'articleBody': PARAGRAPHS[0]})}<p>Log in", "a")
    assert told.text == f"Bridge of Vellmar closes\n\n{PARAGRAPHS[0]}"


@pytest.mark.parametrize("empty", ["<html></html>", "<script>x</script>", "<!-- x", "<html>\0\0"])
def test_a_page_without_text_is_an_error(empty: str) -> None:
    with pytest.raises(ReadError, match="a: there is no text"):
        page_of(empty, "a")


@pytest.mark.parametrize(
    "hostile",
    [
        "<div>" * 100_000 + PARAGRAPHS[0],
        "<p>" + PARAGRAPHS[0] + "<b><i>" * 100_000,
        f"<p title='{'x' * 2_000_000}'>{PARAGRAPHS[0]}",
        "<" * 500_000 + f"<p>{PARAGRAPHS[0]}</p>",
        f"<p>{PARAGRAPHS[0]}</p>" + "<script" * 200_000,
        f"<p>{PARAGRAPHS[0]}</p>" + "<!--" * 300_000,
        f"<p>{PARAGRAPHS[0]}</p>" + "&amp" * 300_000,
        '<!DOCTYPE html [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;">]>' + f"<p>{PARAGRAPHS[0]} &b;",
        f"<table><tr><td>{PARAGRAPHS[0]}" + "<table><tr><td>" * 20_000,
        f"<p>{PARAGRAPHS[0]}</p>" + "<p>word</p>" * 60_000,
        f"<p>{PARAGRAPHS[0]} \ud800 \x00 </p></p></div></html><p>\ufffe",
    ],
    ids=lambda text: repr(text[:20]),
)
def test_hostile_markup_is_read_in_little_time(hostile: str) -> None:
    started = time.process_time()
    found = page_of(f"<html><body>{hostile}", "a")
    assert PARAGRAPHS[0][:60] in found.text
    assert time.process_time() - started < 8
