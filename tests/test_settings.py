from __future__ import annotations

from pathlib import Path

import pytest

from reportedly.errors import ConfigError
from reportedly.ingest.options import MAX_BYTES
from reportedly.settings import Settings, load_settings


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_defaults() -> None:
    assert load_settings({}, {}) == Settings(None, 2, MAX_BYTES)


def test_a_later_layer_wins(folder: Path) -> None:
    (folder / "reportedly.toml").write_text('threads = 3\nmax_bytes = "1MB"\nmodel = "m"\n')
    environ = {"REPORTEDLY_THREADS": "4", "REPORTEDLY_MAX_BYTES": "2MB", "REPORTEDLY_MODEL": ""}
    found = load_settings({"threads": "5", "max_bytes": None}, environ)
    assert found == Settings(Path("m"), 5, 2_000_000)


def test_another_file_takes_the_place_of_the_usual_one(folder: Path) -> None:
    (folder / "reportedly.toml").write_text("threads = 3\n")
    (folder / "sub").mkdir()
    (folder / "sub" / "my.toml").write_text('model = "models/big"\n')
    found = load_settings({}, {}, Path("sub/my.toml"))
    assert found == Settings(Path("sub/models/big"), 2, MAX_BYTES)


def test_a_file_of_outlets_is_found_beside_the_settings(folder: Path) -> None:
    (folder / "sub").mkdir()
    (folder / "sub" / "my.toml").write_text('outlets = "outlets.tsv"\n')
    assert load_settings({}, {}, Path("sub/my.toml")).outlets == Path("sub/outlets.tsv")
    assert load_settings({"outlets": "mine.tsv"}, {}).outlets == Path("mine.tsv")
    assert load_settings({}, {"REPORTEDLY_OUTLETS": "ours.tsv"}).outlets == Path("ours.tsv")


@pytest.mark.parametrize(
    ("size", "count"), [("500", 500), ("5k", 5_000), ("1.5 MB", 1_500_000), ("2G", 2_000_000_000)]
)
def test_sizes_have_units(size: str, count: int) -> None:
    assert load_settings({"max_bytes": size}, {}).max_bytes == count


@pytest.mark.parametrize(
    "text",
    [
        "threads = 0",
        "threads = true",
        'threads = "many"',
        "max_bytes = -1",
        'max_bytes = "10 apples"',
        "model = 3",
        "outlets = 3",
        "colour = 1",
        "threads = ",
        "\x00",
    ],
)
def test_what_cannot_be_used_is_one_line_that_names_the_file(folder: Path, text: str) -> None:
    (folder / "reportedly.toml").write_text(text)
    with pytest.raises(ConfigError, match=r"^reportedly\.toml: ") as caught:
        load_settings({}, {})
    assert len(str(caught.value).splitlines()) == 1


def test_a_file_that_was_asked_for_must_be_there(folder: Path) -> None:
    with pytest.raises(ConfigError, match=r"my\.toml"):
        load_settings({}, {}, Path("my.toml"))


def test_an_error_names_the_variable_or_the_argument() -> None:
    with pytest.raises(ConfigError, match="REPORTEDLY_THREADS"):
        load_settings({}, {"REPORTEDLY_THREADS": "x"})
    with pytest.raises(ConfigError, match="--max-bytes"):
        load_settings({"max_bytes": "x"}, {})
