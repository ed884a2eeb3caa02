"""Smaller copies of a picture that is published, for screens that show it small.

They are made of what is published, never of what was given, so they can say no more than it does.
"""

from __future__ import annotations

from io import BytesIO

from macros.load.clean.clean_file import PICTURES, ending_of
from macros.load.clean.picture import SAVED

WIDTHS = (400, 800)
"""Points across of the copies: for a small phone, and for the width of a page's text."""
_SMALL = 8_000
"""Bytes of a picture that needs no copies."""
_NEARLY = 1.25
"""How many times as wide as a copy a picture must be."""
_SAVES = 0.8
"""Most bytes of a copy, for each byte of the picture."""


def copies_of(content: bytes, name: str, width: int) -> dict[int, bytes]:
    """The copies that are worth having, by their width, the smallest first; the same picture gives the same bytes.

    Args:
        content: a picture as it is published.
        name: of the file.
        width: of the picture.
    """
    widths = [across for across in WIDTHS if across * _NEARLY <= width] if len(content) > _SMALL else []
    made = {across: copy_of(content, name, across) for across in widths}
    return {across: copy for across, copy in made.items() if len(copy) <= _SAVES * len(content)}


def copy_of(content: bytes, name: str, across: int) -> bytes:
    """A picture with so many points across; drawings of few colours keep few."""
    from PIL import Image

    kind = PICTURES[ending_of(name)]
    with Image.open(BytesIO(content), formats=[kind.upper()]) as opened:
        few = opened.mode in ("1", "P")
        picture = opened.convert("RGBA" if opened.has_transparency_data else "RGB") if few else opened
        high = max(1, round(opened.height * across / opened.width))
        picture = picture.resize((across, high), Image.Resampling.LANCZOS)
        if few:
            picture = picture.quantize(256, Image.Quantize.FASTOCTREE)
        picture.info = {name: value for name, value in picture.info.items() if name == "transparency"}
        made = BytesIO()
        picture.save(made, kind.upper(), **SAVED[kind])
    return made.getvalue()


def copy_name(name: str, across: int) -> str:
    """What a copy is called: `map.400w.png`, a name that no file beside an entry can have."""
    stem, _, ending = name.rpartition(".")
    return f"{stem}.{across}w.{ending}"
