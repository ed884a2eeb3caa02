"""Entries that belong together, and why.

Two entries are related by what they share: controlled terms, references, defined terms and telling
words of title and summary. Rare things count more (inverse document frequency, Spärck Jones 1972,
doi:10.1108/eb026526). Features that more than `COMMON` entries share don't bring pairs together,
they only add to the score of a pair; so the work grows linearly with the number of entries.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

COMMON = 40
"""Features of more entries than this don't bring pairs together."""
SHOWN = 5
"""Related entries given for one entry."""
_WORD = re.compile(r"[^\W\d_]{4,}")

Feature = tuple[str, str]
"""Kind and value: `("sectors", "health")`, `("country", "chad")`, `("word", "football")`."""

_WEIGHT = {"word": 0.5, "term": 0.8}


@dataclass(frozen=True)
class Related:
    """A related entry and the reasons, strongest first."""

    id: str
    score: float
    reasons: tuple[Feature, ...]


def words_of(text: str) -> set[str]:
    """The telling words of a text: longer than three letters, lower case."""
    return {word.casefold() for word in _WORD.findall(text)}


def find_related(features: Mapping[str, Iterable[Feature]], eligible: set[str]) -> dict[str, tuple[Related, ...]]:
    """The nearest entries of every entry.

    Args:
        features: of every entry, by id.
        eligible: ids that may be named as related (directory entries are not).

    Returns:
        For every eligible id, up to `SHOWN` entries in falling order of score; ties by id.
    """
    sets = {id: frozenset(features[id]) for id in sorted(eligible)}
    holders: dict[Feature, list[str]] = defaultdict(list)
    for id, own in sets.items():
        for feature in own:
            holders[feature].append(id)
    total = max(len(sets), 2)
    weight = {
        feature: _WEIGHT.get(feature[0], 1.0) * math.log(total / len(ids))
        for feature, ids in holders.items()
        if 1 < len(ids) < total
    }
    norm = {id: math.sqrt(sum(weight.get(feature, 0.0) ** 2 for feature in own)) or 1.0 for id, own in sets.items()}
    result = {}
    for id, own in sets.items():
        candidates: Counter[str] = Counter()
        for feature in own:
            if feature in weight and len(holders[feature]) <= COMMON:
                for other in holders[feature]:
                    if other != id:
                        candidates[other] += 1
        best = sorted(candidates, key=lambda other: (-candidates[other], other))[:30]
        scored = [_score(other, own & sets[other], weight, norm[id] * norm[other]) for other in best]
        scored = [related for related in scored if related.score >= 0.05 and _told(related)]
        result[id] = tuple(sorted(scored, key=lambda related: (-related.score, related.id))[:SHOWN])
    return result


def _told(related: Related) -> bool:
    """Whether more than chance words brings two entries together: two reasons, and one that can be named."""
    return len(related.reasons) >= 2 and any(kind != "word" for kind, _ in related.reasons)


def _score(other: str, shared: frozenset[Feature], weight: Mapping[Feature, float], norm: float) -> Related:
    ranked = sorted((f for f in shared if f in weight), key=lambda feature: (-weight[feature], feature))
    score = sum(weight[feature] ** 2 for feature in ranked) / norm
    return Related(other, round(score, 4), tuple(ranked[:5]))
