"""Footnotes with letters, since numbers stand for sources, and with anchors that nothing else on a page has."""

from __future__ import annotations

import xml.etree.ElementTree as etree
from collections.abc import Mapping
from string import ascii_lowercase

from macros.render.page import PageContext


def number_notes(root: etree.Element, page: PageContext) -> None:
    """Name the footnotes that Markdown has found in a text, in place.

    Args:
        root: the text; Markdown's marks lead to `#fn:…`, its notes lead back to `#fnref:…`.
        page: where the text stands, with other texts that may have footnotes.
    """
    notes = [item for item in root.iter("li") if item.get("id", "").startswith("fn:")]
    if not notes:
        return
    anchors: dict[str, str] = {}
    letters: dict[str, str] = {}
    for number, note in enumerate(notes):
        letter = _letter(number)
        old = note.get("id", "")
        anchors[old] = page.free_anchor(f"note-{letter}")
        letters[old] = letter
    for mark in [mark for mark in root.iter("sup") if mark.get("id", "").startswith("fnref")]:
        old = mark.get("id", "")
        note_of = f"fn:{old.partition(':')[2]}"
        anchors[old] = page.free_anchor(f"{anchors.get(note_of, 'note')}-mark")
    _leave_out_ways_back(root, anchors)
    for element in root.iter():
        if element.get("id", "") in anchors:
            element.set("id", anchors[element.get("id", "")])
        target = element.get("href", "").removeprefix("#")
        if target in anchors:
            _lead(element, letters.get(target, ""), f"#{anchors[target]}")
        if element.tag == "div" and element.get("class") == "footnote":
            _list_with_letters(element)


def _leave_out_ways_back(root: etree.Element, anchors: Mapping[str, str]) -> None:
    """A note that no mark leads to has no way back."""
    for parent in root.iter():
        for child in list(parent):
            target = child.get("href", "").removeprefix("#")
            if child.tag == "a" and target.startswith("fnref") and target not in anchors:
                parent.remove(child)


def _lead(link: etree.Element, letter: str, address: str) -> None:
    """A mark that leads to a note shows its letter; what leads back stays a sign."""
    link.attrib.clear()
    link.set("href", address)
    if letter:
        link.text = letter


def _list_with_letters(frame: etree.Element) -> None:
    frame.set("class", "ct-notes")
    for child in list(frame):
        if child.tag == "hr":
            frame.remove(child)
        elif child.tag == "ol":
            child.set("type", "a")


def _letter(number: int) -> str:
    """a to z, then aa, ab, …"""
    before, place = divmod(number, len(ascii_lowercase))
    return (_letter(before - 1) if before else "") + ascii_lowercase[place]
