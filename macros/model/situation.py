"""Where and for whom: the fields by which practices, lessons and guidance are found."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from macros.model.fields import reference, term
from macros.model.record import Part


class Situation(Part):
    """Facets that several types share; every one is a controlled list or a reference."""

    countries: tuple[Annotated[str, reference("country", role="took place here")], ...] = Field(
        (), description="Countries, by id. Leave out for global or regional work."
    )
    sectors: tuple[Annotated[str, term("sectors")], ...] = Field((), description="Sectors that it belongs to.")
    intervention_levels: tuple[Annotated[str, term("intervention-levels")], ...] = Field(
        (), description="Levels at which it works."
    )
    dimensions: tuple[Annotated[str, term("dimensions")], ...] = Field((), description="Dimensions that it touches.")
    focus_areas: tuple[Annotated[str, term("focus-areas")], ...] = Field(
        (), description="Focus areas that it belongs to."
    )
    target_groups: tuple[Annotated[str, term("target-groups")], ...] = Field((), description="People it is for.")
    sdg_targets: tuple[Annotated[str, term("sdg-targets")], ...] = Field(
        (), description="Targets that it serves, where a source names them."
    )
