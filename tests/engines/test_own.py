"""One entry and a list of one's own: kept, and saved as files that open again."""

from __future__ import annotations

from pathlib import Path

from tests.browser.test_single_file import SETTLED
from tests.engines.conftest import Copies
from tests.engines.engine import WIDTH, Engine

PRACTICE, TITLE = "practices/compost-pe-acoperis.html", "Compost pe acoperișul blocului 7"
TAKEN = (PRACTICE, "definitions/compost.html")
"""Pages of entries that are taken along."""


def _opens(engine: Engine, path: Path, title: str) -> None:
    """A saved file shows its title in the same engine, runs nothing, and is no wider than a phone."""
    assert "<script" not in path.read_text("utf-8")
    engine.open(path.as_uri())
    assert engine.text("h1") == title
    assert engine.run("return document.documentElement.scrollWidth") <= WIDTH


def test_an_entry_is_saved_as_one_file(engine: Engine, copies: Copies, tmp_path: Path) -> None:
    """From the pack and from the single file, under a name with library and day."""
    name = "gradini-vii-compost-pe-acoperis-2026-04-01.html"
    engine.open((copies.library / PRACTICE).as_uri())
    saved = engine.saved(lambda: engine.click(".ct-taken--save"))
    assert saved.name == name
    _opens(engine, saved.rename(tmp_path / "first.html"), TITLE)
    engine.fresh(f"{copies.single.as_uri()}#compost-pe-acoperis")
    engine.run(f"return ({SETTLED})()")
    saved = engine.saved(lambda: engine.click("#compost-pe-acoperis button[value=save]"))
    assert saved.name == name
    _opens(engine, saved.rename(tmp_path / "second.html"), TITLE)


def test_a_list_is_taken_along_by_keyboard(engine: Engine, copies: Copies, tmp_path: Path) -> None:
    """Two entries and a note; one file of both; the list as a file, which brings everything back."""
    for page in TAKEN:
        engine.open((copies.library / page).as_uri())
        engine.go_to("Take along")
        engine.press("Enter")
        engine.until("return document.querySelector('.ct-taken--take').getAttribute('aria-pressed') === 'true'")
    engine.go_to("Your list (2)")
    engine.press("Enter")
    engine.until("return document.querySelector('dialog.ct-taken-list')?.open")
    assert engine.run("return document.documentElement.scrollWidth") <= WIDTH
    engine.go_to("Note: Compost pe")
    engine.type("Pentru marți <b>")
    engine.press("Tab")
    engine.shows(".ct-taken-told", "Note kept.")
    one = engine.saved(lambda: engine.click(".ct-taken-main")).rename(tmp_path / "one.html")
    assert one.read_text("utf-8").count("<article") == 2 and "Pentru marți &lt;b&gt;" in one.read_text("utf-8")
    kept = engine.saved(lambda: engine.click(".ct-taken-ways button:last-child")).rename(tmp_path / "kept.json")
    for _ in TAKEN:
        engine.click("dialog.ct-taken-list li button")
    engine.shows(".ct-taken-empty", "Nothing yet.")
    engine.choose("#ct-taken-file", kept)
    engine.shows(".ct-taken-told", "2 entries added.")
    notes = "return [...document.querySelectorAll('.ct-taken-list textarea')].map((field) => field.value)"
    assert engine.run(notes) == ["Pentru marți <b>", ""]
    engine.press("Escape")
    _opens(engine, one, "Your list")


def test_what_pages_have_in_common_is_kept_for_all_of_them(engine: Engine, copies: Copies) -> None:
    """Also where each file has a store of its own: any sign, and length; what is too long is refused, not half kept."""
    pages = [(copies.library / page).as_uri() for page in TAKEN]
    for value in (["; ă=\U0001f600\ud83d", ' %41\\"', ""], ["ș; " * 5000], ["short"]):
        engine.open(pages[0])
        engine.run("__md_set('own.list', arguments[0])", value)
        engine.open(pages[1])
        assert engine.run("return __md_get('own.list')") == value
    for scheme, page in (("slate", pages[0]), ("default", pages[1])):
        engine.click(".ct-scheme:not([hidden])")
        engine.open(page)
        assert engine.run("return document.body.dataset.mdColorScheme") == scheme
    engine.run("__md_set('own.list', ['ș'.repeat(40000)])")
    assert engine.run("return __md_get('own.list')") == ["short"]
    engine.open(copies.single.parent.as_uri())
    assert engine.run("return document.cookie") == "", "the folder around it has nothing of it"
