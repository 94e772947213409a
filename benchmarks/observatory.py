"""Reports of FA-KES that credit the Syrian Observatory for Human Rights, and whether we say so.

    python benchmarks/observatory.py ../shared/data/fa-kes/fa-kes.jsonl.gz [--show 40] [-o FILE]

Looked at are the reports with the word "Observatory" in them. One is credited where the name, or
"SOHR", stands in some attribution's source name, origin or hops, or in its party's name or
affiliation. ``--show`` prints those missed, with the words around the name.

``--alarms`` draws reports at random (the seed is fixed) from those credited, with or without the
word, and prints each attribution that credits the Observatory, for a person to read and count
those that do not; reports credited without having the word come first.
"""

from __future__ import annotations

import json
import random
import re
from datetime import datetime
from pathlib import Path

import click
from agreement import passage, percent
from extracted import read_reports

from reportedly.ingest import IngestOptions, report_of
from reportedly.model import Attribution, Reading

NAME = re.compile(r"\bObservatory\b|\bSOHR\b")


@click.command(help=__doc__.split("\n\n")[0])
@click.argument("reports", type=click.Path(exists=True, path_type=Path))
@click.option("--model", type=click.Path(path_type=Path))
@click.option("--show", default=0, help="Print so many reports missed.")
@click.option("--alarms", default=0, help="Print so many reports credited, drawn at random.")
@click.option("-o", "--output", type=click.Path(path_type=Path))
def main(reports: Path, model: Path | None, show: int, alarms: int, output: Path | None) -> None:
    from reportedly.resolve import resolve
    from reportedly.training.corpus import read_jsonl

    given = []
    for record in read_jsonl(reports):
        published = datetime.fromisoformat(record["published"])
        options = IngestOptions(outlet=record["outlet"], published=published)
        given.append(report_of(record["text"], record["id"], options))
    read = [resolve(reading) for reading in read_reports(given, model)]
    named = [r for r in read if "Observatory" in r.report.text]
    missed = [r for r in named if not crediting(r)]
    others = [r for r in read if "Observatory" not in r.report.text]
    result = {
        "reports": len(read),
        "with_the_word": len(named),
        "credited": len(named) - len(missed),
        "share": percent(len(named) - len(missed), len(named)),
        "credited_without_the_word": sum(bool(crediting(r)) for r in others),
    }
    click.echo(json.dumps(result, indent=1))
    for reading in missed[:show]:
        click.echo(overlooked(reading), err=True)
    for reading in drawn(read, alarms):
        click.echo(answers(reading), err=True)
    if output:
        output.write_text(json.dumps(result, indent=1) + "\n")


def crediting(reading: Reading) -> list[Attribution]:
    """The attributions that credit the Observatory under any name."""
    parties = {p.id: p for p in reading.parties}
    found = []
    for attribution in reading.attributions:
        party = parties.get(attribution.party or "")
        names = [attribution.source_name, attribution.origin, *(h.name for h in attribution.via)]
        if party is not None:
            names += [party.name, party.affiliation]
        if any(NAME.search(name) for name in names if name):
            found.append(attribution)
    return found


def drawn(read: list[Reading], count: int) -> list[Reading]:
    """Reports credited, drawn at random; those that do not have the word come first."""
    credited = [r for r in read if crediting(r)]
    sample = random.Random(3).sample(credited, min(count, len(credited)))
    return sorted(sample, key=lambda r: "Observatory" in r.report.text)


def overlooked(reading: Reading) -> str:
    """Where a report names the Observatory, and the attributions near it."""
    text = reading.report.text
    at = text.index("Observatory")
    lines = [f"{reading.report.id}: {passage(text, at, at + len('Observatory'))}"]
    for a in reading.attributions:
        spans = a.source + a.cue + a.content
        if min(s.start for s in spans) < at + 200 and max(s.end for s in spans) > at - 200:
            lines.append(f"  {told(a)}")
    return "\n".join(lines) + "\n"


def answers(reading: Reading) -> str:
    """The attributions that credit the Observatory, with the words before and after each."""
    lines = [f"{reading.report.id}:"]
    for a in crediting(reading):
        spans = a.source + a.cue
        words = passage(reading.report.text, spans[0].start, max(s.end for s in spans), 110)
        lines += [f"  {told(a)}", f"     {words}"]
    return "\n".join(lines) + "\n"


def told(a: Attribution) -> str:
    """An attribution's words and answers on one line."""
    source, cue, content = (" … ".join(s.text for s in x) for x in (a.source, a.cue, a.content))
    hops = [hop.name for hop in a.via]
    return (
        f"{a.id} ⟨{source}⟩ ⟨{cue}⟩ ⟨{content[:90]}⟩ → {a.source_kind}: {a.source_name!r}"
        f" via {hops} origin {a.origin!r}"
    )


if __name__ == "__main__":
    main()
