"""The version of a library: the same for the same files wherever they are, another one for any change."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from macros.version import LENGTH, version_of

FILES = {
    "data/site.yml": "name: River",
    "docs/index.md": "# Home",
    "docs/practices/a.md": "text",
    "overrides/main.html": "{{ page }}",
    "macros/x.py": "pass",
    "mkdocs.yml": "site_name: River",
}


def _project(root: Path, **changed: str) -> Path:
    for path, text in {**FILES, **changed}.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")
    return root


def test_it_is_the_same_anywhere(tmp_path: Path) -> None:
    """On another path, written in another order, at another time, with what programs leave behind."""
    one = version_of(_project(tmp_path / "one"))
    other = _project(tmp_path / "an other")
    (other / "macros/__pycache__").mkdir()
    (other / "macros/__pycache__/x.pyc").write_bytes(b"x")
    (other / "docs/.DS_Store").write_bytes(b"x")
    (other / "site").mkdir()
    (other / "site/index.html").write_text("built", "utf-8")
    for path in other.rglob("*"):
        os.utime(path, (0, 0))
    assert version_of(other) == one and len(one) == LENGTH


@pytest.mark.parametrize("path", FILES)
def test_any_change_gives_another(tmp_path: Path, path: str) -> None:
    """Of content, settings, templates or program; a text moved from one file to the next counts too."""
    before = version_of(_project(tmp_path / "one"))
    assert version_of(_project(tmp_path / "two", **{path: FILES[path] + " "})) != before
    moved = _project(tmp_path / "three")
    (moved / path).rename((moved / path).with_name("moved"))
    assert version_of(moved) != before
