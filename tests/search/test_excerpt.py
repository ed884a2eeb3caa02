"""What is shown of a page that was found: its own sentences around the words, alike in the terminal and the browser."""

from __future__ import annotations

import pytest

from macros.search.excerpt import excerpt, told
from tests.search.chromium import Tab
from tests.search.queries import REAL
from tests.search.support import Shipped

LONG = (
    "Neighbours quarrel about water. Under Recommendation No. 205 people meet, and so on until the sentence ends. "
    "Elders settle disputes about land. Nobody is paid for it. Trust grows slowly where they are heard by all."
)


@pytest.mark.parametrize(
    ("found", "first", "shown"),
    [
        (["Land is scarce.\nWhere: Mali"], "Summary.", "Land is scarce."),
        (["Water.\nLand: Mali"], "Summary.", "Water."),
        (["Water.", "Then land."], "Water.", "Then land."),
        (["\nLand: Mali"], "Summary.\nWhere: Mali", "Summary."),
        (["\nLand: Mali"], "\nWhere: Mali", "Land: Mali"),
        ([], "Summary.", "Summary."),
    ],
)
def test_what_the_entry_says_itself_comes_first(found: list[str], first: str, shown: str) -> None:
    """Of a section that was found, of another one, of the summary; facts only where there is nothing else."""
    assert told(found, first, {"land"}) == shown


@pytest.mark.parametrize(
    ("form", "most", "shown"),
    [
        ("land", 60, "… Elders settle disputes about [land]. Nobody is paid for it. …"),
        ("neighbours", 70, "[Neighbours] quarrel about water. Under Recommendation No. 205 people …"),
        ("people", 30, "… Recommendation No. 205 [people] …"),
        ("slowly", 70, "… Nobody is paid for it. Trust grows [slowly] where they are heard by all."),
        ("nowhere", 40, "Neighbours quarrel about water. …"),
    ],
)
def test_an_excerpt_is_of_whole_sentences_where_they_fit(form: str, most: int, shown: str) -> None:
    """A number after a dot begins no sentence; a long sentence is cut at words."""
    made = "".join(f"[{piece.text}]" if piece.marked else piece.text for piece in excerpt(LONG, {form}, most))
    assert made == shown


def test_the_browser_shows_the_same(shipped: Shipped, engines: dict[str, Tab]) -> None:
    """For real questions, of the first results."""
    asked = []
    for query in REAL:
        answer = shipped.searcher.answer(query)
        forms = shipped.searcher.marks(answer)
        for hit in answer.hits[:4]:
            texts = [shipped.index.sections[number].text for number in hit.sections]
            text = told(texts, texts[0], forms)
            shown = "".join(piece.text for piece in excerpt(text, forms))
            asked.append(([texts, sorted(forms)], shown))
    tab = engines["file"]
    theirs = tab.run(
        """(asked) => asked.map(([texts, forms]) => {
          const marks = new Set(forms), search = commonThreadSearch;
          return search.snippet(search.told(texts, texts[0], marks), marks).textContent;
        })""",
        [given for given, _ in asked],
    )
    assert len(asked) > 150 and theirs == [shown for _, shown in asked]
