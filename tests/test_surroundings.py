"""The site around finished pages, handed from one process to another."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from macros.surroundings import DESCRIBED, read_surroundings, write_surroundings
from tests.test_frame import FULL, made


def test_a_page_comes_out_of_what_was_handed_over(tmp_path: Path) -> None:
    """As the process that built it has written it; the content comes from elsewhere."""
    frames, _ = made()
    fillings = [FULL, replace(FULL, path="practices/b.html", contents=(), title="<B>"), replace(FULL, path="a.html")]
    write_surroundings(tmp_path / "s.json", "1a2b", frames, fillings)
    found = read_surroundings(tmp_path / "s.json")
    assert found.version == "1a2b" and set(found.pages) == {"practices/a.html", "practices/b.html", "a.html"}
    for filling in fillings:
        page = found.pages[filling.path]
        values = {**page.values, "content": filling.content}
        assert found.frames[page.kind].filled(values.__getitem__) == frames.page(filling)
    assert "<h1>A</h1>" not in (tmp_path / "s.json").read_text("utf-8")


def test_every_folder_has_a_frame_for_pages_that_bundles_add(tmp_path: Path) -> None:
    """With a description and nothing else that a page may lack."""
    frames, _ = made()
    write_surroundings(tmp_path / "s.json", "1a2b", frames, [FULL, replace(FULL, path="a.html")])
    found = read_surroundings(tmp_path / "s.json").frames
    added = replace(
        FULL, path="practices/index.html", contents=(), redirect="", edit="", canonical="", mistake="", missing=""
    )
    assert {("practices", DESCRIBED), ("", DESCRIBED)} < set(found) and added.kind == ("practices", DESCRIBED)
    values = {**added.values(), "content": added.content}
    assert found[added.kind].filled(values.__getitem__) == frames.page(added)
