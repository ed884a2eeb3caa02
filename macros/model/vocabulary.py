"""Controlled lists: the words that facets, statuses and levels may take, in every language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, StringConstraints

from macros.model.fields import VALUE_PATTERN, Id, LanguageTag, Line, Markdown, YesNo
from macros.model.record import Broken, Part

FOLDER = "data/vocabularies"


ANY_LANGUAGE = "und"
"""Tag of words whose language isn't said."""


_FURTHER_PAGE = re.compile(r"(.+)-(?:[2-9]|[1-9][0-9]+)")
"""Address of a further page of a value with many entries (`macros.render.listings`)."""


def _in_any_language(value: Any) -> Any:
    return {ANY_LANGUAGE: value} if isinstance(value, str) else value


def page_name(term: str) -> str:
    """What a value is called in addresses and anchors: `under-review` for `under_review`."""
    return term.replace("_", "-").replace(".", "-")


class VocabularyTerm(Part):
    """One value of a controlled list."""

    id: Annotated[str, StringConstraints(pattern=VALUE_PATTERN, max_length=80)] = Field(
        description="What entries write."
    )
    label: dict[LanguageTag, Line] = Field(description="What readers see, by language.", min_length=1)
    definition: Markdown | None = Field(None, description="What the value means and when to choose it.")
    codes: dict[str, Line] = Field({}, description="The same in standard code lists, e.g. `iasc: Health`.")
    tone: Line | None = Field(None, description="Colour of its badge: good, notice, warning, quiet.")
    mark: Annotated[str, StringConstraints(min_length=1, max_length=1)] | None = Field(
        None, description="One sign that stands beside its label where many are compared, e.g. `+`."
    )
    counts: YesNo = Field(
        True, description="Whether it is what the list is about: a point made in a discussion is no agreement."
    )
    followed_by: tuple[Annotated[str, StringConstraints(pattern=VALUE_PATTERN, max_length=80)], ...] | None = Field(
        None, description="Values that may come after it, where the list is a status that changes; any when left out."
    )
    usual: YesNo = Field(
        False, description="Whether it goes without saying: badges show only what is out of the ordinary."
    )

    def label_in(self, language: str, fallback: str = "en") -> str:
        """The label in a language, else in the fallback, else in the first language given."""
        return self.label.get(language) or self.label.get(fallback) or next(iter(self.label.values()))


class Vocabulary(Part):
    """A controlled list in its order."""

    id: Id = Field(description="Same as the file name.")
    title: dict[LanguageTag, Line] = Field(description="Name of the list, by language.", min_length=1)
    singular: Annotated[dict[LanguageTag, Line], BeforeValidator(_in_any_language)] = Field(
        {}, description="Name of one value, where the title is a plural: by language, or one for all."
    )
    address: Id | None = Field(
        None,
        description="What addresses of the explorer call the list; its id when left out. Lists with one address are "
        "one filter there.",
    )
    definition: Markdown = Field(description="What the list is for, and where it comes from.")
    browse: YesNo = Field(False, description="Whether readers browse the library by it.")
    terms: tuple[VocabularyTerm, ...] = Field(description="The values, in order.")

    def __contains__(self, term: object) -> bool:
        return any(term == known.id for known in self.terms)

    def title_in(self, language: str, fallback: str = "en") -> str:
        """The list's name in a language, with the same fallbacks as labels."""
        return self.title.get(language) or self.title.get(fallback) or next(iter(self.title.values()))

    def singular_in(self, language: str) -> str:
        """The name of one value in a language; the list's name where it has none of its own."""
        return self.singular.get(language) or self.singular.get(ANY_LANGUAGE) or self.title_in(language)

    def get(self, term: str) -> VocabularyTerm | None:
        """The term with an id, or None."""
        return next((known for known in self.terms if known.id == term), None)

    def rules(self) -> Iterator[Broken]:
        """One id stands once, also where only dots, underscores and hyphens differ: pages are named alike."""
        ids, seen = {term.id for term in self.terms}, dict[str, str]()
        for index, term in enumerate(self.terms):
            page = page_name(term.id)
            if page in seen:
                words = "stands twice" if seen[page] == term.id else f"is too like {seen[page]!r}"
                yield Broken(("terms", index, "id"), f"{term.id!r} {words}", "duplicate-id")
            seen.setdefault(page, term.id)
            for number, other in enumerate(term.followed_by or ()):
                if other not in ids:
                    message = f"no value of this list is called {other!r}"
                    yield Broken(("terms", index, "followed_by", number), message, "unknown-term")
        for index, term in enumerate(self.terms):
            further = _FURTHER_PAGE.fullmatch(page_name(term.id))
            if self.browse and further and further[1] in seen:
                message = f"{term.id!r} is the address of a further page of {seen[further[1]]!r}; choose another id"
                yield Broken(("terms", index, "id"), message, "bad-value")
