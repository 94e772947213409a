"""Reports: one stored version of one published text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from reportedly.errors import SpanError
from reportedly.model.span import Span, Spans

SUPPORTED_LANGUAGES = frozenset({"en"})


@dataclass(frozen=True, slots=True)
class Report:
    """One stored version of one published text. Its text never changes.

    Attributes:
        id: unique within what is read together; the path or record id it came with.
        text: the text as it was given; all offsets point into it.
        outlet: who published it, as far as known.
        published: when, timezone-aware where the report tells; a date alone is midnight UTC.
        headline: its headline, whether or not ``text`` holds it.
        url: its canonical address.
        authors: the people in its byline.
        language: ISO 639-1 code of the text, or None where it is too short to tell.
        furniture: what the page says about itself: newsletter boxes, share buttons, appeals.
        captions: picture captions and credits.
        notes: what a reader should know about how the text was read, one sentence each.
    """

    id: str
    text: str
    outlet: str | None = None
    published: datetime | None = None
    headline: str | None = None
    url: str | None = None
    authors: tuple[str, ...] = ()
    language: str | None = None
    furniture: Spans = ()
    captions: Spans = ()
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for span in self.furniture + self.captions:
            if not span.holds_in(self.text):
                raise SpanError(f"{self.id}: span [{span.start}, {span.end}) does not hold")

    @property
    def supported(self) -> bool:
        """Whether the text is in a language that the model was trained on."""
        return self.language is None or self.language in SUPPORTED_LANGUAGES

    def span(self, start: int, end: int) -> Span:
        """The span of the text from ``start`` to ``end``, in code points."""
        return Span.of(self.text, start, end)
