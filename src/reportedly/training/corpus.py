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
        partly: whether only some of its attributions are marked, and their spans only roughly:
            what is not marked may be anything.
    """

    id: str
    text: str
    attributions: list[dict[str, Offsets]]
    names: list[tuple[int, int, str]] = field(default_factory=list)
    partly: bool = False


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


def load_stories(folder: Path) -> list[MarkedReport]:
    """The reports of story bundles, partly marked: the mentions that have a source."""
    reports = []
    for path in sorted(folder.glob("*/story.json")):
        story = json.loads(path.read_text(encoding="utf-8"))
        mentions: dict[str, list[dict[str, Any]]] = {}
        for claim in story["claims"]:
            for mention in claim["mentions"]:
                if mention["source"]:
                    mentions.setdefault(mention["report"], []).append(mention)
        for record in story["reports"]:
            text = (path.parent / record["file"]).read_text(encoding="utf-8")
            rows = [_place(text, m) for m in mentions.get(record["id"], [])]
            name = f"{path.parent.name}/{record['id']}"
            reports.append(MarkedReport(name, text, [r for r in rows if r], partly=True))
    return reports


def _place(text: str, mention: dict[str, Any]) -> dict[str, Offsets]:
    """Where a mention's words stand: its content first found, its source nearest to that."""
    content, source = mention["content"], mention["source"]
    at = text.find(content)
    places = [i for i in range(len(text)) if text.startswith(source, i)]
    if at < 0 or not places:
        return {}
    near = min(places, key=lambda i: abs(i - at))
    if at <= near < at + len(content) or abs(near - at) > 600:
        return {}
    return {
        "source": [(near, near + len(source))],
        "cue": [],
        "content": [(at, at + len(content))],
    }
