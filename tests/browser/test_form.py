"""Giving an entry by the form: from a folder, by keyboard, on a small screen; and what comes of it is received."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from click.testing import CliRunner, Result
from playwright.sync_api import Browser, BrowserContext, Page, expect

from macros.cli.main import main
from macros.giving.parcel import BEGIN, END
from tests.community import copy_second

pytestmark = pytest.mark.browser
PRACTICE, SOURCE, GROUP = "Semințe la schimb", "Minuta din piață", "Cercul Pieței"
TABS = 220
"""More than a form has stops of the Tab key."""


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A small phone without a network; every message of a script that fails is a failure."""
    opened = browser.new_context(viewport={"width": 320, "height": 640}, offline=True)
    opened.set_default_timeout(8000)
    yield opened
    opened.close()


@pytest.fixture
def form(context: BrowserContext, second_site: Path) -> Iterator[Page]:
    """The form of a practice."""
    yield from _opened(context, second_site, "#practice")


def _opened(context: BrowserContext, site: Path, end: str) -> Iterator[Page]:
    page = context.new_page()
    wrong: list[object] = []
    page.on("pageerror", lambda error: wrong.append(error))
    page.on("console", lambda said: wrong.append(said.text) if "Content Security Policy" in said.text else None)
    page.goto((site / "contribute/form.html").as_uri() + end)
    expect(page.locator("#ct-give h2").first).to_be_visible()
    yield page
    assert wrong == []


def _go_to(page: Page, label: str) -> None:
    """Press Tab until a control of this name has the focus."""
    for _ in range(TABS):
        page.keyboard.press("Tab")
        name = page.evaluate(
            """() => { const one = document.activeElement, label = one.labels && one.labels[0];
                return (label || one).textContent; }"""
        )
        if name.startswith(label):
            return
    raise AssertionError(f"no control {label!r} can be reached with the Tab key")


def _choose(page: Page, text: str) -> None:
    """Type into a field with a list below it, and take the first of the list."""
    page.keyboard.type(text)
    expect(page.locator("[role=option]:visible").first).to_contain_text(text.split()[0], ignore_case=True)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")


def _fill(page: Page) -> None:
    """A practice with what it newly needs, by keyboard alone."""
    for label, words in {
        "Title": PRACTICE, "Summary": "Vecinii au adus semințe și au plecat cu altele.",
    }.items():  # fmt: skip
        _go_to(page, label)
        page.keyboard.type(words)
    _go_to(page, "Validation level")
    page.keyboard.press("ArrowDown")
    for label in ("Problem", "What was done"):
        _go_to(page, label)
        page.keyboard.type("1. S-a pus o masă.")
    _go_to(page, "Countries")
    _choose(page, "România")
    _go_to(page, "Implementers")
    _choose(page, GROUP)
    expect(page.get_by_role("group", name="New: Asoci").get_by_label("Summary")).to_be_focused()
    page.keyboard.type("Un cerc de vecini din piața mare.")
    _go_to(page, "Kind")
    page.keyboard.press("ArrowDown")


def _fill_source(page: Page) -> None:
    page.keyboard.type(SOURCE)
    expect(page.locator("[role=option]:visible").last).to_contain_text(SOURCE)
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    added = page.get_by_role("group", name=re.compile("^New: "))
    expect(added).to_have_count(2)
    expect(added.last.get_by_label("Summary")).to_be_focused()
    page.keyboard.type("Ce s-a hotărât la masa cu semințe.")
    for label in ("Kind", "How it was verified"):
        _go_to(page, label)
        page.keyboard.press("ArrowDown")


def _receive(project: Path, name: str, *arguments: str, pasted: str | None = None) -> Result:
    command = ["--root", str(project), "receive", name, "--today", "2026-04-01", *arguments]
    return CliRunner().invoke(main, command, input=pasted)


def _saved(page: Page, target: Path) -> Path:
    with page.expect_download() as saved:
        _go_to(page, "Save the parcel")
        page.keyboard.press("Enter")
    saved.value.save_as(target / saved.value.suggested_filename)
    return target / saved.value.suggested_filename


def test_a_practice_with_a_new_source_is_given_by_keyboard_and_received(form: Page, tmp_path: Path) -> None:
    """What is missing is said with a way to it; the parcel that is saved, or copied, comes into a library."""
    _fill(form)
    _go_to(form, "Make the parcel")
    form.keyboard.press("Enter")
    told = form.locator(".ct-give__summary")
    expect(told).to_contain_text("A practice needs at least one source")
    expect(told.locator("h2")).to_be_focused()
    _go_to(form, "Sources: ")
    form.keyboard.press("Enter")
    expect(form.get_by_role("combobox", name="Source (needed)")).to_be_focused()
    _fill_source(form)
    _go_to(form, "Make the parcel")
    form.keyboard.press("Enter")
    expect(form.get_by_role("heading", name="The parcel is ready")).to_be_focused()
    assert form.evaluate("document.documentElement.scrollWidth") <= 320
    parcel = _saved(form, tmp_path)
    assert parcel.name == "seminte-la-schimb.parcel.json"
    project = copy_second(tmp_path / "project")
    told_by_editors = _receive(project, str(parcel), "--write")
    assert told_by_editors.exit_code == 0, told_by_editors.output
    assert (project / "data/organisations/cercul-pietei.yml").is_file()
    entry = (project / "docs/practices/seminte-la-schimb.md").read_text("utf-8")
    assert "- source: minuta-din-piata\n" in entry and "implementers:\n  - cercul-pietei\n" in entry
    checked = CliRunner().invoke(main, ["--root", str(project), "check", "--today", "2026-04-01"])
    assert checked.exit_code == 0, checked.output
    pasted = form.get_by_label("The parcel as text").input_value()
    assert pasted.startswith(BEGIN) and pasted.endswith(f"{END}\n")
    again = _receive(copy_second(tmp_path / "other"), "-", pasted=f"Bună ziua,\n\n{pasted}\nMulțumesc")
    assert again.exit_code == 0, again.output
    mail = form.get_by_role("link", name="Write a mail").get_attribute("href")
    assert mail is not None and mail.startswith("mailto:cerc@gradini.example?subject=seminte-la-schimb.parcel.json")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_wrong_with_the_form(browser: Browser, second_site: Path, scheme: str) -> None:
    """With every part unfolded, a row in each table, what is wrong said, and the list of a field open."""
    opened = browser.new_context(
        viewport={"width": 320, "height": 640}, color_scheme="dark" if scheme == "dark" else "light", bypass_csp=True
    )
    for page in _opened(opened, second_site, "#workshop"):
        page.evaluate("document.querySelectorAll('#ct-give details').forEach((one) => (one.open = true))")
        page.evaluate("document.querySelectorAll('.ct-give__add').forEach((one) => one.click())")
        page.get_by_role("button", name="Make the parcel").click()
        expect(page.locator(".ct-give__summary h2")).to_be_focused()
        page.locator(".ct-give__combo input").first.focus()
        expect(page.locator("[role=option]:visible").first).to_be_visible()
        found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
        assert [(one["id"], [node["html"][:120] for node in one["nodes"][:2]]) for one in found] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
    opened.close()


def test_what_is_wrong_is_said_in_the_words_of_the_form(form: Page) -> None:
    """In the order of the page, by labels, and nothing that only follows from another mistake."""
    form.get_by_label("Validation level").select_option(label="Rod")
    form.get_by_label("Started").fill("martie 2026")
    form.get_by_label("Ended").fill("2026-05")
    form.get_by_label("Countries").first.fill("Togo")
    form.get_by_role("option", name="Add “Togo” as new").click()
    expect(form.get_by_label("Two-letter code")).to_have_value("TG")
    expect(form.get_by_label("Three-letter code")).to_have_value("TGO")
    form.get_by_role("button", name="Make the parcel").click()
    expect(form.locator(".ct-give__summary h2")).to_be_focused()
    told = form.locator(".ct-give__summary li").all_inner_texts()
    assert [one.partition(":")[0] for one in told[:2]] == ["Title", "Summary"]
    assert "Started: Write the year first: 2024, 2024-05 or 2024-05-31" in told
    assert not any("before the start" in one for one in told)
    new = told.index("New: Togo, Summary: Fill this in.")
    assert told[new + 1] == "New: Togo, Region: Fill this in." and told[new + 2].startswith("Started"), told


def test_the_list_of_mistakes_follows_while_they_are_mended(form: Page) -> None:
    """And what is needed is said before anybody has tried; the focus stays in the field."""
    needed = form.locator(".ct-give__needed")
    expect(needed).to_contain_text("Still needed: Title, Summary, Validation level, Problem, What was done, Sources")
    form.get_by_role("button", name="Make the parcel").click()
    heading = form.locator(".ct-give__summary h2")
    expect(heading).to_have_text("6 things to mend")
    expect(form.locator(".ct-give__summary [aria-live=polite]")).to_contain_text("6 things to mend")
    form.locator(".ct-give__summary li").nth(1).evaluate("(one) => (one.dataset.kept = 'yes')")
    form.get_by_role("link", name="Title: Fill this in.").click()
    expect(form.get_by_label("Title").first).to_be_focused()
    form.keyboard.type(PRACTICE)
    expect(heading).to_have_text("5 things to mend")
    expect(form.get_by_label("Title").first).to_be_focused()
    expect(form.locator(".ct-give__summary li").first).to_have_attribute("data-kept", "yes")
    expect(needed).to_contain_text("Still needed: Summary, ")
    form.get_by_label("Summary").first.fill("Scurt.")
    expect(form.locator(".ct-give__summary li").first).to_contain_text("Too short: 20 characters at least.")
    expect(heading).to_have_text("5 things to mend")


def test_what_is_new_is_added_where_it_is_named_and_leads_back(form: Page) -> None:
    """By other names and without accents what is there is found; what is nearly so is asked, and taken in one step."""
    field = form.get_by_role("combobox", name="Implementers")
    for typed in ("arf", "asociatia RADACINI"):
        field.fill(typed)
        expect(form.locator("[role=option]:visible").first).to_contain_text("Rădăcini")
    field.fill(GROUP)
    form.get_by_role("option", name=re.compile("as new")).first.click()
    added = form.get_by_role("group", name="New: Asoci")
    expect(added.get_by_label("Summary")).to_be_focused()
    order = "(one) => [...document.querySelectorAll('.ct-give input, .ct-give textarea')].indexOf(one)"
    assert added.get_by_label("Title").evaluate(order) == field.evaluate(order) + 1, "right below the field"
    added.get_by_role("button", name="Done: back to “Implementers”").press("Enter")
    expect(field).to_be_focused()
    added.get_by_label("Title").fill("Asociatia Radacini si Frunze")
    expect(added.locator(".ct-give__like")).to_contain_text("Rădăcini & Frunze")
    added.get_by_role("button", name=re.compile("Take it")).press("Enter")
    expect(form.get_by_role("group", name="New: Asoci")).to_have_count(0)
    expect(form.locator(".ct-give__chips li")).to_have_count(1)
    expect(form.locator(".ct-give__chips li")).to_contain_text("Rădăcini & Frunze")
    expect(field).to_be_focused()


def test_a_draft_is_kept_and_can_be_deleted(form: Page, second_site: Path) -> None:
    """It is there after a reload with what is new along with it, and gone when the reader says so."""
    expect(form.get_by_role("button", name="Delete this draft")).to_be_hidden()
    _fill(form)
    expect(form.locator(".ct-give__draft")).to_contain_text("Draft kept in this browser")
    form.reload()
    expect(form.get_by_label("Title").first).to_have_value(PRACTICE)
    expect(form.locator(".ct-give__chips li").filter(has_text=GROUP)).to_be_visible()
    expect(form.get_by_role("group", name="New: Asoci")).to_be_visible()
    form.get_by_role("button", name="Delete this draft").click()
    expect(form.get_by_label("Title").first).to_have_value("")
    form.reload()
    expect(form.get_by_label("Title").first).to_have_value("")
    assert form.evaluate("Object.keys(localStorage).filter((key) => key.includes('giving')).length") == 0


def test_a_browser_that_keeps_nothing_says_so(context: BrowserContext, second_site: Path) -> None:
    """And everything else works."""
    context.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('no'); } })")
    for page in _opened(context, second_site, "#source"):
        page.get_by_label("Title").first.fill(SOURCE)
        expect(page.locator(".ct-give__draft")).to_contain_text("This browser keeps no drafts")
        page.get_by_role("button", name="Make the parcel").click()
        expect(page.locator(".ct-give__summary h2")).to_contain_text("things to mend")


def test_without_scripts_the_page_says_what_else_can_be_done(browser: Browser, second_site: Path) -> None:
    """And shows no control that does nothing."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((second_site / "contribute/form.html").as_uri())
    expect(page.locator("main")).to_contain_text("This form needs JavaScript. Without it:")
    expect(page.locator("main a[href='mailto:cerc@gradini.example']")).to_be_visible()
    assert page.locator("main :is(button, input, textarea, select):visible").count() == 0
    context.close()


def test_marked_words_of_an_entry_are_corrected(context: BrowserContext, second_site: Path, tmp_path: Path) -> None:
    """From the foot of its page to a changed file; nothing else in the file is touched."""
    page = context.new_page()
    page.goto((second_site / "practices/compost-pe-acoperis.html").as_uri())
    page.locator("p", has_text="Umbra ține").first.select_text()
    page.get_by_role("link", name="Suggest a correction").focus()
    page.keyboard.press("Enter")
    now = page.get_by_label("What should they say?")
    expect(now).to_have_value(re.compile("Umbra ține compostul viu"))
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    now.fill(now.input_value().replace("viu", "viu și umed"))
    page.get_by_role("button", name="Make the parcel").press("Enter")
    expect(page.get_by_role("heading", name="The parcel is ready")).to_be_focused()
    parcel = _saved(page, tmp_path)
    project = copy_second(tmp_path / "project")
    path = project / "docs/practices/compost-pe-acoperis.md"
    before = path.read_text("utf-8")
    told = _receive(project, str(parcel), "--write")
    assert told.exit_code == 0, told.output
    assert path.read_text("utf-8") == before.replace(" viu; vezi", " viu și umed; vezi")
