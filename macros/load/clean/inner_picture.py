"""A picture inside a document without the data of its camera and makers; its points stay as they are, bit for bit."""

from __future__ import annotations

import struct

_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_LEFT_OUT = {b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME"}
_JPEG = b"\xff\xd8"
_JPEG_KEPT = {0xE0, 0xE2, 0xEE}
"""Application data that say how a JPEG is drawn: JFIF, colours (ICC), Adobe's way of coding."""
_SCAN, _COMMENT = 0xDA, 0xFE


def without_metadata(content: bytes) -> bytes:
    """A JPEG or a PNG without EXIF, XMP, IPTC and comments; anything else as it is.

    Raises:
        ValueError: when it begins like one and can't be followed to its points.
    """
    if content.startswith(_PNG):
        return _png(content)
    return _jpeg(content) if content.startswith(_JPEG) else content


def _jpeg(content: bytes) -> bytes:
    kept, at = [_JPEG], 2
    while at + 4 <= len(content) and content[at] == 0xFF:
        marker = content[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if marker == _SCAN:
            end = content.rfind(b"\xff\xd9")
            return b"".join([*kept, content[at : end + 2 if end > at else len(content)]])
        (length,) = struct.unpack_from(">H", content, at + 2)
        if not (marker == _COMMENT or (0xE0 <= marker <= 0xEF and marker not in _JPEG_KEPT)):
            kept.append(content[at : at + 2 + length])
        at += 2 + length
    raise ValueError("a JPEG without points")


def _png(content: bytes) -> bytes:
    kept, at = [_PNG], len(_PNG)
    while at + 12 <= len(content):
        length, kind = struct.unpack_from(">I4s", content, at)
        if kind not in _PNG_LEFT_OUT:
            kept.append(content[at : at + 12 + length])
        at += 12 + length
        if kind == b"IEND":
            return b"".join(kept)
    raise ValueError("a PNG without an end")
