"""Postings whose sections and patterns have moved: what an update says once instead of for every word."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.bundles.container.errors import BundleError
from macros.bundles.update.make.moves import find_moves
from macros.bundles.update.read.apply import apply_delta
from macros.bundles.update.read.deltafile import read_delta, write_delta
from macros.bundles.update.read.renumber import Runs, renumbered
from macros.search.codec import encode, gaps
from macros.search.sections import cut
from tests.bundles.samples import make, make_delta_file
from tests.search.support import entry, library_of, write_pieces


def _piece(postings: list[dict[int, int]]) -> bytes:
    """A file of postings: pattern by section."""
    numbers: list[int] = []
    for posting in postings:
        order = sorted(posting)
        for place, gap in zip(order, gaps(order), strict=True):
            numbers += (posting[place] + 1, gap)
        numbers.append(0)
    return f'commonThreadShard("terms-1x","{encode(numbers)}");\n'.encode()


def _runs(moved: dict[int, int]) -> Runs:
    """Every number as a run of its own."""
    return tuple((old, 1, moved[old]) for old in sorted(moved))


_POSTINGS = st.lists(st.dictionaries(st.integers(0, 300), st.integers(0, 90), max_size=12), max_size=8)


@given(_POSTINGS, st.permutations(range(301)), st.permutations(range(91)), st.sets(st.integers(0, 300)))
def test_any_numbers_move(
    postings: list[dict[int, int]], places: list[int], patterns: list[int], gone: set[int]
) -> None:
    """To wherever the runs say; sections that are gone leave no posting."""
    sections = {old: new for old, new in enumerate(places) if old not in gone} or {999: 0}
    made = renumbered(_piece(postings), _runs(sections), _runs(dict(enumerate(patterns))))
    expected = [
        {sections[place]: patterns[shown] for place, shown in posting.items() if place in sections}
        for posting in postings
    ]
    assert made == _piece(expected)


def test_a_run_moves_all_its_numbers() -> None:
    """From its first to its last, and none beside it."""
    content = _piece([{2: 0, 3: 1, 5: 2, 6: 0}])
    assert renumbered(content, ((3, 3, 10),), ()) == _piece([{10: 1, 12: 2}])
    assert renumbered(content, (), ((0, 2, 4),)) == _piece([{2: 4, 3: 5, 6: 4}])
    assert renumbered(content, (), ()) == content


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<html>terms</html>",
        b'commonThreadShard("text-1x","1000");\n',
        b'commonThreadShard("terms-1x","10");\n',
        b'commonThreadShard("terms-1x","1");\n',
        b'commonThreadShard("terms-1x","");\n',
        b'commonThreadShard("terms-1x","1\xc3\x9f0");\n',
        b'commonThreadShard("terms-1x","1000")',
    ],
)
def test_what_is_no_file_of_postings_stays(content: bytes) -> None:
    """Other files, cut ones, and numbers that make no sense."""
    assert renumbered(content, ((0, 5, 7),), ()) == content


def test_two_sections_never_become_one() -> None:
    """Runs that somebody has made up: the file stays, and the hash of the bundle won't fit."""
    content = _piece([{0: 1, 1: 1}])
    assert renumbered(content, ((0, 1, 4), (1, 1, 4)), ()) == content


def _library(folder: Path, names: list[str]) -> dict[str, bytes]:
    """The index of some pages, which share most of their words; those of a longer name have a section more."""
    pages = []
    for name in names:
        more = "<h2 id='then'>Then</h2><p>Nobody quarrels.</p>" if len(name) > 5 else ""
        text = f"<p>Neighbours of {name} share the gate.</p><h2 id='why'>Why</h2><p>All know when: {name}.</p>{more}"
        pages.append(cut(entry(f"practices/{name}.html", title=f"Water of {name}", added="2027-01-01"), text))
    pieces = write_pieces(library_of(*pages)[0], folder)
    return {f"library/search/{path.name}": path.read_bytes() for path in pieces}


NAMES = ["aber", "brook", "cistern", "dam", "estuary", "fjord", "gulf", "headwater", "inlet", "jetty"]


def test_moves_are_found_from_the_two_indexes(tmp_path: Path) -> None:
    """A page among others moves the sections behind it, and back when it goes."""
    before = _library(tmp_path / "old", NAMES)
    after = _library(tmp_path / "new", [*NAMES[:3], "canal", *NAMES[3:]])
    assert find_moves(before, after) == (((0, 7, 0), (7, 16, 9)), ())
    assert find_moves(after, before) == (((0, 7, 0), (9, 16, 7)), ())
    assert find_moves(before, before) == ((), ()) == find_moves({}, after)


@pytest.mark.parametrize(
    "start",
    [
        b"",
        b"\xff,",
        b"call(1,[])",
        b'call(1,{"texts":[]})',
        b'call(1,{"texts":[["gone"]]})',
        b'call(1,{"texts":{"a":1}})',
    ],
)
def test_an_index_of_another_version_moves_nothing(tmp_path: Path, start: bytes) -> None:
    """The update is larger then, and right."""
    known = _library(tmp_path / "known", NAMES)
    other = known | {"library/search/start.js": start}
    assert find_moves(other, known) == ((), ()) == find_moves(known, other)
    old, new = make(tmp_path / "old.zip", other), make(tmp_path / "new.zip", known)
    delta = make_delta_file(tmp_path / "update.ctdelta", old, new)
    assert apply_delta(delta, old, tmp_path / "made.zip").exact


def test_a_page_among_others_costs_as_much_as_a_last_one(tmp_path: Path) -> None:
    """Though it moves half of the sections, and with them a byte for nearly every word."""
    places = [f"place{number:03}" for number in range(200)]
    old = make(tmp_path / "old.zip", _library(tmp_path / "old", places))
    sizes = []
    for at in (100, 200):
        names = [*places[:at], "canal", *places[at:]]
        new = make(tmp_path / f"{at}.zip", _library(tmp_path / f"{at}", names), "2027-02-01")
        sizes.append(make_delta_file(tmp_path / f"{at}.ctdelta", old, new).stat().st_size)
    assert sizes[0] < sizes[1] * 1.1


@pytest.mark.parametrize(
    "names",
    [
        ["canal", *NAMES],
        [*NAMES, "zephyr"],
        NAMES[1:],
        [*NAMES[:4], *NAMES[6:]],
        [*NAMES[5:], *NAMES[:5]],
        ["weir", *NAMES[:2], *NAMES[3:6], "canal", "mouth", *NAMES[6:]],
        ["other", "pages", "altogether"],
    ],
    ids=["first", "last", "without the first", "without two", "turned round", "many", "nothing stays"],
)
def test_an_update_of_an_index_gives_the_new_one(tmp_path: Path, names: list[str]) -> None:
    """Wherever pages come in, go, or change their order."""
    old = make(tmp_path / "old.zip", _library(tmp_path / "old", NAMES))
    new = make(tmp_path / "new.zip", _library(tmp_path / "new", names), "2027-02-01")
    delta = make_delta_file(tmp_path / "update.ctdelta", old, new)
    _, edits = read_delta(delta.read_bytes())
    assert bool(edits.sections) == (names != [*NAMES, "zephyr"] and names[0] != "other")
    applied = apply_delta(delta, old, tmp_path / "made.zip")
    assert applied.exact and applied.path.read_bytes() == new.read_bytes()


@pytest.mark.parametrize(
    "forged",
    [
        ((0, 2**30, 2**34),),
        ((0, 1, 4), (1, 1, 4)),
        ((0, 0, 0),),
        ((2**34, 1, 0),),
        tuple((number, 1, 23 - number) for number in range(23)),
    ],
    ids=["far away", "two to one place", "nothing", "beyond all", "turned round"],
)
def test_made_up_moves_are_refused(tmp_path: Path, forged: Runs) -> None:
    """With a right checksum: what comes out is not what was promised, and nothing is written."""
    old = make(tmp_path / "old.zip", _library(tmp_path / "old", NAMES))
    new = make(tmp_path / "new.zip", _library(tmp_path / "new", ["canal", *NAMES]), "2027-02-01")
    delta = make_delta_file(tmp_path / "update.ctdelta", old, new)
    head, edits = read_delta(delta.read_bytes())
    delta.write_bytes(
        write_delta(head.base, head.result, head.archive, head.total, dataclasses.replace(edits, sections=forged))
    )
    with pytest.raises(BundleError):
        apply_delta(delta, old, tmp_path / "made.zip")
    assert not (tmp_path / "made.zip").exists()
