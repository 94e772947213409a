"""What a page says of itself: JSON-LD first, then meta tags, then its title."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any

from reportedly.ingest.dates import published_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_ARTICLE = re.compile(r"Article|BlogPosting|Report\b|LiveBlog")
_PUBLISHED = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.created",
    "publish-date",
    "pubdate",
    "date",
)
_TITLES = ("og:title", "twitter:title", "dc.title", "parsely-title")
_OUTLETS = ("og:site_name", "application-name", "publisher", "dc.publisher")
_AUTHORS = ("author", "article:author", "parsely-author", "byl", "dc.creator")
_LARGEST = 2_000_000  # characters of one JSON-LD block
_DEEPEST = 12  # levels of JSON-LD that are looked into

Fields = dict[str, Any]


def fields_of(tree: HtmlElement, json_ld: list[str]) -> Fields:
    """What a page says of itself, as fields of ``Page`` (and ``body``, its text, where told)."""
    meta = _meta(tree)
    told = _json_ld(json_ld)
    outlet = told.get("outlet") or _first(meta, _OUTLETS)
    title = told.get("headline") or _first(meta, _TITLES) or _text(tree, "h1", "title")
    return {
        "headline": _without_outlet(title, outlet),
        "outlet": outlet,
        "published": told.get("published") or _published(tree, meta),
        "authors": told.get("authors") or _names([_first(meta, _AUTHORS)]),
        "url": _canonical(tree) or told.get("url") or _address(meta.get("og:url")),
        "body": told.get("body"),
    }


def _meta(tree: HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = _clean(element.get("content"))
        if name and content:
            found.setdefault(name.strip().lower(), content)
    return found


def _first(meta: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((meta[name] for name in names if name in meta), None)


def _text(tree: HtmlElement, *tags: str) -> str | None:
    for tag in tags:
        element = next(tree.iter(tag), None)
        if element is not None:
            text = _clean("".join(element.itertext()))
            if text:
                return text
    return None


def _published(tree: HtmlElement, meta: dict[str, str]) -> datetime | None:
    told = [meta[name] for name in _PUBLISHED if name in meta]
    for element in tree.iter("time"):
        if element.get("pubdate") is not None or element.get("itemprop") == "datePublished":
            told.append(element.get("datetime") or "")
    return next((when for when in map(published_of, told) if when), None)


def _canonical(tree: HtmlElement) -> str | None:
    for element in tree.iter("link"):
        if (element.get("rel") or "").strip().lower() == "canonical":
            return _address(element.get("href"))
    return None


def _address(value: object) -> str | None:
    text = _clean(value)
    return text if text and text.lower().startswith(("http://", "https://")) else None


def _without_outlet(title: str | None, outlet: str | None) -> str | None:
    """A title without the outlet's name that sites put at its end."""
    if title and outlet:
        short = re.sub(rf"\s+[|–—-]\s+{re.escape(outlet)}\s*$", "", title, flags=re.IGNORECASE)
        return short or title
    return title


def _json_ld(blocks: list[str]) -> Fields:
    """What the page's JSON-LD says of its article; a block that is not JSON is passed over."""
    best: Fields = {}
    for block in blocks:
        if len(block) > _LARGEST:
            continue
        try:
            data = json.loads(block.strip().removesuffix(";"), strict=False)
        except (ValueError, RecursionError):
            continue
        for thing in _things(data, 0):
            told = _article(thing)
            if len(told) > len(best):
                best = told
    return best


def _things(data: object, depth: int) -> Iterator[Fields]:
    """Every article in a block: alone, in a list, in a @graph or as a page's main entity."""
    if depth > _DEEPEST:
        return
    if isinstance(data, list):
        for item in data[:1_000]:
            yield from _things(item, depth + 1)
    elif isinstance(data, dict):
        kinds = data.get("@type")
        kinds = kinds if isinstance(kinds, list) else [kinds]
        if any(isinstance(kind, str) and _ARTICLE.search(kind) for kind in kinds):
            yield data
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _things(data.get(key), depth + 1)


def _article(thing: Fields) -> Fields:
    published = thing.get("datePublished") or thing.get("dateCreated")
    told = {
        "headline": _clean(thing.get("headline") or thing.get("name")),
        "published": published_of(published) if isinstance(published, str) else None,
        "outlet": next(iter(_names(thing.get("publisher"))), None),
        "authors": _names(thing.get("author")),
        "url": _address(thing.get("url")),
        "body": thing.get("articleBody") if isinstance(thing.get("articleBody"), str) else None,
    }
    return {key: value for key, value in told.items() if value}


def _names(value: object) -> tuple[str, ...]:
    """Names of people or bodies, given as text, as objects or as lists of either."""
    found: list[str] = []
    for item in value if isinstance(value, list) else [value]:
        name = item.get("name") if isinstance(item, dict) else item
        name = name[0] if isinstance(name, list) and name else name
        text = _clean(name)
        if text and not text.startswith("http") and len(text) < 200:
            found.append(re.sub(r"^[Bb]y\s+", "", text))
    return tuple(dict.fromkeys(found))[:50]


def _clean(value: object) -> str | None:
    """A short text on one line, its entities resolved, or None."""
    if not isinstance(value, str):
        return None
    from html import unescape

    return " ".join(unescape(value[:5_000]).split()) or None
