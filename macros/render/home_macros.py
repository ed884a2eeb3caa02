"""The macros that help a reader begin: the search field, what the editors chose, lists with counts, the map."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from macros.knowledge.facets import Facet
from macros.model.country import Country
from macros.model.record import Record
from macros.model.settings import COUNTRIES
from macros.problems import nearest
from macros.render.contact import general_contact
from macros.render.listings import Choice, browse_list, choice_path
from macros.render.macro_base import author_macro
from macros.render.macro_docs import DocumentationMacros
from macros.render.selection import WrongArgumentError, need_facet, need_number, need_type
from macros.render.world.outlines import WIDTH, Shape, world_map

SHADES = (1, 4)
"""Entries from which the second and the third shade of the map stand."""


@dataclass(frozen=True)
class ShadedCountry:
    """A country on the map."""

    title: str
    path: str
    """Its page."""
    count: int
    shape: Shape

    @property
    def shade(self) -> int:
        """1 to 3, the more entries the darker."""
        return 1 + sum(self.count > most for most in SHADES)


class HomeMacros(DocumentationMacros):
    """The macros of the home page; other pages may use them too."""

    @author_macro("search_field()")
    def search_field(self, words: str = "") -> Markup:
        """A large field that opens the search with what was typed; without scripts, a way to the lists.

        words: what stands beside the field; `Search the library` when left out.
        """
        return self._show("search_field", words=words or self._graph.words.gettext("Search the library"))

    @author_macro("give_here()", inline=True)
    def give_here(self) -> Markup:
        """Where readers write to: the form or the mailbox of data/site.yml, or that there is neither."""
        given = self._graph.settings.contribute
        address = general_contact(self._graph)
        return self._show("give_here", address=address, form=given.form, mailbox=given.mailbox)

    @author_macro("keep_offline()")
    def keep_offline(self) -> Markup:
        """Where a script offers to keep the site in the browser, if data/site.yml says that readers may."""
        return self._show("keep_offline", offered=self._graph.settings.offline)

    @author_macro("featured()")
    def featured(self, heading: str = "", limit: int = 3) -> Markup:
        """The entries that the editors chose, `featured` in data/site.yml, with where, when and what was found.

        heading: words above them; without entries there is none.
        limit: most entries.
        """
        ids = self._graph.settings.featured[: need_number("limit", limit)]
        return self._show("featured", records=[self._graph.records[id] for id in ids], heading=heading)

    @author_macro('values("sectors", limit=4)')
    def values(self, by: str, limit: int = 0) -> Markup:
        """The values of a list or the countries that have entries, with how many, the largest first.

        by: a list to browse by, or `countries`.
        limit: most values, 0 for all; the rest is one link to the whole list.
        """
        facet = self._need_browse(by)
        known = browse_list(self._graph, facet)
        choices = sorted((choice for choice in known.choices if choice.count), key=lambda choice: -choice.count)
        shown = choices[: need_number("limit", limit)] if limit else choices
        return self._show("values", known=known, choices=shown, more=len(choices) - len(shown))

    @author_macro('explorer_links("practice", by=["sectors"])')
    def explorer_links(self, type: str, by: list[str] | tuple[str, ...] = (), limit: int = 8) -> Markup:
        """Ways into the explorer that show one type, narrowed down by the values of some lists.

        type: the type, e.g. practice.
        by: lists or `countries`.
        limit: most values of each list; the largest come first.
        """
        name, rows = need_type(type), []
        for wanted in [by] if isinstance(by, str) else by:
            facet = need_facet(self._graph, name, wanted)
            counts = {value.id: 0 for value in facet.values}
            for record in self._graph.by_type[name]:
                for value in facet.values_of(record):
                    counts[value] += 1
            used = sorted((value for value in facet.values if counts[value.id]), key=lambda value: -counts[value.id])
            shown = used[: need_number("limit", limit)]
            if shown:
                rows.append((facet, [(value, counts[value.id]) for value in shown], len(used) - len(shown)))
        return self._show("explorer_links", type=name, rows=rows)

    @author_macro("country_map()", rendered=False)
    def country_map(self) -> Markup:
        """A map of the countries that have entries; put a list of them beside it, as the map has no words."""
        facet = self._graph.facets[COUNTRIES]
        found = {choice.value.id: choice for choice in browse_list(self._graph, facet).choices if choice.count}
        records = [self._graph.records[id] for id in found]
        drawn = world_map(tuple(record.iso2 for record in records if isinstance(record, Country)))
        countries = [
            _shaded(facet, record, found[record.id], drawn.countries[record.iso2])
            for record in records
            if isinstance(record, Country) and record.iso2 in drawn.countries
        ]
        return self._show("country_map", countries=countries, land=drawn.land, width=WIDTH, height=drawn.height)

    def _need_browse(self, name: str) -> Facet:
        facet = self._graph.facets.get(name)
        if facet is None or not facet.browse:
            known = [known.id for known in self._graph.facets.values() if known.browse]
            hint = nearest(name, known)
            raise WrongArgumentError(f'"{name}" is no list to browse by{hint}; those are {", ".join(known)}')
        return facet


def _shaded(facet: Facet, record: Record, choice: Choice, shape: Shape) -> ShadedCountry:
    return ShadedCountry(record.title, choice_path(facet, record.id) or "", choice.count, shape)
