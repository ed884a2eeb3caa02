"""What is found in minutes of twenty-one layouts, and that nobody's name comes through.

The finder was mended with all of them in view, so the figures say that nothing got worse, not how well a stranger's
minutes go: the documentation says what was found in those of strangers before anything was mended.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.conftest import ROOT
from tests.minutes.casefiles import Case, cases
from tests.minutes.measure import COLUMNS, Score, Scores, minutes_of, score, table

CASES = cases()


@pytest.fixture(scope="module")
def scores() -> dict[str, Scores]:
    """Every case, measured once."""
    return {case.name: score(case, minutes_of(case)) for case in CASES}


def _together(scores: dict[str, Scores], column: str) -> Score:
    total = Score()
    for case in CASES:
        total.add(scores[case.name][column])
    return total


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_no_word_of_a_person_comes_through(case: Case, scores: dict[str, Scores]) -> None:
    """Neither in a value nor in a line that is quoted beside one."""
    assert scores[case.name]["names through"].wrong == []


def _floors() -> Iterator[tuple[str, float, float]]:
    yield "actions, structured", 0.95, 0.95
    yield "all, structured", 0.95, 0.95
    yield "actions, prose", 0.95, 0.88
    yield "all, prose", 0.95, 0.9
    yield "owners", 0.95, 0.88
    yield "dates", 1.0, 0.95
    yield "organisations", 0.95, 0.87


@pytest.mark.parametrize(("column", "precision", "recall"), list(_floors()))
def test_findings_stay_as_good_as_they_were(
    column: str, precision: float, recall: float, scores: dict[str, Scores]
) -> None:
    """Precision and recall over all minutes."""
    total = _together(scores, column)
    assert total.precision >= precision, total.wrong
    assert total.recall >= recall, total.missed


def test_the_floors_name_every_column() -> None:
    """Nothing is measured that no floor holds."""
    assert {column for column, _, _ in _floors()} | {"names through"} == set(COLUMNS)


def test_the_documentation_says_what_is_measured(scores: dict[str, Scores]) -> None:
    """The table there is the one that `python -m tests.minutes.measure` prints."""
    page = (ROOT / "docs/contribute/minutes.md").read_text("utf-8")
    assert table(scores.items()) in page, "put there what `python -m tests.minutes.measure` prints"


@pytest.mark.parametrize(
    "text", ["Bo-" * 1_500, "action/" * 700, "Anna Bo " * 600, "De de " * 800, "A. " * 1_500, "Okwe and " * 600]
)
def test_no_text_takes_the_patterns_for_ever(text: str) -> None:
    """Names of many parts, labels in many languages: the first two took longer than anybody would wait."""
    assert minutes_of(Case("odd", text.encode(), ".txt", {})).structured == []
