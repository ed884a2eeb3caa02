"""Pages cut into sections: what is in, what is left out, and that every section can be reached."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.render.class_names import OTHERS
from macros.render.reading import read, read_any
from macros.search.sections import BELOW, FIELDS, Entry, Section, cut
from macros.search.words import NAME
from tests.casebook import Case, cases
from tests.search.support import Shipped, entry, read_piece

_ID = re.compile(r"""\sid=["']?([^"'\s>]+)""")


@pytest.mark.parametrize("case", cases("search/sections"))
def test_a_page_is_cut_into_sections(case: Case) -> None:
    """Each case gives a page's content and its sections."""
    page = cut(entry(**case.get("entry", {})), case["html"])
    assert [[section.anchor, section.heading, section.text] for section in page.sections] == case["sections"]
    for section, expected in zip(page.sections, case.get("bodies", []), strict=False):
        found: dict[str, list[str]] = {}
        for language, text in section.fields["body"]:
            found.setdefault(language, []).append(" ".join(text.split()))
        assert found == expected


def test_each_field_has_its_words() -> None:
    """Title, names and summary in the first section; in the others their heading, and the title as their place."""
    about = Entry(
        "a.html",
        "Trust in Iraq",
        "practice",
        "en-GB",
        summary="How it grew.",
        names=(("fr", "confiance"), ("mul", "TII")),
        asked="belief · to have faith · hope in",
    )
    first, second = cut(about, '<p>Slowly.</p><h2 id="a">Costs</h2><p>Few.</p>').sections
    assert first.fields == {
        "title": (("en", "Trust in Iraq"),),
        "terms": (("fr", "confiance"), ("mul", "TII")),
        "summary": (("en", "How it grew."),),
        "asked": (("en", "belief"), (NAME, "belief."), ("en", "to have faith"), ("en", "hope in"), (NAME, "hopein.")),
        "body": (("en", "Slowly."),),
    }
    assert second.fields == {
        "heading": (("en", "Costs"),),
        "place": (("en", "Trust in Iraq"),),
        "body": (("en", "Few."),),
    }
    assert {*first.fields, *second.fields} == set(FIELDS)


@given(
    st.lists(
        st.sampled_from(
            ['<h2 id="a">', "</h2>", '<h3 id="b">', "</h3>", "<h2>", "<p>", "</p>", "<dl><dt>", "</dt><dd>",
             "</dd></dl>", "words ", '<span class="ct-missing">', "</span>", '<b lang="ro">', "</b>", "<!--",
             "-->", "&amp;", "<sup>", "</sup>", "ș", '<h2 id="sources">'],
        ),
        max_size=30,
    ).map("".join)
)  # fmt: skip
def test_any_content_can_be_cut(html: str) -> None:
    """The first section is always there, and only it has no anchor or a heading of the second level without one."""
    first, *rest = cut(entry(title="T"), html).sections
    assert (first.anchor, first.heading) == ("", "") and "title" in first.fields
    assert all(section.text and "place" in section.fields for section in rest)


def _ids(path: Path) -> Counter[str]:
    return Counter(_ID.findall(path.read_text("utf-8")))


def test_every_section_can_be_reached(shipped: Shipped) -> None:
    """Every page in the pieces is a file of the site, and every anchor stands on it exactly once."""
    pages = [page for path in sorted((shipped.folder / "search").glob("text-*.js")) for page in read_piece(path)]
    assert len(pages) == len(shipped.index.entries) == len({page[0] for page in pages})
    links = 0
    for path, *_, sections in pages:
        ids = _ids(shipped.folder / path)
        lost = {f"{path}#{anchor}" for anchor, _, _ in sections[1:] if ids[anchor] != 1}
        assert lost == set()
        assert sections[0][:2] == ["", ""], path
        links += len(sections)
    assert links == len(shipped.index.sections) > 1500


def test_every_entry_and_every_written_page_is_found(shipped: Shipped) -> None:
    """Lists and redirects aren't: what they show is found in the entries themselves; nor are decisions."""
    found = {entry.path: entry for entry in shipped.index.entries}
    records = {entry.id for entry in found.values()}
    assert set(shipped.site.graph.records) <= records
    written = {
        path.relative_to(shipped.folder.parent / "docs").with_suffix(".html").as_posix()
        for path in (shipped.folder.parent / "docs").rglob("index.md")
    } - {"about/decisions/index.html"}
    assert not [path for path in found if path.startswith("about/decisions/")]
    assert written <= found.keys()
    assert not [path for path in found if path.startswith("browse/") and path.count("/") > 1]
    assert not [path for path in found if path.endswith(("/all.html", "404.html"))]


@pytest.mark.parametrize(
    ("said", "path"),
    [
        ("overdue", "workshops/actions.html"),
        ("email", "contribute/index.html"),
        ("no internet", "downloads.html"),
    ],
)
def test_everyday_words_lead_to_the_pages_that_maintainers_write(shipped: Shipped, said: str, path: str) -> None:
    """They stand at the top of the page's file and are never shown."""
    found = [shipped.index.entries[hit.page].path for hit in shipped.searcher.answer(said).hits[:5]]
    assert path in found


def test_finished_pages_are_as_well_formed_as_their_reader_takes_them_for(shipped: Shipped) -> None:
    """Reading them gives what reading them after a parser for any HTML gives."""
    assert [page.path for page in shipped.site.pages[::5] if read(page.html) != read_any(page.html)] == []


def _all(shipped: Shipped) -> list[tuple[Entry, Section]]:
    return [(page.entry, section) for page in shipped.pages for section in page.sections]


def test_no_section_of_the_shipped_library_says_what_others_say(shipped: Shipped) -> None:
    """No citations, no signs of headings, nothing that wasn't recorded, no words that are only there to be clicked."""
    telling = {
        entry.path: section.anchor
        for entry, section in _all(shipped)
        if entry.kind != "page"
        and (
            "¶" in section.text + section.heading
            or "Not in what we read" in section.text
            or OTHERS.fullmatch(section.anchor)
        )
    }
    assert telling == {}
    organisation = (shipped.folder / "organisations/unhcr.html").read_text("utf-8")
    practice = (shipped.folder / "practices/kampala-labelled-grants.html").read_text("utf-8")
    assert 'id="used-by"' in organisation and "Not in what we read" in practice, "there is something to leave out"
    assert "What uses it" not in str(telling) and 'class="ct-apparatus"' in practice
    assert any("sources" in _ids(shipped.folder / entry.path) for entry, _ in _all(shipped)[-50:])


def test_what_a_section_shows_stands_on_its_page(shipped: Shipped) -> None:
    """Word for word, in the same order; of every page."""
    for page in shipped.pages[::7]:
        html = (shipped.folder / page.entry.path).read_text("utf-8")
        assert all(
            section.heading in html or "&" in html or "<code" in html for section in page.sections if section.heading
        ), page.entry.path
        for section in page.sections[1:]:
            own, _, beside = section.text.partition(BELOW)
            assert own.strip() == own and beside.strip() == beside and "  " not in section.text


def test_directory_entries_are_one_section(shipped: Shipped) -> None:
    """And count a third; second pages count less than first ones, pages about the site less than entries."""
    sections = Counter(shipped.index.pages)
    boosts: dict[str, set[float]] = {}
    for number, about in enumerate(shipped.index.entries):
        kind = (
            "directory" if about.whole else "page" if about.kind == "page" else "more" if "/" in about.id else "entry"
        )
        boosts.setdefault(kind, set()).add(about.boost)
        assert not about.whole or sections[number] == 1, about.path
    assert boosts == {"directory": {0.35}, "page": {0.35}, "more": {0.7}, "entry": {1.0}}
