"""From nouns to rows and back."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from reportedly.errors import FormatError, LedgerError, SpanError
from reportedly.ledger.answers import ClaimSummary, ReportCard
from reportedly.model import Claim, Mention, Reading, Stance, reading_from_dict
from reportedly.model.claim_codec import mention_from_dict, mention_to_dict
from reportedly.model.codec import reading_to_dict

Row = dict[str, Any]

_UNSTORABLE = re.compile("[\0\ud800-\udfff]")
_AGAINST = {Stance.DENIES, Stance.DOUBTS}


def digest_of(text: str, outlet: str | None = None, url: str | None = None) -> str:
    """The same for the same text of the same outlet at the same address: SHA-256, 64 letters."""
    parts = (text, outlet or "", url or "")
    content = b"\0".join(part.encode("utf-8", "surrogatepass") for part in parts)
    return hashlib.sha256(content).hexdigest()


def storable(text: str) -> str:
    """The text with what no database takes replaced one for one, so that offsets hold."""
    return _UNSTORABLE.sub("\N{REPLACEMENT CHARACTER}", text)


def compact(data: Any) -> str:
    """JSON without blanks, which any database takes whatever it holds."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return _UNSTORABLE.sub(lambda m: f"\\u{ord(m.group()):04x}", text)


def moment(when: datetime | None) -> str | None:
    """A time as text that sorts: in UTC, to the second; one without a zone counts as UTC."""
    if when is None:
        return None
    try:
        aware = when.astimezone(UTC) if when.tzinfo else when
    except OverflowError:  # the first or last day of the calendar, in another zone
        aware = when
    return aware.replace(tzinfo=None).isoformat(timespec="seconds")


def time_of(text: str | None) -> datetime | None:
    """A time from what ``moment`` gave."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC) if text else None


def report_row(reading: Reading) -> Row:
    """What a report's row tells of its reading; the text is kept once where it can be."""
    report = reading.report
    data = reading_to_dict(reading)
    text = storable(report.text)
    if text == report.text:
        del data["report"]["text"]
    return {
        "outlet": storable(report.outlet) if report.outlet else None,
        "url": storable(report.url) if report.url else None,
        "headline": storable(report.headline) if report.headline else None,
        "published": report.published.isoformat() if report.published else None,
        "moment": moment(report.published),
        "language": report.language,
        "words": len(report.text.split()),
        "text": text,
        "reading": compact(data),
    }


def reading_of(id: str, text: str, data: str) -> Reading:
    """A reading from its row."""
    try:
        plain = json.loads(data)
        plain["report"].setdefault("text", text)
        return reading_from_dict(plain)
    except (FormatError, SpanError, ValueError, KeyError, TypeError) as error:
        raise LedgerError(f"{id}: its reading is damaged: restore a backup: {error}") from None


def mention_data(mention: Mention) -> str:
    """A mention as JSON without what is empty; its words stand in the report."""
    data = mention_to_dict(mention)
    del data["text"], data["via"]  # told by the offsets and the hops
    return compact({name: value for name, value in data.items() if value not in (None, [], "")})


def mention_columns(mention: Mention) -> Row:
    """What is searched and counted of a mention, which linking may change."""
    return {
        "stance": mention.stance.value,
        "source_name": storable(mention.source_name) if mention.source_name else None,
        "origin": storable(mention.origin) if mention.origin else None,
    }


def mention_of(text: str, data: str) -> Mention:
    """A mention from its row and its report's text."""
    try:
        return mention_from_dict(text, json.loads(data))
    except (SpanError, ValueError, KeyError, TypeError) as error:
        raise LedgerError(f"a mention is damaged: restore a backup: {error}") from None


def claim_row(claim: Claim, told: Mapping[str, Any]) -> Row:
    """A claim's line of a table; ``told`` holds the outlet and moment of its reports."""
    theirs = [told[id] for id in claim.reports if id in told]
    times = sorted(row.moment for row in theirs if row.moment)
    return {
        "id": storable(claim.id),
        "label": storable(claim.label),
        "story": claim.story,
        "mentions": len(claim.mentions),
        "reports": len(claim.reports),
        "outlets": len({row.outlet for row in theirs if row.outlet}),
        "origins": len(claim.independent_origins),
        "denials": sum(1 for backing in claim.backings if _AGAINST & set(backing.stances)),
        "conflicts": len(claim.conflicts),
        "first": times[0] if times else None,
        "last": times[-1] if times else None,
    }


def summary_of(row: Sequence[Any]) -> ClaimSummary:
    """A claim's line from its row, whose columns stand in the order of the fields."""
    return ClaimSummary(*(*row[:9], time_of(row[9]), time_of(row[10])))


def card_of(row: Any) -> ReportCard:
    """A report without its text from its row, with ``count`` for its mentions."""
    return ReportCard(
        row.id,
        row.outlet,
        row.headline,
        datetime.fromisoformat(row.published) if row.published else None,
        row.url,
        row.story,
        row.supersedes,
        row.count,
    )
