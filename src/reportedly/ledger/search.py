"""Finds words in reports and mentions, and mentions near a vector."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, column, func, literal, select, text

from reportedly.ledger.answers import Hit
from reportedly.ledger.records import card_of, storable
from reportedly.ledger.rows import CARD, rows_for
from reportedly.ledger.schema import mentions, reports, vectors

_TERMS = 40  # more words than anybody types; the rest is left out
_AROUND = 90  # characters of a snippet on either side
_CHUNK = 4_000  # vectors held at once
_TERM = re.compile(r'(-?)(?:"([^"]*)"?|([^\s"]+))')
_WORD = re.compile(r"[^\W_]+")
_INDEXED = 200_000  # characters of a text that PostgreSQL indexes


@dataclass(frozen=True, slots=True)
class Term:
    """A part of what is searched for.

    Attributes:
        words: one word, or the words of a phrase in order.
        prefix: whether the last may go on.
        without: whether it must be absent.
    """

    words: tuple[str, ...]
    prefix: bool = False
    without: bool = False


def terms_of(query: str) -> tuple[Term, ...]:
    """What a person typed: words, "a phrase", prefix*, -without. Nothing typed is an error."""
    found = []
    for match in _TERM.finditer(storable(query[:4_000])):
        minus, phrase, word = match.groups()
        words = tuple(_WORD.findall(phrase if phrase is not None else word))
        if words:
            prefix = phrase is None and word.endswith("*")
            found.append(Term(words, prefix, bool(minus)))
    return tuple(found[:_TERMS])


def search(connection: Connection, query: str, limit: int) -> Iterator[Hit]:
    """Mentions that hold the words, best first; then reports that do where no mention of theirs
    does, each at the place where the words stand.
    """
    terms = terms_of(query)
    if limit < 1 or not any(not term.without for term in terms):
        return
    here = _mentions_with(connection, terms)
    matches = select(
        mentions.c.report,
        mentions.c.start,
        mentions.c.stop,
        mentions.c.claim,
        here.c.rank,
    ).join_from(mentions, here, mentions.c.seq == here.c.seq)
    best = list(
        connection.execute(matches.order_by(here.c.rank.desc(), mentions.c.seq).limit(limit))
    )
    yield from _hits(connection, best)
    if len(best) < limit:
        yield from _report_hits(connection, terms, limit - len(best))


def claims_with(connection: Connection, query: str) -> Select[Any]:
    """Ids of claims with a mention that holds the words."""
    terms = terms_of(query)
    if not any(not term.without for term in terms):
        return select(mentions.c.claim).where(literal(False))
    here = _mentions_with(connection, terms)
    return (
        select(mentions.c.claim)
        .join(here, mentions.c.seq == here.c.seq)
        .where(mentions.c.claim.is_not(None))
    )


def similar(connection: Connection, vector: Sequence[float], limit: int) -> Iterator[Hit]:
    """The mentions nearest to a vector, by cosine."""
    import numpy as np

    wanted = np.asarray(vector, np.float32)
    size = float(np.linalg.norm(wanted))
    if limit < 1 or not size or not np.isfinite(size):
        return
    best: list[tuple[float, int]] = []
    rows = connection.execution_options(yield_per=_CHUNK).execute(select(vectors))
    for chunk in rows.partitions(_CHUNK):
        kept = [row for row in chunk if len(row.vector) == 2 * len(wanted)]
        if not kept:
            continue
        stored = np.frombuffer(b"".join(row.vector for row in kept), "<f2").astype(np.float32)
        scores = stored.reshape(len(kept), -1) @ (wanted / size)
        nearest = np.argsort(-scores, kind="stable")[:limit]
        best += [(float(scores[i]), kept[i].mention) for i in nearest]
        best = sorted(best, key=lambda pair: (-pair[0], pair[1]))[:limit]
    score = {seq: value for value, seq in best}
    query = select(
        mentions.c.seq, mentions.c.report, mentions.c.start, mentions.c.stop, mentions.c.claim
    )
    found = {row.seq: row for row in rows_for(connection, query, mentions.c.seq, score)}
    yield from _hits(connection, [found[seq] for _, seq in best], [value for value, _ in best])


def _mentions_with(connection: Connection, terms: tuple[Term, ...]) -> Any:
    if connection.dialect.name == "sqlite":
        return _fts5("mention_words", terms)
    return _tsvector(mentions.c.seq, func.left(mentions.c.words, _INDEXED), terms)


def _reports_with(connection: Connection, terms: tuple[Term, ...]) -> Any:
    if connection.dialect.name == "sqlite":
        return _fts5("report_words", terms)
    words = func.coalesce(reports.c.headline, "").op("||")(" ").op("||")(reports.c.text)
    return _tsvector(reports.c.seq, func.left(words, _INDEXED), terms)


def _fts5(index: str, terms: tuple[Term, ...]) -> Any:
    """Rows of an FTS5 index; every word is quoted, so nothing in it is taken for syntax."""

    def quoted(term: Term) -> str:
        return '"' + " ".join(term.words) + '"' + ("*" if term.prefix else "")

    wanted = " AND ".join(quoted(term) for term in terms if not term.without)
    unwanted = " OR ".join(quoted(term) for term in terms if term.without)
    expression = f"({wanted}) NOT ({unwanted})" if unwanted else wanted
    found = text(f"SELECT rowid AS seq, -rank AS rank FROM {index} WHERE {index} MATCH :wanted")
    return found.bindparams(wanted=expression).columns(column("seq"), column("rank")).subquery()


def _tsvector(seq: Any, words: Any, terms: tuple[Term, ...]) -> Any:
    """Rows that PostgreSQL's text search finds."""
    english = text("'english'")
    document = func.to_tsvector(english, words)
    query: Any = None
    for term in terms:
        if term.prefix:
            parts = " <-> ".join(term.words) + ":*"
            one: Any = func.to_tsquery(english, parts)
        else:
            one = func.phraseto_tsquery(english, " ".join(term.words))
        one = func.tsquery_not(one) if term.without else one
        query = one if query is None else query.op("&&")(one)
    rank = func.ts_rank(document, query).label("rank")
    return select(seq.label("seq"), rank).where(document.op("@@")(query)).subquery()


def _hits(
    connection: Connection, found: Sequence[Any], scores: Sequence[float] | None = None
) -> Iterator[Hit]:
    wanted = [row.report for row in found]
    query = select(*CARD, reports.c.text)
    about = {row.id: row for row in rows_for(connection, query, reports.c.id, wanted)}
    for place, row in enumerate(found):
        report = about[row.report]
        # a mention that holds the words comes before any report that holds them elsewhere
        score = scores[place] if scores else 1 + _bounded(row.rank)
        snippet = _snippet(report.text, row.start, row.stop)
        yield Hit(card_of(report), row.start, row.stop, snippet, row.claim, score)


def _report_hits(connection: Connection, terms: tuple[Term, ...], limit: int) -> Iterator[Hit]:
    here = _reports_with(connection, terms)
    by_mention = _mentions_with(connection, terms)
    told = select(mentions.c.report).join(by_mention, mentions.c.seq == by_mention.c.seq)
    query = (
        select(*CARD, reports.c.text, here.c.rank)
        .join_from(reports, here, reports.c.seq == here.c.seq)
        .where(reports.c.id.not_in(told))
        .order_by(here.c.rank.desc(), reports.c.seq)
        .limit(limit)
    )
    for row in connection.execute(query):
        start, end = place_of(row.text, terms)
        snippet = _snippet(row.text, start, end) if end else " ".join((row.headline or "").split())
        yield Hit(card_of(row), start, end, snippet, None, _bounded(row.rank))


def place_of(words: str, terms: tuple[Term, ...]) -> tuple[int, int]:
    """Where a text first has a term, as nearly as the word's ending lets one tell; (0, 0) where
    only the headline has them.
    """
    folded = "".join(_folded(character) for character in words)
    for term in sorted((t for t in terms if not t.without), key=lambda t: -len(t.words)):
        wanted = ["".join(_folded(c) for c in word) for word in term.words]
        for cut in (0, 1, 2, 3):  # the indexes know words by their stems
            stems = [re.escape(word[: max(3, len(word) - cut)]) for word in wanted]
            pattern = r"\b" + r"[^\W_]*[\W_]+".join(stems) + r"[^\W_]*"
            if match := re.search(pattern, folded):
                return match.span()
    return 0, 0


def _folded(character: str) -> str:
    """The letter in lower case and without its accent; always one character."""
    if character.isascii():
        return character.lower()
    plain = unicodedata.normalize("NFD", character)[0].lower()
    return plain if len(plain) == 1 else character


def _snippet(words: str, start: int, end: int) -> str:
    """The words around a place, on one line."""
    left, right = max(0, start - _AROUND), min(len(words), end + _AROUND)
    if left:
        left = _next_blank(words, left, start)
    if right < len(words):
        right = words.rfind(" ", end, right) if words.rfind(" ", end, right) > end else right
    line = " ".join(words[left:right].split())
    return ("… " if left else "") + line + (" …" if right < len(words) else "")


def _next_blank(words: str, left: int, start: int) -> int:
    blank = words.find(" ", left, start)
    return blank + 1 if blank >= 0 else left


def _bounded(rank: float) -> float:
    rank = max(float(rank), 0.0)
    return rank / (1 + rank)
