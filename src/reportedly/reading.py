"""Reading: ingest and extraction in one call."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from reportedly.errors import ReadError
from reportedly.model import Failure, Reading, Report

if TYPE_CHECKING:
    from reportedly.extract import Tagger
    from reportedly.ingest import IngestOptions


@dataclass(frozen=True, slots=True)
class Options:
    """How to read.

    Attributes:
        outlet: who published the report, for a text that does not say.
        published: when, for a text that does not say.
        model: folder of another model than the shipped one.
        threads: processor threads the model may use.
        outlets: a file of outlets besides those of the shipped registry.
    """

    outlet: str | None = None
    published: datetime | None = None
    model: Path | None = None
    threads: int = 2
    outlets: Path | None = None


def read(
    source: str | Path | Report | None = None,
    *,
    text: str | None = None,
    options: Options | None = None,
) -> Reading:
    """One report with every attribution in it.

    Args:
        source: the path of a file (text, a page, or JSON Lines of one record), or a ``Report``.
        text: the text itself, instead of a source; offsets point into it as it stands.
        options: what the text does not say itself, and the model.

    Raises:
        ReadError: the source cannot be read; its one line says why.

    >>> read(text="Nobody was hurt, police said.").attributions[0].content[0].text
    'Nobody was hurt'
    """
    options = options or Options()
    if (source is None) == (text is None):
        raise TypeError("read() takes either a source or text=")
    if text is not None:
        from reportedly.ingest import report_of

        source = report_of(text, "text", _ingest_options(options))
    results = iter(read_many([source] if source is not None else [], options=options))
    result = next(results, None)
    if isinstance(result, Failure):
        raise result.error
    if result is None:
        raise ReadError(str(source), "holds no report")
    if next(results, None) is not None:
        raise ReadError(str(source), "holds several reports; use read_many()")
    return result


def read_many(
    sources: Iterable[str | Path | Report], *, options: Options | None = None
) -> Iterator[Reading | Failure]:
    """Readings of many reports, in order, as they are ready; memory stays bounded.

    Args:
        sources: paths, patterns (``*.html``), folders, JSON Lines files, or ``Report`` objects.
        options: as for ``read``.

    Yields:
        A ``Reading`` for each report, or a ``Failure`` where one could not be read: it costs
        only itself.
    """
    from reportedly.extract import extract_many
    from reportedly.resolve import load_outlets, resolve_many

    options = options or Options()
    outlets = load_outlets(options.outlets)
    tagger = tagger_for(options.model, options.threads)
    yield from resolve_many(extract_many(reports_of(sources, options), tagger), outlets)


def reports_of(
    sources: Iterable[str | Path | Report], options: Options
) -> Iterator[Report | Failure]:
    """The reports of ``sources`` before anything is found in them."""
    from reportedly.ingest import read_files

    for are_reports, group in groupby(sources, lambda s: isinstance(s, Report)):
        if are_reports:
            yield from (s for s in group if isinstance(s, Report))
        else:
            yield from read_files((str(s) for s in group), _ingest_options(options))


def _ingest_options(options: Options) -> IngestOptions:
    from reportedly.ingest import IngestOptions

    return IngestOptions(outlet=options.outlet, published=options.published)


@lru_cache(maxsize=2)
def tagger_for(model: Path | None, threads: int) -> Tagger:
    """The model in the folder ``model``, or the shipped one; loaded once."""
    from reportedly.extract import load_tagger

    return load_tagger(model, threads=threads)
