"""Spans: exact places in a report's text."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.errors import SpanError


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch of a text, with the words that stand there.

    Attributes:
        start: offset of the first character, in Unicode code points.
        end: offset after the last character.
        text: the characters between them.

    >>> Span.of("The mayor said so.", 4, 9)
    Span(start=4, end=9, text='mayor')
    """

    start: int
    end: int
    text: str

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise SpanError(f"span [{self.start}, {self.end}) is empty or negative")
        if len(self.text) != self.end - self.start:
            raise SpanError(f"span [{self.start}, {self.end}) carries {len(self.text)} characters")

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Span:
        """The span of ``text`` from ``start`` to ``end``; ``SpanError`` where there is none."""
        if end > len(text):
            raise SpanError(f"span [{start}, {end}) runs past the end of the text ({len(text)})")
        return cls(start, end, text[start:end])

    def holds_in(self, text: str) -> bool:
        """Whether ``text`` has these very characters at this place."""
        return text[self.start : self.end] == self.text

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end


Spans = tuple[Span, ...]
