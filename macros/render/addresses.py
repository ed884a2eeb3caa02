"""Files of `docs/` that would take an address of the site's own: one of the two would be lost without a word.

Addresses are compared without regard to capitals, since some disks and servers have none.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from pathlib import Path

from macros.knowledge.graph import Graph
from macros.load.docs import FOLDER, PAGE
from macros.model.entry_name import is_made_by_the_site
from macros.model.registry import record_types
from macros.model.settings import REDIRECTS_PATH
from macros.problems import Problem
from macros.render.authored import docs_files
from macros.render.listings import browse_lists
from macros.render.own_pages import CHECK, EXPLORER
from macros.render.page import address, folder_of

OWN_FOLDERS = {
    "assets": "styles and scripts",
    "bundles": "templates of bundles",
    "data": "the files for other programs",
    "downloads": "the bundles",
    "embed": "cards and lists for other sites",
    "search": "the index of the search",
    "templates": "MkDocs' templates",
}
"""Folders of the site that the program fills, and with what."""
NOT_FOUND = "404.html"
"""The page that a server shows for an address that leads nowhere."""


def taken_addresses(graph: Graph, root: Path, templates: Path) -> Iterator[Problem]:
    """A problem for each file of `docs/` whose address belongs to something else.

    Args:
        graph: all records, from which the site's own addresses follow.
        root: the project's root.
        templates: their folder; what is no template there is published as it is.
    """
    own = _own(graph, templates)
    folders = {folder_of(name) for name in record_types()}
    lists = {known.path.removesuffix(".html").casefold() for known in browse_lists(graph)}
    seen: dict[str, str] = {}
    for path in docs_files(root).all:
        at = docs_address(path)
        parts = at.casefold().split("/")
        other = seen.setdefault(at.casefold(), path)
        if len(parts) > 1 and parts[0] in OWN_FOLDERS:
            why = f"the folder {parts[0]}/ of the site is kept for {OWN_FOLDERS[parts[0]]}"
        elif parts[0] in folders and len(parts) == 2 and is_made_by_the_site(parts[1].removesuffix(".html")):
            why = f"{at} is kept for a list that the site makes by itself"
        elif posixpath.dirname(at.casefold()) in lists:
            why = f"the folder {posixpath.dirname(at)}/ of the site is kept for lists that it makes by itself"
        elif at.casefold() in own:
            why = f"{own[at.casefold()]} has the address {at}"
        elif other != path:
            why = f"{FOLDER}/{other} has the address {at}"
        else:
            continue
        yield Problem(f"{FOLDER}/{path}", 1, "-", f"{why}; choose another name", "bad-file-name")


def _own(graph: Graph, templates: Path) -> dict[str, str]:
    """Single addresses that are taken, and by what."""
    found = {EXPLORER: "the explorer", CHECK: "the page that checks copies", NOT_FOUND: "the page for wrong addresses"}
    found |= {known.path: f"the list {known.facet.title}" for known in browse_lists(graph)}
    found |= {f"{old}.html": f"the redirect to {target}" for old, target in graph.library.redirects.items()}
    found |= {f"{old}.html": f"the page of a withdrawn entry ({REDIRECTS_PATH})" for old in graph.library.withdrawn}
    found |= {address(record): graph.library.documents[record.id].path for record in graph.records.values()}
    found |= {
        path.relative_to(templates).as_posix(): f"{templates.name}/{path.relative_to(templates).as_posix()}"
        for path in templates.rglob("*")
        if path.suffix != ".html"
    }
    return {at.casefold(): by for at, by in found.items()}


def docs_address(path: str) -> str:
    """Where MkDocs puts a file of `docs/`; a README is the index of its folder."""
    if not path.endswith(PAGE):
        return path
    folder, name = posixpath.split(path.removesuffix(PAGE))
    return posixpath.join(folder, "index.html" if name == "README" else f"{name}.html")
