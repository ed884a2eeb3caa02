"""A proposal's content is laid over a checkout; nothing else of it is, and nothing of it is run."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from macros.cli.main import main
from macros.review import overlay
from macros.review.overlay import NotLaidError, lay
from tests.casebook import write_files
from tests.community import contents
from tests.repositories import commit_all, git

BEFORE = {
    "mkdocs.yml": "site_name: x\n",
    "Makefile": "check:\n\ttrue\n",
    "macros/hooks.py": "SAFE = True\n",
    "overrides/main.html": "<p>\n",
    "docs/index.md": "# Home\n",
    "docs/practices/index.md": "# Practices\n",
    "docs/practices/old.md": "old\n",
    "data/site.yml": "name: x\n",
    "data/sources/book.yml": "title: x\n",
}


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Path, Path]:
    """A library, and a copy of its repository for a proposal."""
    library, proposal = tmp_path / "library", tmp_path / "proposal"
    write_files(library, BEFORE)
    commit_all(library)
    git(tmp_path, "clone", "--quiet", str(library), str(proposal))
    return library, proposal


def _propose(proposal: Path, files: dict[str, object]) -> None:
    for path in files:
        (proposal / path).unlink(missing_ok=True)
    write_files(proposal, files)
    commit_all(proposal)


def _read(library: Path) -> dict[str, bytes]:
    return {path: content for path, content in contents(library).items() if not path.startswith(".git/")}


def test_entries_lists_settings_and_pictures_are_laid(pair: tuple[Path, Path]) -> None:
    """New, changed and deleted ones, byte for byte; folders that are empty then go too."""
    library, proposal = pair
    (proposal / "data/sources/book.yml").unlink()
    (proposal / "docs/practices/old.md").unlink()
    new = {"docs/practices/new.md": "new\r\n", "data/site.yml": "name: y\n", "docs/about/map.png": {"hex": "89504e47"}}
    _propose(proposal, dict(new))
    laid = lay(library, proposal)
    assert set(laid.written) == set(new) and set(laid.deleted) == {"data/sources/book.yml", "docs/practices/old.md"}
    assert laid.left_out == ()
    after = _read(library)
    assert after["docs/practices/new.md"] == b"new\r\n" and after["docs/about/map.png"] == b"\x89PNG"
    assert not (library / "data/sources").exists() and (library / "docs/practices/index.md").is_file()


CODE = (
    "macros/hooks.py", "macros/extra.py", "overrides/main.html", "overrides/assets/js/x.js", "mkdocs.yml", "Makefile",
    "requirements.lock", "pyproject.toml", ".github/workflows/check.yml", ".pre-commit-config.yaml", "conftest.py",
    "docs/index.md", "docs/practices/index.md", "docs/about/new.md", "docs/x.html", "docs/about/x.js", "docs/.htaccess",
    "tests/test_x.py", "docs/practices/deep/entry.md", ".gitattributes", "sitecustomize.py",
)  # fmt: skip


def test_nothing_that_could_run_or_is_shown_as_it_is_gets_laid(pair: tuple[Path, Path]) -> None:
    """Every one is named, also one that is only deleted, and each stays as the library has it."""
    library, proposal = pair
    before = _read(library)
    paths = list(CODE)
    git(proposal, "rm", "--quiet", "overrides/main.html")
    _propose(proposal, {path: "evil\n" for path in paths if path != "overrides/main.html"})
    laid = lay(library, proposal)
    assert (laid.written, laid.deleted) == ((), ())
    assert laid.left_out == tuple(sorted(paths))
    assert _read(library) == before


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({"data/sources/x.yml": {"link": "/etc/passwd"}}, "'data/sources/x.yml': a symbolic link; put the file itself"),
        ({"docs/practices/x.md": {"link": "../../mkdocs.yml"}}, "a symbolic link"),
        ({f"data/{'x' * 201}.yml": "x"}, "longer than 200 characters"),
        ({"data/a\nb.yml": "x"}, "not every computer can store"),
        ({"data/con?.yml": "x"}, "not every computer can store"),
        ({"docs/practices/x\u202egpj.md": "x"}, "not every computer can store"),
        ({"data/.gitmodules": "x"}, "is hidden, or leads out of the project"),
    ],
)
def test_what_is_no_plain_file_refuses_the_whole(pair: tuple[Path, Path], files: dict[str, object], words: str) -> None:
    """Nothing is laid then, not even what is good."""
    library, proposal = pair
    before = _read(library)
    _propose(proposal, {"data/sources/good.yml": "x", **files})
    with pytest.raises(NotLaidError, match=words):
        lay(library, proposal)
    assert _read(library) == before


def test_a_repository_in_the_place_of_a_folder_is_refused(pair: tuple[Path, Path]) -> None:
    """A submodule would be fetched from elsewhere."""
    library, proposal = pair
    git(proposal, "update-index", "--add", "--cacheinfo", f"160000,{'a' * 40},data/sub")
    git(proposal, "commit", "--quiet", "--message", "x")
    with pytest.raises(NotLaidError, match="another repository"):
        lay(library, proposal)


@pytest.mark.parametrize("path", ["data/../macros/x.py", "data/./x.yml", "docs/../overrides/x.png", "data/.GIT/x"])
def test_a_forged_tree_leads_nowhere(pair: tuple[Path, Path], path: str) -> None:
    """Git itself writes no such path; somebody's own program could."""
    library, proposal = pair
    blob = subprocess.run(
        ["git", "-C", str(proposal), "hash-object", "-w", "--stdin"], input=b"x", capture_output=True, check=True
    ).stdout.strip()
    tree = blob
    mode = b"100644 blob"
    for part in reversed(path.split("/")):
        line = mode + b" " + tree + b"\t" + part.encode() + b"\n"
        made = subprocess.run(
            ["git", "-C", str(proposal), "mktree"], input=line, capture_output=True, check=False
        )  # fmt: skip
        if made.returncode:
            pytest.skip("this Git writes no such tree")
        mode, tree = b"040000 tree", made.stdout.strip()
    with pytest.raises(NotLaidError, match="is hidden, or leads out of the project"):
        lay(library, proposal, tree.decode())


def test_a_program_among_the_entries_becomes_a_plain_file(pair: tuple[Path, Path]) -> None:
    """Some systems mark every file as one."""
    library, proposal = pair
    write_files(proposal, {"docs/practices/new.md": "new\n"})
    (proposal / "docs/practices/new.md").chmod(0o755)
    commit_all(proposal)
    lay(library, proposal)
    assert not os.access(library / "docs/practices/new.md", os.X_OK)


def test_a_link_in_the_checkout_is_not_written_through(pair: tuple[Path, Path], tmp_path: Path) -> None:
    """It could lead out of it."""
    library, proposal = pair
    (tmp_path / "outside").mkdir()
    (library / "data/lists").symlink_to(tmp_path / "outside")
    commit_all(library)
    _propose(proposal, {"data/lists/x.yml": "x"})
    with pytest.raises(NotLaidError, match="a folder above it is a symbolic link"):
        lay(library, proposal)
    assert list((tmp_path / "outside").iterdir()) == []


@pytest.mark.parametrize(
    ("name", "most", "words"),
    [("LARGEST", 3, "5 bytes; 3 at most"), ("MOST_BYTES", 3, "bytes of content"), ("MOST_FILES", 0, "files differ")],
)
def test_a_proposal_has_bounds(
    pair: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, name: str, most: int, words: str
) -> None:
    """One file, all together, how many."""
    library, proposal = pair
    _propose(proposal, {"data/sources/x.yml": "12345"})
    monkeypatch.setattr(overlay, name, most)
    with pytest.raises(NotLaidError, match=words):
        lay(library, proposal)


def test_a_checkout_with_changes_of_its_own_loses_none(pair: tuple[Path, Path]) -> None:
    """They could be in the file that a proposal changes."""
    library, proposal = pair
    _propose(proposal, {"data/site.yml": "name: y\n"})
    (library / "data/site.yml").write_text("mine\n", "utf-8")
    with pytest.raises(NotLaidError, match="commit them first"):
        lay(library, proposal)
    assert (library / "data/site.yml").read_text("utf-8") == "mine\n"


def _lay(library: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--root", str(library), "proposal", "lay", *arguments])


def test_the_command_names_what_it_did(pair: tuple[Path, Path], tmp_path: Path) -> None:
    """And keeps the names of what was left out, for the report."""
    library, proposal = pair
    _propose(proposal, {"docs/practices/new.md": "x", "Makefile": "evil:\n"})
    done = _lay(library, str(proposal), "--left-out", str(tmp_path / "left-out.txt"))
    assert done.exit_code == 0, done.output
    assert done.stdout == "wrote 'docs/practices/new.md'\nleft out, it is code: 'Makefile'\n"
    assert (tmp_path / "left-out.txt").read_text("utf-8") == "Makefile\n"


def test_the_command_says_why_it_refuses(pair: tuple[Path, Path], tmp_path: Path) -> None:
    """Without a traceback; also where there is no repository."""
    library, proposal = pair
    _propose(proposal, {"data/x.yml": {"link": "/etc/passwd"}})
    done = _lay(library, str(proposal))
    assert done.exit_code == 1
    assert done.stderr.startswith("refused: 'data/x.yml': a symbolic link") and "nothing was laid" in done.stderr
    (tmp_path / "empty").mkdir()
    assert "not a git repository" in _lay(library, str(tmp_path / "empty")).stderr
