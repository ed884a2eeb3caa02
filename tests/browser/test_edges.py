"""Where the text of a page begins and ends on a wide screen: from page to page it stays in its place."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

pytestmark = pytest.mark.browser
PAGES = (
    "practices/index.html",
    "practices/iraq-mixed-football.html",
    "definitions/social-cohesion.html",
    "browse/sectors.html",
    "browse/sectors/social-cohesion.html",
    "countries/romania.html",
    "about/decisions/0001-core-without-mkdocs.html",
)


@pytest.mark.parametrize("width", [1240, 1680])
def test_the_text_has_the_same_edges_on_every_page(browser: Browser, file_address: str, width: int) -> None:
    """Beside the menu of a section and without one; no table is cut."""
    page = browser.new_page(viewport={"width": width, "height": 800})
    edges = set()
    for path in PAGES:
        page.goto(f"{file_address}/{path}")
        edges.add(
            page.evaluate("""() => {
            const box = document.querySelector("article").getBoundingClientRect();
            return `${Math.round(box.left)} to ${Math.round(box.right)}`;
        }""")
        )
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate(
            "[...document.querySelectorAll('.ct-scroll')].every(frame => frame.scrollWidth <= frame.clientWidth)"
        ), path
    assert len(edges) == 1, edges
    page.close()
