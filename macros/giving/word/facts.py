"""What a Word file says of itself: what it was made for, and how many parts of a row it asks for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from macros.giving.form import GROUPS
from macros.giving.names import key_of
from macros.giving.word.body import Block, Body, Grid
from macros.giving.word.package import Package
from macros.giving.word.shape import facts_in
from macros.model.registry import record_types

_MOST_GROUPS = 40
"""Parts of a row that are looked for, such as its sources."""
_NUMBERED = re.compile(r"\b(\d{1,2}):")
_KEYWORDS = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}keywords"
_LABEL = 60
"""Characters of a label in which such a number stands."""


def groups_in(body: Body) -> int:
    """How many parts of a row the labels of a file name at most."""
    found = [GROUPS]
    for grid in (block for block in body.blocks if isinstance(block, Grid)):
        for row in grid.rows:
            for block in (one for box in row[:1] or () for one in box.content if isinstance(one, Block)):
                found += [int(number) for number in _NUMBERED.findall(block.paragraph.text[:_LABEL])]
    return max(number for number in found if number <= _MOST_GROUPS)


def facts_of(package: Package, body: Body) -> dict[str, str]:
    """What a file says of itself: in its properties, in its last line, or by its title alone."""
    keywords = package.properties.find(_KEYWORDS) if package.properties is not None else None
    facts = facts_in(keywords.text or "") if keywords is not None else {}
    texts = [" ".join(block.paragraph.text.split()) for block in body.blocks if isinstance(block, Block)]
    for text in reversed(texts):
        facts = facts or facts_in(text)
    return facts or _by_title(texts[:20])


def _by_title(texts: Sequence[str]) -> dict[str, str]:
    known = {key_of(kind.label): name for name, kind in record_types().items()}
    return next(({"type": known[key_of(text)]} for text in texts if key_of(text) in known), {})
