"""How fast reports go into a ledger, whether that stays so as it grows, and how fast it answers.

    python benchmarks/ledger.py ../shared/data/fa-kes/fa-kes.jsonl.gz [--limit 804] [-o FILE]

The reports are added by ``reportedly add`` in three processes, one after the other: the first
hundred, those between, and the last hundred; each loads the models anew. ``growth`` is the time of
the last hundred by that of the first, ``growth_by_word`` the same for a thousand words. Then
``claims``, ``trace`` (of the claim in most reports) and ``search`` are run several times each: the
median of the whole process, its start included. Last, ``db check`` must find nothing.
"""

from __future__ import annotations

import csv
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import click

EDGE = 100  # reports added first and last
ROUNDS = 5
COMMAND = [str(Path(sys.executable).with_name("reportedly"))]


@click.command(help=__doc__.split("\n\n")[0])
@click.argument("reports", type=click.Path(exists=True, path_type=Path))
@click.option("--threads", default=2, show_default=True)
@click.option("--limit", type=int, help="Only the first so many reports: a quick trial.")
@click.option("--words", default="government forces", show_default=True, help="What to search for.")
@click.option("--keep", type=click.Path(path_type=Path), help="Where to keep the ledger.")
@click.option("-o", "--output", type=click.Path(path_type=Path))
def main(reports: Path, limit: int | None, output: Path | None, **chosen: Any) -> None:
    from reportedly.training.corpus import read_jsonl

    records = list(read_jsonl(reports))[:limit]
    edge = min(EDGE, len(records) // 3)
    parts = {
        "first": records[:edge],
        "between": records[edge : len(records) - edge],
        "last": records[len(records) - edge :],
    }
    with tempfile.TemporaryDirectory() as scratch:
        ledger = chosen["keep"] or Path(scratch) / "bench.ledger"
        if ledger.exists():
            raise click.UsageError(f"{ledger} exists: name a new file")
        seconds = {}
        for name, part in parts.items():
            given = Path(scratch) / f"{name}.jsonl"
            given.write_text("".join(json.dumps(record) + "\n" for record in part))
            seconds[name] = timed("add", str(given), "-q", "-j", chosen["threads"], ledger=ledger)
        size = sum(p.stat().st_size for p in ledger.parent.glob(f"{ledger.name}*"))
        words = {n: sum(len(r["text"].split()) for r in part) for n, part in parts.items()}
        rate = {name: seconds[name] / words[name] for name in parts}
        result = {
            "reports": len(records),
            "words": sum(words.values()),
            "threads": chosen["threads"],
            "processors": os.cpu_count(),
            "seconds": round(sum(seconds.values()), 1),
            "reports_a_second": round(len(records) / sum(seconds.values()), 2),
            f"seconds_first_{edge}": round(seconds["first"], 1),
            f"seconds_last_{edge}": round(seconds["last"], 1),
            "growth": round(seconds["last"] / seconds["first"], 2),
            "growth_by_word": round(rate["last"] / rate["first"], 2),
            "memory_mb": round(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024),
            "ledger_mb": round(size / 1e6, 1),
            **answers(ledger, chosen["words"]),
        }
    click.echo(json.dumps(result, indent=1))
    if output:
        output.write_text(json.dumps(result, indent=1) + "\n")


def answers(ledger: Path, words: str) -> dict[str, Any]:
    """How long the commands take, and what the ledger holds."""
    listed = run("claims", "--sort", "reports", "--format", "csv", ledger=ledger)
    claims = list(csv.DictReader(listed.splitlines()))
    asked = {"claims": [], "trace": [claims[0]["id"]], "search": words.split()}
    return {
        "claims": len(claims),
        "stories": len(json.loads(run("stories", "--format", "json", ledger=ledger))),
        **{
            f"{verb}_seconds": round(
                statistics.median(timed(verb, *rest, ledger=ledger) for _ in range(ROUNDS)), 2
            )
            for verb, rest in asked.items()
        },
        "check": run("db", "check", ledger=ledger).strip(),
    }


def timed(*words: object, ledger: Path) -> float:
    """Seconds that a command takes from its start to its end."""
    began = time.perf_counter()
    run(*words, ledger=ledger)
    return time.perf_counter() - began


def run(*words: object, ledger: Path) -> str:
    """What a command writes to standard output; it must end well."""
    line = [*COMMAND, *map(str, words), "--ledger", str(ledger)]
    return subprocess.run(line, check=True, stdout=subprocess.PIPE, encoding="utf-8").stdout


if __name__ == "__main__":
    main()
