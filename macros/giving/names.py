"""What entries and values are called in a workbook, and what is meant by what somebody wrote there."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping

from macros.giving.form import Question
from macros.knowledge.alike_names import Called, alike, called
from macros.knowledge.graph import fold
from macros.model.fields import LANGUAGE_PATTERN, MAX_ID
from macros.model.languages import known_languages, language_called
from macros.model.library import Library
from macros.model.record import Record
from macros.model.vocabulary import Vocabulary
from macros.problems import nearest

_BRACKETS = re.compile(r"\[([^\[\]]+)\]\s*$")
_SMART = str.maketrans({**dict(zip("’‘ʼ“”„–—‑", "'''\"\"\"---", strict=True)), "\u00ad": None, "\u200b": None})
"""Signs that programs put in the place of those that people type."""
_LONGER = 4
"""Times that a name which was meant may be longer than what was written."""
_NAMED = 12
"""Values of a list that are named."""
_ID_LENGTH = 60
"""Characters of an id made from a title."""


def shown_entry(title: str, id: str) -> str:
    """An entry in a list to choose from: its title, and its id to tell it from others."""
    return f"{title} [{id}]"


class Names:
    """The values and entries of a library by all that people may write for them."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self.language = library.settings.language
        self._entries = _called(library.records.values())
        self._languages = known_languages(self.language)
        self._labels = {list_id: _labels(known, self.language) for list_id, known in library.vocabularies.items()}
        self._terms = {
            list_id: {key_of(word): one.id for one in known.terms for word in (*one.label.values(), one.id)}
            | {key_of(label): id for id, label in self._labels[list_id].items()}
            for list_id, known in library.vocabularies.items()
        }

    def choices(self, question: Question) -> list[str]:
        """What can be chosen for a question; nothing where anything may be written."""
        if question.vocabulary:
            return list(self._labels.get(question.vocabulary, {}).values())
        if question.types:
            found = (one for one in self._library.records.values() if one.type_name in question.types)
            return sorted((shown_entry(one.title, one.id) for one in found), key=fold)
        if question.shape == "language":
            return list(self._languages.values())
        return ["true", "false"] if question.shape == "true or false" else []

    def options(self, question: Question) -> list[tuple[str, str]]:
        """The values that can be chosen for a question, each with what it is called."""
        if question.vocabulary:
            return list(self._labels.get(question.vocabulary, {}).items())
        if question.types:
            found = [one for one in self._library.records.values() if one.type_name in question.types]
            return sorted(((one.id, one.title) for one in found), key=lambda one: fold(one[1]))
        return [(value, value) for value in self.choices(question)]

    def shown(self, question: Question, value: str) -> str:
        """A value as the form shows it."""
        if question.vocabulary:
            return self._labels.get(question.vocabulary, {}).get(value, value)
        if question.shape == "language":
            return self._languages.get(value, value)
        if question.types and value in self._library.records:
            return shown_entry(self._library.records[value].title, value)
        return value

    def nearest(self, question: Question, text: str) -> str:
        """`; did you mean "…"?` when an entry that the question takes is called nearly so, else nothing."""
        records = {one.id: one for one in self._library.records.values() if one.type_name in question.types}
        near = alike(Called((text,)), {id: called(one) for id, one in records.items()})
        if near:
            return f'; did you mean "{shown_entry(records[near[0]].title, near[0])}"?'
        return nearest(text, [one for one in self.choices(question) if len(one) < _LONGER * len(text)])

    def is_value(self, list_id: str, value: str) -> bool:
        """Whether a list has a value; so it is taken where the library lacks the list, which the check says."""
        return list_id not in self._labels or value in self._labels[list_id]

    def nearest_value(self, question: Question, text: str) -> str:
        """`; did you mean "…"?` when a value that the question takes is called nearly so, else some to choose from."""
        labels = self.choices(question)
        more = ", …" if len(labels) > _NAMED else ""
        some = f"; choose one of: {', '.join(labels[:_NAMED])}{more}" if labels else "; the list is empty: leave it out"
        return nearest(text, labels, key_of) or some

    def entry(self, type_name: str, text: str) -> str:
        """The id of the entry of a type that was meant, by title, id or web address; empty when there is none."""
        named = _BRACKETS.search(text)
        meant = named[1].strip() if named else self._entry((type_name,), text) or text
        known = {one.id: one for one in self._library.records.values() if one.type_name == type_name}
        if meant in known:
            return meant
        at = {str(url).rstrip("/"): id for id, one in known.items() if (url := getattr(one, "url", None))}
        return at.get(text.rstrip("/"), "")

    def value(self, list_id: str, text: str) -> str:
        """The value of a list that was meant; what can't be told stays as it was written."""
        return self._terms.get(list_id, {}).get(key_of(text), text)

    def meant(self, question: Question, text: str, new: Mapping[str, str]) -> str:
        """The value that was meant; what can't be told stays as it was written, for the check to say so.

        Args:
            question: what was asked.
            text: what was written.
            new: ids of the entries that come along, by the key of their titles.
        """
        if question.vocabulary:
            return self.value(question.vocabulary, text)
        if question.types:
            named = _BRACKETS.search(text)
            if named:
                return named[1].strip()
            return new.get(key_of(text)) or self._entry(question.types, text) or text
        if question.shape == "language" and not re.fullmatch(LANGUAGE_PATTERN, text):
            return language_called(text, self.language) or text
        return text

    def _entry(self, types: Iterable[str], text: str) -> str:
        """The id of the entry of some types that is called so, by its title before its other names; empty for none."""
        wanted, key = set(types), key_of(text)
        found = self._entries.get(key, ())
        return next((id for type_name, id in found if type_name in wanted or "any entry" in wanted), "")


def _called(records: Iterable[Record]) -> dict[str, list[tuple[str, str]]]:
    """Type and id of all that is called so, by the key of the name; a name that two of a type have besides is nobody's.

    Titles come first, also where another entry has the same name besides.
    """
    found: dict[str, list[tuple[str, str]]] = {}
    others: dict[tuple[str, str], set[str]] = {}
    for record in records:
        found.setdefault(key_of(record.title), []).append((record.type_name, record.id))
        for name in (record.listed_as(), *(known.text for known in record.known_as())):
            others.setdefault((key_of(name), record.type_name), set()).add(record.id)
    for (key, type_name), ids in others.items():
        if len(ids) == 1:
            found.setdefault(key, []).append((type_name, next(iter(ids))))
    return found


def _labels(known: Vocabulary, language: str) -> dict[str, str]:
    """What each value of a list is called, by id; with the id behind it where two are called alike."""
    labels = {one.id: one.label_in(language) for one in known.terms}
    often = Counter(map(key_of, labels.values()))
    return {id: shown_entry(label, id) if often[key_of(label)] > 1 else label for id, label in labels.items()}


def titles(found: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Ids by the key of their titles, for `Names.meant`."""
    return {key_of(title): id for title, id in found}


def id_from(words: str) -> str:
    """An id made of a title: `lebanon-winter-cash`; empty where it has no Latin letters or digits."""
    plain = unicodedata.normalize("NFKD", words.lower()).encode("ascii", "ignore").decode()
    parts = re.findall(r"[a-z0-9]+", plain.replace("'", ""))
    while len(parts) > 1 and len("-".join(parts)) > _ID_LENGTH:
        parts.pop()
    return "-".join(parts)[:MAX_ID]


def key_of(text: str) -> str:
    """What two names have in common that are written alike: letters, but for accents, capitals and smart signs."""
    return " ".join(fold(text.translate(_SMART)).split())
