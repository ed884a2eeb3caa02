"""What this community calls its types: its own words from `data/site.yml`, else the built-in ones."""

from __future__ import annotations

from macros.model.record import Way
from macros.model.registry import record_types
from macros.model.settings import Settings
from macros.words import ENGLISH, Words


def counted_as(one: str, several: str) -> tuple[str, str]:
    """The message for how many there are of something: `%(num)s lesson`, `%(num)s lessons`."""
    return f"%(num)s {one.lower()}", f"%(num)s {several.lower()}"


class Kinds:
    """The words for the types of one library."""

    def __init__(self, settings: Settings, words: Words = ENGLISH) -> None:
        self._types = record_types()
        self._own = settings.types
        self.words = words

    def label(self, name: str) -> str:
        """One entry of a type."""
        return self._own[name].label if name in self._own else self.words.gettext(self._types[name].label)

    def plural(self, name: str) -> str:
        """Several entries of a type."""
        return self._own[name].label_plural if name in self._own else self.words.gettext(self._types[name].label_plural)

    def purpose(self, name: str) -> str:
        """What entries of a type are for."""
        own = self._own[name].purpose if name in self._own else None
        return own or self.words.gettext(self._types[name].purpose)

    def counted(self, name: str, number: int) -> str:
        """How many entries of a type there are, in words: `1 lesson`, `12 lessons`."""
        if name in self._own:
            return f"{number} {(self.label(name) if number == 1 else self.plural(name)).lower()}"
        return self.words.counted(*counted_as(self._types[name].label, self._types[name].label_plural), number)

    def way(self, name: str) -> Way | None:
        """How the home page leads to a type, in this community's words; none where it doesn't."""
        built_in, own, say = self._types[name].way, self._own.get(name), self.words.gettext
        title = (own and own.way) or (built_in and say(built_in.title))
        lead = (own and own.way_lead) or (built_in and say(built_in.lead)) or ""
        return Way(title, lead, built_in.beside if built_in else ()) if title else None
