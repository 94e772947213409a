from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from reportedly.export import FORMATS
from reportedly.model import reading_from_dict

SAID = "text:Rain will come, the mayor said."


def objects(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def lines_in(text: str) -> list[str]:
    assert "Traceback" not in text
    return text.splitlines()


def test_a_report_is_read_and_nothing_else_is_said(run: Any, bridge: Path) -> None:
    result = run("read", "bridge.txt")
    assert result.exit_code == 0
    assert result.stderr == ""
    (found,) = objects(result)
    reading = reading_from_dict(found)
    assert reading.report.id == "bridge.txt"
    assert reading.attributions[0].source[0].text == "the mayor"


def test_what_a_text_does_not_say_is_passed_on(run: Any) -> None:
    args = ("--published", "2026-03-12T14:05+01:00", "--outlet", "The Hartwell Post")
    (found,) = objects(run("read", SAID, *args))
    assert found["report"]["published"] == "2026-03-12T14:05:00+01:00"
    assert found["report"]["outlet"] == "The Hartwell Post"
    (found,) = objects(run("read", SAID, "--published", "2026-03-12"))
    assert found["report"]["published"] == "2026-03-12T00:00:00+00:00"


def test_standard_input_is_read(run: Any) -> None:
    result = run("read", "-", input="Das Boot 🌊 sinkt, the captain said.")
    (found,) = objects(result)
    text = found["report"]["text"]
    (start, end) = found["attributions"][0]["source"][0]
    assert text[start:end] == "the captain"


def test_the_order_of_the_input_is_kept(run: Any) -> None:
    sources = [f"text:Rain in {n}, the mayor said." for n in range(20)]
    assert [found["report"]["id"] for found in objects(run("read", *sources))] == sources


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "brat"])
def test_every_format_takes_several_reports(run: Any, name: str) -> None:
    result = run("read", SAID, "text:Snow will come, the baker said.", "--format", name)
    assert result.exit_code == 0, result.stderr
    for words in ("the mayor", "the baker"):
        token = words.split()[1] if name == "conll" else words
        assert token in result.stdout


def test_all_failed(run: Any) -> None:
    result = run("read", "gone.txt", "lost.txt")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert lines_in(result.stderr) == ["gone.txt: no such file", "lost.txt: no such file"]


@pytest.mark.parametrize("name", [name for name in FORMATS if name not in ("brat", "terminal")])
def test_some_failed_and_the_others_are_complete(run: Any, name: str) -> None:
    result = run("read", "text:One, the a said.", "gone.txt", SAID, "--format", name)
    assert result.exit_code == 3
    assert lines_in(result.stderr) == ["gone.txt: no such file", "1 of 3 reports failed"]
    assert result.stdout == run("read", "text:One, the a said.", SAID, "--format", name).stdout


def test_quiet_names_failures_only(run: Any) -> None:
    result = run("read", "gone.txt", SAID, "-q")
    assert lines_in(result.stderr) == ["gone.txt: no such file"]


def test_verbose_tells_of_each_report(run: Any) -> None:
    assert lines_in(run("read", SAID, "-v").stderr) == [f"{SAID}: 6 words, 1 attributions"]


def test_wrong_use(run: Any) -> None:
    for args in ([], ["x", "--format", "pdf"], ["x", "--published", "soon"], ["x", "--nope"]):
        result = run("read", *args)
        assert result.exit_code == 2
        assert result.stdout == ""
        lines_in(result.stderr)
    for args in (["x", "-j", "0"], ["x", "-j", "two"], ["x", "--max-bytes", "big"]):
        result = run("read", *args)
        assert result.exit_code == 2
        assert len(lines_in(result.stderr)) == 1


def test_a_bug_in_reading_is_one_line_and_what_came_before_stands(run: Any) -> None:
    result = run("read", SAID, "broken", SAID)
    assert result.exit_code == 1
    assert [found["report"]["id"] for found in objects(result)] == [SAID]
    (line,) = lines_in(result.stderr)
    assert "RuntimeError: a bug of two lines" in line


def test_a_report_that_cannot_be_written_costs_no_neighbour(run: Any) -> None:
    def read(request: Any) -> Any:
        from reportedly.model import Reading, Report

        for name in ("one.txt", "two.txt", "three.txt"):
            outlet: Any = object() if name == "two.txt" else "The Hartwell Post"
            yield Reading(Report(name, "Fine.", outlet=outlet))

    result = run("read", "x", read=read)
    assert result.exit_code == 3
    assert [found["report"]["id"] for found in objects(result)] == ["one.txt", "three.txt"]
    assert lines_in(result.stderr)[0].startswith("two.txt: internal error, please report it: Type")


def test_an_input_without_any_report_is_said(run: Any) -> None:
    result = run("read", "x", read=lambda request: iter(()))
    assert (result.exit_code, result.stdout) == (0, "")
    assert lines_in(result.stderr) == ["no reports found"]


def test_errors_are_one_harmless_line(run: Any) -> None:
    result = run("read", "gone\x1b[2J\nbridge.txt")
    assert lines_in(result.stderr) == ["gone␛[2J bridge.txt: no such file"] * 1


def test_settings_reach_the_reading(run: Any, tmp_path: Path) -> None:
    seen = []

    def read(request: Any) -> Any:
        seen.append((request.settings.threads, request.options.max_bytes, request.options.format))
        return iter(())

    (tmp_path / "reportedly.toml").write_text("threads = 3\nmax_bytes = 1000\n")
    run("read", "x", read=read)
    run("read", "x", "--max-bytes", "5kB", "--input-format", "html", read=read)
    run("read", "x", read=read, env={"REPORTEDLY_THREADS": "7"})
    run("read", "x", "-j", "1", read=read, env={"REPORTEDLY_THREADS": "7"})
    assert seen == [(3, 1000, "auto"), (3, 5000, "html"), (7, 1000, "auto"), (1, 1000, "auto")]
    (tmp_path / "reportedly.toml").write_text("thread = 3\n")
    result = run("read", "x", read=read)
    assert result.exit_code == 2
    assert "thread" in result.stderr and len(lines_in(result.stderr)) == 1


# processes of their own: pipes, signals, locales


def finish(process: subprocess.Popen[bytes]) -> tuple[int, str, str]:
    out, err = process.communicate(timeout=120)
    return process.returncode, out.decode("utf-8"), err.decode("utf-8")


def test_a_pipe_gets_json_lines(start: Any, bridge: Path) -> None:
    code, out, err = finish(start("read", "bridge.txt"))
    assert (code, err) == (0, "")
    assert json.loads(out)["report"]["id"] == "bridge.txt"


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "brat"])
def test_a_reader_that_leaves_is_no_error(start: Any, name: str) -> None:
    long = "text:" + "Rain will come, the mayor said. " * 300
    process = start("read", *[long] * 20, "--format", name)
    process.stdout.read(10)
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait(timeout=120) == 0
    process.stderr.close()


def test_output_is_utf_8_whatever_the_locale(start: Any, tmp_path: Path) -> None:
    environ = {**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    (tmp_path / "a.txt").write_text("Ærø 🌊 is shut, the mayor said.", "utf-8")
    code, out, err = finish(start("read", "a.txt", "--format", "terminal", env=environ))
    assert (code, err) == (0, "")
    assert "<Ærø 🌊 is shut>¹" in out


def test_an_interrupt_leaves_no_trace(start: Any, tmp_path: Path) -> None:
    (tmp_path / "out.csv").write_text("as it was")
    process = start("read", SAID, *["slow"] * 200, "-o", "out.csv")
    deadline = time.monotonic() + 60
    while len(list(tmp_path.iterdir())) < 2 and time.monotonic() < deadline:
        time.sleep(0.05)
    time.sleep(0.5)
    process.send_signal(signal.SIGINT)
    code, out, err = finish(process)
    assert (code, out) == (130, "")
    assert [line for line in lines_in(err) if line] == ["reportedly: interrupted"]
    assert [path.name for path in tmp_path.iterdir()] == ["out.csv"]
    assert (tmp_path / "out.csv").read_text() == "as it was"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_one_line(start: Any) -> None:
    with open("/dev/full", "wb") as full:
        process = start("read", SAID, stdout=full)
        _, err = process.communicate(timeout=120)
    assert process.returncode == 1
    assert len(lines_in(err.decode())) == 1
