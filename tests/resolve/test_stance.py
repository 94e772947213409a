"""Stance, hedges and second-hand marks: a table of sentences, and every pattern of the lexicon."""

from __future__ import annotations

import gzip
import json
import re
import time
from collections import Counter
from pathlib import Path

import pytest

from reportedly.model import Attribution, Form, Span, Stance
from reportedly.resolve.cues import Rule, lexicon
from reportedly.resolve.stance import Standing, stance_of

TABLE = Path(__file__).parent / "stances.txt"
_ROLE = re.compile(r"<(?P<source>[^>]*)>|\[(?P<cue>[^\]]*)\]|\{(?P<content>[^}]*)\}")


def marked(sentence: str) -> tuple[str, Attribution]:
    """A sentence without its marks, and the attribution that they stood around."""
    text, at = "", 0
    spans: dict[str, list[tuple[int, int]]] = {"source": [], "cue": [], "content": []}
    for found in _ROLE.finditer(sentence):
        text += sentence[at : found.start()]
        at = found.end()
        role = str(found.lastgroup)
        spans[role].append((len(text), len(text) + len(found[role])))
        text += found[role]
    text += sentence[at:]
    roles = (tuple(Span.of(text, *offsets) for offsets in spans[role]) for role in spans)
    return text, Attribution("a1", *roles, Form.INDIRECT)


def standing(sentence: str) -> Standing:
    return stance_of(*marked(sentence))


def cases() -> list[tuple[str, ...]]:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    rows = [line for line in lines if line and not line.startswith("#")]
    return [tuple(part.strip() for part in row.split("|")) for row in rows]


@pytest.mark.parametrize("case", cases(), ids=lambda case: case[3][:60])
def test_a_sentence_of_the_table(case: tuple[str, ...]) -> None:
    stance, hedges, secondhand, sentence = case
    found = standing(sentence)
    assert found.stance == stance, found.evidence
    assert "; ".join(span.text for span in found.hedges) == hedges
    assert "; ".join(span.text for span in found.secondhand) == secondhand


def test_the_table_is_long_enough_to_mean_something() -> None:
    rows = cases()
    assert len(rows) >= 200
    assert {row[0] for row in rows} == set(Stance)


def patterns(kind: str) -> list[Rule]:
    found = {id(r): r for rules in lexicon().rules.values() for rs in rules.values() for r in rs}
    return [rule for rule in found.values() if rule.kind == kind]


def spelt(rule: Rule) -> str:
    """Words that a pattern asks for: the first form of each, gaps left out."""
    words = []
    for part in rule.pattern.split():
        if part[0] not in "^$*+." and part[0] != "{":
            words.append(part.rstrip("~"))
        elif part[0] == "{":
            words.append(sorted(lexicon().sets[part[1:-1]])[-1])
    return " ".join(words).replace(" n't", "n't").replace(" 's", "'s")


@pytest.mark.parametrize("rule", patterns("cue"), ids=lambda rule: rule.pattern)
def test_a_cue_of_the_lexicon_answers_as_it_says(rule: Rule) -> None:
    content = "the report about the mill" if rule.otherwise else "the mill"
    found = standing(f"<They> [{spelt(rule)}] {{{content}}}.")
    assert found.stance == rule.answer, found.evidence


@pytest.mark.parametrize("rule", patterns("say"), ids=lambda rule: rule.pattern)
def test_a_pattern_for_the_content_answers_as_it_says(rule: Rule) -> None:
    found = standing(f"<They> [said] {{{spelt(rule)}}}.")
    barred = Stance.ASSERTS if rule.answer == "none" else rule.answer
    assert found.stance in (barred, Stance.DECLINES, Stance.DOUBTS), found.evidence


@pytest.mark.parametrize("rule", patterns("mark"), ids=lambda rule: rule.pattern)
def test_a_mark_is_kept_as_it_stands(rule: Rule) -> None:
    words = spelt(rule)
    found = standing(f"<They> [said] {{{words} mills had burned}}.")
    kept = {span.text for span in found.hedges + found.secondhand}
    assert bool(kept) == (rule.answer != "none"), kept
    assert all(text in words for text in kept)


def test_negated_verbs_of_speech_tell_of_silence_and_negated_verbs_of_doubt_of_none() -> None:
    assert standing("<She> [did not say] {who paid}.").stance is Stance.DECLINES
    assert standing("<Nobody at the mill> [would say] {who paid}.").stance is Stance.DECLINES
    assert standing("<She> [never doubted] {that they paid}.").stance is Stance.ASSERTS
    assert standing("<She> not only [denied] {that they paid}.").stance is Stance.DENIES


def test_the_evidence_names_the_rule_and_the_words() -> None:
    found = standing("<The mill> [has not ruled out] {more closures}.")
    assert found.evidence.answer == "stance"
    assert found.evidence.rule == "cue: rule~ out, negated"
    assert [span.text for span in found.evidence.spans] == ["ruled out"]


def test_evidence_in_a_split_quote_is_a_span_for_each_part() -> None:
    found = standing("{“Reports of a strike,”} <she> [said], {“are pure fiction.”}")
    assert found.stance is Stance.DENIES
    assert [span.text for span in found.evidence.spans] == [
        "Reports of a strike",
        "are pure fiction",
    ]


def test_an_attribution_without_cue_or_content_asserts_by_default() -> None:
    text = "Nothing to see."
    bare = Attribution("a1", (), (), (), Form.INDIRECT)
    assert stance_of(text, bare).stance is Stance.ASSERTS
    assert stance_of(text, bare).evidence.rule == "punctuation"
    assert standing("<Mayor>[:] {road to close}").evidence.rule == "punctuation"


@pytest.mark.parametrize("piece", ["not ", "7", "“", "A", "a-", "report ", "no evidence ", "’s "])
def test_time_is_linear_in_hostile_content(piece: str) -> None:
    body = piece * (400_000 // len(piece))
    began = time.process_time()
    standing(f"<They> [said] {{{body}}}")
    assert time.process_time() - began < 5


def test_every_frequent_cue_of_polnear_has_a_deliberate_stance(shared: Path) -> None:
    counted: Counter[str] = Counter()
    with gzip.open(shared / "data" / "polnear" / "train.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            report = json.loads(line)
            for a in report["attributions"]:
                cue = " ".join(report["text"][s:e] for s, e in a["cue"])
                counted[" ".join(cue.lower().split())] += 1
    frequent = [cue for cue, count in counted.items() if count >= 3 and cue[0].isalpha()]
    silent = [
        c for c in frequent if standing(f"<They> [{c}] {{the plan}}").evidence.rule == "default"
    ]
    assert silent == []
