"""Bytes to text that is safe to read: size, encoding, characters, and marks that stall Markdown.

Limits follow what was measured on the parsers behind: a run of 20,000 opening brackets keeps
Python-Markdown busy for 84 seconds, 6,700 underscores in a paragraph for 3, 5,000 underlined headings
without an empty line for 5, and `1. ` written 6,700 times on one line ends in a RecursionError. So
none of them reaches it.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from macros.load.code import without_code
from macros.problems import Problem

MAX_BYTES = 256 * 1024
"""Largest content file, in bytes. The longest shipped entry is a tenth of it."""
MAX_RUN = 120
"""Longest run of one punctuation mark; Markdown rules and table lines stay well below."""
MAX_MARKS = {"[": 400, "*": 600, "_": 600, "`": 600, "~": 600, "<": 600}
"""Most marks of a kind in one paragraph; a paragraph ends at an empty line."""
MAX_LINES = 1000
"""Most lines without an empty one between them; the longest table stays well below."""
MAX_COLUMNS = 40
"""Most columns of a table."""
MAX_CELLS = 10_000
"""Most cells of all tables of one text: every row is filled to the width of its head, so 8 KB can make millions."""
MAX_NESTING = 20
"""Most list and quotation marks at the start of one line."""
MAX_INDENT = 80
"""Most blanks at the start of a line, which put it twenty lists deep; a tab is worth four."""
MAX_ACCENTS = 4
"""Most accents on one letter; Vietnamese and polytonic Greek need three."""
MAX_HEADINGS = 200
"""Most headings and rules of one text; a page with more is no page."""
USUAL_LENGTH, USUAL_LINES, USUAL_MARKS = 8_000, 100, 90
"""What no text of readers exceeds: bytes, line ends, and signs that Markdown has to look at twice.

The longest shipped text has 3,082, 33 and 76. What exceeds it is not refused: its page is tried apart."""

FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"
    "\u200b\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff"
    "\U000e0000-\U000e007f\ud800-\udfff]"
)
"""Characters that steer, hide or turn round what a reader sees."""
_ACCENT = "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
_HEAPED = re.compile(f"{_ACCENT}{_ACCENT}{{{MAX_ACCENTS},}}")
"""Accents heaped up, so that they cover the lines above and below."""
_REFERENCE = re.compile(r"&(?:\\?#(?P<hex>[xX]?)0*(?P<number>[0-9A-Fa-f]{1,8})|(?P<name>[0-9A-Za-z]{1,40}))\\?;")
"""A character written as HTML writes it; Markdown passes it on, so it can hide what `FORBIDDEN` looks for.

A backslash inside is taken away by Markdown, so the browser reads the character all the same."""
_NESTING = re.compile(rf"^[ \t]*(?:(?:[-+*]|[0-9]+\.)[ \t]+|>[ \t]*){{{MAX_NESTING + 1},}}", re.MULTILINE)
_INDENT = re.compile(rf"^[ \t]*(?:\t[ \t]{{{MAX_INDENT // 4}}}|[ ]{{{MAX_INDENT + 1}}})", re.MULTILINE)
_HEADING = re.compile(r"^[ \t>]*(?:#{1,6}[^#]|(?:=+|-+)[ \t]*$)", re.MULTILINE)
"""A heading in either form, or a rule."""
_SIGNS = b"[*_`~<=\\&!"
_OWN_ANCHOR = b"](#"
"""A link inside a page: whether it leads somewhere is known once the page is made."""
_RUN = re.compile(rf"([^\w\s])\1{{{MAX_RUN},}}")
_RULE = re.compile(r"[-=.#:|]")
"""Signs of rules, tables and dotted lines, of which more keep no parser busy."""
_LONG_RULE = 2000
_TABLE = re.compile(r"^[ \t>]*(?:(?:[-+*]|[0-9]+\.)[ \t]+){0,20}(?=[^\n]*-)(?=[^\n]*\|)([ \t|:-]+)$", re.MULTILINE)
"""The line below the head of a table, also inside lists and quotations."""
_PARAGRAPH_END = re.compile(r"\n(?:[ \t]*\n)+")


class UnreadableTextError(Exception):
    """The bytes are no acceptable text; carries the one problem that ends the reading."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(str(problem))


def too_large(path: str, size: int) -> Problem:
    """That a file has more bytes than an entry may have."""
    message = f"the file has {size:,} bytes; an entry may have {MAX_BYTES:,}. Split it, or shorten it"
    return Problem(path, 1, "-", message, "too-large")


def decode(path: str, raw: bytes) -> str:
    """Decode UTF-8 with or without a byte order mark; line ends become `\\n`.

    Args:
        path: for the problem.
        raw: the bytes.

    Raises `UnreadableTextError` when the file is too large or not UTF-8.
    """
    if len(raw) > MAX_BYTES:
        raise UnreadableTextError(too_large(path, len(raw)))
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
    """Characters and runs that no honest file holds, each with its line."""
    for match in FORBIDDEN.finditer(text):
        yield _forbidden(path, text, match, match[0])
    for match in _REFERENCE.finditer(without_code(text)):
        hidden = FORBIDDEN.search(_character(match))
        if hidden:
            yield _forbidden(path, text, match, hidden[0])
    for match in () if text.isascii() else _HEAPED.finditer(text):
        message = f"{len(match[0])} accents on one letter; {MAX_ACCENTS} at most"
        yield Problem(path, _line(text, match.start()), "-", message, "forbidden-character")
    for match in _RUN.finditer(text):
        if _RULE.match(match[1]) and len(match[0]) <= _LONG_RULE:
            continue
        yield Problem(
            path, _line(text, match.start()), "-",
            f"{match[1]!r} stands {len(match[0])} times in a row; {MAX_RUN} at most",
            "punctuation-run",
        )  # fmt: skip


def overloaded(path: str, text: str, first_line: int = 1) -> Iterator[Problem]:
    """Paragraphs of one Markdown text that would stall its parser, each with its line.

    Args:
        path: for the problems.
        text: one text, not a whole YAML file: that has no paragraphs.
        first_line: line of the file on which the text starts.
    """
    if text.count("\n") > MAX_LINES or any(text.count(mark) > most for mark, most in MAX_MARKS.items()):
        yield from _overloaded_paragraphs(path, text, first_line)
    if "|" in text:
        yield from _large_tables(path, text, first_line)
    for match in _NESTING.finditer(text):
        message = f"more than {MAX_NESTING} list or quotation marks at the start of one line"
        yield Problem(path, first_line - 1 + _line(text, match.start()), "-", message, "punctuation-run")
    if text.count("\n") > MAX_HEADINGS:
        yield from _many_headings(path, text, first_line)
    if "\t" in text or " " * (MAX_INDENT + 1) in text:
        for match in _INDENT.finditer(text):
            message = f"the line begins with more than {MAX_INDENT} blanks; nest lists and quotations less deeply"
            yield Problem(path, first_line - 1 + _line(text, match.start()), "-", message, "punctuation-run")


def is_unusual(text: str) -> bool:
    """Whether a text holds more than readers write, or leads to places of its own page: its page is tried apart."""
    return may_be_unusual(text.encode())


def leads_to_heading(raw: bytes) -> bool:
    """Whether a file may lead to a heading of another entry's page by the name of its file, which only pages know."""
    return b".md#" in raw or b".yml#" in raw


def may_be_unusual(raw: bytes) -> bool:
    """Whether any text of a file could be unusual, as its bytes show at once: an escape needs a sign itself."""
    return (
        len(raw) > USUAL_LENGTH
        or raw.count(b"\n") > USUAL_LINES
        or len(raw) - len(raw.translate(None, _SIGNS)) > USUAL_MARKS
        or _OWN_ANCHOR in raw
    )


def _many_headings(path: str, text: str, first_line: int) -> Iterator[Problem]:
    """The heading after the last that a text may have."""
    for number, match in enumerate(_HEADING.finditer(text), start=1):
        if number > MAX_HEADINGS:
            message = f"more than {MAX_HEADINGS} headings and rules in one text; leave out those that divide little"
            yield Problem(path, first_line - 1 + _line(text, match.start()), "-", message, "too-long")
            return


def _overloaded_paragraphs(path: str, text: str, first_line: int) -> Iterator[Problem]:
    """Paragraphs with too many marks or lines; a text that has fewer in all has none."""
    breaks = list(_PARAGRAPH_END.finditer(text))
    starts, ends = [0, *(found.end() for found in breaks)], [*(found.start() for found in breaks), len(text)]
    for start, end in zip(starts, ends, strict=True):
        for mark, most in MAX_MARKS.items():
            found = text.count(mark, start, end)
            if found > most:
                message = f"one paragraph holds {mark!r} {found} times; {most} at most. Split the paragraph"
                yield Problem(path, first_line - 1 + _line(text, start), "-", message, "punctuation-run")
        if text.count("\n", start, end) > MAX_LINES:
            message = f"more than {MAX_LINES} lines without an empty one; split the paragraph"
            yield Problem(path, first_line - 1 + _line(text, start), "-", message, "too-long")


def _large_tables(path: str, text: str, first_line: int) -> Iterator[Problem]:
    """Tables that are too wide, and the one with which all tables of a text have too many cells."""
    cells = 0
    for match in _TABLE.finditer(text):
        columns = len(match[1].strip().strip("|").split("|"))
        end = _PARAGRAPH_END.search(text, match.end())
        rows = text[match.end() : end.start() if end else len(text)].strip("\n")
        cells += columns * (2 + rows.count("\n") if rows else 1)
        if columns > MAX_COLUMNS:
            message = f"a table has {columns} columns; {MAX_COLUMNS} at most. Make several of it, or turn it round"
        elif cells > MAX_CELLS:
            message = f"the tables of this text have {cells:,} cells so far; {MAX_CELLS:,} at most. Shorten them"
        else:
            continue
        yield Problem(path, first_line - 1 + _line(text, match.start()), "-", message, "too-large")
        if cells > MAX_CELLS:
            return


def _character(reference: re.Match[str]) -> str:
    """What a reference stands for; also what HTML has no use for, since not every reader of HTML leaves that out."""
    if reference["name"]:
        return html.unescape(f"&{reference['name']};")
    try:
        return chr(int(reference["number"], 16 if reference["hex"] else 10))
    except (ValueError, OverflowError):
        return ""


def _forbidden(path: str, text: str, match: re.Match[str], character: str) -> Problem:
    written = f", written as {match[0]}" if match[0] != character else ""
    message = f"forbidden character U+{ord(character):04X}{written}; delete it"
    hint = " (it may be invisible: retype the words around it)"
    return Problem(path, _line(text, match.start()), "-", message + hint, "forbidden-character")


def _line(text: str, offset: int) -> int:
    return text.count("\n", 0, offset) + 1
