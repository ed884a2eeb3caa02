"""The catalogue keeps the rules of DCAT, by pyshacl, and every file that it names is there."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyshacl
import pytest
from rdflib import Graph as Triples
from rdflib import Literal, URIRef
from rdflib.namespace import DCTERMS, RDF, Namespace

from macros.exports.catalogue import CATALOGUE, catalogue
from macros.exports.for_models import llms_text
from macros.exports.places import Places
from macros.exports.write import write_exports
from macros.knowledge.graph import Graph
from tests.community import TODAY, graph_of, second_library

DCAT = Namespace("http://www.w3.org/ns/dcat#")
SITE = "https://example.org/library/"
SECOND = Graph(second_library(), TODAY)
RULES = Triples().parse(Path(__file__).parent / "dcat_rules.ttl")
WHOLE = URIRef(f"{SITE}data/{CATALOGUE}")


def _read(graph: Graph = SECOND) -> Triples:
    return Triples().parse(data=catalogue(Places.of(graph, SITE)), format="turtle")


def _faults(triples: Triples) -> list[str]:
    report = pyshacl.validate(triples, shacl_graph=RULES, inference="none")[1]
    assert isinstance(report, Triples)
    return sorted({str(said) for said in report.objects(None, URIRef("http://www.w3.org/ns/shacl#resultMessage"))})


def test_the_catalogue_keeps_the_rules_and_names_files_that_are_there(tmp_path: Path) -> None:
    """Every file that was written is in it, but for those of one kind, and the catalogue itself."""
    assert _faults(_read()) == []
    write_exports(SECOND, tmp_path / "data", SITE)
    named = {str(file).removeprefix(f"{SITE}data/") for file in _read().objects(None, DCAT.downloadURL)}
    there = {path.name for path in (tmp_path / "data").iterdir() if path.is_file()}
    assert named == {name for name in there if not name.endswith(".schema.json")} - {CATALOGUE}


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda g: g.remove((WHOLE, DCTERMS.title, None)), "a catalogue has a title"),
        (lambda g: g.remove((WHOLE, DCTERMS.publisher, None)), "one publisher"),
        (lambda g: g.remove((None, DCAT.accessURL, None)), "a file has an address"),
        (lambda g: g.remove((URIRef(f"{WHOLE}#actions"), DCAT.distribution, None)), "a data set has files"),
        (lambda g: g.remove((None, RDF.type, DCAT.Distribution)), "a data set has files"),
        (lambda g: g.add((URIRef(f"{WHOLE}#actions"), DCTERMS.modified, Literal("today"))), "the day of the last"),
    ],
)
def test_a_catalogue_with_a_fault_is_refused(change: Callable[[Triples], Any], fault: str) -> None:
    """So the test above can fail."""
    triples = _read()
    change(triples)
    assert [said for said in _faults(triples) if said.startswith(fault)]


def test_a_data_set_has_the_day_of_its_own_last_change() -> None:
    """Not that of the library."""
    days = {
        name: max((entry.updated or entry.added).isoformat() for entry in SECOND.by_type[kind])
        for name, kind in (("practices", "practice"), ("references", "source"), ("definitions", "definition"))
    }
    for name, day in days.items():
        assert str(_read().value(URIRef(f"{WHOLE}#{name}"), DCTERMS.modified)) == day
    assert _read().value(URIRef(f"{WHOLE}#lists"), DCTERMS.modified) is None


def test_without_an_address_there_is_no_catalogue() -> None:
    """It couldn't say where anything is; a small library has one."""
    assert catalogue(Places.of(SECOND, None)) == ""
    assert _faults(_read(graph_of())) == []


LLMS = re.compile(
    r"# [^\n]+\n\n> [^\n]+\n\n(?:- [^\n]+\n)+"
    r"(?:\n## [^\n]+\n\n(?:- \[[^\[\]\n]+\]\([^()\s]+\)(?:: [^\n]+)?\n)+)+"
)
"""The shape that llmstxt.org proposes: title, quotation, notes, sections of links."""


@pytest.mark.parametrize("site", [SITE, None])
def test_the_file_for_models_has_the_proposed_shape(site: str | None) -> None:
    """And leads to pages and files that there are."""
    text = llms_text(Places.of(SECOND, site))
    assert LLMS.fullmatch(text)
    links = re.findall(r"\]\(([^()]+)\)", text)
    assert all(link.startswith(SITE) for link in links) if site else not [link for link in links if ":" in link]
    assert {f"{site or ''}data/records.json", f"{site or ''}practices/index.html"} <= set(links)


@pytest.mark.parametrize(
    ("old", "new"), [("# ", "## "), ("\n> ", "\n"), ("](", "] ("), ("\n## ", "\n### "), ("](https", "](see https")]
)
def test_a_file_for_models_of_another_shape_is_refused(old: str, new: str) -> None:
    """So the test above can fail."""
    text = llms_text(Places.of(SECOND, SITE))
    assert old in text and not LLMS.fullmatch(text.replace(old, new, 1))
