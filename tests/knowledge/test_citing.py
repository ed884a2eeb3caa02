"""How sources are taken apart for a citation, and what is left as it is."""

from __future__ import annotations

from typing import Any

import pytest

from macros.knowledge.citing.formats import text
from macros.knowledge.citing.work import Works, split_authors
from macros.model.source import Source
from tests.community import graph_of, record


@pytest.mark.parametrize(
    ("line", "authors", "others"),
    [
        ("King, Samii and Snilstveit", ["King", "Samii", "Snilstveit"], False),
        ("King, Samii, and Snilstveit", ["King", "Samii", "Snilstveit"], False),
        ("King & Samii", ["King", "Samii"], False),
        ("Miah and others", ["Miah"], True),
        ("Miah, Ng et al.", ["Miah", "Ng"], True),
        ("Miah, et al.", ["Miah"], True),
        ("Humphreys, Sanchez de la Sierra and van der Windt", ["Humphreys", "Sanchez de la Sierra", "van der Windt"],
         False),
        ("Wenger", ["Wenger"], False),
        ("Asian Development Bank", ["Asian Development Bank"], False),
        ("Organisation for Economic Co-operation and Development",
         ["Organisation for Economic Co-operation and Development"], False),
        ("Search and Rescue", ["Search and Rescue"], False),
        ("Anders and Brandt", ["Anders", "Brandt"], False),
    ],
)  # fmt: skip
def test_authors_of_a_line(line: str, authors: list[str], others: bool) -> None:
    """People one by one; an organisation, known or plain by its words, in one piece."""
    assert split_authors(line, frozenset({"search and rescue"})) == (tuple(authors), others)


def _work(**fields: Any) -> Any:
    publisher = record("organisation", "press", title="The Press", acronym="TP")
    source = record("source", "src", publishers=["press"], **fields)
    graph = graph_of(publisher, source)
    assert isinstance(source, Source)
    return Works(graph).source(source, "p. 3")


@pytest.mark.parametrize(
    ("identifier", "doi", "isbn", "number"),
    [
        ("doi:10.1080/0022.2019", "10.1080/0022.2019", "", ""),
        ("10.1007/s11205-016", "10.1007/s11205-016", "", ""),
        ("https://doi.org/10.1007/s11205-016", "10.1007/s11205-016", "", ""),
        ("ISBN 978-92-3-100754-5", "", "978-92-3-100754-5", ""),
        ("LC/G.2335", "", "", "LC/G.2335"),
        (None, "", "", ""),
    ],
)
def test_identifiers_are_told_apart(identifier: str | None, doi: str, isbn: str, number: str) -> None:
    """What is neither DOI nor ISBN is the number of the document."""
    work = _work(identifier=identifier)
    assert (work.doi, work.isbn, work.number) == (doi, isbn, number)


def test_without_authors_the_publisher_is_cited() -> None:
    """By its whole name."""
    assert _work(title="A title", published="2011-05").authors == ("The Press",)
    assert text(_work(title="A title", published="2011-05")) == "The Press, A title, 2011, p. 3."


def test_a_kind_without_a_code_is_a_document() -> None:
    """The list belongs to the community; a code that is no type of CSL counts as none."""
    assert _work().kind == "document"


def test_an_entry_is_cited_with_library_day_and_id() -> None:
    """And with the version, where it is known."""
    entry = record("practice", "p", updated="2026-02-03")
    graph = graph_of(entry)
    work = Works(graph).entry(graph.records["p"], "https://example.org/practices/p.html", "abcd1234")
    assert (work.authors, work.date, work.number, work.version) == (("Small",), "2026-02-03", "p", "abcd1234")
    assert text(work) == "Small, Entry p, 2026. https://example.org/practices/p.html"
