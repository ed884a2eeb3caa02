"""The report for reviewers: what is new, what follows from it, and nothing that a stranger could forge."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from markdown_it import MarkdownIt

from macros.cli.main import main
from macros.problems import Problem
from macros.review.facts import MOST, EntryChange, Named, NoReportError, Report, from_data
from macros.review.markdown import ENTRIES, LONGEST, markdown
from tests.community import copy_second
from tests.repositories import commit_all, git

LESSON = """---
title: {title}
summary: {summary}
language: ro
added: 2026-03-04
outcome: n-a-mers
drawn_from: [compost-pe-acoperis]
countries: [romania]
sectors: [{sector}]
intervention_levels: [acoperis]
sources:
  - source: anuar-gradini
---

## What happened

{text}

## What to do differently

Nimic.
"""
MATRIX = '# Hartă\n\n{{ matrix("lesson", rows="sectors", columns="intervention-levels") }}\n'


def _lesson(
    project: Path, id: str, title: str = "Albine", summary: str = "Cu totul altceva, de la alții.", **given: str
) -> None:
    words = {"sector": "albine", "text": "Nimic.", **given}
    (project / f"docs/lessons/{id}.md").write_text(LESSON.format(title=title, summary=summary, **words), "utf-8")


def _check(project: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--root", str(project), "check", "--today", "2026-04-01", *arguments])


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, dict[str, Any]]:
    """A proposal of every kind, as Markdown and as JSON."""
    project = copy_second(tmp_path_factory.mktemp("report") / "project")
    (project / "docs/browse/matrix.md").write_text(MATRIX, "utf-8")
    _lesson(project, "plecata", "Una care pleacă", "Pleacă de aici, și nu se mai întoarce niciodată.")
    _lesson(
        project,
        "veche",
        "Una veche",
        "Un strat de lalele, plantat devreme.",
        sector="legume",
        text="Aici a fost o cutie verde.",
    )
    commit_all(project)
    git(project, "checkout", "--quiet", "-b", "proposal")
    _lesson(project, "noua", "Stupi, @toti, `<b>`", "Stupii au fost duși în altă parte.", sector="udare")
    _lesson(project, "aaa", "Una veche", "Un strat de lalele, plantat devreme.", sector="legume", text="Nimic.")
    (project / "docs/lessons/plecata.md").unlink()
    entry = project / "docs/lessons/lada-in-soare.md"
    entry.write_text(entry.read_text("utf-8").replace("Umbră", "Multă umbră").replace("2025-08", "2025-09"), "utf-8")
    new = project / "data/definitions/cutie-verde.yml"
    new.write_text(
        "title: Una veche\nsummary: O cutie verde, din lemn vechi.\nlanguage: ro\nadded: 2026-03-04\n"
        "names: [{text: cutie verde, language: ro}]\n"
        "status: schita\nharmonised: {text: Words.}\n",
        "utf-8",
    )
    (project / "docs/about/index.md").write_text("# Despre\n\n{{ browse() }}\n", "utf-8")
    (project / "data/site.yml").write_text((project / "data/site.yml").read_text("utf-8") + "# \n", "utf-8")
    commit_all(project)
    git(project, "checkout", "--quiet", "main")
    _lesson(project, "alta", "Alta, de la alții")
    commit_all(project, "somebody else's")
    git(project, "checkout", "--quiet", "proposal")
    text = _check(project, "--changed-since", "main", "--format", "markdown")
    data = _check(project, "--changed-since", "main", "--format", "json")
    assert text.exit_code == data.exit_code == 0, text.output + data.output
    return text.stdout, json.loads(data.stdout)


def test_what_is_new_changed_and_removed(told: tuple[str, dict[str, Any]]) -> None:
    """By its own branch alone: what others did on main meanwhile is no part of it."""
    text, data = told
    kinds = {entry["path"]: entry["kind"] for entry in data["entries"]}
    assert kinds == {
        "data/definitions/cutie-verde.yml": "new",
        "docs/lessons/aaa.md": "new",
        "docs/lessons/lada-in-soare.md": "changed",
        "docs/lessons/noua.md": "new",
        "docs/lessons/plecata.md": "removed",
    }
    assert "Entries: 3 new, 1 changed, 1 removed. Problems: 0 errors, 2 warnings." in text
    assert data["settings"] == ["data/site.yml"] and data["code"] == ["docs/about/index.md"]


def _entry(data: dict[str, Any], path: str) -> dict[str, Any]:
    found: dict[str, Any] = next(entry for entry in data["entries"] if entry["path"] == path)
    return found


def test_what_a_change_is_about(told: tuple[str, dict[str, Any]]) -> None:
    """Fields and sections that differ."""
    text, data = told
    assert _entry(data, "docs/lessons/lada-in-soare.md")["fields"] == ["period", "What to do differently"]
    assert "  - Differs in: `period`, `What to do differently`" in text


def test_which_pages_get_links_without_a_change_of_their_own(told: tuple[str, dict[str, Any]]) -> None:
    """A new name of a definition reaches into the pages of others."""
    text, data = told
    old = {"title": "Una veche", "path": "docs/lessons/veche.md"}
    assert _entry(data, "data/definitions/cutie-verde.yml")["newly_from"] == [old]
    assert "  - Pages that it puts a link on, without a change of their own: `Una veche`" in text


def test_which_cells_of_a_map_are_filled(told: tuple[str, dict[str, Any]]) -> None:
    """Those where nothing stood; a second entry in a cell fills none."""
    _, data = told
    assert len(_entry(data, "docs/lessons/noua.md")["fills"]) == 1
    assert _entry(data, "docs/lessons/aaa.md")["fills"] == []


def test_what_says_nearly_the_same(told: tuple[str, dict[str, Any]]) -> None:
    """The warning stands at whichever comes later, also where that was there before."""
    text, data = told
    old, new = ({"title": "Una veche", "path": f"docs/lessons/{id}.md"} for id in ("veche", "aaa"))
    definition = {"title": "Una veche", "path": "data/definitions/cutie-verde.yml"}
    assert _entry(data, "docs/lessons/aaa.md")["alike"] == [old, definition]
    assert _entry(data, definition["path"])["alike"] == [new, old], "by its title alone"
    assert [problem["path"] for problem in data["problems"] if problem["code"] == "near-duplicate"] == [
        "docs/lessons/veche.md"
    ]
    assert "  - Says nearly the same, or has the title of: `Una veche`" in text


def test_what_to_read_before_running_it_and_what_to_look_at(told: tuple[str, dict[str, Any]]) -> None:
    """Code stands first, pages last; a removed entry has none, and its address leads nowhere."""
    text, _ = told
    headings = [line for line in text.splitlines() if line.startswith("#")]
    assert headings == [
        "## What this proposal changes", "### Code: read it before you run it", "### Entries",
        "### Settings, lists and pictures", "### Problems", "### Pages to look at",
    ]  # fmt: skip
    assert "- `lessons/noua.html`" in text and "`lessons/plecata.html`" not in text
    assert "  - Its address leads nowhere: data/redirects.yml can lead it on." in text


def test_no_word_of_the_proposal_is_read_as_markdown(told: tuple[str, dict[str, Any]]) -> None:
    """Nobody is called, nothing is a link or HTML: only headings, lists and code."""
    text, _ = told
    assert "`` Stupi, @toti, `<b>` ``" in text
    blocks = MarkdownIt("gfm-like", {"linkify": False}).parse(text)
    inline = {token.type for block in blocks for token in block.children or []}
    assert inline <= {"text", "code_inline", "softbreak"}
    assert {block.type for block in blocks if "html" in block.type} == set()
    said = [token.content for block in blocks for token in block.children or [] if token.type == "text"]
    assert not any("@" in words for words in said)


def test_with_errors_the_files_and_problems_are_told(tmp_path: Path) -> None:
    """And that nothing else is known yet."""
    project = copy_second(tmp_path / "project")
    commit_all(project)
    _lesson(project, "rea", sector="nimic")
    (project / "data/sources/anuar-gradini.yml").unlink()
    result = _check(project, "--changed-since", "HEAD", "--format", "markdown")
    assert result.exit_code == 1
    assert "- New: `rea`, in `docs/lessons/rea.md`" in result.stdout
    assert "- Removed: `anuar-gradini`, in `data/sources/anuar-gradini.yml`" in result.stdout
    assert "It can't be published before the errors are mended." in result.stdout
    assert "so nothing is said of links, maps and likeness yet." in result.stdout
    assert '  - Error, line 9, `sectors.0`: `unknown term "nimic"' in result.stdout


def test_a_report_needs_something_to_compare_with(tmp_path: Path) -> None:
    """And a shallow clone is named as one."""
    project = copy_second(tmp_path / "project")
    assert "name a branch with --changed-since" in _check(project, "--format", "markdown").stderr
    commit_all(project)
    git(project, "checkout", "--quiet", "-b", "proposal")
    commit_all(project, "theirs")
    git(project, "checkout", "--quiet", "main")
    commit_all(project, "ours")
    shallow = tmp_path / "shallow"
    git(tmp_path, "clone", "--quiet", "--depth=1", "--no-single-branch", f"file://{project}", str(shallow))
    result = _check(shallow, "--changed-since", "origin/proposal")
    assert result.exit_code == 2
    assert "'origin/proposal' and the current commit have no commit in common; this clone holds only" in result.stderr


def test_a_report_comes_back_from_json_as_it_was(told: tuple[str, dict[str, Any]]) -> None:
    """The comment is written from data, by a program that the proposal has not touched."""
    text, data = told
    assert f"{markdown(from_data(data))}" == text


PROBLEM = {"path": "a", "line": 1, "field": "-", "message": "m", "code": "bad-value", "severity": "error"}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"more": 1}, "and nothing else"),
        ({"compared": "yes"}, "compared"),
        ({"code": "x"}, "a list of at most"),
        ({"code": ["x"] * (MOST + 1)}, "a list of at most"),
        ({"code": ["x" * 3000]}, "a text of at most"),
        ({"code": [1]}, "a text of at most"),
        ({"problems": [{}]}, "problems: must have"),
        ({"problems": [{**PROBLEM, "line": "1"}]}, "line"),
        ({"problems": [{**PROBLEM, "code": "odd"}]}, "unknown code"),
        ({"problems": [{**PROBLEM, "code": ["x"]}]}, "unknown code"),
        ({"problems": [{**PROBLEM, "severity": "fatal"}]}, "unknown code or severity"),
        ({"entries": [{}]}, "entries: must have"),
    ],
)
def test_what_is_no_report_is_refused(change: dict[str, Any], words: str) -> None:
    """Whoever made it may have been told what to say."""
    data = json.loads(json.dumps(Report().as_data()))
    assert from_data(data) == Report()
    with pytest.raises(NoReportError, match=words):
        from_data({**data, **change})


@pytest.mark.parametrize("data", [None, [], "x", 1])
def test_no_other_data_is_a_report(data: object) -> None:
    """Not even a list."""
    with pytest.raises(NoReportError):
        from_data(data)


def test_a_report_fits_into_a_comment() -> None:
    """However much a proposal changes, and however long its words are."""
    names = tuple(Named("n" * 500, "p" * 500) for _ in range(50))
    long = ("f" * 500,) * 50
    entry = EntryChange("docs/lessons/a.md", "new", "Lesson", "t" * 2000, "p" * 500, long, names, names, long, names)
    problems = tuple(Problem("a" * 300, line, "-", "m" * 2000, "bad-value") for line in range(400))
    text = markdown(Report((entry,) * 300, long * 4, long * 4, problems))
    assert len(text) <= LONGEST
    assert text.rstrip().endswith("Run the check yourself.")
    short = markdown(Report((EntryChange("docs/lessons/a.md", "new", "Lesson", "t", "p"),) * 300))
    assert short.count("- New: ") == ENTRIES and "- and 260 more entries" in short
