"""Passages: what of a report is read, in stretches that fit in memory."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportedly.model import Report, paragraphs

Offsets = tuple[int, int]

MOST = 24_000  # characters of a passage; about 4,000 words, some 20 windows
_SPACE = re.compile(r"\s+")


def passages_of(report: Report) -> Iterator[list[Offsets]]:
    """The report's paragraphs in passages of bounded length; furniture and captions left out."""
    passage: list[Offsets] = []
    size = 0
    for start, end in _running_text(report):
        if passage and size + end - start > MOST:
            yield passage
            passage, size = [], 0
        passage.append((start, end))
        size += end - start
    if passage:
        yield passage


def _running_text(report: Report) -> Iterator[Offsets]:
    apart = sorted((s.start, s.end) for s in report.furniture + report.captions)
    at = 0
    for start, end in paragraphs(report.text):
        while at < len(apart) and apart[at][1] <= start:
            at += 1
        begin = start
        for cut_start, cut_end in apart[at:]:
            if cut_start >= end:
                break
            if cut_start > begin:
                yield from _split(report.text, begin, cut_start)
            begin = max(begin, cut_end)
        if begin < end:
            yield from _split(report.text, begin, end)


def _split(text: str, start: int, end: int) -> Iterator[Offsets]:
    """A stretch as it is, or where it is longer than a passage, in pieces cut at white space."""
    while end - start > MOST:
        cut = start + MOST
        for space in _SPACE.finditer(text, start + MOST // 2, cut):
            cut = space.end()
        yield start, cut
        start = cut
    if text[start:end].strip():
        yield start, end
