"""The macros that document the library itself: its lists, fields, problems, types, and the macros.

All of it is read from the code that runs: a macro's signature, docstring and example are its documentation.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from markupsafe import Markup

from macros.knowledge.columns import MADE, TABLES
from macros.knowledge.graph import changed
from macros.model.registry import record_types
from macros.problem_help import problem_help
from macros.problems import nearest
from macros.render import forms
from macros.render.listings import index_path
from macros.render.macro_base import MacroError, PageMacros, author_macro
from macros.render.selection import WrongArgumentError, need_type


@dataclass(frozen=True)
class MacroDoc:
    """A macro as its documentation shows it."""

    name: str
    signature: str
    summary: str
    parameters: tuple[tuple[str, str], ...]
    """Each parameter that the docstring describes, with its meaning."""
    example: str
    rendered: bool
    """Whether the documentation shows what the example gives."""


def document(macro: Callable[..., Markup]) -> MacroDoc:
    """The documentation of a macro."""
    signature = inspect.signature(macro)
    parameters = [p.replace(annotation=p.empty) for p in signature.parameters.values() if p.name != "self"]
    shown = signature.replace(parameters=parameters, return_annotation=signature.empty)
    summary, _, rest = inspect.cleandoc(macro.__doc__ or "").partition("\n\n")
    described = [line.split(": ", 1) for line in rest.splitlines() if ": " in line]
    return MacroDoc(
        macro.__name__,
        f"{macro.__name__}{shown}",
        summary,
        tuple((name, meaning) for name, meaning in described),
        macro.example,  # type: ignore[attr-defined]
        macro.rendered,  # type: ignore[attr-defined]
    )


class DocumentationMacros(PageMacros):
    """Macros for the pages that contributors and maintainers read."""

    @classmethod
    def docs(cls) -> list[MacroDoc]:
        """The documentation of all macros."""
        return [document(getattr(cls, name)) for name in cls.names()]

    @author_macro('vocabulary("validation-levels")')
    def vocabulary(self, id: str, codes: bool = True) -> Markup:
        """A controlled list with its definitions and codes.

        id: id of the list.
        codes: whether to say what entries write; not for pages that readers read.
        """
        known = self._graph.vocabularies
        if id not in known:
            raise WrongArgumentError(f'no list "{id}"{nearest(id, known)}; lists are {", ".join(known)}')
        return self._show("vocabulary", vocabulary=known[id], codes=codes)

    @author_macro("vocabularies(browse=true)", rendered=False)
    def vocabularies(self, browse: bool, links: bool = False) -> Markup:
        """All controlled lists that readers browse by, or all others, each with heading, meaning and values.

        browse: true for the lists to browse by, false for the others.
        links: only links to the lists, on `contribute/vocabularies/browse.md` and `other.md`.
        """
        shown = [known for known in self._graph.vocabularies.values() if known.browse == browse]
        return self._show("vocabularies", vocabularies=shown, links=links)

    @author_macro('field_table("lesson")', rendered=False)
    def field_table(self, type: str) -> Markup:
        """The fields and sections of a type, for contributors; read from the model.

        type: the type.
        """
        kind = record_types()[need_type(type)]
        return self._show("fields", kind=kind, fields=forms.fields_of(kind))

    @author_macro('export_columns("actions.csv")', rendered=False)
    def export_columns(self, file: str) -> Markup:
        """The columns of a table for other programs: head, HXL tag, where in `records.json` the value stands, meaning.

        file: its name in `data/` of the site, e.g. practices.csv.
        """
        if file not in TABLES:
            raise WrongArgumentError(f'no table "{file}"{nearest(file, TABLES)}; tables are {", ".join(TABLES)}')
        return self._show("export_columns", table=TABLES[file], made=MADE)

    @author_macro("problem_codes()", rendered=False)
    def problem_codes(self) -> Markup:
        """Every code that a check can report: what it means, why it matters, how to mend it, with an example."""
        return self._show("codes", codes=problem_help())

    @author_macro("type_list()")
    def type_list(self) -> Markup:
        """Every type of entry that this library has, with its purpose, its folder and how many there are."""
        kinds = [
            (kind, len(self._graph.by_type[name]), path)
            for name, kind in record_types().items()
            if (path := index_path(self._graph, name))
        ]
        return self._show("types", types=kinds)

    @author_macro("excel_forms()", rendered=False)
    def excel_forms(self) -> Markup:
        """The forms in Excel that the site has, one for each type of entry."""
        return self._show("excel_forms", types=[name for name in record_types() if name in self._graph.by_type])

    def _samples(self) -> Mapping[str, str]:
        """An entry of each type for the examples: the term most asked for, else the last changed."""
        newest = {name: max(records, key=changed).id for name, records in self._graph.by_type.items() if records}
        samples = {name: newest.get(name, f"id-of-a-{name}") for name in record_types()}
        return {**samples, "definition": self._graph.settings.key_term or samples["definition"]}

    @author_macro("macro_list()", rendered=False)
    def macro_list(self) -> Markup:
        """Every macro with its arguments and a rendered example."""
        docs = []
        for doc in self.docs():
            rendered = None
            doc = replace(doc, example=doc.example.format_map(self._samples()))
            if doc.rendered:
                template = self._env.from_string("{{ " + doc.example + " }}")
                fresh = type(self)(self._graph, self._env, self._page.path)
                try:
                    rendered = Markup(template.render(**fresh.functions()))
                except MacroError:
                    rendered = None
            docs.append((doc, rendered))
        return self._show("macros", docs=docs)
