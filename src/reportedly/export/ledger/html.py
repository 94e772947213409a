"""HTML: one self-contained page of claims, each with on whose word it stands.

The page fetches nothing and has no script; its content security policy allows its one style sheet
and nothing else. Words of reports are escaped, on one line, with direction overrides shown.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator
from html import escape
from importlib.resources import files
from typing import TextIO

from reportedly.errors import NotFound
from reportedly.export.clean import one_line
from reportedly.export.html import link
from reportedly.export.ledger import Exportable
from reportedly.export.views.standing import (
    Carrier,
    against,
    carriers,
    conflict_sides,
    counted,
    sentence,
    uncounted,
    untold,
)
from reportedly.export.views.words import AGAINST, many, origin_words, outlet_of, quoted, stamp
from reportedly.ledger.answers import ClaimQuery, ClaimSummary, ReportCard, Trace
from reportedly.model import Backing, Derivation, Mention, Stance, Voice

_DEEPEST = 3  # steps that a carrier is set in by
_DENYING = {Stance.DENIES, Stance.DOUBTS}
_NOTES = 3  # reasons shown why values cannot both hold


def write(ledger: Exportable, query: ClaimQuery, out: TextIO) -> None:
    """Write the page: a table of the claims, then each of them."""
    summaries = list(ledger.claims(query))
    style = (files("reportedly.export.ledger") / "page.css").read_text("utf-8")
    out.write(_head(style))
    out.writelines(_contents(summaries))
    for number, summary in enumerate(summaries, 1):
        try:
            trace = ledger.trace(summary.id)
        except NotFound:  # another process merged it into another claim meanwhile
            continue
        out.writelines(_claim(trace, number))
    out.write(
        '</main>\n<footer class="imprint">Made by <b>reportedly</b>: who says so, on whose word. '
        "It does not say what is true. Times are in UTC.</footer>\n</body>\n</html>\n"
    )


def _head(style: str) -> str:
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        '<meta name="generator" content="reportedly">\n'
        f"<title>Claims and on whose word they stand · reportedly</title>\n"
        f"<style>{style}</style>\n</head>\n<body>\n<main>\n"
    )


def _contents(summaries: list[ClaimSummary]) -> Iterator[str]:
    yield f"<h1>{many(len(summaries), 'claim')}, and on whose word</h1>\n"
    if not summaries:
        return
    heads = ("claim", "independent origins", "reports", "outlets", "against it", "conflicts")
    cells = "".join(f'<th scope="col">{head}</th>' for head in heads)
    yield f'<table class="contents">\n<thead><tr>{cells}</tr></thead>\n<tbody>\n'
    for number, one in enumerate(summaries, 1):
        counts = (one.origins, one.reports, one.outlets, one.denials, one.conflicts)
        numbers = "".join(
            f'<td data-label="{head}">{count or "–"}</td>'
            for head, count in zip(heads[1:], counts, strict=True)
        )
        yield (
            f'<tr><th scope="row"><a href="#claim-{number}">{_text(one.label) or "…"}</a></th>'
            f"{numbers}</tr>\n"
        )
    yield "</tbody>\n</table>\n"


def _claim(trace: Trace, number: int) -> Iterator[str]:
    claim = trace.claim
    yield f'<article class="claim" id="claim-{number}">\n'
    yield f'<h2 dir="auto">{_text(claim.label) or "…"}</h2>\n'
    about = [f"claim {_bdi(claim.id)}", f"story {_bdi(claim.story)}" if claim.story else ""]
    about.append(_first(trace.reports))
    yield f'<p class="sum">{_text(sentence(trace))}</p>\n'
    yield f'<p class="meta">{" · ".join(part for part in about if part)}</p>\n'
    opposed = against(trace)
    denying = [b for b in opposed if set(b.stances) & _DENYING]
    silent = [b for b in opposed if b not in denying]
    yield from _origins("On whose word", "counted", trace, counted(trace))
    yield from _origins("Against it", "against", trace, denying)
    yield from _origins("Declines to comment", "silent", trace, silent)
    yield from _origins("Not counted", "uncounted", trace, uncounted(trace))
    yield from _untold(trace)
    yield from _conflicts(trace)
    yield from _debts(trace)
    yield from _loops(trace)
    yield "</article>\n"


def _first(cards: Iterable[ReportCard]) -> str:
    """Who had it first: reports come by time of publication, so that is the first with a date."""
    for card in cards:
        if card.published is not None:
            return f"first in {_bdi(outlet_of(card))}, {stamp(card.published)}"
    return "no report is dated"


def _section(title: str, kind: str, items: Iterable[str]) -> Iterator[str]:
    inside = "".join(f"<li>{item}</li>\n" for item in items)
    if inside:
        yield f'<section class="{kind}">\n<h3>{title}</h3>\n<ul>\n{inside}</ul>\n</section>\n'


def _origins(title: str, kind: str, trace: Trace, backings: list[Backing]) -> Iterator[str]:
    yield from _section(title, kind, (_backing(trace, backing, kind) for backing in backings))


def _backing(trace: Trace, backing: Backing, kind: str) -> str:
    """An origin with its mentions; one that both asserts and denies has each in its section."""
    own = [m for m in trace.claim.mentions if m.id in backing.mentions]
    if kind != "uncounted":
        own = [m for m in own if (m.stance in AGAINST) == (kind != "counted")] or own
    chain = "".join(
        f'<li class="step{min(carrier.depth, _DEEPEST)}">{_carrier(carrier)}</li>\n'
        for carrier in carriers(trace, [m.id for m in own])
    )
    stances = ", ".join(dict.fromkeys(m.stance.value for m in own))
    return (
        f'<p class="origin">{_bdi(origin_words(backing.origin))} '
        f'<b class="stance">{stances}</b></p>'
        f'<p class="why">{_text(backing.reason)}</p>\n<ol class="chain">\n{chain}</ol>\n'
    )


def _carrier(carrier: Carrier) -> str:
    owed = ""
    if carrier.debt is not None:
        owed = f' <b class="debt">{carrier.debt.debt.value}</b> {_bdi(carrier.source)}'
    via = "".join(f", via {_bdi(name)}" for name in carrier.via)
    return f"{_card(carrier.card)}{owed}{via}: {_quoted(carrier.mention)}"


def _card(card: ReportCard) -> str:
    address = link(card.url)
    outlet = _bdi(outlet_of(card))
    if address:
        outlet = f'<a href="{escape(address)}" rel="noreferrer noopener">{outlet}</a>'
    headline = f' title="{_text(card.headline)}"' if card.headline else ""
    return f'<span class="outlet"{headline}>{outlet}</span> <small>{stamp(card.published)}</small>'


def _quoted(mention: Mention) -> str:
    stance = "in its own voice " if mention.voice is Voice.OWN else ""
    if mention.stance is not Stance.ASSERTS:
        stance += f'<b class="stance">{mention.stance.value}</b> '
    return f'{stance}<q dir="auto">{_text(quoted(mention.span.text))}</q>'


def _untold(trace: Trace) -> Iterator[str]:
    cards = {card.id: card for card in trace.reports}
    items = (
        f"{_card(cards[mention.report])}: {_quoted(mention)}"
        for mention in untold(trace)
        if mention.report in cards
    )
    yield from _section("The reports do not tell the origin", "untold", items)


def _conflicts(trace: Trace) -> Iterator[str]:
    cards = {card.id: card for card in trace.reports}
    for what in dict.fromkeys(conflict.what for conflict in trace.claim.conflicts):
        items = [
            f"<b>{_text(side.words)}</b> {_givers(side.mentions, cards)}"
            for side in conflict_sides(trace, what)
        ]
        reasons = dict.fromkeys(c.reason for c in trace.claim.conflicts if c.what == what)
        items += [f'<p class="why">{_text(reason)}</p>' for reason in list(reasons)[:_NOTES]]
        yield from _section(f"The {_text(what)}s cannot all hold", "conflict", items)


def _givers(mentions: Iterable[Mention], cards: dict[str, ReportCard]) -> str:
    told: dict[str, None] = {}
    for mention in mentions:
        card = cards.get(mention.report)
        who = mention.source_name or " … ".join(span.text for span in mention.source)
        by = f"{_bdi(who)} in " if who and who != outlet_of(card) else ""
        told[f"{by}{_bdi(outlet_of(card))}"] = None
    return "; ".join(told)


def _debts(trace: Trace) -> Iterator[str]:
    cards = {card.id: card for card in trace.reports}
    items = (
        _debt(debt, cards)
        for debt in trace.derivations
        if debt.report in cards and debt.source in cards
    )
    yield from _section("Who passes on whose words", "debts", items)


def _debt(debt: Derivation, cards: dict[str, ReportCard]) -> str:
    reasons = "; ".join(
        _text(reason.name) + (f" {_bdi('“' + reason.words + '”')}" if reason.words else "")
        for reason in debt.reasons
    )
    changes = "".join(
        f'<p class="change"><del dir="auto">{_text(there)}</del> → '
        f'<ins dir="auto">{_text(here)}</ins></p>'
        for there, here in debt.changes
    )
    return (
        f'{_card(cards[debt.report])} <b class="debt">{debt.debt.value}</b> '
        f'{_card(cards[debt.source])}<p class="why">{reasons}</p>{changes}'
    )


def _loops(trace: Trace) -> Iterator[str]:
    cards = {card.id: card for card in trace.reports}
    items = []
    for loop in trace.loops:
        ring = [_bdi(outlet_of(cards.get(report))) for report in (*loop.reports, loop.reports[0])]
        reasons = "; ".join(_bdi("“" + reason.words + "”") for reason in loop.reasons)
        items.append(f'{" → ".join(ring)}<p class="why">{reasons}</p>')
    yield from _section("Reports that lean on each other in a circle", "loops", items)


def _text(text: str) -> str:
    return escape(one_line(text))


def _bdi(text: str) -> str:
    return f"<bdi>{_text(text)}</bdi>"
