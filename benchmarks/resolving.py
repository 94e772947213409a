"""What understanding costs on top of extraction: the time of resolve as a share of extract's.

    python benchmarks/resolving.py REPORTS.jsonl[.gz] [--threads 2] [--rounds 3] [--profile]

Both run in one process on the same texts, one after the other in each round; the best round of
each counts. Processor time is that of all threads. Nothing is kept from round to round but what
the package itself keeps.
"""

from __future__ import annotations

import cProfile
import json
import os
import pstats
import time
from collections.abc import Callable
from pathlib import Path

import click

from reportedly.model import Reading


@click.command(help=__doc__.split("\n\n")[0])
@click.argument("reports", type=click.Path(exists=True, path_type=Path))
@click.option("--threads", default=2, show_default=True)
@click.option("--rounds", default=3, show_default=True)
@click.option("--model", type=click.Path(path_type=Path))
@click.option("--profile", is_flag=True, help="Print the 25 functions that resolve spends most in.")
@click.option("-o", "--output", type=click.Path(path_type=Path))
def main(
    reports: Path,
    threads: int,
    rounds: int,
    model: Path | None,
    profile: bool,
    output: Path | None,
) -> None:
    os.environ["OMP_NUM_THREADS"] = str(threads)
    from reportedly.extract import extract_many, load_tagger
    from reportedly.ingest import IngestOptions, report_of
    from reportedly.resolve import resolve
    from reportedly.training.corpus import read_jsonl

    texts = [record["text"] for record in read_jsonl(reports)]
    given = [report_of(text, str(i), IngestOptions()) for i, text in enumerate(texts)]
    tagger = load_tagger(model, threads=threads)

    def extracted() -> list[Reading]:
        return [r for r in extract_many(given, tagger) if isinstance(r, Reading)]

    readings = extracted()  # the first reading loads what is loaded once; so does the first below
    resolve(readings[0])
    spent: dict[str, list[tuple[float, float]]] = {"extract": [], "resolve": []}
    for _ in range(rounds):
        spent["extract"].append(timed(extracted))
        spent["resolve"].append(timed(lambda: [resolve(reading) for reading in readings]))
    words = sum(len(text.split()) for text in texts)
    processor = {part: min(row[0] for row in rows) for part, rows in spent.items()}
    wall = {part: min(row[1] for row in rows) for part, rows in spent.items()}
    result = {
        "words": words,
        "threads": threads,
        "share_of_processor_time": round(100 * processor["resolve"] / processor["extract"], 1),
        "share_of_wall_time": round(100 * wall["resolve"] / wall["extract"], 1),
        "processor_seconds": {part: round(t, 2) for part, t in processor.items()},
        "wall_seconds": {part: round(t, 2) for part, t in wall.items()},
        "resolved_words_a_second": round(words / processor["resolve"]),
    }
    click.echo(json.dumps(result, indent=1))
    if output:
        output.write_text(json.dumps(result, indent=1) + "\n")
    if profile:
        profiler = cProfile.Profile()
        profiler.runcall(lambda: [resolve(reading) for reading in readings])
        pstats.Stats(profiler).sort_stats("tottime").print_stats(25)


def timed(run: Callable[[], object]) -> tuple[float, float]:
    """Processor and wall seconds of a run."""
    began = time.process_time(), time.perf_counter()
    run()
    return time.process_time() - began[0], time.perf_counter() - began[1]


if __name__ == "__main__":
    main()
