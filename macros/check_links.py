"""Every internal link of a built site: does the page exist, does the anchor?

Pages that the core has finished were read when they were made; the others, and one finished page in each kind of
frame, are read as they lie in the built site, so every link that readers see is followed.
"""

from __future__ import annotations

import json
import posixpath
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from lxml import html

from macros.problems import Problem
from macros.render.own_pages import EXPLORER
from macros.render.tags import LINKING

if TYPE_CHECKING:
    from macros.render.page import RenderedPage

_PARSER = html.HTMLParser(encoding="utf-8")

Contents = tuple[set[str], list[tuple[str, int]]]
"""The anchors of a page, and its links with the line of each."""


@dataclass(frozen=True)
class FinishedLinks:
    """What is known of a finished page without reading it again."""

    file: str
    """Whose content it is: the file of an entry, else the page itself."""
    anchors: frozenset[str]
    links: tuple[str, ...]


def write_known(file: Path, pages: Iterable[RenderedPage]) -> None:
    """Write what is known of finished pages, for another process."""
    known = {page.path: [page.source or page.path, sorted(page.reading.anchors), page.reading.links] for page in pages}
    file.write_text(json.dumps(known), encoding="utf-8")


def read_known(file: Path) -> dict[str, FinishedLinks]:
    """What `write_known` wrote; nothing where it wrote nothing."""
    if not file.exists():
        return {}
    known = json.loads(file.read_text(encoding="utf-8"))
    return {path: FinishedLinks(own, frozenset(ids), tuple(links)) for path, (own, ids, links) in known.items()}


NONE_KNOWN: Mapping[str, FinishedLinks] = MappingProxyType({})


def broken_links(site: Path, known: Mapping[str, FinishedLinks] = NONE_KNOWN) -> list[Problem]:
    """Links of a built site that lead to no file or no anchor, sorted.

    Args:
        site: folder of the built site. Addresses of other hosts are not followed.
        known: pages that need not be read, by address.
    """
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    paths = sorted(path for path in files if path.endswith(".html") and path not in known)
    read = {path: (set(page.anchors), [(link, 1) for link in page.links]) for path, page in known.items()}
    read |= {path: _read(site / path) for path in paths}

    @cache
    def followed(folder: str, link: str) -> tuple[str, str, str]:
        return _follow(folder, link, files)

    problems = []
    for path, (_, links) in read.items():
        if path == "404.html":
            continue
        folder = posixpath.dirname(path)
        for link, line in links:
            target, anchor, message = followed(folder, link)
            target = target or path
            if anchor and target in read and anchor not in read[target][0] and not _is_view(target, anchor):
                message = f"leads to no anchor on {target}"
            if message:
                file = known[path].file if path in known else path
                problems.append(Problem(file, line, "href", f'"{link}" {message}', "broken-link"))
    return sorted(set(problems))


def _is_view(path: str, anchor: str) -> bool:
    """Whether the end of an address is a view of the site's or a pack's explorer, `#type=practice`, and no anchor."""
    return posixpath.basename(path) == EXPLORER and "=" in anchor


def _read(path: Path) -> Contents:
    page = html.parse(str(path), _PARSER).getroot()
    if page is None:
        return set(), []
    anchors = {str(name) for name in (*page.xpath("//@id"), *page.xpath("//a/@name"))}
    links = [
        (link, element.sourceline or 1)
        for element in page.iter(*LINKING)
        if (link := element.get(LINKING[str(element.tag)])) is not None and element.get("rel") != "canonical"
    ]
    return anchors, links


def _follow(folder: str, link: str, files: set[str]) -> tuple[str, str, str]:
    """The file a link leads to (empty for its own page or none of ours), the anchor, and what is wrong with it."""
    try:
        parts = urlsplit(link)
    except ValueError:
        return "", "", "is no address"
    if parts.scheme or parts.netloc:
        return "", "", ""
    if not parts.path:
        return "", unquote(parts.fragment), ""
    if parts.path.startswith("/"):
        return "", "", "begins at the root of the server, which a folder on a stick does not have"
    target = posixpath.normpath(posixpath.join(folder, unquote(parts.path)))
    if target not in files:
        return "", "", "leads to no file"
    return target, unquote(parts.fragment), ""
