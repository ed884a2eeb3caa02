"""A country: a directory entry under its ISO code."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from babel import Locale
from pydantic import Field, StringConstraints

from macros.model.fields import term
from macros.model.record import Broken, Record

LOCAL_CODES = {"XKX"}
"""Codes in use in the field that ISO 3166-1 does not have."""


class Country(Record):
    """A country or territory that entries are about."""

    type_name = "country"
    plural = "countries"
    label = "Country"
    label_plural = "Countries"
    purpose = "What the library holds about one country."
    folder = "data/countries"
    order = 90
    directory = True

    iso2: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")] = Field(description="ISO 3166-1 alpha-2 code.")
    iso3: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")] = Field(description="ISO 3166-1 alpha-3 code.")
    region: Annotated[str, term("regions")] = Field(description="Region of the world.")

    def rules(self) -> Iterator[Broken]:
        yield from super().rules()
        if self.iso3 not in LOCAL_CODES and self.iso2 not in Locale("en").territories:
            yield Broken(("iso2",), f"{self.iso2!r} is no ISO 3166-1 code", "bad-value")

    def name_in(self, language: str) -> str:
        """The country's name in a language, from Unicode CLDR; the title where CLDR has none."""
        return str(Locale.parse(language, sep="-").territories.get(self.iso2, self.title))
