"""What quotation marks tell that one window cannot: quotes that run on, and their exact ends."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from reportedly.extract.drafts import Draft
from reportedly.extract.quotes import Quote

Offsets = tuple[int, int]

_WORD = re.compile(r"\w")
_SPEAKER = re.compile(r"[\"“‘]?\s*(\(|\[|[A-Z][\w.'’-]*( [A-Z][\w.'’-]*){0,3}:)")  # of a transcript
_DATELINE = re.compile(  # "PORT SELLE, May 19 (BPA) — "
    r"[A-Z][A-Z .’'-]{2,40}(?:, [\w .]{2,25}){0,2}(?: \([\w/ ]{2,20}\))? ?[—–-]{1,2} (?=\S)"
)
_CARRIED = 0.8  # what is left of the confidence in a draft when its source is carried over


def mend(
    text: str, drafts: list[Draft], paragraphs: Sequence[Offsets], quotes: Sequence[Quote]
) -> list[Draft]:
    """The drafts with their quotes whole: marks taken in, later paragraphs of a quote joined on.

    A paragraph that re-opens a quote left open belongs to the same attribution. A paragraph that
    is one more quote after a closed one, with no cue of its own, becomes an attribution with the
    source and cue of the one before. One word that nobody is named for says nothing: it is left
    out.
    """
    for draft in drafts:
        draft.content = [_with_marks(_without_edges(text, s), quotes) for s in draft.content]
        draft.content = _near(draft, paragraphs, quotes)
        draft.cue = [_without_edges(text, s) for s in draft.cue]
        draft.source = [_without_stop(text, s) for s in draft.source]
    drafts = [d for d in drafts if d.source or any(" " in text[s:e] for s, e in d.content)]
    mended = [part for draft in drafts for part in _parted(text, draft, paragraphs, quotes)]
    return _continued(text, mended, paragraphs, quotes)


def _without_edges(text: str, span: Offsets) -> Offsets:
    """The span without a dateline before it and the comma that parts it from its cue.

    A comma before a quote mark stays.
    """
    start, end = span
    dateline = _DATELINE.match(text, start, end)
    if dateline and (start == 0 or text[start - 1] == "\n"):
        start = dateline.end()
    words = text[start:end].rstrip(" ,;\u00a0")
    return (start, start + len(words)) if words else span


def _near(draft: Draft, paragraphs: Sequence[Offsets], quotes: Sequence[Quote]) -> list[Offsets]:
    """The contents in the cue's own paragraph, and of others only those that are quoted."""
    home = _paragraph_at(paragraphs, draft.cue[0][0])
    here = [span for span in draft.content if _paragraph_at(paragraphs, span[0]) == home]
    if not here:
        return draft.content
    return [s for s in draft.content if s in here or _quote_at(quotes, s[0]) is not None]


def _without_stop(text: str, span: Offsets) -> Offsets:
    """A source without the stop that ends its sentence; that of "Jr." or "U.S." stays."""
    start, end = span
    last = text[start:end].rsplit(None, 1)[-1]
    is_word = last.endswith(".") and last[:-1].isalpha() and len(last) > 4 and last.islower()
    return (start, end - 1) if is_word and end - 1 > start else span


def _with_marks(span: Offsets, quotes: Sequence[Quote]) -> Offsets:
    """The span with the quote mark that stands just outside either end of it."""
    start, end = span
    for quote in quotes:
        if quote.start == start - 1 and end > start:
            start = quote.start
        if quote.closed and quote.end == end + 1:
            end = quote.end
        if quote.start > end:
            break
    return start, end


def _paragraph_at(paragraphs: Sequence[Offsets], offset: int) -> int:
    return bisect_right([s for s, _ in paragraphs], offset) - 1


def _quote_at(quotes: Sequence[Quote], offset: int) -> Quote | None:
    at = bisect_right([q.start for q in quotes], offset) - 1
    return quotes[at] if at >= 0 and offset < quotes[at].end else None


def _parted(
    text: str, draft: Draft, paragraphs: Sequence[Offsets], quotes: Sequence[Quote]
) -> list[Draft]:
    """A draft, parted where a closed quote is followed by another in a later paragraph."""
    groups: list[list[Offsets]] = []
    for span in sorted(draft.content):
        last = groups[-1][-1] if groups else None
        new = last is not None and _starts_anew(text, last, span, paragraphs, quotes)
        if new and draft.cue and not _ends_in_colon(text, draft.cue[-1]):
            groups.append([span])
        elif groups:
            groups[-1].append(span)
        else:
            groups.append([span])
    if len(groups) < 2:
        return [draft]
    return [
        Draft(list(draft.source), list(draft.cue), g, draft.score * (_CARRIED if i else 1))
        for i, g in enumerate(groups)
    ]


def _ends_in_colon(text: str, cue: Offsets) -> bool:
    return text[cue[0] : cue[1] + 1].rstrip().endswith(":")


def _starts_anew(
    text: str,
    before: Offsets,
    span: Offsets,
    paragraphs: Sequence[Offsets],
    quotes: Sequence[Quote],
) -> bool:
    if _paragraph_at(paragraphs, before[0]) == _paragraph_at(paragraphs, span[0]):
        return False
    earlier = _quote_at(quotes, before[1] - 1)
    later = _quote_at(quotes, span[0])
    return earlier is not None and earlier.closed and later is not None


def _continued(
    text: str, drafts: list[Draft], paragraphs: Sequence[Offsets], quotes: Sequence[Quote]
) -> list[Draft]:
    """Drafts for paragraphs that are wholly quoted and belong to nobody yet."""
    covered = sorted(span for d in drafts for span in d.content)
    owners = {span: d for d in drafts for span in d.content}
    starts = [s for s, _ in paragraphs]
    for index in range(1, len(paragraphs)):
        start, end = paragraphs[index]
        quote = _quote_at(quotes, start)
        if quote is None or quote.start != start or _WORD.search(text, quote.end, end):
            continue
        if any(s < end and start < e for s, e in covered) or _SPEAKER.match(text, start, end):
            continue
        before = [span for span in covered if starts[index - 1] <= span[0] < start]
        last = _quote_at(quotes, before[-1][1] - 1) if before else None
        if last is None:
            continue
        owner = owners[before[-1]]
        span = (start, quote.end)
        if last.closed:
            drafts.append(
                Draft(list(owner.source), list(owner.cue), [span], owner.score * _CARRIED)
            )
            owner = drafts[-1]
        else:
            owner.content.append(span)
        owners[span] = owner
        covered = sorted([*covered, span])
    return drafts
