"""Which packs a library gives, and what is in each: entries, the definitions they use, the sources they cite."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from macros.knowledge.graph import Graph
from macros.model.definition import Definition
from macros.model.record import Record
from macros.model.settings import COUNTRIES, GROUPS, LANGUAGES, TYPES, PackRule
from macros.model.vocabulary import page_name

WHOLE = "library"
"""Id of the pack with everything."""


@dataclass(frozen=True)
class Pack:
    """A part of the library that is read without a network."""

    id: str
    title: str
    summary: str
    entries: tuple[str, ...]
    """Ids of what it is about."""
    added: tuple[str, ...]
    """Ids of the definitions these use and the sources they cite."""
    most_bytes: int
    """Largest size of its file."""
    directory: int = 0
    """How many of its entries belong to the directory."""
    list: str = ""
    """Name of the list whose value it is; empty for the whole library and packs of the community's own."""

    @property
    def ids(self) -> tuple[str, ...]:
        """Everything in it."""
        return (*self.entries, *self.added)


def packs_of(graph: Graph) -> list[Pack]:
    """The whole library, then packs by value in the order of `data/site.yml`, then the community's own."""
    settings = graph.settings.bundles
    name, tagline, ids = graph.settings.name, graph.settings.tagline, tuple(graph.records)
    directory = len(ids) - len(_substance(graph))
    found = [Pack(WHOLE, name, tagline, ids, (), settings.library_bytes, directory)]
    for by in (*graph.settings.browse, GROUPS, LANGUAGES) if settings.by is None else settings.by:
        for id, title, summary, list_title, records in _values(graph, by):
            counting = [record for record in records if not record.directory]
            if len(counting) >= settings.smallest and len(counting) < len(_substance(graph)):
                found.append(pack_of(graph, id, title, summary, records, settings.pack_bytes, list_title))
    for rule in settings.packs:
        records = [
            record for record in graph.records.values() if record.id in rule.entries or _fits(graph, rule, record)
        ]
        size = settings.pack_bytes if rule.most_bytes is None else rule.most_bytes
        found.append(pack_of(graph, rule.id, rule.title, rule.summary or "", records, size))
    return found


def _substance(graph: Graph) -> list[Record]:
    return [record for record in graph.records.values() if not record.directory]


def _values(graph: Graph, by: str) -> Iterator[tuple[str, str, str, str, list[Record]]]:
    """Id, title, summary, name of the list and entries of each value of a list."""
    if by == GROUPS:
        for group in graph.by_type.get("group", ()):
            backlinks = [link.record for links in graph.backlinks(group.id).values() for link in links]
            records = [group, *(record for record in backlinks if not record.directory)]
            yield f"group-{group.id}", group.title, group.summary, graph.kinds.plural("group"), records
        return
    facet = graph.facets[by]
    for value in facet.values:
        entries, name = list(facet.entries[value.id]), page_name(value.id).lower()
        if by == COUNTRIES:
            country = graph.records[value.id]
            yield f"country-{name}", country.title, country.summary, facet.title, [country, *entries]
        elif by == LANGUAGES:
            spoken = [record for record in entries if not record.directory]
            yield f"language-{name}", value.label, "", facet.title, spoken
        else:
            yield f"{facet.id}-{name}", value.label, value.definition or "", facet.title, entries


def _fits(graph: Graph, rule: PackRule, record: Record) -> bool:
    """Whether a record meets every condition of a rule; a rule without any takes none."""
    wanted = {**rule.terms, COUNTRIES: rule.countries, LANGUAGES: rule.languages, TYPES: rule.types}
    asked = {facet: values for facet, values in wanted.items() if values}
    return (
        not record.directory
        and bool(asked)
        and all(not set(values).isdisjoint(graph.facets[facet].values_of(record)) for facet, values in asked.items())
    )


def pack_of(
    graph: Graph, id: str, title: str, summary: str, records: Iterable[Record], most_bytes: int, list_title: str = ""
) -> Pack:
    """A pack of some entries with what they rest on: the definitions they use or name, the sources they cite.

    Args:
        graph: the library.
        id: of the pack.
        title: of the pack.
        summary: of the pack; may be empty.
        records: what it is about; it has them in the order of the library.
        most_bytes: largest size of its file.
        list_title: name of the list whose value it is.
    """
    chosen = {record.id for record in records}
    rests_on: set[str] = set()
    for entry in chosen:
        rests_on.update(graph.used_terms[entry], graph.cited(graph.records[entry]))
        rests_on.update(target for target in graph.links_from(entry) if _defines(graph, target))
    ordered = [name for name in graph.records if name in chosen]
    added = [name for name in graph.records if name in rests_on - chosen]
    directory = sum(graph.records[name].directory for name in ordered)
    return Pack(id, title, summary, tuple(ordered), tuple(added), most_bytes, directory, list_title)


def _defines(graph: Graph, id: str) -> bool:
    return isinstance(graph.records[id], Definition)
