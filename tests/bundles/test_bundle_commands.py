"""`commonthread verify`, `delta` and `apply` as somebody types them; what goes wrong is said in one line."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from macros.bundles.signature import Signer
from macros.cli.main import main
from macros.surroundings import write_surroundings
from tests.bundles.samples import files, make, signer
from tests.community import copy_second
from tests.test_frame import made

LATER = "2027-02-01"


def run(*arguments: object, root: object = "/") -> Result:
    """A command in a folder that is no project, unless one is given."""
    ended = CliRunner().invoke(main, ["--root", str(root), *map(str, arguments)])
    assert ended.exception is None or isinstance(ended.exception, SystemExit), ended.exception
    return ended


@pytest.fixture
def by() -> Signer:
    """Somebody with a key."""
    return signer()


@pytest.fixture
def folder(tmp_path: Path, by: Signer) -> Path:
    """Two signed bundles."""
    make(tmp_path / "old.zip", files(), by=by)
    make(tmp_path / "new.zip", files(LATER), LATER, by)
    return tmp_path


def test_verify_says_what_it_is_and_whether_it_can_be_used(folder: Path, by: Signer) -> None:
    """Title, version and day; the key is asked for by name."""
    ended = run("verify", folder / "old.zip", "--public-key", by.public_key)
    assert ended.exit_code == 0
    assert "“Water · eau · ماء” of “River Library”" in ended.output.splitlines()[0]
    assert "Result: intact and signed by a known key." in ended.output and "You can use it." in ended.output
    assert run("verify", folder / "old.zip", "--public-key", signer().public_key).exit_code == 1
    assert run("verify", folder / "old.zip", "--require-signature").exit_code == 1
    assert run("verify", folder / "old.zip").exit_code == 0


def test_verify_knows_the_keys_of_its_project(folder: Path, by: Signer) -> None:
    """Those in `data/site.yml`; with a wrong file there, it goes on without."""
    project = folder / "project"
    (project / "data").mkdir(parents=True)
    settings = "name: River\ntagline: Water.\ndescription: On water.\neditors: river\n"
    (project / "data/site.yml").write_text(f"{settings}bundles:\n  public_keys:\n    - {by.public_key}\n", "utf-8")
    ended = run("verify", folder / "old.zip", "--require-signature", root=project)
    assert ended.exit_code == 0 and "signed by a known key" in ended.output
    (project / "data/site.yml").write_text("name: [", "utf-8")
    assert "signed by a key that is not known here" in run("verify", folder / "old.zip", root=project).output


def test_apply_knows_the_keys_of_its_project(folder: Path, by: Signer) -> None:
    """From one listed key to another without being told to; an unlisted one is refused as anywhere."""
    project, second = folder / "project", signer()
    (project / "data").mkdir(parents=True)
    listed = f"bundles:\n  public_keys:\n    - {by.public_key}\n    - {second.public_key}\n"
    settings = "name: River\ntagline: Water.\ndescription: On water.\neditors: river\n"
    (project / "data/site.yml").write_text(settings + listed, "utf-8")
    for name, key in (("second", second), ("stranger", signer())):
        made = make(folder / f"{name}.zip", files(LATER, p1=name), LATER, key)
        assert run("delta", folder / "old.zip", made, "-o", folder / f"{name}.ctdelta").exit_code == 0
        made.unlink()
    taken = run("apply", folder / "second.ctdelta", root=project)
    assert taken.exit_code == 0 and "which is known here" in taken.output, taken.output
    refused = run("apply", folder / "stranger.ctdelta", root=project)
    assert refused.exit_code == 1 and "Nothing was changed." in refused.output


def test_delta_and_apply_lead_from_one_bundle_to_the_next(folder: Path, by: Signer) -> None:
    """Names and sizes are said; the signature is asked for with a key."""
    made = run("delta", folder / "old.zip", folder / "new.zip")
    assert made.exit_code == 0 and "bytes instead of" in made.output
    delta = folder / "old-to-new.ctdelta"
    wanted = (folder / "new.zip").read_bytes()
    (folder / "new.zip").unlink()
    refused = run("apply", delta, "--public-key", signer().public_key)
    assert refused.exit_code == 1 and "Nothing was changed." in refused.output
    assert not (folder / "new.zip").exists()
    applied = run("apply", delta, "--public-key", by.public_key)
    assert applied.exit_code == 0 and "which is known here" in applied.output
    assert (folder / "new.zip").read_bytes() == wanted


def test_apply_takes_nothing_from_a_copy_unless_it_is_told_to(folder: Path, by: Signer) -> None:
    """Each option for itself; a key that is given says more than the id of a key."""
    for name, day, other in (("older", "2027-01-01", by), ("unsigned", LATER, None), ("key", LATER, signer())):
        made = make(folder / f"{name}.zip", files(day, p1=name), day, other)
        assert run("delta", folder / "old.zip", made, "-o", folder / f"{name}.ctdelta").exit_code == 0
        made.unlink()
        option = "--allow-other-key" if name == "key" else f"--allow-{name}"
        refused = run("apply", folder / f"{name}.ctdelta")
        assert refused.exit_code == 1 and f"repeat it with {option}\nNothing was changed." in refused.output
        assert not made.exists()
        assert run("apply", folder / f"{name}.ctdelta", option).exit_code == 0 and made.exists()
    (folder / "key.zip").unlink()
    assert other is not None
    assert run("apply", folder / "key.ctdelta", "--public-key", other.public_key).exit_code == 0


@pytest.mark.parametrize("command", ["verify", "delta", "apply"])
@pytest.mark.parametrize("content", [b"", b"text", b"PK\x03\x04" + bytes(400), b"common-thread update 1\n"])
def test_what_can_t_be_used_gives_words(folder: Path, command: str, content: bytes) -> None:
    """Whatever a file holds: no traceback, and the exit code says no."""
    bad = folder / "bad.zip"
    bad.write_bytes(content)
    given = [bad, folder / "old.zip"] if command != "verify" else [bad]
    ended = run(command, *given)
    assert ended.exit_code == 1 and len(ended.output) > 30


@pytest.mark.parametrize("command", ["verify", "delta", "apply"])
def test_a_file_that_is_missing_is_named(tmp_path: Path, command: str) -> None:
    """As every command does."""
    ended = run(command, tmp_path / "gone.zip", tmp_path / "gone.zip")
    assert ended.exit_code == 2 and ("gone.zip" in ended.output or "unexpected" in ended.output)


def test_a_key_that_is_none_is_said(folder: Path) -> None:
    """Before anything is checked."""
    ended = run("verify", folder / "old.zip", "--public-key", "RWnothing")
    assert ended.exit_code == 2 and "begins with RW and has 56 signs" in ended.output


def test_content_that_changes_meanwhile_is_not_mixed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The site holds one state and the pages in hand are of another; neither the site nor the bundles are touched."""
    project = copy_second(tmp_path / "project")

    def built(root: Path, today: str | None, beside: Path, surroundings: Path) -> None:
        beside.mkdir()
        write_surroundings(surroundings, "another", made()[0], [])

    monkeypatch.setattr("macros.cli.built_contents.fill", built)
    ended = run("bundle", root=project)
    assert ended.exit_code == 1 and "The content has changed while it was built; run the command again." in ended.output
    assert not (project / "site").exists() and not (project / "dist").exists()
