"""axe-core on one page of each kind, dark on a phone and light on a desk; and no sideways scrolling."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.browser.pages import ALL, RECORDS

OTHERS = (
    "index.html", "browse/matrix.html", "definitions/glossary.html", "workshops/actions.html", "about/adopt.html",
    "about/speed.html", "contribute/writing.html", "groups/positions.html", "groups/side-by-side.html",
    "organisations/who-is-where.html", "browse/who-is-where/peace.html", "browse/gaps/twg-sp-eca.html",
)  # fmt: skip
"""Pages that maintainers write: lists, code in colours, tables of figures."""
SCHEMES = {"light": "default", "dark": "slate"}


@pytest.mark.parametrize(("scheme", "width"), [("dark", 320), ("light", 1280)])
def test_axe_finds_no_violation(browser: Browser, file_address: str, scheme: str, width: int) -> None:
    """Every rule of axe-core, on every kind of page."""
    context = browser.new_context(
        color_scheme="dark" if scheme == "dark" else "light", viewport={"width": width, "height": 900}, bypass_csp=True
    )
    page = context.new_page()
    found = {}
    for path in [*RECORDS, *OTHERS]:
        page.goto(f"{file_address}/{path}")
        assert page.locator("body").get_attribute("data-md-color-scheme") == SCHEMES[scheme]
        results = Axe().run(page, options={"resultTypes": ["violations"]})
        for violation in results.response["violations"]:
            nodes = [node["html"][:120] for node in violation["nodes"][:3]]
            found[path, violation["id"]] = nodes
    context.close()
    assert found == {}


@pytest.mark.parametrize("path", ALL)
def test_nothing_scrolls_sideways_at_320_pixels(browser: Browser, file_address: str, path: str) -> None:
    """Reflow: only tables in their own frames may be wider than the screen."""
    page = browser.new_page(viewport={"width": 320, "height": 800})
    page.goto(f"{file_address}/{path}")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.close()
