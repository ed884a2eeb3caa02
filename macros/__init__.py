"""Common Thread: a community's content files to a static knowledge site.

The layers, each importing only from those above it:

    load       bytes to documents that know their path and line
    model      documents to typed, frozen records, or problems
    knowledge  records to one read-only graph
    render     graph to finished HTML and headings
    exports    graph to data files

`define_env` below and `macros/hooks.py` are the only places that speak to MkDocs.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from click import ClickException


def define_env(env: Any) -> None:
    """Give the authored pages their macros; called by mkdocs-macros, or by what another program has in its place.

    Each macro looks up the page it is called from, since links are relative to it. It gives a mark; `macros/hooks.py`
    puts the HTML in its place when Markdown has read the page.

    Raises:
        ClickException: when the program has not run `macros/hooks.py`; its site would lack every entry.
    """
    site = env.conf.get("extra", {}).get("common_thread")
    if site is None:
        raise ClickException(
            "mkdocs.yml: hooks: macros/hooks.py was not run, so the site would lack every entry; "
            "build with `commonthread build`, or with another program that runs MkDocs' hooks"
        )

    def for_page(name: str) -> Callable[..., str | int]:
        def macro(*args: Any, **kwargs: Any) -> str | int:
            file = env.page.file
            given: str | int = site.macros(file.dest_uri, f"docs/{file.src_uri}")[name](*args, **kwargs)
            return given

        return macro

    for name in site.macros("index.html", "docs/index.md"):
        env.macro(for_page(name), name)
