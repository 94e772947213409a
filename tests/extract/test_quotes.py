"""Quotation marks: what is inside them, however they are set, and what a stray one costs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.extract.quotes import find_quotes, form_of
from reportedly.model import Form, paragraphs


def quoted(text: str) -> list[str]:
    return [text[q.start : q.end] for q in find_quotes(text, paragraphs(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “we are lost” and left.", ["“we are lost”"]),
        ('He said "we are lost" and left.', ['"we are lost"']),
        ("He said ‘we are lost’ and left.", ["‘we are lost’"]),
        ("He said «we are lost» and left.", ["«we are lost»"]),
        ("He said ``we are lost'' and left.", ["``we are lost''"]),
        ("The boys’ boat wasn’t found.", []),
        ("'We're lost,' he said, 'and it's late.'", ["'We're lost,'", "'and it's late.'"]),
        ("“She told me ‘run’ and I ran,” he said.", ["“She told me ‘run’ and I ran,”"]),
        ("A 6' 2\" man left.", []),
    ],
)
def test_marks_of_every_kind_are_matched(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


def test_a_stray_mark_costs_only_its_sentence() -> None:
    text = "The box was marked “open. The clerk left at noon. “I saw her,” he said."
    assert quoted(text) == ["“open.", "“I saw her,”"]


def test_a_quote_runs_over_paragraphs_that_reopen_it() -> None:
    text = "“The first day was cold. We waited.\n\n“The second day was worse,” she said."
    assert quoted(text) == ["“The first day was cold. We waited.", "“The second day was worse,”"]


def test_an_unclosed_quote_does_not_run_into_a_plain_paragraph() -> None:
    text = "“The first day was cold. We waited.\n\nThe second day was worse."
    assert quoted(text) == ["“The first day was cold."]


@pytest.mark.parametrize(
    ("content", "form"),
    [
        ("“we are lost”", Form.DIRECT),
        ("that “we are lost” at sea", Form.MIXED),
        ("that they were lost", Form.INDIRECT),
    ],
)
def test_form_follows_the_marks(content: str, form: Form) -> None:
    text = f"He said {content}."
    start = text.index(content)
    quotes = find_quotes(text, paragraphs(text))
    assert form_of(text, [(start, start + len(content))], quotes) is form


@given(st.text(alphabet="ab .,\n\"“”‘’'«»", max_size=80))
def test_quotes_lie_in_order_inside_the_text(text: str) -> None:
    quotes = find_quotes(text, paragraphs(text))
    ends = [0]
    for quote in quotes:
        assert ends[-1] <= quote.start < quote.end <= len(text)
        ends.append(quote.end)
