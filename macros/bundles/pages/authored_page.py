"""Pages that maintainers write, as they lie in the built site.

MkDocs makes them, so the core has no values of them; nothing else is looked for in built files.
"""

from __future__ import annotations

import re

from macros.bundles.container.errors import BundleError
from macros.render.tags import regular

_ARTICLE = re.compile(r'<article class="md-content__inner md-typeset"[^>]*>(.*)</article>', re.DOTALL)
_PACKS = re.compile(r'(<section id="packs"[^>]*>).*?(</section>)', re.DOTALL)


def article_of(page: str) -> str:
    """The content of a built page, without the site around it, written as that of finished pages is.

    Args:
        page: the whole page, as `overrides/main.html` frames it.
    """
    found = _ARTICLE.search(page)
    return regular(found[1] if found else page)


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
