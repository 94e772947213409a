"""The terms that unnamed sources speak under."""

from __future__ import annotations

import pytest

from reportedly.model import Attribution, Form, Span
from reportedly.resolve.terms import terms_of

TERMS = [
    ("An aide said, on condition of anonymity, that it failed.", "on condition of anonymity"),
    (
        "An aide, who asked not to be named because the talks are private, said it failed.",
        "who asked not to be named because the talks are private, said it failed",
    ),
    ("An aide said on the condition that he not be named that it failed.", None),
    ("An aide, speaking anonymously, said it failed.", "speaking anonymously"),
    ("An aide said it failed. A rival asked not to be named.", ""),
    ("An aide said it failed.", ""),
]


@pytest.mark.parametrize(("text", "expected"), TERMS)
def test_terms_are_found_beside_the_source_and_nowhere_else(
    text: str, expected: str | None
) -> None:
    cue = text.index("said")
    source = Span.of(text, 0, text.index(",") if ", who" in text or ", spe" in text else cue - 1)
    if ", who" in text or ", spe" in text:
        source = Span.of(text, 0, cue - 2)
    content = text.index("it failed")
    attribution = Attribution(
        "a1",
        (source,),
        (Span.of(text, cue, cue + 4),),
        (Span.of(text, content, content + 9),),
        Form.INDIRECT,
    )
    found = terms_of(text, attribution)
    if expected == "":
        assert found is None
    else:
        assert found is not None and found.holds_in(text)
        assert found.text.split()[0] in (expected or "on").split()
        assert "failed" not in found.text
