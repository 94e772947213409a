"""Fitting the stance towards a claim: penalised logistic regression over readable features."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import torch
from torch.nn import functional as F

from reportedly.link.mentions import mentions
from reportedly.link.stances import FOUR, Features, features, four
from reportedly.model import Attribution, Claim, Form, Kind, Mention, Reading, Report, Stance, Voice
from reportedly.resolve.stance import stance_of
from reportedly.training.bundles import Answer, best_place

STRENGTH = 0.0005  # of the penalty on weights, by example
MARGIN = 1.1  # how much likelier another stance must be than the cue's; chosen on dev
STRAY = 0.3  # share of mentions that do not belong, in claims made worse on purpose
Read = Callable[[Report], Reading]


@dataclass(frozen=True, slots=True)
class Stood:
    """A claim of a bundle with the stances that its answers give.

    Attributes:
        story: the bundle's name.
        claim: the claim, its mentions as linking would see them.
        answers: for each mention its stance, None for one that does not belong.
        texts: the texts of the bundle's reports.
    """

    story: str
    claim: Claim
    answers: tuple[Stance | None, ...]
    texts: Mapping[str, str]


def load_stood(folder: Path, read: Callable[[str], Sequence[Reading]]) -> list[Stood]:
    """The claims of every bundle below a folder.

    Args:
        folder: holds a folder a story.
        read: gives a story's readings, by its name.
    """
    stood = []
    for path in sorted(folder.glob("*/story.json")):
        story = json.loads(path.read_text(encoding="utf-8"))
        readings = {r.report.id: r for r in read(path.parent.name)}
        texts = {name: r.report.text for name, r in readings.items()}
        found = {name: mentions(r) for name, r in readings.items()}
        for about in story["claims"]:
            given = [m for m in about["mentions"] if m["report"] in readings]
            seen = tuple(_mention(m, readings[m["report"]], found[m["report"]]) for m in given)
            seen = tuple(replace(m, id=f"{m.report}:{i}") for i, m in enumerate(seen))
            answers = tuple(Stance(m["stance"]) for m in given)
            claim = Claim(about["id"], about["text"], seen)
            stood.append(Stood(path.parent.name, claim, answers, texts))
    return stood


def _mention(about: Mapping[str, str], reading: Reading, found: Sequence[Mention]) -> Mention:
    """A mention of the answers, as linking would see it: its words, and who is found to say so."""
    report = reading.report
    start = report.text.index(about["content"])
    span = report.span(start, start + len(about["content"]))
    place = best_place(Answer(report.id, (span.start, span.end), ""), found)
    if place is not None:
        return replace(found[place], span=span)
    standing = stance_of(report.text, Attribution("own", (), (), (span,), Form.INDIRECT))
    return Mention(
        id="",
        report=report.id,
        span=span,
        voice=Voice.OWN,
        stance=standing.stance,
        source_name=report.outlet,
        source_kind=Kind.OUTLET,
        evidence=(standing.evidence,),
    )


def worsened(stood: Sequence[Stood], seed: int = 0) -> list[Stood]:
    """The claims with mentions left out and with others of their story put in."""
    chance = random.Random(seed)
    by_story: dict[str, list[Mention]] = {}
    for one in stood:
        by_story.setdefault(one.story, []).extend(one.claim.mentions)
    out = []
    for one in stood:
        pairs = list(zip(one.claim.mentions, one.answers, strict=True))
        kept = [p for p in pairs if chance.random() < 0.7] or pairs[:1]
        own = {id(m) for m in one.claim.mentions}
        others = [m for m in by_story[one.story] if id(m) not in own]
        strays = chance.sample(others, min(len(others), round(len(kept) * STRAY / (1 - STRAY))))
        mixed: list[tuple[Mention, Stance | None]] = [*kept, *((m, None) for m in strays)]
        mixed = [(replace(m, id=f"w{i}"), a) for i, (m, a) in enumerate(mixed)]
        claim = replace(one.claim, mentions=tuple(m for m, _ in mixed))
        out.append(replace(one, claim=claim, answers=tuple(a for _, a in mixed)))
    return out


def examples(stood: Iterable[Stood]) -> list[tuple[Features, Stance]]:
    """What the model sees of each mention that belongs, with its answer."""
    return [
        (seen, answer)
        for one in stood
        for seen, answer in zip(features(one.claim, one.texts), one.answers, strict=True)
        if answer is not None
    ]


def fit_weights(
    data: Sequence[tuple[Features, Stance]], strength: float = STRENGTH
) -> dict[str, dict[str, float]]:
    """Weights by stance and feature."""
    torch.set_num_threads(1)  # small: threads only get into each other's way
    names = sorted({name for seen, _ in data for name in seen})
    column = {name: i for i, name in enumerate(names)}
    x = torch.zeros(len(data), len(names))
    for row, (seen, _) in enumerate(data):
        for name, value in seen.items():
            x[row, column[name]] = value
    y = torch.tensor([FOUR.index(four(answer)) for _, answer in data])
    weights = torch.zeros(len(names), len(FOUR), requires_grad=True)
    optimizer = torch.optim.LBFGS([weights], max_iter=200, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        optimizer.zero_grad()
        value = F.cross_entropy(x @ weights, y) + strength * (weights**2).sum()
        value.backward()
        return value

    optimizer.step(loss)
    table = weights.detach().tolist()
    return {
        stance.value: {name: round(table[i][k], 3) for i, name in enumerate(names)}
        for k, stance in enumerate(FOUR)
    }


def fit(stood: Sequence[Stood], out: Path) -> None:
    """Fits on claims as they are and made worse, and writes ``stances.json``."""
    data = examples(stood) + examples(worsened(stood, 1)) + examples(worsened(stood, 2))
    about = {"margin": MARGIN, "stories": sorted({s.story for s in stood})}
    weights = fit_weights(data)
    out.write_text(json.dumps({**about, "weights": weights}, indent=1) + "\n", encoding="utf-8")
