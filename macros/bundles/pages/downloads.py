"""The page of the site that lists what readers can take."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from macros.bundles.container.manifest import SUMS
from macros.bundles.pages.authored_page import with_packs
from macros.bundles.pages.contents import PackContents
from macros.bundles.pages.packs import WHOLE
from macros.bundles.released import Release, ReleasedPack
from macros.bundles.signature import ENDING
from macros.bundles.update.make.standalone import PROGRAM
from macros.words import N_

OWN = N_("Collections")
"""Heading of packs that the community has defined itself."""
WORDS = {
    PROGRAM: N_("Program that checks copies and applies updates (needs Python)"),
    SUMS: N_("Checksums of all files"),
    SUMS + ENDING: N_("Signature of the checksums"),
}

FORMS = {
    ".docx": N_("In Word: one entry, with room for long texts, lists and links"),
    ".xlsx": N_("In Excel: one entry, with lists to choose from in each cell"),
    "-phone.xlsx": N_("For phones: a form for KoboToolbox or ODK; not to be filled in by itself"),
}
"""Ways to fill in a form, by how the names of their files end; in the order of the page."""


def downloads_page(contents: PackContents, release: Release, folder: str, public_keys: Sequence[str]) -> str:
    """The page about bundles with the list of files in it.

    Args:
        contents: what the files were made from.
        release: the files.
        folder: where the site has them.
        public_keys: of whoever signed them, then others that readers trust; none when nobody did.

    Raises:
        BundleError: when the page has no place for the list.
    """
    graph = contents.site.graph
    template = contents.site.env.get_template("bundles/packs.html")
    made = {"ZIM": any(one.zim for one in release.packs), "PDF": bool(release.printed)}
    html = template.render(
        missing=[name for name, some in made.items() if not some],
        lists=[(graph.words.gettext(heading), list(found)) for heading, found in groupby(release.packs, key=_heading)],
        printed=[(graph.records[id], file) for id, file in release.printed],
        forms=[
            (graph.words.gettext(words), [(graph.kinds.label(name.removesuffix(ending)), file) for name, file in found])
            for ending, words in FORMS.items()
            if (found := [(name, file) for name, file in release.forms if _ending(name) == ending])
        ],
        others=[(file, graph.words.gettext(WORDS[file.path])) for file in release.others],
        folder=folder,
        day=graph.today,
        version=contents.version,
        public_keys=public_keys,
    )
    return with_packs(contents.built.downloads, html)


def _ending(name: str) -> str:
    """Which way of filling in a form its file is for."""
    return max((ending for ending in FORMS if name.endswith(ending)), key=len, default="")


def _heading(one: ReleasedPack) -> str:
    return N_("Everything") if one.pack.id == WHOLE else one.pack.list or OWN
