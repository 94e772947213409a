"""Linking with the real models: reports in, claims out."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from reportedly.link.entry import Entry, Known, Linked
from reportedly.link.linking import link, prepare
from reportedly.link.vectors import HALF, alone_of, context_of, load_encoder
from reportedly.model import Claim, Debt, Report, Stance
from reportedly.reading import read

DAWN = datetime(2034, 6, 5, 6, tzinfo=UTC)

WIRE = """Orrin dam leaks, 300 families leave

ORRIN, June 5 (Tarn News Agency) - Engineer Ilse Varga said the Orrin dam had been leaking since
Friday. The dam authority moved 300 families out of Lower Orrin, governor Otto Brandt told Tarn
News Agency.

"The spillway gate is cracked," Varga said. The dam authority did not reply to questions about the
cracked gate."""

COPY = """Orrin dam leaking since Friday

By TARN NEWS AGENCY

ORRIN, June 5 - Engineer Ilse Varga said the Orrin dam had been leaking since Friday. The dam
authority moved 500 families out of Lower Orrin, governor Otto Brandt told Tarn News Agency.

"The spillway gate is cracked," Varga said. The dam authority did not reply to questions about the
cracked gate."""

DENIAL = """Dam authority: gate is sound

The Orrin dam authority on Tuesday denied that the spillway gate is cracked. "The Orrin dam is not
leaking," its director Berta Lund said. She said the report by Tarn News Agency was wrong."""

OTHER = """Ferry prices to rise at Kelmouth

The Kelmouth ferry company will raise its prices by 12 percent in July, manager Nils Ode said. The
seamen's union called the rise a disgrace. Passengers at Kelmouth said they had not been told."""


def entry(id: str, text: str, outlet: str, hours: int) -> Entry:
    made = Report(
        id, text, outlet, DAWN + timedelta(hours=hours), headline=text.split("\n")[0], language="en"
    )
    return prepare(read(made), load_encoder())


@pytest.fixture(scope="module")
def entries() -> list[Entry]:
    return [
        entry("wire", WIRE, "Tarn News Agency", 0),
        entry("copy", COPY, "The Vale Courier", 3),
        entry("denial", DENIAL, "Radio Orrin", 26),
        entry("other", OTHER, "The Vale Courier", 5),
    ]


@pytest.fixture(scope="module")
def linked(entries: list[Entry]) -> Linked:
    return link(entries, Known())


def holding(linked: Linked, words: str) -> Claim:
    return next(c for c in linked.claims if any(words in m.span.text for m in c.mentions))


def test_the_same_words_in_two_reports_are_one_claim(linked: Linked) -> None:
    claim = holding(linked, "had been leaking since")
    assert {"wire", "copy"} <= set(claim.reports)


def test_a_copy_adds_no_origin(linked: Linked) -> None:
    claim = holding(linked, "had been leaking since")
    assert sum(origin.name == "Ilse Varga" for origin in claim.independent_origins) == 1


def test_a_denial_belongs_to_what_it_denies(linked: Linked) -> None:
    claim = holding(linked, "spillway gate is cracked")
    assert "denial" in claim.reports
    assert Stance.DENIES in {m.stance for m in claim.mentions if m.report == "denial"}


def test_a_copy_is_told_with_what_it_changed(linked: Linked) -> None:
    debt = next(d for d in linked.derivations if d.report == "copy")
    assert (debt.source, debt.debt) == ("wire", Debt.REPRINTS)
    assert any("300" in there and "500" in here for there, here in debt.changes)


def test_matters_apart_stay_apart(linked: Linked) -> None:
    at = {report: story.id for story in linked.stories for report in story.reports}
    assert at["wire"] == at["copy"] == at["denial"] != at["other"]
    assert not any("other" in c.reports and len(c.reports) > 1 for c in linked.claims)


def test_every_mention_is_in_one_claim_and_holds(linked: Linked, entries: list[Entry]) -> None:
    ids = [m.id for c in linked.claims for m in c.mentions]
    assert len(ids) == len(set(ids))
    texts = {e.id: e.reading.report.text for e in entries}
    assert all(m.span.holds_in(texts[m.report]) for c in linked.claims for m in c.mentions)


def test_labels_are_words_of_a_mention(linked: Linked) -> None:
    for claim in linked.claims:
        words = claim.label.rstrip("…")
        assert any(words in " ".join(m.span.text.split()) for m in claim.mentions)


def test_each_mention_says_why_it_is_where_it_is(linked: Linked) -> None:
    claim = holding(linked, "had been leaking since")
    told = {mention: reasons for mention, _, reasons in claim.reasons}
    assert all(told[m.id] for m in claim.mentions)


def test_claims_keep_their_ids_as_reports_arrive(entries: list[Entry]) -> None:
    first = link(entries[:2], Known())
    known = Known(
        entries=tuple(entries[:2]),
        claims=first.claims,
        derivations=first.derivations,
        origins=first.origins,
        stories=first.stories,
    )
    later = link(entries[2:3], known)
    words = "had been leaking since"
    assert holding(later, words).id == holding(first, words).id
    assert {s.id for s in first.stories} <= {s.id for s in later.stories}


def test_a_person_takes_apart_and_puts_together(entries: list[Entry], linked: Linked) -> None:
    claim = holding(linked, "had been leaking since")
    one, other = (
        next(m.id for m in claim.mentions if m.report == r and "leaking" in m.span.text)
        for r in ("wire", "copy")
    )
    apart = link(entries, Known(apart=frozenset({(one, other)})))
    assert not any({one, other} <= {m.id for m in c.mentions} for c in apart.claims)
    far = next(c for c in linked.claims if c.story == claim.story and c.id != claim.id)
    pair = (one, far.mentions[0].id)
    together = link(entries, Known(together=frozenset({pair})))
    assert any(set(pair) <= {m.id for m in c.mentions} for c in together.claims)


def test_vectors_are_of_unit_length_in_both_halves(entries: list[Entry]) -> None:
    vectors = entries[0].vectors
    assert vectors.shape == (len(entries[0].mentions), 2 * HALF)
    for half in (context_of(vectors), alone_of(vectors)):
        assert abs((half * half).sum(axis=1) - 1).max() < 1e-3


@pytest.mark.parametrize("text", ["", "\n\n", "\ud800", "x" * 5000, "😀 " * 400])
def test_any_text_can_be_encoded(text: str) -> None:
    spans = [(0, len(text))] if text else []
    assert load_encoder().encode(text, spans).shape == (len(spans), 2 * HALF)
