"""The cache lies outside the checkout, is this user's alone, and belongs to one project."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from jinja2 import Environment
from jinja2.bccache import Bucket

from macros import cache_place
from macros.cache_place import OWNER, cache_folder, forget
from macros.cli.main import main
from macros.render.compiled import CompiledTemplates
from macros.words import read_words
from tests.community import copy_second
from tests.conftest import ROOT

NO_MODES = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no modes")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's folder of caches."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project's folder."""
    (tmp_path / "project").mkdir()
    return tmp_path / "project"


def test_a_project_has_a_folder_of_its_own_among_the_users_caches(home: Path, project: Path, tmp_path: Path) -> None:
    """The same each time and by any way to the project; it says whose it is, and nobody else may look into it."""
    folder = cache_folder(project)
    assert folder is not None and folder.parent == home / "common-thread"
    assert cache_folder(project / ".." / "project") == folder
    (tmp_path / "other").mkdir()
    assert cache_folder(tmp_path / "other") not in (folder, None)
    assert (folder / OWNER).read_text("utf-8") == str(project)
    assert list(project.iterdir()) == []


@NO_MODES
def test_only_the_user_may_write_there(home: Path, project: Path) -> None:
    """Both folders are made for the user alone; what others can write to is not used."""
    folder = cache_folder(project)
    assert folder is not None
    for place in (folder, folder.parent):
        assert place.stat().st_mode & 0o777 == 0o700
        for mode in (0o720, 0o702, 0o777):
            place.chmod(mode)
            assert cache_folder(project) is None
        place.chmod(0o700)
    assert cache_folder(project) == folder


@NO_MODES
def test_a_folder_of_somebody_else_is_not_used(home: Path, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever made it could have put anything into it."""
    assert cache_folder(project) is not None
    monkeypatch.setattr(os, "getuid", lambda: 4321)
    assert cache_folder(project) is None


@NO_MODES
def test_a_link_in_the_folders_place_is_not_followed(home: Path, project: Path, tmp_path: Path) -> None:
    """It could lead into a checkout."""
    folder = cache_folder(project)
    assert folder is not None
    shutil.rmtree(folder)
    (tmp_path / "elsewhere").mkdir()
    folder.symlink_to(tmp_path / "elsewhere")
    assert cache_folder(project) is None and list((tmp_path / "elsewhere").iterdir()) == []


@pytest.mark.parametrize("place", ["project", "project/.cache", "project/deep/.cache"])
def test_there_is_no_cache_inside_the_checkout(
    place: str, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A proposal could bring it along, also where the project is a folder of a larger checkout."""
    (project / ".git").mkdir()
    (project / "deep").mkdir()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / place))
    assert cache_folder(project) is None and cache_folder(project / "deep") is None
    assert not (tmp_path / place / "common-thread").exists()


def test_a_relative_place_is_no_place(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It would be another one from every folder, and perhaps in the checkout."""
    monkeypatch.setattr(cache_place, "user_cache_path", lambda *_, **__: Path("caches"))
    monkeypatch.chdir(project)
    assert cache_folder(project) is None and list(project.iterdir()) == []


def test_a_folder_of_another_project_is_not_used(home: Path, project: Path) -> None:
    """However unlikely that two have the same name."""
    folder = cache_folder(project)
    assert folder is not None
    (folder / OWNER).write_text("/another", "utf-8")
    assert cache_folder(project) is None


def test_where_nothing_can_be_written_there_is_none(home: Path, project: Path) -> None:
    """A file stands in the way."""
    home.write_text("", "utf-8")
    assert cache_folder(project) is None
    forget(project)


def test_a_cache_can_be_forgotten_and_those_of_lost_projects_are(home: Path, project: Path, tmp_path: Path) -> None:
    """The first with `make clean`, the others when a new cache is made."""
    folder = cache_folder(project)
    assert folder is not None
    forget(project)
    assert not folder.exists()
    (tmp_path / "kept").mkdir()
    lost, kept = cache_folder(project), cache_folder(tmp_path / "kept")
    assert lost is not None and kept is not None
    project.rmdir()
    (tmp_path / "other").mkdir()
    assert cache_folder(tmp_path / "other") is not None
    assert not lost.exists() and kept.exists()


def _project_with_templates(target: Path) -> Path:
    """The second community with templates of its own, as a checkout brings them."""
    project = copy_second(target)
    shutil.copytree(ROOT / "overrides", project / "overrides")
    settings = (project / "mkdocs.yml").read_text("utf-8")
    (project / "mkdocs.yml").write_text(settings.replace(str(ROOT / "overrides"), str(project / "overrides")), "utf-8")
    return project


def _poison(folder: Path, templates: Path, ran: Path) -> None:
    """Put a compiled template, which leaves a file when it is loaded, in the place of each of these templates."""
    code = compile(f"open({str(ran)!r}, 'w').close()", "template", "exec")
    for template in templates.rglob("*.html"):
        name, source = template.relative_to(templates).as_posix(), template.read_text("utf-8")
        cache = CompiledTemplates(folder, read_words("ro"))
        bucket = Bucket(Environment(), cache.get_cache_key(name, str(template)), cache.get_source_checksum(source))
        bucket.code = code
        cache.dump_bytecode(bucket)


def test_compiled_templates_of_a_checkout_are_never_run(home: Path, tmp_path: Path) -> None:
    """The same files do run from the project's own cache, so they are what a stranger would bring."""
    project, ran = _project_with_templates(tmp_path / "second"), tmp_path / "ran"
    brought = project / ".cache" / "templates"
    brought.mkdir(parents=True)
    _poison(brought, project / "overrides", ran)
    arguments = ["--root", str(project), "check", "--today", "2026-04-01"]
    assert CliRunner().invoke(main, arguments).exit_code == 0
    assert not ran.exists()
    folder = cache_folder(project)
    assert folder is not None
    _poison(folder / "templates", project / "overrides", ran)
    CliRunner().invoke(main, arguments)
    assert ran.exists()
