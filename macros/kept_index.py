"""The search index of a state of the library, kept for the next question in a terminal.

The state is everything that a build is made of; another word in any file is another state, and nothing is kept of it.
"""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

from macros.kept import KeptValue, KeptValues
from macros.packing import packed, unpacked
from macros.search.foreign import Foreign
from macros.search.index import Index
from macros.search.kept_count import entry_as_list, entry_from, sections_as_lists, sections_from
from macros.search.library import SearchLibrary
from macros.search.names import Name
from macros.search.query import Searcher
from macros.version import version_of

FILE = "index.sqlite"
_NAME = "index"


class KeptIndex:
    """The index of one state of a project."""

    def __init__(self, folder: Path | None, root: Path, templates: Path, day: datetime.date) -> None:
        """Look at the state.

        Args:
            folder: the project's cache; None keeps nothing.
            root: the project's folder.
            templates: its templates.
            day: for which actions are past due.
        """
        state = version_of(root, templates, length=None) if folder else ""
        self._kept = KeptValues(folder, f"{state} {day}", FILE)

    def searcher(self) -> Searcher | None:
        """Who answers from what was kept; None when this state was not."""
        for value in self._kept.all():
            try:
                return _from_lists(*unpacked(value.value))
            except (ValueError, TypeError, KeyError, IndexError):
                return None
        return None

    def keep(self, library: SearchLibrary) -> None:
        """Keep an index in the place of what was kept before."""
        self._kept.keep([KeptValue(_NAME, b"", packed(_as_lists(library)))])
        self._kept.keep_only({_NAME})


def _as_lists(library: SearchLibrary) -> list[Any]:
    index = library.index
    entries, sections = list(map(entry_as_list, index.entries)), sections_as_lists(index.sections)
    names = [[getattr(name, one) for one in Name.__dataclass_fields__] for name in library.names]
    return [
        [
            entries,
            index.pages,
            sections,
            index.lengths,
            index.terms,
            index.postings,
            index.patterns,
            index.forms,
            sorted(index.foreign),
        ],
        names,
        sorted(library.ignored),
        library.foreign.languages,
    ]


def _from_lists(index: Any, names: Any, ignored: Any, languages: Any) -> Searcher:
    entries, pages, sections, lengths, terms, postings, patterns, forms, foreign = index
    whole = Index(
        list(map(entry_from, entries)),
        pages,
        sections_from(sections),
        list(map(tuple, lengths)),
        terms,
        postings,
        list(map(tuple, patterns)),
        {form: tuple(numbers) for form, numbers in forms.items()},
        frozenset(foreign),
    )
    known = [Name(tuple(forms), *rest) for forms, *rest in names]
    abroad = {of: {word: tuple(meant) for word, meant in listed.items()} for of, listed in languages.items()}
    return Searcher(whole, known, frozenset(ignored), Foreign(abroad))
