"""Evaluation: marked reports against what is predicted for them, whole and by kind; the gate.

Needs no torch: it measures the model as it ships.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reportedly.errors import ConfigError, FormatError
from reportedly.extract import Tagger, extract_many
from reportedly.model import ROLES, Reading, Report
from reportedly.training.corpus import MarkedReport
from reportedly.training.measures import Marks, Measure, matched_indices, measure

_QUOTE = re.compile(r"[\"“”„«»]|``|''")
_PRONOUN = re.compile(
    r"(?i)(i|we|you|he|she|it|they|who|which|that|this|these|those|one|some|many|others|everyone|"
    r"everybody|someone|somebody|nobody|himself|herself|themselves|us|him|her|them)$"
)
_NAME = re.compile(r"[A-Z]\w*")


@dataclass(frozen=True, slots=True)
class Result:
    """How well a set of marked reports was read.

    Attributes:
        reports: how many.
        measures: precision, recall and F1 by name (``measures.measure``).
        recalls: share of the marked relations found, and how many there are, by form of content
            and by kind of source ("form: direct", "source: pronoun" ...).
    """

    reports: int
    measures: dict[str, Measure]
    recalls: dict[str, tuple[float, int]]


def vary_text(reports: Iterable[MarkedReport], variant: str) -> Iterator[MarkedReport]:
    """The reports as they are, with straight quotes, without quote marks or in lower case."""
    from reportedly.training.augment import edit

    for report in reports:
        if variant == "lower":
            # characters whose lower case is longer ("İ") would move the offsets
            text = "".join(c.lower() if len(c.lower()) == 1 else c for c in report.text)
            yield MarkedReport(report.id, text, report.attributions)
        elif variant in ("straight", "unquoted"):
            new = '"' if variant == "straight" else ""
            yield edit(report, [(*m.span(), new) for m in _QUOTE.finditer(report.text)])
        else:
            yield report


def read_marked(reports: Sequence[MarkedReport], tagger: Tagger) -> list[list[Marks]]:
    """What the product finds in the texts of marked reports; nested attributions left out.

    The corpora mark outermost attributions only.
    """
    found: list[list[Marks]] = []
    for reading in extract_many((Report(r.id, r.text) for r in reports), tagger):
        if isinstance(reading, Reading):
            found.append(outermost(reading))
    return found


def outermost(reading: Reading) -> list[Marks]:
    """The attributions of a reading that stand in no other, as offsets."""
    return [
        {role: [(s.start, s.end) for s in getattr(a, role)] for role in ROLES}
        for a in reading.attributions
        if a.nested_in is None
    ]


def predictions_from(records: Iterable[dict[str, Any]]) -> dict[str, list[Marks]]:
    """Predicted attributions by report id, from readings or from ``{id, attributions}`` records."""
    found: dict[str, list[Marks]] = {}
    for record in records:
        try:
            name = record["id"] if "id" in record else record["report"]["id"]
            rows = [a for a in record["attributions"] if not a.get("nested_in")]
            found[name] = [
                {role: [(s, e) for s, e in a.get(role) or []] for role in ROLES} for a in rows
            ]
        except (KeyError, TypeError, ValueError) as error:
            raise FormatError(f"not a prediction: {error!r}") from None
    return found


def compare(reports: Sequence[MarkedReport], predicted: Sequence[list[Marks]]) -> Result:
    """The result of predictions that stand in the order of the reports."""
    rows: list[tuple[str, list[Marks], list[Marks]]] = [
        (r.text, list(r.attributions), p) for r, p in zip(reports, predicted, strict=True)
    ]
    counts: dict[str, list[int]] = {}
    for (text, marked, mine), report in zip(rows, reports, strict=True):
        found = matched_indices(text, marked, mine)
        for index, attribution in enumerate(report.attributions):
            if not attribution["content"]:
                continue
            for key in (
                f"form: {content_form(text, attribution)}",
                f"source: {source_kind(text, attribution)}",
            ):
                count = counts.setdefault(key, [0, 0])
                count[0] += index in found
                count[1] += 1
    recalls = {key: (right / total, total) for key, (right, total) in sorted(counts.items())}
    return Result(len(rows), measure(rows), recalls)


def content_form(text: str, attribution: Marks) -> str:
    """Form of a marked content: by whether it begins with a quote mark or holds one."""
    words = " ".join(text[s:e] for s, e in sorted(attribution["content"])).lstrip()
    if words[:1] in tuple("\"“”„«»‘'`"):
        return "direct"
    return "mixed" if _QUOTE.search(words) else "indirect"


def source_kind(text: str, attribution: Marks) -> str:
    """Kind of a marked source, by its words: none, pronoun, named or described."""
    if not attribution["source"]:
        return "none"
    words = " ".join(text[s:e] for s, e in sorted(attribution["source"]))
    if _PRONOUN.match(words):
        return "pronoun"
    return "named" if any(_NAME.match(w) for w in words.split()[1:] or [words]) else "described"


def as_data(result: Result) -> dict[str, Any]:
    """The result as plain data, in percent."""
    rows: dict[str, Any] = {
        name: {
            "precision": round(100 * m.precision, 2),
            "recall": round(100 * m.recall, 2),
            "f1": round(100 * m.f1, 2),
            "predicted": m.predicted,
            "marked": m.marked,
        }
        for name, m in result.measures.items()
    }
    rows |= {k: {"recall": round(100 * r, 2), "marked": n} for k, (r, n) in result.recalls.items()}
    return {"reports": result.reports, "measures": rows}


def below_floors(result: Result, floors: dict[str, float]) -> list[str]:
    """What fell under its pinned floor (F1 in percent), one line each."""
    lines = []
    for name, floor in floors.items():
        if name not in result.measures:
            raise ConfigError(f"floors name {name!r}, which is not a measure")
        value = 100 * result.measures[name].f1
        if value < floor:
            lines.append(f"{name}: F1 {value:.2f} is below its floor {floor:.2f}")
    return lines


def pin_floors(path: Path, key: str, result: Result, *, allow_regression: bool) -> dict[str, float]:
    """Pins the result, less half a point, as floors under ``key``; lowers none unless allowed."""
    data = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    old = data.get(key, {})
    new = {name: round(100 * m.f1 - 0.5, 1) for name, m in result.measures.items()}
    lowered = [n for n, v in new.items() if v < old.get(n, 0.0)]
    if lowered and not allow_regression:
        raise ConfigError(
            f"{path}: {', '.join(lowered)} would be lowered; say --allow-regression to do so"
        )
    data[key] = new
    path.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")
    return new
