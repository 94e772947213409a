"""The one JSON codec: readings to plain data and back, with a schema version."""

from __future__ import annotations

import json
import re
from datetime import datetime
from typing import Any

from reportedly.errors import FormatError, SpanError
from reportedly.model.attribution import Attribution, Form, Reading
from reportedly.model.party import Kind, Stance
from reportedly.model.report import Report
from reportedly.model.values_codec import (
    evidence_from_dict,
    evidence_to_dict,
    figure_from_dict,
    figure_to_dict,
    hop_from_dict,
    hop_to_dict,
    offsets,
    party_from_dict,
    party_to_dict,
    place_from_dict,
    place_to_dict,
    spans_of,
    when_from_dict,
    when_to_dict,
)

SCHEMA = "reportedly.reading/1"

_SURROGATE = re.compile(r"[\ud800-\udfff]")


def reading_to_dict(reading: Reading) -> dict[str, Any]:
    """A reading as plain data: see ``docs/reference/json.md`` for each field."""
    report = reading.report
    return {
        "schema": SCHEMA,
        "report": {
            "id": report.id,
            "outlet": report.outlet,
            "published": report.published.isoformat() if report.published else None,
            "headline": report.headline,
            "url": report.url,
            "authors": list(report.authors),
            "language": report.language,
            "supported": report.supported,
            "notes": list(report.notes),
            "text": report.text,
        },
        "furniture": offsets(report.furniture),
        "captions": offsets(report.captions),
        "attributions": [_attribution_to_dict(a) for a in reading.attributions],
        "parties": [party_to_dict(party) for party in reading.parties],
    }


def reading_from_dict(data: dict[str, Any]) -> Reading:
    """A reading from plain data; ``FormatError`` where the data is not one."""
    if not isinstance(data, dict) or data.get("schema") != SCHEMA:
        found = data.get("schema") if isinstance(data, dict) else type(data).__name__
        raise FormatError(f"not a read report: schema is {found!r}, expected {SCHEMA!r}")
    try:
        fields = dict(data["report"])
        text = fields["text"]
        fields.pop("supported", None)
        published = fields.get("published")
        fields["published"] = datetime.fromisoformat(published) if published else None
        fields["authors"] = tuple(fields.get("authors") or ())
        fields["notes"] = tuple(fields.get("notes") or ())
        fields["furniture"] = spans_of(text, data.get("furniture", []))
        fields["captions"] = spans_of(text, data.get("captions", []))
        attributions = tuple(_attribution_from_dict(text, a) for a in data["attributions"])
        parties = tuple(party_from_dict(text, p) for p in data.get("parties", []))
        return Reading(Report(**fields), attributions, parties)
    except SpanError:
        raise
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise FormatError(f"not a read report: {type(error).__name__}: {error}") from None


def dumps(data: Any, *, indent: int | None = None) -> str:
    """JSON text that any UTF-8 stream can carry: lone surrogates are written as escapes."""
    text = json.dumps(data, ensure_ascii=False, indent=indent)
    return _SURROGATE.sub(lambda m: f"\\u{ord(m.group()):04x}", text)


def _attribution_to_dict(a: Attribution) -> dict[str, Any]:
    return {
        "id": a.id,
        "source": offsets(a.source),
        "cue": offsets(a.cue),
        "content": offsets(a.content),
        "form": a.form.value,
        "nested_in": a.nested_in,
        "score": round(a.score, 4),
        "stance": a.stance.value if a.stance else None,
        "source_kind": a.source_kind.value if a.source_kind else None,
        "source_name": a.source_name,
        "party": a.party,
        "candidates": list(a.candidates),
        "via": [hop.name for hop in a.via],
        "hops": [hop_to_dict(hop) for hop in a.via],
        "origin": a.origin,
        "figures": [figure_to_dict(figure) for figure in a.figures],
        "dates": [when_to_dict(when) for when in a.dates],
        "said": when_to_dict(a.said) if a.said else None,
        "places": [place_to_dict(place) for place in a.places],
        "hedges": offsets(a.hedges),
        "secondhand": offsets(a.secondhand),
        "evidence": [evidence_to_dict(evidence) for evidence in a.evidence],
    }


def _attribution_from_dict(text: str, data: dict[str, Any]) -> Attribution:
    """An attribution from plain data; version 0.1 wrote no field after the score."""
    stance, kind, said = data.get("stance"), data.get("source_kind"), data.get("said")
    return Attribution(
        id=data["id"],
        source=spans_of(text, data["source"]),
        cue=spans_of(text, data["cue"]),
        content=spans_of(text, data["content"]),
        form=Form(data["form"]),
        nested_in=data.get("nested_in"),
        score=data.get("score", 1.0),
        stance=Stance(stance) if stance else None,
        source_kind=Kind(kind) if kind else None,
        source_name=data.get("source_name"),
        party=data.get("party"),
        candidates=tuple(data.get("candidates", [])),
        via=tuple(hop_from_dict(text, hop) for hop in data.get("hops", [])),
        origin=data.get("origin"),
        figures=tuple(figure_from_dict(text, figure) for figure in data.get("figures", [])),
        dates=tuple(when_from_dict(text, when) for when in data.get("dates", [])),
        said=when_from_dict(text, said) if said else None,
        places=tuple(place_from_dict(text, place) for place in data.get("places", [])),
        hedges=spans_of(text, data.get("hedges", [])),
        secondhand=spans_of(text, data.get("secondhand", [])),
        evidence=tuple(evidence_from_dict(text, one) for one in data.get("evidence", [])),
    )
