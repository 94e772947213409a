from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from types import ModuleType

import numpy as np
import pytest

from reportedly.errors import LedgerError, NotFound
from reportedly.ledger import listing
from reportedly.ledger.answers import ClaimQuery, Run
from reportedly.ledger.faults import Overtaken
from reportedly.ledger.opening import open_store
from reportedly.ledger.sql_store import SqlStore
from reportedly.link import Entry, Linked
from reportedly.model import (
    Backing,
    Claim,
    Conflict,
    Debt,
    Derivation,
    Judgement,
    Kind,
    Loop,
    Mention,
    Origin,
    Reading,
    Reason,
    Stance,
    Story,
)


@pytest.fixture
def run(store: SqlStore) -> Run:
    return store.begin_run("0.2.0", "by hand", "{}")


def added(store: SqlStore, entry: Entry, run: Run) -> Entry:
    held, name, supersedes = store.find(entry.reading)
    assert held is None and name == entry.id
    assert store.add(entry, supersedes, run)
    return entry


def claim_of(id: str, *mentions: Mention, **fields: object) -> Claim:
    label = mentions[0].span.text
    return Claim(id, label, mentions, **fields)  # type: ignore[arg-type]


def test_a_report_comes_back_as_it_was_made_ready(
    store: SqlStore, run: Run, invented: ModuleType
) -> None:
    given = added(store, invented.numbered(1), run)
    (back,) = store.entries(["r1"])
    assert (back.reading, back.mentions, back.keys) == (given.reading, given.mentions, given.keys)
    assert np.allclose(back.vectors, given.vectors, atol=1e-3)
    assert store.unlinked(10) == ["r1"]
    assert store.reading("r1") == given.reading


def test_what_no_database_takes_is_kept_all_the_same(
    store: SqlStore, run: Run, invented: ModuleType
) -> None:
    text = "The \x00 dam \ud800 holds, the mayor said."
    given = added(store, invented.entry(invented.report("odd", text), "dam \ud800 holds"), run)
    store.write(Linked((claim_of("c1", *given.mentions),)), ["odd"], run)
    assert store.reading("odd") == given.reading
    assert store.entries(["odd"])[0].mentions == given.mentions
    assert store.claim("c1").mentions == given.mentions
    assert [hit.start for hit in store.search("holds", 5)] == [given.mentions[0].span.start]
    assert store.check() == ()


def test_the_same_content_is_known_under_any_name(
    store: SqlStore, run: Run, invented: ModuleType
) -> None:
    given = added(store, invented.numbered(1), run)
    other_name = replace(given.reading, report=replace(given.reading.report, id="elsewhere"))
    assert store.find(other_name) == ("r1", "r1", None)
    assert not store.add(given, None, run)
    assert [card.id for card in store.reports()] == ["r1"]


def test_another_report_of_the_same_name_gets_a_name_of_its_own(
    store: SqlStore, run: Run, invented: ModuleType
) -> None:
    added(store, invented.numbered(1), run)
    other = Reading(invented.report("r1", "Another text altogether.", outlet="Radio Sund"))
    held, name, supersedes = store.find(other)
    assert held is None and supersedes is None
    assert name[:3] == "r1~" and len(name) == 9


def test_a_changed_text_is_a_new_version(store: SqlStore, run: Run, invented: ModuleType) -> None:
    def version(text: str, id: str, url: str | None) -> Reading:
        return Reading(replace(invented.report(id, text), url=url))

    first = version("The dam holds.", "a", "https://vale.example/dam")
    store.add(Entry(first, (), invented.direction("x")[:0].reshape(0, 8), {}), None, run)
    second = version("The dam broke.", "b", "https://vale.example/dam")
    assert store.find(second) == (None, "b", "a")
    unnamed = version("No address yet.", "c", None)
    store.add(Entry(unnamed, (), invented.direction("x")[:0].reshape(0, 8), {}), None, run)
    held, name, supersedes = store.find(version("No address still.", "c", None))
    assert (held, supersedes) == (None, "c") and name.startswith("c~")
    changed = replace(unnamed, report=replace(unnamed.report, id=name, text="No address still."))
    store.add(Entry(changed, (), invented.direction("x")[:0].reshape(0, 8), {}), "c", run)
    assert store.find(version("No address at last.", "c", None))[2] == name
    assert [card.supersedes for card in store.reports()] == [None, None, "c"]


def test_neighbours_share_most_weight_and_popular_keys_only_tell_where_nothing_else_does(
    store: SqlStore, run: Run, invented: ModuleType
) -> None:
    for number in range(3):
        one = replace(invented.numbered(number), keys={"dam": 0.1, f"pump{number}": 0.9})
        added(store, one, run)
    assert store.neighbours({"dam": 1.0}, 5) == []
    store.write(Linked(), ["r0", "r1", "r2"], run)
    assert store.neighbours({"dam": 0.5, "pump1": 0.5}, 2)[0] == "r1"
    assert set(store.neighbours({"dam": 0.5}, 5)) == {"r0", "r1", "r2"}
    assert store.neighbours({"unheard": 1.0, "\x00": 1.0}, 5) == []


def test_what_is_known_around_reports_is_complete(
    store: SqlStore, run: Run, invented: ModuleType
) -> None:
    one = added(store, invented.numbered(1), run)
    two = added(store, invented.numbered(2), run)
    three = added(store, invented.numbered(3), run)
    shared = claim_of("c1", one.mentions[0], replace(two.mentions[0], origin="o-mayor"), story="s1")
    alone = claim_of("c2", three.mentions[1])
    copied = Derivation("r2", "r1", Debt.REPRINTS, 0.9, (Reason("text", 2.0),), (("a", "b"),))
    story = Story("s1", "Dam", ("r1", "r2"))
    linked = Linked((shared, alone), (), (invented.MAYOR,), (copied,), (), (story,))
    store.write(linked, ["r1", "r2", "r3"], run)
    known = store.known(["r1"])
    assert [entry.id for entry in known.entries] == ["r1"]
    assert known.claims == (shared,)
    assert sorted(known.vectors) == ["r1:0", "r2:0"]
    assert known.origins == (invented.MAYOR,)
    assert known.stories == (story,)
    assert known.derivations == ()
    assert store.known(["r1", "r2"]).derivations == (copied,)
    assert store.entries(["r2"])[0].mentions == two.mentions, "as made ready, not as linked"


def test_linking_again_replaces_and_what_went_to_others_is_gone(
    store: SqlStore, run: Run, invented: ModuleType
) -> None:
    one = added(store, invented.numbered(1), run)
    two = added(store, invented.numbered(2), run)
    apart = (claim_of("c1", one.mentions[0]), claim_of("c2", two.mentions[0]))
    store.write(Linked(apart, origins=(Origin("o1", "x", Kind.NONE_GIVEN),)), ["r1"], run)
    denied = replace(two.mentions[0], stance=Stance.DENIES, origin="o-mayor")
    backing = Backing(invented.MAYOR, (denied.id,), (Stance.DENIES,), False, "denies it")
    joined = claim_of("c1", one.mentions[0], denied, backings=(backing,))
    store.write(Linked((joined,), ("c2",), (invented.MAYOR,)), ["r2"], run)
    assert store.claim("c1") == joined
    with pytest.raises(NotFound, match="c2"):
        store.claim("c2")
    (summary,) = store.claims(ClaimQuery())
    assert (summary.mentions, summary.reports, summary.denials) == (2, 2, 1)
    assert [(o.name, o.denies) for o in store.origins()] == [("Ilse Tamber", 1)]
    assert store.check() == ()


def test_a_story_has_the_reports_it_was_given_last(
    store: SqlStore, run: Run, invented: ModuleType
) -> None:
    for number in range(3):
        added(store, invented.numbered(number), run)
    stories = (Story("s1", "Dam", ("r0", "r1")), Story("s2", "Pumps", ("r2",)))
    store.write(Linked(stories=stories), ["r0", "r1", "r2"], run)
    assert [story.id for story in store.stories()] == ["s2", "s1"], "the latest first"
    store.write(Linked(stories=(Story("s1", "Dam", ("r0", "r1", "r2")),)), ["r2"], run)
    assert [story.reports for story in store.stories()] == [("r0", "r1", "r2")]
    store.write(Linked(stories=(Story("s1", "Dam", ("r0",)),)), ["r2"], run)
    assert [story.reports for story in store.stories()] == [("r0",)]


def test_a_write_that_fails_leaves_everything_as_it_was(
    store: SqlStore, run: Run, invented: ModuleType
) -> None:
    one = added(store, invented.numbered(1), run)
    strange = replace(one.mentions[0], id="nowhere:0")
    story = Story("s1", "Dam", ("r1",))
    with pytest.raises(LedgerError, match="nowhere:0"):
        store.write(Linked((claim_of("c1", strange),), stories=(story,)), ["r1"], run)
    assert list(store.claims(ClaimQuery())) == [] and list(store.stories()) == []
    assert store.unlinked(5) == ["r1"]


def test_a_trace_has_reports_debts_and_circles(
    store: SqlStore, run: Run, invented: ModuleType
) -> None:
    entries = [added(store, invented.numbered(n), run) for n in range(3)]
    copied = Derivation("r1", "r0", Debt.CITES, 0.8)
    circle = Loop(("r1", "r0"), (Reason("cites", 1.0, "reported"),))
    shared = claim_of("c1", *(entry.mentions[0] for entry in entries))
    linked = Linked((shared,), derivations=(copied,), loops=(circle, Loop(("r0", "r1"))))
    store.write(linked, ["r0", "r1", "r2"], run)
    trace = store.trace("c1")
    assert trace.claim == shared
    assert [card.id for card in trace.reports] == ["r0", "r1", "r2"]
    assert trace.reports[0].mentions == 2
    assert trace.derivations == (copied,)
    assert len(trace.loops) == 1, "one circle, wherever one enters it"
    assert store.claim("c").id == "c1", "a unique beginning is enough"


def test_claims_are_filtered(store: SqlStore, run: Run, invented: ModuleType) -> None:
    one, two = (added(store, invented.numbered(n), run) for n in (1, 30))
    backing = Backing(invented.MAYOR, ("r1:0",), (Stance.ASSERTS,), True, "named")
    clash = Conflict("figure", "r1:0", "r1:0", ("1", "2"), "both cannot hold")
    held = replace(one.mentions[0], origin="o-mayor")
    first = claim_of("c1", held, backings=(backing,), conflicts=(clash,), story="s1")
    doubted = replace(two.mentions[0], stance=Stance.DOUBTS, source_name="Radio Vönn")
    second = claim_of("c2", doubted)
    story = Story("s1", "Dam 100% safe", ("r1",))
    store.write(Linked((first, second), (), (invented.MAYOR,), stories=(story,)), ["r1"], run)

    def found(**wanted: object) -> list[str]:
        return [c.id for c in store.claims(ClaimQuery(**wanted))]  # type: ignore[arg-type]

    day = invented.START.date()
    assert found() == ["c1", "c2"]
    assert found(story="s1") == found(story="dam 100%") == found(origins=1) == ["c1"]
    assert found(story="%") == []
    assert found(outlet="OUTLET 1") == found(source="tamber") == found(conflicting=True) == ["c1"]
    assert found(source="radio vÖnn") == found(stance=Stance.DOUBTS) == ["c2"]
    assert found(until=day) == ["c1"] and found(since=day + timedelta(days=1)) == ["c2"]
    assert found(since=date(2031, 5, 1)) == ["c1", "c2"]
    assert found(text="gate -3") == ["c1"] and found(text="?!") == []
    assert found(sort="latest") == ["c2", "c1"] and found(limit=1) == ["c1"]
    with pytest.raises(LedgerError, match="sorted"):
        found(sort="colour")


def test_resetting_leaves_reports_and_judgements(
    store: SqlStore, run: Run, invented: ModuleType
) -> None:
    one = added(store, invented.numbered(1), run)
    linked = replace(one.mentions[0], origin="o-mayor", stance=Stance.DENIES)
    store.write(Linked((claim_of("c1", linked),), origins=(invented.MAYOR,)), ["r1"], run)
    store.judge(Judgement(0, "note", ("c1",), "ada", invented.START, "odd"))
    store.reset(run)
    assert list(store.claims(ClaimQuery())) == [] and list(store.origins()) == []
    assert store.unlinked(5) == ["r1"]
    assert store.entries(["r1"])[0].mentions == one.mentions
    assert len(list(store.judgements())) == 1
    assert store.check() == ()


def test_a_run_goes_on_until_something_changes(store: SqlStore) -> None:
    first = store.begin_run("0.2.0", "m1", "{}")
    assert store.begin_run("0.2.0", "m1", "{}") == first
    other = store.begin_run("0.2.0", "m2", "{}")
    assert other.id != first.id
    assert store.begin_run("0.2.0", "m1", "{}").id not in (first.id, other.id)


def test_judgements_are_appended_and_an_undo_can_be_undone(
    store: SqlStore, invented: ModuleType
) -> None:
    def judged(verb: str, *subjects: str) -> Judgement:
        return store.judge(Judgement(0, verb, subjects, "ada", invented.START, "a note"))

    first = judged("same", "r1:0", "r2:0")
    judged("not-same", "r1:1", "r2:1")
    assert store.known([]).together == {("r1:0", "r2:0")}
    assert store.known([]).apart == {("r1:1", "r2:1")}
    undo = judged("undo", str(first.id))
    assert store.known([]).together == frozenset()
    assert [one.undone for one in store.judgements()] == [True, False, False]
    judged("undo", str(undo.id))
    assert store.known([]).together == {("r1:0", "r2:0")}
    assert [one.id for one in store.judgements()] == [1, 2, 3, 4]


def test_who_links_from_what_has_changed_is_told(
    store: SqlStore, run: Run, invented: ModuleType, location: str
) -> None:
    one = added(store, invented.numbered(1), run)
    other = open_store(location)
    try:
        waiting = store.unlinked(5)
        store.known([])
        assert other.unlinked(5) == waiting
        other.write(Linked((claim_of("c1", one.mentions[0]),)), waiting, run)
        with pytest.raises(Overtaken, match="meanwhile"):
            store.write(Linked((claim_of("c9", one.mentions[0]),)), waiting, run)
        assert store.unlinked(5) == []
        assert [claim.id for claim in store.claims(ClaimQuery())] == ["c1"]
    finally:
        other.close()
    for _ in range(2):
        store.known(["r1"])
        store.write(Linked((claim_of("c1", *one.mentions),)), ["r1"], run)


def test_cards_and_items_are_some_reports_without_their_texts(
    store: SqlStore, run: Run, invented: ModuleType
) -> None:
    two, one = added(store, invented.numbered(2), run), added(store, invented.numbered(1), run)
    store.write(Linked(stories=(Story("s1", "Dam", ("r1",)),)), ["r1"], run)
    assert [card.id for card in store.cards(["r2", "r1", "none"])] == ["r1", "r2"]
    (item,) = store.items(["r1", "none"])
    assert (item.keys, item.story) == (one.keys, "s1")
    assert item.published == one.reading.report.published
    assert store.items([two.id])[0].story is None


def test_what_is_not_there_is_said(store: SqlStore) -> None:
    for ask in (store.claim, store.trace, store.reading, lambda id: store.entries([id])):
        with pytest.raises(NotFound, match="none-such"):
            ask("none-such")


def test_many_claims_read_at_a_time_are_those_read_alone(
    store: SqlStore, invented: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    invented.add(store, 0, 13)
    monkeypatch.setattr(listing, "_AT_ONCE", 4)
    for query in (ClaimQuery(), ClaimQuery(sort="latest", limit=6), ClaimQuery(text="pump")):
        ids = [claim.id for claim in store.claims(query)]
        assert ids
        assert list(store.complete(query)) == [store.claim(id) for id in ids]
        assert list(store.traces(query)) == [store.trace(id) for id in ids]
