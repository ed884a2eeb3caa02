"""The site around a page, taken from a built page and put around another content."""

from __future__ import annotations

import re

from markupsafe import escape

from macros.bundles.container.errors import BundleError

_ARTICLE = re.compile(r'(<article class="md-content__inner md-typeset"[^>]*>\n?)(.*)(</article>)', re.DOTALL)
_CONTENTS = re.compile(r'<div class="md-sidebar md-sidebar--secondary".*?(?=<div class="md-content")', re.DOTALL)
_TITLE = re.compile(r"(<title>).*?(</title>)", re.DOTALL)
_DESCRIPTION = re.compile(r'(<meta name="description" content=")[^"]*(")')
_CANONICAL = re.compile(r'<link rel="(?:canonical|prev|next)"[^>]*>\n?')
_EDIT = re.compile(r'\s*<a href="[^"]*" rel="edit">.*?</a>')

_PACKS = re.compile(r'(<section id="packs"[^>]*>).*?(</section>)', re.DOTALL)


def content_of(page: str) -> str:
    """The content of a built page, without the site around it."""
    found = _ARTICLE.search(page)
    return found[2] if found else ""


def reframed(page: str, title: str, description: str, content: str) -> str:
    """A built page with another title and content; without its table of contents and its edit link.

    Raises:
        ValueError: when the page has no place for content, which no page of this program lacks.
    """
    if not _ARTICLE.search(page):
        raise ValueError("the page has no article")
    page = _ARTICLE.sub(lambda match: match[1] + content + match[3], page, count=1)
    page = _CONTENTS.sub("", page, count=1)
    page = _TITLE.sub(lambda match: match[1] + str(escape(title)) + match[2], page, count=1)
    page = _DESCRIPTION.sub(lambda match: match[1] + str(escape(description)) + match[2], page, count=1)
    return _EDIT.sub("", _CANONICAL.sub("", page))


def with_packs(page: str, html: str) -> str:
    """The page about bundles with something in the place of its list of files.

    Raises:
        BundleError: when the page has no such place.
    """
    if not _PACKS.search(page):
        raise BundleError(
            'docs/downloads.md: there is no <section id="packs"> for the list of files; put one where it should stand'
        )
    return _PACKS.sub(lambda match: match[1] + html + match[2], page, count=1)
