"""`commonthread search`: the site's search without a browser."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from macros.cache_place import cache_folder
from macros.cli import search
from macros.cli.main import main
from macros.kept_index import FILE
from tests.community import copy_second


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the second community."""
    return copy_second(tmp_path_factory.mktemp("search") / "project")


def _search(project: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--root", str(project), "search", "--today", "2026-04-01", *arguments])


def test_results_say_what_they_are_and_where(project: Path) -> None:
    """Title, type, status, address and the words that were found; the count goes to the other channel."""
    result = _search(project, "gradina", "comunitara")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[:2] == [
        "  1  Grădină comunitară",
        "     definition, hotărâtă împreună  definitions/gradina-comunitara.html",
    ]
    assert result.stderr.endswith(" found\n")


def test_machines_get_the_same_order_as_people(project: Path) -> None:
    """JSON names the section, its address and what was read into the words."""
    said = _search(project, "--format", "json", "--limit", "3", "lada", "soare")
    found = json.loads(said.stdout)
    people = _search(project, "--limit", "3", "lada", "soare").stdout
    assert [result["rank"] for result in found["results"]] == [1, 2, 3]
    places = [people.index(result["page"]) for result in found["results"]]
    assert places == sorted(places)
    assert found["results"][0]["id"] == "lada-in-soare"
    assert found["found"] >= 3


def test_an_acronym_is_explained(project: Path) -> None:
    """Names lead to the preferred term, as the page says."""
    result = _search(project, "GC")
    assert result.stdout.startswith("GC → Grădină comunitară\n")
    assert json.loads(_search(project, "--format", "json", "GC").stdout)["definition"] == (
        "definitions/gradina-comunitara.html"
    )


def test_a_slip_is_forgiven_and_said(project: Path) -> None:
    """The reader learns which word was looked for instead."""
    result = _search(project, "gradnia")
    assert result.stdout.startswith("Nothing says “gradnia”; shown instead: gradina")


def test_nothing_is_taken_for_another_word_where_that_is_asked(project: Path) -> None:
    """As in the dialog of the site, which offers it where a slip was mended."""
    result = _search(project, "--as-typed", "gradnia")
    assert result.stdout == "Nothing says “gradnia”, or anything like it\n"


def test_the_definition_that_was_asked_for_comes_first_with_its_own_words(project: Path) -> None:
    """The site's dialog shows it above pages that hold the words more often."""
    found = json.loads(_search(project, "--format", "json", "compost").stdout)
    first = found["results"][0]
    assert found["definition"] == first["page"] == "definitions/compost.html"
    assert first["excerpt"] == "Resturi care au redevenit pământ; se face într-o Grădină comunitară."


@pytest.mark.parametrize("words", ["", "--", "^~*:+-", "<script>alert(1)</script>", '"', "😀", "x" * 10_000, "zzzqqq"])
def test_whatever_is_typed_nothing_fails(project: Path, words: str) -> None:
    """Nothing found is an answer, not an error."""
    result = _search(project, "--", words)
    assert result.exit_code == 0, result.output
    assert "Traceback" not in result.output


def test_a_query_may_begin_with_a_dash(project: Path) -> None:
    """Readers paste lists."""
    assert "lada-in-soare" in _search(project, "-lada").stdout


def test_broken_content_is_named_instead_of_searched(tmp_path: Path) -> None:
    """The same lines as `check` gives, and a failing status."""
    project = copy_second(tmp_path / "project")
    entry = project / "docs/lessons/lada-in-soare.md"
    entry.write_text(entry.read_text("utf-8").replace("outcome: n-a-mers", "outcome: perhaps"), "utf-8")
    result = _search(project, "lada")
    assert result.exit_code == 1
    assert "docs/lessons/lada-in-soare.md:" in result.stderr
    assert result.stdout == ""


def test_a_question_answers_from_what_the_last_one_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same answers, without reading the library; another word anywhere, or another day, reads it again."""
    project, reads = copy_second(tmp_path / "project"), []
    check = search.check_site
    monkeypatch.setattr(search, "check_site", lambda *given: (reads.append(1), check(*given))[1])
    queries = (["gradina", "comunitara"], ["GC"], ["gradnia"], ["--format", "json", "compost"])
    first = [_search(project, *query).output for query in queries]
    assert len(reads) == 1
    assert [_search(project, *query).output for query in queries] == first and len(reads) == 1
    CliRunner().invoke(main, ["--root", str(project), "search", "--today", "2026-04-02", "compost"])
    assert len(reads) == 2
    entry = project / "docs/practices/compost-pe-acoperis.md"
    entry.write_text(entry.read_text("utf-8").rstrip() + " Zebre.\n", "utf-8")
    assert "zebre" in _search(project, "zebre").stdout.casefold() and len(reads) == 3


def test_a_damaged_index_is_made_again(tmp_path: Path) -> None:
    """Wherever it is damaged."""
    project = copy_second(tmp_path / "project")
    first = _search(project, "compost").output
    folder = cache_folder(project)
    assert folder is not None
    content = bytearray((folder / FILE).read_bytes())
    for place in range(0, len(content), 97):
        content[place] ^= 4
    (folder / FILE).write_bytes(bytes(content))
    assert _search(project, "compost").output == first == _search(project, "compost").output
