"""bsdiff's differences, applied by Python alone: the same as bsdiff's own program."""

from __future__ import annotations

import bsdiff4
from bsdiff4 import core
from hypothesis import given, settings
from hypothesis import strategies as st

from macros.bundles.update.read import patch as patches
from macros.bundles.update.read.patch import Patch, apply_patch

_TEXTS = st.one_of(
    st.binary(max_size=200),
    st.lists(st.sampled_from([b"water ", b"gate ", b"2027-01-15 ", b"\n", b"\xff\x80", b"<p>"]), max_size=80).map(
        b"".join
    ),
)


def _patch(old: bytes, new: bytes) -> Patch:
    control, differences, insertions = core.diff(old, new)
    numbers = [core.decode_int64(control[at : at + 8]) for at in range(0, len(control), 8)]
    return Patch(tuple(zip(numbers[::3], numbers[1::3], numbers[2::3], strict=True)), differences, insertions)


@settings(deadline=None)
@given(_TEXTS, _TEXTS)
def test_any_text_becomes_any_other(old: bytes, new: bytes) -> None:
    """As `bsdiff4.patch` makes it."""
    assert apply_patch(old, _patch(old, new)) == new == bsdiff4.patch(old, bsdiff4.diff(old, new))


@settings(deadline=None)
@given(st.binary(max_size=300), st.binary(max_size=300))
def test_bytes_are_added_without_carry(old: bytes, differences: bytes) -> None:
    """Modulo 256, each by itself."""
    size = min(len(old), len(differences))
    old, differences = old[:size], differences[:size]
    wanted = bytes((one + two) % 256 for one, two in zip(old, differences, strict=True))
    assert apply_patch(old, Patch(((size, 0, 0),), differences, b"")) == wanted


def test_long_texts_are_added_in_blocks() -> None:
    """Across the ends of blocks too."""
    size = 2 * patches._BLOCK + 5
    made = apply_patch(b"\xfe" * size, Patch(((size, 0, 0),), b"\x03" * size, b""))
    assert made == b"\x01" * size
