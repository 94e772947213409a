from __future__ import annotations

import io

import pytest

from reportedly.export.views.layout import Column, Page, cells, cut, padded, table, wrapped

WORDS = "The ferry to 東京 will not sail tonight, the harbour master’s office said"


@pytest.mark.parametrize("width", [8, 17, 30, 200])
def test_lines_keep_all_words_and_never_run_over(width: int) -> None:
    lines = wrapped(WORDS, width)
    assert max(cells(line) for line in lines) <= width
    assert "".join(lines).replace(" ", "") == WORDS.replace(" ", "")
    assert cells(cut(WORDS, width)) <= width
    assert cells(padded(cut(WORDS, width), width)) == width


def test_a_word_longer_than_the_line_is_broken() -> None:
    assert wrapped("a" * 25, 10) == ["a" * 10, "a" * 10, "a" * 5]
    assert cut("a" * 25, 10) == "a" * 9 + "…"


def test_combining_marks_and_wide_letters_are_measured() -> None:
    assert (cells("é"), cells("e\u0301"), cells("広報"), cells("\u200b")) == (1, 1, 4, 0)


def test_a_table_fits_and_wraps_only_what_may_grow() -> None:
    out = io.StringIO()
    columns = (Column("id"), Column("n", right=True), Column("words", share=1))
    table(Page(out, 40), columns, [("c1", "7", WORDS), ("c23", "1,204", "short")])
    lines = out.getvalue().splitlines()
    assert max(cells(line) for line in lines) <= 40
    assert lines[0].startswith("id ") and lines[2].startswith("c1       7  The ferry")
    assert lines[3].startswith(" " * 12) and "c23  1,204  short" in lines


def test_styles_are_used_only_where_there_are_styles() -> None:
    assert Page(io.StringIO()).styled("x", "against") == "x"
    assert Page(io.StringIO(), coloured=True).styled("x", "against") == "\x1b[31mx\x1b[0m"
