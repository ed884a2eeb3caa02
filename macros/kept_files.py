"""Pictures and attachments as they are published, kept from one build to the next in the project's cache.

Each lies in a file that is named after what it was made of: the bytes that were given, and all that made something of
them. It begins with its own checksum, so a damaged one is made anew. What a build hasn't asked for is forgotten.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from macros.bundles.sealed_files import SealedFiles
from macros.kept_entries import all_read_by
from macros.load.clean.cleaning import clean_file
from macros.load.clean.smaller import copy_of

FOLDER = "files"


class KeptFiles:
    """The files of one project."""

    def __init__(self, cache: Path | None) -> None:
        """Open nothing yet.

        Args:
            cache: the project's; None keeps nothing.
        """
        self._kept = SealedFiles(cache / FOLDER if cache else None)

    def __repr__(self) -> str:
        return f"<KeptFiles of {self._kept!r}>"

    def published(self, place: Path, most_pixels: int, across: int = 0) -> bytes:
        """A file as it is published.

        Args:
            place: where it lies as it was given; the check has found it sound.
            most_pixels: points that a picture may have.
            across: points across of a smaller copy of it; 0 for itself.

        Raises:
            RefusedFileError: when it has changed since the check, and may not be published any more.
            OSError: when it is gone.
        """
        given = place.read_bytes()
        name = hashlib.sha256(f"{all_read_by()} {place.suffix} {most_pixels} {across} ".encode() + given).hexdigest()
        content = self._kept.find(name)
        if content is None:
            if across:
                content = copy_of(self.published(place, most_pixels), place.name, across)
            else:
                content = clean_file(given, place.name, most_pixels).content
            self._kept.keep(name, content)
        return content

    def forget_others(self) -> None:
        """Forget what nobody has asked for; does without where it can't."""
        self._kept.forget_others()
