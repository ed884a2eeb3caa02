"""A page changes only with its content: another day and another version leave every page as it was."""

from __future__ import annotations

import datetime
import shutil
import zipfile
from pathlib import Path

import pytest

from tests.community import TODAY, contents, copy_second, run
from tests.conftest import ROOT

LATER = TODAY + datetime.timedelta(days=20)
"""No review of the second community becomes overdue between the two."""
MADE = "assets/js/made.js"
SAID_ON_SITE = {MADE, "downloads.html", "data/records.json", "sitemap.xml.gz"}
"""The script that says day and version; the page about bundles, the export for programs, and the list for crawlers,
which says in its head when it was packed."""
SAID_IN_BUNDLE = {f"library/{MADE}", "library/downloads.html", "START-HERE.html", "MANIFEST.json"}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The second community with templates of its own."""
    project = copy_second(tmp_path_factory.mktemp("unchanged") / "project")
    shutil.copytree(ROOT / "overrides", project / "overrides")
    settings = project / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8").replace(f"{ROOT.as_posix()}/overrides", "overrides"), "utf-8")
    return project


def _append(path: Path, text: str) -> None:
    with path.open("a", encoding="utf-8") as file:
        file.write(text)


def _different(one: dict[str, bytes], other: dict[str, bytes]) -> set[str]:
    return {name for name in one.keys() | other.keys() if one.get(name) != other.get(name)}


def _site(project: Path) -> dict[str, bytes]:
    return {name: content for name, content in contents(project / "site").items() if "downloads/" not in name}


def _unpacked(project: Path) -> dict[str, bytes]:
    """The files of the whole library's bundle; it has the shortest name."""
    with zipfile.ZipFile(min((project / "dist").glob("*.zip"), key=lambda path: len(path.name))) as opened:
        return {name.partition("/")[2]: opened.read(name) for name in opened.namelist()}


def test_another_day_and_version_change_no_page(project: Path) -> None:
    """On the site and in the bundle only what is listed above: one small script, and texts for who has no scripts."""
    made = run(project, "bundle", "--today", TODAY.isoformat())
    assert made.returncode == 0, made.stdout + made.stderr
    site, bundle = _site(project), _unpacked(project)
    _append(project / "overrides/author/recent.html", "{# Nothing that a reader sees. #}")
    made = run(project, "bundle", "--today", LATER.isoformat())
    assert made.returncode == 0, made.stdout + made.stderr
    assert _different(site, _site(project)) == SAID_ON_SITE
    assert _different(bundle, _unpacked(project)) == SAID_IN_BUNDLE
    assert TODAY.isoformat().encode() in site[MADE] and TODAY.isoformat().encode() in bundle[f"library/{MADE}"]


def test_a_word_in_an_entry_changes_its_page_only(project: Path) -> None:
    """Of all pages; its place in lists shows title and summary."""
    assert run(project, "build", "--today", LATER.isoformat()).returncode == 0
    before = _site(project)
    _append(project / "docs/practices/compost-pe-acoperis.md", "\nVecinii știu.\n")
    assert run(project, "build", "--today", LATER.isoformat()).returncode == 0
    changed = {name for name in _different(before, _site(project)) if name.endswith(".html")}
    assert changed == {"practices/compost-pe-acoperis.html", "downloads.html"}


def test_who_reads_without_scripts_finds_no_half_sentence(second_site: Path) -> None:
    """Day and version stand whole on the page about bundles and nowhere else."""
    pages = {name: content.decode() for name, content in contents(second_site).items() if name.endswith(".html")}
    assert {name for name, html in pages.items() if "Content as of" in html} == {"downloads.html"}
    day = TODAY.isoformat()
    assert f'Content as of <time datetime="{day}" data-made>1 aprilie 2026</time>, version ' in pages["downloads.html"]
