"""A contribution changes its own pages and lists that must name it, and nothing else: no byte, no place in the search.

The second community is built with and without a contribution that wants as much as it can get: titles with markup,
words and names of others, the newest day, references to everything. What may differ is listed in `PLACES` and, for
people, in docs/about/trust.md.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from lxml import etree, html

from macros.search.names import Name, known_names
from macros.search.query import Searcher
from macros.shell import check_site
from tests.casebook import write_files
from tests.community import OVERRIDES, SECOND, TODAY, contents, copy_second, run
from tests.conftest import ROOT, made_once
from tests.hostile.scan import harms

OWN = (
    *("lessons/aaa-rea", "definitions/aab-rea", "sources/aac-rea", "practices/aad-rea"),
    *("embed/lessons/aaa-rea", "embed/definitions/aab-rea", "embed/practices/aad-rea"),
)
"""Pages of the contribution."""
CONTRIBUTION = {
    "docs/lessons/aaa-rea.md": """---
title: "Compost pe acoperișul blocului 7 <b onmouseover=alert(1)> [x](javascript:alert(1)) {{ 7*7 }}"
summary: "</script><script>alert(1)</script> ![x](https://example.org/x) Vecinii au cărat frunze pe acoperiș."
language: ro
added: 2026-03-30
updated: 2026-03-31
outcome: n-a-mers
search_words: [compost, grădină comunitară, lada uitată în soare, compost pe acoperișul blocului 7, anuar, Franța]
drawn_from: [compost-pe-acoperis, isprava-incurcata]
countries: [romania]
sectors: [compostare]
intervention_levels: [acoperis]
focus_areas: [sol]
sources:
  - source: anuar-gradini
---

## What happened

Compost pe acoperișul blocului 7, compost, compost, compost. [[compost]] {{ 7*7 }} {% include "x" %}

## What to do differently

[Compost](https://example.org/) `{{ config }}` grădină comunitară, banca de semințe, primul tău compost.
""",
    "data/definitions/aab-rea.yml": """title: "Compost <i>bun</i>"
summary: Pământ nou, făcut din resturi, cu totul altfel decât ceilalți.
language: ro
status: schita
added: 2026-03-31
search_words: [compost, banca de semințe, grădină comunitară, România, Primăria Valea Verde]
names:
  - text: compost bun
    language: ro
  - text: "[x](javascript:1) fierbinte"
    language: ro
    status: admitted
harmonised:
  text: "Words of [[compost]]."
not_to_confuse_with:
  - definition: compost
    difference: "Nu e `<b>același</b>` lucru {{ 7*7 }}."
""",
    "data/sources/aac-rea.yml": """title: "Anuarul grădinilor </title><script>alert(1)</script>"
summary: O minută despre compost și despre anuarul grădinilor, falsă.
added: 2026-03-31
kind: minuta
verification: citit
published: 2026
search_words: [anuarul grădinilor, compost]
url: https://example.org/practices/compost-pe-acoperis.html
""",
    "docs/practices/aad-rea.md": """---
title: Lada uitată în soare
summary: "Compost, grădină comunitară, șezătoarea de primăvară, rețeaua grădinilor, primul tău compost."
language: ro
owner: asociatia-radacini
added: 2026-03-31
search_words: [primul tău compost, rețeaua grădinilor, șezătoarea de primăvară, banca de semințe]
countries: [romania, france]
implementers: [asociatia-radacini, primaria-valea-verde]
sectors: [compostare, legume]
intervention_levels: [acoperis]
validation_level: samanta
sources:
  - source: anuar-gradini
---

## Problem

Lada uitată în soare.

## What was done

Compost bun.
""",
}
"""Everything that entries may hold, with as much of others as the check lets through."""
PLACES = {
    "Where this comes from, and what uses it": "//details[contains(@class, 'ct-apparatus')]",
    "What uses it": "//div[@class='ct-usedby']",
    "Where entries name it": "//ul[contains(@class, 'ct-who')]",
}
"""Parts of the page of another entry that name those which refer to it, or are near to it."""
LISTS = re.compile(
    r"(?:[a-z]+/(?:index|all)|browse/.+|browse|explore|downloads|index|sources/.+list|definitions/(?:glosar|glossary))\.html"
    r"|embed/(?:cards\.json|lists/.+)"
    r"|contribute/(?:index|macros)\.html|countries/[a-z]+\.html"
    r"|data/(?!.*\.schema\.json).+"
    r"|search/.+\.js|giving/entries-[a-z]+\.js|assets/js/made\.js|sitemap\.xml(?:\.gz)?|llms\.txt|assets/forms/.+|forms/.+|data/forms/.+"
)
"""Files that list entries, count them, or are the index of the search."""


@dataclass(frozen=True)
class Pair:
    """The same library without and with the contribution."""

    before: dict[str, bytes]
    after: dict[str, bytes]
    folder: Path


@pytest.fixture(scope="module")
def pair(second_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Pair:
    """Both sites, built by the command."""

    def make(folder: Path) -> None:
        project = copy_second(folder / "project")
        write_files(project, dict(CONTRIBUTION))
        done = run(project, "build", "--today", TODAY.isoformat())
        assert done.returncode == 0, done.stdout + done.stderr

    project = made_once(tmp_path_factory, "contributed", make) / "project"
    return Pair(contents(second_site), contents(project / "site"), project)


def _others(pair: Pair) -> Iterator[str]:
    """Files that were there before and list nothing."""
    return (path for path in sorted(pair.before) if not LISTS.fullmatch(path))


def test_nothing_of_others_is_lost_and_only_own_pages_are_added(pair: Pair) -> None:
    """No page, no asset, no address; what is new lies at the contribution's own addresses, or is a list."""
    lost = {path for path in pair.before if path not in pair.after and not path.startswith("search/")}
    assert lost == set()
    new = {path for path in pair.after if path not in pair.before and not LISTS.fullmatch(path)}
    assert {path for path in new if not path.startswith(OWN)} == set()
    assert len(new) >= len(OWN)


def test_pages_of_others_are_the_same_bytes_but_for_what_names_entries(pair: Pair) -> None:
    """Before and after, without the parts of `PLACES`."""
    changed = {}
    for path in _others(pair):
        if pair.before[path] != pair.after[path]:
            was, now = (_without_places(site[path]) for site in (pair.before, pair.after))
            if not path.endswith(".html") or was != now:
                changed[path] = _first_difference(was, now)
    assert changed == {}


def test_most_pages_are_the_same_bytes_altogether(pair: Pair) -> None:
    """Pages of maintainers, settings, styles and scripts: the test above doesn't pass by leaving everything out."""
    same = [path for path in _others(pair) if pair.before[path] == pair.after[path]]
    assert {"contribute/vocabularies/other.html", "404.html", "contribute/fields.html", "robots.txt"} <= set(same)
    assert not [path for path in pair.before if path.endswith((".css", ".svg", ".png")) and path not in same]


def _without_places(page: bytes) -> bytes:
    root = html.fromstring(page)
    for place in PLACES.values():
        for part in root.xpath(place):
            part.drop_tree()
    return etree.tostring(root)


def _first_difference(was: bytes, now: bytes) -> tuple[str, str]:
    at = next(
        (n for n, (one, other) in enumerate(zip(was, now, strict=False)) if one != other), min(len(was), len(now))
    )
    return was[max(0, at - 90) : at + 90].decode("utf-8", "replace"), now[max(0, at - 90) : at + 90].decode(
        "utf-8", "replace"
    )


def test_the_navigation_of_every_page_is_the_same(pair: Pair) -> None:
    """On lists too, and on the contribution's own pages."""
    wrong = {
        path for path in pair.before if path.endswith(".html") and _nav(pair.before[path]) != _nav(pair.after[path])
    }
    assert wrong == set()


def _nav(page: bytes) -> list[bytes]:
    root = html.fromstring(re.sub(rb"version [0-9a-f]+\.", b"", page))
    for contents_of_the_page in root.xpath("//nav[contains(@class, 'md-nav--secondary')]"):
        contents_of_the_page.drop_tree()
    shown = root.xpath("//nav[contains(@class, 'md-nav--primary')] | //nav[contains(@class, 'md-tabs')] | //footer")
    return [etree.tostring(part) for part in shown]


def test_lists_still_say_of_others_what_they_said(pair: Pair) -> None:
    """Every link that led somewhere before still does, from the same list, with the same words but for counts."""
    lost: dict[str, list[Any]] = {}
    for path in pair.before:
        if path.endswith(".html") and LISTS.fullmatch(path) and not _bounded(path):
            gone = sorted(_links(pair.before[path]) - _links(pair.after[path]))
            if gone:
                lost[path] = gone[:3]
    assert lost == {}


def _bounded(path: str) -> bool:
    """Whether a page shows the last few entries: a new one takes the place of the oldest there."""
    return path in ("index.html", "contribute/macros.html") or path.startswith("embed/lists/")


def _links(page: bytes) -> set[tuple[str, str]]:
    main = html.fromstring(page).xpath("//article")[0]
    words = (re.sub(r"\d+", "1", link.text_content()) for link in main.iter("a"))
    return {(link.get("href", ""), " ".join(said.split())) for link, said in zip(main.iter("a"), words, strict=True)}


def test_records_of_others_are_exported_as_they_were(pair: Pair) -> None:
    """Field by field."""
    was, now = (
        {one["id"]: one for one in json.loads(site["data/records.json"])["records"]}
        for site in (pair.before, pair.after)
    )
    assert {id: one for id, one in now.items() if id in was} == was
    assert len(now) == len(was) + len(CONTRIBUTION)


def test_own_pages_run_nothing_load_nothing_and_show_markup_as_text(pair: Pair) -> None:
    """Also not what a template language or a link would make of it."""
    pages = [path for path in pair.after if path.startswith(OWN) and path.endswith(".html")]
    assert len(pages) >= len(OWN)
    for path in pages:
        root = html.fromstring(pair.after[path])
        assert list(harms(root)) == [], path
        shown = html.fromstring(pair.after[path]).text_content()
        assert " 49" not in shown and ("7*7" in shown or "7*7" not in CONTRIBUTION.get(path, "")), path


@dataclass(frozen=True)
class Asked:
    """A library that is searched."""

    searcher: Searcher
    names: dict[tuple[str, ...], Name]

    def paths(self, words: str) -> list[str]:
        """Pages that are found, best first."""
        return [self.searcher.index.entries[hit.page].path for hit in self.searcher.answer(words).hits]


@pytest.fixture(scope="module")
def searchers(pair: Pair, tmp_path_factory: pytest.TempPathFactory) -> tuple[Asked, Asked]:
    """The search of both, and the names that it knows."""
    found = []
    for project in (SECOND, pair.folder):
        site, problems = check_site(project, OVERRIDES, TODAY)
        assert site is not None, problems
        site.cache = tmp_path_factory.mktemp("cache")
        site.render(1)
        names = {name.forms: name for name in known_names(site.graph)}
        found.append(Asked(site.search(project).searcher(), names))
    return found[0], found[1]


def test_whoever_asks_for_another_by_title_or_name_still_gets_it_first(searchers: tuple[Asked, Asked]) -> None:
    """Words of others as own search words, titles and names take nobody's place."""
    before, after = searchers
    asked = {entry.title: entry.path for entry in before.searcher.index.entries}
    lost = {}
    for words, path in asked.items():
        if before.paths(words)[:1] == [path] and after.paths(words)[:1] != [path]:
            lost[words] = after.paths(words)[:3]
    assert lost == {}
    assert len(asked) > 10


def test_the_text_of_a_definition_stands_above_an_entry_with_its_title(tmp_path: Path) -> None:
    """Which may come first among the results; the report names it."""
    lesson = CONTRIBUTION["docs/lessons/aaa-rea.md"]
    title = re.sub("^title: .*$", "title: Compost", lesson, flags=re.MULTILINE)
    project = copy_second(tmp_path / "project")
    write_files(project, {"docs/lessons/aaa-rea.md": title})
    site, problems = check_site(project, OVERRIDES, TODAY)
    assert site is not None, problems
    site.cache = tmp_path
    site.render(1)
    defined = site.search(project).searcher().answer("Compost").defined
    assert defined and defined.path == "definitions/compost.html"


def test_names_still_lead_where_they_led(searchers: tuple[Asked, Asked]) -> None:
    """Definitions, countries, groups and labels."""
    before, after = searchers
    assert {forms: name for forms, name in after.names.items() if forms in before.names} == before.names
    for forms in before.names:
        words = " ".join(forms)
        assert after.searcher.answer(words).defined == before.searcher.answer(words).defined, words


def test_others_are_still_found_by_every_word(searchers: tuple[Asked, Asked]) -> None:
    """A new entry stands among them. It makes words less rare, for all alike; none is lost, and the first stays it."""
    before, after = searchers
    for words in ("compost", "grădină comunitară", "semințe", "acoperiș vecini"):
        others = [path for path in after.paths(words) if not path.startswith(OWN)]
        assert set(others) == set(before.paths(words)) and others[0] == before.paths(words)[0], words


def test_what_may_differ_is_written_down() -> None:
    """In the page about trust, in the words that this test uses."""
    page = (ROOT / "docs/about/trust.md").read_text("utf-8")
    table = page[page.index("{ #what-an-entry-changes }") :]
    assert [place for place in PLACES if place not in table] == []
