"""How well story bundles are understood: stance, source, chain and origin of their mentions.

    python benchmarks/stories.py ../shared/stories/dev [--show 20 --what party] [-o FILE]

A mention that has a source is met by an attribution where their contents share at least half of
the shorter one's characters (at the first place of the mention's words or at any other) and their
sources share a character; of several attributions the one whose content fits best (characters
shared, of those in either). All figures are of the mentions met, in percent.

stance            ours is the mention's; every stance but denies, doubts and declines stands
                  behind the content and is "asserts" here.
party             the source is resolved to the right party. Mentions without a gold origin are
                  not counted; a source left unresolved is wrong here, and counted apart. By the
                  kind of the gold origin:
    named person  the origin's surname is in our party's name, or the name is a part of the
                  origin's; the same of the affiliation, for their spokesman, office or document.
    organisation  our party is that body: all words of its name are among the words of the
                  origin's name, or those of the origin's name up to a comma or bracket among its
                  own, or it is their acronym. Or it is a person or document of the body: their
                  surname stands in the origin's name, or their affiliation is that body; or our
                  attribution's origin, where a person or document has no affiliation that says.
                  A name that fits the names of several origins of the story ("Foreign Ministry"),
                  and a body without a name ("the hospital"), must hold together as below.
    outlet        its name, as for an organisation; else as below.
    document, unnamed person or group
                  our party's kind agrees (a name where the origin's own name holds it; one of a
                  group for the group) and the party holds together.
    holding together
                  within the report, most of our party's mentions met are of this gold origin and
                  it is the party that most of this origin's mentions have (of as many, the one
                  met first). ``party_strict`` asks for more: all of this origin's mentions have
                  the party and no other's does.
                  A part of a group ("one of them") is taken with its group by our origin.
    passed on     where the source is an outlet of the mention's ``via``, the gold origin is
                  compared with our origin's words in place of the party. Where it is any other
                  outlet that passes on what it does not have of its own ("Radio Five reported",
                  and the gold origin is whoever told Radio Five), the party is right where it is
                  that outlet: the report does not tell more.
origins           B-cubed F1 of our ``origin`` against the gold origins: within each report, and
                  across each bundle as ``score_story.py`` does.
via               the chain of names is exactly the gold one, of the mentions that have one; and
                  how many without one are given one.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import click
from agreement import bcubed, f1_of, passage, percent, plain, words_of
from extracted import read_reports

from reportedly.ingest import IngestOptions, report_of
from reportedly.model import Attribution, Kind, Party, Reading, Span

STANCES = ("denies", "doubts", "declines")
WHAT = ("party", "stance", "origin", "via", "missed")
PEOPLE = (Kind.NAMED_PERSON, Kind.UNNAMED_PERSON, Kind.UNNAMED_GROUP)
KINDS = {
    "unnamed person": (Kind.UNNAMED_PERSON,),
    "unnamed group": (Kind.UNNAMED_GROUP, Kind.UNNAMED_PERSON),
    "document": (Kind.DOCUMENT,),
    "outlet": (Kind.OUTLET,),
    "organisation": (Kind.ORGANISATION, Kind.OUTLET, Kind.UNNAMED_GROUP),
}


@dataclass(frozen=True, slots=True)
class Met:
    """A mention of a bundle with the attribution that meets it.

    Attributes:
        number: the mention's place among all of the bundle, to tell it from others.
        report: the report's name with its bundle's.
        mention: the gold answers.
        origin: the gold origin, or None.
        attribution: ours.
        party: the party of our attribution, or None.
        text: the report's text.
    """

    number: int
    report: str
    mention: dict[str, Any]
    origin: dict[str, str] | None
    attribution: Attribution
    party: Party | None
    text: str

    @property
    def key(self) -> str | None:
        """What our answer takes to be one source: the origin of an unnamed one, or the party."""
        unnamed = self.attribution.source_kind in (Kind.UNNAMED_PERSON, Kind.UNNAMED_GROUP)
        passed = passed_on(self)
        return (self.attribution.origin if unnamed or passed else None) or self.attribution.party


@click.command(help=__doc__.split("\n\n")[0])
@click.argument("stories", type=click.Path(exists=True, path_type=Path))
@click.option("--model", type=click.Path(path_type=Path))
@click.option("--show", default=0, help="Print so many disagreements.")
@click.option("--what", type=click.Choice(WHAT), default="party", show_default=True)
@click.option("-o", "--output", type=click.Path(path_type=Path))
def main(stories: Path, model: Path | None, show: int, what: str, output: Path | None) -> None:
    tally = Tally()
    for path in sorted(stories.glob("*/story.json")):
        tally.add(json.loads(path.read_text(encoding="utf-8")), path.parent, model)
    result = tally.result()
    click.echo(json.dumps(result, indent=1))
    for line in tally.shown[what][:show]:
        click.echo(line, err=True)
    if output:
        output.write_text(json.dumps(result, indent=1) + "\n")


class Tally:
    """What is counted over all bundles."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.kinds: dict[str, list[int]] = defaultdict(lambda: [0, 0])
        self.within: list[tuple[float, float, int]] = []
        self.across: list[tuple[float, float, int]] = []
        self.shown: dict[str, list[str]] = {what: [] for what in WHAT}

    def add(self, story: dict[str, Any], folder: Path, model: Path | None) -> None:
        found = list(self._meet(story, folder, model))
        by_report: dict[str, list[Met]] = defaultdict(list)
        for met in found:
            by_report[met.report].append(met)
            self._count_stance(met)
            self._count_via(met)
        cast = Gold.of(story)
        for group in by_report.values():
            self._count_parties([m for m in group if m.origin], cast)
            self.within.append(self._grouped(group))
        self.across.append(self._grouped(found))

    def _meet(self, story: dict[str, Any], folder: Path, model: Path | None) -> Iterator[Met]:
        origins = {o["id"]: o for o in story["origins"]}
        readings = understood(story, folder, model)
        mentions = [m for claim in story["claims"] for m in claim["mentions"] if m["source"]]
        for number, mention in enumerate(mentions):
            reading = readings[mention["report"]]
            self.counts["mentions"] += 1
            attribution = best_of(mention, reading)
            name = f"{folder.name}/{mention['report']}"
            if attribution is None:
                at = reading.report.text.find(mention["content"])
                words = passage(reading.report.text, at, at + len(mention["content"]))
                self.shown["missed"].append(f"{name}: {mention['source']}\n  {words}\n")
                continue
            self.counts["met"] += 1
            party = next((p for p in reading.parties if p.id == attribution.party), None)
            origin = origins.get(mention["origin"] or "")
            text = reading.report.text
            yield Met(number, name, mention, origin, attribution, party, text)

    def _count_stance(self, met: Met) -> None:
        right = as_gold(met.attribution.stance) == met.mention["stance"]
        self.counts["stance"] += right
        if not right:
            self.shown["stance"].append(described(met))

    def _count_via(self, met: Met) -> None:
        gold = [plain(name) for name in met.mention["via"]]
        ours = [plain(hop.name) for hop in met.attribution.via]
        self.counts["chained"] += bool(gold)
        self.counts["via"] += bool(gold) and gold == ours
        self.counts["false via"] += bool(ours) and not gold
        if gold != ours:
            self.shown["via"].append(described(met))

    def _count_parties(self, group: list[Met], gold: Gold) -> None:
        seats = Seats(group)
        for met in group:
            assert met.origin is not None
            counted = self.kinds[met.origin["kind"]]
            right = is_right(met, seats, gold)
            counted[0] += right
            counted[1] += 1
            self.counts["of an origin"] += 1
            self.counts["party"] += right
            self.counts["party strict"] += right and (named_right(met) or seats.alone(met))
            self.counts["unresolved"] += met.party is None
            if not right:
                self.shown["party"].append(described(met))

    def _grouped(self, group: list[Met]) -> tuple[float, float, int]:
        gold = {m.number: m.origin["id"] for m in group if m.origin}
        ours = {m.number: m.attribution.origin for m in group if m.attribution.origin}
        for met in group:
            if met.origin and not met.attribution.origin:
                self.shown["origin"].append(described(met))
        return bcubed(gold, {n: o.casefold() for n, o in ours.items()})

    def result(self) -> dict[str, Any]:
        n = self.counts
        return {
            "mentions": n["mentions"],
            "met": percent(n["met"], n["mentions"]),
            "stance": percent(n["stance"], n["met"]),
            "party": percent(n["party"], n["of an origin"]),
            "party_strict": percent(n["party strict"], n["of an origin"]),
            "party_unresolved": percent(n["unresolved"], n["of an origin"]),
            "party_of_kind": {kind: f"{a}/{b}" for kind, (a, b) in sorted(self.kinds.items())},
            "origins_within_reports": f1_of(self.within),
            "origins_across_reports": f1_of(self.across),
            "via": percent(n["via"], n["chained"]),
            "via_of": n["chained"],
            "via_where_none_is": percent(n["false via"], n["met"] - n["chained"]),
        }


def understood(story: dict[str, Any], folder: Path, model: Path | None) -> dict[str, Reading]:
    """The bundle's reports, read and resolved, by their ids."""
    from reportedly.resolve import resolve

    reports = []
    for record in story["reports"]:
        text = (folder / record["file"]).read_text(encoding="utf-8")
        published = datetime.fromisoformat(record["published"])
        options = IngestOptions(outlet=record["outlet"], published=published)
        reports.append(report_of(text, record["id"], options))
    return {r.report.id: resolve(r) for r in read_reports(reports, model)}


# --- meeting ---


def best_of(mention: dict[str, Any], reading: Reading) -> Attribution | None:
    """The attribution that meets a mention best, or None."""
    text = reading.report.text
    contents, sources = places(text, mention["content"]), places(text, mention["source"])
    best: tuple[float, Attribution] | None = None
    for attribution in reading.attributions:
        if not any(shared(place, attribution.source) for place in sources):
            continue
        size = sum(s.end - s.start for s in attribution.content)
        for place in contents:
            both, length = shared(place, attribution.content), place[1] - place[0]
            if not both or both < 0.5 * min(length, size):
                continue
            fit = both / (length + size - both)
            if best is None or fit > best[0]:
                best = fit, attribution
    return best[1] if best else None


def places(text: str, words: str) -> list[tuple[int, int]]:
    """Where ``words`` stand in ``text``, not as a part of longer words."""
    found, at = [], text.find(words)
    while at >= 0:
        end = at + len(words)
        inside = text[at - 1 : at].isalnum() and words[0].isalnum()
        if not inside and not (text[end : end + 1].isalnum() and words[-1].isalnum()):
            found.append((at, end))
        at = text.find(words, at + 1)
    return found


def shared(place: tuple[int, int], spans: tuple[Span, ...]) -> int:
    """How many characters of ``place`` are in the spans."""
    return sum(max(0, min(place[1], s.end) - max(place[0], s.start)) for s in spans)


# --- comparing ---


class Seats:
    """Which party of ours and which gold origin go together within a report, by most mentions."""

    def __init__(self, group: list[Met]) -> None:
        self.of_key: dict[str, Counter[str]] = defaultdict(Counter)
        self.of_origin: dict[str, Counter[str]] = defaultdict(Counter)
        for met in sorted(group, key=lambda m: m.attribution.start):
            if met.origin and met.key:
                self.of_key[met.key][met.origin["id"]] += 1
                self.of_origin[met.origin["id"]][met.key] += 1

    def hold(self, met: Met) -> bool:
        """Whether our party and the gold origin are each other's by most mentions."""
        if met.origin is None or met.key is None:
            return False
        origin = self.of_key[met.key].most_common(1)[0][0]
        key = self.of_origin[met.origin["id"]].most_common(1)[0][0]
        return origin == met.origin["id"] and key == met.key

    def alone(self, met: Met) -> bool:
        """Whether they are each other's by all mentions."""
        if met.origin is None or met.key is None:
            return False
        return len(self.of_key[met.key]) == len(self.of_origin[met.origin["id"]]) == 1


@dataclass(frozen=True, slots=True)
class Gold:
    """What a bundle has beside its mentions: its origins, and the outlets it knows."""

    origins: list[dict[str, str]]
    outlets: frozenset[str]

    @classmethod
    def of(cls, story: dict[str, Any]) -> Gold:
        mentions = [m for claim in story["claims"] for m in claim["mentions"]]
        outlets = {r["outlet"] for r in story["reports"]} | {v for m in mentions for v in m["via"]}
        return cls(story["origins"], frozenset(outlets))


def is_right(met: Met, seats: Seats, gold: Gold) -> bool:
    """Whether the source is resolved to the right party, as the head of this file defines it."""
    assert met.origin is not None
    kind = met.origin["kind"]
    if passed_on(met) and met.attribution.origin:
        if kind in ("named person", "organisation"):
            return is_of(met.attribution.origin, met.origin, person=kind == "named person")
        return seats.hold(met)
    if met.party is None:
        return False
    if by_outlet(met, gold):
        return True
    if kind == "named person":
        return named_right(met)
    if kind in ("organisation", "outlet") and named_right(met):
        name = met.party.name or met.party.affiliation
        bodies = [o for o in gold.origins if o["kind"] == kind and is_of(name, o)]
        return len(bodies) < 2 or seats.hold(met)
    if kind in ("organisation", "outlet") and met.party.name is not None:
        return False
    return kind_agrees(met.party, met.origin) and seats.hold(met)


def named_right(met: Met) -> bool:
    """Whether the names that our answer gives are the gold origin's."""
    if met.origin is None or met.party is None:
        return False
    party, origin = met.party, met.origin
    if origin["kind"] == "named person":
        return is_of(party.name, origin, person=True) or is_of(
            party.affiliation, origin, person=True
        )
    if origin["kind"] not in ("organisation", "outlet"):
        return False
    if party.kind is Kind.NAMED_PERSON and words_of(party.name)[-1:] != []:
        if words_of(party.name)[-1] in words_of(origin["name"]):
            return True
    elif is_of(party.name, origin):
        return True
    if party.kind not in (*PEOPLE, Kind.DOCUMENT):
        return False
    return is_of(party.affiliation, origin) or is_of(met.attribution.origin, origin)


def is_of(name: str | None, origin: dict[str, str], *, person: bool = False) -> bool:
    """Whether a name of ours is the gold origin's: a person's by the surname."""
    ours = words_of(name)
    head = words_of(head_of(origin["name"]))
    if not ours or not head:
        return False
    if person:
        return head[-1] in ours or set(ours) <= set(head)
    known = words_of(origin["name"])
    acronym = "".join(word[0] for word in head)
    return (
        all(any(alike(a, b) for b in known) for a in ours)
        or set(head) <= set(ours)
        or (len(head) > 1 and ours == [acronym])
    )


def alike(a: str, b: str) -> bool:
    """Whether two words are one but for an ending: "Ardelia", "Ardelian"."""
    short = min(len(a), len(b))
    return a == b or (short >= 5 and a[:short] == b[:short])


def head_of(name: str) -> str:
    """The name of an origin without what is said about it."""
    return name.split(" (")[0].split(", ")[0]


def kind_agrees(party: Party, origin: dict[str, str]) -> bool:
    """Whether our party is of the origin's kind, or has a name that the origin's name holds."""
    if party.kind in KINDS[origin["kind"]]:
        return True
    return bool(party.name) and set(words_of(party.name)) <= set(words_of(origin["name"]))


def passed_on(met: Met) -> bool:
    """Whether the mention's source is an outlet that passed another's words on."""
    source = words_of(met.mention["source"])
    return any(set(words_of(name)) <= set(source) for name in met.mention["via"])


def by_outlet(met: Met, gold: Gold) -> bool:
    """Whether the source is an outlet of the story, and our party is that outlet by its name."""
    source, ours = words_of(met.mention["source"]), words_of(met.party.name if met.party else None)
    if not ours or not any(c.isupper() for c in met.mention["source"]):
        return False
    for outlet in gold.outlets:
        words = words_of(outlet)
        initials = ["".join(word[0] for word in words)]
        named = set(words) <= set(source) or source == initials or set(source) < set(words)
        if named and (set(words) <= set(ours) or ours == initials or set(ours) <= set(words)):
            return True
    return False


def as_gold(stance: Any) -> str:
    """The four stances that bundles tell apart."""
    return str(stance) if stance is not None and str(stance) in STANCES else "asserts"


def described(met: Met) -> str:
    """A mention and our answer, for a person to read."""
    ours = met.attribution
    start = min(s.start for s in ours.source + ours.cue)
    end = max(s.end for s in ours.source + ours.cue)
    gold = f"{met.origin['kind']}: {met.origin['name']}" if met.origin else "none"
    who = f"{met.party.kind}: {met.party.label} ({met.party.affiliation})" if met.party else "-"
    hops = [hop.name for hop in ours.via]
    return (
        f"{met.report}: {met.mention['source']!r} {met.mention['stance']} ← {gold}"
        f" via {met.mention['via']}\n"
        f"  ours: {who} {ours.stance} via {hops} origin {ours.origin!r}"
        f" candidates {list(ours.candidates)}\n"
        f"  content: {met.mention['content'][:160]!r}\n"
        f"  {passage(met.text, start, end)}\n"
    )


if __name__ == "__main__":
    main()
