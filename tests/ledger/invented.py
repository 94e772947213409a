"""Invented reports, made ready and linked by hand; no model runs.

As a script it adds reports to a ledger and links them, one at a time, saying which are done:
``python invented.py LEDGER FIRST COUNT``. The fault tests run it, and kill it.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np

from reportedly.ledger.faults import Overtaken
from reportedly.ledger.opening import open_store
from reportedly.ledger.store import Store
from reportedly.link import Entry, Linked
from reportedly.model import (
    Attribution,
    Backing,
    Claim,
    Form,
    Kind,
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

WIDTH = 8
START = datetime(2031, 5, 1, 9, tzinfo=UTC)
MAYOR = Origin("o-mayor", "Ilse Tamber", Kind.NAMED_PERSON)
STORY = Story("s1", "Dam at Orrin Vale", ())


def report(id: str, text: str, outlet: str | None = "The Vale Courier", hour: int = 0) -> Report:
    """A report of an outlet, published some hours after the first."""
    published = START + timedelta(hours=hour)
    return Report(id, text, outlet, published, headline=f"From {outlet}", language="en")


def entry(given: Report, *contents: str) -> Entry:
    """A report made ready: each of ``contents`` is said by the mayor in it."""
    attributions, mentions = [], []
    for number, words in enumerate(contents):
        start = given.text.index(words)
        span = given.span(start, start + len(words))
        cue = _word(given, "said")
        attributions.append(Attribution(f"a{number + 1}", (), (cue,), (span,), Form.INDIRECT))
        mentions.append(
            Mention(
                f"{given.id}:{number}",
                given.id,
                span,
                Voice.ATTRIBUTED,
                Stance.ASSERTS,
                f"a{number + 1}",
                source_name="Ilse Tamber",
                source_kind=Kind.NAMED_PERSON,
            )
        )
    keys = {word.strip(".,").lower(): 0.25 for word in given.text.split() if len(word) > 3}
    vectors = np.stack([direction(m.span.text) for m in mentions]) if mentions else _none()
    return Entry(Reading(given, tuple(attributions)), tuple(mentions), vectors, keys)


def direction(words: str) -> np.ndarray:
    """A unit vector that tells words apart by their letters."""
    counts = np.zeros(WIDTH, np.float32)
    for character in words:
        counts[ord(character) % WIDTH] += 1
    return counts / np.linalg.norm(counts)


def numbered(number: int) -> Entry:
    """The report of this number: two mentions, one of them shared by all reports of its ten."""
    text = f"The dam holds at gate {number // 10}, the mayor said. Pump {number} failed, she said."
    given = report(f"r{number}", text, outlet=f"Outlet {number % 7}", hour=number)
    return entry(given, f"The dam holds at gate {number // 10}", f"Pump {number} failed")


def linked_by_words(store: Store, new: Entry) -> Linked:
    """What linking one report changes, where the same words are the same claim."""
    known = store.known(store.neighbours(new.keys, 40))
    held = {claim.label: claim for claim in known.claims}
    changed = []
    for mention in (replace(m, origin=MAYOR.id) for m in new.mentions):
        label = mention.span.text
        before = held.get(label)
        theirs = (*(before.mentions if before else ()), mention)
        ids = tuple(m.id for m in theirs)
        backing = Backing(MAYOR, ids, (Stance.ASSERTS,), True, "a named person, counted once")
        why = tuple((id, ids[0], (Reason("same words", 3.0, label),)) for id in ids[1:])
        name = before.id if before else f"c-{mention.id}"
        changed.append(Claim(name, label, theirs, (backing,), story=STORY.id, reasons=why))
    members = {id for story in known.stories for id in story.reports} | {new.id}
    story = Story(STORY.id, STORY.label, tuple(sorted(members)))
    return Linked(tuple(changed), origins=(MAYOR,), stories=(story,))


def add(store: Store, first: int, count: int) -> None:
    """Add reports and link all that wait, as often as needed."""
    run = store.begin_run("0.2.0", "by hand", "{}")
    for number in range(first, first + count):
        one = numbered(number)
        held, name, supersedes = store.find(one.reading)
        if held is None:
            assert name == one.id
            store.add(one, supersedes, run)
        print(one.id, flush=True)
    while waiting := store.unlinked(1):
        try:
            (new,) = store.entries(waiting)
            store.write(linked_by_words(store, new), waiting, run)
        except Overtaken:
            continue


def _word(given: Report, word: str) -> Span:
    start = given.text.index(word)
    return given.span(start, start + len(word))


def _none() -> np.ndarray:
    return np.zeros((0, WIDTH), np.float32)


if __name__ == "__main__":
    opened = open_store(sys.argv[1] if "://" in sys.argv[1] else Path(sys.argv[1]))
    add(opened, int(sys.argv[2]), int(sys.argv[3]))
    opened.close()
