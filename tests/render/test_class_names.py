"""The names that Python acts on are those that templates and style sheets write."""

from __future__ import annotations

import re

from macros.render.class_names import BACK, BESIDE, LEFT_OUT, LINK_SIGN, MISSING, OTHERS, SITE_ONLY, STYLED
from tests.conftest import ROOT

TEMPLATES = "".join(path.read_text("utf-8") for path in (ROOT / "overrides").rglob("*.html"))
WRITTEN = set(re.findall(r"[\w-]+", " ".join(re.findall(r'class="([^"]*)"', TEMPLATES))))
ANCHORS = set(re.findall(r'heading\((?:_\("[^"]+"\)|[a-z_.|]+), "([a-z-]+)"', TEMPLATES))


def test_classes_are_written_as_the_templates_write_them() -> None:
    """A renamed class would let through what neither the search nor a single file should have."""
    assert {*BESIDE, *LEFT_OUT, MISSING, *SITE_ONLY} - WRITTEN == {LINK_SIGN}, "MkDocs writes that one"


def test_anchors_are_written_as_the_templates_write_them() -> None:
    """A renamed section would be taken for an entry's own words."""
    assert {anchor for anchor in ANCHORS if OTHERS.fullmatch(anchor)} == {
        "sources",
        "entries",
        "used-by",
    }
    assert BACK < ANCHORS and all(map(OTHERS.fullmatch, BACK))


def test_a_single_file_keeps_the_classes_that_its_style_sheet_knows() -> None:
    """And no others; each is one that templates write."""
    style = (ROOT / "overrides/bundles/single-file.css").read_text("utf-8")
    known = set(re.findall(r"\.(ct-[a-z_-]*)", style))
    assert known and {name for name in known if not name.startswith(STYLED)} == set()
    assert {begin for begin in STYLED if not any(name.startswith(begin) for name in known & WRITTEN)} == set()
