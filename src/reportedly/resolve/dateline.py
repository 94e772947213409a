"""The day of a report, by its dateline or by a date stamped on its head."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from reportedly.model import When

HEAD = 700  # characters of a report that can hold its dateline
_NEAR = 2  # days between writing and publication that go without saying
_STAMP = re.compile(r"(?:(?:last )?(?:published|updated|posted|dated?)(?: on)?:? )?", re.I)
_PLACE = re.compile(r"[A-Z][\w.'’/ -]{1,40}(?:, [\w.'’ -]{1,30}){0,2},? ")
_RULE = re.compile(r"(?:, \d{4})?[,.]? ?(?:\([^()\n]{1,40}\)\s*[-–—:]?|[-–—]{1,2}\s|[/|:] )")
_LINE_END = re.compile(
    r"(?:,? (?:at )?\d\d?[:.]?\d\d\b[^\n]{0,30}|,? [^\n]{0,3}| ?[|·,][^\n]{0,60})?$"
)


def day_of_report(
    text: str, head: Sequence[When], published: date | None
) -> tuple[date | None, str | None]:
    """The day that a report counts from, and what told it: "published", "dateline" or None.

    The dateline wins where it is a day or two from publication; where they contradict each other
    by more, neither is believed: relative times stay relative.

    Args:
        text: the report's text.
        head: the times told in its first characters.
        published: the day of its publication, where known.
    """
    for when in head:
        day = when.earliest
        if day is None or day != when.latest or when.rule != "date":
            continue
        if when.span.start > HEAD or not _dates_the_report(text, when):
            continue
        if published is None:
            return day, "dateline"
        if abs((day - published).days) > _NEAR:
            return None, None
        return (day, "dateline") if day != published else (published, "published")
    return published, "published" if published else None


def _dates_the_report(text: str, when: When) -> bool:
    """Whether a date stands at the head: first of all, in a dateline, or at the end of a line."""
    opens = text.rfind("\n", 0, when.span.start) + 1
    closes = text.find("\n", when.span.end, when.span.end + 200)
    before = text[opens : when.span.start]
    after = text[when.span.end : closes if closes >= 0 else when.span.end + 200]
    if _STAMP.fullmatch(before):
        return not after.startswith((",", "'", "’")) or opens > 0
    if len(before) > 110:
        return False
    if _PLACE.fullmatch(before) and _RULE.match(after):
        return True
    return len(before) + len(after) < 130 and opens > 0 and _LINE_END.fullmatch(after) is not None
