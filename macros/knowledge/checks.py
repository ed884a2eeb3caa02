"""Everything that can be wrong with a project's content, from bytes to circles of references."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from macros.knowledge.duplicates import near_duplicates
from macros.knowledge.facets import ADDRESSES
from macros.knowledge.file_checks import hidden_data
from macros.knowledge.findings.accepted_checks import check_accepted
from macros.knowledge.gap_checks import check_gaps
from macros.knowledge.harm_checks import harm
from macros.knowledge.inside_checks import InsideFiles
from macros.knowledge.links import Link, find_links
from macros.knowledge.name_checks import shared_names
from macros.knowledge.pack_checks import check_packs
from macros.knowledge.step_checks import check_steps
from macros.model import vocabulary
from macros.model.entry_name import why_refused
from macros.model.library import Library, read_library
from macros.model.registry import record_types
from macros.model.settings import PATH, REDIRECTS_PATH
from macros.model.sound import SoundEntries
from macros.problems import Problem, errors, nearest

_VIEW = ("q", "sort", "directory", "view", "rows", "cols")
"""What addresses of the explorer say beside its filters."""


def check_connected(
    root: Path, sound: SoundEntries | None = None
) -> tuple[Library | None, tuple[Link, ...], list[Problem]]:
    """Read a project's records and report all that is wrong with each and between them.

    Args:
        root: the project's root.
        sound: what earlier runs have found sound; afterwards what this one has.

    Returns:
        The library, or None when the settings can't be read; its links, for the graph; every problem.
    """
    library, problems = read_library(root, sound)
    links: list[Link] = []
    if library is not None:
        unread = frozenset(PurePosixPath(problem.path).stem for problem in errors(problems)) - set(library.records)
        links, wrong = find_links(library, unread, sound)
        problems += [*wrong, *check_library(library, unread), *near_duplicates(library)]
        inside = InsideFiles(library, {} if sound is None else sound)
        problems += [*inside.problems(), *harm(library, sound, inside.used), *hidden_data(library)]
    return library, tuple(links), problems


def check_library(library: Library, unread: frozenset[str] = frozenset()) -> list[Problem]:
    """The checks that need several records at once, beyond single references.

    Args:
        library: every record that could be read.
        unread: ids of entries that could not; what leads to them is not called dangling.
    """
    known = unread | set(library.records)
    return [
        *_taken_addresses(library),
        *_circles(library),
        *_redirects(library, known),
        *_editors(library, known),
        *check_packs(library, known),
        *check_gaps(library, known),
        *check_accepted(library, known),
        *_taken_anchors(library),
        *shared_names(library),
        *check_steps(library),
    ]


def _taken_addresses(library: Library) -> Iterator[Problem]:
    """Lists that the explorer's addresses could not tell from something else."""
    for known in library.vocabularies.values():
        name = known.address or known.id
        if name in {*ADDRESSES.values(), *_VIEW}:
            message = f'"{name}" means something else in addresses of the explorer; give the list another "address"'
            path = f"{vocabulary.FOLDER}/{known.id}.yml"
            yield library.extra[path].problem(("address",), message, "bad-value")


def _circles(library: Library) -> Iterator[Problem]:
    for kind in (kind for kind in record_types().values() if kind.above):
        parents: dict[str, tuple[str, ...]] = {}
        for record in library.records.values():
            if record.type_name == kind.type_name:
                value = getattr(record, kind.above)
                parents[record.id] = value if isinstance(value, tuple) else (value,) if value else ()
        for circle in find_circles(parents):
            document = library.documents[circle[0]]
            path = " → ".join([*circle, circle[0]])
            yield document.problem((kind.above,), f"a circle: {path}; take one step out", "circular-reference")


def find_circles(parents: Mapping[str, tuple[str, ...]]) -> list[tuple[str, ...]]:
    """The circles that following parents leads into, each once, starting at its smallest id.

    Where circles share a step, mending one may bring the next to light. `graphlib` names one circle and stops; asked
    again after each, it takes minutes for what somebody can write in a few thousand entries.
    """
    done: set[str] = set()
    circles: set[tuple[str, ...]] = set()
    for start in sorted(parents):
        path: list[str] = []
        stack: list[tuple[str, Iterator[str]]] = []
        if start in done:
            continue
        path.append(start)
        stack.append((start, iter(parents[start])))
        while stack:
            node, rest = stack[-1]
            step = next(rest, None)
            if step is None:
                stack.pop()
                path.pop()
                done.add(node)
            elif step in path:
                circle = path[path.index(step) :]
                first = circle.index(min(circle))
                circles.add(tuple(circle[first:] + circle[:first]))
            elif step not in done and step in parents:
                path.append(step)
                stack.append((step, iter(parents[step])))
    return sorted(circles)


def _redirects(library: Library, known: frozenset[str]) -> Iterator[Problem]:
    document = library.extra.get(REDIRECTS_PATH)
    if document is None:
        return
    folders = {PurePosixPath(kind.folder).name for kind in record_types().values()}
    for part, pages in (("redirects", library.redirects), ("withdrawn", library.withdrawn)):
        for old in pages:
            folder, _, name = old.rpartition("/")
            message = ""
            if folder not in folders or why_refused(name) or name in known:
                message = f'"{old}" is no retired page; write folder/old-id of an entry that no longer exists'
            elif part == "withdrawn" and old in library.redirects:
                message = f'"{old}" also leads to "{library.redirects[old]}"; take one of the two out'
            if message and part == "withdrawn" and name in known:
                message += f", or withdraw it: commonthread withdraw {name} --write"
            if message:
                yield document.problem((part, old), message, "bad-redirect")
    for old, target in library.redirects.items():
        if target not in known:
            yield document.problem(("redirects", old), f'"{target}" leads nowhere', "dangling-reference")


def _editors(library: Library, known: frozenset[str]) -> Iterator[Problem]:
    if library.settings.editors not in known:
        message = f'"{library.settings.editors}" leads nowhere; name a group of data/groups/'
        yield library.extra[PATH].problem(("editors",), message, "dangling-reference")
    key = library.settings.key_term
    if key and key not in known:
        yield library.extra[PATH].problem(("key_term",), f'"{key}" leads nowhere', "dangling-reference")
    for index, id in enumerate(library.settings.featured):
        if id not in known:
            message = f'"{id}" is no entry of this library{nearest(id, known)}'
            yield library.extra[PATH].problem(("featured", index), message, "dangling-reference")
        elif id in library.settings.featured[:index]:
            yield library.extra[PATH].problem(("featured", index), f'"{id}" stands twice', "duplicate-id")


def _taken_anchors(library: Library) -> Iterator[Problem]:
    for record in library.records.values():
        for location, item, _ in record.items():
            if re.fullmatch(r"source-\d+", item):
                message = f'"{item}" is the anchor of a numbered source on every page; choose another id'
                yield library.documents[record.id].problem(location, message, "duplicate-id")
