"""What a row of a list says, so that readers can choose."""

from __future__ import annotations

from macros.model.record import Record
from macros.render.author import AuthorMacros
from macros.render.row_facts import listed_key, row_facts
from tests.community import environment_of, graph_of, record

SUMMARY = "The first sentence of it. " + "Then there is more to say, and none of it may be left out. " * 6
UNDP = record("organisation", "programme", title="United Nations Development Programme", acronym="UNDP")


def _practice(id: str, **fields: object) -> Record:
    return record("practice", id, **fields)


def _index(call: str, *records: Record, **settings: object) -> str:
    graph = graph_of(*records, **settings)
    env = environment_of(graph)
    macros = AuthorMacros(graph, env, "index.html").functions()
    return str(env.from_string("{{ " + call + " }}").render(**macros))


def test_a_row_says_where_when_how_it_is_known_and_the_whole_summary() -> None:
    """Nothing is cut where there is room."""
    where = record("country", "romania", title="România")
    one = _practice("a", countries=["romania"], started="2012-05", ended="2016", summary=SUMMARY)
    html = _index("practice_index()", where, one)
    facts = html.partition('class="ct-rows__facts">')[2].partition("ct-rows__summary")[0]
    assert "<span>România</span>" in facts and "<span>2012–2016</span>" in facts and "ct-badge" in facts
    assert SUMMARY.strip() in html and "…" not in html


def test_many_countries_are_counted() -> None:
    """Three by name, then how many more."""
    codes = {
        "a-country": ("RO", "ROU"),
        "b-country": ("FR", "FRA"),
        "c-country": ("ES", "ESP"),
        "d-country": ("IT", "ITA"),
    }
    where = [record("country", id, iso2=two, iso3=three) for id, (two, three) in codes.items()]
    graph = graph_of(*where, practice := _practice("a", countries=list(codes)))
    facts = row_facts(graph, practice)
    assert (len(facts.countries), facts.more_countries, facts.years) == (3, 1, "")


def test_an_organisation_stands_under_its_short_name_with_what_leads_to_it() -> None:
    """As people type it; one whose title says the short name already keeps its title."""
    women = record("organisation", "un-women", title="UN Women", acronym="UN Women")
    assert UNDP.listed_as() == "UNDP – United Nations Development Programme"
    assert women.listed_as() == "UN Women"
    assert sorted([UNDP, women, record("organisation", "v", title="Unesco")], key=listed_key)[0] is women
    html = _index("organisation_index()", UNDP, _practice("a", implementers=["programme"]))
    assert "UNDP – United Nations Development Programme" in html and "<span>1 good practice</span>" in html


def test_countries_with_most_practices_come_first() -> None:
    """Types in their order: a practice weighs more than any number of lessons."""
    romania, france = record("country", "romania"), record("country", "france", iso2="FR", iso3="FRA")
    lessons = [record("lesson", f"l{number}", countries=["france"]) for number in range(3)]
    html = _index('country_index(sort="entries")', romania, france, *lessons, _practice("a", countries=["romania"]))
    assert html.index("romania.html") < html.index("france.html")
    assert "<span>3 lessons</span>" in html


def test_groups_stand_as_the_list_has_them_or_reversed_or_the_largest_first() -> None:
    """As the page asks."""
    some = [_practice("a", sectors=["legume"]), *(_practice(f"b{n}", sectors=["albine"]) for n in range(2))]

    def order(word: str) -> list[str]:
        html = _index(f'practice_index(by="sectors", order="{word}")', *some)
        return [part.partition('"')[0] for part in html.split('<h2 id="practice-')[1:]]

    assert order("list") == ["legume", "albine"]
    assert order("reversed") == order("size") == ["albine", "legume"]
