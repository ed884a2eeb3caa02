"""The home page: its field opens the search with what was typed, from the disk too, and leads on without scripts."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect


@pytest.mark.parametrize("name", ["web_address", "file_address"])
def test_the_field_opens_the_search_with_what_was_typed(
    name: str, browser: Browser, request: pytest.FixtureRequest
) -> None:
    """By Enter and by the button; the dialog answers it."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{request.getfixturevalue(name)}/index.html")
    field = page.locator(".ct-ask").get_by_role("searchbox", name="Search the library")
    dialog = page.get_by_role("dialog", name="Search the library")
    field.fill("winter cash")
    field.press("Enter")
    expect(dialog).to_be_visible()
    expect(dialog.get_by_role("searchbox")).to_have_value("winter cash")
    expect(dialog.locator(".ct-search__list")).to_contain_text("Lebanon")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    field.fill("kakuma")
    page.locator(".ct-ask").get_by_role("button").click()
    expect(dialog.get_by_role("searchbox")).to_have_value("kakuma")
    context.close()


def test_without_scripts_the_field_is_a_way_to_the_lists(browser: Browser, file_address: str) -> None:
    """The explorer's page says which there are."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{file_address}/index.html")
    page.locator(".ct-ask a").click()
    page.wait_for_url("**/explore.html")
    expect(page.locator("#ct-explore-static")).to_contain_text("browse by these lists")
    context.close()


def test_the_answer_to_a_task_is_one_click_away(browser: Browser, file_address: str) -> None:
    """On a phone the first tasks stand on the first screen but one."""
    context = browser.new_context(viewport={"width": 360, "height": 760})
    page = context.new_page()
    page.goto(f"{file_address}/index.html")
    task = page.get_by_role("link", name="A definition to quote")
    box = task.bounding_box()
    assert box is not None and box["y"] < 760
    task.click()
    page.wait_for_url("**/definitions/index.html")
    context.close()
