"""The whole built site: no page runs, styles or loads anything but files of this repository and of the theme."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import material
import pytest
from lxml import etree, html

from macros.hooks import FILLED
from macros.load.svg import why_no_drawing
from tests.conftest import ROOT
from tests.hostile.scan import harms

_THEME = Path(material.__file__).parent / "templates"
_PARSER = html.HTMLParser(encoding="utf-8")
_DATA = re.compile(rb'commonThread(?:Shard|Given)\("[a-z0-9-]+",(.+)\);\s*', re.DOTALL)
"""A call with one piece of JSON: data that a page can read from a folder too."""
_SCRIPTS = {".js", ".mjs", ".wasm"}


@pytest.fixture(scope="module", params=["built_site", "second_site"])
def site(request: pytest.FixtureRequest) -> Path:
    """The shipped library, and the second community."""
    found: Path = request.getfixturevalue(request.param)
    return found


def test_no_page_has_handlers_styles_or_scripts_in_it_or_loads_from_elsewhere(site: Path) -> None:
    """Links lead where they say; nothing is fetched or run but files beside the page."""
    found = {}
    for page in sorted(site.rglob("*.html")):
        harm = list(harms(html.parse(str(page), _PARSER).getroot()))
        if harm:
            found[page.relative_to(site).as_posix()] = harm[:5]
    assert found == {}


def test_every_page_has_the_policy(site: Path) -> None:
    """The last guard, should something get through all others."""
    pages = sorted(site.rglob("*.html"))
    assert pages
    lacking = [page for page in pages if b'http-equiv="Content-Security-Policy"' not in page.read_bytes()]
    assert [page.relative_to(site).as_posix() for page in lacking] == []


def test_every_script_is_known(site: Path) -> None:
    """It has the bytes of a file of this repository or of the theme, is one that is filled in, or is data."""
    known = {path.read_bytes() for folder in (ROOT / "overrides", _THEME) for path in _code(folder)}
    unknown = {path.relative_to(site).as_posix(): path for path in _code(site) if path.read_bytes() not in known}
    data = {name: path.read_bytes() for name, path in unknown.items() if name.startswith(("search/", "giving/"))}
    assert set(unknown) - set(data) <= set(FILLED)
    for name, content in data.items():
        call = _DATA.fullmatch(content)
        assert call, name
        json.loads(b"[" + call[1] + b"]")


def test_every_drawing_is_plain(site: Path) -> None:
    """A drawing opened by itself could run what it holds."""
    wrong = {}
    for path in sorted(site.rglob("*.svg")):
        why = why_no_drawing(path.read_bytes())
        etree.fromstring(path.read_bytes())
        if why and not (_THEME / path.relative_to(site)).is_file():
            wrong[path.relative_to(site).as_posix()] = why
    assert wrong == {}


def _code(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.suffix in _SCRIPTS)
