"""Footnotes and labels that are given their text or address apart: in another section, or twice.

Each section is a text of its own, so what stands in another is not seen, and the signs would be shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from macros.knowledge.markup import DEFINED
from macros.load.code import without_code

_NOTE = re.compile(r"(?m)^[ ]{0,3}(\[\^[^\]\n]{1,100}\]):")
_USED = re.compile(
    r"(?P<note>\[\^[^\]\n]{1,100}\])(?!:)|\[(?![\[@^])[^\[\]\n]{1,300}\]\[(?P<label>[^\[\]\n@^]{1,200})\]"
    r"|(?<![\]\[!\\])\[(?![\[@^])(?P<alone>[^\[\]\n]{1,200})\](?![\[(:])"
)
"""What needs a text or an address: `[^1]`, `[words][label]`, `[label]`."""


def given_apart(texts: Mapping[str, str], headings: Mapping[str, str]) -> Iterator[tuple[str, int, str]]:
    """What is given apart so that it is lost.

    Args:
        texts: of an entry's sections, by their keys.
        headings: of sections, by their keys.

    Returns:
        The section, the position in its text, and what is wrong and how to mend it, in words.
    """
    plain = {key: without_code(text) for key, text in texts.items() if "[" in text}
    given: dict[str, dict[str, int]] = {}
    for key, text in plain.items():
        for name, offset in _given(text):
            if name in given.setdefault(key, {}):
                yield key, offset, f"{name} is given here a second time, and only one is shown; call one of them else"
            given[key].setdefault(name, offset)
    for key, text in plain.items():
        others = [other for other in given if other != key and given[other]]
        for match in _USED.finditer(text) if others else ():
            name = match["note"] or _label(match["label"] or match["alone"])
            there = next((other for other in others if name in given[other]), None)
            if name not in given.get(key, {}) and there is not None:
                heading = headings.get(there, there)
                what = "text" if match["note"] else "address"
                yield key, match.start(), f'the {what} of {name} stands under "{heading}"; put it into the same section'


def _given(text: str) -> Iterator[tuple[str, int]]:
    for match in _NOTE.finditer(text):
        yield match[1], match.start()
    for match in DEFINED.finditer(text):
        yield _label(match[1]), match.start()


def _label(words: str) -> str:
    return f"[{' '.join(words.split()).lower()}]"
