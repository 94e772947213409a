"""Drafts: attributions as offsets, before they are checked, numbered and frozen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from reportedly.extract.decoding import WordSpan, best_labels, spans_of
from reportedly.extract.linking import Pointer, link_spans
from reportedly.extract.pieces import Pieces, split_pieces
from reportedly.extract.tagger import Tagger
from reportedly.extract.windows import (
    Floats,
    Scores,
    Window,
    cut_windows,
    home_windows,
    merge_labels,
)

Offsets = tuple[int, int]


@dataclass(slots=True)
class Draft:
    """An attribution in the making.

    Attributes:
        source, cue, content: half-open offsets into the report's text, in order.
        score: the mean confidence of its spans times that of its links.
        within: the draft whose content or source this one was found in.
    """

    source: list[Offsets] = field(default_factory=list)
    cue: list[Offsets] = field(default_factory=list)
    content: list[Offsets] = field(default_factory=list)
    score: float = 1.0
    within: Draft | None = None

    @property
    def start(self) -> int:
        """Where it begins."""
        return min(s for s, _ in self.source + self.cue + self.content)


Passage = tuple[str, Sequence[Offsets]]


def draft_passages(passages: Sequence[Passage], tagger: Tagger) -> list[list[Draft]]:
    """The drafts that the model finds in each ``(text, paragraphs)``, all scored together."""
    pieces = [split_pieces(text, offsets, tagger.tokenizer) for text, offsets in passages]
    windows = [cut_windows(p, tagger.heads.shape, tagger.heads.marks) for p in pieces]
    scores = iter(tagger.score([w for ws in windows for w in ws]))
    scored = [(p, w, [next(scores) for _ in w]) for p, w in zip(pieces, windows, strict=True)]
    emissions = [merge_labels(w, s, len(p.first)) for p, w, s in scored if w]
    spans = iter(_spans([p for p, w, _ in scored if w], emissions, tagger))
    return [_link(p, next(spans), (w, s), tagger) if w else [] for p, w, s in scored]


def _spans(
    pieces: Sequence[Pieces], emissions: Sequence[Floats], tagger: Tagger
) -> list[list[WordSpan]]:
    found = []
    paths = best_labels(emissions, tagger.heads.transitions)
    for piece, rows, labels in zip(pieces, emissions, paths, strict=True):
        # a span never runs on into the next paragraph
        labels[piece.breaks & (labels > 0) & (labels % 2 == 0)] -= 1
        found.append(spans_of(labels, rows))
    return found


def _link(
    pieces: Pieces,
    spans: list[WordSpan],
    scored: tuple[list[Window], list[Scores]],
    tagger: Tagger,
) -> list[Draft]:
    """The drafts that the spans of one scored text make up."""
    windows, scores = scored
    pointer = Pointer(windows, scores, home_windows(windows, len(pieces.first)), tagger.heads.bias)
    drafts = []
    for link in link_spans(spans, pointer):
        parts = [link.cue, *link.sources, *link.contents]
        trust = sum(spans[i].score for i in parts) / len(parts)
        trust *= sum(link.scores) / len(link.scores)
        sources = [_place(pieces, spans[i]) for i in link.sources]
        contents = [_place(pieces, spans[i]) for i in link.contents]
        drafts.append(
            Draft(sources, [_place(pieces, spans[link.cue])], contents, tagger.heads.trust(trust))
        )
    return drafts


def _place(pieces: Pieces, span: WordSpan) -> Offsets:
    return int(pieces.starts[span.start]), int(pieces.ends[span.stop - 1])
