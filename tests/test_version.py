"""The version of a library: the same for the same files wherever they are, another one for any change."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from macros.version import LENGTH, version_of
from tests.community import OVERRIDES

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


def _version(root: Path) -> str:
    return version_of(root, root / "overrides", root / "macros")


def test_it_is_the_same_anywhere(tmp_path: Path) -> None:
    """On another path, written in another order, at another time, with what programs leave behind."""
    one = _version(_project(tmp_path / "one"))
    other = _project(tmp_path / "an other")
    (other / "macros/__pycache__").mkdir()
    (other / "macros/__pycache__/x.pyc").write_bytes(b"x")
    (other / "docs/.DS_Store").write_bytes(b"x")
    (other / "docs/Thumbs.db").write_bytes(b"x")
    (other / "site").mkdir()
    (other / "site/index.html").write_text("built", "utf-8")
    for path in other.rglob("*"):
        os.utime(path, (0, 0))
    assert _version(other) == one and len(one) == LENGTH


def test_a_large_file_and_a_name_that_is_no_text_count_too(tmp_path: Path) -> None:
    """Read in pieces, and named by its bytes."""
    one = _project(tmp_path / "one", **{"docs/a.pdf": "x" * (3 << 20)})
    before = _version(one)
    (one / "docs/a.pdf").write_text("x" * (3 << 20) + "y", "utf-8")
    after = _version(one)
    (one / "docs/a.pdf").rename(one / "docs" / os.fsdecode(b"\xff.pdf"))
    assert len({before, after, _version(one)}) == 3


def test_templates_and_program_of_others_count_as_its_own(tmp_path: Path) -> None:
    """A community that shares them has the same version as one that copied them, and its own content changes it."""
    shared, own = _project(tmp_path / "shared"), _project(tmp_path / "own")
    alone = version_of(own, shared / "overrides", shared / "macros")
    assert alone == _version(own)
    (own / "docs/index.md").write_text("# Other", "utf-8")
    assert version_of(own, shared / "overrides", shared / "macros") != alone
    (own / "docs/index.md").write_text(FILES["docs/index.md"], "utf-8")
    (shared / "docs/index.md").write_text("# Other", "utf-8")
    assert version_of(own, shared / "overrides", shared / "macros") == alone


def test_what_is_linked_counts_as_what_it_leads_to(tmp_path: Path) -> None:
    """A community may link templates and program from a copy beside its content."""
    shared, own = _project(tmp_path / "shared"), _project(tmp_path / "own")
    before = _version(own)
    for name in ("overrides", "macros"):
        shutil.rmtree(own / name)
        (own / name).symlink_to(shared / name, target_is_directory=True)
    assert _version(own) == before


@pytest.mark.parametrize("path", FILES)
def test_any_change_gives_another(tmp_path: Path, path: str) -> None:
    """Of content, settings, templates or program; a text moved from one file to the next counts too."""
    before = _version(_project(tmp_path / "one"))
    assert _version(_project(tmp_path / "two", **{path: FILES[path] + " "})) != before
    moved = _project(tmp_path / "three")
    (moved / path).rename((moved / path).with_name("moved"))
    assert _version(moved) != before


def test_the_site_of_a_community_says_its_own_version(second_site: Path) -> None:
    """Though its templates and the program lie elsewhere; in the one script that every page shows it from."""
    version = version_of(second_site.parent, OVERRIDES)
    assert f'"{version}"' in (second_site / "assets/js/made.js").read_text("utf-8")
    assert 'src="assets/js/made.js"' in (second_site / "index.html").read_text("utf-8")
