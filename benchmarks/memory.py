"""Peak memory while reports stream through, and whether it stays flat.

    python benchmarks/memory.py REPORTS.jsonl[.gz] [--count 10000]

The texts are repeated, shortened to a news report's length and numbered until there are enough.
"""

from __future__ import annotations

import json
import resource
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

import click


@click.command()
@click.argument("reports", type=click.Path(exists=True, path_type=Path))
@click.option("--count", default=10_000, show_default=True)
@click.option("--longest", default=2500, show_default=True, help="Characters kept of a text.")
@click.option("-o", "--output", type=click.Path(path_type=Path))
def main(reports: Path, count: int, longest: int, output: Path | None) -> None:
    """Stream COUNT reports and print the peak at each tenth of the way."""
    import reportedly
    from reportedly.training.corpus import read_jsonl

    texts = [r["text"][:longest] for r in read_jsonl(reports)]

    def stream() -> Iterator[reportedly.Report]:
        for i, text in enumerate(islice(cycle(texts), count)):
            yield reportedly.Report(f"r{i}", f"{text}\n\nReport number {i}.")

    peaks = []
    for i, _ in enumerate(reportedly.read_many(stream()), start=1):
        if i % max(1, count // 10) == 0:
            peaks.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
            click.echo(f"{i:>7} reports  peak {peaks[-1]} MB", err=True)
    result = {"reports": count, "peak_mb": peaks[-1], "peak_mb_at_each_tenth": peaks}
    click.echo(json.dumps(result))
    if output:
        output.write_text(json.dumps(result, indent=1) + "\n")


if __name__ == "__main__":
    main()
