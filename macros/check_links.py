"""Every internal link of a built site: does the page exist, does the anchor?

Reads the finished files, so it sees what readers see, whoever made it.
"""

from __future__ import annotations

import posixpath
from concurrent.futures import ProcessPoolExecutor
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from macros.problems import Problem

_LINKING = {"a": "href", "link": "href", "script": "src", "img": "src", "source": "src", "iframe": "src"}


class _Reader(HTMLParser):
    """Collects the anchors of a page and the links it holds, with their lines."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.anchors: set[str] = set()
        self.links: list[tuple[str, int]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        for name in ("id", "name") if tag == "a" else ("id",):
            if values.get(name):
                self.anchors.add(str(values[name]))
        wanted = _LINKING.get(tag)
        if wanted and values.get(wanted) is not None and values.get("rel") != "canonical":
            self.links.append((str(values[wanted]), self.getpos()[0]))


def broken_links(site: Path) -> list[Problem]:
    """Links of a built site that lead to no file or no anchor, sorted.

    Args:
        site: folder of the built site. Addresses of other hosts are not followed.
    """
    paths = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    with ProcessPoolExecutor() as pool:
        read = dict(zip(paths, pool.map(_read, [site / path for path in paths], chunksize=40), strict=True))
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    problems = []
    for path, (_, links) in read.items():
        if path == "404.html":
            continue
        for link, line in links:
            message = _broken(path, link, read, files)
            if message:
                problems.append(Problem(path, line, "href", f'"{link}" {message}', "broken-link"))
    return sorted(set(problems))


def _read(path: Path) -> tuple[set[str], list[tuple[str, int]]]:
    reader = _Reader()
    reader.feed(path.read_text(encoding="utf-8"))
    return reader.anchors, reader.links


def _broken(
    page: str, link: str, read: dict[str, tuple[set[str], list[tuple[str, int]]]], files: set[str]
) -> str | None:
    try:
        parts = urlsplit(link)
    except ValueError:
        return "is no address"
    if parts.scheme or parts.netloc:
        return None
    target = page
    if parts.path:
        if parts.path.startswith("/"):
            return "begins at the root of the server, which a folder on a stick does not have"
        target = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(parts.path)))
        if target not in files:
            return "leads to no file"
    if parts.fragment and target in read and unquote(parts.fragment) not in read[target][0]:
        return f"leads to no anchor on {target}"
    return None
