"""When, in the phrasing of news."""

from __future__ import annotations

import re
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.model import Attribution, Form, Report, Span, When
from reportedly.resolve.dates import find_dates, said_when

MARKED = re.compile(r"[{}]")


def cases() -> list[tuple[str | None, str, str]]:
    out, published = [], None
    for line in (Path(__file__).parent / "dates.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("@ "):
            published = None if line == "@ -" else line[2:]
        elif line and not line.startswith("#"):
            text, _, expected = line.partition(" =>")
            out.append((published, text.replace("|", "\n"), expected.strip()))
    return out


CASES = cases()


def read(text: str, published: str | date | None = "2020-10-02") -> tuple[When, ...]:
    """The times of a text."""
    when = None
    if published is not None:
        when = datetime.fromisoformat(str(published)).replace(tzinfo=UTC)
    return find_dates(Report("r", text, published=when))


def told(when: When) -> str:
    """A time as the table writes it."""
    first, last = (str(day) if day else "none" for day in (when.earliest, when.latest))
    days = first if first == last else f"{first}..{last}"
    return f"{days} {when.granularity}{' ~' if when.approximate else ''}"


@pytest.mark.parametrize(("published", "marked", "expected"), CASES, ids=[c[1][:60] for c in CASES])
def test_times_are_read_as_news_means_them(
    published: str | None, marked: str, expected: str
) -> None:
    found = read(MARKED.sub("", marked), published)
    assert [w.span.text for w in found] == re.findall(r"\{([^}]*)\}", marked)
    assert "; ".join(told(w) for w in found) == expected
