"""A pack of one's own: exactly the entries that somebody names or looks for, beside the bundles."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import minisign
import pytest
from click.testing import CliRunner, Result

from macros.bundles.check.verify import State, verify
from macros.bundles.container.manifest import SUMS
from macros.bundles.signature import public_keys
from macros.cli.main import main
from tests.bundles.editions.sample_site import second_contents
from tests.community import copy_second
from tests.conftest import trust_key


@pytest.fixture
def project(second_site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The second community, whose site is not built again for each pack."""
    contents = second_contents(second_site)
    monkeypatch.setattr("macros.cli.pick.built_contents", lambda root, today, built, online: contents)
    return copy_second(tmp_path / "project")


def bundle(project: Path, *arguments: str) -> Result:
    """`commonthread bundle`."""
    ended = CliRunner().invoke(main, ["--root", str(project), "bundle", *arguments])
    assert ended.exception is None or isinstance(ended.exception, SystemExit), ended.exception
    return ended


def _pages(path: Path) -> set[str]:
    """Names of the pages of entries in a pack."""
    with zipfile.ZipFile(path) as opened:
        names = [name.partition("/library/")[2] for name in opened.namelist() if name.endswith(".html")]
    return {name for name in names if "/" in name and not name.endswith("index.html") and not name.startswith("about/")}


def test_it_holds_the_chosen_entries_and_what_they_rest_on(project: Path) -> None:
    """A zip and a single file, named after library and day; both verify, the zip says what it is."""
    ended = bundle(project, "--pick", "compost-pe-acoperis", "banca-de-seminte")
    assert ended.exit_code == 0, ended.output
    folder = project / "dist/picked"
    (packed,), (single,) = folder.glob("*.zip"), folder.glob("*.html")
    assert re.fullmatch(r"gradini-vii-picked-[\w-]+-[0-9a-f]{6}-2026-11-24 1a2b3c4", packed.stem)
    assert packed.stem == single.stem
    verdict = verify(packed)
    assert verdict.state is State.UNSIGNED and verdict.about and "1" in verdict.about.title
    assert verify(single).state is State.UNSIGNED
    pages = _pages(packed)
    assert {"definitions/banca-de-seminte.html", "practices/compost-pe-acoperis.html"} <= pages
    assert "guidance/primul-compost.html" not in pages
    assert any(page.startswith("sources/") for page in pages)
    text = single.read_text("utf-8")
    assert 'id="banca-de-seminte"' in text


def test_a_query_takes_the_best_that_the_search_finds(project: Path) -> None:
    """So many as are asked for; what is taken is said, with how many there are."""
    ended = bundle(project, "--query", "compost", "--limit", "1")
    assert ended.exit_code == 0, ended.output
    assert re.search(r"\d+ found, the best 1 are taken", ended.output) and "  compost: " in ended.output
    (packed,) = (project / "dist/picked").glob("*.zip")
    assert "picked-compost-" in packed.name and "definitions/compost.html" in _pages(packed)
    nothing = bundle(project, "--query", "qqqqqqq")
    assert nothing.exit_code == 1 and "the search finds no entry for “qqqqqqq”" in nothing.output


def test_nothing_else_in_the_folder_changes(project: Path) -> None:
    """The last release, earlier packs of this kind; the list of checksums knows all that are there."""
    dist = project / "dist"
    dist.mkdir()
    for name in (SUMS, "release.zip"):
        (dist / name).write_text(name, "utf-8")
    assert bundle(project, "--pick", "compost").exit_code == 0
    assert bundle(project, "--pick", "banca-de-seminte", "--title", "Semințe").exit_code == 0
    assert (dist / "release.zip").read_text("utf-8") == "release.zip" and (dist / SUMS).read_text("utf-8") == SUMS
    files = sorted(path.name for path in (dist / "picked").iterdir() if path.name != SUMS)
    assert len(files) == 4
    listed = [line[66:] for line in (dist / "picked" / SUMS).read_text("utf-8").splitlines()]
    assert listed == files
    assert all(verify(dist / "picked" / name).state is State.UNSIGNED for name in files)


def test_it_can_be_signed_as_bundles_are(project: Path) -> None:
    """The zip and the list of checksums; a pack without a key takes the signature of the list away."""
    pair = minisign.KeyPair.generate()
    key = project.parent / "own.key"
    key.write_bytes(bytes(pair.secret_key))
    refused = bundle(project, "--pick", "compost", "--key", str(key))
    assert refused.exit_code == 1 and "There is none. Sign with one of them, or put this one first" in refused.output
    trust_key(project, pair.public_key.to_base64().decode())
    assert bundle(project, "--pick", "compost", "--key", str(key)).exit_code == 0
    keys = public_keys([pair.public_key.to_base64().decode()])
    made = [path for ending in ("zip", "html") for path in (project / "dist/picked").glob(f"*.{ending}")]
    assert [verify(path, keys, True).state for path in made] == [State.SIGNED] * 2
    assert bundle(project, "--pick", "banca-de-seminte").exit_code == 0
    assert verify(made[1], keys).state is State.UNSIGNED


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--pick", "compots"], 'there is no entry "compots"; did you mean "compost"?'),
        (["--pick", "compost", "--query", "x"], "not both"),
        (["--pick", "compost", "--pdf"], "leave them out with --pick"),
        (["compost"], "entries follow --pick"),
        (["--query", "compost", "--limit", "201"], "201"),
        (["--pick", *(f"none-{number}" for number in range(3))], 'there is no entry "none-2"'),
    ],
)
def test_what_can_t_be_packed_is_said_before_anything_is_built(project: Path, arguments: list[str], said: str) -> None:
    """Every unknown id with the nearest one; what excludes each other; too many."""
    ended = bundle(project, *arguments)
    assert ended.exit_code and said in ended.output, ended.output
    assert not (project / "dist").exists()
