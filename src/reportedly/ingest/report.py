"""From a text and what its page or record says of it to a report."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from reportedly.errors import ReadError
from reportedly.ingest.language import language_name, language_of
from reportedly.ingest.layout import layout
from reportedly.ingest.options import IngestOptions
from reportedly.model import Report, paragraphs
from reportedly.model.report import SUPPORTED_LANGUAGES

_HEADLINE = 200  # characters; longer first paragraphs are not headlines


@dataclass(frozen=True, slots=True)
class Page:
    """A text with what it says of itself: what every reader of a format makes.

    Attributes:
        text: the text as it was given.
        outlet, published, headline, url, authors: as in ``Report``; None where not told.
        notes: what there is to say about how it was read.
    """

    text: str
    outlet: str | None = None
    published: datetime | None = None
    headline: str | None = None
    url: str | None = None
    authors: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def report_of(text: str, id: str, options: IngestOptions) -> Report:
    r"""The report that a plain text is, with its language, furniture and captions.

    Raises:
        ReadError: the text is empty.

    >>> report_of("Bridge shut\n\nThe mayor shut it.", "a.txt", IngestOptions()).headline
    'Bridge shut'
    """
    return report_of_page(Page(text), id, options)


def report_of_page(page: Page, id: str, options: IngestOptions) -> Report:
    """The report that a page is; what the caller says in ``options`` wins over the page.

    Raises:
        ReadError: its text is empty.
    """
    if not page.text or page.text.isspace():
        raise ReadError(id, "there is no text in it")
    furniture, captions = layout(page.text)
    language = language_of(page.text)
    notes = page.notes
    if language is not None and language not in SUPPORTED_LANGUAGES:
        notes += (
            f"The language is {language_name(language)} ({language}), which the model was not "
            "trained on: attributions are unreliable.",
        )
    return Report(
        id=id,
        text=page.text,
        outlet=options.outlet or page.outlet,
        published=options.published or page.published,
        headline=page.headline or _headline(page.text),
        url=page.url,
        authors=page.authors,
        language=language,
        furniture=furniture,
        captions=captions,
        notes=notes,
    )


def _headline(text: str) -> str | None:
    """The first line of a text of several paragraphs, where it looks like a headline."""
    places = paragraphs(text[: 20 * _HEADLINE])[:2]
    if len(places) < 2:
        return None
    first = text[slice(*places[0])]
    return None if len(first) > _HEADLINE or first.endswith((".", ":", ",", ";")) else first
