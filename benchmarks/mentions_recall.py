"""How many gold mentions of story bundles are found, how exactly, and how many can be told apart.

usage: mentions_recall.py READINGS_FOLDER STORIES_FOLDER [-v]

READINGS_FOLDER holds one STORY.jsonl of readings a story, STORIES_FOLDER the bundles
(../shared/stories/train). A gold mention is covered as in ../shared/tools/score_story.py.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

from reportedly.link.mentions import mentions
from reportedly.model import Mention, Stance, Voice, reading_from_dict

PLAIN = {Stance.DENIES, Stance.DOUBTS, Stance.DECLINES}


def shared(a: tuple[int, int], b: tuple[int, int]) -> int:
    return min(a[1], b[1]) - max(a[0], b[0])


def overlap(a: tuple[int, int], b: tuple[int, int]) -> float:
    return shared(a, b) / (max(a[1], b[1]) - min(a[0], b[0]))


def best_of(place: tuple[int, int], found: list[Mention]) -> Mention | None:
    hits = [
        m
        for m in found
        if (n := shared(place, (m.span.start, m.span.end))) > 0
        and n >= 0.5 * min(place[1] - place[0], m.span.end - m.span.start)
    ]
    return max(hits, key=lambda m: overlap(place, (m.span.start, m.span.end)), default=None)


def source_right(gold: str | None, mention: Mention) -> bool:
    if gold is None or mention.voice is Voice.OWN:
        return gold is None and mention.voice is Voice.OWN
    said = (
        " ".join(s.text for s in mention.source).lower() + " " + (mention.source_name or "").lower()
    )
    return gold.lower() in said or any(s.text.lower() in gold.lower() for s in mention.source)


def measure(readings: Path, stories: Path, verbose: bool) -> Counter[str]:
    t: Counter[str] = Counter()
    for folder in sorted(p for p in stories.iterdir() if p.is_dir()):
        story = json.loads((folder / "story.json").read_text(encoding="utf-8"))
        found, texts = {}, {}
        for line in (readings / f"{folder.name}.jsonl").read_text(encoding="utf-8").splitlines():
            reading = reading_from_dict(json.loads(line))
            found[reading.report.id] = list(mentions(reading))
            texts[reading.report.id] = reading.report.text
            t["words"] += len(reading.report.text.split())
            t["found"] += len(found[reading.report.id])
            t["found own"] += sum(m.voice is Voice.OWN for m in found[reading.report.id])
        on: dict[str, set[str]] = {}
        gold = [(c["id"], m) for c in story["claims"] for m in c["mentions"]]
        matched = []
        for claim, m in gold:
            start = texts[m["report"]].find(m["content"])
            place = (start, start + len(m["content"]))
            best = best_of(place, found[m["report"]])
            groups = ["all", "own" if m["source"] is None else "attributed", m["stance"]]
            for group in groups:
                t[f"{group} n"] += 1
                t[f"{group} covered"] += best is not None
            if best is None:
                if verbose:
                    print(
                        "MISS",
                        folder.name,
                        m["report"],
                        m["stance"],
                        m["source"],
                        "|",
                        m["content"],
                    )
                continue
            iou = overlap(place, (best.span.start, best.span.end))
            if verbose and iou < 0.5:
                print(f"{iou:.2f} {m['report']} G {m['content']!r}\n       M {best.span.text!r}")
            t["iou"] += round(1000 * iou)
            stance = best.stance.value if best.stance in PLAIN else "asserts"
            t["stance"] += stance == m["stance"]
            t[f"{m['stance']} stance"] += stance == m["stance"]
            if verbose and stance != m["stance"]:
                print(
                    "STANCE",
                    m["stance"],
                    stance,
                    best.voice,
                    "|",
                    m["content"],
                    "|",
                    best.evidence[0],
                )
            for group in groups[:2]:
                t[f"{group} source"] += source_right(m["source"], best)
            on.setdefault(best.id, set()).add(claim)
            matched.append((best.id, m["content"]))
        for i, content in matched:
            t["shared"] += len(on[i]) > 1
            if verbose and len(on[i]) > 1:
                print("SHARED", folder.name, i, content)
    return t


def main(args: list[str]) -> None:
    t = measure(Path(args[0]), Path(args[1]), "-v" in args)
    covered = t["all covered"]

    def row(name: str, part: int, whole: int, more: str = "") -> None:
        print(f"{name:24} {100 * part / max(1, whole):5.1f}{more}")

    for group in ("all", "own", "attributed", "asserts", "denies", "doubts", "declines"):
        n = t[f"{group} n"]
        row(f"recall {group}", t[f"{group} covered"], n, f"  of {n}")
    print(f"{'mean IoU':24} {t['iou'] / 1000 / max(1, covered):5.3f}")
    row("shared by claims", t["shared"], covered)
    row("per 100 words", t["found"], t["words"])
    row("  own voice", t["found own"], t["words"])
    row("stance right", t["stance"], covered)
    for stance in ("denies", "doubts", "declines"):
        row(f"  {stance}", t[f"{stance} stance"], t[f"{stance} covered"])
    for group in ("all", "own", "attributed"):
        row(f"source right {group}", t[f"{group} source"], t[f"{group} covered"])


if __name__ == "__main__":
    main(sys.argv[1:])
