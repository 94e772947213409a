"""``python -m reportedly.training``: train, export."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from reportedly.training.corpus import MarkedReport, load_marked, load_stories


@click.group()
def main() -> None:
    """Train the extraction model and export it."""


def load_data(data: Path, stories: Path | None) -> tuple[list[MarkedReport], list[MarkedReport]]:
    """PolNeAR's train reports (a second reader's marks included), the stories; its dev reports."""
    names = data / "train-corenlp.jsonl.gz"
    train = load_marked(data / "train.jsonl.gz", names)
    train += load_marked(data / "train-other-annotators.jsonl.gz", names)
    if stories is not None:
        train += load_stories(stories)
    return train, load_marked(data / "dev.jsonl.gz")


@main.command()
@click.option(
    "--data", type=click.Path(exists=True, path_type=Path), default="../shared/data/polnear"
)
@click.option("--stories", type=click.Path(exists=True, path_type=Path), help="Train bundles.")
@click.option("--out", type=click.Path(path_type=Path), default="runs/main", show_default=True)
@click.option("--epochs", default=6, show_default=True)
@click.option("--rate", default=3e-4, show_default=True)
@click.option("--seed", default=1, show_default=True)
@click.option("--limit", type=int, help="Only this many reports: a quick trial.")
@click.option("--threads", default=2, show_default=True)
def train(
    data: Path,
    stories: Path | None,
    out: Path,
    epochs: int,
    rate: float,
    seed: int,
    limit: int | None,
    threads: int,
) -> None:
    """Train into OUT; run again to go on after the last finished epoch."""
    import torch
    from tokenizers import Tokenizer

    from reportedly.training.network import Network, load_encoder, minilm_folder
    from reportedly.training.train import Recipe, Trainer

    torch.set_num_threads(threads)
    torch.manual_seed(seed)
    recipe = replace(Recipe(), epochs=epochs, rate=rate, seed=seed)
    reports, choose = load_data(data, stories)
    tokenizer = Tokenizer.from_file(str(minilm_folder() / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    network = Network(load_encoder(minilm_folder(), dropout=recipe.dropout), 384, recipe.dropout)
    Trainer(network, tokenizer, recipe, out, click.echo).run(reports[:limit], choose[:limit])


@main.command()
@click.option("--run", type=click.Path(exists=True, path_type=Path), default="runs/main")
@click.option(
    "--data", type=click.Path(exists=True, path_type=Path), default="../shared/data/polnear"
)
@click.option("--out", type=click.Path(path_type=Path), default="src/reportedly/extract/weights")
def export(run: Path, data: Path, out: Path) -> None:
    """Write the best weights of RUN as the model that ships, calibrated on the dev split."""
    import json

    from reportedly.extract.windows import Shape
    from reportedly.training.calibration import calibrate
    from reportedly.training.export import export as write
    from reportedly.training.network import Network, load_encoder, minilm_folder
    from reportedly.training.train import load_best

    network = Network(load_encoder(minilm_folder()), 384)
    load_best(network, run)
    about = {
        "recipe": json.loads((run / "recipe.json").read_text()),
        "log": [json.loads(line) for line in (run / "log.jsonl").read_text().splitlines()],
    }
    write(network, minilm_folder() / "tokenizer.json", out, shape=Shape(), about=about)
    slope, shift = calibrate(out, load_marked(data / "dev.jsonl.gz"))
    click.echo(f"{out}: calibrated with slope {slope:.2f}, shift {shift:.2f}")


if __name__ == "__main__":
    main()
