"""``reportedly evaluate``: how well marked reports are read."""

from __future__ import annotations

import json
from pathlib import Path

import click

from reportedly.errors import ReportedlyError


@click.command()
@click.argument("gold", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("predicted", required=False, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--variant",
    type=click.Choice(["asis", "straight", "unquoted", "lower"]),
    default="asis",
    show_default=True,
    help="Read the texts with straight quotes, without quote marks, or in lower case.",
)
@click.option("--model", type=click.Path(path_type=Path), help="Folder of another model.")
@click.option("-j", "--threads", default=2, show_default=True, help="Processor threads.")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
@click.option("--floors", type=click.Path(path_type=Path), help="File of pinned floors to check.")
@click.option("--pin", is_flag=True, help="Pin the result in the file of floors.")
@click.option("--allow-regression", is_flag=True, help="Let --pin lower a floor.")
def evaluate(
    gold: Path,
    predicted: Path | None,
    variant: str,
    model: Path | None,
    threads: int,
    as_json: bool,
    floors: Path | None,
    pin: bool,
    allow_regression: bool,
) -> None:
    """Measure what is found in the marked reports of GOLD.

    GOLD is JSON Lines, gzipped or not: {"id", "text", "attributions": [{"source", "cue",
    "content"}]}, each role a list of [start, end]. PREDICTED is JSON Lines of read reports or of
    {"id", "attributions"}; without it the reports are read now.
    """
    from reportedly.training import evaluation
    from reportedly.training.corpus import load_marked, read_jsonl

    try:
        reports = list(evaluation.vary_text(load_marked(gold), variant))
        if predicted is not None:
            by_id = evaluation.predictions_from(read_jsonl(predicted))
            rows = [by_id.get(r.id, []) for r in reports]
        else:
            from reportedly.extract import load_tagger

            rows = evaluation.read_marked(reports, load_tagger(model, threads=threads))
        result = evaluation.compare(reports, rows)
        if as_json:
            click.echo(json.dumps(evaluation.as_data(result), indent=1))
        else:
            _show(result)
        if floors is not None:
            key = f"{gold.name}:{variant}"
            if pin:
                evaluation.pin_floors(floors, key, result, allow_regression=allow_regression)
            else:
                pinned = json.loads(floors.read_text(encoding="utf-8")).get(key, {})
                fallen = evaluation.below_floors(result, pinned)
                if fallen:
                    raise click.ClickException("; ".join(fallen))
    except BrokenPipeError:  # whoever read the output has seen enough
        raise
    except (ReportedlyError, OSError, KeyError, ValueError) as error:
        raise click.ClickException(f"{gold}: {error}") from None


def _show(result: object) -> None:
    from reportedly.training.evaluation import as_data

    data = as_data(result)  # type: ignore[arg-type]
    click.echo(f"{data['reports']} reports")
    click.echo(f"{'':20}{'precision':>10}{'recall':>10}{'F1':>10}{'predicted':>11}{'marked':>9}")
    for name, row in data["measures"].items():
        cells = "".join(
            f"{row[key]:>{width}}" if key in row else " " * width
            for key, width in (("precision", 10), ("recall", 10), ("f1", 10), ("predicted", 11))
        )
        click.echo(f"{name:20}{cells}{row['marked']:>9}")
