"""What a report is about: a group, a country, an organisation, a time; and which entries and actions that are."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from macros.desk.report.value import Cell
from macros.knowledge.actions import Tracked, all_actions, by_day
from macros.knowledge.findings.finding import Finding
from macros.knowledge.graph import Graph, changed
from macros.model.fields import Term
from macros.model.group import Group
from macros.model.record import Record
from macros.model.workshop import Workshop
from macros.render.templates import item_text

_FROM = ("uses the term", "cites it")
"""Roles by which an entry only mentions another."""


@dataclass(frozen=True)
class Scope:
    """What a report covers; everything where nothing is given."""

    graph: Graph
    group: str = ""
    country: str = ""
    organisation: str = ""
    since: datetime.date | None = None
    until: datetime.date | None = None

    @cached_property
    def members(self) -> tuple[str, ...]:
        """The member organisations of the group."""
        found = self.graph.records.get(self.group)
        members = found.members if isinstance(found, Group) else ()
        return tuple(dict.fromkeys(one.organisation for one in members if one.organisation))

    @cached_property
    def entries(self) -> tuple[Record, ...]:
        """The entries that it covers, by type and title; not those of the directory."""
        wanted = self._wanted
        return tuple(
            record
            for records in self.graph.by_type.values()
            for record in records
            if not record.directory and (wanted is None or record.id in wanted)
        )

    @cached_property
    def _wanted(self) -> frozenset[str] | None:
        """Ids of what it covers; None for everything."""
        limits = [self._of_party(id) for id in (self.group, self.organisation) if id]
        if self.country:
            belonging = self.graph.belonging(self.country).values()
            limits.append(frozenset(record.id for records in belonging for record in records))
        return frozenset.intersection(*limits) if limits else None

    def _of_party(self, id: str) -> frozenset[str]:
        """What a group or organisation keeps or takes part in: it, what names it, and what it names."""
        links = self.graph.backlinks(id).values()
        named = {link.record.id for found in links for link in found if not set(link.roles) <= set(_FROM)}
        kept = {record.id for record in self.graph.records.values() if record.owner == id}
        own = {target.partition("#")[0] for target in self.graph.links_from(id)}
        return frozenset({id, *named, *kept, *own})

    @cached_property
    def actions(self) -> tuple[Tracked, ...]:
        """Actions of meetings that it covers, and those that its group, members or organisation took on."""
        parties = {id for id in (self.group, self.organisation) if id}
        covered = {record.id for record in self.entries}
        found = []
        for one in by_day(all_actions(self.graph)):
            wanted = bool(parties.intersection(one.action.owners))
            if not self.organisation:
                wanted = wanted or one.meeting.id in covered
            if wanted and (not self.country or self.country in one.meeting.countries):
                found.append(one)
        return tuple(found)

    @property
    def timed(self) -> bool:
        """Whether it is about a time, so that it can be said what is new."""
        return bool(self.since or self.until)

    def within(self, day: datetime.date | str | None) -> bool:
        """Whether a day lies in the time that it covers; a partial date as far as it is known."""
        if day is None:
            return False
        text = str(day)
        first, last = (str(limit or "")[: len(text)] for limit in (self.since, self.until))
        return (not first or text >= first) and (not last or text <= last)

    def new(self) -> list[Record]:
        """Entries that were added in the time, the newest first."""
        return _newest(record for record in self.entries if self.within(record.added))

    def changed(self) -> list[Record]:
        """Entries that were changed in the time and are older, the last first."""
        return _newest(
            one for one in self.entries if one.updated and self.within(one.updated) and not self.within(one.added)
        )

    def held(self, meeting: Record) -> bool:
        """Whether a meeting is one that it covers: of its group those that the group convened."""
        wanted = self._wanted is None or meeting.id in self._wanted
        return wanted and (not self.group or (isinstance(meeting, Workshop) and self.group in meeting.conveners))

    def works_on(self, record: Record) -> bool:
        """Whether an entry is one that its group has to do with: the entry names the group or one of its meetings."""
        if not self.group:
            return True
        named = {target.partition("#")[0] for target in self.graph.links_from(record.id)}
        return self.group in named or any(self.held(self.graph.records[id]) for id in named if id in self.graph.records)

    def concerns(self, one: Finding) -> bool:
        """Whether a finding is about what it covers."""
        if self._wanted is None:
            return True
        places = {node.partition("#")[0] for node in (one.at, *one.beside)}
        if self.organisation:
            return one.owner == self.organisation
        if self.group:
            return one.owner == self.group or self.group in places
        return bool(places & self._wanted)


def named(scope: Scope, record: Record) -> Cell:
    """An entry by its title, with how it stands where the list of statuses says what is usual and this is not."""
    marks = type(record).model_fields["status"].metadata
    list_id = next((mark.vocabulary for mark in marks if isinstance(mark, Term)), "")
    terms = scope.graph.vocabularies[list_id].terms if list_id in scope.graph.vocabularies else ()
    odd = any(one.usual for one in terms) and not any(one.usual and one.id == record.status for one in terms)
    stands = f" ({scope.graph.label(list_id, record.status)})" if odd else ""
    return Cell(f"{record.title}{stands}", record.id)


def link(scope: Scope, node: str) -> Cell:
    """An entry or an item by its words; what is no entry as it stands."""
    if node.partition("#")[0] not in scope.graph.records:
        return Cell(node)
    return Cell(item_text(scope.graph, node), node)


def _newest(records: Iterable[Record]) -> list[Record]:
    return sorted(records, key=lambda record: (-changed(record).toordinal(), type(record).order, record.id))
