"""What cleaning a file gives, and the kinds of file that an entry may carry."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

PICTURES = MappingProxyType({".jpeg": "JPEG", ".jpg": "JPEG", ".png": "PNG", ".webp": "WebP"})
"""Pictures by ending, as readers call them. No SVG, which can hold a program; no GIF, which a PNG shows as well."""
ATTACHMENTS = MappingProxyType({".csv": "CSV", ".docx": "Word", ".pdf": "PDF", ".xlsx": "Excel"})
"""Files to take away."""
NAME_PATTERN = r"^[a-z0-9]+(?:[-_][a-z0-9]+)*\.(?:jpe?g|png|webp|csv|docx|pdf|xlsx)$"
"""Names that every computer, address and citation can hold."""
LONGEST_NAME = 60
"""Characters of a name."""


class RefusedFileError(ValueError):
    """A file that may not be published; says why, as what follows its name."""


@dataclass(frozen=True)
class CleanFile:
    """A file as it is published."""

    content: bytes
    width: int = 0
    """Pixels of a picture."""
    height: int = 0


def ending_of(name: str) -> str:
    """The ending of a name, in small letters, with the point; empty for none."""
    _, point, ending = name.rpartition(".")
    return f".{ending.lower()}" if point else ""


def is_picture(name: str) -> bool:
    """Whether a name is that of a picture."""
    return ending_of(name) in PICTURES


def kind_of(name: str) -> str:
    """What readers call such a file: `PDF`."""
    ending = ending_of(name)
    return PICTURES.get(ending) or ATTACHMENTS[ending]
