"""``reportedly sources``, with the stand-in for reading."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from reportedly.model import Failure, Hop, Kind, Party, Reading, Stance

SAID = "text:Rain will come, the mayor said."
MORE = "text:Wind will rise, the mayor said."


def tables(text: str) -> dict[str, Any]:
    return json.loads(text)  # type: ignore[no-any-return]


def test_who_is_quoted_is_told_on_the_terminal(run: Any) -> None:
    result = run("sources", SAID, "-q")
    assert result.exit_code == 0
    assert "1 report, 1 attribution, 1 source." in result.stdout
    assert "the mayor" in result.stdout
    assert "\x1b" not in result.stdout


def test_the_json_has_sources_reports_and_the_total(run: Any) -> None:
    data = tables(run("sources", SAID, MORE, "--format", "json").stdout)
    assert data["schema"] == "reportedly.sources/1"
    assert data["total"]["attributions"] == 2
    assert [one["report"] for one in data["reports"]] == [SAID, MORE]
    assert data["sources"][0]["name"] == "the mayor"


def test_the_csv_has_a_row_for_each_source(run: Any) -> None:
    found = list(csv.DictReader(io.StringIO(run("sources", SAID, "--format", "csv").stdout)))
    assert [(row["name"], row["attributions"]) for row in found] == [("the mayor", "1")]


def test_the_markdown_can_be_pasted_into_a_note(run: Any) -> None:
    lines = run("sources", SAID, MORE, "--format", "markdown").stdout.splitlines()
    assert lines[0] == "## Who is quoted"
    assert "| the mayor |  | 1 |  |  |" in lines
    assert "| report | attributions | unnamed | of the words | sources | second hand |" in lines


def test_no_source_can_break_out_of_the_note(run: Any) -> None:
    def evil(request: Any) -> Iterator[Reading | Failure]:
        from reportedly.model import Attribution, Form, Report

        report = Report("r|1", "a said b")
        span = report.span(0, 1)
        hop = Hop("[x](http://a.example)", Kind.OUTLET, span)
        party = Party("p1", Kind.UNNAMED_PERSON, description="<b>|x\x1b[2J\n# y")
        said = Attribution("a1", (span,), (), (span,), Form.INDIRECT, party="p1", via=(hop,))
        yield Reading(report, (replace(said, stance=Stance.DENIES),), (party,))

    lines = run("sources", SAID, "--format", "markdown", read=evil).stdout.splitlines()
    row = next(line for line in lines if "unnamed person" in line)
    assert row.startswith("| &lt;b>\\|x␛\\[2J # y | unnamed person | 1 | denies |")
    assert "\\[x\\](http://a.example)" in row
    for format in ("terminal", "json", "csv"):
        assert "\x1b" not in run("sources", SAID, "--format", format, read=evil).stdout


@pytest.mark.parametrize(
    ("sources", "code"), [((SAID,), 0), (("absent",), 1), ((SAID, "absent"), 3), (("broken",), 1)]
)
def test_the_exit_codes_are_those_of_reading(run: Any, sources: tuple[str, ...], code: int) -> None:
    result = run("sources", *sources)
    assert result.exit_code == code
    assert "Traceback" not in result.stderr
    assert (code in (0, 3)) == ("the mayor" in result.stdout)


def test_wrong_use_is_told(run: Any) -> None:
    assert run("sources", SAID, "--format", "html").exit_code == 2
    assert run("sources", SAID, "--published", "soon").exit_code == 2


def test_what_reading_takes_is_passed_on(run: Any) -> None:
    seen = []

    def watch(request: Any) -> Iterator[Reading | Failure]:
        seen.append(request)
        return iter(())

    args = ("--outlet", "The Quay Post", "--outlets", "mine.tsv", "-j", "1")
    result = run("sources", SAID, *args, read=watch)
    assert result.exit_code == 0
    assert seen[0].options.outlet == "The Quay Post"
    assert str(seen[0].settings.outlets) == "mine.tsv"
    assert seen[0].settings.threads == 1
    assert "no reports found" in result.stderr
