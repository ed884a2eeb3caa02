"""Pages in order: what the terms of a query weigh on each, in its best section and over the whole page.

A section's score is what lunr gives for the terms: the sum over its fields of boost times weight, divided by the length
of the query's vector. A page's is made of its best section's and of each term's best place on it, so that a long
question is answered by a page whose parts answer its parts; and it falls with the words of which the page says nothing.
`overrides/assets/js/search/ranking.js` ranks alike.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from macros.search.index import Index
from macros.search.sections import FIELDS
from macros.search.weights import inverse_frequency, magnitude, weight

BEST = 0.4
"""Share of the best section in a page's score; the rest comes from each term's best place on the page."""
COVERED = 1.0
"""How much the score falls with words that the page lacks: 0 not at all, 1 in proportion to what they tell."""


@dataclass(frozen=True)
class Hit:
    """A page with its score."""

    page: int
    score: float
    sections: tuple[int, ...]
    """Its matching sections, best first."""


def section_scores(index: Index, clauses: Mapping[int, float]) -> dict[int, dict[int, float]]:
    """For each section what each term weighs there, as lunr has it, before it is divided by the query's length."""
    averages, boosts, total = index.averages, tuple(FIELDS.values()), len(index.sections)
    found: dict[int, dict[int, float]] = {}
    for term, boost in clauses.items():
        postings = index.postings[term]
        idf = _idf(index, term, total)
        for section, number in postings:
            lengths, page_boost = index.lengths[section], index.boost(section)
            sum_ = 0.0
            for place, times in enumerate(index.patterns[number]):
                if times:
                    sum_ += weight(idf, times, lengths[place], averages[place], boosts[place], page_boost)
            found.setdefault(section, {})[term] = boost * sum_
    return found


def pages_with(index: Index, unwanted: Iterable[Sequence[Collection[int]]]) -> set[int]:
    """Pages that hold, in one section, a term of each group of any of the given groups."""
    found: set[int] = set()
    for groups in unwanted:
        holding = [{section for term in group for section, _ in index.postings[term]} for group in groups]
        found.update(index.pages[section] for section in set.intersection(*holding))
    return found


def _idf(index: Index, term: int, total: int) -> float:
    occurrences = sum(sum(map(bool, index.patterns[number])) for _, number in index.postings[term])
    return inverse_frequency(total, occurrences)


def rank(index: Index, clauses: Mapping[int, float], words: Sequence[Collection[int]] = ()) -> list[Hit]:
    """Pages by their scores; equal ones in the order of the library.

    Args:
        index: the library.
        clauses: terms with their boosts.
        words: the terms of each word of the query.
    """
    scores = section_scores(index, clauses)
    length = magnitude(list(clauses.values())) or 1.0
    sums = {section: sum(found.values()) for section, found in scores.items()}
    pages: dict[int, list[int]] = {}
    for section in sorted(sums, key=lambda section: (-round(sums[section] * 1e6), section)):
        pages.setdefault(index.pages[section], []).append(section)
    told = [
        (frozenset(terms), max(_idf(index, term, len(index.sections)) for term in terms)) for terms in words if terms
    ]
    whole = sum(idf for _, idf in told) or 1.0
    hits = []
    for page, sections in pages.items():
        best: dict[int, float] = {}
        for section in sections:
            for term, score in scores[section].items():
                best[term] = max(best.get(term, 0.0), score)
        over = sum(best[term] for term in clauses if term in best)
        score = BEST * sums[sections[0]] + (1 - BEST) * over
        covered = sum(idf for terms, idf in told if not terms.isdisjoint(best)) / whole if told else 1.0
        hits.append(Hit(page, score / length * (1 - COVERED + COVERED * covered), tuple(sections)))
    return sorted(hits, key=lambda hit: (-round(hit.score * 1e6), hit.page))
