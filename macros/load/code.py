"""Code in Markdown: blocks between fences, in lists and quotations too, and spans between backticks."""

from __future__ import annotations

import re
from collections.abc import Iterator

_BEGIN = re.compile(r"(?m)^[ \t>]*(?P<fence>`{3,}|~{3,})[^`\n]*\n|(?<![`\\])(?P<ticks>`+)(?!`)")
_SPAN = re.compile(r"(?P<ticks>`+)(?!`)(?:[^\n]|\n(?!\s*\n))+?(?<!`)(?P=ticks)(?!`)")
_CLOSING = re.compile(r"(?m)^[ \t>]*(`{3,}|~{3,})[`~]*[ \t]*$")
"""A line that can end a block."""


def code_in(text: str) -> Iterator[tuple[int, int]]:
    """Where blocks and spans of code stand, from left to right."""
    if "`" not in text and "~~~" not in text:
        return
    blocks = _Blocks(text)
    position = 0
    while found := _BEGIN.search(text, position):
        kind = "fence" if found["fence"] else "ticks"
        start, end = found.start(), blocks.end(found["fence"], found.end()) if found["fence"] else 0
        if not end:
            start = found.start(kind)
            span = _SPAN.match(text, start)
            end = span.end() if span else 0
        if end:
            yield start, end
        position = end or found.end(kind)


class _Blocks:
    """Where blocks end. What nothing closes is remembered, so that not each of a thousand is looked for to the end."""

    def __init__(self, text: str) -> None:
        self._ends = [(found.end(), found[1]) for found in _CLOSING.finditer(text)]
        self._next = 0
        self._unclosed: dict[str, int] = {}

    def end(self, fence: str, after: int) -> int:
        """Where the first block ends that a fence opens; 0 where nothing closes it. Asked from left to right."""
        while self._next < len(self._ends) and self._ends[self._next][0] <= after:
            self._next += 1
        if len(fence) >= self._unclosed.get(fence[0], len(fence) + 1):
            return 0
        for index in range(self._next, len(self._ends)):
            if self._ends[index][1].startswith(fence):
                return self._ends[index][0]
        self._unclosed[fence[0]] = len(fence)
        return 0


def without_code(text: str) -> str:
    """The text with code blanked out, every character in its old place."""
    kept, last = [], 0
    for start, end in code_in(text):
        kept += [text[last:start], re.sub(r"[^\n]", " ", text[start:end])]
        last = end
    return "".join([*kept, text[last:]]) if kept else text
