"""From one record to another: every reference, checked, with the role it plays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from macros.knowledge.markup import marks
from macros.load.document import Document, Location
from macros.model.body import section_lines
from macros.model.library import Library
from macros.model.record import Record
from macros.model.registry import prose, references
from macros.problems import Problem, nearest, some

MENTION = "mentioned in"
"""Role of a `[[id]]` in prose."""
CITED = "cited by"
"""Role of a source."""


@dataclass(frozen=True, order=True)
class Link:
    """One reference from a record to a record."""

    source: str
    """Id of the record that refers."""
    target: str
    """Id of the record referred to."""
    role: str
    """What the target's page says of the referring one: `implementer of`, `cited by`."""
    item: str = ""
    """Id of the item inside the target, if one is meant."""
    location: str = ""
    """Dotted place of the reference in the referring record."""


def find_links(library: Library, unread: frozenset[str] = frozenset()) -> tuple[list[Link], list[Problem]]:
    """Every reference of every record; dangling and misdirected ones become problems.

    Args:
        library: every record that could be read.
        unread: ids of entries that could not; what leads to them is no problem of its own.
    """
    targets = _Targets(library.records, unread)
    links: list[Link] = []
    problems: list[Problem] = []
    for record in library.records.values():
        document = library.documents[record.id]
        problems += some(_of_record(document, record, targets, links))
    return list(dict.fromkeys(links)), problems


def _of_record(document: Document, record: Record, targets: _Targets, links: list[Link]) -> Iterator[Problem]:
    """What is wrong with the references of one record; adds those that are right to the links."""
    for slot, location, value in references(record):
        problem = targets.check(document, location, value, slot.marker.types)
        if problem:
            yield problem
        else:
            links += _leading(record, value, slot.marker.role, location)
    yield from _in_prose(document, record, targets, links)


def _leading(record: Record, value: str, role: str, location: Location) -> Iterator[Link]:
    """The link to another record; none to the record itself."""
    target, _, item = value.partition("#")
    if target != record.id:
        yield Link(record.id, target, role, item, ".".join(map(str, location)))


def _in_prose(document: Document, record: Record, targets: _Targets, links: list[Link]) -> Iterator[Problem]:
    listed = set(cited_sources(record))
    lines: Mapping[str, int] | None = None
    for _, location, text in prose(record):
        for mark in marks(text):
            problem = _mark_problem(document, location, mark.kind, mark.target, targets, listed)
            if problem is None:
                if mark.kind == "link":
                    links += _leading(record, mark.target, MENTION, location)
                continue
            if location[0] == "body":
                lines = _first_lines(document, record) if lines is None else lines
                line = lines.get(str(location[1]), document.body_line) + text.count("\n", 0, mark.offset)
                problem = Problem(problem.path, line, "text", problem.message, problem.code)
            yield problem


def _first_lines(document: Document, record: Record) -> dict[str, int]:
    """The line on which the text of each section begins, below its heading and the empty lines after it."""
    body = document.body.split("\n")
    found = {}
    for key, heading in section_lines(document, record.sections).items():
        below = range(heading + 1, document.body_line + len(body))
        found[key] = next((line for line in below if body[line - document.body_line].strip()), heading)
    return found


def _mark_problem(
    document: Document, location: Location, kind: str, target: str, targets: _Targets, listed: set[str]
) -> Problem | None:
    if kind == "link":
        return targets.check(document, location, target, ())
    if kind == "citation":
        wrong = targets.check(document, location, target, ("source",))
        if wrong is None and target not in listed:
            message = f"[@{target}] is cited here but not listed; add it under sources"
            return document.problem(location, message, "uncited-source")
        return wrong
    messages = {
        "raw-html": f'HTML found ("{target.strip()}"); use Markdown, or put it between backticks to show it',
        "image-in-prose": "a picture found; describe in words what it shows",
        "bad-link": f'"{target}" is no usable address; link to an entry with [[id]], elsewhere with https://…',
    }
    return document.problem(location, messages[kind], kind)


def cited_sources(record: Record) -> Iterator[str]:
    """Ids of all sources that a record lists, in the order in which the page numbers them."""
    seen: set[str] = set()
    for slot, _, value in references(record):
        if slot.marker.role == CITED and value not in seen:
            seen.add(value)
            yield value


class _Targets:
    """What a reference may lead to."""

    def __init__(self, records: Mapping[str, Record], unread: frozenset[str]) -> None:
        self._records = records
        self._unread = unread
        self._items = {id: {item for _, item, _ in record.items()} for id, record in records.items()}

    def check(self, document: Document, location: Location, value: str, types: tuple[str, ...]) -> Problem | None:
        target, _, item = value.partition("#")
        record = self._records.get(target)
        if record is None and target in self._unread:
            return None
        if record is None:
            known = [id for id, other in self._records.items() if not types or other.type_name in types]
            hint = nearest(target, known) or f"; no {' or '.join(types) or 'entry'} has this id yet"
            return document.problem(location, f'"{target}" leads nowhere{hint}', "dangling-reference")
        if types and record.type_name not in types:
            message = f'"{target}" is a {record.type_name}; this field takes {" or ".join(types)}'
            return document.problem(location, message, "wrong-reference")
        if item and item not in self._items[target]:
            hint = (
                nearest(item, self._items[target])
                or f"; its items are {', '.join(sorted(self._items[target])) or 'none'}"
            )
            return document.problem(location, f'"{target}" has no item "{item}"{hint}', "dangling-reference")
        return None
