"""A country: a directory entry under its ISO code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated

from babel.core import get_global
from pydantic import Field, StringConstraints

from macros.model.called import Names
from macros.model.fields import term
from macros.model.languages import locale_of
from macros.model.record import Broken, KnownAs, Record

_FREE = re.compile(r"AA[A-Z]?|Q[M-Z][A-Z]?|X[A-Z][A-Z]?|ZZ[A-Z]?")
"""Codes that ISO 3166-1 leaves to its users, such as XK and XKX."""


NAMED_IN = ("fr", "ro", "es", "ru", "uk", "ar")
"""Languages in which pages and search name countries."""


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
    uses_title = "Mentioned in"

    iso2: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")] = Field(description="ISO 3166-1 alpha-2 code.")
    iso3: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")] = Field(description="ISO 3166-1 alpha-3 code.")
    region: Annotated[str, term("regions")] = Field(description="Region of the world.")
    names: Names = ()

    def rules(self) -> Iterator[Broken]:
        yield from super().rules()
        two = get_global("territory_aliases").get(self.iso3, [])
        if _FREE.fullmatch(self.iso2) and _FREE.fullmatch(self.iso3):
            return
        if len(two) != 1 or _FREE.fullmatch(self.iso3):
            yield Broken(("iso3",), f"{self.iso3!r} is no ISO 3166-1 code", "bad-value")
        elif self.iso2 != two[0]:
            message = f"{self.iso2!r} and {self.iso3!r} are not the same country; {self.iso3} goes with {two[0]}"
            yield Broken(("iso2",), message, "bad-value")

    def thing(self) -> None:
        """Nothing: what is said of it elsewhere is elsewhere."""

    def known_as(self) -> Iterator[KnownAs]:
        yield from self.translated()
        for name in self.names:
            yield KnownAs(name.text, name.language)

    def translated(self) -> Iterator[KnownAs]:
        """Its names in the languages in which pages name countries."""
        for language in NAMED_IN:
            yield KnownAs(self.name_in(language), language)

    def name_in(self, language: str) -> str:
        """The country's name in a language, from Unicode CLDR; the title where CLDR has none."""
        locale = locale_of(language)
        return str(locale.territories.get(self.iso2, self.title)) if locale else self.title
