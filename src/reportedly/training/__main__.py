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
@click.option("--recipe", type=click.Choice(["loose", "strict"]), default="strict")
@click.option("--out", type=click.Path(path_type=Path), default="runs/main", show_default=True)
@click.option("--seed", default=1, show_default=True)
@click.option("--limit", type=int, help="Only this many reports: a quick trial.")
def train(
    data: Path, stories: Path | None, recipe: str, out: Path, seed: int, limit: int | None
) -> None:
    """Train into OUT by a recipe; run again to go on after the last finished epoch."""
    import torch
    from tokenizers import Tokenizer

    from reportedly.training.network import Network, load_encoder, minilm_folder
    from reportedly.training.train import RECIPES, Trainer

    torch.manual_seed(seed)
    chosen = replace(RECIPES[recipe], seed=seed)
    reports, choose = load_data(data, stories)
    tokenizer = Tokenizer.from_file(str(minilm_folder() / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    encoder = load_encoder(minilm_folder(), dropout=chosen.dropout)
    network = Network(encoder, 384, chosen.dropout)
    Trainer(network, tokenizer, chosen, out, click.echo).run(reports[:limit], choose[:limit])


@main.command()
@click.option(
    "--run", "runs", multiple=True, required=True, help="FOLDER or FOLDER:SHARE, as in runs/a:0.65."
)
@click.option(
    "--data", type=click.Path(exists=True, path_type=Path), default="../shared/data/polnear"
)
@click.option("--out", type=click.Path(path_type=Path), default="src/reportedly/extract/weights")
def export(runs: tuple[str, ...], data: Path, out: Path) -> None:
    """Write the mean of RUNS as the model that ships, calibrated on the dev split."""
    import json

    from reportedly.extract.windows import Shape
    from reportedly.training.calibration import calibrate
    from reportedly.training.export import export as write
    from reportedly.training.network import Network, load_encoder, minilm_folder
    from reportedly.training.train import load_mean

    parts = [(Path(run.partition(":")[0]), float(run.partition(":")[2] or 1)) for run in runs]
    network = Network(load_encoder(minilm_folder()), 384)
    load_mean(network, parts)
    about = [
        {
            "share": share,
            "recipe": json.loads((folder / "recipe.json").read_text()),
            "log": [json.loads(line) for line in (folder / "log.jsonl").read_text().splitlines()],
        }
        for folder, share in parts
    ]
    write(network, minilm_folder() / "tokenizer.json", out, shape=Shape(), about=about)
    slope, shift = calibrate(out, load_marked(data / "dev.jsonl.gz"))
    click.echo(f"{out}: calibrated with slope {slope:.2f}, shift {shift:.2f}")


@main.command()
@click.option(
    "--train", type=click.Path(exists=True, path_type=Path), default="../shared/stories/train"
)
@click.option("--dev", type=click.Path(exists=True, path_type=Path), help="Bundles to measure on.")
@click.option("--out", type=click.Path(path_type=Path), default="runs/linking", show_default=True)
@click.option("--ship", is_flag=True, help="Put what was trained into the package.")
def linking(train: Path, dev: Path | None, out: Path, ship: bool) -> None:
    """Train the mention encoder and the pair score into OUT; run again to go on."""
    import json
    import shutil

    from reportedly.link.scoring import PATH
    from reportedly.link.vectors import WEIGHTS
    from reportedly.training.linking import train_linking

    click.echo(json.dumps(train_linking(train, dev, out, click.echo)))
    if ship:
        WEIGHTS.mkdir(exist_ok=True)
        shutil.copyfile(out / "model.onnx", WEIGHTS / "model.onnx")
        shutil.copyfile(out / "pairs.json", PATH)


@main.command()
@click.option(
    "--stories", type=click.Path(exists=True, path_type=Path), default="../shared/stories/train"
)
@click.option("--strangers", type=click.Path(exists=True, path_type=Path), help="FA-KES.")
@click.option("--out", type=click.Path(path_type=Path), default="runs/linking", show_default=True)
def weights(stories: Path, strangers: Path | None, out: Path) -> None:
    """Fit the weights of derivations and stances, ship them, and keep the readings in OUT."""
    from reportedly.link import derivation
    from reportedly.link import stances as stance_weights
    from reportedly.model import dumps
    from reportedly.training.bundles import load_bundles
    from reportedly.training.derivation import fit as fit_derivation
    from reportedly.training.stances import fit as fit_stances
    from reportedly.training.stances import load_stood

    read = {bundle.name: bundle.readings for bundle in load_bundles(stories)}
    (out / "readings").mkdir(parents=True, exist_ok=True)
    for name, readings in read.items():
        lines = [dumps(reading.to_dict()) + "\n" for reading in readings]
        (out / "readings" / f"{name}.jsonl").write_text("".join(lines), encoding="utf-8")
    derived = Path(derivation.__file__).parent / "derivation.json"
    click.echo(f"derivations: {fit_derivation(stories, derived, strangers)}")
    fit_stances(
        load_stood(stories, lambda name: read[name]),
        Path(stance_weights.__file__).parent / "stances.json",
    )
    click.echo("stances: fitted")


if __name__ == "__main__":
    main()
