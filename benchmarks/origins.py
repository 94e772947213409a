"""Origins across reports and the count of independent ones, given the gold mentions and claims.

    python benchmarks/origins.py ../shared/stories/train /tmp/cache/train [--show 30]

The first folder holds story bundles, the second each bundle's readings (``STORY.jsonl``, one a
line).
Each gold mention becomes a mention of ours: the attribution whose content and source meet it best
gives party, chain and origin. Gold claims are the clusters and gold debts the derivations, so what
is measured is origins and backings alone, counted as ``score_story.py`` counts.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from pathlib import Path
from time import process_time
from typing import Any

import click
import numpy as np
from stories import bcubed, best_of, shared

from reportedly.link.backing import backings
from reportedly.link.entry import Entry, Known
from reportedly.link.origins import origins, settle
from reportedly.model import (
    Attribution,
    Claim,
    Debt,
    Derivation,
    Mention,
    Reading,
    Stance,
    Voice,
    reading_from_dict,
)

GOLD = {"asserts", "denies", "doubts", "declines"}


@click.command(help=__doc__.split("\n\n")[0])
@click.argument("stories", type=click.Path(exists=True, path_type=Path))
@click.argument("cache", type=click.Path(exists=True, path_type=Path))
@click.option("--show", default=0, help="Print so many groups and counts that differ.")
@click.option("--only", default="", help="One story.")
def main(stories: Path, cache: Path, show: int, only: str) -> None:
    rows, exact, error, claims, lines, spent = [], 0, 0, 0, [], 0.0
    for path in sorted(stories.glob("*/story.json")):
        name = path.parent.name
        if only and name != only:
            continue
        story = json.loads(path.read_text(encoding="utf-8"))
        readings = read_cache(cache / f"{name}.jsonl")
        start = process_time()
        found = settled(story, readings)
        spent += process_time() - start
        row, right, off, shown = scored(story, found)
        rows.append(row)
        n = len(story["claims"])
        exact, error, claims = exact + right, error + off, claims + n
        p, r, f = _prf([row])
        click.echo(
            f"{name:22} P {p:5.1f} R {r:5.1f} F {f:5.1f}  exact {right:2}/{n:2} error {off / n:.2f}"
        )
        lines += [f"{name}: {line}" for line in shown]
    p, r, f = _prf(rows)
    click.echo(
        json.dumps(
            {
                "origins": {"P": p, "R": r, "F": f},
                "independent.exact": round(100 * exact / claims, 1),
                "independent.error": round(error / claims, 2),
                "seconds": round(spent, 2),
            }
        )
    )
    for line in lines[:show]:
        click.echo(line)


def _prf(rows: list[tuple[float, float, int]]) -> tuple[float, float, float]:
    n = sum(r[2] for r in rows)
    p, r = 100 * sum(x[0] for x in rows) / n, 100 * sum(x[1] for x in rows) / n
    return round(p, 1), round(r, 1), round(2 * p * r / (p + r), 1)


def read_cache(path: Path) -> dict[str, Reading]:
    """The readings of a file, by report."""
    found = [reading_from_dict(json.loads(line)) for line in path.read_text("utf-8").splitlines()]
    return {r.report.id: r for r in found}


def settled(story: dict[str, Any], readings: dict[str, Reading]) -> list[tuple[Claim, int]]:
    """The gold claims with our origins and backings, and how many are counted."""
    mentions: dict[str, list[Mention]] = defaultdict(list)
    of_claim: dict[str, list[str]] = defaultdict(list)
    for claim in story["claims"]:
        for gold in claim["mentions"]:
            made = mention_of(gold, readings[gold["report"]], len(mentions[gold["report"]]))
            mentions[gold["report"]].append(made)
            of_claim[claim["id"]].append(made.id)
    blank = np.zeros((0, 1), np.float32)
    entries = [Entry(r, tuple(mentions[i]), blank, {}) for i, r in readings.items()]
    done, found = origins(entries, Known())
    by_id = {m.id: m for e in done for m in e.mentions}
    debts = [
        Derivation(r["id"], d, Debt.REPRINTS if r["syndicated_from"] == d else Debt.CITES, 1.0)
        for r in story["reports"]
        for d in r["derived_from"]
    ]
    published = {i: r.report.published for i, r in readings.items()}
    known = {o.id: o for o in found}
    out = []
    for name, ids in of_claim.items():
        claim = settle(Claim(name, "", tuple(by_id[i] for i in ids)), readings, debts)
        backed = backings(claim, debts, published, known)
        out.append((claim, backed))
    return out


def mention_of(gold: dict[str, Any], reading: Reading, number: int) -> Mention:
    """A gold mention as one of ours, with what our reading says of who says so."""
    text = reading.report.text
    start = text.find(gold["content"])
    span = reading.report.span(start, start + len(gold["content"]))
    name = f"{reading.report.id}:{number}"
    stance = Stance(gold["stance"])
    if not gold["source"]:
        return Mention(name, reading.report.id, span, Voice.OWN, stance)
    a = best_of(gold, reading) or fitting(reading, start, span.end)
    if a is None:
        return Mention(name, reading.report.id, span, Voice.OWN, stance)
    return Mention(
        name,
        reading.report.id,
        span,
        Voice.ATTRIBUTED,
        stance,
        a.id,
        a.source,
        a.source_name,
        a.source_kind,
        a.via,
    )


def fitting(reading: Reading, start: int, end: int) -> Attribution | None:
    """The attribution whose content alone covers a place best, whoever it names."""
    best: tuple[float, Attribution] | None = None
    for a in reading.attributions:
        both, size = shared((start, end), a.content), sum(s.end - s.start for s in a.content)
        if both and both >= 0.5 * min(size, end - start):
            fit = both / (size + end - start - both)
            if best is None or fit > best[0]:
                best = fit, a
    return best[1] if best else None


def scored(story: dict[str, Any], found: list[Any]) -> tuple[Any, int, int, list[str]]:
    """B-cubed sums, claims counted right, counts off, and what differs."""
    names = {o["id"]: o["name"] for o in story["origins"]}
    gold, ours, lines = {}, {}, []
    right = off = 0
    groups: dict[str, Counter[str]] = defaultdict(Counter)
    for claim, (made, backed) in zip(story["claims"], found, strict=True):
        for g, m in zip(claim["mentions"], made.mentions, strict=True):
            if g["origin"]:
                gold[m.id] = g["origin"]
                if m.origin:
                    ours[m.id] = m.origin
                groups[g["origin"]][
                    f"{m.origin} ({g['report']}{'' if g['source'] else ' own'})"
                ] += 1
        n = sum(b.independent for b in backed)
        right += n == len(claim["independent_origins"])
        off += abs(n - len(claim["independent_origins"]))
        if n != len(claim["independent_origins"]):
            lines.append(f"COUNT {n} for {len(claim['independent_origins'])}: {claim['text']}")
            lines.append(f"   gold {[names[o][:40] for o in claim['independent_origins']]}")
            lines += [f"     {b.origin.id}: {b.reason}" for b in backed]
    for origin, counts in groups.items():
        lines.insert(0, f"{names[origin][:60]} ← {dict(counts)}")
    return bcubed(gold, ours), right, off, lines


if __name__ == "__main__":
    main()
