"""A community whose entries carry pictures and attachments: its pages, packs, single files, documents and search."""

from __future__ import annotations

import json
import re
import shutil
from base64 import b64decode
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from lxml import html
from PIL import Image
from pypdf import PdfReader

from macros.bundles.editions.pdf import definitions_html, guidance_html, write_pdfs
from macros.bundles.pages.built import BuiltSite
from macros.bundles.pages.contents import PackContents
from macros.bundles.pages.media_types import mimetype
from macros.bundles.pages.packs import WHOLE, Pack, packs_of
from macros.bundles.pages.single_file import SingleFiles
from macros.check_links import broken_links
from macros.cli.main import main
from macros.kept_files import KeptFiles
from macros.knowledge.checks import check_connected
from macros.knowledge.graph import Graph
from macros.model.guidance import Guidance
from macros.model.sound import SoundEntries
from macros.shell import open_site
from macros.surroundings import read_surroundings
from tests.attached import AUTHOR, FILES, photo, with_files
from tests.community import OVERRIDES, TODAY, run
from tests.conftest import SURROUNDINGS, made_once

PRACTICE, PICTURE = "practices/compost-pe-acoperis.html", "practices/compost-pe-acoperis/acoperis.jpg"
ADDRESSES = {path.split("/", 1)[1] for path in FILES}
ALT = "Lăzi cu verdeață pe un acoperiș plat, sub cer senin."
ONLINE = "https://gradini-vii.example.org/"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built once, with packs and single files too small for two pictures, one with copies, and two documents."""

    def make(folder: Path) -> None:
        project = with_files(folder / "project")
        settings = project / "data/site.yml"
        said = settings.read_text("utf-8") + "bundles: {smallest: 1, file_bytes: 4250, picture_bytes: 4250}\n"
        settings.write_text(said, "utf-8")
        kept = str(project / SURROUNDINGS)
        done = run(project, "build", "--today", TODAY.isoformat(), COMMONTHREAD_SURROUNDINGS=kept)
        assert done.returncode == 0, done.stdout + done.stderr

    return made_once(tmp_path_factory, "attached", make) / "project"


@pytest.fixture(scope="module")
def packs(project: Path) -> PackContents:
    """What bundles are made of."""
    site, _ = open_site(project, OVERRIDES, TODAY)
    site.render()
    return PackContents(site, BuiltSite(project / "site"), read_surroundings(project / SURROUNDINGS), ONLINE, "v")


def _page(place: Path) -> Any:
    return html.parse(str(place), html.HTMLParser(encoding="utf-8")).getroot()


def test_pages_show_pictures_and_list_attachments(project: Path) -> None:
    """With their size, so that nothing jumps, what they show, whose they are; each file is there, cleaned."""
    site = project / "site"
    page = _page(site / PRACTICE)
    shown = page.xpath("//figure[@id='file-acoperis-jpg']")[0]
    (picture,) = shown.xpath("img")
    published = Image.open(site / PICTURE)
    assert (picture.get("alt"), picture.get("loading")) == (ALT, "lazy")
    assert (int(picture.get("width")), int(picture.get("height"))) == published.size == (240, 400)
    caption = " ".join(shown.xpath("figcaption")[0].text_content().split())
    assert caption.startswith("Grădina de pe bloc Asociația Rădăcini, CC BY 4.0 · JPEG,")
    listed = [" ".join(one.text_content().split()) for one in page.xpath("//ul[@class='ct-files']/li")]
    assert [re.sub(r"\d[\d.,]*", "N", one) for one in listed] == [
        "Planul lucrărilor PDF, franceză, N kB",
        "Găleți culese, lună de lună CSV, N B",
    ]
    assert broken_links(site) == []
    for address in ADDRESSES:
        content = (site / address).read_bytes()
        assert content and AUTHOR.encode() not in content
    assert not published.getexif() and (site / PICTURE).read_bytes() != photo()


def test_links_in_a_text_lead_to_the_picture_on_the_page_and_to_the_attachment(project: Path) -> None:
    """Both are written by where the file lies."""
    links = {link.text_content(): link.get("href") for link in _page(project / "site" / PRACTICE).xpath("//p/a[@href]")}
    assert links["poză"] == "#file-acoperis-jpg"
    assert links["plan"] == "../practices/compost-pe-acoperis/plan.pdf"


NOTE, SHOWN = "guidance/primul-compost.html", "guidance/primul-compost/groapa"


def test_a_text_shows_pictures_of_its_entry_where_it_names_them(project: Path) -> None:
    """Once with the place that links lead to; with smaller copies for small screens; none stands at the end again."""
    page = _page(project / "site" / NOTE)
    figures = page.xpath("//figure[@class='ct-picture']")
    assert [one.get("id") for one in figures] == ["file-groapa-jpg", "file-lada-png", None]
    first, second, third = (one.xpath("img")[0] for one in figures)
    assert [one.get("alt") for one in (first, second, third)] == [
        'O groapă & frunze "ude"',
        "O ladă cu patru scânduri.",
        "Aceeași groapă",
    ]
    captions = [" ".join(one.xpath("figcaption")[0].text_content().split()) for one in figures]
    assert [one.split(" JPEG")[0] for one in captions] == [
        "Groapa în mai Asociația Rădăcini ·",
        "Lada PNG, 499 B",
        "Groapa Asociația Rădăcini ·",
    ]
    assert figures[1].getparent().tag == "li" and not page.xpath("//h2[@id='pictures']")
    assert first.get("srcset") == f"../{SHOWN}.400w.jpg 400w, ../{SHOWN}.800w.jpg 800w, ../{SHOWN}.jpg 1200w"
    assert first.get("sizes") == "(max-width: 800px) 100vw, 800px"
    assert (first.get("width"), first.get("height")) == ("1200", "720")
    assert second.get("srcset") is None, "it is small already"
    sizes = {
        width: Image.open(project / "site" / f"{SHOWN}{name}.jpg").size
        for width, name in ((400, ".400w"), (800, ".800w"), (1200, ""))
    }
    assert sizes == {400: (400, 240), 800: (800, 480), 1200: (1200, 720)}


def test_search_engines_are_told_of_pictures_and_attachments(project: Path) -> None:
    """With their whole addresses; a definition is no work that could have parts."""
    said = {
        path: json.loads(_page(project / "site" / path).xpath("//script[@type='application/ld+json']")[0].text)
        for path in (PRACTICE, "definitions/compost.html")
    }
    assert said[PRACTICE]["image"][0] == {
        "@type": "ImageObject",
        "contentUrl": f"{ONLINE}{PICTURE}",
        "caption": "Grădina de pe bloc",
    }
    assert [one["name"] for one in said[PRACTICE]["associatedMedia"]] == [
        "Planul lucrărilor",
        "Găleți culese, lună de lună",
    ]
    assert "image" in said["definitions/compost.html"] and "associatedMedia" not in said["definitions/compost.html"]


def test_the_search_finds_titles_of_files(packs: PackContents) -> None:
    """Of attachments and pictures; not what stands in them, and not what a copy says of those that it lacks."""
    (page,) = (page for page in packs.site.pages if page.path == PRACTICE)
    heard = {part.anchor: " ".join(part.lines) for part in page.parts()}
    assert "Planul lucrărilor PDF" in heard["files"] and "Grădina de pe bloc" in heard["pictures"]
    assert "This copy" not in heard["pictures"]
    index = packs.site.search(packs.site.root)  # type: ignore[attr-defined]
    assert index is not None


def test_records_name_their_files(project: Path) -> None:
    """As the entry does."""
    records = json.loads((project / "site/data/records.json").read_text("utf-8"))["records"]
    files = {one["id"]: [file["file"] for file in one["files"]] for one in records if one["files"]}
    assert files["compost"] == ["socoteala.xlsx", "straturi.png"]


def _pack(packs: PackContents, whole: bool) -> Pack:
    return next(pack for pack in packs_of(packs.site.graph) if (pack.id == WHOLE) == whole)


def _parsed(content: bytes | str) -> Any:
    return html.document_fromstring(content if isinstance(content, str) else content.decode())


@pytest.mark.parametrize("whole", [True, False])
def test_packs_hold_what_is_small_and_say_where_the_rest_is(packs: PackContents, whole: bool) -> None:
    """A picture that is left out says what it shows, asks no other host for anything, and a link leads to it."""
    pack = _pack(packs, whole)
    inside = packs.inside(pack).files
    here = {path for path in ADDRESSES if f"{path.rpartition('/')[0]}.html" in inside}
    assert here == ADDRESSES if whole else "guidance/primul-compost/lada.png" in here
    left = {PICTURE, f"{SHOWN}.jpg", "guidance/primul-compost/lista.docx", "definitions/compost/socoteala.xlsx"}
    assert {path for path in ADDRESSES if path in inside} == here - left
    (link,) = _parsed(inside["guidance/primul-compost.html"]).xpath("//ul[@class='ct-files']/li/a")
    assert link.get("href") == f"{ONLINE}guidance/primul-compost/lista.docx" and link.get("data-online") == ""
    first, second, third = _parsed(inside[NOTE]).xpath("//figure/img")
    assert first.get("src") == third.get("src") == f"../{SHOWN}.400w.jpg" and f"{SHOWN}.400w.jpg" in inside
    assert set(first.attrib) == {"src", "alt", "width", "height", "loading", "decoding"}
    assert f"{SHOWN}.800w.jpg" not in inside and second.get("src") == "../guidance/primul-compost/lada.png"
    assert first.xpath("../figcaption/a")[0].get("href") == f"{ONLINE}{SHOWN}.jpg"
    if PRACTICE in inside:
        figure = _parsed(inside[PRACTICE]).xpath("//figure[@id='file-acoperis-jpg']")[0]
        assert dict(figure.xpath("img")[0].attrib).items() >= {("src", "data:,"), ("data-online", "")}
        assert figure.xpath("figcaption/a")[0].get("href") == f"{ONLINE}{PICTURE}"
        assert ALT in figure.xpath("p")[0].text_content()


def test_a_single_file_holds_small_pictures_and_the_addresses_of_the_rest(packs: PackContents) -> None:
    """The page of each says what it shows."""
    page = _parsed(SingleFiles(packs).make(_pack(packs, True)))
    entry = page.xpath("//article[@id='compost-pe-acoperis']")[0]
    (picture,) = entry.xpath(".//img")
    assert picture.get("alt") == "Patru coloane care cresc." and picture.get("src").startswith("data:image/png;base64,")
    text = " ".join(entry.text_content().split())
    assert f"[{ALT}]" in text and f"({ONLINE}{PICTURE})" in text
    assert f"({ONLINE}practices/compost-pe-acoperis/plan.pdf)" in text
    assert "This copy does not hold" not in text and f"{ONLINE}practices/compost-pe-acoperis/galeti.png" not in text
    shown = page.xpath("//article[@id='primul-compost']")[0]
    sizes = [
        Image.open(BytesIO(b64decode(one.get("src").partition(",")[2]))).size for one in shown.xpath(".//figure/img")
    ]
    assert sizes == [(400, 240), (320, 160), (400, 240)]
    text = " ".join(shown.text_content().split())
    assert text.count(f"({ONLINE}{SHOWN}.jpg)") == 2, "of a smaller copy it says where the picture itself is"
    assert "img-src data:" in page.xpath("//meta[@http-equiv]")[0].get("content")


def test_documents_on_paper_have_the_pictures_however_large(packs: PackContents, tmp_path: Path) -> None:
    """And the names of attachments, with their addresses; whatever kind of document it is."""
    graph = packs.site.graph
    note = graph.records["primul-compost"]
    assert isinstance(note, Guidance)
    for made, words in (
        (guidance_html(packs, note), "Lista de pregătit"),
        (definitions_html(packs, _pack(packs, True)), "Socoteala gropii"),
    ):
        assert _parsed(made).xpath("//figure/img[starts-with(@src, 'data:image/png;base64,')]") and words in made
    assert len(_parsed(guidance_html(packs, note)).xpath("//figure")) == 3
    assert not _parsed(guidance_html(packs, note)).xpath("//img/@srcset")
    (printed,) = write_pdfs(packs, tmp_path, packs=[], entries=["compost-pe-acoperis"])
    read = PdfReader(printed.path)
    assert {image.image.size for page in read.pages for image in page.images if image.image} >= {(240, 400), (320, 160)}
    assert f"{ONLINE}practices/compost-pe-acoperis/plan.pdf" in "".join(page.extract_text() for page in read.pages)


@pytest.mark.parametrize(("path", "kind"), [("a/b.webp", "image/webp"), ("a.jpeg", "image/jpeg"), ("x.odd", None)])
def test_a_zim_says_what_kind_of_file_it_holds(path: str, kind: str | None) -> None:
    """Kiwix shows pictures by that."""
    assert mimetype(path) == (kind or "application/octet-stream")


def test_an_entry_is_withdrawn_with_its_files(project: Path, tmp_path: Path) -> None:
    """They are named first, with their pages, and then gone; the history is to be freed of them too."""
    copy = tmp_path / "project"
    shutil.copytree(project, copy, dirs_exist_ok=False)

    def withdraw(*more: str) -> str:
        asked = ["--root", str(copy), "withdraw", "compost-pe-acoperis", "--today", TODAY.isoformat(), *more]
        return CliRunner().invoke(main, asked).output

    said = withdraw()
    named = sorted(path for path in FILES if "compost-pe-acoperis" in path)
    assert all(f"{path}: deleted" in said and (copy / path).exists() for path in named)
    assert f"site/{PICTURE}" in said
    done = withdraw("--write")
    assert "with 4 beside it" in done and all(f"--path {path}" in done for path in named)
    assert not (copy / "docs/practices/compost-pe-acoperis").exists()
    assert [one.code for one in check_connected(copy)[2] if "acoperis/" in one.path] == []


def test_a_sound_file_is_judged_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Until its bytes, or what is asked of it, change."""
    from macros.model import beside

    copy = with_files(tmp_path / "project")
    judged: list[str] = []

    def judge(place: Path, most: int) -> dict[str, object]:
        judged.append(place.name)
        return {"size": 1, "width": 2, "height": 3, "copies": []}

    monkeypatch.setattr(beside, "judge_apart", judge)
    sound: SoundEntries = {}
    library, _, problems = check_connected(copy, sound)
    assert library is not None and [one.code for one in problems if one.severity == "error"] == []
    assert len(judged) == len(FILES)
    check_connected(copy, sound)
    assert len(judged) == len(FILES)
    (copy / "docs/guidance/primul-compost/lada.png").write_bytes(photo())
    (copy / "data/definitions/compost/straturi.png").unlink()
    again = check_connected(copy, sound)[2]
    assert judged[len(FILES) :] == ["lada.png"]
    assert ("data/definitions/compost.yml", "missing-file") in {(one.path, one.code) for one in again}
    assert "data/definitions/compost/straturi.png" not in sound
    files = Graph(library, TODAY).files("primul-compost")
    assert [(one.size, one.width, one.height, one.kind) for one in files] == [
        (1, 2, 3, "Word"),
        (1, 2, 3, "PNG"),
        (1, 2, 3, "JPEG"),
    ]


def test_a_table_that_names_somebody_is_told(tmp_path: Path) -> None:
    """As the text of an entry would be."""
    copy = with_files(tmp_path / "project")
    table = copy / "docs/practices/compost-pe-acoperis/galeti.csv"
    table.write_bytes(b"who;how many\nana.rusu@hope.org;3\n")
    told = [(one.path, one.line, one.code) for one in check_connected(copy)[2] if one.severity == "error"]
    assert told == [("docs/practices/compost-pe-acoperis/galeti.csv", 2, "personal-data")]


def test_what_was_made_of_a_file_is_kept_while_it_is_asked_for(tmp_path: Path) -> None:
    """A damaged one is made anew; without a cache all are."""
    place, cache = tmp_path / "a.jpg", tmp_path / "cache"
    cache.mkdir()
    place.write_bytes(photo())
    kept = KeptFiles(cache)
    made = kept.published(place, 1_000_000)
    (one,) = (cache / "files").iterdir()
    assert Image.open(BytesIO(made)).size == (240, 400)
    one.write_bytes(one.read_bytes()[:32] + b"something else")
    assert KeptFiles(cache).published(place, 1_000_000) == made == KeptFiles(None).published(place, 1_000_000)
    copy = kept.published(place, 1_000_000, 100)
    assert Image.open(BytesIO(copy)).size == (100, 167)
    assert copy == KeptFiles(cache).published(place, 1_000_000, 100) == KeptFiles(None).published(place, 1_000_000, 100)
    kept.forget_others()
    assert one.exists() and len(list((cache / "files").iterdir())) == 2
    KeptFiles(cache).forget_others()
    assert not one.exists()
