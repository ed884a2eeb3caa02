"""References are read by pybtex, bibtexparser, rispy and citeproc, and say what the entries say."""

from __future__ import annotations

import json
import re
import warnings
from collections.abc import Callable
from typing import Any

import bibtexparser
import citeproc.types
import pytest
import rispy
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from pybtex.database import BibliographyData, parse_string

from macros.exports.references import references, works
from macros.knowledge.graph import Graph
from macros.model.library import read_library
from tests.community import TODAY, graph_of, record
from tests.conftest import ROOT

TYPES = {value for name, value in vars(citeproc.types).items() if name.isupper()} | {"document"}
"""What CSL calls kinds of works, as citeproc knows them; `document` came with CSL 1.0.2."""
LIBRARY, _ = read_library(ROOT)
assert LIBRARY is not None
GRAPH = Graph(LIBRARY, TODAY)
WRITTEN = {name: content.decode() for name, content in references(GRAPH).items()}
WORKS = {work.id: work for work in works(GRAPH)}
HOSTILE = record(
    "source", "src", title=r"50 % of {A & B}: \cost_1 #2 ~ ^ $x$ } and “more”",
    authors="Ng & O'Neill, {Đặng} and others", url="https://example.org/a_b%20c?x={1}&y=~z", published="2011-05",
    identifier="doi:10.1234/ab_{c}",
    published_in="Journal of {Things} 55(S1), pp. 128–146",
)  # fmt: skip


def _bibtex(text: str) -> BibliographyData:
    """As two readers have it, which have to agree."""
    read = parse_string(text, "bibtex")
    other = bibtexparser.parse_string(text)
    assert not other.failed_blocks
    assert [entry.key for entry in other.entries] == list(read.entries)
    for entry in other.entries:
        ours = read.entries[entry.key]
        assert entry.entry_type == ours.original_type.lower()
        for field in entry.fields:
            if field.key != "author":
                assert str(field.value) == ours.fields[field.key]
    return read


def _names(read: BibliographyData, key: str) -> list[str]:
    return [str(person).strip("{}") for person in read.entries[key].persons["author"]]


def _ris(text: str) -> list[dict[str, Any]]:
    """As rispy has it; every line has its tag, and every record its end."""
    assert all(re.fullmatch(r"[A-Z][A-Z0-9]  - .*", line) for line in text.split("\r\n") if line)
    assert "\n" not in text.replace("\r\n", "")
    found = rispy.loads(text)
    assert len(found) == text.count("TY  - ") == text.count("ER  - ")
    for entry in found:
        assert entry["type_of_reference"] in rispy.TYPE_OF_REFERENCE_MAPPING and entry["title"]
        assert "unknown_tag" not in entry
    return found


def _rendered(items: list[dict[str, Any]]) -> list[str]:
    """As citeproc sets them in the style of Harvard."""
    assert all(item["type"] in TYPES for item in items)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        source = CiteProcJSON(items)
    made = CitationStylesBibliography(
        CitationStylesStyle("harvard-cite-them-right", validate=False), source, formatter.plain
    )
    for item in items:
        made.register(Citation([CitationItem(item["id"])]))
    return [str(line) for line in made.bibliography()]


def test_every_source_is_in_every_file() -> None:
    """Once, by id."""
    ids = sorted(record.id for record in GRAPH.by_type["source"])
    assert list(_bibtex(WRITTEN["references.bib"]).entries) == ids
    assert [entry["id"] for entry in _ris(WRITTEN["references.ris"])] == ids
    assert [item["id"] for item in json.loads(WRITTEN["references.json"])] == ids


def test_what_a_work_says_comes_back_from_each_file() -> None:
    """Authors one by one, title, year, journal."""
    work = next(work for work in WORKS.values() if len(work.authors) > 3 and work.volume)
    read = _bibtex(WRITTEN["references.bib"])
    assert _names(read, work.id) == list(work.authors)
    (ris,) = (entry for entry in _ris(WRITTEN["references.ris"]) if entry["id"] == work.id)
    assert (ris["authors"], ris["year"], ris["volume"]) == (list(work.authors), work.year, work.volume)
    (item,) = (item for item in json.loads(WRITTEN["references.json"]) if item["id"] == work.id)
    (line,) = _rendered([item])
    assert work.authors[0] in line and work.year in line and work.title[:30] in line


def test_citeproc_sets_every_source() -> None:
    """Types and fields are those of CSL."""
    items = json.loads(WRITTEN["references.json"])
    lines = _rendered(items)
    assert len(lines) == len({item["id"] for item in items})


def test_signs_that_mean_something_to_a_format_are_kept_as_text() -> None:
    """Braces, percent signs, ampersands; an address stays an address."""
    written = {name: content.decode() for name, content in references(graph_of(HOSTILE)).items()}
    entry = _bibtex(written["references.bib"]).entries["src"]
    assert entry.fields["url"] == "https://example.org/a_b%20c?x=%7B1%7D&y=~z"
    assert entry.fields["title"].startswith(
        r"{50 \% of \textbraceleft{}A \& B\textbraceright{}: \textbackslash{}cost\_1 \#2"
    )
    assert written["references.bib"].count("{") == written["references.bib"].count("}")
    (found,) = (one for one in _ris(written["references.ris"]) if one["id"] == "src")
    assert (found["title"], found["doi"]) == (HOSTILE.title, "10.1234/ab_{c}")
    (item,) = (one for one in json.loads(written["references.json"]) if one["id"] == "src")
    assert item["title"] == HOSTILE.title and item["issued"] == {"date-parts": [[2011, 5]]}


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("@", "", 1).replace("{", "{{", 1),
        lambda text: text.replace("},\n", "\n", 1),
        lambda text: text + text,
        lambda text: text.replace("\n}\n", "\n", 1),
        lambda text: text.replace("title = {", "title {", 1),
    ],
)
def test_a_bibtex_file_with_a_fault_is_refused(change: Callable[[str], str]) -> None:
    """So the tests above can fail."""
    ids = sorted(WORKS)
    with pytest.raises(Exception):  # noqa: B017
        assert list(_bibtex(change(WRITTEN["references.bib"])).entries) == ids


@pytest.mark.parametrize(
    ("old", "new"),
    [("TY  - RPRT", "TY  - PAPER"), ("ER  - \r\n", ""), ("TI  - ", "TI - "), ("\r\n", "\n"), ("ID  - ", "X9  - ")],
)
def test_a_ris_file_with_a_fault_is_refused(old: str, new: str) -> None:
    """So the tests above can fail."""
    assert old in WRITTEN["references.ris"]
    with pytest.raises((AssertionError, OSError, KeyError, ValueError)):
        found = _ris(
            WRITTEN["references.ris"].replace(old, new, 1)
            if old != "\r\n"
            else WRITTEN["references.ris"].replace(old, new)
        )
        assert [entry["id"] for entry in found] == sorted(WORKS)


@pytest.mark.parametrize(
    "change",
    [
        lambda item: item.update(type="paper"),
        lambda item: item.pop("id"),
        lambda item: item.pop("type"),
        lambda item: item.update(issued="last year"),
        lambda item: item.update(author="King"),
    ],
)
def test_a_csl_item_with_a_fault_is_refused(change: Callable[[dict[str, Any]], Any]) -> None:
    """So the tests above can fail."""
    item = json.loads(WRITTEN["references.json"])[0]
    change(item)
    with pytest.raises(Exception):  # noqa: B017
        _rendered([item])
