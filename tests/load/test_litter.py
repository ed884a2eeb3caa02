"""What systems leave behind is nobody's content; everything else is somebody's."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from macros.load.litter import is_litter


@pytest.mark.parametrize(
    "path",
    [
        *(f"docs/{name}" for name in (".DS_Store", ".directory", ".gitkeep", ".localized", ".nomedia")),
        *("docs/Thumbs.db", "docs/desktop.ini", "docs/._map.png"),
        *("__MACOSX/docs/map.png", ".Trashes/501/a.yml", ".fseventsd/fseventsd-uuid", ".Spotlight-V100/Store-V2/a"),
        *(".TemporaryItems/folders.501/a", ".DocumentRevisions-V100/db-V1/a"),
        *("System Volume Information/IndexerVolumeGuid", "$RECYCLE.BIN/S-1-5-21/desktop.ini"),
    ],
)
def test_what_systems_leave_is_litter(path: str) -> None:
    """By its name, or by that of a folder somewhere above it."""
    assert is_litter(PurePosixPath(path))


@pytest.mark.parametrize("path", ["docs/DS_Store", "docs/a._b.png", "docs/desktop.ini.md", "Trashes/a.yml", "docs/.x"])
def test_what_only_looks_like_it_is_not(path: str) -> None:
    """A page with such a name would be missing without a word."""
    assert not is_litter(PurePosixPath(path))
