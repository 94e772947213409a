"""Training what linking learns: the mention encoder and the pair score, on story bundles."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from pathlib import Path

from reportedly.link.entry import Entry
from reportedly.link.scoring import Scorer
from reportedly.link.stories import report_keys
from reportedly.link.vectors import Encoder, load_encoder
from reportedly.training.bundles import Bundle, load_bundles
from reportedly.training.mention_encoder import (
    EncoderRecipe,
    export_encoder,
    mean_of,
    train_encoder,
)
from reportedly.training.pair_score import (
    Compared,
    choose_threshold,
    compare_bundle,
    fit_scorer,
    write_scorer,
)

FOLDS = 3
SEEDS = (0, 1)  # the encoder that ships is the mean of two
Say = Callable[[str], None]


def train_linking(train: Path, dev: Path | None, out: Path, say: Say) -> dict[str, object]:
    """Trains into ``out``: ``model.onnx`` and ``pairs.json``; goes on where it stopped.

    The pair score is fitted on vectors of stories that their encoder has not seen: the stories are
    parted in three, and an encoder is tuned without each part. The one that ships has seen all.

    Returns:
        What was reached: by three-fold cross-validation on ``train``, and on ``dev``.
    """
    out.mkdir(parents=True, exist_ok=True)
    recipe = EncoderRecipe()
    bundles = load_bundles(train)
    compared: list[Compared] = []
    for fold in range(FOLDS):
        seen = [b for i, b in enumerate(bundles) if i % FOLDS != fold]
        held = [b for i, b in enumerate(bundles) if i % FOLDS == fold]
        encoder = _encoder(seen, recipe, out / f"fold{fold}", say)
        compared += [compare_bundle(b, entries_of(b, encoder)) for b in held]
    final = _encoder(bundles, recipe, out, say, SEEDS)
    about, scorer = _fit(compared, say)
    about["recipe"] = asdict(recipe)
    if dev is not None:
        stories = [compare_bundle(b, entries_of(b, final)) for b in load_bundles(dev)]
        # the encoder that ships has seen more stories than those of the cross-validation: its
        # likelihoods run a little higher, so that the last word on the threshold is dev's
        threshold, reached = choose_threshold([(s, scorer) for s in stories])
        about["dev"] = reached
        say(f"dev: threshold {threshold}, precision, recall, F {reached}")
        scorer = replace(scorer, threshold=threshold)
    write_scorer(scorer, out / "pairs.json", about)
    return about


def _encoder(
    bundles: Sequence[Bundle],
    recipe: EncoderRecipe,
    out: Path,
    say: Say,
    seeds: Sequence[int] = SEEDS[:1],
) -> Encoder:
    """The encoder in ``out``, trained if it is not there yet: the mean of one for each seed."""
    if not (out / "model.onnx").exists():
        say(f"{out}: tuning on {len(bundles)} stories")
        tuned = [train_encoder(bundles, replace(recipe, seed=seed), say) for seed in seeds]
        export_encoder(mean_of(tuned), out)
    return load_encoder(out)


def entries_of(bundle: Bundle, encoder: Encoder) -> list[Entry]:
    """A bundle's reports, made ready for linking."""
    entries = []
    for reading in bundle.readings:
        found = tuple(m for m in bundle.mentions if m.report == reading.report.id)
        spans = [(m.span.start, m.span.end) for m in found]
        vectors = encoder.encode(reading.report.text, spans)
        entries.append(Entry(reading, found, vectors, report_keys(reading)))
    return entries


def _fit(compared: Sequence[Compared], say: Say) -> tuple[dict[str, object], Scorer]:
    names = sorted(story.bundle.name for story in compared)
    part = {name: i % FOLDS for i, name in enumerate(names)}
    scored = []
    for fold in range(FOLDS):
        scorer = fit_scorer([s for s in compared if part[s.bundle.name] != fold])
        scored += [(s, scorer) for s in compared if part[s.bundle.name] == fold]
    threshold, reached = choose_threshold(scored)
    say(f"cross-validated: threshold {threshold}, precision, recall, F {reached}")
    scorer = replace(fit_scorer(compared), threshold=threshold)
    return {"cross-validated": reached, "stories": names}, scorer
