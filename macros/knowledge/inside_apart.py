"""The program that looks for personal data in one document: `python -m macros.knowledge.inside_apart FILE ASKED`.

`ASKED` is JSON: `{"regions": [codes of countries], "meant": [words that were cleared]}`. It answers with `{"found":
[[place, kind, sure, shown, cleared], …], "unread": [parts], "ended": whether it says more than is read}`: never a datum
whole, and of what was cleared only which clearance speaks of it. See `macros.load.one_apart`.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from macros.knowledge.harm_rules import cleared_by
from macros.load.inside.reading import read_inside
from macros.load.inside.told import Told, UnreadableError
from macros.load.one_apart import Limits, answer_apart, ask_apart
from macros.sensitive.datum import Personal
from macros.sensitive.personal import find_personal

LIMITS = Limits(seconds=60, megabytes=2_000)
MOST_FOUND = 200
"""Findings of one document; who mends these reads the others afterwards."""


def look_apart(path: Path, regions: Sequence[str], meant: Sequence[str]) -> dict[str, Any]:
    """What a document holds of persons, as above.

    Args:
        path: the document.
        regions: countries that it is about, as ISO 3166-1 alpha-2 codes.
        meant: words that were cleared for publication.

    Raises:
        RefusedError: when it can't be read, or takes too much.
    """
    asked = json.dumps({"regions": [*regions], "meant": [*meant]})
    return ask_apart("macros.knowledge.inside_apart", LIMITS, path, asked)


def found_in(told: Told, regions: Sequence[str], meant: Sequence[str]) -> dict[str, object]:
    """The same of a document that was read."""
    text, found = told.text, []
    for one in _persons_in(told, regions):
        cleared = cleared_by(meant, text[one.start : one.end])
        shown = "" if cleared is not None else " ".join(one.masked(text).split())
        found.append((told.place(one.start), one.kind, one.sure, shown, cleared))
    return {"found": found[:MOST_FOUND], "unread": told.unread, "ended": told.ended}


def _persons_in(told: Told, regions: Sequence[str]) -> list[Personal]:
    """Personal data in a document; on pages also what a line's end cuts in two, where nothing else was found."""
    text = told.text
    found = [*find_personal(text, regions)]
    if told.has_lines:
        covered = {place for one in found for place in range(one.start, one.end)}
        for one in find_personal(text.replace("\n", " "), regions):
            if "\n" in text[one.start : one.end] and covered.isdisjoint(range(one.start, one.end)):
                found.append(one)
    return sorted(found)


def main(path: Path, asked: str) -> None:
    """Read a document and say what was found."""
    given = json.loads(asked)

    def looked() -> dict[str, object]:
        return found_in(read_inside(path.read_bytes(), path.suffix.lower()), given["regions"], given["meant"])

    answer_apart(looked, LIMITS, UnreadableError)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
