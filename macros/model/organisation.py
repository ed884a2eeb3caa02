"""An organisation: a directory entry that collects everything that points at it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from macros.model.called import Names
from macros.model.fields import Line, Markdown, WebAddress, reference, term
from macros.model.record import KnownAs, Record
from macros.model.thing import Thing


class Organisation(Record):
    """An organisation that acts, funds, publishes or takes part."""

    type_name = "organisation"
    plural = "organisations"
    label = "Organisation"
    label_plural = "Organisations"
    purpose = "Who acts, funds, publishes or takes part, and where it appears in this library."
    folder = "data/organisations"
    order = 70
    directory = True
    uses_title = "In this library"
    above = "part_of"
    first = ("acronym", "url", "countries")

    acronym: Line | None = Field(None, description="Short name, as people say it.")
    names: Names = ()
    kind: Annotated[str, term("organisation-kinds")] = Field(description="What kind of organisation it is.")
    url: WebAddress | None = Field(None, description="Public web site.")
    countries: tuple[Annotated[str, reference("country", role="has its seat here", aside=True)], ...] = Field(
        (), description="Countries, for national and local organisations."
    )
    part_of: Annotated[str, reference("organisation", role="part of it")] | None = Field(
        None, description="The organisation it belongs to."
    )
    about: Markdown | None = Field(None, description="What the sources say about it.")

    def listed_as(self) -> str:
        """Under its acronym, which is what people look for."""
        return f"{self.acronym} – {self.title}" if self.acronym and self.acronym not in self.title else self.title

    def thing(self) -> Thing:
        return Thing("Organization", {"sameAs": self.url}, names=(self.acronym,) if self.acronym else ())

    def known_as(self) -> Iterator[KnownAs]:
        if self.acronym:
            yield KnownAs(self.acronym, "mul")
        for name in self.names:
            yield KnownAs(name.text, name.language)
