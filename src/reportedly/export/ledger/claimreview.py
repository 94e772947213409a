"""schema.org ``Claim`` in JSON-LD: each claim with where it appears and who stands behind it.

A ``ClaimReview`` is a person's rating of a claim. No part of reportedly rates, so none is written:
what fact-checkers need to begin one (the claim, ``appearance``, ``firstAppearance``, ``author``)
stands here, the rating is theirs.

Reference: https://schema.org/Claim.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, TextIO

from reportedly.export.html import link
from reportedly.export.ledger import Exportable
from reportedly.export.ledger.names import urn
from reportedly.ledger.answers import ClaimQuery, ReportCard, Trace
from reportedly.model import Kind, Origin, dumps

_AUTHORS = {
    Kind.NAMED_PERSON: "Person",
    Kind.UNNAMED_PERSON: "Person",
    Kind.UNNAMED_GROUP: "Organization",
    Kind.ORGANISATION: "Organization",
    Kind.OUTLET: "NewsMediaOrganization",
}


def write(ledger: Exportable, query: ClaimQuery, out: TextIO) -> None:
    """Write one graph of claims."""
    out.write('{"@context": "https://schema.org", "@graph": [')
    comma = ""
    for trace in ledger.traces(query):
        out.write(comma + "\n" + dumps(_claim(trace)))
        comma = ","
    out.write("\n]}\n")


def _claim(trace: Trace) -> dict[str, Any]:
    claim = trace.claim
    reports = {card.id: _work(card) for card in trace.reports}
    dated = [card for card in trace.reports if card.published]
    origins = claim.independent_origins
    fields: dict[str, Any] = {
        "@id": urn("claim", claim.id),
        "@type": "Claim",
        "identifier": claim.id,
        "name": claim.label,
        "text": claim.label,
        "author": [_party(origin) for origin in origins if origin.kind in _AUTHORS],
        "isBasedOn": [_document(origin) for origin in origins if origin.kind is Kind.DOCUMENT],
        "appearance": list(reports.values()),
    }
    if dated:
        first = min(dated, key=lambda card: _comparable(card.published))
        fields["firstAppearance"] = {"@id": reports[first.id]["@id"]}
    return {name: value for name, value in fields.items() if value}


def _work(card: ReportCard) -> dict[str, Any]:
    fields = {
        "@id": urn("report", card.id),
        "@type": "NewsArticle",
        "identifier": card.id,
        "url": link(card.url),
        "headline": card.headline,
        "datePublished": card.published.isoformat() if card.published else None,
        "publisher": {"@type": "NewsMediaOrganization", "name": card.outlet}
        if card.outlet
        else None,
    }
    return {name: value for name, value in fields.items() if value}


def _party(origin: Origin) -> dict[str, Any]:
    """An origin as an author; the words that an unnamed one goes by are no name."""
    unnamed = origin.kind in (Kind.UNNAMED_PERSON, Kind.UNNAMED_GROUP)
    return {
        "@id": urn("origin", origin.id),
        "@type": _AUTHORS[origin.kind],
        "description" if unnamed else "name": origin.name,
    }


def _document(origin: Origin) -> dict[str, Any]:
    return {"@id": urn("origin", origin.id), "@type": "CreativeWork", "name": origin.name}


def _comparable(moment: datetime | None) -> float:
    if moment is None:
        return float("inf")
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
