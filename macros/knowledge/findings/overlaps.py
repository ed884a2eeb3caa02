"""Findings about entries that say, or do, the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from rapidfuzz import fuzz, utils

from macros.knowledge.duplicates import alike_pairs
from macros.knowledge.findings.finding import Finding
from macros.knowledge.graph import Graph, fold
from macros.knowledge.markup import plain_words
from macros.model.practice import Practice

SAME_WORDS = 85
"""Similarity of the sorted words of two definitions, 0–100, from which they differ in wording only."""
MOST_IN_ONE_PLACE = 12
"""Practices in one place and sector beyond which no pairs are made: a busy place is no finding."""


def alike_practices(graph: Graph) -> Iterator[Finding]:
    """Pairs of practices whose title and summary nearly agree."""
    practices = graph.by_type.get("practice", ())
    for first, second, alike in alike_pairs({one.id: f"{one.title}. {one.summary}" for one in practices}):
        yield Finding("alike-practices", first, graph.records[first].owner, (second,), (f"{alike:.0f}",))


def definitions_in_other_words(graph: Graph) -> Iterator[Finding]:
    """Pairs of organisations' definitions of one concept that say nearly the same words."""
    for record in graph.definitions:
        texts = [(one, plain_words(one.paraphrase)) for one in record.source_definitions]
        for (first, words), (second, others) in combinations(texts, 2):
            alike = fuzz.token_sort_ratio(words, others, processor=utils.default_process)
            if alike >= SAME_WORDS:
                beside = (f"{record.id}#{second.id}",)
                yield Finding(
                    "definitions-in-other-words", f"{record.id}#{first.id}", record.owner, beside, (f"{alike:.0f}",)
                )


def actors_in_one_place(graph: Graph) -> Iterator[Finding]:
    """Pairs of practices in one named place and sector, in years that meet, by actors that don't share any."""
    by_place: dict[tuple[str, str, str], list[Practice]] = defaultdict(list)
    for one in graph.by_type.get("practice", ()):
        if isinstance(one, Practice) and one.area:
            for country in one.countries:
                for sector in one.sectors:
                    by_place[country, fold(one.area), sector].append(one)
    pairs: dict[tuple[str, str], list[str]] = defaultdict(list)
    for (_, _, sector), found in by_place.items():
        if len(found) <= MOST_IN_ONE_PLACE:
            for first, second in combinations(found, 2):
                if (
                    not set(first.implementers) & set(second.implementers)
                    and _meet(first, second)
                    and (second.id not in first.see_also and first.id not in second.see_also)
                ):
                    pairs[first.id, second.id].append(graph.label("sectors", sector))
    for (one_id, other), sectors in sorted(pairs.items()):
        place = str(getattr(graph.records[one_id], "area", ""))
        yield Finding("actors-in-one-place", one_id, graph.records[one_id].owner, (other,), (place, ", ".join(sectors)))


def _meet(first: Practice, second: Practice) -> bool:
    """Whether the years of two practices overlap; one without a beginning meets nobody."""
    if not first.started or not second.started:
        return False
    ends = [one.ended or "9999" for one in (first, second)]
    return first.started[:4] <= ends[1][:4] and second.started[:4] <= ends[0][:4]
