"""What languages are called and which way they are written."""

from __future__ import annotations

import pytest

from macros.model.languages import direction, language_name


@pytest.mark.parametrize(
    ("tag", "into", "name"),
    [
        ("fr", "en", "French"),
        ("fr", "ro", "franceză"),
        ("ro-MD", "en", "Romanian (Moldova)"),
        ("pt-BR", "en", "Portuguese (Brazil)"),
        ("uk", "fr", "ukrainien"),
        ("uk", "xx", "uk"),
        ("xx", "en", "xx"),
    ],
)
def test_a_language_has_a_name_in_another(tag: str, into: str, name: str) -> None:
    """With its region where that has a name of its own; the tag where nobody knows."""
    assert language_name(tag, into) == name


@pytest.mark.parametrize(
    ("tag", "way"),
    [("ar", "rtl"), ("fa-AF", "rtl"), ("ckb", "rtl"), ("ur-ZZ", "rtl"), ("en", "ltr"), ("ro-MD", "ltr"), ("xx", "ltr")],
)
def test_a_language_is_written_one_way(tag: str, way: str) -> None:
    """By its script, with a region or without."""
    assert direction(tag) == way
