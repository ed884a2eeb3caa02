"""Pages that are made apart: what exceeds the limits is a problem of its entry, and costs nobody else anything."""

from __future__ import annotations

import sys
import time

import pytest

from macros import trial
from macros.knowledge.graph import Graph
from macros.problems import MOST_PROBLEMS, Problem
from macros.trial import try_entries
from tests.casebook import assert_told
from tests.community import environment_of, graph_of, record

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only there can a process be copied safely")


def _practice(text: str) -> Graph:
    return graph_of(record("practice", "p", body={"problem": text}))


def _told(graph: Graph, expected: list[str]) -> None:
    assert_told(try_entries(graph, environment_of(graph), ["p"]), expected)


def test_a_page_that_can_be_made_is_no_problem() -> None:
    """Links to its own headings lead somewhere, whatever letters those have."""
    _told(_practice("See [below](#etape-1) and [there](#later).\n\n### Étape 1\n\nA.\n\n### Later\n\nB."), [])


def test_a_page_that_takes_too_long_is_a_problem_of_its_entry() -> None:
    """Python-Markdown takes half a minute over these, within every limit of single signs."""
    started = time.process_time()
    _told(
        _practice(("[\\`" * 390 + "\n\n") * 16),
        ["docs/practices/p.md:1: text: the page of this entry takes more than 1.0 seconds to make; its longest text "
         "has 18,750 characters. Shorten it [too-large]"],
    )  # fmt: skip
    assert time.process_time() - started < 1, "the copy of this process has done the work"


def test_a_page_that_nests_too_much_is_a_problem_of_its_entry() -> None:
    """Definition lists without an empty line between them call each other."""
    _told(
        _practice("a\n:   b\n" * 490),
        ["docs/practices/p.md:1: text: the page of this entry can't be made (RecursionError) [too-large]"],
    )


def test_a_page_that_needs_too_much_memory_is_a_problem_of_its_entry(monkeypatch: pytest.MonkeyPatch) -> None:
    """The system refuses the copy more than it may have."""
    monkeypatch.setattr(trial, "compose_record", lambda *_: [bytearray(10**9)])
    _told(_practice("a"), ["docs/practices/p.md:1: text: the page of this entry needs more than 150 MB [too-large]"])


def test_a_copy_that_waits_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever it waits for, it uses no processor, so a clock ends it."""
    monkeypatch.setattr(trial, "_WAITED", 0.2)
    monkeypatch.setattr(trial, "compose_record", lambda *_: time.sleep(60))
    _told(_practice("a"), ["docs/practices/p.md:1: text: the page of this entry takes more than [too-large]"])


def test_notes_without_a_mark_lead_nowhere_back() -> None:
    """The build would have refused them, and named the page."""
    _told(_practice("A[^1].\n\n[^1]: One.\n\n[^2]: Two."), [])


def test_an_entry_is_told_of_no_more_than_anybody_reads() -> None:
    """Links that lead nowhere are counted where they are found."""
    graph = _practice("".join(f"[a](#gone-{number}) " for number in range(90)))
    assert len(list(try_entries(graph, environment_of(graph), ["p"]))) == MOST_PROBLEMS


def test_a_link_to_a_place_that_the_page_has_not_is_told() -> None:
    """Only the page knows its places; the build would name it much later."""
    _told(
        _practice("See [below](#nowhere)."),
        ['docs/practices/p.md:1: text: "#nowhere" leads to no place of this page; link to a heading of it '
         "[broken-link]"],
    )  # fmt: skip


def test_a_link_to_a_heading_is_told_on_its_line_with_the_heading_that_is_near() -> None:
    """GitHub calls both headings otherwise."""
    text = "### Ce am învățat\n\na\n\n### Same\n\nb\n\n### Same\n\n[one](#ce-am-învățat) [two](#same-1)"
    found = {problem.message: problem.line for problem in _problems(_practice(text))}
    assert len(set(found.values())) == 1 and min(found.values()) >= 11
    assert any('did you mean "#ce-am-invatat"?' in message for message in found), found
    assert any('"#same-1"' in message and 'did you mean "#same' in message for message in found), found


def test_a_link_to_a_heading_of_another_entry_is_followed() -> None:
    """By the name of its file; the build alone refused it."""
    graph = graph_of(
        record("practice", "p", body={"problem": "A.\n\n[one](q.md#straße) [two](../practices/q.md#strasse)."}),
        record("practice", "q", body={"problem": "### Strasse\n\nx"}),
    )
    (problem,) = _problems(graph)
    assert problem.message.startswith('"q.md#straße" leads to no place of the page of "q"; link to a heading of it')
    assert 'did you mean "#strasse"?' in problem.message and problem.line == 3


def _problems(graph: Graph) -> list[Problem]:
    return list(try_entries(graph, environment_of(graph), ["p"]))
