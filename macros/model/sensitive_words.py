"""Words that a second person should look at before they are published.

`data/sensitive-words.yml` has them, and may be missing; it is the community's own. `macros.knowledge.harm_checks` looks
for them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field, StringConstraints

from macros.model.fields import Id, LanguageTag, Line, YesNo
from macros.model.length import Least
from macros.model.record import Broken, Part

WORDS_PATH = "data/sensitive-words.yml"
Phrase = Annotated[str, StringConstraints(max_length=80, pattern=r"^\w[^\n]*$"), Least(3)]


class SensitiveWords(Part):
    """Words of one kind of danger."""

    id: Id = Field(description="Name of the kind.")
    why: Line = Field(description="What could happen, and what to write instead; the message says it.")
    with_count: YesNo = Field(
        False,
        description="Whether they are told only near a number: the words alone are usual.",
    )
    words: dict[LanguageTag, tuple[Phrase, ...]] = Field(description="By language; they are looked for in all texts.")


class WordsOfCare(Part):
    """The whole list."""

    kinds: tuple[SensitiveWords, ...] = Field((), description="One item per kind of danger.")

    def rules(self) -> Iterator[Broken]:
        """An id stands once."""
        seen: set[str] = set()
        for index, kind in enumerate(self.kinds):
            if kind.id in seen:
                yield Broken(("kinds", index, "id"), f"{kind.id!r} stands twice", "duplicate-id")
            seen.add(kind.id)
