"""Each group has a page of what it owns that is missing, waits or stands twice, and no page grows with the library."""

from __future__ import annotations

from macros.knowledge.graph import Graph
from macros.render import gap_pages
from macros.render.gap_pages import gap_jobs, gaps_path
from macros.render.page import RenderedPage
from tests.community import TODAY, environment_of, library_of, record, with_values


def _pages(graph: Graph) -> dict[str, RenderedPage]:
    return {page.path: page for job in gap_jobs(graph, environment_of(graph)) for page in job.make()}


def test_a_group_has_a_page_of_its_own_gaps_alone() -> None:
    """With what to do, without naming the owner in each row; the rest is counted with the command that has it."""
    late = [{"id": f"a-{n}", "text": f"Late {n}.", "status": "open", "owners": ["a"], "due": "2025-02-01"}
            for n in range(gap_pages.MOST + 2)]  # fmt: skip
    graph = Graph(
        library_of(
            record("group", "a", title="The water group"),
            record("group", "b", work_plan=[{"id": "w", "title": "Write.", "progress": "open"}]),
            record("workshop", "m", conveners=["a"], sources=[{"source": "izvor"}], actions=late),
        ),
        TODAY,
    )
    pages = _pages(graph)
    assert set(pages) == {gaps_path("a"), gaps_path("b")}
    html = pages[gaps_path("a")].html
    assert "Late 0." in html and f"Late {gap_pages.MOST}." not in html
    assert "2 more: <code>commonthread gaps --kind overdue-actions --group a</code>" in html
    assert "Ask the owner" in html and "Whose" not in html
    assert "Late" not in pages[gaps_path("b")].html
    assert pages[gaps_path("a")].title == "Gaps and overlaps: The water group"


def test_a_group_that_owns_none_is_told_so_and_a_library_without_groups_has_no_page() -> None:
    assert _pages(Graph(library_of(), TODAY)) == {}
    plan = [{"id": "w", "title": "Write.", "progress": "dropped", "owners": ["a"], "due": "2026-12", "origin": "m#a-1"}]
    library = library_of(
        record("group", "a", members=[{"name": "Town", "role": "chair"}], work_plan=plan, focus_areas=["water"]),
        record("workshop", "m", sources=[{"source": "izvor"}],
               actions=[{"id": "a-1", "text": "Write.", "status": "dropped", "owners": ["a"]}]),
    )  # fmt: skip
    library = with_values(with_values(library, "focus-areas", "water"), "group-roles", "chair")
    assert "Nothing was found." in _pages(Graph(library, TODAY))[gaps_path("a")].html
