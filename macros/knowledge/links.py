"""From one record to another: every reference, checked, with the role it plays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import PurePosixPath
from typing import NamedTuple

from macros.knowledge.given_apart import given_apart
from macros.knowledge.markup import marks
from macros.knowledge.placed import BESIDE, why_in_words
from macros.knowledge.shown_otherwise import shown_otherwise
from macros.load.document import Document, Location
from macros.model.body import section_lines
from macros.model.library import Library
from macros.model.record import Record
from macros.model.registry import prose, references, terms
from macros.model.sound import SoundEntries, StatedReference
from macros.problems import Problem, nearest, some
from macros.words import N_

MENTION = N_("mentions it")
"""Role of a `[[id]]` in prose."""
CITED = N_("cites it")
"""Role of a source."""


class Link(NamedTuple):
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


def find_links(
    library: Library, unread: frozenset[str] = frozenset(), sound: SoundEntries | None = None
) -> tuple[list[Link], list[Problem]]:
    """Every reference of every record; dangling and misdirected ones become problems.

    Args:
        library: every record that could be read.
        unread: ids of entries that could not; what leads to them is no problem of its own.
        sound: entries with what they refer to, where an earlier run has seen it; what this one sees is added.
    """
    targets = _Targets(library.records, unread)
    links: list[Link] = []
    problems: list[Problem] = []
    for record in library.records.values():
        document = library.documents[record.id]
        entry = sound.get(document.path) if sound else None
        stated = entry.references if entry else None
        if stated is not None and targets.are_good(stated):
            links += [link for one in stated if (link := _stated_link(record.id, one))]
            continue
        found, wrong = _of_record(document, record, targets)
        links += [link for one in found if (link := _stated_link(record.id, one))]
        problems += wrong
        if sound is not None and entry is not None and not wrong:
            sound[document.path] = replace(entry, references=tuple(found))
    return list(dict.fromkeys(links)), problems


def _stated_link(id: str, stated: StatedReference) -> Link | None:
    """The link to another record; none to the record itself, and none for a citation, whose source is listed."""
    value, _, role, place = stated
    target, _, item = value.partition("#")
    return Link(id, target, role, item, place) if role and target != id else None


def _of_record(document: Document, record: Record, targets: _Targets) -> tuple[list[StatedReference], list[Problem]]:
    """The references of one record that lead somewhere, and what is wrong with the others."""
    good: list[StatedReference] = []
    return good, some(_wrong_references(document, record, targets, good))


def _wrong_references(
    document: Document, record: Record, targets: _Targets, good: list[StatedReference]
) -> Iterator[Problem]:
    yield from _twice(document, record)
    for slot, location, value in references(record):
        problem = targets.check(document, location, value, slot.marker.types)
        if problem:
            yield problem
        else:
            good.append(_state(value, slot.marker.types, slot.marker.role, location))
    yield from _wrong_in_prose(document, record, targets, good)


def _twice(document: Document, record: Record) -> Iterator[Problem]:
    """Entries and terms that a list names twice, and that a page would show twice."""
    seen: set[tuple[Location, str]] = set()
    for _, location, value in (*references(record), *terms(record)):
        if isinstance(location[-1], int):
            if (location[:-1], value) in seen:
                message = f'"{value}" stands twice in this list; once is enough'
                yield document.problem(location, message, "duplicate-id", "warning")
            seen.add((location[:-1], value))


def _state(value: str, types: tuple[str, ...], role: str, location: Location) -> StatedReference:
    return value, _written(types), role, ".".join(map(str, location))


@cache
def _written(types: tuple[str, ...]) -> str:
    return "".join(f"{name} " for name in types)


def _wrong_in_prose(
    document: Document, record: Record, targets: _Targets, good: list[StatedReference]
) -> Iterator[Problem]:
    listed = set(cited_sources(record))
    lines: dict[str, int] = {}

    def on_its_line(problem: Problem, location: Location, above: int) -> Problem:
        if location[0] != "body":
            return problem
        if not lines:
            lines.update(first_lines(document, record))
        return replace(problem, line=lines.get(str(location[1]), document.body_line) + above, field="text")

    texts = {str(location[1]): text for _, location, text in prose(record) if location[0] == "body"}
    headings = {section.key: section.heading for section in record.sections}
    apart = {(key, offset): words for key, offset, words in given_apart(texts, headings)}
    for (key, offset), message in apart.items():
        lost = document.problem(("body", key), message, "unknown-markdown", "warning")
        yield on_its_line(lost, ("body", key), texts[key].count("\n", 0, offset))
    for _, location, text in prose(record):
        for one in shown_otherwise(text):
            found = f' ("{one.found}")' if one.found else ""
            message = f"{one.what}{found} is shown otherwise than by other programs; {one.todo}"
            warning = document.problem(location, message, "unknown-markdown", "warning")
            yield on_its_line(warning, location, one.line)
        for mark in marks(text):
            if mark.kind == "unknown-markdown" and (str(location[-1]), mark.offset) in apart:
                continue
            problem = _mark_problem(document, location, mark.kind, mark.target, targets, listed)
            if problem and mark.kind == "image-in-prose":
                written = text[mark.offset :].partition("\n")[0]
                problem = replace(problem, message=f"{problem.message}. Found: {written[:_SHOWN]}")
            if problem is None:
                good.append(
                    _state(mark.target, ("source",), "", location)
                    if mark.kind == "citation"
                    else _state(mark.target, (), MENTION, location)
                )
                continue
            yield on_its_line(problem, location, text.count("\n", 0, mark.offset))


def first_lines(document: Document, record: Record) -> dict[str, int]:
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
    id = PurePosixPath(document.path).stem
    if kind == "picture":
        return _picture_problem(document, location, target, targets)
    own = f"{id}/{target}"
    instead = f"for the file beside this entry write {own}" if BESIDE.fullmatch(own) else _ELSEWHERE
    if kind == "image-in-prose":
        return document.problem(location, f"a picture found that {why_in_words(target, id)}", kind)
    messages = {
        "raw-html": f'HTML found ("{target.strip()}"); use Markdown, or put it between backticks to show it',
        "unknown-markdown": f"{target} found, which is not shown as meant; {_INSTEAD.get(target, _OTHERWISE)}",
        "bad-link": f'"{target}" is no usable address; {instead}',
    }
    return document.problem(location, messages[kind], kind, "warning" if kind == "unknown-markdown" else "error")


def _picture_problem(document: Document, location: Location, target: str, targets: _Targets) -> Problem | None:
    """What keeps a picture from being shown where it stands."""
    of, _, name = target.partition("#")
    id = PurePosixPath(document.path).stem
    if of != id:
        why = f'lies beside another entry ("{of}"); a text shows only its own: link to it without the !'
    elif location[0] != "body" and len(location) > 1:
        why = "this field can't show; put it into one of the entry's longer texts, or link to it without the !"
    else:
        return targets.check(document, location, target, ())
    return document.problem(location, f'a picture found ("{name}") that {why}', "image-in-prose")


_SHOWN = 80
"""Characters of a picture that a message shows."""
_ELSEWHERE = "link to an entry with [[id]], elsewhere with https://…"
_INSTEAD = {
    "a formula": "write it in words, or between backticks to show its signs",
    "attributes": "delete what stands between the braces, or put it between backticks to show it",
    "an abbreviation": "write it out, or make a definition for it",
    "a tab": "use headings",
    "a piece of another file": "put the text itself here",
    "several sources in one pair of brackets": "write a pair for each: [@one] [@other]",
    "words before the source of a citation": "put them before the bracket: see [@source, p. 3]",
    "a link or a citation over two lines": "write it on one line",
    "a box of another program": "write !!! note, and its text below, indented by four blanks",
    "the name of an emoji": "put the sign itself here, or leave it out",
    "an address with signs of emphasis": "put it between < and >",
    "a diagram": "say in words or in a table what it shows",
}
_OTHERWISE = "write it below, as [^1]: text or [label]: https://…, or delete the brackets"


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
        self._items: dict[str, set[str]] = {}

    def _items_of(self, record: Record) -> set[str]:
        """What a reference may name inside an entry: its items, and the files beside it."""
        if record.id not in self._items:
            self._items[record.id] = {item for _, item, _ in record.items()} | {one.file for one in record.files}
        return self._items[record.id]

    def are_good(self, stated: Iterable[StatedReference]) -> bool:
        """Whether all of an entry's references lead somewhere; as `check` without words."""
        for value, types, _, _ in stated:
            target, _, item = value.partition("#")
            record = self._records.get(target)
            if record is None or (types and f"{record.type_name} " not in types):
                return False
            if item and item not in self._items_of(record):
                return False
        return True

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
        if item and item not in self._items_of(record):
            if "." in item:
                named = [one.file for one in record.files]
                hint = nearest(item, named) or f"; its files are {', '.join(named) or 'none'}"
                return document.problem(location, f'"{target}" has no file "{item}"{hint}', "missing-file")
            items = self._items_of(record)
            hint = nearest(item, items) or f"; its items are {', '.join(sorted(items)) or 'none'}"
            return document.problem(location, f'"{target}" has no item "{item}"{hint}', "dangling-reference")
        return None
