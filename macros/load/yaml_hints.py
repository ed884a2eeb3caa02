"""What somebody meant who wrote YAML that can't be read: a blank that is missing, a sign at the start, a `#` in a list.

The parser names the place where it gave up, often a line too late. This looks at the lines up to there for what people
write who don't know YAML, and says where it stands and how to mend it. It judges nothing that could be read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

_NEAR = 12
"""Lines above the place where the parser gave up that are looked at."""
_KEY = r"[ ]*(?:-[ ]+)*(?P<key>[A-Za-z_][A-Za-z0-9_-]{0,60})"
_BLANKS = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
"""Blanks that YAML takes for letters."""
_TIGHT = re.compile(rf"{_KEY}(?P<colon>[:\uff1a\ufe55\ua789])(?P<after>[^ \n]|$)")
_VALUE = re.compile(rf"{_KEY}:[ ]+(?P<value>\S.*)")
_SIGNS = "[]{}\"'*&!|>?-%@`,"
_LIST = re.compile(rf"{_KEY}:[ ]+\[(?:[^#\"'\],]*,)*(?P<before>[^#\"'\],]*?)(?<=[\s\[])(?P<comment>#.*)$")
_ADDRESS = re.compile(r"(?:https?|mailto):")


class Meant(NamedTuple):
    """What was meant, and where."""

    line: int
    """From 0, in the text that was read."""
    message: str
    """What was found and how to mend it."""


def meant(lines: Sequence[str], what: str, at: int) -> Meant | None:
    """What is likely wrong with a text that the parser gave up; None where nothing is known.

    Args:
        lines: of the text.
        what: the parser's words.
        at: line on which it gave up, from 0.
    """
    at = min(at, len(lines) - 1)
    in_list = "node content" in what or "']'" in what
    for number in range(at, max(-1, at - _NEAR), -1) if in_list else ():
        if found := _comment_in_list(number, lines[number]):
            return found
    written = [number for number in range(at, max(-1, at - _NEAR), -1) if lines[number].strip()]
    for number in written[: 2 if "expected ':'" in what else 1]:
        if found := _without_blank(number, lines[number]) or _begins_with_sign(number, lines[number]):
            return found
    return None


def _without_blank(number: int, line: str) -> Meant | None:
    """A field whose value follows without a blank, or with a blank or a colon of another kind."""
    match = _TIGHT.match(line)
    if match is None or _ADDRESS.match(line.strip()):
        return None
    key, colon, after = match["key"], match["colon"], match["after"]
    if colon != ":":
        return Meant(number, f'the colon after "{key}" is of another kind (U+{ord(colon):04X}); write "{key}: "')
    if not after:
        return None
    if re.match(f"[{_BLANKS}]", after):
        return Meant(number, f'the blank after "{key}:" is of another kind (U+{ord(after):04X}); type a plain one')
    return Meant(number, f'a blank is missing after "{key}:"; write "{key}: {line[match.end() - 1 :].strip()[:40]}"')


def _begins_with_sign(number: int, line: str) -> Meant | None:
    """A value that begins with a sign YAML keeps for itself, and doesn't end as that sign wants it."""
    match = _VALUE.match(line)
    value = match["value"].rstrip() if match else ""
    if not value or value[0] not in _SIGNS or _is_whole(value):
        return None
    message = f"a value can't begin with {value[0]} unless it stands in quotes: {_quoted(value)}"
    return Meant(number, message)


def _quoted(value: str) -> str:
    """How to write a value that begins with a sign YAML keeps for itself: in quotes of the kind it doesn't hold."""
    quotes = "'" if '"' in value else '"'
    return f"{quotes}{value[:40]}{'…' if len(value) > 40 else ''}{quotes}"


def _is_whole(value: str) -> bool:
    """Whether a value that begins with a sign may be what YAML means by it."""
    if value[0] in "\"'":
        return len(value) == 1 or value.count(value[0]) < 2 or (value[-1] == value[0] and value.count(value[0]) == 2)
    if value[0] in "[{":
        return value[-1] in "]}," or not re.search(r"[\]}]", value)
    if value[0] in "|>":
        return re.fullmatch(r"[|>][-+0-9]{0,2}(?: +#.*)?", value) is not None
    return value[0] == "-" and value[1:2].strip() != ""


def _comment_in_list(number: int, line: str) -> Meant | None:
    """A `#` in a list in brackets, by which the rest of the line is a comment and the list has no end."""
    match = _LIST.match(line)
    if match is None:
        return None
    written = f"{match['before'].strip()} {match['comment']}".strip(" ]")
    message = f'"{match["comment"][:40]}" is a comment to YAML, so the list never ends; put quotes around what is meant'
    return Meant(number, f'{message}: "{written.partition(",")[0][:40]}"')
