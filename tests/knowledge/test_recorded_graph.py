"""What the graph knows of the second community, a line for each connection."""

from __future__ import annotations

from macros.knowledge.graph import Graph
from tests.community import TODAY, second_library
from tests.snapshot import assert_as_recorded


def _graph() -> Graph:
    return Graph(second_library(), TODAY)


def _recorded(name: str, lines: list[str]) -> None:
    assert lines
    assert_as_recorded("".join(f"{line}\n" for line in lines), f"graph/{name}.txt")


def test_links_are_as_recorded() -> None:
    """From which entry to which, where it stands there, and as what."""
    _recorded(
        "links",
        [
            f"{link.source} -> {link.target}{'#' + link.item if link.item else ''}  at {link.location}: {link.role}"
            for link in sorted(_graph().links)
        ],
    )


def test_backlinks_are_as_recorded() -> None:
    """In the order in which a page shows them, each with its roles."""
    graph = _graph()
    _recorded(
        "backlinks",
        [
            f"{id} <- {type_name} {backlink.record.id}: {', '.join(backlink.roles)}"
            for id in sorted(graph.records)
            for type_name, backlinks in graph.backlinks(id).items()
            for backlink in backlinks
        ],
    )


def test_terms_are_as_recorded() -> None:
    """The definitions whose names stand in an entry, in the order in which they are met."""
    graph = _graph()
    _recorded(
        "terms", [f"{id} uses {definition}" for id in sorted(graph.records) for definition in graph.used_terms[id]]
    )


def test_related_entries_are_as_recorded() -> None:
    """The nearest first, each with its score and the reasons, the strongest first."""
    graph = _graph()
    _recorded(
        "related",
        [
            f"{id} ~ {near.id} {near.score:.2f}: {', '.join(' '.join(reason) for reason in near.reasons)}"
            for id in sorted(graph.records)
            for near in graph.related(id)
        ],
    )
