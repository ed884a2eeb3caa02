"""A pack as a ZIM file, which the readers of Kiwix open on a phone, a laptop or a school's server.

It holds the files of the HTML pack byte for byte, at the same addresses below its first page, so links, styles and
our own search work as they do there. libzim adds its indexes of titles and words; what it draws by chance is replaced
afterwards, so that the same content gives the same file.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.metadata
import os
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from macros.bundles.editions.extras import extra
from macros.bundles.editions.said import said
from macros.bundles.pages.contents import HOME, Inside, PackContents
from macros.bundles.pages.media_types import mimetype
from macros.bundles.pages.pack_page import AuthoredPage
from macros.bundles.pages.packs import WHOLE, Pack
from macros.model.languages import base_language
from macros.model.registry import record_types
from macros.render.own_pages import EXPLORER
from macros.render.page import anchor, folder_of
from macros.render.templates import plain

ILLUSTRATION = "thread-48.png"
"""The library's mark as Kiwix wants it: PNG, 48 by 48."""
MOST_TITLE, MOST_DESCRIPTION, MOST_LONG = 30, 80, 4000
"""Most characters of a title, a description and a long description, as openZIM's specification sets them."""
_XAPIAN = b"\x0f\x0dXapian Glass"
"""Begins the version block of a Xapian index; two bytes with its version follow, then 16 drawn by chance."""
_ID, _ID_PLACE, _CHECKSUM_PLACE = 16, 8, 72
"""Size of a file's id, where it stands in the header, and where the header says where the checksum stands."""


def write_zim(contents: PackContents, pack: Pack, target: Path, rights: str = "", inside: Inside | None = None) -> Path:
    """Write a pack as a ZIM file.

    Args:
        contents: makes the files of packs.
        pack: which one.
        target: the file; it takes its place when it is complete.
        rights: the licence of the content, in words.
        inside: what stands in the folder of its pages, when somebody has made it.

    Raises:
        ExtraMissingError: without the extra `zim`.
    """
    writer = extra("zim", "libzim.writer")
    items = extra("zim", "macros.bundles.editions.zim_items")
    inside = inside or contents.inside(pack)
    language = three_letters(_main_language(contents, pack))
    beside = target.with_name(f".{target.name}.new")
    beside.unlink(missing_ok=True)
    spoken = _spoken(contents, pack, inside)
    try:
        with _quiet(), writer.Creator(beside).config_indexing(True, language).config_nbworkers(1) as creator:
            creator.set_mainpath(HOME)
            for name, value in metadata(contents, pack, rights).items():
                creator.add_metadata(name, value)
            creator.add_illustration(48, contents.material(ILLUSTRATION))
            for path, content in sorted(inside.files.items()):
                article = inside.pages[path].article if path in inside.pages else ""
                title, words = said(article) if article else ("", "")
                text = items.PageText(title, words if path in spoken else "") if article else None
                creator.add_item(items.PackFile(path, mimetype(path), content, text))
        settle(beside)
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
    return target


def _spoken(contents: PackContents, pack: Pack, inside: Inside) -> set[str]:
    """The pages whose words the search knows: entries, and what maintainers have written about the library.

    A list says what entries say, often all at once, and would be found before them; it is found by its title.
    """
    lists = {"browse", *map(folder_of, record_types())}
    authored = (path for path, page in inside.pages.items() if isinstance(page, AuthoredPage))
    about = {path for path in authored if path.partition("/")[0] not in lists}
    return (contents.paths(pack) | about) - {HOME, EXPLORER}


def metadata(contents: PackContents, pack: Pack, rights: str = "") -> dict[str, str]:
    """Everything that openZIM's specification asks for, and what it recommends, without the illustration."""
    graph = contents.site.graph
    settings = graph.settings
    languages = Counter(graph.records[id].language for id in pack.ids)
    main = _main_language(contents, pack)
    codes = dict.fromkeys(three_letters(tag) for tag in (main, *sorted(languages)))
    whole = f"{settings.name}: {pack.title}"
    title = settings.name if pack.id == WHOLE else whole if len(whole) <= MOST_TITLE else pack.title
    about = plain(graph, pack.summary) or settings.tagline
    found = {
        "Name": f"{anchor(settings.name)}_{base_language(main)}_{pack.id}",
        "Title": cut(title, MOST_TITLE),
        "Description": cut(about, MOST_DESCRIPTION),
        "LongDescription": cut(f"{about} {settings.description}", MOST_LONG),
        "Language": ",".join(codes),
        "Creator": graph.records[settings.editors].title,
        "Publisher": settings.name,
        "Date": graph.today.isoformat(),
        "Flavour": "maxi",
        "Tags": "_category:other;_ftindex:yes;_pictures:yes;_videos:no;_details:yes",
        "Scraper": f"commonthread {importlib.metadata.version('common-thread')}",
        "Source": contents.online,
        "Relation": f"version {contents.version}",
        "License": rights,
    }
    return {name: value for name, value in found.items() if value}


def three_letters(tag: str) -> str:
    """The ISO 639-3 code of a BCP 47 tag, `ron` for `ro-MD`; `und` for a language without one.

    Raises:
        ExtraMissingError: without the extra `zim`.
    """
    try:
        return str(extra("zim", "langcodes").Language.get(tag).to_alpha3())
    except (LookupError, ValueError):
        return "und"


def cut(text: str, most: int) -> str:
    """A text of at most so many characters, cut at a word where there is one."""
    text = " ".join(text.split())
    if len(text) <= most:
        return text
    short = text[: most - 1]
    at_word = short.rpartition(" ")[0] if text[most - 1] != " " else short
    return (at_word or short).rstrip(",;:–- ") + "…"


def settle(path: Path) -> None:
    """Replace what libzim drew by chance by what the content says, and renew the checksum.

    That is the file's id, and an id in each of its two Xapian indexes. Each becomes a part of the checksum of the file
    without ids, so two files have the same id when they hold the same.

    Raises:
        ValueError: when it is no ZIM file of the kind libzim 9 writes.
    """
    data = bytearray(path.read_bytes())
    end = int.from_bytes(data[_CHECKSUM_PLACE : _CHECKSUM_PLACE + 8], "little")
    if data[:4] != b"ZIM\x04" or end != len(data) - _ID:
        raise ValueError(f"{path.name} is no ZIM file, or one of an unknown kind")
    places = [_ID_PLACE]
    places += [found.end() + 2 for found in re.finditer(re.escape(_XAPIAN), data)]
    for place in places:
        data[place : place + _ID] = bytes(_ID)
    id = hashlib.sha256(data[:end]).digest()[:_ID]
    for place in places:
        data[place : place + _ID] = id
    data[end:] = hashlib.md5(data[:end], usedforsecurity=False).digest()
    path.write_bytes(data)


def _main_language(contents: PackContents, pack: Pack) -> str:
    """The language of most entries; the site's where there are none, or as many."""
    graph = contents.site.graph
    counted = Counter(graph.records[id].language for id in pack.entries)
    return max(counted, key=lambda tag: (counted[tag], tag == graph.language, tag), default=graph.language)


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Keep what libzim writes to the standard output, whatever its setting, out of ours."""
    sys.stdout.flush()
    ours = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 1)
        yield
    finally:
        os.dup2(ours, 1)
        os.close(ours)
        os.close(nowhere)
