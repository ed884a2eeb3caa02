"""A library of invented entries: how many of each type, their ids, and who may refer to whom.

The same size always gives the same entries, on any day. Next stages: `project` writes them for this
project, `plain` for plain Material.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from tests.bench.words import ADJECTIVES, NOUNS, Writer, place_names

SHARES = {
    "practice": 0.27,
    "lesson": 0.10,
    "definition": 0.09,
    "guidance": 0.07,
    "workshop": 0.07,
    "group": 0.05,
    "organisation": 0.13,
    "source": 0.20,
    "country": 0.02,
}
"""Part of each type in a library; close to the shipped content, with fewer bare sources."""
MOST_COUNTRIES = 200
FOLDERS = {
    "practice": "docs/practices",
    "lesson": "docs/lessons",
    "guidance": "docs/guidance",
    "definition": "data/definitions",
    "workshop": "data/workshops",
    "group": "data/groups",
    "organisation": "data/organisations",
    "source": "data/sources",
    "country": "data/countries",
}


@dataclass(frozen=True)
class Entry:
    """One entry, for this project and for the comparison."""

    type: str
    id: str
    title: str
    summary: str
    fields: Mapping[str, Any]
    """What the entry's YAML or front matter says, prose of YAML types included."""
    sections: Sequence[tuple[str, str]]
    """Headings and Markdown texts, in the order of the page; for YAML types the words of `fields` again."""

    @property
    def path(self) -> str:
        """File of the entry, relative to the project's root."""
        return f"{FOLDERS[self.type]}/{self.id}{'.md' if FOLDERS[self.type].startswith('docs') else '.yml'}"

    @property
    def words(self) -> int:
        """Words of prose: title, summary and texts."""
        return sum(len(text.split()) for text in (self.title, self.summary, *(text for _, text in self.sections)))


@dataclass(frozen=True)
class Plan:
    """Everything that an entry needs to know before it is written."""

    random: Random
    writer: Writer
    ids: Mapping[str, Sequence[str]]
    """Ids by type, the most referred to first."""
    terms: Mapping[str, str]
    """Definition id to its preferred name."""
    vocabularies: Mapping[str, Sequence[str]]
    """Terms of every controlled list."""
    territories: Sequence[tuple[str, str]]
    """ISO 3166-1 codes, alpha-2 and alpha-3."""


def counts(size: int) -> dict[str, int]:
    """Entries of each type in a library of a size; at least one of each, practices take the rest."""
    found = {name: max(1, round(size * share)) for name, share in SHARES.items()}
    found["country"] = min(found["country"], MOST_COUNTRIES)
    found["practice"] += size - sum(found.values())
    return found


def plan(size: int, vocabularies: Mapping[str, Sequence[str]], territories: Sequence[tuple[str, str]]) -> Plan:
    """Names and ids of a library of `size` entries, 30 or more."""
    random = Random(f"common thread {size}")
    places = place_names(random, 40 + size // 2)
    ids: dict[str, list[str]] = {}
    for name, count in counts(size).items():
        if name == "definition":
            pairs = [f"{adjective} {noun}" for adjective in ADJECTIVES for noun in NOUNS]
            ids[name] = [pair.replace(" ", "-") for pair in random.sample(pairs, count)]
        else:
            ids[name] = [f"{name}-{random.choice(places).lower()}-{number:04d}" for number in range(1, count + 1)]
    terms = {id: id.replace("-", " ") for id in ids["definition"]}
    return Plan(random, Writer(random, places, list(terms.values())), ids, terms, vocabularies, territories)
