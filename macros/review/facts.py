"""The facts of a report for reviewers, as values that stand by themselves: for Markdown, for machines, and back.

A report may come back from a machine that a stranger could have told what to say: `from_data` takes only what has the
shape and the size of one. Needs nothing of the library.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

from macros.problems import CODES, Problem

Kind = Literal["new", "changed", "removed"]
MOST = 500
"""Items of one list of a report that comes from elsewhere."""
LONGEST = 2_000
"""Characters of one of its texts."""


class NoReportError(ValueError):
    """Data that are no report; says where."""


@dataclass(frozen=True)
class Named:
    """An entry that another names, or leads to."""

    title: str
    path: str
    """Its file."""


@dataclass(frozen=True)
class EntryChange:
    """An entry that a proposal adds, changes or removes."""

    path: str
    """Its file."""
    kind: Kind
    type: str
    """What readers call its type; empty where the entry can't be read."""
    title: str
    page: str
    """Its page in the site, or where the address of a removed one leads on to; empty where there is none."""
    fields: tuple[str, ...] = ()
    """What differs in a changed entry: fields and sections."""
    linked_from: tuple[Named, ...] = ()
    """Entries that lead to it, those of which the text uses its name too."""
    newly_from: tuple[Named, ...] = ()
    """Those of them whose page gets a link to it by this proposal without being changed itself."""
    fills: tuple[str, ...] = ()
    """Cells of maps of the evidence where no entry stood before, `row × column`."""
    alike: tuple[Named, ...] = ()
    """Entries that say nearly the same, or have the same title."""


@dataclass(frozen=True)
class Report:
    """What reviewers are told of a proposal."""

    entries: tuple[EntryChange, ...] = ()
    settings: tuple[str, ...] = ()
    """Changed content that is no entry: settings, lists, redirects, pictures."""
    code: tuple[str, ...] = ()
    """Changed files that are code, or that nobody has looked at: read them before you run them."""
    problems: tuple[Problem, ...] = ()
    compared: bool = True
    """Whether the library could be read as a whole: else nothing is known of links, cells and likeness."""

    def as_data(self) -> dict[str, Any]:
        """The report as lists, mappings and texts, keys in reading order."""
        return asdict(self)


def from_data(data: object) -> Report:
    """A report from data of unknown origin.

    Args:
        data: as `Report.as_data` gives it, as JSON reads it.

    Raises:
        NoReportError: where anything is missing, too much, too long or of another kind.
    """
    found = _mapping(data, {"entries", "settings", "code", "problems", "compared"}, "report")
    if not isinstance(found["compared"], bool):
        raise NoReportError("compared: must be true or false")
    return Report(
        tuple(_entry(one) for one in _list(found["entries"], "entries")),
        _texts(found["settings"], "settings"),
        _texts(found["code"], "code"),
        tuple(_problem(one) for one in _list(found["problems"], "problems")),
        found["compared"],
    )


def _entry(data: object) -> EntryChange:
    names = {"path", "kind", "type", "title", "page"}
    lists = {"fields", "fills"}
    named = {"linked_from", "newly_from", "alike"}
    found = _mapping(data, names | lists | named, "entries")
    if found["kind"] not in ("new", "changed", "removed"):
        raise NoReportError("entries: kind: must be new, changed or removed")
    texts = {name: _text(found[name], f"entries: {name}") for name in names}
    listed = {name: _texts(found[name], f"entries: {name}") for name in lists}
    leading = {name: tuple(_named(one) for one in _list(found[name], f"entries: {name}")) for name in named}
    return EntryChange(**texts, **listed, **leading)  # type: ignore[arg-type]


def _named(data: object) -> Named:
    found = _mapping(data, {"title", "path"}, "entries")
    return Named(_text(found["title"], "title"), _text(found["path"], "path"))


def _problem(data: object) -> Problem:
    found = _mapping(data, {"path", "line", "field", "message", "code", "severity"}, "problems")
    line, code, severity = found["line"], found["code"], found["severity"]
    if not isinstance(line, int) or isinstance(line, bool) or not 0 <= line <= 1_000_000:
        raise NoReportError("problems: line: must be a number")
    if not isinstance(code, str) or code not in CODES or severity not in ("error", "warning"):
        raise NoReportError("problems: unknown code or severity")
    words = [_text(found[name], f"problems: {name}") for name in ("path", "field", "message")]
    return Problem(words[0], line, words[1], words[2], code, severity)


def _mapping(data: object, keys: set[str], where: str) -> Mapping[str, Any]:
    if not isinstance(data, dict) or set(data) != keys:
        raise NoReportError(f"{where}: must have {', '.join(sorted(keys))}, and nothing else")
    return data


def _list(data: object, where: str) -> list[object]:
    if not isinstance(data, (list, tuple)) or len(data) > MOST:
        raise NoReportError(f"{where}: must be a list of at most {MOST}")
    return list(data)


def _texts(data: object, where: str) -> tuple[str, ...]:
    return tuple(_text(one, where) for one in _list(data, where))


def _text(data: object, where: str) -> str:
    if not isinstance(data, str) or len(data) > LONGEST:
        raise NoReportError(f"{where}: must be a text of at most {LONGEST} characters")
    return data
