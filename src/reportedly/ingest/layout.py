"""Page furniture and captions: paragraphs in which the page, not the report, is speaking.

They stay in the text and are marked, so that nothing in them is taken for an attribution.
The cues are data (``cues.py``); here they are added up, with what the neighbours are.
"""

from __future__ import annotations

import re

from reportedly.ingest.cues import CAPTIONS, FURNITURE, LONGEST, THRESHOLD, Cue, compiled
from reportedly.model import Span, Spans, paragraphs

_NEAR = 0.25  # beside a paragraph that is furniture
_END = 0.2  # in the last sixth of a report of several paragraphs
_FIRST = -0.5  # the first paragraph is mostly a headline
_OPEN = 0.2  # short and without a final stop
_LONG = -0.4  # longer than 300 characters
_BREAK = re.compile(r"(?<=[.!?…])\s+(?=[^\W\d_a-z])")
_TAIL = 900  # characters at the end of a one-paragraph text in which furniture is sought
_STOPS = (".", "!", "?", "…", ".”", '."', ".)", ".’")


def layout(text: str) -> tuple[Spans, Spans]:
    """The furniture and the captions of ``text``, as whole paragraphs, in order.

    Where a text is one long paragraph, sentences of furniture at its very end are found too.

    >>> furniture, captions = layout("A dam broke.\\n\\nSubscribe to our newsletter.")
    >>> [span.text for span in furniture]
    ['Subscribe to our newsletter.']
    """
    places = paragraphs(text)
    pieces = [text[s:e] if e - s <= LONGEST else "" for s, e in places]
    captions = _captions(text, places, pieces)
    furniture = _furniture(pieces, captions)
    spans = [places[i] for i in sorted(furniture)]
    if places and len(places) <= 3 and len(places) - 1 not in furniture | captions:
        spans += _tail(text, *places[-1])
    return (
        tuple(Span.of(text, s, e) for s, e in spans),
        tuple(Span.of(text, *places[i]) for i in sorted(captions)),
    )


def _captions(text: str, places: list[tuple[int, int]], pieces: list[str]) -> set[int]:
    found = {i for i, piece in enumerate(pieces) if _score(piece, CAPTIONS) >= THRESHOLD}
    for i in sorted(found):
        previous = pieces[i - 1] if i else ""
        if len(previous) > 25 and pieces[i].startswith(previous.rstrip(". ")):
            found.add(i - 1)  # the picture's text stands once without and once with its credit
        elif previous and len(pieces[i]) < 60 and _is_joined(text, places, i):
            found.add(i - 1)  # a credit on a line of its own, right below its caption
    return found - {0}


def _is_joined(text: str, places: list[tuple[int, int]], i: int) -> bool:
    """Whether paragraph ``i`` follows on the next line in a text that parts its paragraphs."""
    gaps = [text.count("\n", e, s) for (_, e), (s, _) in zip(places, places[1:], strict=False)]
    return gaps[i - 1] == 1 and gaps.count(1) * 3 < len(gaps)


def _furniture(pieces: list[str], captions: set[int]) -> set[int]:
    count = len(pieces)
    scores = {}
    for i, piece in enumerate(pieces):
        if i in captions or not piece:
            continue
        score = _score(piece, FURNITURE)
        if score > 0:
            scores[i] = score + _shape(piece)
    found: set[int] = set()
    grew = True
    while grew:
        near = {
            i
            for i, score in scores.items()
            if i not in found
            and score + _place(i, count, bool({i - 1, i + 1} & found)) >= THRESHOLD
        }
        found |= near
        grew = bool(near)
    return found


def _score(piece: str, cues: tuple[Cue, ...]) -> float:
    """The sum of the cues that ``piece`` shows, each name counted once at its best."""
    best: dict[str, float] = {}
    for pattern, cue in compiled(cues):
        if abs(cue.weight) > abs(best.get(cue.name, 0)) and pattern.search(piece):
            best[cue.name] = cue.weight
    return sum(best.values())


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


def _tail(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where furniture begins that is run into the end of a text, as one span or none."""
    low = max(start, end - _TAIL)
    cuts = [m.end() for m in _BREAK.finditer(text, low, end)] + [end]
    begin = end
    for cut, after in zip(reversed(cuts[:-1]), reversed(cuts[1:]), strict=True):
        piece = text[cut:after].strip()
        score = _score(piece, FURNITURE) + (_NEAR if begin < end else _END)
        if score < THRESHOLD:
            break
        begin = cut
    return [(begin, end)] if begin < end else []
