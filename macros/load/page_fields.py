"""The fields at the top of an authored page, as MkDocs reads them: what it would misread is a problem.

MkDocs shows fields that it can't read as text of the page, takes a first line such as `Note: …` for a field and shows
it nowhere, and ends with an error of its own where a title is a day.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import Any

import yaml

from macros.load.yaml_reader import read_yaml
from macros.problems import Problem

_FIELDS = re.compile(r"-{3}[ \t]*\n(.*?\n)(?:\.{3}|-{3})[ \t]*(?:\n|$)", re.DOTALL)
_LOOSE = re.compile(r" {0,3}([A-Za-z0-9_-]+):(?!//)")
"""A first line that MkDocs takes for a field, with no `---` above it."""
_TEXTS = ("description", "icon", "status", "subtitle", "title")
SEARCH_WORDS = "search_words"
"""Words that readers may type and the page doesn't use, as entries have them."""
_PARTS = ("navigation", "path", "toc")
"""What a page may hide."""
_KINDS = {datetime.date: "a day", bool: "yes or no", int: "a number", float: "a number", list: "a list", dict: "fields"}


def page_fields(path: str, text: str) -> Iterator[Problem]:
    """What is wrong with the fields of an authored page.

    Args:
        path: from the project's root, for the problems.
        text: the whole page.
    """
    loose = _LOOSE.match(text)
    if loose:
        message = (
            f'the first line begins with "{loose[1]}:", which is taken for a field and shown nowhere; '
            "begin the page with a heading"
        )
        yield Problem(path, 1, loose[1], message, "no-front-matter")
    begin = _FIELDS.match(text)
    if not begin:
        return
    data, lines, problems = read_yaml(path, begin[1], first_line=2)
    yield from problems
    if problems or not isinstance(data, dict):
        return
    try:
        typed = yaml.safe_load(begin[1])
    except (ValueError, yaml.YAMLError) as error:
        message = f"a value of the fields can't be read ({error}); write it in quotes"
        yield Problem(path, 1, "-", message, "bad-yaml")
        return
    for key, value in typed.items():
        line, name = lines.get((str(key),), 1), str(key)
        why = _why_wrong(name, value)
        if why:
            yield Problem(path, line, name, why, "bad-value")


def search_words(text: str) -> tuple[str, ...]:
    """What a sound authored page says under `search_words`."""
    begin = _FIELDS.match(text)
    data = yaml.safe_load(begin[1]) if begin else None
    return tuple(data.get(SEARCH_WORDS) or ()) if isinstance(data, dict) else ()


def _why_wrong(key: str, value: Any) -> str:
    """Why MkDocs can't take a value, in words."""
    if key == "template":
        return "pages have one template, overrides/main.html; delete the line"
    if key == SEARCH_WORDS and not (isinstance(value, list) and all(isinstance(one, str) and one for one in value)):
        return f"is read as {_kind(value)}; write a list of words that readers may type, each a text"
    if key in _TEXTS and not isinstance(value, str | None):
        return f"is read as {_kind(value)}; write it as text, in quotes"
    if key == "hide" and not (isinstance(value, list) and set(map(str, value)) <= set(_PARTS)):
        return f"is read as {_kind(value)} that can't be hidden; write [{', '.join(_PARTS)}], or some of these"
    return ""


def _kind(value: Any) -> str:
    found = next((words for kind, words in _KINDS.items() if type(value) is kind), "")
    if not found:
        return "nothing" if value is None else "a day" if isinstance(value, datetime.date) else f'"{value}"'
    return f'{found} ("{value}")' if not isinstance(value, list | dict) else found
