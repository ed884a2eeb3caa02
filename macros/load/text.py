"""Bytes to text that is safe to read: size, encoding, characters.

Limits follow what was measured on the parsers behind: a run of 20,000 opening brackets keeps
Python-Markdown busy for 84 seconds, so long runs never reach it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.problems import Problem

MAX_BYTES = 256 * 1024
"""Largest content file, in bytes. The longest shipped entry is a tenth of it."""
MAX_RUN = 120
"""Longest run of one punctuation mark; Markdown rules and table lines stay well below."""
MAX_OPENERS = 400
"""Most square brackets opened in one paragraph."""

_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f"
    "\u200b\u2028\u2029\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f\ud800-\udfff]"
)
_RUN = re.compile(rf"([^\w\s])\1{{{MAX_RUN},}}")
_PARAGRAPH_END = re.compile(r"\n[ \t]*\n")


class UnreadableTextError(Exception):
    """The bytes are no acceptable text; carries the one problem that ends the reading."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(str(problem))


def decode(path: str, raw: bytes, size: int | None = None) -> str:
    """Decode UTF-8 with or without a byte order mark; line ends become `\\n`.

    Args:
        path: for the problem.
        raw: the bytes, or the first `MAX_BYTES + 1` of them.
        size: the file's size in bytes where `raw` is only its beginning.

    Raises `UnreadableTextError` when the file is too large or not UTF-8.
    """
    if len(raw) > MAX_BYTES:
        raise UnreadableTextError(
            Problem(
                path, 1, "-",
                f"the file has {size or len(raw):,} bytes; an entry may have {MAX_BYTES:,}. Split it, or shorten it",
                "too-large",
            )
        )  # fmt: skip
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise UnreadableTextError(
            Problem(
                path, line, "-",
                f"byte 0x{raw[error.start]:02x} is not UTF-8; save the file with the encoding UTF-8",
                "not-utf8",
            )
        ) from None  # fmt: skip
    return text.replace("\r\n", "\n").replace("\r", "\n")


def suspicious(path: str, text: str) -> Iterator[Problem]:
    """Characters and patterns that no honest entry holds, each with its line."""
    for match in _FORBIDDEN.finditer(text):
        yield Problem(
            path, _line(text, match.start()), "-",
            f"forbidden character U+{ord(match[0]):04X}; delete it (it may be invisible: retype the words around it)",
            "forbidden-character",
        )  # fmt: skip
    for match in _RUN.finditer(text):
        yield Problem(
            path, _line(text, match.start()), "-",
            f"{match[1]!r} stands {len(match[0])} times in a row; {MAX_RUN} at most",
            "punctuation-run",
        )  # fmt: skip
    start = 0
    for end in [*(m.start() for m in _PARAGRAPH_END.finditer(text)), len(text)]:
        openers = text.count("[", start, end)
        if openers > MAX_OPENERS:
            yield Problem(
                path, _line(text, start), "-",
                f"one paragraph opens {openers} square brackets; {MAX_OPENERS} at most. Split the paragraph",
                "punctuation-run",
            )  # fmt: skip
        start = end


def _line(text: str, offset: int) -> int:
    return text.count("\n", 0, offset) + 1
