"""The pieces of an index: they hold all of it, know each other by checksum, and are small."""

from __future__ import annotations

import gzip
import json
import zlib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from macros.search.index import Index, frequency_class
from macros.search.names import Name
from macros.search.query import Searcher
from macros.search.sections import FIELDS, cut
from macros.search.shards import CALL, TERMS_SIZE, TEXT_SIZE, Shard, base36, forms_key, index_shards, write_shards
from macros.search.words import fold, stop_words
from tests.conftest import ROOT
from tests.search.chromium import Chromium
from tests.search.support import KINDS, WORDS, Shipped, decode, entry, index_files, library_of, read_piece, write_pieces

SCRIPTS = (ROOT / "overrides/assets/js/search").as_uri() + "/"


class Pieces:
    """The pieces of a folder, read as their description says, by nothing of the program's own."""

    def __init__(self, folder: Path) -> None:
        self.start = read_piece(folder / "start.js")
        self.content: dict[str, Any] = {path.stem: read_piece(path) for path in folder.glob("*.js")}
        self.patterns = self._patterns(decode(self.start["patterns"]))

    def _patterns(self, numbers: list[int]) -> list[tuple[int, ...]]:
        found, numbers = [], numbers[::-1]
        while numbers:
            pattern = [0] * len(FIELDS)
            for _ in range(numbers.pop()):
                place = numbers.pop()
                pattern[place] = numbers.pop()
            found.append(tuple(pattern))
        return found

    def forms(self) -> tuple[dict[str, tuple[int, ...]], set[str], dict[str, list[int]]]:
        """Terms of each form, the forms that say nothing, and how common each term of a form is."""
        terms: dict[str, tuple[int, ...]] = {}
        ignored, classes = set(), {}
        self.foreign: set[str] = set()
        for name, _ in self.start["forms"]:
            spelled, coded, *_ = self.content[name]
            numbers, before, last = decode(coded)[::-1], "", 0
            for word in spelled.split(",") if spelled else []:
                shared = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".index(word[0])
                before = before[:shared] + word[1:]
                assert forms_key(before) == name.removeprefix("forms-")
                count, kinds = divmod(numbers.pop(), 4)
                abroad, says_nothing = divmod(kinds, 2)
                found = []
                classes[before] = []
                for _ in range(count):
                    gap = numbers.pop()
                    last += gap // 2 if gap % 2 == 0 else -(gap + 1) // 2
                    found.append(last)
                    classes[before].append(numbers.pop())
                terms[before] = tuple(found)
                if says_nothing:
                    ignored.add(before)
                if abroad:
                    self.foreign.add(before)
            assert numbers == []
        return terms, ignored, classes

    def names(self) -> list[list[Any]]:
        """All names."""
        found = []
        for name, _ in self.start["forms"]:
            _, _, said, targets, _ = self.content[name]
            for forms, target in (each.split("=") for each in said.split(",") if each):
                found.append([forms, *targets[int(target)]])
        return found

    def postings(self) -> list[list[tuple[int, tuple[int, ...]]]]:
        """Sections and patterns of each term."""
        found = []
        for name, _, count in self.start["terms"]:
            numbers, terms = decode(self.content[name])[::-1], 0
            while numbers:
                section, postings = -1, []
                while pattern := numbers.pop():
                    section += numbers.pop() + 1
                    postings.append((section, self.patterns[pattern - 1]))
                found.append(postings)
                terms += 1
            assert terms == count
        return found

    def lengths(self) -> tuple[list[tuple[str, float]], list[int], list[tuple[int, ...]]]:
        """The kind and the boost of each page, the page of each section, and the lengths of its fields."""
        kinds, known = self.start["pageKinds"], self.start["pageBoosts"]
        boosts, pages, lengths, numbers = [], [], [], decode(self.content["lengths"])[::-1]
        while numbers:
            kind, boost = divmod(numbers.pop(), len(known))
            boosts.append((kinds[kind], known[boost]))
            for _ in range(numbers.pop()):
                pages.append(len(boosts) - 1)
                lengths.append(tuple(numbers.pop() for _ in FIELDS))
        return boosts, pages, lengths

    def texts(self) -> list[list[Any]]:
        """Every page as it is shown."""
        found = []
        for name, _, count in self.start["texts"]:
            assert len(self.content[name]) == count
            found += self.content[name]
        return found


def _assert_whole(pieces: Pieces, index: Index, names: list[Name], ignored: frozenset[str]) -> None:
    """See that pieces hold an index, all of it and nothing else."""
    forms, says_nothing, classes = pieces.forms()
    assert forms == {**dict.fromkeys(ignored, ()), **index.forms}
    assert says_nothing == ignored and pieces.foreign == index.foreign
    words = {word for name, _ in pieces.start["forms"] for word in pieces.content[name][4]}
    assert words | {name.forms[0] for name in names} == {form for name in names for form in name.forms}
    assert classes == {form: [frequency_class(index.postings[term]) for term in terms] for form, terms in forms.items()}
    assert sorted(pieces.names()) == sorted(
        [" ".join(name.forms), name.means, name.path, name.note, int(name.defines)] for name in names
    )
    assert pieces.postings() == [
        [(section, index.patterns[pattern]) for section, pattern in postings] for postings in index.postings
    ]
    assert pieces.lengths() == ([(about.kind, about.boost) for about in index.entries], index.pages, index.lengths)
    sections: dict[int, list[list[str]]] = {}
    for page, section in zip(index.pages, index.sections, strict=True):
        sections.setdefault(page, []).append([section.anchor, section.heading, section.text])
    assert pieces.texts() == [
        [e.path, e.title, e.kind, e.status, e.tone, e.language, e.answer, e.facts, sections[number]]
        for number, e in enumerate(index.entries)
    ]
    assert pieces.start["sections"] == len(index.sections)
    assert pieces.start["boosts"] == list(FIELDS.values())
    assert [total / max(len(index.sections), 1) for total in pieces.start["totals"]] == index.averages


def test_the_pieces_hold_the_whole_index(shipped: Shipped) -> None:
    """Of the shipped library, read back from the built site."""
    pieces = Pieces(shipped.folder / "search")
    _assert_whole(pieces, shipped.index, list(shipped.library.names), shipped.library.ignored)
    assert pieces.start["kinds"]["practice"] == ["Good practice", "Good practices"]


def test_every_piece_is_known_by_its_checksum(shipped: Shipped) -> None:
    """And every file is known; the sum is that of the content as JavaScript writes it."""
    folder = shipped.folder / "search"
    start = read_piece(folder / "start.js")
    known = {name: told for kind in ("forms", "terms", "texts") for name, told, *_ in start[kind]}
    known["lengths"] = start["lengths"]
    assert {path.name for path in index_files(folder)} == {f"{name}.js" for name in (*known, "start")}
    assert len(known) == sum(len(start[kind]) for kind in ("forms", "terms", "texts")) + 1, "no name stands twice"
    for name, told in known.items():
        content = json.dumps(read_piece(folder / f"{name}.js"), ensure_ascii=False, separators=(",", ":"))
        assert int(told, 36) == zlib.crc32(content.encode()), name


def test_pieces_are_scripts_that_need_no_escaping(shipped: Shipped) -> None:
    """One call in one line; no name that a file system could take for another."""
    names = [path.name for path in (shipped.folder / "search").iterdir()]
    assert len({name.lower() for name in names}) == len(names)
    assert all(name.replace("-", "").replace(".", "").isalnum() and name.isascii() and len(name) < 24 for name in names)
    for path in (shipped.folder / "search").iterdir():
        text = path.read_text("utf-8")
        assert text.count("\n") == 1 and text.endswith(");\n") and b"\r" not in path.read_bytes()


def test_pieces_are_neither_large_nor_tiny(shipped: Shipped) -> None:
    """A reader's word costs one piece of forms and one of postings."""
    sizes: dict[str, list[int]] = {}
    for path in index_files(shipped.folder / "search"):
        sizes.setdefault(path.stem.partition("-")[0], []).append(path.stat().st_size)
    assert set(sizes) == set(KINDS)
    assert max(sizes["terms"]) < TERMS_SIZE[1] + 2_000
    assert sorted(sizes["terms"])[len(sizes["terms"]) // 2] > 2_000
    single = max(len(str(page)) for page in Pieces(shipped.folder / "search").texts())
    assert max(sizes["text"]) < 2 * max(single, TEXT_SIZE[1])
    assert max(sizes["forms"]) < 30_000


def test_the_index_is_small(shipped: Shipped) -> None:
    """At most 0.9 KB for each section as files, 0.4 KB as they travel; 0.45 KB was promised."""
    pieces = [path.read_bytes() for path in index_files(shipped.folder / "search")]
    sections = len(shipped.index.sections)
    assert sum(map(len, pieces)) / sections <= 900
    assert sum(len(gzip.compress(piece, 6, mtime=0)) for piece in pieces) / sections <= 400


@pytest.mark.parametrize(
    ("form", "key"),
    [("a", "a"), ("zebra", "z"), ("2024", "0"), ("9", "0"), ("ω", "x3"),
     ("україна", "x4"), ("سلام", "x6"), ("社会", "x79"), ("𞤀", "x1e9"), ("x", "x")],
)  # fmt: skip
def test_a_form_stands_in_the_piece_of_its_first_letter(form: str, key: str) -> None:
    """Or of its block of characters."""
    assert forms_key(form) == key


@pytest.mark.parametrize(("number", "signs"), [(0, "0"), (35, "z"), (36, "10"), (2**32 - 1, "1z141z3")])
def test_checksums_are_written_as_javascript_does(number: int, signs: str) -> None:
    """In base 36."""
    assert base36(number) == signs and int(signs, 36) == number


def test_a_piece_is_a_call_of_one_function() -> None:
    """Whatever its content holds."""
    piece = Shard("text-a", [["</script>", "\u2028", '"\\', "\x00\x1f\x7f", "😀"]])
    assert piece.script == (f'{CALL}("text-a",[["</script>","\u2028","\\"\\\\","\\u0000\\u001f\x7f","😀"]]);\n')
    assert piece.checksum == base36(zlib.crc32(piece.json.encode()))


def _odd_library() -> tuple[Index, Searcher, list[Name]]:
    """Names of JavaScript's own, signs that JSON escapes, forms of many alphabets, forms that share long beginnings."""
    long = "donau" * 20
    texts = (
        "__proto__ constructor toString", "</script> \u2028 \u2029 \\ \" ' \x7f",
        f"{long} {long}schiff {long}schifffahrt",
        "україна українець українка", "سلام سلامة", "社会 社会的", "🌍 😀", "1 10 100 2024", "x xx x4 x6", "",
    )  # fmt: skip
    pages = [
        cut(
            entry(f"pages/{number}.html", title=text, language="mul", status="Proposed", tone="notice", answer=text),
            f'<p>{text.replace("<", "&lt;")}</p><h2 id="s">{text.replace("<", "&lt;")}</h2><p>Some words and more.</p>',
        )
        for number, text in enumerate(texts)
    ]
    names = [
        Name(("constructor",), "__proto__", "pages/0.html", defines=True),
        Name(("سلام", "دائم"), "peace", "pages/4.html", "superseded"),
        Name(("nowhere",), "Nothing at all", "pages/9.html"),
    ]
    index, searcher = library_of(*pages, names=names)
    return index, searcher, names


def test_odd_words_come_back_from_their_pieces(tmp_path: Path) -> None:
    """All forms, names and texts."""
    index, _, names = _odd_library()
    written = write_pieces(index, tmp_path / "search", names)
    assert written[0].name == "start.js" and {path.name for path in written} == {
        p.name for p in (tmp_path / "search").iterdir()
    }
    _assert_whole(Pieces(tmp_path / "search"), index, names, stop_words("en"))


def test_odd_words_are_found_in_the_browser(chromium: Chromium, tmp_path: Path) -> None:
    """As without one; nothing of it runs."""
    index, searcher, names = _odd_library()
    write_pieces(index, tmp_path / "search", names)
    (tmp_path / "page").mkdir()
    (tmp_path / "page/index.html").write_text('<!doctype html><meta charset="utf-8">', "utf-8")
    tab = chromium.open((tmp_path / "page/index.html").as_uri())
    tab.add_search(scripts=SCRIPTS)
    asked = ["constructor", "proto ", "tostring", "donau", "донау", "українк", "سلام", "سلام دائم", "社会", "x", "x4",
             "10", "1",
             "nowhere", "some words", "donau" * 20 + " ", "donauschif", "hasOwnProperty"]  # fmt: skip
    for text, told in zip(asked, tab.ask(asked), strict=True):
        answer = searcher.answer(text)
        assert told["failed"] is None and told["damaged"] == [], text
        assert [(page, score, tuple(sections)) for page, score, sections in told["pages"]] == [
            (hit.page, pytest.approx(hit.score, rel=1e-9), hit.sections) for hit in answer.hits
        ], text
        assert [said for said, *_ in told["named"]] == [said for said, _ in answer.named], text
        assert told["unknown"] == answer.unknown, text
    tab.close()


def test_an_empty_library_has_pieces(chromium: Chromium, tmp_path: Path) -> None:
    """The first day of a community: the search says that nothing is there, and doesn't fail."""
    index, _ = library_of()
    write_shards(index_shards(index, [], frozenset(), WORDS), tmp_path / "search")
    assert {path.name for path in (tmp_path / "search").iterdir()} >= {"start.js", "lengths.js"}
    (tmp_path / "page").mkdir()
    (tmp_path / "page/index.html").write_text('<!doctype html><meta charset="utf-8">', "utf-8")
    tab = chromium.open((tmp_path / "page/index.html").as_uri())
    tab.add_search(scripts=SCRIPTS)
    (told,) = tab.ask(["trust"])
    assert (told["failed"], told["pages"], told["unknown"], told["damaged"]) == (None, [], ["trust"], [])
    tab.close()


WORD = st.text(st.characters(codec="utf-8", categories=["L", "N"], max_codepoint=0xFFFF), min_size=1, max_size=8)


@settings(deadline=None, max_examples=40)
@given(st.lists(st.lists(WORD, min_size=1, max_size=12).map(" ".join), max_size=5))
def test_any_library_comes_back_from_its_pieces(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    """Whatever words it has."""
    pages = [
        cut(entry(f"pages/{number}.html", title=fold(text), language="xx"), f"<p>{text}</p>")
        for number, text in enumerate(texts)
    ]
    index, _ = library_of(*pages)
    folder = tmp_path_factory.mktemp("any")
    write_pieces(index, folder)
    _assert_whole(Pieces(folder), index, [], stop_words("en"))
