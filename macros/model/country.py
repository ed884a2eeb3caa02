"""A country: a directory entry under its ISO code."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated

from pydantic import Field, StringConstraints

from macros.model.called import Names
from macros.model.fields import term
from macros.model.languages import locale_of
from macros.model.record import KnownAs, Record
from macros.model.rules import FREE, Rule, countries
from macros.words import N_

_OWN = ("all", ("matches", "iso2", FREE), ("matches", "iso3", FREE))
"""A test: both codes are of the user's own making."""
_LISTED = ("listed", "iso3", "countries")
"""A test: ISO has the code."""

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

    checks = (
        *Record.checks,
        Rule(
            "iso3",
            ("all", ("not", _OWN), ("not", _LISTED)),
            N_("'%(iso3)s' is no ISO 3166-1 code"),
            "bad-value",
        ),
        Rule(
            "iso2",
            (
                "all",
                ("not", _OWN),
                _LISTED,
                ("not", ("goes with", "iso3", "countries", "iso2")),
            ),
            N_("'%(iso2)s' and '%(iso3)s' are not the same country; %(iso3)s goes with %(other)s"),
            "bad-value",
            shows={"other": "countries:iso3"},
        ),
    )

    iso2: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")] = Field(
        description="Two capital letters of ISO 3166-1: TG for Togo."
    )
    iso3: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")] = Field(
        description="Three capital letters of ISO 3166-1: TGO for Togo."
    )
    region: Annotated[str, term("regions")] = Field(description="Region of the world.")
    names: Names = ()

    @classmethod
    def said_by_title(cls, language: str) -> tuple[tuple[str, ...], Mapping[str, tuple[str, ...]]]:
        """The codes of each country, by its name."""
        locale = locale_of(language)
        names = locale.territories if locale else {}
        return ("iso2", "iso3"), {str(names[iso2]): (iso2, iso3) for iso3, iso2 in countries().items() if iso2 in names}

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
