"""Another community's site, built by the same code: its own words, its own entries, nothing of ours."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from macros.check_links import broken_links
from macros.model.registry import record_types
from macros.render.page import address
from tests.community import second_library
from tests.conftest import ROOT

HOSTILE = "practices/isprava-incurcata.html"


class _Text(HTMLParser):
    """The pieces of text of a page, scripts left out, and the elements with their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self.started: list[tuple[str, dict[str, str | None]]] = []
        self._quiet = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.started.append((tag, dict(attrs)))
        self._quiet += tag in ("script", "style")

    def handle_endtag(self, tag: str) -> None:
        self._quiet -= tag in ("script", "style")

    def handle_data(self, data: str) -> None:
        if not self._quiet and data.strip():
            self.pieces.append(" ".join(data.split()))


def _pages(site: Path) -> dict[str, str]:
    return {path.relative_to(site).as_posix(): path.read_text("utf-8") for path in site.rglob("*.html")}


def test_every_link_leads_somewhere(second_site: Path) -> None:
    """Pages and anchors."""
    assert broken_links(second_site) == []


def test_every_entry_has_a_page_and_the_retired_one_leads_on(second_site: Path) -> None:
    """By its id, for good."""
    for entry in second_library().records.values():
        assert (second_site / address(entry)).is_file()
    assert 'content="0; url=compost-pe-acoperis.html"' in (second_site / "practices/compost-vechi.html").read_text(
        "utf-8"
    )


def test_types_have_the_words_of_the_community_everywhere(second_site: Path) -> None:
    """None of the built-in words for types is left where a type is named."""
    named_here = (record_types()[name] for name in second_library().settings.types)
    ours = {word for kind in named_here for word in (kind.label, kind.label_plural)}
    telling = ("Good practice", "Guidance note", "Workshop or meeting", "Workshops and meetings")
    for path, html in _pages(second_site).items():
        text = " | ".join(_Text(html).pieces)
        assert not [word for word in telling if word in text], path
        named = re.findall(r'class="ct-(?:head__kind|kindword|card__kind)[^"]*">(?:<a [^>]*>)?([^<]*)', html)
        named += re.findall(r'class="ct-usedby">\s*<h3>([^<]*?) <', html)
        assert not ours & set(named), path
    assert "Isprăvi" in _Text((second_site / HOSTILE).read_text("utf-8")).pieces
    schema = json.loads((second_site / "data/practice.schema.json").read_text("utf-8"))
    assert (schema["title"], schema["description"]) == ("Ispravă", "Ce a făcut cineva într-o grădină și ce a ieșit.")


def test_nothing_of_the_shipped_library_is_in_it(second_site: Path) -> None:
    """Neither its name nor any of its entries."""
    exported = json.loads((second_site / "data/records.json").read_text("utf-8"))
    assert exported["library"] == "Grădini Vii"
    assert {record["id"] for record in exported["records"]} == set(second_library().records)
    shipped = {path.stem for path in (ROOT / "data/definitions").glob("*.yml")}
    assert not shipped & {path.stem for path in (second_site / "definitions").glob("*.html")}
    for path, html in _pages(second_site).items():
        assert "Common Thread" not in " ".join(_Text(html).pieces), path
        assert "Grădini Vii" in html, path


def test_a_hostile_entry_harms_no_page_that_shows_it(second_site: Path) -> None:
    """On its own page, in lists, cards, the title and the description: text everywhere, run nowhere."""
    shown = 0
    for path, html in _pages(second_site).items():
        reader = _Text(html)
        text = " ".join(reader.pieces)
        shown += "Ispravă <b>grasă</b>" in text
        assert text.count("Ispravă <b>grasă</b>") <= text.count(
            'Ispravă <b>grasă</b> & "ghilimele" {{ 7*7 }} {% raw %} 🌻'
        ), path
        assert "uid=" not in html, path
        assert "<b>grasă" not in html and "<script>alert" not in html, path
        for tag, attributes in reader.started:
            assert not [name for name in attributes if name.startswith("on")], (path, tag)
            assert tag not in ("iframe", "object", "embed"), path
    assert shown > 5
    html = (second_site / HOSTILE).read_text("utf-8")
    title = re.search(r"<title>(.*?)</title>", html, re.DOTALL)
    assert title and title[1].strip().startswith("Ispravă &lt;b&gt;grasă&lt;/b&gt; &amp; ")
    assert "{{ cycler." in " ".join(_Text(html).pieces) and "{{ practice_index() }}" in html


def test_pages_obey_their_own_security_policy(second_site: Path) -> None:
    """Every page carries one; inline styles and scripts it doesn't name would not run."""
    for path, html in _pages(second_site).items():
        if path == "404.html":
            continue
        reader = _Text(html)
        policies = [
            a.get("content") or "" for tag, a in reader.started if a.get("http-equiv") == "Content-Security-Policy"
        ]
        assert len(policies) == 1 and policies[0].startswith("default-src 'none'"), path
        assert not [tag for tag, attributes in reader.started if "style" in attributes or tag == "style"], path


@pytest.mark.parametrize(
    ("path", "words"),
    [
        (HOSTILE, "3 martie 2026"),
        ("practices/compost-pe-acoperis.html", "martie 2025"),
        ("definitions/gradina-comunitara.html", "حديقة مجتمعية"),
        ("definitions/gradina-comunitara.html", "Hotărâtă împreună"),
        ("workshops/sezatoarea-de-primavara.html", "De făcut"),
        ("countries/romania.html", "Carpați"),
        ("browse/sectors.html", "Feluri de grădinărit"),
        ("browse/countries.html", "Ținuturi"),
    ],
)
def test_dates_and_lists_speak_the_language_of_the_community(second_site: Path, path: str, words: str) -> None:
    """Romanian months, Romanian labels, Arabic names as they are."""
    assert words in " ".join(_Text((second_site / path).read_text("utf-8")).pieces)
