"""Which paths a bundle takes."""

from __future__ import annotations

import posixpath
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from macros.bundles.container.errors import PathError
from macros.bundles.container.paths import LONGEST, check_path, check_paths


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/etc/passwd", "is not relative"),
        ("a/../b", "leads to another folder"),
        ("..", "leads to another folder"),
        ("./a", "leads to another folder"),
        ("a//b", "empty part"),
        ("", "empty part"),
        ("a/", "empty part"),
        ("C:/a", "holds ':'"),
        ("a\\b", "holds '\\\\'"),
        ('a"b', "holds"), ("a<b", "holds"), ("a>b", "holds"), ("a|b", "holds"), ("a?b", "holds"), ("a*b", "holds"),
        ("a\nb", "holds '\\n'"),
        ("a\x7fb", "holds"),
        ("a\u202egnp.exe", "holds"),
        ("a/CON", "keeps for itself"),
        ("nul.txt", "keeps for itself"),
        ("Com1.html", "keeps for itself"),
        ("lpt9", "keeps for itself"),
        ("COM².x", "keeps for itself"),
        ("aux .html", "keeps for itself"),
        ("a./b", "at an end"),
        ("a /b", "at an end"),
        (" a", "at an end"),
        ("e\u0301.html", "composed form"),
        ("x" * (LONGEST + 1), "longer than 120"),
        ("水" * 100, "255 bytes"),
    ],
)  # fmt: skip
def test_a_path_that_some_computer_cannot_store_is_refused_by_name(path: str, told: str) -> None:
    """Each rule, in words that name the path."""
    with pytest.raises(PathError) as caught:
        check_path(path)
    assert repr(path) in str(caught.value) and told in str(caught.value)


@pytest.mark.parametrize(
    "paths",
    [
        ["a.html", "A.html"],
        ["straße", "STRASSE"],
        ["x/ﬁ.html", "x/fi.html"],
        ["a/x", "A/y"],
        ["a", "a/b"],
        ["a/b", "a"],
        ["a", "a"],
        ["İ", "i\u0307".upper()],
    ],
)
def test_two_paths_that_some_computer_takes_for_one_are_refused(paths: list[str]) -> None:
    """Case, compatible letters, folders spelled in two ways, a file where a folder is."""
    with pytest.raises(PathError):
        check_paths(paths)


def test_good_paths_pass() -> None:
    """What a site has, and what other alphabets have."""
    check_paths(["START-HERE.html", "library/a.html", "library/b/a.html", "library/console.html"])
    check_paths(["ș/ț.txt", "ماء.html"])
    check_path("x" * LONGEST)


@pytest.mark.slow
@settings(deadline=None)
@given(st.text(max_size=40))
def test_what_passes_is_safe_whatever_it_is(path: str) -> None:
    """It stays in its folder, is in one Unicode form, and has no part that Windows would change."""
    try:
        check_path(path)
    except PathError:
        return
    assert posixpath.normpath(path) == path and not path.startswith(("/", ".."))
    assert unicodedata.normalize("NFC", path) == path
    assert all(part == part.strip(" ").rstrip(".") for part in path.split("/"))
    assert not set(path) & set('<>:"|?*\\') and path.isprintable()


@settings(deadline=None)
@given(st.lists(st.text("aAßſsﬁfi/éE", min_size=1, max_size=4), max_size=6))
def test_what_passes_together_differs_for_every_computer(paths: list[str]) -> None:
    """No two are one after folding case and form."""
    try:
        check_paths(paths)
    except PathError:
        return
    folded = {unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", path).casefold()) for path in paths}
    assert len(folded) == len(paths)
