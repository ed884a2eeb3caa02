"""Maps of the evidence as a reader meets them: by link, by keyboard, on a phone, without scripts."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, expect

pytestmark = pytest.mark.browser
CELLS = """cells => cells.map(cell => [
    (cell.querySelector("b, button") || {textContent: "–"}).textContent,
    cell.className,
    ...[...cell.querySelectorAll(":scope > span:not(.ct-unseen, .ct-explore__gap), :scope > i")]
        .map(one => one.textContent),
])"""
"""Of each cell its number, its shade and what was found."""
MAPS = ("browse/matrix.html", "browse/matrix-target-groups.html")


@pytest.mark.parametrize("path", MAPS)
def test_every_number_leads_to_as_many_entries_without_scripts(browser: Browser, file_address: str, path: str) -> None:
    """Only the list that was asked for shows; all show when the reader wants all."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 800})
    page = context.new_page()
    page.goto(f"{file_address}/{path}")
    lists = page.locator(".ct-emap__lists section")
    expect(lists.first).to_be_hidden()
    numbers = page.locator(".ct-emap td a:has(b)")
    assert numbers.count() == lists.count() > 10
    for at in (0, numbers.count() // 2, numbers.count() - 1):
        wanted = int(numbers.nth(at).locator("b").inner_text())
        numbers.nth(at).click()
        expect(page.locator(".ct-emap__lists section:visible")).to_have_count(1)
        expect(page.locator(".ct-emap__lists section:visible li")).to_have_count(wanted)
        expect(page.locator(".ct-emap__lists section:visible h3")).to_be_in_viewport()
    page.get_by_role("link", name="Show all of them").click()
    expect(page.locator(".ct-emap__lists section:visible")).to_have_count(lists.count())
    context.close()


@pytest.mark.parametrize("path", MAPS)
def test_on_a_phone_each_row_is_a_list_that_names_its_columns(browser: Browser, file_address: str, path: str) -> None:
    """Nothing scrolls sideways, at 320 pixels either; the number stands beside the words."""
    page = browser.new_page(viewport={"width": 320, "height": 800})
    page.goto(f"{file_address}/{path}")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    cell = page.locator(".ct-emap td:has(b)").first
    assert cell.evaluate("cell => getComputedStyle(cell, '::before').content") == '"Policy"'
    assert cell.evaluate("cell => getComputedStyle(cell).display") == "block"
    page.close()


def test_the_heads_of_the_columns_stay_in_sight(browser: Browser, file_address: str) -> None:
    """Below the header of the site, however far down the map."""
    page = browser.new_page(viewport={"width": 1280, "height": 600})
    page.goto(f"{file_address}/browse/matrix-target-groups.html")
    page.locator(".ct-emap tbody tr").nth(12).scroll_into_view_if_needed()
    head = page.locator(".ct-emap thead th").nth(1)
    expect(head).to_be_in_viewport(ratio=0.9)
    page.wait_for_function(
        """() => document.querySelector(".ct-emap thead th").getBoundingClientRect().top >=
            document.querySelector(".md-header").getBoundingClientRect().bottom - 3"""
    )
    page.close()


def test_no_shade_stands_without_its_number_or_a_word(browser: Browser, file_address: str) -> None:
    """Whoever sees no colour misses nothing."""
    page = browser.new_page()
    page.goto(f"{file_address}/browse/matrix.html")
    cells = page.locator(".ct-emap td").all_inner_texts()
    assert all(re.search(r"[0-9]|–|[a-z]{4}", cell) for cell in cells)
    legend = page.locator(".ct-emap__legend").all_inner_texts()
    assert "10 entries or more" in legend[0] and "no difference" in legend[1]
    page.close()


def test_the_explorer_shows_the_same_map(browser: Browser, file_address: str) -> None:
    """Cell by cell: the number, what was found, the shade."""
    page = browser.new_page()
    page.goto(f"{file_address}/browse/matrix.html")
    numbers = page.locator(".ct-emap td").evaluate_all(CELLS)
    legend = page.locator(".ct-emap__legend").all_inner_texts()
    page.goto(f"{file_address}/explore.html#type=practice&view=matrix&rows=dimension&cols=level")
    expect(page.locator(".ct-explore__matrix td button").first).to_be_visible()
    assert page.locator(".ct-emap td").evaluate_all(CELLS) == numbers
    assert page.locator(".ct-emap__legend").all_inner_texts() == legend
    page.close()
