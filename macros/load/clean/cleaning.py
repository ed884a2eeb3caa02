"""One file as it is published: by what it is, not by what its name says."""

from __future__ import annotations

from macros.load.clean.clean_file import PICTURES, CleanFile, RefusedFileError, ending_of
from macros.load.clean.office import clean_office
from macros.load.clean.pdf import clean_pdf
from macros.load.clean.picture import clean_picture
from macros.load.clean.table import clean_table

_BEGINS = (
    (b"\xff\xd8\xff", "a JPEG picture", (".jpg", ".jpeg")),
    (b"\x89PNG\r\n\x1a\n", "a PNG picture", (".png",)),
    (b"GIF8", "a GIF picture", ()),
    (b"RIFF", "a WebP picture", (".webp",)),
    (b"%PDF-", "a PDF", (".pdf",)),
    (b"PK\x03\x04", "a file of Word or Excel, or an archive", (".docx", ".xlsx")),
    (b"\xd0\xcf\x11\xe0", "a file of an older Office, or locked with a password", ()),
)
"""How files begin, what they are then, and the endings that fit."""
_HEIF = (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypavif")


def clean_file(content: bytes, name: str, most_pixels: int) -> CleanFile:
    """A file without what says who made it, where and with what; the same file always gives the same bytes.

    Args:
        content: its bytes.
        name: of the file, with an ending of `clean_file`.
        most_pixels: points that a picture may have.

    Raises:
        RefusedFileError: when it isn't what its name says, could do something by itself, or is damaged.
    """
    ending = ending_of(name)
    if not content:
        raise RefusedFileError("is empty")
    known = next(((what, fit) for begin, what, fit in _BEGINS if content.startswith(begin)), None)
    if known and ending not in known[1]:
        fitting = f"; call it {' or '.join(known[1])}" if known[1] else ""
        raise RefusedFileError(f"is called {ending}, and is {known[0]}{fitting}")
    if content[4:12] in _HEIF:
        raise RefusedFileError(f"is called {ending}, and is a picture of a newer kind (HEIC, AVIF); save it as .jpg")
    if ending in PICTURES:
        return clean_picture(content, ending, most_pixels)
    if ending == ".pdf":
        return clean_pdf(content)
    return clean_table(content) if ending == ".csv" else clean_office(content, ending)
