"""The page about the files shows what they really begin with, and names every one of them."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

import pytest

from macros.exports.write import write_exports
from macros.knowledge.graph import Graph
from macros.model.library import read_library
from tests.conftest import DAY, ROOT

PAGE = (ROOT / "docs/about/exports.md").read_text("utf-8")
EXAMPLES = re.findall(r'^```\w+ title="([^"]+)"\n(.*?)^```$', PAGE, re.MULTILINE | re.DOTALL)
"""Each block with the name of its file; a line with an ellipsis stands for what is left out."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the shipped library gives to other programs."""
    library, _ = read_library(ROOT)
    assert library is not None
    folder = tmp_path_factory.mktemp("exports")
    write_exports(Graph(library, datetime.date.fromisoformat(DAY)), folder, "https://common-thread.example.org/")
    return folder


@pytest.mark.parametrize(("name", "example"), EXAMPLES, ids=[name for name, _ in EXAMPLES])
def test_an_example_is_how_the_file_begins(site: Path, name: str, example: str) -> None:
    """Its first lines, and then what follows in this order."""
    text, end = (site / name).read_bytes().decode().replace("\r\n", "\n"), 0
    for number, piece in enumerate(example.split("…\n")):
        piece = piece if number == 0 and "…" not in example else piece.removesuffix("\n")
        found = text.find(piece, end)
        assert (found == 0) if number == 0 else (found >= 0), f"docs/about/exports.md: {name} has no {piece!r} there"
        end = found + len(piece)


def test_every_file_is_named_on_the_page(site: Path) -> None:
    """Those of a type or a feed by one example of their kind."""
    top = {path.name for path in site.iterdir() if path.is_file() and not path.name.endswith(".schema.json")}
    assert {name for name in top if f"`{name}`" not in PAGE} == set()
    assert {name for name, _ in EXAMPLES} <= top
