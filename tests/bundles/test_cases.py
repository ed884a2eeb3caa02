"""Every case of a copy, as the command line reads it; the page in a browser is tried with the same ones."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from macros.bundles.check.verify import verify
from macros.bundles.container.errors import BundleError
from macros.bundles.container.minisig import Key, Signed, read_key
from macros.bundles.signature import Signer, public_keys
from macros.bundles.update.read.apply import apply_update
from tests.bundles.cases import COPIES, TRUST, fill_trust
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
