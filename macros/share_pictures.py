"""Pictures that services show beside a link to the site: one for each kind of page, with its name and the library's.

Belongs to the adapter: `macros/hooks.py` adds them to the site. They have no use in a copy without a network.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import cache

from PIL import Image, ImageColor, ImageDraw, ImageFont
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
"""Times that threads are drawn larger, for smooth lines."""
_COLOURS = 32
_STEPS = 16
"""Shades of a colour between the ground and itself, for smooth letters."""
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
    high = picture.height
    _lines(picture, title, 84, high * 0.52, _PAPER)
    _lines(picture, below, 40, high * 0.72, _QUIET)
    content = io.BytesIO()
    picture.save(content, "PNG", optimize=True)
    return content.getvalue()


@cache
def _ground() -> Image.Image:
    """What stands behind the words, in few colours: two threads that cross."""
    picture = Image.new("RGB", (SIZE[0] * _FINER, SIZE[1] * _FINER), _INK)
    for colour, upward in zip(_THREADS, (1, -1), strict=True):
        _thread(ImageDraw.Draw(picture), colour, upward)
    small = picture.resize(SIZE, Image.Resampling.LANCZOS)
    return small.quantize(_COLOURS, dither=Image.Dither.NONE)


def _thread(draw: ImageDraw.ImageDraw, colour: str, upward: int) -> None:
    """One of the threads, over the whole width."""
    wide, high = (side * _FINER for side in SIZE)
    around = 8 * _FINER
    for across in range(-around, wide + around, 2):
        part = across / wide
        bend = 3 * part * part - 2 * part**3
        middle = high * (0.22 + upward * 0.1 * (2 * bend - 1))
        draw.ellipse((across - around, middle - around, across + around, middle + around), fill=colour)


def _lines(picture: Image.Image, words: str, size: int, top: float, colour: str) -> None:
    """Words on two lines at most; nothing where the font lacks a letter of them."""
    font = ImageFont.load_default(size)
    if any(_lacks(font, letter) for letter in set(words) if not letter.isspace()):
        return
    mask = Image.new("L", picture.size)
    draw = ImageDraw.Draw(mask)
    lines = [""]
    for word in words.split():
        longer = f"{lines[-1]} {word}".strip()
        if draw.textlength(longer, font) <= SIZE[0] - 2 * _LEFT:
            lines[-1] = longer
        else:
            lines.append(word)
    if len(lines) > _LINES:
        lines[_LINES - 1] += " …"
    draw.text((_LEFT, top), "\n".join(lines[:_LINES]), fill="white", font=font, spacing=size * 0.3)
    _print(picture, mask, colour)


def _print(picture: Image.Image, mask: Image.Image, colour: str) -> None:
    """Put a colour on a picture of few colours, as strong as a mask says, in steps that the palette gets for it."""
    palette = picture.getpalette() or []
    first = len(palette) // 3
    ground, ink = ImageColor.getrgb(_INK)[:3], ImageColor.getrgb(colour)[:3]
    for step in range(1, _STEPS + 1):
        palette += [round(a + (b - a) * step / _STEPS) for a, b in zip(ground, ink, strict=True)]
    steps = mask.point([round(strength * _STEPS / 255) for strength in range(256)])
    places = steps.point([max(0, first + step - 1) for step in range(256)])
    picture.putpalette(palette)
    picture.paste(places, mask=steps.point([255 * (step > 0) for step in range(256)]))


def _lacks(font: FreeTypeFont | Bitmap, letter: str) -> bool:
    return bytes(font.getmask(letter)) == bytes(font.getmask(_UNKNOWN))
