"""The secretariat's report: what it takes from the records, and each format."""

from __future__ import annotations

import datetime
import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import markdown
import pypdf
import pytest
from click.testing import CliRunner, Result
from docx import Document
from lxml import html
from openpyxl import load_workbook

from macros.cli.main import main
from macros.desk.report.as_document import as_document
from macros.desk.report.as_page import as_markdown, as_page
from macros.desk.report.as_sheet import FIRST, as_sheet
from macros.desk.report.make import KINDS, make_report
from macros.desk.report.scope import Scope
from macros.desk.report.value import Report, Section
from macros.knowledge.graph import Graph
from macros.model.vocabulary import VocabularyTerm
from tests.community import OVERRIDES, SECOND, TODAY, copy_second, graph_of, record

HOSTILE = "=1+1 **b** [x](javascript:alert(1)) <script>alert(1)</script> | `c`"


def _library(**action: Any) -> Graph:
    """Two groups, two countries, a meeting, practices of two years."""
    given = {"id": "a-1", "text": "Dig a well.", "status": "open", "owners": ["o"], "due": "2026-01-01", **action}
    return graph_of(
        record("country", "romania", title="Romania"),
        record("country", "france", title="France", iso2="FR", iso3="FRA"),
        record("organisation", "o", title="Office", acronym="OFF"),
        record("organisation", "u", title="Union"),
        record("group", "cerc", title="Circle", members=[{"organisation": "o"}, {"organisation": "u"}]),
        record("group", "g", title="Other group"),
        record(
            "workshop", "w", title="Meeting", conveners=["cerc"], countries=["romania"], started="2025-12-01",
            sources=[{"source": "izvor"}], actions=[given, {"id": "a-2", "text": "Rest.", "status": "done"}],
            recommendations=[{"id": "r-1", "text": "Give water.", "addressee": "The town"}],
        ),
        record("workshop", "v", title="Away", conveners=["g"], countries=["france"], sources=[{"source": "izvor"}]),
        record("practice", "p", title="Wells", countries=["romania"], started="2020", ended="2020", implementers=["o"],
               owner="cerc"),
        record("practice", "q", title="Ponds", countries=["romania"], started="2022", added="2026-03-15", owner="cerc"),
    )  # fmt: skip


def _report(graph: Graph | None = None, **scope: Any) -> Report:
    return make_report(Scope(graph or _library(), **scope))


def _section(report: Report, id: str) -> Section:
    return next(section for section in report.sections if section.id == id)


def _rows(section: Section, table: int = 0) -> list[list[str]]:
    return [[cell.text for cell in row] for row in section.tables[table].rows]


def test_a_report_of_everything_has_every_action_and_counts_what_waits() -> None:
    actions = _section(_report(), "actions")
    assert actions.lead == "2 actions, 1 past due, 1 without an owner."
    assert _rows(actions) == [
        ["Dig a well.", "OFF – Office", "1 January 2026", "Deschisă, past due", "Meeting", ""],
        ["Rest.", "not recorded", "not recorded", "Terminată", "Meeting", ""],
    ]
    assert [cell.node for cell in actions.tables[0].rows[0]] == ["w#a-1", "o", "", "", "w", ""]
    assert actions.charts[0].bars == (("Deschisă", 1), ("Terminată", 1))


def test_a_group_sees_its_own_meetings_members_and_points() -> None:
    report = _report(group="cerc")
    assert report.title == "Report: Circle" and report.scope == (("Group", "Circle"),)
    assert _rows(_section(report, "overview")) == [
        ["Good practices", "2"],
        ["Workshops and meetings", "1"],
        ["Groups", "1"],
    ]
    assert [[row[0], row[1], row[-1]] for row in _rows(_section(report, "contributions"))] == [
        ["OFF – Office", "1", "1"],
        ["Union", "–", "–"],
    ]
    points = _section(report, "agenda").points
    assert [[cell.node for cell in cells] for _, cells in points] == [["w#a-1"], ["w#r-1"]]
    assert _section(_report(group="g"), "agenda").lead == "Nothing is due."


def test_a_group_sees_what_its_meetings_agreed_and_what_is_open_with_them() -> None:
    """Not those of others, and nothing that another group keeps."""
    said = {"agreements": [{"id": "g-1", "text": "One form.", "level": "toti"}],
            "divergent_views": [{"id": "v-1", "issue": "Who pays?", "positions": [{"text": "We."}]}]}  # fmt: skip
    meeting = {"sources": [{"source": "izvor"}], **said}
    graph = graph_of(
        record("organisation", "o", title="Office"),
        record("group", "cerc", title="Circle", owner="g"),
        record("group", "g", title="Other group"),
        record("workshop", "w", title="Meeting", conveners=["cerc"], started="2026-01-10", **meeting,
               actions=[{"id": "a-1", "text": "Dig.", "status": "done", "evidence": "Dug.", "owners": ["o"]}]),
        record("workshop", "x", title="Earlier", conveners=["cerc"], started="2025-01-10", **meeting),
        record("workshop", "v", title="Away", conveners=["g"], participants=[{"organisation": "cerc"}], **meeting),
    )  # fmt: skip
    report = _report(graph, group="cerc")
    meetings = _section(report, "meetings")
    assert [row[0] for row in _rows(meetings)] == ["Meeting", "Earlier"]
    assert [row[0].node for row in meetings.tables[1].rows] == ["w#g-1", "x#g-1"]
    assert [row[0].node for row in meetings.tables[2].rows] == ["w#v-1", "x#v-1"]
    (points,) = (nodes for words, nodes in _section(report, "agenda").points if words.startswith("Take up"))
    assert {cell.node for cell in points} == {"w#v-1", "x#v-1"}
    assert _rows(_section(report, "contributions"))[0][0] == "Office", "no member, and it took an action on"
    assert _rows(_section(report, "actions"))[0][-1] == "Dug."
    since = _section(_report(graph, group="cerc", since=datetime.date(2026, 1, 1)), "meetings")
    assert [row[0] for row in _rows(since)] == ["Meeting"]


@pytest.mark.parametrize("kind", [name for name, ids in KINDS.items() if ids])
def test_a_report_for_somebody_has_the_sections_that_they_need_in_their_order(kind: str) -> None:
    since = datetime.date(2026, 1, 1)
    made = make_report(Scope(_library(), since=since), kind)
    found = [section.id for section in made.sections]
    some = [id for id in KINDS[kind] if not _section(make_report(Scope(_library(), since=since)), id).empty]
    assert found == (some if kind == "donor" else list(KINDS[kind]))
    assert made.title.startswith("To prepare a meeting: " if kind == "meeting" else "Report: ")
    assert set(found) < {section.id for section in make_report(Scope(_library(), since=since)).sections}


def test_readers_from_outside_see_no_empty_sections_and_nothing_that_only_editors_count() -> None:
    made = make_report(Scope(_library()), "donor")
    assert _section(made, "actions").lead == "2 actions, 1 past due."
    assert all(not section.empty for section in made.sections)


def test_a_draft_is_told_from_the_rest_and_what_shows_an_action_is_named() -> None:
    source = record("source", "s", title="The minutes", kind="minuta", verification="citita")
    shown = {"status": "done", "evidence": "Dug.", "evidence_sources": [{"source": "s", "locator": "p. 3"}]}
    meeting = record("workshop", "w", title="Meeting", conveners=["cerc"], status="draft", started="2026-01-10",
                     sources=[{"source": "s"}], actions=[{"id": "a-1", "text": "Dig.", **shown}])  # fmt: skip
    graph = graph_of(record("group", "cerc", title="Circle"), source, meeting)
    known = graph.vocabularies["entry-status"]
    told = (
        VocabularyTerm(id="draft", label={"en": "Draft"}),
        VocabularyTerm(id="ready", label={"en": "R"}, usual=True),
    )
    listed = {**graph.library.vocabularies, "entry-status": known.model_copy(update={"terms": told})}
    report = _report(Graph(replace(graph.library, vocabularies=listed), TODAY), group="cerc")
    assert _rows(_section(report, "meetings"))[0][0] == "Meeting (Draft)"
    assert _rows(_section(report, "actions"))[0][-2:] == ["Meeting (Draft)", "Dug. (The minutes, p. 3)"]
    assert _rows(_section(_report(graph, group="cerc"), "meetings"))[0][0] == "Meeting", "no status is the usual one"


def test_a_group_sees_its_work_plan_once_and_the_question_of_a_position() -> None:
    plan = [{"id": "p-1", "title": "Dig wells", "progress": "open", "owners": ["o"], "due": "2026-09"},
            {"id": "p-2", "title": "Count them", "progress": "open", "origin": "w#a-1"}]  # fmt: skip
    position = {"id": "q-1", "text": "Water is a right.", "open_question": "Who pays for it?"}
    group = record("group", "cerc", title="Circle", work_plan=plan, common_positions=[position],
                   focus_areas=["sol"])  # fmt: skip
    action = {"id": "a-1", "text": "Count.", "status": "open", "owners": ["o"], "due": "2026-10-02"}
    meeting = record("workshop", "w", title="Meeting", conveners=["cerc"], sources=[{"source": "izvor"}],
                     actions=[action])  # fmt: skip
    report = _report(graph_of(record("organisation", "o", title="Office"), group, meeting), group="cerc")
    plans = _section(report, "focus-areas").tables[-1]
    assert [[cell.text for cell in row] for row in plans.rows] == [
        ["Dig wells", "Office", "September 2026", "Deschisă"],
        ["Count them", "Office", "2 October 2026", "Deschisă"],
    ]
    (points,) = (cells for words, cells in _section(report, "agenda").points if words.startswith("Take up"))
    assert [(cell.text, cell.node) for cell in points] == [("Who pays for it?", "cerc#q-1")]


def test_an_organisation_sees_only_what_it_took_on() -> None:
    assert [row[0].node for row in _section(_report(organisation="o"), "actions").tables[0].rows] == ["w#a-1"]
    assert _section(_report(organisation="u"), "actions").tables == ()


def test_a_country_sees_what_took_place_there() -> None:
    report = _report(country="france")
    assert _rows(_section(report, "overview")) == [["Workshops and meetings", "1"]]
    assert _section(report, "actions").tables == ()
    assert _rows(_section(_report(country="romania"), "overview"))[0] == ["Good practices", "2"]


def test_a_time_says_what_is_new() -> None:
    since = datetime.date(2026, 3, 1)
    report = _report(since=since)
    assert [row[0] for row in _rows(_section(report, "new"))] == ["Ponds"]
    assert _section(report, "new").tables[0].title == "New entries: 1"
    assert _rows(_section(report, "overview"))[0] == ["Good practices", "2", "1", "0"]
    assert _section(_report(since=since, until=datetime.date(2026, 3, 10)), "new").tables == ()
    assert all(section.id != "new" for section in _report().sections)


def test_coverage_names_the_years_and_countries_without_a_practice() -> None:
    coverage = _section(_report(), "coverage")
    assert coverage.charts[0].bars == (("2020", 1), ("2021", 0), ("2022", 1))
    assert coverage.lead == "Years without: 2021. Countries of the library without: France."
    assert _rows(coverage) == [["Romania", "2"]]


def test_gaps_and_reviews_are_named_with_whose_they_are() -> None:
    report = _report(graph=graph_of(record("group", "g", title="Circle", last_reviewed="2025-01-01", owner="g")))
    gaps = {
        table.title: [[cell.text for cell in row] for row in table.rows] for table in _section(report, "gaps").tables
    }
    assert gaps["Groups without a work plan: 1"] == [["Circle", "Circle"]]
    assert _rows(_section(report, "reviews")) == [["Circle", "Circle", "1 January 2026"]]
    assert _section(report, "reviews").lead == "1 review due within 90 days."


def test_upkeep_counts_what_entries_of_the_scope_lack_and_what_asks_for_a_review_by_owner() -> None:
    late = record("group", "g", title="Circle", last_reviewed="2025-01-01", owner="g")
    fresh = record("practice", "p", added="2026-01-05")
    upkeep = _section(_report(graph=graph_of(late, fresh)), "upkeep")
    assert ["Review past due", "1"] in _rows(upkeep) and ["Never reviewed", "1"] in _rows(upkeep)
    assert sorted(_rows(upkeep, 1)) == [["Circle", "1", "1", "–", "–"], ["nobody", "1", "–", "–", "1"]]
    assert _rows(upkeep, 2)[-2:] == [["2026 Q1", "2", "–", "–"], ["2026 Q2", "–", "–", "–"]]
    assert _rows(_section(_report(graph=graph_of(late, fresh), group="g"), "upkeep"), 1)[0][0] == "Circle"


def _link(node: str) -> str:
    return f"https://library.example/{node}"


def test_the_page_is_one_file_with_a_table_for_each_picture_and_nothing_to_run() -> None:
    made = as_page(_report(), OVERRIDES, _link)
    tree = html.fromstring(made)
    assert not tree.xpath("//script | //img | //link | //*[@style]") and "default-src 'none'" in made
    assert [one.text for one in tree.xpath("//h2")] == [section.title for section in _report().sections]
    assert all(tree.xpath("//nav//a[@href=$to]", to=f"#{section.id}") for section in _report().sections)
    assert len(tree.xpath("//figure//rect")) == sum(
        len(chart.bars) for one in _report().sections for chart in one.charts
    )
    assert tree.xpath("//a[.='Dig a well.']/@href") == ["https://library.example/w#a-1"] * 2
    assert tree.xpath("//table//th[@scope='row']")


def test_nothing_that_an_entry_says_is_markup_in_any_format() -> None:
    report = _report(_library(text=HOSTILE, owner=HOSTILE, owners=[]))
    page = html.fromstring(as_page(report, OVERRIDES, _link))
    assert not page.xpath("//script | //b") and HOSTILE in page.text_content()
    read = html.fromstring(markdown.markdown(as_markdown(report, OVERRIDES, _link), extensions=["tables"]))
    assert not read.xpath("//script | //b | //strong[.='b'] | //code | //a[contains(@href, 'javascript')]")
    assert {len(row) for row in read.xpath("//h2[.='Actions']/following-sibling::table[2]//tr")} == {6}
    sheet = load_workbook(io.BytesIO(as_sheet(Scope(_library(text=HOSTILE, owners=["o"])), "t", TODAY))).worksheets[0]
    assert sheet.cell(FIRST, 2).data_type == "s" and str(sheet.cell(FIRST, 2).value).startswith("=1+1")


def test_the_document_has_real_headings_tables_and_links() -> None:
    made = as_document(_report(), _link, TODAY)
    assert made == as_document(_report(), _link, TODAY), "the same bytes"
    document = Document(io.BytesIO(made))
    headings = [one.text for one in document.paragraphs if one.style.name == "Heading 1"]
    assert headings == [section.title for section in _report().sections]
    tables = [table for section in _report().sections for table in section.all_tables]
    assert len(document.tables) == len(tables)
    assert [cell.text for cell in document.tables[1].rows[0].cells] == list(tables[1].head)
    targets = {one.target_ref for one in document.part.rels.values() if one.is_external}
    assert "https://library.example/w#a-1" in targets


def test_the_sheet_holds_only_what_waits_and_asks_what_became_of_it() -> None:
    made = as_sheet(Scope(_library(), organisation="o"), "Report: Office", TODAY)
    assert made == as_sheet(Scope(_library(), organisation="o"), "Report: Office", TODAY), "the same bytes"
    sheet = load_workbook(io.BytesIO(made)).worksheets[0]
    assert [row[0].value for row in sheet.iter_rows(min_row=FIRST)] == ["w#a-1 open - 2026-01-01"]
    assert sheet.column_dimensions["A"].hidden and sheet.data_validations.dataValidation


def _run(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--root", str(root), "report", "--today", "2026-06-01", *arguments])


@pytest.mark.parametrize("style", ["html", "md", "docx", "xlsx"])
def test_each_format_is_written(style: str, tmp_path: Path) -> None:
    target = tmp_path / f"report.{style}"
    result = _run(SECOND, "--out", str(target))
    assert result.exit_code == 0 and result.output.startswith(f"{target}: "), result.output
    assert target.stat().st_size > 1000


def test_a_pdf_is_tagged_and_says_what_the_page_says(tmp_path: Path) -> None:
    result = _run(SECOND, "--group", "reteaua-gradinilor", "--out", str(tmp_path / "r.pdf"))
    assert result.exit_code == 0, result.output
    read = pypdf.PdfReader(tmp_path / "r.pdf")
    text = " ".join(page.extract_text() for page in read.pages)
    assert "lad" in text and "/MarkInfo" in read.trailer["/Root"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--group", "reteaua"), "no group has the id 'reteaua'; did you mean"),
        (("--country", "reteaua-gradinilor"), "no country has the id"),
        (("--for", "romania"), "no organisation or group has the id 'romania'"),
        (("--since", "2026-05-01", "--until", "2026-04-01"), "2026-04-01 lies before 2026-05-01"),
        (("--since", "May"), "'May' is no day"),
        (("--out", "report.odt"), "report.odt ends in none of html, md, docx, pdf, xlsx"),
        (("--out", "nowhere/report.html"), "the folder"),
    ],
)
def test_what_can_not_be_reported_is_said(arguments: tuple[str, ...], told: str, tmp_path: Path) -> None:
    result = _run(SECOND, *arguments)
    assert result.exit_code != 0 and told in result.output and "Traceback" not in result.output


@pytest.mark.parametrize("name", ["report.docx", "actions.xlsx"])
def test_a_file_in_which_people_write_is_never_replaced(name: str, tmp_path: Path) -> None:
    root, target = copy_second(tmp_path / "project"), tmp_path / name
    target.write_bytes(b"mine")
    told = _run(root, "--out", str(target))
    assert told.exit_code == 1 and f"{target} is there already; name another file with --out" in told.output
    assert target.read_bytes() == b"mine"
    page = tmp_path / "report.html"
    page.write_bytes(b"made")
    assert _run(root, "--out", str(page)).exit_code == 0 and page.read_bytes() != b"made"


def test_one_changed_record_changes_the_report(tmp_path: Path) -> None:
    project = copy_second(tmp_path / "project")
    target = tmp_path / "r.md"
    assert _run(project, "--out", str(target)).exit_code == 0
    before = target.read_text("utf-8").splitlines()
    runner = CliRunner().invoke(
        main, ["--root", str(project), "action", "sezatoarea-de-primavara#fapta-1", "--due", "2026-09-01",
               "--on", "2026-05-02", "--today", "2026-06-01"],
    )  # fmt: skip
    assert runner.exit_code == 0
    assert _run(project, "--out", str(target)).exit_code == 0
    after = target.read_text("utf-8").splitlines()
    changed = [line for line in after if line not in before]
    assert any("1 septembrie 2026" in line and "put off once" in line for line in changed), json.dumps(changed)
    assert len(changed) <= 3
