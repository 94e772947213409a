"""GraphML: claims, mentions, reports, origins and those between them, for network tools.

Nodes have a ``kind``: claim, mention, report, origin or hop. Edges have one too: ``in`` (mention →
report), ``stance`` (mention → claim), ``via`` (mention → hop, with its ``step``), ``origin``
(mention → origin), ``backs`` (origin → claim, with ``counted``), and ``cites``, ``reprints`` and
``rewrites`` (report → report).

Reference: http://graphml.graphdrawing.org/specification.html.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import TextIO
from xml.sax.saxutils import escape, quoteattr

from reportedly.export.clean import visible
from reportedly.export.ledger import Exportable
from reportedly.ledger.answers import ClaimQuery, ReportCard, Trace
from reportedly.model import Backing, Claim, Derivation, Mention

Value = str | int | float | bool | None

_KEYS = {
    "node": {
        **dict.fromkeys(("kind", "name", "label", "story", "outlet", "published"), "string"),
        **dict.fromkeys(("url", "voice", "party"), "string"),
        **dict.fromkeys(("start", "end", "origins", "conflicts"), "int"),
    },
    "edge": {
        **dict.fromkeys(("kind", "stance", "reason"), "string"),
        "step": "int",
        "score": "double",
        "counted": "boolean",
    },
}
_NONCHARACTERS = dict.fromkeys((0xFFFE, 0xFFFF), "\ufffd")  # XML 1.0 has no place for them


def write(ledger: Exportable, query: ClaimQuery, out: TextIO) -> None:
    """Write the network of the claims, every node and every edge once."""
    out.write('<?xml version="1.0" encoding="UTF-8"?>\n')
    out.write('<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n')
    for target, names in _KEYS.items():
        for name, kind in names.items():
            out.write(
                f'<key id="{target[0]}-{name}" for="{target}" attr.name="{name}"'
                f' attr.type="{kind}"/>\n'
            )
    out.write('<graph id="ledger" edgedefault="directed">\n')
    network = _Network()
    for trace in ledger.traces(query):
        out.writelines(network.of(trace))
    out.write("</graph>\n</graphml>\n")


class _Network:
    """Turns traces into nodes and edges, leaving out what an earlier trace gave already."""

    def __init__(self) -> None:
        self._nodes: set[tuple[str, str]] = set()
        self._debts: set[tuple[str, str, str]] = set()
        self._numbers = count(1)

    def of(self, trace: Trace) -> Iterator[str]:
        """The elements that a trace adds."""
        yield from self._claim(trace.claim)
        for card in trace.reports:
            yield from self._report(card)
        for backing in trace.claim.backings:
            yield from self._backing(trace.claim, backing)
        for mention in trace.claim.mentions:
            yield from self._mention(trace.claim, mention)
        for derivation in trace.derivations:
            yield from self._debt(derivation)

    def _claim(self, claim: Claim) -> Iterator[str]:
        yield from self._node(
            ("claim", claim.id),
            label=claim.label,
            story=claim.story,
            origins=len(claim.independent_origins),
            conflicts=len(claim.conflicts),
        )

    def _report(self, card: ReportCard) -> Iterator[str]:
        yield from self._node(
            ("report", card.id),
            label=card.headline or card.id,
            story=card.story,
            outlet=card.outlet,
            published=card.published.isoformat() if card.published else None,
            url=card.url,
        )

    def _backing(self, claim: Claim, backing: Backing) -> Iterator[str]:
        origin = backing.origin
        node = ("origin", origin.id)
        yield from self._node(
            node, label=origin.name, party=origin.kind.value, outlet=origin.outlet
        )
        yield self._edge(
            node,
            ("claim", claim.id),
            kind="backs",
            stance=", ".join(stance.value for stance in backing.stances),
            counted=backing.independent,
            reason=backing.reason,
        )

    def _mention(self, claim: Claim, mention: Mention) -> Iterator[str]:
        node, span = ("mention", mention.id), mention.span
        yield from self._node(("report", mention.report), label=mention.report)
        yield from self._node(
            node, label=span.text, voice=mention.voice.value, start=span.start, end=span.end
        )
        yield self._edge(node, ("report", mention.report), kind="in")
        yield self._edge(node, ("claim", claim.id), kind="stance", stance=mention.stance.value)
        for step, hop in enumerate(mention.via, 1):
            yield from self._node(("hop", hop.name), label=hop.name, party=hop.kind.value)
            yield self._edge(node, ("hop", hop.name), kind="via", step=step)
        if mention.origin:
            yield from self._node(("origin", mention.origin), label=mention.source_name)
            yield self._edge(node, ("origin", mention.origin), kind="origin")

    def _debt(self, debt: Derivation) -> Iterator[str]:
        key = (debt.report, debt.source, debt.debt.value)
        if key in self._debts:
            return
        self._debts.add(key)
        for report in (debt.report, debt.source):
            yield from self._node(("report", report), label=report)
        yield self._edge(
            ("report", debt.report),
            ("report", debt.source),
            kind=debt.debt.value,
            score=round(debt.score, 4),
            reason="; ".join(f"{r.name}: {r.words}" if r.words else r.name for r in debt.reasons),
        )

    def _node(self, node: tuple[str, str], **values: Value) -> Iterator[str]:
        if node not in self._nodes:
            self._nodes.add(node)
            data = _data("n", {"kind": node[0], "name": node[1], **values})
            yield f"<node id={_key(node)}>{data}</node>\n"

    def _edge(self, start: tuple[str, str], end: tuple[str, str], **values: Value) -> str:
        ends = f"source={_key(start)} target={_key(end)}"
        return f'<edge id="e{next(self._numbers)}" {ends}>{_data("e", values)}</edge>\n'


def _key(node: tuple[str, str]) -> str:
    return quoteattr(_legal(":".join(node)))


def _data(prefix: str, values: dict[str, Value]) -> str:
    return "".join(
        f'<data key="{prefix}-{name}">{_told(value)}</data>'
        for name, value in values.items()
        if value is not None
    )


def _told(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return escape(_legal(value), {"\r": "&#13;"}) if isinstance(value, str) else str(value)


def _legal(text: str) -> str:
    return visible(text).translate(_NONCHARACTERS)
