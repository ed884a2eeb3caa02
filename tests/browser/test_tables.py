"""Tables on a phone: each row a list that says its columns' heads, and nothing to scroll sideways."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

pytestmark = pytest.mark.browser
PAGES = (
    "about/validation.html",
    "about/tasks.html",
    "contribute/fields/workshop.html",
    "contribute/index.html",
    "guidance/map-interventions-matrix.html",
    "lessons/lesson-contact-effects.html",
)
OVERFLOWING = """() => [...document.querySelectorAll(".md-typeset__scrollwrap, .ct-scroll")]
    .filter(frame => frame.scrollWidth > frame.clientWidth).map(frame => frame.innerText.slice(0, 80))"""


@pytest.mark.parametrize("path", PAGES)
def test_a_wide_table_is_a_list_on_a_phone(browser: Browser, file_address: str, path: str) -> None:
    """And a table on a wide screen."""
    page = browser.new_page(viewport={"width": 360, "height": 800})
    page.goto(f"{file_address}/{path}")
    cell = page.locator("table:not([class]) td[data-head]:nth-child(2)").first
    expect(cell).to_have_css("display", "block")
    head = cell.get_attribute("data-head")
    assert head and head in str(cell.evaluate("cell => getComputedStyle(cell, '::before').content"))
    assert page.evaluate(OVERFLOWING) == []
    page.set_viewport_size({"width": 1280, "height": 800})
    expect(cell).to_have_css("display", "table-cell")
    page.close()
