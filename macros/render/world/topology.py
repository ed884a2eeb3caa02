"""Natural Earth's countries as rings of places, from a TopoJSON file.

TopoJSON (https://github.com/topojson/topojson-specification) keeps each piece of border once: neighbours share it, so
that a piece with fewer points still fits both.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Any

from babel.core import get_global

from macros.render.world.projection import Point, equal_earth

FILE = Path(__file__).with_name("countries-110m.json")


@dataclass(frozen=True)
class Topology:
    """Pieces of border on the plane, and which of them go around what."""

    arcs: tuple[tuple[Point, ...], ...]
    countries: Mapping[str, tuple[tuple[int, ...], ...]]
    """ISO 3166-1 alpha-2 code to the outer rings; a ring is a row of arcs, one taken backwards is `~index`."""
    land: tuple[tuple[int, ...], ...]
    """The rings of everything."""

    def rings(self, rings: Sequence[Sequence[int]], line: Callable[[int], Sequence[Point]]) -> Iterator[list[Point]]:
        """Rings as points; `line` gives those of an arc."""
        for ring in rings:
            points: list[Point] = []
            for index in ring:
                piece = list(line(index)) if index >= 0 else list(line(~index))[::-1]
                points += piece[1:] if points else piece
            yield points


@cache
def topology() -> Topology:
    """The file, read once."""
    known = json.loads(FILE.read_text("utf-8"))
    scale, shift = known["transform"]["scale"], known["transform"]["translate"]
    arcs = tuple(tuple(_places(arc, scale, shift)) for arc in known["arcs"])
    numbers = get_global("territory_aliases")
    countries: dict[str, tuple[tuple[int, ...], ...]] = {}
    for shape in known["objects"]["countries"]["geometries"]:
        codes = numbers.get(shape.get("id", ""), [])
        if len(codes) == 1:
            countries[codes[0]] = _outer(shape)
    land = tuple(ring for shape in known["objects"]["land"]["geometries"] for ring in _outer(shape))
    return Topology(arcs, countries, land)


def _places(arc: Sequence[Sequence[int]], scale: Sequence[float], shift: Sequence[float]) -> Iterator[Point]:
    across, down = accumulate(step[0] for step in arc), accumulate(step[1] for step in arc)
    before = turn = 0.0
    for number, (x, y) in enumerate(zip(across, down, strict=True)):
        longitude = x * scale[0] + shift[0]
        if number and abs(longitude - before) > 180:  # the line goes on behind the edge of the map
            turn += 360 if longitude < before else -360
        before = longitude
        yield equal_earth(longitude + turn, y * scale[1] + shift[1])


def _outer(shape: Mapping[str, Any]) -> tuple[tuple[int, ...], ...]:
    parts = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
    return tuple(tuple(part[0]) for part in parts)
