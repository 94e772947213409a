"""The spaCy component: ``nlp.add_pipe("reportedly")``.

It fills ``doc.spans["reportedly.source"]``, ``["reportedly.cue"]`` and ``["reportedly.content"]``
with spans of whole tokens whose ``id_`` is their attribution's id, and ``doc._.attributions`` with
the attributions as plain data (the ``attributions`` of ``docs/reference/json.md``, offsets into
``doc.text``), ``doc._.parties`` with those who stand behind them. spaCy finds this module by its
``spacy_factories`` entry point and imports it with every pipeline, so nothing heavy is imported
here.
"""

# no `from __future__ import annotations`: spaCy reads the factory's signature when it is called
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, TypeAlias

from spacy.language import Language
from spacy.pipeline import Pipe
from spacy.tokens import Doc, Span
from spacy.training import Example
from spacy.util import registry

from reportedly.model import ROLES, Failure, Reading, Report, reading_to_dict

SPAN_KEYS = {role: f"reportedly.{role}" for role in ROLES}

Reader: TypeAlias = Callable[[Iterable[Report | Failure]], Iterator[Reading | Failure]]
"""Reads reports in their order, one result each."""

for _name in ("attributions", "parties"):
    if not Doc.has_extension(_name):
        Doc.set_extension(_name, default=[])


class Attributor(Pipe):
    """Finds who says what in each document.

    Args:
        name: the component's name in its pipeline.
        reader: reads the documents' texts as reports.
        scorer: measures spans against gold ones; None for no scores.
    """

    def __init__(
        self,
        name: str,
        reader: Reader,
        scorer: Callable[..., dict[str, Any]] | None = None,
    ) -> None:
        self.name = name
        self.reader = reader
        self.scorer = scorer

    def __call__(self, doc: Doc) -> Doc:
        """The same document with its attributions set."""
        return next(self.pipe([doc]), doc)

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 128) -> Iterator[Doc]:
        """The documents of ``stream`` in their order, each with its attributions set.

        ``batch_size`` is spaCy's and changes nothing: the reader makes its own batches by length.
        A document that cannot be read goes to the pipeline's error handler and is left out.
        """
        waiting: deque[Doc] = deque()
        for result in self.reader(_reports(stream, waiting)):
            doc = waiting.popleft()
            if isinstance(result, Reading):
                _annotate(doc, result)
                yield doc
            else:
                self.get_error_handler()(self.name, self, [doc], result.error)


class ModelReader:
    """Reads with the tagger's model, which is loaded at the first report.

    Args:
        model: the folder of the model; None for the one that is shipped.
        threads: how many threads the model may use in each process.
    """

    def __init__(self, model: str | None, threads: int) -> None:
        self.model = Path(model) if model is not None else None
        self.threads = threads
        self._loaded: tuple[int, Any] | None = None

    def __call__(self, reports: Iterable[Report | Failure]) -> Iterator[Reading | Failure]:
        """Each report as read, in order."""
        from reportedly.extract import extract_many, load_tagger
        from reportedly.resolve import resolve_many

        # a forked worker does not inherit the threads of its parent's session: it loads its own
        if self._loaded is None or self._loaded[0] != os.getpid():
            self._loaded = (os.getpid(), load_tagger(self.model, threads=self.threads))
        return resolve_many(extract_many(reports, self._loaded[1]))

    def __getstate__(self) -> dict[str, Any]:
        """Everything but the loaded model, which no other process can use."""
        return self.__dict__ | {"_loaded": None}


def score_attributions(examples: Iterable[Example], **kwargs: Any) -> dict[str, Any]:
    """Precision, recall and F1 of exact source, cue and content spans, as spaCy's span scorers."""
    from spacy.pipeline.spancat import spancat_score

    examples = list(examples)
    scores: dict[str, Any] = {}
    for key in SPAN_KEYS.values():
        scores |= spancat_score(examples, **kwargs | {"spans_key": key})
    return scores


def make_scorer() -> Callable[..., dict[str, Any]]:
    """The scorer as spaCy's registry makes it."""
    return score_attributions


registry.scorers.register("reportedly.scorer.v1", func=make_scorer)


@Language.factory(
    "reportedly",
    assigns=["doc._.attributions", "doc._.parties", "doc.spans"],
    default_config={
        "model": None,
        "threads": 2,
        "scorer": {"@scorers": "reportedly.scorer.v1"},
    },
    default_score_weights={f"spans_{key}_f": 1 / len(SPAN_KEYS) for key in SPAN_KEYS.values()},
)
def make_component(
    nlp: Language,
    name: str,
    model: str | None,
    threads: int,
    scorer: Callable[..., dict[str, Any]] | None,
) -> Attributor:
    """The component that ``nlp.add_pipe("reportedly", config={...})`` adds.

    Args:
        nlp: the pipeline; only its texts are used, so any language's tokenizer will do.
        name: the component's name in the pipeline.
        model: the folder of a model that ``reportedly`` trained; None for the shipped one.
        threads: how many threads the model may use in each process.
        scorer: measures spans against gold ones, for ``nlp.evaluate``.
    """
    return Attributor(name, ModelReader(model, threads), scorer)


def _reports(docs: Iterable[Doc], waiting: deque[Doc]) -> Iterator[Report]:
    """The reports of ``docs``; each document is put in ``waiting`` as its report is drawn."""
    from reportedly.ingest import IngestOptions, report_of

    options = IngestOptions()
    for number, doc in enumerate(docs):
        waiting.append(doc)
        name, text = f"document {number}", doc.text
        yield report_of(text, name, options) if text.strip() else Report(name, text)


def _annotate(doc: Doc, reading: Reading) -> None:
    data = reading_to_dict(reading)
    doc._.attributions, doc._.parties = data["attributions"], data["parties"]
    for role, key in SPAN_KEYS.items():
        doc.spans[key] = [
            span
            for attribution in reading.attributions
            for place in getattr(attribution, role)
            if (span := _tokens(doc, place.start, place.end, role, attribution.id)) is not None
        ]


def _tokens(doc: Doc, start: int, end: int, role: str, attribution: str) -> Span | None:
    """The whole tokens that the characters touch; None where they touch white space only."""
    return doc.char_span(start, end, label=role, span_id=attribution, alignment_mode="expand")
