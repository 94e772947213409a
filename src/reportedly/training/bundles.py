"""Story bundles as data for linking: read reports, their mentions, and which claims those carry."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from reportedly.link.mentions import mentions
from reportedly.model import Mention, Reading, Report
from reportedly.reading import read_many

Offsets = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Answer:
    """A mention as the bundle's answers have it."""

    report: str
    span: Offsets
    claim: str


@dataclass(frozen=True, slots=True)
class Bundle:
    """A story with its answers.

    Attributes:
        name: its folder's name.
        readings: its reports as read, in their order.
        answers: every mention in the answers.
        mentions: what is found in the reports, in their order.
        claims: for each found mention the claims that it carries, none where the answers do not
            know it.
        unsure: places of found mentions that touch an answer without being the one that fits it
            best: nobody can tell whether they carry its claim.
    """

    name: str
    readings: tuple[Reading, ...]
    answers: tuple[Answer, ...]
    mentions: tuple[Mention, ...]
    claims: tuple[frozenset[str], ...]
    unsure: frozenset[int]


def load_bundles(folder: Path) -> list[Bundle]:
    """All bundles below a folder, read by the shipped extraction model."""
    return [load_bundle(path.parent) for path in sorted(folder.glob("*/story.json"))]


def load_bundle(folder: Path) -> Bundle:
    """The bundle in a folder (``story.json``, ``reports/``)."""
    from datetime import datetime

    story = json.loads((folder / "story.json").read_text(encoding="utf-8"))
    reports = []
    for about in story["reports"]:
        text = (folder / about["file"]).read_text(encoding="utf-8")
        reports.append(
            Report(
                id=about["id"],
                text=text,
                outlet=about["outlet"],
                published=datetime.fromisoformat(about["published"]),
                headline=text.split("\n", 1)[0],
                url=about["url"],
            )
        )
    texts = {report.id: report.text for report in reports}
    answers = []
    for claim in story["claims"]:
        for mention in claim["mentions"]:
            start = texts[mention["report"]].index(mention["content"])
            span = (start, start + len(mention["content"]))
            answers.append(Answer(mention["report"], span, claim["id"]))
    readings = tuple(r for r in read_many(reports) if isinstance(r, Reading))
    found = tuple(m for reading in readings for m in mentions(reading))
    carried = _carried(answers, found)
    unsure = frozenset(
        place
        for place, mention in enumerate(found)
        if not carried[place] and any(_touches(answer, mention) for answer in answers)
    )
    return Bundle(folder.name, readings, tuple(answers), found, carried, unsure)


def _touches(answer: Answer, mention: Mention) -> bool:
    return (
        answer.report == mention.report
        and answer.span[0] < mention.span.end
        and mention.span.start < answer.span[1]
    )


def _carried(answers: Sequence[Answer], found: Sequence[Mention]) -> tuple[frozenset[str], ...]:
    carried: list[set[str]] = [set() for _ in found]
    for answer in answers:
        place = best_place(answer, found)
        if place is not None:
            carried[place].add(answer.claim)
    return tuple(frozenset(claims) for claims in carried)


def best_place(answer: Answer, found: Sequence[Mention]) -> int | None:
    """Which found mention fits an answer best, as ``score_story.py`` chooses; None where none."""
    best: tuple[float, int] | None = None
    for place, mention in enumerate(found):
        if mention.report != answer.report:
            continue
        a, b = answer.span, (mention.span.start, mention.span.end)
        shared = min(a[1], b[1]) - max(a[0], b[0])
        if shared > 0 and shared >= 0.5 * min(a[1] - a[0], b[1] - b[0]):
            share = shared / (max(a[1], b[1]) - min(a[0], b[0]))
            if best is None or share > best[0]:
                best = share, place
    return best[1] if best else None
