"""Positions of groups: who holds what, what is open, how it came about; on pages, in files, and by allowed steps."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from macros.cli.main import main
from macros.desk.report.position import make_position
from macros.desk.report.wording import make_wording
from macros.knowledge.graph import Graph
from macros.knowledge.positions import open_views, positions_of_groups
from macros.knowledge.step_checks import check_steps
from macros.model.definition import Definition
from macros.model.group import Group
from macros.render.author import AuthorMacros
from macros.render.record_page import compose_record
from tests.community import copy_second, environment_of, graph_of, record

ORGANISATIONS = [record("organisation", id, title=id.upper()) for id in ("aa", "bb", "cc")]
POSITION: dict[str, Any] = {
    "id": "position-1", "text": "Water is *free*.",
    "stances": [{"by": "aa", "text": "Only for gardens & yards.", "on": "2025-06"}],
    "endorsed_by": [{"group": "bb", "on": "2026-01-01", "note": "Without the last word."}],
    "open_question": "Who pays?",
    "history": [{"date": "2025-05", "text": "Three options were read.", "where": "w#view-1"}],
}  # fmt: skip
VIEWS = [
    {"id": "view-1", "issue": "Free for whom?", "positions": [{"text": "All."}, {"text": "Some.", "held_by": "Town"}]},
]  # fmt: skip


def _graph(**position: Any) -> Graph:
    members = [{"organisation": one.id} for one in ORGANISATIONS]
    group = record("group", "g", title="Circle", members=members, common_positions=[{**POSITION, **position}])
    meeting = record("workshop", "w", title="Spring", started="2025-05-04", sources=[{"source": "izvor"}],
                     divergent_views=VIEWS)  # fmt: skip
    return graph_of(*ORGANISATIONS, group, meeting)


def test_a_position_says_who_is_heard_and_of_whom_nothing_is_recorded() -> None:
    """Nothing recorded is neither agreement nor disagreement: such members are named apart."""
    (one,) = positions_of_groups(_graph())
    assert (one.node, one.heard, one.silent) == ("g#position-1", ("aa", "bb"), ("cc",))
    assert one.last is not None and one.last.where == "w#view-1"
    assert [(meeting.id, view.id) for meeting, view in open_views(_graph())] == [("w", "view-1")]
    graph = _graph()
    assert "g#position-1" in graph.provenance.led_to(graph.records["w"])


def test_the_file_for_a_meeting_holds_what_is_recorded_member_by_member_and_proposes_nothing() -> None:
    graph = _graph()
    made = make_position(graph, positions_of_groups(graph)[0])
    sections = {section.id: section for section in made.sections}
    held = [[cell.text for cell in row] for row in sections["held"].tables[0].rows]
    assert held == [
        ["AA", "Only for gardens & yards.", "not recorded", "June 2025"],
        ["CC", "nothing is recorded", "", ""],
    ]
    standing = [[cell.text for cell in row] for row in sections["standing"].tables[0].rows]
    assert ["Agreed or endorsed by", "BB"] in standing and ["Still open", "Who pays?"] in standing
    path = sections["standing"].tables[1].rows[0]
    assert (path[0].text, path[1].text, path[1].node) == ("May 2025", "Three options were read.", "w#view-1")
    assert all(cell.text == "" for line in sections["proposals"].tables[0].rows for cell in line)


def test_the_page_of_the_group_shows_the_same_and_nothing_as_markup() -> None:
    graph = _graph()
    page = compose_record(graph, environment_of(graph), graph.records["g"])[0].html
    assert "Who holds what:" in page and "Only for gardens &amp; yards." in page
    assert "Who pays?" in page and "Without the last word." in page and "w.html#view-1" in page
    bare = _graph(stances=[], endorsed_by=[], open_question=None, history=[])
    before = compose_record(bare, environment_of(bare), bare.records["g"])[0].html
    assert "Who holds what:" not in before and "Still open:" not in before


def test_of_each_member_of_a_group_it_is_said_what_its_own_version_of_a_term_is() -> None:
    own = {"id": "aa-2012", "body": "AA", "organisation": "aa", "source": "izvor", "paraphrase": "It is x."}
    entry = record("definition", "trust", source_definitions=[own], endorsed_by=[{"group": "bb"}])
    group = record("group", "g", title="Circle", members=[{"organisation": one.id} for one in ORGANISATIONS])
    assert isinstance(entry, Definition) and isinstance(group, Group)
    graph = graph_of(*ORGANISATIONS, entry, group)
    members = next(one for one in make_wording(graph, entry, group).sections if one.id == "members")
    assert [[cell.text for cell in row] for row in members.tables[0].rows] == [
        ["AA", "It is x.", "not recorded"],
        ["BB", "nothing is recorded", "yes"],
        ["CC", "nothing is recorded", "not recorded"],
    ]
    assert all(section.id != "members" for section in make_wording(graph, entry).sections)


def test_how_firmly_a_position_is_held_must_come_from_its_steps() -> None:
    """Only where a step says it at all."""
    library = _graph(
        status="toti", history=[{"text": "Read.", "status": "ipoteza"}, {"text": "Read again.", "status": "ipoteza"}]
    ).library
    (problem,) = check_steps(library)
    assert (problem.field, problem.code) == ("common_positions.0.status", "status-unexplained")
    assert "is 'toti', but the history ends with 'ipoteza'" in problem.message
    assert not list(check_steps(_graph(status="toti").library))
    moved = [{"text": "Read.", "status": "ipoteza"}, {"text": "Agreed.", "status": "toti"}]
    assert not list(check_steps(_graph(status="toti", history=moved).library))


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("reteaua-gradinilor#nimic",), "no group has a position 'reteaua-gradinilor#nimic'"),
        (("compost#x", "--group", "reteaua-gradinilor"), "a position belongs to a group already"),
        (("compost", "--group", "compost"), "no group has the id 'compost'"),
    ],
)
def test_what_can_not_be_put_side_by_side_is_said(arguments: tuple[str, ...], told: str, tmp_path: Path) -> None:
    out = tmp_path / "w.md"
    project = copy_second(tmp_path / "project")
    result = CliRunner().invoke(main, ["--root", str(project), "wording", *arguments, "--out", str(out)])
    assert result.exit_code == 2 and told in result.output and not out.exists()


def test_the_page_of_positions_stays_small_whatever_there_is_and_counts_the_rest() -> None:
    """Texts are cut, and of many names the first ones stand there."""
    many = [record("organisation", f"o-{number:03}", title="Organisation " * 7) for number in range(100)]
    long = {
        **POSITION, "text": "Word " * 2000, "open_question": "Why? " * 200,
        "stances": [{"by": one.id, "text": "Yes."} for one in many], "endorsed_by": [],
    }  # fmt: skip
    positions = [{**long, "id": f"p-{number}"} for number in range(70)]
    views = [
        {
            "id": f"view-{number}", "issue": "Question? " * 50, "open_question": "What? " * 200,
            "positions": [{"text": "Yes.", "held_by": f"{side} " * 200} for side in "abc"],
        }
        for number in range(70)
    ]  # fmt: skip
    meeting = record("workshop", "w", sources=[{"source": "izvor"}], divergent_views=[*VIEWS, *views])
    graph = graph_of(*many, record("group", "g", common_positions=positions), meeting)
    env = environment_of(graph)
    page = env.from_string("{{ positions() }}").render(**AuthorMacros(graph, env, "index.html").functions())
    assert "and 50 more positions" in page and "and 51 more questions" in page and "95 more" in page
    assert len(page.encode()) < 45_000, "the frame around it takes some 13,000 of 60,000"
