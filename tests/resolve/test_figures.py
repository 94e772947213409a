"""How many and how much, in the phrasing of news."""

from __future__ import annotations

import json
import re
import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.model import Figure, Span
from reportedly.resolve.figures import find_figures
from reportedly.resolve.numbers import number_of

LINES = (Path(__file__).parent / "figures.txt").read_text(encoding="utf-8").splitlines()
CASES = [tuple(line.split(" => ")) for line in LINES if line and not line.startswith("#")]
ONES = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
HOSTILE = [
    "1",
    "1 ",
    "1,",
    "1.",
    "12-",
    "5 (",
    "(",
    "hundreds of ",
    "five ",
    "two hundred and ",
    "killed at least ",
    "$",
    "A",
    "a@",
    "www.",
    "\n",
    "1 000 ",
    "one in ",
    "5 men of ",
]


def told(figure: Figure) -> str:
    """The figure as the table writes it."""
    low, high = (f"{v:g}" if v is None or v < 1e5 else str(v) for v in ends(figure))
    bounds = low if low == high else f"{low}..{high}"
    marks = "~" * figure.approximate + "+" * figure.additional
    return f"{marks}{bounds} {figure.unit or '?'}".replace("nan", "")


def ends(figure: Figure) -> list[float]:
    return [float("nan") if v is None else v for v in (figure.low, figure.high)]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[case[0][:50] for case in CASES])
def test_figures_are_read_as_news_means_them(text: str, expected: str) -> None:
    assert "; ".join(told(f) for f in find_figures(text)) == expected.replace("none", "")


def test_the_table_is_long_enough() -> None:
    assert len(CASES) >= 220


@pytest.mark.parametrize(
    ("text", "span", "counted"),
    [
        ("He said at least 40 tired miners fled.", "at least 40 tired miners", "tired miners"),
        ("He saw as many 1,000 more fighters go.", "as many 1,000 more fighters", "fighters"),
        ("They pay between $10 and $20 a day.", "between $10 and $20", None),
        (
            "The 500 Reed Brigade (of Orsa) men left.",
            "500 Reed Brigade",
            "Reed Brigade (of Orsa) men",
        ),
        ("Then another 500 rebel fighters came.", "another 500 rebel fighters", "rebel fighters"),
        ("They lost 5,000 tonnes of wheat.", "5,000 tonnes of wheat", "wheat"),
    ],
)
def test_a_figure_spans_its_bound_and_what_it_counts(
    text: str, span: str, counted: str | None
) -> None:
    (figure,) = find_figures(text)
    assert (figure.span.text, figure.counted) == (span, counted)


def test_what_is_set_apart_is_no_figure() -> None:
    text = "It took three days and 40 men."
    assert [f.unit for f in find_figures(text)] == ["days", "men"]
    assert [f.unit for f in find_figures(text, [Span.of(text, 8, 18)])] == ["men"]


@given(st.integers(0, 10**12))
def test_digits_come_back(number: int) -> None:
    (figure,) = find_figures(f"They counted {number:,} people.")
    assert (figure.low, figure.high, figure.unit) == (number, number, "people")


def in_words(number: int) -> str:
    if number >= 1000:
        rest = f" {in_words(number % 1000)}" if number % 1000 else ""
        return f"{in_words(number // 1000)} thousand{rest}"
    if number >= 100:
        rest = f" and {in_words(number % 100)}" if number % 100 else ""
        return f"{ONES[number // 100 - 1]} hundred{rest}"
    if number >= 20:
        return TENS[number // 10 - 2] + (f"-{ONES[number % 10 - 1]}" if number % 10 else "")
    return ONES[number - 1]


@given(st.integers(2, 999_999))
def test_number_words_come_back(number: int) -> None:
    assert number_of(in_words(number)) == number
    (figure,) = find_figures(f"They counted {in_words(number)} people.")
    assert (figure.low, figure.high, figure.unit) == (number, number, "people")


PIECES = [
    "40",
    "1,000",
    "two",
    "$",
    "million",
    "at least",
    "and",
    "to",
    "-",
    "people",
    "of",
    "(",
    ")",
]
PIECES += [
    " ",
    "\n",
    "half",
    "one",
    "in",
    "killed",
    "dozens",
    "%",
    "a",
    "hundred",
    "more",
    "May",
    "’",
]


@given(
    st.text()
    | st.lists(st.sampled_from(PIECES)).map(" ".join)
    | st.lists(st.sampled_from(PIECES)).map("".join)
)
def test_any_text_gives_figures_that_hold_in_it(text: str) -> None:
    figures = find_figures(text)
    for figure in figures:
        assert figure.span.holds_in(text)
        assert figure.low is not None or figure.high is not None
        if figure.low is not None and figure.high is not None:
            assert figure.low <= figure.high
        if figure.counted is not None:
            assert figure.counted in text
    spans = [f.span for f in figures]
    assert spans == sorted(spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))


@pytest.mark.parametrize("piece", HOSTILE)
def test_time_grows_with_the_text_and_no_faster(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    started = time.process_time()
    find_figures(text)
    assert time.process_time() - started < 20


def test_figures_of_the_training_stories_are_found(shared: Path) -> None:
    found = total = 0
    for path in sorted((shared / "stories" / "train").glob("*/story.json")):
        story = json.loads(path.read_text(encoding="utf-8"))
        files = {r["id"]: path.parent / r["file"] for r in story["reports"]}
        for claim in story["claims"]:
            for value in (claim.get("figure") or {}).get("values", []):
                text = files[value["report"]].read_text(encoding="utf-8")
                places = [m.span() for m in re.finditer(re.escape(value["text"]), text)]
                found += any(
                    (f.low, f.high) == (value["low"], value["high"])
                    for f in find_figures(text)
                    for start, end in places
                    if f.span.start < end and start < f.span.end
                )
                total += 1
    assert found / total >= 0.95
