"""Stances towards a claim, on cases of our own making (``stances.tsv``)."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportedly.link.polarity import polarity
from reportedly.link.stances import stances
from reportedly.model import Claim, Kind, Mention, Span, Stance, Voice

CASES = [
    line.split("\t")
    for line in (Path(__file__).parent / "stances.tsv").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]
SAID = (
    "The ferry left with its doors open",
    "The ferry sailed with open doors",
    "doors were open when the ferry left the quay",
)


def claim_of(rows: list[tuple[str, Stance, str]]) -> tuple[Claim, dict[str, str]]:
    """A claim with one mention a report: its words, the cue's stance and the source."""
    texts = {f"r{i}": f"Orla Quay\n\n{words}.\n" for i, (words, _, _) in enumerate(rows)}
    mentions = tuple(
        Mention(
            id=f"r{i}:0",
            report=f"r{i}",
            span=Span(11, 11 + len(words), words),
            voice=Voice.ATTRIBUTED,
            stance=stance,
            source_name=source,
            source_kind=Kind.NAMED_PERSON,
        )
        for i, (words, stance, source) in enumerate(rows)
    )
    return Claim("c1", SAID[0], mentions), texts


@pytest.mark.parametrize(("words", "negative", "rejects"), CASES)
def test_polarity(words: str, negative: str, rejects: str) -> None:
    found = polarity(words, 0, len(words))
    assert (found.negative, found.rejects) == (negative == "yes", rejects == "yes")
    assert all(span.holds_in(words) for span in found.words)


def test_a_cue_that_tells_is_kept() -> None:
    rows = [(words, Stance.ASSERTS, f"Witness {i}") for i, words in enumerate(SAID)]
    rows.append(("the doors had been open", Stance.DENIES, "Harl Lines"))
    claim, texts = claim_of(rows)
    told = [m.stance for m in stances(claim, texts).mentions]
    assert told == [Stance.ASSERTS] * 3 + [Stance.DENIES]


def test_calling_it_a_fairy_tale_denies_and_says_why() -> None:
    rows = [(words, Stance.ASSERTS, f"Witness {i}") for i, words in enumerate(SAID)]
    rows.append(("the doors had been open", Stance.DENIES, "Harl Lines"))
    rows.append(("This is a lie and a fairy tale", Stance.ASSERTS, "Harl Lines"))
    claim, texts = claim_of(rows)
    last = stances(claim, texts).mentions[-1]
    assert last.stance is Stance.DENIES
    evidence = [e for e in last.evidence if e.answer == "stance"]
    assert len(evidence) == 1
    assert all(s.holds_in(texts[last.report]) for s in evidence[0].spans)
    assert "lie" in [s.text for s in evidence[0].spans]


def test_a_claim_that_is_itself_negative_is_asserted() -> None:
    rows = [
        ("No warning was given", Stance.ASSERTS, "Ada Brin"),
        ("There was no warning", Stance.ASSERTS, "Tom Kell"),
        ("nobody had warned them", Stance.ASSERTS, "Una Fosse"),
    ]
    claim, texts = claim_of(rows)
    assert {m.stance for m in stances(claim, texts).mentions} == {Stance.ASSERTS}


def test_one_mention_keeps_its_cue() -> None:
    claim, texts = claim_of([("Nobody was hurt", Stance.THINKS, "Ada Brin")])
    assert stances(claim, texts) == claim


def test_finer_stances_and_missing_texts_are_kept() -> None:
    rows = [(words, Stance.CONFIRMS, f"Witness {i}") for i, words in enumerate(SAID)]
    claim, _ = claim_of(rows)
    assert {m.stance for m in stances(claim, {}).mentions} == {Stance.CONFIRMS}
