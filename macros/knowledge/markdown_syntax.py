"""What a text may be written in: the extensions of Markdown that entries know, all of them installed with Material."""

from __future__ import annotations

from typing import Any

from markdown.extensions.tables import TableExtension

from macros.knowledge.fences import shown_fence, takes_any

EXTENSIONS: list[Any] = [
    TableExtension(use_align_attribute=True), "sane_lists", "footnotes", "def_list", "admonition", "pymdownx.details",
    "pymdownx.superfences", "pymdownx.tilde", "pymdownx.mark",
]  # fmt: skip
SETTINGS: dict[str, dict[str, Any]] = {
    "pymdownx.superfences": {
        "custom_fences": [{"name": "*", "class": "", "format": shown_fence, "validator": takes_any}]
    },
    "pymdownx.tilde": {"subscript": False},
}
