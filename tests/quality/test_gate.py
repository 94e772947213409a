"""The quality gate: what the shipped model reaches on marked reports may not fall unnoticed.

Floors are in ``floors.json``; raise them with ``make floors``, which lowers none unless told
``--allow-regression``.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reportedly.extract import load_tagger
from reportedly.training.corpus import load_marked
from reportedly.training.evaluation import below_floors, compare, read_marked, vary_text

FLOORS = json.loads((Path(__file__).parent / "floors.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("key", list(FLOORS))
def test_nothing_falls_below_its_floor(key: str, shared: Path) -> None:
    name, variant = key.split(":")
    reports = list(vary_text(load_marked(shared / "data" / "polnear" / name), variant))
    result = compare(reports, read_marked(reports, load_tagger()))
    assert not below_floors(result, FLOORS[key])
