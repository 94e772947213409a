"""Stances towards claims, given the mentions and claims of story bundles.

    python benchmarks/stances.py ../shared/stories/dev [--readings FOLDER] [--held-out] [--fit FILE]

Accuracy over four stances of all mentions and of attributed ones, before (by the cue) and after,
with precision and recall of each; then the same for claims with a third of strangers among their
mentions. ``--held-out`` fits anew for each story on the others; ``--fit`` writes weights fitted on
all. ``--readings`` holds one ``STORY.jsonl`` a story, readings made earlier.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import click

from reportedly.link import stances as linking
from reportedly.model import Reading, Report, Stance, reading_from_dict


@click.command()
@click.argument("stories", type=click.Path(exists=True, path_type=Path))
@click.option("--readings", type=click.Path(exists=True, path_type=Path))
@click.option("--held-out", is_flag=True)
@click.option("--fit", "target", type=click.Path(path_type=Path))
@click.option("--show", is_flag=True, help="Print each mention that is wrong.")
@click.option("--strength", type=float)
@click.option("-o", "--output", type=click.Path(path_type=Path))
def main(
    stories: Path,
    readings: Path | None,
    held_out: bool,
    target: Path | None,
    show: bool,
    strength: float | None,
    output: Path | None,
) -> None:
    """Measure stances on the bundles below STORIES."""
    from reportedly.training.stances import (
        STRENGTH,
        examples,
        fit,
        fit_weights,
        load_stood,
        worsened,
    )

    stood = load_stood(stories, lambda name: _read(stories, readings, name))
    if target:
        fit(stood, target)
        linking._model.cache_clear()
    worse = worsened(stood, 7)
    result = {}
    for label, claims in (("given", stood), ("a third strangers", worse)):
        rows = []
        for story in sorted({s.story for s in stood}):
            model = linking._model()
            if held_out:
                rest = [s for s in stood if s.story != story]
                data = [
                    e for c in (rest, worsened(rest, 1), worsened(rest, 2)) for e in examples(c)
                ]
                model = fit_weights(data, strength or STRENGTH), model[1]
            for one in claims:
                if one.story == story:
                    rows += _rows(one, model, show and label == "given")
        result[label] = measure(rows)
    click.echo(json.dumps(result, indent=1))
    if output:
        output.write_text(json.dumps(result, indent=1) + "\n")


def _rows(one, model, show):  # type: ignore[no-untyped-def]
    after = linking.stances(one.claim, one.texts, model)
    rows = []
    for old, new, answer in zip(one.claim.mentions, after.mentions, one.answers, strict=True):
        if answer is None:
            continue
        rows.append((old.voice, linking.four(old.stance), linking.four(new.stance), answer))
        if show and linking.four(new.stance) != answer:
            click.echo(
                f"{one.story} {one.claim.id} {one.claim.label[:60]} | {old.voice} "
                f"{linking.four(old.stance)} -> {linking.four(new.stance)}, is {answer} | "
                f"{old.source_name} | {old.span.text[:110]!r} {new.evidence[-1:]}"[:420]
            )
    return rows


def measure(rows: Sequence[tuple[str, Stance, Stance, Stance]]) -> dict[str, object]:
    """Accuracy before and after, and precision and recall of each stance after."""

    def share(of: list[bool]) -> float:
        return round(100 * sum(of) / len(of), 1) if of else 0.0

    out: dict[str, object] = {"mentions": len(rows)}
    for voice in ("all", "attributed", "own"):
        some = [r for r in rows if voice in ("all", r[0])]
        out[voice] = {
            "cue": share([r[1] == r[3] for r in some]),
            "claim": share([r[2] == r[3] for r in some]),
        }
    for stance in linking.FOUR:
        out[stance.value] = {
            "precision": share([r[3] == stance for r in rows if r[2] == stance]),
            "recall": share([r[2] == stance for r in rows if r[3] == stance]),
            "by cue": share([r[1] == stance for r in rows if r[3] == stance]),
        }
    return out


def _read(stories: Path, cached: Path | None, name: str) -> list[Reading]:
    if cached:
        lines = (cached / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
        return [reading_from_dict(json.loads(line)) for line in lines]
    from reportedly.reading import read_many

    story = json.loads((stories / name / "story.json").read_text(encoding="utf-8"))
    reports = [
        Report(
            r["id"],
            (stories / name / r["file"]).read_text(encoding="utf-8"),
            outlet=r["outlet"],
        )
        for r in story["reports"]
    ]
    return [r for r in read_many(reports) if isinstance(r, Reading)]


if __name__ == "__main__":
    main()
