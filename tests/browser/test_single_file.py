"""The single file on a phone: wherever a link or an address leads, that is what stands in the window."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_loading import watch
from tests.conftest import Released

EVERY = 37
"""Of the articles, one in so many is tried; a number that falls into every section."""
NEAR = 2
"""Pixels that a place may be off."""
PLACES = """every => [
  ...[...document.querySelectorAll("nav a")].map((link) => link.hash.slice(1)),
  ...[...document.querySelectorAll("article")].filter((_, index) => index % every === 0).map((entry) => entry.id),
]"""
SETTLED = """() => new Promise((done) => {
  let last = -1, still = 0;
  (function look() {
    still = scrollY === last ? still + 1 : 0;
    last = scrollY;
    if (still < 15) requestAnimationFrame(look);
    else done();
  })();
})"""
OFF = """id => {
  const place = document.getElementById(id);
  const wanted = parseFloat(getComputedStyle(place).scrollMarginTop) || 0;
  const atEnd = scrollY + innerHeight >= document.documentElement.scrollHeight - 1;
  const off = place.getBoundingClientRect().top - wanted;
  return Math.round((atEnd && off > 0) || (scrollY === 0 && off < 0) ? 0 : off);
}"""
"""How far a place is from where it should stand; where the page ends it can't come nearer."""


@pytest.fixture(scope="module")
def whole(released: Released) -> Path:
    """The whole library as one file."""
    return next(path for path in released.dist.glob("*.html") if re.fullmatch(r"common-thread-[\d-]+-\w+", path.stem))


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A phone without a network, on which nothing may go wrong."""
    context = browser.new_context(offline=True, viewport={"width": 360, "height": 740})
    page = context.new_page()
    trouble = watch(page)
    yield page
    context.close()
    assert trouble == []


def find(page: Page, words: str, said: str) -> None:
    """Type into the finder and wait until it says, with what is noted behind it, what fits a pattern.

    Playwright's `expect` would describe the whole page, with all its entries, each time that it doesn't fit yet.
    """
    page.get_by_label("Find in this file").fill(words)
    page.wait_for_function(_SAID, arg=said)


_SAID = """said => new RegExp(said).test([...document.querySelectorAll("#count, .answer > div:first-child")]
  .map((part) => part.textContent.trim()).filter(Boolean).join(" "))"""


def _fresh(page: Page, address: str) -> None:
    page.goto("about:blank")
    page.goto(address)


def _off(page: Page, id: str) -> int:
    page.evaluate(SETTLED)
    return int(page.evaluate(OFF, id))


@pytest.mark.parametrize("way", ["link", "address"])
def test_every_link_leads_to_its_place(phone: Page, whole: Path, way: str) -> None:
    """The table of contents, each link in a file that was opened just now, and a sample of all entries."""
    _fresh(phone, whole.as_uri())
    places = phone.evaluate(PLACES, EVERY)
    assert len(places) > 20
    off = {}
    for id in places:
        if way == "link":
            if id.startswith("type-"):
                _fresh(phone, whole.as_uri())
            phone.locator(f'a[href="#{id}"]').first.evaluate("link => link.click()")
        else:
            _fresh(phone, f"{whole.as_uri()}#{id}")
        off[id] = _off(phone, id)
    assert {id: distance for id, distance in off.items() if abs(distance) > NEAR} == {}


def test_a_changed_address_leads_to_its_place(phone: Page, whole: Path) -> None:
    """Typed behind the file's name, also in the signs that a browser writes for others, and one that means nothing."""
    _fresh(phone, whole.as_uri())
    for hash_, id in (("#type-group", "type-group"), ("#a%2Dz", "a-z"), ("#type-definition", "type-definition")):
        phone.evaluate("hash => { location.hash = hash; }", hash_)
        assert abs(_off(phone, id)) <= NEAR, id
    before = phone.evaluate("scrollY")
    phone.evaluate("location.hash = '#100%'")
    phone.evaluate(SETTLED)
    assert phone.evaluate("scrollY") == before


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("trsut", r"^\d+ entries Nothing says “trsut”; showing trust\."),
        ("socialcohesion", r"^\d+ entries"),
        ("organization refugee", r"^\d+ entr"),
        ("INEQUALITIES and the refugee's", r"^\d+ entr"),
        ("R&D", r"^Nothing found\. Try fewer or shorter words\.$"),
        ("біженці", r"^\d+ entries .*also searched: refugee"),
        ("a", r"^\d+ entr"),
        ("social OR", r"^\d+ entries"),
        ("the", r"^\d+ entries"),
        ("refugees turki", r"^\d+ entries"),
    ],
)
def test_words_are_read_as_the_search_of_the_site_reads_them(phone: Page, whole: Path, typed: str, said: str) -> None:
    """Slips, two words written as one, plurals, accents, operators, and words that say nothing by themselves."""
    _fresh(phone, whole.as_uri())
    find(phone, typed, said)
    assert phone.locator(".found a").count() > 0 or "Nothing found" in said


def test_a_minus_leaves_entries_out(phone: Page, whole: Path) -> None:
    """As in the search of the site: those that hold the word, and no others."""
    _fresh(phone, whole.as_uri())
    found = {}
    for typed in ("trust ", "trust refugees ", "trust -refugees ", "trust NOT refugees "):
        find(phone, typed, r"^\d+ entr")
        found[typed.strip()] = int(phone.locator("#count").inner_text().split()[0])
    assert 0 < found["trust -refugees"] == found["trust NOT refugees"] < found["trust"] < found["trust refugees"]


def test_letters_and_results_lead_to_their_places(phone: Page, whole: Path) -> None:
    """A letter of A to Z, and what the finder finds; a second click on the same link leads there again."""
    _fresh(phone, whole.as_uri())
    letter = phone.locator(".letters a").nth(8)
    id = str(letter.get_attribute("href"))[1:]
    for _ in range(2):
        letter.evaluate("link => link.click()")
        assert abs(_off(phone, id)) <= NEAR
        phone.evaluate("scrollTo(0, 0)")
    find(phone, "trust refugees", r"^\d+ entries")
    for link in phone.locator(".found a").all()[:5]:
        id = str(link.get_attribute("href"))[1:]
        link.evaluate("link => link.click()")
        assert abs(_off(phone, id)) <= NEAR, id


def test_an_address_from_a_result_leads_to_its_heading_again(phone: Page, whole: Path) -> None:
    """Headings get names where a result leads to them; the file that is opened anew has given none yet."""
    _fresh(phone, whole.as_uri())
    find(phone, "winter cash evaluation", r"^\d+ entries")
    hashes = [str(link.get_attribute("href")) for link in phone.locator(".found a").all()]
    hash_ = next(found for found in hashes if re.search(r"\.[0-9]+$", found))
    _fresh(phone, whole.as_uri() + hash_)
    assert abs(_off(phone, hash_[1:])) <= NEAR


def test_a_file_that_was_damaged_on_the_way_says_so(phone: Page, whole: Path, tmp_path: Path) -> None:
    """The index is packed; the entries can still be read."""
    text = whole.read_text("utf-8")
    start = text.index('id="index"') + 2_000
    harmed = tmp_path / "harmed.html"
    harmed.write_text(text[:start] + "0000000000" + text[start + 10 :], "utf-8")
    _fresh(phone, harmed.as_uri())
    find(phone, "trust", r"The search isn’t available: its index \(index\.js\) is damaged")
    assert phone.locator("article").count() > 400


def test_back_leads_to_the_top_where_the_reader_was(phone: Page, whole: Path) -> None:
    """From the contents to the groups and back: there is no named place at the top, and yet it is one."""
    _fresh(phone, whole.as_uri())
    phone.get_by_role("link", name="Groups", exact=True).first.click()
    assert abs(_off(phone, "type-group")) <= NEAR
    phone.go_back()
    phone.evaluate(SETTLED)
    assert phone.evaluate("scrollY") == 0


def test_a_reader_who_scrolls_is_not_pulled_back(phone: Page, whole: Path) -> None:
    """The jump is over as soon as somebody turns the wheel, a frame after the click."""
    _fresh(phone, whole.as_uri())
    phone.locator('nav a[href="#type-group"]').evaluate(
        """link => new Promise((done) => {
            link.click();
            setTimeout(() => requestAnimationFrame(() => {
                document.body.dispatchEvent(new WheelEvent("wheel", { bubbles: true, deltaY: -900 }));
                scrollBy(0, -900);
                done();
            }));
        })"""
    )
    assert _off(phone, "type-group") > 600


def test_without_scripts_every_entry_is_laid_out(browser: Browser, whole: Path) -> None:
    """What is guessed can't be jumped to; so nothing is guessed where no script mends it."""
    context = browser.new_context(offline=True, java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(whole.as_uri())
    assert page.locator("html.js").count() == 0
    page.get_by_role("link", name="Groups", exact=True).first.click()
    expect(page.locator("#type-group > h2")).to_be_in_viewport()
    context.close()
