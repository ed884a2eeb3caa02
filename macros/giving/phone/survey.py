"""A form for phones as the rows of an XLSForm's sheets: questions, what can be chosen, settings. No workbook."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from macros.giving.form import Form, Question, form_of
from macros.giving.names import Names
from macros.giving.phone.fields import FORM, NEW, PARTS, TITLE, Repeat, name_of, repeats_of
from macros.giving.phone.limits import limit_of, limits_of
from macros.model.field_labels import label_of
from macros.model.library import Library
from macros.model.registry import record_types

LONGEST = 1_000
"""Values of a list that a phone shows; of a longer one the title is written."""
_SHORT = 8
"""Values that are shown at once; longer lists are searched."""
_NO_PERSONS = "Please write no names, telephone numbers, mailboxes or places of persons. Leave out what isn't known."
_TITLE = "As it stands on its cover, or over its door."
_TITLES = f"{_TITLE} Each in a line of its own."
_PARTS_HINT = "Only what you choose here is asked."
_FOR_PEOPLE = ("label", "hint", "constraint_message")
Row = dict[str, str]
"""A row of a sheet, by the names of its columns."""
_HINTS = {
    "date": "A day.",
    "number": "A whole number.",
    "Markdown": "Paragraphs and lists may stand in it.",
}


@dataclass
class Survey:
    """The three sheets."""

    survey: list[Row] = field(default_factory=list)
    choices: list[Row] = field(default_factory=list)
    settings: Row = field(default_factory=dict)


def survey_of(library: Library, type_name: str) -> Survey:
    """The form of a type for phones.

    Args:
        library: its lists and entries can be chosen from.
        type_name: the type.
    """
    form = form_of(record_types()[type_name])
    maker = _Maker(library, form)
    maker.all()
    id = f"{library.settings.name}-{type_name}".lower()
    maker.made.settings = {
        "form_title": f"{library.settings.name}: {form.label}",
        "form_id": "".join(letter if letter.isascii() and letter.isalnum() else "_" for letter in id),
        "version": form.version,
        "instance_name": "${title}",
        "style": "pages",
    }
    return maker.made


class _Maker:
    def __init__(self, library: Library, form: Form) -> None:
        self.made = Survey()
        self._form = form
        self._names = Names(library)
        self._words = library.words
        self._limits = {form.type_name: limits_of(record_types()[form.type_name], library.words)}
        self._lists: dict[tuple[str, ...], str] = {}

    def all(self) -> None:
        """Everything, in its order: what must be filled in, the text, and the parts that somebody asks for."""
        form, repeats = self._form, repeats_of(self._form)
        optional = [one for one in form.questions if not one.required]
        groups = list(dict.fromkeys(one.key.split(".")[0] for one in optional if "." in one.key))
        self._row(type="calculate", name=FORM, calculation=f"'{form.type_name} {form.version}'")
        self._row(type="note", name="purpose", label=f"{form.label}. {form.purpose}", hint=_NO_PERSONS)
        self._group("must", "What must be filled in", [one for one in form.questions if one.required])
        for section in form.sections:
            shown = Question(f"body.{section.key}", section.heading, section.help, section.required, "Markdown")
            self._question(shown, form.type_name)
        for one in (repeat for repeat in repeats if repeat.required):
            self._repeat(one)
        asked = [repeat for repeat in repeats if not repeat.required]
        self._row(type=f"select_multiple {PARTS}", name=PARTS, label="What else can you say?", hint=_PARTS_HINT)
        self._choice(PARTS, "facts", "More facts")
        for key in groups:
            self._choice(PARTS, key, label_of(key))
        for one in asked:
            self._choice(PARTS, one.name, one.label)
        self._group("facts", "More facts", [one for one in optional if "." not in one.key], "facts")
        for key in groups:
            self._group(f"part_{key}", label_of(key), [one for one in optional if one.key.split(".")[0] == key], key)
        for one in asked:
            self._repeat(one, f"selected(${{{PARTS}}}, '{one.name}')")

    def _group(self, name: str, label: str, questions: Sequence[Question], part: str = "") -> None:
        if not questions:
            return
        relevant = f"selected(${{{PARTS}}}, '{part}')" if part else ""
        self._row(type="begin_group", name=name, label=label, relevant=relevant, appearance="field-list")
        for question in questions:
            self._question(question, self._form.type_name)
        self._row(type="end_group", name=name)

    def _repeat(self, one: Repeat, relevant: str = "") -> None:
        self._row(type="begin_repeat", name=one.name, label=one.label, hint="", relevant=relevant)
        if one.help:
            self._row(type="note", name=f"{one.name}__help", label=one.help)
        for question in one.questions:
            self._question(question, one.new or self._form.type_name, one)
        for inner in one.inner:
            self._repeat(inner)
        self._row(type="end_repeat", name=one.name)

    def _question(self, question: Question, type_name: str, inside: Repeat | None = None) -> None:
        if type_name not in self._limits:
            self._limits[type_name] = limits_of(record_types()[type_name], self._words)
        above = inside.table.key if inside and inside.table else ""
        condition, words = limit_of(self._limits[type_name], question, above)
        name = f"{inside.name}__{name_of(question.key)}" if inside else name_of(question.key)
        chosen = self._list(question)
        several = "Each in a line of its own." if question.many and not chosen else ""
        hint = [
            question.help.replace("`", ""),
            _HINTS.get(question.shape, ""),
            several,
        ]
        kind, looks = _type(question, chosen), _looks(question, self._size(question))
        self._row(
            type=kind, name=name, label=self._words.gettext(question.label), hint=" ".join(filter(None, hint)),
            required="yes" if question.required else "", appearance=looks, constraint=condition,
            constraint_message=words,
        )  # fmt: skip
        if chosen and question.types:
            self._row(
                type="text", name=f"{name}{TITLE}", label=f"{question.label}: its title",
                hint=_TITLES if question.many else _TITLE,
                relevant=f"selected(${{{name}}}, '{NEW}')", required="yes",
                appearance="multiline" if question.many else "",
            )  # fmt: skip

    def _size(self, question: Question) -> int:
        return len(self._names.options(question))

    def _list(self, question: Question) -> str:
        """The name of the list that a question takes its values from; empty for none, or for one that is too long."""
        key = (question.vocabulary or "", *question.types, "" if question.shape != "true or false" else "yes")
        if key not in self._lists:
            options = self._names.options(question)
            fits = 0 < len(options) <= LONGEST
            name = "_".join(filter(None, ("list", *key))).replace("-", "_").replace(" ", "_") if fits else ""
            self._lists[key] = name
            for value, label in options if fits else ():
                self._choice(name, value, label)
            if fits and question.types:
                self._choice(name, NEW, "It isn't in this list")
        return self._lists[key]

    def _choice(self, list_name: str, name: str, label: str) -> None:
        self.made.choices.append({"list_name": list_name, "name": name, "label": label})

    def _row(self, **columns: str) -> None:
        self.made.survey.append({key: value for key, value in columns.items() if value})


def _type(question: Question, chosen: str) -> str:
    if chosen:
        return f"{'select_multiple' if question.many else 'select_one'} {chosen}"
    return {"date": "date", "number": "integer"}.get(question.shape, "text") if not question.many else "text"


def _looks(question: Question, size: int) -> str:
    if size:
        return "autocomplete" if size > _SHORT and not question.many else "minimal" if size > _SHORT else ""
    return "multiline" if question.many or question.shape == "Markdown" or question.key == "summary" else ""


def listed(rows: Sequence[Row]) -> Iterator[str]:
    """The columns that rows have, in the order in which they first come."""
    yield from dict.fromkeys(key for row in rows for key in row)


def in_language(row: Row, language: str) -> Row:
    """A row whose words for people say what language they are in."""
    return {f"{key}::{language}" if key in _FOR_PEOPLE else key: value for key, value in row.items()}
