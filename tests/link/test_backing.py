"""Which origins are counted as independent, and why."""

from __future__ import annotations

from reportedly.link.backing import backings
from reportedly.model import (
    Backing,
    Claim,
    Debt,
    Derivation,
    Kind,
    Mention,
    Origin,
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
