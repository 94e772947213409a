"""Conflicts of figures, given the mentions of story bundles: precision, recall and F.

    python benchmarks/conflicts.py ../shared/stories/train [--show] [-o FILE]

Of the claims with a figure, those said to conflict are compared with the answers: once with the
figures of the answers, once with the figures that the grammar reads in the words of the mentions,
and once more with a fifth of the mentions lost and a third of strangers from other claims of the
story among them, over six seeds. ``elsewhere`` counts claims without a figure said to conflict.
"""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import click

from reportedly.link.conflicts import conflicts
from reportedly.model import Figure, Mention, Report, Span, Stance, Voice
from reportedly.resolve.dates import find_dates
from reportedly.resolve.figures import find_figures
from reportedly.resolve.places import find_places

SEEDS = 6
LOST = 0.2
STRANGE = 1 / 3


@dataclass(frozen=True)
class Case:
    """A claim with its mentions as read and with the answers' figures, and whether it conflicts."""

    story: str
    claim: str
    read: tuple[Mention, ...]
    given: tuple[Mention, ...]
    conflict: bool | None
    published: dict[str, datetime | None]


@click.command()
@click.argument("stories", type=click.Path(exists=True, path_type=Path))
@click.option("--show", is_flag=True, help="Print each claim that is wrong.")
@click.option("-o", "--output", type=click.Path(path_type=Path))
def main(stories: Path, show: bool, output: Path | None) -> None:
    """Measure conflicts on the bundles below STORIES."""
    cases = [c for path in sorted(stories.glob("*/story.json")) for c in load(path)]
    result = {
        "figures given": measure([(c, c.given) for c in cases], show),
        "figures read": measure([(c, c.read) for c in cases], show),
        "with strangers": measure([p for s in range(SEEDS) for p in worsened(cases, s)], False),
    }
    click.echo(json.dumps(result, indent=1))
    if output:
        output.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")


def measure(pairs: Sequence[tuple[Case, Sequence[Mention]]], show: bool) -> dict[str, object]:
    """Precision, recall and F of the claims said to conflict."""
    hits = said = true = elsewhere = 0
    for case, mentions in pairs:
        found = conflicts(mentions, case.published)
        if case.conflict is None:
            elsewhere += bool(found)
            continue
        hits += case.conflict and bool(found)
        said += bool(found)
        true += case.conflict
        if show and case.conflict != bool(found):
            why = found[0].reason if found else "missed"
            click.echo(f"{case.story} {case.claim}: {why}")
    p, r = hits / max(1, said), hits / max(1, true)
    f = 2 * p * r / (p + r) if hits else 0.0
    figures = sum(case.conflict is not None for case, _ in pairs)
    return {
        "claims": figures,
        "conflicts": true,
        "P": round(100 * p, 1),
        "R": round(100 * r, 1),
        "F": round(100 * f, 1),
        "elsewhere": elsewhere,
    }


def worsened(cases: Sequence[Case], seed: int) -> list[tuple[Case, list[Mention]]]:
    """Claims as a linker might form them: some mentions lost, others of the story among them."""
    chance = random.Random(seed)
    out = []
    for case in cases:
        kept = [m for m in case.read if chance.random() > LOST] or [case.read[0]]
        others = [
            m for c in cases if c.story == case.story and c.claim != case.claim for m in c.read
        ]
        others += [m for m in others if m.figures]  # strangers come for their figures
        some = max(1, round(len(kept) * STRANGE / (1 - STRANGE)))
        out.append((case, kept + chance.sample(others, min(some, len(others)))))
    return out


def load(path: Path) -> list[Case]:
    """The claims of a bundle."""
    story = json.loads(path.read_text(encoding="utf-8"))
    reports = {
        r["id"]: Report(
            r["id"],
            (path.parent / r["file"]).read_text(encoding="utf-8"),
            outlet=r["outlet"],
            published=datetime.fromisoformat(r["published"]),
        )
        for r in story["reports"]
    }
    dates = {name: find_dates(report) for name, report in reports.items()}
    read = {
        name: (find_figures(r.text, [d.span for d in dates[name]]), dates[name], find_places(r))
        for name, r in reports.items()
    }
    published = {name: r.published for name, r in reports.items()}
    cases = []
    for claim in story["claims"]:
        figure = claim["figure"]
        mine, given = [], []
        for n, answer in enumerate(claim["mentions"]):
            text = reports[answer["report"]].text
            mention = _mention(f"{answer['report']}:{claim['id']}.{n}", answer, text)
            figures, days, places = (_inside(v, mention.span) for v in read[answer["report"]])
            mention = replace(mention, figures=figures, dates=days, places=places)
            mine.append(mention)
            given.append(replace(mention, figures=_given(figure, answer, mention)))
        verdict = figure["conflict"] if figure else None
        cases.append(
            Case(path.parent.name, claim["id"], tuple(mine), tuple(given), verdict, published)
        )
    return cases


def _mention(name, answer, text):  # type: ignore[no-untyped-def]
    start = text.index(answer["content"])
    return Mention(
        id=name,
        report=answer["report"],
        span=Span(start, start + len(answer["content"]), answer["content"]),
        voice=Voice.ATTRIBUTED if answer["source"] else Voice.OWN,
        stance=Stance(answer["stance"]),
        source_name=answer["source"],
        origin=answer["origin"],
    )


def _inside(values, span):  # type: ignore[no-untyped-def]
    return tuple(v for v in values if span.start <= v.span.start < span.end)


def _given(figure, answer, mention):  # type: ignore[no-untyped-def]
    if not figure:
        return ()
    found = []
    for value in figure["values"]:
        if value["report"] == answer["report"] and value["text"] in answer["content"]:
            at = mention.span.start + answer["content"].index(value["text"])
            span = Span(at, at + len(value["text"]), value["text"])
            found.append(Figure(span, value["low"], value["high"], figure["unit"]))
    return tuple(found)


if __name__ == "__main__":
    main()
