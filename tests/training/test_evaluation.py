"""Evaluation counts as the field does, and the gate only ever rises on its own."""

import json

import pytest

from reportedly.errors import ConfigError
from reportedly.training.corpus import MarkedReport
from reportedly.training.evaluation import below_floors, compare, pin_floors, vary_text

TEXT = "“The gate was open,” said the guard. Police said nothing was missing."


def marks(*rows: tuple[str, str, str]) -> list[dict[str, list[tuple[int, int]]]]:
    def place(words: str) -> list[tuple[int, int]]:
        return [(TEXT.index(words), TEXT.index(words) + len(words))] if words else []

    return [dict(zip(("source", "cue", "content"), map(place, row), strict=True)) for row in rows]


GUARD = ("the guard", "said", "“The gate was open,”")
POLICE = ("Police", "said nothing"[:4], "nothing was missing")
REPORT = MarkedReport("r", TEXT, marks(GUARD, POLICE))


def f1(predicted: list[dict[str, list[tuple[int, int]]]]) -> dict[str, float]:
    return {k: round(m.f1, 3) for k, m in compare([REPORT], [predicted]).measures.items()}


def test_what_is_marked_scores_one() -> None:
    assert set(f1(REPORT.attributions).values()) == {1.0}


def test_half_a_content_is_a_relation_but_not_an_exact_one() -> None:
    scores = f1(marks(GUARD, ("Police", "said nothing"[:4], "was missing")))
    assert scores["relation"] == 1.0
    assert scores["relation.exact"] == 0.5
    assert scores["content"] == 0.5


def test_the_wrong_source_is_no_relation() -> None:
    swapped = marks(("Police", "said", GUARD[2]), ("the guard", "said", POLICE[2]))
    assert f1(swapped)["relation"] == 0.0
    assert f1(swapped)["source"] == 1.0


def test_recall_is_shown_by_form_and_kind_of_source() -> None:
    recalls = compare([REPORT], [marks(GUARD)]).recalls
    assert recalls["form: direct"] == (1.0, 1)
    assert recalls["form: indirect"] == (0.0, 1)
    assert recalls["source: described"] == (1.0, 1)


@pytest.mark.parametrize("variant", ["asis", "straight", "unquoted", "lower"])
def test_variants_keep_the_marks_on_their_words(variant: str) -> None:
    (varied,) = vary_text([REPORT], variant)
    ((start, end),) = varied.attributions[0]["source"]
    assert varied.text[start:end] == "the guard"
    assert ("“" in varied.text) == (variant in ("asis", "lower"))


def test_floors_rise_and_fall_only_when_told(tmp_path) -> None:
    path = tmp_path / "floors.json"
    good, bad = compare([REPORT], [REPORT.attributions]), compare([REPORT], [marks(GUARD)])
    pin_floors(path, "x", good, allow_regression=False)
    floors = json.loads(path.read_text())["x"]
    assert below_floors(good, floors) == []
    assert any(line.startswith("relation:") for line in below_floors(bad, floors))
    with pytest.raises(ConfigError, match="allow-regression"):
        pin_floors(path, "x", bad, allow_regression=False)
    pin_floors(path, "x", bad, allow_regression=True)
    assert below_floors(bad, json.loads(path.read_text())["x"]) == []
