"""`catalog.ttl`: what there is to take, as a catalogue of data sets (DCAT 3), for portals that collect catalogues.

One data set for each thing that somebody would look for, each with the files that hold it. A catalogue says where files
are, so it needs the site's address; without one there is none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rdflib import Graph as Triples
from rdflib import Literal, Namespace, URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF, RDF, XSD

from macros.exports.places import Places
from macros.exports.skos import LICENCE
from macros.knowledge.graph import changed
from macros.model.record import Record
from macros.words import N_

CATALOGUE = "catalog.ttl"
MEDIA = Namespace("https://www.iana.org/assignments/media-types/")
TYPES = {
    "csv": "text/csv", "ics": "text/calendar", "json": "application/json", "xml": "application/atom+xml",
    "ttl": "text/turtle", "tbx": "application/x-tbx", "bib": "application/x-bibtex",
    "ris": "application/x-research-info-systems",
}  # fmt: skip
"""Media types by the ending of a file; those with `x-` are registered nowhere."""


@dataclass(frozen=True)
class DataSet:
    """Something that somebody would look for, and the files that hold it."""

    id: str
    files: tuple[str, ...]
    types: tuple[str, ...] = ()
    """Types of entries that it holds; without any it holds all, or none that has a day."""
    title: str = ""
    """Its own, where it isn't that of its one type or of the library."""
    description: str = ""


DATA_SETS = (
    DataSet("everything", ("records.json", "feed.xml", "feed.json")),
    DataSet("practices", ("practices.csv",), ("practice",)),
    DataSet(
        "actions",
        ("actions.csv", "actions.ics"),
        ("workshop",),
        N_("Actions"),
        N_("Who does what by when, and where it stands."),
    ),
    DataSet(
        "who-is-where",
        ("who-is-where.csv", "who-is-where.json"),
        ("practice", "group"),
        N_("Who is where"),
        N_("Organisations by country and focus area, with the entries that say so."),
    ),
    DataSet("definitions", ("glossary.ttl", "glossary.tbx"), ("definition",)),
    DataSet("lists", ("lists.ttl",), (), N_("Controlled lists"), N_("The words that entries are sorted by.")),
    DataSet("references", ("references.bib", "references.ris", "references.json"), ("source",)),
)


def catalogue(places: Places) -> str:
    """The whole file; empty where nobody knows the site's address."""
    return _Writer(places).catalogue() if places.base else ""


class _Writer:
    def __init__(self, places: Places) -> None:
        self._places, self._graph = places, places.graph
        self._triples = Triples(bind_namespaces="none")
        for prefix, space in (("dcat", DCAT), ("dct", DCTERMS), ("foaf", FOAF), ("xsd", XSD)):
            self._triples.bind(prefix, space)

    def catalogue(self) -> str:
        settings, home = self._graph.settings, URIRef(self._places.base)
        whole = URIRef(self._places.at(f"data/{CATALOGUE}"))
        self._add(whole, RDF.type, DCAT.Catalog)
        self._add(whole, FOAF.homepage, home)
        self._add(whole, DCAT.themeTaxonomy, URIRef(self._places.at("data/lists.ttl")))
        self._describe(whole, settings.name, settings.description)
        self._day(whole, [record for records in self._graph.by_type.values() for record in records])
        for known in DATA_SETS:
            subject = URIRef(f"{whole}#{known.id}")
            self._add(whole, DCAT.dataset, subject)
            self._add(subject, RDF.type, DCAT.Dataset)
            self._add(subject, DCTERMS.identifier, Literal(self._places.name(f"/{known.id}")))
            self._add(subject, DCAT.landingPage, home)
            self._describe(subject, *self._words(known))
            if known.types or not known.title:
                held = known.types or tuple(self._graph.by_type)
                self._day(subject, [record for name in held for record in self._graph.by_type.get(name, ())])
            for name in known.files:
                if name != "glossary.tbx" or self._graph.definitions:
                    self._file(subject, name)
        return self._triples.serialize(format="turtle")

    def _words(self, known: DataSet) -> tuple[str, str]:
        """Title and description of a data set."""
        say, kinds, settings = self._graph.words.gettext, self._graph.kinds, self._graph.settings
        if known.title:
            return say(known.title), say(known.description)
        if known.types:
            return kinds.plural(known.types[0]), kinds.purpose(known.types[0])
        return settings.name, settings.description

    def _describe(self, subject: URIRef, title: str, description: str) -> None:
        """What a catalogue and a data set have in common."""
        language, editors = self._graph.language, self._graph.records.get(self._graph.settings.editors)
        publisher = URIRef(self._places.page(editors) if editors else self._places.base)
        self._add(publisher, RDF.type, FOAF.Agent)
        self._add(publisher, FOAF.name, Literal(editors.title if editors else self._graph.settings.name))
        self._add(subject, DCTERMS.title, Literal(title, lang=language))
        self._add(subject, DCTERMS.description, Literal(description, lang=language))
        self._add(subject, DCTERMS.publisher, publisher)
        self._add(subject, DCTERMS.license, URIRef(LICENCE))
        self._add(subject, DCTERMS.language, Literal(language, datatype=XSD.language))

    def _day(self, subject: URIRef, records: Sequence[Record]) -> None:
        """The day of the last change of substance, where there are entries."""
        if records:
            day = max(map(changed, records)).isoformat()
            self._add(subject, DCTERMS.modified, Literal(day, datatype=XSD.date))

    def _file(self, subject: URIRef, name: str) -> None:
        file = URIRef(self._places.at(f"data/{name}"))
        self._add(subject, DCAT.distribution, file)
        self._add(file, RDF.type, DCAT.Distribution)
        self._add(file, DCTERMS.title, Literal(name))
        self._add(file, DCTERMS.license, URIRef(LICENCE))
        self._add(file, DCAT.accessURL, file)
        self._add(file, DCAT.downloadURL, file)
        self._add(file, DCAT.mediaType, MEDIA[TYPES[name.rpartition(".")[2]]])

    def _add(self, subject: URIRef, predicate: URIRef, value: URIRef | Literal) -> None:
        self._triples.add((subject, predicate, value))
