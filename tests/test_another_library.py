"""A library of another field, checked, built and searched: every word of its notes stands on its page."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.another_library import TERMS, Note, files, notes
from tests.community import copy_second, run, write_files

NOTES = notes(12)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """It, built."""
    found = copy_second(tmp_path_factory.mktemp("another") / "library")
    write_files(found, files(NOTES))
    checked = run(found, "check", "--today", "2026-06-01")
    assert (checked.returncode, [line for line in checked.stdout.splitlines() if "sheet-" in line]) == (0, []), checked
    built = run(found, "build", "--today", "2026-06-01")
    assert built.returncode == 0, built.stdout + built.stderr
    return found


def _page(project: Path, note: Note) -> str:
    return (project / "site" / "guidance" / f"{note.id}.html").read_text(encoding="utf-8")


@pytest.mark.builds
@pytest.mark.parametrize("note", NOTES, ids=lambda note: note.id)
def test_every_word_stands_on_its_page(project: Path, note: Note) -> None:
    """Code, boxes, footnotes and tables included, and no sign of Markdown is left."""
    article = _page(project, note).partition('id="steps"')[2].partition("</article>")[0]
    shown = re.sub(r"<[^>]*>", " ", article)
    assert note.words <= set(re.findall(r"word\w+", shown))
    assert not re.search(r"\[\^|^!!!|^\?\?\?|~~|==|```|\[x\]", shown, re.MULTILINE)


@pytest.mark.builds
def test_its_terms_are_linked_where_they_are_meant(project: Path) -> None:
    """Names with signs and plurals are; an everyday word in running text is not."""
    page = _page(project, NOTES[0])
    linked = {id for id in TERMS if f'href="../definitions/{id}.html"' in page.partition('id="steps"')[2]}
    assert linked == {"c-plus-plus", "r-and-d", "tls", "plus-one", "node-js", "crisis"}


@pytest.mark.builds
@pytest.mark.parametrize(
    ("query", "id"),
    [(sorted(NOTES[4].words)[7], "sheet-4"), ("C++", "c-plus-plus"), ("R&D", "r-and-d"), ("crises", "crisis"),
     ("node.js", "node-js"), ("transport security", "tls"), ("+1", "plus-one")],
)  # fmt: skip
def test_it_is_searched(project: Path, query: str, id: str) -> None:
    """By words of its code, names with signs, plurals, and what a term means."""
    asked = run(project, "search", query, "--format", "json", "--today", "2026-06-01")
    assert asked.returncode == 0, asked.stderr
    assert id in [result["id"] for result in json.loads(asked.stdout)["results"][:3]]
