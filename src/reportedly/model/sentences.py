"""Sentences of a paragraph, as offsets."""

from __future__ import annotations

import re

_SENTENCE_END = re.compile(r"[.!?]+[\"”’)\]]*(?=\s+[\"“‘(\[]?[A-Z0-9])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Sgt|Capt|Maj|Sen|Rep|Gov|St|Jr|Sr|vs|No|Inc|Ltd|Co|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)|\b[A-Za-z])\.$"
)


def sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Half-open offsets of the sentences of a paragraph; common abbreviations do not end one."""
    out, at = [], start
    for stop in _SENTENCE_END.finditer(text, start, end):
        if _ABBREVIATION.search(text[max(at, stop.start() - 6) : stop.start() + 1]):
            continue
        out.append((at, stop.end()))
        at = stop.end()
        while at < end and text[at].isspace():
            at += 1
    if at < end:
        out.append((at, end))
    return out
