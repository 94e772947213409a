"""The commands themselves, with the real models: killed, and several at a time."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from reportedly import Ledger

REPORTS = Path(__file__).with_name("saltmere.jsonl")
COUNT = 12
KILLS = 5
PROGRAM = [sys.executable, "-c", "from reportedly.cli import main; main()"]

Spans = set[frozenset[tuple[str, int, int]]]


@pytest.fixture
def ledger(tmp_path: Path) -> str:
    return str(tmp_path / "news.ledger")


def command(*words: str) -> list[str]:
    return [*PROGRAM, *words]


def run(*words: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(command(*words), capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, (words, done.stdout, done.stderr)
    return done


def claims(ledger: str) -> Spans:
    """The claims as sets of mention spans; no mention is in two."""
    document = json.loads(run("claims", "--ledger", ledger, "--format", "json").stdout)
    assert sorted(r["id"] for r in document["reports"]) == [f"r{n:02}" for n in range(1, COUNT + 1)]
    found = [
        [(m["report"], m["start"], m["end"]) for m in c["mentions"]] for c in document["claims"]
    ]
    everywhere = [span for spans in found for span in spans]
    assert len(set(everywhere)) == len(everywhere) > COUNT
    return {frozenset(spans) for spans in found}


def assert_sound(ledger: str) -> None:
    done = run("db", "check", "--ledger", ledger)
    assert (done.stdout, done.stderr) == ("All is well.\n", ""), "and nothing waits to be linked"


def test_killed_at_any_moment_and_started_again_all_is_as_if_it_had_not_been(
    ledger: str, tmp_path: Path
) -> None:
    whole = str(tmp_path / "whole.ledger")
    begun = time.monotonic()
    run("add", str(REPORTS), "--ledger", whole)
    duration = time.monotonic() - begun
    chance = random.Random(os.environ.get("REPORTEDLY_TEST_SEED", "saltmere"))
    told: set[str] = set()
    for _ in range(KILLS):
        process = subprocess.Popen(
            command("add", str(REPORTS), "--ledger", ledger, "-v"),
            stderr=subprocess.PIPE,
            text=True,
        )
        time.sleep(duration * chance.uniform(0.2, 1.0))
        process.kill()
        said = process.communicate()[1]
        told.update(line.split(":")[0] for line in said.splitlines() if ": added, " in line)
    if Path(ledger).exists() and told:
        done = run("db", "check", "--ledger", ledger)
        assert done.stdout == "All is well.\n"
        stored = run("timeline", "--ledger", ledger, "--format", "json").stdout
        assert told <= {card["id"] for card in json.loads(stored)}, "what was told to be in is in"
    run("add", str(REPORTS), "--ledger", ledger)
    assert_sound(ledger)
    assert claims(ledger) == claims(whole)


def test_two_commands_add_at_once_while_a_third_reads(ledger: str, tmp_path: Path) -> None:
    lines = REPORTS.read_text("utf-8").splitlines(keepends=True)
    parts = (tmp_path / "one.jsonl", tmp_path / "two.jsonl")
    parts[0].write_text("".join(lines[:8]), "utf-8")
    parts[1].write_text("".join(lines[4:]), "utf-8")  # a third of them are in both
    adding = [
        subprocess.Popen(
            command("add", str(part), "--ledger", ledger), stderr=subprocess.PIPE, text=True
        )
        for part in parts
    ]
    reads = 0
    while any(process.poll() is None for process in adding):
        if Path(ledger).exists():
            done = subprocess.run(
                command("claims", "--ledger", ledger), capture_output=True, text=True, check=False
            )
            assert done.returncode == 0 or "there is no ledger yet" in done.stderr, done.stderr
            reads += done.returncode == 0
        time.sleep(0.05)
    for process in adding:
        said = process.communicate()[1]
        assert process.returncode == 0, said
        assert "8 reports: " in said and "failed" not in said
    assert reads
    assert_sound(ledger)
    claims(ledger)


def test_looking_loads_nothing_that_linking_needs(ledger: str) -> None:
    Ledger(ledger).close()
    code = (
        "import sys, contextlib\n"
        "from reportedly.cli import main\n"
        "with contextlib.suppress(SystemExit): main()\n"
        "print(*{'alembic', 'numpy', 'onnxruntime', 'rich'} & set(sys.modules), file=sys.stderr)"
    )
    for words in (["claims"], ["search", "crane"], ["trace", "c1"]):
        done = subprocess.run(
            [sys.executable, "-c", code, *words, "--ledger", ledger],
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stderr.splitlines()[-1] == "", words
