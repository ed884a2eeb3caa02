"""A synthetic library as a project folder that `commonthread` takes: content, settings, pages, mkdocs.yml."""

from __future__ import annotations

import functools
import re
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml
from babel.core import get_global
from mkdocs.utils.yaml import yaml_load

from macros.model.registry import record_types
from tests.bench.entries import entries
from tests.bench.synthetic import Entry, plan

ROOT = Path(__file__).parents[2]
"""This repository, which gives the controlled lists, the look and the shipped `mkdocs.yml`."""
_ALPHA_3 = re.compile(r"(?!AA|Q[M-Z]|X|ZZ)[A-Z]{3}")
"""Codes of countries; the others are left to whoever wants one."""
PAGES = {
    "index.md": "# Home\n\n{{ ways_in() }}\n\n{{ recent_changes(limit=8) }}\n",
    "practices/index.md": '# Practices\n\n{{ practice_index(by="intervention-levels") }}\n',
    "lessons/index.md": '# Lessons\n\n{{ lesson_index(by="lesson-outcomes") }}\n',
    "definitions/index.md": '# Definitions\n\n{{ definition_index(by="definition-status") }}\n',
    "definitions/glossary.md": "# Glossary\n\n{{ glossary() }}\n",
    "guidance/index.md": '# Guidance\n\n{{ guidance_index(style="cards") }}\n',
    "sources/reading-list.md": '# Reading list\n\n{{ source_index(by="reading-lists") }}\n',
    "workshops/index.md": '# Workshops\n\n{{ workshop_index(sort="year", style="cards") }}\n',
    "workshops/actions.md": "# Actions\n\n{{ actions() }}\n",
    "groups/index.md": '# Groups\n\n{{ group_index(by="group-kinds") }}\n',
    "browse/index.md": "# Browse\n\n{{ browse() }}\n",
    "browse/matrix.md": '# Matrix\n\n{{ matrix("practice", rows="intervention-levels", columns="dimensions") }}\n',
    "browse/matrix-target-groups.md": "# Target groups\n\n"
    '{{ matrix("practice", rows="target-groups", columns="intervention-levels") }}\n',
    "organisations/index.md": '# Organisations\n\n{{ organisation_index(by="organisation-kinds") }}\n',
    "countries/index.md": '# Countries\n\n{{ country_index(by="regions") }}\n',
    "sources/index.md": '# Sources\n\n{{ source_index(by="verification") }}\n',
    "about/index.md": "# About\n\n{{ type_list() }}\n",
    "contribute/index.md": "# Contribute\n\n{{ problem_codes() }}\n",
}
"""The authored pages: the shipped indexes, without the sentences around them."""
NAV = {
    "Home": ["index.md"],
    "Practices": ["practices/index.md", "lessons/index.md"],
    "Definitions": ["definitions/index.md", "definitions/glossary.md"],
    "Guidance": ["guidance/index.md", "sources/reading-list.md"],
    "Agreements": ["workshops/index.md", "workshops/actions.md", "groups/index.md"],
    "Browse": [
        "browse/index.md", "browse/matrix.md", "browse/matrix-target-groups.md", "organisations/index.md",
        "countries/index.md", "sources/index.md",
    ],
    "Contribute": ["contribute/index.md"],
    "About": ["about/index.md"],
}  # fmt: skip
"""Sections and their pages, as many as the shipped navigation has."""


def library(size: int) -> list[Entry]:
    """The entries of a library of a size, 30 or more."""
    return list(entries(plan(size, _vocabularies(), _territories())))


def write_project(target: Path, made: Sequence[Entry]) -> None:
    """Write a project folder anew."""
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(ROOT / "data" / "vocabularies", target / "data" / "vocabularies")
    for shared in ("overrides", "macros"):
        (target / shared).symlink_to(ROOT / shared, target_is_directory=True)
    for path, text in PAGES.items():
        write(target / "docs" / path, text)
    for entry in made:
        write(target / entry.path, _file(entry))
    first = {name: next(entry for entry in made if entry.type == name).id for name in ("group", "practice")}
    site = {
        "name": "Synthetic library",
        "tagline": "Invented entries for measuring.",
        "description": "Invented entries for measuring how a build grows with its library.",
        "editors": first["group"],
    }
    write(target / "data" / "site.yml", as_yaml(site))
    write(target / "data" / "redirects.yml", as_yaml({"redirects": {"practices/retired": first["practice"]}}))
    write(target / "mkdocs.yml", as_yaml(shipped_config() | {"nav": navigation()}))


def shipped_config() -> dict[str, Any]:
    """The shipped `mkdocs.yml`."""
    with (ROOT / "mkdocs.yml").open(encoding="utf-8") as stream:
        return dict(yaml_load(stream))


def navigation() -> list[dict[str, Any]]:
    """`NAV` as MkDocs writes it."""
    return [{title: pages if len(pages) > 1 else pages[0]} for title, pages in NAV.items()]


def as_yaml(data: Mapping[str, Any]) -> str:
    """Plain YAML in the order given."""
    text: str = yaml.dump(
        dict(data), Dumper=getattr(yaml, "CSafeDumper", yaml.SafeDumper), allow_unicode=True, sort_keys=False
    )
    return text


def write(path: Path, text: str) -> None:
    """Write a text file, its folder included."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def _file(entry: Entry) -> str:
    fields = as_yaml(entry.fields)
    if entry.path.endswith(".yml"):
        return fields
    known = {section.heading for section in record_types()[entry.type].sections}
    body = "\n".join(f"\n## {heading}\n\n{text}" for heading, text in entry.sections if heading in known)
    return f"---\n{fields}---\n{body}\n"


@functools.cache
def _vocabularies() -> dict[str, list[str]]:
    found = {}
    for path in sorted((ROOT / "data" / "vocabularies").glob("*.yml")):
        found[path.stem] = [term["id"] for term in yaml.safe_load(path.read_text(encoding="utf-8"))["terms"]]
    return found


@functools.cache
def _territories() -> list[tuple[str, str]]:
    """Pairs of ISO 3166-1 codes, alpha-2 and alpha-3, each alpha-2 once."""
    aliases = get_global("territory_aliases")
    pairs = {two[0]: three for three, two in sorted(aliases.items()) if _ALPHA_3.fullmatch(three) and len(two) == 1}
    return sorted(pairs.items())
