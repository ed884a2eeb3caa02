"""Words of strangers in a Markdown comment: shown as they are, read as nothing else. Needs no other module."""

from __future__ import annotations

import re
import unicodedata

MOST = 200
"""Characters of one text that are shown."""
_TICKS = re.compile("`+")


def quoted(text: str, most: int = MOST) -> str:
    """A text between backticks that it can't end.

    Nothing between them is Markdown or HTML, becomes a link, an image, a reference to an issue or a call of a person.

    Args:
        text: anything.
        most: characters that are shown; a longer text ends in `…`.
    """
    line = "".join(_shown(character) for character in text)
    line = " ".join(line.split())
    if len(line) > most:
        line = line[: most - 1].rstrip() + "…"
    if not line:
        return "(nothing)"
    fence = "`" * (1 + max((len(run) for run in _TICKS.findall(line)), default=0))
    beside = " " if line.startswith("`") or line.endswith("`") else ""
    return f"{fence}{beside}{line}{beside}{fence}"


def _shown(character: str) -> str:
    """A character, or its number where it would be invisible or turn round what stands beside it."""
    if character in "\n\r\t " or unicodedata.category(character)[0] not in "CZ":
        return character
    return " " if unicodedata.category(character) == "Zs" else f"\\u{ord(character):04x}"
