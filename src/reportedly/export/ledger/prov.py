"""PROV-JSON: reports, mentions, claims and the words of origins, and what each was made from.

A mention was quoted from its report and has as its primary source the word of its origin, which is
attributed to the origin as an agent (or quoted from it, where the origin is a document). A claim
was derived from its mentions by our run. Reports are attributed to their outlets and derived from
those whose words they pass on. What people decided are activities of theirs.

Reference: https://www.w3.org/submissions/prov-json/; what PROV-N writes ``wasQuotedFrom`` and
``hadPrimarySource`` is in PROV-JSON ``wasDerivedFrom`` with a ``prov:type``.
"""

from __future__ import annotations

from itertools import count
from typing import Any, TextIO

import reportedly
from reportedly.export.clean import visible
from reportedly.export.ledger import Exportable
from reportedly.export.ledger.names import NAMESPACE, local
from reportedly.ledger.answers import ClaimQuery, ReportCard, Trace
from reportedly.model import Backing, Claim, Debt, Derivation, Judgement, Kind, Mention, dumps

_KINDS = ("report", "mention", "claim", "word", "origin", "outlet", "judgement", "person")
_RUN, _SOFTWARE = "reportedly:run", "reportedly:software"
_AGENTS = {
    Kind.NAMED_PERSON: "prov:Person",
    Kind.UNNAMED_PERSON: "prov:Person",
    Kind.ORGANISATION: "prov:Organization",
    Kind.OUTLET: "prov:Organization",
}


def write(ledger: Exportable, query: ClaimQuery, out: TextIO) -> None:
    """Write one document; it is held in memory, since PROV-JSON is ordered by kinds of record."""
    document = _Document()
    for trace in ledger.traces(query):
        document.take(trace)
    for judgement in ledger.judgements():
        document.judged(judgement)
    out.write(dumps(document.records, indent=1) + "\n")


class _Document:
    """The records of a document, each thing once."""

    def __init__(self) -> None:
        prefixes = {kind: f"{NAMESPACE}{kind}:" for kind in _KINDS}
        self.records: dict[str, dict[str, Any]] = {"prefix": {"reportedly": NAMESPACE, **prefixes}}
        self._numbers = count(1)
        self._debts: set[tuple[str, str, str]] = set()
        version = {"reportedly:version": reportedly.__version__}
        self._put("agent", _SOFTWARE, {"prov:type": _name("prov:SoftwareAgent"), **version})
        self._put("activity", _RUN, {"prov:type": _name("reportedly:Run")})
        self._relate("wasAssociatedWith", {"prov:activity": _RUN, "prov:agent": _SOFTWARE})

    def take(self, trace: Trace) -> None:
        """Add what a claim stands on."""
        for card in trace.reports:
            self._report(card)
        claim = trace.claim
        self._put(
            "entity",
            _id("claim", claim.id),
            {
                "prov:type": _name("reportedly:Claim"),
                "prov:label": visible(claim.label),
                "reportedly:independent_origins": len(claim.independent_origins),
                "reportedly:conflicts": [visible(c.reason) for c in claim.conflicts] or None,
            },
        )
        self._made(_id("claim", claim.id))
        words: dict[str, str] = {}
        for backing in claim.backings:
            word = self._word(claim, backing)
            words |= dict.fromkeys(backing.mentions, word)
        for mention in claim.mentions:
            self._mention(claim, mention, words.get(mention.id))
        for derivation in trace.derivations:
            self._debt(derivation)

    def judged(self, judgement: Judgement) -> None:
        """Add what a person decided."""
        activity, person = _id("judgement", str(judgement.id)), _id("person", judgement.by)
        when = {"$": judgement.at.isoformat(), "type": "xsd:dateTime"}
        self._put(
            "activity",
            activity,
            {
                "prov:startTime": when["$"],
                "prov:endTime": when["$"],
                "prov:type": _name("reportedly:Judgement"),
                "reportedly:verb": judgement.verb,
                "reportedly:subjects": [visible(subject) for subject in judgement.subjects],
                "reportedly:note": visible(judgement.note) or None,
                "reportedly:undone": judgement.undone,
            },
        )
        about = {"prov:type": _name("prov:Person"), "prov:label": visible(judgement.by)}
        self._put("agent", person, about)
        self._relate("wasAssociatedWith", {"prov:activity": activity, "prov:agent": person})

    def _report(self, card: ReportCard) -> None:
        report = _id("report", card.id)
        if report in self.records.get("entity", {}):
            return
        moment = card.published.isoformat() if card.published else None
        self._put(
            "entity",
            report,
            {
                "prov:type": _name("reportedly:Report"),
                "prov:label": visible(card.headline) if card.headline else None,
                "reportedly:published": {"$": moment, "type": "xsd:dateTime"} if moment else None,
                "reportedly:url": visible(card.url) if card.url else None,
            },
        )
        if card.outlet:
            outlet = _id("outlet", card.outlet)
            name = {"prov:label": visible(card.outlet)}
            self._put("agent", outlet, {"prov:type": _name("prov:Organization"), **name})
            self._relate("wasAttributedTo", {"prov:entity": report, "prov:agent": outlet})
        if card.supersedes:
            self._derive(
                report, _id("report", card.supersedes), {"prov:type": _name("prov:Revision")}
            )

    def _word(self, claim: Claim, backing: Backing) -> str:
        """What an origin does with a claim, as an entity of its own."""
        origin = backing.origin
        word, whose = _id("word", f"{claim.id}/{origin.id}"), _id("origin", origin.id)
        self._put(
            "entity",
            word,
            {
                "prov:type": _name("reportedly:Word"),
                "reportedly:stance": [stance.value for stance in backing.stances],
                "reportedly:counted": backing.independent,
                "reportedly:reason": visible(backing.reason),
            },
        )
        about = {"prov:label": visible(origin.name), "reportedly:kind": origin.kind.value}
        if origin.kind is Kind.DOCUMENT:
            self._put("entity", whose, {"prov:type": _name("reportedly:Document"), **about})
            self._derive(word, whose, {"prov:type": _name("prov:Quotation")})
        else:
            agent = _AGENTS.get(origin.kind)
            kind = _name(agent) if agent else None
            self._put("agent", whose, {"prov:type": kind, **about})
            self._relate("wasAttributedTo", {"prov:entity": word, "prov:agent": whose})
        return word

    def _mention(self, claim: Claim, mention: Mention, word: str | None) -> None:
        id, span = _id("mention", mention.id), mention.span
        self._put(
            "entity",
            id,
            {
                "prov:type": _name("reportedly:Mention"),
                "prov:value": visible(span.text),
                "reportedly:start": span.start,
                "reportedly:end": span.end,
                "reportedly:voice": mention.voice.value,
                "reportedly:stance": mention.stance.value,
                "reportedly:via": "; ".join(visible(hop.name) for hop in mention.via) or None,
            },
        )
        self._made(id)
        report = _id("report", mention.report)
        self._derive(id, report, {"prov:type": _name("prov:Quotation")})
        if word:
            self._derive(id, word, {"prov:type": _name("prov:PrimarySource")})
        self._derive(_id("claim", claim.id), id, {"prov:activity": _RUN})

    def _debt(self, debt: Derivation) -> None:
        key = (debt.report, debt.source, debt.debt.value)
        if key in self._debts:
            return
        self._debts.add(key)
        kinds = [_name(f"reportedly:{debt.debt.value}")]
        kinds += [_name("prov:Quotation")] if debt.debt is Debt.REPRINTS else []
        reasons = [visible(f"{r.name}: {r.words}" if r.words else r.name) for r in debt.reasons]
        self._derive(
            _id("report", debt.report),
            _id("report", debt.source),
            {
                "prov:type": kinds,
                "reportedly:score": {"$": f"{debt.score:.4f}", "type": "xsd:double"},
                "reportedly:reason": reasons or None,
            },
        )

    def _derive(self, made: str, of: str, values: dict[str, Any]) -> None:
        ends = {"prov:generatedEntity": made, "prov:usedEntity": of}
        self._relate("wasDerivedFrom", {**ends, **values})

    def _made(self, entity: str) -> None:
        self._relate("wasGeneratedBy", {"prov:entity": entity, "prov:activity": _RUN})

    def _put(self, kind: str, id: str, values: dict[str, Any]) -> None:
        told = {name: value for name, value in values.items() if value is not None}
        self.records.setdefault(kind, {}).setdefault(id, told)

    def _relate(self, relation: str, values: dict[str, Any]) -> None:
        self._put(relation, f"_:{next(self._numbers)}", values)


def _id(kind: str, id: str) -> str:
    return f"{kind}:{local(id)}"


def _name(qualified: str) -> dict[str, str]:
    return {"$": qualified, "type": "prov:QUALIFIED_NAME"}
