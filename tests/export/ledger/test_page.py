"""The HTML page, parsed with lxml as a browser would."""

from __future__ import annotations

import base64
import hashlib
import io
import re
from dataclasses import replace
from typing import Any

from lxml import html

from reportedly.export.ledger import export
from reportedly.model import Stance

ACTIVE = {"script", "img", "iframe", "object", "embed", "link", "form", "svg", "base", "audio"}


def source(ledger: Any) -> str:
    out = io.BytesIO()
    export(ledger, out, "html")
    return out.getvalue().decode("utf-8")


def parsed(ledger: Any) -> Any:
    return html.document_fromstring(source(ledger))


def lines(element: Any) -> str:
    return " ".join(element.text_content().split())


def test_the_page_lists_the_claims_with_their_counts(ledger: Any) -> None:
    page = parsed(ledger)
    rows = page.xpath("//table//tbody/tr")
    assert [[lines(cell) for cell in row] for row in rows] == [
        ["At least 40 miners had left Port Anselm by ferry", "2", "4", "4", "1", "1"],
        ["the ferry sailed at dawn", "1", "2", "2", "–", "–"],
    ]
    targets = [link.get("href")[1:] for link in page.xpath("//table//a")]
    assert targets == page.xpath("//article/@id")


def test_a_claim_shows_the_chain_to_each_origin(ledger: Any) -> None:
    claim = parsed(ledger).xpath("//article")[0]
    first, second = claim.xpath("./section[@class='counted']/ul/li")
    assert lines(first.xpath("./p")[0]) == "Vard Tolen asserts"
    chain = [lines(li) for li in first.xpath("./ol/li")]
    assert chain[0].startswith("Tarn News Agency 2031-03-04 09:30")
    assert "The Estuary Courier 2031-03-04 11:00 cites Tarn News Agency" in chain[1]
    assert "Lower Wend Post 2031-03-04 11:15 reprints Tarn News Agency" in chain[2]
    assert first.xpath("./ol/li/@class") == ["step0", "step1", "step1"]
    assert "two dockers" in lines(second) and "Spoke to the Oster Daily itself." in lines(second)


def test_a_claim_tells_who_had_it_first(ledger: Any) -> None:
    about = [lines(p) for p in parsed(ledger).xpath("//article/p[@class='meta']")]
    assert about == [
        "claim c1 · story s1 · first in Tarn News Agency, 2031-03-04 09:30",
        "claim c2 · story s1 · first in The Estuary Courier, 2031-03-04 11:00",
    ]


def test_a_claim_shows_who_is_against_it_and_what_cannot_hold(ledger: Any) -> None:
    claim, other = parsed(ledger).xpath("//article")
    (against,) = claim.xpath("./section[@class='against']/ul/li")
    assert "Ana Ruiz denies" in lines(against) and "Nobody left" in lines(against)
    values = [lines(li) for li in claim.xpath("./section[@class='conflict']/ul/li")]
    assert any("at least 40" in value and "Tarn News Agency" in value for value in values)
    assert any("at least 60" in value and "Lower Wend Post" in value for value in values)
    (change,) = claim.xpath(".//p[@class='change']")
    assert lines(change) == "At least 40 miners → At least 60 miners"
    (circle,) = claim.xpath("./section[@class='loops']/ul/li")
    assert lines(circle).startswith("The Estuary Courier → Tarn News Agency → The Estuary Courier")
    (untold,) = other.xpath("./section[@class='untold']/ul/li")
    assert "Oster Daily" in lines(untold) and "The ferry sailed at dawn" in lines(untold)
    assert "in its own voice" in lines(untold)


def test_an_origin_that_takes_back_its_word_has_each_word_in_its_section(ledger: Any) -> None:
    claim = ledger.stored["c1"]
    first, *rest = claim.backings
    both = replace(
        first, mentions=(*first.mentions, "r4:1"), stances=(Stance.ASSERTS, Stance.DENIES)
    )
    ledger.stored["c1"] = replace(claim, backings=(both, *rest[:-1]))
    article = parsed(ledger).xpath("//article")[0]
    said = article.xpath("./section[@class='counted']/ul/li")[0]
    denied = article.xpath("./section[@class='against']/ul/li")[0]
    assert lines(said.xpath("./p")[0]) == "Vard Tolen asserts"
    assert "Nobody left" not in lines(said)
    assert lines(denied.xpath("./p")[0]) == "Vard Tolen denies"
    assert [("Nobody left" in lines(li)) for li in denied.xpath("./ol/li")] == [True]


def test_who_declines_to_comment_is_not_against(ledger: Any) -> None:
    claim = ledger.stored["c1"]
    silent = replace(claim.backings[-1], stances=(Stance.DECLINES,))
    ledger.stored["c1"] = replace(claim, backings=(*claim.backings[:-1], silent))
    article = parsed(ledger).xpath("//article")[0]
    assert not article.xpath("./section[@class='against']")
    assert "Ana Ruiz" in lines(article.xpath("./section[@class='silent']")[0])


def test_the_page_fetches_nothing_and_runs_nothing(ledger: Any) -> None:
    text = source(ledger)
    page = html.document_fromstring(text)
    assert not ACTIVE & {element.tag for element in page.iter() if isinstance(element.tag, str)}
    assert not page.xpath("//@src | //@srcset | //@style | //@background")
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    (style,) = re.findall(r"<style>(.*?)</style>", text, re.S)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy.split("; ") == [
        "default-src 'none'",
        f"style-src 'sha256-{digest}'",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    assert "url(" not in style and "@import" not in style


def test_hostile_words_are_shown_and_not_obeyed(hostile: Any) -> None:
    text = source(hostile)
    page = html.document_fromstring(text)
    assert not ACTIVE & {element.tag for element in page.iter() if isinstance(element.tag, str)}
    assert not [name for element in page.iter() for name in element.attrib if name.startswith("on")]
    assert all(href.startswith("#") for href in page.xpath("//a/@href"))
    assert len(page.xpath("//article")) == 1
    assert "</script><script>alert(1)</script>" in page.xpath("//article/h2")[0].text_content()
    for unseen in "\u202e\x1b\x00\r":
        assert unseen not in text


def test_web_addresses_are_links_that_tell_nobody(ledger: Any) -> None:
    outward = [a for a in parsed(ledger).xpath("//a") if not a.get("href").startswith("#")]
    assert {a.get("href") for a in outward} == {
        f"https://news.example/r{n}?a=1&b=2" for n in (1, 2, 3, 4)
    }
    assert {a.get("rel") for a in outward} == {"noreferrer noopener"}


def test_a_page_without_claims_says_so(nothing: Any) -> None:
    page = parsed(nothing)
    assert lines(page.xpath("//h1")[0]).startswith("0 claims")
    assert not page.xpath("//table | //article")
