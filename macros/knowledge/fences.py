"""Blocks of code as they are shown: their text, and above it the title that their first line gives."""

from __future__ import annotations

import xml.etree.ElementTree as etree
from typing import Any

from markdown.serializers import to_html_string

FRAME = "div"
"""Around a block, so that title and code stay together."""


def shown_fence(source: str, language: str, css_class: str, options: dict[str, str], md: object, **given: Any) -> str:
    """A block of code; called by pymdownx.superfences, which says what it passes."""
    frame = etree.Element(FRAME)
    title = options.get("title")
    if title:
        etree.SubElement(frame, "p", {"class": "ct-code-title"}).text = title
    code = etree.SubElement(etree.SubElement(frame, "pre"), "code")
    code.text = f"{source}\n"
    return to_html_string(frame if title else frame[0])


def takes_any(
    language: str, inputs: dict[str, str], options: dict[str, str], attributes: dict[str, str], md: object
) -> bool:
    """Take whatever stands behind the language: `title` is shown, the rest steers colours, of which there are none."""
    options.update({key: str(value) for key, value in inputs.items()})
    return True
