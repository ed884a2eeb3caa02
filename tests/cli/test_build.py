"""`commonthread build`: a sound site, or the last one untouched; the same bytes anywhere."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from macros.build_day import epoch_of
from macros.cli.build import OURS
from macros.cli.lock import sole_build
from macros.cli.swap import REPLACED
from tests.casebook import write_files
from tests.community import TODAY, contents, copy_second, run
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the second community with a last site, which no failed build may touch."""
    project = copy_second(tmp_path_factory.mktemp("build") / "project")
    (project / "site" / "practices").mkdir(parents=True)
    (project / "site" / "practices" / "x.html").write_bytes(b"the last site")
    (project / "site" / OURS).parent.mkdir(parents=True)
    (project / "site" / OURS).write_bytes(b"a script")
    return project


def _edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


@pytest.mark.parametrize(
    ("path", "old", "new", "told"),
    [
        ("docs/lessons/lada-in-soare.md", "outcome: n-a-mers", "outcome: n-a-mrs",
         'docs/lessons/lada-in-soare.md:6: outcome: unknown term "n-a-mrs"; did you mean "n-a-mers"? [unknown-term]'),
        ("docs/practices/isprava-incurcata.md", "language: ro", "language: ro\nrender_macros: true\ntemplate: x.html",
         'docs/practices/isprava-incurcata.md:5: render_macros: unknown field "render_macros"'),
        ("docs/lessons/index.md", "lesson_index(", "leson_index(",
         "docs/lessons/index.md:3: macro: 'leson_index' is undefined; did you mean \"lesson_index\"? [bad-macro]"),
        ("docs/about/index.md", "# Despre", "# Despre\n\n[nicăieri](nicaieri.md)", "nicaieri.md"),
        ("docs/about/index.md", "# Despre", "# Despre\n\n<a href=\"../practices/gone.html\">x</a>",
         'docs/about/index.md:1:'),
    ],
)  # fmt: skip
def test_what_is_broken_is_told_and_the_last_site_stays(
    project: Path, path: str, old: str, new: str, told: str
) -> None:
    """An entry, a field that would reach the template engine, a macro, a link of Markdown, a link of HTML."""
    original = (project / path).read_bytes()
    before = contents(project / "site")
    _edit(project / path, old, new)
    try:
        made = run(project, "build", "--today", TODAY.isoformat())
    finally:
        (project / path).write_bytes(original)
    assert made.returncode == 1
    assert told in made.stdout + made.stderr
    assert "Traceback" not in made.stderr
    assert contents(project / "site") == before
    assert not list(project.glob(".site*"))


def _mkdocs(project: Path, **environment: str) -> dict[str, bytes]:
    """A site made by MkDocs itself, in another process with another environment."""
    umask = int(environment.pop("umask"), 8)
    known = {**os.environ, "SOURCE_DATE_EPOCH": str(epoch_of(TODAY)), "NO_MKDOCS_2_WARNING": "1", **environment}
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict"]
    subprocess.run(command, cwd=project, env=known, check=True, umask=umask)
    return contents(project / "site")


def test_the_same_content_gives_the_same_bytes_anywhere(tmp_path: Path, second_site: Path) -> None:
    """Other folders, time zones, permissions and hash seeds; and through `commonthread build`."""
    one = _mkdocs(copy_second(tmp_path / "one"), TZ="Pacific/Kiritimati", PYTHONHASHSEED="1", umask="022")
    two = _mkdocs(copy_second(tmp_path / "a" / "deeper folder"), TZ="America/Adak", PYTHONHASHSEED="77", umask="077")
    assert set(one) == set(two)
    assert [path for path in one if one[path] != two[path]] == []
    assert contents(second_site) == one


def test_a_site_can_go_anywhere(project: Path, tmp_path: Path) -> None:
    """To another folder than `site/`; the site that is there is left alone, and the day is the given one."""
    before = contents(project / "site")
    target = tmp_path / "elsewhere"
    made = run(project, "build", "--today", "2026-04-02", "--site-dir", str(target), COMMONTHREAD_TODAY="2020-01-01")
    assert made.returncode == 0, made.stderr
    assert f"pages in {target}/" in made.stderr
    assert '"day": "2026-04-02"' in (target / "assets/js/made.js").read_text("utf-8")
    assert contents(project / "site") == before


def test_python_dash_m_is_the_command() -> None:
    """`python -m macros` and `commonthread` are one."""
    shown = subprocess.run(
        [sys.executable, "-m", "macros", "--help"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert all(f"  {command} " in shown.stdout for command in ("build", "check", "serve"))


def test_a_build_stopped_between_its_two_renames_loses_nothing(tmp_path: Path) -> None:
    """The last site waits under another name; the next build puts it back before it begins."""
    project = copy_second(tmp_path / "project")
    (project / REPLACED.format(name="site")).mkdir()
    (project / REPLACED.format(name="site") / "index.html").write_bytes(b"the last site")
    _edit(project / "docs/lessons/lada-in-soare.md", "outcome: n-a-mers", "outcome: n-a-mrs")
    assert run(project, "build", "--today", TODAY.isoformat()).returncode == 1
    assert contents(project / "site") == {"index.html": b"the last site"}


def _begin(project: Path) -> subprocess.Popen[str]:
    """A build that has begun, in another process."""
    command = [sys.executable, "-m", "macros", "--root", str(project), "build", "--today", TODAY.isoformat()]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_two_builds_at_once_leave_a_whole_site(tmp_path: Path, second_site: Path) -> None:
    """One of them makes it; the other does too, if it came too late to meet the first, or says that it didn't."""
    project = copy_second(tmp_path / "project")
    builds = [_begin(project), _begin(project)]
    ended = [(*build.communicate(), build.returncode) for build in builds]
    assert 0 in [status for *_, status in ended]
    for _, words, status in ended:
        assert status in (0, 1) and "Traceback" not in words
        assert status == 0 or "a build of this project is under way" in words
    assert contents(project / "site") == contents(second_site)
    assert not list(project.glob(".site*"))


def test_a_build_meets_another_one(tmp_path: Path) -> None:
    """It says so and changes nothing; a check needs no turn."""
    project = copy_second(tmp_path / "project")
    with sole_build(project / "site"):
        made = run(project, "build", "--today", TODAY.isoformat())
        assert made.returncode == 1 and f"under way (process {os.getpid()})" in made.stderr
        assert not (project / "site").exists()
        assert run(project, "check", "--today", TODAY.isoformat()).returncode == 0


STRANGE = {
    "docs/x.html": "x",
    "docs/_redirects": "/* https://evil.example 302",
    "docs/about/h.png": {"fifo": True},
    "docs/about/film.png": {"sparse": 1_000_000_000_000},
    "docs/about/" + 300 * "a/" + "x.png": "x",
    "docs/about/a\udcff.png": "x",
}
TAKEN = {"docs/assets/js/common-thread.txt": "x", "docs/explore.md": "# x", "docs/sources/all.md": "# x"}


@pytest.mark.parametrize("files", [STRANGE, TAKEN], ids=["strange", "taken"])
def test_files_that_the_site_can_not_have_stop_it(tmp_path: Path, files: dict[str, object]) -> None:
    """Check and build name each of them, in bounded time and without a traceback."""
    project = copy_second(tmp_path / "project")
    write_files(project, files)
    for command in ("check", "build"):
        made = run(project, command, "--today", TODAY.isoformat())
        assert made.returncode == 1 and "Traceback" not in made.stderr, made.stderr
        told = [line for line in (made.stdout + made.stderr).splitlines() if line.startswith("docs/")]
        assert len(told) == len(files), told
        for path in files:
            assert any(line.startswith(path.replace("\udcff", "\\udcff")[:24]) for line in told), path
    assert not (project / "site").exists()


def test_what_systems_leave_behind_is_not_published(tmp_path: Path, second_site: Path) -> None:
    """Neither does it change the version; a picture and an attachment of a page are published as they are."""
    project = copy_second(tmp_path / "project")
    for folder in ("docs", "docs/about", "docs/practices"):
        for name in ("desktop.ini", "Thumbs.db", ".DS_Store", "._x.md", "__MACOSX/x.html"):
            write_files(project, {f"{folder}/{name}": "x"})
    assert run(project, "build", "--today", TODAY.isoformat()).returncode == 0
    assert contents(project / "site") == contents(second_site)
    write_files(project, {"docs/about/map.png": "x", "docs/img/form.docx": "y"})
    assert run(project, "build", "--today", TODAY.isoformat()).returncode == 0
    assert (project / "site/about/map.png").read_text() == "x" and (project / "site/img/form.docx").read_text() == "y"


def test_a_process_that_is_suddenly_gone_is_told(project: Path) -> None:
    """As when the system needs its memory: a line instead of silence or a traceback, and the last site stays."""
    before = contents(project / "site")
    script = (
        "import macros.cli.run_shell as run\nrun._SHELL = 'tests.cli.ends'\nfrom macros.__main__ import main\nmain()"
    )
    command = [sys.executable, "-c", script, "--root", str(project), "build", "--today", TODAY.isoformat()]
    made = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, env=_from(ROOT))
    assert made.returncode == 1
    assert "was ended by the system, perhaps for want of memory" in made.stderr
    assert made.stderr.endswith("What was built last is untouched.\n") and "Traceback" not in made.stderr
    assert contents(project / "site") == before
    assert not list(project.glob(".site*"))


def _from(folder: Path) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(folder)}


def _limit() -> None:
    """No file may grow over 20 KB: writing fails as on a full disk, though only in this process and its children."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))


@pytest.mark.parametrize("command", ["build", "bundle"])
def test_a_disk_that_takes_no_more_is_told(project: Path, command: str) -> None:
    """Whoever was writing: the file and the reason in a line; the last site stays, and nothing is left behind."""
    before = contents(project / "site")
    made = subprocess.run(
        [sys.executable, "-m", "macros", "--root", str(project), command, "--today", TODAY.isoformat()],
        cwd=ROOT, capture_output=True, text=True, check=False, preexec_fn=_limit,
    )  # fmt: skip
    assert made.returncode == 1
    assert "File too large" in made.stderr and "What was built last is untouched." in made.stderr
    assert "Traceback" not in made.stderr
    assert contents(project / "site") == before
    assert not list(project.glob(".site*")) and not list(project.glob(".dist*"))
