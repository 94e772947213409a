from __future__ import annotations

from types import ModuleType

import pytest

from reportedly.ledger.search import place_of, terms_of
from reportedly.ledger.sql_store import SqlStore
from reportedly.link import Linked
from reportedly.model import Claim

HOSTILE = ['"', "-", "*", '"a', 'x" OR "', "'); drop table reports", "NEAR(a b)", "a AND", "-x"]
HOSTILE += ["\0\ud800 a", '"""', "a:b", "!&| (", "^a", "a -- b", "{}", "\\", "ab" * 9000, "%", " "]


@pytest.fixture
def filled(store: SqlStore, invented: ModuleType) -> SqlStore:
    run = store.begin_run("0.2.0", "by hand", "{}")
    texts = {
        "r1": "The old dam at Orrin holds 4,000 tonnes,\nthe mayor said. Engineers were away.",
        "r2": "A pump failed at the dam, the mayor said. Nobody explained the leaking gates.",
        "r3": "Café owners closed early. An exhibition opened, the curator said.",
    }
    contents = {"r1": "The old dam at Orrin holds 4,000 tonnes", "r2": "A pump failed at the dam"}
    for hour, (id, text) in enumerate(texts.items()):
        given = invented.report(id, text, hour=hour)
        store.add(invented.entry(given, *([contents[id]] if id in contents else [])), None, run)
    (entry,) = store.entries(["r1"])
    claim = Claim("c1", entry.mentions[0].span.text, entry.mentions)
    store.write(Linked((claim,)), list(texts), run)
    return store


def found(store: SqlStore, words: str) -> list[str]:
    return sorted(hit.report.id for hit in store.search(words, 10))


def test_words_phrases_beginnings_and_absences(filled: SqlStore) -> None:
    assert found(filled, "dam") == ["r1", "r2"]
    assert found(filled, "dam -pump") == ["r1"]
    assert found(filled, "DAM pumps") == ["r2"], "endings and case do not matter"
    assert found(filled, '"old dam"') == ["r1"] and found(filled, '"dam old"') == []
    assert found(filled, "exhib*") == ["r3"] and found(filled, "-dam") == []
    assert found(filled, "4,000") == ["r1"]


def test_a_hit_is_the_mention_or_else_the_place_in_the_report(filled: SqlStore) -> None:
    (hit,) = filled.search("orrin", 5)
    text = filled.reading("r1").report.text
    assert text[hit.start : hit.end] == "The old dam at Orrin holds 4,000 tonnes"
    assert (hit.claim, hit.report.mentions) == ("c1", 1)
    assert "\n" not in hit.snippet and "tonnes, the mayor" in hit.snippet
    (hit,) = filled.search("leak", 5)
    assert filled.reading("r2").report.text[hit.start : hit.end] == "leaking"
    assert hit.claim is None


def test_mentions_come_before_reports_that_only_hold_the_words(filled: SqlStore) -> None:
    hits = list(filled.search("hold*", 5)) + list(filled.search("mayor -pump", 5))
    assert [(hit.report.id, hit.claim) for hit in hits] == [("r1", "c1"), ("r1", None)]
    assert hits[0].score > 1 > hits[1].score > 0
    assert len(list(filled.search("dam", 1))) == 1 and not list(filled.search("dam", 0))


@pytest.mark.parametrize("typed", HOSTILE)
def test_nothing_typed_is_an_error(filled: SqlStore, typed: str) -> None:
    assert all(hit.start <= hit.end for hit in filled.search(typed, 5))


def test_terms() -> None:
    (phrase, word, start) = terms_of('"the dam" -gate exhib*')
    assert (phrase.words, word.without, start.prefix) == (("the", "dam"), True, True)
    assert terms_of("") == terms_of("-") == terms_of('""') == ()
    assert len(terms_of("word " * 500)) == 40


def test_a_place_is_found_without_its_accents() -> None:
    assert place_of("Two cafés closed.", terms_of("cafe")) == (4, 9)
    assert place_of("Nothing here.", terms_of("headline")) == (0, 0)


def test_similar_mentions_are_the_nearest_first(filled: SqlStore, invented: ModuleType) -> None:
    hits = list(filled.similar(list(invented.direction("A pump failed at the dam")), 2))
    assert [hit.report.id for hit in hits] == ["r2", "r1"]
    assert hits[0].score == pytest.approx(1.0, abs=0.01) and hits[1].claim == "c1"
    assert not list(filled.similar([0.0] * 8, 3)) and not list(filled.similar([1.0] * 9, 3))
