from __future__ import annotations

import io
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console

from reportedly.export import write
from reportedly.export.terminal import Terminal
from reportedly.model import Reading, Report

_STYLE = re.compile(r"\x1b\[[0-9;]*m")
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"


def shown(*readings: Reading, width: int = 100, **about: Any) -> str:
    console = Console(
        file=io.StringIO(),
        width=width,
        force_terminal=True,
        color_system="standard",
        highlight=False,
        markup=False,
        emoji=False,
        **about,
    )
    out = io.StringIO(newline="")
    exporter = Terminal(out, console)
    for reading in readings:
        exporter.one(reading)
    exporter.close()
    return out.getvalue()


def plain_text(text: str) -> str:
    return _STYLE.sub("", text)


def styles_of(text: str, words: str) -> str:
    """The codes in force where the words begin."""
    return re.findall(r"\x1b\[([0-9;]*)m", text[: text.index(words)])[-1]  # type: ignore[no-any-return]


def test_roles_are_coloured_each_in_its_own_way(flood: Reading) -> None:
    text = shown(flood)
    styles = {styles_of(text, words) for words in ("the mayor, Ana", "denies", "that any warning")}
    assert len(styles) == 3 and "0" not in styles


def test_links_are_numbers_tied_to_the_rows(flood: Reading) -> None:
    text = plain_text(shown(flood))
    assert "The ministry⁷ denies⁷ that any warning was late⁷." in text
    assert re.search(
        r"^ *7\. The ministry denies  indirect\n +that any warning was late$", text, re.M
    )
    assert re.search(r"^ *6\. two nurses told  direct · in 5, 4$", text, re.M)


def test_furniture_and_captions_are_set_apart_and_notes_shown(flood: Reading) -> None:
    text = shown(flood)
    assert "│ Subscribe to our newsletter!" in plain_text(text)
    assert "2" in styles_of(text, "Subscribe").split(";")
    assert "Note: One quotation mark has no partner." in text


def test_without_styles_brackets_tell_the_roles_apart(flood: Reading) -> None:
    out = io.StringIO()
    write([flood], out, "terminal")
    assert "\x1b" not in out.getvalue()
    assert "[The ministry]⁷ {denies}⁷ <that any warning was late>⁷." in out.getvalue()


def test_no_color_leaves_shape_but_no_colour(
    flood: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    codes = re.findall(r"\x1b\[([0-9;]*)m", shown(flood))
    assert not {code for group in codes for code in group.split(";")} & {
        str(n) for n in range(30, 50)
    }
    assert "1" in codes  # bold


@pytest.mark.parametrize("width", [20, 40, 80, 200])
def test_no_line_is_wider_than_the_terminal(flood: Reading, width: int) -> None:
    from rich.cells import cell_len

    text = plain_text(shown(flood, width=width))
    assert max(cell_len(line) for line in text.splitlines()) <= width
    assert "The ministry" in text
    if width < 60:
        assert re.search(r"7\.\s+The ministry\s+denies\s+indirect\s+that", text)


def test_what_is_understood_stands_in_the_list(ferry: Reading) -> None:
    text = plain_text(shown(ferry, width=80))
    found = text[text.index("1. ") :]
    assert found.startswith(
        """\
1. Vard Tolen (ambassador to Orel, Hestria) asserts  “said” · indirect
    that at least 40 miners had left Port Anselm late on Monday
    figures ≥ 40 miners · when 9 March 2026 (part of day) · where “Port Anselm”
    (unresolved: Port Anselm, XA or Port Anselm, XB)
"""
    )
    assert (
        "2. a guard at the mine (unnamed person, on condition of anonymity), via The Tarn Post, "
        "asserts “told” · indirect that 1,500 to 2,000 crowns could be paid origin The Tarn Post’s "
        "guard · figures 1,500–2,000 crowns · hedged “could”" in " ".join(found.split())
    )
    assert re.search(r"3\. He \(unresolved: Vard Tolen or Ivo Marr\) denies", text)


def test_a_denial_stands_out_and_an_assertion_does_not(ferry: Reading) -> None:
    text = shown(ferry)
    listed = text[text.rindex("its entry below") :]
    assert "31" in styles_of(listed, "denies").split(";")
    assert "31" not in styles_of(listed, "asserts").split(";")


def test_nothing_is_said_of_what_is_not_known(flood: Reading) -> None:
    listed = plain_text(shown(flood)).split("its entry below")[1]
    for label in ("origin", "figures", "when", "said ·", "where", "hedged", "via", "None", "()"):
        assert label not in listed, label


def test_a_hostile_report_cannot_move_the_cursor(hostile: Reading) -> None:
    for text in (shown(hostile), shown(hostile, width=40)):
        assert not _CONTROL.search(plain_text(text))
    assert "[bold]b[/bold]" in plain_text(text)


def test_no_source_is_told(flood: Reading) -> None:
    assert re.search(r"10\. no source given", plain_text(shown(flood)))


def test_a_language_it_does_not_know_is_told() -> None:
    reading = Reading(Report("r", "Padało cały tydzień.", language="pl"))
    assert "language: pl (not supported)" in plain_text(shown(reading))
    assert "No attribution found." in plain_text(shown(reading))


def test_a_very_long_line_is_folded() -> None:
    text = plain_text(shown(Reading(Report("r", "x" * 50_000)), width=80))
    assert max(map(len, text.splitlines())) <= 80
    assert text.count("x") == 50_000


@settings(deadline=None, max_examples=60)
@given(data=st.data())
def test_any_text_is_printed_whole_and_harmless(
    data: Any, any_reading: st.SearchStrategy[Reading]
) -> None:
    reading = data.draw(any_reading)
    text = plain_text(shown(reading, width=data.draw(st.sampled_from([30, 100]))))
    assert not _CONTROL.search(text)
    for word in re.findall(r"[ab]+", reading.report.text):
        assert word[0] in text
