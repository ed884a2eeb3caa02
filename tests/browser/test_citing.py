"""Definitions are copied with their source, on a web server and from a folder."""

from __future__ import annotations

import datetime
import json
import re
from dataclasses import asdict, replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from macros.knowledge.citing import formats
from macros.knowledge.citing.work import Work, Works
from macros.knowledge.graph import Graph
from macros.model.library import read_library
from macros.model.source import Source
from tests.conftest import DAY, ROOT

LIBRARY, _ = read_library(ROOT)
assert LIBRARY is not None
GRAPH = Graph(LIBRARY, datetime.date.fromisoformat(DAY))
SHIPPED = Works(GRAPH)
pytestmark = pytest.mark.browser
TAKE = "navigator.clipboard.writeText = (text) => { window.taken = text; return Promise.resolve(); }"
"""In the place of the clipboard, which a test may not touch."""
CARD = "section.ct-own:has(#oecd-2012)"


@pytest.fixture(params=["web_address", "file_address"])
def page(request: pytest.FixtureRequest, browser: Browser) -> Page:
    """The definitions of social cohesion, by organisation."""
    page = browser.new_page()
    page.goto(f"{request.getfixturevalue(request.param)}/definitions/social-cohesion-definitions.html")
    page.evaluate(TAKE)
    return page


def _source(id: str) -> Source:
    found = GRAPH.records[id]
    assert isinstance(found, Source)
    return found


def _copied(page: Page, inside: str, button: str) -> str:
    page.locator(inside).get_by_role("button", name=button).click()
    return str(page.evaluate("window.taken"))


def test_a_definition_is_copied_with_its_source(page: Page) -> None:
    """The words, whose they are, where they stand, and where they were seen."""
    text = _copied(page, CARD, "Copy with source")
    assert "Organisation for Economic Co-operation and Development, " in text
    assert ", 2011" in text and "https://" in text
    assert "definitions/social-cohesion-definitions.html#oecd-2012" in text
    assert text.startswith("“") or "(Paraphrase by Common Thread" in text, "who words it is said"


def test_a_copy_of_the_library_names_the_page_online(
    browser: Browser, built_site: Path, web_address: str, file_address: str
) -> None:
    """Its pages say no address of theirs, and a folder on somebody's disk says nothing to others."""
    name = "definitions/social-cohesion-definitions.html"
    html, links = re.subn(r'<link rel="canonical"[^>]*>', "", (built_site / name).read_text("utf-8"))
    assert links == 1
    for address in (web_address, file_address):
        page = browser.new_page()
        page.route(f"**/{name}*", lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8"))
        page.goto(f"{address}/{name}?mark=x#oecd-2012")
        page.evaluate(TAKE)
        text = _copied(page, CARD, "Copy with source")
        assert f"Common Thread: https://common-thread.example.org/{name}#oecd-2012" in text


def test_its_source_is_copied_for_reference_managers(page: Page) -> None:
    """As RIS and as BibTeX, every line with its tag."""
    ris = _copied(page, CARD, "Copy as RIS").split("\r\n")
    assert ris[0] == "TY  - RPRT" and ris[-2] == "ER  - " and "PY  - 2011" in ris
    assert all(line[2:6] == "  - " for line in ris[:-1])
    bibtex = _copied(page, CARD, "Copy as BibTeX")
    work = SHIPPED.source(_source("oecd-2012-perspectives"), "")
    assert bibtex == formats.bibtex(replace(work, locator=re.findall("note = {(.*)}", bibtex)[0]))


def test_a_working_definition_is_copied_with_its_status(browser: Browser, file_address: str) -> None:
    """Nobody can take it for agreed."""
    page = browser.new_page()
    page.goto(f"{file_address}/definitions/social-cohesion.html")
    page.evaluate(TAKE)
    text = _copied(page, ".ct-definition", "Copy with its status")
    assert text.startswith("Social cohesion: ") and "Proposed. No group has agreed this wording." in text
    assert "[1" not in text and "definitions/social-cohesion.html" in text


def test_the_jump_list_leads_to_the_very_definition(browser: Browser, file_address: str) -> None:
    """From the page of the term and from the organisation's."""
    page = browser.new_page()
    page.goto(f"{file_address}/definitions/social-cohesion.html")
    page.locator(".ct-jump--definitions").get_by_role("link", name="OECD").first.click()
    expect(page).to_have_url(re.compile(r"/social-cohesion-definitions\.html#oecd-2012$"))
    expect(page.locator("#oecd-2012")).to_be_visible()


HOSTILE = Work(
    "src", "article-journal", r"50 % of {A & B}: \cost_1 #2 ~ ^ $x$ } and “more”", ("Ng", "O'Neill", "{Đặng}"), True,
    "2011-05", "The “Press”", "Journal of {Things}", "55", "S1", "128–146", "n/1", "10.1234/ab_{c}", "978-92",
    "https://e.org/a_b%20c?x={1}", "ro", "p.\u00a03", "ab12",
)  # fmt: skip


def test_page_and_program_write_the_same_citations(page: Page) -> None:
    """Sign by sign: of many sources, of one with signs that mean something, and of one that says next to nothing."""
    works = [SHIPPED.source(one, "p. 3") for one in GRAPH.by_type["source"] if isinstance(one, Source)]
    for work in [*works[:60], HOSTILE, Work("x", "webpage", "T", date="2011-05-07"), Work("y", "document", "T?")]:
        said = {name: value for name, value in asdict(work).items() if value}
        made = page.evaluate(
            """(said) => {
            var c = window.commonThreadCiting, work = c.whole(said);
            return [c.bibtex(work), c.ris(work), JSON.parse(c.csl(work)), c.text(work), c.entryText(work)];
        }""",
            said,
        )
        ours = [
            formats.bibtex(work),
            formats.ris(work),
            formats.csl(work),
            formats.text(work),
            formats.entry_text(work),
        ]
        assert made == ours


def test_an_entry_is_cited_with_its_version(browser: Browser, file_address: str) -> None:
    """In a line and for reference managers; the first way to copy has the focus."""
    page = browser.new_page()
    page.goto(f"{file_address}/practices/lebanon-winter-cash.html")
    page.evaluate(TAKE)
    page.get_by_role("button", name="Cite this entry").click()
    expect(page.get_by_role("button", name="Copy this line")).to_be_focused()
    version = page.evaluate("window.commonThreadMade.version")
    entry = GRAPH.records["lebanon-winter-cash"]
    address = "https://common-thread.example.org/practices/lebanon-winter-cash.html"
    work = SHIPPED.entry(entry, address, version)
    assert _copied(page, ".ct-foot", "Copy this line") == formats.entry_text(work)
    assert _copied(page, ".ct-foot", "Copy as BibTeX") == formats.bibtex(work)
    assert _copied(page, ".ct-foot", "Copy as RIS") == formats.ris(work)
    assert json.loads(_copied(page, ".ct-foot", "Copy as CSL-JSON")) == formats.csl(work)
