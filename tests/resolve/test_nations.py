"""Countries are told by their names and by their adjectives."""

import pytest

from reportedly.resolve.nations import is_demonym, load_nations, nation_of

NATIONS = [
    ("Turkey", "Turkey", False),
    ("Turkish", "Turkey", True),
    ("Turks", "Turkey", True),
    ("Azeri", "Azerbaijan", True),
    ("American", "United States", True),
    ("the U.S.", "United States", False),
    ("USA", "United States", False),
    ("Britain’s", "United Kingdom", False),
    ("Burma", "Myanmar", False),
    ("Congolese", "Democratic Republic of the Congo", True),
    ("the Netherlands", "Netherlands", False),
    ("Eswatini", "Eswatini", False),
    ("Trinidadian", "Trinidad and Tobago", True),
    ("Corrin", None, False),
    ("turkey", None, False),
    ("us", None, False),
    ("", None, False),
]


@pytest.mark.parametrize(("word", "nation", "demonym"), NATIONS)
def test_a_word_tells_its_nation(word: str, nation: str | None, demonym: bool) -> None:
    assert nation_of(word) == nation
    assert is_demonym(word) == demonym


def test_each_nation_has_a_code_and_names_that_no_other_has() -> None:
    codes = [n.code for n in load_nations()]
    words = [w for n in load_nations() for w in {n.name, *n.names, *n.adjectives}]
    assert len(codes) == len(set(codes)) > 200
    assert all(len(code) == 2 and code.isupper() for code in codes)
    assert len(words) == len(set(words))
