"""What strangers hand in is refused in a sentence about their own file, or shown as it is written, and no more.

Two hundred and more cases by family; each family is one call of the check.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html

from macros import trial
from macros.problems import MOST_PROBLEMS, Problem, errors
from tests.casebook import Case
from tests.hostile.family import TOLD, Checked, cases, check, families, missing
from tests.hostile.scan import harms

SECONDS = 2.0
"""Processor time in which a family is checked here, whatever it holds."""
OVERDUE = "review-overdue"
"""What the second community is told anyway."""


@pytest.fixture(scope="module", params=families())
def checked(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Checked]]:
    """Each family, checked; what is tried apart has less time than a reader would leave it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(trial, "SECONDS", 0.4)
        yield request.param, check(request.param, tmp_path_factory.mktemp(request.param) / "project")


def test_there_are_as_many_cases_as_promised() -> None:
    """And no two of a family have one name."""
    assert sum(len(cases(family)) for family in families()) >= 200
    for family in families():
        names = [case["name"] for case in cases(family)]
        assert len(names) == len(set(names)), family


def test_every_case_is_told_at_its_file_in_words(checked: tuple[str, Checked]) -> None:
    """With line, field, what is wrong and its code; the words are part of the message."""
    family, result = checked
    unsaid = {}
    for number, case in enumerate(cases(family)):
        found = list(missing(case, [*result.told_of(number), *_told_by_path(result, case)]))
        if found or bool(case.get("told")) != bool(result.told_of(number) or _told_by_path(result, case)):
            unsaid[case["name"]] = (found, [str(problem) for problem in result.told_of(number)][:5])
    assert unsaid == {}


def _told_by_path(result: Checked, case: Case) -> list[Problem]:
    """What is said of files that a case names, which need not be its own."""
    paths = {match["path"] for line in case.get("told", []) if (match := TOLD.fullmatch(line)) and match["path"]}
    return [problem for problem in result.problems if problem.path in paths]


def test_nothing_is_said_of_files_that_nobody_touched(checked: tuple[str, Checked]) -> None:
    """Another's entry is named only where the case says so."""
    family, result = checked
    own = {id(problem) for number in range(len(result.files)) for problem in result.told_of(number)}
    own |= {id(problem) for case in cases(family) for problem in _told_by_path(result, case)}
    assert [str(one) for one in result.problems if id(one) not in own and one.code != OVERDUE] == []


def test_problems_are_few_short_and_printable(checked: tuple[str, Checked]) -> None:
    """Whatever they quote stands on one line; no file has more than anybody reads; the whole family is done at once."""
    family, result = checked
    by_path: dict[str, int] = {}
    for problem in result.problems:
        by_path[problem.path] = by_path.get(problem.path, 0) + 1
        assert str(problem).isprintable() and len(str(problem)) < 1200, problem
    assert max(by_path.values(), default=0) <= MOST_PROBLEMS + 1
    assert result.seconds < SECONDS, family


def test_what_is_harmless_is_shown_as_it_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its page is made, and holds nothing that runs, loads or leads elsewhere than it says."""
    result = check("harmless", tmp_path / "project")
    assert result.site is not None and errors(result.problems) == []
    result.site.cache = tmp_path / "cache"
    pages = {page.source: page.html for page in result.site.render(1)}
    for number, case in enumerate(cases("harmless")):
        page = pages[next(iter(result.files[number]))]
        assert [bit for bit in case.get("has", []) if bit not in page] == [], case["name"]
        assert [bit for bit in case.get("lacks", []) if bit in page] == [], case["name"]
    for page in result.site.pages:
        assert list(harms(html.fromstring(f"<div>{page.html}</div>"))) == [], page.path
        assert not re.search("[\x00-\x08\u200b\u202a-\u202e\u2066-\u2069]", page.html), page.path
