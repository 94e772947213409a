"""What a confidence is worth: how often attributions that the model is so sure of are right."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

from reportedly.extract import extract_many, load_tagger
from reportedly.model import Reading, Report
from reportedly.training.corpus import MarkedReport
from reportedly.training.evaluation import outermost
from reportedly.training.measures import match_relations, tokenise


def calibrate(folder: Path, reports: list[MarkedReport]) -> tuple[float, float]:
    """Fits slope and shift of the log odds on ``reports`` (Platt 1999) and writes them down.

    Right is what agrees with a marked attribution as a relation. Attributions that rules added
    or carried over are left out.
    """
    path = folder / "heads.json"
    heads = json.loads(path.read_text(encoding="utf-8"))
    heads["calibration"] = [1.0, 0.0]
    path.write_text(json.dumps(heads, indent=1) + "\n", encoding="utf-8")
    confidences, right = [], []
    readings = extract_many((Report(r.id, r.text) for r in reports), load_tagger(folder))
    for report, reading in zip(reports, readings, strict=True):
        if not isinstance(reading, Reading):
            continue
        gold, mine = tokenise(report.text, report.attributions, outermost(reading))
        matched = set(match_relations(gold, mine).values())
        kept = [a for a in reading.attributions if a.nested_in is None]
        confidences += [a.score for a in kept]
        right += [i in matched for i in range(len(kept))]
    slope, shift = _fit(np.array(confidences), np.array(right, dtype=float))
    heads["calibration"] = [round(slope, 4), round(shift, 4)]
    path.write_text(json.dumps(heads, indent=1) + "\n", encoding="utf-8")
    return slope, shift


def _fit(confidences: np.ndarray, right: np.ndarray) -> tuple[float, float]:
    """Logistic regression on the log odds, by Newton's method."""
    clipped = np.clip(confidences, 1e-6, 1 - 1e-6)
    inputs = np.stack([np.log(clipped / (1 - clipped)), np.ones_like(clipped)], axis=1)
    weights = np.array([1.0, 0.0])
    for _ in range(25):
        chances = 1 / (1 + np.exp(-inputs @ weights))
        slope = inputs.T @ (right - chances)
        bend = (inputs * (chances * (1 - chances))[:, None]).T @ inputs
        weights = weights + np.linalg.solve(bend + 1e-6 * np.eye(2), slope)
    return float(weights[0]), float(weights[1])
