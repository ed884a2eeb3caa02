"""Which numbers of the search's index have moved between two bundles."""

from __future__ import annotations

import json
from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import Any

from macros.bundles.update.read.renumber import Runs
from macros.search.codec import decode

START = "search/start.js"
"""The end of the path of the piece that says which others there are."""


def find_moves(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> tuple[Runs, Runs]:
    """Moved sections and patterns; nothing for bundles without an index, or with one that another version wrote."""
    folders = [
        next((path.removesuffix("start.js") for path in files if path.endswith(START)), None)
        for files in (before, after)
    ]
    if None in folders:
        return (), ()
    both = [(files, str(folder)) for files, folder in zip((before, after), folders, strict=True)]
    try:
        sections = [list(_sections(*one)) for one in both]
        patterns = [list(_patterns(*one)) for one in both]
    except (LookupError, RecursionError, TypeError, ValueError):
        return (), ()
    return _runs(*sections), _runs(*patterns)


def _piece(files: Mapping[str, bytes], folder: str, name: str) -> Any:
    text = files[f"{folder}{name}.js"].decode()
    return json.JSONDecoder().raw_decode(text, text.index(",") + 1)[0]


def _sections(files: Mapping[str, bytes], folder: str) -> Iterator[tuple[str, str]]:
    """Page and anchor of every section, by number."""
    for name, *_ in _piece(files, folder, "start")["texts"]:
        for page in _piece(files, folder, name):
            for anchor, *_ in page[-1]:
                yield page[0], anchor


def _patterns(files: Mapping[str, bytes], folder: str) -> Iterator[tuple[int, ...]]:
    """Every pattern as it is written, by number."""
    numbers = decode(_piece(files, folder, "start")["patterns"])
    at = 0
    while at < len(numbers):
        end = at + 1 + 2 * numbers[at]
        yield tuple(numbers[at:end])
        at = end


def _runs(old: Sequence[Hashable], new: Sequence[Hashable]) -> Runs:
    places = {key: number for number, key in enumerate(new)}
    runs: list[tuple[int, int, int]] = []
    for number, key in enumerate(old):
        place = places.get(key)
        if place is None:
            continue
        if runs and (number, place) == (runs[-1][0] + runs[-1][1], runs[-1][2] + runs[-1][1]):
            runs[-1] = (runs[-1][0], runs[-1][1] + 1, runs[-1][2])
        else:
            runs.append((number, 1, place))
    return () if runs == [(0, len(old), 0)] else tuple(runs)
