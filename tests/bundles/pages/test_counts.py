"""How much is in a pack: the same words wherever a pack is described, and numbers that add up to what is there."""

from __future__ import annotations

import re
from pathlib import Path

from lxml import html

from macros.bundles.pages.packs import WHOLE, pack_of, packs_of
from macros.bundles.pages.single_file import SingleFiles
from tests.bundles.editions.sample_site import second_contents


def _words(page: bytes | str) -> str:
    return " ".join(html.fromstring(page).text_content().split())


def test_every_description_of_a_pack_counts_alike(second_site: Path) -> None:
    """Start page, first page, explorer, the page about the copy, the single file; entries and what they rest on."""
    contents = second_contents(second_site)
    graph = contents.site.graph
    for names in (
        ["compost-pe-acoperis", "banca-de-seminte"],
        ["compost-pe-acoperis"],
        ["romania", "compost-pe-acoperis"],
    ):
        pack = pack_of(graph, "own", "Own", "", [graph.records[name] for name in names], 1_500_000)
        assert pack.added
        files = contents.files(pack)
        start = html.fromstring(files["START-HERE.html"]).xpath("//dl/div[3]/dd")[0].text_content()
        counted = " ".join(start.split())
        assert sum(map(int, re.findall(r"\d+", counted))) == len(pack.ids), counted
        for page in ("index.html", "explore.html", "downloads.html"):
            assert counted in _words(files[f"library/{page}"]), page
        single = SingleFiles(contents).make(pack)
        assert counted in _words(single)
        assert single.count(b"<article id=") == len(pack.ids)


def test_entries_of_one_type_are_called_by_it(second_site: Path) -> None:
    """Two definitions are no two entries; the whole library counts everything."""
    contents = second_contents(second_site)
    graph = contents.site.graph
    definitions = list(graph.by_type["definition"])
    pack = pack_of(graph, "terms", "Terms", "", definitions, 1_500_000)
    start = _words(contents.files(pack)["START-HERE.html"])
    assert graph.kinds.counted("definition", len(definitions)) in start
    whole = next(pack for pack in packs_of(graph) if pack.id == WHOLE)
    assert str(len(graph.records)) in _words(contents.files(whole)["START-HERE.html"])
