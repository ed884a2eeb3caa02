"""What can be chosen in a Word form: short lists beside their question, long ones at the end, each once."""

from __future__ import annotations

from macros.giving.form import Question
from macros.giving.names import Names
from macros.model.library import Library
from macros.model.registry import record_types

_SHORT = 12
"""Values of a list that stand beside the question."""
_LONGEST = 1_500
"""Values of a list at the end; what is more is left out, and that is said."""


class Choices:
    """The lists of a form while it is written."""

    def __init__(self, library: Library) -> None:
        self.names = Names(library)
        self.used: list[tuple[str, str, list[str]]] = []
        """Title, bookmark and values of each list at the end."""
        self._library = library
        self._marks: dict[str, str] = {}

    def of(self, question: Question) -> tuple[str, str]:
        """What is said of a question's values; with the bookmark of its list at the end, empty where there is none."""
        several = " Several: each in a line of its own." if question.many else ""
        choices = self.names.choices(question)
        if not choices:
            return (_shape(question) + several).strip(), ""
        if len(choices) <= _SHORT:
            return f"One of: {'; '.join(choices)}.{several}", ""
        title = self._title(question)
        if title not in self._marks:
            self._marks[title] = f"list_{len(self.used) + 1}"
            left = len(choices) - _LONGEST
            more = [f"… and {left} more, which the site lists"] if left > 0 else []
            self.used.append((title, self._marks[title], choices[:_LONGEST] + more))
        new = " Or the title of a new one, with a table for it below." if question.types else ""
        return f"Choose from the list “{title}” at the end.{new}{several}", self._marks[title]

    def _title(self, question: Question) -> str:
        if question.vocabulary:
            return self._library.vocabularies[question.vocabulary].title_in(self._library.settings.language)
        known = record_types()
        return ", ".join(known[name].label_plural for name in question.types if name in known)


def _shape(question: Question) -> str:
    if question.types:
        return "Ids of entries." if question.many else "The id of an entry."
    return {"date": "A day, for example 2026-03-31.", "number": "A whole number."}.get(question.shape, "")
