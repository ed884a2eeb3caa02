"""A source: a document that entries cite, and how it was verified."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from macros.model.fields import LINE_PATTERN, LanguageTag, Line, Markdown, PartialDate, WebAddress, reference, term
from macros.model.length import Least
from macros.model.record import Record, Shown


class Source(Record):
    """A document, page or data set that entries cite."""

    type_name = "source"
    plural = "sources"
    label = "Source"
    label_plural = "Sources"
    purpose = "A document that entries cite, how it was verified, and who cites it."
    folder = "data/sources"
    order = 80
    directory = True
    uses_title = "Cited in"
    first = ("publishers", "authors", "published", "url")

    title: Annotated[str, StringConstraints(max_length=300, pattern=LINE_PATTERN), Least(2)] = Field(
        description="The document's own title, whole."
    )
    kind: Annotated[str, term("source-kinds")] = Field(description="Report, web page, minutes, …")
    publishers: tuple[Annotated[str, reference("organisation", "group", role="published by it")], ...] = Field(
        (), description="Organisations or groups that published it."
    )
    authors: Line | None = Field(None, description="Authors of a published work, as it is cited.")
    published: PartialDate | None = Field(None, description="2024, 2024-05 or 2024-05-31: as much as the source gives.")
    date_note: Line | None = Field(None, description="What the date can't say.")
    published_in: Line | None = Field(None, description="Journal, series or host, with volume and pages.")
    identifier: Line | None = Field(None, description="DOI, ISBN, document symbol.")
    url: WebAddress | None = Field(None, description="Where it can be read.")
    document_language: LanguageTag = Field("en", description="Language of the document, for example: French (`fr`).")
    verification: Annotated[str, term("verification")] = Field(description="How its content was verified.")
    verification_note: Line | None = Field(None, description="What was and wasn't seen.")
    verified_at: tuple[WebAddress, ...] = Field((), description="Pages where the content was read.")
    abstract: Markdown | None = Field(None, description="What it is about, in our words.")
    use_for: Line | None = Field(None, description="What a practitioner would read it for.")
    focus_areas: tuple[Annotated[str, term("focus-areas")], ...] = Field(
        (), description="Focus areas that it belongs to."
    )
    sectors: tuple[Annotated[str, term("sectors")], ...] = Field((), description="Sectors that it belongs to.")
    reading_list: Annotated[str, term("reading-lists")] | None = Field(
        None, description="Heading under which the guidance library lists it."
    )

    def thing(self) -> None:
        """Nothing: what is said of it elsewhere is elsewhere."""

    def dates(self) -> tuple[str, ...]:
        return (self.published,) if self.published else ()

    def shown_date(self) -> Shown:
        return Shown(self.published)
