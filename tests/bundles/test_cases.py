"""Every case of a copy, as the command line reads it; the page in a browser is tried with the same ones."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from macros.bundles.check.listed import day_in
from macros.bundles.check.verify import verify
from macros.bundles.container.errors import BundleError
from macros.bundles.container.minisig import Key, Signed, read_key
from macros.bundles.signature import Signer, public_keys
from macros.bundles.update.read.apply import apply_update
from tests.bundles.cases import COPIES, TRUST, fill_folder, fill_trust
from tests.bundles.listed_cases import LISTED, SINGLE, fill_release
from tests.bundles.samples import files, make, signer


def known_keys(keys: str, by: Signer) -> list[str]:
    """The public keys that a case knows."""
    return {"none": [], "signed": [by.public_key], "another": [signer().public_key]}[keys]


@pytest.mark.parametrize("name", COPIES)
def test_a_copy_is_taken_for_what_it_is(tmp_path: Path, name: str) -> None:
    """Whole, damaged, forged or something else; each in its words."""
    case, by, place = COPIES[name], signer(), tmp_path / "copy.zip"
    made = make(tmp_path / "made.zip", files(), by=by if case.signed else None)
    place.write_bytes(case.change(made.read_bytes()))
    verdict = verify(place, public_keys(known_keys(case.keys, by)))
    assert verdict.state.name == case.state
    assert re.search(case.words, "\n".join(verdict.lines()))


@pytest.mark.parametrize("name", LISTED)
@pytest.mark.parametrize("read", [public_keys, lambda keys: [read_key(key) for key in keys]], ids=["library", "alone"])
def test_a_file_is_taken_for_what_is_beside_it(
    tmp_path: Path, name: str, read: Callable[[list[str]], list[Key]]
) -> None:
    """A single file and a ZIM by the signed list of checksums, a zip by its signature too."""
    case = LISTED[name]
    key = fill_release(tmp_path, case)
    verdict = verify(tmp_path / case.file, read([key] if case.known else []))
    assert verdict.state.name == case.state
    assert re.search(case.words, "\n".join(verdict.lines()))


def test_the_age_of_a_single_file_is_that_of_its_name_in_the_list(tmp_path: Path) -> None:
    """Whatever it is called now; a list that has no day in the name says nothing."""
    key = fill_release(tmp_path, LISTED["a single file in a signed list"])
    renamed = (tmp_path / SINGLE).rename(tmp_path / "library-2029-01-01-ffff.html")
    lines = list(verify(renamed, public_keys([key])).lines(datetime.date(2027, 6, 1)))
    assert "By its name in SHA256SUMS, it is as of 2027-01-15." in lines
    assert "It is 5 months old: a signature says who made it, not that it is new." in lines
    assert [day_in(name) for name in ("common-thread-update.pyz", "a-2027-13-01-ab.html")] == [None, None]


@pytest.mark.parametrize("ending", [".html", ".zim", ".pdf"])
def test_what_no_update_changes_is_told(tmp_path: Path, ending: str) -> None:
    """In one sentence, with what to take in its place."""
    fill_folder(tmp_path)
    other = tmp_path / f"river{ending}"
    other.write_bytes(b"<p>Everything</p>")
    with pytest.raises(BundleError, match=r"Updates change packed files \(\.zip\) only: .* or the packed file"):
        apply_update(tmp_path / "update.ctdelta", other)


@pytest.mark.parametrize("name", TRUST)
@pytest.mark.parametrize("read", [public_keys, lambda keys: [read_key(key) for key in keys]], ids=["library", "alone"])
def test_a_copy_never_becomes_less_than_it_is(
    tmp_path: Path, name: str, read: Callable[[list[str]], list[Key]]
) -> None:
    """With the library that checks signatures, and with the standard library alone."""
    case = TRUST[name]
    keys = read(fill_trust(tmp_path, case))
    old, target = tmp_path / "old.zip", tmp_path / "made.zip"
    if case.words:
        with pytest.raises(BundleError, match=case.words):
            apply_update(tmp_path / "update.ctdelta", old, target, keys=keys)
        assert not target.exists()
        return
    applied = apply_update(tmp_path / "update.ctdelta", old, target, keys=keys)
    assert target.read_bytes() == (tmp_path / "new.zip").read_bytes()
    assert (applied.by.state is Signed.KNOWN) == bool(case.known and case.new != "nobody")
