"""Variations of a marked report in what does not matter to who says what.

Each takes a report and a random generator and gives a new report, its offsets moved along with the
text. They make the model hold outside the corpus: quote marks lost or straightened, unknown names,
a source that follows its content, a text that begins in its middle.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, replace
from random import Random

from reportedly.training.corpus import MarkedReport

Edit = tuple[int, int, str]
Parts = tuple[tuple[str, str], ...]

_DOUBLE = re.compile(r"[\"“”„«»]|``|''")
_SAYING = {
    "said",
    "says",
    "say",
    "added",
    "adds",
    "wrote",
    "noted",
    "argued",
    "explained",
    "claimed",
}
_PRONOUNS = {"he", "she", "it", "they", "we", "i", "you", "who", "which", "that", "this"}
_SYLLABLES = (
    "ka lo mi re tan vor bel dra shi nur oz ek ula hen mar ti jo pa sel gri fa bo yun de ra koh li "
    "va ste nok ri am du zha pe lin or bas wen cha ul is tor gan mo sha eb al qi"
).split()


def edit(report: MarkedReport, edits: list[Edit]) -> MarkedReport:
    """The report with each ``(start, end, new)`` put in place; edits may not overlap."""
    edits = sorted(edits)
    pieces, at = [], 0
    ends, shifts, shift = [], [], 0
    for start, end, new in edits:
        pieces += [report.text[at:start], new]
        at = end
        shift += len(new) - (end - start)
        ends.append(end)
        shifts.append(shift)
    pieces.append(report.text[at:])
    starts = [e[0] for e in edits]

    def moved(offset: int, is_end: bool) -> int:
        done = bisect_right(ends, offset)
        # an insertion right at a span's end stays outside of it
        if is_end and done and edits[done - 1][0] == edits[done - 1][1] == offset:
            done -= 1
        base = shifts[done - 1] if done else 0
        if done < len(edits) and starts[done] < offset < ends[done]:
            inner = starts[done] + base
            return inner + len(edits[done][2]) if is_end else inner
        return offset + base

    def spans(offsets: list[tuple[int, int]]) -> list[tuple[int, int]]:
        pairs = [(moved(s, False), moved(e, True)) for s, e in offsets]
        return [(s, e) for s, e in pairs if e > s]

    attributions = [{role: spans(a[role]) for role in a} for a in report.attributions]
    names = [(moved(s, False), moved(e, True), kind) for s, e, kind in report.names]
    return replace(report, text="".join(pieces), attributions=attributions, names=names)


def vary_quotes(report: MarkedReport, rng: Random) -> MarkedReport:
    """Double quote marks straight, single, doubled, French or gone; or just some of them gone."""
    marks = list(_DOUBLE.finditer(report.text))
    if not marks:
        return report
    kind = rng.choices(
        ("straight", "lost", "single", "one lost", "french", "spaced"), (8, 5, 2, 3, 1, 1)
    )[0]
    if kind == "one lost":
        lost = rng.sample(marks, max(1, len(marks) // 12))
        return edit(report, [(*m.span(), "") for m in lost])
    opening, closing = {
        "straight": ('"', '"'),
        "lost": ("", ""),
        "single": ("‘", "’"),
        "french": ("«", "»"),
        "spaced": ("``", "''"),
    }[kind]
    edits = []
    for m in marks:
        before = report.text[m.start() - 1 : m.start()]
        opens = m.group() in "“„«" or (
            m.group() in ('"', "``") and (not before or before.isspace())
        )
        edits.append((*m.span(), opening if opens else closing))
    return edit(report, edits)


def _invent(rng: Random, words: int) -> str:
    return " ".join(
        "".join(rng.choices(_SYLLABLES, k=rng.choice((1, 2, 2, 3)))).capitalize()
        for _ in range(words)
    )


def swap_names(report: MarkedReport, rng: Random) -> MarkedReport:
    """Every person and place under an invented name, the same one wherever it stands."""
    names: dict[str, str] = {}
    edits: list[Edit] = []
    at = 0
    for start, end, kind in sorted(report.names):
        if kind not in ("PERSON", "LOCATION") or start < at:
            continue
        old = report.text[start:end].split()
        new = [names.setdefault(word, _invent(rng, 1)) for word in old]
        edits.append((start, end, " ".join(new)))
        at = end
    return edit(report, edits)


@dataclass(frozen=True, slots=True)
class _Clause:
    """A sentence of the shape SOURCE said (that) CONTENT."""

    source: tuple[int, int]
    cue: tuple[int, int]
    content: tuple[int, int]


def _clauses(report: MarkedReport) -> list[tuple[int, _Clause]]:
    found = []
    text = report.text
    for i, a in enumerate(report.attributions):
        if not all(len(a[role]) == 1 for role in ("source", "cue", "content")):
            continue
        source, cue, content = a["source"][0], a["cue"][0], a["content"][0]
        if text[cue[0] : cue[1]] not in _SAYING or source[1] + 1 != cue[0]:
            continue
        if (
            text[cue[1] : content[0]] not in (" ", " that ")
            or text[content[1] : content[1] + 1] != "."
        ):
            continue
        if text[source[0] : source[1]].lower() in _PRONOUNS:
            continue
        lead = text[max(0, source[0] - 2) : source[0]]
        words = text[content[0] : content[1]]
        if (
            lead in ("", ". ", "\n\n")
            and "\n" not in words
            and '"' not in words
            and "“" not in words
        ):
            found.append((i, _Clause(source, cue, content)))
    return found


def turn_around(report: MarkedReport, rng: Random) -> MarkedReport:
    """Some sentences "S said that C." turned: "C, said S.", "According to S, C." and the like."""
    counts = _source_counts(report)
    for index, clause in reversed(_clauses(report)):
        if counts[clause.source] == 1 and rng.random() < 0.5:
            report = _turn(report, index, clause, rng)
    return report


def _source_counts(report: MarkedReport) -> Counter[tuple[int, int]]:
    return Counter(span for a in report.attributions for span in a["source"])


def _turn(report: MarkedReport, index: int, clause: _Clause, rng: Random) -> MarkedReport:
    text = report.text
    start, end = clause.source[0], clause.content[1]
    source, cue, content = (text[s:e] for s, e in (clause.source, clause.cue, clause.content))
    big, small = content[:1].upper() + content[1:], source[:1].lower() + source[1:]
    name = small if re.match(r"(The|An?|One|Two|Some|Many|Several) ", source) else source
    parts = rng.choice(
        (
            (("content", big), ("", ", "), ("source", name), ("", " "), ("cue", cue)),
            (("content", big), ("", ", "), ("cue", cue), ("", " "), ("source", name)),
            (("content", big), ("", ", "), ("cue", "according to"), ("", " "), ("source", name)),
            (
                ("cue", "According to"),
                ("", " "),
                ("source", name),
                ("", ", "),
                ("content", content),
            ),
        )
    )
    new, places = _compose(parts, start)
    kept = [a for i, a in enumerate(report.attributions) if i != index]
    if any(s < end and start < e for a in kept for role in a for s, e in a[role]):
        return report
    names = [n for n in report.names if n[1] <= start or n[0] >= end]
    rest = edit(replace(report, attributions=kept, names=names), [(start, end, new)])
    return replace(rest, attributions=[*rest.attributions, places])


def _compose(parts: Parts, start: int) -> tuple[str, dict[str, list[tuple[int, int]]]]:
    """The text of ``(role, words)`` parts and where each role stands if it begins at ``start``."""
    text = ""
    places: dict[str, list[tuple[int, int]]] = {"source": [], "cue": [], "content": []}
    for role, words in parts:
        if role:
            places[role].append((start + len(text), start + len(text) + len(words)))
        text += words
    return text, places


def bare_headline(report: MarkedReport) -> MarkedReport:
    """The first line without its final stop, which the corpus adds and the world does not."""
    end = report.text.find("\n")
    if end > 0 and report.text[end - 1] == ".":
        return edit(report, [(end - 1, end, "")])
    return report


def add_headline(report: MarkedReport, rng: Random) -> MarkedReport:
    """Another headline, made of a sentence of the report: "C: S", "S: C", "C, S say"."""
    text = report.text
    short = [
        c
        for _, c in _clauses(report)
        if c.source[1] - c.source[0] < 40 and 20 < c.content[1] - c.content[0] < 110
    ]
    if not short:
        return report
    clause = rng.choice(short)
    source, content = (text[s:e] for s, e in (clause.source, clause.content))
    big, name = content[:1].upper() + content[1:], re.sub(r"^(The|An?) ", "", source)
    says = rng.choice(("say", "says"))
    parts: Parts = rng.choice(
        (
            (("content", big), ("cue", ":"), ("", " "), ("source", name)),
            (("source", name[:1].upper() + name[1:]), ("cue", ":"), ("", " "), ("content", big)),
            (("content", big), ("", ", "), ("source", name), ("", " "), ("cue", says)),
        )
    )
    line, places = _compose(parts, 0)
    moved = edit(report, [(0, 0, line + "\n\n")])
    return replace(moved, attributions=[places, *moved.attributions])


def vary(report: MarkedReport, rng: Random) -> MarkedReport:
    """One random variation of a report, as training reads it."""
    if rng.random() < 0.25 and report.names:
        report = swap_names(report, rng)
    if rng.random() < 0.2:
        report = turn_around(report, rng)
    if rng.random() < 0.5:
        report = bare_headline(report)
    if rng.random() < 0.15:
        report = add_headline(report, rng)
    if rng.random() < 0.4:
        report = vary_quotes(report, rng)
    return report
