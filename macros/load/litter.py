"""What operating systems and Git leave in folders that somebody looked at or copied; it carries no content."""

from __future__ import annotations

from pathlib import PurePath

FILES = frozenset({".DS_Store", ".directory", ".gitkeep", ".localized", ".nomedia", "Thumbs.db", "desktop.ini"})
"""Of macOS, KDE, Git and Android; of Windows the last two."""
FOLDERS = frozenset(
    {
        "__MACOSX", ".Trashes", ".fseventsd", ".Spotlight-V100", ".TemporaryItems", ".DocumentRevisions-V100",
        "System Volume Information", "$RECYCLE.BIN",
    }
)  # fmt: skip
"""Of macOS, and of Windows the last two; whatever is in them."""
BESIDE = "._"
"""How the file begins that macOS writes beside each file on a disk that is not its own (AppleDouble)."""


def is_litter(path: PurePath) -> bool:
    """Whether a file is nobody's content, by its name or that of a folder it lies in.

    Args:
        path: relative to the folder that is looked at.
    """
    return path.name in FILES or path.name.startswith(BESIDE) or any(part in FOLDERS for part in path.parts)
