"""Macros of authored pages: each shows what it says, or says what would work."""

from __future__ import annotations

import inspect
import re
from dataclasses import replace

import pytest
import yaml

from macros.knowledge.evidence_map import evidence_map
from macros.knowledge.graph import Graph
from macros.model.gap import Gap
from macros.model.registry import record_types
from macros.problems import CODES
from macros.render.author import GROUPED_FROM, SHOWN_IN_GROUP, AuthorMacros
from macros.render.macro_base import MacroError
from macros.render.row_facts import listed_key
from tests.casebook import FOLDER, Case
from tests.community import TODAY, environment_of, graph_of, record, second_library

SECOND = Graph(second_library(), TODAY)
_CROSSED = (SECOND.facets["intervention-levels"], SECOND.facets["countries"])
ENV = environment_of(SECOND)
WRONG = yaml.safe_load((FOLDER / "macros" / "wrong.yml").read_text("utf-8"))


def _call(call: str, path: str = "index.html", graph: Graph = SECOND) -> str:
    env = ENV if graph is SECOND else environment_of(graph)
    macros = AuthorMacros(graph, env, path).functions()
    return str(env.from_string("{{ " + call + " }}").render(**macros))


def _titles(html: str) -> list[str]:
    return re.findall(r'class="ct-rows__title" href="[^"]*?([^"/]+)\.html"', html)


@pytest.mark.parametrize("case", [pytest.param(case, id=case["call"]) for case in WRONG])
def test_a_wrong_argument_is_answered_with_what_would_work(case: Case) -> None:
    """Naming the macro as it was called."""
    with pytest.raises(MacroError) as wrong:
        _call(case["call"])
    assert str(wrong.value).startswith(case["told"])
    assert wrong.value.macro == case["call"].partition("(")[0]


def test_every_macro_has_a_wrong_call_in_the_cases() -> None:
    """So that no macro is forgotten above."""
    assert {case["call"].partition("(")[0] for case in WRONG} >= set(AuthorMacros.names())


@pytest.mark.parametrize("name", record_types())
def test_every_type_has_an_index_of_its_own(name: str) -> None:
    """`practice_index()` is `record_index("practice")`; all entries stand in it, by title."""
    html = _call(f"{name}_index()", f"{name}.html")
    assert html == _call(f'record_index("{record_types()[name].plural}")', f"{name}.html")
    assert _titles(html) == [entry.id for entry in sorted(SECOND.by_type[name], key=listed_key)]


@pytest.mark.parametrize(
    ("call", "ids"),
    [
        ('practice_index(sector="compostare")', ["compost-pe-acoperis"]),
        ('practice_index(sectors=["albine", "legume"])', ["compost-pe-acoperis", "isprava-incurcata"]),
        ('practice_index(country="france")', ["isprava-incurcata"]),
        ('practice_index(sector="compostare", country="france")', []),
        ('practice_index(sort="newest", limit=1)', ["isprava-incurcata"]),
        ('practice_index(sort="oldest")', ["compost-pe-acoperis", "isprava-incurcata"]),
        ('practice_index(sort="year")', ["compost-pe-acoperis", "isprava-incurcata"]),
        ('practice_index(by="focus_areas")', ["compost-pe-acoperis"]),
        ('practice_index(by="loc")', ["compost-pe-acoperis", "isprava-incurcata"]),
        ('practice_index(by="countries")', ["isprava-incurcata", "compost-pe-acoperis", "isprava-incurcata"]),
        ('definition_index(by="definition-status", definition_status="agreed")', ["gradina-comunitara"]),
    ],
)
def test_an_index_is_filtered_sorted_and_grouped(call: str, ids: list[str]) -> None:
    """By any controlled list or country, under the list's own name, its singular or the field's."""
    assert _titles(_call(call)) == ids


def test_an_index_without_entries_says_so() -> None:
    """Rather than leaving a gap."""
    assert "No entry matches yet." in _call('practice_index(sector="udare")')


def test_a_large_index_shows_the_first_of_each_group_and_leads_to_the_rest() -> None:
    """The page doesn't grow with the library."""
    records = [
        record("lesson", f"l-{n:03}", title=f"{'AB'[n % 2]}{n:03}", sectors=["albine"]) for n in range(GROUPED_FROM + 1)
    ]
    odd = record("lesson", "odd", title="“123”")
    graph = graph_of(*records, odd)
    by_letter = _call("lesson_index()", graph=graph)
    assert len(_titles(by_letter)) == 2 * SHOWN_IN_GROUP + 1
    assert re.findall(r'<h2 id="([^"]+)">([^<]+)', by_letter) == [
        ("lesson-#", "#"),
        ("lesson-A", "A"),
        ("lesson-B", "B"),
    ]
    assert 'href="lessons/all.html"' in by_letter
    assert 'href="browse/sectors/albine.html"' in _call('lesson_index(by="sectors")', graph=graph)


def test_cards_and_counts_choose_like_an_index() -> None:
    """Titles are escaped."""
    assert _call('cards("practice", limit=1)').count("<article") == 1
    assert "Ispravă &lt;b&gt;grasă" in _call('cards("practice", sector="albine")')
    assert _call('count("practice")') == "2"
    titled = 'cards("practice", sector="{}", heading="On <bees>")'
    assert '<h2 id="on-bees">On &lt;bees&gt;</h2>' in _call(titled.format("albine"))
    assert "<h2" not in _call(titled.format("udare")) and "<article" not in _call(titled.format("udare"))
    assert _call('count("practice", country=["france"])') == "1"


def test_recent_changes_come_newest_first() -> None:
    """Without directory entries."""
    found = re.findall(r'href="[^"]*?([^"/]+)\.html"', _call("recent_changes(limit=2)"))
    assert found == ["sezatoarea-de-primavara", "primul-compost"]


def test_the_glossary_lists_every_name_under_its_letter() -> None:
    """Variants and acronyms lead to the definition that explains them."""
    html = _call("glossary()", "definitions/glosar.html")
    letters = re.findall(r'<h2 id="letter-([^"]+)"', html)
    assert letters == ["b", "c", "g"]
    assert re.findall(r'<dt><a href="([^"]+)">([^<]+)', html) == [
        ("banca-de-seminte.html", "Bancă de semințe"),
        ("compost.html", "Compost"),
        ("gradina-comunitara.html", "Grădină comunitară"),
    ]
    assert "also: " in html and "GC" in html


def test_a_glossary_has_one_row_for_a_term_and_one_for_names_under_other_letters() -> None:
    """Plurals and hyphens make no name of its own; a name under another letter says where to look."""
    names = ["area-based approach", "area based approaches", "ABA", "settlement approach", "settlements approach"]
    kinds = [{"text": text, "status": "preferred" if text == names[0] else "admitted"} for text in names]
    html = _call("glossary()", graph=graph_of(record("definition", "a", names=kinds), language="en"))
    assert re.findall(r"<dt><a[^>]*>([^<]+)", html) == ["area-based approach", "settlement approach"]
    assert "also: ABA, settlement approach<" in html
    assert "see area-based approach<" in html


def test_a_definition_without_a_name_in_the_library_s_language_still_stands_in_the_glossary() -> None:
    """Under its own name; and what begins with no letter stands under another sign."""
    graph = graph_of(
        record("definition", "a", language="fr", names=[{"text": "confiance", "language": "fr"}]),
        record("definition", "b", names=[{"text": "4W"}]),
    )
    html = _call("glossary()", graph=graph)
    assert re.findall(r'<h2 id="letter-([^"]+)"', html) == ["other", "c"]
    assert ">confiance</a>" in html


def test_a_definition_can_be_shown_compared_cited_and_linked() -> None:
    """In running text and in a frame."""
    assert "Hotărâtă împreună" in _call('definition_card("gradina-comunitara")')
    assert 'href="definitions/gradina-comunitara.html#radacini"' in _call('comparison("gradina-comunitara")')
    assert _call('link("compost", "the <soil>")') == '<a href="definitions/compost.html">the &lt;soil&gt;</a>\n'
    assert _call('link("compost")', "about/index.html") == '<a href="../definitions/compost.html">Compost</a>\n'
    cited = _call('cite("isprava-incurcata")')
    assert "Grădini Vii" in cited and "3 martie 2026" in cited and "ispravă" in cited and "<b>grasă" not in cited


def test_a_matrix_counts_crossings_and_leads_to_their_entries() -> None:
    """Every value of both lists has its row and column; each number leads to its list, on the same page."""
    html = _call('matrix("practice", rows="intervention-levels", columns="countries")')
    assert html.count('<th scope="row">') == 3 and html.count('<th scope="col">') == 3
    leads = re.findall(r'<a href="#([a-z0-9-]+)"><b>[0-9]+</b>', html)
    assert len(leads) == 3 and all(f'<section id="{anchor}">' in html for anchor in leads)
    assert html.count("no entry</span>") == 3 and "not known" not in html


def test_the_legend_of_a_matrix_leads_to_findings_that_have_a_page() -> None:
    """A value that no entry has found is named without a link: there is no page of it."""
    graph = graph_of(record("lesson", "a", outcome="a-mers"), record("lesson", "b", outcome="a-mers"))
    html = _call('matrix("lesson", rows="intervention-levels", columns="sectors")', graph=graph)
    legend = "".join(re.findall(r'<ul class="ct-emap__legend">(.*?)</ul>', html, re.DOTALL))
    assert graph.facets["lesson-outcomes"].browse and "<li>n-a mers</li>" in legend
    assert re.findall(r'href="browse/lesson-outcomes/([^"]+)\.html"', legend) == ["a-mers"]


@pytest.mark.parametrize(
    ("said", "short", "whole"),
    [
        ({"looked_for": "2026-01-02", "note": "In <all> books."}, "nothing found", "In &lt;all&gt; books."),
        ({"not_applicable": "Roofs have no street."}, "not applicable", "not applicable: Roofs have no street."),
        (
            {"asked_for": "reteaua-gradinilor", "sources": [{"source": "minuta-sezatoarei", "locator": "3"}]},
            "asked for",
            'asked for by <a href="groups/reteaua-gradinilor.html"',
        ),
    ],
)
def test_a_named_gap_stands_in_its_cell_and_below_the_map(said: dict[str, object], short: str, whole: str) -> None:
    """In a few words that lead to the sentence, with its source."""
    empty = next(cell for cell in evidence_map(SECOND, "practice", *_CROSSED).cells if not cell.records)
    at = {"intervention-levels": empty.row.id, "countries": empty.column.id}
    gap = Gap.model_validate({"type": "practice", "at": at, **said})
    graph = Graph(replace(second_library(), gaps=(gap,)), TODAY)
    html = _call('matrix("practice", rows="intervention-levels", columns="countries")', graph=graph)
    assert f'<a href="#{empty.anchor}">{short}</a></td>' in html
    below = html[html.index(f'<li id="{empty.anchor}">') :]
    assert whole in below and ("sources" not in said or "sources/minuta-sezatoarei.html" in below)
    assert "a gap that somebody named" in html
    assert "Named gaps" not in _call('matrix("practice", rows="intervention-levels", columns="countries")')


def test_actions_are_listed_by_meeting_the_earliest_due_first() -> None:
    """All, of one status, of one meeting; text as text, and how many there are of which nobody knows who or when."""
    html = _call("actions()")
    assert "2 actions" in html
    assert html.index("#fapta-1") < html.index("#fapta-2")
    assert "O ladă de compost la fiecare bloc." in html
    assert "#fapta-2" not in _call('actions(status="de_facut")')
    assert "#fapta-2" in _call('actions(workshop="sezatoarea-de-primavara")')
    assert "No such action." in _call('actions(status="gata")')


def test_the_library_documents_itself() -> None:
    """Lists, fields, problems, types."""
    assert "<code>albine</code>" in _call('vocabulary("sectors")')
    fields = _call('field_table("practice")', "contribute/fields.html")
    assert "<code>results.kind</code>" in fields and "<code>## What was done</code>" in fields
    assert all(f"<code>{code}</code>" in _call("problem_codes()") for code in CODES)
    assert "Ispravă" in _call("type_list()") and "docs/practices/*.md" in _call("type_list()")
    assert 'href="browse/sectors/albine.html"' in _call("browse()")
    assert 'href="practices/index.html"' in _call("ways_in()")


def test_every_macro_is_documented_with_each_of_its_arguments() -> None:
    """Signature, meaning and an example that calls it."""
    docs = {doc.name: doc for doc in AuthorMacros.docs()}
    assert set(docs) == set(AuthorMacros.names())
    for name, doc in docs.items():
        arguments = [name for name in inspect.signature(getattr(AuthorMacros, name)).parameters if name != "self"]
        assert doc.signature.startswith(f"{name}({arguments[0] if arguments else ''}")
        assert [parameter for parameter, _ in doc.parameters] == arguments, doc.signature
        assert doc.summary.endswith(".") and all(meaning for _, meaning in doc.parameters)
        assert doc.example.startswith(f"{name}(")
    html = _call("macro_list()", "contribute/macros.html")
    assert all(f"<code>{name}</code></h2>" in html for name in docs)
