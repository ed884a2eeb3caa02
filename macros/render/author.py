"""The macros that maintainers call in the authored pages of `docs/`.

Each is a method marked with `author_macro` (see `macro_base.py`); the look of each is a template in
`overrides/author/`. Those that document the library itself are in `macro_docs.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from markupsafe import Markup

from macros.knowledge.evidence_map import evidence_map, finding
from macros.knowledge.facets import Facet
from macros.knowledge.graph import fold
from macros.knowledge.kinds import counted_as
from macros.model.definition import Definition, Name
from macros.model.registry import record_types
from macros.render.desk_macros import DeskMacros
from macros.render.glossary_rows import GlossaryRow, glossary_rows
from macros.render.listings import all_path, browse_lists, value_path
from macros.render.macro_base import MacroError, author_macro
from macros.render.selection import (
    EntryGroup,
    WrongArgumentError,
    by_letter,
    choose,
    group,
    letter_of,
    need_facet,
    need_number,
    need_one,
    need_type,
)

GROUPED_FROM = 120
"""Rows from which an index shows only the first of each group and leads to the full lists."""
SHOWN_IN_GROUP = 8
"""Most entries of each group that such an index shows; fewer when there are many groups."""
LINKED_IN_MATRIX = 160
"""Entries up to which a matrix lists all of each cell, one in several cells counted in each; beyond, the first."""


class AuthorMacros(DeskMacros):
    """The macros for one page."""

    def functions(self) -> dict[str, Callable[..., Markup | int]]:
        """All macros by name, with `<type>_index` for each type."""
        return super().functions() | {f"{name}_index": self._index_of(name) for name in record_types()}

    def _index_of(self, name: str) -> Callable[..., Markup]:
        def index(*args: Any, **kwargs: Any) -> Markup:
            try:
                return self.record_index(name, *args, **kwargs)
            except MacroError as error:
                raise MacroError(f"{name}_index", error.message) from None

        return index

    @author_macro('record_index("practice", by="intervention-levels", sector="education")')
    def record_index(
        self,
        type: str,
        by: str = "",
        sort: str = "title",
        limit: int = 0,
        style: str = "rows",
        order: str = "list",
        **where: Any,
    ) -> Markup:
        """An index of entries of one type, filtered, grouped and sorted.

        type: the type, e.g. practice. The short form practice_index(…) leaves it out.
        by: a controlled list or `countries` to group by; ungrouped when left out.
        sort: title, newest, oldest or year; entries for a directory: those with most practices and so on first.
        limit: most entries to show, 0 for all.
        style: rows or cards.
        order: of the groups: list (as the list has them), reversed or size (the largest first).
        where: any facet and the value or values wanted, e.g. sector="health", country=["chad", "mali"].
        """
        name = need_type(type)
        need_one("style", style, ("rows", "cards"))
        records = choose(self._graph, name, sort, where)
        total = len(records)
        if limit:
            records = records[: need_number("limit", limit)]
        groups: list[EntryGroup] = []
        if by:
            groups = group(records, need_facet(self._graph, name, by), order)
        elif len(records) > GROUPED_FROM:
            groups = by_letter(records)
        cut = max(len(records), sum(len(found.records) for found in groups)) > GROUPED_FROM
        return self._show(
            "index",
            type=name,
            groups=groups,
            records=records,
            total=total,
            shown=max(2, min(SHOWN_IN_GROUP, GROUPED_FROM // max(len(groups), 1))) if cut else 0,
            style=style,
            everything=all_path(name) if cut else None,
        )

    @author_macro('cards("definition", limit=3)')
    def cards(self, type: str, sort: str = "title", limit: int = 6, heading: str = "", **where: Any) -> Markup:
        """Entries as cards.

        type: the type, e.g. guidance.
        sort: title, newest, oldest or year.
        limit: most cards.
        heading: words above the cards; without cards there is none.
        where: as for record_index.
        """
        records = choose(self._graph, need_type(type), sort, where)[: need_number("limit", limit)]
        return self._show("cards", records=records, heading=heading)

    @author_macro('count("practice")')
    def count(self, type: str, **where: Any) -> int:
        """How many entries there are, as a number for running text.

        type: the type.
        where: as for record_index.
        """
        return len(choose(self._graph, need_type(type), "title", where))

    @author_macro("recent_changes(limit=3)")
    def recent_changes(self, limit: int = 10) -> Markup:
        """The entries changed last, newest first.

        limit: most entries.
        """
        return self._show("recent", records=self._graph.newest()[: need_number("limit", limit)])

    @author_macro("ways_in()")
    def ways_in(self) -> Markup:
        """The ways into the library with live counts, for the home page; none to a type without entries."""
        kinds, ways = self._graph.kinds, []
        for name, records in self._graph.by_type.items():
            way = kinds.way(name)
            if way and records:
                beside = [(other, len(self._graph.by_type.get(other, ()))) for other in way.beside]
                counts = [kinds.counted(other, number) for other, number in ((name, len(records)), *beside) if number]
                for field, one, several in type(records[0]).counted:
                    number = sum(len(getattr(record, field)) for record in records)
                    counts += [self._graph.words.counted(*counted_as(one, several), number)] if number else []
                ways.append((name, way, counts))
        return self._show("ways", ways=ways)

    @author_macro("glossary()", rendered=False)
    def glossary(self) -> Markup:
        """The A to Z of all defined terms, one row each with its other names; those under another letter lead there."""
        letters: dict[str, list[GlossaryRow]] = {}
        definitions = self._graph.definitions
        for definition in definitions:
            own = _names(definition, self._graph.language) or _names(definition, definition.language)
            for row in glossary_rows(definition, [name.text for name in own], len(definitions) > GROUPED_FROM):
                letters.setdefault(letter_of(row.text), []).append(row)
        for rows in letters.values():
            rows.sort(key=lambda row: fold(row.text))
        alphabet = sorted(letters)
        cut = len(definitions) > GROUPED_FROM
        return self._show(
            "glossary", letters={letter: letters[letter] for letter in alphabet}, shown=SHOWN_IN_GROUP if cut else 0,
            everything=all_path("definition"),
        )  # fmt: skip

    @author_macro('comparison("{definition}")', rendered=False)
    def comparison(self, term: str) -> Markup:
        """Which organisation's definition of a term names what.

        term: id of the definition.
        """
        return self._show("comparison", record=self._need_definition(term))

    @author_macro('definition_card("{definition}")')
    def definition_card(self, term: str = "") -> Markup:
        """The working definition of a term in a frame, with its status.

        term: id of the definition; the key_term of data/site.yml when left out.
        """
        term = term or self._graph.settings.key_term or ""
        if not term:
            raise WrongArgumentError("no term given; name a definition, or set key_term in data/site.yml")
        return self._show("definition_card", record=self._need_definition(term))

    def _need_definition(self, id: str) -> Definition:
        record = self._need(id)
        if not isinstance(record, Definition):
            raise WrongArgumentError(f'"{id}" is a {record.type_name}, not a definition')
        return record

    @author_macro('cite("{practice}")', inline=True)
    def cite(self, id: str) -> Markup:
        """How to cite an entry of this library.

        id: id of the entry.
        """
        return self._show("cite", record=self._need(id))

    @author_macro('link("{workshop}", "the last working session")', inline=True)
    def link(self, id: str, words: str | int = "") -> Markup:
        """A link to an entry in running text.

        id: id of the entry.
        words: words to show; the entry's title when left out.
        """
        return self._show("link", record=self._need(id), words=words)

    @author_macro('matrix("lesson", rows="lesson-outcomes", columns="intervention-levels")', rendered=False)
    def matrix(self, type: str, rows: str, columns: str) -> Markup:
        """A map of the evidence: how many entries stand at each crossing of two lists, and what they found.

        Each number leads to its entries, below the map. Where nothing stands, `data/gaps.yml` can say what is known.

        type: the type.
        rows: controlled list for the rows.
        columns: controlled list for the columns; with many values the map scrolls.
        """
        name = need_type(type)
        known = evidence_map(self._graph, name, *(need_facet(self._graph, name, given) for given in (rows, columns)))
        filled = [cell for cell in known.cells if cell.records]
        listed = {record.id: record for cell in filled for record in cell.records}
        facet = self._graph.facets.get(record_types()[name].finding)
        whole = sum(len(cell.records) for cell in filled) <= LINKED_IN_MATRIX
        return self._show(
            "matrix",
            map=known,
            filled=filled,
            gaps=[cell for cell in known.cells if cell.gap],
            findings={id: finding(self._graph, record) for id, record in listed.items()},
            finding_pages=_pages_of(facet),
            shown=len(listed) if whole else max(2, LINKED_IN_MATRIX // len(filled)),
        )

    @author_macro("browse()", rendered=False)
    def browse(self) -> Markup:
        """Every list that readers can browse by, with the values and how many entries carry each."""
        return self._show("browse", lists=browse_lists(self._graph))


def _names(definition: Definition, language: str) -> list[Name]:
    return [name for name in definition.names if name.language == language]


def _pages_of(facet: Facet | None) -> dict[str, str]:
    """The page of each value of a list to browse by, where it has entries; those without have none."""
    if facet is None or not facet.browse:
        return {}
    return {value: value_path(facet.id, value) for value, entries in facet.entries.items() if entries}
