"""Stories: which reports are about one running matter."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from reportedly.link.stories import Item, gather, likeness, report_keys
from reportedly.model import Reading, Report

DAY = datetime(2033, 4, 2, 9, tzinfo=UTC)

FERRY = """Ferry Ansgard runs aground off Kelmouth

The ferry Ansgard struck the Kelmouth skerries on Sunday and 212 passengers were taken off by
lifeboats. Captain Ilse Torvik said the Ansgard's steering had failed near the skerries."""

FERRY_LATER = """Ansgard's steering was repaired twice, says union

The seamen's union said on Tuesday the Ansgard's steering had been repaired twice before the ferry
struck the Kelmouth skerries. Captain Ilse Torvik has been questioned by the Kelmouth police."""

MINE = """Gas alarm closes Dorrick pit

The Dorrick colliery was closed on Sunday when a gas alarm sounded below the Harrow seam. Managers
sent 340 miners home and called in the Mines Inspectorate, said manager Otto Breck."""


def item(id: str, text: str, days: float = 0, story: str | None = None) -> Item:
    keys = report_keys(Reading(Report(id, text)))
    return Item(id, keys, DAY + timedelta(days=days), story)


def test_reports_on_one_matter_are_one_story() -> None:
    placed = gather([item("a", FERRY), item("b", MINE), item("c", FERRY_LATER, 2)])
    assert placed["a"] == placed["c"] != placed["b"]


def test_a_story_keeps_its_id_as_reports_arrive() -> None:
    known = item("a", FERRY, story="s1")
    assert gather([known, item("c", FERRY_LATER, 2)]) == {"a": "s1", "c": "s1"}


def test_time_parts_what_words_join() -> None:
    near, far = likeness([item("a", FERRY), item("b", FERRY_LATER, 2)])[0, 1], 0.0
    far = likeness([item("a", FERRY), item("b", FERRY_LATER, 64)])[0, 1]
    assert far < near / 32


def test_a_person_moves_a_report() -> None:
    reports = [item("a", FERRY, story="s1"), item("b", MINE, story="s2")]
    assert gather(reports, {"b": "s1"}) == {"a": "s1", "b": "s1"}


def test_reports_without_a_date_are_placed_by_their_words() -> None:
    keys = report_keys(Reading(Report("a", FERRY)))
    placed = gather([Item("a", keys, None), item("c", FERRY_LATER, 2), item("b", MINE)])
    assert placed["a"] == placed["c"] != placed["b"]


def test_the_same_reports_get_the_same_ids() -> None:
    reports = [item("a", FERRY), item("b", MINE), item("c", FERRY_LATER, 2)]
    assert gather(reports) == gather(reports[::-1])


def test_keys_are_of_unit_length_and_bounded() -> None:
    keys = report_keys(Reading(Report("a", FERRY * 50)))
    assert len(keys) <= 60
    assert abs(sum(w * w for w in keys.values()) - 1) < 1e-6
    assert report_keys(Reading(Report("e", "!!!"))) == {}
