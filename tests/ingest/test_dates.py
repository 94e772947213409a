"""Times of publication."""

from __future__ import annotations

import pytest

from reportedly.ingest.dates import published_of


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2031-03-04", "2031-03-04T00:00:00+00:00"),
        ("2031-03-04T09:30:00Z", "2031-03-04T09:30:00+00:00"),
        ("2031-03-04T09:30:00+0530", "2031-03-04T09:30:00+05:30"),
        ("2031-03-04 09:30", "2031-03-04T09:30:00"),
        ("2031-03-04 09:30 UTC", "2031-03-04T09:30:00+00:00"),
        ("2031-03-04 09:30:00 +02:00", "2031-03-04T09:30:00+02:00"),
        ("Tue, 04 Mar 2031 09:30:00 GMT", "2031-03-04T09:30:00+00:00"),
        ("4 Mar 2031 09:30:00 -0500", "2031-03-04T09:30:00-05:00"),
    ],
)
def test_iso_8601_and_rfc_2822_are_read(written: str, meant: str) -> None:
    when = published_of(written)
    assert when is not None and when.isoformat() == meant


@pytest.mark.parametrize(
    "written", ["", "yesterday", "2031-13-40", "March", "31", "x" * 500, "\ud800"]
)
def test_what_cannot_be_read_is_none(written: str) -> None:
    assert published_of(written) is None
