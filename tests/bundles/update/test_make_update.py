"""Making updates: they hold what changed and nothing else, and are tried before anybody gets them."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from bsdiff4 import core

from macros.bundles.container.bundle import write_bundle
from macros.bundles.container.errors import BundleError
from macros.bundles.update.make import make_update as making
from macros.bundles.update.make.updates import update_between
from macros.bundles.update.read import update_file
from macros.bundles.update.read.update_file import read_update, write_update
from tests.bundles.samples import ABOUT, PAGE, TEXT, files, make

LATER = "2027-02-01"


def test_an_update_is_as_its_format_says(tmp_path: Path) -> None:
    """The example in the module that defines it: a word has changed, a page has gone, a page has come."""
    page = PAGE.format(number=1, text=TEXT, day="")
    before = {"START-HERE.html": b"", "library/a.html": page.encode(), "library/c.html": b"c"}
    after = before | {"library/a.html": page.replace("both", "the two").encode(), "library/d.html": b"d" * 80}
    old = make(tmp_path / "pack-1.zip", before | {"library/b.html": b"b"})
    new = make(tmp_path / "pack-2.zip", after, LATER)
    update = read_update(update_between(old, new))
    assert update.names == ("pack-1.zip", "pack-2.zip") and update.about == {"day": LATER}
    assert update.files == ((1, 3), (2, None)) and update.added == {"library/d.html": 80} and update.beside is None
    assert sum(copy + insert for copy, insert, _ in update.patch.steps) == len(after["library/a.html"]) + 80
    for name in ("names", "about", "files", "growth", "added", "beside", "copies", "inserts", "seeks"):
        assert f'"{name}": ' in str(update_file.__doc__)


def test_what_is_written_is_read(tmp_path: Path) -> None:
    """Hashes, head and blocks come back as they were."""
    old, new = make(tmp_path / "old.zip", files()), make(tmp_path / "new.zip", files(LATER, p1="New."), LATER)
    data = update_between(old, new)
    assert write_update(read_update(data)) == data == update_between(old, new)


@pytest.mark.parametrize("change", [{"library": "Sea Library"}, {"id": "fire"}])
def test_two_packs_have_no_update(tmp_path: Path, change: dict[str, str]) -> None:
    """Nobody could apply it."""
    old = make(tmp_path / "old.zip", files())
    write_bundle(tmp_path / "new.zip", dataclasses.replace(ABOUT, **change), files())
    with pytest.raises(BundleError, match="are of different packs"):
        update_between(old, tmp_path / "new.zip")


def test_what_no_reader_would_take_is_not_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When nearly everything is new, the new bundle itself is the better update."""
    old, new = make(tmp_path / "old.zip", files()), make(tmp_path / "new.zip", {"x": b"abc" * 9}, LATER)
    with monkeypatch.context() as patched:
        patched.setattr(making, "LARGEST_CONTENT", 20)
        with pytest.raises(BundleError, match="27 bytes have changed, too many for an update"):
            update_between(old, new)
    monkeypatch.setattr(update_file, "LARGEST_HEAD", 20)
    with pytest.raises(BundleError, match="have too little in common for an update"):
        update_between(old, new)


def test_an_update_that_does_not_give_the_new_bundle_is_not_given_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever the reason: here the library that compares makes a mistake."""
    old, new = make(tmp_path / "old.zip", files()), make(tmp_path / "new.zip", files(LATER, p1="New."), LATER)
    compare = core.diff

    def wrong(before: bytes, after: bytes) -> tuple[bytes, bytes, bytes]:
        return compare(before, after.swapcase())  # type: ignore[no-any-return]

    monkeypatch.setattr(core, "diff", wrong)
    with pytest.raises(BundleError, match="does not give the new bundle; please report this"):
        update_between(old, new)
