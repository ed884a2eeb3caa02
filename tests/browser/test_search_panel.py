"""The search in the header: opened, typed in, followed, marked; over a web server and from the disk."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.test_loading import watch

FROM = "guidance/index.html"
"""A page below the root, so that addresses have to lead upwards."""
HOSTILE = [
    '"social', "'", "^~*:+-", "+-+ -~1 title:x^9", "\\", "\U0001f600 \U0001f469\u200d\U0001f469",
    "a" * 10_000, "word " * 2_000,
    "عربي نص", "\u202egnimoc", "<img src=x onerror=alert(1)>", "<script>window.ran=1</script>", "%00%ff", "\ud83d",
    "constructor __proto__ toString", "&lt;b&gt;", "{{7*7}}", "\t\n",
]  # fmt: skip


@pytest.fixture(params=["web_address", "file_address"])
def address(request: pytest.FixtureRequest) -> str:
    """The site over http, then from the disk."""
    found: str = request.getfixturevalue(request.param)
    return found


@contextmanager
def sound(browser: Browser, address: str) -> Iterator[Page]:
    """A page on which nothing may go wrong."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    trouble = watch(page)
    page.goto(f"{address}/{FROM}")
    yield page
    context.close()
    assert trouble == []


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """For what could differ between a web server and the disk."""
    with sound(browser, address) as page:
        yield page


@pytest.fixture
def local(browser: Browser, file_address: str) -> Iterator[Page]:
    """For what can't."""
    with sound(browser, file_address) as page:
        yield page


def dialog(page: Page) -> Locator:
    """The search dialog."""
    return page.get_by_role("dialog", name="Search the library")


def field(page: Page) -> Locator:
    """The field in it."""
    return dialog(page).get_by_role("searchbox", name="Search the library")


def answered(page: Page) -> None:
    """Wait until what stands in the field is answered."""
    expect(page.locator(".ct-search__body")).to_have_attribute("aria-busy", "false")


def search(page: Page, query: str) -> None:
    """Open the dialog by its key, unless it is open, and ask."""
    if not dialog(page).is_visible():
        page.keyboard.press("Control+k")
    field(page).fill(query)
    answered(page)


def links(page: Page) -> Locator:
    """The titles of the results."""
    return dialog(page).locator(".ct-hit__link")


def focused(locator: Locator) -> bool:
    """Whether the keyboard is there."""
    return bool(locator.evaluate("element => element === document.activeElement"))


@pytest.mark.parametrize("width", [320, 1280])
def test_without_javascript_it_is_a_link_of_the_same_size(browser: Browser, file_address: str, width: int) -> None:
    """The script changes what it is, not where anything stands."""
    seen = []
    for scripts in (False, True):
        context = browser.new_context(java_script_enabled=scripts, viewport={"width": width, "height": 800})
        page = context.new_page()
        page.goto(f"{file_address}/{FROM}")
        parts = page.locator(".ct-find, .md-header__title, .md-header__inner, h1")
        assert parts.count() == 4
        seen.append([box for part in parts.all() if (box := part.bounding_box())])
        if not scripts:
            page.get_by_role("link", name="Search", exact=True).click()
            expect(page).to_have_url(f"{file_address}/explore.html")
        else:
            expect(page.get_by_role("button", name="Search", exact=True)).to_be_visible()
        context.close()
    assert seen[0] == seen[1]
    assert all(box["width"] >= 24 and box["height"] >= 24 for box in seen[0])


def test_nothing_of_it_is_loaded_before_a_reader_turns_to_it(browser: Browser, address: str) -> None:
    """Neither program nor style nor index; hovering asks for the first of it."""
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(address)))
    page.goto(f"{address}/{FROM}", wait_until="networkidle")
    assert "/assets/js/common-thread.js" in asked
    assert [url for url in asked if "search" in url] == []
    with page.expect_request("**/search/start.js*"):
        page.locator(".ct-find").hover()
    assert "/assets/js/search/panel.js" in asked
    page.close()


def test_the_keyboard_alone_leads_to_the_place_and_marks_the_words(page: Page, address: str) -> None:
    """`/`, words, arrows, Enter: the page, its section, the words in it; the address can be passed on."""
    page.keyboard.press("/")
    expect(dialog(page)).to_be_visible()
    assert focused(field(page))
    page.keyboard.type("contact between groups")
    answered(page)
    page.keyboard.press("ArrowDown")
    assert focused(links(page).nth(0))
    page.keyboard.press("ArrowDown")
    assert focused(links(page).nth(1))
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert focused(field(page))
    page.keyboard.press("ArrowDown")
    page.keyboard.press("End")
    assert focused(links(page).last)
    page.keyboard.press("Home")
    assert focused(links(page).first)
    target = dialog(page).locator(".ct-hit__link[href*='#']").first
    place, _, anchor = (target.get_attribute("href") or "").partition("#")
    words = place.partition("?mark=")[2].split("%20")
    while not focused(target):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{place.partition('?')[0].removeprefix('../')}*")
    expect(page.locator("mark.ct-mark").first).to_be_attached()
    marked = {text.lower() for text in page.locator("mark.ct-mark").all_inner_texts()}
    assert marked and marked <= set(words)
    expect(page).to_have_url(f"{place.partition('?')[0].replace('..', address)}#{anchor}")
    assert page.evaluate("id => document.getElementById(id).getBoundingClientRect().top < innerHeight", anchor)


def test_marks_are_taken_away(page: Page) -> None:
    """Accents don't matter; what is no text of the page keeps as it is; the text is whole again."""
    before = page.locator(".md-content").inner_text()
    page.goto(page.url + "?mark=g%C3%BAidance%20and#")
    marks = page.locator("mark.ct-mark")
    expect(marks.first).to_be_attached()
    assert {text.lower() for text in marks.all_inner_texts()} == {"guidance", "and"}
    page.get_by_role("button", name="Clear marks").click()
    expect(marks).to_have_count(0)
    expect(page.locator(".ct-marks")).to_have_count(0)
    assert page.locator(".md-content").inner_text() == before


def test_enter_in_the_field_opens_the_first_result_even_before_the_answer(page: Page) -> None:
    """Who types and presses Enter at once gets the first result of what was typed."""
    search(page, "social cohesion")
    field(page).fill("HDN")
    page.keyboard.press("Enter")
    page.wait_for_url("**/definitions/hdp-nexus.html*")


def test_escape_closes_and_gives_the_focus_back(page: Page) -> None:
    """To the control that opened it; the words come back when it is opened again, on another page too."""
    control = page.get_by_role("button", name="Search", exact=True)
    control.click()
    field(page).fill("romania")
    answered(page)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(dialog(page)).to_be_hidden()
    assert focused(control)
    page.goto(page.url.replace(FROM, "index.html"))
    page.keyboard.press("/")
    expect(field(page)).to_have_value("romania")
    expect(links(page).first).to_be_visible()


def test_the_single_key_can_be_switched_off(local: Page) -> None:
    """As WCAG 2.1.4 asks; with Control or Command it always works."""
    search(local, "")
    dialog(local).get_by_role("checkbox").uncheck()
    local.keyboard.press("Escape")
    local.keyboard.press("/")
    local.keyboard.press("Control+k")
    expect(dialog(local)).to_be_visible()
    local.keyboard.press("Escape")
    local.reload()
    local.evaluate(
        """() => {
            const need = commonThreadSearch.need;
            window.asked = 0;
            commonThreadSearch.need = names => { window.asked++; return need(names); };
        }"""
    )
    local.keyboard.press("/")
    assert local.evaluate("window.asked") == 0
    local.keyboard.press("Control+k")
    assert local.evaluate("window.asked") == 1
    local.evaluate("localStorage.clear()")


def test_keys_typed_in_the_dialog_do_not_act_on_the_page(local: Page) -> None:
    """The theme turns pages with `n` and `p`; `/` is a sign like others in the field."""
    search(local, "romania")
    url = local.url
    field(local).press("/")
    expect(field(local)).to_have_value("romania/")
    answered(local)
    local.keyboard.press("ArrowDown")
    for key in ("n", "p", ".", ","):
        local.keyboard.press(key)
    assert focused(links(local).first) and local.url == url


def test_an_acronym_is_explained_and_the_definition_answers(page: Page) -> None:
    """What it means, that it is superseded, and the working definition first."""
    search(page, "HDN")
    note = dialog(page).locator(".ct-search__note").filter(has_text="HDN")
    expect(note.get_by_role("link")).to_have_text("humanitarian-development-peace nexus")
    expect(note.locator(".ct-badge")).to_have_text("superseded")
    first = dialog(page).get_by_role("list", name="Results").locator("> li").first
    expect(first.locator(".ct-hit__link")).to_have_text("Humanitarian-development-peace nexus")
    expect(first.locator(".ct-badge")).to_have_text("Proposed")
    text = first.locator(".ct-hit__text").inner_text()
    assert text.startswith("The humanitarian-development-peace nexus is") and text.endswith(".") and len(text) <= 350
    expect(dialog(page).get_by_role("link", name="Narrow these down")).to_have_attribute(
        "href", "../explore.html#q=HDN"
    )


def test_a_slip_is_mended_and_said(local: Page) -> None:
    """For the eye, and for who listens."""
    search(local, "cohesoin")
    expect(dialog(local).locator(".ct-search__note").first).to_have_text("Nothing says “cohesoin”; showing cohesion.")
    said = dialog(local).get_by_role("status")
    expect(said).to_contain_text("results. Nothing says “cohesoin”; showing cohesion.")
    assert "cohesion" in {text.lower() for text in dialog(local).locator(".ct-hit mark").all_inner_texts()}


def test_no_result_helps_on(page: Page) -> None:
    """Says so, offers words that begin alike, and other ways."""
    search(page, "romazzzzz")
    expect(dialog(page)).to_contain_text("Nothing found for “romazzzzz”.")
    expect(dialog(page).get_by_role("status")).to_have_text("Nothing found.")
    expect(links(page)).to_have_count(0)
    for path in ("explore.html", "browse/index.html", "contribute/index.html"):
        expect(dialog(page).locator(f"a[href='../{path}']")).to_be_visible()
    dialog(page).get_by_role("button", name="romania", exact=True).click()
    answered(page)
    expect(field(page)).to_have_value("romania")
    expect(links(page).first).to_be_visible()


def test_more_results_come_on_demand(local: Page) -> None:
    """Ten, then ten more with the focus on the first of them; all of them in the explorer."""
    search(local, "women & peace")
    expect(links(local)).to_have_count(10)
    dialog(local).get_by_role("button", name="Show more").click()
    expect(links(local)).to_have_count(20)
    assert focused(links(local).nth(10))
    everything = dialog(local).get_by_role("link", name="Narrow these down in the explorer")
    expect(everything).to_have_attribute("href", "../explore.html#q=women%20%26%20peace")
    titles = links(local).all_inner_texts()
    assert len({link.get_attribute("href") for link in links(local).all()}) == len(titles) == 20


def test_results_are_narrowed_by_kind_and_widened_again(local: Page) -> None:
    """Each kind with its number; the focus stays, and other words begin anew."""
    search(local, "women & peace")
    kinds = dialog(local).get_by_role("group", name="Show only")
    number = int(dialog(local).locator(".ct-search__count").inner_text().split()[0])
    assert sum(int(one.rpartition(" ")[2]) for one in kinds.get_by_role("button").all_inner_texts()) == number
    lessons = kinds.get_by_role("button", name="Lessons")
    few = int(lessons.inner_text().rpartition(" ")[2])
    assert 0 < few < 10
    lessons.focus()
    local.keyboard.press("Enter")
    expect(links(local)).to_have_count(few)
    expect(dialog(local).locator(".ct-search__count")).to_have_text(f"{few} results" if few > 1 else "1 result")
    expect(lessons).to_have_attribute("aria-pressed", "true")
    expect(lessons).to_be_focused()
    assert {
        link.split("/")[1] for link in links(local).evaluate_all("all => all.map((a) => a.getAttribute('href'))")
    } == {"lessons"}
    local.keyboard.press("Enter")
    expect(links(local)).to_have_count(10)
    lessons.click()
    search(local, "trust")
    expect(kinds.locator('[aria-pressed="true"]')).to_have_count(0)
    expect(links(local)).to_have_count(10)


def test_a_result_says_where_and_when_and_how_far_its_evidence_carries(local: Page) -> None:
    """As lists do."""
    search(local, "LEED Sri Lanka")
    first = dialog(local).locator(".ct-hit", has=local.get_by_role("link", name="LEED, Sri Lanka"))
    expect(first.locator(".ct-hit__facts").first).to_have_text("Sri Lanka · 2011–2018 · Not measured yet")


def test_an_answer_that_comes_too_late_is_dropped(local: Page) -> None:
    """The last words win, whatever the order of answers."""
    search(local, "romania")
    search(local, "")
    local.evaluate(
        """() => {
            const answer = commonThreadSearch.answer;
            commonThreadSearch.answer = query => query === "romania"
                ? new Promise(go => { window.release = () => answer(query).then(go); }) : answer(query);
        }"""
    )
    field(local).fill("romania")
    local.wait_for_function("() => window.release")
    search(local, "sudan")
    shown = links(local).all_inner_texts()
    local.evaluate("window.release()")
    local.evaluate("() => new Promise(done => requestAnimationFrame(() => setTimeout(done)))")
    assert links(local).all_inner_texts() == shown and shown


def test_nothing_that_is_typed_does_harm(page: Page) -> None:
    """No error (the fixture looks), no element, no sideways scrolling; what was typed is shown as text."""
    search(page, "")
    dialogs: list[str] = []
    page.on("dialog", lambda shown: dialogs.append(shown.message))
    for words in HOSTILE:
        field(page).evaluate(
            "(field, words) => { field.value = words; field.dispatchEvent(new Event('input')); }", words
        )
        answered(page)
        assert dialog(page).locator("img, script, b, svg").count() == 0, words
        assert page.evaluate("document.querySelector('.ct-search__body').scrollWidth <= innerWidth"), words
    assert page.evaluate("window.ran") is None and dialogs == []


@pytest.mark.parametrize(
    "words", ["social cohesion " + "a" * 283 + "\U0001f600", "social cohesion \ud83d", "\udc00 cash"]
)
def test_half_a_character_stops_no_search(local: Page, words: str) -> None:
    """A paste that is cut at 300 within a character, or brings half of one, is answered as its words are."""
    search(local, "")
    field(local).evaluate("(field, words) => { field.value = words; field.dispatchEvent(new Event('input')); }", words)
    answered(local)
    expect(links(local)).to_have_count(10)
    dialog(local).get_by_role("link", name="Narrow these down").click()
    expect(local.locator(".ct-explore__list > li").first).to_be_visible()


def test_a_text_in_another_language_says_so(local: Page) -> None:
    """`lang`, and `dir` where it is written from the right."""
    search(local, "")
    item = local.evaluate_handle(
        """() => commonThreadSearch.hit({kinds: {}}, {first: 0, sections: [0]},
            {path: "a.html", title: "<b>عنوان</b>", kind: "page", status: "Draft", tone: "notice", language: "ar",
             answer: "", sections: [{anchor: "", heading: "", text: "نص"}]}, new Set(["نص"]))"""
    ).as_element()
    assert item is not None
    title = item.query_selector(".ct-hit__link")
    assert title is not None and title.inner_text() == "<b>عنوان</b>"
    assert (title.get_attribute("lang"), title.get_attribute("dir")) == ("ar", "rtl")
    assert title.get_attribute("href") == "../a.html?mark=%D9%86%D8%B5"
    assert [mark.inner_text() for mark in item.query_selector_all("mark")] == ["نص"]


def test_a_snippet_is_a_piece_of_its_text_with_its_words_marked(local: Page) -> None:
    """For many made texts: short, cut from the text, marks only what was looked for, shows what can be shown."""
    search(local, "")
    wrong = local.evaluate(
        r"""() => {
            const words = ["peace", "Über", "aid.", "x", "😀😀", "https://a.org/peace-aid", "·", "and", "كلمة"];
            const marks = new Set(["peace", "aid", "uber", "كلمه"]), wrong = [];
            let seed = 7;
            const next = most => (seed = (seed * 48271) % 2147483647) % most;
            for (let round = 0; round < 400; round++) {
                const text = Array.from({length: next(160)}, () => words[next(words.length)]).join(next(9) ? " " : "");
                const most = 60 + next(200), made = commonThreadSearch.snippet(text, marks, most);
                const shown = [...made.childNodes].map(node => node.textContent).join("");
                const inner = shown.replace(/^… /, "").replace(/ …$/, "");
                const found = [...made.querySelectorAll("mark")].map(mark => mark.textContent);
                if (!text.includes(inner) || inner.length > most + 2 || !inner.isWellFormed()) wrong.push(text);
                const wanted = place => marks.has(place[2]), places = commonThreadSearch.places;
                if (!found.every(mark => places(mark).every(wanted))) wrong.push(text);
                if (places(text).some(wanted) && !found.length) wrong.push(text);
            }
            return wrong;
        }"""
    )
    assert wrong == []


@pytest.fixture
def copied(built_site: Path, tmp_path: Path) -> Path:
    """As much of the site as a search needs, to be broken."""
    for part in ("assets", "search", "about"):
        shutil.copytree(built_site / part, tmp_path / part)
    return tmp_path


@pytest.fixture(scope="module")
def pieces(browser: Browser, file_address: str) -> list[str]:
    """The pieces of the index that "social" needs."""
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{file_address}/{FROM}")
    search(page, "social")
    page.close()
    return [url.rpartition("/")[2] for url in asked if url.startswith(f"{file_address}/search/")]


def remove(piece: Path) -> str:
    """A file that was lost."""
    piece.unlink()
    return "missing"


def spoil(piece: Path) -> str:
    """A file that was changed: still a script, but not what was built."""
    piece.write_text(f'commonThreadShard("{piece.stem}","1");', encoding="utf-8")
    return "damaged"


@pytest.mark.parametrize("kind", ["terms-", "text-", "forms-s", "lengths"])
@pytest.mark.parametrize("harm", [remove, spoil])
def test_a_broken_piece_is_named_and_the_rest_works(
    browser: Browser, pieces: list[str], copied: Path, harm: Callable[[Path], str], kind: str
) -> None:
    """The reader learns which, and what to do; a search that doesn't need the piece goes on."""
    piece = copied / "search" / next(name for name in pieces if name.startswith(kind))
    state = harm(piece)
    page = browser.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{copied.as_uri()}/about/index.html")
    search(page, "social romania" if kind != "text-" else "social")
    notice = dialog(page).locator(".ct-search__damage")
    expect(notice).to_have_text(
        f"A part of the search index ({piece.name}) is {state}; results may be incomplete."
        " Reload the page, or get the library again."
    )
    if kind != "lengths":
        expect(links(page).first).to_be_visible()
    page.close()
    assert errors == []


@pytest.mark.parametrize("harm", [remove, spoil])
def test_without_its_beginning_the_search_says_so(browser: Browser, copied: Path, harm: Callable[[Path], str]) -> None:
    """And points to the pages that need no search."""
    harm(copied / "search" / "start.js")
    page = browser.new_page()
    page.goto(f"{copied.as_uri()}/about/index.html")
    search(page, "social cohesion")
    expect(dialog(page)).to_contain_text("The search isn’t available")
    expect(dialog(page).locator("a[href='../browse/index.html']")).to_be_visible()
    page.close()


def test_without_its_program_the_control_is_a_link_again(browser: Browser, copied: Path, built_site: Path) -> None:
    """A page whose search can't be loaded leads to the explorer, also when that was found out before the click."""
    (copied / "assets/js/search/panel.js").unlink()
    shutil.copy(built_site / "explore.html", copied)
    for hovered in (False, True):
        page = browser.new_page()
        page.goto(f"{copied.as_uri()}/about/index.html")
        button = page.get_by_role("button", name="Search", exact=True)
        if hovered:
            with page.expect_event("requestfailed", lambda failed: failed.url.endswith("panel.js")):
                button.hover()
            page.evaluate("() => new Promise(done => setTimeout(done, 100))")
        button.click()
        page.wait_for_url("**/explore.html")
        page.close()


def test_marks_are_readable_with_forced_colours(browser: Browser, file_address: str) -> None:
    """Their letters have the colour for marks, so their ground has to be a mark's too, in titles as well."""
    context = browser.new_context(forced_colors="active")
    page = context.new_page()
    page.goto(f"{file_address}/{FROM}")
    search(page, "cohesion")
    grounds = page.evaluate(
        """() => [...document.querySelectorAll(".ct-hit mark")].map(mark => getComputedStyle(mark))
            .map(style => style.backgroundImage + " " + style.backgroundColor)"""
    )
    context.close()
    assert len(grounds) > 10 and len(set(grounds)) == 1 and grounds[0].startswith("none rgb(")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_no_violation(browser: Browser, file_address: str, scheme: str, width: int) -> None:
    """On a marked page; in the dialog before typing, with an answer, with results and with none.

    Nothing scrolls sideways, and what can be pressed is large enough.
    """
    context = browser.new_context(
        color_scheme="dark" if scheme == "dark" else "light", viewport={"width": width, "height": 800}, bypass_csp=True
    )
    page = context.new_page()
    page.goto(f"{file_address}/practices/iraq-mixed-football.html?mark=league")
    expect(page.locator(".ct-marks")).to_be_visible()
    found = {}
    for state in ("marked", "", "HDN", "trust cohesoin", "romazzzzz"):
        if state != "marked":
            search(page, state)
        part = None if state == "marked" else ".ct-search"
        results = Axe().run(page, context=part, options={"resultTypes": ["violations"]})
        for violation in results.response["violations"]:
            found[state, violation["id"]] = [node["html"][:120] for node in violation["nodes"][:3]]
        assert page.evaluate("document.documentElement.scrollWidth") <= width, state
        wide = page.evaluate(
            """() => [...document.querySelectorAll(".ct-search, .ct-search *")]
                .filter(part => part.scrollWidth > part.clientWidth && getComputedStyle(part).display === "block")
                .filter(part => !part.matches(".ct-search__unseen")).map(part => part.className)"""
        )
        assert wide == [], state
    search(page, "HDN")
    small = page.evaluate(
        """() => [...document.querySelectorAll(".ct-search :is(a, button, input[type=search], label)")]
            .filter(target => target.checkVisibility() && !target.classList.contains("ct-search__label"))
            .filter(target => target.getBoundingClientRect().height < 23.9).map(target => target.outerHTML)"""
    )
    context.close()
    assert found == {} and small == []
