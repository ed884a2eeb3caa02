"""Names that texts can't be linked by are told, with what to do."""

from __future__ import annotations

import dataclasses

from macros.knowledge.graph import Graph
from macros.knowledge.name_checks import common_names, numbers_as_names, shared_names
from macros.model.record import Record
from tests.casebook import assert_told
from tests.community import graph_of, library_of, record


def _definition(id: str, **name: object) -> Record:
    return record("definition", id, names=[{"text": f"long name of {id}"}, name])


def test_two_definitions_cannot_share_a_linked_name() -> None:
    """Whether it is a word, an acronym or has signs; case doesn't tell words apart, but acronyms."""
    acronym = {"kind": "acronym", "text": "AAP"}
    library = library_of(
        _definition("a", text="Trust"), _definition("b", text="trust"), _definition("c", **acronym),
        _definition("d", **acronym), _definition("e", text="C++"), _definition("f", text="C"),
        _definition("g", text="trust", linked="false"), _definition("h", text="trust", language="fr"),
        _definition("i", kind="acronym", text="Aap"),
    )  # fmt: skip
    assert_told(
        shared_names(library),
        [
            'data/definitions/b.yml:1: names.1.text: "trust" is also a name of "a" ("Trust"), and no text could say '
            "which is meant; write linked: false below it in one of the two [duplicate-name]",
            'data/definitions/d.yml:1: names.1.text: "AAP" is also a name of "c" [duplicate-name]',
        ],
    )


def test_a_name_without_a_letter_takes_no_figures_of_texts() -> None:
    """It is told, unless it has a sign of its own or is said not to be linked."""
    records = [
        _definition("a", text="0"), _definition("b", text="1,000"), _definition("c", text="++"),
        _definition("d", text="+1"), _definition("e", text="2030", linked="false"), _definition("f", text="5G"),
    ]  # fmt: skip
    library = library_of(*records)
    told = [
        f'data/definitions/{id}.yml:1: names.1.text: "{text}" has no letter, so no text is linked by it [common-name]'
        for id, text in (("a", "0"), ("b", "1,000"), ("c", "++"))
    ]
    assert_told(numbers_as_names(library), told)
    found = graph_of(*records).glossary("en").find("There are 0 of 1,000 and ++, a +1 for 2030, and 5G.")
    assert [match.definition for match in found] == ["d", "f"]


def test_a_name_cannot_be_taken_over_by_its_plural_or_its_capitals() -> None:
    """Texts are linked by both; a word of one language is no other's, and an acronym in capitals is no word."""
    library = library_of(
        _definition("a", text="hidden cost"), _definition("b", text="hidden costs"),
        _definition("c", text="HIDDEN COST"), _definition("d", text="hidden costs", language="fr"),
        _definition("e", text="aid"), _definition("f", text="AID"), _definition("g", text="aids", as_written="true"),
        _definition("h", text="local bodies"), _definition("i", text="Local body"),
    )  # fmt: skip
    assert_told(
        shared_names(library),
        [
            'data/definitions/b.yml:1: names.1.text: "hidden costs" is also a name of "a" ("hidden cost") '
            "[duplicate-name]",
            'data/definitions/c.yml:1: names.1.text: "HIDDEN COST" is also a name of "a" ("hidden cost") '
            "[duplicate-name]",
            'data/definitions/g.yml:1: names.1.text: "aids" is also a name of "e" ("aid") [duplicate-name]',
            'data/definitions/i.yml:1: names.1.text: "Local body" is also a name of "h" ("local bodies") '
            "[duplicate-name]",
        ],
    )


def _library(entries: int, saying: int, **name: object) -> Graph:
    texts = ["We make sure of it." if number < saying else "Nothing here." for number in range(entries)]
    practices = [record("practice", f"p{number}", body={"problem": text}) for number, text in enumerate(texts)]
    return graph_of(_definition("gnu-make", **name), *practices)


def test_a_word_that_everybody_uses_is_no_term() -> None:
    """From a third of the entries on that define nothing themselves."""
    told = [
        'data/definitions/gnu-make.yml:1: names: "make" links to this in 20 of 40 entries, more often than a term can '
        "stand there; write linked: false below the name, or as_written: true, or near: [common-name]"
    ]
    assert_told(common_names(_library(40, 20, text="make")), told)
    assert_told(common_names(_library(20, 20, text="frobs")), [])
    for way in ({"linked": "false"}, {"as_written": "true", "text": "Make"}, {"near": ["compiler"]}):
        assert_told(common_names(_library(40, 20, **{"text": "make", **way})), [])


def test_a_word_of_everyday_speech_is_told_before_it_is_frequent() -> None:
    """From three entries on, unless the definition says that it is always meant."""
    told = [
        'data/definitions/gnu-make.yml:1: names: "make" is a word of everyday speech too, and links to this in 3 '
        "entries; write near: below the name, with words beside which it is meant [common-name]"
    ]
    assert_told(common_names(_library(40, 3, text="make")), told)
    assert_told(common_names(_library(40, 2, text="make")), [])
    assert_told(common_names(_library(40, 12, text="sure")), [])
    for saying in (3, 20):
        graph = _library(40, saying, text="make")
        documents = graph.library.documents
        assert isinstance(documents, dict)
        documents["gnu-make"] = dataclasses.replace(documents["gnu-make"], lines={("names", 1, "linked"): 5})
        assert_told(common_names(graph), [])
