"""Every construction that news reports attribute with, on sentences of our own."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

import pytest

from reportedly.extract import extract, load_tagger
from reportedly.extract.tagger import OnnxTagger
from reportedly.model import ROLES, Report
from reportedly.training.measures import match_relations, tokenise

sys.path.insert(0, str(Path(__file__).parent))
from marked import Marked, read_constructions

CASES = read_constructions(Path(__file__).parent / "constructions.txt")


@cache
def tagger() -> OnnxTagger:
    return load_tagger(threads=1)


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c.construction}: {c.text[:40]}")
def test_construction(case: Marked) -> None:
    reading = extract(Report("case", case.text), tagger())
    found = [
        {role: [(s.start, s.end) for s in getattr(a, role)] for role in ROLES}
        for a in reading.attributions
    ]
    marked, mine = tokenise(case.text, case.attributions, found)
    missed = set(range(len(marked))) - set(match_relations(marked, mine))
    shown = [[[s.text for s in getattr(a, r)] for r in ROLES] for a in reading.attributions]
    assert not missed, f"found only {shown}"
    if not marked:
        assert not found, f"attributes what nobody said: {shown}"
