"""Times of publication, as pages and records write them."""

from __future__ import annotations

import re
from datetime import UTC, datetime

_DATE_ONLY = re.compile(r"\d{4}-?\d\d-?\d\d|\d{4}-?W\d\d-?\d")
_ISO_LIKE = re.compile(r"\d{4}-?\d\d-?\d\d\D|\d{4}-?\d\d-?\d\d$|\d{4}-?W\d\d")
_NAMED_UTC = re.compile(r"\s*(?:UTC|GMT)$", re.IGNORECASE)
_SPACED_ZONE = re.compile(r"\s+(?=[+-]\d\d:?\d\d$)")


def published_of(value: str) -> datetime | None:
    """The time that ``value`` tells (ISO 8601 or RFC 2822), or None where it is unreadable.

    A date alone is midnight UTC; a time without a zone stays without one.

    >>> published_of("2031-03-04").isoformat()
    '2031-03-04T00:00:00+00:00'
    >>> published_of("Tue, 04 Mar 2031 09:30:00 +0100").isoformat()
    '2031-03-04T09:30:00+01:00'
    >>> published_of("last Tuesday") is None
    True
    """
    value = value.strip()
    if not value or len(value) > 64:
        return None
    if _ISO_LIKE.match(value):
        return _iso(value)
    from email.utils import parsedate_to_datetime

    try:
        return parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _iso(value: str) -> datetime | None:
    plain = _SPACED_ZONE.sub("", _NAMED_UTC.sub("+00:00", value))
    try:
        when = datetime.fromisoformat(plain)
    except ValueError:
        return None
    return when.replace(tzinfo=UTC) if _DATE_ONLY.fullmatch(value) else when
