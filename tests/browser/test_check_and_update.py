"""The page that checks and updates copies: every case of the command line, and what only a page can do wrong."""

from __future__ import annotations

import hashlib
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from macros.bundles.container.bundle import read_bundle, write_bundle
from macros.bundles.update.make.updates import update_between
from tests.browser.test_loading import watch
from tests.bundles.cases import COPIES, TRUST, UPDATES, fill_folder, fill_trust
from tests.bundles.listed_cases import LISTED, SINGLE, fill_release
from tests.bundles.samples import ABOUT, files, make, signer
from tests.bundles.test_cases import known_keys
from tests.conftest import Released

PAGE = "check-and-update.html"
TODAY = "2027-03-20T12:00:00"
_LISTEN = """document.getElementById("ct-check").addEventListener("ct-checked", () => {
  document.documentElement.dataset.checked = Number(document.documentElement.dataset.checked || 0) + 1;
})"""


class Checking:
    """The page, with a way to choose files on it and to read what it says."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        page.goto(address)
        page.evaluate(_LISTEN)
        self._done = 0

    def trust(self, *keys: str) -> None:
        """Write keys into the field."""
        self.page.locator("#ct-check-key").evaluate("(field, keys) => { field.value = keys; }", " ".join(keys))

    def choose(self, name: str, data: bytes) -> str:
        """Choose the packed file; gives what is said of it."""
        return self._chosen("#ct-check-zip", name, data, "verdict")

    def choose_together(self, *paths: Path) -> str:
        """Choose several files at once; gives what is said of them."""
        self.page.set_input_files("#ct-check-zip", list(paths))
        return self.said("verdict")

    def update(self, data: bytes) -> str:
        """Choose an update; gives what is said of it."""
        return self._chosen("#ct-check-update", "update.ctdelta", data, "made")

    def _chosen(self, field: str, name: str, data: bytes, part: str) -> str:
        payload = {"name": name, "mimeType": "application/octet-stream", "buffer": data}
        self.page.set_input_files(field, files=payload)  # type: ignore[arg-type]
        return self.said(part)

    def said(self, part: str) -> str:
        """What a part of the page says, once the work is done."""
        self._done += 1
        self.page.wait_for_function(
            "done => document.documentElement.dataset.checked === done", arg=str(self._done), timeout=60_000
        )
        return self.page.locator(f'[data-part="{part}"]').inner_text()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A phone without a network, on which nothing may go wrong."""
    context = browser.new_context(offline=True, viewport={"width": 360, "height": 740}, accept_downloads=True)
    context.clock.set_fixed_time(TODAY)
    opened = context.new_page()
    trouble = watch(opened)
    yield opened
    context.close()
    assert trouble == []


@pytest.fixture
def checking(page: Page, file_address: str) -> Checking:
    """The page, opened from the disk."""
    return Checking(page, f"{file_address}/{PAGE}")


def test_every_copy_is_taken_for_what_it_is(checking: Checking, tmp_path: Path) -> None:
    """As the command line takes it, in its words."""
    wrong = {}
    for name, case in COPIES.items():
        by = signer()
        made = make(tmp_path / "made.zip", files(), by=by if case.signed else None)
        checking.trust(*known_keys(case.keys, by))
        said = checking.choose("copy.zip", case.change(made.read_bytes()))
        state = checking.page.locator('[data-part="verdict"]').get_attribute("data-state")
        if state != case.state.lower() or not re.search(case.words, said, re.IGNORECASE):
            wrong[name] = (state, said)
    assert wrong == {}


def test_files_chosen_together_are_taken_for_what_they_are(checking: Checking, tmp_path: Path) -> None:
    """A single file and a ZIM with their list, a zip with its signature: as the command line takes them."""
    wrong = {}
    for number, (name, case) in enumerate(LISTED.items()):
        folder = tmp_path / str(number)
        folder.mkdir()
        key = fill_release(folder, case)
        checking.trust(*([key] if case.known else []))
        said = checking.choose_together(*folder.iterdir())
        state = checking.page.locator('[data-part="verdict"]').get_attribute("data-state")
        if state != case.state.lower() or not re.search(case.words, said, re.IGNORECASE):
            wrong[name] = (state, said)
    assert wrong == {}
    folder = tmp_path / "last"
    folder.mkdir()
    checking.trust(fill_release(folder, LISTED["a single file in a signed list"]))
    assert "It is 2 months old." in checking.choose_together(*folder.iterdir())
    expect(checking.page.get_by_text("Updates change packed files (.zip) only")).to_be_visible()
    expect(checking.page.locator("#ct-check-update")).to_be_disabled()
    for chosen, words in (
        ([folder / "SHA256SUMS", folder / "SHA256SUMS.minisig"], "Choose the file to check as well"),
        ([folder / SINGLE, folder / "SHA256SUMS.minisig"], "Choose SHA256SUMS as well"),
        ([folder / SINGLE, Path(__file__)], "Choose one file to check, and with it no more than"),
    ):
        assert words in checking.choose_together(*chosen)


def test_every_bad_update_is_refused(checking: Checking, tmp_path: Path) -> None:
    """As the command line refuses it, in its words; nothing is offered to be saved."""
    fill_folder(tmp_path)
    assert "Result: intact, unsigned." in checking.choose("old.zip", (tmp_path / "old.zip").read_bytes())
    wrong = {}
    for name, case in UPDATES.items():
        said = checking.update(case.make(tmp_path))
        if not said.startswith("Nothing was done") or not re.search(case.words, said, re.IGNORECASE):
            wrong[name] = said
        assert checking.page.locator('[data-part="made"] a').count() == 0
    assert wrong == {}
    assert "The new copy is ready" in checking.update((tmp_path / "update.ctdelta").read_bytes())


def test_a_copy_never_becomes_less_than_it_is(checking: Checking, tmp_path: Path) -> None:
    """As the command line has it: only newer, and signed by a known key where it was signed."""
    wrong = {}
    for name, case in TRUST.items():
        checking.trust(*fill_trust(tmp_path, case))
        assert "Result: intact" in checking.choose("old.zip", (tmp_path / "old.zip").read_bytes()), name
        said = checking.update((tmp_path / "update.ctdelta").read_bytes())
        if bool(case.words) == ("The new copy is ready" in said) or not re.search(case.words, said, re.IGNORECASE):
            wrong[name] = said
    assert wrong == {}


def test_an_update_gives_the_published_file(page: Page, released: Released, tmp_path: Path) -> None:
    """In the page of a copy itself, of the shipped library, bit for bit; nothing that was chosen is changed."""
    new = released.zips()[0]
    with zipfile.ZipFile(new) as opened:
        opened.extractall(tmp_path)
    (folder,) = (path for path in tmp_path.iterdir() if path.is_dir())
    bundle = read_bundle(new)[1]
    before = {path: bundle.content(path) for path in bundle.members}
    for path in [path for path in before if path.startswith("library/definitions/")][:20]:
        before[path] = before[path].replace(b"the", b"their", 9)
    old = tmp_path / "old.zip"
    write_bundle(old, bundle.manifest.about, before)
    update = update_between(old, new)
    checking = Checking(page, (folder / "library" / PAGE).as_uri())
    checking.trust(released.public_key)
    assert "Result: intact, unsigned." in checking.choose("old.zip", old.read_bytes())
    said = checking.update(update)
    assert f"SHA-256 {hashlib.sha256(new.read_bytes()).hexdigest()}" in said and "which is known here" in said
    with page.expect_download() as saved:
        page.get_by_role("link", name=f"Save {new.name}").click()
    assert saved.value.suggested_filename == new.name and saved.value.path().read_bytes() == new.read_bytes()


def test_an_unpacked_folder_is_compared(checking: Checking, tmp_path: Path) -> None:
    """File by file; what is missing, changed or not ours is named, and no update is taken for it."""
    by = signer()
    with zipfile.ZipFile(make(tmp_path / "made.zip", files(), by=by)) as opened:
        opened.extractall(tmp_path)
    folder = tmp_path / ABOUT.folder
    checking.trust(by.public_key)
    checking.page.set_input_files("#ct-check-folder", folder)
    said = checking.said("verdict")
    assert "Result: intact and signed by a known key." in said and "It is 2 months old." in said
    (folder / "Thumbs.db").write_bytes(b"x")
    (folder / "library/old.html").write_text("old", "utf-8")
    checking.page.set_input_files("#ct-check-folder", folder)
    said = checking.said("verdict")
    assert "others lie among them" in said and "library/old.html is not ours." in said
    assert "Thumbs.db is not ours; your system has put it there." in said
    (folder / "library/pages/p1.html").write_text("changed", "utf-8")
    (folder / "library/pages/p2.html").unlink()
    checking.page.set_input_files("#ct-check-folder", folder)
    said = checking.said("verdict")
    assert "p1.html has 7 bytes instead of" in said and "p2.html is missing." in said and "Don't use it." in said
    expect(checking.page.locator("#ct-check-update")).to_be_disabled()


def test_the_page_is_for_everybody(checking: Checking, browser: Browser, file_address: str, tmp_path: Path) -> None:
    """By keyboard, at 360 pixels, by axe; without scripts it says what else there is."""
    page = checking.page
    checking.choose("old.zip", make(tmp_path / "old.zip", files()).read_bytes())
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.locator("#ct-check-zip").focus()
    seen = []
    for _ in range(6):
        seen.append(page.evaluate("document.activeElement.id || document.activeElement.tagName"))
        page.keyboard.press("Tab")
    assert seen[:2] == ["ct-check-zip", "ct-check-folder"] and "ct-check-update" in seen
    context = browser.new_context(offline=True, bypass_csp=True)
    other = Checking(context.new_page(), f"{file_address}/{PAGE}")
    other.choose("old.zip", b"This is a letter.")
    found = Axe().run(other.page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
    assert found.violations_count == 0, found.generate_report()
    context.close()
    context = browser.new_context(offline=True, java_script_enabled=False)
    plain = context.new_page()
    plain.goto(f"{file_address}/{PAGE}")
    expect(plain.locator("main")).to_contain_text("This page needs JavaScript.")
    expect(plain.locator("main")).to_contain_text("python3 common-thread-update.pyz")
    expect(plain.locator("#ct-check")).to_be_hidden()
    context.close()
