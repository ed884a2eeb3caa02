"""Defined terms are found in running text, the longest first."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from macros.knowledge.glossary import Glossary
from macros.model.definition import Definition
from tests.casebook import Case, cases
from tests.community import record


def _definition(id: str, *names: object) -> Definition:
    given = [name if isinstance(name, dict) else {"text": name} for name in names]
    extra = (
        [{"text": f"xx {id}", "language": "en"}] if all("kind" in name or "language" in name for name in given) else []
    )
    made = record("definition", id, names=[*given, *extra])
    assert isinstance(made, Definition)
    return made


@pytest.mark.parametrize("case", cases("glossary"))
def test_terms_are_found_in_running_text(case: Case) -> None:
    """Each case gives names, a text and what is found in it, from left to right."""
    glossary = Glossary([_definition(id, name) for id, name in case["names"].items()], case.get("language", "en"))
    found = [[case["text"][m.start : m.end], m.definition] for m in glossary.find(case["text"])]
    assert found == case["found"]


def test_a_name_of_two_definitions_leads_to_the_first() -> None:
    """In the order in which they are given: by title."""
    glossary = Glossary([_definition("a", "trust"), _definition("b", "trust")], "en")
    assert [match.definition for match in glossary.find("trust")] == ["a"]


TERMS = [
    _definition("social-cohesion", "social cohesion", "cohesion"),
    _definition("nwow", {"text": "NWoW", "kind": "acronym"}),
]


@settings(deadline=None)
@given(
    st.lists(st.sampled_from(["social", "cohesion", "cohesions", "NWoW", " ", "-", ".", "  ", "ș", "سماد"])).map(
        "".join
    )
)
def test_matches_stand_in_order_and_apart(text: str) -> None:
    """Whatever the text."""
    end = 0
    for match in Glossary(TERMS, "en").find(text):
        assert end <= match.start < match.end <= len(text)
        end = match.end
