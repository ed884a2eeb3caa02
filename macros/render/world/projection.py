"""From degrees to a plane, and lines with fewer points.

Equal Earth keeps areas, so that no country looks larger than it is. Polynomial and constants: B. Šavrič, T. Patterson,
B. Jenny, The Equal Earth map projection, International Journal of Geographical Information Science 33 (2019).
"""

from __future__ import annotations

import math
from collections.abc import Sequence

Point = tuple[float, float]
"""x and y; y grows downwards, as in SVG."""

_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796
_M = math.sqrt(3) / 2


def equal_earth(longitude: float, latitude: float) -> Point:
    """A place, in degrees, on a globe of radius 1 laid flat."""
    theta = math.asin(_M * math.sin(math.radians(latitude)))
    square = theta * theta
    sixth = square * square * square
    slope = _A1 + 3 * _A2 * square + sixth * (7 * _A3 + 9 * _A4 * square)
    x = math.radians(longitude) * math.cos(theta) / (_M * slope)
    return x, -theta * (_A1 + _A2 * square + sixth * (_A3 + _A4 * square))


def simplified(line: Sequence[Point], tolerance: float) -> list[Point]:
    """A line without the points that lie nearer than `tolerance` to what is left of it; its ends stay.

    D. Douglas, T. Peucker, Algorithms for the reduction of the number of points, Cartographica 10 (1973).
    """
    kept = {0, len(line) - 1}
    open_parts = [(0, len(line) - 1)]
    while open_parts:
        first, last = open_parts.pop()
        far, index = max(
            ((_distance(line[i], line[first], line[last]), i) for i in range(first + 1, last)), default=(0, 0)
        )
        if far > tolerance:
            kept.add(index)
            open_parts += [(first, index), (index, last)]
    return [line[index] for index in sorted(kept)]


def _distance(point: Point, start: Point, end: Point) -> float:
    """From a point to the straight line between two others."""
    (x, y), (x1, y1), (x2, y2) = point, start, end
    length = math.hypot(x2 - x1, y2 - y1)
    if not length:
        return math.hypot(x - x1, y - y1)
    return abs((x2 - x1) * (y1 - y) - (x1 - x) * (y2 - y1)) / length
