"""Story bundles end to end: reports go into a ledger, its answers are scored.

    python benchmarks/claims.py ../shared/stories/dev [--gold-mentions | --together FA-KES]

Each bundle goes into a ledger of its own; ``score_story.py`` says what is counted, over all bundles
and for each. FA-KES is ../shared/data/fa-kes/fa-kes.jsonl.gz.

``--gold-mentions`` gives linking the mentions of the answers: which words carry a claim and which
words name who says so, and nothing else. So it shows how much is lost in finding them.

``--together`` puts all bundles and the reports of a file into one ledger. ``mixed_claims`` are
those that hold mentions of two bundles, or of a bundle and the file; ``mixed_stories`` likewise;
and ``parted`` the bundles whose reports are in more than one story.
"""

from __future__ import annotations

import io
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from reportedly.export.views.data import claim_data, write_document
from reportedly.ledger.answers import ClaimQuery
from reportedly.ledger.ledger import Ledger
from reportedly.link.entry import Entry, Known
from reportedly.link.linking import link
from reportedly.link.mentions import mentions
from reportedly.link.stories import report_keys
from reportedly.link.vectors import load_encoder
from reportedly.model import Evidence, Failure, Kind, Mention, Reading, Report, Voice
from reportedly.reading import read_many
from reportedly.resolve.dates import find_dates
from reportedly.resolve.figures import find_figures
from reportedly.resolve.places import find_places
from reportedly.training.bundles import Answer, best_place
from reportedly.training.derivation import report_of

SCORER = Path(__file__).parents[1] / "../shared/tools/score_story.py"
Document = dict[str, Any]


@click.command(help=__doc__.split("\n\n")[0])
@click.argument("stories", type=click.Path(exists=True, path_type=Path))
@click.option("--only", multiple=True, metavar="STORY", help="This bundle alone; may be repeated.")
@click.option("--gold-mentions", is_flag=True, help="Give linking the mentions of the answers.")
@click.option("--together", type=click.Path(exists=True, path_type=Path), help="Further reports.")
@click.option("--limit", type=int, help="Of the further reports only the first so many.")
@click.option("--scorer", type=click.Path(exists=True, path_type=Path), default=SCORER)
@click.option("-o", "--output", type=click.Path(path_type=Path))
def main(stories: Path, only: tuple[str, ...], scorer: Path, **chosen: Any) -> None:
    folders = [p.parent for p in sorted(stories.glob("*/story.json"))]
    folders = [folder for folder in folders if not only or folder.name in only]
    if chosen["together"]:
        documents, found = in_one_ledger(folders, chosen["together"], chosen["limit"])
    else:
        make = with_gold_mentions if chosen["gold_mentions"] else in_its_own_ledger
        documents, found = [make(folder) for folder in folders], {}
    result = {
        "bundles": len(folders),
        "gold_mentions": chosen["gold_mentions"],
        **found,
        **scored(scorer, folders, documents),
        "by_bundle": {
            folder.name: scored(scorer, [folder], [document])
            for folder, document in zip(folders, documents, strict=True)
        },
    }
    click.echo(json.dumps(result, indent=1))
    if chosen["output"]:
        chosen["output"].write_text(json.dumps(result, indent=1) + "\n")


def scored(scorer: Path, folders: Sequence[Path], documents: Sequence[Document]) -> Document:
    """What ``score_story.py`` says of the bundles together."""
    words: list[str] = []
    with tempfile.TemporaryDirectory() as scratch:
        for number, (folder, document) in enumerate(zip(folders, documents, strict=True)):
            path = Path(scratch) / f"{number}.json"
            path.write_text(json.dumps(document))
            words += [str(folder), str(path)]
        line = [sys.executable, str(scorer), *words, "--json"]
        done = subprocess.run(line, check=True, stdout=subprocess.PIPE)
    result: Document = json.loads(done.stdout)
    return result


def reports_of(folder: Path) -> list[Report]:
    """The reports of a bundle."""
    story = json.loads((folder / "story.json").read_text(encoding="utf-8"))
    return [report_of(folder, about) for about in story["reports"]]


def in_its_own_ledger(folder: Path) -> Document:
    """What ``reportedly claims --format json`` prints of a bundle alone."""
    with tempfile.TemporaryDirectory() as scratch:
        return document_of(Path(scratch) / "story.ledger", reports_of(folder))


def document_of(path: Path, reports: Iterable[Report]) -> Document:
    """What a new ledger of some reports has to say."""
    with Ledger(path) as ledger:
        for added in ledger.add(reports):
            if isinstance(added, Failure):
                raise SystemExit(str(added))
        out = io.StringIO()
        write_document(ledger, ClaimQuery(), out)
        if wrong := ledger.check():
            raise SystemExit("\n".join(wrong))
    document: Document = json.loads(out.getvalue())
    return document


# --- all in one ledger ---


def in_one_ledger(
    folders: Sequence[Path], further: Path, limit: int | None
) -> tuple[list[Document], Document]:
    """For each bundle its share of one ledger's answers, and what was mixed in it."""
    from reportedly.training.corpus import read_jsonl

    reports = [
        replace(report, id=f"{folder.name}/{report.id}")
        for folder in folders
        for report in reports_of(folder)
    ]
    for record in list(read_jsonl(further))[:limit]:
        published = datetime.fromisoformat(record["published"])
        name = f"further/{record['id']}"
        reports.append(Report(name, record["text"], record["outlet"], published))
    with tempfile.TemporaryDirectory() as scratch:
        whole = document_of(Path(scratch) / "together.ledger", reports)
    homes = [bundles_of(m["report"] for m in claim["mentions"]) for claim in whole["claims"]]
    stories = [bundles_of(story["reports"]) for story in whole["stories"]]
    names = {folder.name for folder in folders}
    found = {
        "reports": len(reports),
        "claims": len(whole["claims"]),
        "mixed_claims": sum(len(home) > 1 for home in homes),
        "mixed_stories": sum(len(home) > 1 for home in stories),
        "parted": sorted(n for n in names if sum(n in home for home in stories) > 1),
    }
    return [share_of(whole, folder.name) for folder in folders], found


def bundles_of(reports: Iterable[str]) -> set[str]:
    """The bundles that reports are from, by their ids."""
    return {report.partition("/")[0] for report in reports}


def share_of(whole: Document, name: str) -> Document:
    """What a ledger has to say of one bundle, under the reports' own ids."""

    def own(reports: Iterable[str]) -> list[str]:
        return [r.partition("/")[2] for r in reports if r.partition("/")[0] == name]

    reports = [
        {"id": own([r["id"]])[0], "derived_from": own(r["derived_from"])}
        for r in whole["reports"]
        if own([r["id"]])
    ]
    claims = []
    for claim in whole["claims"]:
        mine = [
            {**m, "report": own([m["report"]])[0]} for m in claim["mentions"] if own([m["report"]])
        ]
        if mine:
            claims.append({**claim, "mentions": mine})
    return {"reports": reports, "claims": claims, "loops": [own(loop) for loop in whole["loops"]]}


# --- gold mentions given ---


def with_gold_mentions(folder: Path) -> Document:
    """What linking makes of a bundle whose mentions are those of the answers."""
    story = json.loads((folder / "story.json").read_text(encoding="utf-8"))
    encoder = load_encoder()
    entries = []
    for reading in read_many(reports_of(folder)):
        if isinstance(reading, Failure):
            raise SystemExit(str(reading))
        given = given_mentions(reading, story)
        spans = [(m.span.start, m.span.end) for m in given]
        vectors = encoder.encode(reading.report.text, spans)
        entries.append(Entry(reading, given, vectors, report_keys(reading)))
    linked = link(entries, Known())
    return {
        "reports": [
            {
                "id": entry.id,
                "derived_from": [d.source for d in linked.derivations if d.report == entry.id],
            }
            for entry in entries
        ],
        "claims": [claim_data(claim) for claim in linked.claims],
        "loops": [list(loop.reports) for loop in linked.loops],
    }


def given_mentions(reading: Reading, story: Document) -> tuple[Mention, ...]:
    """The mentions that the answers have of a report, each place of words once."""
    found = mentions(reading)
    given = {}
    for claim in story["claims"]:
        for answer in claim["mentions"]:
            if answer["report"] == reading.report.id:
                made = _given(answer, reading, found)
                given.setdefault((made.span.start, made.span.end), made)
    ordered = [given[place] for place in sorted(given)]
    return tuple(replace(m, id=f"{reading.report.id}:{n}") for n, m in enumerate(ordered))


def _given(answer: Document, reading: Reading, found: tuple[Mention, ...]) -> Mention:
    """One of them: what was found out about the found mention that fits it best, on its words."""
    report = reading.report
    start = report.text.index(answer["content"])
    span = report.span(start, start + len(answer["content"]))
    at = best_place(Answer(report.id, (span.start, span.end), ""), found)
    if at is not None:
        mention = replace(found[at], span=span)
    elif answer["source"]:
        head = report.text.index(answer["source"])
        mention = Mention(
            id="",
            report=report.id,
            span=span,
            source=(report.span(head, head + len(answer["source"])),),
            source_name=answer["source"],
        )
    else:
        rule = Evidence("stance", "default", ())
        name = report.outlet
        mention = Mention(
            "",
            report.id,
            span,
            Voice.OWN,
            source_name=name,
            source_kind=Kind.OUTLET,
            evidence=(rule,),
        )
    dates = find_dates(report)
    figures = find_figures(report.text, [d.span for d in dates])
    return replace(
        mention,
        figures=tuple(f for f in figures if span.start <= f.span.start < span.end),
        dates=tuple(d for d in dates if span.start <= d.span.start < span.end),
        places=tuple(p for p in find_places(report) if span.start <= p.span.start < span.end),
    )


if __name__ == "__main__":
    main()
