"""Who uses a wording that others agreed: a definition, or a position of a group."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from macros.model.citation import Citation
from macros.model.fields import Line, PartialDate, reference
from macros.model.part import Part


class Endorsement(Part):
    """A group or organisation that uses it."""

    group: Annotated[str, reference("group", "organisation", role="endorsed by it")] = Field(description="By id.")
    on: PartialDate | None = Field(None, description="When.")
    note: Line | None = Field(None, description="How far the endorsement goes.")
    sources: tuple[Citation, ...] = Field((), description="Where it is documented.")
