"""What earlier runs have found sound changes no library and no problem, whatever happened in between."""

from __future__ import annotations

import importlib.metadata
import random
import re
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from macros import kept_entries
from macros.kept_entries import FILE, KeptEntries, all_read_by
from macros.knowledge.checks import check_connected
from macros.knowledge.links import Link
from macros.load.document import Document
from macros.model import entries
from macros.model.library import Library
from macros.problems import Problem
from tests.community import copy_second

PRACTICE = "docs/practices/compost-pe-acoperis.md"
TERM = "data/definitions/compost.yml"
SOURCE = "data/sources/anuar-gradini.yml"
SECTORS = "data/vocabularies/sectors.yml"

Checked = tuple[Library | None, tuple[Link, ...], list[Problem]]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the second community."""
    return copy_second(tmp_path / "project")


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Paths of the entries that were parsed."""
    paths: list[str] = []
    parse = entries.parse
    monkeypatch.setattr(entries, "parse", lambda path, raw: (paths.append(path), parse(path, raw))[1])
    return paths


def _check(project: Path, folder: Path | None) -> Checked:
    sound = KeptEntries(folder)
    checked = check_connected(project, sound)
    sound.save()
    return checked


def _told(checked: Checked) -> object:
    """All that a check gives, in a form that can be compared."""
    library, links, problems = checked
    if library is None:
        return links, problems
    documents = {id: _whole(document) for id, document in library.documents.items()}
    extra = {path: _whole(document) for path, document in library.extra.items()}
    kinds = {id: type(record) for id, record in library.records.items()}
    return (
        links, problems, library.settings, library.vocabularies, list(library.records.items()), kinds, documents, extra,
        library.redirects, library.indexes,
    )  # fmt: skip


def _whole(document: Document) -> object:
    return document.path, document.data, dict(document.lines), document.body, document.body_line


def _replace(project: Path, name: str, old: str, new: str) -> None:
    path = project / name
    text = path.read_text("utf-8")
    assert old in text, f"{name} does not say {old!r}"
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_a_second_run_parses_no_entry_and_finds_the_same(project: Path, parsed: list[str]) -> None:
    """Not even its lines, which only problems need."""
    first = _check(project, project)
    assert len(parsed) == 15
    parsed.clear()
    second = _check(project, project)
    assert parsed == []
    assert _told(second) == _told(first) == _told(check_connected(project))


def test_a_changed_entry_is_parsed_and_no_other(project: Path, parsed: list[str]) -> None:
    """Its neighbours are known."""
    _check(project, project)
    parsed.clear()
    _replace(project, TERM, "summary: ", "summary: Nou ")
    found = _check(project, project)
    assert parsed == [TERM]
    assert _told(found) == _told(check_connected(project))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda project: (project / SOURCE).unlink(), '"anuar-gradini" leads nowhere'),
        (
            lambda project: _replace(project, "data/vocabularies/sectors.yml", 'id: "compostare"', 'id: "alta"'),
            "unknown term",
        ),
        (lambda project: (project / SECTORS).unlink(), "sectors.yml is missing"),
        (lambda project: (project / "docs/definitions/compost.md").write_text("# x\n"), "already has this address"),
        (
            lambda project: (project / "data/organisations/compost.yml").write_text(
                (project / "data/organisations/asociatia-radacini.yml").read_text("utf-8"), "utf-8"
            ),
            "already belongs to",
        ),
    ],
    ids=["target", "value", "list", "page", "id"],
)
def test_an_entry_that_was_sound_has_the_problems_that_others_cause(
    project: Path, change: Callable[[Path], object], words: str
) -> None:
    """A deleted target, a deleted value, a page in its place: with its line, as if it were read for the first time."""
    _check(project, project)
    change(project)
    found = _check(project, project)
    assert any(words in problem.message for problem in found[2])
    assert _told(found) == _told(check_connected(project)) == _told(_check(project, project))


def test_an_entry_with_a_problem_of_its_own_is_not_kept(project: Path, parsed: list[str]) -> None:
    """It is read until it is mended."""
    _replace(project, SOURCE, "published: 2024-05", "published: 2024-13")
    _check(project, project)
    parsed.clear()
    assert len(_check(project, project)[2]) == 1
    assert parsed == [SOURCE]


def test_another_program_believes_nothing_of_it(
    project: Path, parsed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It may read the same bytes otherwise."""
    _check(project, project)
    monkeypatch.setattr(kept_entries, "all_read_by", lambda: "another")
    parsed.clear()
    _check(project, project)
    assert len(parsed) == 15


def test_the_program_is_known_by_its_code_and_its_libraries(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another text or name of a module, or another version of a library, is another program."""
    monkeypatch.setattr(kept_entries, "_PROGRAM", tmp_path)
    (tmp_path / "a.py").write_text("x = 1\n", "utf-8")
    known = [_known_by()]
    (tmp_path / "a.py").write_text("x = 2\n", "utf-8")
    known.append(_known_by())
    (tmp_path / "a.py").rename(tmp_path / "b.py")
    known.append(_known_by())
    assert _known_by() == known[-1]
    monkeypatch.setattr(importlib.metadata, "version", lambda name: "0")
    assert len({*known, _known_by()}) == 4


def _known_by() -> str:
    """Worked out anew, as another process would."""
    all_read_by.cache_clear()
    try:
        return all_read_by()
    finally:
        all_read_by.cache_clear()


def test_every_library_that_reads_or_checks_an_entry_counts() -> None:
    """Languages, too, are known by a library: what it no longer knows is no longer sound."""
    folder = Path(kept_entries.__file__).parent
    code = "".join(file.read_text("utf-8") for part in ("load", "model") for file in (folder / part).glob("*.py"))
    modules = set(re.findall(r"^ *(?:from|import) (\w+)", code, re.MULTILINE))
    distributions = importlib.metadata.packages_distributions()
    found = {name.lower().replace("_", "-") for module in modules for name in distributions.get(module, ())}
    assert "babel" in found and found - {"common-thread", "commonthread"} <= set(kept_entries._LIBRARIES)


def test_the_file_holds_this_state_and_no_other(project: Path) -> None:
    """What is deleted or wrong is forgotten."""
    _check(project, project)
    assert len(KeptEntries(project)) == 15 and TERM in KeptEntries(project)
    (project / TERM).unlink()
    _check(project, project)
    assert TERM not in KeptEntries(project)
    assert repr(KeptEntries(project)) == "<KeptEntries of 14 files>"


def test_a_run_that_changes_nothing_writes_nothing(project: Path) -> None:
    """A check in a read-only place, or beside another, waits for nobody."""
    _check(project, project)
    before = (project / FILE).read_bytes()
    _check(project, project)
    assert (project / FILE).read_bytes() == before


@pytest.mark.parametrize("seed", range(6))
def test_a_damaged_file_costs_time_and_nothing_else(project: Path, seed: int) -> None:
    """Flipped bits, a cut; afterwards it is whole again."""
    clean = _told(_check(project, project))
    file, chance = project / FILE, random.Random(seed)
    content = bytearray(file.read_bytes())
    for _ in range(chance.choice([1, 30, 3000])):
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    if seed % 3 == 0:
        content = content[: chance.randrange(len(content))]
    file.write_bytes(bytes(content))
    assert _told(_check(project, project)) == clean
    assert _told(_check(project, project)) == clean


def test_values_that_were_swapped_do_not_count(project: Path, parsed: list[str]) -> None:
    """Each is sealed with its path."""
    clean = _told(_check(project, project))
    with sqlite3.connect(project / FILE) as database:
        database.execute("UPDATE kept SET name = name || 'x'")
        database.execute("UPDATE kept SET name = ? WHERE name = ?", (TERM, f"{SOURCE}x"))
    database.close()
    parsed.clear()
    assert _told(_check(project, project)) == clean
    assert {TERM, SOURCE} <= set(parsed)


EDITS: list[Callable[[Path, random.Random], None]] = []
"""What people do between two checks, right and wrong."""


def _edit(change: Callable[[Path, random.Random], None]) -> Callable[[Path, random.Random], None]:
    EDITS.append(change)
    return change


def _some_entry(project: Path, chance: random.Random) -> Path:
    found = sorted([*project.glob("data/[!v]*/*.yml"), *project.glob("docs/[lp]*/[!i]*.md")])
    return chance.choice([path for path in found if not path.is_symlink()])


def _rewrite(path: Path, chance: random.Random, change: Callable[[list[str]], None]) -> None:
    lines = path.read_text("utf-8", "surrogateescape").split("\n")
    change(lines)
    path.write_text("\n".join(lines), "utf-8", "surrogateescape")


@_edit
def _delete_an_entry(project: Path, chance: random.Random) -> None:
    _some_entry(project, chance).unlink()


@_edit
def _copy_an_entry(project: Path, chance: random.Random) -> None:
    """Under another name, or the name of another."""
    source, other = _some_entry(project, chance), _some_entry(project, chance)
    name = chance.choice([f"nou-{chance.randrange(5)}", other.stem])
    (source.parent / f"{name}{source.suffix}").write_bytes(source.read_bytes())


@_edit
def _delete_a_line(project: Path, chance: random.Random) -> None:
    _rewrite(_some_entry(project, chance), chance, lambda lines: lines.pop(chance.randrange(len(lines))) and None)


@_edit
def _add_words(project: Path, chance: random.Random) -> None:
    """Links and citations, good and dangling; a line before all others, so that every line moves."""
    words = chance.choice(["[[compost]]", "[[lipsa]]", "[@anuar-gradini]", "[@compost]", "<b>x</b>", "# comentariu"])

    def change(lines: list[str]) -> None:
        place = chance.randrange(len(lines))
        lines[place] += f" {words}"
        lines.insert(1, "# o linie")

    _rewrite(_some_entry(project, chance), chance, change)


@_edit
def _swap_a_word(project: Path, chance: random.Random) -> None:
    path = _some_entry(project, chance)
    words = path.read_text("utf-8").split(" ")
    first, second = chance.randrange(len(words)), chance.randrange(len(words))
    words[first], words[second] = words[second], words[first]
    path.write_text(" ".join(words), "utf-8")


@_edit
def _change_a_list(project: Path, chance: random.Random) -> None:
    """A value renamed, a list deleted, or the shipped state again."""
    path = chance.choice(sorted(project.glob("data/vocabularies/*.yml")))
    what = chance.randrange(3)
    if what == 0:
        path.unlink()
    elif what == 1:
        text = path.read_text("utf-8")
        path.write_text(text.replace("id: ", f"id: x{chance.randrange(3)}", 1), "utf-8")
    else:
        path.write_text(path.read_text("utf-8").replace("id: x", "id: "), "utf-8")


@_edit
def _change_settings(project: Path, chance: random.Random) -> None:
    path = project / "data/site.yml"
    text = path.read_text("utf-8")
    path.write_text(chance.choice([text + "\nmood: bad\n", text.replace("\nmood: bad\n", "")]), "utf-8")


@_edit
def _write_a_page(project: Path, chance: random.Random) -> None:
    """In the place of an entry, or beside."""
    path = project / "docs" / chance.choice(["definitions", "sources"]) / f"{_some_entry(project, chance).stem}.md"
    path.parent.mkdir(exist_ok=True)
    path.write_text("# Pagină\n", "utf-8")


@_edit
def _put_a_link_in_place(project: Path, chance: random.Random) -> None:
    path = _some_entry(project, chance)
    path.rename(project / "mutat.yml")
    path.symlink_to(project / "mutat.yml")


@_edit
def _spoil_bytes(project: Path, chance: random.Random) -> None:
    path = _some_entry(project, chance)
    content = bytearray(path.read_bytes())
    content[chance.randrange(len(content))] = chance.choice(b"\x00\xff:-&*{\n")
    path.write_bytes(bytes(content))


@_edit
def _bring_back(project: Path, chance: random.Random) -> None:
    """An entry as it was in the beginning."""
    wanted = _some_entry(project.parent / "before", chance).relative_to(project.parent / "before")
    (project / wanted).unlink(missing_ok=True)
    (project / wanted).write_bytes((project.parent / "before" / wanted).read_bytes())


SOME_EDITS = st.lists(st.tuples(st.integers(0, len(EDITS) - 1), st.integers(0, 10_000)), min_size=1, max_size=8)


@pytest.mark.slow
@given(SOME_EDITS, st.booleans())
@settings(max_examples=60, deadline=None, phases=[Phase.generate])
def test_after_any_edits_a_check_says_what_one_that_keeps_nothing_says(
    tmp_path_factory: pytest.TempPathFactory, edits: list[tuple[int, int]], each: bool
) -> None:
    """Library, links, lines and problems; checked after each edit, or after all of them."""
    folder = tmp_path_factory.mktemp("edited")
    project = copy_second(folder / "project")
    copy_second(folder / "before")
    _check(project, folder)
    for place, (edit, seed) in enumerate(edits):
        EDITS[edit](project, random.Random(seed))
        if each or place == len(edits) - 1:
            assert _told(_check(project, folder)) == _told(check_connected(project))
            assert _told(_check(project, folder)) == _told(check_connected(project))
