"""What the styles and numberings of a Word file mean: headings, lists, bold. Whatever language its names are in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from macros.giving.word.package import W

_HEADING = re.compile(
    r"(?:heading|titre|überschrift|título|titulo|titolo|titlu|titol|заголовок|kop|rubrik|overskrift|otsikko|nagłówek|"
    r"nadpis|címsor|başlık|επικεφαλίδα|عنوان|見出し|标题|標題|제목)\s*(\d)",
    re.IGNORECASE,
)
"""Names of heading styles, where a program has translated them; Word keeps the English ones in the file."""
_CHAIN = 12
"""Styles that rest on each other, at most."""


@dataclass
class Style:
    """A style, with what it has from those that it rests on."""

    name: str
    heading: int = 0
    """Level of a heading, from 1; 0 for none."""
    number: str = ""
    """Id of the numbering that its paragraphs have."""
    depth: int = 0
    bold: bool = False
    italic: bool = False


@dataclass
class Styles:
    """Everything that paragraphs and runs refer to."""

    by_id: dict[str, Style] = field(default_factory=dict)
    bullets: dict[tuple[str, int], bool] = field(default_factory=dict)
    """Whether a level of a numbering has signs rather than numbers."""

    def of(self, id: str) -> Style:
        """The style of an id; a plain one where the file defines none."""
        return self.by_id.get(id) or Style(id, _level_in(id))


def read_styles(styles: Any, numbering: Any) -> Styles:
    """The styles of a file.

    Args:
        styles: root of its part with styles; None for none.
        numbering: root of its part with numberings.
    """
    elements = {one.get(f"{W}styleId", ""): one for one in styles.iter(f"{W}style")} if styles is not None else {}
    return Styles({id: _style(id, elements) for id in elements}, dict(_bullets(numbering)))


def _style(id: str, elements: dict[str, Any]) -> Style:
    name = value_of(elements[id], "name") or id
    found = Style(name, _level_in(name) or _level_in(id))
    chain, current = 0, elements.get(id)
    properties = []
    while current is not None and chain < _CHAIN:
        properties.append(current)
        current, chain = elements.get(value_of(current, "basedOn")), chain + 1
    for one in reversed(properties):
        level = value_of(one, "pPr/outlineLvl")
        if level.isdigit() and int(level) < 9:
            found.heading = int(level) + 1
        found.number = value_of(one, "pPr/numPr/numId") or found.number
        depth = value_of(one, "pPr/numPr/ilvl")
        found.depth = int(depth) if depth.isdigit() else found.depth
    if elements[id].get(f"{W}type") == "character":
        found.bold, found.italic = (is_on(elements[id], f"rPr/{tag}") for tag in ("b", "i"))
    return found


def is_on(holder: Any, path: str) -> bool:
    """Whether a switch is set: it is there and doesn't say no."""
    found = holder.find("/".join(f"{W}{part}" for part in path.split("/")))
    return found is not None and found.get(f"{W}val", "true").lower() not in ("0", "false", "off", "none")


def _level_in(name: str) -> int:
    match = _HEADING.match(name.strip())
    return int(match[1]) if match else 0


def _bullets(numbering: Any) -> Iterator[tuple[tuple[str, int], bool]]:
    if numbering is None:
        return
    abstract = {one.get(f"{W}abstractNumId"): one for one in numbering.iter(f"{W}abstractNum")}
    for number in numbering.iter(f"{W}num"):
        levels = abstract.get(value_of(number, "abstractNumId"))
        for level in levels.iter(f"{W}lvl") if levels is not None else ():
            depth = level.get(f"{W}ilvl", "0")
            if depth.isdigit():
                yield (number.get(f"{W}numId", ""), int(depth)), value_of(level, "numFmt") in ("bullet", "none")


def value_of(holder: Any, path: str) -> str:
    """What an element below another says, by its path; empty where there is none."""
    found = holder.find("/".join(f"{W}{part}" for part in path.split("/")))
    return str(found.get(f"{W}val", "")) if found is not None else ""
