"""A picture drawn anew from its points, so that nothing is left of it but what it shows.

It is turned as it is meant to be seen, its colours become those of every screen (sRGB), and its longer side has no
more points than a page can show. Where it was taken, with what and by whom, what hides behind its end, and what only
looks like a picture are gone.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

from macros.load.clean.clean_file import PICTURES, CleanFile, RefusedFileError

LONGEST_SIDE = 1600
"""Points of the longer side of what is published: twice the width of a page's text."""
SAVED: dict[str, dict[str, Any]] = {
    "JPEG": {"quality": 82, "optimize": True, "progressive": True},
    "PNG": {"optimize": True},
    "WebP": {"quality": 88, "method": 4},
}
"""How each kind is written."""
_MODES = {
    "JPEG": ("L", "RGB"),
    "PNG": ("1", "L", "LA", "P", "RGB", "RGBA"),
    "WebP": ("RGB", "RGBA"),
}
"""How each kind can hold its points."""


def clean_picture(content: bytes, ending: str, most_pixels: int) -> CleanFile:
    """A picture without anything beside what it shows.

    Args:
        content: the file.
        ending: of its name, one of `PICTURES`.
        most_pixels: points that it may have before it is made smaller; more are not unpacked.

    Raises:
        RefusedFileError: when it is no such picture, moves, is too large, or is damaged.
    """
    from PIL import Image

    kind = PICTURES[ending]
    with warnings.catch_warnings(), _whole_ones():
        warnings.simplefilter("ignore")
        try:
            with Image.open(BytesIO(content), formats=[kind.upper()]) as opened:
                width, height = opened.size
                if width * height > most_pixels:
                    raise RefusedFileError(
                        f"has {width:,} × {height:,} points, more than {most_pixels:,} in all; make it smaller"
                    )
                if kind != "JPEG" and getattr(opened, "n_frames", 1) > 1:
                    raise RefusedFileError("is a moving picture; save one picture of it")
                return _drawn(opened, kind)
        except RefusedFileError:
            raise
        except Image.DecompressionBombError:
            raise RefusedFileError(f"has more than {most_pixels:,} points; make it smaller") from None
        except Exception as error:  # whatever a damaged file makes the library raise
            raise RefusedFileError(f"is no {kind} that can be read, or is damaged; save it anew") from error


@contextmanager
def _whole_ones() -> Iterator[None]:
    """Take no picture that is cut off, whatever another library has told Pillow to take."""
    from PIL import ImageFile

    before = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _drawn(opened: Any, kind: str) -> CleanFile:
    from PIL import Image, ImageOps

    if kind == "JPEG":
        opened.draft(opened.mode, (LONGEST_SIDE, LONGEST_SIDE))
    picture = _for_screens(ImageOps.exif_transpose(opened))
    if picture.mode not in _MODES[kind]:
        if picture.mode.startswith("I;16"):
            picture = picture.point(lambda shade: shade / 256).convert("L")
        elif picture.mode.startswith(("I", "F")):
            raise RefusedFileError("holds more than 256 shades of grey; save it with 8 bits for each colour")
        if picture.mode not in _MODES[kind]:
            picture = picture.convert("RGBA" if kind != "JPEG" and picture.has_transparency_data else "RGB")
    if max(picture.size) > LONGEST_SIDE:
        if picture.mode in ("1", "P"):
            picture = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
        picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    picture.info = {name: value for name, value in picture.info.items() if name == "transparency"}
    made = BytesIO()
    picture.save(made, kind.upper(), **SAVED[kind])
    return CleanFile(made.getvalue(), *picture.size)


def _for_screens(picture: Any) -> Any:
    """The picture in the colours that browsers take for granted; as it is, where its own can't be understood."""
    from PIL import ImageCms

    profile = picture.info.get("icc_profile")
    if not profile or picture.mode not in ("RGB", "CMYK"):
        return picture
    try:
        own = ImageCms.ImageCmsProfile(BytesIO(profile))
        return ImageCms.profileToProfile(picture, own, ImageCms.createProfile("sRGB"), outputMode="RGB") or picture
    except (ImageCms.PyCMSError, OSError):
        return picture
