"""A file of minutes as lines: whatever it says it is, by what is in it, and within limits of size, time and memory."""

from __future__ import annotations

from pathlib import Path

from macros.load.one_apart import Limits, RefusedError, ask_apart
from macros.minutes.line import Line, UnreadableMinutesError
from macros.minutes.pdf_file import read_pdf
from macros.minutes.plain_file import read_plain
from macros.minutes.word_file import read_word

MAX_BYTES = 20_000_000
"""Of the file."""
MAX_LINES, MAX_CHARACTERS = 20_000, 600_000
"""Of what is read in it; a report of 300 pages has less."""
MAX_PARAGRAPH = 6_000
"""Characters of one paragraph or one cell; the longest of a report that was read here has a third of it."""
LIMITS = Limits(seconds=60, megabytes=1_500)
"""Of the process that reads a file."""
ENDINGS = (".docx", ".pdf", ".txt", ".md")
_OLD_WORD = b"\xd0\xcf\x11\xe0"
_KINDS = {b"PK\x03\x04": ".docx", b"%PDF-": ".pdf"}
"""How files begin that are no text."""


def read_minutes(path: Path) -> list[Line]:
    """The lines of minutes; the file is read in a process of its own, which ends when it takes too much.

    Args:
        path: a Word file, a PDF, a text or Markdown.

    Raises:
        UnreadableMinutesError: when it can't be read, with what to do.
    """
    try:
        size = path.stat().st_size
    except OSError as error:
        raise UnreadableMinutesError(f"can't be read: {error.strerror}") from None
    if size > MAX_BYTES:
        raise UnreadableMinutesError(
            f"has {size:,} bytes; {MAX_BYTES:,} are taken. Take pictures out of it, or split it"
        )
    try:
        answer = ask_apart("macros.minutes.apart", LIMITS, path)
    except RefusedError as refused:
        raise UnreadableMinutesError(str(refused)) from None
    return [Line(**{**line, "cells": tuple(line.get("cells", ()))}) for line in answer["lines"]]


def lines_of(content: bytes, ending: str) -> list[Line]:
    """The lines of a file by its bytes.

    Args:
        content: the bytes.
        ending: of its name, in small letters, with the point.

    Raises:
        UnreadableMinutesError: when they can't be read.
    """
    lines = _read(content, ending)
    if not lines:
        raise UnreadableMinutesError("holds no text")
    if len(lines) > MAX_LINES or sum(len(line.text) for line in lines) > MAX_CHARACTERS:
        most = f"{MAX_LINES:,} lines and {MAX_CHARACTERS:,} characters"
        raise UnreadableMinutesError(f"holds more than {most}; split it by meeting")
    long = next((line for line in lines if len(line.text) > MAX_PARAGRAPH), None)
    if long:
        raise UnreadableMinutesError(
            f"holds more than {MAX_PARAGRAPH:,} characters without a break ({long.place}); break it into paragraphs"
        )
    return lines


def _read(content: bytes, ending: str) -> list[Line]:
    found = next((kind for begin, kind in _KINDS.items() if content.lstrip().startswith(begin)), "")
    if content.startswith(_OLD_WORD):
        raise UnreadableMinutesError(
            "is a file of an older Office, or locked with a password; save it in Word or LibreOffice as .docx"
        )
    if ending == ".docm":
        raise UnreadableMinutesError("is made for macros (.docm); save it as .docx")
    if ending not in ENDINGS:
        raise UnreadableMinutesError(f"is none of {', '.join(ENDINGS)}; save it as one of them")
    if found and found != ending:
        raise UnreadableMinutesError(f"is called {ending}, but begins like {found}; give it the ending that it has")
    if ending in (".docx", ".pdf") and found != ending:
        raise UnreadableMinutesError(f"is called {ending}, but is no such file; save it anew as {ending}")
    if ending == ".docx":
        return read_word(content)
    return read_pdf(content) if ending == ".pdf" else read_plain(content, markdown=ending == ".md")
