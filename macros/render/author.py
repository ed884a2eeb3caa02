"""The macros that maintainers call in the authored pages of `docs/`.

Each is a method of `AuthorMacros` marked with `author_macro`; its signature, docstring and example
make its documentation, which the macro `macro_list` prints. The look of each is a template in
`overrides/author/`.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from macros.knowledge.graph import Graph, fold
from macros.model.definition import Definition
from macros.model.record import Record
from macros.model.registry import record_types
from macros.model.workshop import Action, Workshop
from macros.problems import CODES, nearest
from macros.render import forms
from macros.render.listings import ListedEntry, all_path, facets
from macros.render.page import PageContext, address, folder_of
from macros.render.selection import EntryGroup, WrongArgumentError, choose, group, need_facet, need_type

GROUPED_FROM = 200
"""Entries from which an index shows only the first of each group and leads to the full lists."""
SHOWN_IN_GROUP = 8


class MacroError(Exception):
    """A macro that can't do what it was asked; `str()` says why and what would work."""

    def __init__(self, macro: str, message: str) -> None:
        self.macro = macro
        super().__init__(f"{macro}: {message}")


@dataclass(frozen=True)
class MacroDoc:
    """A macro as its documentation shows it."""

    name: str
    signature: str
    summary: str
    parameters: tuple[tuple[str, str], ...]
    example: str


def author_macro(example: str) -> Callable[[Callable[..., Markup]], Callable[..., Markup]]:
    """Mark a method as a macro; `example` is a call that its documentation shows and renders."""

    def mark(method: Callable[..., Markup]) -> Callable[..., Markup]:
        signature = inspect.signature(method)

        @wraps(method)
        def call(self: AuthorMacros, *args: Any, **kwargs: Any) -> Markup:
            try:
                signature.bind(self, *args, **kwargs)
                return method(self, *args, **kwargs)
            except (TypeError, WrongArgumentError) as error:
                known = [name for name in signature.parameters if name != "self"]
                message = str(error)
                if isinstance(error, TypeError):
                    unknown = [name for name in kwargs if name not in known]
                    hint = "".join(nearest(name, known) for name in unknown)
                    message += f"{hint}; its arguments are {', '.join(known) or 'none'}"
                raise MacroError(method.__name__, message) from None

        call.example = example  # type: ignore[attr-defined]
        return call

    return mark


class AuthorMacros:
    """The macros for one page."""

    def __init__(self, graph: Graph, env: Environment, path: str) -> None:
        """Bind the macros to a page.

        Args:
            graph: the library.
            env: the core's templates.
            path: the page's address inside the site; links are made relative to it.
        """
        self._graph = graph
        self._env = env
        self._page = PageContext(graph, path)

    def functions(self) -> dict[str, Callable[..., Markup]]:
        """All macros by name, with `<type>_index` for each type."""
        found = {name: getattr(self, name) for name in macro_names()}
        for name in record_types():
            found[f"{name}_index"] = self._index_of(name)
        return found

    def _index_of(self, name: str) -> Callable[..., Markup]:
        def index(*args: Any, **kwargs: Any) -> Markup:
            return self.record_index(name, *args, **kwargs)

        return index

    def _show(self, template: str, **values: Any) -> Markup:
        html = self._env.get_template(f"author/{template}.html").render(page=self._page, **values)
        return Markup(html.strip() + "\n")

    def _need(self, id: str) -> Record:
        record = self._graph.records.get(id)
        if record is None:
            raise WrongArgumentError(f'no entry has the id "{id}"{nearest(id, self._graph.records)}')
        return record

    @author_macro('record_index("practice", by="intervention-levels", sector="education")')
    def record_index(
        self, type: str, by: str = "", sort: str = "title", limit: int = 0, style: str = "rows", **where: Any
    ) -> Markup:
        """An index of entries of one type, filtered, grouped and sorted.

        type: the type, e.g. practice. The short form practice_index(…) leaves it out.
        by: a controlled list or `countries` to group by; ungrouped when left out.
        sort: title, newest, oldest or year.
        limit: most entries to show, 0 for all.
        style: rows or cards.
        where: any facet and the value or values wanted, e.g. sector="health", country=["chad", "mali"].
        """
        name = need_type(type)
        _need_one("style", style, ("rows", "cards"))
        records = choose(self._graph, name, sort, where)
        total = len(records)
        if limit:
            records = records[: _need_number("limit", limit)]
        groups: list[EntryGroup] = []
        if by:
            groups = group(self._graph, records, need_facet(self._graph, name, by))
        elif len(records) > GROUPED_FROM:
            groups = _letters(records)
        cut = len(records) > GROUPED_FROM
        return self._show(
            "index",
            type=name,
            groups=groups,
            records=records,
            entries=ListedEntry,
            total=total,
            shown=SHOWN_IN_GROUP if cut else 0,
            style=style,
            everything=all_path(name) if cut else None,
        )

    @author_macro('cards("definition", limit=3)')
    def cards(self, type: str, sort: str = "title", limit: int = 6, **where: Any) -> Markup:
        """Entries as cards.

        type: the type, e.g. guidance.
        sort: title, newest, oldest or year.
        limit: most cards.
        where: as for record_index.
        """
        records = choose(self._graph, need_type(type), sort, where)[: _need_number("limit", limit)]
        return self._show("cards", records=records)

    @author_macro('count("practice")')
    def count(self, type: str, **where: Any) -> Markup:
        """How many entries there are, as a number for running text.

        type: the type.
        where: as for record_index.
        """
        return Markup(len(choose(self._graph, need_type(type), "title", where)))

    @author_macro("recent_changes(limit=3)")
    def recent_changes(self, limit: int = 10) -> Markup:
        """The entries changed last, newest first.

        limit: most entries.
        """
        return self._show("recent", records=self._graph.newest()[: _need_number("limit", limit)])

    @author_macro("ways_in()")
    def ways_in(self) -> Markup:
        """The four ways into the library with live counts, for the home page."""
        counts = {name: len(records) for name, records in self._graph.by_type.items()}
        actions = sum(len(w.actions) for w in self._graph.by_type["workshop"] if isinstance(w, Workshop))
        return self._show("ways", counts=counts, actions=actions)

    @author_macro("glossary()")
    def glossary(self) -> Markup:
        """The A to Z of all defined terms with a letter bar; acronyms and variants lead to their definition."""
        letters: dict[str, list[tuple[str, Definition, bool]]] = {}
        definitions = self._graph.definitions
        for definition in definitions:
            own = [name for name in definition.names if name.language == self._graph.language]
            for name in own[:1] if len(definitions) > GROUPED_FROM else own:
                first = fold(name.text)[:1].upper()
                letters.setdefault(first if first.isalpha() else "#", []).append(
                    (name.text, definition, name is own[0])
                )
        for names in letters.values():
            names.sort(key=lambda entry: fold(entry[0]))
        alphabet = sorted(letters)
        cut = len(definitions) > GROUPED_FROM
        return self._show(
            "glossary", letters={letter: letters[letter] for letter in alphabet}, shown=SHOWN_IN_GROUP if cut else 0,
            everything=all_path("definition"),
        )  # fmt: skip

    @author_macro('comparison("social-cohesion")')
    def comparison(self, term: str) -> Markup:
        """Which organisation's definition of a term names which dimension.

        term: id of the definition.
        """
        record = self._need(term)
        if not isinstance(record, Definition):
            raise WrongArgumentError(f'"{term}" is a {record.type_name}, not a definition')
        return self._show("comparison", record=record)

    @author_macro('definition_card("social-cohesion")')
    def definition_card(self, term: str) -> Markup:
        """The working definition of a term in a frame, with its status.

        term: id of the definition.
        """
        record = self._need(term)
        if not isinstance(record, Definition):
            raise WrongArgumentError(f'"{term}" is a {record.type_name}, not a definition')
        return self._show("definition_card", record=record)

    @author_macro('cite("lebanon-winter-cash")')
    def cite(self, id: str) -> Markup:
        """How to cite an entry of this library.

        id: id of the entry.
        """
        return self._show("cite", record=self._need(id))

    @author_macro('link("iswg-romania-2024-04-05", "the working session in April 2024")')
    def link(self, id: str, words: str = "") -> Markup:
        """A link to an entry in running text.

        id: id of the entry.
        words: words to show; the entry's title when left out.
        """
        return self._show("link", record=self._need(id), words=words)

    @author_macro('matrix("practice", rows="intervention-levels", columns="dimensions")')
    def matrix(self, type: str, rows: str, columns: str) -> Markup:
        """How many entries fall on each crossing of two lists; empty crossings are the gaps.

        type: the type.
        rows: controlled list for the rows.
        columns: controlled list for the columns.
        """
        name = need_type(type)
        row_facet, column_facet = need_facet(self._graph, name, rows), need_facet(self._graph, name, columns)
        cells: dict[tuple[str, str], list[Record]] = {}
        for record in self._graph.by_type[name]:
            for row in row_facet.values(record):
                for column in column_facet.values(record):
                    cells.setdefault((row, column), []).append(record)
        return self._show(
            "matrix",
            cells=cells,
            rows=self._values(row_facet.name),
            columns=self._values(column_facet.name),
            type=name,
        )

    def _values(self, facet: str) -> list[tuple[str, str]]:
        """Ids and labels of every value of a facet."""
        if facet == "countries":
            return [(record.id, record.title) for record in self._graph.by_type["country"]]
        return [(term.id, term.label_in(self._graph.language)) for term in self._graph.vocabularies[facet].terms]

    @author_macro('actions(status="open")')
    def actions(self, status: str = "", workshop: str = "") -> Markup:
        """Follow-up actions of workshops and meetings, the earliest due first.

        status: only actions with this status; all when left out.
        workshop: id of one workshop; all when left out.
        """
        if status:
            known = [term.id for term in self._graph.vocabularies["action-status"].terms]
            _need_one("status", status, known)
        wanted = [self._need(workshop)] if workshop else self._graph.by_type["workshop"]
        found: list[tuple[Workshop, Action]] = []
        for record in wanted:
            if not isinstance(record, Workshop):
                raise WrongArgumentError(f'"{workshop}" is a {record.type_name}, not a workshop')
            found += [(record, action) for action in record.actions if not status or action.status == status]
        found.sort(key=lambda pair: (str(pair[1].due or "9999"), pair[0].id, pair[1].id))
        return self._show("actions", actions=found)

    @author_macro("browse()")
    def browse(self) -> Markup:
        """Every list that readers can browse by, with the values and how many entries carry each."""
        return self._show("browse", facets=facets(self._graph))

    @author_macro('vocabulary("validation-levels")')
    def vocabulary(self, id: str) -> Markup:
        """A controlled list with its definitions and codes.

        id: id of the list.
        """
        known = self._graph.vocabularies
        if id not in known:
            raise WrongArgumentError(f'no list "{id}"{nearest(id, known)}; lists are {", ".join(known)}')
        return self._show("vocabulary", vocabulary=known[id])

    @author_macro('field_table("lesson")')
    def field_table(self, type: str) -> Markup:
        """The fields and sections of a type, for contributors; read from the model.

        type: the type.
        """
        kind = record_types()[need_type(type)]
        return self._show("fields", kind=kind, fields=forms.fields_of(kind))

    @author_macro("problem_codes()")
    def problem_codes(self) -> Markup:
        """Every code that a check can report, with its meaning."""
        return self._show("codes", codes=CODES)

    @author_macro("type_list()")
    def type_list(self) -> Markup:
        """Every type of entry with its purpose, its folder and how many there are."""
        kinds = [
            (kind, len(self._graph.by_type[name]), f"{folder_of(name)}/index.html")
            for name, kind in record_types().items()
        ]
        return self._show("types", types=kinds)

    @author_macro("macro_list()")
    def macro_list(self) -> Markup:
        """Every macro with its arguments and a rendered example."""
        docs = []
        for doc in macro_docs():
            rendered = None
            if doc.name not in ("macro_list", "problem_codes", "browse", "glossary", "field_table", "comparison"):
                template = self._env.from_string("{{ " + doc.example + " }}")
                fresh = AuthorMacros(self._graph, self._env, self._page.path)
                try:
                    rendered = Markup(template.render(**fresh.functions()))
                except MacroError:
                    rendered = None
            docs.append((doc, rendered))
        return self._show("macros", docs=docs)

    def address_of(self, record: Record) -> str:
        """The relative address of a record from this page."""
        return self._page.link(address(record))


def macro_names() -> list[str]:
    """Names of all macros, in the order of their definition."""
    return [name for name, value in vars(AuthorMacros).items() if hasattr(value, "example")]


def macro_docs() -> list[MacroDoc]:
    """The documentation of all macros, read from their signatures and docstrings."""
    docs = []
    for name in macro_names():
        method = getattr(AuthorMacros, name)
        signature = inspect.signature(method)
        parameters = [p for p in signature.parameters.values() if p.name != "self"]
        shown = signature.replace(parameters=[p.replace(annotation=p.empty) for p in parameters])
        text = inspect.cleandoc(method.__doc__ or "")
        summary, _, rest = text.partition("\n\n")
        described = dict(line.split(": ", 1) for line in rest.splitlines() if ": " in line)
        shown_words = str(shown.replace(return_annotation=shown.empty))
        docs.append(
            MacroDoc(name, f"{name}{shown_words}", summary, tuple(described.items()), method.example)
        )  # fmt: skip
    return docs


def _letters(records: list[Record]) -> list[EntryGroup]:
    groups: dict[str, list[Record]] = {}
    for record in records:
        groups.setdefault(fold(record.title)[:1].upper(), []).append(record)
    return [EntryGroup(letter, letter, None, tuple(found), None) for letter, found in sorted(groups.items())]


def _need_one(name: str, value: str, known: Mapping[str, Any] | list[str] | tuple[str, ...]) -> None:
    if value not in known:
        raise WrongArgumentError(
            f'{name} "{value}" does not exist{nearest(value, known)}; it is one of {", ".join(known)}'
        )


def _need_number(name: str, value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise WrongArgumentError(f"{name}={value!r}; write a whole number, 1 or more")
    return value
