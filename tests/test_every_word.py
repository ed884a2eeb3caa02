"""No word of the interface is left unmarked: a made-up locale sets marks around every message, and none is without.

What the second community says itself (its content is Romanian) and what Unicode CLDR says for its language is left out.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import material
import pytest
import yaml
from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po
from lxml.html import HtmlElement, document_fromstring

from macros.bundles.editions.pdf import MARKS, definitions_html, guidance_html
from macros.bundles.pages.packs import packs_of
from macros.knowledge.graph import Graph
from macros.model.guidance import Guidance
from macros.model.library import read_library
from macros.words import template
from tests.bundles.editions.sample_site import contents_of
from tests.community import OVERRIDES, TODAY, copy_second, run
from tests.conftest import made_once

BEGIN, END = "⟦", "⟧"
SHOWN = ("alt", "aria-label", "placeholder", "title", "data-head", "data-said")
"""Attributes that readers see or hear."""
HELP = "contribute/"
"""Where the help of fields and macros stands: documentation, which is English until somebody writes another."""
QUIET = {"script", "style", "code", "pre", "kbd"}
FILES = {
    "manifest", "csv", "json", "html", "sha", "zim", "pdf", "css", "js", "iso", "minisign", "https", "http", "org",
    "www", "cc", "by", "natural", "earth", "mb", "kb", "id",
}  # fmt: skip
"""What is called the same everywhere: kinds of file, licences, addresses."""
WORD = re.compile(r"[^\W\d_]{2,}")
ADDRESS = re.compile(r"\S*/\S+|\S+\.(?:html|json|pdf|pyz|zip)\b|\b[0-9a-f]{8}\b|SHA256SUMS")
"""What leads to a file or names it, or a state of the library."""


def marked() -> bytes:
    """A catalogue in which every message stands between marks."""
    catalogue = Catalog(locale="ro", project="Marked", fuzzy=False)
    for message in template():
        if message.id:
            texts = (message.id,) if isinstance(message.id, str) else (*message.id, message.id[1])
            said = tuple(f"{BEGIN}{text}{END}" for text in texts)
            catalogue.add(message.id, said[0] if isinstance(message.id, str) else said, context=message.context)
    file = io.BytesIO()
    write_po(file, catalogue)
    return file.getvalue()


@pytest.fixture(scope="session")
def marked_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The second community in the made-up locale, built and bundled."""

    def make(folder: Path) -> None:
        project = copy_second(folder / "project")
        (project / "data" / "words").mkdir()
        (project / "data" / "words" / "ro.po").write_bytes(marked())
        done = run(project, "bundle", "--today", "2026-04-01")
        assert done.returncode == 0, done.stdout + done.stderr

    return made_once(tmp_path_factory, "marked", make) / "project"


def said_by_content(project: Path) -> set[str]:
    """The words that the community says itself, and those that CLDR says for its language."""
    found: set[str] = set()
    for path in [*project.rglob("docs/**/*.md"), *project.rglob("data/**/*.yml"), project / "mkdocs.yml"]:
        text = path.read_text("utf-8")
        if path.suffix == ".md":
            fields, _, body = text.removeprefix("---").partition("\n---") if text.startswith("---") else ("", "", text)
            found.update(words(body))
        else:
            fields = text
        if path.name == "mkdocs.yml":
            found.update(words(text))
        found.update(word for value in _values(yaml.load(fields, _Loader) or {}) for word in words(value))
    theme = Path(material.__file__).parent / "templates" / "partials" / "languages" / "ro.html"
    found.update(words(theme.read_text("utf-8")))
    locale = Locale("ro")
    found.update(word for country in ("RO", "FR") for tag in ("ar", "es", "fr", "ru", "uk")
                 for word in words(Locale(tag).territories[country]))  # fmt: skip
    for names in (locale.languages, locale.territories, locale.months["format"]["wide"], locale.scripts):
        found.update(word for name in names.values() for word in words(str(name)))
    return found


class _Loader(yaml.SafeLoader):
    """Reads settings with tags of Python as if these were nothing."""


_Loader.add_multi_constructor("tag:yaml.org,2002:python/", lambda loader, suffix, node: None)
_Loader.add_multi_constructor("!", lambda loader, suffix, node: None)


def _values(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for item in value.values():
            yield from _values(item)
    elif isinstance(value, list):
        for item in value:
            yield from _values(item)
    elif value is not None:
        yield str(value)


def words(text: str) -> set[str]:
    """The words of a text, in small letters."""
    return {word.casefold() for word in WORD.findall(text)}


def unmarked(text: str) -> str:
    """A text without what stands between marks; marks may stand inside marks."""
    depth, kept = 0, []
    for sign in text:
        depth += sign == BEGIN
        if not depth:
            kept.append(sign)
        depth -= sign == END
    return "".join(kept)


def texts(page: HtmlElement) -> Iterator[str]:
    """What readers see and hear of a page; the marks of a message may lie around elements."""
    for quiet in page.xpath("|".join(f"//{name}" for name in QUIET)):
        quiet.drop_tree() if quiet.tag in {"script", "style"} else quiet.clear(keep_tail=True)
    body = page.find("body")
    yield " ".join(body.itertext()) if body is not None else ""
    for name in SHOWN:
        yield from page.xpath(f"//@{name}")
    yield from page.xpath("//title/text()")
    yield from page.xpath("//meta[@name='description']/@content")


def left_over(html: str, known: set[str]) -> set[str]:
    """Words of a page that nobody marked and no content says."""
    found = {word for text in texts(document_fromstring(html)) for word in words(ADDRESS.sub(" ", unmarked(text)))}
    return found - known - FILES


def test_no_word_of_a_page_is_unmarked(marked_project: Path) -> None:
    """Every page of the site, entries, lists, explorer and authored pages with macros."""
    known = said_by_content(marked_project)
    site = marked_project / "site"
    pages = {path.relative_to(site).as_posix(): path.read_text("utf-8") for path in sorted(site.rglob("*.html"))}
    pages = {path: html for path, html in pages.items() if not path.startswith(HELP)}
    assert len(pages) > 60
    found = {path: left for path, html in pages.items() if (left := left_over(html, known))}
    assert found == {}


def test_no_word_of_a_bundle_is_unmarked(marked_project: Path) -> None:
    """The single file, the start page, every page of a pack."""
    known = said_by_content(marked_project)
    (single,), (pack,) = (list((marked_project / "dist").glob(f"*.{ending}")) for ending in ("html", "zip"))
    pages = {single.name: single.read_text("utf-8")}
    with zipfile.ZipFile(pack) as held:
        names = [name for name in held.namelist() if name.endswith(".html") and f"/{HELP}" not in name]
        pages |= {name: held.read(name).decode() for name in names}
    assert any(name.endswith("START-HERE.html") for name in pages)
    assert {path: left for path, html in pages.items() if (left := left_over(html, known))} == {}


def test_no_word_on_paper_is_unmarked(marked_project: Path) -> None:
    """What is set as PDF."""
    known = said_by_content(marked_project)
    library, problems = read_library(marked_project)
    assert library is not None and problems == []
    contents = contents_of(Graph(library, TODAY))
    notes = [note for note in library.records.values() if isinstance(note, Guidance)]
    printed = [definitions_html(contents, packs_of(contents.site.graph)[0])]
    printed += [guidance_html(contents, note) for note in notes]
    assert len(printed) > 1 and all(MARKS.words in html for html in printed)
    set_later = re.compile("|".join(map(re.escape, (MARKS.day, MARKS.words, MARKS.version))))
    assert [left_over(set_later.sub("", html), known) for html in printed] == [set()] * len(printed)


def test_no_style_sheet_says_a_word() -> None:
    """A catalogue couldn't translate it."""
    for sheet in OVERRIDES.rglob("*.css"):
        for said in re.findall(r"content:([^;}]*)", sheet.read_text("utf-8")):
            said = re.sub(r"\\[0-9A-F]{4}", "", re.sub(r"var\([^)]*\)+", "", said))  # a script sets it
            assert not WORD.findall(" ".join(re.findall(r'"([^"]*)"', said))), f"{sheet.name}: {said}"


def test_an_unmarked_word_is_found() -> None:
    """Or the test above would prove nothing."""
    html = "<title>x</title><body><p title='Seen'>⟦Marked ⟦twice⟧⟧ grădina <b>Not marked</b></p></body>"
    assert left_over(html, {"grădina"}) == {"seen", "not", "marked"}
