"""What the search and the explorer say by scripts is marked for translation too."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.test_every_word import left_over, said_by_content
from tests.test_every_word import marked_project as marked_project

pytestmark = pytest.mark.browser


def test_no_word_of_the_explorer_and_the_search_is_unmarked(marked_project: Path, browser: Browser) -> None:
    """What scripts say: the explorer, its matrix, results, and what helps where nothing is found."""
    known = said_by_content(marked_project)
    page = browser.new_page()
    page.goto((marked_project / "site" / "explore.html").as_uri())
    expect(page.locator(".ct-explore__list > li").first).to_be_visible()
    assert left_over(page.content(), known) == set()
    page.keyboard.press("/")
    page.locator("#ct-search-words").fill("compost")
    expect(page.locator(".ct-search__list > li").first).to_be_visible()
    assert left_over(page.content(), known) == set()
    page.locator("#ct-search-words").fill("qqqqqqqq")
    expect(page.locator(".ct-search__nothing")).to_be_visible()
    assert left_over(page.content(), known | {"qqqqqqqq"}) == set()
    page.close()
