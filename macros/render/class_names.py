"""Names of classes and anchors in templates that Python acts on; `test_class_names.py` holds them against each other.

A renamed class would leak text into the search, or styles into a single file, without a word.
"""

from __future__ import annotations

import re

LEFT_OUT = frozenset(
    {
        "headerlink",
        "ct-head",
        "ct-foot",
        "ct-apparatus",
        "ct-chain",
        "ct-emap__lists",
        "ct-more__all",
        "ct-missing",
        "ct-missing-list",
        "ct-picture__left",
        "ct-work",
    }
)
"""Classes whose text says nothing new: title and summary, dates, other entries, that something wasn't recorded."""
BESIDE = frozenset(
    {
        "ct-badge",
        "ct-count",
        "ct-definition__status",
        "ct-facts",
        "ct-found-as",
        "ct-glance",
        "ct-kindword",
        "ct-note",
        "ct-own__foot",
        "ct-quiet",
    }
)
"""Classes whose text is found but says little by itself: facts, badges, what templates say."""
MISSING = "ct-missing"
"""Class of a value that wasn't recorded."""
LINK_SIGN = "headerlink"
"""Class of the sign beside a heading that leads to it; MkDocs writes it."""
OTHERS = re.compile(r"(?:sources|entries|used-by)(?:-\d+)?")
"""Anchors of sections that say what other pages say."""
BACK = frozenset({"entries", "used-by"})
"""Those of them that only lead elsewhere."""
SITE_ONLY = frozenset({"ct-apparatus", "ct-foot", "ct-head__kind", "ct-jump", "ct-more__all", "ct-picture__left"})
"""Classes of what a page needs on a site, and a part of a file doesn't."""
STYLED = (
    "ct-badge",
    "ct-definition",
    "ct-glance",
    "ct-lead",
    "ct-missing",
    "ct-note",
    "ct-picture",
    "ct-quiet",
    "ct-scroll",
    "ct-tag",
)
"""Classes that the style sheet of a single file knows, by how they begin."""
