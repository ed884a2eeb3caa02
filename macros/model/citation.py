"""A source that something rests on, and where in it."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from macros.model.fields import Line, reference, term
from macros.model.part import Part


class Citation(Part):
    """A source that a record rests on, and where in it."""

    source: Annotated[str, reference("source", role="cites it")] = Field(description="Id of the source.")
    locator: Line | None = Field(None, description="Page, paragraph or section, for example: p. 12 or item 3.")
    note: Line | None = Field(None, description="What this source is cited for, where that is not plain.")
    verification: Annotated[str, term("verification")] | None = Field(
        None, description="How this passage was verified, where it differs from the source's own level."
    )
