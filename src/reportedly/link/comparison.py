"""Two reports beside each other, among their neighbours: what speaks for a debt of one."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reportedly.link.reuse import Fingerprint, Pool, term_of

_OWN = re.compile(r"\b[Ww]e (?:reported|withdraw|wrote)|\b[Oo]ur (?:earlier )?(?:report|story)\b")
_NEAR = 0.2  # share of a sentence, by weight, that another must hold to be near to it
_FEW = 3.0  # weight added to a sentence's, so that few words in common tell little
_COPY = 0.5  # share of word runs from which a report is a new version of its outlet's earlier one

_LEADS = frozenset("the newspaper paper magazine daily station website tabloid newspaper's".split())

CLUES = (
    "names it",
    "what it is named for",
    "its statement is a source",
    "its statement says the same",
    "a statement it names",
    "by a body itself",
    "names many",
    "same outlet",
    "days between",
    "shared words",
    "words it had first",
    "figures it had first",
    "words only it had",
    "figures only it had",
    "sentences nearest to it",
    "shared quote",
    "quote it had first",
    "another of its reports is nearer",
)


@dataclass(frozen=True, slots=True)
class Naming:
    """How a report names the outlet of another.

    Attributes:
        hop: the words by which it passes on what the outlet says, or "".
        source: the words by which the outlet is a source, or "".
        named: its name as it stands anywhere, or "".
        around: the sentence that names it, or "".
        same: how much of what it attributes to the outlet the other holds, 0 to 1.
        near: how much of the sentences around the name the other holds, 0 to 1.
        topic: whether reports before the other named it too, so that the name points to no report.
        update: whether the name stands in a paragraph that was added later.
    """

    hop: str = ""
    source: str = ""
    named: str = ""
    around: str = ""
    same: float = 0.0
    near: float = 0.0
    topic: bool = False
    update: bool = False

    @property
    def any(self) -> bool:
        """Whether it names it in a way that points to the report."""
        return bool(self.hop or self.source or self.named) and not self.topic


def naming(this: Fingerprint, other: Fingerprint, pool: Pool) -> Naming:
    """How ``this`` names the outlet of ``other``."""
    if this.outlet == other.outlet:
        return Naming()
    named = name_in(this.cased, other)
    keys = [f" {k.lower()} " for k in (*other.names.full, *other.names.single)]
    if named:
        keys.append(f" {named.lower()} ")
    hop = source = ""
    same = 0.0
    for said in this.said:
        if not any(k in n for k in keys for n in said.names):
            continue
        if said.hop:
            hop = hop or said.phrase
        else:
            source = source or said.phrase
        same = max(same, matched(said.terms, other, pool))
    topic = bool(named) and _is_topic(named, this, other, pool)
    near, around, update = _around(this, other, pool) if named else (0.0, "", False)
    return Naming(hop, source, named, around, same, near, topic, update)


def name_in(text: str, other: Fingerprint) -> str:
    """The name of the outlet of ``other`` as it stands in a flat text, or ""."""
    names = other.names
    lower = text.lower()
    found = next((f for f in names.full if f" {f} " in lower), "")
    found = found or next((s for s in names.single if f" {s} " in text), "")
    if found or not names.short:
        return found
    short = names.short[0]
    at = text.find(f" {short} ")
    before = text[:at].rsplit(" ", 1)[-1] if at >= 0 else ""
    return f"{before} {short}" if before.lower() in _LEADS else ""


def _around(this: Fingerprint, other: Fingerprint, pool: Pool) -> tuple[float, str, bool]:
    """How much of what stands around its name the other holds, where, and whether added later."""
    best, words, update = 0.0, "", False
    for i, line in enumerate(this.lines):
        if not name_in(line.text, other):
            continue
        terms = line.terms.union(*(x.terms for x in this.lines[i + 1 : i + 2]))
        near = max(held(line.terms, other, pool), held(terms, other, pool))
        if near > best or not words:
            best, words = near, line.text.strip()
        update = update or line.update
    return best, words, update


def _is_topic(name: str, this: Fingerprint, other: Fingerprint, pool: Pool) -> bool:
    """Whether reports before the outlet's first used the name: it is what the story is about."""
    before = 0
    using = 0
    for p in pool.prints:
        if p.outlet == other.outlet:
            break
        if p.id == this.id or p.updated:
            continue
        before += 1
        using += bool(name_in(p.cased, other))
    return using > 0.3 * before


def held(terms: frozenset[str], other: Fingerprint, pool: Pool) -> float:
    """How much of some telling words another holds, by weight, 0 to 1; little where few."""
    whole = sum(pool.weight(t) for t in terms)
    return sum(pool.weight(t) for t in terms if t in other.terms) / (whole + 2.0)


def matched(terms: frozenset[str], other: Fingerprint, pool: Pool) -> float:
    """How much of some telling words one sentence of another holds, by weight, 0 to 1."""
    whole = sum(pool.weight(t) for t in terms) + 3.0
    best = max((sum(pool.weight(t) for t in terms & x.terms) for x in other.lines), default=0.0)
    return best / whole


@dataclass(frozen=True, slots=True)
class Sharing:
    """What a report shares with another.

    Attributes:
        runs: share of its runs of three words that stand there.
        words: share of its telling words, by weight, that stand there.
        first: share of those that no earlier report of the pool held.
        figures: figures there that no earlier report held.
        quote: words of the longest quoted passage here that stands there.
        quote_first: the same of those that no earlier report held.
    """

    runs: float
    words: float
    first: float
    figures: tuple[str, ...]
    only: tuple[str, ...]
    only_weight: float
    quote: int
    quote_first: int
    quote_words: str


def sharing(this: Fingerprint, other: Fingerprint, pool: Pool) -> Sharing:
    """What ``this`` shares with ``other``."""
    shared = this.terms.keys() & other.terms.keys()
    whole = sum(pool.weight(t) for t in this.terms) or 1.0
    first = {t for t in shared if pool.terms[t][1] == other.id}
    earlier = [p for p in pool.prints if p.order < this.order and p.id != other.id]
    only = {t for t in shared if not any(t in p.terms for p in earlier)}
    quote, at = longest(this, other)
    earlier = [p for p in pool.prints if p.order < other.order and p.id != this.id]
    fresh = 0
    if quote:
        fresh, _ = longest(this, other, earlier)
    return Sharing(
        runs=len(this.runs & other.runs) / max(len(this.runs), 1),
        words=sum(pool.weight(t) for t in shared) / whole,
        first=sum(pool.weight(t) for t in first) / whole,
        figures=tuple(sorted(t for t in first if t[0].isdigit())),
        only=tuple(sorted(only)),
        only_weight=sum(pool.weight(t) for t in only),
        quote=quote,
        quote_first=fresh,
        quote_words=" ".join(this.words[at : at + quote]),
    )


def longest(
    this: Fingerprint, other: Fingerprint, earlier: Sequence[Fingerprint] = ()
) -> tuple[int, int]:
    """Words of the longest quoted passage that another holds and no earlier one; its place."""
    best, where, length, last = 0, 0, 0, -2
    for run, at in this.quoted.items():
        if not holds(other, run) or any(holds(p, run) for p in earlier):
            continue
        length = length + 1 if at == last + 1 else len(run)
        last = at
        telling = any(term_of(word) for word in this.words[at + len(run) - length : at + len(run)])
        if length > best and telling:
            best, where = length, at + len(run) - length
    return best, where


def holds(other: Fingerprint, run: tuple[str, ...]) -> bool:
    """Whether a report has four words in a row, quoted or not."""
    return run[:3] in other.runs and run[1:] in other.runs


def nearest(this: Fingerprint, pool: Pool) -> Mapping[str, float]:
    """For each earlier report: by how much sentences are nearer to it than to any other."""
    earlier = [p for p in pool.prints if p.order < this.order and p.id != this.id]
    found: dict[str, float] = {}
    for line in this.lines:
        weights = {t: pool.weight(t) for t in line.terms}
        whole = sum(weights.values()) + _FEW
        top, owner, second = 0.0, "", 0.0
        for other in earlier:
            match = 0.0
            for theirs in other.lines:
                common = line.terms & theirs.terms
                if len(common) > 1:
                    match = max(match, sum(weights[t] for t in common))
            if match > top:
                top, owner, second = match, other.id, top
            else:
                second = max(second, match)
        if top > _NEAR * whole:
            found[owner] = found.get(owner, 0.0) + (top - second) / whole
    return found


@dataclass(frozen=True, slots=True)
class Comparison:
    """A report beside one that it may derive from.

    Attributes:
        this: the report.
        other: the one that it may derive from.
        naming: how it names its outlet.
        sharing: what it shares with it.
        values: the clues, in the order of ``CLUES``.
    """

    this: Fingerprint
    other: Fingerprint
    naming: Naming
    sharing: Sharing
    values: tuple[float, ...]

    @property
    def runs(self) -> float:
        """Share of its runs of three words that stand in the other."""
        return self.sharing.runs

    def words(self, clue: str) -> str:
        """The words that a clue was read from, or ""."""
        n, s = self.naming, self.sharing
        return {
            "names it": n.hop or n.source or n.named,
            "what it is named for": n.around,
            "its statement is a source": n.source,
            "its statement says the same": n.source,
            "a statement it names": n.named,
            "figures it had first": ", ".join(s.figures),
            "words only it had": ", ".join(s.only),
            "figures only it had": ", ".join(t for t in s.only if t[0].isdigit()),
            "shared quote": s.quote_words,
            "quote it had first": s.quote_words,
        }.get(clue, "")


def _may_be_later(this: Fingerprint, other: Fingerprint, naming: Naming, pool: Pool) -> bool:
    """Whether a report can name one published after it: it was updated since."""
    if naming.update or not this.updated:
        return naming.update
    return not any(p.outlet == other.outlet and p.order < this.order for p in pool.prints)


def compare(this: Fingerprint, pool: Pool) -> list[Comparison]:
    """``this`` beside each report of the pool that it may derive from."""
    others = [p for p in pool.prints if p.id != this.id]
    names = {p.id: naming(this, p, pool) for p in others}
    shares = {p.id: sharing(this, p, pool) for p in others}
    lines = nearest(this, pool)
    outlets = {p.outlet for p in others if names[p.id].any and p.order < this.order}
    out = []
    for other in others:
        n, s = names[other.id], shares[other.id]
        if not _may_derive(this, other, n, s, pool):
            continue
        rivals = [
            names[p.id].near + shares[p.id].words
            for p in others
            if p.outlet == other.outlet and p.id != other.id and p.order < this.order
        ]
        values = (
            *_naming_clues(n, other.statement),
            float(this.statement),
            math.log1p(len(outlets - {other.outlet})),
            float(this.outlet == other.outlet),
            math.log1p(_days(this, other)),
            *_sharing_clues(s, lines.get(other.id, 0.0)),
            float(any(r > n.near + s.words for r in rivals)),
        )
        out.append(Comparison(this, other, n, s, values))
    return out


def _may_derive(
    this: Fingerprint, other: Fingerprint, naming: Naming, sharing: Sharing, pool: Pool
) -> bool:
    """Whether a debt is possible at all: to an earlier report, or to one named in an update."""
    if this.outlet == other.outlet:
        own = _OWN.search(this.text) is not None or sharing.runs > _COPY
        return own and other.order < this.order
    if other.order < this.order:
        return True
    return naming.any and _may_be_later(this, other, naming, pool)


def _naming_clues(naming: Naming, statement: bool) -> tuple[float, ...]:
    points = not naming.topic
    return (
        float(bool(naming.named) and points and not statement),
        naming.near * points,
        float(bool(naming.source) and naming.topic),
        naming.same,
        float(statement and bool(naming.source or naming.named)),
    )


def _sharing_clues(sharing: Sharing, nearest: float) -> tuple[float, ...]:
    return (
        sharing.words,
        math.sqrt(sharing.first),
        math.log1p(len(sharing.figures)),
        math.log1p(sharing.only_weight),
        math.log1p(sum(t[0].isdigit() for t in sharing.only)),
        nearest,
        math.log1p(max(0, sharing.quote - 3)),
        math.log1p(max(0, sharing.quote_first - 3)),
    )


def _days(this: Fingerprint, other: Fingerprint) -> float:
    if this.published is None or other.published is None:
        return 0.0
    return abs(this.published - other.published) / 86400
