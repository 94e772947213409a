"""The shipped model through the whole of extraction: offsets hold on any text whatever."""

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.errors import ModelError
from reportedly.extract import extract, extract_many, load_tagger
from reportedly.extract.tagger import OnnxTagger
from reportedly.model import Failure, Form, Reading, Report, Span, paragraphs


@cache
def tagger() -> OnnxTagger:
    return load_tagger(threads=1)


def read(text: str) -> Reading:
    return extract(Report("r", text), tagger())


def words_of(reading: Reading) -> list[tuple[str, str, str]]:
    return [
        tuple(" ".join(s.text for s in getattr(a, role)) for role in ("source", "cue", "content"))
        for a in reading.attributions
    ]


def test_a_plain_sentence_is_read() -> None:
    text = "The dam at Corrie Falls held through the night, the regional governor said on Monday."
    ((source, cue, content),) = words_of(read(text))
    assert "the regional governor" in source and "said" in cue
    assert content == "The dam at Corrie Falls held through the night"


PIECES = st.sampled_from(
    "The mayor said |“We saw it,” |she told the Herald. |according to |1,000 men|“|É|👩‍🚒 ".split(
        "|"
    )
    + 'שלום |ﬁ|…| |.|"|\n\n|\u202e|\x00|\ud800|\u2028|\r\n'.split("|")
)


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=25).map("".join) | st.text(max_size=200))
def test_offsets_hold_on_any_text(text: str) -> None:
    reading = read(text)
    for attribution in reading.attributions:
        assert attribution.cue and attribution.content
        for span in attribution.source + attribution.cue + attribution.content:
            assert text[span.start : span.end] == span.text
            assert span.text == span.text.strip()


def test_reading_together_is_reading_one_by_one() -> None:
    texts = [
        "The ferry sank in minutes, a survivor told the Herald of Tolmin.",
        "“Nobody warned us,” said Ana Veil, who lost her house. “Nobody.”",
        "Rain is expected on Sunday.",
    ]
    reports = [Report(f"r{i}", text) for i, text in enumerate(texts)]
    failure = Failure("gone.txt", ValueError("no such file"))
    together = list(extract_many([reports[0], failure, *reports[1:]], tagger()))
    assert together[1] is failure
    alone = [extract(r, tagger()) for r in reports]
    assert [words_of(r) for r in together if isinstance(r, Reading)] == [words_of(r) for r in alone]


class Breaking:
    """A tagger with a defect that one text shows."""

    def __init__(self, tagger: OnnxTagger, words: int) -> None:
        self.tokenizer, self.heads, self.inner, self.words = (
            tagger.tokenizer,
            tagger.heads,
            tagger,
            words,
        )

    threads = 2

    def alone(self):
        return self

    def score(self, windows):
        if any(len(w.first) == self.words for w in windows):
            raise RuntimeError("a defect")
        return self.inner.score(windows)


def test_a_defect_costs_only_the_report_that_shows_it() -> None:
    reports = [
        Report("a", "Nobody was hurt, police said."),
        Report("b", "This one has exactly nine words in it, nine."),
        Report("c", "The dam is safe, the mayor said."),
    ]
    words = len("This one has exactly nine words in it , nine .".split())
    results = list(extract_many(reports, Breaking(tagger(), words)))
    assert [type(r) for r in results] == [Reading, Failure, Reading]
    assert results[1].where == "b"


def test_furniture_and_captions_yield_nothing() -> None:
    caption = "Mayor Ilse Tarn said the bridge was safe. (Photo: Dalm Agency)"
    text = f"{caption}\n\nThe bridge fell on Monday, police said."
    report = Report("r", text, captions=(Span.of(text, 0, len(caption)),))
    reading = extract(report, tagger())
    assert [c for _, _, c in words_of(reading)] == ["The bridge fell on Monday"]


def test_a_very_long_line_is_read_to_its_end() -> None:
    sentences = (f"Pier {i} was closed on Tuesday, the port authority said. " for i in range(1500))
    text = "".join(sentences)
    reading = read(text)
    assert len(paragraphs(text)) == 1
    places = [a.content[0].start * 50 // len(text) for a in reading.attributions]
    assert set(places) == set(range(50)), "a stretch of the line was left out"


def test_nested_attributions_name_the_one_they_stand_in() -> None:
    text = (
        "The minister told parliament that the envoy had said the shipment would "
        "arrive in Port Selle before the end of the month."
    )
    reading = read(text)
    inner = [a for a in reading.attributions if a.nested_in]
    assert [a.source[0].text for a in inner] == ["the envoy"]
    outer = next(a for a in reading.attributions if a.id == inner[0].nested_in)
    assert outer.source[0].text == "The minister"


def test_a_quote_after_a_quote_carries_its_source_over() -> None:
    text = (
        "“The pumps failed at four in the morning,” said Quill Ostrander, the harbour master.\n\n"
        "“Nobody picked up the telephone until noon.”"
    )
    reading = read(text)
    assert [a.form for a in reading.attributions] == [Form.DIRECT, Form.DIRECT]
    first, second = reading.attributions
    assert (first.source, first.cue) == (second.source, second.cue)
    assert second.content[0].text == "“Nobody picked up the telephone until noon.”"


def test_a_dateline_is_no_part_of_what_is_said() -> None:
    text = "PORT SELLE, May 19 (BPA) — A ferry sank in the harbour on Monday, the coast guard said."
    assert [c for _, _, c in words_of(read(text))] == ["A ferry sank in the harbour on Monday"]


def test_a_folder_without_a_model_is_said_in_one_line(tmp_path) -> None:
    with pytest.raises(ModelError, match=r"heads\.json is missing"):
        load_tagger(tmp_path)
