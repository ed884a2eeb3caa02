"""The explorer in a real browser, from a web server and from the disk: filters, address, matrix, files."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.test_loading import watch


@pytest.fixture(params=["web_address", "file_address"])
def address(request: pytest.FixtureRequest) -> str:
    """The site over http, then from the disk."""
    found: str = request.getfixturevalue(request.param)
    return f"{found}/explore.html"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page on which nothing may go wrong."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True)
    page = context.new_page()
    trouble = watch(page)
    yield page
    context.close()
    assert trouble == []


def ready(page: Page, address: str) -> None:
    """Open a view and wait for it; also where only the end of the address differs."""
    page.goto("about:blank")
    page.goto(address)
    expect(page.locator(".ct-explore__count")).to_contain_text("entr")


def total(page: Page) -> int:
    """How many entries the explorer says it found."""
    words = page.locator(".ct-explore__count").inner_text()
    return int(re.sub(r"\D", "", words))


def box(page: Page, facet: str, value: str) -> Locator:
    """The line of a value of a filter, whose group is unfolded."""
    group = page.locator(".ct-explore__group").filter(
        has=page.get_by_role("group", name=facet, exact=True, include_hidden=True)
    )
    group.first.evaluate("group => { group.open = true }")
    return (
        page.get_by_role("group", name=facet, exact=True)
        .get_by_role("listitem")
        .filter(has=page.get_by_text(value, exact=False))
        .first
    )


def count_of(line: Locator) -> int:
    """The number that stands at a value."""
    return int(line.locator(".ct-count").inner_text().split()[0])


def records(site: Path) -> list[dict[str, object]]:
    """Every record as the export has it."""
    found: list[dict[str, object]] = json.loads((site / "data/records.json").read_text("utf-8"))["records"]
    return found


def test_counts_are_those_of_the_library(page: Page, address: str, built_site: Path) -> None:
    """Directory entries show when they are asked for; each type has as many as the export."""
    ready(page, address)
    quiet = {"organisation", "source", "country"}
    known = records(built_site)
    assert total(page) == sum(record["type"] not in quiet for record in known)
    page.get_by_label(re.compile("Show directory entries")).check()
    expect(page.locator(".ct-explore__count")).to_have_text(f"{len(known)} entries")
    assert count_of(box(page, "Type", "Good practice")) == sum(record["type"] == "practice" for record in known)


def test_values_of_one_filter_widen_and_filters_narrow(page: Page, address: str, built_site: Path) -> None:
    """The number at a value says what the list will hold; the chip takes the choice away."""
    ready(page, f"{address}#type=practice")
    practices = [record for record in records(built_site) if record["type"] == "practice"]

    def with_country(*countries: str) -> int:
        return sum(bool(set(countries) & set(record.get("countries", []))) for record in practices)  # type: ignore[call-overload]

    uganda, chad = box(page, "Country", "Uganda"), box(page, "Country", "Chad")
    assert count_of(uganda) == with_country("uganda")
    uganda.get_by_role("checkbox").check()
    expect(page.locator(".ct-explore__count")).to_contain_text(str(with_country("uganda")))
    assert uganda.get_by_role("checkbox").evaluate("box => box === document.activeElement")
    both = with_country("uganda", "chad")
    chad.get_by_role("checkbox").check()
    expect(page.locator(".ct-explore__count")).to_contain_text(str(both))
    page.get_by_role("button", name="Remove Country: Uganda").click()
    expect(page.locator(".ct-explore__count")).to_contain_text(str(with_country("chad")))
    expect(page).to_have_url(re.compile(r"#type=practice&country=chad$"))
    page.go_back()
    expect(page.locator(".ct-explore__count")).to_contain_text(str(both))


def test_a_sent_address_gives_the_same_view(page: Page, address: str) -> None:
    """Words, filters, order and matrix come back; the address stays what it was."""
    view = "#q=cash&type=practice,lesson&sort=newest"
    ready(page, address + view)
    titles = page.locator(".ct-explore__list .ct-hit__title")
    expect(titles.first).to_be_visible()
    before = titles.all_inner_texts()
    assert (
        page.get_by_label("Search in these").input_value() == "cash"
        and page.get_by_label("Sort by").input_value() == "newest"
    )
    box(page, "Type", "Lesson").get_by_role("checkbox").uncheck()
    box(page, "Type", "Lesson").get_by_role("checkbox").check()
    expect(page).to_have_url(address + view)
    ready(page, address + view)
    expect(titles.first).to_be_visible()
    assert titles.all_inner_texts() == before and len(before) > 3


def test_an_address_with_unknown_values_says_so(page: Page, address: str) -> None:
    """What is known counts, the rest is named and does no harm."""
    ready(page, f"{address}#country=atlantis,chad&mood=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E&sort=wild")
    notes = page.locator(".ct-explore__notes")
    expect(notes).to_contain_text("Country atlantis")
    expect(notes).to_contain_text("mood=<img src=x onerror=alert(1)>")
    assert page.locator(".ct-explore img").count() == 0
    expect(page.get_by_role("button", name="Remove Country: Chad")).to_be_visible()


def test_words_find_what_the_search_finds(page: Page, address: str) -> None:
    """In its order, with the words marked and a link to the place; slips and acronyms are explained."""
    ready(page, f"{address}#q=winter%20cash%20lebanon")
    first = page.locator(".ct-explore__list > li").first
    expect(first.locator("mark").first).to_be_visible()
    expect(first.locator(".ct-hit__title a")).to_have_attribute(
        "href", re.compile(r"practices/lebanon-winter-cash\.html\?mark=")
    )
    page.get_by_label("Search in these").fill("HDN")
    expect(page.locator(".ct-explore__notes")).to_contain_text("HDN → humanitarian-development-peace nexus")


def test_an_address_that_means_nothing_is_read_as_it_is(page: Page, address: str) -> None:
    """`100%` is no sign of an address, yet a reader may write it; nothing stops, and the words are looked for."""
    ready(page, f"{address}#q=100%")
    expect(page.get_by_label("Search in these")).to_have_value("100%")
    expect(page.get_by_role("button", name="Search", exact=True)).to_be_visible()
    ready(page, f"{address}#%=%&country=100%")
    expect(page.locator(".ct-explore__notes")).to_contain_text("Country 100%")


def test_an_address_is_not_cut_within_a_character(page: Page, file_address: str) -> None:
    """Of 300 characters that count, the last may take two places; the next change writes the address anew."""
    ready(page, f"{file_address}/explore.html#q=cash%20{'a' * 294}%F0%9F%98%80")
    page.get_by_label("Show directory entries").check()
    page.wait_for_url(re.compile("directory=1"))
    assert "%F0%9F%98%80" in page.url


@pytest.mark.parametrize(
    "words", ['"', "^~*:+-", "😀", "<script>window.ran=1</script>", "x" * 10_000, "%", "&#&=", "عربي"]
)
def test_nothing_that_is_typed_does_harm(page: Page, file_address: str, words: str) -> None:
    """No error (the fixture looks), no element; what was typed comes back from the address."""
    ready(page, f"{file_address}/explore.html")
    page.get_by_label("Search in these").fill(words)
    expect(page.get_by_role("button", name="Remove “")).to_be_visible()
    assert page.evaluate("window.ran") is None
    page.reload()
    expect(page.get_by_label("Search in these")).to_have_value(words[:300])


def test_nothing_left_says_what_each_choice_costs(page: Page, address: str) -> None:
    """And how to suggest what is missing."""
    ready(page, f"{address}#type=definition&country=chad")
    nothing = page.locator(".ct-explore__nothing")
    expect(nothing).to_contain_text("Nothing fits all of this")
    expect(nothing.get_by_role("link", name="Suggest an entry")).to_have_attribute("href", "contribute/index.html")
    without = nothing.get_by_role("listitem").filter(has_text="Without Type: Definition")
    costs = count_of(without)
    without.get_by_role("button").click()
    expect(page.locator(".ct-explore__count")).to_have_text(f"{costs} entries" if costs != 1 else "1 entry")


def test_a_number_of_the_matrix_leads_to_its_entries(page: Page, address: str) -> None:
    """Gaps show; a cell sets both filters."""
    ready(page, f"{address}#view=matrix&rows=sector&cols=level")
    assert page.locator(".ct-explore__gap").count() > 0
    cell = page.locator(".ct-explore__matrix td button").first
    wanted = int(cell.inner_text())
    cell.click()
    expect(page.locator(".ct-explore__count")).to_have_text(f"{wanted} entries")
    expect(page.locator(".ct-explore__chips li")).to_have_count(3)
    expect(page).to_have_url(re.compile(r"#(?=.*sector=)(?=.*level=)(?!.*matrix)"))


def test_the_list_can_be_taken_away(page: Page, address: str, built_site: Path) -> None:
    """CSV and JSON hold the whole filtered list in its order."""
    ready(page, f"{address}#type=practice&sort=newest")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Take these with me as CSV").click()
    raw = Path(waiting.value.path()).read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Take these with me as JSON").click()
    found = json.loads(Path(waiting.value.path()).read_text("utf-8"))
    assert [row["id"] for row in rows] == [record["id"] for record in found["records"]]
    assert {row["id"] for row in rows} == {r["id"] for r in records(built_site) if r["type"] == "practice"}
    assert found["view"] == "type=practice&sort=newest"
    shown = page.locator(".ct-explore__list .ct-hit__title").all_inner_texts()
    assert [row["title"] for row in rows][: len(shown)] == shown
    assert all((built_site / row["page"]).is_file() for row in rows)


def test_no_cell_is_taken_for_a_formula(page: Page, file_address: str) -> None:
    """Texts that begin like one get an apostrophe; quotes and breaks are quoted."""
    ready(page, f"{file_address}/explore.html")
    titles = ["=1+1", "+1", "-1", "@x", "＝1+1", "＠x", '"quoted", and', "line\nbreak", "plain"]
    told = page.evaluate(
        """titles => {
            const facets = [{id: "type", title: "Type", values: []}];
            const data = {ids: titles.map((_, i) => "id-" + i), titles, facets, changed: titles.map(() => 0),
                          address: () => "p.html", valuesOf: () => []};
            return commonThreadSearch.asCsv(data, titles.map((_, i) => i));
        }""",
        titles,
    )
    rows = list(csv.DictReader(io.StringIO(told.lstrip("\ufeff"), newline="")))
    assert [row["title"] for row in rows] == ["'=1+1", "'+1", "'-1", "'@x", "'＝1+1", "'＠x", *titles[6:]]


def test_without_javascript_it_leads_to_the_lists(browser: Browser, address: str) -> None:
    """Every list to browse by, and every type from A to Z."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    links = page.locator("#ct-explore-static a")
    assert links.count() > 15
    links.first.click()
    expect(page.locator("h1")).to_be_visible()
    context.close()


@pytest.mark.parametrize("piece", ["start", "explore", "records-"])
def test_a_damaged_piece_is_named(browser: Browser, built_site: Path, tmp_path: Path, piece: str) -> None:
    """The rest works, or the lists do."""
    for part in ("assets", "search"):
        shutil.copytree(built_site / part, tmp_path / part)
    shutil.copy(built_site / "explore.html", tmp_path)
    broken = sorted((tmp_path / "search").glob(f"{piece}*.js"))[0]
    broken.write_text(f'commonThreadShard("{broken.stem}",1);', encoding="utf-8")
    page = browser.new_page()
    page.goto(f"{tmp_path.as_uri()}/explore.html")
    expect(page.locator(".ct-note").first).to_contain_text(broken.name)
    if piece != "records-":
        expect(page.locator("#ct-explore-static")).to_be_visible()
    else:
        expect(page.locator(".ct-explore__count")).to_be_visible()
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_no_violation(browser: Browser, file_address: str, scheme: str, width: int) -> None:
    """In the list, in the matrix and where nothing is left; nothing scrolls sideways."""
    context = browser.new_context(
        color_scheme="dark" if scheme == "dark" else "light", viewport={"width": width, "height": 900}, bypass_csp=True
    )
    page = context.new_page()
    found = {}
    for view in ("#q=cash&country=uganda", "#view=matrix", "#type=definition&country=chad"):
        ready(page, f"{file_address}/explore.html{view}")
        page.locator(".ct-explore__filters").evaluate("filters => { filters.open = true }")
        results = Axe().run(page, options={"resultTypes": ["violations"]})
        for violation in results.response["violations"]:
            found[view, violation["id"]] = [node["html"][:150] for node in violation["nodes"][:3]]
        assert page.evaluate("document.documentElement.scrollWidth") <= width, view
    small = page.evaluate(
        """() => [...document.querySelectorAll(".ct-explore :is(button, select, input[type=search])")]
            .filter(target => target.checkVisibility() && target.getBoundingClientRect().height < 23.9)
            .map(target => target.outerHTML)"""
    )
    context.close()
    assert found == {} and small == []


def test_a_ticked_filter_leaves_what_was_found_in_sight(page: Page, address: str) -> None:
    """However far the list was scrolled, and whichever group the filter stands in."""
    ready(page, f"{address}#type=practice")
    page.locator(".ct-explore__group").evaluate_all("groups => groups.forEach(group => { group.open = true })")
    page.get_by_role("button", name="Show 20 more").click()
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    line = page.get_by_role("group", name="Country", exact=True).get_by_role("checkbox").last
    line.check()
    expect(page.locator(".ct-explore__chips li")).to_have_count(3)
    expect(page.locator(".ct-explore__count")).to_be_in_viewport()
    expect(page.locator(".ct-explore__list > li").first).to_be_in_viewport()
    expect(line).to_be_in_viewport()


def test_filters_are_folded_but_for_two_and_those_chosen(page: Page, address: str) -> None:
    """A filter with one value for all entries isn't offered."""
    ready(page, f"{address}#level=programming")
    expect(page.locator(".ct-explore__group[open]:not([hidden])")).to_have_count(3)
    expect(page.locator(".ct-explore__group", has_text="Language").first).to_be_hidden()


def test_the_keyboard_skips_the_filters(page: Page, address: str) -> None:
    """One key from the head of the filters to the number of entries; the view stays."""
    ready(page, f"{address}#type=practice&country=uganda")
    page.get_by_role("button", name=re.compile("^To the .* entr")).press("Enter")
    expect(page.locator(".ct-explore__count")).to_be_focused()
    expect(page).to_have_url(re.compile("#type=practice&country=uganda$"))


def test_the_link_to_a_view_can_be_copied(page: Page, address: str) -> None:
    """It is the address as it stands; the page says that it was copied."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    ready(page, f"{address}#type=practice&country=uganda")
    page.get_by_role("button", name="Copy link to this view").click()
    expect(page.get_by_text("Copied.")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == page.url


def test_what_is_shown_can_be_taken_as_a_page_to_print(page: Page, address: str, tmp_path: Path) -> None:
    """One file with every title, its facts, the beginning of its text and its address; no script in it."""
    ready(page, f"{address}#type=practice&country=uganda")
    wanted = page.locator(".ct-explore__list .ct-hit__title").all_inner_texts()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Take these with me as a page to print").click()
    taken = tmp_path / "taken.html"
    waiting.value.save_as(taken)
    assert "<script" not in taken.read_text("utf-8")
    page.goto(taken.as_uri())
    assert page.locator("h2").all_inner_texts() == wanted
    expect(page.locator("section").first).to_contain_text("Uganda")
    expect(page.locator("section small").first).to_contain_text("/practices/")
