"""The part of the JSON codec that holds claims: mentions, origins, debts, loops and judgements.

What a ``…_to_dict`` writes, its ``…_from_dict`` reads back as it was, weights and scores to four
places. Spans are offsets into their report's text, so reading a mention back takes that text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from reportedly.model.claim import (
    Backing,
    Claim,
    Conflict,
    Debt,
    Derivation,
    Judgement,
    Loop,
    Mention,
    Origin,
    Reason,
    Story,
    Voice,
)
from reportedly.model.party import Kind, Stance
from reportedly.model.span import Span
from reportedly.model.values_codec import (
    Data,
    evidence_from_dict,
    evidence_to_dict,
    figure_from_dict,
    figure_to_dict,
    hop_from_dict,
    hop_to_dict,
    offsets,
    place_from_dict,
    place_to_dict,
    spans_of,
    when_from_dict,
    when_to_dict,
)


def mention_to_dict(mention: Mention) -> Data:
    """A mention as plain data."""
    return {
        "id": mention.id,
        "report": mention.report,
        "start": mention.span.start,
        "end": mention.span.end,
        "text": mention.span.text,
        "voice": mention.voice.value,
        "stance": mention.stance.value,
        "attribution": mention.attribution,
        "source": offsets(mention.source),
        "source_name": mention.source_name,
        "source_kind": mention.source_kind.value,
        "via": [hop.name for hop in mention.via],
        "hops": [hop_to_dict(hop) for hop in mention.via],
        "origin": mention.origin,
        "figures": [figure_to_dict(figure) for figure in mention.figures],
        "dates": [when_to_dict(when) for when in mention.dates],
        "places": [place_to_dict(place) for place in mention.places],
        "said": when_to_dict(mention.said) if mention.said else None,
        "hedges": offsets(mention.hedges),
        "evidence": [evidence_to_dict(evidence) for evidence in mention.evidence],
    }


def mention_from_dict(text: str, data: Data) -> Mention:
    """A mention from plain data and its report's text; ``SpanError`` where they do not fit."""
    said = data.get("said")
    return Mention(
        id=data["id"],
        report=data["report"],
        span=Span.of(text, data["start"], data["end"]),
        voice=Voice(data["voice"]),
        stance=Stance(data["stance"]),
        attribution=data.get("attribution"),
        source=spans_of(text, data.get("source", [])),
        source_name=data.get("source_name"),
        source_kind=Kind(data["source_kind"]),
        via=tuple(hop_from_dict(text, hop) for hop in data.get("hops", [])),
        origin=data.get("origin"),
        figures=tuple(figure_from_dict(text, figure) for figure in data.get("figures", [])),
        dates=tuple(when_from_dict(text, when) for when in data.get("dates", [])),
        places=tuple(place_from_dict(text, place) for place in data.get("places", [])),
        said=when_from_dict(text, said) if said else None,
        hedges=spans_of(text, data.get("hedges", [])),
        evidence=tuple(evidence_from_dict(text, one) for one in data.get("evidence", [])),
    )


def origin_to_dict(origin: Origin) -> Data:
    """An origin as plain data."""
    return {
        "id": origin.id,
        "name": origin.name,
        "kind": origin.kind.value,
        "outlet": origin.outlet,
    }


def origin_from_dict(data: Data) -> Origin:
    """An origin from plain data."""
    return Origin(data["id"], data["name"], Kind(data["kind"]), data.get("outlet"))


def reasons_to_list(reasons: Iterable[Reason]) -> list[Data]:
    """Reasons as plain data."""
    return [
        {"name": reason.name, "weight": round(reason.weight, 4), "words": reason.words}
        for reason in reasons
    ]


def reasons_from_list(data: Iterable[Data]) -> tuple[Reason, ...]:
    """Reasons from plain data."""
    return tuple(Reason(one["name"], float(one["weight"]), one.get("words", "")) for one in data)


def backing_to_dict(backing: Backing) -> Data:
    """A backing as plain data."""
    return {
        "origin": origin_to_dict(backing.origin),
        "mentions": list(backing.mentions),
        "stances": [stance.value for stance in backing.stances],
        "independent": backing.independent,
        "reason": backing.reason,
    }


def backing_from_dict(data: Data) -> Backing:
    """A backing from plain data."""
    return Backing(
        origin_from_dict(data["origin"]),
        tuple(data["mentions"]),
        tuple(Stance(stance) for stance in data["stances"]),
        bool(data["independent"]),
        data["reason"],
    )


def conflict_to_dict(conflict: Conflict) -> Data:
    """A conflict as plain data."""
    return {
        "what": conflict.what,
        "one": conflict.one,
        "other": conflict.other,
        "values": list(conflict.values),
        "reason": conflict.reason,
    }


def conflict_from_dict(data: Data) -> Conflict:
    """A conflict from plain data."""
    first, second = data["values"]
    return Conflict(data["what"], data["one"], data["other"], (first, second), data["reason"])


def claim_to_dict(claim: Claim) -> Data:
    """A claim as plain data, with its mentions complete."""
    return {**answers_of(claim), "mentions": [mention_to_dict(m) for m in claim.mentions]}


def claim_from_dict(texts: Mapping[str, str], data: Data) -> Claim:
    """A claim from plain data and the texts of its reports by their ids."""
    return claim_with(
        data, tuple(mention_from_dict(texts[m["report"]], m) for m in data["mentions"])
    )


def answers_of(claim: Claim) -> Data:
    """All of a claim but its mentions, as plain data."""
    return {
        "id": claim.id,
        "label": claim.label,
        "story": claim.story,
        "backings": [backing_to_dict(backing) for backing in claim.backings],
        "conflicts": [conflict_to_dict(conflict) for conflict in claim.conflicts],
        "reasons": [
            {"mention": mention, "nearest": nearest, "reasons": reasons_to_list(reasons)}
            for mention, nearest, reasons in claim.reasons
        ],
    }


def claim_with(data: Data, mentions: tuple[Mention, ...]) -> Claim:
    """A claim from what ``answers_of`` gave, and its mentions."""
    return Claim(
        id=data["id"],
        label=data["label"],
        mentions=mentions,
        backings=tuple(backing_from_dict(backing) for backing in data.get("backings", [])),
        conflicts=tuple(conflict_from_dict(conflict) for conflict in data.get("conflicts", [])),
        story=data.get("story"),
        reasons=tuple(
            (one["mention"], one["nearest"], reasons_from_list(one["reasons"]))
            for one in data.get("reasons", [])
        ),
    )


def derivation_to_dict(derivation: Derivation) -> Data:
    """A derivation as plain data."""
    return {
        "report": derivation.report,
        "source": derivation.source,
        "debt": derivation.debt.value,
        "score": round(derivation.score, 4),
        "reasons": reasons_to_list(derivation.reasons),
        "changes": [list(change) for change in derivation.changes],
    }


def derivation_from_dict(data: Data) -> Derivation:
    """A derivation from plain data."""
    return Derivation(
        data["report"],
        data["source"],
        Debt(data["debt"]),
        float(data["score"]),
        reasons_from_list(data.get("reasons", [])),
        tuple((there, here) for there, here in data.get("changes", [])),
    )


def loop_to_dict(loop: Loop) -> Data:
    """A loop as plain data."""
    return {"reports": list(loop.reports), "reasons": reasons_to_list(loop.reasons)}


def loop_from_dict(data: Data) -> Loop:
    """A loop from plain data."""
    return Loop(tuple(data["reports"]), reasons_from_list(data.get("reasons", [])))


def story_to_dict(story: Story) -> Data:
    """A story as plain data."""
    return {"id": story.id, "label": story.label, "reports": list(story.reports)}


def story_from_dict(data: Data) -> Story:
    """A story from plain data."""
    return Story(data["id"], data["label"], tuple(data["reports"]))


def judgement_to_dict(judgement: Judgement) -> Data:
    """A judgement as plain data."""
    return {
        "id": judgement.id,
        "verb": judgement.verb,
        "subjects": list(judgement.subjects),
        "by": judgement.by,
        "at": judgement.at.isoformat(),
        "note": judgement.note,
        "undone": judgement.undone,
    }


def judgement_from_dict(data: Data) -> Judgement:
    """A judgement from plain data."""
    return Judgement(
        data["id"],
        data["verb"],
        tuple(data["subjects"]),
        data["by"],
        datetime.fromisoformat(data["at"]),
        data.get("note", ""),
        bool(data.get("undone", False)),
    )
