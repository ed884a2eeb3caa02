"""Corrections: the paragraph is found by its words as a page shows them, and only the words that differ change."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from macros.giving.correction import corrected
from macros.giving.paragraph import UnclearError, edited, edits, places, tokens
from macros.load.files import parse
from macros.model.library import Library, read_library
from tests.casebook import FOLDER, Case, cases
from tests.community import SECOND


def _library() -> Library:
    library, _ = read_library(SECOND)
    assert library is not None
    return library


LIBRARY = _library()
FILES = sorted(path for path in (SECOND / "data").glob("*/*.yml") if path.parent.name != "vocabularies")


@pytest.mark.parametrize("case", cases("correction"))
def test_a_correction_is_made_as_expected(case: Case) -> None:
    """The whole file is compared: nothing else may change."""
    before = case["file"].encode()
    after, why = corrected(f"an-entry{case.get('ending', '.yml')}", before, case["was"], case["now"], LIBRARY)
    if "problem" in case:
        assert case["problem"] in why and after == before
    else:
        assert (after.decode(), why) == (case["becomes"], "")


def test_the_cases_are_entries() -> None:
    """What they expect can be read."""
    for case in yaml.safe_load((FOLDER / "correction" / "paragraphs.yml").read_text("utf-8")):
        for text in (case["file"], case.get("becomes", case["file"])):
            document, problems = parse(f"an-entry{case.get('ending', '.yml')}", text.encode())
            assert document is not None and all(one.severity == "warning" for one in problems), case["name"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_value_of_a_file_can_be_found_and_corrected(path: Path) -> None:
    """A word more at the end of each text of several words; all other lines stay as they are."""
    content = path.read_bytes()
    for line in content.decode().split("\n"):
        words = line.partition(": ")[2].strip("'\"")
        if len(words.split()) < 4 or content.decode().count(words) > 1:
            continue
        after, why = corrected(path.name, content, words, f"{words} azi", LIBRARY)
        assert why == "" and len(after.split(b"\n")) == len(content.split(b"\n"))
        different = [new for old, new in zip(content.split(b"\n"), after.split(b"\n"), strict=True) if old != new]
        assert len(different) == 1 and b"azi" in different[0]


_WORDS = st.lists(st.sampled_from(["a", "b", "b-c", ",", "é", "(", "1"]), min_size=1, max_size=8).map(" ".join)


@settings(deadline=None, derandomize=True, max_examples=200)
@given(before=_WORDS, now=_WORDS)
def test_edits_lead_from_one_text_to_the_other(before: str, now: str) -> None:
    """Whatever words are put in, moved or taken away."""
    said = tokens(before, marked=False)
    found = next(places(tokens(before), said), [])
    try:
        after = edited(before, edits(before, found, said, now))
    except UnclearError:
        after = before
    assert [one.text for one in tokens(after, marked=False)] == [one.text for one in tokens(now, marked=False)]
