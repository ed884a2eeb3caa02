"""Addresses that have been published, which people have quoted, printed and saved: none may vanish without a word.

`data/published.txt` lists them, one on a line: pages of entries and items on them, and pages that maintainers write.
`commonthread addresses --write` adds what is new and takes nothing out; a library without the file promises nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from macros.knowledge.graph import Graph
from macros.model.settings import PUBLISHED_PATH as PATH
from macros.problems import Problem, nearest
from macros.render.addresses import docs_address
from macros.render.authored import docs_files
from macros.render.page import address, second_path

MAX_BYTES = 20_000_000
"""Of the file: more than a hundred thousand entries have."""
_LINE = re.compile(r"[a-z0-9][\w./-]*\.html(?:#[\w.-]+)?")
_NEAR = 400
"""Anchors of a page up to which the nearest is looked for."""


def addresses_now(graph: Graph, root: Path) -> list[str]:
    """Every address that a reader could have kept: of entries, of their items, and of pages that maintainers write."""
    found = {docs_address(path) for path in docs_files(root).pages}
    for record in graph.records.values():
        page, second = address(record), record.second_page()
        found.add(page)
        if second:
            found.add(second_path(record, second))
        found.update(f"{page}#{item}" for _, item, _ in record.items())
    return sorted(found)


def read_published(root: Path) -> tuple[list[tuple[int, str]], list[Problem]]:
    """The published addresses with their lines, and what is wrong with the file; nothing where there is none."""
    place = root / PATH
    if not place.is_file() or place.is_symlink():
        return [], []
    if place.stat().st_size > MAX_BYTES:
        return [], [Problem(PATH, 1, "-", f"has more than {MAX_BYTES:,} bytes", "too-large")]
    try:
        lines = place.read_bytes().decode("utf-8").splitlines()
    except UnicodeDecodeError:
        return [], [Problem(PATH, 1, "-", "is not encoded as UTF-8; save it as UTF-8", "not-utf8")]
    known, problems = [], []
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.startswith("# "):
            continue
        if _LINE.fullmatch(line.strip()):
            known.append((number, line.strip()))
        else:
            message = (
                f'"{line.strip()[:60]}" is no address of this site; write folder/page.html, or folder/page.html#item'
            )
            problems.append(Problem(PATH, number, "-", message, "bad-value"))
    return known, problems


def vanished_addresses(graph: Graph, root: Path) -> Iterator[Problem]:
    """A problem for each published address that leads nowhere any more."""
    published, problems = read_published(root)
    yield from problems
    if not published:
        return
    now = set(addresses_now(graph, root))
    library = graph.library
    led_on = {f"{old}.html" for old in (*library.redirects, *library.withdrawn)}
    anchors: dict[str, list[str]] = {}
    for one in now:
        page, _, item = one.partition("#")
        anchors.setdefault(page, []).append(item)
    for line, one in published:
        page, _, item = one.partition("#")
        if one in now or page in led_on:
            continue
        if item and page in anchors:
            near = nearest(item, anchors[page]) if len(anchors[page]) <= _NEAR else ""
            message = (
                f'"{one}" was published, and its page has nothing of the id "{item}" any more{near} '
                "Give the item its id back; or take this line out, if nobody should be led there"
            )
        else:
            message = (
                f'"{one}" was published and is gone; lead it on under "redirects" in data/redirects.yml, '
                "withdraw the entry (commonthread withdraw), or take this line out, if nobody should be led there"
            )
        yield Problem(PATH, line, "-", message, "vanished-address")
