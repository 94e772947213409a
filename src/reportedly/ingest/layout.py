"""Page furniture and captions: paragraphs in which the page, not the report, is speaking.

They stay in the text and are marked, so that nothing in them is taken for an attribution.
What they look like is data (``furniture``, ``captions``); here it is added up, with the shape
of a paragraph, its place and its company.
"""

from __future__ import annotations

import re
from itertools import pairwise

from reportedly.ingest.captions import CAPTIONS
from reportedly.ingest.cues import LONGEST, THRESHOLD, compiled, score
from reportedly.ingest.furniture import FURNITURE
from reportedly.model import Span, Spans, paragraphs

_NEAR = 0.25  # beside a paragraph that is furniture
_END = 0.2  # in the last sixth of a report of several paragraphs
_FIRST = -0.5  # the first paragraph is mostly a headline
_OPEN = 0.2  # short and without a final stop
_LONG = -0.4  # longer than 300 characters
_STOPS = (".", "!", "?", "…", ".”", '."', ".)", ".’")
_TAIL = 900  # characters at the end of a text in few paragraphs, searched by the sentence
_BREAK = re.compile(r"(?<=[.!?…])\s+(?=[^\W\d_a-z])")

Offsets = tuple[int, int]


def layout(text: str) -> tuple[Spans, Spans]:
    r"""The furniture and the captions of ``text``, as whole paragraphs, in order.

    Where a text is one long paragraph, sentences of furniture at its very end are found too.

    >>> furniture, captions = layout("A dam broke.\n\nSubscribe to our newsletter.")
    >>> [span.text for span in furniture]
    ['Subscribe to our newsletter.']
    """
    places = paragraphs(text)
    pieces = [" ".join(text[s:e].split()) if e - s <= LONGEST else "" for s, e in places]
    captions = _captions(text, places, pieces)
    furniture = _furniture(pieces, captions)
    spans = [places[i] for i in sorted(furniture)]
    if 0 < len(places) <= 3 and len(places) - 1 not in furniture | captions:
        spans += _tail(text, *places[-1])
    return (
        tuple(Span.of(text, *place) for place in spans),
        tuple(Span.of(text, *places[i]) for i in sorted(captions)),
    )


def _captions(text: str, places: list[Offsets], pieces: list[str]) -> set[int]:
    cues = compiled(CAPTIONS)
    found = {i for i, p in enumerate(pieces) if i and p and score(p, cues) >= THRESHOLD}
    joined = _joined(text, places) if found else set()
    for i in sorted(found):
        before = pieces[i - 1].rstrip(". ")
        twice = len(before) > 25 and pieces[i].startswith(before)  # without, then with its credit
        credit_below = before and len(pieces[i]) < 60 and i in joined
        if i > 1 and (twice or credit_below):
            found.add(i - 1)
    return found


def _joined(text: str, places: list[Offsets]) -> set[int]:
    """Paragraphs that follow on the very next line, in a text that mostly leaves lines blank."""
    gaps = [text.count("\n", e, s) for (_, e), (s, _) in pairwise(places)]
    return {i + 1 for i, n in enumerate(gaps) if n == 1} if gaps.count(1) * 3 < len(gaps) else set()


def _furniture(pieces: list[str], captions: set[int]) -> set[int]:
    scores = {}
    cues = compiled(FURNITURE)
    for i, piece in enumerate(pieces):
        if piece and i not in captions:
            own = score(piece, cues)
            if own > 0:
                scores[i] = own + _shape(piece)
    found: set[int] = set()
    waiting = [i for i, s in scores.items() if s + _place(i, len(pieces), False) >= THRESHOLD]
    while waiting:
        i = waiting.pop()
        found.add(i)
        for j in (i - 1, i + 1):
            reached = scores.get(j, 0.0) + _place(j, len(pieces), True) >= THRESHOLD
            if reached and j not in found:
                waiting.append(j)
    return found


def _shape(piece: str) -> float:
    if len(piece) > 300:
        return _LONG
    return _OPEN if len(piece) < 120 and not piece.endswith(_STOPS) else 0.0


def _place(i: int, count: int, near: bool) -> float:
    """What the place of paragraph ``i`` of ``count`` adds; company and the end do not add up."""
    if i == 0:
        return _FIRST
    at_end = count > 3 and i >= count - max(2, count // 6)
    return max(_NEAR if near else 0.0, _END if at_end else 0.0)


def _tail(text: str, start: int, end: int) -> list[Offsets]:
    """Furniture that is run into the end of a paragraph, as one span, or none."""
    cuts = [m.end() for m in _BREAK.finditer(text, max(start, end - _TAIL), end)]
    begin = end
    for cut in reversed(cuts):
        piece = " ".join(text[cut:begin].split())
        near = _NEAR if begin < end else _END
        if score(piece, compiled(FURNITURE)) + near < THRESHOLD:
            break
        begin = cut
    return [(begin, end)] if begin < end else []
