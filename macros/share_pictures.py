"""Pictures that services show beside a link to the site: one for each kind of page, with its name and the library's.

Belongs to the adapter: `macros/hooks.py` adds them to the site. They have no use in a copy without a network.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import cache

from PIL import Image, ImageDraw, ImageFont
from PIL.ImageFont import FreeTypeFont
from PIL.ImageFont import ImageFont as Bitmap

from macros.knowledge.graph import Graph
from macros.render.page import folder_of

FOLDER = "assets/img/share"
"""Where the pictures lie in the site."""
SITE = "site"
"""Name of the picture for pages of no kind."""
SIZE = 1200, 630
"""Width and height in pixels: what services ask for."""
_INK, _PAPER, _QUIET, _THREADS = "#12403c", "#ffffff", "#bcd7d1", ("#f2b544", "#7fd1c0")
"""The colours of `overrides/assets/img/thread.svg`."""
_FINER = 2
"""Times that it is drawn larger, for smooth lines."""
_COLOURS = 48
_LEFT, _LINES = 80, 2
_UNKNOWN = "\uffff"
"""A letter that no font has: what a font draws for it, it draws for each that it lacks."""


def share_picture(graph: Graph, path: str) -> str:
    """The picture of a page, by its address in the site."""
    folder = path.partition("/")[0]
    known = {folder_of(name) for name in graph.by_type}
    return f"{FOLDER}/{folder if '/' in path and folder in known else SITE}.png"


def share_pictures(graph: Graph) -> Iterator[tuple[str, bytes]]:
    """Address and content of each picture; the same for the same words."""
    yield f"{FOLDER}/{SITE}.png", _drawn(graph.settings.name, graph.settings.tagline)
    for name in graph.by_type:
        yield f"{FOLDER}/{folder_of(name)}.png", _drawn(graph.kinds.plural(name), graph.settings.name)


def _drawn(title: str, below: str) -> bytes:
    picture = _ground().copy()
    draw, high = ImageDraw.Draw(picture), picture.height
    _lines(draw, title, 84, high * 0.52, _PAPER)
    _lines(draw, below, 40, high * 0.72, _QUIET)
    small = picture.resize(SIZE, Image.Resampling.LANCZOS).quantize(_COLOURS, dither=Image.Dither.NONE)
    content = io.BytesIO()
    small.save(content, "PNG", optimize=True)
    return content.getvalue()


@cache
def _ground() -> Image.Image:
    """What stands behind the words: two threads that cross."""
    picture = Image.new("RGB", (SIZE[0] * _FINER, SIZE[1] * _FINER), _INK)
    for colour, upward in zip(_THREADS, (1, -1), strict=True):
        _thread(ImageDraw.Draw(picture), colour, upward)
    return picture


def _thread(draw: ImageDraw.ImageDraw, colour: str, upward: int) -> None:
    """One of the threads, over the whole width."""
    wide, high = (side * _FINER for side in SIZE)
    around = 8 * _FINER
    for across in range(-around, wide + around, 2):
        part = across / wide
        bend = 3 * part * part - 2 * part**3
        middle = high * (0.22 + upward * 0.1 * (2 * bend - 1))
        draw.ellipse((across - around, middle - around, across + around, middle + around), fill=colour)


def _lines(draw: ImageDraw.ImageDraw, words: str, size: int, top: float, colour: str) -> None:
    """Words on two lines at most; nothing where the font lacks a letter of them."""
    font = ImageFont.load_default(size * _FINER)
    if any(_lacks(font, letter) for letter in set(words) if not letter.isspace()):
        return
    most = (SIZE[0] - 2 * _LEFT) * _FINER
    lines = [""]
    for word in words.split():
        longer = f"{lines[-1]} {word}".strip()
        if draw.textlength(longer, font) <= most:
            lines[-1] = longer
        else:
            lines.append(word)
    if len(lines) > _LINES:
        lines[_LINES - 1] += " …"
    draw.text((_LEFT * _FINER, top), "\n".join(lines[:_LINES]), fill=colour, font=font, spacing=size * _FINER * 0.3)


def _lacks(font: FreeTypeFont | Bitmap, letter: str) -> bool:
    return bytes(font.getmask(letter)) == bytes(font.getmask(_UNKNOWN))
