"""What this community calls its types: its own words from `data/site.yml`, else the built-in ones."""

from __future__ import annotations

from macros.model.record import Way
from macros.model.registry import record_types
from macros.model.settings import Settings


class Kinds:
    """The words for the types of one library."""

    def __init__(self, settings: Settings) -> None:
        self._types = record_types()
        self._words = settings.types

    def label(self, name: str) -> str:
        """One entry of a type."""
        return self._words[name].label if name in self._words else self._types[name].label

    def plural(self, name: str) -> str:
        """Several entries of a type."""
        return self._words[name].label_plural if name in self._words else self._types[name].label_plural

    def purpose(self, name: str) -> str:
        """What entries of a type are for."""
        own = self._words[name].purpose if name in self._words else None
        return own or self._types[name].purpose

    def counted(self, name: str, number: int) -> str:
        """How many entries of a type there are, in words: `1 lesson`, `12 lessons`."""
        return f"{number} {(self.label(name) if number == 1 else self.plural(name)).lower()}"

    def way(self, name: str) -> Way | None:
        """How the home page leads to a type, in this community's words; none where it doesn't."""
        own, words = self._types[name].way, self._words.get(name)
        title = (words and words.way) or (own and own.title)
        lead = (words and words.way_lead) or (own and own.lead) or ""
        return Way(title, lead, own.beside if own else ()) if title else None
