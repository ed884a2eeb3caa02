"""Who is where: from practices and groups, and from nothing else; one record changes what it should."""

from __future__ import annotations

from macros.exports.places import Places
from macros.exports.tables import table_text
from macros.knowledge.columns import TABLES
from macros.knowledge.graph import Graph
from macros.knowledge.lookups import listening
from macros.knowledge.presence import actors, actors_in, places_of, presences, present_by_area
from macros.knowledge.watched_graph import WatchedGraph
from macros.model.record import Record
from tests.community import graph_of, record

COUNTRIES = [
    record("country", "chad", title="Chad", iso2="TD", iso3="TCD"),
    record("country", "mali", title="Mali", iso2="ML", iso3="MLI"),
]
ACTORS = [record("organisation", id, title=f"Org {id.upper()}", countries=["chad"]) for id in ("a", "b", "c")]


def _graph(*more: Record) -> Graph:
    return graph_of(*COUNTRIES, *ACTORS, *more)


def _practice(id: str = "pump", **fields: object) -> Record:
    return record("practice", id, **{"countries": ["chad"], "implementers": ["a"], **fields})


def test_a_practice_says_who_is_where_it_took_place() -> None:
    """Whoever carried it out, and each partner in its role; a seat and a mention say nothing."""
    graph = _graph(_practice(partners=[{"organisation": "b", "role": "bani"}]))
    assert [(one.organisation, one.country, one.doing.words, one.doing.value) for one in presences(graph)] == [
        ("a", "chad", "carried it out", ""),
        ("b", "chad", "", "bani"),
    ]
    assert [actor.organisation.id for actor in actors_in(graph, "chad")] == ["a", "b"]
    assert actors_in(graph, "mali") == []


def test_members_are_where_their_group_works() -> None:
    """A member without an entry of its own is nobody who could be led to."""
    group = record(
        "group", "water", countries=["chad", "mali"], members=[{"organisation": "c"}, {"name": "Village councils"}]
    )
    graph = _graph(group, _practice())
    found = actors(graph, presences(graph))
    assert [(actor.organisation.id, actor.countries) for actor in found] == [("a", ("chad",)), ("c", ("chad", "mali"))]
    assert [actor.organisation.id for actor in actors_in(graph, "mali")] == ["c"]
    areas, rows = present_by_area(graph, presences(graph))
    assert areas == [] and [(country.id, number) for country, number, _ in rows] == [("chad", 2), ("mali", 1)]


def test_an_organisation_is_counted_once_in_each_place() -> None:
    """However many entries name it; all of them are behind it, each once."""
    graph = _graph(_practice(), _practice("well", partners=[{"organisation": "a", "role": "bani"}]))
    (actor,) = actors(graph, presences(graph))
    assert [(entry.id, len(doings)) for entry, doings in actor.behind] == [("pump", 1), ("well", 2)]
    assert present_by_area(graph, presences(graph))[1][0][1] == 1


def test_the_table_has_a_row_for_each_and_changes_with_a_record() -> None:
    """Codes and names; what is not named stays empty."""

    def rows(*practices: Record) -> list[list[str]]:
        text = table_text(TABLES["who-is-where.csv"], Places.of(_graph(*practices), None))
        return [line.split(",") for line in text.splitlines()[2:]]

    (first,) = rows(_practice())
    assert first[:6] == ["pump/a/chad//", "Org A", "a", "TCD", "Chad", ""]
    assert first[7:9] == ["carried it out", "pump"]
    assert [row[2] for row in rows(_practice(implementers=["b"]))] == ["b"]
    assert rows(_practice(countries=[]))[0][3:5] == ["", ""]


def test_the_page_of_a_country_asks_for_what_it_shows() -> None:
    """So that it is made again when another entry changes; see `macros.making`."""
    graph = WatchedGraph(_graph(_practice()))
    country = graph.records["chad"]
    with listening() as questions:
        actors_in(graph, country.id)
    about = questions.about()
    assert ("belonging", "chad") in about
    assert {("field", "pump", field) for field in ("implementers", "partners")} <= set(about)


def test_the_page_of_an_organisation_says_where_entries_name_it() -> None:
    """By country; what names none comes last. A seat says nothing."""
    graph = _graph(_practice(countries=["mali", "chad"]), _practice("well", countries=[]), _practice("dam"))
    found = [(country and country.id, [entry.id for entry, _ in one.behind]) for country, one in places_of(graph, "a")]
    assert found == [("chad", ["dam", "pump"]), ("mali", ["pump"]), (None, ["well"])]
    assert places_of(graph, "b") == []
