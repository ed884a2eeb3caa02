"""lunr's scoring: what a term weighs in a section.

The formulas and the rounding to three digits are those of lunr.js 2.3 and lunr.py 0.8 (`Builder.build`,
`idf`), in the same order of operations, so that all three agree to the last digit.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

K1 = 1.2
B = 0.75


def inverse_frequency(sections: int, occurrences: int) -> float:
    """How much a term tells.

    Args:
        sections: number of sections in the index.
        occurrences: pairs of section and field that hold the term.
    """
    return math.log(1 + abs((sections - occurrences + 0.5) / (occurrences + 0.5)))


def weight(idf: float, times: int, length: int, average: float, field_boost: float, page_boost: float) -> float:
    """What a term weighs in one field of one section.

    Args:
        idf: see `inverse_frequency`.
        times: how often the field holds the term.
        length: terms in the field.
        average: mean of `length` over all sections.
        field_boost: weight of the field.
        page_boost: weight of the page.
    """
    score = idf * ((K1 + 1) * times) / (K1 * (1 - B + B * (length / average)) + times)
    score *= field_boost
    score *= page_boost
    return math.floor(score * 1000 + 0.5) / 1000


def magnitude(boosts: Sequence[float]) -> float:
    """Length of a query's vector, by which lunr divides every score."""
    return math.sqrt(sum(boost * boost for boost in boosts))
