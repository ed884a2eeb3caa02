"""Ed25519 signatures checked with the standard library alone, for readers who have Python and nothing else.

RFC 8032, section 5.1.7, on curve25519 in extended coordinates. It only checks, so nothing in it is secret and it need
not take the same time for everything: about 5 ms. Programs that have the library `cryptography` check with that.
"""

from __future__ import annotations

import hashlib

_P = 2**255 - 19
_ORDER = 2**252 + 27742317777372353535851937790883648493
_D = -121665 * pow(121666, _P - 2, _P) % _P
_ROOT = pow(2, (_P - 1) // 4, _P)
"""A square root of -1."""
_Point = tuple[int, int, int, int]
"""X, Y, Z and T: x is X / Z, y is Y / Z, and their product T / Z."""
_NEUTRAL: _Point = (0, 1, 1, 0)
SIZE = 32
"""Bytes of a public key, and of each half of a signature."""


def is_signed(key: bytes, signature: bytes, content: bytes) -> bool:
    """Whether a key has signed something.

    Args:
        key: public, 32 bytes.
        signature: 64 bytes.
        content: what should be signed.
    """
    point = _point(key)
    if point is None or len(signature) != 2 * SIZE:
        return False
    number = int.from_bytes(signature[SIZE:], "little")
    if number >= _ORDER:
        return False
    digest = hashlib.sha512(signature[:SIZE] + key + content).digest()
    x, y, z, t = point
    opposite = (-x % _P, y, z, -t % _P)
    found = _sum(_times(number, _BASE), _times(int.from_bytes(digest, "little") % _ORDER, opposite))
    return _bytes(found) == signature[:SIZE]


def _sum(one: _Point, other: _Point) -> _Point:
    a = (one[1] - one[0]) * (other[1] - other[0]) % _P
    b = (one[1] + one[0]) * (other[1] + other[0]) % _P
    c = 2 * one[3] * other[3] * _D % _P
    d = 2 * one[2] * other[2] % _P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % _P, g * h % _P, f * g % _P, e * h % _P


def _times(number: int, point: _Point) -> _Point:
    found = _NEUTRAL
    while number:
        if number & 1:
            found = _sum(found, point)
        point = _sum(point, point)
        number >>= 1
    return found


def _point(data: bytes) -> _Point | None:
    """The point that 32 bytes stand for, if they do."""
    if len(data) != SIZE:
        return None
    number = int.from_bytes(data, "little")
    sign, y = number >> 255, number & ((1 << 255) - 1)
    if y >= _P:
        return None
    square = (y * y - 1) * pow(_D * y * y + 1, _P - 2, _P) % _P
    x = pow(square, (_P + 3) // 8, _P)
    if (x * x - square) % _P:
        x = x * _ROOT % _P
    if (x * x - square) % _P or (x == 0 and sign):
        return None
    if x & 1 != sign:
        x = _P - x
    return x, y, 1, x * y % _P


def _bytes(point: _Point) -> bytes:
    inverse = pow(point[2], _P - 2, _P)
    x, y = point[0] * inverse % _P, point[1] * inverse % _P
    return (y | (x & 1) << 255).to_bytes(SIZE, "little")


def _base() -> _Point:
    found = _point((4 * pow(5, _P - 2, _P) % _P).to_bytes(SIZE, "little"))
    assert found is not None
    return found


_BASE = _base()
