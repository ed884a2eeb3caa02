"""The print edition: read back with pypdf, page by page."""

from __future__ import annotations

import importlib
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from pypdf import PageObject, PdfReader
from pypdf.generic import Destination
from weasyprint.urls import FatalURLFetchingError

from macros.bundles.editions.extras import ExtraMissingError
from macros.bundles.editions.pdf import definitions_html, guidance_html, pdf_of, write_pdfs
from macros.bundles.editions.pdf_page import PrintContext
from macros.bundles.pages.contents import PackContents
from macros.bundles.pages.packs import WHOLE, Pack, packs_of
from macros.model.guidance import Guidance
from tests.bundles.editions.sample_site import (
    ONLINE,
    RIGHTS,
    VERSION,
    contents_of,
    pack,
    second_contents,
    shipped_contents,
    smallest,
)
from tests.community import graph_of, record
from tests.conftest import DAY, ROOT

NOTE = "agree-a-working-definition"
OTHERS = {
    "iraq-mixed-football": "practices",
    "congo-community-reconstruction": "lessons",
    "iswg-romania-2024-04-05": "workshops",
}
"""Entries of other types, and their folders."""
BOTTOM = 68
"""Points from the lower edge of a page to its text."""
RIGHT = 595 - 68
"""Points from the left edge to the end of the text."""


@pytest.fixture(scope="session")
def edition(built_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Some shipped guidance notes, an entry of other types, and the definitions and books of two packs."""
    contents = shipped_contents(built_site)
    folder = tmp_path_factory.mktemp("pdf")
    packs = _packs(contents)
    told: list[str] = []

    def shown(names: list[str], step: str) -> Iterator[str]:
        for name in names:
            yield name
            told.append(f"{step}: {name}")

    written = write_pdfs(contents, folder, RIGHTS, packs, shown, entries=_entries(contents))
    assert told == [f"PDF: {one.path.stem}" for one in written]
    return folder


def _notes(contents: PackContents) -> list[str]:
    """Some of the shipped guidance notes."""
    notes = [note.id for note in contents.site.graph.by_type["guidance"] if note.id != NOTE]
    return [NOTE, *notes[::4]]


def _entries(contents: PackContents) -> list[str]:
    """Some guidance notes, a practice, a lesson and a workshop."""
    return [*_notes(contents), *OTHERS]


def _file(name: str) -> str:
    """A file of the edition: its folder, and what it is called between library and version."""
    folder, _, rest = name.partition("/")
    return f"{folder}/common-thread-{rest}-{VERSION}.pdf"


def _packs(contents: PackContents) -> list[Pack]:
    """The smallest pack, and the definitions of one with at least seven, which need no book beside them."""
    graph = contents.site.graph

    def terms(found: Pack) -> int:
        return sum(graph.records[id].type_name == "definition" for id in found.ids)

    several = sorted(
        (found for found in packs_of(graph) if terms(found) >= 7), key=lambda found: (len(found.entries), found.id)
    )
    only = tuple(id for id in several[0].ids if graph.records[id].type_name == "definition")
    return [smallest(contents), replace(several[0], entries=only, added=())]


@cache
def _readers(edition: Path) -> dict[str, PdfReader]:
    return {path.relative_to(edition).as_posix(): PdfReader(path) for path in sorted(edition.rglob("*.pdf"))}


@cache
def _texts(edition: Path, name: str) -> list[str]:
    """The text of each page."""
    return [page.extract_text() for page in _readers(edition)[name].pages]


def _flat(outline: list[Any]) -> Iterator[Destination]:
    for item in outline:
        if isinstance(item, list):
            yield from _flat(item)
        else:
            yield item


def _bookmarks(reader: PdfReader) -> list[tuple[str, int]]:
    """Titles with the numbers of their pages, from 1."""
    found = []
    for mark in _flat(reader.outline):
        number = reader.get_destination_page_number(mark)
        assert number is not None
        found.append((str(mark.title), number + 1))
    return found


def _words(text: str) -> str:
    return " ".join(text.split())


def _links(reader: PdfReader) -> tuple[set[str], list[tuple[int, str]]]:
    """Addresses outside, and the names inside with the page they stand on."""
    outside, inside = set(), []
    for number, page in enumerate(reader.pages, start=1):
        for reference in page.get("/Annots", ()):
            link = reference.get_object()
            assert link["/Subtype"] == "/Link"
            if "/A" in link:
                outside.add(str(link["/A"]["/URI"]))
            else:
                inside.append((number, str(link["/Dest"])))
    return outside, inside


def test_the_whole_edition_is_written(built_site: Path, edition: Path) -> None:
    """A file for each entry, and for each pack its definitions and a book; library and day in every name."""
    contents = shipped_contents(built_site)
    notes = {_file(f"guidance/{note}") for note in _notes(contents)}
    assert len(notes) > 2
    expected = notes | {_file(f"definitions/definitions-{found.id}") for found in _packs(contents)}
    expected |= {_file(f"{folder}/{id}") for id, folder in OTHERS.items()}
    expected.add(_file(f"books/book-{_packs(contents)[0].id}"))
    assert set(_readers(edition)) == expected


def test_the_table_of_contents_says_the_right_pages(edition: Path) -> None:
    """Each number is the page on which that heading stands; nothing is missing, nothing is too much."""
    for name, reader in _readers(edition).items():
        if name.partition("/")[0] in OTHERS.values():
            continue
        texts = _texts(edition, name)
        inside = list(dict.fromkeys(target for number, target in _links(reader)[1] if number < _first_page(texts)))
        said = re.findall(r"^(.+?)(?: \.){3,} +(\d+)$", "\n".join(texts[: _first_page(texts) - 1]), re.MULTILINE)
        assert len(said) == len(inside) > 2, name
        destinations = reader.named_destinations
        for (title, number), target in zip(said, inside, strict=True):
            assert reader.get_destination_page_number(destinations[target]) == int(number) - 1, (name, title)
            assert _words(title.rstrip(" .")) in _words(texts[int(number) - 1]), (name, title)
        marks = [mark for mark in _bookmarks(reader) if mark[0] in {_words(title.rstrip(" .")) for title, _ in said}]
        assert {(_words(title.rstrip(" .")), int(number)) for title, number in said} <= set(marks), name


def _first_page(texts: list[str]) -> int:
    """The page after the table of contents, from 1."""
    start = next(number for number, text in enumerate(texts, start=1) if re.search(r"^Contents$", text, re.MULTILINE))
    return start + 1


def test_every_page_is_numbered_and_titled(edition: Path) -> None:
    """Page and number of pages, the day of the content; the title on all but the first."""
    for name, reader in _readers(edition).items():
        for number, page in enumerate(reader.pages, start=1):
            text = _words(_texts(edition, name)[number - 1])
            assert f"{number} / {len(reader.pages)}" in text, name
            assert "As of 24 November 2026" in text
            assert (number == 1) or f"Common Thread {reader.metadata.title}" in text, (name, number)  # type: ignore[union-attr]
            assert [float(value) for value in page.mediabox[2:]] == pytest.approx([595.28, 841.89], abs=0.1)


def test_no_heading_stands_last_on_a_page(edition: Path) -> None:
    """At least a line of its text follows it."""
    for name, reader in _readers(edition).items():
        for mark in _flat(reader.outline):
            assert float(mark.top) > BOTTOM + 30, (name, mark.title)


def test_no_heading_stands_last_wherever_the_page_ends(tmp_path: Path) -> None:
    """A hundred headings with texts of many lengths: some would be last, if they could."""
    parts = [f"### Heading {number}\n\n" + "Some words. " * (3 + 7 * number % 31) for number in range(100)]
    body = {"purpose": "\n\n".join(parts[:50]), "steps": "\n\n".join(parts[50:])}
    note = record("guidance", "nota", sources=[{"source": "izvor"}], body=body)
    contents = contents_of(graph_of(note, record("group", "cerc", title="Cerc")))
    reader = PdfReader(write_pdfs(contents, tmp_path)[0].path)
    marks = list(_flat(reader.outline))
    assert len(marks) > 100 and len(reader.pages) > 5
    assert [mark.title for mark in marks if float(mark.top) < BOTTOM + 30] == []


def test_a_link_leads_inside_only_to_what_is_there() -> None:
    """A term explained in short has no parts; another entry stands on the site."""
    parts = [{"id": "altii", "body": "Alții", "source": "izvor", "paraphrase": "Words."}]
    term, other = (record("definition", id, source_definitions=parts) for id in ("unu", "doi"))
    page = PrintContext(graph_of(term, other), ONLINE, [term], ["doi"])
    assert page.href("unu#altii") == "#entry_unu_altii"
    assert page.href("doi#altii") == page.href("doi") == "#entry_doi"
    assert page.href("izvor#x") == f"{ONLINE}sources/izvor.html#x"


def test_bookmarks_follow_the_headings(edition: Path) -> None:
    """The title, then the sections of the note in its order."""
    reader = PdfReader(edition / _file(f"guidance/{NOTE}"))
    titles = [title for title, _ in _bookmarks(reader)]
    assert titles[:4] == ["How to agree a working definition of social cohesion", "Purpose", "When to use it", "Steps"]
    assert titles[-1] == "Sources" and "Contents" not in titles
    pages = [number for _, number in _bookmarks(reader)]
    assert pages == sorted(pages)


def test_links_inside_lead_somewhere_and_links_outside_to_pages_that_exist(built_site: Path, edition: Path) -> None:
    """On the site, page and anchor; elsewhere, a whole address."""
    anchors: dict[str, set[str]] = {}
    for name, reader in _readers(edition).items():
        outside, inside = _links(reader)
        assert {target for _, target in inside} <= set(reader.named_destinations), name
        assert len(inside) > 2 and outside, name
        for address in outside:
            assert re.match(r"https?://[^/]+|mailto:", address), (name, address)
            if address.startswith(ONLINE):
                path, _, anchor = address.removeprefix(ONLINE).partition("#")
                page = built_site / (path or "index.html")
                assert page.is_file(), (name, address)
                if anchor:
                    known = anchors.setdefault(path, set(map(str, html.parse(page).getroot().xpath("//@id"))))
                    assert anchor in known, (name, address)


def test_citations_lead_to_numbered_sources(built_site: Path, edition: Path) -> None:
    """As many as the note cites, each with its address on the network, and every number in the text is one of them."""
    contents = shipped_contents(built_site)
    note = contents.site.graph.records[NOTE]
    reader = PdfReader(edition / _file(f"guidance/{NOTE}"))
    text = "\n".join(page.extract_text() for page in reader.pages)
    cited = list(dict.fromkeys(citation.source for citation in note.sources))
    assert {int(number) for number in re.findall(r"\[(\d+)", text)} <= set(range(1, len(cited) + 1))
    sources = {f"source-{number}" for number in range(1, len(cited) + 1)}
    assert sources <= set(reader.named_destinations)
    assert sources <= {target for _, target in _links(reader)[1]}
    addresses = {str(getattr(contents.site.graph.records[id], "url", None) or "") for id in cited} - {""}
    assert addresses <= {address.rstrip("/") for address in _links(reader)[0]} | _links(reader)[0]


def test_it_says_what_it_is(edition: Path) -> None:
    """Title, author, language, day, tags; on the first page status, version and licence."""
    for name, reader in _readers(edition).items():
        about = reader.metadata
        root: Any = reader.trailer["/Root"]
        assert about is not None and about.title and about.subject, name
        assert about.author == "Common Thread community of practice"
        assert about.creation_date is not None and about.creation_date.date().isoformat() == DAY
        assert root["/Lang"] == "en" and root["/MarkInfo"]["/Marked"] and root["/ViewerPreferences"]["/DisplayDocTitle"]
        assert 'pdfuaid:part="1"' in root["/Metadata"].get_data().decode()
        first = _words(_texts(edition, name)[0])
        for said in (
            "Kept by " if name.startswith("books/") else "Status ",
            "Content as of 24 November 2026, version 2026-11-24 1a2b3c4",
            f"Licence {RIGHTS}",
            ONLINE,
        ):
            assert said in first, name


def test_all_scripts_have_letters(edition: Path) -> None:
    """Romanian, Ukrainian and Arabic come out of the text; every font is Noto and stands in the file."""
    name = max(
        (name for name in _readers(edition) if name.startswith("definitions/")), key=lambda n: len(_texts(edition, n))
    )
    reader, text = _readers(edition)[name], "".join(_texts(edition, name))
    assert "ț" in text and re.search("[а-щ]{4}", text) and re.search("[\u0620-\u064a\ufb50-\ufeff]{3}", text)
    fonts = _fonts(reader)
    assert {font for font in fonts if not re.match(r"[A-Z]{6}\+Noto-", font)} == set()
    assert any("Arabic" in font for font in fonts)


def _fonts(reader: PdfReader) -> set[str]:
    found = set()
    for page in reader.pages:
        resources: Any = page["/Resources"]
        for font in resources.get("/Font", {}).values():
            inner = font.get_object()["/DescendantFonts"][0].get_object()
            assert {"/FontFile2", "/FontFile3"} & set(inner["/FontDescriptor"].get_object())
            found.add(str(inner["/BaseFont"]).removeprefix("/"))
    return found


PRINT = """
import hashlib, sys
from pathlib import Path
from macros.bundles.editions.pdf import definitions_html, pdf_of
from tests.bundles.editions.sample_site import pack, second_contents
contents = second_contents(Path(sys.argv[1]))
print(hashlib.sha256(pdf_of(contents, definitions_html(contents, pack(contents, "library")))).hexdigest())
"""


def test_the_same_note_gives_the_same_bytes(second_site: Path, tmp_path: Path) -> None:
    """In another process, folder and time zone, with another seed of Python's hashes; another text gives others."""
    found = set()
    for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": str(ROOT)}
        folder = tmp_path / seed
        folder.mkdir()
        made = subprocess.run(
            [sys.executable, "-c", PRINT, str(second_site)],
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert made.returncode == 0, made.stderr
        found.add(made.stdout)
    assert len(found) == 1
    contents = second_contents(second_site)
    once = definitions_html(contents, pack(contents, WHOLE))
    assert pdf_of(contents, once) != pdf_of(contents, once.replace("compost", "compast"))


LONG = "Donaudampfschifffahrtsgesellschaft" * 12
WIDE = "| " + " | ".join(f"Column {number}" for number in range(14)) + " |\n" + "|---" * 14 + "|\n"
WIDE += ("| " + " | ".join("interoperability" for _ in range(14)) + " |\n") * 40


def _hostile() -> PackContents:
    """A guidance note and a definition by somebody who means no good."""
    definition = record(
        "definition",
        "rau",
        title="Rău <script>alert(1)</script> {{ 7*7 }}",
        language="ro",
        names=[
            {"text": "Rău <script>alert(1)</script> {{ 7*7 }}", "language": "ro"},
            {"text": "توطين العمل", "language": "ar"},
        ],
        harmonised={"text": "Un cuvânt <img src=file:///etc/passwd> cu ș și ț [@izvor]. " + LONG},
        sources=[{"source": "izvor"}],
    )
    note = record(
        "guidance",
        "hostil",
        title='</title><style>@import "https://evil.example/x.css";</style> {% raw %}',
        summary='"><script>alert(1)</script> {{ cycler.__init__ }} ' + LONG,
        language="ro",
        sources=[{"source": "izvor"}],
        body={
            "purpose": "نص عربي مع [[rau]] <object data=file:///etc/passwd>\n\n" + WIDE,
            "steps": "1. Крок `" + "x" * 300 + "`\n\n```\n" + "{{ 7*7 }} " * 80 + "\n```\n\n# Contents\n\n## Sources\n",
            "checklist": "- 🌻 [x](javascript:alert(1)) [y](file:///etc/passwd) [z](//evil.example)\n",
        },
    )
    other = record(
        "guidance",
        "araba",
        title="التماسك الاجتماعي",
        language="ar",
        sources=[{"source": "izvor"}],
        body={"purpose": "نص عربي مع Rău [[rau]]\n", "steps": "1. واحد\n"},
    )
    return contents_of(graph_of(definition, note, other, record("group", "cerc", title="Cerc")))


def _starts(page: PageObject) -> list[float]:
    """Where pieces of text begin, in points from the left edge."""
    found: list[float] = []

    def note(text: str, within: list[float], place: list[float], font: object, size: float) -> None:
        if text.strip():
            found.append(place[4] * within[0] + place[5] * within[2] + within[4])

    page.extract_text(visitor_text=note)
    return found


def test_hostile_content_is_only_text(tmp_path: Path) -> None:
    """Nothing runs, nothing is fetched, nothing leaves the page, and what was written is shown."""
    contents = _hostile()
    written = {one.id: one.path for one in write_pdfs(contents, tmp_path)}
    for id, path in written.items():
        reader = PdfReader(path)
        if id not in ("araba", "cerc"):
            text = "\n".join(page.extract_text() for page in reader.pages)
            assert "<script>alert(1)</script>" in _words(text) and "{{ 7*7 }}" in text and "49" not in text
        outside, inside = _links(reader)
        assert all(address.startswith((ONLINE, "https://")) for address in outside)
        assert not [address for address in outside if "evil" in address or "passwd" in address]
        assert {target for _, target in inside} <= set(reader.named_destinations)
        root: Any = reader.trailer["/Root"]
        assert "/OpenAction" not in root and "/JavaScript" not in str(root.get("/Names", ""))
        starts = [start for page in reader.pages for start in _starts(page)]
        assert starts and max(starts) < RIGHT and min(starts) > 0
    note = PdfReader(written["hostil"])
    assert len(note.pages) > 3
    for page in note.pages[1:4]:
        heads = page.extract_text().replace("\n", "").replace(" ", "")
        assert heads.count("Colu") == 14, "a long table repeats its head"
    arabic: Any = PdfReader(written["araba"]).trailer["/Root"]
    assert arabic["/Lang"] == "ar"


def test_nothing_is_read_from_elsewhere(second_site: Path) -> None:
    """Not even when a template asked for it."""
    contents = second_contents(second_site)
    for address in ("file:///etc/passwd", "https://evil.example/x.png", "data:image/svg+xml,x"):
        with pytest.raises(FatalURLFetchingError):
            pdf_of(contents, f'<html lang="en"><title>t</title><img alt="x" src="{address}">')


def test_the_second_community_prints_in_its_language(second_site: Path, tmp_path: Path) -> None:
    """With its own words for types and statuses; what it doesn't say is not recorded."""
    contents = second_contents(second_site)
    written = write_pdfs(contents, tmp_path)
    paths = {(one.kind, one.id): one.path for one in written}
    assert {
        ("guidance", "primul-compost"),
        ("practice", "compost-pe-acoperis"),
        ("definitions", WHOLE),
        ("book", WHOLE),
    } <= set(paths)
    assert all(path.name.startswith("gradini-vii-") and path.stem.endswith(VERSION) for path in paths.values())
    reader = PdfReader(paths["guidance", "primul-compost"])
    root: Any = reader.trailer["/Root"]
    assert root["/Lang"] == "ro"
    first = _words(reader.pages[0].extract_text())
    assert "Îndrumar" in first and "Grădini Vii" in first and "Licence Not in what we read" in first


def test_books_of_packs_can_be_told_apart(built_site: Path, edition: Path) -> None:
    """Each says its pack on the first page, library, title and day on every other; its entries begin where it says."""
    contents = shipped_contents(built_site)
    for found in _packs(contents)[:1]:
        reader = _readers(edition)[_file(f"books/book-{found.id}")]
        assert reader.metadata and reader.metadata.title == found.title
        pages = _texts(edition, _file(f"books/book-{found.id}"))
        assert _words(found.title) in _words(pages[0])
        assert all("Common Thread" in page and "As of 24 November 2026" in _words(page) for page in pages[1:])
        records = [contents.site.graph.records[id] for id in found.entries]
        titles = {record.title for record in records if not record.directory}
        assert titles and titles <= {title for title, _ in _bookmarks(reader)}


def test_an_entry_on_paper_has_its_results_and_its_sources(edition: Path) -> None:
    """A practice with its numbered sources, and links of citations to them."""
    reader = _readers(edition)[_file("practices/iraq-mixed-football")]
    text = _words("\n".join(page.extract_text() for page in reader.pages))
    assert "At a glance" in text and "What was done" in text and "Results" in text and "Sources" in text
    assert text.count("Displaced Christian amateurs") == 1
    inside = {target for _, target in _links(reader)[1]}
    assert len([target for target in inside if ".source-" in target]) >= 3


def test_a_pack_without_definitions_has_no_document(second_site: Path) -> None:
    """And one with a single term still has a table of contents."""
    contents = contents_of(graph_of(record("group", "cerc", title="Cerc")))
    assert definitions_html(contents, pack(contents, WHOLE)) == ""
    note = second_contents(second_site).site.graph.records["primul-compost"]
    assert isinstance(note, Guidance)
    page = html.fromstring(guidance_html(second_contents(second_site), note, RIGHTS))
    assert len(page.xpath("//nav//li")) == len(page.xpath("//main//h2"))
    assert len(page.xpath("//@id")) == len(set(page.xpath("//@id")))


def test_no_anchor_stands_twice(built_site: Path) -> None:
    """Entries with the same headings and the same parts share a document."""
    contents = shipped_contents(built_site)
    page = html.fromstring(definitions_html(contents, pack(contents, WHOLE), RIGHTS))
    ids = [str(id) for id in page.xpath("//@id")]
    assert len(ids) == len(set(ids)) > 100
    assert {link[1:] for link in map(str, page.xpath("//a/@href")) if link.startswith("#")} <= set(ids)


def test_without_the_extra_it_says_what_to_install(second_site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The library, and what it needs of the system."""

    def missing(name: str) -> None:
        raise OSError("cannot load library 'libpango-1.0-0'")

    monkeypatch.setattr(importlib, "import_module", missing)
    with pytest.raises(ExtraMissingError, match=r"weasyprint can't be loaded .*libpango.*'\.\[pdf\]'.*fonts-noto-core"):
        pdf_of(second_contents(second_site), "<html>")
