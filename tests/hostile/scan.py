"""What no page of a site may hold: handlers, styles and scripts in it, and anything from another host."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

LOADING = {
    "script": ("src",), "link": ("href",), "img": ("src", "srcset"), "iframe": ("src", "srcdoc"), "object": ("data",),
    "embed": ("src",), "source": ("src", "srcset"), "video": ("src", "poster"), "audio": ("src",), "track": ("src",),
    "input": ("src",), "use": ("href",), "image": ("href",), "body": ("background",), "form": ("action",),
    "button": ("formaction",), "base": ("href",), "frame": ("src",), "portal": ("src",),
}  # fmt: skip
"""Attributes by which a browser loads something or sends something by itself."""
NAMING = {"canonical", "alternate", "license", "author"}
"""Kinds of `<link>` that a browser doesn't follow."""
DATA = {"application/ld+json", "application/json"}
"""Kinds of `<script>` that are read, not run."""
_RUNNING = ("javascript:", "vbscript:", "data:text", "blob:", "file:")
_FORBIDDEN = {"iframe", "object", "embed", "base", "frame", "frameset", "portal", "applet", "style"}


def harms(root: Any) -> Iterator[str]:
    """Everything of a page that runs without a file of its own, or comes from elsewhere."""
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        tag = element.tag.lower()
        if tag in _FORBIDDEN:
            yield f"<{tag}>"
        for name, value in element.attrib.items():
            where = name.rpartition("}")[2]
            runs = where.lower().startswith("on") or where.lower() in ("style", "srcdoc")
            if runs or value.strip().lower().startswith(_RUNNING):
                yield f"<{tag} {name}={value!r}>"
            elif where in LOADING.get(tag, ()) and _is_foreign(tag, element, value):
                yield f"<{tag} {name}={value[:60]!r}>"
        if tag == "script" and "src" not in element.attrib and element.get("type") not in DATA:
            yield f"<script> with {(element.text or '')[:60]!r}"


def _is_foreign(tag: str, element: Any, value: str) -> bool:
    if tag == "link" and set((element.get("rel") or "").split()) & NAMING:
        return False
    parts = urlsplit(value.strip())
    return bool(parts.netloc) or (bool(parts.scheme) and not value.startswith("data:image/"))
