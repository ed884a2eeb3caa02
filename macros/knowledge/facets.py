"""What readers narrow the library down by, and which entries belong to each value. Nobody else answers that.

A facet is a controlled list, the countries, or something that every entry has: its type, its language, its years.
An entry belongs to a value when it took place there or is about it: wherever a field of the entry names the
value, also inside its results, actions or quoted definitions. It doesn't belong where the field is marked `aside`
(an organisation's seat, a status that a definition once had), where only its text mentions the value, and a
country is no entry of itself. Pages, the explorer, packs and macros come next; they only show it.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from macros.knowledge.kinds import Kinds
from macros.model.fields import Ref, Term
from macros.model.languages import language_name
from macros.model.record import Record
from macros.model.registry import Slot, record_types, slots
from macros.model.settings import COUNTRIES, LANGUAGES, TYPES, YEARS, Settings
from macros.model.vocabulary import Vocabulary
from macros.words import N_

MOST_YEARS = 40
"""Years between two dates of one entry that are all counted; further apart, only the two are."""
ADDRESSES = {COUNTRIES: "country", LANGUAGES: "language", TYPES: "type", YEARS: "year"}
"""What addresses of the explorer call the facets that are no lists."""
_WORDS = {
    LANGUAGES: (N_("Languages"), N_("Language")),
    TYPES: (N_("Types"), N_("Type")),
    YEARS: (N_("Years"), N_("Year")),
}
"""Their names, and those of one value, where `filters` of `data/site.yml` has no others."""

Grouped = Mapping[str, tuple[Record, ...]]
"""Entries by type, or by value."""


@dataclass(frozen=True)
class Value:
    """One value of a facet."""

    id: str
    label: str
    definition: str | None = None


@dataclass(frozen=True)
class Facet:
    """One way to narrow the library down, with the entries of each value."""

    id: str
    """Id of the controlled list; `countries`, `languages`, `types` or `years`."""
    address: str
    """What addresses of the explorer call it; lists may share one."""
    title: str
    singular: str
    """What one value is called: `Sector`."""
    definition: str
    browse: bool
    """Whether readers browse by it."""
    values: tuple[Value, ...]
    """Every value in its order, whether an entry has it or not."""
    values_of: Callable[[Record], tuple[str, ...]] = field(repr=False)
    """Ids of the values that an entry belongs to, each once."""
    _by_type: Grouped = field(repr=False)

    @cached_property
    def entries(self) -> Grouped:
        """The entries that belong to each value, in the order of types and titles."""
        found: dict[str, list[Record]] = {value.id: [] for value in self.values}
        for records in self._by_type.values():
            for record in records:
                for value in self.values_of(record):
                    found[value].append(record)
        return {value: tuple(records) for value, records in found.items()}

    def label(self, value: str) -> str:
        """What readers see for a value."""
        return self._labels.get(value, value)

    @cached_property
    def _labels(self) -> Mapping[str, str]:
        return {value.id: value.label for value in self.values}


@functools.cache
def places(kind: type[Record], facet: str) -> tuple[Slot[Ref] | Slot[Term], ...]:
    """The fields that put entries of a type under a controlled list or a country."""
    if facet == COUNTRIES:
        return tuple(slot for slot in slots(kind, Ref) if slot.marker.types == ("country",) and not slot.marker.aside)
    return tuple(slot for slot in slots(kind, Term) if slot.marker.vocabulary == facet and not slot.marker.aside)


def years_of(record: Record) -> tuple[str, ...]:
    """The years that an entry is about: from its first date to its last."""
    years = sorted({int(date[:4]) for date in record.dates()})
    if len(years) == 2 and years[1] - years[0] <= MOST_YEARS:
        years = list(range(years[0], years[1] + 1))
    return tuple(map(str, years))


def find_facets(
    settings: Settings, vocabularies: Mapping[str, Vocabulary], kinds: Kinds, by_type: Grouped
) -> dict[str, Facet]:
    """Every facet of a library by its id, those to browse by in the order of `data/site.yml`, then all others.

    Args:
        settings: the community's order and words.
        vocabularies: its controlled lists.
        kinds: its words for the types.
        by_type: its records by type, each type in the order of titles.
    """
    found = [*_lists(settings.language, vocabularies.values(), by_type), _countries(kinds, by_type)]
    first = settings.browse
    found.sort(key=lambda facet: (not facet.browse, first.index(facet.id) if facet.id in first else len(first)))
    return {facet.id: facet for facet in (*found, *_shared(settings, kinds, by_type))}


def _lists(language: str, vocabularies: Iterable[Vocabulary], by_type: Grouped) -> Iterator[Facet]:
    for known in vocabularies:
        yield Facet(
            known.id,
            known.address or known.id,
            known.title_in(language),
            known.singular_in(language),
            known.definition,
            known.browse,
            tuple(Value(term.id, term.label_in(language), term.definition) for term in known.terms),
            functools.partial(_named, known.id),
            by_type,
        )


def _countries(kinds: Kinds, by_type: Grouped) -> Facet:
    values = tuple(Value(country.id, country.title) for country in by_type.get("country", ()))
    words = kinds.plural("country"), kinds.label("country"), kinds.purpose("country")
    return Facet(COUNTRIES, ADDRESSES[COUNTRIES], *words, True, values, functools.partial(_named, COUNTRIES), by_type)


def _named(facet: str, record: Record) -> tuple[str, ...]:
    found = (value for slot in places(type(record), facet) for _, value in slot.values(record))
    return tuple(dict.fromkeys(found))


def _shared(settings: Settings, kinds: Kinds, by_type: Grouped) -> Iterator[Facet]:
    """What every entry has by itself; the explorer narrows by it, no list of its own is made."""
    records = [record for records in by_type.values() for record in records]
    types = [Value(name, kinds.label(name)) for name in record_types()]
    tags = sorted({record.language for record in records})
    languages = [Value(tag, language_name(tag, settings.language)) for tag in tags]
    years = [Value(year, year) for year in sorted({year for record in records for year in years_of(record)})[::-1]]
    answers: dict[str, tuple[list[Value], Callable[[Record], tuple[str, ...]]]] = {
        TYPES: (types, lambda record: (record.type_name,)),
        YEARS: (years, years_of),
        LANGUAGES: (sorted(languages, key=lambda value: value.label), lambda record: (record.language,)),
    }
    named: Mapping[str, str] = dict(settings.filters.items())
    for id, (values, values_of) in answers.items():
        own = named.get(id)
        title, singular = (own, own) if own else map(kinds.words.gettext, _WORDS[id])
        yield Facet(id, ADDRESSES[id], title, singular, "", False, tuple(values), values_of, by_type)
