"""Defects that were found in the search core and mended: each test would show its defect again."""

from __future__ import annotations

import functools
import http.server
import shutil
import threading
from collections import Counter
from pathlib import Path

import pytest

from macros.search.sections import cut
from macros.search.typed import read
from tests.search.chromium import Chromium, Tab
from tests.search.support import Shipped, entry, library_of, read_piece, write_pieces
from tests.search.test_browser_engine import _compare
from tests.search.test_shards import SCRIPTS


def _small_tab(chromium: Chromium, folder: Path) -> Tab:
    (folder / "page").mkdir()
    (folder / "page/index.html").write_text('<!doctype html><meta charset="utf-8">', "utf-8")
    tab = chromium.open((folder / "page/index.html").as_uri())
    tab.add_search(scripts=SCRIPTS)
    return tab


# D0: no section of a text without blanks was a hit by itself, since each line counted as one word


def test_a_section_without_blanks_is_as_long_as_its_words() -> None:
    """Eight words of any script make a section; a few signs join the one before."""
    html = "<h2 id='a'>水井</h2><p>照顾水井和桥梁的办公室在这个国家。</p><h3 id='b'>桥</h3><p>桥梁</p>"
    page = cut(entry(language="zh"), html)
    assert [section.anchor for section in page.sections] == ["", "a"]
    html = html.replace("<p>桥梁</p>", "<p>两个村庄一起修好了一口井，现在分担维护的工作。</p>")
    assert [section.anchor for section in cut(entry(language="zh"), html).sections] == ["", "a", "b"]


# D1: a name that holds a stop word (of any language) is never recognised
@pytest.mark.parametrize(
    "text",
    [
        "do no harm",
        "New Way of Working",
        "accountability to affected people",
        "community of practice",
        "trabajo decente",
        "coeziune orizontală și verticală",
        "ne pas nuire",
        "не навреди",
        "القدرة على الصمود",
    ],
)
def test_d1_names_with_small_words(shipped: Shipped, text: str) -> None:
    assert shipped.searcher.answer(text).defined is not None


def test_d1_countries_with_small_words(shipped: Shipped) -> None:
    assert shipped.searcher.answer("sudan del sur ").named or shipped.searcher.answer("Bosnia y Herzegovina").named


# D2: words of scripts beyond the basic plane (Adlam, Hanifi Rohingya) that share a beginning are lost in the browser
def test_d2_astral_forms(chromium: Chromium, tmp_path: Path) -> None:
    words = ("𞤢𞤣𞤤𞤢𞤥", "𞤢𞤣𞤤𞤢𞤥𞤫", "𐴀𐴁𐴂𐴃", "𐴀𐴁𐴂𐴄")
    index, searcher = library_of(
        *(cut(entry(f"pages/{n}.html", title=word, language="mul"), "") for n, word in enumerate(words))
    )
    write_pieces(index, tmp_path / "search")
    tab = _small_tab(chromium, tmp_path)
    asked = [*(word + " " for word in words), "𐴀𐴁", "𐴀", "𐴀𐴂𐴁𐴃"]
    for text, told in zip(asked, tab.ask(asked), strict=True):
        answer = searcher.answer(text)
        assert [page[0] for page in told["pages"]] == [hit.page for hit in answer.hits], text
        assert (told["unknown"], told["corrected"]) == (
            answer.unknown,
            [[said, list(forms)] for said, forms in answer.corrected],
        ), text


# D3: an İ anywhere makes Python forget all capitals (and names words in small letters); the browser doesn't
@pytest.mark.parametrize("text", ["İstanbul", "the WHO in İstanbul", "WHO İstanbul"])
def test_d3_dotted_capital_i(shipped: Shipped, engines: dict[str, Tab], text: str) -> None:
    _compare(shipped, engines["http"], [text])


def test_d3_python_alone() -> None:
    assert [word.capitals for word in read("the WHO in İstanbul")[0]] == [False, True, False, False]


# D4: "unfinished": Python's isspace and JavaScript's \s are different sets
@pytest.mark.parametrize("text", ["cohes\x1f", "cohes\x1c", "cohes\x85", "cohes\ufeff"])
def test_d4_blanks_at_the_end(shipped: Shipped, engines: dict[str, Tab], text: str) -> None:
    _compare(shipped, engines["http"], [text])


# D5: 300 characters are code points in Python, UTF-16 units in the browser
@pytest.mark.parametrize("text", ["😀" * 200 + " cohesion", "𐐀" * 200 + " cohesion", "trust " + "𐐀" * 400])
def test_d5_length_of_a_query(shipped: Shipped, engines: dict[str, Tab], text: str) -> None:
    _compare(shipped, engines["http"], [text])


# D6: a section whose weights round to 0 is listed once for each term in the browser
def test_d6_sections_once(chromium: Chromium, tmp_path: Path) -> None:
    pages = [
        cut(entry(f"pages/{n}.html", boost=0.5), f"<p>zebra yak {'filler words go on ' * (300 if n < 3 else 1)}</p>")
        for n in range(400)
    ]
    index, searcher = library_of(*pages)
    write_pieces(index, tmp_path / "search")
    (told,) = _small_tab(chromium, tmp_path).ask(["zebra yak "])
    assert [page[2] for page in told["pages"]] == [list(hit.sections) for hit in searcher.answer("zebra yak ").hits]


# D7: start.js has no checksum of its own: one changed letter gives wrong answers, or an error that isn't Damaged
def test_d7_every_change_of_start_is_noticed(shipped: Shipped, chromium: Chromium, tmp_path: Path) -> None:
    shutil.copytree(shipped.folder / "search", tmp_path / "search")
    path = tmp_path / "search/start.js"
    text = path.read_text("utf-8")
    tab = _small_tab(chromium, tmp_path)
    address = (tmp_path / "page/index.html").as_uri()
    (good,) = tab.ask(["trust cohesion"])
    wrong = []
    for place in range(24, len(text), 131):
        other = "7" if text[place] != "7" else "8"
        path.write_text(text[:place] + other + text[place + 1 :], "utf-8")
        tab.goto(address)
        tab.add_search(scripts=SCRIPTS)
        (told,) = tab.ask(["trust cohesion"])
        noticed = told["failed"] == "damaged: start" or told.get("damaged")
        if not noticed and told != good:
            wrong.append((text[place - 12 : place + 12], told["failed"] or "other scores"))
    assert wrong == []


# D8: after a 200 with bad content that the browser may cache (GitHub Pages: max-age=600), the retry gets it again
class _Cached(http.server.SimpleHTTPRequestHandler):
    def end_headers(self) -> None:
        self.send_header("Cache-Control", "max-age=600")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None: ...


def test_d8_a_mended_piece_is_read_past_the_cache(shipped: Shipped, chromium: Chromium, tmp_path: Path) -> None:
    shutil.copytree(shipped.folder / "search", tmp_path / "search")
    shutil.copytree(shipped.folder / "assets/js/search", tmp_path / "assets/js/search")
    (tmp_path / "page").mkdir()
    (tmp_path / "page/index.html").write_text('<!doctype html><meta charset="utf-8">', "utf-8")
    piece = tmp_path / "search/forms-c.js"
    content = piece.read_bytes()
    piece.write_bytes(content[: len(content) // 2])
    handler = functools.partial(_Cached, directory=str(tmp_path))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        tab = chromium.open(f"http://127.0.0.1:{server.server_port}/page/index.html")
        tab.add_search()
        assert tab.ask(["cohesion "])[0]["damaged"] == ["forms-c"]
        piece.write_bytes(content)
        again = tab.ask(["cohesion "])[0]["damaged"]
        server.shutdown()
    assert again == []


# D9: the search runs over the authored Markdown with its macros cut out, which makes other headings than the page has
def test_d9_anchors_of_written_pages(shipped: Shipped) -> None:
    from tests.search.test_sections import _ids

    lost = [
        f"{page[0]}#{anchor}"
        for path in sorted((shipped.folder / "search").glob("text-*.js"))
        for page in read_piece(path)
        for anchor, _, _ in page[8][1:]
        if Counter(_ids(shipped.folder / page[0]))[anchor] != 1
    ]
    assert lost == []


# D10: the title of a written page is its Markdown, not its words
def test_d10_titles_are_words(shipped: Shipped) -> None:
    assert [e.title for e in shipped.index.entries if "`" in e.title or "**" in e.title] == []


# D11: marks within a word part it in the index, though the excerpt (and the reader) shows one word
@pytest.mark.parametrize(
    ("html", "word"),
    [
        ("H<sub>2</sub>O", "h2o"),
        ("inter<em>national</em>", "international"),
        ("co<b>hes</b>ion", "cohesion"),
        ("re<wbr>settlement", "resettlement"),
    ],
)
def test_d11_words_across_marks(html: str, word: str) -> None:
    _, searcher = library_of(cut(entry(), f"<p>{html} here.</p>"))
    assert searcher.answer(f"{word} ").hits and searcher.answer(f"{word} ").unknown == []


# D12: sections named like those that record pages end with are left out of pages that maintainers write, too
def test_d12_a_written_page_may_have_sources() -> None:
    page = cut(entry(kind="page"), '<h2 id="sources">Sources</h2><p>How to write a source.</p>')
    assert "How to write a source." in " ".join(section.text for section in page.sections)


# D13: a field of 65,536 terms or more wraps round in the browser (Uint16Array)
def test_d13_long_sections(chromium: Chromium, tmp_path: Path) -> None:
    pages = [
        cut(entry(f"pages/{n}.html", title=f"t{n}"), f"<p>zebra {'filler ' * (65_600 if n == 0 else 5)}</p>")
        for n in range(4)
    ]
    index, searcher = library_of(*pages)
    write_pieces(index, tmp_path / "search")
    (told,) = _small_tab(chromium, tmp_path).ask(["zebra "])
    assert [page[:2] for page in told["pages"]] == [
        [h.page, pytest.approx(h.score)] for h in searcher.answer("zebra ").hits
    ]


# D15: while a piece of forms can't be read, its words are said to stand nowhere ("unknown", or "corrected" to another)
def test_d15_a_word_of_a_harmed_piece_is_not_unknown(shipped: Shipped, chromium: Chromium, tmp_path: Path) -> None:
    shutil.copytree(shipped.folder / "search", tmp_path / "search")
    (tmp_path / "search/forms-c.js").unlink()
    (told,) = _small_tab(chromium, tmp_path).ask(["cohesion "])
    assert told["damaged"] == ["forms-c"] and told["unknown"] == []


# D16: an author's own "### Sources" (allowed below "## Lessons", say) is left out up to the next second-level heading,
# and the list of sources, now called sources-2, is indexed
def test_d16_an_authors_heading_may_be_called_sources() -> None:
    page = cut(
        entry(kind="practice"),
        '<h2 id="lessons">Lessons</h2><h3 id="sources">Sources</h3><p>Zebra text, long enough to be a section.</p>'
        '<h2 id="sources-2">Sources<a class="headerlink" href="#sources-2">¶</a></h2><ol><li>Cited book</li></ol>',
    )
    said = " ".join(section.text for section in page.sections)
    assert "Zebra" in said and "Cited book" not in said
