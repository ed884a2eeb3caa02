"""What the tests of the ZIM and PDF editions share: the contents of packs of both communities."""

from __future__ import annotations

import datetime
from functools import cache
from pathlib import Path

from macros.bundles.pages.built import BuiltSite
from macros.bundles.pages.contents import PackContents
from macros.bundles.pages.packs import Pack, packs_of
from macros.knowledge.graph import Graph
from macros.shell import Site, open_site
from macros.surroundings import Surroundings, read_surroundings
from tests.community import OVERRIDES, TODAY
from tests.conftest import DAY, SURROUNDINGS

ONLINE = "https://library.example.org/"
VERSION = "2026-11-24 1a2b3c4"
RIGHTS = "Text under CC BY 4.0"


@cache
def shipped_contents(built_site: Path) -> PackContents:
    """Of the shipped library."""
    project = built_site.parent
    return _contents(project, built_site, project / "overrides", datetime.date.fromisoformat(DAY))


@cache
def second_contents(second_site: Path) -> PackContents:
    """Of the second community."""
    return _contents(second_site.parent, second_site, OVERRIDES, TODAY)


def _contents(project: Path, built: Path, templates: Path, day: datetime.date) -> PackContents:
    site, _ = open_site(project, templates, day)
    site.render()
    surroundings = read_surroundings(project / SURROUNDINGS)
    return PackContents(site, BuiltSite(built), surroundings, ONLINE, VERSION)


def contents_of(graph: Graph) -> PackContents:
    """Of a graph of the tests, its pages rendered, without a built site around them."""
    site = Site(graph, OVERRIDES.parent, OVERRIDES)
    contents = PackContents(site, BuiltSite(Path("nowhere")), Surroundings("", {}, {}), ONLINE, VERSION)
    site.render()
    return contents


def pack(contents: PackContents, id: str) -> Pack:
    """The pack with an id."""
    return next(found for found in packs_of(contents.site.graph) if found.id == id)


def smallest(contents: PackContents) -> Pack:
    """The pack with the fewest entries."""
    return min(packs_of(contents.site.graph), key=lambda found: (len(found.ids), found.id))
