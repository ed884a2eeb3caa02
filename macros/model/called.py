"""Further names of countries and organisations: official, usual and former ones."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from macros.model.fields import LanguageTag, Line
from macros.model.record import Part


class Called(Part):
    """A name beside the title, by which readers may look for it."""

    text: Line = Field(description="The name.")
    language: LanguageTag = Field(
        "en", description="Language of the name, for example: French (`fr`); `mul` for acronyms."
    )
    former: bool = Field(False, description="Whether it is no longer in use.")


Names = Annotated[
    tuple[Called, ...], Field(description="Official, usual and former names beside the title; the search knows them.")
]
