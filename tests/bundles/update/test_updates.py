"""Updates of a release: from every earlier bundle of a pack to the new one."""

from __future__ import annotations

import dataclasses
import shutil
import subprocess
from pathlib import Path

import pytest
from lxml import html

from macros.bundles.container.bundle import write_bundle
from macros.bundles.container.errors import BundleError
from macros.bundles.signature import ENDING
from macros.bundles.update.make.updates import earlier_bundles
from macros.bundles.update.read.apply import apply_update
from tests.bundles.samples import ABOUT, files, make
from tests.community import copy_second
from tests.conftest import bundle_project

DAYS = ("2027-03-01", "2027-03-02", "2027-03-03")


def _bundled(project: Path, day: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    return bundle_project(project, "--today", day, *map(str, arguments))


def test_a_release_brings_updates_from_earlier_ones(tmp_path: Path) -> None:
    """Of two days: each is listed with its size and checksum, and makes the new bundle of any old one."""
    project = copy_second(tmp_path / "project")
    kept = tmp_path / "kept"
    kept.mkdir()
    for day in DAYS[:2]:
        assert _bundled(project, day).returncode == 0
        shutil.copytree(project / "dist", kept, dirs_exist_ok=True)
    made = _bundled(project, DAYS[2], "--since", kept, "--since", project / "dist")
    assert made.returncode == 0, made.stderr
    new = {path.stem.partition("-2027")[0]: path for path in (project / "dist").glob("*.zip")}
    old = sorted(kept.glob("*.zip"))
    updates = sorted((project / "dist").glob("*.ctdelta"))
    assert len(updates) == len(old) == 2 * len(new) > 0
    sums = (project / "dist/SHA256SUMS").read_text("utf-8")
    page = html.fromstring((project / "site/downloads.html").read_text("utf-8"))
    for path, update in zip(old, updates, strict=True):
        assert update.name.startswith(f"{path.stem}-to-") and f"  {update.name}\n" in sums
        assert page.xpath(f"//a[@href='downloads/{update.name}'][contains(., 'martie 2027')]")
        applied = apply_update(update, path, tmp_path / f"made-{path.name}")
        assert applied.exact
        assert applied.path.read_bytes() == new[path.stem.partition("-2027")[0]].read_bytes()


def test_what_is_the_same_needs_no_update(tmp_path: Path) -> None:
    """A second run on the same day makes none."""
    project = copy_second(tmp_path / "project")
    assert _bundled(project, DAYS[0]).returncode == 0
    assert _bundled(project, DAYS[0], "--since", project / "dist").returncode == 0
    assert list((project / "dist").glob("*.zip")) and not list((project / "dist").glob("*.ctdelta"))


@pytest.mark.parametrize(("spoil", "words"), [("cut", "its end is missing"), ("other", "of “Another Library”")])
def test_an_earlier_bundle_that_is_none_stops_the_run(tmp_path: Path, spoil: str, words: str) -> None:
    """It is named; the last release stays."""
    bundle = make(tmp_path / "water.zip", files())
    if spoil == "cut":
        bundle.write_bytes(bundle.read_bytes()[:-10])
    else:
        write_bundle(bundle, dataclasses.replace(ABOUT, library="Another Library"), files())
    with pytest.raises(BundleError, match=r"water\.zip.*" + words):
        earlier_bundles([tmp_path], ABOUT.library)


def test_earlier_bundles_are_found_by_pack_the_latest_first(tmp_path: Path) -> None:
    """In several folders; a copy counts once, and other files are passed over."""
    for folder, day in (("a", DAYS[0]), ("b", DAYS[1]), ("c", DAYS[1])):
        (tmp_path / folder).mkdir()
        make(tmp_path / folder / f"water-{day}.zip", files(day), day)
        (tmp_path / folder / f"water-{day}.zip{ENDING}").write_text("signature", "utf-8")
    found = earlier_bundles([tmp_path / "a", tmp_path / "b", tmp_path / "c"], ABOUT.library)
    assert list(found) == [ABOUT.id]
    assert [(about.day, path.parent.name) for about, path in found[ABOUT.id]] == [(DAYS[1], "b"), (DAYS[0], "a")]
