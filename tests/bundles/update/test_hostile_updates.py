"""Updates by somebody who means harm, and who makes everything fit but the one thing that a guard is for."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from macros.bundles.container.bundle import read_bundle
from macros.bundles.container.errors import BundleError
from macros.bundles.update.read.apply import apply_update
from macros.bundles.update.read.update_file import read_update, write_update
from tests.bundles.cases import LATER, UPDATES, fill_folder, fitting, sealed
from tests.bundles.samples import ABOUT


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An old bundle and an honest update; `there` is for what readers have."""
    fill_folder(tmp_path)
    (tmp_path / "there").mkdir()
    shutil.copy(tmp_path / "old.zip", tmp_path / "there")
    return tmp_path


def _files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def _refused(folder: Path, data: bytes, words: str) -> None:
    update = folder / "there/update.ctdelta"
    update.write_bytes(data)
    before, around = _files(folder / "there"), set(folder.iterdir())
    with pytest.raises(BundleError, match=words):
        apply_update(update, folder / "there/old.zip")
    assert _files(folder / "there") == before and set(folder.iterdir()) == around


def test_the_attacker_of_these_tests_is_good_enough(folder: Path) -> None:
    """What fits and does no harm is applied, so what is refused below is refused for what it does."""
    data = write_update(fitting(folder, {"library/pages/new.html": b"x"}, {"day": LATER}))
    (folder / "there/update.ctdelta").write_bytes(data)
    applied = apply_update(folder / "there/update.ctdelta", folder / "there/old.zip")
    assert read_bundle(applied.path)[1].content("library/pages/new.html") == b"x"


@pytest.mark.parametrize("trick", UPDATES)
def test_an_update_that_breaks_one_rule_is_refused(folder: Path, trick: str) -> None:
    """Whatever it adds, names, promises or makes: in words, and nothing is written."""
    _refused(folder, UPDATES[trick].make(folder), UPDATES[trick].words)


def test_any_changed_byte_of_an_update_is_noticed(folder: Path) -> None:
    """At every place, and when it was cut off; nothing is written."""
    data = (folder / "update.ctdelta").read_bytes()
    spoilt = [data[:place] + bytes([data[place] ^ 0x20]) + data[place + 1 :] for place in range(len(data))]
    spoilt += [data[:length] for length in (0, 5, len(data) // 2, len(data) - 1)]
    for one in spoilt:
        with pytest.raises(BundleError, match=r"this is no update|the update is damaged"):
            read_update(one)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=80), st.integers(0, 2**32 - 1), st.integers(0, 2**32 - 1))
def test_nonsense_with_a_right_checksum_is_refused(body: bytes, differences: int, insertions: int) -> None:
    """The reader trusts no length and never falls over."""
    head = bytes(96) + b"".join(number.to_bytes(4, "big") for number in (100, differences, insertions))
    with pytest.raises(BundleError):
        read_update(sealed(head + body))


def test_about_names_nothing_beside_the_facts(folder: Path) -> None:
    """A fact that this program doesn't know is passed over, not written."""
    update = replace(fitting(folder, {"x": b""}), about={"colour": "blue"})
    (folder / "there/update.ctdelta").write_bytes(write_update(update))
    applied = apply_update(folder / "there/update.ctdelta", folder / "there/old.zip", folder / "there/made.zip")
    assert b"colour" not in read_bundle(applied.path)[1].text and applied.about == ABOUT
