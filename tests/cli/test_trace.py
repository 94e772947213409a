from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from reportedly.model import Debt, Hop, Kind, Origin, Span, Stance


def sections(text: str) -> dict[str, list[str]]:
    """The lines below each heading; a heading stands after an empty line and is not indented."""
    found: dict[str, list[str]] = {}
    for block in text.split("\n\n"):
        head, *lines = block.splitlines()
        found[head] = [line.strip() for line in lines]
    return found


def test_the_first_lines_are_the_claim_and_one_sentence(ask: Any) -> None:
    label, told, *_ = ask("trace", "c1").stdout.split("\n\n")
    assert label == "At least 30 people drowned"
    assert " ".join(told.split()) == (
        "5 reports, 4 outlets; 2 independent origins; 1 denies; "
        "figures conflict: at least 30 against 4; 1 circle of reports."
    )


def test_each_origin_has_its_echoes_below_it(ask: Any) -> None:
    lines = sections(ask("trace", "c1").stdout)["Stands on 2 independent origins"]
    assert lines == [
        "1. Dana Quist",
        "“At least 30 people drowned”",
        "4 Mar 09:30  Skerry Wire [r1]   first",
        "4 Mar 11:30  └ Radio Tarn [r2]  cites Skerry Wire",
        "2. a ferry company clerk (unnamed person, spoke to The Skerry Post)",
        "“Four people drowned”",
        "4 Mar 13:30  The Skerry Post [r3]",
    ]


def test_denials_what_is_not_counted_conflicts_and_circles_have_their_place(ask: Any) -> None:
    told = sections(ask("trace", "c1").stdout)
    assert told["Against it"][0] == "– the company (organisation): denies"
    assert told["Not counted"] == ["– origin not told [r5]: 1 mention."]
    assert told["Figures that cannot both hold"] == [
        "at least 30  Dana Quist [r1]",
        "4            a ferry company clerk [r3]",
        "Why: both count the drowned of one day.",
    ]
    circle = "Skerry Wire [r1] → Tarn Today [r4] → Skerry Wire [r1]"
    assert told["In a circle"][0] == circle
    assert "First: 2031-03-04 09:30, Skerry Wire [r1]" in told


def test_a_rewrite_that_hides_its_debt_is_told(ask: Any, ledger: Any) -> None:
    (debt,) = ledger.answer.derivations
    ledger.answer = replace(ledger.answer, derivations=(replace(debt, debt=Debt.REWRITES),))
    assert "rewrites Skerry Wire without naming it" in ask("trace", "c1").stdout


def test_who_declines_is_not_against_it(ask: Any, ledger: Any) -> None:
    claim = ledger.answer.claim
    silent = replace(claim.backings[2], stances=(Stance.DECLINES,))
    mention = replace(claim.mentions[3], stance=Stance.DECLINES)
    ledger.answer = replace(
        ledger.answer,
        claim=replace(
            claim,
            backings=(*claim.backings[:2], silent),
            mentions=(*claim.mentions[:3], mention, claim.mentions[4]),
        ),
    )
    told = sections(ask("trace", "c1").stdout)
    assert "Against it" not in told
    assert told["Declines to comment"][0] == "– the company (organisation)"


def test_an_echo_that_is_not_counted_has_its_reason(ask: Any, ledger: Any) -> None:
    claim = ledger.answer.claim
    echo = replace(claim.backings[1], independent=False, reason="passes on Dana Quist's word")
    ledger.answer = replace(ledger.answer, claim=replace(claim, backings=(claim.backings[0], echo)))
    text = " ".join(ask("trace", "c1").stdout.split())
    assert "Stands on 1 independent origin 1. Dana Quist" in text
    assert "spoke to The Skerry Post) [r3]: passes on Dana Quist's word." in text


def test_long_lists_are_cut_and_say_so(ask: Any, ledger: Any) -> None:
    claim, cards = ledger.answer.claim, ledger.answer.reports
    many = [replace(claim.mentions[0], id=f"x{n}:1", report=f"x{n}") for n in range(20)]
    more = tuple(replace(cards[0], id=f"x{n}") for n in range(20))
    backing = replace(claim.backings[0], mentions=tuple(m.id for m in many))
    grown = replace(claim, mentions=tuple(many), backings=(backing,), conflicts=())
    ledger.answer = replace(ledger.answer, claim=grown, reports=more, derivations=(), loops=())
    short = ask("trace", "c1").stdout
    assert "and 14 more reports" in short and "--full shows all" in short
    full = ask("trace", "c1", "--full").stdout
    assert "more report" not in full and "--full" not in full
    assert full.count("[x19]") == 1


@pytest.mark.parametrize("width", [40, 80, 120])
def test_no_line_is_wider_than_the_terminal_and_nothing_in_a_report_is_obeyed(
    ask: Any, ledger: Any, monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    from reportedly.export.views.layout import cells

    monkeypatch.setenv("COLUMNS", str(width))
    claim = ledger.answer.claim
    evil = "\x1b[2J東京の広報 " + "word\n" * 60
    origin = Origin("o1", evil, Kind.NAMED_PERSON)
    hop = Hop(evil, Kind.OUTLET, Span(0, 1, "A"))
    mentions = tuple(replace(m, via=(hop,)) for m in claim.mentions)
    backings = (replace(claim.backings[0], origin=origin, reason=evil), *claim.backings[1:])
    cards = tuple(replace(c, outlet=evil, headline=evil) for c in ledger.answer.reports)
    ledger.answer = replace(
        ledger.answer,
        claim=replace(claim, label=evil, mentions=mentions, backings=backings),
        reports=cards,
    )
    for command in ("trace", "timeline", "figures"):
        text = ask(command, "c1").stdout
        assert text and "\x1b" not in text
        assert max(cells(line) for line in text.splitlines()) <= width, command


def test_no_date_and_no_outlet_are_said(ask: Any, ledger: Any) -> None:
    cards = tuple(replace(c, outlet=None, published=None) for c in ledger.answer.reports)
    ledger.answer = replace(ledger.answer, reports=cards)
    text = ask("trace", "c1").stdout
    assert "First: no report is dated." in text
    assert "5 reports, 0 outlets (5 without an outlet)" in text
    assert ask("timeline", "c1").exit_code == 0


def test_the_json_has_the_claim_and_its_reports(ask: Any) -> None:
    data = json.loads(ask("trace", "c1", "--format", "json").stdout)
    assert data["claim"]["id"] == "c1"
    assert [r["id"] for r in data["reports"]] == ["r1", "r2", "r3", "r4", "r5"]
    assert data["derivations"][0]["debt"] == "cites"


def test_a_claim_that_is_not_there_is_told_with_a_hint(ask: Any) -> None:
    result = ask("trace", "c9")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("reportedly: no claim c9 (`reportedly claims`")
    assert len(result.stderr.splitlines()) == 1
