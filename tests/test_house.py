"""The rules of the house, checked: what keeps the code small, light and of one voice."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

import reportedly

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "src" / "reportedly"
MODULES = sorted(PACKAGE.rglob("*.py"))
WRITTEN = [
    *MODULES,
    *(ROOT / "docs").rglob("*.md"),
    *(ROOT / "docs").rglob("*.py"),
    *ROOT.glob("*.md"),
    *(PACKAGE / "example").glob("*.txt"),
]
HEAVY = ["click", "lxml", "numpy", "onnxruntime", "rich", "spacy", "sqlalchemy"]
HEAVY += ["tokenizers", "torch", "trafilatura", "transformers"]
NAMELESS = {"utils", "util", "helpers", "helper", "common", "base", "manager", "misc"}
# the words that judge; spelt in halves so that this file may say them
NEVER = re.compile("|".join(("verified", "debunked", r"\bfa" r"ke\b", "truth score")), re.I)
PUBLIC = [
    "Attribution",
    "ClaimQuery",
    "ConfigError",
    "DecodeError",
    "Evidence",
    "Failure",
    "Figure",
    "Form",
    "FormatError",
    "Hop",
    "Kind",
    "Ledger",
    "LedgerError",
    "Location",
    "MissingExtra",
    "ModelError",
    "NotFound",
    "Options",
    "Party",
    "Place",
    "ReadError",
    "Reading",
    "Report",
    "ReportedlyError",
    "Span",
    "SpanError",
    "Stance",
    "UnsupportedFormat",
    "When",
    "read",
    "read_many",
]


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_importing_the_package_stays_light() -> None:
    code = f"import sys, reportedly; print(*sorted(set({HEAVY!r}) & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.split() == []


def test_the_public_names_are_these() -> None:
    code = "import reportedly; print(*sorted(vars(reportedly)))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    modules = {path.stem for path in PACKAGE.iterdir()}
    found = [name for name in done.stdout.split() if not name.startswith("_")]
    assert sorted(set(found) - modules - {"annotations"}) == PUBLIC


def test_the_version_is_the_one_of_the_installed_package() -> None:
    from importlib.metadata import version

    assert reportedly.__version__ == version("reportedly")


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_a_module_is_short_and_called_after_what_it_holds(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 600
    assert path.stem not in NAMELESS
    assert path.stem.strip("_").isidentifier() and path.stem == path.stem.lower()


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_a_function_has_few_parameters_and_no_unfinished_work(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\b(TODO|FIXME|XXX|NotImplementedError)\b", text)
    crowded = [
        node.name
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef)
        and len(_parameters(node)) > 5
        and not any(_is_command(decorator) for decorator in node.decorator_list)
    ]
    assert crowded == []


@pytest.mark.parametrize("path", WRITTEN, ids=named)
def test_nothing_written_here_says_what_is_true(path: Path) -> None:
    assert [m.group() for m in NEVER.finditer(path.read_text(encoding="utf-8"))] == []


def test_the_package_says_that_it_is_typed_and_carries_its_example() -> None:
    assert (PACKAGE / "py.typed").is_file()
    assert 300 < len((PACKAGE / "example" / "report.txt").read_text("utf-8").split()) < 450


def _parameters(function: ast.FunctionDef) -> list[str]:
    arguments = function.args
    names = [a.arg for a in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)]
    return [name for name in names if name not in ("self", "cls")]


def _is_command(decorator: ast.expr) -> bool:
    """Whether the decorator makes a command line's command: click passes each option by name."""
    target = decorator.func if isinstance(decorator, ast.Call) else decorator
    return isinstance(target, ast.Attribute) and target.attr in {"command", "group"}
