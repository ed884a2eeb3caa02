"""What Kiwix's search knows of a page."""

from __future__ import annotations

import pytest

from macros.bundles.editions.said import said


@pytest.mark.parametrize(
    ("article", "title", "words"),
    [
        ("<h1>A\n <b>title</b></h1><p>Words</p><h1>Other</h1>", "A title", "A\n title\nWords\nOther"),
        ("<p>one<br>two</p><ul><li>a</li><li>b</li></ul>", "", "one\ntwo\na\nb"),
        ('<p>the <a href="t.html">te<b>rm</b></a><span role="tooltip">no</span> &amp; more</p>', "", "the term & more"),
        ('<h2 id="x">Head<a class="headerlink" href="#x">¶</a></h2>', "", "Head"),
        ("", "", ""),
    ],
)  # fmt: skip
def test_a_page_says_its_title_and_its_words(article: str, title: str, words: str) -> None:
    """The first heading; each block for itself; nothing that other pages say."""
    assert said(article) == (title, words)
