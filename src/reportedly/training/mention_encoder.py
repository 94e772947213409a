"""The mention encoder: MiniLM tuned so that mentions of one claim are near each other."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional as F

from reportedly.link.vectors import Stretch, places, stretches
from reportedly.training.bundles import Bundle
from reportedly.training.export import PlainNetwork, quantise, write_onnx
from reportedly.training.network import load_encoder, minilm_folder


@dataclass(frozen=True, slots=True)
class EncoderRecipe:
    """Everything that decides what comes out, the data and the code aside."""

    epochs: int = 5
    rate: float = 5e-5
    temperature: float = 0.1
    shaken: float = 0.5  # share of the spans shaken: found mentions are not the marked ones
    dropout: float = 0.1
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Ready:
    """A story as windows, with each marked mention's window, pieces and claim."""

    windows: list[Stretch]
    places: list[tuple[int, NDArray[np.int64]]]
    claims: list[str]


def ready(bundle: Bundle, tokenizer: Tokenizer) -> Ready:
    """A bundle's marked mentions, placed in windows."""
    made = Ready([], [], [])
    for reading in bundle.readings:
        windows = stretches(reading.report.text, tokenizer)
        answers = [a for a in bundle.answers if a.report == reading.report.id]
        for answer, spot in zip(answers, places(windows, [a.span for a in answers]), strict=True):
            if spot:
                made.places.append((len(made.windows) + spot[0], spot[1]))
                made.claims.append(answer.claim)
        made.windows.extend(windows)
    return made


def plain_tokenizer() -> Tokenizer:
    """MiniLM's tokenizer, which neither pads nor cuts."""
    tokenizer = Tokenizer.from_file(str(minilm_folder() / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def train_encoder(
    bundles: Sequence[Bundle], recipe: EncoderRecipe, say: Callable[[str], None]
) -> Any:
    """An encoder tuned on the marked mentions of ``bundles``: one story a step.

    The loss is supervised contrastive (Khosla et al. 2020): of all mentions of the story, those of
    the same claim are to be nearest.
    """
    torch.manual_seed(recipe.seed)
    rng = Random(recipe.seed)
    tokenizer = plain_tokenizer()
    stories = [ready(bundle, tokenizer) for bundle in bundles]
    encoder = load_encoder(minilm_folder(), dropout=recipe.dropout)
    optimizer = torch.optim.AdamW(encoder.parameters(), lr=recipe.rate, weight_decay=0.01)
    steps, step = recipe.epochs * len(stories), 0
    encoder.train()
    for epoch in range(recipe.epochs):
        rng.shuffle(stories)
        total = 0.0
        for story in stories:
            for group in optimizer.param_groups:
                group["lr"] = recipe.rate * min(1, (step + 1) / 20) * (1 - step / steps)
            loss = _loss(encoder, story, recipe, rng)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(encoder.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad()
            total += float(loss.detach())
            step += 1
        say(f"epoch {epoch + 1}: loss {total / len(stories):.3f}")
    encoder.eval()
    return encoder


def _loss(encoder: Any, story: Ready, recipe: EncoderRecipe, rng: Random) -> Tensor:
    spots = [
        (window, _shaken(pieces, len(story.windows[window].ids), recipe.shaken, rng))
        for window, pieces in story.places
    ]
    states = _states(encoder, story.windows, sorted({window for window, _ in spots}))
    vectors = F.normalize(torch.stack([states[w][p].mean(0) for w, p in spots]), dim=-1)
    size = len(vectors)
    own = torch.eye(size, dtype=torch.bool)
    same = torch.tensor([[a == b for b in story.claims] for a in story.claims]) & ~own
    likeness = (vectors @ vectors.T / recipe.temperature).masked_fill(own, -1e9)
    shares = likeness - torch.logsumexp(likeness, dim=1, keepdim=True)
    some = same.any(dim=1)
    return -((shares * same).sum(dim=1)[some] / same.sum(dim=1)[some]).mean()


def _shaken(pieces: NDArray[np.int64], length: int, share: float, rng: Random) -> Tensor:
    if rng.random() >= share:
        return torch.as_tensor(pieces)
    first = max(1, int(pieces[0]) + rng.randint(-3, 2))
    last = min(length - 2, int(pieces[-1]) + rng.randint(-2, 4))
    return torch.arange(first, last + 1) if last >= first else torch.as_tensor(pieces)


def _states(encoder: Any, windows: Sequence[Stretch], needed: Sequence[int]) -> dict[int, Tensor]:
    """The states of the needed windows, run by length so that little is padding."""
    order = sorted(needed, key=lambda i: len(windows[i].ids))
    found: dict[int, Tensor] = {}
    for at in range(0, len(order), 16):
        batch = order[at : at + 16]
        ids = torch.zeros(len(batch), len(windows[batch[-1]].ids), dtype=torch.long)
        for row, i in zip(ids, batch, strict=True):
            row[: len(windows[i].ids)] = torch.as_tensor(windows[i].ids)
        states = encoder(input_ids=ids, attention_mask=(ids > 0).long()).last_hidden_state
        found |= dict(zip(batch, states, strict=True))
    return found


def mean_of(encoders: Sequence[Any]) -> Any:
    """The mean of encoders that were tuned from one start (Wortsman et al. 2022)."""
    first, *others = encoders
    states = [other.state_dict() for other in others]
    with torch.no_grad():
        for name, value in first.state_dict().items():
            if value.is_floating_point():
                value.copy_(torch.stack([value, *(state[name] for state in states)]).mean(dim=0))
    return first


def export_encoder(encoder: Any, folder: Path) -> None:
    """Writes the encoder as ``model.onnx`` with 8-bit weights."""
    folder.mkdir(parents=True, exist_ok=True)
    encoder.eval()
    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch) / "plain.onnx"
        write_onnx(PlainNetwork(encoder, torch.nn.Identity()), plain)
        quantise(plain, folder / "model.onnx")
