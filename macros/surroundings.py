"""The site around finished pages as a value: written by the process that builds, read by the one that makes bundles.

What a page has around it is its frame and what it puts there besides its content. With the content, which both
processes have as a value, that is the whole page; nobody looks for either in a built file.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from macros.frame import Filling, Frame, Frames, Kind

_, DESCRIBED = Filling("", "", description="-", content="").kind
"""What pages have that bundles add: a description, and nothing that depends on the web or on a source."""


@dataclass(frozen=True)
class Surrounding:
    """What is around one page."""

    kind: Kind
    """Which frame."""
    values: Mapping[str, str]
    """What it puts there, but its content."""


@dataclass(frozen=True)
class Surroundings:
    """The site around all finished pages."""

    version: str
    """Of the state of content and program that was built."""
    frames: Mapping[Kind, Frame]
    pages: Mapping[str, Surrounding]
    """By address."""


def write_surroundings(file: Path, version: str, frames: Frames, fillings: Iterable[Filling]) -> None:
    """Write what is around pages, and for every folder with pages a frame for those that bundles add there.

    Args:
        file: that is written.
        version: of the state that was built.
        frames: of the site.
        fillings: of the finished pages.
    """
    pages = {filling.path: Surrounding(filling.kind, frames.values(filling)) for filling in fillings}
    kinds = {page.kind for page in pages.values()}
    numbers = {kind: number for number, kind in enumerate(sorted(kinds | {(folder, DESCRIBED) for folder, _ in kinds}))}
    known = {
        "version": version,
        "frames": [[kind, frame.texts, frame.marks] for kind in numbers for frame in [frames.frame(kind)]],
        "pages": {path: [numbers[page.kind], page.values] for path, page in pages.items()},
    }
    file.write_text(json.dumps(known), encoding="utf-8")


def read_surroundings(file: Path) -> Surroundings:
    """What `write_surroundings` wrote."""
    known = json.loads(file.read_text(encoding="utf-8"))
    frames = {
        (folder, tuple(parts)): Frame(tuple(texts), tuple(names)) for (folder, parts), texts, names in known["frames"]
    }
    kinds = list(frames)
    pages = {path: Surrounding(kinds[number], values) for path, (number, values) in known["pages"].items()}
    return Surroundings(known["version"], frames, pages)
