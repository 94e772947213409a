"""The JSON codec: what goes in comes out, and what older versions wrote still loads."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.errors import FormatError, SpanError
from reportedly.model import (
    Attribution,
    Evidence,
    Figure,
    Form,
    Hop,
    Kind,
    Location,
    Party,
    Place,
    Reading,
    Report,
    Span,
    Stance,
    When,
    dumps,
    reading_from_dict,
    reading_to_dict,
)

TEXT = "Ada Voss told The Quay Post that at least 40 miners left Orel late on Monday 🌊."

pairs = (
    st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT)))
    .filter(lambda pair: pair[0] != pair[1])
    .map(sorted)
)
places = pairs.map(lambda pair: Span.of(TEXT, *pair))
several = st.lists(places, max_size=2).map(tuple)
words = st.text(max_size=8)
perhaps = st.none() | words
bounds = st.none() | st.floats(allow_nan=False, allow_infinity=False) | st.integers(0, 2**53)
days = st.none() | st.dates(date(1, 1, 1))
figures = st.builds(
    Figure, places, bounds.map(lambda b: None if b is None else float(b)), bounds, perhaps,
    perhaps, st.booleans(), st.booleans(), words,
)  # fmt: skip
whens = st.builds(When, places, days, days, words, perhaps, st.booleans(), words)
numbers = st.floats(-180, 180)
entries = st.builds(Location, words, words, words, words, numbers, numbers, st.integers(0, 10**9))
sites = st.builds(Place, places, st.lists(entries, max_size=2).map(tuple), words)
hops = st.builds(Hop, words, st.sampled_from(Kind), places, words)
evidence = st.builds(Evidence, words, words, several)
parties = st.builds(
    Party, words, st.sampled_from(Kind), perhaps, perhaps, perhaps, perhaps, perhaps,
    st.lists(words, max_size=2).map(tuple), several,
)  # fmt: skip


def some(values: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(values, max_size=2).map(tuple)


attributions = st.builds(
    Attribution,
    id=st.just("a1"),
    source=several,
    cue=places.map(lambda span: (span,)),
    content=several,
    form=st.sampled_from(Form),
    nested_in=perhaps,
    score=st.integers(0, 10_000).map(lambda n: n / 10_000),
    stance=st.none() | st.sampled_from(Stance),
    source_kind=st.none() | st.sampled_from(Kind),
    source_name=perhaps,
    party=perhaps,
    candidates=some(words),
    via=some(hops),
    origin=perhaps,
    figures=some(figures),
    dates=some(whens),
    said=st.none() | whens,
    places=some(sites),
    hedges=several,
    secondhand=several,
    evidence=some(evidence),
)


@given(attributions, some(parties))
def test_what_goes_in_comes_out(attribution: Attribution, known: tuple[Party, ...]) -> None:
    reading = Reading(Report("r", TEXT), (attribution,), known)
    assert reading_from_dict(json.loads(dumps(reading_to_dict(reading)))) == reading


def span(word: str) -> Span:
    start = TEXT.index(word)
    return Span.of(TEXT, start, start + len(word))


def told(**answers: Any) -> Reading:
    said = Attribution("a1", (span("Ada Voss"),), (span("told"),), (span("at least 40"),),
                       Form.INDIRECT)  # fmt: skip
    return Reading(Report("r", TEXT), (replace(said, **answers),))


def written(reading: Reading) -> dict[str, Any]:
    data: dict[str, Any] = reading_to_dict(reading)["attributions"][0]
    return data


def test_an_answer_that_is_not_there_is_null_or_empty() -> None:
    data = written(told())
    for name in ("stance", "source_kind", "source_name", "party", "origin", "said"):
        assert data[name] is None
    for name in ("candidates", "via", "hops", "figures", "dates", "places", "evidence"):
        assert data[name] == []


def test_whole_bounds_are_whole_numbers_and_open_ones_null() -> None:
    figure = Figure(span("at least 40 miners"), 40.0, None, "miners")
    (found,) = written(told(figures=(figure,)))["figures"]
    assert dumps([found["low"], found["high"]]) == "[40, null]"
    assert found["text"] == "at least 40 miners"
    half = Figure(span("40"), 4.5, float("inf"))
    (found,) = written(told(figures=(half,)))["figures"]
    assert dumps([found["low"], found["high"]]) == "[4.5, null]"


def test_the_chain_is_told_by_name_and_in_full() -> None:
    data = written(told(via=(Hop("The Quay Post", Kind.OUTLET, span("The Quay Post"), "told"),)))
    assert data["via"] == ["The Quay Post"]
    assert data["hops"] == [
        {"name": "The Quay Post", "kind": "outlet", "start": 14, "end": 27, "rule": "told"}
    ]


def test_a_day_is_written_as_a_date() -> None:
    monday = When(span("late on Monday"), date(2026, 3, 9), None, "part of day", "published")
    data = written(told(said=monday))["said"]
    assert (data["from"], data["to"]) == ("2026-03-09", None)
    assert data["granularity"] == "part of day"


def test_what_version_0_1_wrote_still_loads() -> None:
    data = reading_to_dict(told())
    del data["parties"]
    old = ("id", "source", "cue", "content", "form", "nested_in", "score")
    data["attributions"] = [{name: a[name] for name in old} for a in data["attributions"]]
    assert reading_from_dict(data) == told()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("stance", "shouts"),
        ("source_kind", "crowd"),
        ("figures", [{"low": 1}]),
        ("figures", [{"start": 0, "end": 2, "low": "many"}]),
        ("dates", [{"start": 0, "end": 2, "from": "Monday", "granularity": "day"}]),
        ("places", 3),
        ("hops", [None]),
        ("said", [1]),
    ],
)
def test_malformed_answers_are_a_format_error(field: str, value: Any) -> None:
    data = reading_to_dict(told())
    data["attributions"][0][field] = value
    with pytest.raises(FormatError):
        reading_from_dict(data)


def test_values_that_stand_outside_the_text_are_refused() -> None:
    data = reading_to_dict(told())
    data["attributions"][0]["figures"] = [{"start": 0, "end": 1000, "low": 1, "high": 1}]
    with pytest.raises(SpanError):
        reading_from_dict(data)
