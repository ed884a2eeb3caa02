"""What macros give is finished HTML: Markdown reads none of it, wherever it stands."""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path
from typing import Any

import markdown
import pytest
import yaml
from jinja2 import Environment, StrictUndefined
from lxml.html import fragment_fromstring
from markupsafe import Markup

from macros.hooks import PutOutputsIn
from macros.knowledge.graph import Graph
from macros.model.definition import Definition
from macros.model.workshop import Workshop
from macros.problems import ContentError
from macros.render.author import AuthorMacros
from macros.render.authored import check_authored
from macros.render.outputs import MacroOutputs
from macros.render.templates import environment
from tests.casebook import FOLDER, Case, write_files
from tests.community import OVERRIDES, graph_of, record
from tests.conftest import ROOT

HOSTILE: list[str] = yaml.safe_load((FOLDER / "outputs" / "hostile.yml").read_text("utf-8"))
PLACES: list[Case] = yaml.safe_load((FOLDER / "outputs" / "places.yml").read_text("utf-8"))
MISPLACED: list[Case] = yaml.safe_load((FOLDER / "outputs" / "misplaced.yml").read_text("utf-8"))
CALLS = {
    **{f"{name}_index": f'{name}_index(style="cards")' for name in ("practice", "lesson", "definition", "workshop")},
    "record_index": 'record_index("practice", by="sectors")',
    "cards": 'cards("definition")',
    "recent_changes": "recent_changes()",
    "excel_forms": "excel_forms()",
    "ways_in": "ways_in()",
    "glossary": "glossary()",
    "comparison": 'comparison("compost")',
    "definition_card": 'definition_card("compost")',
    "cite": 'cite("compost")',
    "link": 'link("compost")',
    "matrix": 'matrix("practice", rows="sectors", columns="countries")',
    "actions": 'actions(by="owner")',
    "findings": "findings()",
    "browse": "browse()",
    "export_columns": 'export_columns("actions.csv")',
    "search_field": "search_field()",
    "give_here": "give_here()",
    "keep_offline": "keep_offline()",
    "health": 'health(kind="unowned")',
    "groups_side_by_side": "groups_side_by_side(limit=2)",
    "harmonising": "harmonising()",
    "positions": "positions(limit=1)",
    "who_is_where": "who_is_where()",
    "featured": 'featured(heading="Chosen")',
    "values": 'values("countries")',
    "explorer_links": 'explorer_links("practice", by=["countries"])',
    "country_map": "country_map()",
    "vocabulary": 'vocabulary("sectors")',
    "vocabularies": "vocabularies(browse=true)",
    "field_table": 'field_table("practice")',
    "problem_codes": "problem_codes()",
    "type_list": "type_list()",
    "macro_list": "macro_list()",
}
"""A call of every macro that gives HTML."""
INLINE = ("link", "cite", "give_here")


def _extensions() -> list[Any]:
    """What the shipped project asks of Markdown."""
    settings = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8").replace("!ENV", ""))["markdown_extensions"]
    return [name if isinstance(name, str) else next(iter(name)) for name in settings]


OUTPUTS = MacroOutputs()
AUTHORED = Environment(undefined=StrictUndefined)
MARKDOWN = markdown.Markdown(extensions=[*_extensions(), PutOutputsIn(OUTPUTS)])


@functools.cache
def _read(text: str) -> str:
    """Markdown as the site reads it."""
    return MARKDOWN.reset().convert(text)


def _library(text: str) -> Graph:
    """One entry of each type, with this text wherever an entry has words, whether it could get there or not."""
    definition = record(
        "definition", "compost", names=[{"text": "x", "language": "ro"}],
        source_definitions=[{"id": "a", "body": "x", "paraphrase": "x", "source": "izvor"}],
    )  # fmt: skip
    workshop = record("workshop", "w", started="2026-01-01", actions=[{"id": "a", "text": "x", "status": "de_facut"}])
    assert isinstance(definition, Definition) and isinstance(workshop, Workshop)
    parts = {
        "names": tuple(name.model_copy(update={"text": text}) for name in definition.names),
        "harmonised": definition.harmonised.model_copy(update={"text": text}),
        "source_definitions": tuple(
            found.model_copy(update={"body": text, "paraphrase": text}) for found in definition.source_definitions
        ),
    }
    actions = tuple(action.model_copy(update={"text": text, "owner": text}) for action in workshop.actions)
    records = [
        *(record(name, id) for name, id in (("source", "izvor"), ("country", "romania"), ("guidance", "g"))),
        *(record(name, id) for name, id in (("organisation", "o"), ("group", "cerc"), ("lesson", "l"))),
        record("practice", "p", sectors=["albine"], countries=["romania"]),
        definition.model_copy(update=parts),
        workshop.model_copy(update={"actions": actions}),
    ]
    return graph_of(*(found.model_copy(update={"title": text, "summary": text}) for found in records), featured=["p"])


class _Pages:
    """Authored pages of a library, read as the site reads them."""

    def __init__(self, text: str, cache: Path) -> None:
        self.graph = _library(text)
        self.env = environment(OVERRIDES, self.graph, cache)

    def finished(self, call: str) -> str:
        """What a macro gives by itself."""
        return str(self.env.from_string("{{ " + call + " }}").render(**self.functions())).strip()

    def read(self, page: str) -> str:
        """A page with its macros, through Markdown."""
        macros = OUTPUTS.marked(self.functions(), "docs/page.md")
        return _read(AUTHORED.from_string(page).render(**macros))

    def functions(self) -> dict[str, Callable[..., Markup | int]]:
        """The macros themselves."""
        return AuthorMacros(self.graph, self.env, "page.html").functions()


@pytest.fixture(scope="module", params=range(len(HOSTILE)), ids=HOSTILE)
def pages(request: pytest.FixtureRequest, caches: Path) -> _Pages:
    """Pages of a library whose entries say one hostile thing everywhere."""
    return _Pages(HOSTILE[request.param], caches)


@pytest.fixture(scope="module")
def harmless(caches: Path) -> _Pages:
    """The same library with words that mean nothing to anybody."""
    return _Pages("Compost", caches)


def _structure(html: str) -> list[tuple[str, list[str]]]:
    """Tags and the names of their attributes."""
    return [(str(tag.tag), sorted(tag.keys())) for tag in fragment_fromstring(html, create_parent="div").iter()]


def _assert_whole(pages: _Pages, name: str, place: Case) -> None:
    """The page around a macro is the same as around any other word, and the macro's HTML is whole in it."""
    html, word = pages.finished(CALLS[name]), "harmlessword" if name in INLINE else "<div>harmlessword</div>"
    expected = _read(place["page"].replace("CALL", word)).replace(word, html)
    assert pages.read(place["page"].replace("CALL", "{{ " + CALLS[name] + " }}")) == expected, place["name"]


@pytest.mark.parametrize("name", CALLS)
def test_titles_and_summaries_are_words_for_every_macro(name: str, pages: _Pages, harmless: _Pages) -> None:
    """Neither the template nor Markdown makes anything of them."""
    assert _structure(pages.finished(CALLS[name])) == _structure(harmless.finished(CALLS[name]))
    _assert_whole(pages, name, PLACES[0])


@pytest.mark.parametrize("name", [*INLINE, "cards"])
def test_titles_and_summaries_are_words_wherever_a_macro_stands(name: str, pages: _Pages) -> None:
    """In every place where a macro of its kind may be called."""
    for place in PLACES:
        if name in INLINE or not place.get("inline"):
            _assert_whole(pages, name, place)


def test_every_macro_is_called_above() -> None:
    """All but the one that gives a number."""
    assert set(AuthorMacros.names()) - set(CALLS) == {"count"}


def test_a_heading_has_the_anchor_of_its_words(pages: _Pages, harmless: _Pages) -> None:
    """As if they had been written there; a heading beside it has its own."""
    page = '## About {{ link("compost") }}\n\n### Second\n'
    html = pages.read(page)
    assert '<h3 id="second">' in html and pages.finished('link("compost")') + "</h2>" in html
    assert harmless.read(page).startswith('<h2 id="about-compost">')


@pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in MISPLACED])
def test_a_macro_that_stands_where_it_cannot_is_refused(case: Case, harmless: _Pages) -> None:
    """With the page, the macro and what to do."""
    with pytest.raises(SystemExit, match=r".*") as refused:
        harmless.read(case["page"])
    assert str(refused.value).startswith(case["problem"])


def test_a_number_can_be_compared_added_and_given_to_another_macro(harmless: _Pages) -> None:
    """Also inside an attribute."""
    page = (
        '{% if count("practice") > 0 and count("lesson") == 1 %}more than none{% endif %}, '
        '{{ count("practice") + count("lesson") }} in all, {{ link("compost", count("practice")) }}, '
        '<span title="{{ count("lesson") }} lessons">x</span>'
    )
    assert harmless.read(page) == (
        '<p>more than none, 2 in all, <a href="definitions/compost.html">1</a>, <span title="1 lessons">x</span></p>'
    )


def test_a_macro_can_be_kept_tested_and_joined(harmless: _Pages) -> None:
    """What a page's own template language does with it, it does with the mark."""
    link = harmless.finished('link("compost")')
    page = (
        '{% set kept %}see {{ link("compost") }}{% endset %}{% if link("compost") %}{{ kept }}{% endif %} '
        '{{ "and " ~ link("compost") }} {{ [link("compost"), link("compost")]|join(", ") }} {{ link("compost")|trim }}'
    )
    assert harmless.read(page) == f"<p>see {link} and {link} {link}, {link} {link}</p>"


def test_a_macro_given_to_another_stands_in_it(harmless: _Pages) -> None:
    """Whatever that makes of it, no mark is left."""
    html = harmless.read('{{ link("compost", link("l")) }}')
    assert html.count("<a href") == 2 and "lessons/l.html" in html


def test_no_two_builds_have_the_same_marks(harmless: _Pages) -> None:
    """So that no entry can hold one, and a page that does shows it as any other word."""
    marks = {MacroOutputs().marked({"x": lambda: Markup("y")}, "docs/page.md")["x"]() for _ in range(50)}
    assert len(marks) == 50
    assert harmless.read(str(marks.pop())).startswith("<div>ct")


def test_a_title_shows_the_words_of_a_macro(caches: Path) -> None:
    """As HTML without tags, since the theme writes it as it is."""
    pages = _Pages('<b>x</b> & "y"', caches)
    mark = str(OUTPUTS.marked(pages.functions(), "docs/page.md")["link"]("compost"))
    assert OUTPUTS.stand_in(f"About {mark}") and not OUTPUTS.stand_in(None)
    assert OUTPUTS.words(f"About {mark}") == "About &lt;b&gt;x&lt;/b&gt; &amp; &#34;y&#34;"


def test_the_check_tells_what_a_filter_changed(harmless: _Pages, tmp_path: Path) -> None:
    """Before anything is built."""
    write_files(tmp_path, {"docs/page.md": '{{ link("compost")|upper }}\n'})
    (found,) = check_authored(harmless.graph, harmless.env, tmp_path)
    assert str(found).startswith("docs/page.md:1: macro: a filter changed what a macro gives")


def test_marks_that_are_not_whole_are_an_error_of_the_content() -> None:
    """Not a page with riddles in it."""
    outputs = MacroOutputs()
    mark = str(outputs.marked({"x": lambda: Markup("y")}, "docs/page.md")["x"]())
    with pytest.raises(ContentError, match=r"docs/page.md:1: macro: a filter changed"):
        outputs.put_in(mark.removesuffix("z</div>"))
