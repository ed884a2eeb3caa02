"""The macros by which a secretariat sees what waits, what is missing and what stands twice."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from markupsafe import Markup

from macros.knowledge.actions import Tracked, actions_of, by_day
from macros.knowledge.findings.finding import KINDS
from macros.knowledge.findings.library_findings import find_all
from macros.knowledge.graph import Graph
from macros.knowledge.group_ties import SharedMember, functions_of, gaps_between, group_rows, shared_members, ties
from macros.knowledge.harmonising import by_status
from macros.knowledge.health import CHECKS, health_of
from macros.knowledge.positions import open_views, positions_of_groups
from macros.knowledge.presence import actors, presences, present_by_area
from macros.model.workshop import Workshop
from macros.render.action_lists import GROUPINGS, STATUSES, count, grouped
from macros.render.box_picture import BoxPicture, picture_of
from macros.render.home_macros import HomeMacros
from macros.render.macro_base import author_macro
from macros.render.presence_pages import area_path, places_in
from macros.render.selection import WrongArgumentError, choose, need_number, need_one

LINKED_CELLS = 500
"""Numbers of a table that lead somewhere each; in a larger one only its heads do, or the page would be too long."""


LINES = 30
"""Lines of the picture of groups and members; the table below it goes on."""


class DeskMacros(HomeMacros):
    """The macros of the secretariat's pages; other pages may use them too."""

    @author_macro('actions(by="owner", workshop="{workshop}")')
    def actions(self, status: str = "", workshop: str = "", limit: int = 60, by: str = "meeting") -> Markup:
        """Follow-up actions with counts above them; in each group, what falls due first stands first.

        status: only actions with this status; all when left out.
        workshop: id of one workshop; all when left out.
        limit: most actions; the rest is counted.
        by: how they are grouped: `meeting` (the last one first), `owner`, or `due` (the year).
        """
        need_one("by", by, GROUPINGS)
        if status:
            known = self._graph.facets.get(STATUSES)
            need_one("status", status, [value.id for value in known.values] if known else [])
        wanted = [self._need(workshop)] if workshop else choose(self._graph, "workshop", "year", {})
        found: list[Tracked] = []
        for record in wanted:
            if not isinstance(record, Workshop):
                raise WrongArgumentError(f'"{workshop}" is a {record.type_name}, not a workshop')
            found += [one for one in actions_of(record) if not status or one.action.status == status]
        shown = found if by == "meeting" else by_day(found)
        shown = shown[: need_number("limit", limit)]
        return self._show(
            "actions",
            groups=grouped(self._graph, shown, by),
            by=by,
            counts=count(self._graph, found),
            more=len(found) - len(shown),
        )

    @author_macro('health(kind="overdue")', rendered=False)
    def health(self, kind: str = "", limit: int = 20) -> Markup:
        """What is stale, unreviewed, without owner, source or link, by owner; and what was done in each quarter.

        kind: list only the entries of one kind; those of all kinds when left out.
        limit: most owners, and most entries of each kind; the rest is counted.
        """
        if kind:
            need_one("kind", kind, list(CHECKS))
        return self._show(
            "health",
            health=health_of(self._graph),
            checks=[(id, title) for id, (title, _) in CHECKS.items()],
            listed=[kind] if kind else list(CHECKS),
            limit=need_number("limit", limit),
        )

    @author_macro("harmonising()", rendered=False)
    def harmonising(self, limit: int = 40) -> Markup:
        """How far each definition has come towards a common wording, by status, and what may come next.

        limit: most definitions of each status; the rest is counted.
        """
        return self._show("harmonising", statuses=by_status(self._graph), limit=need_number("limit", limit))

    @author_macro("positions()", rendered=False)
    def positions(self, limit: int = 20) -> Markup:
        """Positions of groups: who is heard on them, what is open, the last step; and what meetings left open.

        limit: most positions, and most open questions; the rest is counted.
        """
        most, found = need_number("limit", limit), positions_of_groups(self._graph)
        by_group = [(group, list(ones)) for group, ones in groupby(found[:most], key=lambda one: one.group)]
        return self._show("positions", groups=by_group, total=len(found), views=open_views(self._graph), limit=most)

    @author_macro("groups_side_by_side()", rendered=False)
    def groups_side_by_side(self, limit: int = 20) -> Markup:
        """Groups in numbers, members of several with a picture, what pairs share, and functions of coordination.

        limit: most pairs, shared members in the picture and its table, and groups in each table; the rest is counted.
        """
        most, graph, found = need_number("limit", limit), self._graph, find_all(self._graph)
        shared = shared_members(graph)
        pairs, all_pairs = ties(graph, shared, most)
        functions, rows = functions_of(graph)
        return self._show(
            "groups_side_by_side",
            groups=group_rows(graph, found),
            shared=shared,
            picture=_picture(graph, shared[:most]),
            ties=[(tie, gaps_between(graph, tie, found)) for tie in pairs],
            all_ties=all_pairs,
            functions=functions,
            functions_of=rows,
            limit=most,
        )

    @author_macro("who_is_where(limit=20)", rendered=False)
    def who_is_where(self, limit: int = 120) -> Markup:
        """Organisations by country and focus area, as practices and groups say; each number leads to who they are.

        limit: most organisations in the second list; the rest is counted.
        """
        most, graph = need_number("limit", limit), self._graph
        found = list(presences(graph))
        areas, rows = present_by_area(graph, found)
        places = [places_in(graph, area) for area in areas] if len(areas) * len(rows) <= LINKED_CELLS else []
        elsewhere = {one.organisation for one in found if not one.country}
        return self._show(
            "who_is_where",
            actors=actors(graph, found),
            areas=[(area, area_path(area)) for area in areas],
            rows=rows,
            places=places,
            elsewhere=len(elsewhere),
            limit=most,
        )

    @author_macro("findings(limit=5)", rendered=False)
    def findings(self, kind: str = "", limit: int = 20) -> Markup:
        """What is missing, waits or stands twice: why it counts, what to do, and whose it is.

        kind: only findings of one kind; all when left out.
        limit: most findings of each kind; the rest is counted.
        """
        if kind:
            need_one("kind", kind, [known.id for known in KINDS])
        found = find_all(self._graph)
        shown = [(known, ones) for known, ones in found.kinds if kind in ("", known.id)]
        return self._show(
            "findings",
            gaps=[one for one in shown if one[0].gap],
            overlaps=[one for one in shown if not one[0].gap],
            limit=need_number("limit", limit),
            accepted=[one for one in found.accepted if kind in ("", one[0].kind)],
        )


def _picture(graph: Graph, shared: Sequence[SharedMember]) -> BoxPicture:
    """Groups on the left, those who are members of several on the right."""
    steps = [(group.id, one.member.id) for one in shared for group, _ in one.groups][:LINES]
    columns = [tuple(dict.fromkeys(ids)) for ids in zip(*steps, strict=True)]
    return picture_of(columns, steps, {id: graph.records[id].listed_as() for ids in columns for id in ids})
