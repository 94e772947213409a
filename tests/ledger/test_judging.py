"""Judgements end to end, with the real models and the real linker."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from reportedly import Ledger, LedgerError, NotFound, Report

BUNDLE = Path(__file__).with_name("saltmere.jsonl")
GOATS = Report(
    "goats",
    "Two goats were found on the roof of Orrin town hall on Tuesday, farmer Odo Lind said. "
    "The goats ate the mayor's geraniums, gardener Mira Holt said.",
    "Radio Fenwick",
    datetime(2031, 3, 4, 10, tzinfo=UTC),
)
FIRST = ("r01", "r02", "r04", "r05")
LATER = "r07"

Groups = set[frozenset[str]]


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("judged") / "news.ledger"
    with Ledger(path) as ledger:
        reports = [*(stored(id) for id in FIRST), GOATS]
        assert [one.status for one in ledger.add(reports)] == ["added"] * len(reports)
    return path


@pytest.fixture
def ledger(first: Path, tmp_path: Path) -> Iterator[Ledger]:
    shutil.copy(first, tmp_path / "news.ledger")
    with Ledger(tmp_path / "news.ledger", by="ada") as opened:
        yield opened
        assert opened.check() == ()


def stored(id: str) -> Report:
    """A report of the bundle."""
    rows = map(json.loads, BUNDLE.read_text("utf-8").splitlines())
    row = next(row for row in rows if row["id"] == id)
    published = datetime.fromisoformat(row["published"])
    return Report(id, row["text"], row["outlet"], published, headline=row["headline"])


def groups(ledger: Ledger) -> Groups:
    return {frozenset(m.id for m in claim.mentions) for claim in ledger.complete()}


def group_of(ledger: Ledger, mention: str) -> frozenset[str]:
    return next((group for group in groups(ledger) if mention in group), frozenset([mention]))


def after_more(ledger: Ledger) -> Iterator[str]:
    """At once, after another report came, and after all claims were formed anew."""
    yield "at once"
    assert [one.status for one in ledger.add([stored(LATER)])] == ["added"]  # type: ignore[union-attr]
    yield "after another report"
    ledger.relink()
    yield "after a re-run"


def two_claims(ledger: Ledger) -> tuple[str, str]:
    """Two claims of one story."""
    found = [claim for claim in ledger.claims() if claim.story == stories(ledger)["r01"]]
    return found[0].id, found[1].id


def stories(ledger: Ledger) -> dict[str, str | None]:
    return {card.id: card.story for card in ledger.reports()}


def test_merged_claims_are_one_and_stay_one(ledger: Ledger) -> None:
    one, other = two_claims(ledger)
    both = {m.id for id in (one, other) for m in ledger.claim(id).mentions}
    ledger.judge("merge", one, other, note="the same accident")
    for when in after_more(ledger):
        assert both <= group_of(ledger, min(both)), when
    (kept,) = ledger.judgements()
    assert (kept.verb, kept.by, kept.note) == ("merge", "ada", "the same accident")
    assert kept.subjects[:2] == (one, other)


def test_split_mentions_are_apart_and_stay_apart(ledger: Ledger) -> None:
    claim = max(ledger.complete(), key=lambda c: len(c.mentions))
    ids = [m.id for m in claim.mentions]
    out, left = ids[-1], ids[:-1]
    assert left
    ledger.judge("split", claim.id, out)
    for when in after_more(ledger):
        assert not {*left} & group_of(ledger, out), when


def test_a_split_needs_no_claim_named_and_goes_before_an_earlier_merge(ledger: Ledger) -> None:
    one, other = two_claims(ledger)
    out = ledger.claim(other).mentions[0].id
    theirs = [m.id for m in ledger.claim(one).mentions]
    ledger.judge("merge", one, other)
    assert out in group_of(ledger, theirs[0])
    ledger.judge("split", out)
    for when in after_more(ledger):
        assert not {*theirs} & group_of(ledger, out), when


@pytest.mark.parametrize("verb", ["merge", "split", "same", "not-same"])
def test_what_is_taken_back_leaves_the_claims_as_they_were(ledger: Ledger, verb: str) -> None:
    before = groups(ledger)
    one, other = two_claims(ledger)
    mentions = [m.id for m in max(ledger.complete(), key=lambda c: len(c.mentions)).mentions]
    subjects = {
        "merge": (one, other),
        "split": (mentions[0],),
        "same": (ledger.claim(one).mentions[0].id, ledger.claim(other).mentions[0].id),
        "not-same": (mentions[0], mentions[-1]),
    }[verb]
    made = ledger.judge(verb, *subjects)
    together = {*subjects} <= group_of(ledger, subjects[0])
    assert groups(ledger) != before
    assert verb not in ("same", "not-same") or together == (verb == "same")
    ledger.undo(made.id)
    assert groups(ledger) == before
    assert [(j.verb, j.undone) for j in ledger.judgements()] == [(verb, True), ("undo", False)]
    ledger.relink()
    assert groups(ledger) == before


def test_a_moved_report_is_in_the_other_story_until_that_is_taken_back(ledger: Ledger) -> None:
    before, claims = stories(ledger), groups(ledger)
    ledger.judge("move", "r05", before["goats"] or "")
    assert stories(ledger) == {**before, "r05": before["goats"]}
    for group in groups(ledger):
        assert len({mention.startswith(("r05:", "goats:")) for mention in group}) == 1
    ledger.undo()
    assert stories(ledger) == before and groups(ledger) == claims


def test_a_moved_report_stays_where_it_was_put(ledger: Ledger) -> None:
    before = stories(ledger)
    ledger.judge("move", "r05", before["goats"] or "")
    for when in after_more(ledger):
        now = stories(ledger)
        assert now["r05"] == now["goats"] != now["r01"], when


def test_claims_of_different_stories_are_not_put_together(ledger: Ledger) -> None:
    ours = next(claim for claim in ledger.complete() if claim.story == stories(ledger)["r01"])
    theirs = next(claim for claim in ledger.complete() if claim.story == stories(ledger)["goats"])
    with pytest.raises(LedgerError, match=r"in different stories: .* judge move"):
        ledger.judge("merge", ours.id, theirs.id)
    assert list(ledger.judgements()) == []


WRONG = [
    ("merge", ("cnone", "cnone2")),
    ("same", ("r01:0", "r9:0")),
    ("same", ("r01:0", "r01:99")),
    ("not-same", ("r9:0", "r01:0")),
    ("split", ("r9:0",)),
    ("split", ("r01:99",)),
    ("move", ("r9", "snone")),
    ("move", ("r01", "snone")),
]


@pytest.mark.parametrize(("verb", "subjects"), WRONG)
def test_wrong_ids_are_told_before_anything_is_written(
    ledger: Ledger, verb: str, subjects: tuple[str, ...]
) -> None:
    before = groups(ledger)
    with pytest.raises(NotFound):
        ledger.judge(verb, *subjects)
    assert list(ledger.judgements()) == [] and groups(ledger) == before


def test_what_cannot_be_done_is_told(ledger: Ledger) -> None:
    claim = next(ledger.complete())
    for verb, subjects in (
        ("split", (claim.id, *(m.id for m in claim.mentions))),
        ("split", (claim.id,)),
        ("merge", (claim.id,)),
        ("not-same", (claim.id, claim.id)),
        ("burn", (claim.id,)),
    ):
        with pytest.raises(LedgerError):
            ledger.judge(verb, *subjects)
    with pytest.raises(NotFound, match="no judgement to take back"):
        ledger.undo()
    with pytest.raises(NotFound, match="no judgement 7"):
        ledger.undo(7)
    ledger.judge("note", claim.id, note="ask her again")
    assert [j.verb for j in ledger.judgements()] == ["note"]
