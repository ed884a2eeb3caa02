"""What an entry's file may be called: a name that can be its id and the address of its page for good."""

from __future__ import annotations

import re

from macros.load.docs import DEVICE
from macros.model.fields import ID_PATTERN, MAX_ID

_GENERATED = re.compile(r"index|all(?:-[0-9]+)?|.*-(?:used-by|definitions|answers)(?:-[0-9]+)?")
"""Names of pages that the site makes beside an entry's own (`macros.render.listings`, `record_page`)."""


def is_made_by_the_site(name: str) -> bool:
    """Whether a page of this name, beside entries, is one that the site makes by itself."""
    return name != "index" and bool(_GENERATED.fullmatch(name))


def why_refused(name: str) -> str:
    """What is wrong with a file name (without its ending), in words; empty where nothing is."""
    if not re.fullmatch(ID_PATTERN, name) or len(name) > MAX_ID:
        return f"{name!r} can't be an id: use lower-case letters a–z, digits and single hyphens, up to {MAX_ID}"
    if _GENERATED.fullmatch(name):
        return f"{name!r} is the address of a page that the site makes by itself; choose another name"
    if DEVICE.fullmatch(name):
        return f"{name!r} can't be a file on Windows; choose another name"
    return ""
