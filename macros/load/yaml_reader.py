"""YAML text to plain data with line numbers, and nothing else.

Built on PyYAML's *events*, not its constructors: the events come one at a time from a parser that
keeps its own stack, so that 200 KB of `[` ends at the depth limit instead of crashing the process;
an alias is refused before it can multiply; and a scalar stays the text the author wrote (`NO`,
`1:30`, `1.10`, `2024-13-01`) until the model knows what its field wants. Only an empty value, `~`
and `null` mean nothing.
"""

from __future__ import annotations

import re
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from macros.load.document import Location
from macros.load.text import overloaded, suspicious
from macros.load.yaml_hints import meant
from macros.problems import Problem

MAX_DEPTH = 20
"""Deepest nesting of lists and mappings; the deepest field of any type needs six."""

_Parser = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_ .,/-]{0,99}|[0-9-]{0,40}")
"""Values below every limit of `suspicious` and `overloaded`: one line, no reference, no run, no mark at its start."""
_GOES_ON = re.compile(r"#[ \t]*[0-9]|#[^\s#]")
"""How what belongs to a value goes on behind a blank: `# 12`, `#peas`."""
_TITLE = re.compile(r"[^\W\d_a-z][^\W\d_A-Z]")
"""How titles and sentences begin; comments stand behind ids, terms, days and numbers."""
_NODES = {ScalarEvent, MappingStartEvent, SequenceStartEvent}
_NOTHING = {"", "~", "null", "Null", "NULL"}


class _RefusedError(Exception):
    """Reading must stop here: (line, message, code)."""


def read_yaml(path: str, text: str, first_line: int = 1) -> tuple[Any, dict[Location, int], list[Problem]]:
    """Read one YAML document.

    Args:
        path: for the problems.
        text: the YAML; already decoded. Values are examined again here, since escapes in double
            quotes (`"\\u202E"`) and joined lines only take effect now.
        first_line: line of the file on which `text` starts (front matter starts on line 2).

    Returns:
        The data (None when it can't be read), the line of every value, and the problems.
        Duplicate keys are all reported; any other problem ends the reading.
    """
    reader = _Reader(path, first_line, text.split("\n"))
    try:
        loader = _Parser(text)
        try:
            while (event := loader.get_event()) is not None:
                reader.take(event)
        finally:
            loader.dispose()
    except _RefusedError as refused:
        line, message, code = refused.args
        return None, {}, [Problem(path, line, "-", message, code)]
    except yaml.MarkedYAMLError as error:
        what = (error.problem or "unreadable").strip()
        mark = error.context_mark if "end of stream" in what else error.problem_mark
        at = mark.line if mark else 0
        found = meant(reader.text, what, at)
        line = first_line + (found.line if found else at)
        hint = f"; {found.message}" if found else _hint(what)
        return None, {}, [Problem(path, line, "-", f"the YAML can't be read: {what}{hint}", "bad-yaml")]
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        return None, {}, [Problem(path, first_line, "-", f"the YAML can't be read: {error}", "bad-yaml")]
    return reader.root, reader.lines, reader.problems


def _hint(what: str) -> str:
    if "mapping values are not allowed" in what:
        return '; a value that holds ": " must stand in quotes'
    if any(sign in what for sign in ("expected key", "expected <block end>", "expected '-' indicator")):
        return "; look at the indentation here and just above"
    if "cannot start any token" in what:
        return "; tabs can't indent, and a value can't begin with this sign unless it stands in quotes"
    if "end of stream" in what:
        return "; a quotation mark opened here is never closed"
    return ""


class _Reader:
    """Builds data from events with a stack of its own."""

    def __init__(self, path: str, first_line: int, text: list[str]) -> None:
        self.path = path
        self.first_line = first_line
        self.root: Any = None
        self.text = text
        self.lines: dict[Location, int] = {}
        self.problems: list[Problem] = []
        self._stack: list[dict[str, Any] | list[Any]] = []
        self._keys: list[str | None] = []
        self._where: list[Location] = []
        self._documents = 0

    def take(self, event: Any) -> None:
        kind = type(event)
        if kind in _NODES:
            line = self.first_line + event.start_mark.line
            if event.anchor is not None:
                message = f"anchor &{event.anchor} found; write the value out, or put it in quotes where the & is meant"
                raise _RefusedError(line, message, "yaml-alias")
            if event.tag is not None:
                raise _RefusedError(line, f"tag {event.tag} found; write the plain value", "yaml-tag")
            if kind is ScalarEvent:
                value = event.value
                self._examine(value, line)
                self._cut_off(event, line)
                self._place(None if value in _NOTHING and event.style in (None, "") else value, line)
            else:
                self._open({} if kind is MappingStartEvent else [], line)
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            self._stack.pop()
            self._keys.pop()
            self._where.pop()
        elif kind is DocumentStartEvent:
            self._documents += 1
            if self._documents > 1:
                line = self.first_line + event.start_mark.line
                raise _RefusedError(line, 'a second document starts here ("---"); one file holds one entry', "bad-yaml")
        elif kind is AliasEvent:
            line = self.first_line + event.start_mark.line
            raise _RefusedError(
                line,
                f"alias *{event.anchor} found; write the value out, or put it in quotes where the * is meant",
                "yaml-alias",
            )

    def _open(self, container: dict[str, Any] | list[Any], line: int) -> None:
        """Begin a list or a mapping."""
        if len(self._stack) >= MAX_DEPTH:
            raise _RefusedError(line, f"nested deeper than {MAX_DEPTH} levels", "yaml-depth")
        where = self._place(container, line)
        self._stack.append(container)
        self._keys.append(None)
        self._where.append(where)

    def _examine(self, value: str, line: int) -> None:
        """Refuse a value that holds what the raw text hid; a few plain words can hide nothing."""
        if _PLAIN.fullmatch(value):
            return
        for problem in (*suspicious(self.path, value), *overloaded(self.path, value)):
            raise _RefusedError(line, problem.message, problem.code)

    def _cut_off(self, event: Any, line: int) -> None:
        """Tell of a value that ends where its author wrote on: ` #` begins a comment."""
        end = event.end_mark
        if event.style or not event.value or end.line >= len(self.text):
            return
        comment = self.text[end.line][end.column :].strip()
        if not comment.startswith("#"):
            return
        if _GOES_ON.match(comment) or len(event.value.split()) > 2 or _TITLE.match(event.value):
            place = ".".join(map(str, self._next())) or "-"
            message = (
                f'ends before "{comment[:40]}", which YAML takes for a comment; put the whole value in quotes if it is '
                "meant, or the comment on a line of its own"
            )
            self.problems.append(Problem(self.path, line, place, message, "comment-in-value", "warning"))

    def _next(self) -> Location:
        """Where the next value stands."""
        if not self._stack:
            return ()
        container, key, where = self._stack[-1], self._keys[-1], self._where[-1]
        return (*where, len(container)) if isinstance(container, list) else (*where, key) if key is not None else where

    def _place(self, value: Any, line: int) -> Location:
        """Put a value where it belongs; returns its location."""
        if not self._stack:
            self.root = value
            self.lines[()] = line
            return ()
        container, where = self._stack[-1], self._where[-1]
        if isinstance(container, list):
            location = (*where, len(container))
            container.append(value)
            self.lines[location] = line
            return location
        key = self._keys[-1]
        if key is None:
            if not isinstance(value, str):
                message = 'a key must be a word; a value that begins with "{" or "[" stands in quotes'
                raise _RefusedError(line, message, "bad-yaml")
            location = (*where, value)
            if value in container:
                self.problems.append(
                    Problem(
                        self.path, line, ".".join(map(str, location)),
                        f"the key {value!r} already stands on line {self.lines[location]}; keep one of the two",
                        "duplicate-key",
                    )
                )  # fmt: skip
            self._keys[-1] = value
            self.lines[location] = line
            return location
        container[key] = value
        self._keys[-1] = None
        return (*where, key)
