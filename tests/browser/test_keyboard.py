"""Whoever reads with the keyboard always sees where they are: no stop is off the screen, covered or without size."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Error, Page

PAGES = [
    "index.html",
    "practices/index.html",
    "practices/iraq-mixed-football.html",
    "definitions/social-cohesion.html",
    "workshops/actions.html",
    "browse/matrix.html",
    "explore.html",
    "contribute/fields/practice.html",
    "about/decisions/index.html",
    "404.html",
]
WIDTHS = (360, 820, 1280)
STOPS, BACK = 60, 25
"""Stops that are looked at on a page, and how many on the way back, where the header could cover them."""
SEEN = """() => {
  const focused = document.activeElement;
  if (focused === document.body) return true;
  const stop = focused.matches(".md-option") ? focused.nextElementSibling : focused;
  const style = getComputedStyle(stop), marked = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
  return marked && [...stop.getClientRects()].some((box) => {
    const top = Math.max(box.top, 0), bottom = Math.min(box.bottom, innerHeight);
    const x = (Math.max(box.left, 0) + Math.min(box.right, innerWidth)) / 2, y = (top + bottom) / 2;
    const hit = box.width > 1 && bottom - top > 1 && document.elementFromPoint(x, y);
    return hit && (stop.contains(hit) || hit.contains(stop) && getComputedStyle(hit).position !== "fixed");
  });
}"""
"""Whether the element that has the focus shows it, lies on the screen, and its part in sight is not covered.

The switch between light and dark is a control without size; the label beside it shows the focus."""
WHERE = "() => document.activeElement.outerHTML.slice(0, 200)"


def _press(page: Page, key: str, times: int) -> int:
    """Press a key again and again; how many stops were made before the end of the page."""
    for number in range(times):
        page.keyboard.press(key)
        if page.evaluate("() => document.activeElement === document.body"):
            return number
        try:
            page.wait_for_function(SEEN, timeout=1500)
        except Error:
            pytest.fail(f"{key} {number + 1}: focus can't be seen on {page.evaluate(WHERE)}")
    return times


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", PAGES)
def test_every_stop_can_be_seen(path: str, width: int, browser: Browser, web_address: str) -> None:
    """Forwards from the top of the page, and backwards again."""
    context = browser.new_context(viewport={"width": width, "height": 760}, reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{web_address}/{path}")
    page.wait_for_load_state("networkidle")
    stops = _press(page, "Tab", STOPS)
    assert stops > 8
    _press(page, "Shift+Tab", min(BACK, stops - 1))
    context.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_every_section_can_be_reached_by_keyboard(width: int, browser: Browser, web_address: str) -> None:
    """In the menu of a narrow screen once it is open, in the tabs of a wide one."""
    context = browser.new_context(viewport={"width": width, "height": 760}, reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{web_address}/practices/index.html")
    menu = page.locator(".ct-menu > summary")
    if menu.is_visible():
        menu.focus()
        page.keyboard.press("Enter")
    reached = set()
    for _ in range(30):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("() => document.activeElement.textContent.trim()"))
    assert {"Practices", "Definitions", "Guidance", "Agreements", "Explore", "Contribute", "About"} <= reached
    context.close()
