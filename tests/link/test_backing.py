"""Which origins are counted as independent, and why."""

from __future__ import annotations

from time import perf_counter

from reportedly.link.backing import backings
from reportedly.link.independence import counted, nearness
from reportedly.model import (
    Backing,
    Claim,
    Debt,
    Derivation,
    Kind,
    Mention,
    Origin,
    Reason,
    Span,
    Stance,
)

WORDS = Span.of("the bridge was shut", 0, 19)
ORIGINS = {
    o.id: o
    for o in (
        Origin("person:ada", "Ada Perrick", Kind.NAMED_PERSON),
        Origin("body:water", "Orth Water", Kind.ORGANISATION),
        Origin("outlet:post", "Tarn Post", Kind.OUTLET, "Tarn Post"),
        Origin("unnamed:echo:insiders:1", "insiders", Kind.UNNAMED_GROUP, "Low Echo"),
    )
}


def mention(name: str, origin: str, stance: Stance = Stance.ASSERTS) -> Mention:
    return Mention(f"{name}:{origin}", name, WORDS, stance=stance, origin=origin)


def backed(*mentions: Mention, debts: tuple[Derivation, ...] = ()) -> dict[str, Backing]:
    found = backings(Claim("c1", "", mentions), debts, {}, ORIGINS)
    return {b.origin.id: b for b in found}


def test_one_person_in_three_reports_is_counted_once() -> None:
    found = backed(*(mention(r, "person:ada") for r in ("r1", "r2", "r3")))
    assert [b.independent for b in found.values()] == [True]
    assert found["person:ada"].reason == "counted: its own word in 3 reports"


def test_whoever_denies_is_not_counted() -> None:
    found = backed(mention("r1", "person:ada"), mention("r2", "body:water", Stance.DENIES))
    assert not found["body:water"].independent
    assert found["body:water"].reason == "not counted: denies it"


def test_an_outlet_and_nobody_in_particular_add_none_to_what_they_pass_on() -> None:
    debts = (Derivation("r2", "r1", Debt.CITES, 1.0),)
    found = backed(
        mention("r1", "person:ada"),
        mention("r2", "outlet:post"),
        mention("r2", "unnamed:echo:insiders:1"),
        debts=debts,
    )
    assert [name for name, b in found.items() if b.independent] == ["person:ada"]
    assert "passes on" in found["outlet:post"].reason


def test_somebody_whose_words_are_only_near_to_the_claim_is_not_counted() -> None:
    firm = [mention(f"r{n}", "person:ada") for n in range(1, 5)]
    stray = mention("r1", "body:water")
    met = nearness(0.6, 0.1)
    why = [(m.id, firm[0].id, (met,)) for m in firm[1:]]
    claim = Claim("c1", "", (*firm, stray), reasons=(*why, (stray.id, firm[0].id, (far(),))))
    found = {b.origin.id: b for b in backings(claim, (), {}, ORIGINS)}
    assert found["person:ada"].independent
    assert not found["body:water"].independent
    assert "nearer" in found["body:water"].reason or "near to" in found["body:water"].reason


def far() -> Reason:
    return nearness(0.02, 0.1)


def test_origins_of_which_the_same_is_known_are_treated_alike() -> None:
    people = {f"person:{n}": Origin(f"person:{n}", n, Kind.NAMED_PERSON) for n in "abcdefg"}
    told = tuple(mention(f"r{n}", name) for n, name in enumerate(people))
    found = backings(Claim("c1", "", told), (), {}, people)
    assert len({b.independent for b in found}) == 1


def test_where_anybody_stands_behind_a_claim_one_is_counted() -> None:
    people = {f"person:{n}": Origin(f"person:{n}", str(n), Kind.NAMED_PERSON) for n in range(60)}
    told = [mention("r1", name, Stance.THINKS) for name in people]
    assert any(b.independent for b in backings(Claim("c1", "", tuple(told)), (), {}, people))


def test_as_many_are_counted_as_are_to_be_expected() -> None:
    assert counted({}) == []
    assert counted({"a": 0.9, "b": 0.9, "c": 0.05}) == ["a", "b"]
    assert len(counted({str(i): 0.5 - i / 10 for i in range(5)})) == 2
    assert counted({"a": 0.1}) == ["a"]


def test_a_claim_of_five_hundred_mentions_takes_milliseconds() -> None:
    people = {f"person:{n}": Origin(f"person:{n}", str(n), Kind.NAMED_PERSON) for n in range(250)}
    told = tuple(mention(f"r{n}", f"person:{n % 250}") for n in range(500))
    backings(Claim("c1", "", told[:2]), (), {}, people)  # word lists are read once
    start = perf_counter()
    backings(Claim("c1", "", told), (), {}, people)
    assert perf_counter() - start < 0.25
