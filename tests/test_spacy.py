"""The spaCy component, with a small reader of its own and, where the model is there, with it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from reportedly.errors import ModelError, ReadError
from reportedly.model import (
    Attribution,
    Failure,
    Figure,
    Form,
    Hop,
    Kind,
    Party,
    Reading,
    Report,
    Stance,
    When,
)

spacy = pytest.importorskip("spacy", reason="needs the spacy extra")

from spacy.tokens import DocBin  # noqa: E402
from spacy.training import Example  # noqa: E402

from reportedly.spacy import SPAN_KEYS, Attributor  # noqa: E402

TEXT = "The harbour was shut. Ida Brenn said the crane had failed. Nobody was hurt."
_SAID = re.compile(r"(?P<source>[A-Z]\w+ [A-Z]\w+) (?P<cue>said) (?P<content>[^.]+)")


def read_said(reports: Iterable[Report | Failure]) -> Iterator[Reading | Failure]:
    """Reads "First Last said …" and nothing else; a text that holds "spoiled" fails."""
    for report in reports:
        assert isinstance(report, Report)
        if "spoiled" in report.text:
            yield Failure(report.id, ReadError(report.id, "the text is spoiled"))
            continue
        found = [
            Attribution(
                f"a{n}",
                *((report.span(*m.span(role)),) for role in ("source", "cue", "content")),
                form=Form.INDIRECT,
                score=0.75,
            )
            for n, m in enumerate(_SAID.finditer(report.text), 1)
        ]
        yield Reading(report, tuple(found))


@pytest.fixture
def nlp() -> Any:
    """An English tokenizer with the component, reading by the rule above."""
    pipeline = spacy.blank("en")
    pipeline.add_pipe("reportedly").reader = read_said
    return pipeline


def spans_of(doc: Any) -> dict[str, list[tuple[str, str, str]]]:
    return {
        role: [(span.text, span.label_, span.id_) for span in doc.spans[key]]
        for role, key in SPAN_KEYS.items()
    }


EXPECTED = {
    "source": [("Ida Brenn", "source", "a1")],
    "cue": [("said", "cue", "a1")],
    "content": [("the crane had failed", "content", "a1")],
}


def test_fills_spans_and_plain_data(nlp: Any) -> None:
    doc = nlp(TEXT)
    assert spans_of(doc) == EXPECTED
    (attribution,) = doc._.attributions
    assert attribution["id"] == "a1"
    assert [TEXT[s:e] for s, e in attribution["content"]] == ["the crane had failed"]
    assert attribution["form"] == "indirect" and attribution["score"] == 0.75


@pytest.mark.parametrize("text", ["The harbour was shut.", "", " \n "])
def test_a_text_without_attributions_gives_empty_groups(nlp: Any, text: str) -> None:
    doc = nlp(text)
    assert spans_of(doc) == {"source": [], "cue": [], "content": []}
    assert doc._.attributions == []


def test_an_unread_document_has_no_attributions() -> None:
    assert spacy.blank("en")(TEXT)._.attributions == []


def test_characters_inside_a_token_give_the_whole_token() -> None:
    def read_one(reports: Iterable[Report | Failure]) -> Iterator[Reading | Failure]:
        for report in reports:
            assert isinstance(report, Report)
            cut = Attribution("a1", (), (report.span(6, 9),), (report.span(1, 5),), Form.DIRECT)
            yield Reading(report, (cut,))

    pipeline = spacy.blank("en")
    pipeline.add_pipe("reportedly").reader = read_one
    doc = pipeline("(Rain)says")
    assert doc.spans["reportedly.source"] == [] or not doc.spans["reportedly.source"]
    for role in ("cue", "content"):
        (span,) = doc.spans[SPAN_KEYS[role]]
        ((start, end),) = doc._.attributions[0][role]
        assert span.start_char <= start and end <= span.end_char


@pytest.mark.parametrize("n_process", [1, 2])
def test_pipe_keeps_order_and_annotates_each(nlp: Any, n_process: int) -> None:
    names = ["Ida Brenn", "Tom Quist", "Ana Velde", "Joss Marek", "Lea Torvik"]
    texts = [TEXT.replace("Ida Brenn", name) for name in names]
    docs = list(nlp.pipe(texts, n_process=n_process, batch_size=2))
    assert [doc.text for doc in docs] == texts
    assert [doc.spans["reportedly.source"][0].text for doc in docs] == names
    assert [doc._.attributions[0]["id"] for doc in docs] == ["a1"] * 5


def test_pipe_draws_documents_as_it_goes(nlp: Any) -> None:
    drawn = []

    def texts() -> Iterator[str]:
        for number in range(1000):
            drawn.append(number)
            yield TEXT

    next(iter(nlp.pipe(texts(), batch_size=1)))
    assert len(drawn) < 10


def test_a_failure_is_raised_by_default_and_can_be_handled(nlp: Any) -> None:
    texts = [TEXT, "spoiled", TEXT]
    with pytest.raises(ReadError, match="the text is spoiled"):
        list(nlp.pipe(texts))
    failed = []
    nlp.set_error_handler(lambda name, pipe, docs, error: failed.append((docs[0].text, error)))
    docs = list(nlp.pipe(texts))
    assert [doc.text for doc in docs] == [TEXT, TEXT]
    assert all(spans_of(doc) == EXPECTED for doc in docs)
    assert [text for text, _ in failed] == ["spoiled"]


def test_annotations_survive_bytes_and_docbin(nlp: Any) -> None:
    doc = nlp(TEXT)
    again = spacy.tokens.Doc(spacy.blank("en").vocab).from_bytes(doc.to_bytes())
    assert spans_of(again) == EXPECTED and again._.attributions == doc._.attributions
    data = DocBin(docs=[doc], store_user_data=True).to_bytes()
    (stored,) = DocBin().from_bytes(data).get_docs(spacy.blank("en").vocab)
    assert spans_of(stored) == EXPECTED
    # spaCy gives lists back as tuples here
    assert json.dumps(stored._.attributions) == json.dumps(doc._.attributions)


def test_the_pipeline_survives_disk_and_bytes_with_its_settings(tmp_path: Path) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("reportedly", config={"threads": 1, "model": str(tmp_path / "none")})
    nlp.to_disk(tmp_path / "pipeline")
    restored = [spacy.load(tmp_path / "pipeline"), spacy.blank("en", config=nlp.config)]
    restored[1].from_bytes(nlp.to_bytes())
    for pipeline in restored:
        reader = pipeline.get_pipe("reportedly").reader
        assert (reader.model, reader.threads) == (tmp_path / "none", 1)


def test_a_missing_model_is_told_at_the_first_document(tmp_path: Path) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("reportedly", config={"model": str(tmp_path / "none")})
    with pytest.raises(ModelError, match="none"):
        nlp(TEXT)


def test_settings_are_checked_by_spacy() -> None:
    with pytest.raises(ValueError, match="threads"):
        spacy.blank("en").add_pipe("reportedly", config={"threads": "many"})


def test_what_it_assigns_is_declared() -> None:
    nlp = spacy.blank("en")
    component = nlp.add_pipe("reportedly")
    assert isinstance(component, Attributor)
    assert nlp.get_pipe_meta("reportedly").assigns == [
        "doc._.attributions",
        "doc._.parties",
        "doc.spans",
    ]


def test_what_is_understood_is_plain_data_that_a_docbin_keeps(nlp: Any) -> None:
    def understood(reports: Iterable[Report | Failure]) -> Iterator[Reading | Failure]:
        for reading in read_said(reports):
            assert isinstance(reading, Reading)
            span = reading.report.span(22, 31)
            (said,) = reading.attributions
            said = replace(
                said,
                stance=Stance.ASSERTS,
                party="p1",
                via=(Hop("The Quay Post", Kind.OUTLET, span, "told"),),
                figures=(Figure(span, 1e30, 40.0, "cranes"),),
                dates=(When(span, date(2026, 3, 9), None, "day"),),
            )
            party = Party("p1", Kind.NAMED_PERSON, "Ida Brenn", mentions=(span,))
            yield replace(reading, attributions=(said,), parties=(party,))

    nlp.get_pipe("reportedly").reader = understood
    doc = nlp(TEXT)
    (found,) = doc._.attributions
    assert (found["stance"], found["party"], found["via"]) == ("asserts", "p1", ["The Quay Post"])
    assert found["figures"][0]["unit"] == "cranes"
    assert found["dates"][0]["from"] == "2026-03-09"
    assert doc._.parties[0]["name"] == "Ida Brenn"
    (again,) = (
        DocBin().from_bytes(DocBin(docs=[doc], store_user_data=True).to_bytes()).get_docs(nlp.vocab)
    )
    assert json.loads(json.dumps([again._.attributions, again._.parties])) == json.loads(
        json.dumps([doc._.attributions, doc._.parties])
    )


def test_the_scorer_counts_exact_spans(nlp: Any) -> None:
    gold = nlp.make_doc(TEXT)
    gold.spans["reportedly.source"] = [gold.char_span(22, 31, label="source")]
    gold.spans["reportedly.cue"] = [gold.char_span(32, 36, label="cue")]
    gold.spans["reportedly.content"] = [gold.char_span(37, 46, label="content")]
    scores = nlp.evaluate([Example(nlp.make_doc(TEXT), gold)])
    assert scores["spans_reportedly.source_f"] == 1.0
    assert scores["spans_reportedly.cue_f"] == 1.0
    assert scores["spans_reportedly.content_f"] == 0.0


@pytest.fixture(scope="module")
def shipped() -> Any:
    """The pipeline with the model that the package ships."""
    from reportedly.extract import load_tagger

    try:
        load_tagger(threads=1)
    except ModelError as error:
        pytest.skip(f"no model: {error}")
    pipeline = spacy.blank("en")
    pipeline.add_pipe("reportedly", config={"threads": 1})
    return pipeline


REPORT = "Ida Brenn, the harbour master, said on Monday that the crane had failed."


def test_the_shipped_model_reads_a_plain_sentence(shipped: Any) -> None:
    doc = shipped(REPORT)
    (attribution,) = doc._.attributions
    assert "Ida Brenn" in doc.spans["reportedly.source"][0].text
    assert doc.spans["reportedly.cue"][0].text.startswith("said")
    assert "the crane had failed" in doc.spans["reportedly.content"][0].text
    assert 0 < attribution["score"] <= 1


def test_the_shipped_model_reads_in_workers_after_the_parent_has_loaded_it(shipped: Any) -> None:
    shipped(REPORT)
    docs = list(shipped.pipe([REPORT] * 6, n_process=2, batch_size=3))
    assert [doc._.attributions for doc in docs] == [shipped(REPORT)._.attributions] * 6
