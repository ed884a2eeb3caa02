"""An unpacked pack, opened from a folder as field staff have it: start page, search by keyboard, explorer, console."""

from __future__ import annotations

from pathlib import Path

from tests.engines.conftest import Copies
from tests.engines.engine import WIDTH, Engine

KINDS = (
    "index.html", "explore.html", "a-z.html", "downloads.html", "check-and-update.html", "contribute/form.html",
    "practices/index.html", "practices/compost-pe-acoperis.html", "lessons/lada-in-soare.html",
    "definitions/compost.html", "definitions/glosar.html", "guidance/primul-compost.html",
    "workshops/sezatoarea-de-primavara.html", "groups/reteaua-gradinilor.html", "browse/sectors.html",
)  # fmt: skip
"""Pages of a pack, one of each kind."""


def test_the_way_from_the_start_page_to_an_answer_by_keyboard(engine: Engine, copies: Copies) -> None:
    """Into the library, a word typed into the search, a hit opened: it stands in the folder, with the word marked."""
    engine.open((copies.pack / "START-HERE.html").as_uri())
    engine.go_to("Open the library")
    engine.press("Enter")
    engine.until("return document.querySelector('button.ct-find')")
    assert engine.run("return document.documentElement.scrollWidth") <= WIDTH
    engine.press("Control+k")
    engine.until("return document.activeElement.matches('.ct-search input[type=search]')")
    engine.type("frunze acoperis")
    engine.shows(".ct-search__list a", "Compost pe acoperișul blocului 7")
    engine.until("return document.querySelector('.ct-search__body').getAttribute('aria-busy') === 'false'")
    assert engine.run("return document.documentElement.scrollWidth") <= WIDTH
    engine.press("ArrowDown", "Enter")
    engine.shows("main mark", "acoperi")
    assert engine.run("return location.href") == (copies.library / "practices/compost-pe-acoperis.html").as_uri()


def test_a_filter_of_the_explorer_by_keyboard(engine: Engine, copies: Copies) -> None:
    """It shows as many entries as stand at the value, says so in the address, and does so again after a visit."""
    engine.open((copies.library / "explore.html").as_uri())
    engine.until("return document.querySelector('.ct-explore__count').textContent.includes('entr')")
    everything = engine.count(".ct-explore__list > li")
    engine.go_to("Filters")
    engine.press("Enter")
    engine.until("return document.querySelector('.ct-explore__filters').open")
    engine.go_on_to("return document.activeElement.matches('.ct-explore__group input[type=checkbox]')")
    wanted = engine.run("return Number(document.activeElement.closest('li').querySelector('.ct-count').textContent)")
    engine.press("Space")
    engine.until("return document.querySelectorAll('.ct-explore__list > li').length === arguments[0]", wanted)
    assert 0 < wanted < everything
    assert engine.run("return document.documentElement.scrollWidth") <= WIDTH
    address = engine.run("return location.href")
    assert "#" in address and address.startswith(copies.pack.as_uri())
    engine.click(".ct-explore__list a")
    engine.until("return document.querySelector('article h1')")
    engine.back()
    engine.until("return document.querySelectorAll('.ct-explore__list > li').length === arguments[0]", wanted)


def test_pages_load_without_a_message(engine: Engine, copies: Copies, tmp_path: Path) -> None:
    """No script fails and nothing is refused; a page with both faults is heard, so silence says something."""
    faulty = tmp_path / "faulty.html"
    faulty.write_text(
        "<!doctype html><meta charset=utf-8><title>x</title><script>noSuchThing = noSuchName</script>"
        "<meta http-equiv=Content-Security-Policy content=\"default-src 'none'\"><script>1</script>",
        "utf-8",
    )
    pages = [copies.pack / "START-HERE.html", *(copies.library / name for name in KINDS), copies.single]
    said = engine.said_while_loading([path.as_uri() for path in (*pages, faulty)])
    assert len(said) == 2 and "noSuchName" in said[0] and faulty.name in said[1], said
