"""Whether a search finds what people who know the library expect: our engine beside MkDocs' lunr as it comes.

The judgements are in `tests/search/judgements/`: queries with the ids of the pages that answer them, those of people
who had not seen the engine in `strangers/`. Both engines
search the shipped library; lunr gets the documents that MkDocs' own plugin makes of the finished pages.
"""

from __future__ import annotations

import gc
import json
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import chdir, contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import unquote

import mkdocs.contrib.search
import yaml
from mkdocs.commands.build import build as build_site
from mkdocs.config import load_config
from mkdocs.contrib.search.search_index import SearchIndex
from playwright.sync_api import Browser

from macros.render.page import RenderedPage
from macros.search.library import SearchLibrary
from tests.bench.project import ROOT

JUDGEMENTS = ROOT / "tests" / "search" / "judgements"
AT = 10
"""Results that a reader looks at."""
_LUNR = Path(mkdocs.contrib.search.__file__).parent / "templates" / "search" / "lunr.js"


@dataclass(frozen=True)
class Judgement:
    """A query and what it should find."""

    file: str
    query: str
    kind: str
    expect: tuple[str, ...]
    """Ids of pages; the order says nothing."""

    @property
    def by(self) -> str:
        """Who asked: `strangers`, or those who knew the library and had the engine in view."""
        return "strangers" if self.file.startswith("strangers") else "with the engine in view"


@dataclass(frozen=True)
class Judged:
    """How an engine answered a judgement."""

    judgement: Judgement
    recall: float
    reciprocal: float
    missed: tuple[tuple[str, int | None], ...]
    """Expected ids that are not among the first `AT`, each with its rank or none."""
    first: tuple[str, ...]
    """The ids that came first."""


@dataclass(frozen=True)
class Means:
    """An engine's averages over several judgements."""

    queries: int
    recall: float
    reciprocal: float


def judgements(folder: Path = JUDGEMENTS) -> list[Judgement]:
    """Every judged query that expects something, by file."""
    found = []
    for path in sorted(folder.rglob("*.yml")):
        for said in yaml.safe_load(path.read_text(encoding="utf-8")) or ():
            if said.get("expect"):
                expect = tuple(dict.fromkeys(map(str, said["expect"])))
                name = path.relative_to(folder).with_suffix("").as_posix()
                found.append(Judgement(name, str(said["query"]), str(said.get("kind", "")), expect))
    return found


def recall(ranked: Sequence[str], expected: Iterable[str], at: int = AT) -> float:
    """Part of the expected ids that stand among the first results."""
    wanted = set(expected)
    return len(wanted.intersection(ranked[:at])) / len(wanted) if wanted else 1.0


def reciprocal_rank(ranked: Sequence[str], expected: Iterable[str]) -> float:
    """One over the rank of the first expected id; 0 when none was found."""
    wanted = set(expected)
    return next((1 / rank for rank, id in enumerate(ranked, start=1) if id in wanted), 0.0)


def pages_in_order(locations: Iterable[str], ids: Mapping[str, str]) -> list[str]:
    """The pages of sections in the order of their best section, each once.

    Args:
        locations: addresses in the site, with anchors.
        ids: of pages, by address; a page without one is known by its address without ending.
    """
    paths = (unquote(location).partition("#")[0] for location in locations)
    return list(dict.fromkeys(ids.get(path, path.removesuffix(".html")) for path in paths))


def judge(judgement: Judgement, ranked: Sequence[str]) -> Judged:
    """Compare what an engine found with what was expected."""
    ranks = {id: rank for rank, id in enumerate(ranked, start=1)}
    missed = tuple((id, ranks.get(id)) for id in judgement.expect if ranks.get(id, AT + 1) > AT)
    return Judged(
        judgement,
        recall(ranked, judgement.expect),
        reciprocal_rank(ranked, judgement.expect),
        missed,
        tuple(ranked[:AT]),
    )


def means(judged: Sequence[Judged]) -> Means:
    """Averages; each query counts alike."""
    count = len(judged) or 1
    return Means(len(judged), sum(one.recall for one in judged) / count, sum(one.reciprocal for one in judged) / count)


def grouped(judged: Sequence[Judged], key: Callable[[Judgement], str]) -> dict[str, Means]:
    """Averages by file or by kind."""
    groups: dict[str, list[Judged]] = {}
    for one in judged:
        groups.setdefault(key(one.judgement), []).append(one)
    return {name: means(groups[name]) for name in sorted(groups)}


def ours(library: SearchLibrary, asked: Sequence[Judgement]) -> list[Judged]:
    """Our engine's answers."""
    searcher = library.searcher()
    return [
        judge(one, [library.index.entries[hit.page].id for hit in searcher.answer(one.query).hits]) for one in asked
    ]


def mkdocs_documents(root: Path, today: str) -> list[dict[str, str]]:
    """The documents that MkDocs' own search plugin makes of the site: one per page and one per heading."""
    with tempfile.TemporaryDirectory(dir=root, prefix=".site-") as folder, _surroundings(root, today):
        shipped = load_config(str(root / "mkdocs.yml"))
        plugins = [{"macros": dict(shipped.plugins["macros"].config)}, "/search"]
        config = load_config(str(root / "mkdocs.yml"), plugins=plugins, site_dir=folder)
        config.plugins.on_startup(command="build", dirty=False)
        build_site(config)
        docs = json.loads((Path(folder) / "search" / "search_index.json").read_text(encoding="utf-8"))["docs"]
    return [{name: str(doc[name]) for name in ("location", "title", "text")} for doc in docs]


def with_core_pages(documents: Sequence[Mapping[str, str]], pages: Sequence[RenderedPage]) -> list[dict[str, str]]:
    """MkDocs' documents and those of the pages that MkDocs no longer makes itself, by its own indexer."""
    index = SearchIndex(indexing="full")
    for page in pages:
        toc = [SimpleNamespace(id=one.id, title=one.title, url=f"#{one.id}", children=[]) for one in page.headings]
        index.add_entry_from_context(
            SimpleNamespace(content=page.html, title=page.title, url=page.path, toc=toc)  # type: ignore[arg-type]
        )
    made = {page.path for page in pages}
    others = [dict(doc) for doc in documents if unquote(doc["location"]).partition("#")[0] not in made]
    return [*others, *({name: str(doc[name]) for name in ("location", "title", "text")} for doc in index._entries)]


@contextmanager
def _surroundings(root: Path, today: str) -> Iterator[None]:
    """The day and the folder that a build takes from the process; put back afterwards, garbage collection too."""
    wanted = {"COMMONTHREAD_TODAY": today, "SOURCE_DATE_EPOCH": "1", "NO_MKDOCS_2_WARNING": "1"}
    before = {name: os.environ.get(name) for name in wanted}
    os.environ |= wanted
    try:
        with chdir(root):
            yield
    finally:
        gc.enable()
        for name, value in before.items():
            os.environ.pop(name, None)
            if value is not None:
                os.environ[name] = value


_LUNR_SEARCH = """
([docs, queries]) => {
  const index = lunr(function () {
    this.ref("location");
    this.field("title");
    this.field("text");
    for (const doc of docs) this.add(doc);
  });
  return queries.map((query) => {
    try { return index.search(query).map((hit) => hit.ref); } catch (error) { return null; }
  });
}
"""


def default_lunr(browser: Browser, documents: Sequence[Mapping[str, str]], asked: Sequence[Judgement],
                 ids: Mapping[str, str]) -> tuple[list[Judged], list[str]]:  # fmt: skip
    """lunr.js with its default settings over the same pages.

    Returns:
        Its answers, and the queries that its parser rejected: they count as without results.
    """
    page = browser.new_page()
    page.evaluate(_LUNR.read_text(encoding="utf-8"))
    found = page.evaluate(_LUNR_SEARCH, [list(documents), [one.query for one in asked]])
    page.close()
    rejected = [one.query for one, hits in zip(asked, found, strict=True) if hits is None]
    judged = [judge(one, pages_in_order(hits or (), ids)) for one, hits in zip(asked, found, strict=True)]
    return judged, rejected


def unknown_ids(asked: Sequence[Judgement], library: SearchLibrary) -> list[str]:
    """Expected ids that no page of the index has: slips in the judgements."""
    known = {entry.id for entry in library.index.entries}
    return [f"{one.file}: {one.query}: {id}" for one in asked for id in one.expect if id not in known]
