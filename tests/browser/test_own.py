"""One entry, and a list of one's own: printed, saved, taken along and given to others, from a folder too."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.test_loading import watch
from tests.conftest import Released

pytestmark = pytest.mark.browser
ENTRY = "practices/cameroon-nexus-task-force.html"
OTHER = "definitions/social-cohesion.html"
HOSTILE = (
    '<script>alert(1)</script><img src=x onerror=alert(1)><p onclick="alert(1)" style="color:red" id="ok">Kept '
    '<a href="javascript:alert(1)">a</a><a href="//evil.example/x">b</a><a href="data:text/html,x">c</a></p>'
    '<svg><a href="https://s.example/">s</a></svg><iframe srcdoc="<p>x">i</iframe><template><p>t</p></template>'
    "<math><mi>m</mi></math><form action=x><button>go</button></form><meta http-equiv=refresh content=0>"
)
"""What somebody could send in the place of a text."""
FORBIDDEN = (
    "<script", "<img", "onerror=a", "onclick", "javascript:", "evil", "data:text", "<svg", "<iframe", "s.example",
    "<form", "<template", "color:red", "refresh",
)  # fmt: skip
"""What may be left of it nowhere."""


@pytest.fixture
def phone(browser: Browser) -> Iterator[BrowserContext]:
    """A phone that has nothing yet; its pages may not go wrong."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, accept_downloads=True)
    yield context
    context.close()


def _saved(page: Page, button: str, folder: Path) -> Path:
    with page.expect_download() as download:
        page.get_by_role("button", name=button, exact=True).click()
    target = folder / download.value.suggested_filename
    download.value.save_as(target)
    return target


def _axe(page: Page) -> list[str]:
    return [str(found["id"]) for found in Axe().run(page).response["violations"]]


def _opened(context: BrowserContext, path: Path) -> Page:
    """A saved file, in which nothing may go wrong."""
    page = context.new_page()
    trouble = watch(page)
    page.goto(path.as_uri())
    assert trouble == []
    return page


@pytest.mark.parametrize("width", [320, 1280])
def test_the_answer_stands_where_it_stood(browser: Browser, file_address: str, width: int) -> None:
    """What can be done with an entry takes no room of its own; without scripts, none of it is there."""
    tops = []
    for scripts in (True, False):
        context = browser.new_context(viewport={"width": width, "height": 740}, java_script_enabled=scripts)
        page = context.new_page()
        for path in (ENTRY, OTHER):
            page.goto(f"{file_address}/{path}")
            row = page.locator(".ct-taken-row button")
            if scripts:
                expect(row).to_have_count(3)
                assert all((box := one.bounding_box()) and min(box["width"], box["height"]) >= 24 for one in row.all())
            tops.append(round((page.locator(".ct-lead").bounding_box() or {})["y"]))
            assert scripts or row.count() == 0
        context.close()
    assert max(abs(tops[0] - tops[2]), abs(tops[1] - tops[3])) <= 8


def test_an_entry_is_saved_as_one_file(phone: BrowserContext, file_address: str, tmp_path: Path) -> None:
    """With its sources, the terms it uses and its address; named after library and day; nothing in it runs."""
    page = phone.new_page()
    page.goto(f"{file_address}/{ENTRY}")
    path = _saved(page, "Save", tmp_path)
    assert path.name == "common-thread-cameroon-nexus-task-force-2026-11-24.html"
    text = path.read_text("utf-8")
    assert "<script" not in text and "Content-Security-Policy" in text and " src=" not in text
    saved = _opened(phone, path)
    expect(saved.locator("h1")).to_have_count(1)
    assert "collective outcome" in saved.locator("dl", has_text="A result, with a number and a date").inner_text()
    assert saved.get_by_text("Content as of 24 November 2026").is_visible()
    assert saved.locator("ol.ct-sources > li").count() == page.locator("ol.ct-sources > li").count()
    links = saved.locator("a").evaluate_all("links => links.map((link) => link.getAttribute('href'))")
    assert links and all(link.startswith(("https://", "http://", "mailto:", "#")) for link in links)
    inner = [link[1:] for link in links if link.startswith("#")]
    assert inner and all(saved.locator(f'[id="{name}"]').count() == 1 for name in inner)
    assert f"https://common-thread.example.org/{ENTRY}" in links
    saved.set_content(text.replace("Content-Security-Policy", "x"))
    assert _axe(saved) == []


@pytest.mark.parametrize("place", ["web_address", "file_address"])
def test_a_list_is_taken_along(
    request: pytest.FixtureRequest, browser: Browser, phone: BrowserContext, place: str, tmp_path: Path
) -> None:
    """By keyboard: two entries, a note, one file of both; the list goes to another browser, notes included."""
    address = request.getfixturevalue(place)
    page = phone.new_page()
    trouble = watch(page)
    for path in (ENTRY, OTHER):
        page.goto(f"{address}/{path}")
        toggle = page.get_by_role("button", name="Take along")
        toggle.focus()
        page.keyboard.press("Enter")
        expect(toggle).to_have_attribute("aria-pressed", "true")
    opener = page.get_by_role("button", name="Your list (2)")
    opener.focus()
    page.keyboard.press("Enter")
    page.get_by_label("Note: Social cohesion").fill("For Tuesday <b>")
    page.keyboard.press("Tab")
    expect(page.get_by_text("Note kept.")).to_be_visible()
    if place == "file_address":
        with browser.new_context(viewport={"width": 360, "height": 740}, bypass_csp=True) as context:
            context.add_init_script(f"Object.assign(localStorage, {json.dumps(page.evaluate('({...localStorage})'))})")
            looked = context.new_page()
            looked.goto(f"{address}/{OTHER}")
            looked.get_by_role("button", name="Your list (2)").click()
            assert _axe(looked) == [] and looked.evaluate("document.documentElement.scrollWidth") <= 360
    kept = _saved(page, "Save the list", tmp_path)
    one = _saved(page, "Make one file", tmp_path)
    page.keyboard.press("Escape")
    expect(opener).to_be_focused()
    assert trouble == []
    text = one.read_text("utf-8")
    assert one.name.startswith("common-thread-your-list-2") and "Note: For Tuesday &lt;b&gt;" in text
    saved = _opened(phone, one)
    assert saved.locator("article").count() == 2 and saved.locator("ol.ct-sources").count() == 2
    found = saved.locator("[id]").evaluate_all("all => all.map((one) => one.id)")
    assert len(found) == len(set(found))

    with browser.new_context() as other:
        there = other.new_page()
        there.goto(f"{address}/index.html")
        there.get_by_role("button", name="Your list").click()
        assert there.get_by_role("button", name="Make one file").is_disabled()
        there.get_by_label("Add a saved list").set_input_files(kept)
        expect(there.get_by_text("2 entries added.")).to_be_visible()
        assert there.get_by_label("Note: Social cohesion").input_value() == "For Tuesday <b>"
        there.get_by_role("button", name="Remove: Social cohesion").click()
        expect(there.locator(".ct-taken-body li")).to_have_count(1)
        assert _saved(there, "Make one file", tmp_path).read_text("utf-8").count("<article") == 1


def test_a_list_that_somebody_sends_brings_no_markup(phone: BrowserContext, file_address: str, tmp_path: Path) -> None:
    """Whatever it holds: words, known elements and addresses of the web are left, in the list as in the file."""
    good = {
        "id": "ok",
        "path": "practices/ok.html",
        "title": "<img src=x onerror=alert(1)>",
        "html": HOSTILE,
        "note": "<i>",
    }
    bad = [
        {**good, "id": '"><script>'}, {**good, "path": "../up.html"}, {**good, "path": "javascript:x.html"},
        {**good, "path": "https://evil.example/x.html"}, {**good, "title": ["x"]}, {**good, "note": "x" * 3000}, None,
        3, {**good, "day": "today"}, {**good, "path": "//evil.example/x.html"}, {**good, "path": "a\\..\\x.html"},
    ]  # fmt: skip
    page = phone.new_page()
    trouble = watch(page)
    page.on("dialog", lambda dialog: trouble.append(dialog.message))
    page.goto(f"{file_address}/{OTHER}")
    page.get_by_role("button", name="Your list").click()
    field = page.get_by_label("Add a saved list")
    for content in ("", "{", "[]", '{"format": "other"}', '{"format": "common-thread list 1", "entries": {}}'):
        (tmp_path / "no.json").write_text(content, "utf-8")
        field.set_input_files(tmp_path / "no.json")
        expect(page.get_by_text("This is no list that was saved here")).to_be_visible()
        page.locator(".ct-taken-told").evaluate("told => told.textContent = ''")
    sent = {"format": "common-thread list 1", "entries": [*bad, good]}
    (tmp_path / "sent.json").write_text(json.dumps(sent), "utf-8")
    field.set_input_files(tmp_path / "sent.json")
    expect(page.get_by_text("1 entry added. 11 left out")).to_be_visible()
    assert page.locator(".ct-taken-body :is(img, script, i)").count() == 0
    path = _saved(page, "Make one file", tmp_path)
    text = path.read_text("utf-8")
    for word in FORBIDDEN:
        assert word not in text.replace("&lt;img src=x onerror=alert(1)&gt;", ""), word
    assert '<p id="ok.ok">' in text or '<p id="ok">' in text
    saved = _opened(phone, path)
    assert saved.locator("h1").inner_text() == "Your list" and saved.get_by_text("Note: <i>").is_visible()
    assert [said for said in trouble if "Content Security Policy" not in said] == [], (
        "whatever would run is kept from it"
    )


def test_what_a_browser_does_not_keep_is_said(phone: BrowserContext, file_address: str) -> None:
    """No button that only seems to work."""
    page = phone.new_page()
    page.add_init_script("Storage.prototype.setItem = () => { throw new Error('no room'); }")
    page.goto(f"{file_address}/{ENTRY}")
    page.get_by_role("button", name="Take along").click()
    expect(page.get_by_text("This browser keeps nothing for this page")).to_be_visible()
    expect(page.get_by_role("button", name="Take along")).to_have_attribute("aria-pressed", "false")


def test_one_entry_of_a_single_file_is_printed_and_saved(
    phone: BrowserContext, released: Released, tmp_path: Path
) -> None:
    """Not the whole library; with the day, the sources and the short texts of terms."""
    path = min(released.dist.glob("common-thread-definitions-*.html"))
    page = phone.new_page()
    trouble = watch(page)
    page.add_init_script("window.print = () => { window.printed = true; }")
    page.goto(path.as_uri())
    entry = page.locator("article#social-cohesion")
    saved = tmp_path / "saved.html"
    with page.expect_download() as download:
        entry.get_by_role("button", name="Save as a file").click()
    download.value.save_as(saved)
    assert download.value.suggested_filename == "common-thread-social-cohesion-2026-11-24.html"
    text = saved.read_text("utf-8")
    opened = _opened(phone, saved)
    assert opened.locator("h1").inner_text() == "Social cohesion" and opened.locator("dl dt[id*='.term.']").count() > 2
    assert "<script" not in text and "https://common-thread.example.org/definitions/social-cohesion.html" in text
    inner = [
        link[1:]
        for link in opened.locator("a[href^='#']").evaluate_all("all => all.map((a) => a.getAttribute('href'))")
    ]
    assert inner and all(opened.locator(f'[id="{name}"]').count() == 1 for name in inner)
    entry.get_by_role("button", name="Print").click()
    assert page.evaluate("window.printed")
    page.emulate_media(media="print")
    shown = page.locator("article").evaluate_all(
        "all => all.filter((one) => one.checkVisibility()).map((one) => one.id)"
    )
    assert shown == ["social-cohesion"]
    page.emulate_media(media="screen")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert entry.evaluate("one => one.className") == "" and trouble == []


def test_a_list_is_taken_along_in_a_single_file(
    browser: Browser, phone: BrowserContext, released: Released, tmp_path: Path
) -> None:
    """Two entries and a note, kept for the next copy; one file of both, and the list for another browser."""
    path = min(released.dist.glob("common-thread-definitions-*.html"))
    newer = tmp_path / "a newer copy.html"
    newer.write_bytes(path.read_bytes())
    page = phone.new_page()
    trouble = watch(page)
    page.goto(path.as_uri())
    ids = page.locator("article").evaluate_all("all => all.slice(0, 2).map((one) => one.id)")
    for id in ids:
        toggle = page.locator(f'article[id="{id}"]').get_by_role("button", name="Take along")
        toggle.focus()
        page.keyboard.press("Enter")
        expect(toggle).to_have_attribute("aria-pressed", "true")
    page.goto(newer.as_uri())
    opener = page.get_by_role("button", name="Your list (2)")
    opener.focus()
    page.keyboard.press("Enter")
    page.locator(".ct-taken-body textarea").first.fill("For Tuesday <b>")
    page.keyboard.press("Tab")
    expect(page.get_by_text("Note kept.")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    kept, one = _saved(page, "Save the list", tmp_path), _saved(page, "Make one file", tmp_path)
    saved = _opened(phone, one)
    assert saved.locator("article").evaluate_all("all => all.map((one) => one.id)") == ids
    assert "Note: For Tuesday &lt;b&gt;" in one.read_text("utf-8") and "<script" not in one.read_text("utf-8")
    page.locator(".ct-taken-body li a").nth(1).click()
    expect(page.locator("dialog")).to_be_hidden()
    page.wait_for_function(
        "id => Math.abs(document.getElementById(id).getBoundingClientRect().top - 88) < 40", arg=ids[1]
    )
    assert trouble == []

    with browser.new_context(viewport={"width": 360, "height": 740}, bypass_csp=True) as other:
        there = other.new_page()
        there.add_init_script("Storage.prototype.setItem = () => { throw new Error('no room'); }")
        there.goto(path.as_uri())
        there.get_by_role("button", name="Your list").click()
        expect(there.get_by_text("save the list before you close it")).to_be_visible()
        there.get_by_label("Add a saved list").set_input_files(kept)
        expect(there.get_by_text("2 entries added.")).to_be_visible()
        assert there.locator(".ct-taken-body textarea").first.input_value() == "For Tuesday <b>"
        found = Axe().run(there, ".ct-taken-list").response["violations"]
        assert [one["id"] for one in found] == []
        there.locator(".ct-taken-body li button").first.click()
        expect(there.locator(".ct-taken-body li")).to_have_count(1)
        assert _saved(there, "Make one file", tmp_path).read_text("utf-8").count("<article") == 1
