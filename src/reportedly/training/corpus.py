"""Marked reports to learn from and to measure on."""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Offsets = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class MarkedReport:
    """A report with its attributions marked by hand.

    Attributes:
        id: the corpus's own name for it.
        text: the text as the corpus gives it.
        attributions: one mapping role -> offsets for each, as in PolNeAR.
        names: offsets and kinds (PERSON, LOCATION ...) of the names in it, where known.
    """

    id: str
    text: str
    attributions: list[dict[str, Offsets]]
    names: list[tuple[int, int, str]] = field(default_factory=list)


def read_jsonl(path: Path) -> list[dict[str, Any]]:
    """The records of a JSON Lines file, gzipped or not."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def load_marked(path: Path, names: Path | None = None) -> list[MarkedReport]:
    """The marked reports of a PolNeAR file, with CoreNLP's names from ``names`` where given.

    Cues of two spans keep both; an attribution without a cue is kept as it stands.
    """
    entities = {}
    if names is not None:
        entities = {r["id"]: [tuple(e) for e in r["entities"]] for r in read_jsonl(names)}
    reports = []
    for record in read_jsonl(path):
        marked = [
            {role: [(s, e) for s, e in a[role]] for role in ("source", "cue", "content")}
            for a in record["attributions"]
        ]
        reports.append(
            MarkedReport(record["id"], record["text"], marked, entities.get(record["id"], []))
        )
    return reports
