"""Nouns for those who say things."""

from __future__ import annotations

import pytest

from reportedly.resolve.nouns import noun_of


@pytest.mark.parametrize(
    ("word", "lemma", "kind", "plural"),
    [
        ("spokeswomen", "spokeswoman", "person", True),
        ("officials", "official", "person", True),
        ("ministries", "ministry", "organisation", True),
        ("witness", "witness", "person", False),
        ("police", "police", "organisation", True),
        ("newspaper", "newspaper", "outlet", False),
        ("letters", "letter", "document", True),
        ("co-founder", "co-founder", "person", False),
        ("beekeeper", "beekeeper", "person", False),
        ("minister’s", "minister", "person", False),
    ],
)
def test_a_noun_is_known_with_its_kind_and_number(
    word: str, lemma: str, kind: str, plural: bool
) -> None:
    noun = noun_of(word)
    assert noun is not None
    assert (noun.lemma, noun.kind, noun.plural) == (lemma, kind, plural)


@pytest.mark.parametrize("word", ["water", "winter", "the", "", "’", "number", "another"])
def test_a_word_for_a_thing_stands_for_no_person(word: str) -> None:
    noun = noun_of(word)
    assert noun is None or noun.kind != "person"


def test_gender_is_told_where_the_noun_tells_it() -> None:
    nouns = [noun_of(w) for w in ("spokesman", "mother", "teacher")]
    assert [n.gender for n in nouns if n] == ["m", "f", None]
