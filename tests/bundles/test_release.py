"""The bundles of the shipped library as files: what they hold, how they are signed, and that they come out the same."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import stat
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import minisign
import pytest
from lxml import html

from macros.bundles.check.verify import State, verify
from macros.bundles.container.errors import BundleError
from macros.bundles.container.paths import check_paths
from macros.bundles.editions.kept_papers import FOLDER
from macros.bundles.pages.built import BuiltSite
from macros.bundles.release import make_release
from macros.bundles.signature import public_keys
from macros.cache_place import OWNER, cache_folder
from macros.check_links import broken_links
from macros.model.library import read_settings
from macros.model.registry import record_types
from tests.bundles.editions.sample_site import contents_of
from tests.bundles.samples import signer
from tests.community import SECOND, TODAY, copy_second, graph_of, record
from tests.conftest import ROOT, Released, bundle_project, copy_project, trust_key

ONLINE = "https://common-thread.example.org/"


def _smallest(released: Released) -> Path:
    return released.zips()[0]


def _whole(released: Released) -> Path:
    return next(path for path in released.zips() if re.fullmatch(r"common-thread-\d{4}-\d\d-\d\d-\w+", path.stem))


@pytest.fixture(scope="module")
def unpacked(released: Released, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The smallest pack and the whole library, unpacked by Debian's program."""
    folder = tmp_path_factory.mktemp("unpacked")
    found = {}
    for name, path in {"smallest": _smallest(released), "whole": _whole(released)}.items():
        ended = subprocess.run(["unzip", "-q", path, "-d", folder / name], capture_output=True, text=True, check=False)
        assert ended.returncode == 0, ended.stderr
        (found[name],) = (folder / name).iterdir()
    return found


def _files_of(folder: Path) -> list[str]:
    """The files of a release, those in its folders too."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_every_pack_has_its_files(released: Released) -> None:
    """A zip with its signature and a single file; the program for updates and the checksums once."""
    names = set(_files_of(released.dist))
    stems = {path.stem for path in released.zips()}
    assert len(stems) > 30
    expected = {f"{stem}{ending}" for stem in stems for ending in (".zip", ".zip.minisig", ".html")}
    forms = {f"forms/{name}{ending}" for name in record_types() for ending in (".docx", ".xlsx", "-phone.xlsx")}
    assert names == expected | forms | {"SHA256SUMS", "SHA256SUMS.minisig", "common-thread-update.pyz"}
    kinds = ("focus-areas", "sectors", "dimensions", "country", "group")
    assert all(any(stem.startswith(f"common-thread-{kind}-") for stem in stems) for kind in kinds)


def test_the_checksums_are_those_of_the_files(released: Released) -> None:
    """As `sha256sum --check` reads them, every file but the list itself."""
    listed = dict(reversed(line.split("  ")) for line in (released.dist / "SHA256SUMS").read_text().splitlines())
    assert listed.keys() == {name for name in _files_of(released.dist) if not name.startswith("SHA256SUMS")}
    for name, sum_ in listed.items():
        assert hashlib.sha256((released.dist / name).read_bytes()).hexdigest() == sum_


def test_every_pack_is_intact_and_signed(released: Released) -> None:
    """By our own check, and one of them by minisign's."""
    keys = public_keys([released.public_key])
    for path in released.zips():
        verdict = verify(path, keys, True)
        assert verdict.state is State.SIGNED, (path.name, verdict.found)
    command = ["minisign", "-V", "-P", released.public_key, "-m", _whole(released)]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0


def test_a_flipped_bit_in_any_file_of_a_real_pack_is_noticed(released: Released, tmp_path: Path) -> None:
    """One bit in the packed bytes of each file of the smallest pack; the file is named."""
    copy = Path(shutil.copy(_smallest(released), tmp_path / "pack.zip"))
    data = copy.read_bytes()
    with zipfile.ZipFile(copy) as opened:
        members = [info for info in opened.infolist() if info.compress_size]
    assert len(members) > 60
    for number, info in enumerate(members):
        place = info.header_offset + 30 + len(info.filename.encode()) + info.compress_size * (number % 7) // 7
        flipped = bytearray(data)
        flipped[place] ^= 1 << number % 8
        copy.write_bytes(flipped)
        verdict = verify(copy, public_keys([released.public_key]))
        assert verdict.state is State.DAMAGED and not verdict.trusted
        assert info.filename.partition("/")[2] in " ".join(verdict.found)


def test_every_computer_can_store_the_paths(released: Released) -> None:
    """Relative, short, and no two that some file system takes for one; in one folder named after the pack."""
    for path in released.zips():
        with zipfile.ZipFile(path) as opened:
            names = opened.namelist()
        check_paths(names)
        assert max(map(len, names)) <= 120
        assert len({name.casefold() for name in names}) == len(names)
        folder = names[0].split("/")[0]
        assert path.stem.startswith(folder) and all(name.startswith(f"{folder}/") for name in names)
        assert f"{folder}/START-HERE.html" in names and f"{folder}/MANIFEST.json" in names


def test_budgets_hold(released: Released) -> None:
    """Those of data/site.yml: the whole library, any other pack, any single file; none is near the stop."""
    settings = read_settings(released.project)
    assert settings
    most = settings.bundles
    assert _whole(released).stat().st_size <= most.library_bytes
    assert max(path.stat().st_size for path in released.zips() if path != _whole(released)) <= most.pack_bytes
    assert max(path.stat().st_size for path in released.dist.glob("*.html")) <= most.single_bytes


@pytest.mark.parametrize("which", ["smallest", "whole"])
def test_every_link_leads_somewhere(unpacked: dict[str, Path], which: str) -> None:
    """Inside the pack, anchors included; or to the site, marked as online only, at an address that the site has."""
    assert broken_links(unpacked[which]) == []


def _links(folder: Path) -> Iterator[tuple[str, html.HtmlElement]]:
    for page in sorted(folder.rglob("*.html")):
        for link in html.parse(str(page), html.HTMLParser(encoding="utf-8")).getroot().iter("a"):
            if link.get("href"):
                yield page.relative_to(folder).as_posix(), link


@pytest.mark.parametrize("which", ["smallest", "whole"])
def test_what_is_not_inside_is_marked_and_exists_online(
    unpacked: dict[str, Path], released: Released, which: str
) -> None:
    """Every link to the site's own address is marked, and its page is there."""
    marked = 0
    for page, link in _links(unpacked[which]):
        address = link.get("href")
        if link.get("data-online") is not None:
            marked += 1
            parts = urlsplit(address)
            assert address.startswith(ONLINE), (page, address)
            assert (released.site / (parts.path.lstrip("/") or "index.html")).is_file(), (page, address)
        elif page != "START-HERE.html":
            assert not address.startswith(ONLINE), (page, address)
    assert marked > 10


def test_the_whole_library_is_the_site_byte_for_byte(unpacked: dict[str, Path], released: Released) -> None:
    """Except for pages that lead to what stays online, and what is left out on purpose."""
    inside = unpacked["whole"] / "library"
    names = {path.relative_to(released.site).as_posix() for path in released.site.rglob("*") if path.is_file()}
    carried = {path.relative_to(inside).as_posix() for path in inside.rglob("*") if path.is_file()}
    assert carried - names == {"a-z.html"}
    kept_back = ("downloads/", "data/", "embed/", "forms/", "about/decisions/", "assets/img/share/")
    left = {name for name in names - carried if not name.startswith(kept_back)}
    assert left == {"404.html", "assets/css/embed.css", "llms.txt", "robots.txt", "sitemap.xml", "sitemap.xml.gz"}
    same = [(inside / name).read_bytes() == (released.site / name).read_bytes() for name in carried & names]
    assert sum(same) > 0.95 * len(same)


def test_a_pack_holds_the_definitions_it_uses_and_the_sources_it_cites(unpacked: dict[str, Path]) -> None:
    """Every citation and every explained term of its entries leads inside."""
    folder = unpacked["smallest"] / "library"
    listed = json.loads((unpacked["smallest"] / "MANIFEST.json").read_text("utf-8"))
    assert listed["title"] not in ("", "Common Thread")
    entries = [path for name in ("practices", "lessons", "guidance") for path in folder.glob(f"{name}/*.html")]
    cited = 0
    for path in entries:
        page = html.fromstring(path.read_text("utf-8"))
        for link in page.xpath("//*[contains(@class,'ct-sources')]//li//a | //*[@class='ct-term']/a"):
            assert link.get("data-online") is None, (path.name, link.get("href"))
            cited += 1
    assert cited > 10


@pytest.mark.parametrize("which", ["smallest", "whole"])
def test_the_search_of_a_pack_knows_its_pages_and_no_others(unpacked: dict[str, Path], which: str) -> None:
    """No result leads to a page that stayed online."""
    folder = unpacked[which] / "library"
    pieces = [(folder / f"search/{name}.js").read_text("utf-8") for name in _texts(folder)]
    found = {page[0] for piece in pieces for page in json.JSONDecoder().raw_decode(piece, piece.index(",") + 1)[0]}
    assert len(found) > 10
    assert {path for path in found if not (folder / path).is_file()} == set()


def _texts(folder: Path) -> list[str]:
    start = (folder / "search/start.js").read_text("utf-8")
    return [name for name, *_ in json.JSONDecoder().raw_decode(start, start.index(",") + 1)[0]["texts"]]


def test_every_copy_says_its_day_and_version(unpacked: dict[str, Path], released: Released) -> None:
    """Every page through one script, the start page and the page about the copy as text, single files too."""
    version = _whole(released).stem.rpartition("-")[2]
    for folder in unpacked.values():
        made = (folder / "library/assets/js/made.js").read_text("utf-8")
        assert "2026-11-24" in made and version in made
        for path in folder.rglob("*.html"):
            text = path.read_text("utf-8")
            if path.name == "START-HERE.html" or path.relative_to(folder).as_posix() == "library/downloads.html":
                assert 'datetime="2026-11-24"' in text and version in text, path
            elif 'http-equiv="refresh"' not in text:
                assert "assets/js/made.js" in text and version not in text, path
    for path in released.dist.glob("*.html"):
        assert 'datetime="2026-11-24"' in path.read_text("utf-8")


def test_single_files_lead_only_inside_themselves(released: Released) -> None:
    """Every link has a place in the same file, no id stands twice, and nothing is fetched."""
    for path in released.dist.glob("*.html"):
        page = html.parse(str(path), html.HTMLParser(encoding="utf-8")).getroot()
        ids = [element.get("id") for element in page.iter() if element.get("id")]
        assert len(ids) == len(set(ids)), path.name
        links = {str(link.get("href")) for link in page.iter("a") if "href" in link.attrib}
        assert links and links <= {f"#{id}" for id in ids}, path.name
        assert not page.xpath("//link|//img|//iframe|//script[@src]|//*[@style]|//*[starts-with(name(@*), 'on')]")
        assert len(page.xpath("//article")) == len(page.xpath("//section[@id='a-z']//li"))


def test_the_downloads_page_says_exactly_what_is_there(released: Released) -> None:
    """Size, checksum, entries and day of every pack; the links lead to the files."""
    page = html.fromstring((released.site / "downloads.html").read_text("utf-8"))
    text = " ".join(page.text_content().split())
    assert "24 November 2026" in text and released.public_key in text
    for name in _files_of(released.dist):
        published = released.site / "downloads" / name
        assert published.read_bytes() == (released.dist / name).read_bytes()
        assert page.xpath(f"//a[@href='downloads/{name}']") or name.startswith("SHA256SUMS")
    for path in [*released.zips(), *released.dist.glob("*.html")]:
        content = path.read_bytes()
        assert f"{path.name}{len(content):,} bytesSHA-256 {hashlib.sha256(content).hexdigest()}" in text
    assert re.search(
        r"Common Thread \d+ entries, \d+ of them in the directory: organisations, sources, countries", text
    )
    assert broken_links(released.site) == []
    assert "There is no ZIM edition this time. There is no PDF edition this time." in text
    for system in ("Windows", "macOS", "Linux", "Android", "iPhone and iPad"):
        assert page.xpath(f"//h3[text()='{system}']")


def test_two_builds_give_the_same_files(released: Released, tmp_path: Path) -> None:
    """On another path, in another time zone, under another name, with other rights and another order of hashes."""
    place = tmp_path / "ein anderer Ort"
    place.mkdir()
    project = copy_project(place / "проект")
    trust_key(project, released.public_key)
    for path in project.rglob("*"):
        path.chmod(stat.S_IRWXU | stat.S_IRWXG if path.is_dir() else stat.S_IRUSR | stat.S_IWUSR)
        os.utime(path, (1_500_000_000, 1_500_000_000))
    environment = {"TZ": "Pacific/Kiritimati", "HOME": str(place), "USER": "somebody", "PYTHONHASHSEED": "77"}
    key = released.project.parent / "test.key"
    made = bundle_project(project, "--key", str(key), environment={**environment, "LC_ALL": "C.UTF-8"}, umask=0o077)
    assert made.returncode == 0, made.stderr
    names = _files_of(released.dist)
    assert names == _files_of(project / "dist")
    for name in names:
        assert (released.dist / name).read_bytes() == (project / "dist" / name).read_bytes(), name


@pytest.fixture(scope="module")
def second_released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The second community with its bundles, made once; those who change something copy it."""
    project = _second(tmp_path_factory.mktemp("second-released"))
    made = _bundled(project)
    assert made.returncode == 0, made.stdout + made.stderr
    return project


def _second(folder: Path, like: Path | None = None) -> Path:
    """The second community; with what the builds of a project like it have left in its cache."""
    project = copy_second(folder / "project")
    if like is not None:
        _share_cache(like, project)
    return project


def _share_cache(of: Path, to: Path) -> None:
    """Give a project what another one keeps: templates in compiled form, sound entries, pages."""
    source, target = cache_folder(of), cache_folder(to)
    assert source and target
    for path in source.iterdir():
        if path.is_dir():
            shutil.copytree(path, target / path.name, dirs_exist_ok=True)
        elif path.name != OWNER:
            shutil.copy(path, target)


def _bundled(project: Path) -> subprocess.CompletedProcess[str]:
    return bundle_project(project, "--today", TODAY.isoformat())


def test_another_community_bundles_without_python(second_released: Path, tmp_path: Path) -> None:
    """With a pack of its own, unsigned, in its language; packs that somebody has picked before stay beside them."""
    settings = "bundles:\n  smallest: 2\n  packs:\n    - id: nostru\n      title: Ale noastre\n      languages: [ro]\n"
    project = _second(tmp_path, second_released)
    site = project / "data/site.yml"
    site.write_text(site.read_text("utf-8") + settings, "utf-8")
    picked = bundle_project(project, "--today", TODAY.isoformat(), "--pick", "compost")
    assert picked.returncode == 0 and "dist/picked/gradini-vii-picked-compost-" in picked.stdout, picked.stderr
    made = _bundled(project)
    assert made.returncode == 0, made.stdout + made.stderr
    assert "not signed" in made.stderr
    assert [verify(path).state for path in (project / "dist/picked").glob("*.zip")] == [State.UNSIGNED]
    assert not (project / "site/downloads/picked").exists()
    (own,) = (project / "dist").glob("gradini-vii-nostru-*.zip")
    assert verify(own).state is State.UNSIGNED
    assert "Ale noastre" in (project / "site/downloads.html").read_text("utf-8")


def test_editions_are_listed_with_the_rest(second_released: Path, tmp_path: Path) -> None:
    """A ZIM for each pack, PDFs of definitions and guidance notes: on the page and among the checksums."""
    project = _second(tmp_path, second_released)
    made = bundle_project(project, "--zim", "--pdf", "--today", TODAY.isoformat())
    assert made.returncode == 0, made.stdout + made.stderr
    dist = project / "dist"
    assert {path.stem for path in dist.glob("*.zim")} == {path.stem for path in dist.glob("*.zip")}
    editions = [*dist.glob("*.zim"), *dist.glob("*/*.pdf")]
    version = next(dist.glob("*.html")).stem[-19:]
    notes = {path.stem for path in (project / "docs/guidance").glob("[!i]*.md")}
    printed = {path.name.removeprefix("gradini-vii-") for path in dist.glob("*/*.pdf")}
    assert {f"{id}-{version}" for id in (*notes, "definitions-library", "book-library")} <= {
        name[:-4] for name in printed
    }
    page = html.fromstring((project / "site/downloads.html").read_text("utf-8"))
    sums = (dist / "SHA256SUMS").read_text("utf-8")
    for path in editions:
        name = path.relative_to(dist).as_posix()
        assert page.xpath(f"//a[@href='downloads/{name}']"), name
        assert f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {name}\n" in sums
    assert "There is no" not in page.text_content()
    assert broken_links(project / "site") == []
    cache = cache_folder(project)
    assert cache and len(list((cache / FOLDER).iterdir())) == len(printed), "the next release finds them"


def test_a_breach_of_a_budget_names_the_largest_and_changes_nothing(second_released: Path, tmp_path: Path) -> None:
    """Each breach in a line with the setting, the size and what is large; the last files stay."""
    project = Path(shutil.copytree(second_released, tmp_path / "project"))
    _share_cache(second_released, project)
    before = {path: path.read_bytes() for folder in ("dist", "site") for path in (project / folder).rglob("*.*")}
    site = project / "data/site.yml"
    (whole,) = (
        path for path in (project / "dist").iterdir() if re.fullmatch(r"gradini-vii-[\d-]+-\w+\.zip", path.name)
    )
    settings = site.read_text("utf-8")
    site.write_text(f"{settings}bundles:\n  library_bytes: {whole.stat().st_size - 1000}\n", "utf-8")
    entry = next((project / "docs/practices").glob("[!i]*.md"))
    entry.write_text(entry.read_text("utf-8") + "\nUn cuvânt nou despre compost.\n", "utf-8")
    made = bundle_project(
        project, "--today", TODAY.isoformat(), "--dist-dir", "other", "--site-dir", "other-site", "--since", "dist"
    )
    assert made.returncode == 0, made.stderr
    assert re.search(
        r"Too large: data/site\.yml: bundles\.library_bytes: gradini-vii-\S+\.zip has \S+ bytes, \S+ are allowed\. "
        rf"Largest in it: library/assets/\S+ .* Grown most since {TODAY}: .*library/practices/{entry.stem}\.html \(\+",
        made.stderr,
    )
    site.write_text(settings + "bundles:\n  library_bytes: 1000\n  single_bytes: 2000\n", "utf-8")
    made = _bundled(project)
    assert made.returncode == 1 and "Traceback" not in made.stderr
    assert re.search(
        r"data/site\.yml: bundles\.library_bytes: gradini-vii-\S+\.zip has [\d,]+ bytes, 1,000 are allowed\. "
        r"Largest in it: library/assets/\S+ \([\d,]+\)",
        made.stderr,
    )
    assert "bundles.single_bytes: gradini-vii-" in made.stderr
    assert "The last site and the last bundles are untouched." in made.stderr
    assert {path: path.read_bytes() for path in before} == before
    assert not list(project.glob(".*-building"))


def test_somebody_else_s_zip_among_the_earlier_bundles_is_told_at_once(tmp_path: Path) -> None:
    """Before the site is built, with its name and what to do."""
    project = _second(tmp_path)
    (tmp_path / "stick").mkdir()
    (tmp_path / "stick/backup.zip").write_bytes(b"PK")
    made = bundle_project(project, "--since", str(tmp_path / "stick"), "--today", TODAY.isoformat())
    assert made.returncode == 1 and "Checking" not in made.stderr
    assert f"{tmp_path / 'stick'}: backup.zip: " in made.stderr and "take this one out" in made.stderr


@pytest.mark.slow
def test_a_worker_that_is_suddenly_gone_is_told(second_released: Path, tmp_path: Path) -> None:
    """While packs are made: a message, instead of waiting without end; nothing is left behind."""
    project = _second(tmp_path, second_released)
    script = (
        "import macros.bundles.release as release\nfrom tests.cli.ends import ends\nrelease._numbered = ends\n"
        f"from macros.__main__ import main\nmain(['--root', {str(project)!r}, 'bundle', '--today', {str(TODAY)!r}])"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    made = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert made.returncode == 1 and "Traceback" not in made.stderr
    assert "a worker process was ended by the system, perhaps for want of memory" in made.stderr
    assert {path.name for path in project.iterdir()} == {path.name for path in SECOND.iterdir()}


def test_a_mistake_in_the_content_leaves_the_last_bundles(second_released: Path, tmp_path: Path) -> None:
    """As `build` does."""
    project = Path(shutil.copytree(second_released, tmp_path / "project"))
    _share_cache(second_released, project)
    before = sorted((path.name, path.stat().st_mtime_ns) for path in (project / "dist").iterdir())
    entry = next((project / "docs/practices").glob("[!i]*.md"))
    entry.write_text("---\ntitle: x\n---\n", "utf-8")
    made = _bundled(project)
    assert made.returncode != 0 and entry.name in made.stdout + made.stderr
    assert sorted((path.name, path.stat().st_mtime_ns) for path in (project / "dist").iterdir()) == before


def test_a_page_without_a_place_for_the_list_is_told(second_released: Path, tmp_path: Path) -> None:
    """The list can't go anywhere; and a page that is missing is named."""
    project = _second(tmp_path, second_released)
    (project / "docs/downloads.md").write_text("# Ia cu tine\n", "utf-8")
    assert 'there is no <section id="packs">' in _bundled(project).stderr
    with pytest.raises(BundleError, match=r"docs/downloads\.md is missing"):
        _ = BuiltSite(tmp_path).downloads


def test_a_key_in_the_project_is_refused(tmp_path: Path) -> None:
    """Neither is it used there, nor published when somebody has left one in docs/."""
    project = _second(tmp_path)
    key = project / "docs/about/library.txt"
    key.write_bytes(bytes(minisign.KeyPair.generate().secret_key))
    made = bundle_project(project, "--key", str(key), "--today", TODAY.isoformat())
    assert made.returncode == 1 and "lies in the project's folder" in made.stderr
    made = _bundled(project)
    assert made.returncode == 1 and "library.txt:1: -: this is a secret key" in made.stdout
    assert not (project / "dist").exists() and not (project / "site").exists()


def test_a_key_that_readers_don_t_know_stops_the_release(tmp_path: Path) -> None:
    """They would be told not to trust what it signs; it is said which keys they know, and which one to list."""
    project, key = _second(tmp_path), tmp_path / "own.key"
    pair, other = minisign.KeyPair.generate(), signer().public_key
    key.write_bytes(bytes(pair.secret_key))
    made = bundle_project(project, "--key", str(key), "--today", TODAY.isoformat())
    mine = pair.public_key.to_base64().decode()
    assert (
        made.returncode == 1 and f"There is none. Sign with one of them, or put this one first: {mine}" in made.stderr
    )
    trust_key(project, other)
    made = bundle_project(project, "--key", str(key), "--today", TODAY.isoformat())
    assert made.returncode == 1 and f"They are {other}. Sign with" in made.stderr
    assert not (project / "dist").exists()


def test_a_pack_without_entries_is_told(tmp_path: Path) -> None:
    """A language that nobody has written in yet."""
    rule = {"id": "none", "title": "T", "languages": ["ka"]}
    contents = contents_of(graph_of(record("group", "cerc", title="Cerc"), bundles={"packs": [rule]}))
    with pytest.raises(BundleError, match=r"bundles\.packs: no entry fits the pack none"):
        make_release(contents, tmp_path / "dist")
    assert list((tmp_path / "dist").iterdir()) == []


def test_nobody_else_s_folder_gives_way(tmp_path: Path) -> None:
    """It is named, and so is the way out."""
    project = _second(tmp_path)
    (tmp_path / "usb").mkdir()
    (tmp_path / "usb/thesis.doc").write_text("years", "utf-8")
    for option in ("--dist-dir", "--site-dir"):
        made = bundle_project(project, option, str(tmp_path / "usb"), "--today", TODAY.isoformat())
        assert made.returncode == 2 and "holds something else" in made.stderr
    assert (tmp_path / "usb/thesis.doc").read_text("utf-8") == "years"
    made = bundle_project(project, "--site-dir", "out", "--dist-dir", "out", "--today", TODAY.isoformat())
    assert made.returncode == 2 and "would replace" in made.stderr


@pytest.mark.parametrize("epoch", ["abc", "²", "99999999999999999999", "4354819200", "0", "-1"])
def test_a_day_that_no_archive_can_hold_is_told(tmp_path: Path, epoch: str) -> None:
    """Before anything is built."""
    project = _second(tmp_path)
    command = [sys.executable, "-m", "macros", "--root", str(project), "bundle"]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": epoch}
    made = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert made.returncode == 2 and "SOURCE_DATE_EPOCH" in made.stderr and "Traceback" not in made.stderr


def test_a_key_that_can_t_be_used_stops_before_anything(tmp_path: Path) -> None:
    """With the path and the reason."""
    made = bundle_project(ROOT, "--key", str(tmp_path / "gone.key"))
    assert made.returncode == 1 and "gone.key can't be read" in made.stderr
