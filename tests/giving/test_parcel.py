"""A parcel that comes in: wholly or not at all, by the rules of the check, whatever somebody has put into it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from macros.cli.main import main
from macros.giving import proposal
from macros.giving.given import checksum
from macros.giving.given_parcel import proposals_of
from macros.giving.parcel import BEGIN, END, MAX_BYTES, read_parcel
from macros.giving.proposal import finish_placing
from macros.model.library import Library, read_library
from tests.community import SECOND, copy_second

SOURCE: dict[str, Any] = {
    "type": "source",
    "fields": {
        "title": "Procesul-verbal al schimbului",
        "summary": "Ce s-a hotărât la masa cu semințe din piață.",
        "kind": "minuta",
        "verification": "citit",
    },
}
PRACTICE: dict[str, Any] = {
    "type": "practice",
    "fields": {
        "title": "Semințe la schimb în piață",
        "summary": "Vecinii au adus semințe de acasă și au plecat cu altele.",
        "language": "ro",
        "countries": ["romania"],
        "validation_level": "samanta",
        "sources": [{"source": "procesul-verbal-al-schimbului", "locator": "p. 1"}],
    },
    "sections": {"problem": "Semințele bune se pierdeau.", "what_was_done": "1. S-a pus o masă."},
}
PARCEL: dict[str, Any] = {"parcel": "1", "library": "Grădini", "entries": [PRACTICE, SOURCE]}
CORRECTION = {
    "entry": "compost-pe-acoperis",
    "was": "Umbra ține compostul viu",
    "now": "Umbra ține compostul viu și umed",
    "reason": "Anuarul, p. 9",
}
NEW = {"docs/practices/seminte-la-schimb-in-piata.md", "data/sources/procesul-verbal-al-schimbului.yml"}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the second community."""
    return copy_second(tmp_path / "project")


def _receive(project: Path, parcel: Any, *arguments: str, pasted: str | None = None) -> Result:
    path = project.parent / "well.parcel.json"
    content = parcel if isinstance(parcel, bytes) else json.dumps(parcel, ensure_ascii=False, indent=1).encode()
    path.write_bytes(content)
    name = "-" if pasted is not None else str(path)
    command = ["--root", str(project), "receive", name, "--today", "2026-04-01", *arguments]
    return CliRunner().invoke(main, command, input=pasted)


def _files(project: Path) -> dict[str, bytes]:
    return {path.relative_to(project).as_posix(): path.read_bytes() for path in project.rglob("*") if path.is_file()}


def test_an_entry_and_its_new_source_come_in_together(project: Path) -> None:
    """First only said, then written; the check finds nothing afterwards."""
    before = _files(project)
    told = _receive(project, PARCEL)
    assert told.exit_code == 0, told.output
    assert all(f"would write {name}" in told.output for name in NEW) and _files(project) == before
    written = _receive(project, PARCEL, "--write")
    assert written.exit_code == 0, written.output
    assert set(_files(project)) - set(before) == NEW
    checked = CliRunner().invoke(main, ["--root", str(project), "check", "--today", "2026-04-01"])
    assert checked.exit_code == 0, checked.output


@pytest.mark.parametrize("quote", ["", "> "])
def test_a_parcel_pasted_into_a_mail_is_found_between_its_marks(project: Path, quote: str) -> None:
    """With lines before and after, quoted in an answer, and long lines broken by a mail program."""
    text = json.dumps(PARCEL, ensure_ascii=True, indent=1).replace("de acasă și", "de acasă\nși")
    lines = ["Dear editors,", "", BEGIN, *text.replace("masa cu", "masa\ncu").split("\n"), END, "Greetings {"]
    result = _receive(project, PARCEL, "--write", pasted="\n".join(quote + line for line in lines))
    assert result.exit_code == 0, result.output
    source = (project / "data/sources/procesul-verbal-al-schimbului.yml").read_text("utf-8")
    assert "summary: Ce s-a hotărât la masa cu semințe din piață." in source


def test_what_is_wrong_is_said_at_its_line(project: Path) -> None:
    """By the words of the check, and nothing is written."""
    wrong = json.loads(json.dumps(PARCEL))
    wrong["entries"][0]["fields"] |= {"started": "2026-13", "validation_level": "samantza"}
    del wrong["entries"][0]["sections"]["problem"]
    before = _files(project)
    result = _receive(project, wrong, "--write")
    assert result.exit_code == 1 and _files(project) == before
    lines = json.dumps(wrong, ensure_ascii=False, indent=1).split("\n")
    at = next(number for number, line in enumerate(lines, start=1) if "2026-13" in line)
    assert f"well.parcel.json:{at}: started: " in result.output and "this day does not exist" in result.output
    assert 'the section "## Problem" is missing or empty' in result.output


def test_a_whole_entry_is_changed_where_it_is_as_it_was(project: Path) -> None:
    """The parcel names the entry and the state of its file; another state is refused."""
    path = project / "data/organisations/primaria-valea-verde.yml"
    fields = {"title": "Primăria Valea Verde", "kind": "primarie", "added": "2026-03-01", "language": "ro"}
    fields["summary"] = "Primăria orașului în care s-a pornit rețeaua, și care dă unelte."
    changes = {"id": "primaria-valea-verde", "file": checksum(path.read_bytes())}
    parcel = {"parcel": "1", "entries": [{"type": "organisation", "changes": changes, "fields": fields}]}
    told = _receive(project, parcel)
    assert "+summary: Primăria orașului în care s-a pornit rețeaua, și care dă unelte." in told.output, told.output
    assert _receive(project, parcel, "--write").exit_code == 0
    assert "care dă unelte" in path.read_text("utf-8")
    again = _receive(project, parcel, "--write")
    assert again.exit_code == 1 and "the entry has changed since this form was made of it" in again.output


def test_a_correction_keeps_all_else_byte_for_byte(project: Path) -> None:
    """Comments, order, line ends, emphasis and links around the words that change."""
    path = project / "docs/practices/compost-pe-acoperis.md"
    before = path.read_bytes().replace(b"title:", b"# kept\r\ntitle:")
    path.write_bytes(before)
    told = _receive(project, {"parcel": "1", "corrections": [CORRECTION]})
    assert told.exit_code == 0 and "reason given for compost-pe-acoperis: Anuarul, p. 9" in told.output, told.output
    assert "+Umbra ține **compostul** viu și umed; vezi și [[lada-in-soare|lada uitată în soare]]." in told.output
    assert path.read_bytes() == before
    result = _receive(project, {"parcel": "1", "corrections": [CORRECTION]}, "--write")
    assert result.exit_code == 0, result.output
    assert path.read_bytes() == before.replace(b" viu; vezi", " viu și umed; vezi".encode())


def test_corrections_and_entries_come_in_together(project: Path) -> None:
    """Two corrections of one entry become one change of its file."""
    other = {"entry": "compost-pe-acoperis", "was": "Patruzeci de găleți", "now": "Patruzeci și două de găleți"}
    result = _receive(project, {**PARCEL, "corrections": [CORRECTION, other]}, "--write")
    assert result.exit_code == 0, result.output
    text = (project / "docs/practices/compost-pe-acoperis.md").read_text("utf-8")
    assert "Patruzeci și două de găleți de compost" in text and "viu și umed" in text
    assert (project / "docs/practices/seminte-la-schimb-in-piata.md").is_file()


@pytest.mark.parametrize("at", range(0, 12, 2))
def test_a_run_that_ends_at_any_moment_leaves_all_or_nothing(
    project: Path, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    """New entries and a changed one; what was begun is finished, or taken back, by whoever comes next."""
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
    _receive(project, {**PARCEL, "corrections": [CORRECTION]}, "--write")
    monkeypatch.undo()
    finish_placing(project)
    after = _files(project)
    changed = {name for name in after if after[name] != before.get(name)}
    assert changed in (set(), NEW | {"docs/practices/compost-pe-acoperis.md"})
    assert not (project / ".receiving").exists()


def _with(**values: Any) -> bytes:
    return json.dumps({**PARCEL, **values}).encode()


def _entry(**fields: Any) -> bytes:
    return _with(entries=[{**PRACTICE, "fields": {**PRACTICE["fields"], **fields}}, SOURCE])


HOSTILE: dict[str, tuple[bytes, str]] = {
    "too much": (b'{"parcel": "1", "x": "' + b"x" * MAX_BYTES + b'"}', "bytes; 262,144 are taken [too-large]"),
    "deep": (b'{"parcel": "1", "entries": ' + b'{"a": ' * 9000, "nested deeper than 20 levels [yaml-depth]"),
    "a key twice": (b'{"parcel": "1",\n"entries": [],\n"entries": []}', "parcel.json:3: entries: the key 'entries'"),
    "not UTF-8": (b'{"parcel": "1", "library": "\xff"}', "is not UTF-8"),
    "half a character": (b'{"parcel": "1", "library": "\\ud800"}', "damaged on its way"),
    "a hidden character": ('{"parcel": "1", "library": "a\u202eb"}'.encode(), "[forbidden-character]"),
    "an escaped hidden character": (b'{"parcel": "1", "library": "a\\u202eb"}', "[forbidden-character]"),
    "not a number": (_entry(review_every=float("nan")), '"NaN": write a whole number, digits only [bad-value]'),
    "a huge number": (b'{"parcel": 1e999999999}', "version '1e999999999' of a parcel"),
    "a number of many digits": (_entry(review_every=10**60), "write a whole number, digits only [bad-value]"),
    "no version": (b"{}", "no version of a parcel"),
    "another version": (_with(parcel="2"), "version '2' of a parcel"),
    "broken": (b'{"a" "b"', "damaged on its way"),
    "nothing in it": (_with(entries=[]), "the parcel is empty"),
    "entries that are a text": (_with(entries="x"), 'entries: must be a list (a line with a hyphen for each item)'),
    "an entry that is a text": (_with(entries=["x"]), "entries.0: must be fields"),
    "fields that are a list": (_with(entries=[{"type": "practice", "fields": []}]), "entries.0.fields: must be fields"),
    "sections that are a text": (_with(entries=[{**PRACTICE, "sections": "x"}]), "entries.0.sections: must be fields"),
    "a section that is a list": (_with(entries=[{**PRACTICE, "sections": {"problem": []}}]), "must be text"),
    "a section that nobody knows": (_with(entries=[{**PRACTICE, "sections": {"problm": "x"}}]), 'mean "problem"?'),
    "a type that nobody knows": (_with(entries=[{**PRACTICE, "type": "practise"}]), 'did you mean "practice"?'),
    "more entries than are taken": (_with(entries=[SOURCE] * 51), "[bad-value]"),
    "keys of scripts": (_entry(__proto__={"a": "b"}, constructor="x"), 'unknown field "__proto__"'),
    "a key with a dot": (_entry(**{"a.0.b": "x"}), 'unknown field "a.0.b"'),
    "a title that is a list": (_entry(title=["x"]), "title: must be text"),
    "an id that is a path": (_entry(id="../../../outside"), "can't be an id"),
    "an id that is an absolute path": (_entry(id="/tmp/outside"), "can't be an id"),
    "an id that is a device": (_entry(id="con"), "can't be a file on Windows"),
    "an id twice": (_with(entries=[PRACTICE, PRACTICE, SOURCE]), "stands twice in this file"),
    "an entry that is there": (_entry(id="compost-pe-acoperis"), "there is an entry"),
    "a text where fields are needed": (_entry(results="many"), "results: must be a list"),
    "HTML": (_entry(results=[{"text": "<b>x</b>", "kind": "reported"}]), "[raw-html]"),
    "a change of nothing": (
        _with(entries=[{**SOURCE, "changes": {"id": "nicaieri", "file": "0" * 16}}]), "and there is none",
    ),
    "a change with a path": (
        _with(entries=[{**SOURCE, "changes": {"id": "../x", "file": "0" * 16}}]), "changes.id: ",
    ),
    "a correction of nothing": (_with(corrections=[{**CORRECTION, "entry": "nicaieri"}]), "there is no entry"),
    "a correction of a path": (_with(corrections=[{**CORRECTION, "entry": "../mkdocs"}]), "is no id"),
    "a correction of other words": (_with(corrections=[{**CORRECTION, "was": "Soarele"}]), "no paragraph"),
    "a message that was cut off": (BEGIN.encode() + b'\n{"parcel":', "the message was cut off"),
    "two parcels": (f"{BEGIN}\n{{}}\n{END}\n{BEGIN}\n[]\n{END}".encode(), "holds 2 parcels that differ"),
    "something else": (b"hello", "is neither a parcel"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_parcel_that_could_do_harm_is_refused_with_words(project: Path, name: str) -> None:
    """With a line where it stands, and without touching anything."""
    content, words = HOSTILE[name]
    before = _files(project)
    result = _receive(project, content, "--write")
    assert result.exit_code == 1 and words in result.output, result.output
    assert "Traceback" not in result.output and isinstance(result.exception, SystemExit)
    assert _files(project) == before and not (project.parent / "outside.md").exists()


def _library() -> Library:
    library, _ = read_library(SECOND)
    assert library is not None
    return library


LIBRARY = _library()
_VALUES = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
_KEYS = st.sampled_from(["title", "id", "sources", "results", "__proto__", "added"]) | st.text(max_size=6)
_ENTRIES = st.fixed_dictionaries(
    {"type": st.sampled_from(["practice", "workshop", "x"]), "fields": st.dictionaries(_KEYS, _VALUES, max_size=4)},
    optional={"sections": _VALUES, "changes": _VALUES},
)
_CORRECTIONS = st.fixed_dictionaries(
    {"entry": st.sampled_from(list(LIBRARY.records)), "was": st.text(max_size=20), "now": st.text(max_size=20)}
)


@settings(deadline=None, derandomize=True, max_examples=120)
@given(entries=st.lists(_ENTRIES, max_size=2), corrections=st.lists(_CORRECTIONS, max_size=2), other=_VALUES)
def test_whatever_a_parcel_holds_is_read_or_refused(entries: Any, corrections: Any, other: Any) -> None:
    """Never an exception, and every proposal is a file of an entry or is refused before it is written."""
    parcel = {"parcel": "1", "entries": entries, "corrections": corrections, "library": other}
    proposals_of(json.dumps(parcel).encode(), "a.parcel.json", LIBRARY, "2026-04-01")


@settings(deadline=None, derandomize=True, max_examples=120)
@given(content=st.binary(max_size=40) | st.text(max_size=40).map(lambda text: text.encode("utf-8", "replace")))
def test_whatever_is_sent_is_no_parcel_or_one(content: bytes) -> None:
    """Bytes of any kind."""
    parcel, _, found = read_parcel(b'{"parcel": "1"' + content, "a.parcel.json")
    assert parcel is not None or found
