"""A workshop drafted from minutes as its file, with the line behind each value in a comment above it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from macros.giving.entry_text import entry_text
from macros.giving.minutes_entry import TYPE, Filled, id_of, missing
from macros.load.document import Location
from macros.load.yaml_reader import read_yaml
from macros.minutes.finding import Finding
from macros.minutes.minutes import Minutes
from macros.model.registry import record_types

_WIDTH = 300
"""Characters of a comment."""


def draft_text(filled: Filled, minutes: Minutes, day: str) -> str:
    """The text of the file.

    Args:
        filled: what the minutes fill in.
        minutes: their proposals stand in comments at the end.
        day: on which the entry is added.
    """
    text = entry_text(record_types()[TYPE], {**filled.data, "added": day}, {})
    _, places, _ = read_yaml(f"{id_of(filled.data)}.yml", text)
    above: dict[int, list[str]] = {}
    for where, line in filled.lines.items():
        number = _line_of(places, where)
        if number:
            above.setdefault(number, []).append(line)
    return "\n".join([*_beginning(filled, minutes), *_commented(text, above), *_end(minutes), ""])


def _line_of(places: dict[Location, int], where: Location) -> int:
    """Where a value begins: an item of a list where its first field does."""
    inside = [line for place, line in places.items() if place[: len(where)] == where]
    return min(inside, default=0)


def _commented(text: str, above: dict[int, list[str]]) -> Iterator[str]:
    for number, line in enumerate(text.rstrip("\n").split("\n"), start=1):
        indent = line[: len(line) - len(line.lstrip(" "))]
        yield from (f"{indent}# {_plain(comment)}" for comment in above.get(number, ()))
        yield line


def _beginning(filled: Filled, minutes: Minutes) -> Iterator[str]:
    yield "# Drafted from minutes; compare each value with the line above it, then take the comments out."
    yield from (f"# To be filled in: {one}." for one in missing(filled.data))
    yield from (f"# Left out, {kind}: {count}." for kind, count in sorted(minutes.left_out.items()))


def _end(minutes: Minutes) -> Iterator[str]:
    for title, found in (("To be sorted", minutes.proposed), ("Candidates", minutes.candidates)):
        if found:
            yield f"\n# {title}:"
            yield from (f"# - {_plain(line)}" for line in _proposals(found))


def _proposals(found: Sequence[Finding]) -> Iterator[str]:
    for one in found:
        details = [", ".join((*one.owners, *([one.owner] if one.owner else []))), str(one.due or one.due_note or "")]
        aside = "; ".join(part for part in details if part)
        yield f"{one.kind}, {one.place}: {one.text}{f' ({aside})' if aside else ''}"


def _plain(text: str) -> str:
    return " ".join(text.split())[:_WIDTH]
