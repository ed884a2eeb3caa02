"""The page in a copy that checks copies and applies updates, without a network and without a program."""

from __future__ import annotations

import dataclasses
import hashlib
from pathlib import Path

from macros.bundles.container.bundle import read_bundle, write_bundle
from macros.bundles.signature import signer, trusted_comment
from macros.bundles.update.make.updates import update_between
from tests.engines.conftest import Copies
from tests.engines.engine import WIDTH, Engine

_READY = "return document.querySelector('[data-part=progress]').hidden && !document.querySelector(arguments[0]).hidden"


def _said(engine: Engine, field: str, path: Path, part: str) -> str:
    """Choose a file, and read what is said of it."""
    place = f"[data-part={part}]"
    engine.choose(field, path)
    engine.until(_READY, place)
    return engine.text(place)


def _older(copies: Copies, target: Path) -> Path:
    """A signed copy of the month before, in which some pages say something else."""
    bundle = read_bundle(copies.zip)[1]
    content = {path: bundle.content(path) for path in bundle.members}
    for path in [path for path in content if path.startswith("library/definitions/")]:
        content[path] = content[path].replace(b"compost", b"gunoi", 3)
    about = dataclasses.replace(bundle.manifest.about, day="2026-03-01", version="2026-03-01-0a0b0c0d")
    by = signer(copies.project.parent / "test.key")
    assert by is not None
    write_bundle(target, about, content, lambda text: by.sign(text, trusted_comment(about)))
    return target


def test_a_good_copy_is_told_from_a_damaged_one(engine: Engine, copies: Copies, tmp_path: Path) -> None:
    """Every byte and who signed it; one byte more or less, and it says not to use it."""
    engine.fresh((copies.library / "check-and-update.html").as_uri())
    assert "Result: intact and signed by a known key." in _said(engine, "#ct-check-zip", copies.zip, "verdict")
    assert engine.run("return document.documentElement.scrollWidth") <= WIDTH
    data = bytearray(copies.zip.read_bytes())
    data[len(data) // 2] ^= 1
    (tmp_path / "damaged.zip").write_bytes(data)
    said = _said(engine, "#ct-check-zip", tmp_path / "damaged.zip", "verdict")
    assert "Result: damaged" in said and "Don't use it." in said


def test_an_update_gives_the_published_copy(engine: Engine, copies: Copies, tmp_path: Path) -> None:
    """Bit for bit, with its signature checked, and saved under its name."""
    old = _older(copies, tmp_path / "old.zip")
    (tmp_path / "new.ctdelta").write_bytes(update_between(old, copies.zip))
    engine.fresh((copies.library / "check-and-update.html").as_uri())
    assert "Result: intact and signed by a known key." in _said(engine, "#ct-check-zip", old, "verdict")
    said = _said(engine, "#ct-check-update", tmp_path / "new.ctdelta", "made")
    assert "The new copy is ready" in said and "which is known here" in said
    assert f"SHA-256 {hashlib.sha256(copies.zip.read_bytes()).hexdigest()}" in said
    saved = engine.saved(lambda: engine.click("[data-part=made] a[download]"))
    assert saved.name == copies.zip.name and saved.read_bytes() == copies.zip.read_bytes()
