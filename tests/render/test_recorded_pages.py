"""What a page is beside its HTML: title, headings, sections, links and anchors, for an entry of each type."""

from __future__ import annotations

import os

import pytest

from macros.knowledge.graph import Graph
from macros.model.record import Record
from macros.model.registry import record_types
from macros.render.page import RenderedPage
from macros.render.record_page import compose_record
from macros.render.templates import environment
from tests.community import TODAY, second_library
from tests.conftest import ROOT
from tests.snapshot import FOLDER, assert_as_recorded

RECORDED = {path.stem for path in (FOLDER / "pages").glob("*.txt")}
WANTED = set(record_types()) if os.environ.get("SNAPSHOTS") else RECORDED
"""A type that somebody has just added is recorded when the others are renewed."""


def _lines(page: RenderedPage) -> list[str]:
    return [
        f"{page.path}: {page.title}",
        f"from {page.source}; {page.description}",
        *(f"heading {heading.level} #{heading.id}: {heading.title}" for heading in page.headings),
        *(f"leads to {link}" for link in page.reading.links),
        *(f"has #{name}" for name in sorted(page.reading.anchors)),
        *(
            line
            for part in page.parts()
            for line in (f"section {part.level} #{part.anchor}: {part.heading}", *(f"  {said}" for said in part.lines))
        ),
        "",
    ]


@pytest.mark.parametrize("type_name", sorted(WANTED))
def test_pages_are_as_recorded(type_name: str) -> None:
    """The entry of a type that leads to the most others, with its second page where it has one."""
    graph = Graph(second_library(), TODAY)
    records = [record for record in graph.records.values() if record.type_name == type_name]
    assert records

    def told(record: Record) -> tuple[int, str]:
        return len(graph.links_from(record.id)), record.id

    pages = compose_record(graph, environment(ROOT / "overrides", graph, None), max(records, key=told))
    text = "".join(f"{line}\n" for page in pages for line in _lines(page))
    assert_as_recorded(text, f"pages/{type_name}.txt")


def test_recorded_types_are_types() -> None:
    """No file is left over."""
    assert RECORDED and set(record_types()) >= RECORDED
