"""HTML pages: their main text, and what they say of themselves."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from reportedly.errors import ReadError
from reportedly.ingest.markup import blocks, without_scripts
from reportedly.ingest.metadata import fields_of
from reportedly.ingest.report import Page

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_LARGEST = 3_000_000  # characters without scripts; larger pages are read block by block
_HEAD = 300_000  # of a larger page, what is searched for what it says of itself
_MOST_ELEMENTS = 20_000  # main-text extraction takes more than linear time
_SHORTEST = 80  # characters; a shorter main text is taken for a miss
_BAD = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\ud800-\udfff]")


def page_of(markup: str, where: str) -> Page:
    """The page that some HTML is: headline, blank line, then paragraphs parted by blank lines.

    Raises:
        ReadError: there is no text in the page.
    """
    markup = _BAD.sub(" ", markup)
    clean, json_ld = without_scripts(markup)
    whole = len(clean) <= _LARGEST
    tree = _parse(clean if whole else clean[:_HEAD])
    fields = fields_of(tree, json_ld) if tree is not None else {"headline": None, "body": None}
    body = fields.pop("body")
    notes: tuple[str, ...] = ()
    found = _main_text(tree) if whole and tree is not None else []
    if len("".join(found)) < _SHORTEST:
        told = [p for p in map(_line, (body or "").split("\n")) if p]
        found = max(found, told, key=lambda lines: len("".join(lines)))
    if len("".join(found)) < _SHORTEST:
        plain = blocks(clean) or found
        if len("".join(plain)) > len("".join(found)):
            notes = ("The main text of the page could not be told apart: all its text is read.",)
        found = plain
    if not found:
        raise ReadError(where, "there is no text in this page")
    text = "\n\n".join(_with_headline(fields["headline"], found))
    return Page(text=text, notes=notes, **fields)


def _parse(markup: str) -> HtmlElement | None:
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        return document_fromstring(markup.encode("utf-8"), parser=parser)
    except (etree.LxmlError, ValueError):
        return None  # nothing but white space or broken beyond repair


def _main_text(tree: HtmlElement) -> list[str]:
    if next(islice(tree.iter(), _MOST_ELEMENTS, None), None) is not None:
        return []
    from trafilatura import bare_extraction

    _quieten()
    try:
        document = bare_extraction(tree, include_comments=False, include_formatting=False)
    except Exception:  # whatever a hostile page does to it, the page's text is still to be read
        return []
    text = getattr(document, "text", None) or ""
    return [line for line in map(_line, text.split("\n")) if line]


def _quieten() -> None:
    """Keep log lines about single pages off standard error, unless the caller logs them."""
    import logging

    logger = logging.getLogger("trafilatura")
    if not logger.handlers:
        logger.addHandler(logging.NullHandler())


def _line(text: str) -> str:
    return " ".join(text.split())


def _with_headline(headline: str | None, lines: list[str]) -> list[str]:
    """The lines with the headline first and not a second time among the first of them."""
    if not headline:
        return lines
    same = _letters(headline)
    return [headline] + [x for i, x in enumerate(lines) if i > 3 or _letters(x) != same]


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())
