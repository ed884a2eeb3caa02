"""Packs as ZIM files: read back, checked by Debian's zimcheck, opened in kiwix-serve and Chromium."""

from __future__ import annotations

import contextlib
import importlib
import posixpath
import shutil
import socket
import struct
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from libzim.reader import Archive
from libzim.search import Query, Searcher
from libzim.suggestion import SuggestionSearcher
from lxml import html

from macros.bundles.editions import zim
from macros.bundles.editions.extras import ExtraMissingError
from macros.bundles.pages.contents import HOME, INSIDE, PackContents
from macros.bundles.pages.pack_page import target_of
from macros.bundles.pages.packs import WHOLE, Pack, packs_of
from tests.bundles.editions.sample_site import (
    ONLINE,
    RIGHTS,
    VERSION,
    pack,
    second_contents,
    shipped_contents,
    smallest,
)
from tests.conftest import DAY
from tests.search.chromium import Chromium

NO_TITLE_LIST = "Full Title index table outside (or not fully inside) ZIM file."
"""What zimcheck with a libzim before 9.3 says of every file that a later libzim wrote; see docs/about/editions.md."""
CHECKS = ("metadata", "favicon", "main", "redundant", "url_internal", "url_external", "empty", "redirect_loop")
"""Everything zimcheck looks at beside checksum and structure."""


SEARCH = """async (words) => {
  const until = async (found) => {
    for (let tries = 0; tries < 200; tries += 1) {
      if (found()) return;
      await new Promise((done) => setTimeout(done, 50));
    }
  };
  const input = () => document.querySelector(".ct-search__words");
  const links = () => [...document.querySelectorAll(".ct-search__list a")].map((link) => link.href);
  document.querySelector(".ct-find").click();
  await until(() => input() && input().closest("dialog").open);
  input().value = words;
  input().dispatchEvent(new Event("input", { bubbles: true }));
  await until(() => links().length > 0);
  return links();
}"""
"""Opens the search of a page, asks, and gives the addresses of the results."""


def _tool(name: str) -> str:
    found = shutil.which(name)
    if not found:
        pytest.fail(f"{name} was not found; `make test` installs it on Debian, elsewhere see tests/install-editions")
    return found


@pytest.fixture(scope="session")
def shipped_packs(built_site: Path) -> tuple[PackContents, list[Pack]]:
    """The whole shipped library and its smallest pack."""
    contents = shipped_contents(built_site)
    return contents, [pack(contents, WHOLE), smallest(contents)]


@pytest.fixture(scope="session")
def zims(shipped_packs: tuple[PackContents, list[Pack]], tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Both as ZIM files."""
    contents, packs = shipped_packs
    folder = tmp_path_factory.mktemp("zim")
    return [zim.write_zim(contents, found, folder / f"{found.id}.zim", RIGHTS) for found in packs]


def _stored(path: Path) -> dict[str, bytes]:
    """Every entry that readers can open, by its address, as libzim gives it."""
    archive = Archive(path)
    entries = [archive._get_entry_by_id(number) for number in range(archive.all_entry_count)]
    known = [entry for entry in entries if archive.has_entry_by_path(entry.path)]
    return {
        entry.path: bytes(entry.get_item().content)
        for entry in known
        if archive.get_entry_by_path(entry.path)._index == entry._index and not entry.is_redirect
    }


def _page_links(files: Mapping[str, bytes]) -> dict[str, list[str]]:
    """The addresses of the links of each page, read by another parser than ours."""
    return {
        path: [str(link.get("href")) for link in html.fromstring(content).iter("a") if link.get("href") is not None]
        for path, content in files.items()
        if path.endswith(".html")
    }


def test_a_zim_file_holds_the_pages_and_links_of_its_pack(
    shipped_packs: tuple[PackContents, list[Pack]], zims: list[Path]
) -> None:
    """File for file and byte for byte; as many pages, as many links; every link inside leads to an entry."""
    contents, packs = shipped_packs
    for found, path in zip(packs, zims, strict=True):
        files = {name: content for name, content in contents.files(found).items() if name.startswith(f"{INSIDE}/")}
        stored = _stored(path)
        assert {f"{INSIDE}/{name}": content for name, content in stored.items()} == files
        pages = [name for name in files if name.endswith(".html")]
        assert len(pages) > 20
        assert f"text/html={len(pages)}" in Archive(path).get_metadata("Counter").decode().split(";")
        links = _page_links(stored)
        assert sum(map(len, links.values())) == sum(map(len, _page_links(files).values())) > 1000
        inside = {
            (page, target)
            for page, found_links in links.items()
            for link in found_links
            if (target := target_of(posixpath.dirname(page), link))
        }
        assert {(page, target) for page, target in inside if target not in stored} == set()


def test_every_pack_has_the_metadata_of_the_specification(built_site: Path) -> None:
    """All mandatory fields, within their lengths, and names that differ."""
    contents = shipped_contents(built_site)
    packs = packs_of(contents.site.graph)
    found = [zim.metadata(contents, each, RIGHTS) for each in packs]
    for fields in found:
        assert {"Name", "Title", "Creator", "Publisher", "Date", "Description", "Language"} <= set(fields)
        assert {"Flavour", "Tags", "Scraper", "Source", "License"} <= set(fields)
        assert 0 < len(fields["Title"]) <= 30 and 0 < len(fields["Description"]) <= 80
        assert len(fields["LongDescription"]) <= 4000
        assert fields["Date"] == DAY and fields["Source"] == ONLINE and VERSION in fields["Relation"]
        assert "_ftindex:yes" in fields["Tags"].split(";")
        assert all(len(code) == 3 for code in fields["Language"].split(","))
    assert len({fields["Name"] for fields in found}) == len(packs) > 10
    assert found[0]["Title"] == "Common Thread" and found[0]["Language"] == "eng"
    assert found[0]["Name"] == "common-thread_en_library"


def test_metadata_and_illustration_stand_in_the_file(zims: list[Path]) -> None:
    """As Kiwix reads them."""
    archive = Archive(zims[0])
    assert archive.get_metadata("Title").decode() == "Common Thread"
    assert archive.main_entry.get_item().path == HOME
    picture = archive.get_metadata("Illustration_48x48@1")
    assert picture[:8] == b"\x89PNG\r\n\x1a\n" and struct.unpack(">II", picture[16:24]) == (48, 48)
    assert archive.get_metadata("License").decode() == RIGHTS


def test_kiwix_finds_words_and_titles(zims: list[Path]) -> None:
    """In any form of a word, among the words of the page and not of the site around it."""
    archive = Archive(zims[0])
    assert archive.has_fulltext_index and archive.has_title_index

    def search(words: str) -> list[str]:
        return list(Searcher(archive).search(Query().set_query(words)).getResults(0, 400))

    assert "practices/c4i-anti-rumour-cities.html" in search("rumours") and search("rumours") == search("rumour")
    assert search("agree working definition")[0] == "guidance/agree-a-working-definition.html"
    found = search("social cohesion")
    assert found[0] == "definitions/social-cohesion.html", "an entry, before any list that names it"
    lists = [path for path in found if path.endswith(("/index.html", "/all.html")) or path.startswith("browse/")]
    assert {path.partition("/")[0] for path in lists} <= {"about", "contribute"}
    pages = len(_page_links(_stored(zims[0])))
    assert len(search("contribute")) < pages / 2, "the word stands in the frame of every page"
    suggested = list(SuggestionSearcher(archive).suggest("social cohe").getResults(0, 10))
    assert "definitions/social-cohesion.html" in suggested


def test_the_second_community_gets_its_own_language(second_site: Path, tmp_path: Path) -> None:
    """Romanian words are cut to their stems, with their diacritics, and hostile words do no harm."""
    contents = second_contents(second_site)
    path = zim.write_zim(contents, pack(contents, WHOLE), tmp_path / "library.zim")
    archive = Archive(path)
    assert archive.get_metadata("Language").decode() == "ron"
    assert "License" not in archive.metadata_keys
    found = Searcher(archive).search(Query().set_query("grădinilor"))
    assert found.getEstimatedMatches() > 1
    titles = [archive.get_entry_by_path(name).title for name in _stored(path) if name.endswith(".html")]
    assert any('<b>grasă</b> & "ghilimele" {{ 7*7 }}' in title for title in titles)


def test_the_same_pack_gives_the_same_bytes(
    shipped_packs: tuple[PackContents, list[Pack]], zims: list[Path], tmp_path: Path
) -> None:
    """Also under another name; another pack has another id."""
    contents, packs = shipped_packs
    again = zim.write_zim(contents, packs[1], tmp_path / "other name.zim", RIGHTS)
    assert again.read_bytes() == zims[1].read_bytes()
    assert list(tmp_path.iterdir()) == [again]
    archive, other = Archive(zims[1]), Archive(zims[0])
    assert archive.check() and archive.uuid != other.uuid and archive.uuid.int != 0


def test_a_changed_file_is_noticed(zims: list[Path], tmp_path: Path) -> None:
    """The checksum that replaces libzim's covers every byte."""
    data = bytearray(zims[1].read_bytes())
    for place in (9, len(data) // 2, len(data) - 40):
        changed = bytearray(data)
        changed[place] ^= 1
        (tmp_path / "changed.zim").write_bytes(changed)
        done = subprocess.run(
            [_tool("zimcheck"), "-C", str(tmp_path / "changed.zim")], capture_output=True, check=False
        )
        assert done.returncode != 0
    assert subprocess.run([_tool("zimcheck"), "-C", str(zims[1])], capture_output=True, check=False).returncode == 0


def test_only_what_libzim_wrote_is_settled(tmp_path: Path) -> None:
    """Anything else is refused and stays as it is."""
    path = tmp_path / "no.zim"
    path.write_bytes(b"ZIM\x04" + bytes(200))
    with pytest.raises(ValueError, match=r"no\.zim is no ZIM file"):
        zim.settle(path)
    assert path.read_bytes() == b"ZIM\x04" + bytes(200)


def test_a_failure_leaves_the_last_file(
    shipped_packs: tuple[PackContents, list[Pack]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And nothing beside it."""
    contents, packs = shipped_packs
    target = tmp_path / "library.zim"
    target.write_bytes(b"the last one")
    monkeypatch.setattr(zim, "ILLUSTRATION", "none.png")
    with pytest.raises(FileNotFoundError):
        zim.write_zim(contents, packs[1], target)
    assert target.read_bytes() == b"the last one" and list(tmp_path.iterdir()) == [target]


def test_libzim_says_nothing(
    shipped_packs: tuple[PackContents, list[Pack]], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """It writes to the standard output even when told not to."""
    contents, packs = shipped_packs
    zim.write_zim(contents, packs[1], tmp_path / "a.zim")
    print("ours")
    assert capfd.readouterr().out == "ours\n"


@pytest.mark.parametrize("number", [0, 1], ids=["whole", "smallest"])
def test_zimcheck_finds_nothing_wrong(zims: list[Path], number: int) -> None:
    """But for what an old zimcheck says of every file of a newer libzim."""
    path = str(zims[number])
    for check in CHECKS:
        done = subprocess.run([_tool("zimcheck"), f"--{check}", path], capture_output=True, text=True, check=False)
        said = [line for line in done.stdout.splitlines() if "[ERROR]" in line or "[WARNING]" in line]
        assert (done.returncode, said) == (0, []), done.stdout
    done = subprocess.run([_tool("zimcheck"), "--integrity", path], capture_output=True, text=True, check=False)
    lines = (done.stdout + done.stderr).splitlines()
    wrong = [line.strip() for line in lines if line.strip() and not line.startswith("[INFO]")]
    allowed = {
        NO_TITLE_LIST,
        "[ERROR] ZIM file's low level structure is invalid",
        "[ERROR] Invalid low-level structure:",
    }
    assert set(wrong) <= allowed and (done.returncode == 0 or NO_TITLE_LIST in wrong)


@contextlib.contextmanager
def _kiwix(path: Path) -> Iterator[str]:
    """The address of a ZIM file in kiwix-serve."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [_tool("kiwix-serve"), "--address", "127.0.0.1", "--port", str(port), str(path)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            for _ in range(100):
                with contextlib.suppress(OSError):
                    urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=10).close()
                    break
                assert server.poll() is None, "kiwix-serve ended"
                time.sleep(0.1)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


def _read(address: str) -> str:
    with urllib.request.urlopen(address, timeout=20) as answer:
        return str(answer.read().decode())


def _served(address: str, name: str, path: str) -> str:
    """A page of a ZIM file: kiwix-serve before 3.4 has it at the root, later ones under /content."""
    for folder in ("", "/content"):
        with contextlib.suppress(urllib.error.HTTPError):
            _read(f"{address}{folder}/{name}/{path}")
            return f"{address}{folder}/{name}/{path}"
    raise AssertionError(f"kiwix-serve has no {path}")


def test_kiwix_serve_opens_and_searches_it(zims: list[Path]) -> None:
    """Pages, styles and its own search of words and titles."""
    with _kiwix(zims[0]) as address:
        page = _served(address, "library", "guidance/agree-a-working-definition.html")
        assert "How to agree a working definition" in _read(page)
        assert ".md-" in _read(_served(address, "library", _style(zims[0])))
        found = _read(f"{address}/search?content=library&pattern=rumours")
        assert "c4i-anti-rumour-cities.html" in found
        suggested = _read(f"{address}/suggest?content=library&term=social%20cohe")
        assert "Social cohesion" in suggested


def _style(path: Path) -> str:
    return next(name for name in _stored(path) if name.startswith("assets/stylesheets/main"))


def test_our_own_search_and_links_work_in_kiwix_serve(zims: list[Path]) -> None:
    """In Chromium: styles apply, a link is followed, our search answers from its pieces."""
    chromium = Chromium()
    try:
        with _kiwix(zims[0]) as address:
            tab = chromium.open(_served(address, "library", "guidance/agree-a-working-definition.html"))
            assert tab.run("() => getComputedStyle(document.querySelector('h1')).color") != "rgb(0, 0, 0)"
            to = tab.run("() => document.querySelector('article a[href*=\"definitions/social-cohesion.html\"]').href")
            assert urllib.parse.urlsplit(to).netloc == urllib.parse.urlsplit(address).netloc
            tab.goto(to)
            assert tab.run("() => document.querySelector('h1').textContent") == "Social cohesion"
            found = tab.run(SEARCH, "rumours")
            assert any("/library/practices/c4i-anti-rumour-cities.html" in link for link in found)
            outside = "() => performance.getEntriesByType('resource').map((entry) => entry.name)"
            assert [name for name in tab.run(outside) if not name.startswith(address)] == []
    finally:
        chromium.close()


def test_texts_are_cut_at_a_word() -> None:
    """And never longer than asked."""
    assert zim.cut("  Two   words ", 30) == "Two words"
    assert zim.cut("Refugee and host inclusion", 20) == "Refugee and host…"
    assert zim.cut("Refugee and host inclusion", 17) == "Refugee and host…"
    assert zim.cut("Sectors: coordination", 9) == "Sectors…"
    assert zim.cut("x" * 50, 30) == "x" * 29 + "…"


def test_languages_have_three_letters() -> None:
    """Also with a region; what has no code is undetermined."""
    tags = ("en", "ro-MD", "uk", "ar", "ckb", "x")
    assert [zim.three_letters(tag) for tag in tags] == ["eng", "ron", "ukr", "ara", "ckb", "und"]


def test_types_do_not_depend_on_the_machine(built_site: Path) -> None:
    """Every file of the shipped library has one."""
    contents = shipped_contents(built_site)
    unknown = [name for name in contents.built.files if zim.mimetype(name) == "application/octet-stream"]
    assert unknown == []
    assert zim.mimetype("strange.xyz") == "application/octet-stream"


def test_without_the_extra_it_says_what_to_install(
    second_site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In place of a traceback."""

    def missing(name: str) -> None:
        raise ImportError(f"No module named {name!r}")

    monkeypatch.setattr(importlib, "import_module", missing)
    contents = second_contents(second_site)
    with pytest.raises(ExtraMissingError, match=r"libzim\.writer can't be loaded .*pip install '\.\[zim\]'"):
        zim.write_zim(contents, pack(contents, WHOLE), tmp_path / "a.zim")
