"""Which packs a library gives, and what is in each: entries, the definitions they use, the sources they cite."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from macros.knowledge.graph import Graph
from macros.model.definition import Definition
from macros.model.fields import Ref, Term
from macros.model.languages import language_name
from macros.model.record import Record
from macros.model.registry import slots
from macros.model.settings import PackRule
from macros.model.vocabulary import page_name

WHOLE = "library"
"""Id of the pack with everything."""
GROUPS, COUNTRIES, LANGUAGES = "groups", "countries", "languages"


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
    for by in settings.by:
        for id, title, summary, list_title, records in _values(graph, by):
            counting = [record for record in records if not record.directory]
            if len(counting) >= settings.smallest and len(counting) < len(_substance(graph)):
                found.append(_pack(graph, id, title, summary, records, settings.pack_bytes, list_title))
    for rule in settings.packs:
        records = [record for record in graph.records.values() if record.id in rule.entries or _fits(rule, record)]
        size = settings.pack_bytes if rule.most_bytes is None else rule.most_bytes
        found.append(_pack(graph, rule.id, rule.title, rule.summary or "", records, size, ""))
    return found


def _substance(graph: Graph) -> list[Record]:
    return [record for record in graph.records.values() if not record.directory]


def _values(graph: Graph, by: str) -> Iterator[tuple[str, str, str, str, list[Record]]]:
    """Id, title, summary, name of the list and entries of each value of a list."""
    if by == COUNTRIES:
        for country in graph.by_type.get("country", ()):
            records = [country, *(record for record in _substance(graph) if country.id in countries_of(record))]
            yield f"country-{country.id}", country.title, country.summary, graph.kinds.plural("country"), records
    elif by == GROUPS:
        for group in graph.by_type.get("group", ()):
            backlinks = [link.record for links in graph.backlinks(group.id).values() for link in links]
            records = [group, *(record for record in backlinks if not record.directory)]
            yield f"group-{group.id}", group.title, group.summary, graph.kinds.plural("group"), records
    elif by == LANGUAGES:
        for language in sorted({record.language for record in _substance(graph)}):
            records = [record for record in _substance(graph) if record.language == language]
            yield f"language-{language.lower()}", language_name(language, graph.language), "", "Languages", records
    else:
        vocabulary = graph.vocabularies[by]
        carried = graph.carried(vocabulary)
        for term in vocabulary.terms:
            title = term.label_in(graph.language)
            id = f"{vocabulary.id}-{page_name(term.id)}"
            yield id, title, term.definition or "", vocabulary.title_in(graph.language), list(carried[term.id])


def countries_of(record: Record) -> set[str]:
    """Countries that a record refers to, as its place or otherwise."""
    return {
        value
        for slot in slots(type(record), Ref)
        if slot.marker.types == ("country",)
        for _, value in slot.values(record)
    }


def _fits(rule: PackRule, record: Record) -> bool:
    """Whether a record meets every condition of a rule; a rule without any takes none."""
    if record.directory or not (rule.types or rule.terms or rule.countries or rule.languages):
        return False
    carried: dict[str, set[str]] = {}
    for slot in slots(type(record), Term):
        carried.setdefault(slot.marker.vocabulary, set()).update(value for _, value in slot.values(record))
    return (
        (not rule.types or record.type_name in rule.types)
        and all(not carried.get(list_, set()).isdisjoint(values) for list_, values in rule.terms.items())
        and (not rule.countries or not countries_of(record).isdisjoint(rule.countries))
        and (not rule.languages or record.language in rule.languages)
    )


def _pack(
    graph: Graph, id: str, title: str, summary: str, records: Iterable[Record], most_bytes: int, list_title: str
) -> Pack:
    """A pack with what its entries rest on; in the order of the library."""
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
