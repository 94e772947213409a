"""Names of people, bodies and places, most of them invented."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.resolve.names import find_names

KINDS = [
    ("Governor Odile Tarn spoke.", "Odile Tarn", "person"),
    ("They met Dr Anselm Reith there.", "Anselm Reith", "person"),
    ("He saw Marten Quill, 42, on the quay.", "Marten Quill", "person"),
    ("A baker, Jorun Pell, who saw it, wept.", "Jorun Pell", "person"),
    ("They praised Abu Karim al-Tolmani.", "Abu Karim al-Tolmani", "person"),
    ("The Ministry of Rivers and Roads paid.", "Ministry of Rivers and Roads", "organisation"),
    ("They sued Harrow Chemicals Ltd.", "Harrow Chemicals Ltd", "organisation"),
    ("The Saltmarsh Observatory for Human Rights counted.",
     "Saltmarsh Observatory for Human Rights", "organisation"),
    ("They work for the OLS.", "OLS", "organisation"),
    ("It stood in The Brammel Gazette.", "Brammel Gazette", "outlet"),
    ("The news agency Torvald Wire said so.", "Torvald Wire", "outlet"),
    ("They fled to the town of Ostrel.", "Ostrel", "place"),
    ("The army left Turkey.", "Turkey", "place"),
    ("They gave it to The Millrace.", "Millrace", "outlet"),
    ("A dealer told CropHeron of the sale.", "CropHeron", "organisation"),
    ("He wrote for Ondwell newspaper then.", "Ondwell", "outlet"),
    ("Tressim’s husband wept.", "Tressim", "person"),
    ("Tressim’s capital fell.", "Tressim", "place"),
    ("It was Tressim who spoke.", "Tressim", "person"),
    ("Tressim, the harbour police chief, wept.", "Tressim", "person"),
    ("They fled from Tressim, Turkey, by boat.", "Tressim", "place"),
    ("They asked the Mines and Rivers Board.", "Mines and Rivers Board", "organisation"),
    ("Democrat Odile Tarn won.", "Odile Tarn", "person"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "kind"), KINDS, ids=[k[1] for k in KINDS])
def test_a_name_is_told_by_its_words_and_those_around_it(text: str, name: str, kind: str) -> None:
    found = {n.span.text: n.kind for n in find_names(text)}
    assert found.get(name) == kind


SHORT = [
    ("Odile Tarn came. Tarn spoke.", "Tarn", "Odile Tarn"),
    ("The Organisation of Lake States (OLS) met. The OLS left.", "OLS",
     "Organisation of Lake States"),
    ("Harrow Chemicals paid. Harrow would not say.", "Harrow", "Harrow Chemicals"),
    ("The Saltmarsh Observatory for Human Rights came. The Observatory left.", "Observatory",
     "Saltmarsh Observatory for Human Rights"),
    ("The Tolmin Observatory for Roads met. The Tolmin Network for Roads left.",
     "Tolmin Network for Roads", "Tolmin Network for Roads"),
    ("Odile Q. Tarn came. O. Tarn spoke.", "O. Tarn", "Odile Q. Tarn"),
    ("Odile Tarn and Jon Tarn came. Tarn spoke.", "Tarn", "Tarn"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "short", "full"), SHORT)
def test_a_short_form_points_to_the_one_it_can_be_short_for(
    text: str, short: str, full: str
) -> None:
    names = find_names(text)
    last = next(n for n in reversed(names) if n.span.text == short)
    assert names[last.whole].span.text == full


def test_a_town_is_not_the_hospital_called_after_it() -> None:
    text = "They fled from the town of Ostrel. Ostrel Infirmary took them in. In Ostrel it rained."
    names = [n for n in find_names(text) if n.span.text == "Ostrel"]
    assert [n.kind for n in names] == ["place", "place"]


def test_a_word_before_a_name_that_mostly_goes_without_is_no_part_of_it() -> None:
    text = "They call her Thrifty Odile Tarn. Odile Tarn laughed. People like Odile Tarn."
    assert [n.span.text for n in find_names(text)][-3:] == ["Odile Tarn"] * 3


NONE = [
    "The men left. They said no. However, nobody came.",
    "Voters and Republicans went. Turkish soldiers came on Monday, May 3.",
    "Don't go. We're here. I'm late.",
    "The Minister spoke and the President listened.",
    "They want an Islamic school and a Western army.",
]


@pytest.mark.parametrize("text", NONE)
def test_capitals_of_place_or_custom_make_no_names(text: str) -> None:
    assert [n.span.text for n in find_names(text)] == []


def test_a_headline_in_capitals_is_cut_by_the_names_of_the_text_below() -> None:
    text = "Odile Tarn Endorses Jon Brill For Mayor Of Ostrel\n\nOdile Tarn is for Jon Brill."
    names = [n.span.text for n in find_names(text)]
    assert names[:2] == ["Odile Tarn", "Jon Brill"]


def test_a_verb_with_a_capital_betrays_a_headline_within_a_line() -> None:
    text = "Read: Odile Tarn Is Right About Ostrel. Odile Tarn said so in Ostrel."
    assert [n.span.text for n in find_names(text)][:1] == ["Odile Tarn"]


def test_gender_comes_from_the_title_or_the_given_name() -> None:
    names = find_names("Mrs Tolland met Peter Brill and Alex Orrick.")
    assert [n.gender for n in names][:2] == ["f", "m"]


@given(st.text(max_size=300))
def test_any_text_is_read_and_spans_hold(text: str) -> None:
    names = find_names(text)
    assert all(n.span.holds_in(text) and names[n.whole].kind == n.kind for n in names)
    assert [n.span.start for n in names] == sorted(n.span.start for n in names)
