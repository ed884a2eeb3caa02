"""The dialog of the site, the single file and the terminal give the same answers, whatever is asked."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from macros.cli.search import results
from tests.bench.search_ways import ASK_SINGLE, ASK_SITE
from tests.conftest import Released
from tests.search.chromium import Chromium
from tests.search.queries import judged
from tests.search.support import Shipped

EVERY = 6
"""Of the judged queries, one in so many is asked."""
SPECIAL = (
    "R&D", "a", "œ", "cœur", "cohésion sociale", "réfugiés", "біженці", "trsut", "gossip", "overdue", "NWOW",
    "trust -Kenya", 'trust -"host community"', "refugees NOT Lebanon", "football AND Iraq", "cash OR voucher",
    '"social cohesion"', "socialcohesion", "the", "1300", "inequalities", "social cohesion", "Turkey",
    "protecția socială", "المجتمع -لبنان", "難民", "xyzzy", "C++", "refug", "",
)  # fmt: skip
"""Signs, letters, other languages, slips, everyday words, names, operators, names as a whole, beginnings, nothing."""


@pytest.fixture(scope="module")
def whole(released: Released) -> Path:
    """The whole library as one file."""
    return next(path for path in released.dist.glob("*.html") if re.fullmatch(r"common-thread-[\d-]+-\w+", path.stem))


def test_three_ways_to_ask_have_one_answer(
    shipped: Shipped, chromium: Chromium, built_site: Path, whole: Path
) -> None:  # fmt: skip
    """The first ten, in their order, and what is said of the words; a file leaves out pages that are no entries."""
    queries = [*judged()[::EVERY], *SPECIAL]
    found = {}
    for way, address, script in (
        ("site", (built_site / "guidance/index.html").as_uri(), ASK_SITE), ("file", whole.as_uri(), ASK_SINGLE)
    ):  # fmt: skip
        tab = chromium.open(address)
        found[way] = tab.run(script, queries)
        tab.close()
    entries = shipped.index.entries
    records = shipped.site.graph.records
    said = 0
    for query, site, file in zip(queries, found["site"], found["file"], strict=True):
        paths = [link.partition("/site/")[2].partition("?")[0].partition("#")[0] for link in site["links"]]
        answer = shipped.searcher.answer(query)
        shown = results(shipped.searcher, answer, len(paths) or 10)
        assert [result["page"].partition("#")[0] for result in shown] == paths, query
        held = {entry.path: _record(entry.id, records) for entry in entries}
        expected = list(dict.fromkeys(held[path] for path in paths if held[path]))
        assert file["links"][: len(expected)] == expected, query
        assert file["notes"] == site["notes"], query
        said += len(site["notes"])
    assert said > 10


def _record(id: str, records: object) -> str:
    """The entry that a page belongs to; a second page is called after it, with its folder."""
    name = id.rpartition("/")[2]
    assert isinstance(records, dict)
    while name and name not in records:
        name = name.rpartition("-")[0]
    return name if "/" not in id or id.split("/")[0] not in ("about", "contribute", "browse") else ""
