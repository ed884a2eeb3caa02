"""How well personal data is found, on texts written before the search; the figures stand on a page, too."""

from __future__ import annotations

import pytest

from macros.sensitive.datum import KINDS
from tests.conftest import ROOT
from tests.sensitive.measure import cases, documented, measure

FLOOR = {"tuned": (0.95, 0.95), "apart": (0.9, 0.85)}
"""Least precision and recall over all kinds: of texts that were looked at meanwhile, and of those kept apart."""


@pytest.mark.parametrize("name", FLOOR)
def test_personal_data_is_found_and_little_else(name: str) -> None:
    """Counted over all kinds, for some have few cases."""
    measured = measure(name)
    right, missed, wrong = (sum(counts.values()) for counts in (measured.right, measured.missed, measured.wrong))
    precision, recall = FLOOR[name]
    assert right / (right + wrong) >= precision, measured.told
    assert right / (right + missed) >= recall, measured.told


def test_there_are_enough_texts_with_and_without() -> None:
    """Of each kind, in five languages, and as many without anything."""
    texts = [case for name in FLOOR for case in cases(name)]
    assert len(texts) >= 120
    assert {case.language for case in texts} >= {"en", "fr", "ro", "uk", "ar"}
    assert len([case for case in texts if not case.meant]) >= 60
    assert {kind for case in texts for kind, _, _ in case.meant} == set(KINDS)


def test_the_page_says_what_is_measured_now() -> None:
    """A figure that is older than the search is a wrong figure."""
    page = (ROOT / "docs/contribute/never.md").read_text("utf-8")
    without = [case for name in FLOOR for case in cases(name) if not case.meant]
    assert documented() in page
    assert f"Beside them stand {len(without)} texts in which nothing should be found" in page
