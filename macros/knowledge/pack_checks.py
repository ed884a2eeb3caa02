"""What `data/site.yml` says of offline packs, against the lists and entries that exist."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from macros.model.library import Library
from macros.model.registry import record_types
from macros.model.settings import COUNTRIES, GROUPS, LANGUAGES, PATH, PackRule
from macros.problems import Problem, nearest

OTHER_LISTS = (COUNTRIES, GROUPS, LANGUAGES)
"""What packs can be made by beside controlled lists."""
_TAKEN = ("library", "country-", "group-", "language-")


def check_packs(library: Library, known: Collection[str]) -> Iterator[Problem]:
    """Lists, values, entries and names of packs that can't be.

    Args:
        library: its settings can be read.
        known: ids of every entry that exists, also of those that can't be read.
    """
    document, settings = library.extra[PATH], library.settings.bundles
    lists = [*OTHER_LISTS, *library.vocabularies]
    by = settings.by or ()
    for index, name in enumerate(by):
        if name in by[:index]:
            yield document.problem(("bundles", "by", index), f'"{name}" stands twice; once is enough', "duplicate-id")
        if name not in lists:
            hint = nearest(name, lists) or f"; known are {', '.join(lists)}"
            yield document.problem(("bundles", "by", index), f'no list "{name}"{hint}', "unknown-vocabulary")
    seen: set[str] = set()
    for index, rule in enumerate(settings.packs):
        where = ("bundles", "packs", index)
        made = [name for name in (*_TAKEN, *(f"{id}-" for id in library.vocabularies)) if rule.id.startswith(name)]
        if rule.id in seen or made:
            yield document.problem((*where, "id"), f'"{rule.id}" is the name of another pack', "duplicate-id")
        seen.add(rule.id)
        if not (rule.types or rule.terms or rule.countries or rule.languages or rule.entries):
            message = "the pack says nothing of what is in it; give types, terms, countries, languages or entries"
            yield document.problem(where, message, "missing-field")
        yield from _unknown_values(library, index, rule)
        for field, ids in (("countries", rule.countries), ("entries", rule.entries)):
            for place, id in enumerate(ids):
                if id not in known:
                    hint = nearest(id, known) or ""
                    message = f'"{id}" leads nowhere{hint}'
                    yield document.problem((*where, field, place), message, "dangling-reference")


def _unknown_values(library: Library, index: int, rule: PackRule) -> Iterator[Problem]:
    document = library.extra[PATH]
    types = [name for name, kind in record_types().items() if not kind.directory]
    for place, name in enumerate(rule.types):
        if name not in types:
            hint = nearest(name, types) or f"; known are {', '.join(types)}"
            message = f'packs have no entries of a type "{name}"{hint}'
            yield document.problem(("bundles", "packs", index, "types", place), message, "unknown-term")
    for name, values in rule.terms.items():
        where = ("bundles", "packs", index, "terms", name)
        vocabulary = library.vocabularies.get(name)
        if vocabulary is None:
            hint = nearest(name, library.vocabularies) or f"; known are {', '.join(library.vocabularies)}"
            yield document.problem(where, f'no list "{name}"{hint}', "unknown-vocabulary")
            continue
        for place, value in enumerate(values):
            if value not in vocabulary:
                terms = [term.id for term in vocabulary.terms]
                hint = nearest(value, terms) or f"; known in {name} are {', '.join(terms[:12])}"
                yield document.problem((*where, place), f'unknown term "{value}"{hint}', "unknown-term")
