"""An entry is taken back: what leads to it is named, its address says no more than it must, a kill does no harm."""

from __future__ import annotations

import datetime
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from macros.bundles.container.bundle import write_bundle
from macros.bundles.update.make.updates import update_between
from macros.bundles.update.read.apply import apply_update
from macros.cli.main import main
from macros.desk import withdrawal
from macros.desk.withdrawal import Withdrawal, carry_out, redirects_after, withdrawal_of
from macros.knowledge.checks import check_connected
from macros.knowledge.graph import Graph
from macros.model.library import read_library
from macros.problems import Problem
from macros.render.page import RenderedPage
from macros.render.site_pages import list_jobs
from tests.bundles.samples import about
from tests.casebook import write_files
from tests.community import TODAY, contents, copy_second, environment_of, library_of, record, run

ID, PRACTICE = "compost-pe-acoperis", "docs/practices/compost-pe-acoperis.md"
DAY = datetime.date(2026, 4, 2)
REDIRECTS = "data/redirects.yml"
PLAIN = Withdrawal("a-b", "docs/practices/a-b.md", "practices/a-b", ("practices/a-b.html",), (), (), (), ())


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the second community."""
    return copy_second(tmp_path / "project")


def _graph(project: Path) -> Graph:
    library, _ = read_library(project)
    assert library is not None
    return Graph(library, TODAY)


def _planned(project: Path) -> Withdrawal:
    graph = _graph(project)
    return withdrawal_of(graph, graph.records[ID])


def _withdraw(project: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--root", str(project), "withdraw", ID, "--today", str(DAY), *arguments])


def _told(project: Path) -> list[Problem]:
    return check_connected(project)[2]


def test_all_that_leads_to_an_entry_is_named_with_its_line(project: Path) -> None:
    """Fields, prose, settings and pages of maintainers; what the check names afterwards is the same."""
    write_files(
        project, {"docs/about/names.md": f'# Names\n\nSee [it](../practices/{ID}.md) and {{{{ link("{ID}") }}}}.\n'}
    )
    planned = _planned(project)
    lines = {(place.path, place.line) for place in planned.leading}
    assert {("docs/about/names.md", 3)} < lines
    for path, line in lines:
        assert ID in (project / path).read_text("utf-8").split("\n")[line - 1]
    carry_out(project, planned, DAY, None, page=True)
    named = {(one.path, one.line) for one in _told(project) if f'"{ID}' in one.message}
    assert named and named <= lines
    everywhere = {
        path.relative_to(project).as_posix()
        for folder in ("data", "docs")
        for path in (project / folder).rglob("*")
        if path.is_file() and ID in path.read_text("utf-8")
    }
    assert everywhere - {REDIRECTS} == {path for path, _ in lines}


def test_nothing_is_changed_until_it_is_asked_for(project: Path) -> None:
    """The first run only says."""
    before = {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}
    said = _withdraw(project)
    assert said.exit_code == 0 and "Nothing was changed" in said.output
    assert {path: path.read_bytes() for path in project.rglob("*") if path.is_file()} == before


def test_an_entry_is_withdrawn_once(project: Path) -> None:
    """Its file is gone, its address kept; the second time there is nothing to do, and its id stays taken."""
    done = _withdraw(project, "--write", "--reason", "Somebody asked.")
    assert done.exit_code == 0 and "git filter-repo" in done.output and "Somebody asked." in done.output
    assert not (project / PRACTICE).exists()
    text = (project / REDIRECTS).read_text("utf-8")
    assert f"practices/{ID}: 2026-04-02" in text and "Somebody" not in text
    again = _withdraw(project, "--write")
    assert again.exit_code == 0 and "was withdrawn on 2026-04-02" in again.output
    (project / PRACTICE).write_text("---\ntitle: New\n---\n", "utf-8")
    assert "bad-redirect" in {one.code for one in _told(project)}


def test_a_redirect_leads_to_what_takes_its_place(project: Path) -> None:
    """It has to be an entry, and another one."""
    assert _withdraw(project, "--redirect", ID).exit_code == 2
    assert "did you mean" in _withdraw(project, "--redirect", "compos").output
    assert _withdraw(project, "--redirect", "compost", "--without-page").exit_code == 2
    assert _withdraw(project, "--redirect", "compost", "--write").exit_code == 0
    library = _graph(project).library
    assert library.redirects[f"practices/{ID}"] == "compost" and library.withdrawn == {}


def test_an_id_that_tells_something_leaves_nothing(project: Path) -> None:
    """Then its address is that of no page."""
    assert _withdraw(project, "--without-page", "--write").exit_code == 0
    assert ID not in (project / REDIRECTS).read_text("utf-8") and not (project / PRACTICE).exists()
    assert "bad-redirect" not in {one.code for one in _told(project)}


@pytest.mark.parametrize("step", ["replacing", "unlink"])
def test_a_run_that_is_killed_is_finished_by_the_next(
    project: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    """Before the address is kept nothing has happened; afterwards the check says what to do."""

    def die(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(*((withdrawal, step) if step == "replacing" else (Path, step)), die)
        with pytest.raises(KeyboardInterrupt):
            carry_out(project, _planned(project), DAY, None, page=True)
    assert (project / PRACTICE).exists()
    told = [one.message for one in _told(project) if one.code == "bad-redirect"]
    assert told == [] if step == "replacing" else f"commonthread withdraw {ID} --write" in told[0]
    assert _withdraw(project, "--write").exit_code == 0
    assert not (project / PRACTICE).exists()
    assert [one.code for one in _told(project) if one.code == "bad-redirect"] == []


def test_comments_and_order_of_the_redirects_stay() -> None:
    """Whoever keeps them has written why."""
    text = "# Old pages.\nredirects:\n  practices/z: z  # since 2024\n  lessons/a: b\n"
    assert redirects_after(text, PLAIN, DAY, "z") == text + "  practices/a-b: z\n"
    assert redirects_after(text, PLAIN, DAY, None) == text + "withdrawn:\n  practices/a-b: 2026-04-02\n"


@pytest.mark.parametrize("text", ["", "redirects: {}\n", "# Nothing yet.\nredirects: {}\n", "withdrawn: {}\n"])
def test_the_first_address_is_kept_in_any_file(text: str) -> None:
    """Also where there is none."""
    after = redirects_after(text, PLAIN, DAY, None)
    assert "withdrawn:\n  practices/a-b: 2026-04-02\n" in after
    assert ("# Nothing yet." in text) == ("# Nothing yet." in after)


def test_older_pages_that_led_to_it_go_the_same_way() -> None:
    """A redirect to nothing would stop the build."""
    one = Withdrawal("a-b", "docs/practices/a-b.md", "practices/a-b", (), (), (), (), ("practices/first",))
    after = redirects_after("redirects:\n  practices/first: a-b\n  practices/other: c\n", one, DAY, None)
    assert "practices/first: a-b" not in after and "  practices/first: 2026-04-02\n" in after
    assert "  practices/other: c\n" in after


def test_the_page_of_a_withdrawn_entry_says_when_and_nothing_else() -> None:
    """No title, no type, no reason."""
    library = library_of(record("group", "cerc"))
    vars(library)["withdrawn"] = {"practices/old-id": DAY}
    graph = Graph(library, TODAY)
    pages: list[RenderedPage] = [
        page
        for job in list_jobs(graph, environment_of(graph))
        if job.name.startswith("withdrawn")
        for page in job.make()
    ]
    assert [(page.path, page.title) for page in pages] == [("practices/old-id.html", "Withdrawn")]
    assert pages[0].html == "<h1>Withdrawn</h1>\n<p>This entry was withdrawn on 2 April 2026.</p>"


def test_git_is_asked_how_much_of_its_history_holds_the_file(project: Path) -> None:
    """Deleting is not enough, and somebody has to know."""
    git = ["git", "-c", "user.name=x", "-c", "user.email=x@example.org", "-C", str(project)]
    for command in (["init", "-q"], ["add", "."], ["commit", "-qm", "First"]):
        subprocess.run([*git, *command], check=True, capture_output=True)
    said = _withdraw(project, "--write").output
    assert "one commit holds it" in said and f"--path {PRACTICE}" in said


def test_an_update_takes_a_withdrawn_entry_out_of_a_copy(project: Path, tmp_path: Path) -> None:
    """Its page says when; its words and its title are nowhere in the copy, in search and exports neither."""
    text = (project / PRACTICE).read_text("utf-8").replace("Vecinii au cărat", "Vecinii au cărat zgribulici, ei")
    (project / PRACTICE).write_text(text, "utf-8")
    old = _bundled(project, tmp_path / "old.zip", "2026-04-01")
    assert _holds(old, "zgribulici")
    (project / "dist").mkdir()
    shutil.copy(old, project / "dist/library-2026-04-01.zip")
    (project / "dist/library-2026-04-01.html").write_text("the same pack as one file", "utf-8")
    said = _withdraw(project).output
    assert "  dist/library-2026-04-01.zip\n" in said and "  dist/library-2026-04-01.html\n" in said
    assert f"  site/practices/{ID}.html\n" in said and "  site/data/records.json\n" in said
    assert _withdraw(project, "--write").exit_code == 0
    for one in [one for one in _told(project) if one.severity == "error"]:
        lines = (project / one.path).read_text("utf-8").split("\n")
        lines[one.line - 1] = lines[one.line - 1].replace(f"drawn_from: [{ID}]", "").replace(ID, "compost")
        (project / one.path).write_text("\n".join(lines), "utf-8")
    page = project / "docs/about/index.md"
    page.write_text(page.read_text("utf-8").replace(ID, "compost"), "utf-8")
    new = _bundled(project, tmp_path / "new.zip", "2026-04-02")
    update = tmp_path / "update.ctdelta"
    update.write_bytes(update_between(old, new))
    applied = apply_update(update, old, tmp_path / "updated.zip").path
    assert _holds(old, "Compost pe acoperi") and not _holds(applied, "Compost pe acoperi")
    assert not _holds(applied, "zgribulici")
    with zipfile.ZipFile(applied) as archive:
        (name,) = [name for name in archive.namelist() if name.endswith(f"practices/{ID}.html")]
        assert "2 aprilie 2026" in archive.read(name).decode()


def _bundled(project: Path, target: Path, day: str) -> Path:
    """The site of a day as a bundle."""
    made = run(project, "build", "--today", day)
    assert made.returncode == 0, made.stdout + made.stderr
    site = project / "site"
    ours = {path: content for path, content in contents(site).items() if not path.startswith(("assets/", "bundles/"))}
    write_bundle(target, about(day), {f"library/{path}": content for path, content in ours.items()})
    return target


def _holds(path: Path, words: str) -> bool:
    with zipfile.ZipFile(path) as archive:
        return any(words.encode() in archive.read(name) for name in archive.namelist())
