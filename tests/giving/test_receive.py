"""A workbook that comes back: by the rules of the check, wholly or not at all, and nothing in it that could do harm."""

from __future__ import annotations

import json
import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import Workbook, load_workbook

from macros.cli.main import main
from macros.giving import proposal
from macros.giving.found import NOTE
from macros.giving.proposal import finish_placing
from tests.community import copy_second

PRACTICE = {
    "question:title": "Semințe la schimb în piață",
    "question:summary": "Vecinii au adus semințe de acasă și au plecat cu altele.",
    "question:language": "ro",
    "question:countries": "România",
    "question:validation_level": "samanta",
    "section:problem": "Semințele bune se pierdeau.",
    "section:what_was_done": "1. S-a pus o masă.\n2. S-a făcut schimb.",
    "columns:sources": {"source": "Procesul-verbal al schimbului", "locator": "p. 1"},
}
SOURCE = {
    "title": "Procesul-verbal al schimbului",
    "summary": "Ce s-a hotărât la masa cu semințe din piață.",
    "kind": "minuta",
    "verification": "citit",
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the second community."""
    return copy_second(tmp_path / "project")


def _run(project: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--root", str(project), *arguments])


def _form(project: Path, *arguments: str) -> Path:
    path = project.parent / "form.xlsx"
    result = _run(project, "template", "practice", "--out", str(path), *arguments)
    assert result.exit_code == 0, result.output
    return path


def _fill(path: Path, answers: dict[str, str | dict[str, str]], new: dict[str, dict[str, str]] | None = None) -> None:
    """Answer questions by the marks in the first column; the first row of tables, and of the sheets for new ones."""
    book = load_workbook(path)
    first = book.worksheets[0]
    for mark, answer in answers.items():
        row = next(row[0].row for row in first.iter_rows(max_col=1) if row[0].value == mark)
        if isinstance(answer, str):
            first.cell(row, 4, answer)
        else:
            for cell in first[row]:
                if cell.value in answer:
                    first.cell(row + 3, cell.column, answer[cell.value])
    for type_name, fields in (new or {}).items():
        sheet = next(sheet for sheet in book.worksheets if sheet.cell(1, 1).value == f"rows:{type_name}")
        for cell in sheet[4]:
            if cell.value in fields:
                sheet.cell(7, cell.column, fields[cell.value])
    book.save(path)


def _receive(project: Path, path: Path, *arguments: str) -> Result:
    return _run(project, "receive", str(path), "--today", "2026-04-01", *arguments)


def _files(project: Path) -> dict[str, bytes]:
    return {str(path.relative_to(project)): path.read_bytes() for path in project.rglob("*") if path.is_file()}


def test_a_practice_and_its_new_source_come_in_together(project: Path) -> None:
    """First only said, then written; the check finds nothing afterwards."""
    path = _form(project)
    _fill(path, PRACTICE, {"source": SOURCE})
    before = _files(project)
    told = _receive(project, path)
    assert told.exit_code == 0, told.output
    assert "would write data/sources/procesul-verbal-al-schimbului.yml" in told.output
    assert _files(project) == before
    written = _receive(project, path, "--write")
    assert written.exit_code == 0, written.output
    entry = (project / "docs/practices/seminte-la-schimb-in-piata.md").read_text("utf-8")
    assert "countries:\n  - romania\n" in entry and "- source: procesul-verbal-al-schimbului\n" in entry
    assert "added: 2026-04-01\n" in entry and entry.endswith(
        "## What was done\n\n1. S-a pus o masă.\n2. S-a făcut schimb.\n"
    )
    checked = _run(project, "check", "--today", "2026-04-01")
    assert checked.exit_code == 0, checked.output
    again = _receive(project, path, "--write")
    assert again.exit_code == 1 and 'there is an entry "seminte-la-schimb-in-piata" already' in again.output


def test_what_is_wrong_is_said_at_its_cell_and_sent_back(project: Path) -> None:
    """By the same words as the check; the copy has them beside the rows."""
    path = _form(project)
    wrong = PRACTICE | {"question:started": "2026-13", "question:title": "x"}
    del wrong["section:problem"], wrong["question:summary"]
    _fill(path, wrong, {"source": SOURCE})
    before = _files(project)
    result = _receive(project, path, "--write")
    assert result.exit_code == 1 and _files(project) == before
    sheet = load_workbook(path).worksheets[0]
    rows = {row[0].value: row[0].row for row in sheet.iter_rows(max_col=1)}
    for mark, words in {
        "question:title": "too short; 2 characters at least",
        "question:summary": "Summary: needed and empty. Fill it in",
        "section:problem": "Problem: needed and empty. Write a sentence or more",
        "question:started": "this day does not exist",
    }.items():
        place = f"{sheet.title}!D{rows[mark]}: "
        assert [line for line in result.output.split("\n") if line.startswith(place) and words in line], result.output
    answer = load_workbook(path.with_name("form-checked.xlsx")).worksheets[0]
    beside = [str(cell.value) for cell in answer[rows["question:started"]] if cell.value]
    assert any("this day does not exist" in words for words in beside)


def test_notes_of_an_earlier_round_are_no_answers(project: Path) -> None:
    """A note stands in the next free cell, which may be that of an answer; the copy is mended and sent again."""
    path = _form(project)
    _fill(path, PRACTICE | {"question:summary": "", "question:countries": "Togo"}, {"source": SOURCE})
    assert _receive(project, path).exit_code == 1
    checked = path.with_name("form-checked.xlsx")
    again = _receive(project, checked)
    assert "Summary: needed and empty. Fill it in" in again.output and "2 to mend" in again.output, again.output
    copy = load_workbook(path.with_name("form-checked-checked.xlsx"))
    notes = [cell.value for row in copy.worksheets[0].iter_rows() for cell in row if str(cell.value).startswith(NOTE)]
    assert len(notes) == 2, "those of this round alone"
    book = load_workbook(checked)
    rows = {row[0].value: row[0].row for row in book.worksheets[0].iter_rows(max_col=1)}
    assert str(book.worksheets[0].cell(rows["question:summary"], 4).value).startswith(NOTE)
    book.worksheets[0].cell(rows["question:summary"], 4, PRACTICE["question:summary"])
    book.worksheets[0].cell(rows["question:countries"], 4, PRACTICE["question:countries"])
    book.save(checked)
    assert _receive(project, checked, "--write").exit_code == 0, _receive(project, checked).output


def test_everything_is_told_at_once(project: Path) -> None:
    """What a title stands for that isn't there, and what is missing or wrong besides; each at its own cell."""
    path = _form(project)
    wrong = PRACTICE | {"question:started": "martie", "question:countries": "Togo"}
    _fill(path, wrong, {"source": SOURCE | {"kind": ""}})
    told = _receive(project, path).output
    assert 'no country is called "Togo"; choose from the list, or fill in "New Country" for it' in told
    assert re.search(r"![A-Z]7: Kind: needed and empty\. Fill it in", told), told
    assert '"martie" is no date: write the year first: 2024, 2024-05 or 2024-05-31' in told
    assert told.count("Togo") == 1 and "3 to mend; nothing was changed" in told


def test_a_new_country_has_its_codes_by_its_name(project: Path) -> None:
    """In the language of the library; other codes that somebody writes stay."""
    path = _form(project)
    country = {"title": "Germania", "summary": "Unde grădinile se numesc Schrebergärten.", "region": "apus"}
    _fill(path, PRACTICE | {"question:countries": "Germania"}, {"source": SOURCE, "country": country})
    told = _receive(project, path, "--write")
    assert told.exit_code == 0, told.output
    assert "iso2: DE\niso3: DEU\n" in (project / "data/countries/germania.yml").read_text("utf-8")


def test_what_is_needed_stands_first_in_a_form(project: Path) -> None:
    """Then what says most, then the rest; nothing is marked as needed that may be left out."""
    book = load_workbook(_form(project))
    marks = [str(row[0].value) for row in book.worksheets[0].iter_rows(max_col=1)]
    needed = ("question:validation_level", "section:problem", "columns:sources")
    assert max(map(marks.index, needed)) < marks.index("question:see_also") < marks.index("question:owner")
    for sheet in book.worksheets[1:]:
        if str(sheet.cell(1, 1).value).startswith("rows:"):
            starred = {cell.value: str(sheet.cell(5, cell.column).value) for cell in sheet[4]}
            assert starred["title"].endswith(" *")
            assert not any(starred.get(key, "").endswith(" *") for key in ("added", "sources.1.source", "names.1.text"))


def test_what_is_not_in_the_lists_is_told_with_what_is_near(project: Path) -> None:
    """A value of a list, and the title of an entry that is not there."""
    path = _form(project)
    _fill(path, PRACTICE | {"question:validation_level": "samantza"}, {"source": SOURCE})
    assert '"samantza" isn\'t in the list; did you mean "Sămânță"?' in _receive(project, path).output
    _fill(path, PRACTICE | {"question:countries": "Romania mare"})
    result = _receive(project, path)
    assert result.exit_code == 1 and 'no country is called "Romania mare"' in result.output


def test_several_come_in_by_row(project: Path) -> None:
    """A row is an entry; a wrong one keeps all out."""
    path = project.parent / "many.xlsx"
    assert _run(project, "template", "organisation", "--many", "--out", str(path)).exit_code == 0
    book = load_workbook(path)
    sheet = book.worksheets[0]
    columns = {cell.value: cell.column for cell in sheet[4]}
    for row, title in enumerate(("Grădina de la gară", "Livada comună"), start=7):
        sheet.cell(row, columns["title"], title)
        sheet.cell(row, columns["summary"], "O grupă de vecini cu o grădină.")
        sheet.cell(row, columns["kind"], "asociatie" if row == 7 else "club")
    book.save(path)
    result = _receive(project, path, "--write")
    assert result.exit_code == 1 and f"{sheet.title}!" in result.output and '"club" isn\'t in the list' in result.output
    sheet.cell(8, columns["kind"], "asociatie")
    book.save(path)
    assert _receive(project, path, "--write").exit_code == 0
    assert (project / "data/organisations/gradina-de-la-gara.yml").is_file()
    assert (project / "data/organisations/livada-comuna.yml").is_file()


def test_an_entry_is_changed_where_it_has_not_changed_meanwhile(project: Path) -> None:
    """The form says of which state it was made."""
    path = _form(project, "--from", "compost-pe-acoperis")
    _fill(path, {"question:area": "Valea Verde, blocul 7"})
    entry = project / "docs/practices/compost-pe-acoperis.md"
    before = entry.read_text("utf-8")
    result = _receive(project, path, "--write")
    assert result.exit_code == 0, result.output
    assert "area: Valea Verde, blocul 7\n" in entry.read_text("utf-8") and "| martie | 3 |" in entry.read_text("utf-8")
    again = _receive(project, path, "--write")
    assert again.exit_code == 1 and "the entry has changed since this form was made of it" in again.output
    entry.write_text(before.replace("area:", "# seen in spring\narea:"), "utf-8")
    path = _form(project, "--from", "compost-pe-acoperis")
    result = _receive(project, path, "--write")
    assert result.exit_code == 1 and "is a comment, which a form can't keep" in result.output


@pytest.mark.parametrize("at", range(12))
def test_a_run_that_ends_at_any_moment_leaves_all_or_nothing(
    project: Path, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    """What was begun is finished, or taken back, by whoever comes next."""
    path = _form(project)
    _fill(path, PRACTICE, {"source": SOURCE})
    before = _files(project)
    steps = {"left": at}

    def ending(function: Callable[..., object]) -> Callable[..., object]:
        def call(*arguments: object, **named: object) -> object:
            if steps["left"] == 0:
                raise KeyboardInterrupt
            steps["left"] -= 1
            return function(*arguments, **named)

        return call

    monkeypatch.setattr(proposal, "_write", ending(proposal._write))
    monkeypatch.setattr(Path, "replace", ending(Path.replace))
    monkeypatch.setattr(proposal.shutil, "rmtree", lambda *_, **__: None)
    _receive(project, path, "--write")
    monkeypatch.undo()
    finish_placing(project)
    after = _files(project)
    new = {name for name in after if name not in before}
    entries = {"docs/practices/seminte-la-schimb-in-piata.md", "data/sources/procesul-verbal-al-schimbului.yml"}
    assert new in (set(), entries) and {name: after[name] for name in before} == before
    assert not (project / ".receiving").exists()


def test_a_checkout_cannot_have_files_put_elsewhere(project: Path) -> None:
    """What lies in the folder for entries under way goes to the places of entries, or nowhere."""
    folder = project / ".receiving"
    folder.mkdir()
    wanted = [
        "../outside.md",
        "mkdocs.yml",
        "docs/index.md",
        "macros/x.py",
        "docs/practices/../x.md",
        "docs/practices/a.yml",
    ]
    for number in range(len(wanted)):
        (folder / str(number)).write_text("x", "utf-8")
    (folder / "ready.json").write_text(json.dumps(wanted), "utf-8")
    before = {name: content for name, content in _files(project).items() if not name.startswith(".receiving")}
    finish_placing(project)
    assert _files(project) == before and not (project.parent / "outside.md").exists()


def _spoil(path: Path, name: str, content: bytes) -> None:
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(name, content)


def _formula(path: Path) -> None:
    book = load_workbook(path)
    book.worksheets[0]["D5"] = "=1+1"
    book.save(path)


HOSTILE: dict[str, tuple[Callable[[Path], object], str]] = {
    "a formula": (_formula, "holds a formula; only values are taken"),
    "macros": (lambda path: _spoil(path, "xl/vbaProject.bin", b"x"), "holds macros"),
    "a link": (lambda path: _spoil(path, "xl/externalLinks/externalLink1.xml", b"<x/>"), "holds links to other files"),
    "something embedded": (lambda path: _spoil(path, "xl/embeddings/a.bin", b"x"), "holds embedded files"),
    "a control": (lambda path: _spoil(path, "xl/activeX/a.xml", b"<x/>"), "holds controls that run programs"),
    "a connection": (lambda path: _spoil(path, "xl/connections.xml", b"<x/>"), "holds connections to other data"),
    "entities": (
        lambda path: _spoil(path, "xl/a.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'),
        "declares entities of its own",
    ),
    "entities in UTF-16": (
        lambda path: _spoil(path, "xl/a.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a/>'.encode("utf-16")),
        "declares entities of its own",
    ),
    "a bomb": (lambda path: _spoil(path, "xl/a.bin", b"\0" * 61_000_000), "bytes unpacked"),
    "many parts": (lambda path: [_spoil(path, f"a{n}", b"") for n in range(300)], "parts; 300 are taken"),
    "no zip": (lambda path: path.write_bytes(b"hello"), "is no workbook (.xlsx), or damaged"),
    "another zip": (
        lambda path: zipfile.ZipFile(path, "w").writestr("a.txt", "x"),
        "is no workbook",
    ),
    "half of it": (lambda path: path.write_bytes(path.read_bytes()[:9000]), "is no workbook (.xlsx), or damaged"),
    "too much": (lambda path: path.write_bytes(b"x" * 5_000_001), "bytes; 5,000,000 are taken"),
    "another's workbook": (lambda path: Workbook().save(path), "was not made by this program"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_workbook_that_could_do_harm_is_refused(project: Path, name: str) -> None:
    """With words, and without touching anything."""
    path = _form(project)
    _fill(path, PRACTICE, {"source": SOURCE})
    spoil, words = HOSTILE[name]
    spoil(path)
    before = _files(project)
    result = _receive(project, path, "--write")
    assert result.exit_code == 1 and words in result.output, result.output
    assert "Traceback" not in result.output and _files(project) == before


def test_an_empty_form_is_said_to_be_empty(project: Path) -> None:
    """And is no entry."""
    result = _receive(project, _form(project))
    assert result.exit_code == 1 and "nothing is filled in" in result.output


def test_a_title_without_latin_letters_needs_an_id(project: Path) -> None:
    """An address can't be made of it."""
    path = _form(project)
    _fill(path, PRACTICE | {"question:title": "Обмен семенами"}, {"source": SOURCE})
    result = _receive(project, path)
    assert result.exit_code == 1 and "its title has no Latin letters" in result.output


@pytest.mark.parametrize("type_name", ["practice", "workshop", "definition", "source"])
def test_a_file_can_be_begun_by_hand(project: Path, type_name: str) -> None:
    """Every field stands there, and the check asks for what is missing."""
    result = _run(project, "new", type_name, "un-inceput", "--today", "2026-04-01")
    assert result.exit_code == 0, result.output
    path = result.output.split(":")[0]
    assert "title:" in (project / path).read_text("utf-8")
    checked = _run(project, "check", path, "--today", "2026-04-01")
    assert checked.exit_code == 1 and "title: the field is empty; fill it in" in checked.output
    assert _run(project, "new", type_name, "un-inceput").exit_code == 2
    assert _run(project, "new", type_name, "Nu Merge").exit_code == 2
    shutil.rmtree(project)


def test_what_comes_in_without_a_status_is_a_draft(project: Path) -> None:
    """It and what it newly needs; one that an editor has chosen is kept, and so is that of an entry that is changed."""
    path = _form(project)
    _fill(path, PRACTICE, {"source": SOURCE})
    told = _receive(project, path, "--write")
    assert told.output.count("(status: Ciornă)") == 2, told.output
    entry = project / "docs/practices/seminte-la-schimb-in-piata.md"
    assert "status: ciorna\n" in entry.read_text("utf-8")
    entry.unlink()
    (project / "data/sources/procesul-verbal-al-schimbului.yml").unlink()
    _fill(path, {"question:status": "La vedere"})
    assert "(status: La vedere)" in _receive(project, path, "--write").output
    assert "status: published\n" in entry.read_text("utf-8")
    path = _form(project, "--from", "compost-pe-acoperis")
    _fill(path, {"question:area": "Valea Verde, blocul 7"})
    assert "status" not in _receive(project, path).output


def test_what_may_be_there_already_is_asked(project: Path) -> None:
    """By its name, its short name or its address; it is a warning, beside the new entry, and no mistake."""
    path = _form(project)
    new = {
        "organisation": {
            "title": "Asociatia Radacini si Frunze",
            "summary": "Vecini care au grădini.",
            "kind": "asociatie",
        },
        "source": SOURCE | {"url": "http://www.radacini.example.org/anuar?an=2024&pagina=1#p4"},
    }
    _fill(path, PRACTICE, new)
    told = _receive(project, path)
    assert told.exit_code == 0, told.output
    assert 'B7: warning: Title: is called nearly like "Asociația Rădăcini & Frunze [' in told.output, told.output
    assert "warning: Web address: has the same web address as " in told.output
    copy = load_workbook(path.with_name("form-checked.xlsx"))
    notes = [cell.value for sheet in copy for row in sheet.iter_rows() for cell in row if NOTE in str(cell.value)]
    assert len(notes) == 2 and all("Is it the same?" in note for note in notes)


def test_an_entry_is_meant_by_its_short_name_and_a_language_by_its_name(project: Path) -> None:
    """Accents and capitals apart."""
    path = _form(project)
    meant = {"question:implementers": "arf", "question:language": "Română", "question:countries": "ROMANIA"}
    _fill(path, PRACTICE | meant, {"source": SOURCE})
    assert _receive(project, path, "--write").exit_code == 0, _receive(project, path).output
    entry = (project / "docs/practices/seminte-la-schimb-in-piata.md").read_text("utf-8")
    assert "language: ro\n" in entry and "implementers:\n  - asociatia-radacini\n" in entry


def test_a_row_that_may_stay_empty_is_marked_only_once_it_is_begun(project: Path) -> None:
    """Yellow by a rule of the workbook; from the start only the first row of what must be there."""
    book = load_workbook(_form(project))
    for sheet in book.worksheets[:-2]:
        marked = [cell for row in sheet.iter_rows() for cell in row if cell.style == "Needed answer"]
        rows = {str(sheet.cell(cell.row, 1).value) for cell in marked}
        assert rows <= {"row:sources", *(f"question:{key}" for key in ("title", "summary", "validation_level")),
                        "section:problem", "section:what_was_done"}, rows  # fmt: skip
        assert len([cell for cell in marked if sheet.cell(cell.row, 1).value == "row:sources"]) <= 1
    new = next(sheet for sheet in book.worksheets if sheet.title == "New Organisation")
    rules = {str(where.sqref): rule.formula[0] for where in new.conditional_formatting for rule in where.rules}
    assert rules["B7:B16"] == "AND(COUNTA($B7:$AL7)>0,LEN(TRIM($B7))=0)", rules


def test_what_is_wrong_is_told_in_the_order_of_the_workbook(project: Path) -> None:
    """Sheet by sheet, row by row, whichever stage of the check found it."""
    path = _form(project)
    wrong = PRACTICE | {"question:title": "", "question:summary": "scurt", "question:started": "martie"}
    _fill(path, wrong | {"question:countries": "Togo", "question:status": "gata"}, {"source": SOURCE | {"kind": "x"}})
    told = [line for line in _receive(project, path).output.splitlines() if "!" in line.split(":")[0]]
    places = [line.split(": ")[0].split("!") for line in told]
    sheets = load_workbook(path).sheetnames
    order = [(sheets.index(sheet), int(re.sub("[A-Z]", "", cell))) for sheet, cell in places]
    assert order == sorted(order) and len(order) == 6, told
    assert not any("[" in line or "question" in line for line in told)
