"""Pages made from what earlier builds have left are those that a clean build makes, whatever happened in between."""

from __future__ import annotations

import datetime
import random
import re
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from macros import making
from macros.kept import FILE, KeptValues
from macros.making import Made, all_made_by, make_all
from macros.packing import joined, packed, parted, unpacked
from macros.problems import ContentError
from macros.shell import Site, open_site
from tests.community import OVERRIDES, TODAY, copy_second

PRACTICE = "docs/practices/compost-pe-acoperis.md"
TERM = "data/definitions/compost.yml"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the second community with templates of its own."""
    shutil.copytree(OVERRIDES, tmp_path / "overrides")
    return copy_second(tmp_path / "project")


def _open(project: Path, day: datetime.date = TODAY) -> Site:
    return open_site(project, project.parent / "overrides", day)[0]


def _make(site: Site, folder: Path | None, processes: int = 1) -> list[Made]:
    kept = KeptValues(folder, all_made_by(site.templates, site.graph.settings, site.graph.words))
    return make_all(site.view, site.env, kept, processes)


def _replace(project: Path, name: str, old: str, new: str) -> None:
    path = project / name
    text = path.read_text("utf-8")
    assert old in text, f"{name} does not say {old!r}"
    path.write_text(text.replace(old, new, 1), "utf-8")


@pytest.mark.parametrize("processes", [1, 2])
@pytest.mark.parametrize("error", [RecursionError, MemoryError])
def test_a_page_that_cannot_be_made_is_told_of_its_entry(
    error: type[Exception], processes: int, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a sentence, from another process too; the check sees most of these before."""
    compose = making.compose_record

    def broken(graph: Any, env: Any, record: Any) -> Any:
        if record.id == "compost-pe-acoperis":
            raise error
        return compose(graph, env, record)

    monkeypatch.setattr(making, "compose_record", broken)
    monkeypatch.setattr(making, "PARALLEL_FROM", 1)
    with pytest.raises(ContentError, match=rf"^{PRACTICE}:1: -: its page can't be made \({error.__name__}\)"):
        _make(_open(project), None, processes)


@pytest.fixture
def jobs_made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the jobs that were done and not taken from before."""
    done: list[str] = []
    make = making._make
    monkeypatch.setattr(
        making, "_make", lambda work, number: (done.append(work[1][number].name), make(work, number))[1]
    )
    return done


def test_a_second_build_makes_nothing(project: Path, jobs_made: list[str]) -> None:
    """And gives the same."""
    first = _make(_open(project), project)
    assert len(jobs_made) > 20
    jobs_made.clear()
    assert _make(_open(project), project) == first == _make(_open(project), None)
    assert len(jobs_made) == len(first), "only the build without a folder made anything"


def test_an_edited_sentence_makes_its_own_page_again_and_no_other(project: Path, jobs_made: list[str]) -> None:
    """Other pages show titles and summaries."""
    _make(_open(project), project)
    jobs_made.clear()
    text = (project / PRACTICE).read_text("utf-8")
    (project / PRACTICE).write_text(text.rstrip() + " Și altfel.\n", "utf-8")
    assert _make(_open(project), project) == _make(_open(project), None)[:]
    assert (
        jobs_made[: len(jobs_made) - len(_make(_open(project), None))] or jobs_made[0] == "practice compost-pe-acoperis"
    )
    jobs_made.clear()
    _make(_open(project), project)
    assert jobs_made == []


def _remade(project: Path, jobs_made: list[str], day: datetime.date = TODAY) -> set[str]:
    jobs_made.clear()
    _make(_open(project, day), project)
    return set(jobs_made)


def test_pages_are_made_again_for_what_they_show(project: Path, jobs_made: list[str]) -> None:
    """Whoever shows a title, a label or a state; a clean build differs from the last one in the same pages at most."""
    edits: dict[str, Callable[[], None]] = {
        "title": lambda: _replace(project, PRACTICE, "title: ", "title: Nou "),
        "label": lambda: _replace(project, "data/vocabularies/sectors.yml", "Compostare", "Compostarea"),
        "name": lambda: _replace(project, TERM, "Compost", "Mraniță"),
    }
    before = {page.path: page for one in _make(_open(project), project) for page in one.pages}
    for edit in edits.values():
        edit()
        remade = _remade(project, jobs_made)
        made = {page.path: page for one in _make(_open(project), None) for page in one.pages}
        changed = {path for path in made if made[path] != before.get(path)}
        assert changed and len(remade) < len(made)
        before = made


def test_another_day_makes_only_what_is_now_overdue(project: Path, jobs_made: list[str]) -> None:
    """No page shows the day."""
    _make(_open(project), project)
    assert _remade(project, jobs_made, TODAY + datetime.timedelta(days=1)) == set()
    assert 0 < len(_remade(project, jobs_made, TODAY + datetime.timedelta(days=5000))) < 20


EDITS: list[Callable[[Path, random.Random], None]] = []
"""What editors and maintainers do between two builds; each leaves a library that can be built."""


def _edit(change: Callable[[Path, random.Random], None]) -> Callable[[Path, random.Random], None]:
    EDITS.append(change)
    return change


@_edit
def _sentence(project: Path, chance: random.Random) -> None:
    path = project / PRACTICE
    path.write_text(path.read_text("utf-8").rstrip() + f" Compost nou {chance.randrange(9)}.\n", "utf-8")


@_edit
def _title(project: Path, chance: random.Random) -> None:
    path = chance.choice(sorted((project / "data").glob("[dgos]*/*.yml")))
    text = re.sub(r"(?m)^title: .*$", f"title: Alt titlu {chance.randrange(9)}", path.read_text("utf-8"))
    path.write_text(text, "utf-8")


@_edit
def _summary(project: Path, chance: random.Random) -> None:
    _replace(project, TERM, "summary: ", f"summary: S{chance.randrange(9)} ")


@_edit
def _new_term(project: Path, chance: random.Random) -> None:
    path = project / "data/definitions/straturi.yml"
    if path.exists():
        path.unlink()
        return
    text = (project / TERM).read_text("utf-8")
    name = chance.choice(["straturi", "bloc", "gradini"])
    text = text.replace("title: Compost", f"title: {name}").replace("text: Compost", f"text: {name}")
    path.write_text(text.replace("text: سماد", "text: سمادسماد"), "utf-8")


@_edit
def _label(project: Path, chance: random.Random) -> None:
    name = f"data/vocabularies/{chance.choice(['sectors', 'dimensions', 'result-kinds', 'regions'])}.yml"
    _replace(project, name, 'label: {ro: "', f'label: {{ro: "L{chance.randrange(9)} ')


@_edit
def _setting(project: Path, chance: random.Random) -> None:
    _replace(project, "data/site.yml", "tagline: ", f"tagline: T{chance.randrange(9)} ")


@_edit
def _template(project: Path, chance: random.Random) -> None:
    path = project.parent / "overrides/records/_parts.html"
    path.write_text(path.read_text("utf-8").replace("Not recorded", f"Not {chance.randrange(9)} recorded"), "utf-8")


@_edit
def _redirect(project: Path, chance: random.Random) -> None:
    target = chance.choice(["compost", "gradina-comunitara"])
    (project / "data/redirects.yml").write_text(f"redirects:\n  definitions/vechi: {target}\n", "utf-8")


@_edit
def _index(project: Path, chance: random.Random) -> None:
    path = project / "docs/lessons/index.md"
    if path.exists():
        path.unlink()
    else:
        path.write_text("# Lecții\n", "utf-8")


SOME_EDITS = st.lists(st.tuples(st.integers(0, len(EDITS) - 1), st.integers(0, 10_000)), min_size=1, max_size=6)


@pytest.mark.slow
@given(SOME_EDITS, st.booleans())
@settings(max_examples=6, deadline=None, phases=[Phase.generate])
def test_after_any_edits_a_build_is_what_a_clean_one_would_be(
    tmp_path_factory: pytest.TempPathFactory, edits: list[tuple[int, int]], each: bool
) -> None:
    """Entries, lists, settings, templates, redirects and pages; built after each edit, or after all of them."""
    folder = tmp_path_factory.mktemp("edited")
    shutil.copytree(OVERRIDES, folder / "overrides")
    project = copy_second(folder / "project")
    _make(_open(project), folder)
    for place, (edit, seed) in enumerate(edits):
        EDITS[edit](project, random.Random(seed))
        day = TODAY + datetime.timedelta(days=seed if seed % 5 == 0 else 0)
        if each or place == len(edits) - 1:
            assert _make(_open(project, day), folder) == _make(_open(project, day), None)


def test_pages_made_by_several_processes_are_the_same(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the same order."""
    monkeypatch.setattr(making, "PARALLEL_FROM", 2)
    assert _make(_open(project), project, 2) == _make(_open(project), None) == _make(_open(project), project, 2)


@pytest.mark.parametrize("seed", range(6))
def test_a_damaged_file_costs_time_and_nothing_else(project: Path, seed: int) -> None:
    """Flipped bits, a cut, rubbish; afterwards it is whole again."""
    clean = _make(_open(project), project)
    file, chance = project / FILE, random.Random(seed)
    content = bytearray(file.read_bytes())
    for _ in range(chance.choice([1, 30, 3000])):
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    if seed % 3 == 0:
        content = content[: chance.randrange(len(content))]
    file.write_bytes(bytes(content))
    assert _make(_open(project), project) == clean
    assert _make(_open(project), project) == clean


@pytest.mark.parametrize("text", ["", "rubbish" * 1000, "SQLite format 3\0"])
def test_a_file_of_another_kind_is_no_file(project: Path, text: str) -> None:
    """The next build replaces it."""
    (project / FILE).write_text(text)
    clean = _make(_open(project), project)
    assert _make(_open(project), project) == clean == _make(_open(project), None)


def test_values_that_were_swapped_or_written_by_others_do_not_count(project: Path, jobs_made: list[str]) -> None:
    """Each is sealed with its name and with what all depend on."""
    clean = _make(_open(project), project)
    with sqlite3.connect(project / FILE) as database:
        database.execute("UPDATE kept SET name = name || 'x'")
        database.execute("UPDATE kept SET name = 'practice compost-pe-acoperis' WHERE name = 'definition compostx'")
    database.close()
    jobs_made.clear()
    assert _make(_open(project), project) == clean
    assert len(jobs_made) == len(clean)


def test_the_file_does_not_grow(project: Path) -> None:
    """What a build doesn't use is forgotten."""
    _new_term(project, random.Random(1))
    _make(_open(project), project)
    _new_term(project, random.Random(1))
    assert list(KeptValues(project, "").all()) == [], "sealed by another program"
    site = _open(project)
    made = _make(site, project)
    kept = KeptValues(project, all_made_by(site.templates, site.graph.settings, site.graph.words))
    assert len(list(kept.all())) == len(made)


@pytest.mark.slow
def test_nothing_is_kept_where_nothing_can_be_written(project: Path) -> None:
    """A folder that isn't there, or a file that another build is writing."""
    clean = _make(_open(project), None)
    assert _make(_open(project), project / "nowhere") == clean
    _make(_open(project), project)
    with sqlite3.connect(project / FILE) as database:
        database.execute("BEGIN EXCLUSIVE")
        assert _make(_open(project), project) == clean
    database.close()


def test_packing_keeps_lists_texts_and_numbers() -> None:
    """Equal values give equal bytes; whatever else comes back is an error of one kind."""
    value = [["a", "ș\ud800"], {"k": 1}, None, 1.5]
    assert unpacked(packed(value)) == value and packed(value) == packed([["a", "ș\ud800"], {"k": 1}, None, 1.5])
    for wrong in (b"", b"x" * 50, packed(value)[:-3]):
        with pytest.raises(ValueError):
            unpacked(wrong)
    pieces = [b"", b"x" * 300, packed(value)]
    assert parted(joined(pieces)) == pieces and parted(b"") == []
    for wrong in (joined(pieces)[:-1], b"\0\0", joined(pieces) + b"\0"):
        with pytest.raises(ValueError):
            parted(wrong)
