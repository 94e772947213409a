"""A report to its attributions, and many reports in bounded memory."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor

from reportedly.extract.drafts import Draft, draft_passages
from reportedly.extract.mending import mend
from reportedly.extract.nesting import read_again
from reportedly.extract.passages import passages_of
from reportedly.extract.phrases import add_phrases
from reportedly.extract.quotes import find_quotes, form_of
from reportedly.extract.tagger import Tagger
from reportedly.model import Attribution, Failure, Reading, Report, Span, Spans

TOGETHER = 12_000  # characters of reports that are read together
MOST_TOGETHER = 32  # reports that wait for each other
SCORED = 40_000  # characters of a long report that are scored at once

Offsets = tuple[int, int]


def extract(report: Report, tagger: Tagger) -> Reading:
    """Every attribution in ``report``, anchored in its characters, in the order of the text."""
    (reading,) = _extract_group([report], tagger)
    return reading


def extract_many(
    reports: Iterable[Report | Failure], tagger: Tagger
) -> Iterator[Reading | Failure]:
    """Readings in the order of the reports, failures passed on; memory stays bounded.

    Groups of reports are read side by side, each on one of the tagger's threads.
    """
    alone = tagger.alone()
    waiting: deque[Future[list[Reading | Failure]]] = deque()
    with ThreadPoolExecutor(tagger.threads) as pool:
        for group, size in _groups(reports):
            # a long report has threads enough to itself
            reader = tagger if size > 2 * TOGETHER else alone
            waiting.append(pool.submit(_read_group, group, reader))
            if len(waiting) > tagger.threads:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()


def _groups(
    reports: Iterable[Report | Failure],
) -> Iterator[tuple[list[Report | Failure], int]]:
    """Reports to be read together, in order, with their length in characters."""
    group: list[Report | Failure] = []
    size = 0
    for report in reports:
        group.append(report)
        size += len(report.text) if isinstance(report, Report) else 0
        if size >= TOGETHER or len(group) >= MOST_TOGETHER:
            yield group, size
            group, size = [], 0
    if group:
        yield group, size


def _read_group(group: Sequence[Report | Failure], tagger: Tagger) -> list[Reading | Failure]:
    reports = [r for r in group if isinstance(r, Report)]
    try:
        readings: Iterator[Reading | Failure] = iter(_extract_group(reports, tagger))
    except Exception:  # a defect of ours that one report shows must not cost its neighbours
        readings = iter([_extract_or_fail(r, tagger) for r in reports])
    return [r if isinstance(r, Failure) else next(readings) for r in group]


def _extract_or_fail(report: Report, tagger: Tagger) -> Reading | Failure:
    try:
        return extract(report, tagger)
    except Exception as error:
        return Failure(report.id, error)


def _extract_group(reports: Sequence[Report], tagger: Tagger) -> list[Reading]:
    drafts: list[list[Draft]] = [[] for _ in reports]
    batch: list[tuple[int, list[Offsets]]] = []
    size = 0

    def flush() -> None:
        passages = [(reports[i].text, paragraphs) for i, paragraphs in batch]
        found = draft_passages(passages, tagger)
        mended = []
        for (i, paragraphs), rows in zip(batch, found, strict=True):
            text = reports[i].text
            rows = mend(text, rows, paragraphs, find_quotes(text, paragraphs))
            opening = not text[: paragraphs[0][0]].strip()
            mended.append((text, add_phrases(text, rows, paragraphs, opening=opening)))
        for (i, _), rows in zip(batch, read_again(mended, tagger), strict=True):
            drafts[i] += rows

    for index, report in enumerate(reports):
        for paragraphs in passages_of(report):
            length = paragraphs[-1][1] - paragraphs[0][0]
            if batch and size + length > SCORED:
                flush()
                batch, size = [], 0
            batch.append((index, paragraphs))
            size += length
    if batch:
        flush()
    return [_freeze(r, d) for r, d in zip(reports, drafts, strict=True)]


def _freeze(report: Report, drafts: list[Draft]) -> Reading:
    """The drafts as attributions, numbered in the order of the text."""
    text = report.text
    drafts = sorted(drafts, key=lambda d: (d.start, -max(e for _, e in d.content)))
    names = {id(d): f"a{i}" for i, d in enumerate(drafts, start=1)}
    quotes = [q for p in passages_of(report) for q in find_quotes(text, p)]

    def spans(offsets: list[Offsets]) -> Spans:
        return tuple(Span.of(text, s, e) for s, e in sorted(offsets))

    return Reading(
        report,
        tuple(
            Attribution(
                id=names[id(d)],
                source=spans(d.source),
                cue=spans(d.cue),
                content=spans(d.content),
                form=form_of(text, d.content, quotes),
                nested_in=names[id(d.within)] if d.within is not None else None,
                score=d.score,
            )
            for d in drafts
        ),
    )
