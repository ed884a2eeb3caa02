"""The Markdown body of an entry, split into the sections that its type knows."""

from __future__ import annotations

import re

from macros.load.document import Document
from macros.model.record import Section
from macros.problems import Problem, nearest
from macros.words import shipped_words

_HEADING = re.compile(r"^ {0,3}(#{1,6})([^#].*)$")
"""A heading as Python-Markdown reads it, without a blank after the `#` too; and indented by accident."""
_FENCE = re.compile(r"^ {0,3}(```+|~~~+)")


def split_sections(document: Document, sections: tuple[Section, ...]) -> tuple[dict[str, str], list[Problem]]:
    """Split a body at its second-level headings.

    Returns:
        The text of each section by key, in the order of the type; and the problems: headings that
        the type doesn't know, sections twice or missing, text before the first heading.
    """
    by_heading = _by_heading(document, sections)
    found: dict[str, list[str]] = {}
    started: dict[str, int] = {}
    problems: list[Problem] = []
    current: list[str] = []
    fence, opened = "", 0

    def problem(line: int, message: str, code: str) -> None:
        problems.append(Problem(document.path, line, "text", message, code))

    for number, line in enumerate(document.body.split("\n"), start=document.body_line):
        before, fence = fence, _fence_after(fence, line)
        opened = number if fence and not before else opened
        match = None if fence else _HEADING.match(line)
        if match and len(match[1]) <= 2:
            heading = _words(match)
            meant = by_heading.get(heading.casefold(), []) if len(match[1]) == 2 else []
            section = meant[0] if len(meant) == 1 else None
            current = []
            if len(meant) > 1:
                keys = " and ".join(f'"## {one.heading}"' for one in meant)
                problem(number, f'"{heading}" stands for several sections; write {keys} in English', "unknown-section")
            elif section is None:
                known = [name for one in sections for name in _headings(document, one)]
                hint = nearest(heading, known).replace(' "', ' "## ') or "; known are ## " + ", ## ".join(known)
                if not match[2][:1].isspace():
                    hint += f"; where no heading is meant, write \\{match[1]}{match[2].split()[0][:40]}"
                problem(number, f'unknown section "{match[1]} {heading}"{hint}', "unknown-section")
            elif section.key in found:
                problem(number, f'"{heading}" already stands on line {started[section.key]}', "duplicate-section")
            else:
                found[section.key] = current
                started[section.key] = number
        else:
            if line.strip() and not started and not problems:
                problem(number, f'text before the first section: "{line.strip()[:40]}"', "text-outside-section")
            current.append(line)
    texts = {s.key: "\n".join(found[s.key]).strip("\n") for s in sections if s.key in found}
    if fence:
        message = f"the block of code that begins here never ends; put a line of {fence} below it"
        problem(opened, message, "unknown-markdown")
    for section in sections:
        if fence:
            break  # sections may stand in the block
        if section.required and not texts.get(section.key, "").strip():
            place = started.get(section.key, document.body_line)
            problem(place, f'the section "## {section.heading}" is missing or empty', "missing-section")
    for key, text in texts.items():
        if not fence and not text.strip() and not next(s for s in sections if s.key == key).required:
            problem(started[key], "the section is empty; write it, or delete its heading", "missing-section")
    return {key: text for key, text in texts.items() if text.strip()}, problems


def section_lines(document: Document, sections: tuple[Section, ...]) -> dict[str, int]:
    """The line on which each section's heading stands, for problems found later in its text."""
    keys = {heading: meant[0].key for heading, meant in _by_heading(document, sections).items() if len(meant) == 1}
    lines: dict[str, int] = {}
    fence = ""
    for number, line in enumerate(document.body.split("\n"), start=document.body_line):
        fence = _fence_after(fence, line)
        match = None if fence else _HEADING.match(line)
        if match and len(match[1]) == 2 and _words(match).casefold() in keys:
            lines.setdefault(keys[_words(match).casefold()], number)
    return lines


def _headings(document: Document, section: Section) -> list[str]:
    """What a section may be called in an entry: in the language of the entry where that is known, and in English."""
    tag = document.data.get("language")
    known = shipped_words(tag).gettext(section.heading) if isinstance(tag, str) else section.heading
    return list(dict.fromkeys((known.replace("’", "'"), section.heading)))


def _by_heading(document: Document, sections: tuple[Section, ...]) -> dict[str, list[Section]]:
    """The sections that a heading may stand for, in small letters."""
    found: dict[str, list[Section]] = {}
    for section in sections:
        for heading in _headings(document, section):
            found.setdefault(heading.casefold(), []).append(section)
    return found


def _words(heading: re.Match[str]) -> str:
    """The words of a heading, without the closing `##` that some write."""
    return heading[2].strip().rstrip("#").rstrip().replace("’", "'")


def _fence_after(fence: str, line: str) -> str:
    """The open code fence after a line, if any."""
    match = _FENCE.match(line)
    if not match:
        return fence
    if not fence:
        return match[1]
    closes = match[1][0] == fence[0] and len(match[1]) >= len(fence) and line.strip() == match[1]
    return "" if closes else fence
