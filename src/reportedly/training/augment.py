"""Variations of a marked report in what does not matter to who says what.

Each takes a report and a random generator and gives a new report, its offsets moved along with the
text. They make the model hold outside the corpus: quote marks lost or straightened, unknown names,
a source that follows its content, a text that begins in its middle.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from random import Random

from reportedly.training.corpus import MarkedReport

Edit = tuple[int, int, str]

_DOUBLE = re.compile(r"[\"“”„«»]|``|''")
_SAYING = {"said", "says", "say", "added", "adds", "wrote", "noted", "argued", "explained", "claimed"}
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
    return MarkedReport(report.id, "".join(pieces), attributions, names)


def vary_quotes(report: MarkedReport, rng: Random) -> MarkedReport:
    """Double quote marks straight, curly, single, doubled, French or gone; or just one of them gone."""
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
        opens = m.group() in "“„«" or (m.group() in ('"', "``") and (not before or before.isspace()))
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
        if text[cue[1] : content[0]] not in (" ", " that ") or text[content[1] : content[1] + 1] != ".":
            continue
        lead = text[max(0, source[0] - 2) : source[0]]
        words = text[content[0] : content[1]]
        if lead in ("", ". ", "\n\n") and "\n" not in words and '"' not in words and "“" not in words:
            found.append((i, _Clause(source, cue, content)))
    return found


def turn_around(report: MarkedReport, rng: Random) -> MarkedReport:
    """Some sentences "S said that C." turned into "C, S said." or "C, said S."."""
    clauses = [c for c in _clauses(report) if rng.random() < 0.5]
    if not clauses:
        return report
    shared = {s for a in report.attributions for s in a["source"]}
    counts = {s: sum(s in a["source"] for a in report.attributions) for s in shared}
    for index, clause in reversed(clauses):
        if counts.get(clause.source, 0) != 1:
            continue
        report = _turn(report, index, clause, inverted=rng.random() < 0.4)
    return report


def _turn(report: MarkedReport, index: int, clause: _Clause, *, inverted: bool) -> MarkedReport:
    text = report.text
    start, end = clause.source[0], clause.content[1]
    source, cue, content = (text[s:e] for s, e in (clause.source, clause.cue, clause.content))
    head = content[:1].upper() + content[1:] + ", "
    first, second = (cue, source) if inverted else (source, cue)
    new = f"{head}{first} {second}"
    at = start + len(head)
    places = {
        "content": [(start, start + len(content))],
        ("cue" if inverted else "source"): [(at, at + len(first))],
        ("source" if inverted else "cue"): [(at + len(first) + 1, start + len(new))],
    }
    kept = [a for i, a in enumerate(report.attributions) if i != index]
    if any(s < end and start < e for a in kept for role in a for s, e in a[role]):
        return report
    names = [n for n in report.names if n[1] <= start or n[0] >= end]
    rest = edit(MarkedReport(report.id, text, kept, names), [(start, end, new)])
    return MarkedReport(report.id, rest.text, [*rest.attributions, places], rest.names)


def vary(report: MarkedReport, rng: Random) -> MarkedReport:
    """One random variation of a report, as training reads it."""
    if rng.random() < 0.25 and report.names:
        report = swap_names(report, rng)
    if rng.random() < 0.15:
        report = turn_around(report, rng)
    if rng.random() < 0.45:
        report = vary_quotes(report, rng)
    return report
