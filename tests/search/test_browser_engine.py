"""The search in the browser answers as the one without: the same pages, scores and words, whatever is typed."""

from __future__ import annotations

import re
import shutil
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from macros.search.clauses import Answer
from macros.search.query import Searcher
from macros.search.shards import Shard
from macros.search.words import fold, split
from tests.search.chromium import Chromium, Tab
from tests.search.conftest import Server
from tests.search.queries import APART, HOSTILE, beginnings, names, real, slips, variants
from tests.search.support import Shipped, read_piece

WAYS = ("http", "file")


def _told(searcher: Searcher, answer: Answer) -> dict[str, Any]:
    """An answer as the browser tells it."""
    return {
        "pages": [(hit.page, pytest.approx(hit.score, rel=1e-9), list(hit.sections)) for hit in answer.hits],
        "clauses": list(answer.clauses.items()),
        "named": [[said, name.means, name.path, name.note] for said, name in answer.named],
        "corrected": [[said, list(forms)] for said, forms in answer.corrected],
        "translated": [[said, list(forms)] for said, forms in answer.translated],
        "without": answer.without,
        "unknown": answer.unknown,
        "defined": answer.defined.path if answer.defined else None,
        "damaged": [],
        "failed": None,
    }


@cache
def _answered(searcher: Searcher, text: str) -> Answer:
    """Ours, which is the same however the browser came to its pieces."""
    return searcher.answer(text)


def _compare(shipped: Shipped, tab: Tab, texts: Iterable[str]) -> list[Answer]:
    """See that the browser gives the same answers; returns them."""
    asked = list(dict.fromkeys(texts))
    answers = [_answered(shipped.searcher, text) for text in asked]
    for text, answer, theirs in zip(asked, answers, tab.ask(asked), strict=True):
        marks = theirs.pop("marks", None)
        if "pages" in theirs:
            theirs["pages"] = [tuple(page) for page in theirs["pages"]]
            theirs["clauses"] = [tuple(clause) for clause in theirs["clauses"]]
        assert theirs == _told(shipped.searcher, answer), f"{text[:60]!r}"
        # The browser marks only words of the pieces that it has read; never others than the search without one.
        assert set(marks) <= shipped.searcher.marks(answer), f"{text[:60]!r}"
        own = {fold(word) for word in split(text[:300])}
        assert own & shipped.searcher.marks(answer) <= set(marks), f"{text[:60]!r}"
    return answers


@pytest.mark.parametrize("way", WAYS)
def test_questions_are_answered_alike(shipped: Shipped, engines: dict[str, Tab], way: str) -> None:
    """Judged ones and others, finished and not."""
    answers = _compare(shipped, engines[way], [*real(), *(f"{text} " for text in real())])
    assert sum(bool(answer.hits) for answer in answers) > 100
    assert any(answer.named for answer in answers) and any(answer.defined for answer in answers)
    assert sum(bool(answer.without) for answer in _compare(shipped, engines[way], APART)) == 6


@pytest.mark.parametrize("way", WAYS)
def test_unfinished_words_are_answered_alike(shipped: Shipped, engines: dict[str, Tab], way: str) -> None:
    """Beginnings of every length, alone and behind another word."""
    texts = list(beginnings(shipped.index))
    answers = _compare(shipped, engines[way], [*texts, *(f"trust {text}" for text in texts[::2])])
    assert sum(len(answer.clauses) > 5 for answer in answers) > 5


@pytest.mark.parametrize("way", WAYS)
def test_slips_are_answered_alike(shipped: Shipped, engines: dict[str, Tab], way: str) -> None:
    """Letters dropped, doubled, swapped and changed."""
    answers = _compare(shipped, engines[way], slips(shipped.index))
    assert sum(bool(answer.corrected) for answer in answers) > 60
    assert sum(bool(answer.unknown) for answer in answers) > 0
    assert any(len(forms) > 1 for answer in answers for _, forms in answer.corrected)


@pytest.mark.parametrize("way", WAYS)
def test_names_are_answered_alike(shipped: Shipped, engines: dict[str, Tab], way: str) -> None:
    """In every language and alphabet that the library knows names in."""
    answers = _compare(shipped, engines[way], names(shipped.library.names))
    assert sum(bool(answer.named) for answer in answers) > 100
    assert any(name.note for answer in answers for _, name in answer.named)


@pytest.mark.parametrize("way", WAYS)
def test_other_spellings_are_answered_alike(shipped: Shipped, engines: dict[str, Tab], way: str) -> None:
    """Comma and cedilla, accents or none, hamza, vowel signs, stretched letters."""
    texts = list(dict.fromkeys(variants(shipped.words)))
    assert len(texts) > 80
    answers = _compare(shipped, engines[way], texts)
    assert all(answer.hits for answer in answers if not answer.unknown)


@pytest.mark.parametrize("way", WAYS)
def test_whatever_is_typed_is_answered_alike(shipped: Shipped, engines: dict[str, Tab], way: str) -> None:
    """Signs, scripts, names of JavaScript's own, halves of characters, endless words: no query fails."""
    _compare(shipped, engines[way], HOSTILE)


def _assigned(tab: Tab) -> list[str]:
    """Every character that both this Python and this browser know."""
    ranges = tab.run(
        r"""() => {
          const known = [];
          for (let code = 0; code < 0x110000; code++) {
            if (code >= 0xd800 && code < 0xe000 || /\p{Cn}|\p{Co}/u.test(String.fromCodePoint(code))) continue;
            if (known.length && known[known.length - 1] === code) known[known.length - 1] = code + 1;
            else known.push(code, code + 1);
          }
          return known;
        }"""
    )
    codes = (code for first, end in zip(ranges[::2], ranges[1::2], strict=True) for code in range(first, end))
    return [chr(code) for code in codes if unicodedata.category(chr(code)) != "Cn"]


def test_every_character_folds_alike(engines: dict[str, Tab]) -> None:
    """All of Unicode, each alone and between letters, as far as both know it."""
    known = _assigned(engines["file"])
    assert len(known) > 140_000
    made = engines["file"].run(
        """(chars) => [...chars].map((char) => {
          const { fold, split } = commonThreadSearch;
          const between = split("a" + char + "b");
          return [between.join(" "), split(char).join(" "), between.map(fold).join(" ")];
        })""",
        "".join(known),
    )
    different = [
        f"U+{ord(char):04X}"
        for char, theirs in zip(known, made, strict=True)
        if [" ".join(split(f"a{char}b")), " ".join(split(char)), " ".join(map(fold, split(f"a{char}b")))] != theirs
    ]
    assert different == [], sys.version


def test_words_of_the_library_fold_alike(shipped: Shipped, engines: dict[str, Tab]) -> None:
    """Every word in the library, and every form in the index."""
    words = sorted({word for _, word in shipped.words} | set(shipped.index.forms))
    assert engines["file"].run("(words) => words.map(commonThreadSearch.fold)", words) == [fold(word) for word in words]


def test_places_of_words_are_those_in_the_text(shipped: Shipped, engines: dict[str, Tab]) -> None:
    """For marking: each place holds the word, and there are as many as words."""
    texts = [section.text for section in shipped.index.sections if section.text][::20]
    texts += ["İstanbul și Țara", "a\u0301b 𝐜𝐨 😀x", "التماسُك"]
    found = engines["file"].run("(texts) => texts.map(commonThreadSearch.places)", texts)
    for text, places in zip(texts, found, strict=True):
        units = text.encode("utf-16-le")
        pieces = [units[2 * start : 2 * end].decode("utf-16-le") for start, end, _ in places]
        assert [fold(piece.lower()) for piece in pieces] == [form for _, _, form in places]
        assert [form for _, _, form in places] == [fold(word) for word in split(text)]


def _damaged_copy(shipped: Shipped, folder: Path) -> Path:
    """The pieces of the shipped index beside a page of its own."""
    (folder / "page").mkdir(parents=True)
    (folder / "page/index.html").write_text('<!doctype html><meta charset="utf-8"><title>Page</title>', "utf-8")
    shutil.copytree(shipped.folder / "search", folder / "search")
    shutil.copytree(shipped.folder / "assets/js/search", folder / "assets/js/search")
    return folder


def _piece_of(shipped: Shipped, kind: str, wanted: int) -> str:
    """The name of the piece with a term or a page."""
    first = 0
    for name, _, count in read_piece(shipped.folder / "search/start.js")[kind]:
        first += count
        if wanted < first:
            return str(name)
    raise AssertionError(wanted)


def _delete(path: Path) -> None:
    path.unlink()


def _truncate(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _alter(path: Path) -> None:
    """Change one letter or figure in the middle of the content: another number, another word, still a script."""
    text = path.read_text("utf-8")
    place = next(place for place in range(len(text) // 2, len(text)) if text[place].isascii() and text[place].isalnum())
    path.write_text(text[:place] + ("7" if text[place] != "7" else "8") + text[place + 1 :], "utf-8")


def _exchange(path: Path) -> None:
    """Put another piece in its place."""
    other = next(other for other in sorted(path.parent.glob(path.stem.split("-")[0] + "-*.js")) if other != path)
    path.write_bytes(other.read_bytes())


HARM = [_delete, _truncate, _empty, _alter]
_TEXT = """async (page) => {
  const search = commonThreadSearch;
  try {
    return await search.text(await search.open(), page);
  } catch (error) {
    if (!(error instanceof search.Damaged)) return String(error);
    return "damaged: " + error.piece + (error.missing ? " missing" : "");
  }
}"""


@pytest.fixture(params=WAYS)
def harmed(
    request: pytest.FixtureRequest, chromium: Chromium, shipped: Shipped, tmp_path: Path
) -> Iterator[tuple[Path, Callable[[], Tab]]]:
    """A copy of the pieces that may be harmed, and a way to open a page beside them."""
    folder = _damaged_copy(shipped, tmp_path / "site")
    server = Server(folder)
    tab = chromium.open()

    def open_tab() -> Tab:
        address = server.address if request.param == "http" else folder.as_uri()
        tab.goto(f"{address}/page/index.html")
        tab.add_search()
        return tab

    yield folder / "search", open_tab
    tab.close()
    server.stop()


def _same(shipped: Shipped, told: dict[str, Any], text: str) -> bool:
    answer = shipped.searcher.answer(text)
    return told["damaged"] == [] and [page[0] for page in told["pages"]] == [hit.page for hit in answer.hits] != []


def test_harmed_forms_are_named_and_the_rest_answers(shipped: Shipped, harmed: tuple[Path, Callable[[], Tab]]) -> None:
    """The word in question finds nothing; other words do; a mended piece answers again in the same page."""
    folder, open_tab = harmed
    for harm in (*HARM, _exchange):
        content = (folder / "forms-c.js").read_bytes()
        harm(folder / "forms-c.js")
        tab = open_tab()
        both, other, alone = tab.ask(["trust cohesion ", "trust ", "cohesion "])
        assert both["damaged"] == alone["damaged"] == ["forms-c"], harm
        assert both["pages"] and both["failed"] is None and alone["pages"] == [], harm
        assert _same(shipped, other, "trust "), harm
        (folder / "forms-c.js").write_bytes(content)
        assert _same(shipped, tab.ask(["trust cohesion "])[0], "trust cohesion "), harm


def _lone_word(shipped: Shipped) -> tuple[str, str]:
    """A word that stands for one term, and the piece with its postings."""
    for word in ("football", "rumours", "kenya", "school", "market", "water"):
        clauses = shipped.searcher.answer(f"{word} ").clauses
        if len(clauses) == 1:
            return word, _piece_of(shipped, "terms", *clauses)
    raise AssertionError("every word has several terms")


def test_harmed_postings_are_named_and_the_rest_answers(
    shipped: Shipped, harmed: tuple[Path, Callable[[], Tab]]
) -> None:
    """The other words of the query rank as they would alone, in their place in the query's length."""
    folder, open_tab = harmed
    word, name = _lone_word(shipped)
    assert name not in {_piece_of(shipped, "terms", term) for term in shipped.searcher.answer("programme ").clauses}
    for harm in (*HARM, _exchange):
        content = (folder / f"{name}.js").read_bytes()
        harm(folder / f"{name}.js")
        tab = open_tab()
        both, other = tab.ask([f"programme {word} ", "programme "])
        assert both["damaged"] == [name] and both["unknown"] == [], harm
        assert [page[0] for page in both["pages"]] == [page[0] for page in other["pages"]], harm
        assert _same(shipped, other, "programme "), harm
        (folder / f"{name}.js").write_bytes(content)
        assert _same(shipped, tab.ask([f"programme {word} "])[0], f"programme {word} "), harm


def test_harmed_lengths_are_named(shipped: Shipped, harmed: tuple[Path, Callable[[], Tab]]) -> None:
    """Without them nothing can be ranked; what the words mean is still said."""
    folder, open_tab = harmed
    for harm in HARM:
        content = (folder / "lengths.js").read_bytes()
        harm(folder / "lengths.js")
        tab = open_tab()
        (told,) = tab.ask(["HDP nexus"])
        assert (told["damaged"], told["pages"], told["failed"]) == (["lengths"], [], None), harm
        assert told["clauses"] and told["named"], harm
        (folder / "lengths.js").write_bytes(content)
        assert _same(shipped, tab.ask(["HDP nexus"])[0], "HDP nexus"), harm


def test_a_harmed_start_is_named(shipped: Shipped, harmed: tuple[Path, Callable[[], Tab]]) -> None:
    """Nothing can be answered, and nothing is remembered of that once it is mended."""
    folder, open_tab = harmed
    for harm in (_delete, _truncate, _empty, _exchange_start):
        content = (folder / "start.js").read_bytes()
        harm(folder / "start.js")
        tab = open_tab()
        assert [told["failed"] for told in tab.ask(["trust ", "cohesion "])] == ["damaged: start"] * 2, harm
        (folder / "start.js").write_bytes(content)
        assert _same(shipped, tab.ask(["trust "])[0], "trust "), harm


def _exchange_start(path: Path) -> None:
    path.write_bytes((path.parent / "lengths.js").read_bytes())


def test_harmed_texts_are_named(shipped: Shipped, harmed: tuple[Path, Callable[[], Tab]]) -> None:
    """Ranking goes on; whoever wants to show the page learns which piece is missing, and whether it is there at all."""
    folder, open_tab = harmed
    hit = shipped.searcher.answer("trust ").hits[0].page
    name = _piece_of(shipped, "texts", hit)
    elsewhere = next(page for page in range(len(shipped.index.entries)) if _piece_of(shipped, "texts", page) != name)
    for harm in (*HARM, _exchange):
        content = (folder / f"{name}.js").read_bytes()
        harm(folder / f"{name}.js")
        tab = open_tab()
        assert tab.run(_TEXT, hit) == f"damaged: {name}" + (" missing" if harm is _delete else ""), harm
        assert _same(shipped, tab.ask(["trust "])[0], "trust "), harm
        assert tab.run(_TEXT, elsewhere)["path"] == shipped.index.entries[elsewhere].path
        (folder / f"{name}.js").write_bytes(content)
        assert tab.run(_TEXT, hit)["path"] == shipped.index.entries[hit].path, harm


def test_a_piece_of_another_build_is_noticed(shipped: Shipped, harmed: tuple[Path, Callable[[], Tab]]) -> None:
    """A stick or a cache with an older piece under the same name: sound, and yet not what `start.js` speaks of."""
    folder, open_tab = harmed
    path = folder / "forms-c.js"
    content = read_piece(path)
    content[1] = content[1][:-1] + ("1" if content[1][-1] == "0" else "0")
    path.write_text(Shard("forms-c", content).script, "utf-8")
    assert open_tab().ask(["cohesion "])[0]["damaged"] == ["forms-c"]


def test_texts_are_shown_as_they_were_indexed(shipped: Shipped, engines: dict[str, Tab]) -> None:
    """Every page's title, kind, status, answer, and sections with their anchors."""
    found = engines["file"].run(
        """async (count) => {
          const start = await commonThreadSearch.open();
          return Promise.all([...Array(count).keys()].map((page) => commonThreadSearch.text(start, page)));
        }""",
        len(shipped.index.entries),
    )
    sections: dict[int, list[dict[str, str]]] = {}
    for page, section in zip(shipped.index.pages, shipped.index.sections, strict=True):
        told = {"anchor": section.anchor, "heading": section.heading, "text": section.text}
        sections.setdefault(page, []).append(told)
    for number, (entry, told) in enumerate(zip(shipped.index.entries, found, strict=True)):
        expected = {name: getattr(entry, name) for name in told if name != "sections"}
        assert told == {**expected, "sections": sections[number]}
    assert {"path", "title", "kind", "status", "tone", "language", "answer", "facts", "sections"} == found[0].keys()


def test_only_what_a_query_needs_is_read(chromium: Chromium, shipped: Shipped, web_server: Server) -> None:
    """Start, lengths, the forms of two letters, the postings of two words; asked again, nothing."""
    tab = chromium.open(f"{web_server.address}/about/index.html")
    tab.add_search()
    asked = r"() => [...document.scripts].map((script) => script.src).filter((src) => /\d\/search\//.test(src))"
    tab.ask(["trust cohesion "])
    names = {re.sub(r".*/search/|\.js.*", "", address) for address in tab.run(asked)}
    terms = {_piece_of(shipped, "terms", term) for form in ("trust", "cohesion") for term in shipped.index.forms[form]}
    assert names == {"start", "lengths", "forms-t", "forms-c"} | terms
    before = tab.run(asked)
    tab.ask(["cohesion trust ", "cohesion"])
    assert tab.run(asked) == before
    tab.close()
