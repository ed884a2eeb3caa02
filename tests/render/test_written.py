"""Whatever a contributor writes with the constructs that are supported, every word of it arrives on the page."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from macros.bundles.pages.slimming import slim_page
from macros.render.page import PageContext, RenderedPage, finished
from macros.render.prose import ProseRenderer
from tests.another_library import BLOCKS, filled, words_of
from tests.community import graph_of, record

GRAPH = graph_of(record("practice", "here"), record("lesson", "other"))
WORD = st.integers(0, 999).map("word{:03}x".format)
"""A word that no sign is part of, so that it can be looked for."""
DOCUMENT = st.lists(st.tuples(st.sampled_from(BLOCKS), WORD, WORD), min_size=1, max_size=12)


@settings(deadline=None, derandomize=True, max_examples=150)
@given(DOCUMENT)
def test_every_word_arrives(blocks: list[tuple[str, str, str]]) -> None:
    """On the page, and in the single file, which is made of it."""
    numbered = [(form, f"{one}n{number}a", f"{two}n{number}b") for number, (form, one, two) in enumerate(blocks)]
    text = "\n\n".join(filled(*block) for block in numbered)
    page = PageContext(GRAPH, "practices/here.html", record=GRAPH.records["here"])
    html = str(ProseRenderer().block(page, text))
    made = finished("practices/here.html", "Here", "Words.", html)
    shown = re.sub(r"<[^>]*>", " ", html)
    for form, one, two in numbered:
        assert words_of(form, one, two) <= set(re.findall(r"word\w+", shown)), form
    assert not re.search(r"\[\^|^!!!|^\?\?\?|~~|==|```|\[x\]", shown, re.MULTILINE), shown
    assert set(re.findall(r"word\w+", shown)) == set(re.findall(r"word\w+", _words_of_single_file(made)))


class _Everything(dict[tuple[str, str], str]):
    """A file that holds whatever a link leads to."""

    def get(self, goal: tuple[str, str], other: object = None) -> str:  # type: ignore[override]
        return "place"


def _words_of_single_file(page: RenderedPage) -> str:
    slim = slim_page(page, "e", "p1", brief=False).put(_Everything(), set())
    return re.sub(r"<[^>]*>", " ", slim)
