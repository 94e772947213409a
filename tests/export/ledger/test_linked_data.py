"""Web Annotations and schema.org claims: their selectors resolved, their triples read by rdflib."""

from __future__ import annotations

import io
import json
import warnings
from typing import Any

import pytest

from reportedly.export.ledger import export

OA = "http://www.w3.org/ns/oa#"
SCHEMA = "https://schema.org/"
# what of the two contexts is used here, so that no test fetches them
ANNO: dict[str, Any] = {
    "oa": OA,
    "as": "https://www.w3.org/ns/activitystreams#",
    "id": "@id",
    "type": "@type",
    **{name: f"oa:{name}" for name in ("Annotation", "SpecificResource", "TextualBody")},
    **{name: f"oa:{name}" for name in ("TextPositionSelector", "TextQuoteSelector")},
    **{name: f"as:{name}" for name in ("startIndex",)},
    **{name: f"oa:{name}" for name in ("start", "end", "exact", "prefix", "suffix")},
    "AnnotationCollection": "as:OrderedCollection",
    "AnnotationPage": "as:OrderedCollectionPage",
    "total": "as:totalItems",
    "value": "http://www.w3.org/1999/02/22-rdf-syntax-ns#value",
    "format": "http://purl.org/dc/elements/1.1/format",
    **{
        name: {"@id": f"oa:{id}", "@type": "@id"}
        for name, id in {
            "body": "hasBody",
            "target": "hasTarget",
            "source": "hasSource",
            "selector": "hasSelector",
        }.items()
    },
    **{
        name: {"@id": f"oa:{id}", "@type": "@vocab"}
        for name, id in {"motivation": "motivatedBy", "purpose": "hasPurpose"}.items()
    },
    **{name: f"oa:{name}" for name in ("identifying", "describing", "tagging")},
    "first": {"@id": "as:first", "@type": "@id"},
    "items": {"@id": "as:items", "@type": "@id", "@container": "@list"},
}


def written(ledger: Any, format: str) -> Any:
    out = io.BytesIO()
    export(ledger, out, format)
    return json.loads(out.getvalue())


def annotations(ledger: Any) -> list[dict[str, Any]]:
    collection = written(ledger, "web-annotation")
    assert collection["type"] == "AnnotationCollection"
    found: list[dict[str, Any]] = collection["first"]["items"]
    assert collection["total"] == len(found)
    return found


def triples(data: dict[str, Any], context: Any) -> Any:
    rdflib = pytest.importorskip("rdflib", reason="needs the rdflib package")
    text = json.dumps({**data, "@context": context})
    with warnings.catch_warnings():  # rdflib 7 uses a class of its own that it has deprecated
        warnings.simplefilter("ignore", DeprecationWarning)
        return rdflib.Graph().parse(data=text, format="json-ld")


@pytest.mark.parametrize("name", ["ledger", "hostile"])
def test_both_selectors_lead_to_the_words_of_the_mention(
    name: str, request: pytest.FixtureRequest
) -> None:
    some = request.getfixturevalue(name)
    mentions = [m for claim in some.stored.values() for m in claim.mentions]
    found = annotations(some)
    assert len(found) == len(mentions)
    for annotation, mention in zip(found, mentions, strict=True):
        text = some.readings[mention.report].report.text
        position, quote = annotation["target"]["selector"]
        assert text[position["start"] : position["end"]] == mention.span.text
        whole = quote["prefix"] + quote["exact"] + quote["suffix"]
        assert text.count(whole) == 1
        assert text.index(whole) + len(quote["prefix"]) == mention.span.start
        assert quote["exact"] == mention.span.text


def test_positions_are_counted_in_code_points(ledger: Any) -> None:
    first = annotations(ledger)[0]["target"]["selector"][0]
    text = ledger.readings["r1"].report.text
    assert "🌊" in text[: first["start"]]  # two units of UTF-16
    assert text[first["start"] :].startswith("At least 40 miners had left")


def test_a_quote_that_stands_twice_gets_as_much_around_it_as_sets_it_apart() -> None:
    from reportedly.export.ledger.web_annotation import _quote
    from reportedly.model import Span

    text = "It rained. " * 40
    found = _quote(Span.of(text, 220, 229), text)
    whole = found["prefix"] + found["exact"] + found["suffix"]
    assert text.find(whole, text.find(whole) + 1) == -1
    assert text.find(whole) + len(found["prefix"]) == 220


def test_an_annotation_is_about_its_claim_and_points_to_the_page(ledger: Any) -> None:
    rdflib = pytest.importorskip("rdflib", reason="needs the rdflib package")
    data = written(ledger, "web-annotation")
    assert data["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    graph = triples(data, [ANNO, *data["@context"][1:]])
    oa = rdflib.Namespace(OA)
    assert len(set(graph.subjects(rdflib.RDF.type, oa.Annotation))) == 7
    denial = rdflib.URIRef("urn:reportedly:mention:r4%3A1")
    sources = {
        str(s) for b in graph.objects(denial, oa.hasBody) for s in graph.objects(b, oa.hasSource)
    }
    assert sources == {"urn:reportedly:claim:c1"}
    (target,) = graph.objects(denial, oa.hasTarget)
    assert {str(s) for s in graph.objects(target, oa.hasSource)} == {
        "https://news.example/r4?a=1&b=2"
    }
    tags = {
        str(value)
        for body in graph.objects(denial, oa.hasBody)
        if (body, oa.hasPurpose, oa.tagging) in graph
        for value in graph.objects(body, rdflib.RDF.value)
    }
    assert tags == {"denies"}


def test_a_hostile_address_is_no_target(hostile: Any) -> None:
    for annotation in annotations(hostile):
        assert annotation["target"]["source"].startswith("urn:reportedly:report:")
        assert annotation["id"].isascii()


def test_claims_say_where_they_appear_and_where_first(ledger: Any) -> None:
    rdflib = pytest.importorskip("rdflib", reason="needs the rdflib package")
    data = written(ledger, "claimreview")
    assert data["@context"] == "https://schema.org"
    graph = triples(data, {"@vocab": SCHEMA})
    schema = rdflib.Namespace(SCHEMA)
    claim = rdflib.URIRef("urn:reportedly:claim:c1")
    assert len(set(graph.subjects(rdflib.RDF.type, schema.Claim))) == 2
    appearances = {str(one) for one in graph.objects(claim, schema.appearance)}
    assert appearances == {f"urn:reportedly:report:r{n}" for n in (1, 2, 3, 4)}
    (first,) = graph.objects(claim, schema.firstAppearance)
    assert str(first) == "urn:reportedly:report:r1"
    assert str(graph.value(first, schema.datePublished)) == "2031-03-04T09:30:00+00:00"


def test_authors_are_the_origins_that_count_and_the_unnamed_get_no_name(ledger: Any) -> None:
    first, second = written(ledger, "claimreview")["@graph"]
    assert [(a["@type"], a.get("name"), a.get("description")) for a in first["author"]] == [
        ("Person", "Vard Tolen", None),
        ("Organization", None, "two dockers"),
    ]
    assert "author" not in second
    assert [one["name"] for one in second["isBasedOn"]] == ["the log of the Anselma"]


def test_nothing_is_rated(ledger: Any, hostile: Any) -> None:
    for some in (ledger, hostile):
        types: set[str] = set()

        def note(one: dict[str, Any], types: set[str] = types) -> dict[str, Any]:
            types.update(name for name in ("reviewRating", "ratingValue") if name in one)
            types.add(one.get("@type", ""))
            return one

        json.loads(json.dumps(written(some, "claimreview")), object_hook=note)
        assert not types & {"ClaimReview", "Review", "Rating", "reviewRating", "ratingValue"}


def test_undated_reports_are_nobodys_first(hostile: Any) -> None:
    from dataclasses import replace

    for id, reading in hostile.readings.items():
        hostile.readings[id] = replace(reading, report=replace(reading.report, published=None))
    (claim,) = written(hostile, "claimreview")["@graph"]
    assert "firstAppearance" not in claim
    assert len(claim["appearance"]) == 2


def test_nothing_gives_an_empty_collection(nothing: Any) -> None:
    assert annotations(nothing) == []
    assert written(nothing, "claimreview")["@graph"] == []
