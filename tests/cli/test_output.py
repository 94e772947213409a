from __future__ import annotations

import json
import os
import stat
from pathlib import Path
from typing import Any

import pytest

SAID = "text:Rain will come, the mayor said."


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_written_whole_and_nothing_beside_it(run: Any, tmp_path: Path) -> None:
    result = run("read", SAID, "-o", "out.json")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")
    assert json.loads((tmp_path / "out.json").read_text("utf-8"))["report"]["id"] == SAID
    assert names(tmp_path) == ["out.json"]


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("a.json", "{\n"),
        ("a.jsonl", '{"schema"'),
        ("a.csv", "report,"),
        ("a.html", "<!DOCTYPE html>"),
        ("a.HTM", "<!DOCTYPE html>"),
        ("a.ann", "T1\t"),
        ("a.conll", "# newdoc"),
        ("a", '{"schema"'),
    ],
)
def test_the_name_of_the_file_tells_the_format(
    run: Any, tmp_path: Path, name: str, begins: str
) -> None:
    assert run("read", SAID, "-o", name).exit_code == 0
    assert (tmp_path / name).read_text("utf-8").startswith(begins)


def test_the_format_asked_for_wins(run: Any, tmp_path: Path) -> None:
    run("read", SAID, "-o", "a.html", "--format", "csv")
    assert (tmp_path / "a.html").read_text("utf-8").startswith("report,")


@pytest.mark.parametrize("source", ["gone.txt", "broken"])
def test_a_failure_leaves_the_old_file(run: Any, tmp_path: Path, source: str) -> None:
    (tmp_path / "out.csv").write_text("as it was")
    assert run("read", source, "-o", "out.csv").exit_code == 1
    assert (tmp_path / "out.csv").read_text() == "as it was"
    assert names(tmp_path) == ["out.csv"]


def test_a_partial_failure_writes_what_was_read(run: Any, tmp_path: Path) -> None:
    (tmp_path / "out.csv").write_text("as it was")
    assert run("read", "gone.txt", SAID, "-o", "out.csv").exit_code == 3
    assert "Rain will come" in (tmp_path / "out.csv").read_text("utf-8")


@pytest.mark.skipif(os.name != "posix", reason="needs POSIX permissions and links")
def test_permissions_and_links_are_kept(run: Any, tmp_path: Path) -> None:
    real = tmp_path / "real.csv"
    real.write_text("as it was")
    real.chmod(0o640)
    (tmp_path / "link.csv").symlink_to(real)
    run("read", SAID, "-o", "link.csv")
    assert (tmp_path / "link.csv").is_symlink()
    assert "Rain will come" in real.read_text("utf-8")
    assert stat.S_IMODE(real.stat().st_mode) == 0o640
    run("read", SAID, "-o", "new.csv")
    mask = os.umask(0)
    os.umask(mask)
    assert stat.S_IMODE((tmp_path / "new.csv").stat().st_mode) == 0o666 & ~mask


def test_places_that_cannot_be_written_are_one_line(run: Any, tmp_path: Path) -> None:
    result = run("read", SAID, "-o", "no/such/folder/out.csv")
    assert result.exit_code == 1
    assert "no/such/folder/out.csv" in result.stderr and "Traceback" not in result.stderr
    (tmp_path / "folder").mkdir()
    assert run("read", SAID, "-o", "folder", "--format", "csv").exit_code == 2
    (tmp_path / "file").write_text("as it was")
    assert run("read", SAID, "-o", "file", "--format", "brat").exit_code == 2
    assert (tmp_path / "file").read_text() == "as it was"


@pytest.mark.skipif(not Path("/dev/null").exists(), reason="needs /dev/null")
def test_a_device_is_written_to_not_replaced(run: Any) -> None:
    assert run("read", SAID, "-o", "/dev/null").exit_code == 0
    assert not Path("/dev/null").is_file()


def test_brat_of_one_goes_to_standard_output_and_of_several_to_a_folder(
    run: Any, tmp_path: Path, bridge: Path
) -> None:
    one = run("read", "bridge.txt", "--format", "brat")
    assert one.exit_code == 0
    assert one.stdout.startswith("T1\tSource 25 34\tthe mayor\n")
    several = run("read", "bridge.txt", "bridge.txt", "--format", "brat")
    assert (several.exit_code, several.stdout) == (2, "")
    assert "-o" in several.stderr
    assert run("read", *["bridge.txt"] * 2, "--format", "brat", "-o", "marks").exit_code == 0
    pairs = ["bridge-2.ann", "bridge-2.txt", "bridge.ann", "bridge.txt"]
    assert names(tmp_path / "marks") == ["annotation.conf", *pairs]
    assert (tmp_path / "marks" / "bridge.ann").read_text("utf-8") == one.stdout
    assert (tmp_path / "marks" / "bridge.txt").read_bytes() == bridge.read_bytes()
