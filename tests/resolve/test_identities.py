"""Who is behind each source, on whose word, in texts of our own (``identities.txt``)."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from reportedly.model import Attribution, Form, Reading, Report, Span
from reportedly.resolve import resolve

HERE = Path(__file__).parent


def _load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = module
    spec.loader.exec_module(module)
    return module


marked = _load(HERE.parent / "quality" / "marked.py")


def read_cases() -> list[tuple[str, dict[int, dict[str, str]]]]:
    cases: list[tuple[str, dict[int, dict[str, str]]]] = []
    for line in (HERE / "identities.txt").read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        number, _, answers = line.partition(": ")
        if not number.isdigit():
            cases.append((line.replace("\\n", "\n"), {}))
            continue
        pairs = [part.partition("=")[::2] for part in answers.split("|")]
        cases[-1][1][int(number)] = {key.strip(): value.strip() for key, value in pairs}
    return cases


def reading_of(text: str, outlet: str | None) -> Reading:
    case = marked.parse("", text)
    rows = case.attributions

    def spans(row: dict[str, list[tuple[int, int]]], role: str) -> tuple[Span, ...]:
        return tuple(Span.of(case.text, s, e) for s, e in row[role])

    found = []
    for number, row in enumerate(rows, start=1):
        start, end = row["cue"][0]
        around = [
            f"a{i}"
            for i, other in enumerate(rows, start=1)
            if i != number and any(s <= start and end <= e for s, e in other["content"])
        ]
        found.append(
            Attribution(
                f"a{number}",
                spans(row, "source"),
                spans(row, "cue"),
                spans(row, "content"),
                Form.DIRECT if "“" in case.text[slice(*row["content"][0])] else Form.INDIRECT,
                around[0] if around else None,
            )
        )
    return Reading(Report("case", case.text, outlet=outlet), tuple(found))


CASES = read_cases()


@pytest.mark.parametrize(("text", "asked"), CASES, ids=[c[0][:60] for c in CASES])
def test_sources_are_who_the_text_says(text: str, asked: dict[int, dict[str, str]]) -> None:
    outlet = asked.get(0, {}).get("outlet")
    reading = resolve(reading_of(text, outlet))
    by_number = dict(enumerate(reading.attributions, start=1))
    parties = {p.id: p for p in reading.parties}
    for number, answers in asked.items():
        if number == 0:
            continue
        a = by_number[number]
        party = parties.get(a.party or "")
        got = {
            "kind": str(a.source_kind),
            "name": a.source_name or "",
            "role": (party.role or "") if party else "",
            "affiliation": (party.affiliation or "") if party else "",
            "via": ", ".join(h.name for h in a.via),
            "origin": a.origin or "",
            "candidates": str(len(a.candidates)),
            "terms": (party.terms or "") if party else "",
        }
        for key, value in answers.items():
            if key in ("party", "not"):
                same = a.party is not None and a.party == by_number[int(value)].party
                assert same == (key == "party"), f"{number}: {key}: {a.party} {party}"
            elif key == "origin" and value.isdigit():
                assert a.origin == by_number[int(value)].origin, f"{number}: {a.origin}"
            else:
                bare = {k: v.removeprefix("The ").removeprefix("the ") for k, v in got.items()}
                assert bare[key] == value.removeprefix("The "), f"{number}: {key}: {a} {party}"
