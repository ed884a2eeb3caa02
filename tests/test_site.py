"""The shipped library as it is built: links, sizes, what is in it and what is not."""

from __future__ import annotations

import gzip
import json
import re
import zipfile
from itertools import pairwise
from pathlib import Path

from macros.check_links import broken_links
from tests.conftest import Released

_HEADING = re.compile(r"<h([1-6])\b")
RAW, PACKED = 60_000, 15 * 1024
"""Most bytes of a page's HTML, as it is and compressed."""


def test_every_link_of_the_site_leads_somewhere(built_site: Path) -> None:
    """Pages and anchors."""
    assert broken_links(built_site) == []


def test_no_page_is_heavier_than_a_slow_phone_bears(built_site: Path) -> None:
    """60 KB raw, 15 KB compressed."""
    heavy = {}
    for path in built_site.rglob("*.html"):
        raw = path.read_bytes()
        if len(raw) > RAW or len(gzip.compress(raw, 9)) > PACKED:
            heavy[path.relative_to(built_site).as_posix()] = len(raw), len(gzip.compress(raw, 9))
    assert heavy == {}


def test_no_page_leaves_out_a_level_of_heading(released: Released) -> None:
    """People who go from heading to heading lose nothing; on the site with its files, and in every pack."""
    pages = {path.as_posix(): path.read_text("utf-8") for path in released.site.rglob("*.html")}
    for pack in released.zips():
        with zipfile.ZipFile(pack) as opened:
            found = (name for name in opened.namelist() if name.endswith(".html"))
            pages |= {f"{pack.name}: {name}": opened.read(name).decode() for name in found}
    assert any(name.endswith("a-z.html") for name in pages)
    wrong = {}
    for name, html in pages.items():
        levels = [int(level) for level in _HEADING.findall(html)]
        if levels[:1] != [1] or any(after > before + 1 for before, after in pairwise(levels)):
            wrong[name] = levels
    assert wrong == {}


def test_nothing_is_shipped_that_no_reader_needs(built_site: Path) -> None:
    """No source maps, no search languages, no workers, nothing of the project's own workings."""
    unneeded = [
        path.relative_to(built_site).as_posix()
        for path in built_site.rglob("*")
        if path.suffix in (".map", ".py", ".yml") or "lunr" in path.as_posix() or "/workers/" in path.as_posix()
    ]
    assert unneeded == []


def test_every_record_has_its_page_and_stands_in_the_export(built_site: Path) -> None:
    """`data/records.json` holds every entry file, and every page it names exists."""
    exported = json.loads((built_site / "data/records.json").read_text(encoding="utf-8"))
    project = built_site.parent
    entries = [path for path in project.glob("data/*/*.yml") if path.parent.name not in ("vocabularies", "search")]
    entries += [path for kind in ("practices", "lessons", "guidance") for path in project.glob(f"docs/{kind}/*.md")]
    ids = {path.stem for path in entries} - {"index"}
    assert {record["id"] for record in exported["records"]} == ids
    base = "https://common-thread.example.org/"
    missing = [r["page"] for r in exported["records"] if not (built_site / r["page"].removeprefix(base)).is_file()]
    assert missing == []


def test_the_library_holds_what_it_promises(built_site: Path) -> None:
    """Enough definitions, practices and guidance to be worth opening."""
    exported = json.loads((built_site / "data/records.json").read_text(encoding="utf-8"))["records"]
    count: dict[str, int] = {}
    for record in exported:
        count[record["type"]] = count.get(record["type"], 0) + 1
    assert count["definition"] >= 25
    assert count["practice"] + count["lesson"] >= 20
    assert count["guidance"] >= 10
    cohesion = next(record for record in exported if record["id"] == "social-cohesion")
    assert len(cohesion["source_definitions"]) >= 8
