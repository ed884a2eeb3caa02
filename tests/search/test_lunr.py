"""The ranking is lunr.js's own: it builds its index from the same terms, and gives the same scores."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from random import Random
from typing import Any

import pytest
from lunr.builder import Builder
from lunr.field_ref import FieldRef

from macros.search.index import Index
from macros.search.query import Searcher
from macros.search.ranking import section_scores
from macros.search.sections import FIELDS, SearchPage, cut
from macros.search.weights import inverse_frequency, magnitude, weight
from tests.search.chromium import Chromium, Tab
from tests.search.queries import beginnings, names, real, slips
from tests.search.support import LUNR, Shipped, Tokens, entry, library_of, tokens_of

Clauses = Mapping[int, float]
Found = tuple[list[int], list[float]]
"""Sections and their scores, in lunr's order."""

NEAR = 1e-9
_BUILD = """({ fields, documents, k1, b }) => {
  const builder = new lunr.Builder();
  builder.ref("id");
  builder.k1(k1);
  builder.b(b);
  for (const [name, boost] of fields) builder.field(name, { boost: boost });
  documents.forEach(([tokens, boost], id) => builder.add({ id: id, ...tokens }, { boost: boost }));
  window.index = builder.build();
  return lunr.version;
}"""
_QUERY = """(queries) => queries.map((clauses) => {
  const found = index.query((query) => {
    for (const [term, boost] of clauses) query.term(term, { boost: boost, usePipeline: false });
  });
  return [found.map((result) => Number(result.ref)), found.map((result) => result.score)];
})"""


class LunrJs:
    """lunr.js in a page of its own."""

    def __init__(self, chromium: Chromium) -> None:
        self._tab: Tab = chromium.open()
        self._tab.add_file(Path(str(files("mkdocs"))) / LUNR)

    def build(
        self,
        documents: Iterable[tuple[Tokens, float]],
        fields: Mapping[str, float] = FIELDS,
        k1: float = 1.2,
        b: float = 0.75,
    ) -> None:
        """Let it build its index from terms by field and the boost of each section's page."""
        given = {"fields": list(fields.items()), "documents": list(documents), "k1": k1, "b": b}
        assert self._tab.run(_BUILD, given) == "2.3.9"

    def query(self, index: Index, queries: Sequence[Clauses]) -> list[Found]:
        """What it finds for the clauses of some queries."""
        found: list[Any] = self._tab.run(
            _QUERY, [[(index.terms[term], boost) for term, boost in q.items()] for q in queries]
        )
        return [(sections, scores) for sections, scores in found]


@pytest.fixture(scope="module")
def lunr_js(chromium: Chromium) -> LunrJs:
    """lunr.js for small libraries."""
    return LunrJs(chromium)


def by_section(index: Index) -> Searcher:
    """A searcher that takes each section for a page, so that it gives the score of every section."""
    entries = [index.entries[page] for page in index.pages]
    return Searcher(replace(index, entries=entries, pages=list(range(len(entries)))), (), frozenset())


def falling(scores: Sequence[float]) -> bool:
    """Whether no score is higher than the one before it."""
    return all(after <= before + NEAR for before, after in itertools.pairwise(scores))


def differences(searcher: Searcher, queries: Sequence[Clauses], found: Sequence[Found]) -> list[str]:
    """Where a searcher by section and lunr.js differ: which sections, what scores, in what order."""
    told = []
    for clauses, (sections, scores) in zip(queries, found, strict=True):
        found_here = section_scores(searcher.index, dict(clauses))
        length = magnitude(list(clauses.values()))
        ours = {section: sum(weights.values()) / length for section, weights in found_here.items()}
        theirs = dict(zip(sections, scores, strict=True))
        if ours.keys() != theirs.keys():
            told.append(f"{clauses}: sections {sorted(ours.keys() ^ theirs.keys())[:5]}")
        elif any(not math.isclose(ours[place], theirs[place], rel_tol=NEAR, abs_tol=NEAR) for place in ours):
            told.append(f"{clauses}: scores")
        for order in (sections, sorted(ours, key=lambda section: (-round(ours[section] * 1e6), section))):
            values = [theirs.get(place, 0.0) for place in order]
            if not falling(values):
                told.append(f"{clauses}: order")
    return told


@pytest.fixture(scope="module")
def shipped_lunr(chromium: Chromium, shipped: Shipped) -> LunrJs:
    """lunr.js with an index of the whole shipped library."""
    made = LunrJs(chromium)
    made.build(tokens_of(shipped.pages))
    return made


def _drawn(index: Index, count: int) -> list[Clauses]:
    """Pairs and triples of terms, one of them common, with every boost that a query can give."""
    random = Random("terms")
    common = sorted(range(len(index.terms)), key=lambda term: -len(index.postings[term]))[:300]
    found = []
    for number in range(count):
        terms = {random.choice(common), *random.sample(range(len(index.terms)), 1 + number % 2)}
        found.append({term: random.choice((1.0, 1.0, 0.8, 0.7, 0.5, 0.4)) for term in sorted(terms)})
    return found


def test_every_term_weighs_what_it_weighs_in_lunr(shipped: Shipped, shipped_lunr: LunrJs) -> None:
    """All of the vocabulary, from the terms of one section to those of nearly all."""
    queries: list[Clauses] = [{term: 1.0} for term in range(len(shipped.index.terms))]
    held = [len(postings) for postings in shipped.index.postings]
    assert len(shipped.index.sections) > 1500 and min(held) == 1 and max(held) > 500
    assert differences(by_section(shipped.index), queries, shipped_lunr.query(shipped.index, queries)) == []


def test_terms_together_rank_as_in_lunr(shipped: Shipped, shipped_lunr: LunrJs) -> None:
    """Pairs and triples with boosts."""
    queries = _drawn(shipped.index, 500)
    assert {len(query) for query in queries} >= {2, 3}
    assert differences(by_section(shipped.index), queries, shipped_lunr.query(shipped.index, queries)) == []


def test_what_readers_ask_ranks_as_in_lunr(shipped: Shipped, shipped_lunr: LunrJs) -> None:
    """The clauses that our reading makes of texts; a page names its sections in lunr's order."""
    texts = [*real(), *beginnings(shipped.index), *slips(shipped.index, 60), *list(names(shipped.library.names))[::4]]
    answers = {text: answer for text in texts if (answer := shipped.searcher.answer(text)).clauses}
    queries = [answer.clauses for answer in answers.values()]
    assert len(queries) > 300 and max(map(len, queries)) > 8
    found = shipped_lunr.query(shipped.index, queries)
    assert differences(by_section(shipped.index), queries, found) == []
    for (text, answer), (sections, scores) in zip(answers.items(), found, strict=True):
        told = dict(zip(sections, scores, strict=True))
        assert {section for hit in answer.hits for section in hit.sections} == set(sections), text
        for hit in answer.hits:
            assert falling([told[section] for section in hit.sections]), text


def _small() -> list[SearchPage]:
    """Pages whose sections hold the same words in all fields, in texts of all lengths."""
    filler = "Committees of elders met in spring. "
    return [
        cut(
            entry(
                f"pages/{number}.html",
                title=f"Bridge number {number}" if number % 2 else "Water",
                names=(("en", "bridge span"), ("mul", "BRG")) if number % 3 == 0 else (),
                summary="A bridge over water. " * (number % 4),
                asked="water crossing" if number % 4 else "",
                boost=(1.0, 0.7, 0.5)[number % 3],
            ),
            f"<p>Water {'bridge ' * (number % 5)}{filler * number}</p>"
            f'<h2 id="a">{"Bridge" if number % 2 else "Market"} and water</h2><p>{filler * (7 - number % 7)} market</p>'
            f'<h2 id="b">Market</h2><p>{"The bridge was repaired. " * (number % 3)}{filler}</p>',
        )
        for number in range(12)
    ]


def _singles(index: Index) -> list[Clauses]:
    return [{term: 1.0} for term in range(len(index.terms))]


def test_the_comparison_sees_the_small_library_as_equal(lunr_js: LunrJs) -> None:
    """Whatever the following tests find comes from what they changed."""
    index, _ = library_of(*_small())
    lunr_js.build(tokens_of(_small()))
    assert differences(by_section(index), _singles(index), lunr_js.query(index, _singles(index))) == []


@pytest.mark.parametrize("field", FIELDS)
def test_the_boost_of_each_field_matters(lunr_js: LunrJs, field: str) -> None:
    """A tenth more in lunr.js alone is noticed."""
    index, _ = library_of(*_small())
    lunr_js.build(tokens_of(_small()), fields={**FIELDS, field: FIELDS[field] * 1.1})
    told = differences(by_section(index), _singles(index), lunr_js.query(index, _singles(index)))
    assert [line for line in told if line.endswith("scores")]


@pytest.mark.parametrize("field", FIELDS)
def test_the_words_of_each_field_matter(lunr_js: LunrJs, field: str) -> None:
    """A field that lunr.js isn't given is noticed, and so is one word more."""
    index, _ = library_of(*_small())
    without = [({**tokens, field: []}, boost) for tokens, boost in tokens_of(_small())]
    lunr_js.build(without)
    assert differences(by_section(index), _singles(index), lunr_js.query(index, _singles(index)))
    more = list(tokens_of(_small()))
    more[3][0][field].append("water")
    lunr_js.build(more)
    assert differences(by_section(index), _singles(index), lunr_js.query(index, _singles(index)))


def test_the_boost_of_a_page_matters(lunr_js: LunrJs) -> None:
    """Of any one section."""
    index, _ = library_of(*_small())
    documents = list(tokens_of(_small()))
    documents[4] = (documents[4][0], documents[4][1] * 1.1)
    lunr_js.build(documents)
    assert differences(by_section(index), _singles(index), lunr_js.query(index, _singles(index)))


@pytest.mark.parametrize("changed", [{"k1": 1.3}, {"b": 0.7}])
def test_the_constants_are_those_of_lunr(lunr_js: LunrJs, changed: dict[str, float]) -> None:
    """Another constant in lunr.js alone is noticed."""
    index, _ = library_of(*_small())
    lunr_js.build(tokens_of(_small()), k1=changed.get("k1", 1.2), b=changed.get("b", 0.75))
    assert differences(by_section(index), _singles(index), lunr_js.query(index, _singles(index)))


def test_the_boost_of_a_clause_matters(lunr_js: LunrJs) -> None:
    """Two terms whose boosts change places."""
    index, _ = library_of(*_small())
    lunr_js.build(tokens_of(_small()))
    one, other = index.terms.index("bridg"), index.terms.index("water")
    found = lunr_js.query(index, [{one: 1.0, other: 0.5}])
    assert differences(by_section(index), [{one: 1.0, other: 0.5}], found) == []
    assert differences(by_section(index), [{one: 0.5, other: 1.0}], found)


def test_the_weights_are_those_of_lunr_py() -> None:
    """Every weight of every term in every field of every section, to the last digit."""
    pages = _small()
    index, _ = library_of(*pages)
    builder = Builder()
    builder.ref("id")
    for name, boost in FIELDS.items():
        builder.field(name, boost=boost)
    for number, (tokens, boost) in enumerate(tokens_of(pages)):
        builder.add({"id": str(number), **tokens}, {"boost": boost})
    builder.build()
    theirs: dict[tuple[int, str, int], float] = {}
    numbers = {posting["_index"]: term for term, posting in builder.inverted_index.items()}
    for ref, vector in builder.field_vectors.items():
        known = FieldRef.from_string(ref)
        for place in range(0, len(vector.elements), 2):
            term = index.terms.index(numbers[vector.elements[place]])
            theirs[int(known.doc_ref), known.field_name, term] = vector.elements[place + 1]
    ours: dict[tuple[int, str, int], float] = {}
    for term, postings in enumerate(index.postings):
        occurrences = sum(sum(map(bool, index.patterns[pattern])) for _, pattern in postings)
        idf = inverse_frequency(len(index.sections), occurrences)
        for section, pattern in postings:
            for place, (name, boost) in enumerate(FIELDS.items()):
                if times := index.patterns[pattern][place]:
                    length = index.lengths[section][place]
                    ours[section, name, term] = weight(
                        idf, times, length, index.averages[place], boost, index.boost(section)
                    )
    assert ours == theirs and len(ours) > 300


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ((1.0, 1, 10, 10.0, 1.0, 1.0), 1.0),
        ((2.0, 1, 10, 10.0, 1.0, 1.0), 2.0),
        ((1.0, 2, 10, 10.0, 1.0, 1.0), 1.375),
        ((1.0, 1, 20, 10.0, 1.0, 1.0), 0.71),
        ((1.0, 1, 10, 10.0, 9.0, 0.5), 4.5),
        ((0.0001, 1, 10, 10.0, 1.0, 1.0), 0.0),
    ],
)
def test_a_weight_has_three_digits(given: tuple[float, int, int, float, float, float], expected: float) -> None:
    """Worked out by hand from lunr's formula; half a thousandth is rounded up, as JavaScript does."""
    assert weight(*given) == expected


def test_rare_terms_tell_more() -> None:
    """lunr's measure, which never falls below zero; the length of a query is that of its vector."""
    told = [inverse_frequency(100, occurrences) for occurrences in (1, 2, 10, 50, 99)]
    assert told == sorted(told, reverse=True) and told[-1] > 0
    assert inverse_frequency(100, 1) == math.log(1 + 99.5 / 1.5)
    assert inverse_frequency(10, 40) == math.log(1 + 29.5 / 40.5), "terms in several fields of each section"
    assert (magnitude([]), magnitude([0.6, 0.8])) == (0.0, 1.0)
