"""The report of a scope: all its sections, in the order in which a meeting reads them."""

from __future__ import annotations

from collections.abc import Callable

from macros.desk.report import follow_up_sections as follow_up
from macros.desk.report import library_sections as library
from macros.desk.report.scope import Scope
from macros.desk.report.value import Report, Section
from macros.knowledge.findings.library_findings import find_all
from macros.render.in_words import day_words

KINDS = {
    "whole": (),
    "meeting": ("agenda", "actions", "meetings", "gaps"),
    "donor": ("meetings", "actions", "contributions", "focus-areas", "endorsements", "coverage", "new", "overview"),
}
"""For whom a report is: the sections that they need, by id; all for the first."""
OTHERS = "donor"
"""The kind for readers from outside: without sections that say nothing, and without what only editors count."""


def make_report(scope: Scope, kind: str = "whole") -> Report:
    """The report; what it says is found from the records alone.

    Args:
        scope: what it covers.
        kind: one of `KINDS`.
    """
    graph, say = scope.graph, scope.graph.words.gettext
    found = find_all(graph)
    parties = [graph.records[id].title for id in (scope.group, scope.organisation, scope.country) if id]
    called = say("To prepare a meeting: %(what)s") if kind == "meeting" else say("Report: %(what)s")
    title = called % {"what": ", ".join(parties) or graph.settings.name}
    given = (
        (say("Group"), scope.group), (say("Organisation"), scope.organisation), (say("Country"), scope.country),
    )  # fmt: skip
    covered = [(name, graph.records[id].title) for name, id in given if id]
    for name, day in ((say("Since"), scope.since), (say("Until"), scope.until)):
        if day:
            covered.append((name, day_words(day, graph.language)))
    made: dict[str, Callable[[], Section]] = {
        "overview": lambda: library.overview(scope),
        "agenda": lambda: follow_up.agenda(scope, found),
        "actions": lambda: follow_up.actions(scope, editors=kind != OTHERS),
        "meetings": lambda: library.meetings(scope),
        "contributions": lambda: library.contributions(scope),
        "focus-areas": lambda: library.focus_areas(scope),
        "new": lambda: library.what_is_new(scope),
        "endorsements": lambda: library.endorsements(scope),
        "gaps": lambda: follow_up.gaps(scope, found),
        "reviews": lambda: follow_up.reviews(scope),
        "upkeep": lambda: follow_up.upkeep(scope),
        "coverage": lambda: library.coverage(scope),
    }
    sections = tuple(made[id]() for id in KINDS[kind] or made if id != "new" or scope.timed)
    if kind == OTHERS:
        sections = tuple(one for one in sections if not one.empty)
    made_for = day_words(graph.today, graph.language)
    as_of = " ".join(
        (
            say("As of %(day)s.") % {"day": made_for},
            say("Everything is taken from the entries of the library; a link leads to the entry behind it."),
        )
    )
    return Report(
        title, graph.settings.name, tuple(covered), sections, made_for, as_of, say("Sections"), graph.language
    )
