r"""brat standoff (brat.nlplab.org/standoff.html): a ``.txt`` of the text, a ``.ann`` of the marks.

Each role of an attribution is one text-bound line, in as many fragments as it has spans; relations
run from the cue (or, without one, from the content) to the other roles, and to the cue of the
attribution whose content holds this one. Form, stance and kind of source are attributes (what is
not resolved has none); id, score and origin are in a note::

    T1	Source 4 9	mayor
    T2	Cue 10 14	said
    T3	Content 15 24;30 38	the river would rise
    R1	Attributed Arg1:T2 Arg2:T1
    R2	Says Arg1:T2 Arg2:T3
    A1	Form T2 indirect
    A2	Stance T2 asserts
    A3	SourceKind T2 named-person
    #1	AnnotatorNotes T2	id=a1 score=0.9712 origin=Ana Ruiz

Offsets are code points. brat holds no mark that crosses a line break: such spans are cut there.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

from reportedly.errors import FormatError
from reportedly.export.clean import one_line, visible
from reportedly.model import Attribution, Form, Kind, Reading, Span, Stance

_LINE = re.compile(r"[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")

CONFIGURATION = f"""\
[entities]
Source
Cue
Content
[relations]
Attributed\tArg1:Cue|Content, Arg2:Source
Says\tArg1:Cue, Arg2:Content
Within\tArg1:Cue|Content|Source, Arg2:Cue|Content|Source
[events]
[attributes]
Form\tArg:Cue|Content|Source, Value:{"|".join(Form)}
Stance\tArg:Cue|Content|Source, Value:{"|".join(Stance)}
SourceKind\tArg:Cue|Content|Source, Value:{"|".join(Kind).replace(" ", "-")}
"""


class Brat:
    """Writes the ``.ann`` of a single reading; several need a :class:`BratDirectory`."""

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._held: str | None = None

    def one(self, reading: Reading) -> None:
        """Hold the reading until it is known to be the only one."""
        if self._held is not None:
            raise FormatError(
                "brat keeps two files a report: for several reports, name a directory with -o"
            )
        self._held = standoff(reading)

    def close(self) -> None:
        """Write the reading held."""
        self._out.write(self._held or "")


class BratDirectory:
    """Writes a ``.txt`` and a ``.ann`` for each reading into a directory that brat can open.

    Files are named after the reports' ids; each is complete or not there.
    """

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._names: set[str] = set()

    def one(self, reading: Reading) -> None:
        """Write the two files of one reading."""
        marks, text = standoff(reading), visible(reading.report.text)
        self._directory.mkdir(parents=True, exist_ok=True)
        name = self._name(reading.report.id)
        _replace(self._directory / f"{name}.txt", text)
        _replace(self._directory / f"{name}.ann", marks)

    def close(self) -> None:
        """Write the configuration that names the types, unless the directory has one."""
        path = self._directory / "annotation.conf"
        if self._names and not path.exists():
            _replace(path, CONFIGURATION)

    def _name(self, report_id: str) -> str:
        stem = re.sub(r"\.(txt|html?|jsonl)$", "", report_id, flags=re.IGNORECASE)
        stem = re.sub(r"[^\w.-]+", "-", visible(stem)).strip("-.")[-80:] or "report"
        name, count = stem, 1
        while name.casefold() in self._names:
            count += 1
            name = f"{stem}-{count}"
        self._names.add(name.casefold())
        return name


def standoff(reading: Reading) -> str:
    """The ``.ann`` lines of a reading."""
    lines: list[str] = []
    counts = dict.fromkeys("TRA#", 0)
    anchors: dict[str, str] = {}

    def line(kind: str, body: str) -> str:
        counts[kind] += 1
        lines.append(f"{kind}{counts[kind]}\t{body}")
        return f"{kind}{counts[kind]}"

    for a in reading.attributions:
        marks = {
            role: line("T", _bound(role, fragments))
            for role, fragments in _roles(reading.report.text, a)
            if fragments
        }
        anchor = next((role for role in ("cue", "content", "source") if role in marks), None)
        if anchor is None:
            continue
        anchors[a.id] = marks[anchor]
        for role, relation in (("source", "Attributed"), ("content", "Says")):
            if role in marks and role != anchor:
                line("R", f"{relation} Arg1:{marks[anchor]} Arg2:{marks[role]}")
        line("A", f"Form {marks[anchor]} {a.form.value}")
        if a.stance:
            line("A", f"Stance {marks[anchor]} {a.stance.value}")
        if a.source_kind:
            line("A", f"SourceKind {marks[anchor]} {a.source_kind.value.replace(' ', '-')}")
        note = f"id={one_line(a.id)} score={a.score:.4f}"
        note += f" origin={one_line(a.origin)}" if a.origin else ""
        line("#", f"AnnotatorNotes {marks[anchor]}\t{note}")
    for a in reading.attributions:
        if a.id in anchors and a.nested_in in anchors:
            line("R", f"Within Arg1:{anchors[a.id]} Arg2:{anchors[a.nested_in]}")
    return "".join(text + "\n" for text in lines)


def _roles(text: str, a: Attribution) -> Iterable[tuple[str, list[Span]]]:
    for role, spans in (("source", a.source), ("cue", a.cue), ("content", a.content)):
        yield role, [piece for span in spans for piece in _fragments(text, span)]


def _fragments(text: str, span: Span) -> Iterable[Span]:
    """The span cut at its line breaks, each piece without the white space around it."""
    for match in _LINE.finditer(text, span.start, span.end):
        piece = match.group()
        start = match.start() + len(piece) - len(piece.lstrip())
        end = match.end() - len(piece) + len(piece.rstrip())
        if start < end:
            yield Span.of(text, start, end)


def _bound(role: str, fragments: list[Span]) -> str:
    places = ";".join(f"{piece.start} {piece.end}" for piece in fragments)
    words = " ".join(visible(piece.text).replace("\t", " ") for piece in fragments)
    return f"{role.capitalize()} {places}\t{words}"


def _replace(path: Path, text: str) -> None:
    """Write the file whole, under another name first."""
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".reportedly-")
    try:
        with open(handle, "w", encoding="utf-8", newline="") as out:
            out.write(text)
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
