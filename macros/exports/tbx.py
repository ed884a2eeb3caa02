"""`glossary.tbx`: the names of concepts for term bases of translators, as TBX-Basic (ISO 30042:2019) in DCA style.

One entry for each definition, one section for each language that has a name. The working definition stands in the
section of the entry's own language, with its sources. What TBX has no word for stays out: how far it is agreed is a
note. There is no file without definitions, since TBX knows no empty term base.
"""

from __future__ import annotations

from typing import Any

from lxml import etree

from macros.exports.places import Places
from macros.knowledge.citing.formats import text
from macros.knowledge.citing.work import Works
from macros.knowledge.graph import changed
from macros.model.definition import Definition, Name
from macros.model.source import Source
from macros.render.templates import plain

TBX, XML = "urn:iso:std:iso:30042:ed-2", "http://www.w3.org/XML/1998/namespace"
_OURS: Any = {None: TBX}
_KINDS = {
    "full_form": "fullForm", "acronym": "acronym", "abbreviation": "abbreviation", "short_form": "shortForm",
    "variant": "variant", "phrase": "phrase",
}  # fmt: skip
"""Kinds of names in the words of TBX; others are left out."""
_STATUSES = ("preferred", "admitted", "deprecated", "superseded")
"""Statuses of names, which are those of TBX."""


def term_base(places: Places) -> bytes:
    """The whole file; empty where there is no definition."""
    graph = places.graph
    if not graph.definitions:
        return b""
    root = etree.Element(f"{{{TBX}}}tbx", type="TBX-Basic", style="dca", nsmap=_OURS)
    root.set(f"{{{XML}}}lang", graph.language)
    described = _add(_add(root, "tbxHeader"), "fileDesc")
    _add(_add(described, "titleStmt"), "title", graph.settings.name)
    _add(_add(described, "publicationStmt"), "p", "CC BY 4.0, https://creativecommons.org/licenses/by/4.0/")
    _add(_add(described, "sourceDesc"), "p", graph.settings.description)
    body = _add(_add(root, "text"), "body")
    works = Works(graph)
    for record in graph.definitions:
        body.append(_entry(record, places, works))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _entry(record: Definition, places: Places, works: Works) -> etree._Element:
    graph = places.graph
    entry = etree.Element(f"{{{TBX}}}conceptEntry", id=_id(record.id), nsmap=_OURS)
    for kind, day in (("origination", record.added), ("modification", changed(record))):
        group = _add(entry, "transacGrp")
        _add(group, "transac", kind, type="transactionType")
        _add(group, "date", day.isoformat())
    for area in record.focus_areas[:1]:
        _add(entry, "descrip", graph.label("focus-areas", area), type="subjectField")
    for id in dict.fromkeys((*record.broader, *record.related)):
        if id != record.id:
            _add(entry, "ref", graph.records[id].title, type="crossReference", target=_id(id))
    if places.base:
        _add(entry, "xref", record.title, type="externalCrossReference", target=places.page(record))
    _add(entry, "note", f"id: {record.id}")
    _add(entry, "note", graph.label("definition-status", record.status))
    spoken: dict[str, list[Name]] = {record.language: []}
    for name in record.names:
        spoken.setdefault(name.language, []).append(name)
    for language, names in spoken.items():
        section = _add(entry, "langSec")
        section.set(f"{{{XML}}}lang", language)
        if language == record.language:
            _definition(section, record, places, works)
        for name in names:
            _term(section, name)
    return entry


def _definition(section: etree._Element, record: Definition, places: Places, works: Works) -> None:
    graph = places.graph
    group = _add(section, "descripGrp")
    _add(group, "descrip", plain(graph, record.harmonised.text), type="definition")
    for citation in record.harmonised.sources:
        source = graph.records[citation.source]
        if isinstance(source, Source):
            _add(group, "admin", text(works.source(source, citation.locator or "")), type="source")


def _term(section: etree._Element, name: Name) -> None:
    made = _add(section, "termSec")
    _add(made, "term", name.text)
    if name.kind in _KINDS:
        _add(made, "termNote", _KINDS[name.kind], type="termType")
    if name.status in _STATUSES:
        _add(made, "termNote", f"{name.status}Term-admn-sts", type="administrativeStatus")
    if name.note:
        _add(made, "note", name.note)


def _id(id: str) -> str:
    """An id for XML, which can't begin with a digit."""
    return f"c-{id}"


def _add(above: etree._Element, name: str, words: str | None = None, **attributes: str) -> etree._Element:
    made = etree.SubElement(above, f"{{{TBX}}}{name}", attributes)
    made.text = words
    return made
