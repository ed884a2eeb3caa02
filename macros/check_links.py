"""Every internal link of a built site: does the page exist, does the anchor?

Reads the finished files, so it sees what readers see, whoever made it.
"""

from __future__ import annotations

import posixpath
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import html

from macros.problems import Problem

_LINKING = {"a": "href", "link": "href", "script": "src", "img": "src", "source": "src", "iframe": "src"}
_PARSER = html.HTMLParser(encoding="utf-8")

Contents = tuple[set[str], list[tuple[str, int]]]
"""The anchors of a page, and its links with the line of each."""


def broken_links(site: Path) -> list[Problem]:
    """Links of a built site that lead to no file or no anchor, sorted.

    Args:
        site: folder of the built site. Addresses of other hosts are not followed.
    """
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    paths = sorted(path for path in files if path.endswith(".html"))
    with ProcessPoolExecutor() as pool:
        read = dict(zip(paths, pool.map(_read, [site / path for path in paths], chunksize=40), strict=True))

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
            if anchor and target in read and anchor not in read[target][0]:
                message = f"leads to no anchor on {target}"
            if message:
                problems.append(Problem(path, line, "href", f'"{link}" {message}', "broken-link"))
    return sorted(set(problems))


def _read(path: Path) -> Contents:
    page = html.parse(str(path), _PARSER).getroot()
    if page is None:
        return set(), []
    anchors = {str(name) for name in (*page.xpath("//@id"), *page.xpath("//a/@name"))}
    links = [
        (link, element.sourceline or 1)
        for element in page.iter(*_LINKING)
        if (link := element.get(_LINKING[str(element.tag)])) is not None and element.get("rel") != "canonical"
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
