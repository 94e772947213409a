"""Variations move the marks along with the words they stand on."""

from random import Random

import pytest

from reportedly.training import augment
from reportedly.training.corpus import MarkedReport

TEXT = (
    "Harbour Closed, Port Says.\n\n"
    "Ana Veil said that the harbour was closed. “We saw it,” Ana Veil said.\n\n"
    "The port authority said the pier had burned. Jon Dahl said no."
)


def place(words: str, after: int = 0) -> tuple[int, int]:
    at = TEXT.index(words, after)
    return at, at + len(words)


REPORT = MarkedReport(
    "r",
    TEXT,
    [
        {
            "source": [place("Ana Veil")],
            "cue": [place("said")],
            "content": [place("the harbour was closed")],
        },
        {
            "source": [place("Ana Veil", 70)],
            "cue": [place("said", 90)],
            "content": [place("“We saw it,”")],
        },
        {
            "source": [place("The port authority")],
            "cue": [place("said", 110)],
            "content": [place("the pier had burned")],
        },
    ],
    [
        (*place("Ana Veil"), "PERSON"),
        (*place("Ana Veil", 70), "PERSON"),
        (*place("Jon Dahl"), "PERSON"),
    ],
)


def words(report: MarkedReport, role: str) -> list[str]:
    return [" ".join(report.text[s:e] for s, e in a[role]) for a in report.attributions]


@pytest.mark.parametrize("seed", range(12))
def test_quotes_vary_and_nothing_else(seed: int) -> None:
    varied = augment.vary_quotes(REPORT, Random(seed))
    assert words(varied, "source") == words(REPORT, "source")
    assert "We saw it," in words(varied, "content")[1]


def test_a_name_is_swapped_for_the_same_one_everywhere() -> None:
    varied = augment.swap_names(REPORT, Random(3))
    first, second, _ = words(varied, "source")
    assert first == second != "Ana Veil"
    assert "Jon Dahl" not in varied.text
    assert words(varied, "content") == words(REPORT, "content")


@pytest.mark.parametrize("seed", range(12))
def test_a_turned_sentence_keeps_who_said_what(seed: int) -> None:
    varied = augment.turn_around(REPORT, Random(seed))
    pairs = {
        (s.lower(), c.lower())
        for s, c in zip(words(varied, "source"), words(varied, "content"), strict=True)
    }
    assert ("the port authority", "the pier had burned") in pairs


def test_a_headline_is_made_of_a_sentence() -> None:
    long_enough = REPORT.text.replace("the pier had burned", "the pier had burned to the water")
    report = MarkedReport("r", long_enough, [dict(a) for a in REPORT.attributions], [])
    start = long_enough.index("the pier had")
    report.attributions[2]["content"] = [(start, start + len("the pier had burned to the water"))]
    varied = augment.add_headline(report, Random(0))
    assert varied.text.count("\n\n") == report.text.count("\n\n") + 1
    assert words(varied, "content")[0].lower() in varied.text.splitlines()[0].lower()


def test_the_bare_headline_has_no_stop() -> None:
    varied = augment.bare_headline(REPORT)
    assert varied.text.startswith("Harbour Closed, Port Says\n")
    assert words(varied, "source") == words(REPORT, "source")
