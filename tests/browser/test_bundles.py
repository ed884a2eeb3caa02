"""Bundles as field staff open them: unpacked into an odd folder, no network, in a real browser."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.browser.test_loading import watch
from tests.browser.test_search_panel import links, search
from tests.browser.test_single_file import find
from tests.conftest import Released

ODD = "USB stick #1, 100 % مكتبة"
"""A folder whose name every careless program trips over."""
MADE = "2026-11-24T12:00:00"


@pytest.fixture(scope="module")
def unpacked(released: Released, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The smallest pack and the whole library."""
    folder = tmp_path_factory.mktemp("sticks") / ODD
    whole = next(path for path in released.zips() if re.fullmatch(r"common-thread-[\d-]+-\w+", path.stem))
    found = {}
    for name, path in {"smallest": released.zips()[0], "whole": whole}.items():
        with zipfile.ZipFile(path) as opened:
            opened.extractall(folder / name)
        (found[name],) = (folder / name).iterdir()
    return found


def _blocked(route: Route, asked: list[str]) -> None:
    asked.append(route.request.url)
    route.abort()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser without a network, on a day soon after the build."""
    made = browser.new_context(offline=True, viewport={"width": 1280, "height": 900})
    made.clock.set_fixed_time(MADE)
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page on which nothing may go wrong and nothing may leave the disk."""
    asked: list[str] = []
    context.route(re.compile("^(?!file:|data:)"), lambda route: _blocked(route, asked))
    opened = context.new_page()
    trouble = watch(opened)
    yield opened
    context.close()
    assert trouble == [] and asked == []


def _visit(page: Page, folder: Path, paths: list[Path]) -> None:
    """Open pages and see that each shows its text, its day and its version."""
    for path in paths:
        page.goto(path.as_uri())
        if "library" in page.url and 'http-equiv="refresh"' not in path.read_text("utf-8"):
            expect(page.locator("main h1").first).to_be_visible()
            expect(page.locator("time[data-made]")).to_have_text("24 November 2026")
            assert "(today)" in page.locator(".ct-sitefoot").inner_text()
            assert page.locator(".ct-note--warning", has_text="This copy is").count() == 0


def test_every_page_of_the_smallest_pack_opens(page: Page, unpacked: dict[str, Path]) -> None:
    """Each of them, without a single request or message."""
    folder = unpacked["smallest"]
    paths = sorted(folder.rglob("*.html"))
    assert len(paths) > 20
    _visit(page, folder, paths)


def test_a_sample_of_the_whole_library_opens(page: Page, unpacked: dict[str, Path]) -> None:
    """Every twenty-fifth page, and those that everybody opens."""
    folder = unpacked["whole"]
    paths = sorted(folder.rglob("*.html"))[::25]
    _visit(page, folder, [*paths, *(folder / "library" / name for name in ("index.html", "a-z.html", "explore.html"))])


@pytest.mark.parametrize(("which", "words", "found"), [("smallest", "coalition", 1), ("whole", "rotating groups", 5)])
def test_the_way_from_the_start_page_to_an_answer(
    page: Page, unpacked: dict[str, Path], which: str, words: str, found: int
) -> None:
    """Open START-HERE.html, go in, search, follow the first result: it stands in the same folder."""
    page.goto((unpacked[which] / "START-HERE.html").as_uri())
    expect(page.locator("time + *, dd").first).to_be_visible()
    page.get_by_role("link", name="Open the library").click()
    expect(page.locator("button.ct-find")).to_be_visible()
    search(page, words)
    assert links(page).count() >= found
    links(page).first.click()
    page.wait_for_url(re.compile(r"[?&]mark="))
    expect(page.locator("main mark").first).to_be_visible()
    assert page.url.startswith(unpacked[which].as_uri())


def test_an_entry_of_a_pack_is_corrected_by_the_form_in_it(page: Page, unpacked: dict[str, Path]) -> None:
    """Which also knows every entry of the library, so that none is given twice."""
    folder = unpacked["smallest"] / "library"
    pages = sorted(folder.glob("*/*.html"))
    page.goto(next(path for path in pages if " data-changed=" in path.read_text("utf-8")).as_uri())
    page.get_by_role("link", name="Suggest a correction").click()
    expect(page.get_by_label("Which words are wrong?")).to_be_visible()
    assert page.url.startswith(folder.as_uri())
    page.get_by_role("link", name="Give something else").click()
    page.get_by_role("link", name="Good practice").click()
    page.get_by_label("Countries").first.fill("Lebanon")
    expect(page.get_by_role("option", name="Lebanon", exact=True)).to_be_visible()


def test_the_explorer_shows_what_the_pack_holds(page: Page, unpacked: dict[str, Path]) -> None:
    """Entries of the pack and no others; a filter narrows them."""
    folder = unpacked["smallest"]
    page.goto((folder / "library/explore.html").as_uri())
    expect(page.locator(".ct-explore__count")).to_have_text(re.compile(r"^\d+ entries$"))
    shown = page.locator(".ct-explore__list a").all()
    addresses = [str(link.get_attribute("href")).partition("?")[0].partition("#")[0] for link in shown]
    assert addresses and all((folder / "library" / address).is_file() for address in addresses)


def test_the_explorer_of_a_pack_says_that_it_is_a_part(page: Page, unpacked: dict[str, Path]) -> None:
    """It offers no value that nothing has, and names its files after the pack."""
    page.goto((unpacked["smallest"] / "library/explore.html").as_uri())
    expect(page.locator("main")).to_contain_text("It is a part of Common Thread")
    page.get_by_label("Show directory entries").check()
    counts = page.locator(".ct-explore__filters .ct-count").all_inner_texts()
    assert len(counts) > 5 and "0" not in counts
    with page.expect_download() as saved:
        page.get_by_role("button", name="Take these with me as CSV").click()
    assert saved.value.suggested_filename == f"{unpacked['smallest'].name}.csv"


def test_where_nothing_is_found_every_way_leads_somewhere(page: Page, unpacked: dict[str, Path]) -> None:
    """To a page of the pack, or to the site, marked."""
    page.goto((unpacked["smallest"] / "library/practices/index.html").as_uri())
    search(page, "zzzzzz")
    ways = page.locator(".ct-search__ways a")
    expect(ways).to_have_count(3)
    for way in ways.all():
        address = str(way.get_attribute("href"))
        inside = unpacked["smallest"] / "library/practices" / address
        assert inside.is_file() if way.get_attribute("data-online") is None else address.startswith("https://"), address


def test_terms_are_explained(page: Page, unpacked: dict[str, Path]) -> None:
    """The glossary works where it stands: a defined term shows its short text."""
    page.goto((unpacked["whole"] / "library/workshops/iswg-romania-2024-04-05.html").as_uri())
    page.locator(".ct-term > a").first.focus()
    expect(page.locator(".ct-term:focus-within [role=tooltip]").first).to_be_visible()


def test_it_prints(page: Page, unpacked: dict[str, Path]) -> None:
    """The text of a page, without what is for screens."""
    page.goto((unpacked["smallest"] / "library/index.html").as_uri())
    page.emulate_media(media="print")
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(".md-header")).to_be_hidden()
    assert len(page.pdf()) > 10_000


def test_paper_is_light_whatever_the_screen(browser: Browser, unpacked: dict[str, Path], released: Released) -> None:
    """A dark page prints dark letters; so do the start page and the single file."""
    context = browser.new_context(offline=True, color_scheme="dark")
    page = context.new_page()
    folder = unpacked["smallest"]
    for path in (folder / "library/index.html", folder / "START-HERE.html", sorted(released.dist.glob("*.html"))[0]):
        page.goto(path.as_uri())
        seen = []
        for media in ("screen", "print"):
            page.emulate_media(media=media, color_scheme="dark")  # type: ignore[arg-type]
            color = page.locator("h1").first.evaluate("element => getComputedStyle(element).color")
            seen.append(sum(map(int, re.findall(r"\d+", color)[:3])))
        assert seen[0] > 380 > seen[1], (path.name, seen)
    context.close()


@pytest.mark.parametrize("which", ["smallest", "whole"])
def test_without_javascript_everything_is_there_but_search(
    browser: Browser, unpacked: dict[str, Path], which: str
) -> None:
    """From the start page to the index from A to Z and on to an entry, by links alone."""
    context = browser.new_context(offline=True, java_script_enabled=False)
    page = context.new_page()
    trouble = watch(page)
    page.goto((unpacked[which] / "START-HERE.html").as_uri())
    page.get_by_role("link", name="Everything from A to Z").click()
    rows = page.locator(".ct-rows a")
    expect(rows.nth(10)).to_be_visible()
    title = rows.first.inner_text()
    rows.first.click()
    expect(page.locator("h1")).to_have_text(title)
    page.locator(".md-tabs a", has_text="Home").click()
    expect(page.locator("h1")).to_be_visible()
    page.goto((unpacked[which] / "library/explore.html").as_uri())
    lists = page.locator("#ct-explore-static a")
    assert lists.count() > 3 and lists.filter(has_text="A to Z").count() > 0
    for link in lists.all():
        assert (unpacked[which] / "library" / str(link.get_attribute("href"))).is_file()
    assert trouble == []
    context.close()


def test_a_laptop_serves_a_copy_to_a_phone(browser: Browser, unpacked: dict[str, Path], released: Released) -> None:
    """As the page says it: Python's own server over the unpacked pack, and what lies beside it can be taken."""
    folder = unpacked["smallest"]
    packed = shutil.copy(released.zips()[0], folder / "pack.zip")
    command = [sys.executable, "-u", "-m", "http.server", "0", "--bind", "127.0.0.1"]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        try:
            assert server.stdout
            address = next(iter(re.findall(r"http://127\.0\.0\.1:\d+/", server.stdout.readline())))
            phone = browser.new_page(viewport={"width": 360, "height": 740})
            trouble = watch(phone)
            phone.goto(f"{address}START-HERE.html")
            phone.get_by_role("link", name="Open the library").click()
            expect(phone.locator("button.ct-find")).to_be_visible()
            search(phone, "trust")
            expect(links(phone).first).to_be_visible()
            links(phone).first.click()
            phone.wait_for_url(re.compile(r"[?&]mark="))
            assert phone.url.startswith(address) and trouble == []
            assert phone.request.get(f"{address}pack.zip").body() == Path(packed).read_bytes()
            phone.close()
        finally:
            server.terminate()
    Path(packed).unlink()


@pytest.mark.parametrize(
    ("day", "age", "stale"),
    [
        ("2026-11-25T08:00:00Z", "(1 day ago)", False),
        ("2026-12-24T08:00:00Z", "(30 days ago)", False),
        ("2026-12-25T08:00:00Z", "(1 month ago)", False),
        ("2027-01-10T08:00:00Z", "(2 months ago)", False),
        ("2027-04-20T08:00:00Z", "(5 months ago)", False),
        ("2027-05-23T08:00:00Z", "(6 months ago)", False),
        ("2027-05-24T08:00:00Z", "(6 months ago)", True),
        ("2028-10-24T08:00:00Z", "(23 months ago)", True),
        ("2028-11-24T08:00:00Z", "(2 years ago)", True),
        ("2029-12-24T08:00:00Z", "(3 years ago)", True),
        ("2026-11-20T08:00:00Z", "24 November 2026", False),
    ],
)
def test_a_copy_says_how_old_it_is(
    browser: Browser, unpacked: dict[str, Path], released: Released, day: str, age: str, stale: bool
) -> None:
    """On a page, on the start page and in the single file; when it is old, where a newer one is."""
    context = browser.new_context(offline=True)
    context.clock.set_fixed_time(day)
    page = context.new_page()
    single = sorted(released.dist.glob("*.html"), key=lambda path: path.stat().st_size)[0]
    for path in (unpacked["whole"] / "library/about/search.html", unpacked["whole"] / "START-HERE.html", single):
        page.goto(path.as_uri())
        if "library" in str(path.relative_to(path.parents[2])) or "ago" in age:
            expect(page.locator("body")).to_contain_text(age)
        note = page.locator(".ct-note--warning", has_text="This copy is")
        expect(note).to_have_count(1 if stale else 0)
        begins = path.name != "search.html"
        told = page.locator(".ct-note:not(.ct-note--warning)", has_text=f"This copy is {age.strip('()')[:-4]} old")
        expect(told).to_have_count(1 if begins and "month" in age and not stale else 0)
        if stale:
            expect(note).to_contain_text("changed since 24 November 2026. Get a newer one")
            expect(note).to_contain_text("https://common-thread.example.org/downloads.html")
    context.close()


def test_a_page_without_the_script_that_says_its_day_says_nothing_of_it(
    browser: Browser, unpacked: dict[str, Path], tmp_path: Path
) -> None:
    """Lost on the way, or no scripts at all: the rest of the foot stands, and nothing speaks of a missing day."""
    library = tmp_path / "library"
    shutil.copytree(unpacked["smallest"] / "library", library)
    (library / "assets/js/made.js").unlink()
    for scripts in (True, False):
        context = browser.new_context(offline=True, java_script_enabled=scripts)
        page = context.new_page()
        page.goto((library / "index.html").as_uri())
        expect(page.locator(".ct-sitefoot")).to_contain_text("Text under CC BY 4.0")
        expect(page.locator(".ct-sitefoot")).not_to_contain_text("Content as of")
        page.goto((library / "downloads.html").as_uri())
        expect(page.locator(".ct-sitefoot")).to_contain_text("Content as of 24 November 2026")
        context.close()


def test_the_site_itself_never_says_that_it_is_a_copy(browser: Browser, web_address: str) -> None:
    """Wherever its address is the published one; elsewhere it may be a copy."""
    context = browser.new_context()
    context.clock.set_fixed_time("2029-12-24T08:00:00Z")
    page = context.new_page()
    page.add_init_script(
        "let kept; Object.defineProperty(window, 'commonThread', { get: () => kept, "
        f"set: (value) => {{ kept = {{ ...value, online: '{web_address}/' }} }} }})"
    )
    page.goto(f"{web_address}/index.html")
    expect(page.locator(".ct-sitefoot")).to_contain_text("(3 years ago)")
    expect(page.locator(".ct-note--warning")).to_have_count(0)
    context.close()


def test_a_single_file_finds_what_is_in_it(page: Page, released: Released, tmp_path: Path) -> None:
    """Opened by itself, as on a phone; words without their accents find those that have them."""
    whole = next(path for path in released.dist.glob("*.html") if re.fullmatch(r"common-thread-[\d-]+-\w+", path.stem))
    alone = tmp_path / "only this.html"
    alone.write_bytes(whole.read_bytes())
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(alone.as_uri())
    find(page, "trust refugees", r"^\d+ entries")
    first = page.locator(".found a").first
    title = first.inner_text()
    first.click()
    expect(page.locator("article:is(:target, :has(:target)) > h2").first).to_have_text(title)
    for words in ("turkiye", '"trust", (refugees)', "Tu\u0308rkiye"):
        find(page, "zzzz", "^Nothing found. Try fewer or shorter words.$")
        find(page, words, "^[1-9].* entr")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.get_by_role("link", name="A to Z", exact=True).click()
    expect(page.locator("#a-z")).to_be_in_viewport()


def _top(page: Page) -> float:
    return float(page.evaluate("seen.getBoundingClientRect().top"))


def test_back_leads_to_the_place_that_was_left(page: Page, released: Released) -> None:
    """In a single file, on a phone, though entries above change their heights as they come into view."""
    whole = next(path for path in released.dist.glob("*.html") if re.fullmatch(r"common-thread-[\d-]+-\w+", path.stem))
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{whole.as_uri()}#social-cohesion")
    expect(page.locator("#social-cohesion")).to_be_in_viewport()
    link = page.locator("#social-cohesion dd a[href], #social-cohesion li a[href]").nth(6)
    # A reader who does something is followed no longer; else the way to the address could go on below the test.
    page.keyboard.press("Shift")
    link.scroll_into_view_if_needed()
    expect(link).to_be_in_viewport()
    link.evaluate("link => { window.seen = link; }")
    before = _top(page)
    link.evaluate("link => link.click()")
    expect(link).not_to_be_in_viewport()
    page.go_back()
    expect(link).to_be_in_viewport()
    page.evaluate("() => new Promise(done => setTimeout(done, 300))")
    assert abs(_top(page) - before) < 2


def test_tables_of_a_single_file_scroll_by_themselves(page: Page, released: Released) -> None:
    """Words stay whole, and the page is no wider than a phone."""
    whole = next(path for path in released.dist.glob("*.html") if re.fullmatch(r"common-thread-[\d-]+-\w+", path.stem))
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{whole.as_uri()}#social-cohesion")
    box = page.locator("#social-cohesion .ct-scroll").first
    box.scroll_into_view_if_needed()
    assert box.evaluate("box => box.scrollWidth > box.clientWidth * 1.5")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_a_single_file_is_whole_without_javascript(browser: Browser, released: Released) -> None:
    """Contents, entries, glossary, A to Z; no dead box to type into."""
    context = browser.new_context(offline=True, java_script_enabled=False)
    page = context.new_page()
    page.goto(sorted(released.dist.glob("*.html"))[0].as_uri())
    expect(page.get_by_role("link", name="Glossary", exact=True)).to_be_visible()
    assert page.locator("input").count() == 0 and page.locator("article").count() > 5
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_start_page_and_single_file_are_accessible(
    browser: Browser, unpacked: dict[str, Path], released: Released, scheme: str
) -> None:
    """By axe, WCAG 2.2 AA, with the notice of an old copy."""
    context = browser.new_context(offline=True, color_scheme=scheme, bypass_csp=True)  # type: ignore[arg-type]
    context.clock.set_fixed_time("2029-12-24T08:00:00Z")
    page = context.new_page()
    single = sorted(released.dist.glob("*.html"), key=lambda path: path.stat().st_size)[0]
    for path in (unpacked["smallest"] / "START-HERE.html", unpacked["smallest"] / "library/downloads.html", single):
        page.goto(path.as_uri())
        # Entries far from the window are not laid out, and axe would measure what nobody sees.
        page.add_style_tag(content="article { content-visibility: visible !important }")
        found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
        assert found.violations_count == 0, found.generate_report()
    context.close()
