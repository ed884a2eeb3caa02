"""Links of finished pages, so that a part of the site can be read by itself.

A page is cut at its links once; putting it together for a pack costs little more than joining texts.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from urllib.parse import unquote

_LINK = re.compile(r'(<a\b[^>]*?\bhref=")([^"]*)(")')
_OUTSIDE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")
MARK = ' data-online=""'
"""Attribute of a link that needs a network; the style sheet shows it."""


@dataclass(frozen=True)
class LinkedPage:
    """A page's HTML, cut at its links."""

    path: str
    """Address inside the site."""
    parts: tuple[str, ...]
    """Text before the first link's address, after it, and so on."""
    links: tuple[str, ...]
    """Addresses as they are written."""
    targets: tuple[str, ...]
    """The page or file each link leads to, relative to the site; empty for its own page and for other hosts."""

    def inside(self, paths: Collection[str], online: str) -> str:
        """The page for a part of the site: what leads elsewhere leads to the online address, and is marked.

        Args:
            paths: pages and files that the part holds.
            online: address of the whole site, with a slash at its end.
        """
        return self.rewritten(
            lambda link, target: None if not target or target in paths else _online(link, target, online)
        )

    def rewritten(self, change: Callable[[str, str], str | None]) -> str:
        """The page with every link for which `change(link, target)` gives an address leading there, marked."""
        pieces = [self.parts[0]]
        for link, target, after in zip(self.links, self.targets, self.parts[1:], strict=True):
            changed = change(link, target)
            pieces.append(link + after if changed is None else f'{changed}"{MARK}{after[1:]}')
        return "".join(pieces)


def _online(link: str, target: str, online: str) -> str:
    _, hash_, fragment = link.partition("#")
    return online + target + hash_ + fragment


def cut_at_links(path: str, html: str) -> LinkedPage:
    """Cut a page at the addresses of its links."""
    parts, links, targets, last = [], [], [], 0
    folder = posixpath.dirname(path)
    for match in _LINK.finditer(html):
        parts.append(html[last : match.end(1)])
        links.append(match[2])
        targets.append(target_of(folder, match[2]))
        last = match.start(3)
    parts.append(html[last:])
    return LinkedPage(path, tuple(parts), tuple(links), tuple(targets))


def target_of(folder: str, link: str) -> str:
    """The page or file that a link leads to, relative to the site; empty for its own page and for other hosts."""
    place = link.partition("#")[0].partition("?")[0]
    if not place or _OUTSIDE.match(place):
        return ""
    return posixpath.normpath(posixpath.join(folder, unquote(place)))
