"""Authored pages of a built site, whose macros show entries that a stranger wrote."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import html
from lxml.html import HtmlElement

from tests.community import TODAY, copy_second, run

TITLE = "*Minută*{: onclick=alert(1) } ![x](https://evil.example/p.png) [aici](javascript:alert(1)) </title><b> & `cod`"
PAGE = """# Despre {{ link("minuta-sezatoarei") }}

Vezi [rândul de jos](#practice-strada) și {{ cite("minuta-sezatoarei") }}.

## Din {{ link("minuta-sezatoarei") }}

### Numere: {{ count("practice") }}

| a | b |
|---|---|
| {{ link("minuta-sezatoarei") }} | **b** |

{{ practice_index(by="intervention-levels") }}

{{ source_index() }}
"""
LESSON = """---
title: "{title}"
summary: |
  Un rând cu destule litere.
  ```
  și încă unul.
language: ro
added: 2026-03-03
outcome: a-mers
sources:
  - source: minuta-sezatoarei
---

## What happened

Ceva.

## What to do differently

Altceva.
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The second community with a hostile source, and summaries that open a fence."""
    project = copy_second(tmp_path_factory.mktemp("authored") / "project")
    source = project / "data/sources/minuta-sezatoarei.yml"
    rest = source.read_text("utf-8").partition("\n")[2]
    source.write_text(f"title: '{TITLE}'\n{rest}", "utf-8")
    for id in ("a-gard", "z-gard"):
        (project / f"docs/lessons/{id}.md").write_text(LESSON.format(title=id.title()), "utf-8")
    (project / "docs/about/despre.md").write_text(PAGE, "utf-8")
    made = run(project, "build", "--today", TODAY.isoformat())
    assert made.returncode == 0, made.stdout + made.stderr
    return project / "site"


def _page(site: Path, path: str) -> HtmlElement:
    return html.fromstring((site / path).read_text("utf-8"))


def test_a_title_is_words_wherever_it_stands(site: Path) -> None:
    """In headings, tables, lists, the table of contents and the name of the window."""
    page = _page(site, "about/despre.html")
    assert not page.xpath("//@onclick | //a[starts-with(@href, 'javascript') or contains(@href, 'evil.example')]")
    assert not page.xpath("//article//img | //article//em")
    shown = [link.text_content() for link in page.xpath("//article//a[contains(@href, 'minuta-sezatoarei')]")]
    assert len(shown) == 5 and set(shown) == {TITLE}
    assert page.findtext(".//title") == f"Despre {TITLE} - Grădini Vii"


def test_headings_have_the_anchors_of_their_words(site: Path) -> None:
    """Those that macros make stand in the table of contents, and links lead to them."""
    page = _page(site, "about/despre.html")
    toc = page.xpath("//nav[contains(@class, 'md-nav--secondary')]")[0]
    links = [(link.get("href"), " ".join(link.text_content().split())) for link in toc.iter("a")]
    ours = [link for link in links if not str(link[0]).startswith("#__")]
    (anchor,) = (str(heading.get("id")) for heading in page.iter("h2") if "Din" in heading.text_content())
    assert anchor.startswith("din-minuta-onclick")
    assert (f"#{anchor}", f"Din {TITLE}") in ours
    assert "#practice-strada" in dict(ours)
    assert ("#numere-2", "Numere: 2") in ours


def test_a_fence_in_a_summary_swallows_nothing(site: Path) -> None:
    """Neither the entries after it nor the rest of the page."""
    page = _page(site, "lessons/index.html")
    assert not page.xpath("//article//pre")
    titles = page.xpath("//article//a[@class='ct-rows__title']/text()")
    assert {"A-Gard", "Z-Gard"} <= set(titles) and len(titles) == 3


def test_no_mark_is_left_in_any_file(site: Path) -> None:
    """A mark is another one in each build, so a site with one would never be the same twice."""
    mark = re.compile(rb"ct[0-9a-f]{16}")
    assert [path for path in site.rglob("*") if path.is_file() and mark.search(path.read_bytes())] == []
