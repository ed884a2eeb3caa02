"""The read-only graph of a library: everything pages and exports ask about more than one record."""

from __future__ import annotations

import datetime
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from dateutil.relativedelta import relativedelta

from macros.knowledge.facets import Facet, find_facets, places
from macros.knowledge.glossary import Glossary
from macros.knowledge.kinds import Kinds
from macros.knowledge.links import Link, cited_sources, find_links
from macros.knowledge.markup import plain_words
from macros.knowledge.provenance import Provenance, trace
from macros.knowledge.related import Feature, Related, find_related, words_of
from macros.model.beside import AttachedFile
from macros.model.definition import Definition
from macros.model.library import Library
from macros.model.record import Record
from macros.model.registry import prose, record_types
from macros.model.reviews import REVIEWER
from macros.model.sensitivity import CLEARED
from macros.model.settings import COUNTRIES
from macros.words import N_

USES_TERM = N_("uses the term")
"""Role of an entry whose text holds a defined term."""
_NOT_LISTED = frozenset({"kept by it", CLEARED, REVIEWER})
"""Roles that entries have towards who keeps, cleared or reviewed them; listing these would bury the rest."""


@dataclass(frozen=True)
class Backlink:
    """An entry that refers to another, with what it does with the other: `cites it`, `narrower term`."""

    record: Record
    roles: tuple[str, ...]
    place: str = ""
    """Id of the item in the entry that refers; empty when the entry as a whole does."""


class Graph:
    """A library with its connections. Nothing in it changes after it is made."""

    def __init__(self, library: Library, today: datetime.date, links: tuple[Link, ...] | None = None) -> None:
        """Connect a library whose references have been checked.

        Args:
            library: every record valid, every reference good.
            today: the day against which reviews and actions are judged.
            links: its references, when the check has found them already.
        """
        self._links = links
        self.library = library
        self._today = today
        self.records = library.records
        self.settings = library.settings
        self.vocabularies = library.vocabularies
        self.language = library.settings.language
        self.words = library.words
        self.kinds = Kinds(library.settings, library.words)

    def __repr__(self) -> str:
        return f"<Graph of {len(self.records)} records>"

    @property
    def today(self) -> datetime.date:
        """The day against which reviews and actions are judged; a page rather asks `past`."""
        return self._today

    @cached_property
    def by_type(self) -> Mapping[str, tuple[Record, ...]]:
        """Records of each type, sorted by title."""
        grouped: dict[str, list[Record]] = {name: [] for name in record_types()}
        for record in self.records.values():
            grouped[record.type_name].append(record)
        return {name: tuple(sorted(items, key=title_key)) for name, items in grouped.items()}

    @cached_property
    def definitions(self) -> tuple[Definition, ...]:
        """All definitions, by title."""
        return tuple(record for record in self.by_type.get("definition", ()) if isinstance(record, Definition))

    def glossary(self, language: str) -> Glossary:
        """The names to look for in texts of a language."""
        if language not in self._glossaries:
            self._glossaries[language] = Glossary(self.definitions, language)
        return self._glossaries[language]

    @cached_property
    def _glossaries(self) -> dict[str, Glossary]:
        return {}

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """Every reference, in the order of records."""
        return tuple(find_links(self.library)[0]) if self._links is None else self._links

    @cached_property
    def _outgoing(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, dict[str, None]] = defaultdict(dict)
        for link in self.links:
            found[link.source][link.target] = None
        return {source: tuple(targets) for source, targets in found.items()}

    def links_from(self, id: str) -> tuple[str, ...]:
        """What a record refers to, each once."""
        return self._outgoing.get(id, ())

    @cached_property
    def used_terms(self) -> Mapping[str, tuple[str, ...]]:
        """Definitions whose names stand in a record's prose, by record id."""
        found = {}
        for record in self.records.values():
            own: dict[str, None] = {}
            glossary = self.glossary(record.language)
            unlinked = {name.casefold() for name in record.unlinked_terms}
            for text in self.texts(record):
                for match in glossary.find(text):
                    if match.definition != record.id and text[match.start : match.end].casefold() not in unlinked:
                        own[match.definition] = None
            found[record.id] = tuple(own)
        return found

    @staticmethod
    def texts(record: Record) -> Iterator[str]:
        """The plain words of a record's prose, text by text."""
        for _, _, text in prose(record):
            yield plain_words(text)

    @cached_property
    def _incoming(self) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
        """Target id to referring id to roles."""
        found: dict[str, dict[str, dict[str, None]]] = defaultdict(lambda: defaultdict(dict))
        for link in self.links:
            if link.role not in _NOT_LISTED:
                found[link.target][link.source][link.role] = None
        for source, definitions in self.used_terms.items():
            for definition in definitions:
                if source not in found[definition] and not self.records[source].directory:
                    found[definition][source][USES_TERM] = None
        return {
            target: {source: tuple(roles) for source, roles in sources.items()} for target, sources in found.items()
        }

    def backlinks(self, id: str) -> Mapping[str, tuple[Backlink, ...]]:
        """Entries that refer to one, by type in the order of types, each with its roles."""
        grouped: dict[str, list[Backlink]] = defaultdict(list)
        for source, roles in self._incoming.get(id, {}).items():
            record = self.records[source]
            grouped[record.type_name].append(Backlink(record, roles, self._item_that_leads(record, id)))
        return {
            name: tuple(sorted(grouped[name], key=lambda backlink: title_key(backlink.record)))
            for name in record_types()
            if name in grouped
        }

    def _item_that_leads(self, record: Record, target: str) -> str:
        """The item of a record that alone refers to another; empty where the record as a whole does, or several do."""
        found = {record.item_at(link.location) for link in self._leading.get((record.id, target), ())}
        return found.pop() if len(found) == 1 else ""

    @cached_property
    def _leading(self) -> Mapping[tuple[str, str], list[Link]]:
        """Links by the ids at their two ends."""
        found: dict[tuple[str, str], list[Link]] = defaultdict(list)
        for link in self.links:
            if link.role not in _NOT_LISTED:
                found[link.source, link.target].append(link)
        return found

    def tags(self, record: Record) -> Iterator[tuple[Facet, tuple[str, ...]]]:
        """The lists of which a record names any number of values at its top, with these values, in the lists' order."""
        for facet in self.facets.values():
            for slot in places(type(record), facet.id) if facet.id in self.vocabularies else ():
                values = tuple(value for _, value in slot.values(record)) if slot.path[1:] == ("*",) else ()
                if values:
                    yield facet, values

    def belonging(self, id: str) -> Mapping[str, tuple[Record, ...]]:
        """Entries that belong to a country, by type; nothing for other records."""
        grouped: dict[str, list[Record]] = defaultdict(list)
        for record in self.facets[COUNTRIES].entries.get(id, ()):
            grouped[record.type_name].append(record)
        return {name: tuple(records) for name, records in grouped.items()}

    def mentions(self, id: str) -> Mapping[str, tuple[Backlink, ...]]:
        """Its backlinks but for those of entries that belong to it, which its page lists by themselves."""
        own = {record.id for records in self.belonging(id).values() for record in records}
        left = {
            name: tuple(one for one in found if one.record.id not in own) for name, found in self.backlinks(id).items()
        }
        return {name: found for name, found in left.items() if found}

    def cited(self, record: Record) -> tuple[str, ...]:
        """Ids of the sources a record cites, in the order of their numbers on its page."""
        return tuple(cited_sources(record))

    def files(self, id: str) -> tuple[AttachedFile, ...]:
        """The pictures and attachments of a record, in its order."""
        return self.library.files.get(id, ())

    @cached_property
    def _related(self) -> Mapping[str, tuple[Related, ...]]:
        eligible = {record.id for record in self.records.values() if not record.directory}
        return find_related({id: self._features(self.records[id]) for id in eligible}, eligible)

    def related(self, id: str) -> tuple[Related, ...]:
        """Entries near to one, with the reasons; empty for directory entries."""
        return self._related.get(id, ())

    def _features(self, record: Record) -> Iterator[Feature]:
        for facet in self._telling:
            for value in facet.values_of(record):
                yield facet.id, value
        for target in self._targets.get(record.id, ()):
            yield self.records[target].type_name, target
        for definition in self.used_terms[record.id]:
            yield "term", definition
        for word in words_of(f"{record.title} {record.summary}"):
            yield "word", word

    @cached_property
    def _telling(self) -> tuple[Facet, ...]:
        """The lists by which entries can be related: not the countries, which are records, no status, no finding."""
        findings = {kind.finding for kind in record_types().values()}
        lists = (self.facets[id] for id in self.vocabularies if id not in findings)
        return tuple(facet for facet in lists if facet.browse and not facet.id.endswith("-status"))

    @cached_property
    def _targets(self) -> Mapping[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for link in self.links:
            if link.role not in _NOT_LISTED:
                found[link.source].add(link.target)
        return found

    @cached_property
    def provenance(self) -> Provenance:
        """The chains from sources to what came of them."""
        return trace(self.records)

    def review_due(self, record: Record) -> datetime.date | None:
        """The day by which a record should be reviewed again; None when it was never reviewed."""
        if record.reviewed_on is None:
            return None
        months = record.review_every or self.settings.review_every
        due: datetime.date = record.reviewed_on + relativedelta(months=months)
        return due

    def overdue(self, record: Record) -> bool:
        """Whether the review day has passed."""
        due = self.review_due(record)
        return due is not None and due < self.today

    def past(self, day: datetime.date | str) -> bool:
        """Whether a day lies before the graph's."""
        return str(day) < self.today.isoformat()

    def label(self, vocabulary: str, term: str) -> str:
        """What readers see for a controlled value."""
        known = self.vocabularies[vocabulary].get(term)
        return known.label_in(self.language) if known else term

    @cached_property
    def facets(self) -> Mapping[str, Facet]:
        """What readers narrow the library down by, and who belongs to each value; see `macros.knowledge.facets`."""
        return find_facets(self.settings, self.vocabularies, self.kinds, self.by_type)

    def newest(self) -> list[Record]:
        """All entries that are no directory entries, last changed first; types take turns within a day."""
        turns: dict[tuple[datetime.date, str], int] = {}
        keys = {}
        for record in (record for records in self.by_type.values() for record in records if not record.directory):
            day = changed(record)
            turn = turns[day, record.type_name] = turns.get((day, record.type_name), 0) + 1
            keys[record.id] = (-day.toordinal(), turn, type(record).order)
        return [self.records[id] for id in sorted(keys, key=lambda id: (keys[id], id))]


def changed(record: Record) -> datetime.date:
    """The day of the last change of substance."""
    return record.updated or record.added


def title_key(record: Record) -> tuple[str, str]:
    """Sorts records by title without regard to case and accents, then by id."""
    return fold(record.title), record.id


@cache
def fold(text: str) -> str:
    """Lower case without accents, for sorting and letters."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char)).strip(" \"'«“‘")
