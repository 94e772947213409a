"""PROV-JSON and GraphML, read by the prov and networkx packages."""

from __future__ import annotations

import io
from collections import Counter
from typing import Any

import pytest

from reportedly.export.ledger import export


def document(ledger: Any) -> Any:
    model = pytest.importorskip("prov.model", reason="needs the prov package")
    out = io.StringIO()
    export(ledger, out, "prov")
    return model.ProvDocument.deserialize(content=out.getvalue(), format="json")


def derivations(read: Any, kind: str) -> set[tuple[str, str]]:
    """The pairs of a kind of derivation: what was made, and of what."""
    from prov.constants import PROV
    from prov.model import ProvDerivation

    return {
        (str(record.args[0]), str(record.args[1]))
        for record in read.get_records(ProvDerivation)
        if PROV[kind] in record.get_asserted_types()
    }


def test_prov_tells_who_was_quoted_and_from_where(ledger: Any) -> None:
    read = document(ledger)
    quoted = derivations(read, "Quotation")
    assert ("mention:r2%3A1", "report:r2") in quoted
    assert ("report:r3", "report:r1") in quoted
    assert ("word:c2%2Fo4", "origin:o4") in quoted
    primary = derivations(read, "PrimarySource")
    assert {made for made, of in primary if of == "word:c1%2Fo1"} == {
        *("mention:r1%3A1", "mention:r2%3A1", "mention:r3%3A1"),
    }
    assert "mention:r4%3A3" not in {made for made, _ in primary}


def test_prov_attributes_words_to_agents_and_all_we_made_to_our_run(ledger: Any) -> None:
    from prov.model import ProvAssociation, ProvAttribution, ProvGeneration

    read = document(ledger)
    whose = {tuple(map(str, r.args[:2])) for r in read.get_records(ProvAttribution)}
    assert {("word:c1%2Fo1", "origin:o1"), ("word:c1%2Fo2", "origin:o2")} <= whose
    assert ("report:r1", "outlet:Tarn%20News%20Agency") in whose
    made = {str(r.args[0]): str(r.args[1]) for r in read.get_records(ProvGeneration)}
    assert made["claim:c1"] == made["mention:r1%3A1"] == "reportedly:run"
    by = {tuple(map(str, r.args[:2])) for r in read.get_records(ProvAssociation)}
    assert by == {
        ("reportedly:run", "reportedly:software"),
        ("judgement:1", "person:Mira%20Oss"),
    }


def test_prov_names_nothing_that_it_does_not_describe(ledger: Any) -> None:
    from prov.model import ProvElement, ProvRelation

    for some in (ledger,):
        read = document(some)
        described = {str(element.identifier) for element in read.get_records(ProvElement)}
        for relation in read.get_records(ProvRelation):
            for end in relation.args[:2]:
                assert str(end) in described


def test_prov_of_hostile_words_is_read_back(hostile: Any) -> None:
    from prov.model import ProvElement

    read = document(hostile)
    labels = {
        str(value)
        for element in read.get_records(ProvElement)
        for value in element.get_attribute("prov:label")
    }
    assert any("<script>alert(1)</script>" in label for label in labels)
    for element in read.get_records(ProvElement):
        assert str(element.identifier).isascii()
        assert element.identifier.uri.startswith("urn:reportedly:")


def test_prov_of_nothing_is_our_run_alone(nothing: Any) -> None:
    from prov.model import ProvElement

    names = {str(element.identifier) for element in document(nothing).get_records(ProvElement)}
    assert names == {"reportedly:run", "reportedly:software"}


def network(ledger: Any) -> Any:
    networkx = pytest.importorskip("networkx", reason="needs the networkx package")
    out = io.BytesIO()
    export(ledger, out, "graphml")
    return networkx.read_graphml(io.BytesIO(out.getvalue()), force_multigraph=True)


def test_a_network_has_every_node_and_edge_once(ledger: Any) -> None:
    graph = network(ledger)
    assert Counter(kind for _, kind in graph.nodes(data="kind")) == {
        "claim": 2,
        "report": 4,
        "mention": 7,
        "origin": 4,
        "hop": 1,
    }
    assert Counter(kind for *_, kind in graph.edges(data="kind")) == {
        "in": 7,
        "stance": 7,
        "origin": 6,
        "via": 1,
        "backs": 4,
        "cites": 1,
        "reprints": 1,
    }


def test_a_network_says_what_its_edges_mean(ledger: Any) -> None:
    graph = network(ledger)
    (denial,) = graph.get_edge_data("mention:r4:1", "claim:c1").values()
    assert (denial["kind"], denial["stance"]) == ("stance", "denies")
    (via,) = graph.get_edge_data("mention:r2:1", "hop:Tarn News Agency").values()
    assert (via["kind"], via["step"]) == ("via", 1)
    (cites,) = graph.get_edge_data("report:r2", "report:r1").values()
    assert (cites["kind"], cites["score"]) == ("cites", 0.97)
    assert "told the Tarn News Agency" in cites["reason"]
    backs = {
        start: data["counted"]
        for start, _, data in graph.in_edges("claim:c1", data=True)
        if data["kind"] == "backs"
    }
    assert backs == {"origin:o1": True, "origin:o2": False, "origin:o3": True}
    assert graph.nodes["claim:c1"]["origins"] == 2
    assert graph.nodes["report:r1"]["label"] == "At least 40 miners left Port Anselm: ambassador"


def test_a_network_of_hostile_words_is_well_formed(hostile: Any) -> None:
    graph = network(hostile)
    kinds = Counter(kind for _, kind in graph.nodes(data="kind"))
    assert kinds == {"claim": 1, "report": 2, "mention": 3, "origin": 1, "hop": 1}
    (label,) = (data["label"] for _, data in graph.nodes(data=True) if data["kind"] == "claim")
    assert "</script><script>alert(1)</script>" in label
    assert "\u202e" not in label and "\x1b" not in label


def test_a_network_of_nothing_is_empty(nothing: Any) -> None:
    assert len(network(nothing)) == 0
