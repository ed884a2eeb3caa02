"""What another community changes without Python: names of lists, and types and lists that it does without."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from macros.check_links import broken_links
from macros.model.registry import record_types
from tests.community import TODAY, copy_second, run, second_library
from tests.conftest import ROOT

OWN = "Numele nou"
"""What every list is called in the copy, followed by a number."""


def _build(project: Path) -> Path:
    made = run(project, "build", "--today", TODAY.isoformat())
    assert made.returncode == 0, made.stdout + made.stderr
    assert "warning" not in (made.stdout + made.stderr).lower()
    return project / "site"


@pytest.fixture(scope="module")
def renamed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The second community with other names for all its lists."""
    project = copy_second(tmp_path_factory.mktemp("renamed") / "project")
    for number, path in enumerate(sorted((project / "data/vocabularies").glob("*.yml"))):
        text = re.sub(r"^(title: ).*$", rf'\1{{ro: "{OWN} {number}"}}', path.read_text("utf-8"), flags=re.MULTILINE)
        path.write_text(re.sub(r"^(singular: ).*$", rf'\1"{OWN} {number}"', text, flags=re.MULTILINE), "utf-8")
    return _build(project)


def _labels(html: str) -> set[str]:
    """What a page calls its rows, its headings and its tables."""
    found = re.findall(r"<(dt|h[1-6]|th|figcaption|legend)\b[^>]*>(.*?)</\1>", html, re.DOTALL)
    return {re.sub(r"<[^>]+>", "", words).strip(" ¶\n") for _, words in found}


def test_no_page_shows_the_old_name_of_a_list(renamed: Path) -> None:
    """Neither as the fixture had it nor as the shipped library has it: rows, headings, filters and tables."""
    old = {
        word
        for known in second_library().vocabularies.values()
        for word in (*known.title.values(), *known.singular.values())
    }
    for path in sorted((ROOT / "data/vocabularies").glob("*.yml")):
        old |= set(re.findall(r'\ben: "([^"]+)"', path.read_text("utf-8").partition("definition:")[0]))
    kinds = {"Status", "Kind"}
    seen = 0
    for page in sorted(renamed.rglob("*.html")):
        labels = _labels(page.read_text("utf-8"))
        assert not labels & (old - kinds), page
        seen += any(label.startswith(OWN) for label in labels)
    assert seen > 10
    explorer = (renamed / "search/explore.js").read_text("utf-8")
    assert OWN in explorer and not [word for word in old - kinds if f'"{word}"' in explorer]


def test_a_library_does_without_a_type_its_index_and_its_lists(tmp_path: Path) -> None:
    """It builds without a warning, every link works, and no page speaks of the type."""
    project = copy_second(tmp_path / "project")
    shutil.rmtree(project / "docs/guidance")
    (project / "data/vocabularies/audiences.yml").unlink()
    targets = project / "data/vocabularies/sdg-targets.yml"
    targets.write_text(targets.read_text("utf-8").partition("terms:")[0] + "terms: []\n", "utf-8")
    for name, line in (
        ("data/site.yml", r"  guidance:.*\n"),
        ("data/workshops/sezatoarea-de-primavara.yml", r"    led_to: \[primul-compost\]\n"),
        ("docs/practices/compost-pe-acoperis.md", r"sdg_targets:.*\n"),
    ):
        path = project / name
        path.write_text(re.sub(f"^{line}", "", path.read_text("utf-8"), flags=re.MULTILINE), "utf-8")
    fields = project / "docs/contribute/fields.md"
    fields.write_text(fields.read_text("utf-8") + '\n{{ field_table("guidance") }}\n', "utf-8")
    checked = run(project, "check", "--today", TODAY.isoformat())
    assert checked.returncode == 0, checked.stdout + checked.stderr
    site = _build(project)
    assert broken_links(site) == []
    assert not (site / "guidance").exists()
    label = record_types()["guidance"].label
    for page in site.rglob("*.html"):
        html = page.read_text("utf-8")
        assert "guidance/" not in html, page
        assert page.name == "fields.html" or label not in html, page


def test_entries_of_a_type_without_an_index_lead_to_their_whole_list(tmp_path: Path) -> None:
    """The page above an entry, the ways in and the table of types still lead somewhere."""
    project = copy_second(tmp_path / "project")
    (project / "docs/guidance/index.md").unlink()
    navigation = project / "mkdocs.yml"
    navigation.write_text(navigation.read_text("utf-8").replace("      - Îndrumare: guidance/index.md\n", ""), "utf-8")
    site = _build(project)
    assert broken_links(site) == []
    assert '<p class="ct-head__kind"><a href="all.html">' in (site / "guidance/primul-compost.html").read_text("utf-8")
    assert 'href="../guidance/all.html"' in (site / "contribute/index.html").read_text("utf-8")
