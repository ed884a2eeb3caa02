"""The second community of the tests, and records made in a line or two.

`tests/fixtures/second-community` is a whole project of another field, in another language, with controlled
lists of its own; nothing in it comes from the shipped library. Small libraries for single tests are made
here from records, without files.
"""

from __future__ import annotations

import datetime
import os
import shutil
import subprocess
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment

from macros.knowledge.graph import Graph
from macros.load.document import Document
from macros.load.files import parse
from macros.model.library import Library, read_library
from macros.model.record import Record
from macros.model.registry import record_types
from macros.model.reviews import OUTCOMES, ROLES
from macros.model.settings import PATH, Settings
from macros.model.vocabulary import Vocabulary
from macros.problems import Problem
from macros.render.templates import environment
from tests.casebook import write_files
from tests.conftest import ROOT
from tests.starting import run_command

SECOND = ROOT / "tests" / "fixtures" / "second-community"
TODAY = datetime.date(2026, 4, 1)
"""The day for which the second community is judged and built."""
OVERRIDES = ROOT / "overrides"

_NEEDED: dict[str, dict[str, Any]] = {
    "practice": {"validation_level": "samanta", "sources": [{"source": "izvor"}], "body": {"problem": "p"}},
    "lesson": {"outcome": "a-mers", "sources": [{"source": "izvor"}]},
    "definition": {"status": "schita", "harmonised": {"text": "Words."}},
    "guidance": {"audience": ["gradinari"], "rests_on": [{"entry": "izvor", "why": "why"}]},
    "workshop": {"kind": "atelier"},
    "group": {"kind": "retea", "level": "oras"},
    "organisation": {"kind": "asociatie"},
    "source": {"kind": "minuta", "verification": "citit"},
    "country": {"iso2": "RO", "iso3": "ROU", "region": "carpati"},
}
"""What each type can't do without, in terms of the second community's lists."""


def record(type_name: str, id: str, **fields: Any) -> Record:
    """A record with the least a type needs, and the given fields."""
    data: dict[str, Any] = {"title": f"Entry {id}", "summary": "Nothing is said here.", "added": "2026-01-01"}
    if type_name == "definition":
        data["names"] = [{"text": fields.get("title", f"Entry {id}"), "language": fields.get("language", "en")}]
    kind = record_types()[type_name]
    return kind.model_validate({"id": id, **data, **_NEEDED.get(type_name, {}), **fields})


SOURCE = record("source", "izvor")
"""The source that records cite unless they say otherwise."""


@cache
def second_library() -> Library:
    """The second community, read from its files."""
    library, problems = read_library(SECOND)
    assert library is not None and problems == []
    return library


def library_of(*records: Record, redirects: dict[str, str] | None = None, **settings: Any) -> Library:
    """A library of these records, with the lists of the second community."""
    known = {"name": "Small", "tagline": "t", "description": "d", "editors": "cerc", **settings}
    by_id = {record.id: record for record in (*records, *([] if any(r.id == "izvor" for r in records) else [SOURCE]))}
    ordered = {
        id: by_id[id] for name in record_types() for id in sorted(by_id) if by_id[id].type_name == name
    }  # fmt: skip
    documents = {id: Document(f"{record.folder}/{id}{record.ending}", {}) for id, record in ordered.items()}
    return Library(
        Path("nowhere"), Settings.model_validate(known), second_library().vocabularies, ordered, documents,
        redirects or {}, {PATH: Document(PATH, {}), "data/redirects.yml": Document("data/redirects.yml", {})},
    )  # fmt: skip


def with_values(library: Library, list_id: str, *values: str) -> Library:
    """A library whose list has further values; it gets a list that it doesn't have."""
    known = library.vocabularies.get(list_id) or Vocabulary.model_validate(
        {"id": list_id, "title": {"en": list_id}, "definition": "A list.", "terms": [{"id": "x", "label": {"en": "x"}}]}
    )
    terms = (
        *(known.terms if list_id in library.vocabularies else ()),
        *(known.terms[0].model_copy(update={"id": value}) for value in values),
    )
    return replace(library, vocabularies={**library.vocabularies, list_id: known.model_copy(update={"terms": terms})})


def with_review_lists(library: Library) -> Library:
    """A library that has the shipped lists of roles and outcomes of reviews."""
    lists = {}
    for name in (ROLES, OUTCOMES):
        document, _ = parse(f"{name}.yml", (ROOT / "data" / "vocabularies" / f"{name}.yml").read_bytes())
        assert document is not None
        lists[name] = Vocabulary.model_validate({"id": name, **document.data})
    return replace(library, vocabularies={**library.vocabularies, **lists})


def graph_of(*records: Record, today: datetime.date = TODAY, **settings: Any) -> Graph:
    """The graph of a library of these records."""
    return Graph(library_of(*records, **settings), today)


def read_files(root: Path, files: dict[str, str]) -> tuple[Library | None, list[Problem]]:
    """A library read from files, beside the settings and lists of the second community."""
    shutil.copytree(SECOND / "data" / "vocabularies", root / "data" / "vocabularies", dirs_exist_ok=True)
    shutil.copy(SECOND / PATH, root / PATH)
    write_files(root, files)
    return read_library(root)


def copy_second(target: Path) -> Path:
    """A copy of the second community that still uses this repository's code and templates."""
    shutil.copytree(SECOND, target)
    settings = target / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8").replace("../../../", f"{ROOT.as_posix()}/"), "utf-8")
    return target


def run(project: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run `commonthread` on a project."""
    known = {name: value for name, value in os.environ.items() if name not in ("SOURCE_DATE_EPOCH", "TZ")}
    return run_command(["--root", str(project), *arguments], ROOT, {**known, **environment})


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its bytes."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def environment_of(graph: Graph) -> Environment:
    """This repository's templates for a graph."""
    return environment(OVERRIDES, graph)
