from __future__ import annotations

import json
from dataclasses import replace
from typing import Any


def test_each_value_is_drawn_with_who_gives_it(ask: Any) -> None:
    lines = ask("figures", "c1").stdout.splitlines()
    quist = next(line for line in lines if "Dana Quist" in line)
    clerk = next(line for line in lines if "ferry company clerk" in line)
    assert quist.startswith("≠ ") and quist.rstrip().endswith("at least 30")
    assert "├" in quist and "▶" in quist
    assert "●" in clerk and clerk.index("●") < quist.index("├")
    assert any("Skerry Wire [r1] and 1 more: “At least 30 people”" in line for line in lines)


def test_without_a_claim_those_in_conflict_are_listed(ask: Any, ledger: Any) -> None:
    text = ask("figures").stdout
    assert "at least 30 against 4" in " ".join(text.split())
    claim = replace(ledger.answer.claim, conflicts=())
    ledger.answer = replace(ledger.answer, claim=claim)
    assert ask("figures").stdout == "No claim has figures that cannot both hold.\n"


def test_the_json_has_the_values_or_the_conflicts(ask: Any) -> None:
    data = json.loads(ask("figures", "c1", "--format", "json").stdout)
    assert {(v["low"], v["high"]) for v in data["figures"]} == {(30, None), (4, 4)}
    (listed,) = json.loads(ask("figures", "--format", "json").stdout)
    assert listed["conflicts"][0]["values"] == ["At least 30 people", "Four people"]


def test_numbers_far_apart_are_drawn_to_powers_of_ten() -> None:
    from reportedly.export.views.figures import _Scale

    scale = _Scale([3, 30_000])
    assert scale.powers and "powers of ten" in scale.axis(60)
    places = [scale.place(value, 60) for value in (3, 300, 30_000)]
    assert places == sorted(set(places)) and places[0] >= 0 and places[2] <= 59
    assert scale.draw(None, 30, 60).startswith("◀") and scale.draw(4, 4, 60).endswith("●")
