"""Take an entry back: all that it touches, and the change itself, done so that a kill does no harm.

What leads to the entry is named with file and line, never changed. What has been given out can't be called back: it is
looked for in `site/` and `dist/`, and named.
"""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap

from macros.bundles.container.atomic import replacing
from macros.giving.proposal import held
from macros.knowledge.graph import Graph
from macros.knowledge.links import first_lines
from macros.knowledge.markup import marks
from macros.load.document import Location
from macros.load.walk import Kind, walk_names
from macros.model.record import Record
from macros.model.registry import prose, references
from macros.model.settings import REDIRECTS_PATH
from macros.render.authored import authored_pages
from macros.render.page import address, second_path

_MOST_BYTES = 20_000_000
"""Of a file that was made and is looked into."""
_SITE, _RELEASES = "site", "dist"


class Place(NamedTuple):
    """A place in a file that leads to the entry."""

    path: str
    line: int
    field: str


@dataclass(frozen=True)
class Withdrawal:
    """All that an entry touches."""

    id: str
    path: str
    """Its file."""
    old: str
    """Its page as `data/redirects.yml` writes it: `practices/old-id`."""
    pages: tuple[str, ...]
    """Addresses of its page, and of its second page."""
    leading: tuple[Place, ...]
    """Where other entries, settings and pages lead to it: somebody has to change these."""
    linked_texts: tuple[str, ...]
    """Ids of entries whose texts its names link to it; these links go by themselves."""
    lists: tuple[str, ...]
    """Ids of lists of which it names a value: it leaves their pages by itself."""
    retired: tuple[str, ...]
    """Older pages that redirect to it."""
    files: tuple[str, ...] = ()
    """What lies in the folder beside it: its pictures and attachments."""
    published: tuple[str, ...] = ()
    """Addresses of those that its page shows."""


def withdrawal_of(graph: Graph, record: Record) -> Withdrawal:
    """What an entry touches in a library."""
    document = graph.library.documents[record.id]
    second = record.second_page()
    return Withdrawal(
        record.id,
        document.path,
        address(record).removesuffix(".html"),
        (address(record), *((second_path(record, second),) if second else ())),
        tuple(sorted({*_in_entries(graph, record.id), *_in_settings(graph, record.id), *_in_pages(graph, record.id)})),
        tuple(id for id, used in graph.used_terms.items() if record.id in used and id != record.id),
        tuple(facet.id for facet, _ in graph.tags(record)),
        tuple(old for old, target in graph.library.redirects.items() if target == record.id),
        tuple(_beside(graph.library.root, document.path)),
        tuple(place for one in graph.files(record.id) for place in one.addresses),
    )


def _beside(root: Path, path: str) -> Iterator[str]:
    """Whatever lies in the folder of an entry's files."""
    folder = path.rpartition(".")[0]
    for name, kind in walk_names(root / folder):
        if kind in (Kind.FILE, Kind.LINK) and name:
            yield f"{folder}/{name}"


def _in_entries(graph: Graph, id: str) -> Iterator[Place]:
    leading = {link.source for link in graph.links if link.target == id}
    for record in graph.records.values():
        if record.id not in leading:
            continue
        document = graph.library.documents[record.id]
        for _, location, value in references(record):
            if value.partition("#")[0] == id:
                yield _place(document.path, document.line_of(location), location)
        lines = first_lines(document, record) if document.body else {}
        for _, location, text in prose(record):
            for mark in marks(text):
                if mark.target.partition("#")[0] != id or mark.kind not in ("link", "citation"):
                    continue
                in_body = location[0] == "body"
                begin = lines.get(str(location[1]), document.body_line) if in_body else document.line_of(location)
                yield _place(document.path, begin + (text.count("\n", 0, mark.offset) if in_body else 0), location)


def _in_settings(graph: Graph, id: str) -> Iterator[Place]:
    """Where settings, gaps and packs name it; redirects are told apart."""
    for path, document in graph.library.extra.items():
        waiting: list[tuple[Location, Any]] = [((), document.data)] if path != REDIRECTS_PATH else []
        while waiting:
            location, value = waiting.pop()
            if isinstance(value, dict):
                waiting += [((*location, key), inner) for key, inner in value.items()]
            elif isinstance(value, list):
                waiting += [((*location, index), inner) for index, inner in enumerate(value)]
            elif isinstance(value, str) and value.partition("#")[0] == id and location[:1] != ("terms",):
                yield _place(path, document.line_of(location), location)


def _in_pages(graph: Graph, id: str) -> Iterator[Place]:
    """Where pages of maintainers name its file, its page, or its id in a macro."""
    named = re.compile(rf"(?<![\w-]){re.escape(id)}(?:\.md|\.yml|\.html)\b|[\"']{re.escape(id)}(?:#[a-z0-9-]+)?[\"']")
    for page in authored_pages(graph.library.root):
        path = f"docs/{page}"
        text = (graph.library.root / path).read_text("utf-8", errors="replace")
        for match in named.finditer(text):
            yield Place(path, text.count("\n", 0, match.start()) + 1, "-")


def _place(path: str, line: int, location: Location) -> Place:
    return Place(path, line, "text" if location[0] == "body" else ".".join(map(str, location)))


def redirects_after(text: str, one: Withdrawal, day: datetime.date, target: str | None, *, page: bool = True) -> str:
    """The text of `data/redirects.yml` once the entry is gone; comments and order stay.

    Args:
        text: the file, known to be sound; empty where there is none.
        one: the entry.
        day: of the withdrawal.
        target: id of the entry that takes its place; None for a page that only says when it was withdrawn. Older pages
            that led to the entry go the same way.
        page: whether anything stands at these addresses afterwards.
    """
    yaml = YAML()
    yaml.width = 4096
    yaml.preserve_quotes = True
    yaml.representer.ignore_aliases = lambda *_: True
    found = yaml.load(text)
    data = found if isinstance(found, CommentedMap) else CommentedMap()
    for old in (one.old, *one.retired):
        for part in ("redirects", "withdrawn"):
            if isinstance(data.get(part), CommentedMap):
                data[part].pop(old, None)
        if page:
            _part(data, "redirects" if target else "withdrawn")[old] = target or day
    out = io.StringIO()
    yaml.dump(data, out)
    return out.getvalue()


def _part(data: CommentedMap, name: str) -> CommentedMap:
    """A part of the file, with a line for each page: an empty `{}` is no place to add to."""
    part = data.get(name)
    if not isinstance(part, CommentedMap) or not part:
        data[name] = part = CommentedMap()
    return part


def carry_out(root: Path, one: Withdrawal, day: datetime.date, target: str | None, *, page: bool) -> None:
    """Write `data/redirects.yml`, then delete the files beside the entry, then its own: after a kill in between, the
    same call finishes.

    Args:
        root: the project.
        one: what is withdrawn.
        day: of the withdrawal.
        target: see `redirects_after`.
        page: whether anything stands at its address afterwards.

    Raises:
        OSError: when nothing can be written; then nothing was changed.
    """
    redirects = root / REDIRECTS_PATH
    with held(redirects.parent):
        before = redirects.read_text("utf-8") if redirects.exists() else ""
        if page or one.retired:
            with replacing(redirects) as file:
                file.write(redirects_after(before, one, day, target, page=page).encode())
        for path in one.files:
            (root / path).unlink(missing_ok=True)
        for folder in sorted({(root / path).parent for path in one.files}, reverse=True):
            with suppress(OSError):  # something else lies there
                folder.rmdir()
        (root / one.path).unlink(missing_ok=True)


def made_with(root: Path, one: Withdrawal) -> tuple[list[str], list[str]]:
    """Files that were made and hold the entry: of the site, and of releases, which may have been given out.

    Returns:
        Paths below the project; pages of the site are left out but for the entry's own.
    """
    word = re.compile(rb"(?<![\w-])" + re.escape(one.id.encode()) + rb"(?![\w-])")
    site = [
        path
        for path in _files(root / _SITE)
        if path.suffix != ".html" and path.suffix not in (".js", ".zip", ".ctdelta") and _holds(path, word)
    ]
    own = [root / _SITE / page for page in (*one.pages, *one.published) if (root / _SITE / page).is_file()]
    given = [path for path in _files(root / _RELEASES) if path.suffix == ".zip" and _packed_holds(path, one)]
    stems = tuple(path.stem for path in given)
    alike = (
        [path for path in _files(root / _RELEASES) if path not in given and path.name.startswith(stems)]
        if stems
        else []
    )
    found = [[path.relative_to(root).as_posix() for path in paths] for paths in ((*own, *site), (*given, *alike))]
    return found[0], sorted(found[1])


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def _holds(path: Path, word: re.Pattern[bytes]) -> bool:
    return path.stat().st_size <= _MOST_BYTES and bool(word.search(path.read_bytes()))


def _packed_holds(path: Path, one: Withdrawal) -> bool:
    """Whether a pack holds the page of the entry."""
    try:
        with zipfile.ZipFile(path) as archive:
            return any(name.endswith(one.pages) for name in archive.namelist())
    except (OSError, zipfile.BadZipFile):
        return True
