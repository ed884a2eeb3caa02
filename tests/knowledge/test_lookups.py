"""What is asked while a page is made is noted, whichever way it is asked."""

from __future__ import annotations

import inspect
import re
from functools import cached_property

import pytest

from macros.knowledge.graph import Graph
from macros.knowledge.lookups import Question, Questions, listening
from macros.knowledge.watched_graph import WatchedGraph
from macros.model.definition import Definition
from macros.model.registry import record_types
from tests.community import graph_of, record
from tests.conftest import ROOT

SHORT = "What people feel towards each other."


def _watched(**fields: str) -> WatchedGraph:
    practice = record("practice", "p", countries=["r"], sectors=["albine"], body={"problem": "Compost and trust."})
    lesson = record("lesson", "l", see_also=["p"], **fields)
    term = record("definition", "trust", title="Trust", summary=SHORT)
    return WatchedGraph(graph_of(practice, lesson, record("country", "r"), term))


def _asked(*ask: str) -> list[Question]:
    """The questions that expressions over a graph `g` ask."""
    graph = _watched()
    with listening() as questions:
        for one in ask:
            eval(one, {"g": graph})
    return questions.about()


@pytest.mark.parametrize(
    ("ask", "questions"),
    [
        ("g.records['p'].title", [("entry", "p"), ("field", "p", "title")]),
        ("g.backlinks('p')['lesson'][0].record.summary", [("backlinks", "p"), ("field", "l", "summary")]),
        ("g.by_type['lesson'][0].added", [("by_type", "lesson"), ("field", "l", "added")]),
        ("'x' in g.records", [("entry", "x")]),
        ("g.records.get('x')", [("entry", "x")]),
        ("list(g.records)", [("records",)]),
        ("g.vocabularies['sectors'].browse", [("list", "sectors")]),
        ("g.label('sectors', 'albine')", [("label", "sectors", "albine")]),
        ("g.overdue(g.records['p'])", [("entry", "p"), ("overdue", "p")]),
        ("g.past('2026-01-01')", [("past", "2026-01-01")]),
        ("g.today", [("today",)]),
        ("g.facets['sectors'].entries['albine']", [("facet", "sectors"), ("members", "sectors", "albine")]),
        ("g.provenance.led_to(g.records['p'])", [("entry", "p"), ("led-to", "p")]),
        ("list(g.tags(g.records['p']))", [("entry", "p"), ("tags", "p")]),
        ("list(g.glossary('en').find('The trust'))", [("words", "en", "the trust")]),
        ("g.library.indexes", [("library", "indexes")]),
        ("g.used_terms['p']", [("used_terms", "p")]),
    ],
)  # fmt: skip
def test_a_question_is_noted(ask: str, questions: list[Question]) -> None:
    """With the record or the list that it is about; what answering it needs besides is not."""
    assert _asked(ask) == questions


def test_every_question_that_was_asked_can_be_answered() -> None:
    """The answer depends on the answer alone: a new graph of the same records gives the same checksums."""
    asked = _asked(
        "g.records['p'].title", "g.backlinks('p')", "g.tags(g.records['p'])", "g.label('sectors', 'albine')",
        "g.facets['countries'].entries['r']", "g.related('p')", "g.newest()", "g.glossary('en').find('trust')",
        "list(g.records)", "list(g.facets)", "g.links", "g.mentions('p')",
    )  # fmt: skip
    first, second = _watched(), _watched()
    answers = [first.answer(question) for question in asked]
    assert "" not in answers and answers == [second.answer(question) for question in asked]


def test_an_answer_changes_with_what_was_asked_and_with_nothing_else() -> None:
    """Another summary changes the summary, not the title, nor who refers to whom."""
    before, after = _watched(), _watched(summary="Something else is said.")
    changed = {
        question
        for question in (("field", "l", "summary"), ("field", "l", "title"), ("backlinks", "p"), ("whole", "l"))
        if before.answer(question) != after.answer(question)
    }
    assert changed == {("field", "l", "summary"), ("whole", "l")}


def test_what_makes_no_sense_any_more_has_no_answer() -> None:
    """An entry, a list or a value that is gone; so pages that asked for it are made again."""
    graph = _watched()
    gone = [("field", "x", "title"), ("members", "sectors", "x"), ("backlinks", "p", "q", "r", "s")]
    assert [graph.answer(question) for question in gone[:2]] == ["", ""]
    assert graph.answer(("entry", "x")) != graph.answer(("entry", "p")) != ""


def test_a_name_that_begins_with_a_word_of_a_text_changes_its_answer() -> None:
    """Others don't, however many definitions there are."""
    with_more = WatchedGraph(
        graph_of(record("definition", "trust", title="Trust", summary=SHORT), record("definition", "dew", title="Dew"))
    )
    fewer = WatchedGraph(graph_of(record("definition", "trust", title="Trust", summary=SHORT)))
    assert with_more.answer(("words", "en", "a trust")) == fewer.answer(("words", "en", "a trust"))
    assert with_more.answer(("words", "en", "a dew trust")) != fewer.answer(("words", "en", "a dew trust"))


def test_nothing_of_a_graph_can_be_asked_unnoted() -> None:
    """A watched graph answers everything public by itself: what it inherited would be noted only the first time."""
    public = {
        name
        for name, value in vars(Graph).items()
        if not name.startswith("_") and (inspect.isfunction(value) or isinstance(value, (property, cached_property)))
    }
    assert public - set(vars(WatchedGraph)) == set()


def test_a_watched_record_is_what_it_was_and_no_new_type() -> None:
    """Types are counted by their folders, and a watched one has none of its own."""
    graph = _watched()
    term = graph.records["trust"]
    assert isinstance(term, Definition) and type(term) is not Definition and type(term).type_name == "definition"
    record_types.cache_clear()
    assert all(vars(kind).get("folder") for kind in record_types().values())


def test_a_page_of_an_entry_asks_for_it_whole() -> None:
    """So its single fields need not be kept."""
    questions = Questions()
    questions.noted = {("field", "a", "title"): None, ("field", "b", "title"): None}
    assert questions.about(["a"]) == [("field", "b", "title"), ("whole", "a")]


def test_templates_ask_for_no_day() -> None:
    """A page that asks for the day would be made again every day; it asks whether a day is past."""
    told = [
        path.name
        for path in (ROOT / "overrides").glob("[arl]*/*.html")
        if re.search(r"graph\.today", path.read_text("utf-8"))
    ]
    assert told == []
