"""A report to its attributions, and many reports in bounded memory."""

from __future__ import annotations

from reportedly.extract.decoding import WordSpan, best_labels, spans_of
from reportedly.extract.linking import Link, Pointer, link_spans
from reportedly.extract.pieces import Pieces
from reportedly.extract.tagger import Heads
from reportedly.extract.windows import Scores, Window, home_windows, merge_labels


def assemble(
    pieces: Pieces, windows: list[Window], scores: list[Scores], heads: Heads
) -> tuple[list[WordSpan], list[Link]]:
    """The labelled spans of a scored text and the attributions they make up."""
    words = len(pieces.first)
    emissions = merge_labels(windows, scores, words)
    spans = spans_of(best_labels(emissions, heads.transitions), emissions)
    pointer = Pointer(windows, scores, home_windows(windows, words), heads.bias)
    return spans, link_spans(spans, pointer)
