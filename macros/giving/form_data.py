"""What the form in the browser is made of: for each type its questions, its rules and the lists to choose from."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from macros.giving.field_tree import ONLY_CHECK, field_tree, item_ids, longest_section, rules_of, tables_of
from macros.giving.form import Question, Table, for_editors, form_of, within
from macros.giving.layout import questions_of
from macros.giving.standing import standing
from macros.knowledge.alike_names import called
from macros.knowledge.graph import Graph, title_key
from macros.model.field_labels import label_of
from macros.model.languages import known_languages
from macros.model.record import Record
from macros.model.registry import record_types
from macros.model.vocabulary import Vocabulary
from macros.render.contact import general_contact
from macros.render.page import folder_of
from macros.words import Words

CALL = "commonThreadGiven"
"""The function that every script calls with its name and its content, as the pieces of the search do."""


def write_form_data(graph: Graph, target: Path) -> None:
    """Write a script for each type, and one with the entries of each.

    Args:
        graph: the library.
        target: folder of the site.
    """
    target.mkdir(parents=True, exist_ok=True)
    for name, content in form_scripts(graph):
        (target / f"{name}.js").write_text(content, encoding="utf-8", newline="\n")


def form_scripts(graph: Graph) -> Iterator[tuple[str, str]]:
    """Scripts by name: `type-` and a type for its form, `entries-` and a type for the entries that can be chosen."""
    yield "start", _script("start", start_data(graph))
    for name, records in graph.by_type.items():
        yield f"entries-{name}", _script(f"entries-{name}", [_entry(one) for one in sorted(records, key=title_key)])
    for name in record_types():
        yield f"type-{name}", _script(f"type-{name}", type_data(graph, name))


def start_data(graph: Graph) -> dict[str, Any]:
    """What the form begins with: the types, where a parcel is sent, and what only the check knows."""
    given = graph.settings.contribute
    kinds = [
        {
            "name": name,
            "label": graph.kinds.label(name),
            "purpose": graph.kinds.purpose(name),
            "folder": folder_of(name),
            "directory": kind.directory,
        }
        for name, kind in record_types().items()
    ]
    return {
        "library": graph.settings.name,
        "kinds": kinds,
        "mailbox": given.mailbox or "",
        "form": "" if given.mailbox else general_contact(graph),
        "languages": list(map(list, known_languages(graph.language).items())),
        "only": [graph.words.gettext(one) for one in ONLY_CHECK],
    }


def _entry(one: Record) -> list[Any]:
    """An entry to choose from: its id, what lists call it, its other names, and its web address if it has one."""
    label, known = one.listed_as(), called(one)
    names = [name for name in known.names if name != label]
    return [one.id, label, *([names] if names or known.address else []), *([known.address] if known.address else [])]


def _script(name: str, content: Any) -> str:
    said = json.dumps(content, ensure_ascii=False, separators=(",", ":")).replace("\u2028", "\\u2028")
    return f'{CALL}("{name}",{said});\n'


def type_data(graph: Graph, type_name: str) -> dict[str, Any]:
    """All that the form of a type asks and judges by."""
    kind, words = record_types()[type_name], graph.words
    form = form_of(kind)
    tree = field_tree(kind, words)
    lists = {one.vocabulary for one in questions_of(form) if one.vocabulary}
    return {
        "version": form.version,
        "language": graph.language,
        "label": graph.kinds.label(type_name),
        "purpose": graph.kinds.purpose(type_name),
        "first": list(kind.first),
        "questions": [_question(one, words) for one in form.questions],
        "editors": [_question(one, words) for one in form.editors],
        "by_title": dict(zip(("fields", "titles"), kind.said_by_title(graph.language), strict=True)),
        "begun": standing(kind, graph.vocabularies),
        "longest": longest_section(kind),
        "sections": [
            {"key": one.key, "label": words.gettext(one.heading), "help": said(one.help, words), "need": one.required}
            for one in form.sections
        ],
        "tables": [_table(one, words) for one in form.tables],
        "fields": tree,
        "rules": rules_of(kind, words),
        "tabled": tables_of(kind),
        "ids": list(item_ids(tree)),
        "lists": {id: _list(graph.vocabularies[id], graph.language) for id in sorted(lists & set(graph.vocabularies))},
    }


def _question(one: Question, words: Words) -> dict[str, Any]:
    return {
        "key": one.key,
        "label": label_in(one.key, words),
        "help": said(one.help, words),
        "shape": one.shape,
        **({"need": True} if one.required else {}),
        **({"many": True} if one.many else {}),
        **({"list": one.vocabulary} if one.vocabulary else {}),
        **({"types": list(record_types()) if one.types == ("any entry",) else list(one.types)} if one.types else {}),
    }


def label_in(key: str, words: Words) -> str:
    """What a question is called: the labels of its fields, `Policy: text`, `Sources 2: note`."""
    first, *rest = (words.gettext(label_of(part)) + number for part, number in _parts(key))
    return ": ".join([first, *map(within, rest)])


def _parts(key: str) -> Iterator[tuple[str, str]]:
    """The fields of a key, each with the number of the part that it is, if it is one of several."""
    parts = key.split(".")
    for part, after in zip(parts, [*parts[1:], ""], strict=True):
        if not part.isdigit():
            yield part, f" {after}" if after.isdigit() else ""


def _table(one: Table, words: Words) -> dict[str, Any]:
    return {
        "key": one.key,
        "label": label_in(one.inside, words),
        "help": said(one.help, words),
        "parent": one.parent,
        "need": one.required,
        "editors": for_editors(one.key),
        "columns": [_question(column, words) for column in one.columns],
    }


def _list(known: Vocabulary, language: str) -> list[list[str]]:
    """Each value with its label, and with what it means where somebody has written that."""
    return [[one.id, one.label_in(language), *([one.definition] if one.definition else [])] for one in known.terms]


def said(text: str, words: Words) -> str:
    """A text in the language of the site, without marks of code; a catalogue has something else for no text at all."""
    return words.gettext(text).replace("`", "") if text else ""


def messages_of_form(kind: type[Record]) -> Iterator[str]:
    """What the form of a type asks, for the catalogues: the names of fields in words, and what each means."""
    form = form_of(kind, 1)
    for one in questions_of(form):
        yield from (label_of(part) for part in one.key.split(".") if not part.isdigit())
        yield one.help
    for table in form.tables:
        yield from (label_of(table.inside), table.help)
    yield from (section.help for section in form.sections)
