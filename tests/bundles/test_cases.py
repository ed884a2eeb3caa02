"""Every case of a copy, as the command line reads it; the page in a browser is tried with the same ones."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from macros.bundles.signature import Signer, public_keys
from macros.bundles.verify import verify
from tests.bundles.cases import COPIES
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
