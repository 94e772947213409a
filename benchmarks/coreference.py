"""Pronouns and short names as sources, against the chains that CoreNLP finds on PolNeAR.

    python benchmarks/coreference.py ../shared/data/polnear [--split dev] [--show 40] [-o FILE]

The attributions are those marked by hand, with the form that their quotation marks give; nothing
is extracted. A source is counted where it is a third person's pronoun ("he", "his", "who"), or a
short form: one capitalised word, a title with a surname, or "the" with one or two small words
("the minister"), and where CoreNLP names a person for it: a chain holds the source's span (title
and possessive aside) and a mention that is a PERSON's name (with words before it that describe:
"the nominee Ada Stone", but not "the wife of Ada Stone"). CoreNLP's answer is the longest such
name in the chain; ours is the attribution's ``source_name``. They agree where the words of one
are among the other's, or where surnames are equal and first names begin alike. ``strict`` counts
sources that we leave without a name as disagreements; ``answered`` leaves them out. "I", "we"
and "you" are not counted: CoreNLP chains them with each other, not with who speaks.
CoreNLP is no gold: ``--show`` prints disagreements to be sorted by hand into theirs and ours.
"""

from __future__ import annotations

import json
import random
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
from agreement import passage, percent, same_person

from reportedly.ingest import IngestOptions, report_of
from reportedly.model import Attribution, Reading, Report, Span, paragraphs

THIRD = frozenset("he she they it him her them his hers their its who whose".split())
TITLES = (
    r"(?:Mr|Mrs|Ms|Miss|Dr|Sen|Gov|Rep|Prof|Gen|Col|Sgt|Lt|Capt|Rev|Judge|Justice|Mayor|"
    r"President|Senator|Governor|Secretary|Representative|Congress(?:man|woman)|Sheriff|Chief|"
    r"Attorney General|Vice President|Speaker|Pastor|Officer|Detective|Professor|Ambassador)\.?"
)
SHORT = re.compile(rf"(?:{TITLES} )?[A-Z][\w’'-]*[\w](?:['’]s?)?")
NOUN = re.compile(r"(?:[Tt]he) [a-z]+(?: [a-z]+)?")
TITLE = re.compile(rf"{TITLES}\s+")
POSSESSIVE = re.compile(r"\s*['’]s?$")
# between a mention's start and the name in it: the mention is then of somebody else
ELSE = re.compile(r"\b(?:of|for|to|by|from|with|and|or|than|against)\s|['’]s?\s|,\s")


@dataclass(frozen=True, slots=True)
class Compared:
    """A source with both answers."""

    report: Report
    attribution: Attribution
    sort: str
    theirs: str
    candidates: tuple[str, ...]

    @property
    def ours(self) -> str | None:
        return self.attribution.source_name

    @property
    def agrees(self) -> bool:
        return same_person(self.ours, self.theirs)


@click.command(help=__doc__.split("\n\n")[0])
@click.argument("polnear", type=click.Path(exists=True, path_type=Path))
@click.option("--split", type=click.Choice(["dev", "train"]), default="dev", show_default=True)
@click.option("--show", default=0, help="Print so many disagreements, drawn at random.")
@click.option("-o", "--output", type=click.Path(path_type=Path))
def main(polnear: Path, split: str, show: int, output: Path | None) -> None:
    rows = list(compared(polnear, split))
    result = {
        "split": split,
        **{sort: figures([r for r in rows if r.sort == sort]) for sort in ("pronoun", "short")},
        "both": figures(rows),
        "by_word": by_word(rows),
    }
    click.echo(json.dumps(result, indent=1))
    wrong = [r for r in rows if not r.agrees]
    for row in random.Random(1).sample(wrong, min(show, len(wrong))):
        click.echo(described(row), err=True)
    if output:
        output.write_text(json.dumps(result, indent=1) + "\n")


def figures(rows: list[Compared]) -> dict[str, Any]:
    """How often both agree, with and without what we leave open."""
    agreed = sum(r.agrees for r in rows)
    answered = sum(r.ours is not None for r in rows)
    return {
        "sources": len(rows),
        "strict": percent(agreed, len(rows)),
        "answered": percent(agreed, answered),
        "left_open": len(rows) - answered,
    }


def by_word(rows: list[Compared]) -> dict[str, str]:
    """Agreement by pronoun."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for row in rows:
        if row.sort == "pronoun":
            counts[row.attribution.source[0].text.lower()][0] += row.agrees
            counts[row.attribution.source[0].text.lower()][1] += 1
    ordered = sorted(counts.items(), key=lambda pair: -pair[1][1])
    return {word: f"{agreed}/{count}" for word, (agreed, count) in ordered}


def compared(polnear: Path, split: str) -> Iterator[Compared]:
    """The sources of a split that CoreNLP has a person's name for."""
    from reportedly.resolve import resolve
    from reportedly.training.corpus import read_jsonl

    chains = {r["id"]: r for r in read_jsonl(polnear / f"{split}-corenlp.jsonl.gz")}
    for record in read_jsonl(polnear / f"{split}.jsonl.gz"):
        if record["id"] not in chains:
            continue
        reading = resolve(marked(record))
        text = reading.report.text
        named = named_chains(text, chains[record["id"]])
        labels = {p.id: p.label for p in reading.parties}
        for attribution in reading.attributions:
            sort = sort_of(attribution)
            theirs = sort and name_in(named, attribution.source[0])
            if sort and theirs:
                open_to = tuple(labels[c] for c in attribution.candidates)
                yield Compared(reading.report, attribution, sort, theirs, open_to)


def marked(record: dict[str, Any]) -> Reading:
    """A report of PolNeAR with its attributions as they were marked."""
    from reportedly.extract.quotes import find_quotes, form_of

    report = report_of(record["text"], record["id"], IngestOptions())
    quotes = find_quotes(report.text, paragraphs(report.text))
    found = []
    for row in record["attributions"]:
        if not row["cue"] or not row["content"]:
            continue
        source, cue, content = (
            tuple(Span.of(report.text, s, e) for s, e in sorted(row[role]))
            for role in ("source", "cue", "content")
        )
        form = form_of(report.text, [(s.start, s.end) for s in content], quotes)
        found.append(Attribution(row["id"], source, cue, content, form))
    return Reading(report, tuple(sorted(found, key=lambda a: a.start)))


def sort_of(attribution: Attribution) -> str | None:
    """Whether a source is a pronoun or a short form, and of which sort."""
    if len(attribution.source) != 1:
        return None
    words = attribution.source[0].text
    if words.lower() in THIRD:
        return "pronoun"
    return "short" if SHORT.fullmatch(words) or NOUN.fullmatch(words) else None


def named_chains(text: str, record: dict[str, Any]) -> list[tuple[set[tuple[int, int]], str]]:
    """The chains with a person's name in them: their mentions, trimmed, and the longest name."""
    people = [(s, e) for s, e, kind in record["entities"] if kind == "PERSON"]
    named = []
    for chain in record["coreference"]:
        names = [text[s:e] for place in chain for s, e in people if is_name(text, place, (s, e))]
        if names:
            named.append(({trimmed(text, *m) for m in chain}, max(names, key=len)))
    return named


def is_name(text: str, mention: tuple[int, int], name: tuple[int, int]) -> bool:
    """Whether a mention is of the person whose name stands in it."""
    start, end = mention
    if not start <= name[0] < name[1] <= end:
        return False
    after = text[name[1] : end]
    if POSSESSIVE.sub("", after).strip() and not re.match(r"\s*(?:[,(]|(?:who|in|at)\b)", after):
        return False
    return ELSE.search(text[start : name[0]]) is None


def name_in(named: list[tuple[set[tuple[int, int]], str]], source: Span) -> str | None:
    """The name that CoreNLP has for a source, or None."""
    place = trimmed(source.text, 0, len(source.text))
    wanted = (source.start + place[0], source.start + place[1])
    return next((name for mentions, name in named if wanted in mentions), None)


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A mention without a title before it and a possessive after it."""
    words = text[start:end]
    title = TITLE.match(words)
    owned = POSSESSIVE.search(words)
    first = start + title.end() if title and title.end() < len(words) else start
    return first, start + owned.start() if owned and owned.start() else end


def described(row: Compared) -> str:
    """A source and both answers, for a person to read."""
    span = row.attribution.source[0]
    return (
        f"{row.report.id[:40]} {span.start} {row.sort}: theirs {row.theirs!r}, ours {row.ours!r}"
        f" ({row.attribution.source_kind}) candidates {list(row.candidates)}\n"
        f"  {passage(row.report.text, span.start, span.end, 320)}\n"
    )


if __name__ == "__main__":
    main()
