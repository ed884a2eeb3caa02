"""The scripts of the site and of single files, as texts."""

from __future__ import annotations

import re

from tests.conftest import ROOT

_THROWING = re.compile(r"\b(?:de|en)codeURI(?:Component)?\b|\bunescape\(|\bescape\(")


def test_addresses_are_read_and_written_in_one_place() -> None:
    """What a browser offers throws at `100%` or at half a character, and ends the script that called it."""
    scripts = {path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in ROOT.glob("overrides/**/*.js")}
    assert len(scripts) > 20
    assert [name for name, text in scripts.items() if _THROWING.search(text)] == ["overrides/assets/js/address.js"]
