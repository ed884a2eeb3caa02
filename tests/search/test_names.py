"""Names that lead to the preferred one: which there are, which one wins, and what is said of them."""

from __future__ import annotations

from typing import Any

import pytest

from macros.knowledge.graph import Graph
from macros.model.vocabulary import Vocabulary
from macros.search.names import Name, forms_of, known_names
from macros.search.pages import record_entry
from macros.search.sections import cut
from macros.search.words import NAME
from tests.community import TODAY, graph_of, library_of, record
from tests.search.support import Shipped
from tests.search.support import library_of as index_of


def _definition(id: str, *names: dict[str, Any], title: str = "", **fields: Any) -> Any:
    return record("definition", id, title=title or names[0]["text"], names=list(names), **fields)


def _known(graph: Graph) -> dict[str, Name]:
    found = known_names(graph)
    assert [name.forms for name in found] == sorted(name.forms for name in found)
    assert len({name.forms for name in found}) == len(found)
    return {" ".join(name.forms): name for name in found}


GARDEN = _definition(
    "garden",
    {"text": "Community garden"},
    {"text": "CG", "kind": "acronym", "status": "admitted"},
    {"text": "Shared plot", "status": "deprecated"},
    {"text": "Jardin partagé", "language": "fr"},
    {"text": "grădină comunitară", "language": "ro-MD"},
    {"text": "حديقة مجتمعية", "language": "ar"},
)


@pytest.mark.parametrize(
    ("said", "note"),
    [
        ("community garden", ""),
        ("cg", ""),
        ("jardin partage", ""),
        ("gradina comunitara", ""),
        ("حديقه مجتمعيه", ""),
        ("shared plot", "mai bine nu"),
    ],
)
def test_every_name_of_a_definition_leads_to_the_preferred_one(said: str, note: str) -> None:
    """Acronyms, translations, and names that are no longer used, which say so."""
    assert _known(graph_of(GARDEN))[said] == Name(
        tuple(said.split()), "Community garden", "definitions/garden.html", note, defines=True
    )


def test_the_preferred_name_is_that_of_the_language_of_the_site() -> None:
    """The title where there is none; never an acronym."""
    assert _known(graph_of(GARDEN, language="fr"))["cg"].means == "Jardin partagé"
    assert _known(graph_of(GARDEN, language="ro"))["cg"].means == "grădină comunitară"
    acronym_first = _definition(
        "g", {"text": "CG", "kind": "acronym"}, {"text": "Garden"}, title="Garden of the community"
    )
    known = _known(graph_of(acronym_first))
    assert known["cg"].means == "Garden" and known["garden of the community"].means == "Garden"
    assert _known(graph_of(GARDEN, language="uk"))["cg"].means == "Community garden"


def test_a_preferred_name_wins_over_every_other() -> None:
    """Also over a name of a definition that stands before it; among others the first definition's wins."""
    known = _known(
        graph_of(
            _definition("aa", {"text": "Allotment"}, *({"text": t, "status": "admitted"} for t in ("Garden", "Plot"))),
            _definition("bb", {"text": "Garden"}, {"text": "Plot", "status": "admitted"}),
        )
    )  # fmt: skip
    assert known["garden"].path == "definitions/bb.html" and known["plot"].path == "definitions/aa.html"


def test_a_definition_wins_over_a_country_and_a_country_over_a_label() -> None:
    """Whatever their languages."""
    romania = record("country", "romania", title="Romania")
    sectors = {"legume": {"ro": "Legume", "fr": "Rumunjska", "es": "Rumania", "de": "Gemüse"}}
    known = _known(_with_labels(sectors, romania, record("practice", "p", sectors=["legume"])))
    assert known["rumania"].path == "countries/romania.html"
    assert known["rumunjska"].path == known["gemuse"].path == "browse/sectors/legume.html"
    known = _known(graph_of(romania, _definition("r", {"text": "Rumania"})))
    assert known["rumania"] == Name(("rumania",), "Rumania", "definitions/r.html", defines=True)


def _with_labels(labels: dict[str, dict[str, str]], *records: Any) -> Graph:
    library = library_of(*records, language="ro")
    sectors = library.vocabularies["sectors"].model_dump()
    for term in sectors["terms"]:
        term["label"] = labels.get(term["id"], term["label"])
    changed = {**library.vocabularies, "sectors": Vocabulary.model_validate(sectors)}
    object.__setattr__(library, "vocabularies", changed)
    return Graph(library, TODAY)


def test_the_acronym_of_a_group_means_its_whole_name(shipped: Shipped) -> None:
    """Minutes say the whole name, people the acronym."""
    answer = shipped.searcher.answer("ISWG")
    assert [name.means for _, name in answer.named] == ["Inter-Sector Working Group, refugee response in Romania"]
    found = [shipped.index.entries[hit.page].id for hit in answer.hits[:4]]
    assert found[0] == "iswg-romania" and "iswg-romania-2024-04-05" in found


def test_only_labels_in_other_languages_of_lists_in_use_are_names() -> None:
    """The site's own words are on the pages; a value that nobody carries has no page to lead to."""
    labels = {"legume": {"ro": "Legume", "fr": "Légumes"}, "albine": {"ro": "Albine", "fr": "Abeilles"}}
    known = _known(_with_labels(labels, record("practice", "p", sectors=["legume"])))
    assert known["legumes"] == Name(("legumes",), "Legume", "browse/sectors/legume.html")
    assert "legume" not in known and "abeilles" not in known and "albine" not in known


@pytest.mark.parametrize("said", ["romania", "roumanie", "rumania", "румыния", "румунія", "رومانيا"])
def test_countries_are_known_in_the_languages_of_their_readers(said: str) -> None:
    """From CLDR."""
    found = _known(graph_of(record("country", "romania", title="Romania")))[said]
    assert (found.means, found.path, found.defines) == ("Romania", "countries/romania.html", False)


def test_a_name_of_signs_is_none() -> None:
    """Nothing could be typed that finds it."""
    assert "" not in _known(graph_of(_definition("a", {"text": "Garden"}, {"text": "?!", "status": "admitted"})))
    assert forms_of("— ?! 🌻") == ()
    assert forms_of("Côte d'Ivoire") == ("cote", "d", "ivoire")


def test_a_whole_name_is_a_word_of_its_page() -> None:
    """However it is typed: alone it leads to its own entry before all that hold its words more often."""
    organisations = [
        record("organisation", "who", title="World Health Organization", summary="It keeps people well everywhere."),
        record(
            "organisation",
            "guild",
            title="Guild of health",
            summary="The whole world, its health, health organization.",
        ),
    ]
    graph = graph_of(*organisations)
    pages = []
    for found in organisations:
        page = _Rendered(f"organisations/{found.id}.html", found.title)
        pages.append(cut(record_entry(graph, found, page), "<p>World health organization, world health.</p>"))  # type: ignore[arg-type]
    assert (NAME, "worldhealthorganization.") in pages[0].entry.names
    index, searcher = index_of(*pages)
    answer = searcher.answer("world health organization ")
    assert index.entries[answer.hits[0].page].id == "who"
    assert "worldhealthorganization." in {index.terms[term] for term in answer.clauses}
    assert not any(form.endswith(".") for word in ("worldhealthorganizatio", "worldhealthorganizationx ")
                   for _, forms in searcher.answer(word).corrected for form in forms)  # fmt: skip


class _Rendered:
    """As much of a rendered page as an entry is made from."""

    def __init__(self, path: str, title: str) -> None:
        self.path, self.title = path, title


def test_names_of_the_shipped_library_lead_to_pages(shipped: Shipped) -> None:
    """Each of them, in every alphabet; the words of each preferred name find something."""
    assert len(shipped.library.names) > 300
    alphabets = {ord(name.forms[0][0]) >> 8 for name in shipped.library.names}
    assert alphabets >= {0x00, 0x04, 0x06}
    lost = [name.path for name in shipped.library.names if not (shipped.folder / name.path).is_file()]
    assert lost == []
    unsaid = [
        name.means
        for name in shipped.library.names
        if not any(form in shipped.index.forms for form in forms_of(name.means))
    ]
    assert unsaid == []


def test_every_name_of_a_definition_finds_it(shipped: Shipped) -> None:
    """Of the shipped library: the definition is given and stands among the first three pages."""
    found = 0
    for definition in shipped.site.graph.definitions:
        for name in definition.names:
            if not all(shipped.index.forms.get(form, ()) for form in forms_of(name.text)):
                continue  # holds a word that says nothing by itself, such as "to"
            answer = shipped.searcher.answer(name.text)
            assert answer.defined is not None, name.text
            assert any(shipped.index.entries[hit.page].path == answer.defined.path for hit in answer.hits[:3]), (
                name.text
            )
            found += 1
    assert found > 150
