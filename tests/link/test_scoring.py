"""The pair score: what it reads, what it explains."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from reportedly.errors import ModelError
from reportedly.link.pairs import FEATURES
from reportedly.link.scoring import PATH, breadth_of, load_scorer


def features(**values: float) -> np.ndarray:
    made = np.zeros((len(FEATURES), 2, 2), dtype=np.float32)
    for name, value in values.items():
        made[FEATURES.index(name.replace("_", " "))] = value
    return made


def test_near_in_meaning_is_likelier() -> None:
    scorer = load_scorer()
    near = scorer.score(features(meaning_in_context=0.9, meaning_of_the_words_alone=0.9))
    far = scorer.score(features(meaning_in_context=0.1, meaning_of_the_words_alone=0.1))
    assert (near > far).all()
    assert ((near >= 0) & (near <= 1)).all()


def test_a_broad_story_asks_for_more() -> None:
    scorer, made = load_scorer(), features(another_count_at_another_place=1)
    assert (scorer.score(made, 1.0) < scorer.score(made, 0.0)).all()


def test_reasons_add_up_to_the_score() -> None:
    scorer = load_scorer()
    made = features(meaning_in_context=0.7, words=0.5)
    values = [float(f[0, 1]) for f in made]
    odds = scorer.bias + sum(r.weight for r in scorer.reasons(values, limit=len(FEATURES)))
    assert np.isclose(1 / (1 + np.exp(-odds)), scorer.score(made)[0, 1], atol=0.05)
    reasons = scorer.reasons(values)
    assert [abs(r.weight) for r in reasons] == sorted(
        (abs(r.weight) for r in reasons), reverse=True
    )


def test_a_guard_is_a_reason_in_a_broad_story() -> None:
    made = features(another_count_at_another_place=1)
    reasons = load_scorer().reasons([float(f[0, 1]) for f in made], 1.0)
    assert ("another count at another place", -3.0) in {(r.name, r.weight) for r in reasons}


def test_breadth_grows_with_counts_at_many_places() -> None:
    one = np.zeros((len(FEATURES), 20, 20), dtype=np.float32)
    assert breadth_of(one) == 0
    many = one.copy()
    many[FEATURES.index("another count at another place")] = 1
    assert breadth_of(many) == 1


@pytest.mark.parametrize("data", ["", "{}", '{"bias": 1, "threshold": 0.1, "curves": {}}'])
def test_a_score_of_another_version_is_an_error(tmp_path: Path, data: str) -> None:
    path = tmp_path / "pairs.json"
    path.write_text(data)
    with pytest.raises(ModelError, match=r"pairs\.json"):
        load_scorer(path)


def test_the_shipped_score_knows_every_feature() -> None:
    curves = json.loads(PATH.read_text())["curves"]
    assert set(curves) == set(FEATURES)
