"""Names that mean the same: acronyms, variants and translations lead a search to the preferred term."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from macros.knowledge.graph import Graph
from macros.model.country import Country
from macros.model.definition import Definition
from macros.model.languages import base_language
from macros.render.listings import value_path
from macros.render.page import address
from macros.search.words import fold, split

FORMER = "former name"
SOUGHT_IN = ("am", "bn", "de", "el", "fa", "hi", "it", "ja", "ka", "pl", "ps", "pt", "so", "sw", "ti", "tr", "ur", "zh")
"""Languages in which countries are found beside those in which pages name them, from Unicode CLDR."""
LONGEST_NAME = 6
"""Words of the longest name that is also found as a whole."""


@dataclass(frozen=True)
class Name:
    """Words that readers may type, and what this library calls it."""

    forms: tuple[str, ...]
    """The name's words, folded."""
    means: str
    """The preferred name."""
    path: str
    """Page about it."""
    note: str = ""
    """What is wrong with the name, if anything: `superseded`."""
    defines: bool = False
    """Whether the page is a definition, whose text answers who asks for the name."""


def forms_of(text: str) -> tuple[str, ...]:
    """The words of a text as readers' words are compared with them."""
    return tuple(form for form in map(fold, split(text)) if form)


def known_names(graph: Graph) -> list[Name]:
    """Every name once, sorted by its words; where two are alike that of a definition, a group, a country, a label."""
    found: dict[tuple[str, ...], Name] = {}
    for name in (*_definitions(graph), *_groups(graph), *_countries(graph), *_labels(graph)):
        if name.forms:
            found.setdefault(name.forms, name)
    return [found[forms] for forms in sorted(found)]


def _definitions(graph: Graph) -> Iterator[Name]:
    for definition in graph.definitions:
        preferred = _preferred(definition, base_language(graph.language))
        yield Name(forms_of(preferred), preferred, address(definition), defines=True)
    for definition in graph.definitions:
        preferred = _preferred(definition, base_language(graph.language))
        yield Name(forms_of(definition.title), preferred, address(definition), defines=True)
        for name in definition.names:
            current = name.status in ("preferred", "admitted")
            note = "" if current else graph.label("name-statuses", name.status).lower()
            yield Name(forms_of(name.text), preferred, address(definition), note, defines=True)


def _preferred(definition: Definition, language: str) -> str:
    """The preferred name in the language of the site; the title where there is none."""
    for name in definition.names:
        if name.status == "preferred" and name.kind != "acronym" and base_language(name.language) == language:
            return name.text
    return definition.title


def _groups(graph: Graph) -> Iterator[Name]:
    """Acronyms of groups: their minutes say the whole name."""
    for group in graph.by_type.get("group", ()):
        for name in group.known_as():
            yield Name(forms_of(name.text), group.title, address(group))


def _countries(graph: Graph) -> Iterator[Name]:
    for country in graph.by_type.get("country", ()):
        if isinstance(country, Country):
            for text in (country.title, *(name.text for name in country.translated())):
                yield Name(forms_of(text), country.title, address(country))
            for name in country.names:
                note = FORMER if name.former else ""
                yield Name(forms_of(name.text), country.title, address(country), note)
            for language in SOUGHT_IN:
                yield Name(forms_of(country.name_in(language)), country.title, address(country))


def _labels(graph: Graph) -> Iterator[Name]:
    """Labels of the lists to browse by, in other languages than the site's."""
    for vocabulary in graph.vocabularies.values():
        if not vocabulary.browse:
            continue
        entries = graph.facets[vocabulary.id].entries
        for term in vocabulary.terms:
            if not entries[term.id]:
                continue
            path = value_path(vocabulary.id, term.id)
            own = term.label_in(graph.language)
            for language, label in term.label.items():
                if base_language(language) != base_language(graph.language):
                    yield Name(forms_of(label), own, path)
