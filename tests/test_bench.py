"""The synthetic libraries of the benchmarks. Their speed is measured by `make bench` and asserted nowhere."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from macros.model.registry import record_types
from macros.search.words import split
from macros.shell import check_site
from tests.bench.project import library, write_project
from tests.bench.search_browser import finished, searches
from tests.bench.search_library import misspelled, queries, vocabulary, write_library
from tests.bench.search_quality import (
    Judgement,
    grouped,
    judge,
    judgements,
    means,
    pages_in_order,
    recall,
    reciprocal_rank,
)


def files(folder: Path) -> dict[str, bytes]:
    """Every file of a project's content, by path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for name in ("data", "docs")
        for path in sorted((folder / name).rglob("*"))
        if path.is_file()
    }


def test_the_same_size_gives_the_same_files(tmp_path: Path) -> None:
    """Two runs write the same bytes, so that results can be compared between days."""
    for name in ("first", "second"):
        write_project(tmp_path / name, library(60))
    assert files(tmp_path / "first") == files(tmp_path / "second")


def test_a_synthetic_library_holds_every_type_and_passes_the_check(tmp_path: Path) -> None:
    """A new type must be added to the generator, or the benchmarks would not show what it costs."""
    made = library(60)
    write_project(tmp_path / "project", made)
    site, problems = check_site(tmp_path / "project", tmp_path / "project" / "overrides", datetime.date(2026, 6, 1))
    assert [str(problem) for problem in problems if problem.severity == "error"] == []
    assert site is not None
    assert {record.type_name for record in site.graph.records.values()} == set(record_types())
    assert len(site.graph.records) == len(made) == 60


def test_the_text_has_ever_new_words_and_few_common_ones(tmp_path: Path) -> None:
    """An index of few words would be smaller and quicker than a real library's."""
    site, found = write_library(tmp_path / "project", 600, "2026-06-01")
    measured = vocabulary(site, found.index)
    assert measured.sections >= 600
    assert measured.characters > 450
    (_, early), (_, late) = measured.growth[0], measured.growth[-1]
    assert late > 2 * early
    assert 0.3 < measured.once < 0.6
    assert measured.commonest[0] > 10 * measured.commonest[3]
    asked = queries(found.index)
    assert asked == queries(found.index)
    searcher = found.searcher()
    assert all(searcher.answer(query).hits for query in asked)
    assert [len(split(query)) for query in asked] == [1, 1, 1, 2, 2, 2, 2, 3, 3, 3]
    assert misspelled("meals here") == "melas here"


def test_recall_counts_the_expected_among_the_first_ten() -> None:
    """What comes eleventh is not seen."""
    ranked = [str(number) for number in range(1, 20)]
    assert recall(ranked, ["1", "10"]) == 1.0
    assert recall(ranked, ["10", "11"]) == 0.5
    assert recall(ranked, ["10", "10", "11"]) == 0.5
    assert recall([], ["1"]) == 0.0
    assert recall(["1"], []) == 1.0


def test_the_reciprocal_rank_is_that_of_the_first_expected() -> None:
    """The others say nothing."""
    assert reciprocal_rank(["a", "b", "c"], ["c", "b"]) == 0.5
    assert reciprocal_rank(["a"], ["b"]) == 0.0


def test_sections_become_pages_in_the_order_of_their_best() -> None:
    """Each page once; addresses may be quoted; pages without a record keep their address."""
    found = ["a/x.html#one", "b/y%20z.html", "a/x.html", "browse/sectors.html#two"]
    assert pages_in_order(found, {"a/x.html": "x", "b/y z.html": "y"}) == ["x", "y", "browse/sectors"]


def test_a_judged_query_names_what_it_misses_and_where_it_stands() -> None:
    """Missed ids are what an engine is improved by."""
    asked = Judgement("file", "words", "kind", ("a", "k", "z"))
    judged = judge(asked, list("abcdefghijklm"))
    assert judged.missed == (("k", 11), ("z", None))
    assert judged.recall == pytest.approx(1 / 3)
    other = judge(Judgement("file", "more", "other", ("b",)), list("ab"))
    assert means([judged, other]).reciprocal == pytest.approx(0.75)
    assert grouped([judged, other], lambda one: one.kind)["other"].queries == 1
    assert means([]).recall == 0.0


def test_judgements_that_expect_nothing_are_left_out(tmp_path: Path) -> None:
    """Recall says nothing about them."""
    text = "- {query: one, kind: word, expect: [a, a, b], why: so}\n- {query: none, kind: word, expect: [], why: so}\n"
    (tmp_path / "some.yml").write_text(text, encoding="utf-8")
    assert judgements(tmp_path) == [Judgement("some", "one", "word", ("a", "b"))]


def test_results_stand_when_the_first_one_no_longer_changes() -> None:
    """What a list shows while older answers are still coming doesn't count, nor does a list before the last key."""
    assert finished([[10, 0, True, ""], [30, 2, True, "x"]], 20) == 10
    assert finished([[10, 2, True, "x"]], 20) == 0
    assert finished([[25, 2, False, "x"], [40, 2, True, "x"]], 20) == 20
    assert finished([[25, 2, True, "w"], [30, 2, True, "x"], [70, 3, True, "x"]], 20) == 10
    assert finished([[25, 2, True, "w"], [30, 0, True, ""]], 20) is None
    assert finished([], 20) is None


def test_files_of_the_search_are_told_from_others() -> None:
    """Pieces, scripts and Material's worker."""
    assert all(
        map(searches, ("search/start.js", "assets/js/search/query.js", "assets/javascripts/workers/search.1.js"))
    )
    assert not searches("practices/search.html")
