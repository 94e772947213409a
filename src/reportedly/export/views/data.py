"""A ledger's answers as JSON and CSV: what the views show, complete and for programs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, TextIO

from reportedly.export.clean import visible
from reportedly.export.csv import guarded
from reportedly.ledger.answers import ClaimQuery, ReportCard, Trace
from reportedly.model import Claim, dumps
from reportedly.model.claim_codec import claim_to_dict, derivation_to_dict, loop_to_dict

if TYPE_CHECKING:
    from reportedly.ledger.ledger import Ledger

SCHEMA = "reportedly.claims/1"


def plain(noun: Any) -> Any:
    """A frozen noun as plain data; a time as ISO 8601."""
    if is_dataclass(noun):
        return {field.name: plain(getattr(noun, field.name)) for field in fields(noun)}
    if isinstance(noun, (list, tuple)):
        return [plain(one) for one in noun]
    return noun.isoformat() if isinstance(noun, date) else noun


def claim_data(claim: Claim) -> dict[str, Any]:
    """A claim with its mentions, the ids of its independent origins, and whether values conflict.

    A mention's ``source_text`` has the words that its ``source`` points to.
    """
    data = claim_to_dict(claim)
    for mention, told in zip(claim.mentions, data["mentions"], strict=True):
        told["source_text"] = " … ".join(span.text for span in mention.source) or None
    mentions = data.pop("mentions")
    return {
        "id": data.pop("id"),
        "label": data.pop("label"),
        "independent_origins": [origin.id for origin in claim.independent_origins],
        "conflict": bool(claim.conflicts),
        **data,
        "mentions": mentions,
    }


def report_data(card: ReportCard, sources: Iterable[str]) -> dict[str, Any]:
    """A stored report without its text, and the ids of those that it derives from."""
    data: dict[str, Any] = plain(card)
    return data | {"derived_from": list(sources)}


def trace_data(trace: Trace) -> dict[str, Any]:
    """A trace: the claim, the reports, who passes on whose words, and circles."""
    sources = _sources(trace.derivations)
    return {
        "claim": claim_data(trace.claim),
        "reports": [report_data(card, sources.get(card.id, ())) for card in trace.reports],
        "derivations": [derivation_to_dict(d) for d in trace.derivations],
        "loops": [loop_to_dict(loop) for loop in trace.loops],
    }


def write_document(ledger: Ledger, query: ClaimQuery, out: TextIO) -> None:
    """Write the claims that a query finds, with reports, circles, origins and stories, as one
    object; claims are written as they are read, so that memory stays small.
    """
    sources = _sources(ledger.derivations(query.story))
    reports = (report_data(card, sources.get(card.id, ())) for card in ledger.reports(query.story))
    parts: tuple[tuple[str, Iterable[Any]], ...] = (
        ("reports", reports),
        ("claims", (claim_data(claim) for claim in ledger.complete(query))),
        ("loops", (list(loop.reports) for loop in ledger.loops())),
        ("origins", map(plain, ledger.origins())),
        ("stories", map(plain, ledger.stories())),
    )
    out.write(f'{{"schema": {dumps(SCHEMA)}')
    for name, rows in parts:
        out.write(f",\n{dumps(name)}: [")
        for number, row in enumerate(rows):
            out.write((",\n " if number else "\n ") + dumps(row))
        out.write("]")
    out.write("}\n")


def write_lines(rows: Iterable[Any], out: TextIO) -> None:
    """Write plain data as JSON Lines."""
    for row in rows:
        out.write(dumps(row) + "\n")


def write_list(rows: Iterable[Any], out: TextIO) -> None:
    """Write plain data as one JSON list."""
    out.write("[")
    for number, row in enumerate(rows):
        out.write((",\n " if number else "\n ") + dumps(row))
    out.write("]\n")


def write_csv(noun: type[Any], rows: Iterable[Any], out: TextIO) -> None:
    """Write flat nouns of one kind as CSV, a column for each of their fields."""
    names = [field.name for field in fields(noun)]
    out.write(_csv_line(names))
    for row in rows:
        out.write(_csv_line([_cell(getattr(row, name)) for name in names]))


def _cell(value: Any) -> str:
    value = plain(value)
    if value is None:
        return ""
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value)


def _csv_line(cells: Iterable[str]) -> str:
    line = io.StringIO(newline="")
    csv.writer(line).writerow([guarded(visible(cell)) for cell in cells])
    return line.getvalue().removesuffix("\r\n") + "\n"


def _sources(derivations: Iterable[Any]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for d in derivations:
        found.setdefault(d.report, []).append(d.source)
    return found
