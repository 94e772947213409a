"""HTML: one self-contained page that a person likes to read, on screen and on paper.

The page fetches nothing: style and script stand in it and are the only ones its content security
policy lets run. Without the script it reads the same, only the links do not light up. Nesting and
overlap are shown by cutting the text into segments, each with the numbers of its attributions,
innermost first, in ``data-a`` and its role in each in ``data-r``. The characters inside the
elements of class ``text``, joined, are those of the report (control characters replaced one for
one), so offsets hold in them.
"""

from __future__ import annotations

import base64
import hashlib
import re
import shutil
import tempfile
import weakref
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from html import escape
from importlib.resources import files
from typing import TextIO, cast
from urllib.parse import urlsplit

from reportedly.export.answers import NOBODY, Account, about_party, accounts
from reportedly.export.clean import one_line, visible
from reportedly.export.passages import Mark, Passage, Segment, passages
from reportedly.export.rows import Row, rows, totals
from reportedly.model import Party, Reading, Report, Spans

_LABELS = {"furniture": "Page furniture", "caption": "Caption"}
_DEPTHS = ((), (), ("deep",), ("deeper",))  # by how many contents lie over each other
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_IN_MEMORY = 8_000_000  # characters of rendered reports kept before a temporary file is used


class Html:
    """Collects the rendered reports, then writes the page: its contents come first."""

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._sections = tempfile.SpooledTemporaryFile(  # noqa: SIM115 - closed by close()
            _IN_MEMORY, mode="w+", encoding="utf-8", newline=""
        )
        weakref.finalize(self, self._sections.close)  # when a run fails, nobody calls close()
        self._titles: list[str] = []

    def one(self, reading: Reading) -> None:
        """Render one report."""
        number = len(self._titles) + 1
        section = "".join(_section(reading, f"r{number}"))
        self._sections.write(section)
        self._titles.append(_entry(reading, f"r{number}"))

    def close(self) -> None:
        """Write the page."""
        style, script = _asset("page.css"), _asset("page.js")
        self._out.write(_head(self._titles, style, script))
        if len(self._titles) > 1:
            entries = "".join(f"<li>{title}</li>\n" for title in self._titles)
            self._out.write(
                f'<nav class="contents"><h1>{len(self._titles)} reports</h1>\n'
                f"<ol>\n{entries}</ol></nav>\n"
            )
        self._out.write("<main>\n")
        self._sections.seek(0)
        shutil.copyfileobj(cast(TextIO, self._sections), self._out)
        self._sections.close()
        self._out.write(
            "</main>\n"
            '<footer class="imprint">Read by <b>reportedly</b>: who says what, on whose word. '
            "It does not say what is true.</footer>\n"
            f"<script>{script}</script>\n</body>\n</html>\n"
        )


def _asset(name: str) -> str:
    return (files("reportedly.export") / name).read_text("utf-8")


def _head(titles: list[str], style: str, script: str) -> str:
    policy = (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; "
        "base-uri 'none'; form-action 'none'"
    )
    title = re.sub(r"<[^>]*>", "", titles[0]) if len(titles) == 1 else f"{len(titles)} reports"
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="generator" content="reportedly">\n'
        f"<title>{title} · reportedly</title>\n<style>{style}</style>\n</head>\n<body>\n"
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _entry(reading: Reading, key: str) -> str:
    report = reading.report
    about = [report.outlet, when(report.published), totals(reading).split(":")[0]]
    small = " · ".join(_text(part) for part in about if part)
    return f'<a href="#{key}">{_text(_title(report))}</a> <small>{small}</small>'


def _title(report: Report) -> str:
    return one_line(report.headline or "") or one_line(report.id) or "Report"


def _text(text: str) -> str:
    return escape(one_line(text))


def when(moment: datetime | None) -> str:
    """A time of publication for people; a date alone, kept as midnight UTC, is shown as a date.

    >>> when(datetime.fromisoformat("2026-03-12T00:00+00:00"))
    '12 March 2026'
    """
    if moment is None:
        return ""
    day = f"{moment.day} {moment:%B} {moment.year}"
    offset = moment.utcoffset()
    if not offset and (moment.hour, moment.minute) == (0, 0):
        return day
    zone = "" if offset is None else " UTC" if not offset else f" UTC{moment:%z}"
    return f"{day}, {moment:%H:%M}{zone}"


def _section(reading: Reading, key: str) -> Iterator[str]:
    report, text = reading.report, _Text(reading, key)
    listed = list(rows(reading))
    yield f'<article class="report" id="{key}">\n<header class="top">\n'
    yield from _about(report)
    if text.headed:
        yield from text.headline()
    else:
        yield f'<h1 dir="auto">{escape(_title(report))}</h1>\n'
    if report.notes:
        yield f'<ul class="notes">{"".join(f"<li>{_text(n)}</li>" for n in report.notes)}</ul>\n'
    yield (_LEGEND if listed else "") + "</header>\n"
    yield from text.body()
    yield from _list(reading, key, listed)
    yield from _parties(reading)
    yield "</article>\n"


_LEGEND = (
    '<p class="legend"><span><span class="source">source</span> who says so</span>'
    '<span><span class="cue">cue</span> how it is attributed</span>'
    '<span><span class="content">content</span> what is attributed</span></p>\n'
)


def _about(report: Report) -> Iterator[str]:
    meta = []
    if report.outlet:
        meta.append(f"<b>{_text(report.outlet)}</b>")
    if report.authors:
        meta.append(_text(", ".join(report.authors)))
    if report.published:
        stamp = escape(report.published.isoformat())
        meta.append(f'<time datetime="{stamp}">{when(report.published)}</time>')
    address = link(report.url)
    if address:
        meta.append(f'<a href="{escape(address)}" rel="noreferrer noopener">original</a>')
    if not report.supported:
        meta.append(f"language: {_text(report.language or '')} (not supported)")
    if _title(report) != one_line(report.id):
        meta.append(f"<bdi>{_text(report.id)}</bdi>")
    if meta:
        yield f'<p class="meta">{" · ".join(meta)}</p>\n'


def link(url: str | None) -> str | None:
    """The address if it is one of the web, else None: a report may carry any.

    >>> link("javascript:alert(1)"), link("https://courier.example/a")
    (None, 'https://courier.example/a')
    """
    if not url or re.search(r"[\s\x00-\x20\x7f-\x9f\ud800-\udfff]", url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


class _Text:
    """The report's text as HTML: its headline, where the text begins with it, and the rest."""

    def __init__(self, reading: Reading, key: str) -> None:
        report = reading.report
        self._text = report.text
        self._key = key
        self._unplaced = set(range(1, len(reading.attributions) + 1))
        self._passages = list(passages(reading))
        language = report.language or ""
        self._language = f' lang="{language}"' if _LANGUAGE.fullmatch(language) else ""
        first = self._passages[0] if self._passages else None
        words = one_line(report.text[first.start : first.end]) if first else ""
        self.headed = bool(words) and words == one_line(report.headline or "")

    def headline(self) -> Iterator[str]:
        """The first paragraph as the page's heading."""
        first = self._passages[0]
        yield f'<h1 class="text" dir="auto"{self._language}>{_raw(self._text[: first.start])}'
        yield from self._segments(first)
        yield "</h1>\n"

    def body(self) -> Iterator[str]:
        """Every paragraph that is not the heading."""
        shown = self._passages[1:] if self.headed else self._passages
        at = self._passages[0].end if self.headed else 0
        yield f'<div class="text"{self._language}>'
        for passage in shown:
            aside = passage.aside
            label = f' class="{aside}" data-label="{_LABELS[aside]}"' if aside else ""
            yield f'{_raw(self._text[at : passage.start])}<p dir="auto"{label}>'
            yield from self._segments(passage)
            yield "</p>"
            at = passage.end
        yield _raw(self._text[at:]) + "</div>\n"

    def _segments(self, passage: Passage) -> Iterator[str]:
        for segment in passage.segments:
            words = _raw(self._text[segment.start : segment.end])
            if segment.marks:
                yield _marked(segment, words, self._key, self._unplaced)
            else:
                within = segment.aside and not passage.aside
                yield f'<span class="aside">{words}</span>' if within else words


def _raw(text: str) -> str:
    """The text escaped, every character kept: a bare CR would be read as a line break."""
    return escape(visible(text), quote=False).replace("\r", "&#13;")


def _marked(segment: Segment, words: str, key: str, unplaced: set[int]) -> str:
    """The segment as HTML; the attributions that a jump finds here leave ``unplaced``."""
    roles = [mark.role for mark in segment.marks]
    depth = min(roles.count("content"), 3)
    classes = ["mark", *sorted(set(roles)), *_DEPTHS[depth]]
    inmost = segment.marks[::-1]
    parts = [
        f'class="{" ".join(classes)}"',
        f'data-a="{" ".join(str(mark.number) for mark in inmost)}"',
        f'data-r="{" ".join(mark.role for mark in inmost)}"',
    ]
    ending = [mark for mark in segment.marks if mark.ends]
    if ending:
        parts.append(f'data-n="{_numbers(ending)}"')
    if any(mark.key for mark in ending):
        parts.append(f'data-key="{_numbers(m for m in ending if m.key)}"')
    begun = [mark for mark in segment.marks if mark.begins]
    anchors = ""
    if begun:
        parts.append(f'tabindex="0" aria-describedby="{key}-{begun[-1].number}"')
    for mark in begun:
        if mark.key and mark.number in unplaced:
            unplaced.discard(mark.number)
            anchors += f'<a id="{key}-{mark.number}-t"></a>'
    return f"{anchors}<span {' '.join(parts)}>{words}</span>"


def _numbers(marks: Iterable[Mark]) -> str:
    return ",".join(dict.fromkeys(str(mark.number) for mark in marks))


def _list(reading: Reading, key: str, listed: list[Row]) -> Iterator[str]:
    yield '<aside class="list" aria-label="Attributions" tabindex="0">\n<h2>Who says what</h2>\n'
    yield f'<p class="sum">{totals(reading)}</p>\n<ol>\n'
    for row, account in zip(listed, accounts(reading), strict=True):
        yield _item(row, account, key)
    yield "</ol>\n</aside>\n"


def _item(row: Row, account: Account, key: str) -> str:
    a = row.attribution
    who = f'<bdi class="who">{_text(account.who)}</bdi>' if account.who else _NOBODY
    if account.about:
        who += f' <span class="about">({_listed(account.about)})</span>'
    if account.via:
        who += f", via {', via '.join(f'<bdi>{_text(name)}</bdi>' for name in account.via)},"
    verb = f' <b class="stance">{a.stance.value}</b>' if a.stance else ""
    cue = f' — <bdi class="how">{_words(a.cue)}</bdi>' if a.cue else ""
    more = [a.form.value, *(_within(above, key) for above in row.chain), f"score {a.score:.2f}"]
    indent = f" in{min(len(row.chain), 3)}" if row.chain else ""
    return (
        f'<li class="row{indent}" id="{key}-{row.number}" data-row="{row.number}">'
        f'<a href="#{key}-{row.number}-t" aria-label="Attribution {row.number}, show in the text">'
        f"{row.number}</a><p>{who}{verb}{cue}</p>"
        f'<p class="what" dir="auto">{_words(a.content) or "…"}</p>'
        f'{_facts(account)}<p class="more">{", ".join(more)}</p></li>\n'
    )


_NOBODY = f'<bdi class="who none">{NOBODY}</bdi>'


def _facts(account: Account) -> str:
    facts = "".join(
        f"<div><dt>{label}</dt> <dd><bdi>{_text(words)}</bdi></dd></div>"
        for label, words in account.facts
    )
    return f'<dl class="facts">{facts}</dl>' if facts else ""


def _listed(parts: Iterable[str]) -> str:
    return ", ".join(f"<bdi>{_text(part)}</bdi>" for part in parts)


def _parties(reading: Reading) -> Iterator[str]:
    if not reading.parties:
        return
    numbers = Counter(a.party for a in reading.attributions if a.party)
    yield '<section class="parties">\n<h2>Who is quoted</h2>\n<ul>\n'
    for party in reading.parties:
        yield _party(party, numbers[party.id])
    yield "</ul>\n</section>\n"


def _party(party: Party, count: int) -> str:
    about = _listed(about_party(party))
    heard = f"spoke to {_listed(party.spoke_to)}" if party.spoke_to else ""
    times = f"{count} attribution{'s' if count != 1 else ''}" if count else "perhaps"
    more = " · ".join(part for part in (about, heard, times) if part)
    return f'<li><bdi class="who">{_text(party.label)}</bdi> <small>{more}</small></li>\n'


def _within(above: Row, key: str) -> str:
    who = _words(above.attribution.source)
    named = f" (<bdi>{who}</bdi>)" if who else ""
    return f'in <a href="#{key}-{above.number}">{above.number}</a>{named}'


def _words(spans: Spans) -> str:
    return " … ".join(_text(span.text) for span in spans)
