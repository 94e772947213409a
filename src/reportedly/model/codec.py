"""The one JSON codec: readings to plain data and back, with a schema version."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from reportedly.errors import FormatError, SpanError
from reportedly.model.attribution import Attribution, Form, Reading
from reportedly.model.report import Report
from reportedly.model.span import Span, Spans

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
        "furniture": _offsets(report.furniture),
        "captions": _offsets(report.captions),
        "attributions": [
            {
                "id": a.id,
                "source": _offsets(a.source),
                "cue": _offsets(a.cue),
                "content": _offsets(a.content),
                "form": a.form.value,
                "nested_in": a.nested_in,
                "score": round(a.score, 4),
            }
            for a in reading.attributions
        ],
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
        fields["furniture"] = _spans(text, data.get("furniture", []))
        fields["captions"] = _spans(text, data.get("captions", []))
        attributions = tuple(
            Attribution(
                id=a["id"],
                source=_spans(text, a["source"]),
                cue=_spans(text, a["cue"]),
                content=_spans(text, a["content"]),
                form=Form(a["form"]),
                nested_in=a.get("nested_in"),
                score=a.get("score", 1.0),
            )
            for a in data["attributions"]
        )
        return Reading(Report(**fields), attributions)
    except SpanError:
        raise
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise FormatError(f"not a read report: {type(error).__name__}: {error}") from None


def dumps(data: Any, *, indent: int | None = None) -> str:
    """JSON text that any UTF-8 stream can carry: lone surrogates are written as escapes."""
    text = json.dumps(data, ensure_ascii=False, indent=indent)
    return _SURROGATE.sub(lambda m: f"\\u{ord(m.group()):04x}", text)


def _offsets(spans: Spans) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def _spans(text: str, offsets: Iterable[tuple[int, int]]) -> Spans:
    return tuple(Span.of(text, start, end) for start, end in offsets)
