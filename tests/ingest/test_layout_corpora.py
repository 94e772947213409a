"""Layout on reports that others wrote: how much reporting is lost, how much furniture is found."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

from reportedly.ingest.layout import layout


def test_all_furniture_of_the_seed_report_is_marked_and_nothing_else(shared: Path) -> None:
    gold = json.loads((shared / "seed" / "gold.json").read_text("utf-8"))
    furniture, captions = layout((shared / "seed" / "report.txt").read_text("utf-8"))
    assert [[s.start, s.end] for s in furniture] == gold["furniture"]
    assert [s.start for s in captions] == [start for start, _ in gold["captions"]]


def test_fewer_than_one_attributed_content_in_a_thousand_is_lost(shared: Path) -> None:
    lost = contents = 0
    with gzip.open(shared / "data" / "polnear" / "dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        for record in map(json.loads, lines):
            furniture, captions = layout(record["text"])
            for attribution in record["attributions"]:
                contents += 1
                lost += any(
                    span.start < end and start < span.end
                    for start, end in attribution["content"]
                    for span in furniture + captions
                )
    assert contents > 1_000
    assert lost * 1_000 < contents


def test_no_claim_of_the_stories_is_lost_and_each_wire_sign_off_is_marked(shared: Path) -> None:
    for story in sorted((shared / "stories" / "train").iterdir())[:6]:
        answers = json.loads((story / "story.json").read_text("utf-8"))
        texts = {r["id"]: (story / r["file"]).read_text("utf-8") for r in answers["reports"]}
        spans = {id: sum(layout(text), ()) for id, text in texts.items()}
        for claim in answers["claims"]:
            for mention in claim["mentions"]:
                start = texts[mention["report"]].find(mention["content"])
                end = start + len(mention["content"])
                assert not [s for s in spans[mention["report"]] if s.start < end and start < s.end]
        for id, text in texts.items():
            if "(Reporting by" in text:
                assert any(s.text.startswith("(Reporting by") for s in spans[id])
