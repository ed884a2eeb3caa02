"""Counting: the same everywhere and always, and little changes where little was changed."""

from __future__ import annotations

import datetime
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from macros.model.record import Record
from macros.search.index import build, count, frequency_class
from macros.search.library import search_library, write_search
from macros.search.sections import FIELDS, cut
from macros.search.words import stop_words
from macros.shell import Site, check_site
from tests.casebook import write_files
from tests.community import SECOND, TODAY, contents, copy_second, graph_of, record, run
from tests.conftest import DAY, ROOT
from tests.search.support import Shipped, entry, library_of, tokens_of
from tests.test_architecture import TYPE


def test_every_word_is_counted_where_it_stands() -> None:
    """Terms by field, lengths, and which forms lead to which terms."""
    page = cut(
        entry(title="Trust", names=(("fr", "la confiance"),), summary="Trusting people trust."),
        '<p>Trust the people.</p><h2 id="a">Costs of trust</h2><p>Money, money.</p>',
    )
    index = build([count(page)], lambda languages: stop_words("en"))
    assert index.terms == ["confianc", "cost", "la-", "money", "of-", "peopl", "trust"]
    assert list(FIELDS) == ["title", "terms", "summary", "heading", "place", "body", "asked"]
    found = {
        term: [(section, index.patterns[pattern]) for section, pattern in postings]
        for term, postings in zip(index.terms, index.postings, strict=True)
    }
    assert found["trust"] == [(0, (1, 0, 2, 0, 0, 1, 0)), (1, (0, 0, 0, 1, 1, 0, 0))]
    assert found["money"] == [(1, (0, 0, 0, 0, 0, 2, 0))] and found["confianc"] == [(0, (0, 1, 0, 0, 0, 0, 0))]
    assert index.lengths == [(1, 2, 3, 0, 0, 2, 0), (0, 0, 0, 3, 1, 2, 0)]
    assert index.averages == [0.5, 1.0, 1.5, 1.5, 0.5, 2.0, 0.0]
    assert {form: index.terms[terms[0]] for form, terms in index.forms.items() if terms} == {
        "confiance": "confianc", "costs": "cost", "money": "money", "people": "peopl",
        "trust": "trust", "trusting": "trust", "la-": "la-", "of-": "of-",
    }  # fmt: skip
    assert index.forms["the"] == ()


def test_one_form_may_have_terms_of_several_languages() -> None:
    """What a reader types has no language."""
    pages = [
        cut(entry(f"pages/{language}.html", language=language), f"<p>{text}</p>")
        for language, text in (("en", "nations"), ("fr", "nations"), ("ro", "comunitate"), ("mul", "communities"))
    ]
    index, _ = library_of(*pages)
    assert [index.terms[term] for term in index.forms["communities"]] == ["communities"]
    assert len(index.forms["nations"]) == len({index.terms[term] for term in index.forms["nations"]})


def test_patterns_are_numbered_as_they_first_occur(shipped: Shipped) -> None:
    """So that a further page changes no number; all are in use, none twice, and nearly all take one character."""
    by_section = sorted((section, pattern) for postings in shipped.index.postings for section, pattern in postings)
    found = [pattern for _, pattern in by_section]
    first = {pattern: place for place, pattern in reversed(list(enumerate(found)))}
    sections = [by_section[first[number]][0] for number in range(len(shipped.index.patterns))]
    assert sections == sorted(sections)
    assert len(set(shipped.index.patterns)) == len(shipped.index.patterns)
    assert sum(pattern < 61 for pattern in found) > 0.9 * len(found)


def test_the_shipped_index_holds_every_term_of_every_section(shipped: Shipped) -> None:
    """Counted again from the pages, section by section, term by term."""
    found: dict[tuple[int, str], tuple[int, ...]] = {}
    for section, (tokens, _) in enumerate(tokens_of(shipped.pages)):
        assert tuple(map(len, tokens.values())) == shipped.index.lengths[section]
        for term in {term for terms in tokens.values() for term in terms}:
            found[section, term] = tuple(tokens[field].count(term) for field in FIELDS)
    indexed = {
        (section, term): shipped.index.patterns[pattern]
        for term, postings in zip(shipped.index.terms, shipped.index.postings, strict=True)
        for section, pattern in postings
    }
    assert found == indexed


@pytest.mark.parametrize(
    ("sections", "expected"), [(0, 0), (1, 0), (2, 1), (3, 1), (4, 2), (1023, 9), (65536, 15), (10**6, 15)]
)
def test_how_common_a_term_is(sections: int, expected: int) -> None:
    """The logarithm, in one figure of the code."""
    assert frequency_class(range(sections)) == expected


def test_pages_are_numbered_by_the_day_they_were_added(shipped: Shipped) -> None:
    """The pages that maintainers write, then records, oldest first: a new one comes last."""
    order = [
        (about.kind != "page", about.added, "" if about.kind == "page" else about.path)
        for about in shipped.index.entries
    ]
    assert order == sorted(order)
    assert {is_record for is_record, _, _ in order} == {False, True}


def _small_site(root: Path, *records: Record) -> Site:
    """A project of a few entries, without pages that anybody wrote."""
    (root / "overrides").symlink_to(ROOT / "overrides")
    (root / "docs").mkdir()
    site = Site(graph_of(*records), root, root / "overrides")
    site.render()
    return site


def test_an_entry_that_is_added_later_is_numbered_later(tmp_path: Path) -> None:
    """Whatever it is called and of whatever type it is; on the same day by its address."""
    days = {"zz": "2025-01-01", "bb": "2025-06-01", "cc": "2025-06-01", "aa": "2026-02-01"}
    site = _small_site(tmp_path, *(record("practice", id, added=day) for id, day in days.items()))
    assert [about.id for about in site.search(tmp_path).index.entries] == ["zz", "bb", "cc", "izvor", "aa"]


def test_the_same_content_gives_the_same_bytes(shipped: Shipped, tmp_path: Path) -> None:
    """In another process, on one processor instead of several, with and without remembered words."""
    write_search(shipped.site.graph, shipped.library, tmp_path / "again")
    assert contents(tmp_path / "again") == contents(shipped.folder / "search")


def test_a_library_without_counts_is_counted(shipped: Shipped, tmp_path: Path) -> None:
    """From its rendered pages, with the same result."""
    counted = search_library(shipped.site.graph, shipped.site.pages, shipped.folder.parent)
    write_search(shipped.site.graph, counted, tmp_path / "again")
    assert contents(tmp_path / "again") == contents(shipped.folder / "search")


def test_neither_hashes_nor_places_nor_clocks_matter(second_site: Path, tmp_path: Path) -> None:
    """Another seed, another folder, another time zone, another language of the machine."""
    project = copy_second(tmp_path / "a place with blanks")
    made = run(project, "build", "--today", TODAY.isoformat(), PYTHONHASHSEED="4711", TZ="Pacific/Apia", LC_ALL="C")
    assert made.returncode == 0, made.stdout + made.stderr
    assert contents(project / "site/search") == contents(second_site / "search")


@dataclass(frozen=True)
class Change:
    """What a change of content changes in the pieces of the index."""

    changed: tuple[str, ...]
    added: tuple[str, ...]
    removed: tuple[str, ...]
    size: int
    """Bytes of the pieces that are new or changed."""
    whole: int
    """Bytes of all pieces."""


@pytest.fixture(scope="module")
def project(shipped: Shipped, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project that was built, which may be changed."""
    target = tmp_path_factory.mktemp("changed") / "project"
    built = shutil.ignore_patterns("site", "__pycache__")
    return Path(shutil.copytree(shipped.folder.parent, target, ignore=built))


def _pieces(project: Path, target: Path) -> dict[str, bytes]:
    site, problems = check_site(project, project / "overrides", datetime.date.fromisoformat(DAY))
    assert site is not None and not [problem for problem in problems if problem.severity == "error"]
    site.render()
    write_search(site.graph, site.search(project), target)
    return contents(target)


@pytest.fixture(scope="module")
def change_of(
    project: Path, shipped: Shipped, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str, Callable[[str], str]], Change]:
    """Edits a file of the project, indexes, puts the file back, and compares."""
    before = contents(shipped.folder / "search")

    def change_of(name: str, edit: Callable[[str], str]) -> Change:
        path = project / name
        old = path.read_text("utf-8") if path.exists() else None
        path.write_text(edit(old or ""), "utf-8")
        try:
            after = _pieces(project, tmp_path_factory.mktemp("pieces"))
        finally:
            path.write_text(old, "utf-8") if old is not None else path.unlink()
        new = [name for name in after if before.get(name) != after[name]]
        return Change(
            tuple(sorted(name for name in new if name in before)),
            tuple(sorted(after.keys() - before.keys())),
            tuple(sorted(before.keys() - after.keys())),
            sum(len(after[name]) for name in new),
            sum(map(len, after.values())),
        )

    return change_of


Edit = Callable[[str, Callable[[str], str]], Change]


def test_a_changed_sentence_changes_few_pieces(change_of: Edit, record_property: Callable[[str, object], None]) -> None:
    """Start, lengths, the text, the words that came and went: 30 files and a fifth of the index at most."""
    name = "docs/practices/iraq-mixed-football.md"

    def edit(text: str) -> str:
        head, mark, rest = text.rpartition("\n## ")
        assert mark
        return (
            f"{head}\n\nPlayers of both towns painted the changing rooms together before the first match.\n{mark}{rest}"
        )

    change = change_of(name, edit)
    record_property("change", str(change))
    assert {"start.js", "lengths.js"} <= set(change.changed)
    assert len(change.changed) + len(change.added) + len(change.removed) <= 30
    assert change.size < change.whole / 5


def test_a_new_entry_leaves_most_pieces_as_they_are(
    project: Path, change_of: Edit, record_property: Callable[[str, object], None]
) -> None:
    """Dated later than the others: it gets the last numbers, and half of the index at most is read again."""
    source = (project / "docs/practices/iraq-mixed-football.md").read_text("utf-8")

    def edit(_: str) -> str:
        lines = re.sub("(?m)^title: .*", "title: Swimming together", source, count=1).splitlines(keepends=True)
        dated = ["added: 2026-11-20\n" if line.startswith("added:") else line for line in lines]
        assert dated != lines
        return "".join(dated)

    change = change_of("docs/practices/a-later-entry.md", edit)
    record_property("change", str(change))
    assert change.size < change.whole / 2
    texts = [name for name in (*change.changed, *change.added) if name.startswith("text-")]
    assert len(texts) <= 25


def test_a_library_of_directory_entries_alone_is_found(tmp_path: Path) -> None:
    """Nothing but an organisation and a source."""
    found = record("organisation", "guild", title="Guild of gardeners", summary="They dig wherever they can.")
    site = _small_site(tmp_path, found)
    library = site.search(tmp_path)
    assert {about.kind for about in library.index.entries} == {"organisation", "source"}
    searcher = library.searcher()
    assert [library.index.entries[hit.page].id for hit in searcher.answer("gardeners ").hits] == ["guild"]
    write_search(site.graph, library, tmp_path / "search")
    assert (tmp_path / "search/start.js").is_file()


def test_a_new_type_of_entry_is_found_too(tmp_path: Path) -> None:
    """It costs its four files and nothing for the search."""
    for name in ("macros", "overrides"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(SECOND, tmp_path / "tests/fixtures/second-community")
    write_files(tmp_path, TYPE)
    project = "tests/fixtures/second-community"
    command = [sys.executable, "-m", "macros", "--root", project, "search", "--today", str(TODAY), "--format", "json"]
    environment = {"PYTHONPATH": str(tmp_path), "PATH": os.environ["PATH"]}

    def found(*words: str) -> list[tuple[str, str]]:
        made = subprocess.run(
            [*command, *words], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
        )
        assert made.returncode == 0, made.stderr
        return [(result["type"], result["page"]) for result in json.loads(made.stdout)["results"]]

    assert found("sapa")[0] == ("tool", "tools/sapa.html")
