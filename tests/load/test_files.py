"""Only regular files of the right folder and ending are read; everything else is reported."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from macros.load.files import load_file, load_folder, load_text, unread_files
from macros.load.walk import DEEPEST
from macros.problems import MOST_PROBLEMS
from tests.casebook import Case, assert_told, cases, write_files


@pytest.mark.parametrize("case", cases("files"))
def test_a_folder_gives_the_expected_documents_and_problems(case: Case, tmp_path: Path) -> None:
    """Each case makes some files and says which become documents."""
    write_files(tmp_path, case["files"])
    loaded = load_folder(tmp_path, case["folder"], case["ending"], skip=frozenset(case.get("skip", ())))
    assert_told(loaded.problems, case.get("problems"))
    assert [document.path for document in loaded.documents] == case["documents"]
    for document in loaded.documents:
        lines = {".".join(map(str, location)): line for location, line in document.lines.items()}
        assert {name: lines[name] for name in case.get("lines", {})} == case.get("lines", {})
        for name in ("data", "body", "body_line"):
            assert name not in case or getattr(document, name) == case[name]


def test_files_that_nothing_reads_are_reported(tmp_path: Path) -> None:
    """Known files and folders are left to those who read them."""
    files = {
        "data/site.yml": "",
        "data/things/anything.txt": "",
        "data/thing.yml": "",
        f"data/deep/{'a/' * (DEEPEST + 1)}x.yml": "",
        "data/else/x.yml": "",
        "data/.gitkeep": "",
        "data/link.yml": {"link": "site.yml"},
    }
    write_files(tmp_path, files)
    expected = [
        f"data/deep{'/a' * DEEPEST}:1: -: the file is not read: it lies more than {DEEPEST} folders deep [unread-file]",
        "data/else/x.yml:1: -: nothing reads it; known are data/site.yml, data/things [unread-file]",
        "data/link.yml:1: -: symbolic link found [symlink]",
        "data/thing.yml:1: -: the file is not read [unread-file]",
    ]
    assert_told(unread_files(tmp_path, "data", frozenset({"data/site.yml", "data/things"})), expected)


@pytest.mark.parametrize("made", [{"link": "real.md"}, {"fifo": True}, {"folder": True}], ids=str)
def test_a_text_is_read_from_a_regular_file_only(made: dict[str, object], tmp_path: Path) -> None:
    """Links, pipes and folders give a problem and no text."""
    write_files(tmp_path, {"real.md": "x", "a.md": made})
    text, problems = load_text(tmp_path, "a.md")
    assert text is None
    assert [problem.code for problem in problems] == ["symlink" if "link" in made else "unread-file"]


def test_a_file_that_can_not_be_opened_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A missing permission is a problem, no traceback."""
    write_files(tmp_path, {"data/things/a.yml": "title: A\n"})

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    loaded = load_folder(tmp_path, "data/things", ".yml")
    assert_told(loaded.problems, ["data/things/a.yml:1: -: the file is not read: Permission denied [unread-file]"])


def test_a_folder_that_can_not_be_opened_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its entries would otherwise be missing without a word."""
    write_files(tmp_path, {"data/things/closed": {"folder": True}})
    listed = os.scandir

    def refuse(path: Path) -> object:
        if path.name == "closed":
            raise PermissionError(13, "Permission denied")
        return listed(path)

    monkeypatch.setattr(os, "scandir", refuse)
    expected = ["data/things/closed:1: -: the folder can't be opened [unread-file]"]
    assert_told(load_folder(tmp_path, "data/things", ".yml").problems, expected)


def test_a_file_name_that_is_no_text_can_still_be_reported(tmp_path: Path) -> None:
    """Names are bytes on Linux; the report is UTF-8."""
    write_files(tmp_path, {"data/things/a.yml": "title: A\n"})
    (tmp_path / "data/things/a.yml").rename(tmp_path / "data/things" / os.fsdecode(b"caf\xe9.md"))
    (problem,) = load_folder(tmp_path, "data/things", ".yml").problems
    assert str(problem).encode("utf-8").startswith(b"data/things/caf\\udce9.md:1: -: ")


@settings(
    deadline=None, derandomize=True, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(raw=st.binary(max_size=300) | st.text().map(lambda text: f"---\n{text}\n---\n{text}".encode()))
@pytest.mark.parametrize("name", ["a.yml", "a.md"])
def test_any_bytes_become_a_document_or_problems(name: str, raw: bytes, tmp_path: Path) -> None:
    """A document always holds fields; without one there is a reason."""
    (tmp_path / name).write_bytes(raw)
    document, problems = load_file(tmp_path, name)
    assert problems if document is None else isinstance(document.data, dict)


def test_a_file_full_of_forbidden_characters_is_not_searched_to_its_end(tmp_path: Path) -> None:
    """The first are told, with a last line that says so."""
    write_files(tmp_path, {"docs/x.md": "\u202e\n" * 3000})
    text, problems = load_text(tmp_path, "docs/x.md")
    assert text is None and len(problems) == MOST_PROBLEMS + 1
    assert (problems[-1].line, problems[-1].code) == (MOST_PROBLEMS + 1, "many-problems")


def test_a_folder_that_is_a_link_to_nowhere_is_reported(tmp_path: Path) -> None:
    """As a link to a folder is; both may lead elsewhere on another machine."""
    write_files(tmp_path, {"data/things": {"link": "nowhere"}})
    assert_told(
        load_folder(tmp_path, "data/things", ".yml").problems, ["data/things:1: -: symbolic link found [symlink]"]
    )
