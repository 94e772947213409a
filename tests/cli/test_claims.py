from __future__ import annotations

import csv
import io
import json
from datetime import date
from typing import Any

import pytest

from reportedly.ledger.answers import ClaimQuery
from reportedly.model import Stance


def test_the_table_shows_origins_denials_and_conflicts(ask: Any) -> None:
    lines = ask("claims", "--limit", "1").stdout.splitlines()
    assert lines[0].split() == "claim origins reports deny first what is said".split()
    row = lines[2].split(maxsplit=6)
    assert row == ["c1", "2", "5", "1", "≠", "2031-03-04", "At least 30 people drowned"]


def test_a_table_that_is_cut_says_so(ask: Any) -> None:
    assert "The first 2; there are more" in ask("claims", "--limit", "2").stdout
    assert "there are more" not in ask("claims").stdout


def test_the_filters_reach_the_ledger(ask: Any, ledger: Any) -> None:
    args = "--story s1 --outlet Tarn --source Quist --stance denies --since 2031-03-01"
    args += " --until 2031-03-09 --origins 2 --disputed --conflicting --text drowned --sort latest"
    assert ask("claims", *args.split(), "--format", "jsonl", "--limit", "9").exit_code == 0
    assert ledger.asked[0] == ("news.ledger", True, None)
    assert ledger.asked[1] == ClaimQuery(
        *("s1", "Tarn", "Quist", Stance.DENIES, date(2031, 3, 1), date(2031, 3, 9)),
        *(2, True, True, "drowned", "latest", 9),
    )


def test_the_json_is_one_object_with_all_that_is_scored(ask: Any) -> None:
    data = json.loads(ask("claims", "--format", "json").stdout)
    assert [(r["id"], r["derived_from"]) for r in data["reports"]][:2] == [
        ("r1", []),
        ("r2", ["r1"]),
    ]
    (claim,) = data["claims"]
    assert claim["independent_origins"] == ["o1", "o2"]
    assert claim["conflict"] is True
    denial = claim["mentions"][3]
    assert {"report": "r4", "stance": "denies", "origin": "o3"}.items() <= denial.items()
    assert (denial["end"] - denial["start"]) == len("anybody drowned")
    assert data["loops"] == [["r1", "r4"]]
    assert [origin["id"] for origin in data["origins"]] == ["o1", "o2", "o3"]
    assert data["stories"][0]["reports"] == ["r1", "r2", "r3", "r4", "r5"]


def test_the_scoring_tool_reads_it(ask: Any, shared: Any) -> None:
    import runpy

    tool = runpy.run_path(str(shared / "tools" / "score_story.py"))
    folder = shared / "stories" / "dev" / "border-clash"
    result = tool["score"]([(folder, json.loads(ask("claims", "--format", "json").stdout))])
    assert result["independent.error"] > 0  # another story's answers, read without a complaint


def test_json_lines_have_a_claim_each_and_csv_a_row(ask: Any) -> None:
    (line,) = ask("claims", "--format", "jsonl").stdout.splitlines()
    assert json.loads(line)["id"] == "c1"
    (row,) = csv.DictReader(io.StringIO(ask("claims", "--format", "csv").stdout))
    assert (row["id"], row["origins"], row["denials"]) == ("c1", "2", "1")


@pytest.mark.parametrize(
    "args", [("--since", "soon"), ("--stance", "shrugs"), ("--origins", "-1"), ("--limit", "0")]
)
def test_a_filter_that_cannot_be_used_is_wrong_use(ask: Any, args: tuple[str, ...]) -> None:
    assert ask("claims", *args).exit_code == 2


def test_the_table_needs_neither_rich_nor_numpy() -> None:
    import subprocess
    import sys

    code = (
        "import sys, reportedly.cli.claims, reportedly.cli.trace, reportedly.cli.search\n"
        "import reportedly.export.views.claims, reportedly.export.views.trace\n"
        "import reportedly.export.views.hits, reportedly.export.views.data\n"
        "print(sorted({'rich', 'numpy', 'onnxruntime', 'sqlalchemy'} & {*sys.modules}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
