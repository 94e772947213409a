from __future__ import annotations

from datetime import UTC, datetime

from reportedly.ledger.constraints import constraints
from reportedly.model import Judgement

AT = datetime(2031, 5, 1, tzinfo=UTC)


def judged(*made: tuple[str, ...], undone: int | None = None) -> list[Judgement]:
    return [
        Judgement(number, one[0], one[1:], "ada", AT, undone=number == undone)
        for number, one in enumerate(made)
    ]


MERGE = ("merge", "c1", "c2", "r1:0", "r2:0", "r3:0")
SPLIT = ("split", "c1", "r2:0", "|", "r1:0", "r3:0")
BOTH = {("r1:0", "r2:0"), ("r2:0", "r3:0")}


def test_merged_claims_hold_all_their_mentions_together() -> None:
    assert constraints(judged(MERGE)) == (BOTH, set(), {})


def test_the_later_judgement_holds() -> None:
    assert constraints(judged(MERGE, SPLIT)) == (set(), BOTH, {})
    assert constraints(judged(SPLIT, MERGE)) == (BOTH, set(), {})
    together, apart, _ = constraints(judged(MERGE, ("not-same", "r1:0", "r2:0")))
    assert (together, apart) == ({("r2:0", "r3:0")}, {("r1:0", "r2:0")})
    three = ("r1:0", "r2:0", "r3:0")
    assert constraints(judged(("not-same", *three)))[1] == {*BOTH, ("r1:0", "r3:0")}


def test_a_mention_taken_out_is_held_by_none_of_those_left() -> None:
    chain = ("same", "r2:0", "r9:0")
    _, apart, _ = constraints(judged(MERGE, chain, ("split", "c1", "r9:0", "|", "r1:0")))
    assert apart == {("r1:0", "r9:0")}
    together, _, _ = constraints(judged(MERGE, chain, ("split", "c1", "r9:0", "|", "r1:0")))
    assert together == BOTH


def test_what_was_taken_back_asks_for_nothing() -> None:
    move = ("move", "r1", "s2")
    assert constraints(judged(MERGE, undone=0)) == (set(), set(), {})
    assert constraints(judged(move, ("move", "r1", "s3"), undone=1))[2] == {"r1": "s2"}
