"""Ledgers built by hand, of reports made up for these tests."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest

from reportedly.errors import NotFound
from reportedly.ledger.answers import ClaimQuery, ClaimSummary, ReportCard, Trace
from reportedly.model import (
    Backing,
    Claim,
    Conflict,
    Debt,
    Derivation,
    Figure,
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
    Voice,
)


@dataclass
class HandMade:
    """A ledger that answers what it was given; ``asked`` keeps the order of what it was asked."""

    readings: dict[str, Reading]
    stored: dict[str, Claim]
    debts: tuple[Derivation, ...] = ()
    circles: tuple[Loop, ...] = ()
    decided: tuple[Judgement, ...] = ()
    gone: frozenset[str] = frozenset()
    asked: list[str] = field(default_factory=list)

    def claims(self, query: ClaimQuery = ClaimQuery()) -> Iterator[ClaimSummary]:  # noqa: B008
        for claim in list(self.stored.values())[: query.limit]:
            self.asked.append(f"list {claim.id}")
            cards = self.trace_cards(claim)
            denials = sum(Stance.DENIES in backing.stances for backing in claim.backings)
            yield ClaimSummary(
                id=claim.id,
                label=claim.label,
                story=claim.story,
                mentions=len(claim.mentions),
                reports=len(cards),
                outlets=len({card.outlet for card in cards}),
                origins=len(claim.independent_origins),
                denials=denials,
                conflicts=len(claim.conflicts),
                first=cards[0].published,
                last=cards[-1].published,
            )

    def trace(self, id: str) -> Trace:
        if id in self.gone:
            raise NotFound(f"no claim {id}")
        self.asked.append(f"trace {id}")
        claim = self.stored[id]
        among = set(claim.reports)
        debts = tuple(d for d in self.debts if {d.report, d.source} <= among)
        loops = tuple(loop for loop in self.circles if set(loop.reports) <= among)
        return Trace(claim, self.trace_cards(claim), debts, loops)

    def traces(self, query: ClaimQuery) -> Iterator[Trace]:
        return (self.trace(one.id) for one in self.claims(query) if one.id not in self.gone)

    def trace_cards(self, claim: Claim) -> tuple[ReportCard, ...]:
        cards = []
        for id in claim.reports:
            r = self.readings[id].report
            cards.append(ReportCard(id, r.outlet, r.headline, r.published, r.url, claim.story))
        return tuple(cards)

    def reading(self, id: str) -> Reading:
        return self.readings[id]

    def judgements(self) -> Iterator[Judgement]:
        yield from self.decided


WIRE = """\
At least 40 miners left Port Anselm: ambassador

PORT ANSELM 🌊 — At least 40 miners had left Port Anselm by ferry, Hestria’s ambassador, Vard \
Tolen, said on Monday.
"""
COURIER = """\
Ambassador: miners gone

At least 40 miners had left Port Anselm, Vard Tolen told the Tarn News Agency.
The log of the Anselma has it that the ferry sailed at dawn.
"""
REPRINT = """\
At least 60 miners left Port Anselm: ambassador

PORT ANSELM 🌊 — At least 60 miners had left Port Anselm by ferry, Hestria’s ambassador, Vard \
Tolen, said on Monday.
"""
DAILY = """\
Minister denies exodus

"Nobody left," the minister, Ana Ruiz, said. Two dockers told the Oster Daily that 400 miners \
had gone. The ferry sailed at dawn.
"""
TEXTS = {
    "r1": (WIRE, "Tarn News Agency", "2031-03-04T09:30+00:00"),
    "r2": (COURIER, "The Estuary Courier", "2031-03-04T11:00+00:00"),
    "r3": (REPRINT, "Lower Wend Post", "2031-03-04T12:15+01:00"),
    "r4": (DAILY, "Oster Daily", "2031-03-05T00:00+00:00"),
}

TOLEN = Origin("o1", "Vard Tolen", Kind.NAMED_PERSON)
RUIZ = Origin("o2", "Ana Ruiz", Kind.NAMED_PERSON)
DOCKERS = Origin("o3", "two dockers", Kind.UNNAMED_GROUP, "Oster Daily")
LOG = Origin("o4", "the log of the Anselma", Kind.DOCUMENT)


def within(text: str, words: str) -> Span:
    start = text.index(words)
    return Span.of(text, start, start + len(words))


def _readings() -> dict[str, Reading]:
    return {
        id: Reading(
            Report(
                id,
                text,
                outlet,
                datetime.fromisoformat(published),
                text.split("\n")[0],
                f"https://news.example/{id}?a=1&b=2",
            )
        )
        for id, (text, outlet, published) in TEXTS.items()
    }


def _left(id: str, report: str, words: str, number: float, low: bool = True) -> Mention:
    text = TEXTS[report][0]
    figure = Figure(
        within(text, words.split(" had")[0]), number, None if low else number, "miners", "miners"
    )
    return Mention(
        id,
        report,
        within(text, words),
        source=(within(text, "Vard Tolen"),) if low else (within(text, "Two dockers"),),
        source_name="Vard Tolen" if low else None,
        source_kind=Kind.NAMED_PERSON if low else Kind.UNNAMED_GROUP,
        origin="o1" if low else "o3",
        figures=(figure,),
    )


def _exodus() -> Claim:
    told = within(COURIER, "Tarn News Agency")
    first = _left("r1:1", "r1", "At least 40 miners had left Port Anselm by ferry", 40)
    second = _left("r2:1", "r2", "At least 40 miners had left Port Anselm", 40)
    second = Mention(
        **{name: getattr(second, name) for name in Mention.__slots__ if name != "via"},
        via=(Hop("Tarn News Agency", Kind.OUTLET, told, "told"),),
    )
    third = _left("r3:1", "r3", "At least 60 miners had left Port Anselm by ferry", 60)
    denial = Mention(
        "r4:1",
        "r4",
        within(DAILY, '"Nobody left,"'),
        stance=Stance.DENIES,
        source=(within(DAILY, "the minister, Ana Ruiz"),),
        source_name="Ana Ruiz",
        source_kind=Kind.NAMED_PERSON,
        origin="o2",
    )
    fourth = _left("r4:2", "r4", "400 miners had gone", 400, low=False)
    said = (Stance.ASSERTS,)
    return Claim(
        "c1",
        "At least 40 miners had left Port Anselm by ferry",
        (first, second, third, denial, fourth),
        (
            Backing(TOLEN, ("r1:1", "r2:1", "r3:1"), said, True, "A named person, counted once."),
            Backing(DOCKERS, ("r4:2",), said, True, "Spoke to the Oster Daily itself."),
            Backing(RUIZ, ("r4:1",), (Stance.DENIES,), False, "Denies it."),
        ),
        (
            Conflict(
                "figure",
                "r1:1",
                "r3:1",
                ("At least 40 miners", "At least 60 miners"),
                "One sentence, two figures.",
            ),
        ),
        "s1",
    )


def _dawn() -> Claim:
    log = Mention(
        "r2:2",
        "r2",
        within(COURIER, "the ferry sailed at dawn"),
        source=(within(COURIER, "The log of the Anselma"),),
        source_name="the log of the Anselma",
        source_kind=Kind.DOCUMENT,
        origin="o4",
    )
    own = Mention(
        "r4:3", "r4", within(DAILY, "The ferry sailed at dawn"), Voice.OWN, source_kind=Kind.OUTLET
    )
    backing = Backing(LOG, ("r2:2",), (Stance.ASSERTS,), True, "A document.")
    return Claim("c2", "the ferry sailed at dawn", (log, own), (backing,), (), "s1")


@pytest.fixture
def ledger() -> HandMade:
    """A wire's ambassador in three outlets, a reprint that changes his figure, a denial, an
    unnamed group with another figure, a document, a mention whose origin nothing tells.
    """
    cites = Reason("names the outlet", 2.0, "told the Tarn News Agency")
    return HandMade(
        _readings(),
        {claim.id: claim for claim in (_exodus(), _dawn())},
        (
            Derivation("r2", "r1", Debt.CITES, 0.97, (cites,)),
            Derivation(
                "r3",
                "r1",
                Debt.REPRINTS,
                0.99,
                (Reason("shared passages", 4.0),),
                (("At least 40 miners", "At least 60 miners"),),
            ),
        ),
        (Loop(("r2", "r1"), (Reason("leans on", 1.0, "told the Tarn News Agency"),)),),
        (Judgement(1, "same", ("r1:1", "r3:1"), "Mira Oss", datetime(2031, 3, 6, tzinfo=UTC)),),
    )


EVIL = "</script><script>alert(1)</script>\"' onerror=x() <img src=x>\u202e=1+1\x1b[2J\x00\udc80]]>&amp;\r\n\uffff"  # noqa: E501


@pytest.fixture
def hostile() -> HandMade:
    """A ledger whose every word tries to break out of what it is written to."""
    evil = "=" + EVIL
    text = f"{evil} said {evil}"
    report, other = (
        Report(evil + end, text, evil, datetime(2031, 3, 4, tzinfo=UTC), evil, "javascript:x()")
        for end in "ab"
    )
    span = Span.of(text, 0, len(evil))
    mentions = tuple(
        Mention(
            f"{evil}{n}",
            one.id,
            span,
            stance=stance,
            source=(span,),
            source_name=evil,
            source_kind=Kind.UNNAMED_PERSON,
            via=(Hop(evil, Kind.OUTLET, span),),
            origin=evil,
            figures=(Figure(span, -5, None, evil, evil),),
        )
        for n, (one, stance) in enumerate(
            ((report, Stance.ASSERTS), (other, Stance.DENIES), (other, Stance.ASSERTS))
        )
    )
    origin = Origin(evil, evil, Kind.UNNAMED_PERSON, evil)
    backings = tuple(
        Backing(origin, (m.id,), (m.stance,), n == 0, evil) for n, m in enumerate(mentions[:2])
    )
    conflict = Conflict("figure", mentions[0].id, mentions[1].id, (evil, evil), evil)
    reason = Reason(evil, 1.0, evil)
    return HandMade(
        {one.id: Reading(one) for one in (report, other)},
        {evil: Claim(evil, evil, mentions, backings, (conflict,), evil)},
        (Derivation(other.id, report.id, Debt.REPRINTS, 1.0, (reason,), ((evil, evil),)),),
        (Loop((other.id, report.id), (reason,)),),
        (Judgement(1, "note", (evil,), evil, datetime(2031, 3, 6, tzinfo=UTC), evil),),
    )


@pytest.fixture
def nothing() -> HandMade:
    """A ledger that nothing was added to."""
    return HandMade({}, {})
