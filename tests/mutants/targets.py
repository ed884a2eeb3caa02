"""What faults are put into, and which tests must notice them; both follow from the folders."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import ROOT

GUARDED = (
    "macros/load",
    "macros/render/prose.py",
    "macros/bundles/container",
    "macros/bundles/update/read",
    "macros/search/query.py",
)
"""Where the text of strangers is met: reading, the sanitiser, bundles and updates, and the words of a search."""


def modules_below(paths: tuple[str, ...]) -> list[str]:
    """The modules that some paths name, files or folders, relative to the project."""
    files: list[Path] = []
    for path in paths:
        place = ROOT / path
        files += sorted(place.rglob("*.py")) if place.is_dir() else [place]
    return [file.relative_to(ROOT).as_posix() for file in files]


def mirroring(module: str) -> tuple[list[str], list[str]]:
    """The tests that mirror a module, and those of its layer that stand nearest to it first.

    Where no test has the module's name, those of the nearest folder take their place.
    """
    _, layer, *inner = Path(module).with_suffix("").parts
    files = {file.relative_to(ROOT).as_posix() for file in (ROOT / "tests" / layer).rglob("test_*.py")}
    near = f"tests/{'/'.join([layer, *inner[:-1]])}"
    while not any(file.startswith(f"{near}/") for file in files):
        near = near.rpartition("/")[0]
    own = sorted(file for file in files if file.endswith(f"/test_{inner[-1]}.py"))
    own = own or sorted(file for file in files if file.startswith(f"{near}/"))
    return own, sorted(files - set(own), key=lambda file: (not file.startswith(f"{near}/"), file))
