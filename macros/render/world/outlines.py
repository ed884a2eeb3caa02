"""The map as paths of SVG: the land, and the countries that somebody wants to shade."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from macros.render.world.projection import Point, simplified
from macros.render.world.topology import topology

WIDTH = 760
"""Units of the drawing across."""
FLATTEST, TALLEST = 0.42, 0.62
"""Height by width that the frame keeps between."""
SMALLEST_FRAME = 1.2
"""Width of the frame at least, in radii of the globe: a few countries still lie in their part of the world."""
TOLERANCE = 0.9
"""Units by which a border may move to have fewer points."""
FARTHEST_SOUTH = 1.12
"""Where the map ends, in radii below the equator: Antarctica, which lies around an edge of the plane, is left out."""
SPECK = 5
"""Units up to which a shape is too small to see, and a country gets a dot."""


@dataclass(frozen=True)
class Shape:
    """A country on the map."""

    path: str
    """Empty where it is too small for a shape."""
    dot: tuple[int, int] | None
    """Where it is too small: its place."""


@dataclass(frozen=True)
class WorldMap:
    """A drawing, `WIDTH` units wide."""

    height: int
    land: str
    countries: dict[str, Shape]


@dataclass(frozen=True)
class _Frame:
    """What part of the plane is drawn, and how large."""

    left: float
    top: float
    scale: float
    height: int

    def place(self, point: Point) -> Point:
        return (point[0] - self.left) * self.scale, (point[1] - self.top) * self.scale

    def path(self, rings: Sequence[Sequence[Point]], specks: bool = False) -> str:
        """Rings as a path with whole numbers; what lies outside or is too small to see is left out."""
        return "".join(_ring(ring) for ring in rings if self._seen(ring) and (specks or _size(ring) > SPECK))

    def _seen(self, ring: Sequence[Point]) -> bool:
        left, top, right, bottom = _box(ring)
        return right > 0 and left < WIDTH and bottom > 0 and top < min(self.height, self.place((0, FARTHEST_SOUTH))[1])


@cache
def world_map(codes: tuple[str, ...]) -> WorldMap:
    """The part of the world in which some countries lie.

    Args:
        codes: ISO 3166-1 alpha-2 codes of the countries to shade; those that the outlines lack are left out.
    """
    known = topology()
    wanted = [code for code in codes if code in known.countries]
    frame = _frame([ring for code in wanted for ring in _largest(code)])
    lines: dict[int, list[Point]] = {}

    def line(index: int) -> list[Point]:
        if index not in lines:
            lines[index] = simplified([frame.place(point) for point in known.arcs[index]], TOLERANCE)
        return lines[index]

    land = frame.path(list(known.rings(known.land, line)))
    countries = {code: _shape(frame, list(known.rings(known.countries[code], line))) for code in wanted}
    return WorldMap(frame.height, land, countries)


def _shape(frame: _Frame, rings: list[list[Point]]) -> Shape:
    largest = max(rings, key=_size)
    if _size(largest) > 2 * SPECK:
        return Shape(frame.path(rings), None)
    left, top, right, bottom = _box(largest)
    return Shape("", (round((left + right) / 2), round((top + bottom) / 2)))


def _largest(code: str) -> Iterator[list[Point]]:
    known = topology()
    yield max(known.rings(known.countries[code], known.arcs.__getitem__), key=_size)


def _frame(rings: Collection[Sequence[Point]]) -> _Frame:
    boxes = [_box(ring) for ring in rings] or [(-2.4, -1.2, 2.6, 0.95)]
    left, top = min(box[0] for box in boxes), min(box[1] for box in boxes)
    right, bottom = max(box[2] for box in boxes), max(box[3] for box in boxes)
    width = max((right - left) * 1.06, SMALLEST_FRAME, (bottom - top) * 1.06 / TALLEST)
    height = max((bottom - top) * 1.06, width * FLATTEST)
    scale = WIDTH / width
    return _Frame((left + right - width) / 2, (top + bottom - height) / 2, scale, round(height * scale))


def _box(ring: Sequence[Point]) -> tuple[float, float, float, float]:
    across, down = [x for x, _ in ring], [y for _, y in ring]
    return min(across), min(down), max(across), max(down)


def _size(ring: Sequence[Point]) -> float:
    """The longer side of the box around a ring."""
    left, top, right, bottom = _box(ring)
    return max(right - left, bottom - top)


def _ring(ring: Sequence[Point]) -> str:
    whole: list[tuple[int, int]] = []
    for x, y in ring:
        point = round(x), round(y)
        if not whole or point != whole[-1]:
            whole.append(point)
    return f"M{whole[0][0]} {whole[0][1]}l{_steps(whole)}z" if len(whole) > 2 else ""


def _steps(points: Sequence[tuple[int, int]]) -> str:
    """The steps from point to point; a minus parts two numbers as well as a space does."""
    numbers = [step for (x1, y1), (x2, y2) in pairwise(points) for step in (x2 - x1, y2 - y1)]
    return "".join(str(number) if number < 0 or not index else f" {number}" for index, number in enumerate(numbers))
