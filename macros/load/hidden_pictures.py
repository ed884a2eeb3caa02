"""What pictures hold beside the picture: where, with which camera and by whom they were made.

Reads the data that cameras and programs put into JPEG, PNG, WebP and GIF: EXIF, XMP, IPTC and the texts of PNG. The
picture itself is never decoded.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any, Literal, NamedTuple

About = Literal["the place", "the camera", "the maker"]
ENDINGS = (".gif", ".jpeg", ".jpg", ".png", ".webp")
_CAMERA_IFD, _GPS_IFD = 0x8769, 0x8825
_MAKERS = {0x013B: "EXIF Artist", 0x8298: "EXIF Copyright", 0x9C9D: "EXIF Author"}
_CAMERAS = {0xA430: "EXIF owner of the camera", 0xA431: "EXIF number of the camera", 0xA435: "EXIF number of the lens"}
_IPTC: dict[tuple[int, int], tuple[About, str]] = {
    (2, 80): ("the maker", "IPTC By-line"),
    (2, 26): ("the place", "IPTC Location"),
    (2, 90): ("the place", "IPTC City"),
    (2, 92): ("the place", "IPTC Sub-location"),
}
_XMP_PLACE = re.compile(
    rb"(?:exif:GPSL(?:atitude|ongitude)|photoshop:City|Iptc4xmpCore:Location|Iptc4xmpExt:Sublocation)"
    rb"(?:=[\"']([^\"']{1,200})|>\s*([^<]{1,200}))"
)
_XMP_MAKER = re.compile(
    rb"(?:dc:creator>\s*<rdf:Seq>\s*<rdf:li[^>]{0,80}>([^<]{1,200})|"
    rb"(?:aux:OwnerName|aux:SerialNumber|photoshop:AuthorsPosition|tiff:Artist)=[\"']([^\"']{1,200}))"
)
_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_TEXTS = {b"tEXt", b"zTXt", b"iTXt"}
_PNG_MAKERS = ("author", "artist", "creator", "copyright")
_MOST_TEXT = 1_000_000


class Hidden(NamedTuple):
    """Something that a file says beside what it shows."""

    about: About
    where: str
    """The name of the datum, as programs call it: `EXIF Artist`."""
    value: str
    """What it says; never to be published in a message as it is."""


def hidden_in_picture(content: bytes) -> Iterator[Hidden]:
    """What a picture holds of its place, its camera and its maker.

    Raises:
        ValueError: when it is no picture that can be looked into.
    """
    from PIL import Image, IptcImagePlugin

    try:
        with Image.open(BytesIO(content)) as picture:
            yield from _in_exif(picture.getexif())
            for key in ("xmp", "XML:com.adobe.xmp"):
                said = picture.info.get(key, b"")
                yield from _in_xmp(said if isinstance(said, bytes) else str(said).encode())
            iptc: dict[tuple[int, int], Any] = IptcImagePlugin.getiptcinfo(picture) or {}
    except (OSError, SyntaxError, Image.DecompressionBombError, struct.error) as error:
        raise ValueError(f"{type(error).__name__}") from None
    for number, (about, name) in _IPTC.items():
        value = iptc.get(number)
        first = value[0] if isinstance(value, list) and value else value
        if isinstance(first, bytes) and first.strip():
            yield Hidden(about, name, first.decode("utf-8", "replace"))
    if content.startswith(_PNG):
        yield from _in_png(content)


def _in_exif(exif: object) -> Iterator[Hidden]:
    from PIL import Image

    assert isinstance(exif, Image.Exif)
    for tag, name in _MAKERS.items():
        yield from _said("the maker", name, exif.get(tag))
    camera = exif.get_ifd(_CAMERA_IFD)
    for tag, name in _CAMERAS.items():
        yield from _said("the camera", name, camera.get(tag))
    place = exif.get_ifd(_GPS_IFD)
    if 2 in place or 4 in place:
        yield Hidden("the place", "EXIF GPS", f"{place.get(2)} {place.get(4)}")


def _said(about: About, name: str, value: object) -> Iterator[Hidden]:
    text = (
        value.decode("utf-16-le" if name.endswith("Author") else "utf-8", "replace")
        if isinstance(value, bytes)
        else str(value or "")
    )
    if text.strip("\0 "):
        yield Hidden(about, name, text.strip("\0 "))


def _in_xmp(said: bytes) -> Iterator[Hidden]:
    for match in _XMP_PLACE.finditer(said):
        yield Hidden("the place", "XMP place", (match[1] or match[2]).decode("utf-8", "replace"))
    for match in _XMP_MAKER.finditer(said):
        yield Hidden("the maker", "XMP creator", (match[1] or match[2]).decode("utf-8", "replace"))


def _in_png(content: bytes) -> Iterator[Hidden]:
    """The texts of a PNG, also those behind the picture, which readers of pictures come to last."""
    from PIL import Image

    at = len(_PNG)
    while at + 8 <= len(content):
        length, kind = struct.unpack_from(">I4s", content, at)
        data = content[at + 8 : at + 8 + length]
        at += length + 12
        if kind == b"eXIf":
            exif = Image.Exif()
            try:
                exif.load(data)
            except (OSError, SyntaxError, struct.error):
                continue
            yield from _in_exif(exif)
        elif kind in _PNG_TEXTS:
            name, _, rest = data.partition(b"\0")
            text = _png_text(kind, rest)
            yield from _in_xmp(text)
            if name.decode("latin-1").casefold() in _PNG_MAKERS:
                yield from _said("the maker", f"PNG {name.decode('latin-1')}", text)


def _png_text(kind: bytes, rest: bytes) -> bytes:
    if kind == b"iTXt":
        packed, _, rest = rest[:1], rest[1:2], rest[2:]
        rest = rest.split(b"\0", 2)[-1]
    else:
        packed, rest = (b"\1", rest[1:]) if kind == b"zTXt" else (b"\0", rest)
    if packed != b"\1":
        return rest
    try:
        return zlib.decompressobj().decompress(rest, _MOST_TEXT)
    except zlib.error:
        return b""
