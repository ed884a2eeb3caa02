"""`commonthread bundle --pick` and `--query`: a pack of entries that somebody names or looks for, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from macros.bundles.container.manifest import SUMS
from macros.bundles.picked import PICKED, checksums_with, make_picked, picked_pack
from macros.bundles.released import ReleasedPack
from macros.bundles.signature import ENDING, Signer
from macros.cli.built_contents import built_contents
from macros.cli.disk import in_words
from macros.cli.library import need_library
from macros.cli.lock import sole_build
from macros.cli.place import place_for
from macros.cli.search import searcher_of
from macros.cli.swap import making
from macros.model.library import Library
from macros.problems import nearest

MOST_PICKED = 200
"""Entries that may be named; whoever wants more makes a pack in `data/site.yml`, or takes the whole library."""
MOST_FOUND = 30
"""Entries that a query takes, unless it is told otherwise: the best ones."""


@dataclass(frozen=True)
class Asked:
    """What somebody wants in a pack of their own."""

    ids: tuple[str, ...] = ()
    query: str = ""
    limit: int = MOST_FOUND
    title: str = ""


def pick(root: Path, today: str | None, asked: Asked, online: str, signer: Signer | None, dist: Path) -> ReleasedPack:
    """Make the pack and the single file of chosen entries, in a folder beside the bundles.

    Args:
        root: the project's folder.
        today: the day to build for.
        asked: which entries.
        online: address of the site on the web.
        signer: signs them, when there is one.
        dist: folder of the bundles, as the caller wrote it; everything else in it stays as it is.

    Returns:
        The files in that folder.

    Raises:
        ClickException: when no entry is chosen, or too many are.
        BundleError: when they can't be packed.
        OSError: when they can't be written; `in_words` says how.
    """
    target = place_for(root, dist / PICKED, SUMS)
    library = need_library(root)
    ids, title = _named(library, asked) if asked.ids else _found(root, today, library, asked)
    with in_words(), sole_build(target) as alone, making(target, alone=alone) as beside:
        contents = built_contents(root, today, beside / "site", online)
        pack = picked_pack(contents.site.graph, ids, asked.title or title)
        made = make_picked(contents, beside / PICKED, pack, signer)
        target.mkdir(parents=True, exist_ok=True)
        sums = checksums_with(target, made.files)
        (beside / SUMS).write_bytes(sums)
        (target / (SUMS + ENDING)).unlink(missing_ok=True)
        for file in made.files:
            (beside / PICKED / file.path).replace(target / file.path)
        (beside / SUMS).replace(target / SUMS)
        if signer:
            (target / (SUMS + ENDING)).write_bytes(
                signer.sign(sums, f"{library.settings.name}, checksums of own packs")
            )
    return made


def _named(library: Library, asked: Asked) -> tuple[list[str], str]:
    """The entries that somebody named, each once, and what a pack of them is called."""
    moved = {page.rpartition("/")[2]: id for page, id in library.redirects.items()}
    ids = list(dict.fromkeys(id if id in library.records else moved.get(id, id) for id in asked.ids))
    unknown = [f'there is no entry "{id}"{nearest(id, library.records)}' for id in ids if id not in library.records]
    if unknown:
        raise click.ClickException("\n".join(unknown))
    if len(ids) > MOST_PICKED:
        raise click.ClickException(
            f"{len(ids)} entries are named, {MOST_PICKED} at most go into a pack of one's own; "
            "take fewer, or make a pack in data/site.yml"
        )
    return ids, _title(library, ids)


def _title(library: Library, ids: Sequence[str]) -> str:
    first, more = library.records[ids[0]].title, len(ids) - 1
    further = library.words.gettext("and %(number)s more") % {"number": more}
    return f"{first} {further}" if more else first


def _found(root: Path, today: str | None, library: Library, asked: Asked) -> tuple[list[str], str]:
    """The best answers of the site's search, and what a pack of them is called."""
    searcher = searcher_of(root, today)
    answer = searcher.answer(asked.query)
    entries = (searcher.index.entries[hit.page].id for hit in answer.hits)
    ids = list(dict.fromkeys(id for id in entries if id in library.records))
    if not ids:
        raise click.ClickException(f"the search finds no entry for “{asked.query}”; try fewer or other words")
    taken = ids[: asked.limit]
    click.echo(_told(library, ids, taken), err=True)
    return taken, f"“{' '.join(asked.query.split())}”"


def _told(library: Library, ids: Sequence[str], taken: Iterable[str]) -> str:
    rows = [f"  {id}: {library.records[id].title}" for id in taken]
    more = f", the best {len(rows)} are taken (--limit)" if len(rows) < len(ids) else ""
    return "\n".join((f"{len(ids)} found{more}:", *rows))
