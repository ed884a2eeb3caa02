"""Every kind of page loads cleanly, from a web server and from the disk."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.pages import ALL

ABORTED = "net::ERR_ABORTED"


def watch(page: Page) -> list[str]:
    """Collect what must not happen: console messages of trouble, failed and foreign requests.

    What is still being loaded when a page is left doesn't count.
    """
    trouble: list[str] = []
    page.on("console", lambda said: trouble.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.on("requestfailed", lambda asked: None if asked.failure == ABORTED else trouble.append(f"failed: {asked.url}"))

    def own(address: str) -> bool:
        parts = urlsplit(address)
        return parts.scheme in ("file", "data", "blob") or parts.hostname == "127.0.0.1"

    page.on("request", lambda request: None if own(request.url) else trouble.append(f"foreign: {request.url}"))
    page.on(
        "response", lambda answer: trouble.append(f"{answer.status}: {answer.url}") if answer.status >= 400 else None
    )
    return trouble


@pytest.mark.parametrize("place", ["web_address", "file_address"])
@pytest.mark.parametrize("path", ALL)
def test_a_page_loads_without_trouble(browser: Browser, request: pytest.FixtureRequest, place: str, path: str) -> None:
    """No console error, no failed or foreign request, no violation of the security policy."""
    page = browser.new_page()
    trouble = watch(page)
    page.goto(f"{request.getfixturevalue(place)}/{path}", wait_until="load")
    assert page.locator("h1").count() == 1
    policy = page.locator("meta[http-equiv=Content-Security-Policy]").get_attribute("content")
    assert policy is not None and policy.startswith("default-src 'none'") and "unsafe" not in policy
    page.close()
    assert trouble == []


@pytest.mark.parametrize("place", ["web_address", "file_address"])
@pytest.mark.parametrize("part", ["100%", "%", "%E0%A4", "[", '"', "__proto__"])
def test_an_address_that_names_nothing_stops_no_script(
    browser: Browser, request: pytest.FixtureRequest, place: str, part: str
) -> None:
    """The page loads without trouble, and the search is a button as ever; also when the address changes later."""
    page = browser.new_page()
    trouble = watch(page)
    page.goto(f"{request.getfixturevalue(place)}/practices/lebanon-winter-cash.html#{part}")
    assert page.get_by_role("button", name="Search", exact=True).is_visible()
    page.evaluate("hash => { location.hash = ''; location.hash = hash; }", part)
    page.evaluate("() => new Promise(done => setTimeout(done))")
    page.close()
    assert trouble == []


def test_the_policy_stops_an_injected_script(browser: Browser, web_address: str) -> None:
    """The watcher above would see a violation: an inline script that is not the theme's is refused and reported."""
    page = browser.new_page()
    trouble = watch(page)
    page.goto(f"{web_address}/index.html")
    page.evaluate(
        """() => {
            const injected = document.createElement('script');
            injected.textContent = 'window.ran = 1';
            document.body.append(injected);
        }"""
    )
    assert page.evaluate("window.ran") is None
    assert any("Content Security Policy" in said for said in trouble)
    page.close()


@pytest.mark.parametrize("path", ["index.html", "definitions/social-cohesion.html", "browse/sectors.html"])
def test_a_page_works_without_javascript(browser: Browser, file_address: str, path: str) -> None:
    """Content, navigation and links are there without any script."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{file_address}/{path}")
    assert page.locator("h1").is_visible()
    page.locator(".md-tabs").get_by_text("Guidance").click()
    assert page.locator("h1").inner_text().startswith("Guidance notes")
    context.close()


def test_the_menu_opens_on_a_phone_without_javascript(browser: Browser, file_address: str) -> None:
    """The navigation of a record page can be reached on a narrow screen."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(f"{file_address}/practices/iraq-mixed-football.html")
    assert not page.locator(".ct-menu").get_by_text("Explore", exact=True).is_visible()
    page.locator(".ct-menu > summary").press("Enter")
    page.locator(".ct-menu").get_by_text("Explore", exact=True).click()
    expect(page.locator("h1")).to_have_text("Explore")
    context.close()
