"""`glossary.ttl` and `lists.ttl`: definitions and controlled lists as SKOS concepts, in Turtle.

A definition is one concept with one working definition. Each organisation's own version is a node beside it with its
words, its document, who says it and when, so that nobody takes it for the community's. What SKOS forbids and entries
allow is left out here: a label that stands twice (S13), and a related term that is a broader one as well (S27).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from rdflib import Graph as Triples
from rdflib import Literal, URIRef
from rdflib.namespace import DC, DCTERMS, FOAF, RDF, RDFS, SKOS, XSD, Namespace

from macros.exports.places import Places
from macros.knowledge.citing.formats import text
from macros.knowledge.citing.work import Works
from macros.knowledge.graph import changed
from macros.model.definition import Definition, SourceDefinition
from macros.model.record import Record
from macros.model.source import Source
from macros.model.vocabulary import Vocabulary
from macros.render.templates import plain

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
ADMS, SCHEMA = Namespace("http://www.w3.org/ns/adms#"), Namespace("https://schema.org/")
GLOSSARY, LISTS = "glossary.ttl", "lists.ttl"
_YEAR = re.compile(r"\d{4}")
_HIDDEN = ("deprecated", "superseded")
"""Statuses of names that are found and not shown."""


def glossary(places: Places) -> str:
    """All definitions."""
    return _Writer(places).glossary()


def lists(places: Places) -> str:
    """All controlled lists, each a scheme of its own, with labels in every language that they have."""
    return _Writer(places).lists()


class _Writer:
    def __init__(self, places: Places) -> None:
        self._places, self._graph = places, places.graph
        self._works = Works(places.graph)
        self._triples = Triples(bind_namespaces="none")
        for prefix, space in (
            ("adms", ADMS), ("dc", DC), ("dct", DCTERMS), ("foaf", FOAF), ("rdf", RDF), ("rdfs", RDFS),
            ("schema", SCHEMA), ("skos", SKOS), ("xsd", XSD),
        ):  # fmt: skip
            self._triples.bind(prefix, space)

    def glossary(self) -> str:
        scheme = self._scheme(GLOSSARY, self._graph.settings.name, self._graph.settings.description)
        cited: dict[str, None] = {}
        for record in self._graph.definitions:
            self._concept(record, scheme)
            cited |= dict.fromkeys(
                id for own in record.source_definitions for id in (own.source, own.organisation) if id
            )
        for id in cited:
            self._named(self._graph.records[id])
        return self._triples.serialize(format="turtle")

    def lists(self) -> str:
        for known in self._graph.vocabularies.values():
            self._list(known)
        return self._triples.serialize(format="turtle")

    def _scheme(self, file: str, title: str, description: str) -> URIRef:
        scheme = URIRef(self._at(file))
        self._add(scheme, RDF.type, SKOS.ConceptScheme)
        self._add(scheme, DCTERMS.title, Literal(title, lang=self._graph.language))
        self._add(scheme, DCTERMS.description, Literal(description, lang=self._graph.language))
        self._add(scheme, DCTERMS.license, URIRef(LICENCE))
        return scheme

    def _concept(self, record: Definition, scheme: URIRef) -> None:
        concept = URIRef(self._places.subject(record))
        self._add(concept, RDF.type, SKOS.Concept)
        self._add(concept, SKOS.inScheme, scheme)
        self._add(concept, DCTERMS.identifier, Literal(record.id))
        self._add(concept, DCTERMS.created, Literal(record.added.isoformat(), datatype=XSD.date))
        self._add(concept, DCTERMS.modified, Literal(changed(record).isoformat(), datatype=XSD.date))
        for label, words in _labels(record):
            self._add(concept, label, words)
        self._add(concept, SKOS.definition, self._said(record, record.harmonised.text))
        self._add(concept, ADMS.status, URIRef(self._value("definition-status", record.status)))
        if record.harmonised.rationale:
            self._add(concept, SKOS.scopeNote, self._said(record, record.harmonised.rationale))
        for event in record.history:
            happened = f"{event.date}: {event.text}" if event.date else event.text
            self._add(concept, SKOS.historyNote, self._said(record, happened))
        above = _above(record, self._graph.records)
        for id in record.broader:
            self._add(concept, SKOS.broader, URIRef(self._places.subject(self._graph.records[id])))
        if not record.broader:
            self._add(scheme, SKOS.hasTopConcept, concept)
            self._add(concept, SKOS.topConceptOf, scheme)
        for id in record.related:
            other = self._graph.records[id]
            if id != record.id and id not in above and record.id not in _above(other, self._graph.records):
                self._add(concept, SKOS.related, URIRef(self._places.subject(other)))
        for facet in ("dimensions", "focus-areas"):
            for value in getattr(record, facet.replace("-", "_")):
                self._add(concept, DCTERMS.subject, URIRef(self._value(facet, value)))
        if record.superseded_by:
            replaced = self._graph.records[record.superseded_by]
            self._add(concept, DCTERMS.isReplacedBy, URIRef(self._places.subject(replaced)))
        for own in record.source_definitions:
            self._own(concept, record, own)

    def _own(self, concept: URIRef, record: Definition, own: SourceDefinition) -> None:
        """An organisation's version: a node with its words and where they stand."""
        node = URIRef(self._places.subject(record, own.id))
        source = self._graph.records[own.source]
        self._add(concept, SKOS.note, node)
        self._add(node, RDF.value, self._said(record, own.paraphrase))
        self._add(node, RDFS.label, Literal(own.body))
        self._add(node, DCTERMS.source, URIRef(self._places.subject(source)))
        if isinstance(source, Source):
            cited = text(self._works.source(source, own.locator or ""))
            self._add(node, DCTERMS.bibliographicCitation, Literal(cited))
            if own.quote:
                self._add(node, SCHEMA.text, Literal(own.quote, lang=source.document_language))
        if own.organisation:
            self._add(node, DCTERMS.creator, URIRef(self._places.subject(self._graph.records[own.organisation])))
        else:
            self._add(node, DC.creator, Literal(own.body))
        if own.year and _YEAR.fullmatch(own.year):
            self._add(node, DCTERMS.issued, Literal(own.year, datatype=XSD.gYear))
        elif own.year:
            self._add(node, DC.date, Literal(own.year))
        if own.agreement:
            level = self._graph.label("agreement-levels", own.agreement)
            reason = f"{level}: {own.agreement_reason}" if own.agreement_reason else level
            self._add(node, RDFS.comment, Literal(reason, lang=self._graph.language))

    def _named(self, record: Record) -> None:
        """A document or an organisation that nodes lead to."""
        subject = URIRef(self._places.subject(record))
        if isinstance(record, Source):
            self._add(subject, RDF.type, DCTERMS.BibliographicResource)
            self._add(subject, DCTERMS.title, Literal(record.title, lang=record.document_language))
            self._add(subject, DCTERMS.bibliographicCitation, Literal(text(self._works.source(record))))
        else:
            self._add(subject, RDF.type, FOAF.Organization)
            self._add(subject, FOAF.name, Literal(record.title, lang=record.language))
        self._add(subject, DCTERMS.identifier, Literal(record.id))

    def _list(self, known: Vocabulary) -> None:
        scheme = URIRef(self._value(known.id))
        self._add(scheme, RDF.type, SKOS.ConceptScheme)
        self._add(scheme, DCTERMS.identifier, Literal(known.id))
        self._add(scheme, DCTERMS.license, URIRef(LICENCE))
        for language, title in known.title.items():
            self._add(scheme, DCTERMS.title, Literal(title, lang=language))
        self._add(scheme, DCTERMS.description, Literal(plain(self._graph, known.definition), lang=self._graph.language))
        for term in known.terms:
            concept = URIRef(self._value(known.id, term.id))
            self._add(concept, RDF.type, SKOS.Concept)
            self._add(concept, SKOS.inScheme, scheme)
            self._add(concept, SKOS.topConceptOf, scheme)
            self._add(scheme, SKOS.hasTopConcept, concept)
            self._add(concept, SKOS.notation, Literal(term.id))
            for language, label in term.label.items():
                self._add(concept, SKOS.prefLabel, Literal(label, lang=language))
            if term.definition:
                words = plain(self._graph, term.definition)
                self._add(concept, SKOS.definition, Literal(words, lang=self._graph.language))

    def _value(self, list_id: str, value: str = "") -> str:
        """What a list or a value of it is called: a place in the file of the lists."""
        return self._at(LISTS, f"{list_id}.{value}" if value else list_id)

    def _at(self, file: str, place: str = "") -> str:
        name = f"data/{file}" + (f"#{place}" if place else "")
        return self._places.at(name) if self._places.base else self._places.name(f"/{name}")

    def _said(self, record: Record, words: str) -> Literal:
        return Literal(plain(self._graph, words), lang=record.language)

    def _add(self, subject: URIRef, predicate: URIRef, value: URIRef | Literal) -> None:
        self._triples.add((subject, predicate, value))


def _labels(record: Definition) -> Iterator[tuple[URIRef, Literal]]:
    """Each label once: preferred before alternative before hidden; an acronym is never the preferred one."""
    seen: set[Literal] = set()
    ways = (
        (SKOS.prefLabel, [name for name in record.names if name.status == "preferred" and name.kind != "acronym"]),
        (SKOS.altLabel, [name for name in record.names if name.status not in _HIDDEN]),
        (SKOS.hiddenLabel, record.names),
    )
    for label, names in ways:
        for name in names:
            words = Literal(name.text, lang=name.language)
            if words not in seen:
                seen.add(words)
                yield label, words


def _above(record: Record, records: Mapping[str, Record]) -> set[str]:
    """Ids of all more general concepts, however far above."""
    found: set[str] = set()
    waiting = [record]
    while waiting:
        for id in getattr(waiting.pop(), "broader", ()):
            if id not in found:
                found.add(id)
                waiting.append(records[id])
    return found
