"""Clauses: where a sentence is taken apart, and where it is not."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.link.clauses import clauses, trim


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in clauses(text, 0, len(text))]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "the quay had sunk and that nobody had been told",
            ["the quay had sunk", "nobody had been told"],
        ),
        (
            "A crane fell on the quay at Orsby, killing four dockers",
            ["A crane fell on the quay at Orsby", "killing four dockers"],
        ),
        (
            "Four are dead; two ferries are adrift",
            ["Four are dead", "two ferries are adrift"],
        ),
        (
            "When the siren went, the ferry had already left",
            ["When the siren went", "the ferry had already left"],
        ),
        (
            "the wardens opened the sluice, and the lower town was flooded",
            ["the wardens opened the sluice", "the lower town was flooded"],
        ),
    ],
)
def test_each_proposition_is_a_clause(sentence: str, expected: list[str]) -> None:
    assert split(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "the mayor, the harbour master and two wardens were hurt",
        "the rebels had seized weapons and ammunition in Orsby",
        "Ostian and Velmoran forces held the bridge",
        "at 4:20 a.m. the crane (a Tollard 40) fell",
        "On Monday, the quay was shut",
        "the toll was 1,200 people",
    ],
)
def test_one_proposition_stays_whole(sentence: str) -> None:
    assert split(sentence) == [sentence]


def test_a_clause_broken_up_by_an_inserted_one_stays_whole_and_the_inserted_one_stands_too() -> (
    None
):
    found = split("The quay, which the port built in 2009, was never inspected")
    assert found == [
        "The quay, which the port built in 2009, was never inspected",
        "which the port built in 2009",
    ]


def test_a_second_predicate_stands_with_its_subject_and_alone() -> None:
    found = split("the guards opened the gate and shot a prisoner")
    assert found == ["the guards opened the gate and shot a prisoner", "shot a prisoner"]


def test_edges_are_clean() -> None:
    text = '  and the "gate" was open, but '
    assert trim(text, 0, len(text)) == (6, 25)
    assert trim(" , and ", 0, 7) is None


@given(st.text(alphabet="ab ,;:.\"“”()'’-–and was who\n", max_size=120))
def test_every_clause_holds_something_and_lies_within(text: str) -> None:
    for start, end in clauses(text, 0, len(text)):
        assert 0 <= start < end <= len(text)
        assert text[start:end].strip() == text[start:end]
        assert any(letter.isalnum() for letter in text[start:end])


@pytest.mark.parametrize(
    "piece",
    ["and was, ", '"', "“", "(", "who ", ", was x", "and that ", "–", "a", "a.b.", "’s", "'"],
)
def test_hostile_text_takes_time_in_proportion(piece: str) -> None:
    def seconds(size: int) -> float:
        text = piece * (size // len(piece))
        began = time.process_time()
        clauses(text, 0, len(text))
        return time.process_time() - began

    small, large = seconds(10_000), seconds(80_000)
    assert large < 0.3 + 24 * small  # 8 times the text
