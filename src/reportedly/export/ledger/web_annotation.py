"""W3C Web Annotations (JSON-LD): each mention anchored in its report's text, its claim as the body.

Two selectors say where: a ``TextPositionSelector``, whose positions the data model counts in code
points as we do, and a ``TextQuoteSelector`` with as much before and after as makes it the only
such place in the text.

Reference: https://www.w3.org/TR/annotation-model/ (4.2.4 and 4.2.5).
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, TextIO

from reportedly.export.html import link
from reportedly.export.ledger import Exportable
from reportedly.export.ledger.names import NAMESPACE, urn
from reportedly.ledger.answers import ClaimQuery, ReportCard
from reportedly.model import Claim, Mention, Span, dumps

_CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"reportedly": NAMESPACE}]
_AROUND = 32  # characters before and after a quote: what other annotators write
_TEXTS = 64  # kept at hand: the reports of a story come again with each of its claims


def write(ledger: Exportable, query: ClaimQuery, out: TextIO) -> None:
    """Write one collection with one page of annotations."""

    @lru_cache(maxsize=_TEXTS)
    def text(report: str) -> str:
        return ledger.reading(report).report.text

    head = dumps(
        {"@context": _CONTEXT, "id": NAMESPACE + "mentions", "type": "AnnotationCollection"}
    )
    page = dumps({"id": NAMESPACE + "mentions:1", "type": "AnnotationPage", "startIndex": 0})
    out.write(f'{head[:-1]},\n"first": {page[:-1]},\n"items": [')
    total = 0
    for trace in ledger.traces(query):
        cards = {card.id: card for card in trace.reports}
        for mention in trace.claim.mentions:
            place = _target(mention, cards.get(mention.report), text(mention.report))
            out.write((",\n" if total else "\n") + dumps(_annotation(trace.claim, mention, place)))
            total += 1
    out.write(f'\n]}},\n"total": {total}}}\n')


def _annotation(claim: Claim, mention: Mention, place: dict[str, Any]) -> dict[str, Any]:
    source = mention.source_name or " … ".join(span.text for span in mention.source)
    about = {
        "reportedly:source": source,
        "reportedly:voice": mention.voice.value,
        "reportedly:via": [hop.name for hop in mention.via],
        "reportedly:origin": {"id": urn("origin", mention.origin)} if mention.origin else None,
    }
    return {
        "id": urn("mention", mention.id),
        "type": "Annotation",
        "motivation": ["identifying", "tagging"],
        "body": [
            {
                "type": "SpecificResource",
                "source": urn("claim", claim.id),
                "purpose": "identifying",
            },
            _text_body(claim.label, "describing"),
            _text_body(mention.stance.value, "tagging"),
        ],
        "target": place,
        **{name: value for name, value in about.items() if value},
    }


def _text_body(value: str, purpose: str) -> dict[str, Any]:
    return {"type": "TextualBody", "value": value, "format": "text/plain", "purpose": purpose}


def _target(mention: Mention, card: ReportCard | None, text: str) -> dict[str, Any]:
    stored = urn("report", mention.report)
    return {
        "type": "SpecificResource",
        "source": link(card.url if card else None) or stored,
        "reportedly:text": {"id": stored},
        "selector": [
            {"type": "TextPositionSelector", "start": mention.span.start, "end": mention.span.end},
            _quote(mention.span, text),
        ],
    }


def _quote(span: Span, text: str) -> dict[str, Any]:
    around = _AROUND
    while True:
        start, end = max(0, span.start - around), span.end + around
        if text.find(text[start:end]) == start and text.find(text[start:end], start + 1) < 0:
            break
        around *= 2  # ends at the latest with the whole text
    return {
        "type": "TextQuoteSelector",
        "exact": span.text,
        "prefix": text[start : span.start],
        "suffix": text[span.end : end],
    }
