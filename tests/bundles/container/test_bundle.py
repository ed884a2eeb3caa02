"""What a bundle may say of itself: a manifest that fits its files, and nothing beside them."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from macros.bundles.container.archive import Packed, pack
from macros.bundles.container.bundle import MANIFEST, gather
from macros.bundles.container.errors import BundleError, DamagedError
from macros.bundles.container.manifest import FileSum, Manifest, read_manifest
from tests.bundles.samples import ABOUT

CONTENT = {"one.txt": b"One.", "two.txt": b"Two."}
TEXT = Manifest(ABOUT, {path: FileSum.of(content) for path, content in CONTENT.items()}).text()


def _members(**changed: bytes | None) -> list[Packed]:
    """The files of a bundle; one that is None is left out."""
    files: dict[str, bytes | None] = {**CONTENT, MANIFEST: TEXT, **changed}
    return [pack(f"{ABOUT.folder}/{path}", content) for path, content in files.items() if content is not None]


def _manifest(change: Callable[[dict[str, Any]], object]) -> bytes:
    data = json.loads(TEXT)
    change(data)
    return json.dumps(data).encode()


def test_a_bundle_holds_the_files_that_its_manifest_lists() -> None:
    """Each can be had."""
    bundle = gather(_members())
    assert {path: bundle.content(path) for path in bundle.members} == CONTENT


def test_another_content_of_the_same_size_is_not_the_file_that_is_listed() -> None:
    """Though the archive's own checksums fit it."""
    bundle = gather(_members(**{"one.txt": b"Own."}))
    with pytest.raises(DamagedError, match=r"one\.txt is not the file that .* lists"):
        bundle.content("one.txt")


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"one.txt": None}, "river-library/one.txt is missing"),
        ({"three.txt": b"3"}, "river-library/three.txt stands in no list"),
        ({MANIFEST: None}, "so it is no bundle"),
    ],
)
def test_files_and_list_are_the_same(changed: dict[str, bytes | None], words: str) -> None:
    """None is missing, and none stands beside them."""
    with pytest.raises(BundleError, match=words):
        gather(_members(**changed))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda data: data.update(format="of tomorrow"), "is of another format"),
        (lambda data: data.update(day="1979-12-31"), "day"),
        (lambda data: data.update(day="2108-01-01"), "day"),
        (lambda data: data.update(day="20270115"), "day"),
        (lambda data: data["files"]["one.txt"].update(size=-1), "no size and SHA-256 of 'one.txt'"),
        (lambda data: data["files"]["one.txt"].update(size=True), "no size and SHA-256 of 'one.txt'"),
        (lambda data: data["files"]["one.txt"].update(sha256="0" * 63), "no size and SHA-256 of 'one.txt'"),
        (lambda data: data["files"]["one.txt"].update(sha256=None), "no size and SHA-256 of 'one.txt'"),
        (lambda data: data.update(title="a\x1b[31mb"), "does not say what the bundle is"),
        (lambda data: data.update(folder="a/b"), "more than one"),
    ],
)
def test_a_manifest_that_breaks_one_rule_is_refused(change: Callable[[dict[str, Any]], object], words: str) -> None:
    """Everything else in it is right."""
    assert read_manifest(TEXT).about == ABOUT
    with pytest.raises(BundleError, match=words):
        read_manifest(_manifest(change))
