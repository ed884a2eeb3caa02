"""One record becomes one finished page: whole, escaped, with every anchor it lists."""

from __future__ import annotations

import datetime
from html.parser import HTMLParser
from typing import Any

import pytest

from macros.knowledge.graph import Graph
from macros.model.definition import DEFINITIONS_SHOWN
from macros.model.record import Record
from macros.model.registry import record_types
from macros.model.workshop import ANSWERS_SHOWN
from macros.render.listings import BACKLINKS_SHOWN
from macros.render.page import Heading, RenderedPage
from macros.render.record_page import compose_record
from tests.community import TODAY, environment_of, graph_of, record, second_library

SECOND = Graph(second_library(), TODAY)
SECOND_ENV = environment_of(SECOND)


class Reader(HTMLParser):
    """What a page holds: ids, headings with ids, elements that are open at the end, text."""

    VOID = frozenset({"br", "hr", "img", "meta", "link", "input", "rect", "col"})

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.headings: list[Heading] = []
        self.text: list[str] = []
        self.tags: set[str] = set()
        self.open: list[str] = []
        self._heading: tuple[int, str] | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.tags.add(tag)
        if tag not in self.VOID:
            self.open.append(tag)
        if values.get("id"):
            self.ids.append(str(values["id"]))
        if tag in ("h2", "h3", "h4") and values.get("id"):
            self._heading, self._words = (int(tag[1]), str(values["id"])), ""
        elif self._heading and "headerlink" in (values.get("class") or ""):
            self._close()

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.VOID:
            assert self.open.pop() == tag, f"</{tag}> closes something else"
        if tag in ("h2", "h3", "h4"):
            self._close()

    def handle_data(self, data: str) -> None:
        self.text.append(data)
        if self._heading:
            self._words += data

    def _close(self) -> None:
        if self._heading:
            self.headings.append(Heading(*self._heading, " ".join(self._words.split())))
            self._heading = None


def _compose(graph: Graph, id: str) -> list[RenderedPage]:
    return compose_record(graph, environment_of(graph), graph.records[id])


def _assert_sound(page: RenderedPage) -> Reader:
    """Well-formed, anchors unique, headings as listed."""
    reader = Reader(page.html)
    assert reader.open == []
    assert len(reader.ids) == len(set(reader.ids)), sorted(id for id in reader.ids if reader.ids.count(id) > 1)
    assert reader.headings == [Heading(h.level, h.id, " ".join(h.title.split())) for h in page.headings]
    assert "script" not in reader.tags and "style" not in reader.tags
    return reader


@pytest.mark.parametrize("id", SECOND.records)
def test_every_entry_of_the_second_community_has_a_sound_page(id: str) -> None:
    """Every type renders; titles and summaries stand on their pages as text."""
    entry = SECOND.records[id]
    (page,) = compose_record(SECOND, SECOND_ENV, entry)
    text = "".join(_assert_sound(page).text)
    assert entry.title in text and entry.summary in text
    assert (page.title, page.description, page.redirect) == (entry.title, entry.summary, None)
    assert page.source == SECOND.library.documents[id].path


def test_the_second_community_has_entries_of_every_type() -> None:
    """So that the tests above leave no template out."""
    assert all(SECOND.by_type[name] for name in record_types())


def test_a_hostile_entry_is_shown_word_for_word() -> None:
    """Markup, quotation marks, Jinja, another script: all of it text, none of it run."""
    (page,) = compose_record(SECOND, SECOND_ENV, SECOND.records["isprava-incurcata"])
    assert "&lt;b&gt;grasă&lt;/b&gt; &amp; &#34;ghilimele&#34; {{ 7*7 }} {% raw %} 🌻 حديقة" in page.html
    assert "<b>grasă" not in page.html and "49" not in page.html and "uid=" not in page.html
    assert "<code>&lt;script&gt;alert(1)&lt;/script&gt;</code>" in page.html
    assert "popen('id').read() }}" in page.html and "{{ practice_index() }}" in page.html
    assert "onclick=" not in "".join(f"<{tag}" for tag in Reader(page.html).tags)
    assert '{% onclick="alert(1)" %}' in "".join(Reader(page.html).text)


OPEN = {"id": "x", "text": "Do.", "status": "de_facut"}
LEAD = {"id": "t", "title": "T", "questions": [{"id": "q", "text": "Q?"}]}


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        (record("practice", "a"), "what we read gives no results"),
        (record("practice", "a"), "not in what we read:"),
        (record("workshop", "a", actions=[OPEN]), "who not in what we read"),
        (record("workshop", "a", thematic_leads=[LEAD]), "q? not in what we read"),
        (record("group", "a"), "mandate not in what we read"),
        (record("source", "a"), "address not in what we read"),
        (record("lesson", "a"), "reviewed not yet"),
    ],
)  # fmt: skip
def test_what_a_source_does_not_say_is_shown_as_not_recorded(entry: Record, words: str) -> None:
    """Never left out silently, never filled in."""
    (page,) = _compose(graph_of(entry), "a")
    assert words in " ".join(" ".join(_assert_sound(page).text).replace("¶", "").split()).casefold()


def test_an_overdue_entry_says_so_to_its_readers() -> None:
    """With the day on which it should have been reviewed."""
    entry = record("lesson", "a", last_reviewed="2025-01-31", review_every="1")
    late, timely = (graph_of(entry, today=datetime.date(2025, 3, day)) for day in (1, 1))
    assert "Review overdue." in _compose(late, "a")[0].html
    assert "should have been reviewed by 28 February 2025" in _compose(late, "a")[0].html
    timely = graph_of(entry, today=datetime.date(2025, 2, 28))
    assert "Review overdue." not in _compose(timely, "a")[0].html


def test_items_keep_their_anchors_when_sections_have_the_same_name() -> None:
    """An id that an entry gives is a promise; the section takes another."""
    lead: dict[str, Any] = {"id": "actions", "title": "Actions and more", "questions": [{"id": "themes", "text": "Q?"}]}
    meeting = record(
        "workshop", "w", sources=[{"source": "izvor"}],
        agreements=[{"id": "agreements", "text": "### Sources\n\n### Source 1\n\nText [@izvor].", "level": "toti"}],
        actions=[{"id": "sources", "text": "Do.", "status": "done"}],
        thematic_leads=[lead, {"id": "used-by", "title": "Used by"}],
    )  # fmt: skip
    (page,) = _compose(graph_of(meeting), "w")
    reader = _assert_sound(page)
    assert {"agreements", "sources", "actions", "themes", "used-by", "source-1"} <= set(reader.ids)
    assert '<li id="source-1"' in page.html and '<li id="sources"' in page.html
    assert Heading(3, "actions", "Actions and more") in page.headings


def _own(number: int) -> dict[str, Any]:
    return {
        "id": f"own-{number}", "body": f"Body {number}", "source": "izvor", "paraphrase": f"Paraphrase {number}.",
        "dimensions": ["hrana"],
    }  # fmt: skip


def test_more_than_ten_definitions_get_a_second_page_and_every_anchor_stands_on_both() -> None:
    """Links to one organisation's definition stay good when the entry grows."""
    few = record("definition", "a", source_definitions=[_own(n) for n in range(DEFINITIONS_SHOWN)])
    assert len(_compose(graph_of(few), "a")) == 1
    many = record("definition", "a", source_definitions=[_own(n) for n in range(DEFINITIONS_SHOWN + 1)])
    first, second = _compose(graph_of(many), "a")
    assert (first.path, second.path) == ("definitions/a.html", "definitions/a-definitions.html")
    anchors = {f"own-{number}" for number in range(DEFINITIONS_SHOWN + 1)}
    assert anchors <= set(_assert_sound(first).ids) & set(_assert_sound(second).ids)
    assert "Paraphrase 10." in second.html and "Paraphrase 10." not in first.html
    assert 'href="a-definitions.html#own-10"' in first.html


def test_long_answers_get_a_second_page_and_every_anchor_stands_on_both() -> None:
    """The questions stay on the meeting's page, each leading to its answer."""

    def meeting(length: int) -> Graph:
        questions = [{"id": f"q-{n}", "text": f"Question {n}?", "answer": "x" * length} for n in (1, 2)]
        return graph_of(
            record("workshop", "w", thematic_leads=[{"id": "lead", "title": "Lead", "questions": questions}])
        )

    (whole,) = _compose(meeting(ANSWERS_SHOWN // 2), "w")
    assert "xxx" in whole.html
    first, second = _compose(meeting(ANSWERS_SHOWN // 2 + 1), "w")
    assert (first.path, second.path) == ("workshops/w.html", "workshops/w-answers.html")
    assert {"q-1", "q-2", "lead"} <= set(_assert_sound(first).ids) & set(_assert_sound(second).ids)
    assert "xxx" not in first.html and "xxx" in second.html
    assert 'href="w-answers.html#q-2"' in first.html


def test_many_backlinks_are_cut_and_lead_to_the_whole_list() -> None:
    """The page says how many there are and shows the first."""
    lessons = [record("lesson", f"l-{n}", see_also=["p"]) for n in range(BACKLINKS_SHOWN + 1)]
    (page,) = _compose(graph_of(record("practice", "p"), *lessons), "p")
    assert page.html.count('<li><a href="../lessons/l-') == BACKLINKS_SHOWN and page.html.count("points to it") == 1
    assert f'<span class="ct-count">{BACKLINKS_SHOWN + 1}</span>' in page.html
    assert 'href="p-used-by.html"' in page.html


def test_sources_are_listed_once_with_every_place_that_is_cited() -> None:
    """Numbers in the text are numbers in the list; a citation in code counts for nothing."""
    entry = record(
        "practice", "p", sources=[{"source": "izvor", "locator": "p. 1", "note": "for figures"}],
        body={"problem": "One [@izvor, p. 2], two [@izvor, p. 1], `[@nobody, p. 9]`."},
    )  # fmt: skip
    (page,) = _compose(graph_of(entry), "p")
    assert '<a href="#source-1">1, p. 2</a>' in page.html
    text = " ".join("".join(Reader(page.html).text).split())
    assert "Entry izvor; p. 1; p. 2. for figures." in text
    assert page.html.count('<li id="source-1"') == 1


def test_code_in_an_action_stays_readable_where_markdown_is_not_rendered() -> None:
    """In trees and lists of actions, also when it looks like a link to nowhere."""
    meeting = record(
        "workshop", "w", actions=[{"id": "x", "text": "Write `[[id]]` here.", "status": "done", "led_to": ["p"]}]
    )  # fmt: skip
    (page,) = _compose(graph_of(meeting, record("practice", "p")), "p")
    assert "Write [[id]] here." in page.html


def test_where_something_stands_in_the_source_is_said_once() -> None:
    """In its text, if that cites the place, else below it."""
    agreements = [
        {"id": "a", "text": "Share the beds [@izvor, para 6].", "level": "toti", "locator": "para 6"},
        {"id": "b", "text": "Share the water.", "level": "toti", "locator": "para 7"},
    ]
    meeting = record("workshop", "w", agreements=agreements, sources=[{"source": "izvor"}])
    (page,) = _compose(graph_of(meeting), "w")
    assert "In the source: para 7" in page.html and "In the source: para 6" not in page.html
    assert "1, para 6" in page.html


def test_where_a_meeting_took_place_is_told_apart_from_the_countries_represented() -> None:
    """And an owner whose name the source repeats stands once."""
    romania, france = (
        record("country", "romania", title="România"),
        record("country", "france", title="Franța", iso2="FR", iso3="FRA"),
    )
    office = record("organisation", "o", title="Office for Gardens, Bucharest")
    actions = [
        {"id": "x", "text": "Dig.", "status": "de_facut", "owner": "Office for Gardens", "owners": ["o"]},
        {"id": "y", "text": "Sow.", "status": "de_facut", "owner": "With the school", "owners": ["o"]},
    ]
    meeting = record(
        "workshop",
        "w",
        place="Cluj",
        countries=["romania"],
        countries_represented=["romania", "france"],
        actions=actions,
    )
    (page,) = _compose(graph_of(romania, france, office, meeting), "w")
    text = " ".join("".join(Reader(page.html).text).split())
    assert "WhereCluj, RomâniaCountries representedRomânia, Franța" in text
    assert "WhoOffice for Gardens, Bucharest By when" in text
    assert "WhoOffice for Gardens, Bucharest, With the school By when" in text
