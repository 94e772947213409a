from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.export.clean import for_terminal, one_line, shortened, visible

ANY = st.text(st.characters())


@settings(deadline=None)
@given(ANY)
def test_showing_keeps_the_number_of_characters(text: str) -> None:
    assert len(visible(text)) == len(text)
    visible(text).encode("utf-8")


@settings(deadline=None)
@given(ANY)
def test_nothing_reaches_the_terminal_as_a_control(text: str) -> None:
    assert not re.search(
        r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]", for_terminal(text)
    )
    assert len(one_line(text).splitlines()) <= 1


@settings(deadline=None)
@given(ANY, st.integers(2, 40))
def test_a_shortened_text_has_the_length_asked_for(text: str, length: int) -> None:
    assert len(shortened(text, length)) <= length


def test_a_text_is_cut_at_a_word() -> None:
    assert shortened("The bridge will stay closed", 20) == "The bridge will…"
    assert shortened("The bridge\nwill", 40) == "The bridge will"
    assert shortened("x" * 50, 10) == "x" * 9 + "…"
