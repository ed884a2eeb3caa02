"""What a file looks like, apart from what it says: line ends, blanks at the ends of lines, invisible characters.

None of it is seen by a reader. Two blanks at the end of a line of prose are Markdown's line break and stay; so does
everything between fences.
"""

from __future__ import annotations

import re

_MARK = "\ufeff"
_INVISIBLE = re.compile("[\u200b\u2060\ufeff]")
"""Without width or meaning: the check refuses them, and they come along when somebody copies from a page."""
_TAB = re.compile(r"^( *)(\t[ \t]*)")
_FENCE = re.compile(r" {0,3}(?P<fence>`{3,}|~{3,})")
_STEP = 2
"""Blanks that a tab before a field is worth."""


def tidy(path: str, text: str) -> str:
    """A file's text as the house writes it.

    Args:
        path: its path; its ending says whether prose follows its fields.
        text: decoded from UTF-8, line ends as they are.
    """
    text = _INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    lines = text.split("\n")
    end = _end_of_fields(lines) if path.endswith(".md") else len(lines)
    tidied = [*_fields(lines[:end]), *_prose(lines[end:])]
    return "\n".join(tidied).rstrip("\n") + "\n" if any(tidied) else text


def _end_of_fields(lines: list[str]) -> int:
    """The number of lines before the prose of a Markdown entry."""
    if lines[0].rstrip() != "---":
        return 0
    return next((number for number, line in enumerate(lines[1:], start=2) if line.rstrip() == "---"), 0)


def _fields(lines: list[str]) -> list[str]:
    """Lines of YAML. In a text of several lines a blank at the end of a line means nothing either: prose is wrapped."""
    return [_TAB.sub(_blanks, line).rstrip(" \t") if not _breaks(line) else line for line in lines]


def _blanks(match: re.Match[str]) -> str:
    return match[1] + "".join(" " * _STEP if sign == "\t" else sign for sign in match[2])


def _breaks(line: str) -> bool:
    """Whether a line ends in Markdown's line break: two blanks behind words."""
    return line.endswith("  ") and bool(line.strip())


def _prose(lines: list[str]) -> list[str]:
    tidied, fence = [], ""
    for line in lines:
        match = _FENCE.match(line)
        if fence:
            inside = not (match and match["fence"].startswith(fence) and not line.strip().strip(fence[0]))
            tidied.append(line if inside else line.rstrip(" \t"))
            fence = fence if inside else ""
            continue
        fence = match["fence"] if match else ""
        tidied.append(line if _breaks(line) else line.rstrip(" \t"))
    return tidied
