"""`commonthread import`: from a file of minutes to a draft that somebody goes on with, and into the library."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result
from openpyxl import Workbook, load_workbook

from macros.cli.main import main
from macros.giving import sorting
from tests.community import copy_second

MINUTES = """# Atelier despre apă
Data: 14 aprilie 2026
Locul: Valea Verde
Participanți: Asociația Rădăcini & Frunze, Primăria Valea Verde, Cooperativa Ulcica
Prezenți: Dna Olimpia Zăvoianu, Codruț Peștera

## 1. Butoaie
Codruț Peștera a spus că lipsesc butoaie. ARF va transmite lista butoaielor până la 30 aprilie 2026.
Acțiune: Primăria Valea Verde să lase robinetul deschis până la data de 2 mai 2026.
Acțiune: Olimpia Zăvoianu să cumpere capace.
Hotărârea nr. 1: Butoaiele stau la umbră.
Problemă deschisă: Cine spală butoaiele?
S-a convenit ca joia să fie zi de udat.

Întocmit: Olimpia Zăvoianu, olimpia@zavoianu.example, tel. 0744 555 017
"""
PERSONS = ("Olimpia", "Zăvoianu", "Codruț", "Peștera", "zavoianu", "0744")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the second community."""
    return copy_second(tmp_path_factory.mktemp("import") / "project")


@pytest.fixture(scope="module")
def minutes(project: Path) -> Path:
    """The minutes as a file."""
    path = project.parent / "minuta.md"
    path.write_text(MINUTES, "utf-8")
    return path


@pytest.fixture(scope="module")
def drafted(project: Path, minutes: Path) -> tuple[Result, Path]:
    """The workbook made of them, and what was said."""
    return _run(project, "import", str(minutes)), minutes.with_name("minuta-draft.xlsx")


def _run(project: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--root", str(project), *arguments, "--today", "2026-05-01"])


def _cells(book: Workbook) -> str:
    values = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value]
    notes = [cell.comment.text for sheet in book for row in sheet.iter_rows() for cell in row if cell.comment]
    return "\n".join([*values, *notes])


def test_it_says_what_was_found_what_was_left_out_and_what_to_do_next(drafted: tuple[Result, Path]) -> None:
    """By kinds and numbers; nobody is named."""
    result, path = drafted
    assert result.exit_code == 0, result.output
    said = result.output.splitlines()
    assert said[0] == "filled in: 2 actions, 1 agreement, 1 open point, 2 organisations"
    assert said[1] == "to be sorted: 1 action, 1 agreement, 1 organisation"
    assert said[2] == "left out: 2 names of persons, 1 mail address, 1 telephone number"
    assert said[3] == "without an owner here: 1 action given to a person and no organisation"
    assert said[4].startswith("to be filled in: Summary; Sources (the minutes themselves); Level of 1 agreement")
    assert said[5].endswith(f"then: commonthread receive {path}")
    assert not any(name in result.output for name in PERSONS)


def test_no_cell_and_no_note_names_a_person(drafted: tuple[Result, Path]) -> None:
    """In none of the sheets."""
    everything = _cells(load_workbook(drafted[1]))
    assert "Cooperativa Ulcica" in everything and "robinetul" in everything
    assert [name for name in PERSONS if name in everything] == []


def test_each_value_has_the_line_it_came_from_as_a_note(drafted: tuple[Result, Path]) -> None:
    """The title as well as the rows of tables; a table has the place in its own column too."""
    sheet = load_workbook(drafted[1]).worksheets[0]
    notes = [cell.comment.text for row in sheet.iter_rows() for cell in row if cell.comment]
    assert "line 1: Atelier despre apă" in notes
    assert "line 9: Acțiune: Primăria Valea Verde să lase robinetul deschis până la data de 2 mai 2026." in notes
    assert "line 9" in [str(cell.value) for row in sheet.iter_rows() for cell in row]


def _fill(book: Workbook, mark: str, answer: str | dict[str, str], item: int = 0) -> None:
    sheet = book.worksheets[0]
    row = next(row[0].row for row in sheet.iter_rows(max_col=1) if row[0].value == mark)
    if isinstance(answer, str):
        sheet.cell(row, 4, answer)
        return
    for cell in sheet[row]:
        if cell.value in answer:
            sheet.cell(row + 3 + item, cell.column, answer[cell.value])


def _sorted_copy(drafted: tuple[Result, Path], choices: dict[str, dict[int, str]]) -> Path:
    """The workbook, filled in, with its rows sorted: what each row that begins so gets in its columns."""
    book = load_workbook(drafted[1])
    _fill(book, "question:summary", "Vecinii au vorbit despre butoaie și despre robinet.")
    _fill(book, "columns:sources", {"source": "minuta-sezatoarei", "locator": "p. 1"})
    _fill(book, "columns:agreements", {"level": "Toți de acord"})
    positions = {"^": "view-1", "text": "Cine le folosește."}
    _fill(book, "columns:divergent_views.positions", positions)
    sheet = book["To be sorted"]
    for row in range(5, sheet.max_row + 1):
        for begin, cells in choices.items():
            if str(sheet.cell(row, sorting.TEXT).value).startswith(begin):
                for column, text in cells.items():
                    sheet.cell(row, column, text)
    path = drafted[1].with_name("sorted.xlsx")
    book.save(path)
    return path


def test_receive_takes_the_draft_with_what_was_sorted(project: Path, drafted: tuple[Result, Path]) -> None:
    """Chosen rows become items of their tables, rows without a choice stay out and are counted."""
    path = _sorted_copy(
        drafted,
        {
            "ARF": {sorting.CHOICE: "Actions"},
            "S-a convenit": {sorting.CHOICE: "Divergent views", sorting.VIEWS: "Joia.\nMarțea."},
        },
    )
    result = _run(project, "receive", str(path), "--write")
    assert result.exit_code == 0, result.output
    assert "warning: 1 rows on this sheet are put under nothing, and stay out" in result.output
    written = project / "data/workshops/atelier-despre-apa.yml"
    entry = yaml.safe_load(written.read_text("utf-8"))
    written.unlink()
    assert entry["status"] == "ciorna" and entry["kind"] == "atelier" and str(entry["started"]) == "2026-04-14"
    assert [(a["id"], a.get("owners"), str(a.get("due")), a["locator"]) for a in entry["actions"]] == [
        ("action-1", ["primaria-valea-verde"], "2026-05-02", "line 9"),
        ("action-2", None, "None", "line 10"),
        ("action-3", ["asociatia-radacini"], "2026-04-30", "line 8"),
    ]
    assert [view["positions"] for view in entry["divergent_views"]] == [
        [{"text": "Cine le folosește."}], [{"text": "Joia."}, {"text": "Marțea."}]
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({sorting.CHOICE: "Rumours"}, 'nothing can be put under "Rumours"; choose one of Participants, Agreements'),
        ({sorting.CHOICE: "Agreements"}, "Agreements, Level: needed and empty"),
    ],
)
def test_receive_says_at_its_row_what_is_wrong_with_one_that_was_sorted(
    cells: dict[int, str], words: str, project: Path, drafted: tuple[Result, Path]
) -> None:
    """A choice that is none; an agreement without its firmness."""
    result = _run(project, "receive", str(_sorted_copy(drafted, {"S-a convenit": cells})))
    assert result.exit_code == 1
    (line,) = [line for line in result.output.splitlines() if words in line]
    assert line.startswith("To be sorted!")


def test_the_entrys_file_has_the_line_behind_each_value_in_a_comment(project: Path, minutes: Path) -> None:
    """Readable as an entry; what is missing and what is to be sorted stands in comments too."""
    target = minutes.with_name("draft.yml")
    result = _run(project, "import", str(minutes), "--format", "yaml", "--out", str(target))
    assert result.exit_code == 0, result.output
    text = target.read_text("utf-8")
    entry: dict[str, Any] = yaml.safe_load(text)
    assert entry["title"] == "Atelier despre apă" and entry["status"] == "ciorna" and len(entry["actions"]) == 2
    lines = text.splitlines()
    assert lines[lines.index("title: Atelier despre apă") - 1] == "# line 1: Atelier despre apă"
    assert lines[lines.index("  - id: agreement-1") - 1] == "  # line 11: Hotărârea nr. 1: Butoaiele stau la umbră."
    assert "# To be filled in: Summary." in lines
    assert any(line.startswith("# - action, line 8: ARF va transmite lista butoaielor") for line in lines)
    assert [name for name in PERSONS if name in text] == []


def test_nothing_is_ever_overwritten(project: Path, minutes: Path, drafted: tuple[Result, Path]) -> None:
    """Neither a draft nor anything else."""
    before = drafted[1].read_bytes()
    result = _run(project, "import", str(minutes))
    assert result.exit_code == 1 and "is there already; name another file with --out" in result.output
    assert drafted[1].read_bytes() == before


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.txt", b"\xff\xfe\xff", "a.txt: is no text in UTF-8"),
        ("a.docm", b"PK\x03\x04", "a.docm: is made for macros (.docm)"),
    ],
)
def test_what_cant_be_read_is_refused_without_a_draft(
    name: str, content: bytes, words: str, project: Path, tmp_path: Path
) -> None:
    """In one sentence with the file's name."""
    path = tmp_path / name
    path.write_bytes(content)
    result = _run(project, "import", str(path))
    assert result.exit_code == 1 and words in result.output
    assert list(tmp_path.iterdir()) == [path]


def test_a_library_has_its_own_word_for_a_draft(tmp_path: Path, minutes: Path) -> None:
    """The first of its list."""
    project = copy_second(tmp_path / "project")
    target = tmp_path / "draft.yml"
    result = _run(project, "import", str(minutes), "--format", "yaml", "--out", str(target), "--language", "ro")
    assert result.exit_code == 0 and "no draft" not in result.output
    assert yaml.safe_load(target.read_text("utf-8"))["status"] == "ciorna"
