"""Stand-ins: one for reading, which knows the pattern "…, the X said." and how things go wrong, and
a ledger of one claim.
"""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from reportedly.cli import main
from reportedly.errors import NotFound, ReadError
from reportedly.ledger.answers import (
    Added,
    ClaimQuery,
    ClaimSummary,
    Hit,
    QuotedOrigin,
    ReportCard,
    Trace,
)
from reportedly.model import (
    Attribution,
    Backing,
    Claim,
    Conflict,
    Debt,
    Derivation,
    Failure,
    Figure,
    Form,
    Hop,
    Judgement,
    Kind,
    Loop,
    Mention,
    Origin,
    Reading,
    Reason,
    Report,
    Span,
    Stance,
    Story,
    Voice,
)

_SAID = re.compile(r"(\w[^.\n]*), (the \w+) (said)\.")


def fake_read(request: Any) -> Iterator[Reading | Failure]:
    """Readings of small files, as ``reportedly.cli.read.Read`` wants them."""
    for source in request.sources:
        if source == "slow":
            time.sleep(0.4)
            source = "text:Rain will come, the mayor said."
        if source == "broken":
            raise RuntimeError("a bug\nof two lines")
        if source.startswith("text:"):
            text = source[5:]
        elif source == "-":
            text = sys.stdin.buffer.read().decode("utf-8")
        elif Path(source).is_file():
            text = Path(source).read_text(encoding="utf-8")
        else:
            yield Failure(source, ReadError(source, "no such file"))
            continue
        yield Reading(_report(source, text, request.options), tuple(_said(text)))


def _report(source: str, text: str, options: Any) -> Report:
    return Report(source, text, outlet=options.outlet, published=options.published)


def _said(text: str) -> Iterator[Attribution]:
    report = Report("r", text)
    for number, match in enumerate(_SAID.finditer(text), 1):
        content, source, cue = (report.span(*match.span(group)) for group in (1, 2, 3))
        yield Attribution(f"a{number}", (source,), (cue,), (content,), Form.INDIRECT)


Run = Callable[..., Result]
Start = Callable[..., "subprocess.Popen[bytes]"]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs the command line in an empty folder, with the stand-in."""
    monkeypatch.chdir(tmp_path)
    for name in ("MODEL", "THREADS", "MAX_BYTES", "OUTLETS", "LEDGER", "BY"):
        monkeypatch.delenv(f"REPORTEDLY_{name}", raising=False)

    def go(*args: str, read: Any = fake_read, **about: Any) -> Result:
        return CliRunner().invoke(main, [*args], obj=read, **about)

    return go


@pytest.fixture
def start(tmp_path: Path) -> Start:
    """Starts the command line as a process of its own, with the stand-in."""

    def go(*args: str, **about: Any) -> subprocess.Popen[bytes]:
        code = f"import runpy; runpy.run_path({__file__!r})['run_as_program']()"
        streams: dict[str, Any] = dict.fromkeys(("stdout", "stderr"), subprocess.PIPE)
        streams["stdin"] = subprocess.DEVNULL
        command = [sys.executable, "-c", code, *args]
        return subprocess.Popen(command, cwd=tmp_path, **{**streams, **about})

    return go


def run_as_program() -> None:
    main(obj=fake_read)


@pytest.fixture
def bridge(tmp_path: Path) -> Path:
    """A report with one attribution."""
    path = tmp_path / "bridge.txt"
    path.write_text("Hartwell bridge is shut, the mayor said. Nobody knows why.\n", "utf-8")
    return path


SAID = datetime(2031, 3, 4, 9, 30, tzinfo=UTC)
TEXTS = {
    "r1": ("Skerry Wire", "At least 30 people drowned off Skerry, harbour master Dana Quist said."),
    "r2": ("Radio Tarn", "At least 30 people drowned, Skerry Wire reported, citing Dana Quist."),
    "r3": ("The Skerry Post", "Four people drowned, a ferry company clerk told the Post."),
    "r4": ("Tarn Today", "The company denied that anybody drowned."),
    "r5": ("Tarn Today", "Dozens drowned, it is said."),
}
QUIST = Origin("o1", "Dana Quist", Kind.NAMED_PERSON)
CLERK = Origin("o2", "a ferry company clerk", Kind.UNNAMED_PERSON, "The Skerry Post")
COMPANY = Origin("o3", "the company", Kind.ORGANISATION)
TARN = Origin("o4", "Tarn Today", Kind.OUTLET)


def _card(number: int, id: str) -> ReportCard:
    outlet, text = TEXTS[id]
    at = SAID + timedelta(hours=2 * number)
    return ReportCard(id, outlet, text.split(",")[0], at, story="s1", mentions=1)


def _mention(id: str, words: str, origin: Origin | None, **about: Any) -> Mention:
    text = TEXTS[id][1]
    start = text.index(words)
    span = Span.of(text, start, start + len(words))
    return Mention(f"{id}:1", id, span, origin=origin.id if origin else None, **about)


def _figure(id: str, words: str, low: float | None, high: float | None) -> tuple[Figure, ...]:
    start = TEXTS[id][1].index(words)
    return (Figure(Span(start, start + len(words), words), low, high, "people", "people"),)


def ferry() -> Trace:
    """A claim with an echo, a second origin, a denial, an untold origin and a conflict."""
    wire = Hop("Skerry Wire", Kind.OUTLET, Span(29, 40, "Skerry Wire"))
    thirty = "At least 30 people"
    mentions = (
        _mention("r1", f"{thirty} drowned", QUIST, figures=_figure("r1", thirty, 30, None)),
        _mention(
            "r2", f"{thirty} drowned", QUIST, via=(wire,), figures=_figure("r2", thirty, 30, None)
        ),
        _mention("r3", "Four people drowned", CLERK, figures=_figure("r3", "Four people", 4, 4)),
        _mention("r4", "anybody drowned", COMPANY, stance=Stance.DENIES),
        _mention("r5", "Dozens drowned", None, voice=Voice.OWN),
    )
    once = (Stance.ASSERTS,)
    backings = (
        Backing(QUIST, ("r1:1", "r2:1"), once, True, "asserts it; counted once"),
        Backing(CLERK, ("r3:1",), once, True, "asserts it"),
        Backing(COMPANY, ("r4:1",), (Stance.DENIES,), False, "denies it"),
    )
    values = ("At least 30 people", "Four people")
    conflict = Conflict("figure", "r1:1", "r3:1", values, "both count the drowned of one day")
    claim = Claim("c1", "At least 30 people drowned", mentions, backings, (conflict,), "s1")
    cards = tuple(_card(number, id) for number, id in enumerate(TEXTS))
    cites = Derivation("r2", "r1", Debt.CITES, 0.9)
    loop = Loop(("r1", "r4"), (Reason("names", 1.0, "Tarn Today said"), Reason("names", 1.0)))
    return Trace(claim, cards, (cites,), (loop,))


class FakeLedger:
    """A ledger of one claim that remembers what it was asked."""

    def __init__(self, trace: Trace) -> None:
        self.answer = trace
        self.asked: list[Any] = []
        self.given: list[Report] = []

    def __call__(self, location: str, *, read_only: bool, by: str | None) -> FakeLedger:
        self.asked.append((location, read_only, by))
        return self

    def __enter__(self) -> FakeLedger:
        return self

    def __exit__(self, *_: Any) -> None:
        self.asked.append("closed")

    def add(self, sources: Any, *, options: Any) -> Iterator[Added | Failure]:
        self.asked.append(options)
        for report in sources:
            if "unreadable" in report.text:
                yield Failure(report.id, ReadError(report.id, "cannot be read"))
            else:
                known = report.text in [one.text for one in self.given]
                self.given.append(report)
                yield Added(report.id, "known" if known else "added", 2, len(report.text.split()))

    def claims(self, query: ClaimQuery) -> Iterator[ClaimSummary]:
        self.asked.append(query)
        claim = self.answer.claim
        for _ in range(min(query.limit or 1, 3)):
            yield ClaimSummary(claim.id, claim.label, "s1", 5, 5, 4, 2, 1, 1, SAID, SAID)

    def claim(self, id: str) -> Claim:
        return self.trace(id).claim

    def trace(self, id: str) -> Trace:
        if not self.answer.claim.id.startswith(id):
            raise NotFound(f"no claim {id}")
        return self.answer

    def complete(self, query: ClaimQuery) -> Iterator[Claim]:
        return (self.claim(one.id) for one in self.claims(query))

    def traces(self, query: ClaimQuery) -> Iterator[Trace]:
        return (self.trace(one.id) for one in self.claims(query))

    def values(self, claim: Any) -> tuple[Any, ...]:
        from reportedly.link.conflicts import values

        return values(claim.mentions, {card.id: card.published for card in self.answer.reports})

    def reports(self, story: str | None = None) -> Iterator[ReportCard]:
        return iter(self.answer.reports)

    def derivations(self, story: str | None = None) -> Iterator[Derivation]:
        return iter(self.answer.derivations)

    def loops(self) -> Iterator[Loop]:
        return iter(self.answer.loops)

    def stories(self) -> Iterator[Story]:
        yield Story("s1", "Ferry sinks off Skerry", tuple(TEXTS))

    def origins(self) -> Iterator[QuotedOrigin]:
        for one in (QUIST, CLERK, COMPANY):
            yield QuotedOrigin(
                one.id, one.name, one.kind, one.outlet, 2, 2, ("Skerry Wire", "Radio Tarn"), 1, 0
            )

    def search(self, words: str, limit: int) -> Iterator[Hit]:
        self.asked.append((words, limit))
        yield Hit(self.answer.reports[0], 0, 26, TEXTS["r1"][1], "c1", 1.0)

    similar = search

    def judge(self, verb: str, *subjects: str, note: str = "") -> Judgement:
        return Judgement(7, verb, subjects, "ada", SAID, note)

    def undo(self, id: int | None) -> Judgement:
        return Judgement(8, "undo", (str(id or 7),), "ada", SAID)

    def judgements(self) -> Iterator[Judgement]:
        yield Judgement(7, "merge", ("c1", "c2"), "ada", SAID, "the same sinking", undone=True)

    def check(self) -> tuple[str, ...]:
        return ()

    def waiting(self) -> int:
        return 0

    def backup(self, path: Path) -> None:
        path.write_text("copy")


@pytest.fixture
def ledger() -> FakeLedger:
    """The ledger that ``ask`` opens."""
    return FakeLedger(ferry())


@pytest.fixture
def ask(run: Run, ledger: FakeLedger, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command on the stand-in ledger, 80 columns wide unless the test says otherwise."""
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("REPORTEDLY_LEDGER", "news.ledger")

    def go(*args: str, **about: Any) -> Result:
        return run(*args, **{"read": ledger, **about})

    return go
