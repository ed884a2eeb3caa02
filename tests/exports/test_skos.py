"""Glossary and lists are held to the rules of the SKOS reference, by pyshacl, and looked through by skosify."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyshacl
import pytest
import skosify
import skosify.check
from rdflib import Graph as Triples
from rdflib import Literal, URIRef
from rdflib.namespace import DC, DCTERMS, RDF, SKOS

from macros.exports.places import Places
from macros.exports.skos import glossary, lists
from macros.knowledge.graph import Graph
from macros.model.library import read_library
from tests.community import TODAY, graph_of, record, second_library
from tests.conftest import ROOT

SITE = "https://example.org/library/"
SECOND = Graph(second_library(), TODAY)
RULES = Triples().parse(Path(__file__).parent / "skos_rules.ttl")


def _read(text: str) -> Triples:
    return Triples().parse(data=text, format="turtle")


def _faults(triples: Triples) -> list[str]:
    """The messages of the rules that are broken."""
    report = pyshacl.validate(triples, shacl_graph=RULES, advanced=True, inference="none")[1]
    assert isinstance(report, Triples)
    message = URIRef("http://www.w3.org/ns/shacl#resultMessage")
    return sorted({str(found) for found in report.objects(None, message)})


def _concept(id: str) -> URIRef:
    return URIRef(f"{SITE}definitions/{id}.html")


def _shipped() -> Graph:
    library, _ = read_library(ROOT)
    assert library is not None
    return Graph(library, TODAY)


@pytest.mark.parametrize("site", [SITE, None])
def test_the_glossary_keeps_every_rule_of_skos(site: str | None) -> None:
    """With addresses and without; the lists as well."""
    places = Places.of(SECOND, site)
    assert _faults(_read(glossary(places))) == []
    assert _faults(_read(lists(places))) == []


def test_skosify_finds_nothing_to_mend_in_the_shipped_glossary(caplog: pytest.LogCaptureFixture) -> None:
    """No circle, no double label, no relation that excludes another; and the rules are kept."""
    triples = _read(glossary(Places.of(_shipped(), SITE)))
    before = len(triples)
    with caplog.at_level(logging.WARNING):
        for check in (
            skosify.check.hierarchy_cycles, skosify.check.disjoint_relations, skosify.check.label_overlap,
            skosify.check.hierarchical_redundancy,
        ):  # fmt: skip
            check(triples, True)
        skosify.check.preflabel_uniqueness(triples, "shortest")
    assert (len(triples), [entry.getMessage() for entry in caplog.records]) == (before, [])
    assert _faults(triples) == []
    assert len(set(triples.subjects(RDF.type, SKOS.Concept))) == len(_shipped().definitions)


def _put(triples: Triples, *parts: Any) -> None:
    triples.add(parts)


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda g, c, o: _put(g, c, SKOS.prefLabel, Literal("Altceva", lang="ro")), "S14"),
        (lambda g, c, o: _put(g, c, SKOS.altLabel, Literal("Grădină comunitară", lang="ro")), "S13"),
        (lambda g, c, o: _put(g, c, SKOS.broader, o), "S27"),
        (lambda g, c, o: _put(g, c, RDF.type, SKOS.ConceptScheme), "S9"),
        (lambda g, c, o: (_put(g, c, SKOS.exactMatch, o), _put(g, c, SKOS.broadMatch, o)), "S46"),
        (lambda g, c, o: _put(g, c, SKOS.broader, c), "a circle"),
        (lambda g, c, o: g.remove((c, SKOS.inScheme, None)), "S4"),
        (lambda g, c, o: _put(g, c, SKOS.definition, Literal("Alta.", lang="ro")), "one working definition"),
        (lambda g, c, o: g.remove((URIRef(f"{c}#radacini"), DCTERMS.source, None)), "its document"),
        (lambda g, c, o: g.remove((URIRef(f"{c}#radacini"), RDF.value, None)), "its words"),
    ],
)
def test_a_glossary_with_a_fault_is_refused(change: Callable[..., Any], fault: str) -> None:
    """So the tests above can fail."""
    triples = _read(glossary(Places.of(SECOND, SITE)))
    change(triples, _concept("gradina-comunitara"), _concept("compost"))
    assert [message for message in _faults(triples) if message.startswith(fault)]


def test_skosify_tells_of_a_circle(caplog: pytest.LogCaptureFixture) -> None:
    """So the test above can fail."""
    triples = _read(glossary(Places.of(SECOND, SITE)))
    one, other = _concept("gradina-comunitara"), _concept("compost")
    _put(triples, one, SKOS.broader, other)
    _put(triples, other, SKOS.broader, one)
    with caplog.at_level(logging.WARNING):
        skosify.check.hierarchy_cycles(triples, True)
    assert caplog.records


def test_an_organisations_version_is_a_node_with_its_source() -> None:
    """Beside the one working definition of the community."""
    triples = _read(glossary(Places.of(SECOND, SITE)))
    concept = _concept("gradina-comunitara")
    own = URIRef(f"{concept}#radacini")
    assert [str(words) for words in triples.objects(concept, SKOS.definition)] == [
        "Un petic de pământ săpat de vecini, cu Compost făcut pe loc."
    ]
    assert triples.value(own, RDF.value) == Literal("Grădina tuturor celor care pun mâna pe sapă.", lang="ro")
    assert triples.value(own, DCTERMS.source) == URIRef(f"{SITE}sources/anuar-gradini.html")
    assert triples.value(own, DCTERMS.creator) == URIRef(f"{SITE}organisations/asociatia-radacini.html")
    assert str(triples.value(own, DCTERMS.issued)) == "2024"
    assert triples.value(concept, DCTERMS.identifier) == Literal("gradina-comunitara")


def test_what_skos_forbids_and_entries_allow_is_left_out() -> None:
    """A related term that is a broader one, and names that differ in nothing that a label says."""
    names = [
        {"text": "One", "language": "en"}, {"text": "One", "language": "en", "kind": "variant", "status": "admitted"},
        {"text": "Won", "language": "en", "status": "deprecated"}, {"text": "ON", "language": "en", "kind": "acronym"},
    ]  # fmt: skip
    graph = graph_of(
        record("definition", "one", names=names, broader=["two"], related=["three", "one"]),
        record("definition", "two", title="Two", broader=["three"]),
        record("definition", "three", title="Three", related=["one"]),
    )
    triples = _read(glossary(Places.of(graph, SITE)))
    assert _faults(triples) == []
    assert list(triples.subject_objects(SKOS.related)) == []
    labels = {str(label): str(name) for name in (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)
              for label in triples.objects(_concept("one"), name)}  # fmt: skip
    assert labels == {"One": str(SKOS.prefLabel), "ON": str(SKOS.altLabel), "Won": str(SKOS.hiddenLabel)}


def test_who_has_no_entry_is_named_in_words() -> None:
    """And a year that is none is kept as it is."""
    own = {"id": "x", "body": "Somebody", "source": "izvor", "paraphrase": "Words.", "year": "about 1990"}
    triples = _read(glossary(Places.of(graph_of(record("definition", "one", source_definitions=[own])), SITE)))
    node = URIRef(f"{_concept('one')}#x")
    assert (triples.value(node, DC.creator), triples.value(node, DC.date)) == (
        Literal("Somebody"),
        Literal("about 1990"),
    )
    assert _faults(triples) == []


def test_lists_have_their_labels_in_every_language() -> None:
    """Each list is a scheme of its own."""
    triples = _read(lists(Places.of(SECOND, SITE)))
    schemes = set(triples.subjects(RDF.type, SKOS.ConceptScheme))
    assert len(schemes) == len(SECOND.vocabularies)
    status = SECOND.vocabularies["action-status"].terms[0]
    found = triples.objects(URIRef(f"{SITE}data/lists.ttl#action-status.{status.id}"), SKOS.prefLabel)
    assert {(label.language, str(label)) for label in found} == set(status.label.items())  # type: ignore[attr-defined]


def test_the_same_library_gives_the_same_bytes() -> None:
    """In any order of memory."""
    assert glossary(Places.of(Graph(second_library(), TODAY), SITE)) == glossary(Places.of(SECOND, SITE))
