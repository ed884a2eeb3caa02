"""Towards a common wording: versions side by side for a meeting, and statuses that move by allowed steps only."""

from __future__ import annotations

import shutil
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner
from docx import Document

from macros.cli.main import main
from macros.desk.report.wording import make_wording
from macros.knowledge.checks import check_connected
from macros.knowledge.graph import Graph
from macros.knowledge.harmonising import by_status, standing
from macros.model.definition import Definition
from tests.community import SECOND, copy_second, graph_of, record, run

OWN = {"id": "x-2012", "body": "Body X", "source": "s", "paraphrase": "It is *x* [@s, p. 3].", "year": "2012"}
STEPS = """terms:
  - id: schita
    label: {ro: Schiță}
    followed_by: [gata]
  - id: gata
    label: {ro: Hotărâtă}
    followed_by: []
"""


def _definition(**fields: object) -> Definition:
    made = record("definition", "trust", **{"source_definitions": [OWN], **fields})
    assert isinstance(made, Definition)
    return made


def _graph(entry: Definition) -> Graph:
    return graph_of(record("source", "s", title="Report S"), entry)


def test_every_version_stands_there_in_words_with_its_source() -> None:
    """Markdown and citations are none of a meeting's business; the source stands beside."""
    entry = _definition(divergence="They part on *trust*.")
    report = make_wording(_graph(entry), entry)
    sections = {section.id: section for section in report.sections}
    (row,) = sections["versions"].tables[-1].rows
    assert [cell.text for cell in row] == ["Body X, 2012", "It is x.", "–", "Report S"]
    assert (row[0].node, row[3].node) == ("trust#x-2012", "s")
    assert sections["part"].paragraphs == ("They part on trust.",)
    assert all(cell.text == "" for line in sections["proposals"].tables[0].rows for cell in line)


def test_the_file_opens_in_word_with_real_tables(tmp_path: Path) -> None:
    """And an id that is no definition's is told, with the nearest."""
    project, target = copy_second(tmp_path / "project"), tmp_path / "w.docx"
    told = CliRunner().invoke(main, ["--root", str(project), "wording", "compost", "--out", str(target)])
    assert told.exit_code == 0, told.output
    document = Document(BytesIO(target.read_bytes()))
    assert len(document.tables) >= 3 and any(one.style.name == "Heading 1" for one in document.paragraphs)
    wrong = CliRunner().invoke(main, ["--root", str(project), "wording", "compots"])
    assert wrong.exit_code == 2 and 'did you mean "compost"?' in wrong.output


def test_bodies_are_counted_once_and_groups_only_where_named() -> None:
    """Two documents of one body are one body; a meeting in the history is no endorsement."""
    entry = _definition(source_definitions=[OWN, {**OWN, "id": "x-2014", "year": "2014"}])
    graph = _graph(entry)
    found = standing(graph, entry)
    assert (found.bodies, found.groups, found.parts) == (1, (), False)
    assert [(status, [one.entry.id for one in ones]) for status, ones in by_status(graph)] == [
        (entry.status, ["trust"])
    ]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The second community, whose list of statuses says the steps."""
    target = Path(shutil.copytree(SECOND, tmp_path / "project"))
    place = target / "data/vocabularies/definition-status.yml"
    text = place.read_text("utf-8")
    place.write_text(text[: text.index("terms:")] + STEPS, "utf-8")
    return target


@pytest.mark.parametrize(
    ("history", "status", "told"),
    [
        ("", "gata", ""),
        ("[{text: Scrisă., status: schita}]", "schita", ""),
        ("[{text: Scrisă., status: schita}, {text: Hotărâtă., status: gata}]", "gata", ""),
        ("[{text: Hotărâtă., status: gata}, {text: Scrisă., status: schita}]", "schita",
         "history.1.status: 'schita' can't follow 'gata'; nothing may come after that"),
        ("[{text: Scrisă., status: schita}]", "gata",
         "status: is 'gata', but the history ends with 'schita'; add the step to 'gata'"),
    ],
)  # fmt: skip
def test_a_status_moves_by_allowed_steps_only(project: Path, history: str, status: str, told: str) -> None:
    """As its list says; and the history comes to the status of today. A history without statuses is left alone."""
    place = project / "data/definitions/compost.yml"
    lines = [line for line in place.read_text("utf-8").splitlines() if not line.startswith("status:")]
    start = next((n for n, line in enumerate(lines) if line.startswith("history:")), None)
    if start is not None:
        end = next((n for n in range(start + 1, len(lines)) if lines[n] and not lines[n].startswith(" ")), len(lines))
        del lines[start:end]
    place.write_text(
        "\n".join([*lines, f"status: {status}", *([f"history: {history}"] if history else [])]) + "\n", "utf-8"
    )
    found = [f"{one.field}: {one.message}" for one in check_connected(project)[2] if one.code.startswith("status-")]
    assert len(found) == bool(told) and told in "".join(found)


def test_a_step_to_a_value_that_is_not_in_the_list_is_told(project: Path) -> None:
    """In the list itself."""
    place = project / "data/vocabularies/definition-status.yml"
    place.write_text(place.read_text("utf-8").replace("[gata]", "[gatta]"), "utf-8")
    done = run(project, "check")
    assert "followed_by.0: no value of this list is called 'gatta' [unknown-term]" in done.stdout
