"""Well-known bodies are found by their names and short names."""

import pytest

from reportedly.resolve.bodies import load_bodies
from reportedly.resolve.outlets import load_outlets

NAMED = [
    ("UN", "United Nations"),
    ("the U.N.’s", "United Nations"),
    ("the Observatory", "Syrian Observatory for Human Rights"),
    ("Syrian Observatory of Human Rights", "Syrian Observatory for Human Rights"),
    ("SOHR", "Syrian Observatory for Human Rights"),
    ("Daesh", "Islamic State"),
    ("HRW", "Human Rights Watch"),
    ("the White Helmets", "Syrian Civil Defence"),
    ("white house", "White House"),
    ("WHO", "World Health Organization"),
    ("Republicans", "Republican Party"),
]


@pytest.mark.parametrize(("name", "body"), NAMED)
def test_a_body_is_found_by_its_names(name: str, body: str) -> None:
    found = load_bodies().find(name)
    assert found is not None and found.name == body


@pytest.mark.parametrize("name", ["who", "is", "fed", "republicans", "the Corrin Observatory"])
def test_words_and_other_bodies_are_not_found(name: str) -> None:
    assert load_bodies().find(name) is None


def test_bodies_are_found_in_a_text() -> None:
    text = "Who said the WHO and the Pentagon's staff is right? The Kremlin is."
    found = load_bodies().find_in(text, 0, len(text))
    assert [span.text for span, _ in found] == ["WHO", "Pentagon", "Kremlin"]


def test_no_name_is_of_two_bodies_nor_of_a_body_and_an_outlet() -> None:
    owners: dict[str, str] = {}
    for body in load_bodies():
        for name in (body.name, *body.aliases):
            assert owners.setdefault(name, body.name) == body.name
            assert load_outlets().find(name) is None
    assert len(load_bodies()) > 250
