"""Values that are right but for their spelling, changed where they stand: a list value, an id, a date, a field's name.

Only what leads to one answer: the same word in other letters, or what readers see of a value instead of its id.
Comments, order and all other signs stay, since only the bytes of the value are replaced.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

import yaml

from macros.load.document import Location
from macros.model.fields import Ref, Term
from macros.model.library import Library
from macros.model.record import Record
from macros.model.registry import record_types, slots
from macros.problems import Problem

_DATE = re.compile(r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?")
"""Year first, so that nothing can be meant but month and day."""
_PLAIN = re.compile(r"[\w][\w .'’()/-]*", re.UNICODE)
"""A text that needs no quotes in a list of one."""


@dataclass(frozen=True)
class Edit:
    """Some characters of a text, and what stands there instead."""

    start: int
    end: int
    text: str
    field: str = ""
    """The field that was wrong, as problems call it."""


def edits(text: str, path: str, problems: Iterable[Problem], library: Library) -> Iterator[Edit]:
    """What would mend the problems of one file that are only spelling.

    Args:
        text: the file, one line feed at each line's end.
        path: where it lies.
        problems: of this file.
        library: the lists and entries that its values may name.
    """
    wanted = [problem for problem in problems if problem.code in _MENDED]
    root = _node(text) if wanted else None
    if root is None:
        return
    folder = str(PurePosixPath(path).parent)
    kind = next((kind for kind in record_types().values() if kind.folder == folder), None)
    for problem in wanted:
        found = _find(root, problem.field)
        if found is not None:
            for edit in _MENDED[problem.code](*found, kind, library):
                if problem.code != "unknown-field" or _find(root, edit.text) is None:
                    yield replace(edit, field=problem.field)


Place = tuple[yaml.Node | None, yaml.Node, Location]
"""The key of a value, the value, and where it stands."""


def _node(text: str) -> yaml.Node | None:
    """The fields of a file as YAML's nodes, which know their places in the whole text."""
    if text.startswith("---\n"):
        end = text.find("\n---", 4)
        # The first line stays as a comment of the same length, so that places are those of the file.
        text = "#  \n" + (text[4:end] if end > 0 else "")
    try:
        found: yaml.Node | None = yaml.compose(text, yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError):
        return None
    return found


def _find(node: yaml.Node, field: str) -> Place | None:
    key: yaml.Node | None = None
    location: Location = ()
    for part in field.split("."):
        if isinstance(node, yaml.MappingNode):
            pair = next(((name, value) for name, value in node.value if name.value == part), None)
            if pair is None:
                return None
            (key, node), location = pair, (*location, part)
        elif isinstance(node, yaml.SequenceNode) and part.isdigit() and int(part) < len(node.value):
            key, node, location = None, node.value[int(part)], (*location, int(part))
        else:
            return None
    return key, node, location


def _date(key: object, value: yaml.Node, *_: object) -> Iterator[Edit]:
    if isinstance(value, yaml.ScalarNode) and (match := _DATE.fullmatch(value.value.strip())):
        year, *parts = (part for part in match.groups() if part)
        yield from _replaced(value, "-".join([year, *(part.zfill(2) for part in parts)]))


def _term(
    key: object, value: yaml.Node, location: Location, kind: type[Record] | None, library: Library
) -> Iterator[Edit]:
    for slot in slots(kind, Term) if kind else ():
        known = library.vocabularies.get(slot.marker.vocabulary)
        if known and isinstance(value, yaml.ScalarNode) and _fits(slot.path, location):
            names = {term.id: {term.id, *term.label.values()} for term in known.terms}
            yield from _one_of(value, names)


def _reference(
    key: object, value: yaml.Node, location: Location, kind: type[Record] | None, library: Library
) -> Iterator[Edit]:
    for slot in slots(kind, Ref) if kind else ():
        if isinstance(value, yaml.ScalarNode) and _fits(slot.path, location):
            types = slot.marker.types
            entries = (one for one in library.records.values() if not types or one.type_name in types)
            yield from _one_of(value, {one.id: {one.id, one.title} for one in entries})


def _field_name(
    key: yaml.Node | None, value: object, location: Location, kind: type[Record] | None, _: Library
) -> Iterator[Edit]:
    if key is not None and kind is not None and len(location) == 1:
        yield from _one_of(key, {name: {name} for name in kind.model_fields if name != "body"})


def _list_of_one(key: object, value: yaml.Node, *_: object) -> Iterator[Edit]:
    if isinstance(value, yaml.ScalarNode) and value.style is None and _PLAIN.fullmatch(value.value):
        yield Edit(value.start_mark.index, value.end_mark.index, f"[{value.value}]")


_MENDED: Mapping[str, Callable[..., Iterator[Edit]]] = {
    "bad-date": _date,
    "unknown-term": _term,
    "dangling-reference": _reference,
    "bad-value": _reference,
    "unknown-field": _field_name,
    "wrong-type": _list_of_one,
}
"""Codes of which some problems are only spelling. Each mend is tried: what doesn't help is not proposed."""


def _fits(path: tuple[str, ...], location: Location) -> bool:
    return len(path) == len(location) and all(
        wanted in ("*", part) for wanted, part in zip(path, map(str, location), strict=True)
    )


def _one_of(value: yaml.Node, names: dict[str, set[str]]) -> Iterator[Edit]:
    """The one id that has a name which is the value in other letters; nothing where there are none or several."""
    said = _alike(value.value)
    meant = [id for id, known in names.items() if said in {_alike(name) for name in known}]
    if said and len(meant) == 1 and meant[0] != value.value:
        yield from _replaced(value, meant[0])


def _alike(text: str) -> str:
    """A text without regard to capitals, accents and what stands between its words."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return " ".join(re.split(r"[\s_-]+", plain)).strip()


def _replaced(value: yaml.Node, text: str) -> Iterator[Edit]:
    """Another text in the same quotes, where the value stands on one line."""
    quotes = value.style or "" if isinstance(value, yaml.ScalarNode) else ""
    if value.start_mark.line == value.end_mark.line and quotes in ("", "'", '"'):
        yield Edit(value.start_mark.index, value.end_mark.index, f"{quotes}{text}{quotes}")
