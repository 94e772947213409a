"""Training: marked reports to a checkpoint, repeatable and resumable."""

from __future__ import annotations

import json
import math
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random

import numpy as np
import torch
from tokenizers import Tokenizer
from tqdm import tqdm

from reportedly.extract.decoding import Transitions
from reportedly.extract.drafts import draft_passages
from reportedly.extract.linking import LinkBias
from reportedly.extract.tagger import Heads, split_scores
from reportedly.extract.windows import Scores, Shape, Window
from reportedly.model import paragraphs
from reportedly.training.augment import vary
from reportedly.training.corpus import MarkedReport
from reportedly.training.examples import MARKS, MASK, Example, cut_examples, mark
from reportedly.training.measures import Marks, Measure, measure
from reportedly.training.network import Batch, Network, collate


@dataclass(frozen=True, slots=True)
class Recipe:
    """Everything that decides what comes out of training, the data and the code aside."""

    epochs: int = 6
    pieces: int = 5120  # of a batch, padding included
    length: int = 320
    rate: float = 3e-4
    head_rate: float = 1e-3
    layer_decay: float = 0.9
    dropout: float = 0.15
    masked: float = 0.1  # of the word pieces, so that no single word decides
    partly_epochs: int = 3  # then only wholly marked reports: the others teach no restraint
    frozen_words: bool = True  # so that words it never saw keep their place beside those it did
    link_weight: float = 0.3
    average: float = 0.995
    vary: bool = True
    fast: bool = True
    seed: int = 1


# Two runs whose mean is better than either: one that fits the corpus, one that is held back.
RECIPES = {
    "loose": Recipe(epochs=8, dropout=0.1, masked=0.0, frozen_words=False, partly_epochs=8),
    "strict": Recipe(),
}


@dataclass
class TorchTagger:
    """A network in training behind the seam that extraction uses."""

    network: Network
    tokenizer: Tokenizer
    shape: Shape = Shape()  # noqa: RUF009 - frozen
    fast: bool = True
    threads: int = 1

    def alone(self) -> TorchTagger:
        """Itself: torch has threads of its own."""
        return self

    @property
    def heads(self) -> Heads:
        """The learned tables as they stand."""
        network = self.network
        pairs, opening, distance = (
            table.detach().numpy().astype(np.float32)
            for table in (network.pairs, network.opening, network.distance)
        )
        return Heads(
            Transitions.legal(pairs, opening),
            LinkBias(distance),
            self.shape,
            MARKS,
        )

    @torch.inference_mode()
    def score(self, windows: Sequence[Window]) -> list[Scores]:
        """The scores of each window, in order."""
        self.network.eval()
        scores: dict[int, Scores] = {}
        order = sorted(range(len(windows)), key=lambda i: len(windows[i].ids))
        for at in range(0, len(order), 16):
            rows = order[at : at + 16]
            size = max(len(windows[i].ids) for i in rows)
            ids = torch.zeros(len(rows), size, dtype=torch.long)
            for row, i in zip(ids, rows, strict=True):
                row[: len(windows[i].ids)] = torch.as_tensor(windows[i].ids)
            with torch.autocast("cpu", torch.bfloat16, enabled=self.fast):
                output = self.network(ids, (ids > 0).long())
            for i, out in zip(rows, output.float().numpy(), strict=True):
                scores[i] = split_scores(out, windows[i])
        return [scores[i] for i in range(len(windows))]


def predict(tagger: TorchTagger, text: str) -> list[dict[str, list[tuple[int, int]]]]:
    """The model's own attributions in ``text``, without the rules that extraction adds."""
    (drafts,) = draft_passages([(text, paragraphs(text))], tagger)
    return [{"source": d.source, "cue": d.cue, "content": d.content} for d in drafts]


def evaluate(tagger: TorchTagger, reports: list[MarkedReport]) -> dict[str, Measure]:
    """The measures of a network in training on marked reports."""
    rows: list[tuple[str, list[Marks], list[Marks]]] = []
    for report in reports:
        rows.append((report.text, list(report.attributions), list(predict(tagger, report.text))))
    return measure(rows)


class Average:
    """Running mean of the weights, which generalises better than the last of them."""

    def __init__(self, network: Network, decay: float) -> None:
        self.decay = decay
        self.steps = 0
        self.weights = {n: p.detach().clone() for n, p in network.named_parameters()}

    @torch.no_grad()
    def update(self, network: Network) -> None:
        """Takes the present weights into the mean."""
        self.steps += 1
        decay = min(self.decay, (1 + self.steps) / (10 + self.steps))
        for name, parameter in network.named_parameters():
            self.weights[name].lerp_(parameter, 1 - decay)

    @torch.no_grad()
    def swap(self, network: Network) -> None:
        """Exchanges the mean with the present weights; twice is nothing."""
        for name, parameter in network.named_parameters():
            kept = parameter.detach().clone()
            parameter.copy_(self.weights[name])
            self.weights[name].copy_(kept)


def optimizer_of(network: Network, recipe: Recipe) -> torch.optim.AdamW:
    """AdamW with smaller rates toward the input and larger ones for the new heads."""
    layers = len(network.encoder.encoder.layer)
    groups = []
    for name, parameter in network.named_parameters():
        rate = recipe.head_rate
        if recipe.frozen_words and "word_embeddings" in name:
            parameter.requires_grad_(False)
            continue
        if name.startswith("encoder."):
            layer = int(name.split("layer.")[1].split(".")[0]) + 1 if "layer." in name else 0
            rate = recipe.rate * recipe.layer_decay ** (layers - layer)
        elif name in ("pairs", "opening", "distance"):
            rate = 1e-2
        decay = 0.01 if parameter.dim() > 1 and name.startswith("encoder.") else 0.0
        groups.append({"params": [parameter], "lr": rate, "weight_decay": decay})
    return torch.optim.AdamW(groups)


def batches_of(
    reports: list[MarkedReport], tokenizer: Tokenizer, recipe: Recipe, epoch: int
) -> list[list[Example]]:
    """One epoch's batches: every report varied and cut anew, windows of like length together."""
    rng = Random(recipe.seed * 1000 + epoch)
    examples = []
    for report in reports:
        varied = vary(report, rng) if recipe.vary else report
        examples += cut_examples(mark(varied, tokenizer), recipe.length, rng)
    rng.shuffle(examples)
    batches: list[list[Example]] = []
    for at in range(0, len(examples), 800):
        batch: list[Example] = []
        for example in sorted(examples[at : at + 800], key=lambda e: len(e.ids)):
            if batch and len(example.ids) * (len(batch) + 1) > recipe.pieces:
                batches.append(batch)
                batch = []
            batch.append(example)
        batches.append(batch)
    rng.shuffle(batches)
    return batches


@dataclass
class Trainer:
    """A training run in a folder: checkpoints after each epoch, goes on where it stopped."""

    network: Network
    tokenizer: Tokenizer
    recipe: Recipe
    folder: Path
    say: Callable[[str], None] = print

    def run(self, train: list[MarkedReport], choose: list[MarkedReport]) -> None:
        """Trains to the recipe's end; measures on ``choose`` after every epoch."""
        torch.manual_seed(self.recipe.seed)
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / "recipe.json").write_text(json.dumps(asdict(self.recipe), indent=1))
        optimizer = optimizer_of(self.network, self.recipe)
        average = Average(self.network, self.recipe.average)
        rates = [group["lr"] for group in optimizer.param_groups]
        epoch, step, total = self._resume(optimizer, average)
        while epoch < self.recipe.epochs:
            torch.manual_seed(self.recipe.seed * 1000 + epoch)
            early = epoch < self.recipe.partly_epochs
            reports = [r for r in train if early or not r.partly]
            batches = batches_of(reports, self.tokenizer, self.recipe, epoch)
            total = total or self.recipe.epochs * len(batches)
            began, losses = time.monotonic(), np.zeros(2)
            self.network.train()
            bar = tqdm(batches, desc=f"epoch {epoch + 1}", mininterval=5)
            for batch in bar:
                factor = schedule(step, total)
                for group, rate in zip(optimizer.param_groups, rates, strict=True):
                    group["lr"] = rate * factor
                losses = 0.98 * losses + 0.02 * self._step(self._masked(collate(batch)), optimizer)
                average.update(self.network)
                bar.set_postfix(labels=f"{losses[0]:.3f}", links=f"{losses[1]:.3f}")
                step += 1
            epoch += 1
            if self._report(epoch, average, choose, time.monotonic() - began):
                torch.save(average.weights, self.folder / "best.pt")
            torch.save(
                {
                    "network": self.network.state_dict(),
                    "average": average.weights,
                    "optimizer": optimizer.state_dict(),
                    "at": (epoch, step, total, average.steps),
                },
                self.folder / "checkpoint.tmp",
            )
            (self.folder / "checkpoint.tmp").replace(self.folder / "checkpoint.pt")

    def _resume(self, optimizer: torch.optim.Optimizer, average: Average) -> tuple[int, int, int]:
        path = self.folder / "checkpoint.pt"
        if not path.exists():
            return 0, 0, 0
        state = torch.load(path, weights_only=True)
        self.network.load_state_dict(state["network"])
        average.weights = state["average"]
        optimizer.load_state_dict(state["optimizer"])
        epoch, step, total, average.steps = state["at"]
        self.say(f"going on after epoch {epoch}")
        return epoch, step, total

    def _masked(self, batch: Batch) -> Batch:
        hidden = (torch.rand(batch.ids.shape) < self.recipe.masked) & (batch.ids > max(MARKS))
        return batch._replace(ids=batch.ids.masked_fill(hidden, MASK))

    def _step(self, batch: Batch, optimizer: torch.optim.Optimizer) -> np.ndarray:
        labels, links = self.network.loss(batch, fast=self.recipe.fast)
        optimizer.zero_grad(set_to_none=True)
        (labels + self.recipe.link_weight * links).backward()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        optimizer.step()
        return np.array([labels.item(), links.item()])

    def _report(
        self, epoch: int, average: Average, choose: list[MarkedReport], seconds: float
    ) -> bool:
        """Measures and logs the averaged weights; whether they are the best so far."""
        average.swap(self.network)
        found = evaluate(TorchTagger(self.network, self.tokenizer), choose)
        average.swap(self.network)
        row = {name: round(100 * m.f1, 2) for name, m in found.items()}
        line = json.dumps({"epoch": epoch, "seconds": round(seconds), **row})
        path = self.folder / "log.jsonl"
        earlier = path.read_text().splitlines() if path.exists() else []
        path.write_text("\n".join([*earlier, line]) + "\n")
        self.say(line)
        return worth(row) >= max((worth(json.loads(e)) for e in earlier), default=0.0)


def worth(row: dict[str, float]) -> float:
    """What a run's best epoch is chosen by."""
    return row["relation"] + row["content"]


def schedule(step: int, total: int) -> float:
    """Linear rise over the first twentieth, then half a cosine down to almost nothing."""
    rise = max(1, total // 20)
    if step < rise:
        return (step + 1) / rise
    return 0.02 + 0.98 * 0.5 * (
        1 + math.cos(math.pi * min(1.0, (step - rise) / max(1, total - rise)))
    )


def load_mean(network: Network, runs: Sequence[tuple[Path, float]]) -> None:
    """Puts the weighted mean of the best weights of ``(folder, share)`` runs into ``network``.

    Runs that start from the same weights can be averaged (Wortsman et al. 2022, model soups).
    """
    parameters = dict(network.named_parameters())
    total = sum(share for _, share in runs)
    with torch.no_grad():
        for parameter in parameters.values():
            parameter.zero_()
        for folder, share in runs:
            for name, value in torch.load(folder / "best.pt", weights_only=True).items():
                parameters[name].add_(value, alpha=share / total)
