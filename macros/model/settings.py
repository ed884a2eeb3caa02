"""Settings of one community: `data/site.yml`. Everything another community changes without Python."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from macros.model.fields import Count, Id, LanguageTag, Line, reference
from macros.model.record import Part

PATH = "data/site.yml"
REDIRECTS_PATH = "data/redirects.yml"


OLD_PAGE_PATTERN = r"^[a-z0-9]+(?:-[a-z0-9]+)*/[a-z0-9]+(?:-[a-z0-9]+)*$"
OldPage = Annotated[str, StringConstraints(pattern=OLD_PAGE_PATTERN, max_length=200)]
"""Address of a page that is gone, `practices/old-id`: inside the site, and nowhere else."""


class TypeWords(Part):
    """What this community calls entries of a type."""

    label: Line = Field(description="One entry.")
    label_plural: Line = Field(description="Several.")
    purpose: Line | None = Field(None, description="One sentence.")


class Settings(Part):
    """The community's own choices."""

    name: Line = Field(description="Name of the library.")
    tagline: Line = Field(description="What it is, in one sentence.")
    description: Line = Field(description="For search engines and previews.")
    language: LanguageTag = Field("en", description="Language of the site.")
    editors: Annotated[str, reference("group", "organisation", role="editor of the library")] = Field(
        description="Group that keeps the library, by id."
    )
    review_every: Count = Field(12, description="Months between reviews, for entries that don't say.")
    page_size: Count = Field(60, description="Entries on one index page, 200 at most.")
    key_term: Id | None = Field(None, description="The definition that `definition_card()` shows when none is named.")
    browse: tuple[Id, ...] = Field(
        (), description="Lists to browse by that come first, in this order; `countries` stands for the countries."
    )
    types: dict[str, TypeWords] = Field({}, description="Words for the types, where the built-in ones don't fit.")


class Redirects(Part):
    """Ids that entries once had, and where they lead now."""

    redirects: dict[OldPage, Id] = Field(
        {}, description="Old page (`practices/old-id`) to the id of the entry that replaces it."
    )
