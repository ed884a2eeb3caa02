"""A library beside what it was when a proposal began: which entries are new, changed, removed, and what follows.

The earlier library is read from Git's objects into a folder that is removed again. Nothing of it is run, and neither is
any page or template.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from macros.knowledge.checks import check_connected
from macros.knowledge.duplicates import duplicate_pairs
from macros.knowledge.facets import Facet
from macros.knowledge.graph import USES_TERM, Graph, fold
from macros.load.text import MAX_BYTES
from macros.model.record import Record
from macros.model.registry import record_types
from macros.model.sound import SoundEntry
from macros.problems import Problem
from macros.render.page import address
from macros.review.content import is_content, is_entry, why_no_path
from macros.review.facts import EntryChange, Kind, Named, Report
from macros.review.git import FILE, PROGRAM, contents, files_of

Crossing = tuple[str, str, str]
"""A map of the evidence: a type, and the lists of its rows and its columns."""


@dataclass(frozen=True)
class Proposal:
    """What is compared."""

    commit: str
    """Where it began."""
    files: frozenset[str]
    """What differs from there, relative to the project's folder."""
    crossings: tuple[Crossing, ...]
    """The maps of the evidence that pages show."""


def report(
    root: Path, now: Graph | None, proposal: Proposal, problems: list[Problem], sound: Mapping[str, SoundEntry]
) -> Report:
    """What a proposal changes.

    Args:
        root: the project's folder.
        now: the library with the proposal; None where it can't be read as a whole.
        proposal: what differs, from where.
        problems: what is wrong now.
        sound: what earlier checks found sound; read, not changed.

    Raises:
        GitError: where the earlier library can't be read.
    """
    entries = sorted(path for path in proposal.files if is_entry(path))
    settings = sorted(path for path in proposal.files if is_content(path) and not is_entry(path))
    code = sorted(path for path in proposal.files if not is_content(path))
    before = _library_at(root, proposal.commit, now, sound) if now else None
    found: list[EntryChange]
    if now is None or before is None:
        known = {blob.path for blob in files_of(root, proposal.commit, _FOLDERS)}
        kinds = {path: _kind(root, path, path in known) for path in entries}
        found = [EntryChange(path, kind, "", PurePosixPath(path).stem, "") for path, kind in kinds.items()]
    else:
        found = list(_changes(before, now, entries, proposal.crossings))
    return Report(tuple(found), tuple(settings), tuple(code), tuple(problems), before is not None)


_FOLDERS = ("data", "docs")


def _kind(root: Path, path: str, known: bool) -> Kind:
    return ("changed" if known else "new") if (root / path).exists() else "removed"


def _library_at(root: Path, commit: str, now: Graph, sound: Mapping[str, SoundEntry]) -> Graph | None:
    """The library as a commit holds it, judged on the same day; None where it can't be read."""
    wanted = [
        blob
        for blob in files_of(root, commit, _FOLDERS)
        if blob.mode in (FILE, PROGRAM) and blob.size <= MAX_BYTES and not why_no_path(blob.path)
        and (is_entry(blob.path) or blob.path.startswith("data/") or blob.path.endswith("/index.md"))
    ]  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        for blob, content in contents(root, wanted):
            place = Path(folder, blob.path)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)
        library, links, _ = check_connected(Path(folder), dict(sound))
        return Graph(library, now.today, links) if library else None


def _changes(before: Graph, now: Graph, paths: list[str], crossings: tuple[Crossing, ...]) -> Iterator[EntryChange]:
    filled = _filled(before, now, crossings)
    alike: dict[str, list[str]] = {}
    for first, second, _ in duplicate_pairs(now.library):
        alike.setdefault(first, []).append(second)
        alike.setdefault(second, []).append(first)
    for ids in _same_titles(now).values():
        for id in ids:
            alike.setdefault(id, []).extend(other for other in ids if other != id)
    changed = {PurePosixPath(path).stem for path in paths}
    for path in paths:
        id = PurePosixPath(path).stem
        old, new = before.records.get(id), now.records.get(id)
        graph, record = (now, new) if new else (before, old)
        if record is None:
            kind: Kind = "new"
            yield EntryChange(path, kind, "", id, "")
            continue
        kind = "changed" if old and new else "new" if new else "removed"
        yield EntryChange(
            path,
            kind,
            graph.kinds.label(record.type_name),
            record.title,
            address(record) if new else _redirect(now, record),
            tuple(_differing(old, new)) if old and new else (),
            tuple(_leading(graph, id)),
            tuple(_newly(before, now, id, changed)) if new else (),
            tuple(filled.get(id, ())),
            tuple(_name(now, other) for other in dict.fromkeys(alike.get(id, ()))),
        )


def _same_titles(graph: Graph) -> dict[str, list[str]]:
    """Ids of entries of any type by a title that several have: who asks the search for it finds all of them."""
    found: dict[str, list[str]] = {}
    for record in graph.records.values():
        found.setdefault(fold(record.title), []).append(record.id)
    return {title: ids for title, ids in found.items() if len(ids) > 1}


def _redirect(now: Graph, record: Record) -> str:
    """The page that the address of a removed entry leads on to; empty where it leads nowhere."""
    target = now.records.get(now.library.redirects.get(address(record).removesuffix(".html"), ""))
    return address(target) if target else ""


def _differing(old: Record, new: Record) -> Iterator[str]:
    """Fields and sections that two versions of an entry don't share."""
    was, now = old.model_dump(), new.model_dump()
    yield from (name for name in dict.fromkeys([*was, *now]) if name != "body" and was.get(name) != now.get(name))
    headings = {section.key: section.heading for section in type(new).sections}
    for key in dict.fromkeys([*old.body, *new.body]):
        if old.body.get(key) != new.body.get(key):
            yield headings.get(key, key)


def _leading(graph: Graph, id: str) -> Iterator[Named]:
    for backlinks in graph.backlinks(id).values():
        yield from (_name(graph, backlink.record.id) for backlink in backlinks)


def _newly(before: Graph, now: Graph, id: str, changed: set[str]) -> Iterator[Named]:
    """Entries that nobody touched and whose text now holds a name of a definition, as a link."""
    for backlinks in now.backlinks(id).values():
        for backlink in backlinks:
            source = backlink.record.id
            if USES_TERM in backlink.roles and source not in changed and id not in before.used_terms.get(source, ()):
                yield _name(now, source)


def _name(graph: Graph, id: str) -> Named:
    return Named(graph.records[id].title, graph.library.documents[id].path)


def _filled(before: Graph, now: Graph, crossings: tuple[Crossing, ...]) -> dict[str, list[str]]:
    """Crossings where an entry stands now and none stood before, by entry."""
    found: dict[str, list[str]] = {}
    for type_name, rows, columns in crossings:
        if type_name not in record_types() or not {rows, columns} <= set(now.facets):
            continue
        taken = set(_cells(before, type_name, rows, columns))
        facets = now.facets[rows], now.facets[columns]
        for cell, ids in _cells(now, type_name, rows, columns).items():
            if cell not in taken:
                words = " × ".join(facet.label(value) for facet, value in zip(facets, cell, strict=True))
                for id in ids:
                    found.setdefault(id, []).append(words)
    return found


def _cells(graph: Graph, type_name: str, rows: str, columns: str) -> dict[tuple[str, str], list[str]]:
    facets: list[Facet] = [graph.facets[name] for name in (rows, columns) if name in graph.facets]
    found: dict[tuple[str, str], list[str]] = {}
    for record in graph.by_type[type_name] if len(facets) == 2 else ():
        for row in facets[0].values_of(record):
            for column in facets[1].values_of(record):
                found.setdefault((row, column), []).append(record.id)
    return found
