from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from reportedly.errors import SpanError
from reportedly.model import (
    Backing,
    Claim,
    Conflict,
    Debt,
    Derivation,
    Evidence,
    Figure,
    Hop,
    Judgement,
    Kind,
    Loop,
    Mention,
    Origin,
    Reason,
    Span,
    Stance,
    Story,
    Voice,
)
from reportedly.model import claim_codec as codec

TEXT = "At least 40 barges sank, a pilot told Radio Sund, perhaps."
FULL = Mention(
    "r1:0",
    "r1",
    Span.of(TEXT, 0, 23),
    Voice.ATTRIBUTED,
    Stance.DENIES,
    "a1",
    (Span.of(TEXT, 25, 32),),
    "a pilot",
    Kind.UNNAMED_PERSON,
    (Hop("Radio Sund", Kind.OUTLET, Span.of(TEXT, 38, 48), "told"),),
    "o1",
    (Figure(Span.of(TEXT, 0, 18), 40, None, "barges", "barges"),),
    hedges=(Span.of(TEXT, 50, 57),),
    evidence=(Evidence("stance", "cue", (Span.of(TEXT, 33, 37),)),),
)
BARE = Mention("r1:1", "r1", Span.of(TEXT, 12, 23), Voice.OWN)
PILOT = Origin("o1", "a pilot", Kind.UNNAMED_PERSON, "Radio Sund")
CLAIM = Claim(
    "c1",
    "40 barges sank",
    (FULL, BARE),
    (Backing(PILOT, ("r1:0",), (Stance.DENIES,), False, "denies it"),),
    (Conflict("figure", "r1:0", "r1:1", ("40", "50"), "one day, two numbers"),),
    "s1",
    (("r1:1", "r1:0", (Reason("same figure", 1.25, "40"),)),),
)
OTHERS = {
    "derivation": Derivation(
        "r2", "r1", Debt.CITES, 0.5, (Reason("names it", 2.0),), (("a", "b"),)
    ),
    "loop": Loop(("r1", "r2"), (Reason("cites", 0.5, "Radio Sund said"),)),
    "story": Story("s1", "Barges", ("r1", "r2")),
    "origin": PILOT,
    "judgement": Judgement(3, "same", ("r1:0", "r2:1"), "ada", datetime(2031, 5, 1, tzinfo=UTC)),
}


def test_a_claim_comes_back_whole_through_json() -> None:
    data = json.loads(json.dumps(codec.claim_to_dict(CLAIM)))
    assert codec.claim_from_dict({"r1": TEXT}, data) == CLAIM


def test_a_mention_comes_back_without_what_is_empty_and_refuses_another_text() -> None:
    data = codec.mention_to_dict(FULL)
    lean = {name: value for name, value in data.items() if value not in (None, [], "")}
    assert codec.mention_from_dict(TEXT, lean) == FULL
    with pytest.raises(SpanError):
        codec.mention_from_dict("Too short.", data)


@pytest.mark.parametrize("name", OTHERS)
def test_everything_else_comes_back_through_json(name: str) -> None:
    written = getattr(codec, f"{name}_to_dict")(OTHERS[name])
    read = getattr(codec, f"{name}_from_dict")(json.loads(json.dumps(written)))
    assert read == OTHERS[name]
