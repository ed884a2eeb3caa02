"""Code in Markdown: blocks between fences, in lists and quotations too, and spans between backticks."""

from __future__ import annotations

import re

CODE = re.compile(
    r"(?ms)^[ \t>]*(?P<fence>`{3,}|~{3,})[^`\n]*\n.*?^[ \t>]*(?P=fence)[`~]*[ \t]*$"
    r"|(?<![`\\])(?P<ticks>`+)(?!`)(?:[^\n]|\n(?!\s*\n))+?(?<!`)(?P=ticks)(?!`)"
)
"""A block or a span of code."""


def without_code(text: str) -> str:
    """The text with code blanked out, every character in its old place."""
    if "`" not in text and "~~~" not in text:
        return text
    return CODE.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)
