"""The program for people who have Python and nothing else."""

from __future__ import annotations

import datetime
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from macros.bundles.check.age import age_line
from macros.bundles.container.minisig import UNSIGNED, Signed, SignedBy
from macros.bundles.update.make.standalone import PARTS, PROGRAM, program
from macros.bundles.update.read.apply import Applied
from macros.bundles.update.read.program import error_words, main, report_lines
from tests.bundles.samples import ABOUT, files, make, make_update_file, signer

LATER = "2027-02-01"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An old bundle, an update and the program."""
    (tmp_path / "made").mkdir()
    make(tmp_path / "old.zip", files())
    make(tmp_path / "made/new.zip", files(LATER), LATER)
    make_update_file(tmp_path / "update.ctdelta", tmp_path / "old.zip", tmp_path / "made/new.zip")
    (tmp_path / PROGRAM).write_bytes(program())
    return tmp_path


def _run(folder: Path, *arguments: object, flags: tuple[str, ...] = ("-I", "-S")) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, *flags, str(folder / PROGRAM), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_python_alone_applies_it(folder: Path) -> None:
    """No package, no site, no environment; it says what it did."""
    ended = _run(folder, folder / "update.ctdelta")
    assert ended.returncode == 0 and ended.stderr == ""
    assert "new.zip is ready and complete: “Water · eau · ماء”, as of 2027-02-01." in ended.stdout
    assert (folder / "new.zip").read_bytes() == (folder / "made/new.zip").read_bytes()
    again = _run(folder, folder / "update.ctdelta", folder / "new.zip")
    assert again.returncode == 1 and "there is nothing to do" in again.stderr
    assert "What you have is as it was." in again.stderr


def test_every_option_allows_one_thing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A signed copy of a later day, and an update to an unsigned one of an earlier day."""
    signed = make(folder / "signed.zip", files(LATER), LATER, signer())
    older = make(folder / "made/older.zip", files("2027-01-01"), "2027-01-01")
    update = str(make_update_file(folder / "back.ctdelta", signed, older))
    for allowed in ([], ["--allow-unsigned"], ["--allow-older"], ["--allow-other-key", "--allow-unsigned"]):
        assert main([update, *allowed]) == 1
        assert re.search("repeat it with --allow-(older|unsigned)", capsys.readouterr().err)
    assert main([update, "--allow-unsigned", "--allow-older"]) == 0
    assert "It is older than the one you had" in capsys.readouterr().out
    other = make(folder / "made/other.zip", files(LATER, p1="New"), LATER, signer())
    update = str(make_update_file(folder / "other.ctdelta", signed, other))
    assert main([update, "--allow-unsigned", "--allow-older"]) == 1
    assert "repeat it with --allow-other-key" in capsys.readouterr().err
    assert main([update, "--allow-other-key"]) == 0


def test_a_python_without_lzma_is_told_so(folder: Path) -> None:
    """As some make it themselves."""
    code = f"import sys, runpy; sys.modules['lzma'] = None; sys.argv = {[PROGRAM, str(folder / 'update.ctdelta')]!r}\n"
    code += f"runpy.run_path({str(folder / PROGRAM)!r}, run_name='__main__')"
    ended = subprocess.run([sys.executable, "-I", "-S", "-c", code], capture_output=True, text=True, check=False)
    assert ended.returncode == 1 and "Traceback" not in ended.stderr
    assert "Not applied: this Python was made without its module lzma" in ended.stderr


def test_what_the_system_says_is_said_without_its_numbers() -> None:
    """With the file where it names one."""
    assert error_words(PermissionError(13, "Permission denied", "new.zip")) == "new.zip: Permission denied"
    assert error_words(PermissionError(13, "Permission denied")) == "Permission denied"
    assert error_words(OSError("odd")) == "odd"


def test_a_report_says_what_is_known_of_the_signature() -> None:
    """Checked, there but not checked, or none; and how old the new bundle is."""
    for by, words in (
        (SignedBy(Signed.KNOWN, "D6E0"), "It is signed with the key D6E0, which is known here."),
        (SignedBy(Signed.UNKNOWN, "D6E0"), "It carries a signature of the key D6E0, which was not checked."),
        (UNSIGNED, "It is not signed, so nothing says who made it."),
    ):
        applied = Applied(Path("new.zip"), ABOUT, ABOUT, True, by is not UNSIGNED, by=by)
        assert list(report_lines(applied))[1:] == [words]
        day = datetime.date(2027, 3, 20)
        assert list(report_lines(applied, day))[1:] == [age_line(ABOUT.date, day, ABOUT.online), words]


def test_python_alone_checks_a_copy(folder: Path) -> None:
    """The packed file and the folder, with the keys that the program came with or those that somebody names."""
    by = signer()
    make(folder / "signed.zip", files(), by=by)
    with zipfile.ZipFile(folder / "signed.zip") as opened:
        opened.extractall(folder / "out")
    (folder / PROGRAM).write_bytes(program([by.public_key]))
    for name in ("signed.zip", "out"):
        ended = _run(folder, "--check", folder / name)
        assert ended.returncode == 0 and "Result: intact and signed by a known key." in ended.stdout
        ended = _run(folder, "--check", folder / name, "--public-key", signer().public_key)
        assert ended.returncode == 1 and "Don't use it as theirs." in ended.stdout
    (folder / "out/river-library/library/empty.txt").write_text("x", "utf-8")
    ended = _run(folder, "--check", folder / "out")
    assert ended.returncode == 1 and "library/empty.txt has 1 bytes instead of 0." in ended.stdout
    ended = _run(folder, "--check", folder / "old.zip", "--public-key", "RWQ")
    assert ended.returncode == 1 and "'RWQ' is no public key of minisign" in ended.stderr
    assert _run(folder).returncode == 2


def test_the_program_holds_every_module_that_it_loads(folder: Path) -> None:
    """And only Python's own beside them; the same bytes each time."""
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); import macros.bundles.update.read.program\n"
        "print(*(name for name in sys.modules if name.partition('.')[0] not in sys.stdlib_module_names))"
    )
    command = [sys.executable, "-I", "-S", "-c", code, str(folder / PROGRAM)]
    ended = subprocess.run(command, capture_output=True, text=True, check=True)
    parts = {f"macros.{part.replace('/', '.')}" for part in PARTS}
    packages = {name.rpartition(".")[0] for name in parts} | {"macros", "macros.bundles", "macros.bundles.update"}
    assert set(ended.stdout.split()) - {"__main__"} == parts | packages
    assert program() == program()


def test_the_program_runs_on_python_3_10(tmp_path: Path, folder: Path) -> None:
    """As vermin finds out from the modules themselves, for grammar and library."""
    with zipfile.ZipFile(folder / PROGRAM) as archive:
        archive.extractall(tmp_path / "program")
    command = [sys.executable, "-c", "import vermin; vermin.main()", "--target=3.10-", "--violations"]
    command.append(str(tmp_path / "program"))
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ended.returncode == 0 and "3.10" in ended.stdout, ended.stdout
