"""On paper: the pages that an entry needs, with the library's name, the address and those of the sources."""

from __future__ import annotations

from io import BytesIO
from unicodedata import normalize

import pytest
from playwright.sync_api import Browser
from pypdf import PdfReader

pytestmark = pytest.mark.browser
ADDRESS = "https://common-thread.example.org/"
PRINTED = {
    "guidance/agree-a-working-definition.html": (6, "https://www.un.org/esa/socdev/"),
    "practices/lebanon-winter-cash.html": (5, "https://ridie.3ieimpact.org/index.php?r=search/detailView&id=206"),
    "definitions/community-of-practice.html": (5, "https://"),
}
"""Pages that it may take at most, and the address of a source."""


@pytest.mark.parametrize("path", PRINTED)
def test_an_entry_prints_with_its_addresses_and_without_apparatus(
    browser: Browser, file_address: str, path: str
) -> None:
    """Also where the reader has a dark screen; what is closed stays away."""
    page = browser.new_page(color_scheme="dark")
    page.goto(f"{file_address}/{path}")
    printed = page.pdf(format="A4", print_background=True)
    pages = PdfReader(BytesIO(printed)).pages
    text = "".join("".join(normalize("NFKC", one.extract_text()).split()) for one in pages)
    most, source = PRINTED[path]
    assert len(pages) <= most
    assert "CommonThread" + ADDRESS + path in text and source in text
    assert "Explore" not in text and "Wherethiscomesfrom" not in text and "Onthispage" not in text
    page.close()


@pytest.mark.parametrize("path", ["browse/matrix.html", "browse/matrix-target-groups.html"])
def test_a_map_of_the_evidence_prints_on_two_pages_with_its_legend(
    browser: Browser, file_address: str, path: str
) -> None:
    """As a table, with the words of each cell; without the lists."""
    page = browser.new_page()
    page.goto(f"{file_address}/{path}")
    pages = PdfReader(BytesIO(page.pdf(format="A4"))).pages
    text = "".join("".join(normalize("NFKC", one.extract_text()).split()) for one in pages)
    assert len(pages) <= 2
    assert "4to9entries" in text and "nodifference" in text and "PolicyProgrammingMainstreaming" in text
    assert "Backtothemap" not in text
    page.close()
