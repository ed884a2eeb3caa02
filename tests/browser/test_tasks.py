"""What readers come for, done on a phone as they would: from the home page, with few taps, the answer on the first
screen. `docs/about/tasks.md` says what was counted; printing, the keyboard and scripts have tests of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

pytestmark = pytest.mark.browser
WIDTH, HEIGHT = 360, 800


@pytest.fixture
def phone(browser: Browser, web_address: str) -> Iterator[Page]:
    """A phone that shows the home page."""
    page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, base_url=web_address)
    page.goto("/index.html")
    yield page
    page.close()


def search(page: Page, words: str) -> Locator:
    """What the search field of the home page finds: the links of its dialog."""
    field = page.locator("main input").first
    field.fill(words)
    field.press("Enter")
    links = page.locator("dialog a")
    expect(links.first).to_be_visible()
    return links


def on_first_screen(answer: Locator) -> None:
    """The answer begins on the screen that was led to, with no scrolling."""
    expect(answer).to_be_in_viewport()


def test_a_measured_practice_for_refugees_and_hosts_in_lebanon(phone: Page) -> None:
    """The rows say the country and how far the evidence carries; the result stands first."""
    found = search(phone, "lebanon measured results").filter(has_text="winter cash").first
    on_first_screen(found)
    expect(phone.locator("dialog li").filter(has_text="winter cash").first).to_contain_text("Measured once")
    found.click()
    on_first_screen(phone.locator(".ct-found"))


def test_b_the_definition_of_one_organisation_to_quote(phone: Page) -> None:
    """One search and one tap lead to its card, with its source and the buttons that copy."""
    search(phone, "UNDP definition social cohesion").filter(has_text="UNDP (global)").first.click()
    expect(phone).to_have_url(re.compile("#undp-2020$"))
    card = phone.locator("section").filter(has=phone.locator("#undp-2020")).last
    on_first_screen(card.get_by_role("button", name="Copy with source"))


def test_c_who_convenes_and_what_the_secretariat_does(phone: Page) -> None:
    """One search and one tap to the roles; the secretariat stands a screen below the convener."""
    search(phone, "who convenes thematic clusters").filter(has_text="Roles").first.click()
    on_first_screen(phone.locator("#roles ~ *").get_by_text("Convener").first)


def test_d_actions_that_are_past_due(phone: Page) -> None:
    """One tap; how many there are stands above the list."""
    phone.locator("main").get_by_role("link", name="Who does what, by when").click()
    on_first_screen(phone.locator("main").get_by_text("past due", exact=False).first)


def test_e_what_a_workshop_agreed_on_financing(phone: Page) -> None:
    """One search and one tap; the word is marked."""
    search(phone, "Entebbe financing").filter(has_text="What was agreed").first.click()
    on_first_screen(phone.locator("#agreements ~ * mark", has_text="financing").first)


def test_f_a_link_to_what_one_country_does_at_one_level(phone: Page) -> None:
    """The explorer's address holds both choices."""
    phone.locator(".ct-menu > summary").click()
    phone.locator(".ct-menu").get_by_role("link", name="Explore", exact=True).click()
    phone.locator(".ct-explore__filters > summary").click()
    phone.get_by_role("checkbox", name="Uganda").check()
    phone.locator(".ct-explore__filters summary", has_text="Intervention level").click()
    phone.get_by_role("checkbox", name="Programming").check()
    expect(phone).to_have_url(re.compile("(?=.*country=uganda)(?=.*level=programming)"))
    phone.get_by_role("button", name="Copy link to this view").click()


def test_h_what_is_not_known(phone: Page) -> None:
    """One tap on the home page, or the first result of a search."""
    expect(search(phone, "what is missing").first).to_contain_text("Matrix")
    phone.goto("/index.html")
    phone.locator("main").get_by_role("link", name="Where nothing is known").click()
    on_first_screen(phone.locator(".ct-emap td").first)
