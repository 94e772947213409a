"""HTML taken apart without a parser, in time linear in its length whatever it holds."""

from __future__ import annotations

import re
from html import unescape

_RAW = re.compile(
    r"<(?:(!--)|(script|style|noscript|template|svg|iframe|textarea)(?=[\s/>]))", re.IGNORECASE
)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,20})\b([^<>]*)>|<[!?][^<>]*>")
_BLOCK = frozenset(
    "address article aside blockquote body br caption center dd div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 head header hr html li main nav ol option p pre section "
    "select summary table tbody td tfoot th thead title tr ul".split()
)
_ASIDE = frozenset("head nav header footer aside form select button menu dialog".split())
_LD_JSON = re.compile(r"ld\+json", re.IGNORECASE)
_START = re.compile(
    r"\s*(?:<!--.{0,2000}?-->\s*)?(?:<\?xml[^>]{0,200}>\s*)?"
    r"<(?:!doctype\s+html|(?:html|head|body|meta|title|article|main|div|p|section|h1)\b)",
    re.IGNORECASE | re.DOTALL,
)


def is_markup(text: str) -> bool:
    """Whether a text is an HTML page, by how it begins.

    >>> is_markup("<!DOCTYPE html><html>"), is_markup("a < b and <p>")
    (True, False)
    """
    return _START.match(text[:4_096].lstrip("\ufeff")) is not None


def without_scripts(markup: str) -> tuple[str, list[str]]:
    """The markup without comments, scripts and other raw text, and the JSON-LD that was in it."""
    kept, data, at = [], [], 0
    while match := _RAW.search(markup, at):
        kept.append(markup[at : match.start()])
        name = match.group(2)
        if name is None:
            end, after = _find(markup, "-->", match.end())
        else:
            opened = markup.find(">", match.end())
            begin = opened + 1 if opened >= 0 else len(markup)
            end, after = _find_close(markup, name.lower(), begin)
            if name.lower() == "script" and _LD_JSON.search(markup[match.end() : begin][:500]):
                data.append(markup[begin:end])
        at = after
        kept.append(" ")
    kept.append(markup[at:])
    return "".join(kept), data


def _find(text: str, mark: str, start: int) -> tuple[int, int]:
    end = text.find(mark, start)
    return (end, end + len(mark)) if end >= 0 else (len(text), len(text))


def _find_close(text: str, name: str, start: int) -> tuple[int, int]:
    """Where the closing tag begins and ends; the end of the text where there is none."""
    match = re.compile(rf"</{name}[^<>]*>?", re.IGNORECASE).search(text, start)
    return match.span() if match else (len(text), len(text))


def blocks(markup: str) -> list[str]:
    """The text of each block of a page whose scripts are cut out, page furniture left out.

    >>> blocks("<nav><a>Home</a></nav><p>One <b>bold</b> word.<p>Two.")
    ['One bold word.', 'Two.']
    """
    return _blocks(markup, _ASIDE) or _blocks(markup, frozenset({"head"}))


def _blocks(markup: str, left_out: frozenset[str]) -> list[str]:
    out: list[str] = []
    run: list[str] = []
    inside, depth, at = "", 0, 0

    def flush() -> None:
        text = " ".join(unescape("".join(run)).split())
        run.clear()
        if text:
            out.append(text)

    for match in _TAG.finditer(markup):
        if not inside:
            run.append(markup[at : match.start()])
        at = match.end()
        closing, name = match.group(1), (match.group(2) or "").lower()
        if inside:
            if name == inside:
                depth += -1 if closing else 1
                inside = inside if depth else ""
        elif name in left_out and not closing:
            flush()
            inside, depth = name, 1
        elif name in _BLOCK:
            flush()
    if not inside:
        run.append(markup[at:])
    flush()
    return out
