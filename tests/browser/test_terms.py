"""The short text of a defined term, by pointer, keyboard and touch."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

PAGE = "workshops/iswg-romania-2024-04-05.html"


@pytest.fixture
def page(browser: Browser, file_address: str) -> Page:
    """A page with defined terms."""
    page = browser.new_page()
    page.goto(f"{file_address}/{PAGE}")
    return page


def test_focus_shows_the_short_text_and_escape_hides_it(page: Page) -> None:
    """Reached by the Tab key alone; described for screen readers; Escape closes it, focus stays."""
    term = page.locator(".ct-term").first
    link, tip = term.locator("a"), term.locator("[role=tooltip]")
    expect(tip).to_be_hidden()
    for _ in range(200):
        page.keyboard.press("Tab")
        if link.evaluate("link => link === document.activeElement"):
            break
    else:
        pytest.fail("the Tab key never reached the term")
    expect(tip).to_be_visible()
    assert link.get_attribute("aria-describedby") == tip.get_attribute("id")
    page.keyboard.press("Escape")
    expect(tip).to_be_hidden()
    assert link.evaluate("link => link === document.activeElement")
    page.keyboard.press("Enter")
    page.wait_for_url("**/definitions/*.html")


def test_the_pointer_can_move_onto_the_short_text(page: Page) -> None:
    """It stays open while the pointer is on it, so that it can be read at any zoom."""
    term = page.locator(".ct-term").first
    term.hover()
    tip = term.locator("[role=tooltip]")
    expect(tip).to_be_visible()
    tip.hover()
    expect(tip).to_be_visible()


def test_the_first_touch_shows_the_second_follows(browser: Browser, file_address: str) -> None:
    """A finger sees the short text before it leaves the page."""
    context = browser.new_context(has_touch=True, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(f"{file_address}/{PAGE}")
    term = page.locator(".ct-term").first
    term.locator("a").tap()
    expect(term.locator("[role=tooltip]")).to_be_visible()
    assert page.url.endswith(PAGE)
    term.locator("a").tap()
    page.wait_for_url("**/definitions/*.html")
    context.close()


def test_it_opens_without_javascript(browser: Browser, file_address: str) -> None:
    """Hover and focus need no script."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{file_address}/{PAGE}")
    page.locator(".ct-term").first.hover()
    expect(page.locator(".ct-term").first.locator("[role=tooltip]")).to_be_visible()
    context.close()
